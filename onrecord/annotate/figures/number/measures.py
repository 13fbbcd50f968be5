"""Lexemes → quantities: amounts with their currency or unit, and ranges of two of them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.figures.number.amounts import SCALES, STARTERS
from onrecord.annotate.figures.number.currencies import MINOR, currency_before
from onrecord.annotate.figures.number.lexemes import Lexemes
from onrecord.annotate.figures.number.ranges import is_score, read_range
from onrecord.annotate.figures.number.refusals import refused
from onrecord.annotate.figures.number.sides import MINUS, Quantity, read_side, single
from onrecord.annotate.figures.number.units import Unit, read_unit

# words that no numeral holds but that a quantity may begin with: "a year", "several hundred",
# "minus 5"
_ALSO_BEGIN = frozenset("a an several few some many minus plus twice thrice us u.s.".split())
# behind "twice": so many times as much or as often as something
_MULTIPLIED = frozenset(
    """
    as the that this what its his her their our a an per daily weekly monthly yearly annually more
    """.split()
)


_APART_IN_TIME = frozenset({"earlier", "ago", "before", "later", "previously"})


def find_quantities(lx: Lexemes) -> Iterator[Quantity]:
    """Every quantity that the words alone show to be one, in order, never overlapping."""
    i = 0
    while i < len(lx):
        if not _may_begin(lx, i):
            i += 1
        elif stop := refused(lx, i):
            i = stop
        elif found := read_quantity(lx, i):
            yield found
            i = found.stop
        else:
            i += 1


def _may_begin(lx: Lexemes, i: int) -> bool:
    lexeme = lx[i]
    if lexeme.kind == "number":
        return True
    if lexeme.kind == "word":
        if lexeme.low in STARTERS or lexeme.low in _ALSO_BEGIN:
            return True
        after = lx[i + 1]
        return after.is_number or (after.text in "$=.-" and currency_before(lx, i) is not None)
    return lexeme.kind == "sign" and (
        lexeme.text in MINUS or lexeme.text == "±" or currency_before(lx, i) is not None
    )


def read_quantity(lx: Lexemes, i: int) -> Quantity | None:
    """The quantity that begins at lexeme `i`, or None."""
    one = read_side(lx, i)
    if one is None:
        return _twice(lx, i) or _a_unit(lx, i)
    if one.sign < 0 and one.unit is None and not lx[one.first].is_word:
        return None  # "COVID -19": nothing is counted below zero
    if found := read_range(lx, one):
        return found
    if is_score(lx, one):
        return None
    if (
        lx[one.stop].low == "or"
        and not one.unit
        and (other := read_side(lx, one.stop + 1))
        and other.unit
    ):
        one = one._replace(unit=other.unit, dimension=other.dimension)  # "eight or nine euros"
    found = _with_half(lx, _with_cents(lx, single(one)))
    if found.unit == "count" and lx[found.stop].low == "times" and not found.ranged:
        return found._replace(stop=found.stop + 1, dimension="times")
    return found


def _with_half(lx: Lexemes, measure: Quantity) -> Quantity:
    """ "two years and a half" as one length of time."""
    if measure.dimension != "time" or lx.lows(measure.stop, measure.stop + 3) != (
        "and",
        "a",
        "half",
    ):
        return measure
    return measure._replace(stop=measure.stop + 3, low=measure.low + 0.5, high=measure.high + 0.5)


def _with_cents(lx: Lexemes, money: Quantity) -> Quantity:
    """ "3 dollars 50 cents", "15 dollars and 50" as one sum."""
    j = money.stop + (lx[money.stop].low == "and")
    if (
        money.dimension != "money"
        or not lx[money.first].is_word | lx[money.first].is_number
        or money.low != money.high
        or money.low != int(money.low)
        or (money.digits and (lx[money.stop - 1].is_number))
    ):
        return money
    cents = read_side(lx, j)
    if (
        cents is None
        or cents.prefixed
        or not 0 < cents.amount.low < 100
        or cents.amount.kind != "number"
    ):
        return money
    if MINOR.get(cents.unit or "") == money.unit or (not cents.unit and not lx[cents.stop].is_word):
        value = money.low + cents.amount.low / 100
        return money._replace(stop=cents.stop, low=value, high=value)
    return money


def _twice(lx: Lexemes, i: int) -> Quantity | None:
    """ "twice", "thrice" as a number of times; not of a multiple: "twice as loud", "twice the
    size".
    """
    times = {"twice": 2, "thrice": 3}.get(lx[i].low)
    after = lx[i + 1].low
    if times is None or after in _MULTIPLIED or lx.joined(i + 1):
        return None
    return Quantity(i, i + 1, times, times, "count", "times")


def _a_unit(lx: Lexemes, i: int) -> Quantity | None:
    """ "more than a year", "for a decade", "a dollar": a unit whose article is its number."""
    if lx[i].low not in ("a", "an") or lx[i + 1].glued:
        return None
    unit: Unit | None = read_unit(lx, i + 1)
    if (
        unit is None
        or lx.joined(i + 1)
        or unit.name in ("percent", "point", "bit", "second", "degree", "night")
    ):
        return None
    if lx[unit.stop - 1].low.endswith("s") or lx.joined(unit.stop):
        return None
    if lx[unit.stop].low in _APART_IN_TIME and _is_compared(lx, i - 1):
        return None
    whole = Quantity(i, unit.stop, 1, 1, unit.name, unit.dimension)
    found = _with_half(lx, whole)
    return found if found != whole or _is_quantified(lx, i, unit) else None


def _is_compared(lx: Lexemes, than: int) -> bool:
    """ "a deeper fall than a year earlier", "$4 million more than a year ago"; not "she left more
    than a year ago".
    """
    if lx[than].low != "than":
        return False
    ends_figure = (
        lx[than - 2].is_number
        or lx[than - 2].low in SCALES
        or lx[than - 2].low in ("percent", "cent", "%")
    )
    return lx[than - 1].low not in ("more", "less", "longer") or ends_figure


def _is_quantified(lx: Lexemes, i: int, unit: Unit) -> bool:
    before = lx[i - 1].low
    if before in (
        "than",
        "nearly",
        "almost",
        "about",
        "around",
        "over",
        "under",
        "roughly",
        "least",
        "within",
    ):
        return not (before in ("over", "about") and unit.dimension != "time") or before in ("than",)
    return before == "for" and unit.dimension == "time" and " per " not in unit.name
