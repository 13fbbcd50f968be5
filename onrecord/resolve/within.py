"""Within an article: the short forms of a name and the long one.

A writer gives a name in full once and then a part of it, so inside one article a part that fits a
single long name is that name. Where two fit, and the text does not show which, they stay apart: a
wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Annotations
from onrecord.resolve import forms
from onrecord.resolve.units import Unit

# First words that make another place or body of the rest: East Kesh is not Kesh, New Halden not
# Halden.
_TELLING = frozenset(
    """north south east west northern southern eastern western central new old upper lower greater inner outer
    great little saint st san santa port fort mount lake cape united first second third""".split()
)

_COMPASS = frozenset("north south east west".split())

_LETTERS = 5  # of a name, for each that may be wrong in it

Pair = tuple[int, int]  # positions of two units in the article's list: the short one, the long one


def links(units: Sequence[Unit], found: Annotations) -> Iterator[Pair]:
    """The pairs of an article's units that are one actor."""
    yield from _introduced(units, found)
    persons = [i for i, u in enumerate(units) if u.kind == "person"]
    yield from _persons(units, persons)
    others = [i for i, u in enumerate(units) if u.kind in ("organization", "place", "other")]
    short = dict(_parts(units, others)) | dict(_acronyms(units, others))
    yield from short.items()


def _introduced(units: Sequence[Unit], found: Annotations) -> Iterator[Pair]:
    """What the text itself says to be one: a mention and its antecedent, both names."""
    owner = {ref.index: i for i, u in enumerate(units) for ref in u.refs}
    for i, mention in enumerate(found.mentions):
        if (
            mention.form == "name"
            and mention.antecedent is not None
            and mention.antecedent in owner
            and i in owner
        ):
            yield owner[i], owner[mention.antecedent]


def _persons(units: Sequence[Unit], persons: Sequence[int]) -> Iterator[Pair]:
    """Surnames, first names, and names without their middle part."""
    by_part: dict[str, list[int]] = defaultdict(list)
    for i in persons:
        names = units[i].tokens
        if len(names) > 1:
            for part in {names[0], names[-1], *_tails(names)}:
                by_part[part].append(i)
    for i in persons:
        short = units[i].tokens
        fits = [
            j
            for j in by_part.get(" ".join(short), by_part.get(short[-1], ()))
            if j != i and _fits(units[i], units[j])
        ]
        long = _chosen(units, i, fits)
        if long is not None:
            yield i, long


def readings(units: Sequence[Unit]) -> Iterator[Pair]:
    """A surname that nobody bears, and the one bearer of a surname that is one letter apart from
    it, or two where it is long."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for i, unit in enumerate(units):
        if unit.kind == "person" and len(unit.tokens) > 1:
            for part in {unit.tokens[0], unit.tokens[-1]}:
                bearers[part].add(i)
    for i, unit in enumerate(units):
        name = unit.tokens[0]
        most = len(name) // _LETTERS
        if unit.kind == "person" and len(unit.tokens) == 1 and most and name not in bearers:
            near = {
                j
                for part, js in bearers.items()
                if part[0] == name[0] and OSA.distance(part, name) <= most
                for j in js
            }
            if len(near) == 1:
                yield i, near.pop()


def _tails(names: tuple[str, ...]) -> Iterator[str]:
    for i in range(1, len(names) - 1):
        yield " ".join(names[i:])


def _fits(short: Unit, long: Unit) -> bool:
    """Whether a person's shorter name can be the longer one's: an end, the beginning, or both with
    less between.
    """
    a, b = short.tokens, long.tokens
    if len(a) >= len(b):
        return False
    mark, other = (
        forms.generation(forms.tokens(short.name)),
        forms.generation(forms.tokens(long.name)),
    )
    if mark and mark != other:
        return False
    if a == b[-len(a) :] or a == b[: len(a)]:
        return True
    ends = forms.family(short.name) == forms.family(long.name)
    return len(a) > 1 and ends and a[0] == b[0] and _subsequence(a, b)


def _subsequence(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    rest = iter(b)
    return all(any(x == y or (len(x) == 1 and y.startswith(x)) for y in rest) for x in a)


def _chosen(units: Sequence[Unit], short: int, fits: Sequence[int]) -> int | None:
    """The one long name that a short one stands for.

    Of several bearers of a surname it is the one who was alone with it when the short form was
    first used.
    """
    longest = [j for j in fits if not any(k != j and _fits(units[j], units[k]) for k in fits)]
    if len(longest) > 1:
        longest = [j for j in longest if units[j].first < units[short].first]
    return longest[0] if len(longest) == 1 else None


def _acronyms(units: Sequence[Unit], others: Sequence[int]) -> Iterator[Pair]:
    """ "SDF" and the one name of the article that it can abbreviate."""
    by_initials: dict[str, list[int]] = defaultdict(list)
    for i in others:
        if len(units[i].tokens) > 1:
            for abbreviation in forms.initials(units[i].name):
                by_initials[abbreviation].append(i)
    for i in others:
        if forms.is_acronym(units[i].name):
            fits = by_initials.get("".join(units[i].tokens), [])
            if len(fits) == 1:
                yield i, fits[0]


def _parts(units: Sequence[Unit], others: Sequence[int]) -> Iterator[Pair]:
    """A name's beginning or end, in place of the whole: "the Intelligence Committee", "Halden" of
    Halden Group.
    """
    indexes = []
    for relation in (_about, _start, _end):
        index: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in others:
            for part in relation(units[i]):
                index[part].append(i)
        indexes.append(index)
    for i in others:
        if units[i].tokens != forms.tokens(units[i].name) or _is_known(units[i]):
            continue  # a legal form ends it, or the world knows it: it is a whole name
        fits_by_relation = (
            [j for j in x.get(units[i].tokens, ()) if units[j].kind == units[i].kind]
            for x in indexes
        )
        fits = next((f for f in fits_by_relation if f), [])
        if len(fits) == 1:
            yield i, fits[0]


def _is_known(short: Unit) -> bool:
    """Whether an organization's name is known for something else than the longer one it is a part
    of: a place, or a body of its own.
    """
    known = gazetteer.is_organization(short.name) or gazetteer.place(short.name) in (
        "country",
        "region",
        "city",
    )
    return known and short.kind == "organization"


def _about(long: Unit) -> Iterator[tuple[str, ...]]:
    """ "Homeland Security" of the Department of Homeland Security."""
    names = long.tokens
    if (
        long.kind == "organization"
        and len(names) > 2
        and names[1] == "of"
        and names[0] in forms.GENERIC
    ):
        yield names[3:] if names[2] == "the" else names[2:]


def _start(long: Unit) -> Iterator[tuple[str, ...]]:
    names = long.tokens
    if long.kind == "organization":
        for i in range(1, len(names)):
            yield names[:i]
    elif names[1:] == ("city",):
        if gazetteer.place(names[0]) not in ("country", "region"):
            yield names[:1]
    elif names[1:] in (("dc",), ("d", "c")) or (len(names) == 2 and names[0] in _COMPASS):
        yield names[:1]  # "Washington" of Washington, D.C., "the North" of North Kesh


def _end(long: Unit) -> Iterator[tuple[str, ...]]:
    names = long.tokens
    if names[0] not in _TELLING:
        # the family name alone only of a house that is named by initials: "Halden" of W.R. Halden
        for i in range(
            1, len(names) if len(names[0]) == 2 and long.kind == "organization" else len(names) - 1
        ):
            if names[i] not in w.ORGANIZATION_STARTS or names[i + 1 : i + 2] != (
                "of",
            ):  # Bank of Kesh, of Old Bank of Kesh
                yield names[i:]
