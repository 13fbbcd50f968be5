"""Figures of the same thing from different publishers, side by side: do they agree?

`claims` says of each figure what it counts, whose, where and when; `alike` whether two are of one
thing; `ranges` what a number leaves open. Two publishers differ where the ranges of their figures
have nothing in common, on one thing at one time. What is less certain is listed, and no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.compare.alike import same_telling_number, same_thing
from onrecord.compare.claims import PEOPLE, Claim, claims
from onrecord.compare.ranges import interval, meet, same_number
from onrecord.compare.ruled import Rulings
from onrecord.model import (
    Annotations,
    Article,
    Cast,
    Comparison,
    Correction,
    FigureRef,
    Outcome,
    Reading,
    Ruling,
)

_LONGEST = 50  # characters of a heading
_HANDFUL = 12  # counts up to here say little, where two papers have the same words


def compare(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    cast: Cast,
    corrections: Iterable[Correction] = (),
) -> tuple[Comparison, ...]:
    """The comparisons between the publishers of one briefing, in the order of their first figures.

    `articles` and `annotations` run in step. A comparison has figures of two publishers at least; a
    conversion of a sum ("$3.6 million" behind euros) stands for nothing of its own. What editors
    say to be one thing is one, whoever publishes it, and what they say not to be is not.
    """
    if len(articles) < 2:
        return ()
    rulings = Rulings(corrections, {one.article: one for one in annotations})
    groups = _groups(claims(articles, annotations, cast, rulings.figures), rulings)
    return tuple(
        _comparison(g, ruling)
        for g in groups
        if (ruling := rulings.of(c.ref for c in g)) or _is_certain(g)
    )


def _is_certain(group: Sequence[Claim]) -> bool:
    """Whether two publishers have it, and not only a handful of what nothing befell in the same
    words: "two men".
    """
    small = all(c.figure.unit == "count" and c.figure.high <= _HANDFUL for c in group)
    trivial = small and not any(c.befell for c in group) and len({c.sentence for c in group}) == 1
    return len({c.publisher for c in group}) > 1 and not trivial


def _groups(found: Iterable[Claim], rulings: Rulings) -> list[list[Claim]]:
    """The claims of one thing together: as editors say, else with a group whose every claim is of
    the same thing, or with one that has the same telling number.
    """
    by_ref: dict[FigureRef, int] = {}
    groups: list[list[Claim]] = []
    by_word: dict[tuple[str, str], list[int]] = {}  # a word of the thing, with the unit → groups
    by_number: dict[tuple[str, float, float], list[int]] = {}
    for claim in found:
        figure = claim.figure
        number = figure.unit, figure.low, figure.high
        near = sorted({g for word in claim.thing for g in by_word.get((figure.unit, word), ())})
        near = [g for g in near if _may_join(claim, groups[g], rulings)]
        alike = [g for g in by_number.get(number, ()) if _may_join(claim, groups[g], rulings)]
        home = next((g for r, g in by_ref.items() if rulings.same(claim.ref, r)), None)
        if home is None:
            home = next((g for g in near if all(same_thing(claim, c) for c in groups[g])), None)
        if home is None:
            home = next(
                (g for g in alike if any(same_telling_number(claim, c) for c in groups[g])), None
            )
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(claim)
        if claim.ref in rulings.figures:
            by_ref[claim.ref] = home
        by_number.setdefault(number, []).append(home)
        for word in claim.thing:
            known = by_word.setdefault((figure.unit, word), [])
            if home not in known[-1:]:
                known.append(home)
    return groups


def _may_join(claim: Claim, group: Sequence[Claim], rulings: Rulings) -> bool:
    """Whether no editor keeps a claim out of a group, and none wants it in another."""
    return not any(rulings.apart(claim.ref, c.ref) for c in group)


def _comparison(group: Sequence[Claim], ruling: Ruling | None = None) -> Comparison:
    """The figures of one thing, those that can be one number together."""
    readings: list[list[Claim]] = []
    for claim in sorted(group, key=lambda c: interval(c.figure)):
        fits = next((r for r in readings if all(meet(claim.figure, c.figure) for c in r)), None)
        if fits is None:
            readings.append([claim])
        else:
            fits.append(claim)
    followed = len(readings) == 1 and _is_followed(group)
    if followed:
        readings = _by_day(group)
    order = {c.ref: i for i, c in enumerate(group)}
    outcome = "update" if followed else _outcome(group, readings)
    if outcome == "update":
        readings.sort(key=lambda r: min(c.published for c in r if c.published))
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
        outcome=outcome,
        decided=ruling,
    )


def _outcome(group: Sequence[Claim], readings: Sequence[Sequence[Claim]]) -> Outcome:
    """What is certain of a group: words copied from one another are one voice, a publisher that has
    two numbers itself quarrels with nobody, and later counts replace earlier ones: of other things
    than the dead and hurt it is not certain that papers of other days mean the same moment.
    """
    if len({c.sentence for c in group}) == 1:
        return "copied"
    if len(readings) == 1:
        return "agree" if _one_number(group) else "counted"
    if any(_has_both(c, readings) for c in group) or _one_publisher_has_two(readings):
        return "counted"
    days = [{c.published for c in r} for r in readings]
    if any(None in d for d in days) or len(set().union(*days)) == 1:
        return "differ"
    apart = all(not one & two for i, one in enumerate(days) for two in days[:i])
    if not apart or _name_one_day(group):
        return "differ"
    return "update" if all(c.befell for c in group) else "counted"


def _is_followed(group: Sequence[Claim]) -> bool:
    """Whether a later day has a greater number of the dead or hurt, where an earlier one has "at
    least" so many: "at least 20", then 34.
    """
    if not all(c.befell and c.published for c in group):
        return False
    days = _by_day(group)
    lows = [{c.figure.low for c in day} for day in days]
    rising = all(max(a) < min(b) for a, b in pairwise(lows))
    return len(days) > 1 and rising


def _by_day(group: Sequence[Claim]) -> list[list[Claim]]:
    """The claims of each day of publication, in order."""
    days: dict[dt.date, list[Claim]] = {}
    for claim in sorted(
        (c for c in group if c.published), key=lambda c: c.published or dt.date.min
    ):
        days.setdefault(claim.published or dt.date.min, []).append(claim)
    return list(days.values())


def _name_one_day(group: Sequence[Claim]) -> bool:
    """Whether every claim is limited to the same days, by its own words."""
    return len({c.days for c in group}) == 1 and bool(group[0].days)


def _one_number(group: Sequence[Claim]) -> bool:
    """Whether two publishers, each in its own words, give one number."""
    return any(
        same_number(a.figure, b.figure) and a.publisher != b.publisher and a.sentence != b.sentence
        for i, a in enumerate(group)
        for b in group[:i]
    )


def _has_both(claim: Claim, readings: Sequence[Sequence[Claim]]) -> bool:
    """Whether the article of a claim has the other numbers too: as a part, as others' count."""
    lows = {c.figure.low for r in readings for c in r if claim not in r}
    return bool(lows & claim.known)


def _one_publisher_has_two(readings: Sequence[Sequence[Claim]]) -> bool:
    publishers = [{c.publisher for c in r} for r in readings]
    return any(one & two for i, one in enumerate(publishers) for two in publishers[:i])


def _clearest(group: Sequence[Claim]) -> str:
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
            len(c.figure.what),
            len(c.what) > _LONGEST,
            c.what.lower() in PEOPLE,
            -len(sources[c.what.lower()]),
            -len(c.what),
            c.what,
        ),
    ).what


def disagreeing(comparisons: Sequence[Comparison]) -> Iterable[tuple[FigureRef, FigureRef]]:
    """Pairs of figures of different sources that cannot both be right, for a mark beside each of
    them.
    """
    for comparison in comparisons:
        if comparison.outcome == "differ":
            for one, two in pairwise(comparison.readings):
                yield from (
                    (a, b) for a in one.figures for b in two.figures if a.article != b.article
                )
