"""`add` and `new`: what desks have → sources of a briefing, all of it or nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import adding, main
from onrecord.console.endings import CONTENT
from onrecord.intake import briefing
from onrecord.publish import swap
from onrecord.read.content import read
from tests.intake.web import HTML, Web, article

LONG = " ".join(
    f"Line {n} of the long report names the pan, the owner and the day." for n in range(9)
)
HEAD = (
    '<link rel="canonical" href="https://gazette.example/salt"><meta name="author" content="O. Ek">'
    '<meta property="og:site_name" content="The Gazette">'
    '<meta property="article:published_time" content="2031-04-02">'
)


def add(root: Path, *what: str, slug: str = "salt", command: str = "add") -> Result:
    result = CliRunner().invoke(main, ["-C", str(root), command, slug, *what])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def local(site: Web, path: str) -> str:
    return site.at(path, "127.0.0.1")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    return tmp_path


# ---- files ---------------------------------------------------------------------------------------


def test_files_folders_and_patterns(root: Path) -> None:
    desk = root / "desk"
    (desk / "deep" / "page_files").mkdir(parents=True)
    for name in ("a.txt", "deep/b.md", "deep/page_files/ad.html", "_c.txt", "d.png", "briefing.md"):
        (desk / name).write_text(f"Words of {name}.")
    (root / "e.html").write_bytes(article(head=HEAD))
    result = add(root, str(desk), str(root / "*.htm*"))
    assert result.exit_code == 0, result.output
    made = tree(root / "briefings")
    assert sorted(made) == ["salt/a.txt", "salt/b.md", "salt/briefing.md", "salt/e.html"]
    assert made["salt/e.html"] == article(head=HEAD)
    assert f"sha256: {sha256(article(head=HEAD)).hexdigest()}" in made["salt/briefing.md"].decode()
    for fact in ("Salt works reopen", "2031-04-02", "O. Ek", "The Gazette", "gazette.example/salt"):
        assert fact in result.stderr
    assert read(root)[1] == ()


def test_more_is_added_to_a_briefing_and_its_words_stay(root: Path) -> None:
    folder = root / "briefings/salt"
    folder.mkdir(parents=True)
    (folder / "old.txt").write_text("An old source.")
    (folder / "briefing.md").write_bytes(
        b"---\r\ntitle: Salt  # ours\r\nsources:\r\n- file: old.txt\r\n  author: Ek\r\n\r\n"
        b"tags: [a]\r\n---\r\nWords.\r\n"
    )
    (root / "new.txt").write_text("A new source.")
    assert add(root, str(root / "new.txt")).exit_code == 0
    text = (folder / "briefing.md").read_bytes().decode()
    assert text.startswith(
        "---\r\ntitle: Salt  # ours\r\nsources:\r\n- file: old.txt\r\n  author: Ek\r\n"
        "- file: new.txt\r\n  sha256: "
    )
    assert text.endswith("\r\ntags: [a]\r\n---\r\nWords.\r\n")
    (content,), problems = read(root)[0].briefings, read(root)[1]
    assert (content.sources, problems) == (("salt/old", "salt/new"), ())


@pytest.mark.parametrize(
    "front",
    [
        "",
        "Only words.\n",
        "---\ntitle: x\n---\n",
        "---\nsources:\n---\n",
        "---\nsources: []\ntitle: x\n---\nWords.\n",
        "---\nsources:  # of ours\n    - file: old.txt\n\n# a word\ntitle: x\n---\n",
        "---\nsources:\n  - file: old.txt\n  # - file: gone.txt\n---",
    ],
)
def test_every_form_of_a_briefing(root: Path, front: str) -> None:
    folder = root / "briefings/salt"
    folder.mkdir(parents=True)
    (folder / "old.txt").write_text("An old source.")
    if front:
        (folder / "briefing.md").write_text(front)
    (root / "new.txt").write_text("A new source.")
    assert add(root, str(root / "new.txt")).exit_code == 0
    content, problems = read(root)
    assert problems == ()
    assert sorted(content.briefings[0].sources) == ["salt/new", "salt/old"]
    assert content.briefings[0].title == ("x" if "title" in front else None)
    assert content.briefings[0].words == ("Only words." if "Only" in front else
                                          "Words." if "Words" in front else "")  # fmt: skip


def test_a_list_that_no_program_can_add_to(root: Path) -> None:
    folder = root / "briefings/salt"
    folder.mkdir(parents=True)
    (folder / "old.txt").write_text("An old source.")
    (folder / "briefing.md").write_text("---\nsources: [{file: old.txt}]\n---\n")
    (root / "new.txt").write_text("A new source.")
    before = tree(root)
    result = add(root, str(root / "new.txt"))
    assert (result.exit_code, tree(root)) == (CONTENT, before)
    assert "briefings/salt/briefing.md: its list of sources cannot be added to" in result.stderr


@pytest.mark.parametrize(
    ("what", "word"),
    [
        ("nothing.txt", "there is no such file"),
        ("*.nothing", "nothing is called so"),
        ("empty", "no source is in it"),
        ("a.png", "not a source"),
        ("feed.xml", "is a feed without an article"),
    ],
)
def test_all_or_nothing(root: Path, what: str, word: str) -> None:
    (root / "empty").mkdir()
    (root / "a.png").write_bytes(b"\x89PNG")
    (root / "a.txt").write_text("Words.")
    (root / "feed.xml").write_text("<rss><channel><title>x</title></channel></rss>")
    before = tree(root)
    result = add(root, str(root / "a.txt"), str(root / what))
    assert (result.exit_code, tree(root)) == (CONTENT, before)
    assert word in result.stderr
    assert "nothing was added; --keep-going leaves out" in result.stderr
    assert add(root, "--keep-going", str(root / "a.txt"), str(root / what)).exit_code == 0
    assert sorted(tree(root / "briefings")) == ["salt/a.txt", "salt/briefing.md"]


def test_a_kill_leaves_the_briefing_of_before(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "a.txt").write_text("Words.")
    (root / "b.txt").write_text("Other words.")
    assert add(root, str(root / "a.txt")).exit_code == 0
    before = tree(root)

    def killed(*_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(briefing, "_put_in_place", killed)
    add(root, str(root / "b.txt"))
    assert tree(root) == before


@pytest.mark.parametrize("can_exchange", [True, False])
def test_without_a_system_that_exchanges(
    root: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(swap, "exchange", lambda a, b: False)
    for name in ("a.txt", "b.txt"):
        (root / name).write_text(f"Words of {name}.")
        assert add(root, str(root / name)).exit_code == 0
    assert sorted(tree(root / "briefings")) == ["salt/a.txt", "salt/b.txt", "salt/briefing.md"]
    assert [p.name for p in (root / "briefings").iterdir()] == ["salt"]


def test_new_wants_a_new_one(root: Path) -> None:
    (root / "a.txt").write_text("Words.")
    assert add(root, str(root / "a.txt"), command="new").exit_code == 0
    result = add(root, str(root / "a.txt"), command="new")
    assert (result.exit_code, " add salt …" in result.stderr) == (CONTENT, True)


@pytest.mark.parametrize(("answer", "added"), [("y", True), ("n", False), ("", True)])
def test_facts_are_asked_for_on_a_terminal(
    root: Path, monkeypatch: pytest.MonkeyPatch, answer: str, added: bool
) -> None:
    (root / "a.txt").write_text("Words.")
    monkeypatch.setattr(adding, "_is_terminal", lambda: True)
    arguments = ["-C", str(root), "add", "salt", str(root / "a.txt")]
    result = CliRunner().invoke(main, arguments, input=f"{answer}\n")
    assert result.exit_code == 0
    assert "add to briefings/salt? [Y/n]" in result.stderr
    assert (root / "briefings/salt").exists() == added


# ---- seen before ---------------------------------------------------------------------------------


def test_the_same_article_twice(root: Path) -> None:
    (root / "a.txt").write_text(LONG)
    (root / "b.txt").write_text(LONG)
    result = add(root, str(root / "a.txt"), str(root / "b.txt"))
    assert result.exit_code == 0
    assert "b.txt: warning: is the same article as" in result.stderr
    assert sorted(tree(root / "briefings")) == ["salt/a.txt", "salt/briefing.md"]
    before = tree(root)
    result = add(root, str(root / "b.txt"))
    assert (result.exit_code, tree(root)) == (0, before)
    assert "briefings/salt/a.txt, and is not added again" in result.stderr
    result = add(root, str(root / "b.txt"), slug="other")  # of another briefing it may be one
    assert "is the same article as briefings/salt/a.txt\n" in result.stderr
    assert (root / "briefings/other/b.txt").exists()


@pytest.mark.parametrize(
    ("change", "copy"),
    [
        (lambda t: "LONDON (Wire) — " + t + " More of our own stands behind it here.", True),
        (lambda t: t[: len(t) // 2], True),
        (lambda t: t.upper(), True),
        (lambda t: t.replace("pan", "pot").replace("day", "hour").replace("Line", "Row"), False),
        (lambda t: "A report of our own on the same day, with other words. " * 9, False),
    ],
)
def test_wire_copy(root: Path, change: Callable[[str], str], copy: bool) -> None:
    (root / "courier.txt").write_text(LONG)
    (root / "mail.txt").write_text(change(LONG))
    assert add(root, str(root / "courier.txt")).exit_code == 0
    result = add(root, str(root / "mail.txt"))
    assert result.exit_code == 0
    found = re.search(r"mail.txt: warning: has the words of briefings/salt/courier.txt: (\d+)%",
                      result.stderr)  # fmt: skip
    assert bool(found) == copy


# ---- the web -------------------------------------------------------------------------------------


def test_a_page(root: Path, site: Web) -> None:
    site.page("/2031/salt-works.html", article())
    site.redirect("/s", "/2031/salt-works.html")
    result = add(root, local(site, "/s"), "--private")
    assert result.exit_code == 0, result.output
    assert f"fetched {local(site, '/s')}, which leads to {local(site, '/2031/salt-wo')}" in (
        result.stderr
    )
    text = (root / "briefings/salt/briefing.md").read_text()
    assert (root / "briefings/salt/salt-works.html").read_bytes() == article()
    assert f"    url: '{local(site, '/2031/salt-works.html')}'\n" in text
    assert re.search(r"\n    fetched: 2\d\d\d-\d\d-\d\d\n", text)
    assert read(root)[0].articles[0].url == local(site, "/2031/salt-works.html")


def test_machines_of_the_own_network_only_if_meant(root: Path, site: Web) -> None:
    site.page("/a")
    before = tree(root)
    result = add(root, local(site, "/a"))
    assert (result.exit_code, tree(root), site.asked) == (CONTENT, before, [])
    assert "which is not on the internet — if you mean a machine of your own" in result.stderr


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        ({"Content-Type": "text/html; charset=Shift_JIS"}, "塩の町 Orla Venn", "shift_jis"),
        ({"Content-Type": "text/html; charset=ISO-8859-1"}, "“Tarn” café", "cp1252"),
        ({"Content-Type": "text/html; charset=utf-8"}, "“Tarn” café", "cp1252"),  # a lie
        ({"Content-Type": "text/html; charset=x-none"}, "café “Tarn”", "utf-8"),
        ({"Content-Type": "text/html; charset=ascii"}, "café “Tarn”", "utf-8"),  # a lie
    ],
)
def test_charsets(root: Path, site: Web, headers: dict[str, str], body: str, words: str) -> None:
    page = article(words=f"{body} and what else is said of the works today.").decode()
    site.page("/a-page", page.encode(words), headers)
    assert add(root, local(site, "/a-page"), "--private").exit_code == 0
    content, problems = read(root)
    assert body in content.articles[0].text
    assert not [p for p in problems if not p.warning]
    kept = [*(root / "briefings/salt").rglob("a-page.html")]
    assert page.encode(words) in [path.read_bytes() for path in kept]  # the original, in any case


@pytest.mark.parametrize(
    ("kind", "body", "word"),
    [
        ("image/png", b"\x89PNG\r\n", "is image/png, in which no article is read"),
        ("application/zip", b"PK\x03\x04....", "is application/zip"),
        ("text/html", b"<html><form>Log in<input type=password></form></html>", "to log in"),
        ("text/html", b"<html><body></body></html>", "no article was found in it"),
        ("text/html", b"\0\1\2", "not a text"),
    ],
)
def test_what_is_no_article(root: Path, site: Web, kind: str, body: bytes, word: str) -> None:
    site.page("/a", body, {"Content-Type": kind})
    before = tree(root)
    result = add(root, local(site, "/a"), "--private")
    assert (result.exit_code, tree(root)) == (CONTENT, before)
    assert word in result.stderr


def test_what_is_not_free(root: Path, site: Web) -> None:
    paid = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    site.page("/a", article(head=paid))
    result = add(root, local(site, "/a"), "--private")
    assert result.exit_code == 0
    assert "says that it is not free to read" in result.stderr


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><link>http://x/</link>
<item><title>Old</title><link>/old</link><pubDate>Mon, 02 Jan 2006 15:04:05 GMT</pubDate></item>
<item><title>New</title><link>/new</link><pubDate>Wed, 02 Apr 2031 15:04:05 +0200</pubDate></item>
<item><title>None</title><guid isPermaLink="false">7</guid></item>
<item><title>Mid</title><guid>{at}/mid</guid>
<pubDate>Wed, 02 Apr 2031 09:04:05 +0200</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed"/>
<entry><link rel="enclosure" href="/x.mp3"/><link href="old"/>
<updated>2030-04-01T00:00Z</updated></entry>
<entry><link rel="alternate" href="new"/><published>2031-04-01T00:00:00Z</published></entry>
<entry><link href="mid"/><updated>2031-03-01T00:00:00+02:00</updated></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM, RSS.replace("<?xml", "\ufeff<!-- x -->\n<?xml")])
@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml", "text/html"])
def test_the_newest_of_a_feed(root: Path, site: Web, feed: str, kind: str) -> None:
    words = "{0} words on {0} matters of the {0} town, which nobody else has."
    for name in ("old", "new", "mid"):
        site.page(f"/{name}", article(f"The {name} story", words.format(name)))
    text = feed.replace("{at}", local(site, ""))
    site.page("/feed", text.encode(), {"Content-Type": kind})
    result = add(root, local(site, "/feed"), "--private", "--newest", "2")
    assert result.exit_code == 0, result.output
    assert sorted(tree(root / "briefings/salt")) == ["briefing.md", "mid.html", "new.html"]
    assert read(root)[0].briefings[0].sources == ("salt/new", "salt/mid")
    assert "nothing to add" in add(root, local(site, "/feed"), "--private", "-n", "2").output


def test_a_bad_one_in_a_feed(root: Path, site: Web) -> None:
    site.page("/mid")
    site.page("/feed", RSS.replace("{at}", local(site, "")).encode(), HTML)
    before = tree(root)
    result = add(root, local(site, "/feed"), "--private")
    assert (result.exit_code, tree(root)) == (CONTENT, before)
    assert f"{local(site, '/new')}: there is no such page (404)" in result.stderr
    assert add(root, local(site, "/feed"), "--private", "--keep-going").exit_code == 0
    assert sorted(tree(root / "briefings/salt")) == ["briefing.md", "mid.html"]


def test_a_feed_that_leads_inside(root: Path, site: Web) -> None:
    path = root / "feed.rss"
    path.write_text(RSS.replace("{at}", local(site, "")).replace("/new", local(site, "/new")))
    result = add(root, str(path))
    assert result.exit_code == CONTENT
    assert result.stderr.count("which is not on the internet") == 2
    assert site.asked == []


@pytest.mark.parametrize(
    "feed",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item>'
        "<link>http://gazette.example/&b;</link></item></channel></rss>",
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item>'
        "<link>http://gazette.example/&a;</link></item></channel></rss>",
    ],
)
def test_a_hostile_feed(root: Path, feed: str) -> None:
    (root / "feed.xml").write_text('<?xml version="1.0"?>' + feed)
    result = add(root, str(root / "feed.xml"))
    assert result.exit_code == CONTENT
    assert "declares entities of its own" in result.stderr


def test_names_of_pages(root: Path, site: Web) -> None:
    for n, path in enumerate(("/a/story", "/b/story", "/2031/04/02/", "/c/index.html?id=1")):
        site.page(path, article(f"Story {n}", f"The {n}th story has {n} words of its own to say."))
    paths = [local(site, p) for p in ("/a/story", "/b/story", "/2031/04/02/", "/c/index.html?id=1")]
    assert add(root, *paths, "--private").exit_code == 0
    assert sorted(p for p in tree(root / "briefings/salt") if p.endswith(".html")) == [
        "127-0-0-1.html", "a.html", "b.html", "c.html"
    ]  # fmt: skip


def test_what_changed_since_it_was_added(root: Path) -> None:
    (root / "a.txt").write_text("Words.")
    assert add(root, str(root / "a.txt")).exit_code == 0
    (root / "briefings/salt/a.txt").write_text("Other words.")
    (problem,) = read(root)[1]
    assert (problem.warning, problem.file) == (True, "briefings/salt/briefing.md")
    assert "a.txt is no longer what it was when it was added" in problem.what


def test_nothing_is_added_through_a_link(root: Path) -> None:
    (root / "elsewhere").mkdir()
    (root / "briefings").mkdir()
    os.symlink(root / "elsewhere", root / "briefings/salt")
    (root / "a.txt").write_text("Words.")
    result = add(root, str(root / "a.txt"))
    assert (result.exit_code, list((root / "elsewhere").iterdir())) == (CONTENT, [])


def test_quietly(root: Path) -> None:
    (root / "a.txt").write_text("Words.")
    result = add(root, "-q", str(root / "a.txt"))
    assert (result.exit_code, result.output) == (0, "")
