"""Which item of what was found a decision is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from onrecord.model import Correction, Problem, Span
from onrecord.read.contradictions import clash, contradiction

T = TypeVar("T")


def best(items: Sequence[T], span: Span, of: Callable[[T], Span]) -> int | None:
    """The index of the item that shares most with a span; None where none overlaps it."""
    here = [i for i, item in enumerate(items) if of(item).overlaps(span)]
    return max(here, key=lambda i: (_shared(of(items[i]), span), -i), default=None)


def _shared(one: Span, other: Span) -> float:
    """How much two spans have in common, of all that they have: 0 to 1."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start))


def clashes(of_one_item: Sequence[Correction]) -> Iterator[Problem]:
    """The contradictions between decisions that are of one item, if in other words of it."""
    for one, other in combinations(of_one_item, 2):
        if key := clash(one, other):
            yield contradiction(one, other, key)
