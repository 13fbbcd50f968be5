"""The number that some words of a text are, by the words alone: for figures that only an editor
sees.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.annotate.figures.number.measures import find_quantities
from onrecord.annotate.lexemes import lex
from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Read:
    """A number with its unit, and where it stands."""

    span: Span
    low: float
    high: float
    unit: str


def read_quantity(text: str, span: Span) -> Read | None:
    """The first number in a stretch of a text; None where none can be read there."""
    lx = lex(span.of(text))
    for q in find_quantities(lx):
        here = Span(span.start + lx[q.first].start, span.start + lx[q.stop - 1].end)
        return Read(here, float(q.low), float(q.high), q.unit)
    return None
