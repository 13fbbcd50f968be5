"""A unit that several numbers share: "5 and 6 mg", "12, 13 and 14 metres", "6- or 9-metre"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.annotate.figures.number.currencies import currency_before
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.lexemes import HYPHENS, Lexemes, is_year
from onrecord.lexicon import words

_LATER = words("numbers.later")
_CONJUNCTIONS = frozenset({"and", "or"})
_PLACES = words("grammar.here")
_LINKS = frozenset({("and",), ("or",), (",",), (",", "and"), (",", "or"), ("to",), ("nor",)})


def with_shared_units(lx: Lexemes, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities, those in a list with a unit at its end having that unit."""
    listed: list[Quantity] = []
    before: Quantity | None = None
    for quantity in quantities:
        if before is not None and _is_parallel(lx, before, quantity):
            quantity = quantity._replace(unit=before.unit, dimension=before.dimension)
        before = quantity
        if listed and not _is_linked(lx, listed[-1], quantity):
            yield from listed
            listed = []
        listed.append(quantity)
        if not _is_bare(quantity):
            yield from _shared(lx, listed)
            listed = []
    yield from listed


def _is_parallel(lx: Lexemes, one: Quantity, two: Quantity) -> bool:
    """Whether a number has its unit from the one before, of another place."""
    gap = lx.lows(one.stop, min(two.first, one.stop + 4))
    told = bool(gap) and gap[0] in _PLACES and gap[1:] in ((",",), ("and",), (",", "and"), ("but",))
    return told and lx[two.stop].low in _PLACES and _is_bare(two) and not _is_bare(one)


def _is_bare(q: Quantity) -> bool:
    return q.unit == "count" and q.dimension == "count" and q.kind == "number"


def _is_linked(lx: Lexemes, one: Quantity, two: Quantity) -> bool:
    """Whether nothing but a comma or a conjunction stands between two numbers of a list."""
    gap = lx.lows(one.stop, min(two.first, one.stop + 4))
    if gap and gap[0] in HYPHENS and lx[one.stop].glued:  # "6- or 9-metre"
        gap = gap[1:]
    return gap in _LINKS


def _shared(lx: Lexemes, listed: Sequence[Quantity]) -> Iterator[Quantity]:
    last = listed[-1]
    shares = _is_shared(lx, last)
    for q in listed[:-1]:
        bare = _is_bare(q) and not (q.digits and is_year(lx[q.first].text))
        yield q._replace(unit=last.unit, dimension=last.dimension) if shares and bare else q
    yield last


def _is_shared(lx: Lexemes, last: Quantity) -> bool:
    """Whether the last number of a list has a unit behind it that those before it can share."""
    if last.unit in ("count", "fraction") or last.kind != "number":
        return False
    if lx[last.first - 1].low not in _CONJUNCTIONS:  # a comma alone closes no list
        return False
    if last.dimension == "time" and lx[last.stop].low in _LATER:
        return False  # "three and two years later"
    end = lx[last.stop - 1]
    return currency_before(lx, last.first) is None and not end.is_number
