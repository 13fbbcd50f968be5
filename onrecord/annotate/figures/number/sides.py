"""Lexemes → a number with its sign, its currency or its unit: a quantity, or an end of a range."""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.annotate.figures.number.amounts import Amount, AmountKind, read_amount
from onrecord.annotate.figures.number.currencies import currency_after, currency_before
from onrecord.annotate.figures.number.lexemes import Lexemes
from onrecord.annotate.figures.number.units import Dimension, read_unit, with_rate

Opening = Literal["", "from", "between"]

MINUS = frozenset("-−–")
_MILLIONS = ("m", "M", "mn")
# words behind "100m" that leave it a distance
_AFTER_METERS = frozenset(
    """
    tall long wide high deep away from above below north south east west off behind to and or in at for by on
    with race sprint dash hurdles freestyle final finals relay title butterfly backstroke breaststroke medley
    runner swimmer champion record x is was
    """.split()
)


class Quantity(NamedTuple):
    """Lexemes `first` to `stop` (exclusive): an amount, or a range of two, with its unit."""

    first: int
    stop: int
    low: float
    high: float
    unit: str = (
        "count"  # see ANNOTATIONS: also "fraction", "percent", a currency, a unit of measure
    )
    dimension: Dimension = "count"
    kind: AmountKind = "number"
    digits: bool = False  # written in digits
    opening: Opening = ""  # of a range: the word that opens it
    falling: bool = False  # a range whose first number is the greater one
    softened: int | None = None  # of a range: where the modifier of its second number begins

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


def read_side(lx: Lexemes, i: int) -> Side | None:
    """One number with its sign, currency and unit."""
    sign, j = _sign(lx, i)
    before = currency_before(lx, j)
    if before:
        more, j = _sign(lx, before[1])
        sign = min(sign, more)
    amount = read_amount(lx, j)
    if amount is None or (amount.kind != "number" and before):
        return None
    if before:
        amount = _millions(lx, amount)
        code, stop = before[0], amount.stop
        if lx[stop].low in ("us", "u.s.", "usd", "cdn") or lx[stop].low in (
            "dollar",
            "dollars",
        ):  # "$75 U.S."
            stop += lx[stop].text != "us"
        money = with_rate(lx, code, "other", stop)
        return Side(i, money.stop, amount, sign, money.name, "money", prefixed=True)
    return _with_unit(lx, i, amount, sign)


def _with_unit(lx: Lexemes, i: int, amount: Amount, sign: int) -> Side:
    """A number with what stands behind it."""
    at = amount.stop
    if lx[at].text in _MILLIONS and lx[at].glued and amount.digits and _is_million(lx, at):
        amount = _millions(lx, amount)
        at = amount.stop
    linked = lx.joined(at)
    j = at + 1 if linked else at
    if (lx[j].low == "of" and amount.kind in ("vague", "fraction")) or (
        amount.scale > 1 and lx[j].low == "of"
    ):
        j += 1 + (
            lx[j + 1].low in ("a", "an") and amount.kind == "fraction"
        )  # "millions of dollars", "half of a mile"
    elif amount.kind == "fraction" and lx[j].low in ("a", "an"):  # "half an hour"
        j += 1
    if money := currency_after(lx, j):
        rated = with_rate(lx, money[0], "other", money[1])
        return Side(i, rated.stop, amount, sign, rated.name, "money")
    if (
        lx[j].low == "pounds" and amount.scale >= 10**6 and lx[j + 1].low != "of"
    ):  # nobody weighs that much
        return Side(i, j + 1, amount, sign, "GBP", "money")
    unit = read_unit(lx, j)
    if (
        unit
        and unit.name.startswith("degree")
        and lx.lows(unit.stop, unit.stop + 2) == ("below", "zero")
    ):
        scale = read_unit(lx, unit.stop + 2)
        sign, unit = (
            -1,
            scale if scale and "degree" in scale.name else unit._replace(stop=unit.stop + 2),
        )
    if unit is None and lx[j].low == "per":
        unit = with_rate(lx, "count", "count", j)
    if unit and not (amount.kind == "fraction" and unit.dimension == "percent"):
        return Side(i, unit.stop, amount, sign, unit.name, unit.dimension)
    return Side(i, amount.stop, amount, sign, None, "count")


def _sign(lx: Lexemes, i: int) -> tuple[int, int]:
    """-1 behind a minus, else 1, and what comes next: "-5 yards", "minus-130 degrees"."""
    if lx[i].text in MINUS and lx[i + 1].glued and (not lx[i].glued or lx[i - 1].text in "($£€"):
        return (-1, i + 1) if lx[i + 1].is_number or currency_before(lx, i + 1) else (1, i)
    if (
        lx[i].text == "-" and not lx[i].glued and not lx[i - 1].is_number and lx[i + 1].is_number
    ):  # "- 20 degrees"
        unit = read_unit(lx, i + 2)
        return (-1, i + 1) if unit and unit.name.startswith("degree") else (1, i)
    if lx[i].text == "±" or lx.lows(i, i + 3) == (
        "plus",
        "or",
        "minus",
    ):  # a width, which has no sign
        return 1, i + (1 if lx[i].text == "±" else 3)
    if lx[i].low == "minus":
        return -1, i + (2 if lx.joined(i + 1) else 1)
    return 1, i


def _millions(lx: Lexemes, amount: Amount) -> Amount:
    """The amount with a glued "m" or "t" behind it read as a magnitude, as money has it."""
    suffix = lx[amount.stop]
    scale = {"m": 10**6, "M": 10**6, "t": 10**12}.get(suffix.text)
    if scale is None or not suffix.glued or not amount.digits or amount.scale > 1:
        return amount
    return amount._replace(
        stop=amount.stop + 1, scale=scale, low=amount.low * scale, high=amount.high * scale
    )


def _is_million(lx: Lexemes, i: int) -> bool:
    """Whether the "m" at lexeme `i` is a million rather than a meter: "35m of its devices", "4.3M
    sales".
    """
    after = lx[i + 1]
    if lx[i].text == "M":
        return True
    return (after.is_word and not after.glued and after.low not in _AFTER_METERS) or currency_after(
        lx, i + 1
    ) is not None


def single(one: Side) -> Quantity:
    amount = one.amount
    low, high = one.sign * amount.low, one.sign * amount.high
    found = Quantity(
        one.first, one.stop, min(low, high), max(low, high), kind=amount.kind, digits=amount.digits
    )
    if one.unit:
        return found._replace(unit=one.unit, dimension=one.dimension)
    return (
        found._replace(unit="fraction", dimension="fraction")
        if amount.kind == "fraction"
        else found
    )
