"""Days that the text names, resolved against the day of publication where it is known.

`grammar` says which words name days, and reckons them; `tense` says whether their clause looks
ahead. What needs a day to count from ("Thursday", "last month", "9 March" without a year) is
resolved only where that of publication is known, from the article's facts or from a line of its own
text (`dated`), and never inside somebody's words, which were spoken on a day of their own. What
could be either of two days is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Words

from onrecord.annotate.text import text_of
from onrecord.annotate.times.grammar import Found, find
from onrecord.annotate.times.reckon import Asked, Days
from onrecord.annotate.times.tense import clause_of, is_condition, turn_of
from onrecord.lexicon import gazetteer, words
from onrecord.model import Block, Span, TimeRef

_FURNITURE = frozenset({"chrome", "credit", "byline"})
_OPEN = words("times.no_day")
_SOUTHERN = words("times.southern")
_DATE_LINE = 80  # characters, the longest line that may be a date alone
# not "GMT", "AM", nor what stands before the day on such a line
_PROSE = re.compile(
    r"(?!(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Ii]ssued|[Ll]ast|on|at|by)\b)\b[^\W\d_]*[a-z]{2}"
)
_NOT_THE_FIRST = re.compile(r"(?i)\b(?:updated|modified|last)\b")
_NEWS = 90  # days
_HEAD = 6  # blocks of an article among which its day stands


def find_times(doc: Doc) -> tuple[TimeRef, ...]:
    """The days of an article, in order; relative ones only where `doc._.article.published` or
    `doc._.dated` is known.
    """
    article, text = doc._.article, text_of(doc)
    published = article.published if article is not None else None
    if published is None and doc._.dated is not None:
        published = doc._.dated.start
    closed, named = _closed(doc, text), [m.span for m in doc._.mentions if m.form == "name"]
    spoken = sorted(q.span for q in doc._.quotes if q.kind != "indirect")
    southern = _is_southern(doc, text)
    found = []
    for match in find(text):
        here = doc.char_span(match.span.start, match.span.end, alignment_mode="expand")
        if here is None or _inside(match.span, closed) or is_no_day(match, here):
            continue
        if match.relative and (is_condition(here) or _inside(match.span, named)):
            continue
        aloud = _inside(match.span, spoken)
        turn = turn_of(here, [] if aloud else spoken, _is_headline(doc, match.span))
        days = match.days(Asked(None if aloud else published, turn, southern))
        if days is None or (published and is_of_long_ago(match, here, days, published)):
            continue
        ahead = turn == "ahead" or (turn == "unclear" and match.says_ahead)
        ahead = ahead and (published is None or days[1] >= published)
        found.append(TimeRef(match.span, *days, clause_of(here, spoken), ahead))
    return tuple(found)


def is_no_day(match: Found, here: Words) -> bool:
    """Whether the parser reads the words as something else: "of 2024 voters", "an ordinary Sunday",
    "the first in ten years".
    """
    root = here.root
    if match.rule.name == "year":
        counted = root.dep_ == "nummod" and root.head.i >= here.end
        behind = here.doc[here.end :][:1]
        voters = here.start > 0 and here.doc[here.start - 1].lower_ == "of" and behind
        return (counted and root.head.tag_ == "NNS") or bool(voters and behind[0].tag_ == "NNS")
    if match.rule.name == "weekday":
        return any(c.dep_ == "det" and c.lower_ in _OPEN for c in root.lefts)
    return match.rule.name == "in so long" and root.head.head.pos_ not in ("VERB", "AUX")


def is_of_long_ago(
    match: Found, here: Words, days: tuple[dt.date, dt.date], today: dt.date
) -> bool:
    """ "The Sept. 11 attacks": a day that names something is one of this year's news, or of any
    year.
    """
    head = here.root.head
    names = head.i >= here.end and head.pos_ in ("NOUN", "PROPN") and here.root.dep_ != "poss"
    return names and match.relative and abs((days[0] - today).days) > _NEWS


def find_dated(doc: Doc) -> TimeRef | None:
    """The day of publication as a line of the text itself says it: a dateline with its year, or a
    line at the head that is a date alone. None where there is none, or two that differ.
    """
    text = text_of(doc)
    lines = [b.span for b in doc._.blocks[:_HEAD] if _only_a_date(b, text)]
    for places in (doc._.datelines, lines):
        found: dict[Days, TimeRef] = {}
        for place in places:
            for match in find(place.of(text)):
                days = match.days(Asked())
                if days is not None and days[0] == days[1]:
                    span = Span(place.start + match.span.start, place.start + match.span.end)
                    found.setdefault(days, TimeRef(span, *days, place))
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _closed(doc: Doc, text: str) -> list[Span]:
    """Where no day is looked for: furniture, datelines, lines that are a date alone, figures."""
    found = {b.span for b in doc._.blocks if b.kind in _FURNITURE or _only_a_date(b, text)}
    found.update(doc._.datelines)
    found.update(f.number for f in doc._.figures if f.unit == "count")
    return sorted(_apart(found))


def _apart(spans: Iterable[Span]) -> Iterable[Span]:
    """Spans without those that lie within another: a search by their beginnings then suffices."""
    end = -1
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.end > end:
            yield span
            end = span.end


def _only_a_date(block: Block, text: str) -> bool:
    """Whether a block says nothing but a day: that of publication, on which nothing need have
    happened.
    """
    line = block.span.of(text)
    if len(line) > _DATE_LINE:
        return False
    found = list(find(line))
    rest = list(line)
    for match in found:
        rest[match.span.start : match.span.end] = " " * (match.span.end - match.span.start)
    return bool(found) and not _PROSE.search("".join(rest))


def _is_headline(doc: Doc, span: Span) -> bool:
    starts = [b.span.start for b in doc._.blocks]
    i = bisect_right(starts, span.start) - 1
    return i >= 0 and doc._.blocks[i].kind in ("title", "heading", "caption")


def _is_southern(doc: Doc, text: str) -> bool:
    """Whether the article names a country where the seasons are the other way round."""
    places = (m.span.of(text) for m in doc._.mentions if m.kind == "place")
    return any(gazetteer.country(place) in _SOUTHERN for place in places)


def _inside(span: Span, places: list[Span]) -> bool:
    i = bisect_right(places, Span(span.start, 1 << 60)) - 1
    return i >= 0 and places[i].contains(span)


@Language.component(
    "onrecord_times",
    requires=["doc._.blocks", "doc._.quotes", "doc._.mentions", "doc._.figures"],
    assigns=["doc._.dated", "doc._.times"],
)
def times(doc: Doc) -> Doc:
    """Keep the days on the Doc, and that of publication where nothing but the text says it."""
    if doc._.article is None or doc._.article.published is None:
        doc._.dated = find_dated(doc)
    doc._.times = find_times(doc)
    return doc
