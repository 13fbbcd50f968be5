"""Lexemes → parts of a whole: "two-thirds", "a fifth", "half", "½", "one in five"."""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.annotate.figures.number.numerals import (
    GLYPHS,
    MAGNITUDES,
    ONES,
    PARTS,
    read_numeral,
    read_written_fraction,
)
from onrecord.annotate.lexemes import At, Lexemes
from onrecord.annotate.rules import Rule
from onrecord.lexicon import words

AmountKind = Literal["number", "vague", "fraction"]

_COMPARED = words("numbers.compared")
_BEHIND_PART = words("numbers.behind_part")
_BEFORE_PART = words("numbers.before_part")
_BEFORE_HALF = words("numbers.before_half")
_ORDINAL_BEFORE_HALF = words("numbers.ordinal_before_half")
_QUANTIFIED = words("numbers.quantified")
_TIMES = words("numbers.times_of_ratio")
_POINTS = words("numbers.points")
_OPENING = frozenset("(“\"'‘[$£€")
_CLOSING = frozenset(".,;:)?!”\"'’]")
_ROUND_WHOLES = frozenset({20, 25, 30, 40, 50, 100, 200, 250, 500, *(10**n for n in range(3, 10))})
_SMALL_WHOLE = 12  # up to here any number can be the whole of "one in five"
DETERMINERS = words("numbers.determiners")


class Amount(NamedTuple):
    """Lexemes `first` to `stop` (exclusive) read as a number between `low` and `high`."""

    first: int
    stop: int
    low: float
    high: float
    kind: AmountKind = "number"
    scale: float = 1  # the magnitude named with it: a million
    digits: bool = False  # written in digits, not in words
    about: bool = False  # the words say that it is not exact: "a couple of hundred"


def _part_of_point(at: At) -> Amount | None:
    """ "a quarter-point rise", "a half per cent": a part of one, and no fraction of anything."""
    lx, i = at
    j = i + 1 if lx[i].low in ("a", "one") else i
    part = PARTS.get(lx[j].low, 0)
    behind = j + 2 if lx.joined(j + 1) else j + 1
    if part not in (2, 4) or lx[behind].low not in _POINTS or lx[j].low.endswith("s"):
        return None
    return Amount(i, j + 1, 1 / part, 1 / part)


def _ratio(at: At) -> Amount | None:
    """ "one in five", "three out of four", "9 out of every 10"; not "two in 2018"."""
    lx, i = at
    many = lx[i].value if lx[i].is_number else ONES.get(lx[i].low)
    if not many or many != int(many) or (lx[i].glued and lx[i - 1].text not in _OPENING):
        return None
    j = _whole_of_ratio(lx, i + 1, single=many == 1)
    if j is None:
        return None
    of = read_numeral(lx, j + (lx[j].low == "every"))
    if (
        of is None
        or of.value <= many
        or (of.value > _SMALL_WHOLE and of.value not in _ROUND_WHOLES)
    ):
        return None
    after = lx[of.stop]
    if after.glued and after.text not in _CLOSING:
        return None
    if after.low in _TIMES or (lx[j - 1].low == "in" and after.text == "%"):
        return None  # "two in ten games"
    return Amount(i, of.stop, many / of.value, many / of.value, "fraction")


def _whole_of_ratio(lx: Lexemes, i: int, *, single: bool) -> int | None:
    """Where the whole of a ratio begins, whose first number ends before lexeme `i`."""
    if lx.lows(i, i + 2) == ("out", "of"):
        return i + 2
    if lx[i].low == "in" or lx.lows(i, i + 2) == ("of", "every"):
        return i + 1
    if lx.joined(i) and lx[i + 1].low == "in" and lx.joined(i + 2):  # "a one-in-five chance"
        return i + 3
    if single and lx[i].is_word and lx[i + 1].low == "in" and _ends_ratio(lx, i + 2):
        return i + 2  # "one child in five"
    return None


def _ends_ratio(lx: Lexemes, i: int) -> bool:
    """Whether nothing is counted behind the number at `i`: not "one man in two cars"."""
    of = read_numeral(lx, i)
    return of is not None and (not lx[of.stop].is_word or lx[of.stop].low in _BEHIND_PART)


def _written_fraction(at: At) -> Amount | None:
    """ "1/4", "½"."""
    lx, i = at
    tied = lx[i].glued and lx[i - 1].text not in _OPENING
    if part := read_written_fraction(lx, i):
        return None if tied else Amount(i, i + 3, part, part, "fraction")
    part = GLYPHS.get(lx[i].text)
    if part is None or tied or lx[i + 1].low in MAGNITUDES or lx[i + 1].low in ("m", "bn"):
        return None
    return Amount(i, i + 1, part, part, "fraction")


def _parts(at: At) -> Amount | None:
    """ "two-thirds", "one-fifth"; not "three quarters running", which are of a year."""
    lx, i = at
    many = ONES.get(lx[i].low, 0)
    tied = lx.joined(i + 1)
    j = i + 2 if tied else i + 1
    under = PARTS.get(lx[j].low, 0)
    if not 0 < many < under or many > 9 or (many == 1) == lx[j].low.endswith("s"):
        return None
    if under in (2, 4) and not tied and lx[j].low[0] in "hq" and not _is_partitive(lx, j + 1):
        return None
    return Amount(i, j + 1, many / under, many / under, "fraction")


def _one_part(at: At) -> Amount | None:
    """ "a third of", "by a fifth", "a third lower", "nearly a quarter"; not "a third man"."""
    lx, i = at
    under = PARTS.get(lx[i + 1].low, 0)
    if lx[i].low != "a" or lx.joined(i + 1) or under < 2 or lx[i + 1].low.endswith("s"):
        return None
    before, after = lx[i - 1].low, lx[i + 2]
    ends = not after.is_word or after.low in _BEHIND_PART
    fits = (
        _is_partitive(lx, i + 2)
        or (after.low in _COMPARED and under < 20)
        or (before == "between" and after.low == "and")
        or (before in _BEFORE_PART and ends)
        or (under == 2 and before in _BEFORE_HALF)
    )
    return Amount(i, i + 2, 1 / under, 1 / under, "fraction") if fits else None


def _half(at: At) -> Amount | None:
    """ "half the shops", "by half"; not of a match or a year, not "half-brother"."""
    lx, i = at
    before, after = lx[i - 1], lx[i + 1]
    tied = lx.joined(i - 1) or lx.joined(i + 1)
    if lx[i].low != "half" or tied or before.low in _ORDINAL_BEFORE_HALF or before.is_number:
        return None
    whole_behind = after.low in DETERMINERS or after.low in ("hour", "day", "mile", "turn")
    if whole_behind or before.low in _BEFORE_HALF or _is_halved(lx, i):
        return Amount(i, i + 1, 0.5, 0.5, "fraction")
    return None


def _is_halved(lx: Lexemes, i: int) -> bool:
    """Whether "half" is by how much: "cut the toll in half"."""
    return lx[i - 1].low == "in" and "cut" in lx.lows(i - 6, i - 1)


def _is_partitive(lx: Lexemes, i: int) -> bool:
    """Whether what follows can only follow a part: "of the men", "as many"."""
    if lx[i].low == "of":
        return lx[i + 1].low != "an"
    return lx[i].low == "as" and lx[i + 1].low in _QUANTIFIED


RULES: tuple[Rule[At, Amount], ...] = (
    Rule("part of a point", _part_of_point),
    Rule("ratio", _ratio),
    Rule("written fraction", _written_fraction),
    Rule("parts", _parts),
    Rule("one part", _one_part),
    Rule("half", _half),
)
