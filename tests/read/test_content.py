"""Files → Content: what is sound is read, what is wrong is said with file, line and mend, nothing
ever raises.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
from pathlib import Path

import pytest

from onrecord.model import Content, Problem
from onrecord.read.content import read
from tests.conftest import Write

ARTICLE = "The harbour was closed on Monday."


def messages(problems: tuple[Problem, ...]) -> list[str]:
    return [str(p) for p in problems]


def only(root: Path) -> tuple[Content, Problem]:
    content, problems = read(root)
    assert len(problems) == 1, messages(problems)
    return content, problems[0]


def test_a_briefing_with_all_its_facts(write: Write) -> None:
    root = write(
        {
            "briefings/strike/briefing.md": "---\ntitle: The strike\ndate: 2031-05-06\n"
            "summary: One sentence.\n"
            "tags: [Harbour, Strike]\nsources:\n  - file: b.txt\n    title: Shut\n    publisher: "
            "The Courier\n"
            "    url: https://courier.example/b\n    published: 2031-05-05\n    author: Ann Lee\n"
            "pin: [We stay]\nhide: ['12']\n---\n\nWords of *ours*.\n",
            "briefings/strike/a.txt": ARTICLE,
            "briefings/strike/b.txt": ARTICLE,
        }
    )
    content, problems = read(root)
    assert problems == ()
    (briefing,) = content.briefings
    assert (briefing.slug, briefing.title, briefing.date) == (
        "strike",
        "The strike",
        dt.date(2031, 5, 6),
    )
    assert (briefing.summary, briefing.tags) == ("One sentence.", ("Harbour", "Strike"))
    assert (briefing.pin, briefing.hide) == (("We stay",), ("12",))
    assert (briefing.pin_lines, briefing.hide_lines) == ((13,), (14,))
    assert (briefing.words, briefing.words_line) == ("Words of *ours*.", 17)
    assert briefing.sources == ("strike/b", "strike/a")  # those that are named first
    b = content.articles[0]
    assert (b.id, b.title, b.publisher, b.author) == ("strike/b", "Shut", "The Courier", "Ann Lee")
    assert (b.url, b.published) == ("https://courier.example/b", dt.date(2031, 5, 5))
    assert (b.text, b.file) == (ARTICLE, "briefings/strike/b.txt")


def test_a_folder_with_one_text_is_a_briefing(write: Write) -> None:
    content, problems = read(write({"briefings/strike/courier.txt": ARTICLE}))
    assert problems == ()
    assert [(b.slug, b.title, b.sources) for b in content.briefings] == [
        ("strike", None, ("strike/courier",))
    ]


@pytest.mark.parametrize("name", ["strike.txt", "strike.md", "strike.html"])
def test_a_lone_source_is_a_briefing(write: Write, name: str) -> None:
    content, problems = read(
        write({f"briefings/{name}": f"<p>{ARTICLE}</p>" if "html" in name else ARTICLE})
    )
    assert problems == ()
    assert [(b.slug, b.sources) for b in content.briefings] == [("strike", ("strike/strike",))]
    assert content.articles[0].text == ARTICLE


def test_a_source_carries_its_own_facts_and_the_briefing_overrules_them(write: Write) -> None:
    front = "---\ntitle: Shut\npublished: 2031-05-05\npublisher: Courier\n---\n"
    root = write(
        {
            "briefings/strike/a.txt": front + ARTICLE,
            "briefings/strike/briefing.md": "---\nsources:\n- file: a.txt\n"
            "  publisher: The Varrow Courier\n---\n",
        }
    )
    content, problems = read(root)
    assert problems == ()
    (a,) = content.articles
    assert (a.text, a.title, a.publisher) == (ARTICLE, "Shut", "The Varrow Courier")
    assert a.published == dt.date(2031, 5, 5)


# ---- what people get wrong ---------------------------------------------------------------------


def test_no_briefings_folder(tmp_path: Path) -> None:
    content, problem = only(tmp_path)
    assert content.briefings == ()
    assert str(problem).startswith("briefings: there is no such folder")
    assert " new SLUG WHAT…" in problem.mend


def test_an_empty_briefings_folder(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    assert "is empty" in only(tmp_path)[1].what


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a text"),
        (b"Text with a\0 in it", "U+0000"),
        (ARTICLE.encode("utf-16-le"), "U+0000"),  # without a mark nobody can know
        (b"\xff\xfeTh\x00", "its first bytes say utf-16, but it is not"),
        (b"Bell\x07", "U+0007"),
    ],
)
def test_an_article_that_is_no_text(write: Write, raw: bytes, what: str) -> None:
    content, problems = read(
        write({"briefings/strike/a.txt": raw, "briefings/strike/b.txt": ARTICLE})
    )
    assert [p.file for p in problems] == ["briefings/strike/a.txt"]
    assert what in problems[0].what
    assert not problems[0].warning
    assert content.briefings[0].sources == ("strike/b",)  # the sound one is read all the same


@pytest.mark.parametrize(
    ("raw", "text", "warned"),
    [
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café", False),
        ("Café”".encode("utf-16"), "Café”", False),
        ("Café”".encode("utf-32"), "Café”", False),
        (b"Caf\xe9 \x93x\x94", "Café “x”", True),
        (b"Caf\xe9 \x81", "Café \x81", True),
        (b"One\r\n\r\nTwo\rThree\n", "One\r\n\r\nTwo\rThree\n", False),
    ],
)
def test_encodings_and_line_ends(write: Write, raw: bytes, text: str, warned: bool) -> None:
    content, problems = read(write({"briefings/strike/a.txt": raw}))
    assert content.articles[0].text == text  # every offset points into this: it is not tidied up
    assert [p.warning for p in problems] == [True] * warned
    assert all(
        "not UTF-8, read as Windows-1252" in p.what and p.file == "briefings/strike/a.txt"
        for p in problems
    )


def test_five_megabytes_are_read_and_twenty_are_refused(write: Write) -> None:
    content, problems = read(write({"briefings/a/a.txt": "Some words. " * 420_000}))
    assert problems == ()
    assert len(content.articles[0].text) > 5_000_000
    assert "larger than 20 MB" in read(write({"briefings/b.txt": b"x" * 20_000_001}))[1][0].what


@pytest.mark.parametrize(
    ("front", "line", "what", "mend"),
    [
        ("title: US: the strike", 2, "mapping values", "quotation marks"),
        ("title: [x", 2, "broken", "not closed"),
        ("titel: x", 2, "“titel” is not known", "did you mean “title”?"),
        ("date: 2031-02-30", 2, "“date: 2031-02-30” is not a day", "February 2031 has 28 days"),
        ("title: x\ntags: {a: b}", 3, "must be a list of texts", ""),
        ("sources:\n- file: no.txt", 3, "there is no source “no.txt”", "there is a.txt"),
        ("sources:\n- file: ../../secret.txt", 3, "there is no source", ""),
        ("sources:\n- file: a.txt\n- file: a.txt", 4, "named twice", ""),
        ("sources:\n- publisher: X", 3, "must name its file", ""),
        ("sources:\n- a.txt", 3, "must be a list of entries", ""),
        (
            "sources:\n- file: a.txt\n  url: javascript:alert(1)",
            4,
            "is not a web address",
            "https://",
        ),
        ("sources:\n- file: a.txt\n  published: Thursday", 4, "is not a day", ""),
        ("slug: ../../x", 2, "“slug” is not known", ""),
        ("title: x\ntitle: y", 3, "stands here twice", ""),
    ],
)
def test_front_matter_that_is_wrong(
    write: Write, front: str, line: int, what: str, mend: str
) -> None:
    root = write(
        {"briefings/strike/briefing.md": f"---\n{front}\n---\n", "briefings/strike/a.txt": ARTICLE}
    )
    _, problem = only(root)
    assert (problem.file, problem.line) == ("briefings/strike/briefing.md", line)
    assert what in problem.what
    assert mend in problem.mend


def test_front_matter_without_an_end(write: Write) -> None:
    root = write(
        {"briefings/strike/briefing.md": "---\ntitle: x\n", "briefings/strike/a.txt": ARTICLE}
    )
    assert only(root)[1].what == "the front matter is not closed"


def test_all_problems_are_said_at_once(write: Write) -> None:
    root = write(
        {
            "briefings/one/briefing.md": "---\ntitel: x\ndate: 2031-13-01\n"
            "sources:\n- file: no.txt\n---\n",
            "briefings/one/a.txt": "",
            "briefings/two/b.txt": b"\0",
        }
    )
    lines = [(p.file, p.line) for p in read(root)[1]]
    assert lines == [
        ("briefings/one/a.txt", 0),
        ("briefings/one/briefing.md", 2),
        ("briefings/one/briefing.md", 3),
        ("briefings/one/briefing.md", 5),
        ("briefings/two/b.txt", 1),
    ]


def test_two_briefings_with_one_address(write: Write) -> None:
    root = write(
        {
            "briefings/strike/a.txt": ARTICLE,
            "briefings/strike.txt": ARTICLE,
            "briefings/Strike!/a.txt": ARTICLE,
        }
    )
    content, problems = read(root)
    assert [b.slug for b in content.briefings] == ["strike"]
    errors = [(p.file, p.what) for p in problems if not p.warning]
    what = "has the same address “strike” as briefings/Strike!"
    assert errors == [("briefings/strike", what), ("briefings/strike.txt", what)]


def test_two_sources_with_one_address(write: Write) -> None:
    root = write({"briefings/strike/voa.txt": ARTICLE, "briefings/strike/voa.md": ARTICLE})
    assert "has the same address “voa” as voa.md" in only(root)[1].what


@pytest.mark.parametrize(
    ("folder", "slug"),
    [
        ("Der Streik", "der-streik"),
        ("Ärger im Hafen", "arger-im-hafen"),
        ("港", "gang"),
        ("..x", None),
        ("!!", "x"),
    ],
)
def test_addresses_are_made_plain_and_said(write: Write, folder: str, slug: str | None) -> None:
    content, problems = read(
        write({f"briefings/{folder}/a.txt": ARTICLE, "briefings/z/z.txt": ARTICLE})
    )
    if slug is None:  # hidden
        assert [b.slug for b in content.briefings] == ["z"]
        return
    assert [b.slug for b in content.briefings] == [slug, "z"]
    assert [(p.warning, p.what) for p in problems] == [(True, f"is published as “{slug}”")]


def test_a_name_that_is_not_unicode(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "briefings") + b"/caf\xe9"
    os.makedirs(folder)
    with open(folder + b"/a.txt", "w") as file:
        file.write(ARTICLE)
    content, problems = read(tmp_path)
    assert len(content.briefings) == 1
    "\n".join(messages(problems)).encode()  # can be printed


def test_links_out_of_the_folder_are_not_followed(write: Write, tmp_path: Path) -> None:
    root = write({"project/briefings/strike/a.txt": ARTICLE, "secret/s.txt": "secret"}) / "project"
    (root / "briefings/strike/s.txt").symlink_to(tmp_path / "secret/s.txt")
    (root / "briefings/all").symlink_to(tmp_path / "secret")
    (root / "briefings/strike/gone.txt").symlink_to("nowhere")
    (root / "briefings/strike/loop.txt").symlink_to("loop.txt")
    (root / "briefings/strike/inside.txt").symlink_to("a.txt")
    content, problems = read(root)
    assert [a.id for a in content.articles] == ["strike/a", "strike/inside"]
    assert [(p.file, p.what[:17]) for p in problems] == [
        ("briefings/all", "is a link out of "),
        ("briefings/strike/gone.txt", "is a link that le"),
        ("briefings/strike/loop.txt", "is a link that le"),
        ("briefings/strike/s.txt", "is a link out of "),
    ]


def test_what_cannot_be_a_source_is_said_and_left(write: Write) -> None:
    root = write(
        {
            "briefings/strike/a.txt": ARTICLE,
            "briefings/strike/b.epub": b"%PDF",
            "briefings/strike/more/c.txt": ARTICLE,
            "briefings/d.epub": b"PK",
            "briefings/README.md": "about",
            "briefings/.hidden": "",
        }
    )
    os.mkfifo(root / "briefings/strike/pipe.txt")
    content, problems = read(root)
    assert [a.id for a in content.articles] == ["strike/a"]
    assert [p.file.removeprefix("briefings/") for p in problems] == [
        "d.epub",
        "strike/b.epub",
        "strike/more",
        "strike/pipe.txt",
    ]
    assert all(p.warning for p in problems)


def test_a_briefing_without_an_article(write: Write) -> None:
    root = write(
        {"briefings/strike/briefing.md": "---\ntitle: x\n---\nWords.", "briefings/z.txt": ARTICLE}
    )
    content, problem = only(root)
    assert [b.slug for b in content.briefings] == ["z"]
    assert (problem.file, problem.what, problem.warning) == (
        "briefings/strike",
        "has no article in it",
        False,
    )


@pytest.mark.parametrize("name", ["two.txt", "two.md"])
def test_a_source_whose_front_matter_is_not_closed(write: Write, name: str) -> None:
    problem = only(write({f"briefings/{name}": f"---\ntitle: Shut\n\n{ARTICLE}"}))[1]
    assert (
        str(problem)
        == f"briefings/{name}:1: the front matter is not closed — put a line --- after the last key"
    )
    assert (
        read(write({f"briefings/{name}": f"---\n{ARTICLE}"}))[1] == ()
    )  # a rule, and then the article


def test_decisions_that_lead_out_are_said_once(write: Write) -> None:
    root = write({"away.yml": "actors: []\n", "briefings/strike/a.txt": ARTICLE})
    (root / "briefings/actors.yml").symlink_to(root / "away.yml")
    (problem,) = read(root)[1]
    assert (problem.file, problem.what) == (
        "briefings/actors.yml",
        "is a link out of the folder, which is not followed",
    )


def test_a_briefing_file_in_capitals_is_no_article(write: Write) -> None:
    root = write(
        {"briefings/strike/Briefing.md": "---\ntitle: x\n---\n", "briefings/strike/a.txt": ARTICLE}
    )
    content, (problem,) = read(root)
    assert [a.id for a in content.articles] == ["strike/a"]
    assert (problem.file, problem.mend) == ("briefings/strike/Briefing.md", "call it briefing.md")


def test_a_pipe_is_no_source(write: Write) -> None:
    root = write({"briefings/dock/a.txt": "Words.\n"})
    os.mkfifo(root / "briefings/dock/b.txt")
    _, problems = read(root)
    assert [(p.file, p.warning) for p in problems] == [("briefings/dock/b.txt", True)]
    assert "a pipe" in problems[0].what


def test_sources_are_skipped(write: Write) -> None:
    root = write({"briefings/dock/a.txt": "Words.\n", "briefings/dock/b.txt": "More words.\n"})
    content, problems = read(root, [("briefings/dock/b.txt", 4), ("briefings/dock/c.txt", 5)])
    assert [a.file for a in content.articles] == ["briefings/dock/a.txt"]
    assert [(p.file, p.line, p.what, p.warning) for p in problems] == [
        ("briefings/dock/b.txt", 0, "is skipped", True),
        ("mkdocs.yml", 5, "skip: there is no source “briefings/dock/c.txt”", True),
    ]


@pytest.mark.parametrize("refused", ["briefings", "briefings/dock"])
def test_a_folder_that_may_not_be_looked_into(
    write: Write, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As without the right to search it: its names can be listed, and no more."""
    root = write({"briefings/dock/a.txt": "Words.\n", "briefings/actors.yml": "actors: []\n"})

    def stat(path: Path, **more: bool) -> os.stat_result:
        if (root / refused) in path.parents:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return os.stat(path, **more)

    def resolve(path: Path, strict: bool = False) -> Path:
        if strict:
            stat(path)
        return path

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(Path, "resolve", resolve)
    _, problems = read(root)
    assert ("cannot be read: Permission denied", False) in {(p.what, p.warning) for p in problems}
