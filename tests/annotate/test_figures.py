"""Figures: every case of the fixtures, and what must hold of any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.annotate.figures.number.measures import find_quantities
from onrecord.annotate.lexemes import Lexeme, Lexemes, lex
from onrecord.annotate.pipeline import annotate
from onrecord.model import Annotations, Article, Figure
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures" / "figures"
CASES = [case for file in sorted(FIXTURES.glob("*.txt")) for case in read_cases(file)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(nlp: Language, case: Case) -> None:
    found = read(nlp, case.text)
    assert [describe(figure, found, case.text) for figure in found.figures] == case.expected


def describe(figure: Figure, found: Annotations, text: str) -> str:
    """A figure in one line: its words, reading, what it counts, what it has to do with others."""
    number = "–".join(
        dict.fromkeys(f"{round(n, 4):,}".removesuffix(".0") for n in (figure.low, figure.high))
    )
    what = " … ".join(s.of(text) for s in figure.what) or "?"
    parts = [f"{figure.span.of(text)}: {number} {figure.unit} {figure.change}", what]
    if figure.course and figure.course != figure.change:
        parts.append(f"moved {figure.course}")
    for name in ("part_of", "same_as", "since", "level"):
        other = getattr(figure, name)
        if other is not None:
            parts.append(f"{name.replace('_', ' ')} {found.figures[other].number.of(text)}")
    if figure.source:
        parts.append(f"says {figure.source.of(text)}")
    if figure.limits:
        parts.append("limits " + ", ".join(s.of(text) for s in figure.limits))
    return " | ".join(parts)


def read(nlp: Language, text: str) -> Annotations:
    return next(iter(annotate(nlp, [Article("a", text)])))


def test_key_figures_are_those_that_a_reader_would_want(nlp: Language) -> None:
    text = (
        "Flood Drives 12,400 From Arvo\n\nThe flood drove 12,400 people out of Arvo, the council "
        "said on Monday.\n\n"
        "The council met for two hours. One councilor left early."
    )
    weights = {f.number.of(text): (f.key, f.reasons) for f in read(nlp, text).figures}
    assert weights["12,400"][0] > 0.6 > weights["two hours"][0]
    assert weights["One"][0] < 0.4
    assert "counts people" in weights["12,400"][1]
    assert "an age or a length of time" in weights["two hours"][1]


PIECES = st.sampled_from(
    """1 12 1,400 0.5 2018 9/11 24/7 3-1 5.5.5 1,2,3 half a an third quarter two dozen dozens
    tens of thousands hundred million bn m k % percent percentage points $ € US$ USD £3m
    dollars cents pesos miles km/h per hour year years old between and from to or up down rose
    fell by about more than at least under in one five every out ( ) , . : ; - – − people IS
    fighters June 5 May p.m. 10:45 No. # + the Arvo said “ ” times twice sixfold degrees C F °
    ½ ² who that
    """.split()
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=24).map(" ".join) | st.text(max_size=80)


@settings(max_examples=150)
@given(text=TEXTS)
def test_any_text_gives_sound_figures(nlp: Language, text: str) -> None:
    found = read(nlp, text)
    for figure in found.figures:
        assert figure.low <= figure.high
        assert 0 <= figure.key <= 1
        spans = [figure.number, *figure.what, *filter(None, [figure.modifier, figure.source])]
        assert all(0 <= s.start < s.end <= len(text) for s in [figure.span, *spans])
        assert figure.span.contains(figure.number)
        others = [figure.part_of, figure.same_as, figure.since, figure.level]
        assert all(o is None or 0 <= o < len(found.figures) for o in others)
    numbers = [f.number for f in found.figures]
    assert numbers == sorted(numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))


@pytest.mark.parametrize(
    "piece", ["9", "9,", "1,111", "one ", "and ", "two-", "$", "half a ", "1/", "-1", "million of "]
)
def test_long_runs_are_read_in_steps_that_do_not_grow(piece: str) -> None:
    """Every lexeme is read a bounded number of times, however long the run that it stands in."""
    counts = []
    for times in (200, 2000):
        lexemes = CountingLexemes(lex(piece * times))
        for _ in find_quantities(lexemes):
            pass
        counts.append(lexemes.reads / max(1, len(lexemes)))
    assert counts[1] <= 1.5 * counts[0] + 5


class CountingLexemes(Lexemes):
    """Lexemes that count how often one of them is read."""

    def __init__(self, lexemes: Lexemes) -> None:
        super().__init__([lexemes[i] for i in range(len(lexemes))])
        self.reads = 0

    def __getitem__(self, i: int) -> Lexeme:
        self.reads += 1
        return super().__getitem__(i)


def test_what_a_reader_would_not_look_for_is_no_key_figure(nlp: Language) -> None:
    text = (
        "The two sides met. Two people near the talks said that one officer had written three "
        "times about a 40-foot "
        "barge with 340 workers on it."
    )
    keys = {f.number.of(text): f.key for f in read(nlp, text).figures}
    assert max(key for number, key in keys.items() if number != "340") < 0.5 <= keys["340"]


def test_a_withdrawn_number_is_no_key_figure(nlp: Language) -> None:
    text = "Correction: An earlier version said that 430 looms would go. The figure is 340."
    withdrawn, right = read(nlp, text).figures
    assert (withdrawn.withdrawn, withdrawn.key, withdrawn.reasons) == (
        True,
        0.0,
        ("corrected in the source",),
    )
    assert (right.withdrawn, [s.of(text) for s in right.what]) == (False, ["looms"])


def test_a_whole_does_not_outrank_the_part_before_it(nlp: Language) -> None:
    part, whole = read(nlp, "The plan would cut 340 of 2,450 looms by the end of May.").figures
    assert part.key > whole.key
    assert part.limits
    assert not whole.limits


def test_a_headline_and_its_text_have_one_key_figure(nlp: Language) -> None:
    text = (
        "Ferry Stranded on Lake Orla: 43 Aboard\n\n"
        "The ferry was stranded with 43 passengers.\n\nIt sank at noon."
    )
    headline, told = read(nlp, text).figures
    assert headline.what == ()
    assert told.key > 0.5 > headline.key
    assert "in the headline" in told.reasons


def test_a_word_without_a_value_and_a_small_count_lead_nothing(nlp: Language) -> None:
    text = (
        "Thousands Flee Flood in Arvo\n\nThousands of people fled the flood in Arvo on Monday, "
        "and two people died, "
        "the council said. Arlo Mills will pay $40 million."
    )
    keys = {f.number.of(text): f.key for f in read(nlp, text).figures}
    assert keys["$40 million"] == max(keys.values()) > 0.5
    assert all(key < 0.5 for number, key in keys.items() if number != "$40 million")
