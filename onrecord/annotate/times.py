"""Days that the text names, resolved against the day of publication where it is known.

A pattern finds the words, dateparser reads them. What needs a day to count from ("Thursday", "last
month", "9 March" without a year) is resolved only where `doc._.article.published` is known, and
never inside somebody's words, which were spoken on a day of their own. What could be either of two
days is left out.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_right
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model import Span, TimeRef

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

Turn = Literal["past", "future"]

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAYS = [
    day.capitalize()
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
]
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_TIME = re.compile(
    rf"""\b(?:
      (?P<absolute> {_YEAR}-\d\d-\d\d | {_MONTH}\s{_DAY},?\s{_YEAR} | (?:{_DAY}\s)?{_MONTH},?\s{_YEAR} )
    | (?<=\b[Ii]n\s)(?P<year1>{_YEAR}) | (?<=\b[Ss]ince\s)(?P<year2>{_YEAR}) | (?<=\b[Oo]f\s)(?P<year3>{_YEAR})
    | (?<=\b[Bb]y\s)(?P<year4>{_YEAR}) | (?<=\b[Uu]ntil\s)(?P<year5>{_YEAR}) | (?<=\b[Dd]uring\s)(?P<year6>{_YEAR})
    | (?P<day> {_MONTH}\s{_DAY} | {_DAY}\s{_MONTH} )
    | (?P<of_week> (?:{"|".join(_WEEKDAYS)})\sof\s(?P<week> [Ll]ast|[Tt]his|[Nn]ext)\sweek )
    | (?P<weekday> (?:(?:[Ll]ast|[Nn]ext|[Tt]his)\s)?(?:{"|".join(_WEEKDAYS)}) )
    | (?P<plain> [Yy]esterday | [Tt]oday | [Tt]omorrow | [Tt]onight | [Tt]his\s(?:morning|afternoon|evening)
        | (?:[Ll]ast|[Tt]his|[Nn]ext)\s(?:week|month|year) | {_COUNT}\s(?:day|week|month|year)s?\sago )
    | (?P<month> (?:(?<=\bin\s)|(?<=\bIn\s)|(?<=\bsince\s)|(?<=\bSince\s)|(?<=\blast\s)|(?<=\bof\s)|(?<=\buntil\s)
        |(?<=\bduring\s)) {_MONTH} )
    )(?![\w-])""",
    re.VERBOSE,
)
_FURNITURE = frozenset({"chrome", "credit", "byline"})
# what makes a day a coming one: a verb before it, or a word that stands right before it
_LATER = re.compile(
    r"\b(?:will|would|shall|due|scheduled|expects|plans to|upcoming)\b|[’']ll\b|\b(?:by|until|before|next)\s(?:the\s)?$"
)
_HAD = re.compile(r"\W+(?:\w+\W+){0,2}had\b")  # "by Friday she had read it"
_ANY = re.compile(
    r"\b(?:an?|any|each|every|most|some)\s(?:\w+\s)?$"
)  # "on an ordinary Sunday" is no day
_PROSE = re.compile(
    r"(?!(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Ll]ast)\b)\b[^\W\d_]*[a-z]{2}"
)  # not "GMT", "AM"
_DATE_LINE = 80  # characters, the longest line that may be a date alone
_IF = re.compile(
    r"\b(?:[Ii]f|[Uu]nless)\s[^.,;:!?\n]*$"
)  # "even if it rained tomorrow" says of no day what happens
_CLAUSE = 120  # characters before a day in which its verb is looked for
_WITHIN_TODAY = frozenset({"tonight", "this morning", "this afternoon", "this evening"})
_FAR, _NEAR = 300, 60  # days: a day without a year, this long ago or this soon, may be either


def find_times(doc: Doc) -> tuple[TimeRef, ...]:
    """The days of an article, in order; relative ones only where `doc._.article.published` is
    known.
    """
    published = doc._.article.published if doc._.article is not None else None
    text = doc.text  # put together anew at each asking
    furniture = (
        b.span for b in doc._.blocks if b.kind in _FURNITURE or _only_a_date(b.span.of(text))
    )
    closed = sorted({*furniture, *doc._.datelines})
    spoken = sorted(q.span for q in doc._.quotes if q.kind != "indirect")
    sentences = [s.start_char for s in doc.sents]
    found = []
    for match in _TIME.finditer(text):
        span = Span(*match.span())
        if _inside(span, closed) or (
            match["weekday"] and _ANY.search(text, max(0, span.start - 30), span.start)
        ):
            continue
        resolved = _absolute(match)
        if resolved is None and published is not None and not _inside(span, spoken):
            if _IF.search(text, max(0, span.start - _CLAUSE), span.start):
                continue
            k = bisect_right(sentences, span.start)
            start, end = sentences[max(0, k - 1)], sentences[k] if k < len(sentences) else len(text)
            with suppress(
                OverflowError
            ):  # the first and the last days of the calendar have no neighbours
                resolved = _relative(match, published, _turn(text, span, start, end))
        if resolved is not None:
            found.append(TimeRef(span, *resolved))
    return tuple(found)


def _only_a_date(words: str) -> bool:
    """Whether a line says nothing but a day: that of publication, on which nothing need have
    happened.
    """
    return (
        len(words) <= _DATE_LINE
        and bool(_TIME.search(words))
        and not _PROSE.search(_TIME.sub(" ", words))
    )


def _inside(span: Span, places: list[Span]) -> bool:
    i = bisect_right(places, Span(span.start, 1 << 60)) - 1
    return i >= 0 and places[i].contains(span)


def _turn(text: str, span: Span, start: int, end: int) -> Turn:
    """Whether a sentence speaks of what is to come, as far as the words before the day show it."""
    before = text[max(start, span.start - _CLAUSE) : span.start]
    return "future" if _LATER.search(before) and not _HAD.match(text, span.end, end) else "past"


def _absolute(match: re.Match[str]) -> tuple[dt.date, dt.date] | None:
    """The days of a date that says its year, the first and the last."""
    if match["absolute"]:
        return _read(" ".join(match["absolute"].split()), dt.date(2000, 1, 1), "past")
    year = next((match[f"year{i}"] for i in range(1, 7) if match[f"year{i}"]), None)
    return (dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)) if year else None


def _relative(
    match: re.Match[str], published: dt.date, turn: Turn
) -> tuple[dt.date, dt.date] | None:
    """The days that words without a year mean in an article of that day, or None where they may
    mean two.
    """
    words = " ".join(match[0].split())  # they may run over the end of a line
    if match["of_week"] and (week := _read(f"{match['week']} week", published, turn)):
        day = week[0] + dt.timedelta(days=_WEEKDAYS.index(words.partition(" ")[0]))
        return day, day
    if match["weekday"]:
        return _weekday(words, published, turn)
    if match["plain"]:
        return _read("today" if words.lower() in _WITHIN_TODAY else words, published, turn)
    past, future = (
        _read(words, published + dt.timedelta(days=1), "past"),
        _read(words, published, "future"),
    )
    if past is None or future is None:
        return None
    if turn == "future":
        return future
    ambiguous = (published - past[1]).days > _FAR and (future[0] - published).days < _NEAR
    return None if ambiguous else past


def _weekday(words: str, published: dt.date, turn: Turn) -> tuple[dt.date, dt.date] | None:
    """ "Thursday": the last one, that of publication included; the coming one where the sentence
    looks ahead.

    "Last" and "next" with a day of the week of publication mean that day to some and another to
    others: None.
    """
    which, _, name = words.lower().rpartition(" ")
    back = (published.weekday() - _WEEKDAYS.index(name.capitalize())) % 7
    if which == "last":
        back = back or 7
    elif which == "next" or (which != "this" and turn == "future" and back):
        back -= 7
    elif which == "this":
        back = published.weekday() - _WEEKDAYS.index(name.capitalize())
    day = published - dt.timedelta(days=back)
    if which in ("last", "next") and day.isocalendar()[:2] == published.isocalendar()[:2]:
        return None
    return day, day


def _read(words: str, base: dt.date, turn: Turn) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of what dateparser makes of the words, counted from a day."""
    found = _parsed(words.lower(), base, turn)
    if found is None:
        return None
    day, period = found
    if period == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    if period == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if period == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    return day, day


@lru_cache(maxsize=4096)
def _parsed(words: str, base: dt.date, turn: Turn) -> tuple[dt.date, str] | None:
    try:
        found = _parser(base, turn).get_date_data(words)
    except (ValueError, OverflowError):
        return None
    return (found.date_obj.date(), str(found.period)) if found.date_obj else None


@lru_cache(maxsize=64)
def _parser(base: dt.date, turn: Turn) -> DateDataParser:
    """A parser that counts from a day; dateparser takes most of a second to load, so only a text
    with a date pays.
    """
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": dt.datetime.combine(base, dt.time()),
        "PREFER_DATES_FROM": turn,
        "PREFER_DAY_OF_MONTH": "first",
        # else that of the machine is asked for, which may have one that dateparser does not know
        "TIMEZONE": "UTC",
    }
    return DateDataParser(languages=["en"], settings=settings)


@Language.component(
    "onrecord_times", requires=["doc._.blocks", "doc._.quotes"], assigns=["doc._.times"]
)
def times(doc: Doc) -> Doc:
    """Keep the days on the Doc."""
    doc._.times = find_times(doc)
    return doc
