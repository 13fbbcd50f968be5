"""briefings/actors.yml: what is read, and every mistake with its line."""

import datetime as dt
from pathlib import Path

import pytest

from onrecord.model import Decision, HeldRole, Pin, Problem
from onrecord.read.decisions import read_decisions
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures" / "decisions.txt")


def read(text: str) -> tuple[tuple[Decision, ...], list[Problem]]:
    problems: list[Problem] = []
    return read_decisions(text, "actors.yml", problems), problems


@pytest.mark.parametrize("case", CASES, ids=str)
def test_mistakes_are_said_with_their_lines(case: Case) -> None:
    _, problems = read(case.text)
    assert [
        str(p).removeprefix("actors.yml:").partition(" — ")[0] for p in problems
    ] == case.expected


def test_a_whole_entry() -> None:
    decisions, problems = read(
        "actors:\n"
        "  - id: dana-whitlow\n"
        "    name: Dana Whitlow\n"
        "    kind: person\n"
        "    aliases: [Whitlow, 'D. W.']\n"
        "    roles:\n"
        "      - title: harbour minister\n"
        "        from: 2019-03-01\n"
        "        to: 2021-06-30\n"
        "    same: [d-whitlow]\n"
        "    different: [Dana Whitlow Jr]\n"
        "    hide: true\n"
        "    pins:\n"
        "      - article: dock-strike/gazette\n"
        "        words: Dana\n"
        "        nth: 2\n"
        "    by: ines\n"
        "    date: 2020-06-05\n"
        "    why: She signs so.\n"
    )
    assert problems == []
    assert decisions == (
        Decision(
            "dana-whitlow",
            2,
            "Dana Whitlow",
            "person",
            ("Whitlow", "D. W."),
            (HeldRole("harbour minister", dt.date(2019, 3, 1), dt.date(2021, 6, 30)),),
            ("d-whitlow",),
            ("Dana Whitlow Jr",),
            True,
            (Pin("dock-strike/gazette", "Dana", 2, 14),),
            "ines",
            dt.date(2020, 6, 5),
            "She signs so.",
            "actors.yml",
        ),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "actors:\n", "actors: []\n"])
def test_an_empty_file_decides_nothing(text: str) -> None:
    assert read(text) == ((), [])


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "actors: 3",
        "actors: [1, [2]]",
        "actors: {a: b}",
        "actors:\n - id: [x]\n",
        "\t",
        "a: &a [*a]",
    ],
)
def test_nonsense_is_said_and_never_raises(text: str) -> None:
    decisions, problems = read(text)
    assert decisions == ()
    assert problems


def test_a_long_chain_of_contradictions_is_said_shortly() -> None:
    """Each of them could name all lines of the file."""
    entry = "  - id: a{0}\n    same: [a{1}]\n    different: [b, a{1}]\n"
    text = "actors:\n  - id: b\n    same: [a999]\n" + "".join(
        entry.format(i, i + 1) for i in range(1_000)
    )
    _, problems = read(text)
    assert [p.line for p in problems] == [6, 6, 9, 9, 12, 12, 15, 15, 18, 18, 21]
    assert problems[-1].what == "so it is with 1990 more that are different, from here on"
    assert "and 990 more" in problems[0].what
    assert max(len(p.what) for p in problems) < 150
