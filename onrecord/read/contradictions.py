"""Corrections that cannot both be true: every such pair stops the build, with both lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import combinations

from onrecord.model import ComparedAs, Correction, FactsAs, Problem, Span

_COMMON = {f.name for f in fields(Correction)} - {"gone"}

Place = tuple[str, Span]


def contradictions(found: Sequence[Correction]) -> Iterator[Problem]:
    """The contradictions among the corrections of one file, in its order."""
    groups: dict[tuple[str, type], list[Correction]] = {}
    for c in found:
        if not isinstance(c, ComparedAs):
            groups.setdefault((c.article, type(c)), []).append(c)
    for group in groups.values():
        group.sort(key=lambda c: (c.span, c.ruling.line))
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                if other.span.start >= one.span.end and not isinstance(one, FactsAs):
                    break
                if key := clash(one, other):
                    yield contradiction(one, other, key)
    yield from _compared([c for c in found if isinstance(c, ComparedAs)])


def clash(one: Correction, other: Correction) -> str:
    """The field in which two corrections of one item contradict each other; "" where none does."""
    if one.gone or other.gone:
        return "" if one.gone == other.gone else "gone"
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if field.name not in _COMMON and a not in (None, (), b) and b not in (None, ()):
            return field.name
    return ""


def contradiction(one: Correction, other: Correction, key: str) -> Problem:
    """What is said of two corrections that differ in a field."""
    first, second = sorted((one.ruling, other.ruling), key=lambda r: r.line)
    words = other.words or "the facts"
    what = "no such thing" if key == "gone" else f"another “{key.replace('_', ' ')}”"
    said = f"“{words}” is {what} by line {first.line}, and here the contrary"
    return Problem(said, "keep one of the two", second.file, second.line)


def _compared(found: Sequence[ComparedAs]) -> Iterator[Problem]:
    """Figures that are different by one line, and the same by a chain of others."""
    root: dict[Place, Place] = {}
    by: dict[Place, ComparedAs] = {}

    def find(place: Place) -> Place:
        while root.setdefault(place, place) != place:
            place = root[place]
        return place

    for c in found:
        if not c.gone:
            here = places_of(c)
            for place in here:
                by.setdefault(place, c)
                root[find(place)] = find(here[0])
    for c in found:
        if c.gone:
            for one, other in combinations(places_of(c), 2):
                if one in root and other in root and find(one) == find(other):
                    yield contradiction(by[one], c, "gone")
                    break


def places_of(compared: ComparedAs) -> list[Place]:
    """Where the figures of a comparison stand."""
    return [(c.article, c.span) for c in (compared, *compared.others)]
