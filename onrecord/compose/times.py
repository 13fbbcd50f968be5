"""The days that sources name, as a time line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from onrecord.compose.corpus import Source
from onrecord.compose.decided import ruled
from onrecord.compose.drawings import time_line
from onrecord.compose.wording import count
from onrecord.model import Span, TimeRef
from onrecord.pages import Marked, TimeItem, TimeLine

_MOST = 14  # days of one line; those beyond are left to the sources
_FAR = 90  # days without a day: what comes then is another story
_FEWEST = 3  # days that make a drawing
# days; a year has no place on a line of days, and a month only where there is little else
_MONTH, _YEAR = 20, 300


def time_items(source: Source, within: Collection[Span] | None = None) -> Iterable[TimeItem]:
    """The days of a source; with `within` those in these sentences only."""
    every = source.found.times
    if within is not None:
        every = tuple(
            every[i]
            for i in sorted(i for around in within for i in source.times_in.get(around, ()))
        )
    published = source.article.published
    for time in every:
        if published is None or time.ahead or time.start <= published:
            yield TimeItem(
                time.start,
                time.end,
                time.span.of(source.text),
                source.place(time.span),
                _clause(source, time),
                _said_by(source, time.span),
                ruled(time.decided),
            )


def _clause(source: Source, time: TimeRef) -> Marked:
    """What is said of a day: its clause, with a sign where the sentence has more around it."""
    sentence = source.sentence(time.span)
    clause = time.clause
    if clause is None or not (sentence.contains(clause) and clause.contains(time.span)):
        return source.shown(time.span)
    before = source.text[sentence.start : clause.start].strip("“”\"‘’'( ")
    after = source.text[clause.end : sentence.end].strip("“”\"‘’').,;:!? ")
    if not before and not after:
        return source.shown(time.span)
    shown = source.marked(clause, [time.span])
    lead = "… " if before else ""
    marks = (
        replace(m, span=Span(m.span.start + len(lead), m.span.end + len(lead))) for m in shown.marks
    )
    return Marked(f"{lead}{shown.text}{' …' if after else ''}", tuple(marks))


def _said_by(source: Source, span: Span) -> str:
    """Who says it, where it stands in somebody's words; "" for the source itself."""
    quote = source.quote_around(span)
    if quote is None:
        return ""
    if quote.said_by is not None:
        return quote.said_by
    if quote.mention is not None:
        return source.found.mentions[quote.mention].span.on_one_line(source.text)
    return quote.speaker.on_one_line(source.text) if quote.speaker else ""


def line_of(items: Iterable[TimeItem]) -> TimeLine | None:
    """Each day, or span of days, once: where the first source first names it."""
    once = {(t.start, t.end): t for t in reversed(list(items))}
    days = sorted(once.values(), key=lambda t: (t.start, t.end, t.place.href))
    short, shorter = (
        [t for t in days if (t.end - t.start).days < most] for most in (_YEAR, _MONTH)
    )
    drawn = densest(shorter if len(shorter) >= _FEWEST else short)
    far = [t for t in days if t not in drawn]
    kept = sorted((drawn + far)[:_MOST], key=lambda t: (t.start, t.end, t.place.href))
    drawn = [t for t in drawn if t in kept]
    days_ = count(len(drawn), "day")
    title = f"Time line of {days_} that the sources name; the list below has them too."
    return time_line(kept, drawn if len(drawn) >= _FEWEST else [], title)


def densest(days: Sequence[TimeItem]) -> list[TimeItem]:
    """The days that lie together, where they are the most of all; `days` are in order.

    A drawing then shows what happened when, rather than that something happened years before.
    """
    runs: list[list[TimeItem]] = [[]]
    for day in days:
        if runs[-1] and (day.start - runs[-1][-1].start).days > _FAR:
            runs.append([])
        runs[-1].append(day)
    longest = max(runs, key=len)
    return longest if len(longest) * 2 >= len(days) else list(days)
