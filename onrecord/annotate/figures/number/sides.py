"""Lexemes → a number with its sign, its currency or its unit: a quantity, or an end of a range."""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.annotate.figures.number.amounts import read_amount
from onrecord.annotate.figures.number.currencies import Money, currency_after, currency_before
from onrecord.annotate.figures.number.numerals import SCALES, whole
from onrecord.annotate.figures.number.parts import Amount, AmountKind
from onrecord.annotate.figures.number.unit_names import Dimension
from onrecord.annotate.figures.number.units import Unit, read_unit, with_rate
from onrecord.annotate.lexemes import Lexemes, is_year
from onrecord.lexicon import words

Opening = Literal["", "from", "between"]

MINUS = frozenset("-−–")
_PLUS = frozenset("+±")
_OPENED = frozenset("($£€[")
_AFTER_METERS = words("units.behind_meters")
_LETTERS = {"m": 10**6, "M": 10**6, "mm": 10**6, "MM": 10**6, "t": 10**12, "T": 10**12}
_HEAVIEST = 10**6  # nobody weighs that many pounds
_BELOW_ZERO = (("below", "zero"), ("below", "freezing"))


class Quantity(NamedTuple):
    """Lexemes `first` to `stop` (exclusive): an amount, or a range of two, with its unit."""

    first: int
    stop: int
    low: float
    high: float
    unit: str = "count"  # also "fraction", "percent", a currency, a unit: see docs/data.md
    dimension: Dimension = "count"
    kind: AmountKind = "number"
    digits: bool = False  # written in digits
    opening: Opening = ""  # of a range: the word that opens it
    falling: bool = False  # a range whose first number is the greater one
    ends: tuple[int, int] | None = None  # of a range: where its first number ends, its other begins
    begun: int | None = None  # of a level that something moved to: where the one before it begins
    softened: int | None = None  # of a range: where the modifier of its second number begins
    about: bool = False  # the number itself says that it is not exact: "a couple of hundred"
    signed: Literal["", "+", "-"] = ""  # the sign before it, which may say what way something went

    @property
    def ranged(self) -> bool:
        return self.low != self.high and self.kind == "number"


class Side(NamedTuple):
    """One number with its unit: a quantity, or an end of a range."""

    first: int
    stop: int
    amount: Amount
    sign: int
    unit: str | None
    dimension: Dimension
    prefixed: bool = False  # the currency stands before the number
    plus: bool = False  # a plus stands before it


def read_side(lx: Lexemes, i: int) -> Side | None:
    """One number with its sign, currency and unit."""
    sign, j = _sign(lx, i)
    plus = j > i and lx[i].text == "+"
    before = currency_before(lx, j)
    if before:
        more, j = _sign(lx, before.stop)
        sign = min(sign, more)
    amount = read_amount(lx, j)
    if amount is None or (amount.kind != "number" and before):
        return None
    side = _prefixed(lx, i, before, amount) if before else _with_unit(lx, i, amount)
    if side.sign < 0:
        sign = -1  # "20 degrees below zero"
    return side._replace(sign=sign, plus=plus)


def _prefixed(lx: Lexemes, i: int, money: Money, amount: Amount) -> Side:
    """A sum behind the sign of its currency, with what else names that: "$75 U.S.", "$50 CAD"."""
    amount = _times(_millions(lx, amount), money.times)
    code, stop = money.code, amount.stop
    again = currency_after(lx, stop) if lx[stop].is_word else None
    if lx[stop].low in ("u.s.", "cdn", "dollar", "dollars") and code.endswith("D"):
        stop += 1
    elif again and code == "USD" and again.code.endswith("D"):
        code, stop = again.code, again.stop
    rated = with_rate(lx, code, "other", stop)
    return Side(i, rated.stop, amount, 1, rated.name, "money", prefixed=True)


def _times(amount: Amount, scale: int, stop: int | None = None) -> Amount:
    """The amount so many times, up to lexeme `stop`."""
    if scale == 1:
        return amount
    low, high = whole(amount.low * scale), whole(amount.high * scale)
    return amount._replace(low=low, high=high, scale=scale, stop=stop or amount.stop)


def _with_unit(lx: Lexemes, i: int, amount: Amount) -> Side:
    """A number with what stands behind it."""
    if amount.digits and lx[amount.stop].text in _LETTERS and _is_million(lx, amount.stop):
        amount = _millions(lx, amount)
    j = _unit_begins(lx, amount)
    if money := currency_after(lx, j):
        amount, end = _scaled_behind(lx, _times(amount, money.times), money.stop)
        rated = with_rate(lx, money.code, "other", end)
        return Side(i, rated.stop, amount, 1, rated.name, "money")
    if lx[j].low == "pounds" and amount.scale >= _HEAVIEST and lx[j + 1].low != "of":
        return Side(i, j + 1, amount, 1, "GBP", "money")
    sign, unit = _below_zero(lx, read_unit(lx, j))
    if unit is None and lx[j].low == "per":
        unit = with_rate(lx, "count", "count", j)
    if unit is not None and unit.dimension == "time" and _is_day_of_year(lx, amount, j):
        unit = None
    if unit is None or (unit.dimension == "percent" and not _is_of_percent(amount)):
        return Side(i, amount.stop, amount, 1, None, "count")
    if amount.kind == "fraction" and unit.dimension == "percent":
        amount = amount._replace(kind="number")
    return Side(i, unit.stop, amount, sign, unit.name, unit.dimension)


def _is_day_of_year(lx: Lexemes, amount: Amount, i: int) -> bool:
    """Whether a year stands before a unit of time: "the World Cup 2018 day five"."""
    year = amount.stop - amount.first == 1 and is_year(lx[amount.first].text)
    return year and not lx.joined(amount.stop) and not lx[i].low.endswith("s")


def _is_of_percent(amount: Amount) -> bool:
    """Whether an amount can be so many percent: "½ per cent", but not "one in five percent"."""
    return amount.kind != "fraction" or amount.stop - amount.first < 3


def _unit_begins(lx: Lexemes, amount: Amount) -> int:
    """The lexeme where the unit behind an amount would begin: behind a hyphen, "of", an article."""
    at = amount.stop
    if lx[at].text == "]" and lx[amount.first - 1].text == "[":  # "[Ten] years ago"
        at += 1
    j = at + 1 if lx.joined(at) else at
    part = amount.kind == "fraction"
    article = lx[j].low in ("a", "an")
    of_whole = amount.kind != "number" or amount.scale > 1 or amount.about
    if lx[j].low == "of" and of_whole:  # "millions of dollars", "half of a mile"
        return j + 1 + (part and lx[j + 1].low in ("a", "an"))
    if lx[j].text in "{<[(" and lx[j + 2].text in "}>])" and read_unit(lx, j + 1):
        return j + 1 if lx[j].text in "{<" else j  # "20 {kg}"
    return j + 1 if part and article else j  # "half an hour"


def _scaled_behind(lx: Lexemes, amount: Amount, i: int) -> tuple[Amount, int]:
    """The amount with the magnitude that a wire writes behind the currency: "75 USD million"."""
    scale = SCALES.get(lx[i].low)
    if scale is None or amount.scale > 1 or not lx[i - 1].text.isupper():
        return amount, i
    return _times(amount, scale), i + 1


def _below_zero(lx: Lexemes, unit: Unit | None) -> tuple[int, Unit | None]:
    """The sign and the unit of degrees that may be below zero."""
    if unit is None or not unit.name.startswith("degree"):
        return 1, unit
    if lx.lows(unit.stop, unit.stop + 2) not in _BELOW_ZERO:
        return 1, unit
    scale = read_unit(lx, unit.stop + 2)
    told = scale is not None and "degree" in scale.name
    return -1, scale if told else unit._replace(stop=unit.stop + 2)


def _sign(lx: Lexemes, i: int) -> tuple[int, int]:
    """-1 behind a minus, else 1, and what comes next: "-5 yards", "minus-130 degrees", "+0.4%"."""
    if lx[i].low == "minus":
        return -1, i + (2 if lx.joined(i + 1) else 1)
    if lx[i].text == "±":
        return 1, i + 1
    if lx.lows(i, i + 3) == ("plus", "or", "minus"):  # a width, which has no sign
        return 1, i + 3
    opens = not lx[i].glued or lx[i - 1].text in _OPENED
    if lx[i].text == "+" and opens and lx[i + 1].glued and lx[i + 1].is_number:
        return 1, i + 1
    if lx[i].text not in MINUS:
        return 1, i
    if opens and lx[i + 1].glued:
        signed = lx[i + 1].is_number or currency_before(lx, i + 1) is not None
        return (-1, i + 1) if signed else (1, i)
    return _spaced_minus(lx, i)


def _spaced_minus(lx: Lexemes, i: int) -> tuple[int, int]:
    """The sign of "- 20 degrees" in spaced-out text."""
    if lx[i].text != "-" or lx[i].glued or lx[i - 1].is_number or not lx[i + 1].is_number:
        return 1, i
    unit = read_unit(lx, i + 2)
    return (-1, i + 1) if unit and unit.name.startswith("degree") else (1, i)


def _millions(lx: Lexemes, amount: Amount) -> Amount:
    """The amount with a glued "m" or "t" behind it read as a magnitude, as money has it."""
    suffix = lx[amount.stop]
    scale = _LETTERS.get(suffix.text)
    if scale is None or not suffix.glued or not amount.digits or amount.scale > 1:
        return amount
    return _times(amount, scale, amount.stop + 1)


def _is_million(lx: Lexemes, i: int) -> bool:
    """Whether the glued "m" at lexeme `i` is a million, not a meter: "35m of its devices"."""
    after = lx[i + 1]
    if not lx[i].glued or lx[i].low != "m":
        return False
    counts = after.is_word and not after.glued and after.low not in _AFTER_METERS
    return lx[i].text == "M" or counts or currency_after(lx, i + 1) is not None


def single(one: Side) -> Quantity:
    """A quantity of one number."""
    amount = one.amount
    low, high = sorted((one.sign * amount.low, one.sign * amount.high))
    found = Quantity(one.first, one.stop, low, high, kind=amount.kind, digits=amount.digits)
    signed: Literal["", "+", "-"] = "-" if one.sign < 0 else "+" if one.plus else ""
    found = found._replace(about=amount.about, signed=signed)
    if one.unit:
        return found._replace(unit=one.unit, dimension=one.dimension)
    if amount.kind == "fraction":
        return found._replace(unit="fraction", dimension="fraction")
    return found
