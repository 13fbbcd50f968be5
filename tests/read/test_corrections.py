"""`corrections.yml`: what can be written in it, and what is said of what cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.model import Article, Correction, Problem
from onrecord.read.anchors import candidate, places, read_nth
from onrecord.read.corrections import read_corrections
from onrecord.read.sorts import SORTS, json_schema

TEXT = """\
Boats Stay in Port

“We have waited
long enough,” Orla Venn said. Some 340 crews and 1,340 boats, 340 in all.
"""
SCHEMA = Path(__file__).parents[2] / "docs" / "corrections.schema.json"


def read(text: str) -> tuple[tuple[Correction, ...], list[Problem]]:
    problems: list[Problem] = []
    article = Article("ferry/courier", TEXT, file="briefings/ferry/courier.txt")
    found = read_corrections(text, "corrections.yml", {"courier.txt": article}, problems)
    return found, problems


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We have waited long enough,", ["We have waited\nlong enough,"]),
        ('"We have', ["“We have"]),
        ("340", ["340", "340"]),
        ("1,340", ["1,340"]),
        ("crew", []),
        ("", []),
        ("  ", []),
    ],
)
def test_words_are_found_as_people_copy_them(words: str, found: list[str]) -> None:
    assert [s.of(TEXT) for s in places(TEXT, words)] == found


def test_the_nearest_candidate() -> None:
    near = candidate(TEXT, "some 350 crews")
    assert near is not None
    assert "340 crews" in near.of(TEXT)
    assert candidate(TEXT, "zzzz qqqq xxxx") is None


@pytest.mark.parametrize("words", ["0 of 1", "2 of 1", "2", "x", "1 of 2 of 3", ""])
def test_which_of_how_many(words: str) -> None:
    assert read_nth(words) is None


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("{quote: We have waited, speeker: x}", "“speeker” is not known"),
        ("{quote: We have waited, kind: loud}", "“kind: loud” is not known"),
        ("{quote: We have waited, nth: 2}", "does not say which of how many"),
        ("{quote: We have waited, figure: x}", "cannot be one entry"),
        ("{why: x}", "an entry must say what it is of"),
        ("{figure: Some 340, value: many}", "is no number"),
        ("{figure: Some 340, key: perhaps}", "must be true or false"),
        ("{day: all, is: 2031-02-30}", "is no day"),
        ("{day: all}", "must say which it is"),
        ("{role: all}", "must say whose it is"),
        ("{name: Orla Venn}", "must say whose it is"),
        ("{quote: }", "must have the exact words"),
        ("{facts: x}", "must have `key: value` lines"),
        ("{facts: {url: javascript:alert(1)}}", "is not a web address"),
        ("{figure: Some 340, date: tomorrow}", "is not a day"),
    ],
)
def test_mistakes_stop_the_build_with_their_line(entry: str, what: str) -> None:
    _, problems = read(f"# a comment\ncourier.txt:\n  - {entry}\n")
    assert any(what in p.what and p.line == 3 and not p.warning for p in problems), problems


@pytest.mark.parametrize(
    ("entry", "what", "mend"),
    [
        ("not a figure: Some 350 crews", "does not stand in", "340 crews"),
        ('not a figure: "340"', "stands 2 times", "nth: 1 of 2"),
        ('{figure: "340", nth: 1 of 3}', "stands 2 times", "nth: 1 of 2"),
        ('{figure: "1,340", nth: 1 of 3}', "stands once", "nth"),
        ("{figure: Some 340, what: ships}", "what: “ships” does not stand", ""),
    ],
)
def test_words_that_moved_are_warnings(entry: str, what: str, mend: str) -> None:
    _, problems = read(f"courier.txt:\n  - {entry}\n")
    (problem,) = problems
    assert problem.warning
    assert problem.line == 2
    assert what in problem.what
    assert mend in problem.mend


def test_an_article_that_is_gone_is_a_warning() -> None:
    found, (problem,) = read("buoy:\n  - not a figure: x\n")
    assert found == ()
    assert problem.warning
    assert "courier.txt" in problem.mend


@pytest.mark.parametrize(
    "text", ["", "[]", "- a", "courier:", "courier: x", "courier: [x]", "{", "\t"]
)
def test_nothing_raises(text: str) -> None:
    assert read(text)[0] == ()


def test_contradictions_name_both_lines() -> None:
    _, (problem,) = read(
        "courier:\n"
        "  - {quote: We have waited, speaker: Orla Venn}\n"
        "  - {quote: waited long enough, speaker: nobody}\n"
    )
    assert (problem.line, problem.warning) == (3, False)
    assert "by line 2" in problem.what
    _, problems = read(
        "courier:\n"
        "  - {quote: We have waited, speaker: Orla Venn}\n"
        "  - {quote: waited long enough, speaker: Orla Venn, kind: direct}\n"
        "  - chrome: Boats Stay\n"
    )
    assert problems == []


def test_the_published_schema_is_that_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == json.loads(json.dumps(json_schema()))
    assert set(SORTS) == {
        next(iter(e["properties"])) for e in json_schema()["additionalProperties"]["items"]["oneOf"]
    }
