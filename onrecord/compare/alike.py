"""Whether two claims are of one thing: named rules that part them, and what it takes to join them.

A comparison that is missed costs less than a quarrel that is none, so that one rule parts what all
the others would join.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.compare.claims import SPELLS, Claim
from onrecord.compare.ranges import same_number

_SHARED = 2  # words of the clause, besides those of the thing, that two figures must have in common
_SHARED_SPELL = 3  # of lengths of time and ages
_EVERYDAY = 12  # numbers up to this one are in every text
_DISTINCT = 100

Rule = Callable[[Claim, Claim], bool]


def _other_unit(a: Claim, b: Claim) -> bool:
    return a.figure.unit != b.figure.unit


def _other_change(a: Claim, b: Claim) -> bool:
    """A change and a level, or a rise and a fall."""
    f, g = a.figure, b.figure
    if (f.change in ("up", "down")) != (g.change in ("up", "down")):
        return True
    return f.course is not None and g.course is not None and f.course != g.course


def _part_and_whole(a: Claim, b: Claim) -> bool:
    return a.part != b.part


def _other_definition(a: Claim, b: Claim) -> bool:
    return a.defining != b.defining


def _other_thing(a: Claim, b: Claim) -> bool:
    """Things named apart: a word that only one of them has must stand in the other's clause."""
    if not a.thing & b.thing:
        return True
    return not (a.thing - b.thing <= b.said and b.thing - a.thing <= a.said)


def _other_fate(a: Claim, b: Claim) -> bool:
    """Killed and wounded."""
    return a.befell != b.befell


def _other_place(a: Claim, b: Claim) -> bool:
    return bool(a.places and b.places and not a.places & b.places)


def _other_time(a: Claim, b: Claim) -> bool:
    if a.remote != b.remote:
        return True
    if a.days and b.days:
        return not any(s <= v and u <= e for s, e in a.days for u, v in b.days)
    return bool(a.times and b.times and not a.times & b.times)


def _other_bearer(a: Claim, b: Claim) -> bool:
    """Both have a bearer that the other's sentence does not name. What befell people is borne by an
    event, which has many names.
    """
    if a.befell:
        return False
    ours, theirs = a.bearer - b.bearer - b.scene, b.bearer - a.bearer - a.scene
    return bool(ours and theirs)


def _other_predicate(a: Claim, b: Claim) -> bool:
    """What is said of the one is not said of the other."""
    if not a.predicate or not b.predicate or a.predicate == b.predicate:
        return False
    return a.predicate not in b.said | b.thing and b.predicate not in a.said | a.thing


def _other_standing(a: Claim, b: Claim) -> bool:
    """What is planned is not what was done, what is denied is neither."""
    one, two = a.standing, b.standing
    return one != two and {one, two} != {"fact", "alleged"}


def _other_names(a: Claim, b: Claim) -> bool:
    """Both name somebody or some place that the other's sentence does not know."""
    ours, theirs = a.scene | a.thing, b.scene | b.thing
    return any(not n & theirs for n in a.names) and any(not n & ours for n in b.names)


def _other_words(a: Claim, b: Claim) -> bool:
    """Both clauses have words that the other has not: the works in Brenn, the works in Tarn.

    What befell people is told in many words; of that the kind of event decides. A sum of what is
    named in full ("cost of the strike") need not be told in the same words.
    """
    if a.befell and b.befell:
        return bool(a.events and b.events and not a.events & b.events)
    if a.figure.unit[:3].isupper() and a.thing == b.thing and len(a.thing) > 1:
        return False
    ours, theirs = a.said | a.thing, b.said | b.thing
    return bool(ours - theirs and theirs - ours)


# What parts two figures for certain, and what makes it uncertain that they are of one thing.
PARTS: Mapping[str, Rule] = {
    "unit": _other_unit,
    "change": _other_change,
    "part and whole": _part_and_whole,
    "definition": _other_definition,
    "thing": _other_thing,
    "fate": _other_fate,
    "place": _other_place,
    "time": _other_time,
    "bearer": _other_bearer,
    "predicate": _other_predicate,
    "standing": _other_standing,
    "names": _other_names,
    "words": _other_words,
}


# Rules about how a thing is told: one number need not be told in the same words.
_TOLD = ("predicate", "words")


def same_thing(a: Claim, b: Claim) -> bool:
    """Whether two figures are of one thing, as far as the words can show it."""
    one_number = a.figure.high > _EVERYDAY and same_number(a.figure, b.figure)
    parted = any(rule(a, b) for name, rule in PARTS.items() if not (one_number and name in _TOLD))
    return not parted and _told_together(a, b)


def _told_together(a: Claim, b: Claim) -> bool:
    """Whether enough is said of both to know the one matter again."""
    if a.ref.article == b.ref.article and a.what == b.what:
        return True
    if a.befell:  # what became of people needs no more than the scene
        return len(a.scene & b.scene) >= _SHARED
    if a.figure.how == b.figure.how == "age" and a.thing == b.thing and len(a.thing) > 1:
        return True  # of one full name
    if a.figure.unit not in ("count", *SPELLS) and a.thing == b.thing and len(a.thing) > 1:
        return "cost" in a.thing or len(a.figure.what) == len(b.figure.what) == 1
    shared = len(a.said & b.said) + len(a.thing & b.thing) - 1
    least = _SHARED_SPELL if a.figure.unit in SPELLS else _SHARED
    return shared >= least and bool(a.said & b.said)


def same_telling_number(a: Claim, b: Claim) -> bool:
    """Whether two sources give one number that is no everyday one, of what may be the same thing in
    other words.

    Since they agree, what is said of it need not fit as closely: the one may tell it as a part, the
    other not.
    """
    if a.ref.article == b.ref.article or not _is_telling(a) or a.remote != b.remote:
        return False
    if _other_place(a, b) or _other_names(a, b) or _other_fate(a, b):
        return False
    shared = len((a.scene | a.thing) & (b.scene | b.thing))
    if a.thing == b.thing:
        return shared > 1 or (a.figure.unit != "percent" and a.figure.high >= _DISTINCT)
    if a.thing & b.thing:
        return shared >= _SHARED
    return a.figure.unit[:3].isupper() and shared >= _SHARED_SPELL


def _is_telling(claim: Claim) -> bool:
    """Whether a number is one that two texts would hardly share by chance: no round one, no length
    of time.
    """
    figure = claim.figure
    if figure.unit in SPELLS or figure.unit == "fraction":
        return False
    digits = f"{figure.high:.10g}".rstrip("0").replace(".", "")
    return len(digits) > 1 and (figure.high > _EVERYDAY or figure.high != int(figure.high))
