"""Numbers that are a part of a date or a time of day: "June 5, 2020", "10.45pm"."""

from __future__ import annotations

from onrecord.annotate.figures.number.currencies import currency_after
from onrecord.annotate.figures.number.numerals import SCALES
from onrecord.annotate.figures.number.units import read_unit
from onrecord.annotate.lexemes import DASHES, At, Lexemes
from onrecord.annotate.rules import Rule
from onrecord.lexicon import words

_MONTHS = words("numbers.months")
_MERIDIEMS = words("numbers.meridiems")
_ZONES = words("numbers.zones")
_ERAS = words("numbers.eras")
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_QUOTES = frozenset("'’‘")
_BEFORE_MAY = words("times.before_may")


def _clock(at: At) -> int | None:
    """ "10:45", "0401 GMT"; also a ratio of two numbers, "3:1"."""
    lx, i = at
    if lx[i + 1].text == ":" and lx[i + 1].glued and lx[i + 2].glued and lx[i + 2].is_number:
        return i + 4 if lx[i + 3].low in _MERIDIEMS else i + 3
    zoned = lx[i].text.isdigit() and len(lx[i].text) in (3, 4) and lx[i + 1].text in _ZONES
    return i + 2 if zoned else None


def _hour(at: At) -> int | None:
    """ "10.45pm", "5 a.m.", "7 o'clock"; "who I am 5 am" is no time but a verb."""
    lx, i = at
    after, value = lx[i + 1], lx[i].value
    if value is None or value >= 25:
        return None
    if after.low == "o" and lx[i + 2].text in _QUOTES:
        return i + 2
    if after.low not in _MERIDIEMS:
        return None
    spaced = after.low in ("am", "pm") and not after.glued
    return None if spaced and lx[i + 2].is_word and after.text != after.low else i + 2


def _day(at: At) -> int | None:
    """The day of a month beside the month, and the year behind: "June 5, 2020", "5-7 June"."""
    lx, i = at
    if not _is_day(lx, i):
        return None
    before = i - 2 if lx[i - 1].text == "." else i - 1
    j = _other_day(lx, i)
    if lx[before].low in _MONTHS and _is_month(lx, before, lx[before - 1].low, i + 1):
        if lx[j].text == "," and _is_full_year(lx, j + 1):
            return j + 2
        return j + 1 if _is_full_year(lx, j) and read_unit(lx, j + 1) is None else j
    if lx[j].low in _MONTHS and (
        lx[j].text != "may" or lx[j + 1].is_number or lx[i - 1].low == "on"
    ):
        j = j + 2 if lx[j + 1].text == "." and lx[j + 1].glued else j + 1
        return j + 1 if _is_full_year(lx, j) else j
    return None


def _is_month(lx: Lexemes, i: int, before: str, behind: int) -> bool:
    """Whether "may" is the month before a day, not a verb."""
    return lx[i].text != "may" or before in _BEFORE_MAY or not lx[behind].is_word


def _is_day(lx: Lexemes, i: int) -> bool:
    value = lx[i].value
    if value is None or not lx[i].text.isdigit() or not 1 <= value <= 31:
        return False
    after = lx[i + 1]
    tied = after.glued and after.is_word and after.low not in _ORDINAL_ENDS
    counts = after.low in SCALES or after.low in ("percent", "per") or after.text == "%"
    return not tied and not counts and currency_after(lx, i + 1) is None


def _other_day(lx: Lexemes, i: int) -> int:
    """The lexeme behind a day, or behind the two days of a span: "5-7", "5 and 6", "5 to 7"."""
    linked = lx[i + 1].text in DASHES or lx[i + 1].low in ("to", "and", "or")
    return i + 3 if linked and _is_day(lx, i + 2) else i + 1


def _is_full_year(lx: Lexemes, i: int) -> bool:
    return lx[i].text.isdigit() and len(lx[i].text) == 4 and 1000 <= (lx[i].value or 0) <= 2200


def _era(at: At) -> int | None:
    """ "200 BC", "A.D. 40"."""
    lx, i = at
    if lx[i + 1].low in _ERAS and lx[i + 1].text != lx[i + 1].low:
        return i + 2
    return i + 1 if lx[i - 1].text in ("A.D.", "AD") and not lx[i - 1].glued else None


def _decade(at: At) -> int | None:
    """ "1990s", "the 90's"."""
    lx, i = at
    after = lx[i + 1]
    if after.glued and after.text in _QUOTES and lx[i + 2].low == "s" and lx[i + 2].glued:
        return i + 3
    return i + 2 if after.glued and after.low == "s" and len(lx[i].text) >= 2 else None


DATED: tuple[Rule[At, int], ...] = (
    Rule("clock", _clock),
    Rule("hour", _hour),
    Rule("day", _day),
    Rule("era", _era),
    Rule("decade", _decade),
)
