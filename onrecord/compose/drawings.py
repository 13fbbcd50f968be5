"""Small drawings, made while building: geometry only; templates draw it, style sheets colour it.

Numbers are in the units of each drawing's view box and rounded, so that the same input gives the
same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from math import ceil

from onrecord.compose.wording import brief
from onrecord.pages import (
    ActorLink,
    Anchor,
    Fan,
    Link,
    Point,
    Presence,
    Ray,
    Strip,
    Stripe,
    TimeItem,
    TimeLine,
)

FAN_RAYS, _FEWEST_RAYS, _RAY_GAP = 10, 3, 30
_MOST_LETTERS = 38  # of a name at the end of a ray
LINE_WIDTH, _LINE_PAD, _LETTER = 720, 16, 6.4
_FEWEST_POINTS = 2  # of a drawing that tells more than the list
_ROWS = 4  # of labels above the time line
STRIP_WIDTH, _MOST_STRIPES = 360, 120
_PRESENCE: tuple[Presence, ...] = ("elsewhere", "named", "quoted")  # the most last
_MOST_TICKS = 8


def fan(company: Sequence[tuple[ActorLink, int]]) -> Fan | None:
    """Whom an actor shares the most paragraphs with; a thicker line is more of them. None where a
    list says it all.
    """
    drawn = company[:FAN_RAYS]
    if len(drawn) < _FEWEST_RAYS:
        return None
    most = max(count for _, count in drawn)
    if most == 1:
        return None
    rays = tuple(
        Ray(actor, _cut(actor.name), count, 15 + i * _RAY_GAP, round(0.9 + 2.7 * (count / most), 2))
        for i, (actor, count) in enumerate(drawn)
    )
    height = len(drawn) * _RAY_GAP
    return Fan(rays, height, height / 2)


def _cut(name: str) -> str:
    return name if len(name) <= _MOST_LETTERS else name[: _MOST_LETTERS - 1] + "…"


def time_line(items: Sequence[TimeItem], drawn: Sequence[TimeItem], title: str) -> TimeLine | None:
    """Days as a list, and some of them along a line, labels in as many rows as keep them apart.
    None without a day.
    """
    if not items:
        return None
    ordered = sorted(items, key=lambda t: (t.start, t.end, t.place.href))
    spans = sorted({(t.start, t.end) for t in drawn})
    if len(spans) < _FEWEST_POINTS:
        return TimeLine(tuple(ordered), (), (), title)
    first, last = spans[0][0], max(end for _, end in spans)
    length = max((last - first).days, 1)

    def x(day: dt.date) -> float:
        return round(_LINE_PAD + (LINE_WIDTH - 2 * _LINE_PAD) * (day - first).days / length, 1)

    free = [0.0] * _ROWS  # where each row of labels is free again
    points = []
    for start, end in spans:
        label, at = brief((start, end)), x(start)
        width = len(label) * _LETTER
        anchor = _anchor(at)
        left = at - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        row = next((r for r in range(_ROWS) if free[r] <= left), None)
        if row is not None:
            free[row] = left + width + _LETTER
        points.append(Point(at, x(end), label if row is not None else "", row or 0, anchor))
    ticks = tuple(
        Point(x(day), x(day), str(day.year), 0, "start") for day in _year_starts(first, last)
    )
    return TimeLine(tuple(ordered), tuple(points), ticks, title)


def _anchor(x: float) -> Anchor:
    """Labels grow away from the ends of the line."""
    return "start" if x < LINE_WIDTH / 3 else "end" if x > LINE_WIDTH * 2 / 3 else "middle"


def _year_starts(first: dt.date, last: dt.date) -> list[dt.date]:
    years = list(range(first.year + 1, last.year + 1))
    step = max(1, -(-len(years) // _MOST_TICKS))
    return [first, *(dt.date(y, 1, 1) for y in years[step - 1 :: step])]


def strip(source: Link, paragraphs: Mapping[int, Presence], number: int, title: str) -> Strip:
    """Where an actor comes in a text: a bar a paragraph. `paragraphs` says, by their numbers from
    0, what those of them that have something have of the actor; there are `number` in all.

    Of a long text a bar stands for several, and shows the most that one of them has.
    """
    size = max(1, ceil(number / _MOST_STRIPES))
    bars: list[Presence] = ["elsewhere"] * ceil(number / size)
    for i, kind in paragraphs.items():
        bars[i // size] = max(bars[i // size], kind, key=_PRESENCE.index)
    step = min(STRIP_WIDTH / max(len(bars), 1), 24)
    gap = min(step / 3, 4)
    stripes = tuple(
        Stripe(round(i * step, 2), round(step - gap, 2), kind) for i, kind in enumerate(bars)
    )
    return Strip(source, stripes, title)


def shares(values: Mapping[str, float]) -> dict[str, float]:
    """Bars of figures that share a unit: each as a part of the largest."""
    most = max(values.values(), default=0)
    return {key: round(value / most, 3) if most > 0 else 0.0 for key, value in values.items()}
