"""What a person is asked, and what becomes of the answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli import main
from onrecord.model import Annotations, Article, Confidence, Content, Problem, Quote, Span
from onrecord.read.decide import add, added
from onrecord.read.decisions import read_decisions
from onrecord.resolve import resolve
from onrecord.review import ASKERS, Question, questions
from tests.resolve.corpus import marked
from tests.test_review_items import CASES as ITEMS


def asked(pairs: Sequence[tuple[Article, Annotations]], actors: str = "") -> list[Question]:
    problems: list[Problem] = []
    decisions = read_decisions(f"actors:\n{actors}" if actors else "", "actors.yml", problems)
    articles, found = [a for a, _ in pairs], [f for _, f in pairs]
    cast = resolve(articles, found, decisions)
    assert problems == []
    return questions(Content((), tuple(articles), decisions), found, cast)


def two(one: str, other: str) -> list[tuple[Article, Annotations]]:
    return [marked("a/a", one), marked("b/b", other)]


SURNAME = [marked("a/a", "P[Orla Brandt] spoke."), marked("b/b", "P[Brandt] left. P[Brandt] sang.")]
KINDS = [
    marked("a/a", "O[Tarik] fell."),
    marked("b/b", "L[Tarik] rose. O[Tarik] fell."),
    marked("c/c", "L[Tarik] shook."),
]
NAMESAKES = [
    marked("a/a", "The poet P[Orla Brandt]{poet} sang."),
    marked("b/b", "The goalkeeper P[Orla Brandt]{goalkeeper} fell."),
]

INITIALS = two("O[Kesh Liberation Front] rose. O[KLF] men left.", "L[Kesh] slept.")


def said(
    text: str, words: str, mention: int, confidence: Confidence = "certain"
) -> list[tuple[Article, Annotations]]:
    """One article with a quotation that a mention says."""
    article, found = marked("a/a", text)
    start = article.text.index(words)
    quote = Quote(Span(start, start + len(words)), "direct", None, None, mention, "", confidence)
    return [(article, replace(found, quotes=(quote,)))]


def he(text: str, antecedent: int) -> list[tuple[Article, Annotations]]:
    """One article whose last mention is a pronoun."""
    article, found = marked("a/a", text)
    *names, last = found.mentions
    pronoun = replace(last, form="pronoun", antecedent=antecedent)
    return [(article, replace(found, mentions=(*names, pronoun)))]


SPEAKING = said("“No,” said L[Fenmark].", "No", 0)
CALLED_HE = he("O[Fenmark] rose, and P[[he]] left.", 0)
VERB = two("P[Slams Fenmark] rose.", "L[Kesh] slept.")
_WHO, _FOUND = he("P[Orla Brandt] met P[Mirka Tandell]. “No,” P[[she]] said.", 1)[0]
DOUBTFUL = [
    (
        _WHO,
        replace(
            _FOUND,
            quotes=said(
                "P[Orla Brandt] met P[Mirka Tandell]. “No,” P[[she]] said.", "No", 2, "unsure"
            )[0][1].quotes,
        ),
    )
]  # fmt: skip

SPELLINGS = [
    marked("a/a", "P[Mirka Tandell] swam. P[Tandell] won."),
    marked("a/b", "P[Mirka Tandoll] sank."),
    marked("a/c", "P[Mirka Tandell] swam."),
]


@pytest.mark.parametrize(
    ("pairs", "sort", "what"),
    [
        (SURNAME, "same", "Is “Brandt” a part of the name of “Orla Brandt”?"),
        (two("P[Ann Lee]", "P[A. Lee]"), "same",
         "Is “A. Lee” another form of the name of “Ann Lee”?"),
        (two("P[Tomas Fenn]", "P[Thomas Fenn]"), "same",
         "Is “Thomas Fenn” another spelling of “Tomas Fenn”?"),
        (two("O[Kesh Liberation Front]", "O[KLF]"), "same",
         "Is “KLF” short for “Kesh Liberation Front”?"),
        (two("P[Jordan]", "L[Jordan]"), "same", "Is “Jordan” the same as the place “Jordan”?"),
        (KINDS, "kind", "Is “Tarik” a place or an organization?"),
        (NAMESAKES, "namesakes",
         "Is “Orla Brandt” the “goalkeeper” somebody else than the “poet”?"),
        (
            SPELLINGS,
            "spelt",
            "Which is right, “Mirka Tandell” or “Mirka Tandoll”? They were read as one: two "
            "spellings, one letter apart.",
        ),
        (
            INITIALS,
            "abbreviated",
            "Is “KLF” “Kesh Liberation Front”? They were read as one: its initials, in the "
            "article that has its name.",
        ),
        (SPEAKING, "speaking place", "Is “Fenmark”, which speaks, a place?"),
        (CALLED_HE, "called he", "Is “Fenmark”, called “he”, an organization?"),
        (VERB, "verb", "Is “Slams Fenmark” a name, or is “slams” a verb in it?"),
        (DOUBTFUL, "doubtful speaker", "Who is “she”, who says “No”? Read as “Mirka Tandell”."),
    ],
)  # fmt: skip
def test_what_is_asked(pairs: list[tuple[Article, Annotations]], sort: str, what: str) -> None:
    found = asked(pairs)
    assert [(q.sort, q.what) for q in found] == [(sort, what)]
    assert all(q.evidence and all(e.words for e in q.evidence) for q in found)


@pytest.mark.parametrize(
    "pairs", [SURNAME, KINDS, NAMESAKES, SPELLINGS, INITIALS, SPEAKING, CALLED_HE, VERB]
)
def test_no_answer_is_asked_again(pairs: list[tuple[Article, Annotations]]) -> None:
    question = asked(pairs)[0]
    assert len({a.key for a in question.answers} | {"l", "q"}) == len(question.answers) + 2
    for answer in question.answers:
        left = asked(pairs, added("", answer.entry).partition("actors:\n")[2])
        assert [q.what for q in left if q.sort == question.sort] == []


def test_every_sort_is_asked() -> None:
    every = (SURNAME, KINDS, NAMESAKES, SPELLINGS, INITIALS, SPEAKING, CALLED_HE, VERB, DOUBTFUL)
    found = {q.sort for pairs in every for q in asked(pairs)} | {"profile"}
    assert len(found | set(ITEMS)) == len(ASKERS)


def test_a_doubtful_speaker_is_one_of_those_named_before() -> None:
    [question] = asked(DOUBTFUL)
    assert [a.says for a in question.answers] == ["Mirka Tandell", "Orla Brandt"]
    assert question.answers[1].entry == (
        "- id: orla-brandt\n  pins:\n    - article: a/a\n      words: she\n      nth: 1"
    )


def test_two_spellings_that_are_two_people_part() -> None:
    question = asked(SPELLINGS)[0]
    decisions = read_decisions(added("", question.answers[-1].entry), "actors.yml", [])
    cast = resolve([a for a, _ in SPELLINGS], [f for _, f in SPELLINGS], decisions)
    assert {a.name: len(a.mentions) for a in cast.actors.values()} == {
        "Mirka Tandell": 3,
        "Mirka Tandoll": 1,
    }


def test_who_is_quoted_and_has_no_profile() -> None:
    article, found = marked("a/a", "“No,” said Orla Brandt.")
    quote = Quote(Span(1, 4), "direct", Span(11, 22))
    [question] = asked([(article, replace(found, quotes=(quote,)))])
    assert question.answers[0].entry == "- id: orla-brandt\n  name: Orla Brandt\n  kind: person"


def test_the_most_damaging_comes_first() -> None:
    more = marked("c/c", "P[Tom Fenn] left.")
    less = marked("d/d", "P[Fenn] sang.")
    assert [q.damage for q in asked([*SURNAME, more, less])] == [2, 2]
    often = marked("e/e", "P[Orla Brandt] and P[Orla Brandt] and P[Orla Brandt].")
    assert asked([*SURNAME, more, less, often])[0].what.startswith("Is “Brandt”")


FILE = "# who is who\nactors:\n- id: kesh   # the town\n  kind: place\n# the end"


def test_what_is_in_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "actors.yml"
    path.write_text(FILE, "utf-8")
    assert add(path, "- id: orla\n  name: Orla", "ines", dt.date(2020, 6, 5), "She: so.") == []
    expected = (
        FILE + "\n- id: orla\n  name: Orla\n  by: ines\n  date: 2020-06-05\n  why: 'She: so.'\n"
    )
    assert path.read_text("utf-8") == expected
    assert add(path, "- id: kesh\n  same: [Keshtown]") == []
    assert path.read_text("utf-8") == expected.replace(
        "# the town\n", "# the town\n  same: [Keshtown]\n"
    )


def test_a_second_answer_is_one_more_item(tmp_path: Path) -> None:
    path = tmp_path / "actors.yml"
    path.write_bytes(
        b"actors:\r\n- id: kesh # the town\r\n  different: []  # none yet\r\n- id: o\r\n  same: "
        b"[p]\r\n"
    )
    for other in ("ann", "bo, b"):
        assert add(path, f"- id: kesh\n  different: ['{other}']") == []
    assert add(path, "- id: kesh\n  same: [kesh-town]") == []
    assert path.read_bytes() == (
        b"actors:\r\n- id: kesh # the town\r\n  same: [kesh-town]\r\n"
        b"  different: ['ann', 'bo, b']  # none yet\r\n- id: o\r\n  same: [p]\r\n"
    )


def test_a_list_that_cannot_be_added_to_is_left_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / "actors.yml"
    path.write_text("actors:\n- id: kesh\n  same:\n    - ann\n", "utf-8")
    (problem,) = add(path, "- id: kesh\n  same: [bo]")
    assert "stands here twice" in problem.what
    path.write_bytes("actors:\n- id: kesh\n  name: Kesh caf\u00e9\n".encode("cp1252"))
    (problem,) = add(path, "- id: kesh\n  same: [bo]")
    assert problem.what.startswith("not UTF-8")


def test_what_contradicts_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "actors.yml"
    path.write_text(FILE, "utf-8")
    assert [str(p).partition(" — ")[0] for p in add(path, "- id: kesh\n  kind: person")] == [
        "actors.yml:5: “kind” stands here twice, first on line 4"
    ]
    assert path.read_text("utf-8") == FILE


def test_a_first_answer_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "briefings" / "actors.yml"
    assert add(path, "- id: orla\n  name: Orla") == []
    assert path.read_text("utf-8") == "actors:\n  - id: orla\n    name: Orla\n"


@given(st.text(max_size=40))
def test_any_name_reads_back(name: str) -> None:
    pairs = [marked("a/a", "x"), marked("b/b", "y")]
    text = "O[" + "".join(c for c in name if c not in "[]{}<>\n\r") + "]"
    assert isinstance(asked([*pairs, marked("c/c", text)]), list)


def test_the_command(tmp_path: Path) -> None:
    for name, text in (
        ("one", "Orla Brandt said the ferry was late."),
        ("two", "Mr Brandt said the ferry was late."),
    ):
        (tmp_path / "briefings" / name).mkdir(parents=True)
        (tmp_path / "briefings" / name / "a.txt").write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n", "utf-8")
    run = CliRunner().invoke(main, ["-C", str(tmp_path), "review"])
    assert "Is “Brandt” a part of the name of “Orla Brandt”?" in run.output, run.output
    run = CliRunner().invoke(main, ["-C", str(tmp_path), "review", "--write"], input="y\n")
    assert "same: [brandt]" in (tmp_path / "briefings" / "actors.yml").read_text("utf-8"), (
        run.output
    )
    run = CliRunner().invoke(main, ["-C", str(tmp_path), "review"])
    assert "nothing to ask" in run.output, run.output


@pytest.mark.parametrize(
    ("text", "what", "key", "line"),
    [
        (
            "The Amel Trade Board met in Sarn. The ATB set a price for tin.",
            "Is “ATB” “Amel Trade Board”?",
            "n",
            "different: [ATB]",
        ),
        (
            "The Norvian Lefague of Sailors met. The Norvian League of Sailors left.",
            "Which is right, “Norvian League of Sailors” or “Norvian Lefague of Sailors”?",
            "1",
            "name: Norvian League of Sailors",
        ),
    ],
)
def test_a_key_is_an_answer(tmp_path: Path, text: str, what: str, key: str, line: str) -> None:
    (tmp_path / "briefings" / "one").mkdir(parents=True)
    (tmp_path / "briefings" / "one" / "a.txt").write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n", "utf-8")
    run = CliRunner().invoke(main, ["-C", str(tmp_path), "review", "--write"], input=f"{key}\nq\n")
    assert what in run.output, run.output
    assert line in (tmp_path / "briefings" / "actors.yml").read_text("utf-8"), run.output
    run = CliRunner().invoke(main, ["-C", str(tmp_path), "review"])
    assert what not in run.output, run.output
