"""The words around a number that bound or blur it: about, at least, up to; "or more" behind it."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.number.amounts import read_amount
from onrecord.annotate.figures.number.currencies import currency_before
from onrecord.annotate.figures.number.numerals import ROUNDED
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.number.units import read_unit
from onrecord.annotate.lexemes import Lexemes
from onrecord.lexicon import table, words
from onrecord.model import Bound

_BEFORE: dict[tuple[str, ...], Bound] = {
    tuple(phrase.split()): bound for phrase, bound in table("modifiers.before").items()
}
_BEHIND: dict[tuple[str, ...], Bound] = {
    tuple(phrase.split()): bound for phrase, bound in table("modifiers.behind").items()
}
_WORDS = frozenset(word for phrase in _BEFORE for word in phrase)
_LONGEST = max(map(len, _BEFORE))
_COMPARATIVES = words("modifiers.comparatives")
_BETWEEN = words("modifiers.between")
_GOES_UP = words("modifiers.goes_up")
_CONCERNED = words("modifiers.concerned")
_LASTING = words("modifiers.lasting")
_AROUND = frozenset((word,) for word in words("modifiers.around"))
_TURNING = words("modifiers.turning")


class Bounded(NamedTuple):
    """How a number stands to what is meant, and the lexemes that say it, `last` included."""

    bound: Bound
    first: int
    last: int


def bounded(lx: Lexemes, q: Quantity) -> Bounded | None:
    """What bounds a quantity: words before it, else behind it, else before its second number."""
    found = _before(lx, q.first) if q.opening != "from" else None
    found = found or _behind(lx, q)
    if found is None and q.softened is not None:
        i = q.softened
        while lx[i].low in _WORDS:
            i += 1
        found = _before(lx, i)
    return found


def _before(lx: Lexemes, number: int) -> Bounded | None:
    """The modifier that ends before a lexeme, an article or the like between."""
    for gap in range(4):
        end = number - gap
        if gap and lx[end].low not in _BETWEEN:
            return None
        if lx[end - 1].text == "-" and lx[end - 1].glued:  # "sub-7"
            end -= 1
        for size in range(_LONGEST, 0, -1):
            phrase = lx.lows(end - size, end)
            if phrase in _BEFORE and not _is_else(lx, end - size, phrase, number):
                return Bounded(_BEFORE[phrase], end - size, end - 1)
        compared = lx[end - 1].low == "than" and lx[end - 2].low in _COMPARATIVES
        if compared and not _is_difference(lx, end - 2, number):
            return Bounded(">", end - 2, end - 1)
    return None


def _is_else(lx: Lexemes, i: int, phrase: tuple[str, ...], number: int) -> bool:
    """A modifier's words that are none here: "over the past 8 weeks", "turned around twice"."""
    between, before = lx.lows(i + len(phrase), number), lx[i - 1].low
    if phrase[-1] == "than":
        return _is_difference(lx, i, number)
    if phrase == ("up", "to"):
        return before in _GOES_UP or is_change_verb(before)
    if phrase in _AROUND and "the" in between:
        return True
    if phrase == ("around",):
        return _is_turned(before)
    if phrase == ("about",):
        return before in _CONCERNED
    if phrase == ("over",):
        return lx[number].kind != "break" and _is_period(lx, i, number)
    return phrase == ("some",) and bool(between)


def _is_difference(lx: Lexemes, i: int, number: int) -> bool:
    """Whether "than" compares with a number that is known: "11 cents better than the $1.03"."""
    if "the" in lx.lows(i, number):
        return True
    unit = read_unit(lx, i - 1)
    measured = unit is not None and unit.stop == i and (lx[i - 2].is_number or lx[i - 2].is_word)
    return lx[i - 1].is_number or (measured and _ends_amount(lx, i - 1))


def _ends_amount(lx: Lexemes, i: int) -> bool:
    """Whether an amount ends before lexeme `i`."""
    return any((found := read_amount(lx, k)) and found.stop == i for k in range(i - 3, i))


def _is_turned(word: str) -> bool:
    """Whether "around" behind a verb says where to: "was turned around twice"."""
    return word in _TURNING or (word.endswith(("ned", "led", "ked")) and word != "planned")


def _is_period(lx: Lexemes, over: int, number: int) -> bool:
    """Whether "over" says during what time: "a rise over two years", as against "lasted over two
    years" and "her over three hour speech".
    """
    if lx.joined(over + 1):
        return False  # "the over-65s"
    one = lx[number].low in ("a", "an")
    amount = read_amount(lx, number)
    start = number + 1 if one else amount.stop if amount is not None else None
    unit = read_unit(lx, start) if start is not None else None
    if unit is None or unit.dimension != "time":
        return False
    if not one and not lx[unit.stop - 1].low.endswith("s"):
        return False
    return lx[over - 1].low not in _LASTING


def _behind(lx: Lexemes, q: Quantity) -> Bounded | None:
    """The modifier behind a quantity, or behind the word that it counts: "500 people or more"."""
    for k in range(q.first + 1, q.stop):
        if lx[k].low in ROUNDED:  # "700-plus billion"
            return Bounded("≥" if lx[k].low == "plus" else "≈", k, k)
    for start in (q.stop, q.stop + 1) if lx[q.stop].is_word else (q.stop,):
        for size in (3, 2, 1) if start == q.stop else (3, 2):
            bound = _BEHIND.get(lx.lows(start, start + size))
            if bound is not None and not _begins_number(lx, start + size):
                return Bounded(bound, start, start + size - 1)
    return None


def _begins_number(lx: Lexemes, i: int) -> bool:
    """Whether words behind a number belong to the next: "12 men and over 30 boats"."""
    return lx[i].is_number or read_amount(lx, i) is not None or currency_before(lx, i) is not None
