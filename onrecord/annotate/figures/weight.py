"""How much a reader of a briefing would want a figure, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.figures.number.currencies import is_money
from onrecord.annotate.figures.number.units import dimension_of
from onrecord.model import Block, Figure, Span

_BASE = 0.4
_OPENING = 3  # paragraphs that a reporter puts the news into
_PEOPLE = frozenset(
    """people person men women man woman child children killed dead deaths death wounded injured victims workers
    residents refugees soldiers troops fighters members families homes jobs patients cases students voters civilians
    prisoners migrants employees households""".split()
)
_SMALL = 3
_NEAR = 6  # figures behind one in whose source it may stand: "two people told us that 40 …"
_DESCRIBING = re.compile(
    r"[-‑](?:foot|feet|inch|mile|meter|metre|kilometer|kilometre|ton|tonne|pound)$"
)


def weighed(figures: Sequence[Figure], text: str, blocks: Sequence[Block]) -> tuple[Figure, ...]:
    """The figures with their `key` and `reasons`."""
    title = next((b.span for b in blocks if b.kind == "title"), None)
    paragraphs = [b.span for b in blocks if b.kind == "paragraph"][:_OPENING]
    wholes = {f.part_of for f in figures if f.part_of is not None}
    headline = {
        (f.low, f.high, f.unit) for f in figures if title is not None and title.contains(f.number)
    }
    told = {
        (f.low, f.high, f.unit)
        for f in figures
        if f.what and not (title is not None and title.contains(f.number))
    }
    seen: dict[tuple[float, float, str, str], int] = {}
    for f in figures:
        seen[_same(f, text)] = seen.get(_same(f, text), 0) + 1
    weighed = []
    for i, f in enumerate(figures):
        number = (f.low, f.high, f.unit) if f.high > _SMALL else None
        entitled = title is not None and title.contains(f.number)
        key, reasons = _weigh(
            f, text, paragraphs, whole=i in wholes, repeated=seen[_same(f, text)] > 1,
            headline=number in headline, again=entitled and number in told,
            spoken=any(g.source is not None and g.source.contains(f.number) for g in figures[i + 1 : i + _NEAR]),
        )  # fmt: skip
        weighed.append(replace(f, key=key, reasons=reasons))
    return tuple(_below_its_part(f, i, weighed) for i, f in enumerate(weighed))


def _below_its_part(figure: Figure, i: int, figures: Sequence[Figure]) -> Figure:
    """A whole that is named after its part tells less than that: "340 of 2,450 posts"."""
    part = (
        figures[i - 1]
        if i > 0 and figures[i - 1].part_of == i and figures[i - 1].high > _SMALL
        else None
    )
    if part is None or figure.key < part.key:
        return figure
    return replace(
        figure,
        key=round(max(0.0, part.key - 0.05), 2),
        reasons=(*figure.reasons, "the whole of a part"),
    )


def _same(figure: Figure, text: str) -> tuple[float, float, str, str]:
    words = " ".join(s.of(text).lower() for s in figure.what)
    return figure.low, figure.high, figure.unit, words


def _weigh(
    f: Figure,
    text: str,
    opening: Sequence[Span],
    *,
    whole: bool,
    repeated: bool,
    headline: bool,
    again: bool,
    spoken: bool,
) -> tuple[float, tuple[str, ...]]:
    """The score, 0 to 1, with a reader's reasons, weightiest first."""
    if f.withdrawn:
        return 0.0, ("corrected in the source",)
    number = f.number.of(text).lower()
    what = {w for s in f.what for w in s.of(text).lower().split()}
    time = dimension_of(f.unit) == "time"
    gains = [
        (0.30, "in the headline", headline),
        (0.15, "in the opening paragraphs", any(p.contains(f.number) for p in opening)),
        (0.15, "a sum of money", is_money(f.unit)),
        (0.15, "a share of a whole", f.unit in ("percent", "fraction")),
        (0.15, "counts people", f.unit == "count" and f.high > _SMALL and bool(what & _PEOPLE)),
        (
            0.10,
            "a change",
            f.change in ("up", "down") or f.level is not None or f.since is not None,
        ),
        (0.10, "a large number", f.unit == "count" and f.high >= 1000),
        (0.10, "a number above a handful", f.unit == "count" and 10 <= f.high < 1000),
        (0.10, "a source is named", f.source is not None),
        (0.10, "belongs with another figure", whole or f.part_of is not None),
        (0.05, "said more than once", repeated),
    ]
    losses = [
        (0.50, "the text says it again", again),
        (0.35, "a small count", f.unit == "count" and f.high <= _SMALL),
        (0.25, "who says something else", spoken),
        (0.20, "so many times", number.endswith(" times")),
        (0.20, "only tells one thing from another", bool(_DESCRIBING.search(number)) and not time),
        (0.20, "an age or a length of time", time),
        (0.10, "it is not said of what", not f.what and not time),
    ]
    score = (
        _BASE + sum(w for w, _, holds in gains if holds) - sum(w for w, _, holds in losses if holds)
    )
    reasons = [why for _, why, holds in gains if holds] + [why for _, why, holds in losses if holds]
    return round(min(1.0, max(0.0, score)), 2), tuple(reasons)
