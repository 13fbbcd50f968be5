"""The days that sources name, as a time line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from onrecord.compose.corpus import Source
from onrecord.compose.drawings import time_line
from onrecord.compose.wording import count
from onrecord.model import Span
from onrecord.pages import TimeItem, TimeLine

_MOST = 14  # days of one line; those beyond are left to the sources
_FAR = 90  # days without a day: what comes then is another story
_FEWEST = 3  # days that make a drawing
_MONTH, _YEAR = (
    20,
    300,
)  # days; a year has no place on a line of days, and a month only where there is little else


def time_items(source: Source, within: Collection[Span] | None = None) -> Iterable[TimeItem]:
    """The days of a source; with `within` those in these sentences only."""
    every = source.found.times
    if within is not None:
        every = tuple(
            every[i]
            for i in sorted(i for around in within for i in source.times_in.get(around, ()))
        )
    for time in every:
        words = time.span.of(source.text)
        yield TimeItem(
            time.start, time.end, words, source.place(time.span), source.shown(time.span)
        )


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
    title = f"Time line of {count(len(drawn), 'day')} that the sources name; the list below has them too."
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
