"""Lexemes → quantities: amounts with their currency or unit, and ranges of two of them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.annotate.figures.number.amounts import STARTERS
from onrecord.annotate.figures.number.currencies import currency_before, parts_of
from onrecord.annotate.figures.number.numerals import GLYPHS, SCALES, TENS
from onrecord.annotate.figures.number.ranges import read_range
from onrecord.annotate.figures.number.refusals import refused
from onrecord.annotate.figures.number.scores import score_at
from onrecord.annotate.figures.number.shared import with_shared_units
from onrecord.annotate.figures.number.sides import MINUS, Quantity, Side, read_side, single
from onrecord.annotate.figures.number.units import Unit, read_unit
from onrecord.annotate.lexemes import HYPHENS, Lexemes
from onrecord.lexicon import table, words

# words that no numeral holds but that a quantity may begin with: "a year", "several hundred"
_ALSO_BEGIN = frozenset("a an several few some many minus plus twice thrice us u.s.".split())
_TIMES = {"twice": 2, "thrice": 3}
# behind "twice": so many times as much or as often as something
_MULTIPLIED = words("units.multiplied")
MULTIPLYING: dict[str, float] = dict(table("numbers.multiplying"))
_OTHER_DOUBLING = words("numbers.other_doubling")
_LATER = words("numbers.later")
_NO_UNIT = words("units.no_unit")
# before "a year" they make its article a number
_QUANTIFYING = frozenset("nearly almost about around over under roughly least within".split())
_UNLESS_TIME = frozenset({"over", "about"})  # "over a barrel", "about a mile"
# before a sign these say that the number is a level and no change
_LEVELS = frozenset("at be been by from hit is of reached than to was were with".split())
_CENTS = 100
_DECADES = {
    word.removesuffix("y") + "ies": float(many) for word, many in TENS.items() if many > 10
}  # "sixties"
_PHASES = words("ages.phases")
_WHOSE = words("grammar.possessives")


def find_quantities(lx: Lexemes) -> Iterator[Quantity]:
    """Every quantity that the words alone show to be one, in order, never overlapping."""
    yield from with_shared_units(lx, _quantities(lx))


def _quantities(lx: Lexemes) -> Iterator[Quantity]:
    i = 0
    while i < len(lx):
        if not _may_begin(lx, i):
            i += 1
        elif found := _aged(lx, i):
            yield found
            i = found.stop
        elif stop := refused(lx, i) or score_at(lx, i):
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
        if lexeme.low in MULTIPLYING or lexeme.low in _DECADES:
            return True
        after = lx[i + 1]
        return after.is_number or (after.text in "$=.-" and currency_before(lx, i) is not None)
    if lexeme.kind != "sign":
        return False
    signed = lexeme.text in MINUS or lexeme.text in "±+" or lexeme.text in GLYPHS
    return signed or currency_before(lx, i) is not None


def read_quantity(lx: Lexemes, i: int) -> Quantity | None:
    """The quantity that begins at lexeme `i`, or None."""
    one = read_side(lx, i)
    if one is None:
        return _twice(lx, i) or _multiplied(lx, i) or _a_unit(lx, i)
    if one.sign < 0 and one.unit is None and not lx[one.first].is_word:
        return None  # "COVID -19": nothing is counted below zero
    if found := read_range(lx, one):
        return found
    found = _with_half(lx, _with_sign(lx, _with_cents(lx, single(_with_unit_behind_or(lx, one)))))
    if found.unit == "count" and lx[found.stop].low == "times" and not found.ranged:
        return found._replace(stop=found.stop + 1, dimension="times")
    return found


def _with_unit_behind_or(lx: Lexemes, one: Side) -> Side:
    """The first of "eight or nine euros", which no range joins."""
    if lx[one.stop].low != "or" or one.unit:
        return one
    other = read_side(lx, one.stop + 1)
    if other is None or not other.unit:
        return one
    return one._replace(unit=other.unit, dimension=other.dimension)


def _with_sign(lx: Lexemes, q: Quantity) -> Quantity:
    """A percentage whose sign says which way something went: "Arlo (−2.1 %)", not "was −2.1 %"."""
    if not q.signed:
        return q
    before = lx[q.first - 1]
    changed = q.dimension in ("percent", "points") and lx[q.first].kind == "sign"
    if not changed or (before.is_word and before.low in _LEVELS):
        return q._replace(signed="")
    return q._replace(low=abs(q.high), high=abs(q.low))


def _with_half(lx: Lexemes, measure: Quantity) -> Quantity:
    """ "two years and a half" as one length of time."""
    behind = lx.lows(measure.stop, measure.stop + 3)
    if measure.dimension != "time" or behind != ("and", "a", "half"):
        return measure
    return measure._replace(stop=measure.stop + 3, low=measure.low + 0.5, high=measure.high + 0.5)


def _with_cents(lx: Lexemes, money: Quantity) -> Quantity:
    """ "3 dollars 50 cents", "15 dollars and 50", "15 USD 50" as one sum."""
    first = lx[money.first]
    named = first.is_word or first.is_number
    if money.dimension != "money" or not named or lx[money.stop - 1].is_number:
        return money
    if money.low != money.high or money.low != int(money.low):
        return money
    cents = read_side(lx, money.stop + (lx[money.stop].low == "and"))
    if cents is None or not _are_cents(lx, cents, money.unit, behind=lx[money.stop - 1].text):
        return money
    value = money.low + cents.amount.low / _CENTS
    return money._replace(stop=cents.stop, low=value, high=value)


def _are_cents(lx: Lexemes, cents: Side, unit: str, *, behind: str) -> bool:
    """Whether a number behind a sum is so many hundredths of its unit."""
    if cents.prefixed or not 0 < cents.amount.low < _CENTS or cents.amount.kind != "number":
        return False
    if cents.unit:
        return parts_of(cents.unit) == unit
    after = lx[cents.stop]
    return not after.is_word or (behind.isupper() and not after.low.endswith("s"))


def _twice(lx: Lexemes, i: int) -> Quantity | None:
    """ "twice", "thrice" as a number of times; not of a multiple: "twice as loud", "twice the
    size".
    """
    times = _TIMES.get(lx[i].low)
    if times is None or lx[i + 1].low in _MULTIPLIED or lx.joined(i + 1):
        return None
    return Quantity(i, i + 1, times, times, "count", "times")


def _aged(lx: Lexemes, i: int) -> Quantity | None:
    """An age of many: "the over-65s", "in his late 40s", "in their sixties"."""
    many = lx[i].value if lx[i].is_number else _DECADES.get(lx[i].low)
    tail = lx[i + 1].low == "s" and lx[i + 1].glued
    if not many or many not in range(10, 100) or tail is not lx[i].is_number:
        return None
    stop = i + 1 + tail
    group = Quantity(i, stop, many, many, "year", "time", digits=tail)
    if tail and lx[i - 1].text in HYPHENS and lx[i - 2].low in ("over", "under"):
        return group
    k = i - 2 if lx[i - 1].low in _PHASES or lx[i - 1].text in HYPHENS else i - 1
    k -= lx[k].low in _PHASES
    if tail and lx[i - 1].low in ("and", "or") and lx[i - 2].low == "s":
        k = i - 4  # "in their 20s and 30s"
    if lx[k].low not in _WHOSE or lx[k - 1].low != "in" or many % 10:
        return None
    return group._replace(high=many + 9)


def _multiplied(lx: Lexemes, i: int) -> Quantity | None:
    """ "doubled", "more than tripled", "halved": what a verb multiplies by; not "doubled over"."""
    times = MULTIPLYING.get(lx[i].low)
    if times is None or lx[i + 1].low in _OTHER_DOUBLING or lx.joined(i + 1) or lx.joined(i - 1):
        return None
    return Quantity(i, i + 1, times, times, "count", "times")


def _a_unit(lx: Lexemes, i: int) -> Quantity | None:
    """ "more than a year", "for a decade", "a dollar": a unit whose article is its number."""
    if lx[i].low not in ("a", "an") or lx[i + 1].glued or lx.joined(i + 1):
        return None
    unit: Unit | None = read_unit(lx, i + 1)
    if unit is None or unit.name in _NO_UNIT or lx[unit.stop - 1].low.endswith("s"):
        return None
    compared = lx[unit.stop].low in _LATER and _is_compared(lx, i - 1)
    if lx.joined(unit.stop) or compared:
        return None
    found = Quantity(i, unit.stop, 1, 1, unit.name, unit.dimension)
    more = _with_half(lx, found)
    return more if more != found or _is_quantified(lx, i, unit) else None


def _is_compared(lx: Lexemes, than: int) -> bool:
    """ "a deeper fall than a year earlier", "$4 million more than a year ago"; not "she left more
    than a year ago".
    """
    if lx[than].low != "than":
        return False
    before = lx[than - 2]
    ends_figure = before.is_number or before.low in SCALES or before.low in ("percent", "cent", "%")
    return lx[than - 1].low not in ("more", "less", "longer") or ends_figure


def _is_quantified(lx: Lexemes, i: int, unit: Unit) -> bool:
    """Whether the word before "a" bounds what follows: "nearly a mile", "for a decade"."""
    before, timely = lx[i - 1].low, unit.dimension == "time"
    if before in _QUANTIFYING:
        return timely or before not in _UNLESS_TIME
    return before == "than" or (before == "for" and timely and " per " not in unit.name)
