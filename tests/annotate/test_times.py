"""Days named in the text: absolute ones always, relative ones only where the day of publication is
known.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.annotate.pipeline import annotate
from onrecord.model import Article, Span, TimeRef
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"
PUBLISHED = dt.date(2026, 3, 18)  # a Wednesday


@pytest.mark.parametrize("case", read_cases(FIXTURES / "times.txt"), ids=str)
def test_published_on_a_known_day(nlp: Language, case: Case) -> None:
    assert [describe(t, case.text) for t in read(nlp, case.text, PUBLISHED)] == case.expected


@pytest.mark.parametrize("case", read_cases(FIXTURES / "times_undated.txt"), ids=str)
def test_published_on_an_unknown_day(nlp: Language, case: Case) -> None:
    assert [describe(t, case.text) for t in read(nlp, case.text, None)] == case.expected


@pytest.mark.parametrize("case", read_cases(FIXTURES / "days.txt"), ids=str)
def test_whether_a_day_lies_ahead(nlp: Language, case: Case) -> None:
    found = read(nlp, case.text, PUBLISHED)
    assert [describe(t, case.text) for t in found] == case.expected
    if case.title.startswith("ahead"):
        assert all(t.ahead for t in found)


@pytest.mark.parametrize("case", read_cases(FIXTURES / "days_august.txt"), ids=str)
def test_more_days(nlp: Language, case: Case) -> None:
    found = read(nlp, case.text, dt.date(2031, 8, 23))
    assert [describe(t, case.text) for t in found] == case.expected


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Wind Closes Harbour\n\nWednesday, 18 March 2026\n\nIt closed on Monday.", PUBLISHED),
        ("Wind Closes Harbour\n\nPublished 18 March 2026\n\nIt closed on Monday.", PUBLISHED),
        ("VARROW, March 18, 2026 (Courier) — The harbour closed on Monday.", PUBLISHED),
        ("VARROW, March 18 (Courier) — The harbour closed on Monday.", None),
        ("It opened on 18 March 2026.\n\nIt closed on Monday.", None),
    ],
)
def test_a_line_of_the_text_dates_it(nlp: Language, text: str, dated: dt.date | None) -> None:
    found = next(iter(annotate(nlp, [Article("a", text)])))
    assert (found.dated.start if found.dated else None) == dated
    monday = [t for t in found.times if t.span.of(text) == "Monday"]
    assert [t.start for t in monday] == ([dt.date(2026, 3, 16)] if dated else [])


def test_the_clause_of_a_day(nlp: Language) -> None:
    text = "A crane fell on Saturday, and work will not go on before the inquiry ends on 9 April."
    saturday, april = read(nlp, text, PUBLISHED)
    assert saturday.clause is not None
    assert saturday.clause.of(text) == "A crane fell on Saturday"
    assert (saturday.ahead, april.ahead) == (False, True)


@pytest.mark.parametrize("words", ["Last\nFriday", "Monday\nof last week", "March\n16"])
def test_a_day_may_run_over_the_end_of_a_line(nlp: Language, words: str) -> None:
    (found,) = read(nlp, f"{words} was a quiet day on the island.", PUBLISHED)
    assert found.span == Span(0, len(words))


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max])
def test_no_day_lies_beyond_the_calendar(nlp: Language, published: dt.date) -> None:
    read(nlp, "The ferries stopped on Thursday and will sail again by 9 March.", published)


@settings(max_examples=50)
@given(
    words=st.lists(
        st.sampled_from(
            "June 5 31 Feb. May 2020 0000 9999 Monday last next week ago 12 days in of by 1/2 "
            "today ’98 the summer quarter first Q3 will to 3-5".split()
        )
        | st.text(max_size=4),
        max_size=14,
    ),
    blank=st.sampled_from((" ", "\n", "\u2028")),
    published=st.sampled_from((PUBLISHED, dt.date.min, dt.date.max)),
)
def test_any_text_gives_days_in_order(
    nlp: Language, words: list[str], blank: str, published: dt.date
) -> None:
    text = blank.join(words)
    for time in read(nlp, text, published):
        assert 0 <= time.span.start < time.span.end <= len(text)
        assert time.start <= time.end


def describe(time: TimeRef, text: str) -> str:
    """The words and the days: "last week: 2026-03-09–2026-03-15"."""
    days = f"{time.start}" if time.start == time.end else f"{time.start}–{time.end}"
    return f"{time.span.of(text)}: {days}"


def read(nlp: Language, text: str, published: dt.date | None) -> tuple[TimeRef, ...]:
    return next(iter(annotate(nlp, [Article("a", text, published=published)]))).times
