"""Persons within an article: the short forms of a name and the long one.

A writer gives a name in full once and then a part of it, so inside one article a part that fits a
single long name is that name. Where two people bear it, the words beside it choose between them;
where those do not, they stay apart: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import OSA

from onrecord.lexicon import gazetteer
from onrecord.lexicon.namewords import PARTICLES
from onrecord.resolve import forms
from onrecord.resolve.page import Page, Pair
from onrecord.resolve.units import Unit

_LEAST = 5  # letters of a name that may be misspelt
_LETTERS = 4  # of a name, for each that may be wrong in it

Relation = Callable[[Unit, Unit], bool]  # whether the first is short for the second
Choice = Callable[[Unit, list[Unit]], list[Unit]]


def parts(page: Page) -> Iterator[Pair]:
    """Surnames, first names, and names without their middle part."""
    yield from _joined(page, _is_part)


def first_initials(page: Page) -> Iterator[Pair]:
    """ "T. Brandt" beside "Tomas Brandt"."""
    yield from _joined(page, _is_abbreviated)


def generations(page: Page) -> Iterator[Pair]:
    """A name without the "Jr." that the article gives to the one bearer of it."""
    yield from _joined(page, _is_unmarked)


def same_name(page: Page) -> Iterator[Pair]:
    """One name with other words beside it, unless these tell of two people: "Mr Brandt" and
    "Brandt", not "Mr Brandt" and "Mrs Brandt".
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for i in page.persons:
        groups[page.units[i].key].append(i)
    for group in groups.values():
        if len(group) > 1 and len(_bearers(page, group[0], _is_part)) < 2:
            for one in _agreeing(page.units, group):
                yield from ((i, one[0]) for i in one[1:])


def spellings(page: Page) -> Iterator[Pair]:
    """Two full names of one article that are one letter apart."""
    full = [i for i in page.persons if len(page.units[i].tokens) > 1]
    for i, j in combinations(full, 2):
        if forms.misspelt(page.units[i].tokens, page.units[j].tokens):
            yield j, i


def slips(page: Page) -> Iterator[Pair]:
    """A surname that nobody bears, and the one bearer of a surname that is one letter apart from
    it, or two where it is long.
    """
    bearers: dict[str, set[int]] = defaultdict(set)
    for i in page.persons:
        names = page.units[i].tokens
        if len(names) > 1:
            for part in {names[0], names[-1]}:
                bearers[part].add(i)
    for i in page.persons:
        name, *more = page.units[i].tokens
        most = len(name) // _LETTERS
        if len(name) >= _LEAST and not more and name not in bearers:
            near = {
                j
                for part, js in bearers.items()
                if part[0] == name[0] and OSA.distance(part, name) <= most
                for j in js
            }
            if len(near) == 1:
                yield i, near.pop()


def _joined(page: Page, fits: Relation) -> Iterator[Pair]:
    """Each shorter name and the one longer name that it is short for."""
    for i in page.persons:
        long = _chosen(page.units, i, _bearers(page, i, fits))
        if long is not None:
            yield i, long


def _bearers(page: Page, i: int, fits: Relation) -> list[int]:
    """The persons whose longer name a name can stand for; of these the longest."""
    units = page.units
    found = [j for j in page.by_part.get(units[i].tokens[-1], ()) if fits(units[i], units[j])]
    return [j for j in found if not any(_is_part(units[j], units[k]) for k in found)]


def _is_part(short: Unit, long: Unit) -> bool:
    """Whether a person's shorter name can be the longer one's: an end, the beginning, or both with
    less between.
    """
    a, b = short.tokens, long.tokens
    mark = short.generation
    if len(a) >= len(b) or (mark and mark != long.generation):
        return False
    if a == b[-len(a) :] or a == b[: len(a)] or (len(a) == 1 and a[0] in _inner(b)):
        return True
    ends = forms.family(short.name) == forms.family(long.name)
    return len(a) > 1 and ends and a[0] == b[0] and _subsequence(a, b)


def _inner(names: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a full name that can be its bearer's family name, with another behind it: "Abdo"
    of Mario Abdo Benítez.
    """
    return tuple(x for x in names[1:-1] if len(x) > 2 and x not in PARTICLES)


def _is_abbreviated(short: Unit, long: Unit) -> bool:
    """Whether the first name is the initial of the longer one's."""
    a, b = short.tokens, long.tokens
    if not 1 < len(a) <= len(b) or len(a[0]) > 1 or len(b[0]) < 2 or a[0] != b[0][0]:
        return False
    return a[-1] == b[-1] and _subsequence(a, b)


def _is_unmarked(short: Unit, long: Unit) -> bool:
    """Whether the longer name is this one with "Jr." or the like."""
    unmarked = not short.generation and bool(long.generation)
    return unmarked and short.tokens == long.tokens


def _subsequence(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    rest = iter(b)
    return all(any(x == y or (len(x) == 1 and y.startswith(x)) for y in rest) for x in a)


def _chosen(units: Sequence[Unit], i: int, bearers: Sequence[int]) -> int | None:
    """The one bearer for whom a short name stands: as the words beside it say, else the one who was
    alone with it when it was first used.
    """
    short, left = units[i], [units[j] for j in bearers]
    for choice in _CHOICES:
        left = choice(short, left)
    if len(left) > 1 and all(forms.misspelt(left[0].tokens, u.tokens) for u in left[1:]):
        left = [max(left, key=lambda u: len(u.refs))]
    if len(left) > 1:
        left = [u for u in left if u.first < short.first]
    return next(j for j in bearers if units[j] is left[0]) if len(left) == 1 else None


def _by_sex(short: Unit, bearers: list[Unit]) -> list[Unit]:
    """Those whom "Ms" or "his wife" can mean; of them the one that is known to be a woman."""
    gender = short.beside.gender
    if gender is None:
        return bearers
    known = [u for u in bearers if _gender(u) == gender]
    return known if len(known) == 1 else [u for u in bearers if _gender(u) in (gender, None)]


def _gender(unit: Unit) -> str | None:
    """Man or woman, as the text says, else as the given name has it."""
    return unit.beside.gender or gazetteer.gender_of(unit.tokens[0])


def _by_age(short: Unit, bearers: list[Unit]) -> list[Unit]:
    """Those whom "the elder" can mean: the one who is, or the other one than the younger."""
    called = short.beside.called
    if called is None:
        return bearers
    known = [u for u in bearers if _seniority(u) == called]
    return known if len(known) == 1 else [u for u in bearers if _seniority(u) in (called, None)]


def _seniority(unit: Unit) -> str | None:
    """Elder or younger, as the text calls them, as they are marked, or as kinship has it."""
    marked = {"sr": "elder", "jr": "younger"}.get(unit.generation)
    return unit.beside.called or marked or unit.beside.kin


def _by_title(short: Unit, bearers: list[Unit]) -> list[Unit]:
    """The one who has the same title."""
    same = [u for u in bearers if u.beside.titles & short.beside.titles]
    return same if len(same) == 1 else bearers


def _by_standing(short: Unit, bearers: list[Unit]) -> list[Unit]:
    """The one who is nobody's son or wife: of a family an article calls those by their first names,
    and the one whom it is about by the family name.
    """
    if short.beside.gender or short.beside.called or short.beside.titles:
        return bearers
    first = [u for u in bearers if not u.beside.relative]
    return first if len(first) == 1 else bearers


_CHOICES: tuple[Choice, ...] = (_by_sex, _by_age, _by_title, _by_standing)


def _agreeing(units: Sequence[Unit], group: Sequence[int]) -> list[list[int]]:
    """The units of one name in the parts that can be one person's."""
    sorts: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for i in group:
        sorts[units[i].beside.gender, units[i].beside.called].append(i)
    genders, ages = ({sort[n] for sort in sorts} - {None} for n in (0, 1))
    return [list(group)] if len(genders) < 2 and len(ages) < 2 else list(sorts.values())
