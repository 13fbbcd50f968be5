"""Figures of the same thing from different sources, side by side: do they agree?

Two figures are compared only where everything that the text says about them fits: unit, thing
counted, what is said of it, place, time, and part or whole. A comparison that is missed costs less
than a quarrel that is none. They disagree where the ranges that they leave open, modifiers and
rounding taken into account, have nothing in common.
"""

from __future__ import annotations

import math
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import (
    Annotations,
    Article,
    Cast,
    Comparison,
    Figure,
    FigureRef,
    MentionRef,
    Reading,
    Span,
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_CLAUSE = re.compile(r"[,;:()–—]\s|\s[–—-]\s")
_SHARED = 2  # words of the clause, besides those of the thing, that two figures must have in common
_SHARED_SPELL = 3  # of lengths of time and ages, which sentences are full of
_ABOUT = 0.1  # "about 100" leaves 90 to 110 open
_LONGEST = 50  # characters of a heading
_EMPTY = frozenset(
    """the and for that with from are was were been have has had who which this these those its their his her our they
    them but not all any also than into onto over under about around more most some said says say told added about
    nearly almost least there here when where while after before during since would could should will may might can
    according one two three""".split()
)
# words that make another thing of a number, or put it into another time; both figures must have
# them or neither
_DEFINING = frozenset(
    """earlier previous former initial original usual ordinary normal average median annual monthly weekly daily each
    every per expected planned target forecast proposed offer minimum maximum former once originally typically year
    total additional another other new only half twice""".split()
)
# the words of casualty reports, which name one thing in many ways
_CONCEPTS = {
    **dict.fromkeys(
        "kill killed kills killing die died dies dying dead death deaths fatality fatalities".split(),
        "death",
    ),
    **dict.fromkeys(
        "injure injured injures injuring injury injuries wound wounded wounding hurt".split(),
        "injury",
    ),
    **dict.fromkeys("missing disappeared unaccounted".split(), "missing"),
    **dict.fromkeys(
        "arrest arrested arrests arresting detain detained detaining".split(), "arrest"
    ),
}
# what somebody works as, and what something costs, go by several names
_POST = "job"
_CONCEPTS |= dict.fromkeys("job jobs post posts position positions role roles".split(), _POST)
_CONCEPTS |= dict.fromkeys(
    "cost costs costing costed investment investments outlay budget".split(), "cost"
)
_DISMISSED = re.compile(
    r"(?i)\b(?:lets?\b[^.;,]{1,40}\bgo\b|(?:laid|lay|lays|laying) off|dismiss|sack(?:s|ed)\b|redundan)"
)
_BECAME = frozenset(_CONCEPTS.values())
_PEOPLE = frozenset(
    "people person persons man men woman women civilian victim others other".split()
)
_EVERYDAY = 12  # numbers up to this one are in every text
_DISTINCT = 100
_REMOTE = re.compile(r"(?i)\b(?:(?:19|20)\d\d|last (?:year|month)|ago|earlier|previous|next)\b")
_TIMES = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "fortnight"}
)


def compare(
    articles: Sequence[Article], annotations: Sequence[Annotations], cast: Cast
) -> tuple[Comparison, ...]:
    """The comparisons between the sources of one briefing, in the order of their first figures.

    `articles` and `annotations` run in step. A comparison has figures of two articles at least; a
    conversion of a sum ("$3.6 million" behind euros) stands for nothing of its own.
    """
    if len(articles) < 2:
        return ()
    groups: list[list[_Claim]] = []
    by_word: dict[tuple[str, str], list[int]] = {}  # a word of the thing, with the unit → groups
    by_number: dict[tuple[str, float, float], list[int]] = {}
    for claim in _claims(articles, annotations, cast):
        near = sorted(
            {g for word in claim.thing for g in by_word.get((claim.figure.unit, word), ())}
        )
        home = next(
            (g for g in near if all(_same_thing(claim, other) for other in groups[g])), None
        )
        if home is None:
            alike = by_number.get(_number(claim.figure), ())
            home = next(
                (g for g in alike if any(_same_number(claim, other) for other in groups[g])), None
            )
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(claim)
        by_number.setdefault(_number(claim.figure), []).append(home)
        for word in claim.thing:
            known = by_word.setdefault((claim.figure.unit, word), [])
            if home not in known[-1:]:
                known.append(home)
    return tuple(_comparison(g) for g in groups if len({c.ref.article for c in g}) > 1)


@dataclass(frozen=True, slots=True)
class _Claim:
    """One figure with what decides whether another is of the same thing."""

    ref: FigureRef
    figure: Figure
    what: str  # as the text has it
    thing: frozenset[str]  # stems of what is counted
    said: frozenset[str]  # stems of its clause, without those
    scene: frozenset[str]  # stems of its sentence
    defining: frozenset[str]
    places: frozenset[str]  # actors
    days: tuple[tuple[int, int], ...]  # days that limit it, as ordinals, where they are known
    times: frozenset[str]  # and the words of time
    remote: bool  # that time is named as another than the article's own
    part: bool


def _claims(
    articles: Sequence[Article], annotations: Sequence[Annotations], cast: Cast
) -> Iterator[_Claim]:
    for article, found in zip(articles, annotations, strict=True):
        starts = {f.since for f in found.figures}
        mention_at = {m.span: i for i, m in enumerate(found.mentions)}
        for i, figure in enumerate(found.figures):
            if figure.what and figure.same_as is None and i not in starts and not figure.withdrawn:
                yield _claim(article, found, cast, mention_at, i, _clause(article.text, found, i))


def _claim(
    article: Article,
    found: Annotations,
    cast: Cast,
    mention_at: Mapping[Span, int],
    i: int,
    clause: Span,
) -> _Claim:
    figure, text = found.figures[i], article.text
    what = " ".join(s.of(text) for s in _told(figure))
    thing, said = _stems(what), _stems(clause.of(text))
    concept = _concept(text, clause, figure.number)
    people = _stems(" ".join(_PEOPLE))
    if concept and (thing & people or concept in thing):
        thing = thing - people | {concept}
    elif thing & people and _DISMISSED.search(clause.of(text)):
        thing = thing - people | {_POST}
    where = [mention_at[s] for s in figure.limits if s in mention_at]
    places = frozenset(a for m in where if (a := cast.actor_of.get(MentionRef(article.id, m))))
    when = [s for s in figure.limits if s not in mention_at]
    return _Claim(
        FigureRef(article.id, i),
        figure,
        what,
        thing,
        said - thing,
        _stems(_sentence(found, figure.number).of(text)) - thing,
        frozenset(w.lower() for w in _WORD.findall(clause.of(text))) & _DEFINING,
        places,
        tuple(
            (t.start.toordinal(), t.end.toordinal())
            for t in found.times
            if any(s.overlaps(t.span) for s in when)
        ),
        frozenset(w for s in when for w in _stems(s.of(text))),
        any(_REMOTE.search(s.of(text)) for s in when),
        figure.part_of is not None,
    )


def _told(figure: Figure) -> tuple[Span, ...]:
    """What is counted, with the verb that makes of somebody who does something what is measured."""
    acts = figure.unit not in ("count", "percent", "fraction") and figure.predicate is not None
    if not acts or figure.predicate is None or figure.how not in ("verb", "like", "lent"):
        return figure.what
    return *figure.what, figure.predicate


def _sentence(found: Annotations, span: Span) -> Span:
    i = bisect_right(found.sentences, Span(span.start, sys.maxsize)) - 1
    return found.sentences[i] if i >= 0 and span.start < found.sentences[i].end else span


def _clause(text: str, found: Annotations, i: int) -> Span:
    """What is said of a figure: its sentence, cut at signs and at the figures beside it."""
    here = found.figures[i].number
    sentence = _sentence(found, here)
    start, end = sentence.start, sentence.end
    if i > 0:
        start = max(start, found.figures[i - 1].number.end)
    if i + 1 < len(found.figures):
        end = min(end, max(here.end, found.figures[i + 1].span.start))
    cuts = [m.span() for m in _CLAUSE.finditer(text, start, end)]
    start = max([start, *(b for _, b in cuts if b <= here.start)])
    end = min([end, *(a for a, _ in cuts if a >= here.end)])
    return Span(start, max(end, here.end))


def _stems(words: str) -> frozenset[str]:
    """The words that carry meaning, without their endings."""
    found = (w.lower() for w in _WORD.findall(words))
    return frozenset(
        _CONCEPTS.get(w) or _stem(w)
        for w in found
        if len(w) > 2 and w not in _EMPTY and not w.isdigit()
    )


def _stem(word: str) -> str:
    word = re.sub(r"['’]s$", "", word)
    for ending, shortest in (("ies", 3), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3), ("e", 4)):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= shortest
            and not word.endswith("ss")
        ):
            return word.removesuffix(ending) + ("y" if ending == "ies" else "")
    return word


def _concept(text: str, clause: Span, number: Span) -> str | None:
    """What became of the people counted: the casualty word that stands nearest to the number."""
    near = [
        (
            max(number.start - clause.start - m.end(), clause.start + m.start() - number.end),
            _CONCEPTS[m[0].lower()],
        )
        for m in _WORD.finditer(clause.of(text))
        if m[0].lower() in _CONCEPTS
    ]
    return min(near)[1] if near else None


def _same_thing(a: _Claim, b: _Claim) -> bool:
    """Whether two figures are of the same thing, as far as the words can show it."""
    f, g = a.figure, b.figure
    if (
        f.unit != g.unit
        or a.part != b.part
        or (f.change in ("up", "down")) != (g.change in ("up", "down"))
    ):
        return False
    if f.course is not None and g.course is not None and f.course != g.course:
        return False
    if a.defining != b.defining or not _same_words(a, b) or not _same_time(a, b):
        return False
    if a.places and b.places and not a.places & b.places:
        return False
    if a.ref.article == b.ref.article and a.what == b.what:
        return True
    if (
        f.unit != "count"
        and f.unit not in _TIMES
        and a.thing == b.thing
        and len(a.thing) > 1
        and _is_measure(a, b)
    ):
        return True
    if a.thing & _BECAME:  # what became of people needs no more than the scene
        return len(a.scene & b.scene) >= _SHARED
    shared = len(a.said & b.said) + len(a.thing & b.thing) - 1
    return shared >= (_SHARED_SPELL if f.unit in _TIMES else _SHARED) and bool(a.said & b.said)


def _number(figure: Figure) -> tuple[str, float, float]:
    return figure.unit, figure.low, figure.high


def _same_number(a: _Claim, b: _Claim) -> bool:
    """Whether two sources give one number that is no everyday one, of what may be the same thing in
    other words.

    Since they agree, what is said of it need not fit as closely: the one may tell it as a part, the
    other not.
    """
    if a.ref.article == b.ref.article or not _is_telling(a.figure) or a.remote != b.remote:
        return False
    if a.places and b.places and not a.places & b.places:
        return False
    shared = len((a.scene | a.thing) & (b.scene | b.thing))
    if a.thing == b.thing:
        return shared > 1 or (a.figure.unit != "percent" and a.figure.high >= _DISTINCT)
    return shared >= (_SHARED if a.thing & b.thing else _SHARED_SPELL)


def _is_telling(figure: Figure) -> bool:
    """Whether a number is one that two texts would hardly share by chance: no round one, no length
    of time.
    """
    if figure.unit in _TIMES or figure.unit == "fraction":
        return False
    digits = f"{figure.high:.10g}".rstrip("0").replace(".", "")
    return len(digits) > 1 and (figure.high > _EVERYDAY or figure.high != int(figure.high))


def _is_measure(a: _Claim, b: _Claim) -> bool:
    """Whether the thing is itself what is measured ("the cost of the strike"), not somebody who
    does something.
    """
    return "cost" in a.thing or len(_told(a.figure)) == len(_told(b.figure)) == 1


def _same_words(a: _Claim, b: _Claim) -> bool:
    """Whether the things are named alike: a word that only one of them has must stand in the
    other's clause.
    """
    if not a.thing & b.thing:
        return False
    return a.thing - b.thing <= b.said and b.thing - a.thing <= a.said


def _same_time(a: _Claim, b: _Claim) -> bool:
    if a.remote != b.remote:
        return False
    if a.days and b.days:
        return any(s <= v and u <= e for s, e in a.days for u, v in b.days)
    return not (a.times and b.times) or bool(a.times & b.times)


def _comparison(group: Sequence[_Claim]) -> Comparison:
    """The figures of one thing, those that can be one number together."""
    readings: list[list[_Claim]] = []
    for claim in sorted(group, key=lambda c: _interval(c.figure)):
        fits = next(
            (r for r in readings if all(_meet(claim.figure, other.figure) for other in r)), None
        )
        if fits is None:
            readings.append([claim])
        else:
            fits.append(claim)
    order = {c.ref: i for i, c in enumerate(group)}
    return Comparison(
        what=_clearest(group),
        unit=group[0].figure.unit,
        readings=tuple(
            Reading(
                low=min(c.figure.low for c in r),
                high=max(c.figure.high for c in r),
                figures=tuple(c.ref for c in sorted(r, key=lambda c: order[c.ref])),
            )
            for r in readings
        ),
    )


def _clearest(group: Sequence[_Claim]) -> str:
    """The words of the sources that name the thing best: in one phrase, by most sources, and in
    full.

    "people" says little of what 340 people lose.
    """
    sources: dict[str, set[str]] = {}
    for claim in group:
        sources.setdefault(claim.what.lower(), set()).add(claim.ref.article)
    return min(
        group,
        key=lambda c: (
            len(_told(c.figure)),
            len(c.what) > _LONGEST,
            c.what.lower() in _PEOPLE,
            -len(sources[c.what.lower()]),
            -len(c.what),
            c.what,
        ),
    ).what


def _meet(one: Figure, two: Figure) -> bool:
    (a, b), (c, d) = _interval(one), _interval(two)
    return a <= d and c <= b


def _interval(figure: Figure) -> tuple[float, float]:
    """What a figure leaves open: "about" a tenth to both sides, "more than" all above, a round
    number its rounding.
    """
    low, high = figure.low, figure.high
    if figure.change == ">":
        return low, math.inf
    if figure.change == "<":
        return -math.inf, high
    slack = max(
        _ABOUT * max(abs(low), abs(high)) if figure.change == "~" else 0,
        _rounding(low),
        _rounding(high),
    )
    return low - slack, high + slack


def _rounding(value: float) -> float:
    """Half of the place to which a large number seems to be rounded, two digits being kept: 14,000
    → 500.
    """
    if abs(value) < 100 or value != int(value):
        return 0
    digits = str(int(abs(value)))
    zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)
    return 10**zeros / 2 if zeros > 0 else 0


def disagreeing(comparisons: Sequence[Comparison]) -> Iterator[tuple[FigureRef, FigureRef]]:
    """Pairs of figures of different sources that cannot both be right, for a mark beside each of
    them.
    """
    for comparison in comparisons:
        for one, two in pairwise(comparison.readings):
            yield from ((a, b) for a in one.figures for b in two.figures if a.article != b.article)
