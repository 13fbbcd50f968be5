"""How much a reader of a briefing would want a figure, and why: a table of signs with points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.annotate.figures.number.currencies import is_money
from onrecord.annotate.figures.number.unit_names import dimension_of
from onrecord.lexicon import words
from onrecord.model import Block, Figure, Mention, Span

_BASE = 0.4
_KEY = 0.5  # from here on a page counts a figure among the main ones
_BELOW = 0.45  # the most that one may have which never is
_OPENING = 3  # paragraphs that a reporter puts the news into
_SMALL = 3
_NEAR = 6  # figures behind one in whose source it may stand: "two people told us that 40 …"
_PEOPLE = words("things.people")
_NAMED = ("person", "organization", "place", "group")
_FATES = words("things.fates")
_DYING = words("things.dying")
_DESCRIBING = re.compile(
    r"[-‑](?:foot|feet|inch|mile|meter|metre|kilometer|kilometre|ton|tonne|pound)$"
)


@dataclass(frozen=True)
class Seen:
    """A figure of an article, and what of the article a sign asks for."""

    figure: Figure
    text: str
    article: _Article
    behind: Sequence[Figure]  # the next figures

    @cached_property
    def is_time(self) -> bool:
        return dimension_of(self.figure.unit) == "time"

    @cached_property
    def is_count(self) -> bool:
        return self.figure.unit == "count"

    @cached_property
    def is_small(self) -> bool:
        return self.is_count and self.figure.high <= _SMALL

    @cached_property
    def is_vague(self) -> bool:
        """Whether it is a word without a value: "dozens", "thousands of dollars"."""
        f = self.figure
        digits = any(c.isdigit() for c in f.number.of(self.text))
        return f.low < f.high and not digits and f.high % 10 == 9

    @cached_property
    def is_share(self) -> bool:
        return self.figure.unit in ("percent", "fraction")

    @cached_property
    def is_change(self) -> bool:
        f = self.figure
        return f.change in ("up", "down") or f.level is not None or f.since is not None

    @cached_property
    def counts_people(self) -> bool:
        what = {w for s in self.figure.what for w in s.of(self.text).lower().split()}
        return self.is_count and not self.is_small and bool(what & _PEOPLE)

    @cached_property
    def tells_of_fate(self) -> bool:
        """Whether it counts the dead, the hurt, the missing."""
        f, told = self.figure, (*self.figure.what, self.figure.predicate)
        fates = {w for s in told if s is not None for w in s.of(self.text).lower().split()}
        real = f.standing in ("fact", "alleged") and f.voice != "did"
        dies = f.voice == "did" and bool(fates & _DYING)
        return self.is_count and not self.is_small and bool(fates & _FATES) and (real or dies)

    @cached_property
    def has_named_bearer(self) -> bool:
        """Whether money or a share is said of somebody or something that has a name."""
        if not (self.is_share or is_money(self.figure.unit)):
            return False
        around = (*self.figure.what, *self.figure.bearer)
        return any(s.overlaps(name) for s in around for name in self.article.names)

    @cached_property
    def is_entitled(self) -> bool:
        title = self.article.title
        return title is not None and title.contains(self.figure.number)

    @cached_property
    def is_in_opening(self) -> bool:
        return any(p.contains(self.figure.number) for p in self.article.opening)

    @cached_property
    def is_of_a_source(self) -> bool:
        """Whether it only counts those who say another figure."""
        number = self.figure.number
        return any(f.source is not None and f.source.contains(number) for f in self.behind)


@dataclass(frozen=True, slots=True)
class Sign:
    """What makes a figure matter more or less, in a reader's words."""

    points: float
    why: str
    holds: Callable[[Seen], bool]


@dataclass(frozen=True)
class _Article:
    """What the signs ask of an article."""

    title: Span | None
    opening: Sequence[Span]
    names: Sequence[Span]
    headline: frozenset[tuple[float, float, str]]  # the numbers of the headline
    told: frozenset[tuple[float, float, str]]  # and those of which the text says of what
    wholes: frozenset[int]  # where the numbers of wholes begin
    said: Counter[tuple[object, ...]]


SIGNS = (
    Sign(0.30, "in the headline", lambda s: not (s.figure.high <= _SMALL)
         and _value(s.figure) in s.article.headline),
    Sign(0.15, "in the opening paragraphs", lambda s: s.is_in_opening),
    Sign(0.15, "a sum of money", lambda s: is_money(s.figure.unit)),
    Sign(0.15, "a share of a whole", lambda s: s.is_share),
    Sign(0.10, "of somebody or something named", lambda s: s.has_named_bearer),
    Sign(0.15, "counts people", lambda s: s.counts_people),
    Sign(0.15, "what became of people", lambda s: s.tells_of_fate),
    Sign(0.10, "a change", lambda s: s.is_change),
    Sign(0.10, "a large number", lambda s: s.is_count and s.figure.high >= 1000),
    Sign(0.10, "a number above a handful", lambda s: s.is_count and 10 <= s.figure.high < 1000),
    Sign(0.10, "a source is named", lambda s: s.figure.source is not None),
    Sign(0.10, "belongs with another figure", lambda s: s.figure.part_of is not None
         or s.figure.number.start in s.article.wholes),
    Sign(0.05, "said more than once", lambda s: s.article.said[_said(s.figure, s.text)] > 1),
    Sign(-0.50, "the text says it again", lambda s: s.is_entitled
         and _value(s.figure) in s.article.told and s.figure.high > _SMALL),
    Sign(-0.35, "a small count", lambda s: s.is_small),
    Sign(-0.35, "a word without a value", lambda s: s.is_vague),
    Sign(-0.25, "who says something else", lambda s: s.is_of_a_source),
    Sign(-0.20, "so many times", lambda s: s.figure.number.of(s.text).lower().endswith(" times")),
    Sign(-0.20, "only tells one thing from another", lambda s: not s.is_time
         and bool(_DESCRIBING.search(s.figure.number.of(s.text).lower()))),
    Sign(-0.20, "an age or a length of time", lambda s: s.is_time),
    Sign(-0.10, "it is not said of what", lambda s: not s.figure.what and not s.is_time),
)  # fmt: skip


def weighed(
    figures: Sequence[Figure], text: str, blocks: Sequence[Block], mentions: Sequence[Mention]
) -> tuple[Figure, ...]:
    """The figures with their `key`, 0 to 1, and `reasons`, weightiest first."""
    article = _article(figures, text, blocks, mentions)
    seen = [Seen(f, text, article, figures[i + 1 : i + _NEAR]) for i, f in enumerate(figures)]
    found = [_weighed(s) for s in seen]
    real = any(f.key >= _KEY for f, s in zip(found, seen, strict=True) if not s.is_small)
    found = [
        replace(f, key=min(f.key, _BELOW)) if s.is_vague or (s.is_small and real) else f
        for f, s in zip(found, seen, strict=True)
    ]
    return tuple(_below_its_part(f, i, found) for i, f in enumerate(found))


def _weighed(seen: Seen) -> Figure:
    if seen.figure.withdrawn:
        return replace(seen.figure, key=0.0, reasons=("corrected in the source",))
    signs = [sign for sign in SIGNS if sign.holds(seen)]
    score = _BASE + sum(sign.points for sign in signs)
    return replace(
        seen.figure,
        key=round(min(1.0, max(0.0, score)), 2),
        reasons=tuple(sign.why for sign in signs),
    )


def _article(
    figures: Sequence[Figure], text: str, blocks: Sequence[Block], mentions: Sequence[Mention]
) -> _Article:
    title = next((b.span for b in blocks if b.kind == "title"), None)
    entitled = [f for f in figures if title is not None and title.contains(f.number)]
    return _Article(
        title=title,
        opening=[b.span for b in blocks if b.kind == "paragraph"][:_OPENING],
        names=[m.span for m in mentions if m.form == "name" and m.kind in _NAMED],
        headline=frozenset(_value(f) for f in entitled),
        told=frozenset(_value(f) for f in figures if f.what and f not in entitled),
        wholes=frozenset(figures[f.part_of].number.start for f in figures if f.part_of is not None),
        said=Counter(_said(f, text) for f in figures),
    )


def _value(figure: Figure) -> tuple[float, float, str]:
    return figure.low, figure.high, figure.unit


def _said(figure: Figure, text: str) -> tuple[object, ...]:
    return *_value(figure), " ".join(s.of(text).lower() for s in figure.what)


def _below_its_part(figure: Figure, i: int, figures: Sequence[Figure]) -> Figure:
    """A whole that is named after its part tells less than that: "340 of 2,450 posts"."""
    part = figures[i - 1] if i > 0 and figures[i - 1].part_of == i else None
    if part is None or part.high <= _SMALL or figure.key < part.key:
        return figure
    return replace(
        figure,
        key=round(max(0.0, part.key - 0.05), 2),
        reasons=(*figure.reasons, "the whole of a part"),
    )
