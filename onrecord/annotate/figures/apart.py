"""A unit that an adjective parts from its number: "231 rushing yards", "80,000 annual tons"."""

from __future__ import annotations

from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.number.units import read_unit
from onrecord.annotate.figures.syntax import Tokens
from onrecord.annotate.lexemes import Lexemes

_DIMENSIONS = frozenset(
    {"time", "length", "mass"}
)  # nouns of the others mean other things as often: "six new points"


def with_unit_apart(tokens: Tokens, lx: Lexemes, q: Quantity) -> Quantity:
    """A bare number with the unit in the plural behind its adjective, if it has one; feet are more
    often of a body.
    """
    if q.unit != "count" or q.dimension != "count" or not lx[q.stop].is_word:
        return q
    apart = tokens.after(lx[q.stop - 1].end)
    if apart is None or not (
        apart.pos_ == "ADJ" or apart.tag_ == "VBN" or apart.lower_.endswith("ing")
    ):
        return q
    unit = read_unit(lx, q.stop + 1)
    if unit is None or unit.dimension not in _DIMENSIONS or not lx[q.stop + 1].low.endswith("s"):
        return q
    return q._replace(stop=unit.stop, unit=unit.name, dimension=unit.dimension)
