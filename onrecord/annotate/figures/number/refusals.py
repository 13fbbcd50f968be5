"""Numbers that the words themselves show to be no figure: dates, clock times, ordinals,
identifiers.
"""

from __future__ import annotations

from onrecord.annotate.figures.number.amounts import DENOMINATORS, SHORT_SCALES
from onrecord.annotate.figures.number.currencies import currency_after, currency_before
from onrecord.annotate.figures.number.lexemes import DASHES, Lexemes
from onrecord.annotate.figures.number.units import read_unit

MONTHS = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec
    """.split()
)
_MERIDIEMS = frozenset({"am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "o’clock", "oclock"})
_ZONES = frozenset({"GMT", "UTC", "EST", "EDT", "ET", "CET", "CEST", "BST", "PST", "PDT", "PT", "CST", "CDT", "MST",
                    "IST", "JST", "HRS"})  # fmt: skip
_ERAS = frozenset({"bc", "ad", "bce", "ce", "b.c.", "a.d.", "b.c.e.", "c.e."})
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
# before a hyphen and a number these are words of their own: "sub-7 nanometer", "now-18"; others
# make a name: "COVID-19"
_APART = frozenset(
    """
    sub minus plus now then to and nearly about almost over under from between some an a
    """.split()
)


def refused(lx: Lexemes, i: int, *, inside: bool = False) -> int:
    """The lexeme behind something at `i` that is no figure, or 0; `inside` leaves out what looks at
    the word before.
    """
    if not lx[i].is_number:
        return 0
    if lx[i].opens and lx[i + 1].text in ".)" and lx[i + 1].glued and not lx[i + 2].glued:
        return i + 2  # "2. Indonesia" in a list
    return (
        (0 if inside else _identifier_tail(lx, i))
        or _chain(lx, i)
        or _time(lx, i)
        or _day(lx, i)
        or _ending(lx, i)
        or (i + 1 if lx[i].value is None else 0)
        or (
            _dialled(lx, i)
            if lx[i].text[0] == "0" and len(lx[i].text) > 1 and lx[i].text.isdigit()
            else 0
        )
    )


def _identifier_tail(lx: Lexemes, i: int) -> int:
    """A number that a word or a sign before it makes part of a name: "SF90", "COVID-19", "#5",
    "'90s", "km2".
    """
    number, before = lx[i], lx[i - 1]
    if not number.glued:
        return 0
    if before.is_word and currency_before(lx, i - 1) is None:
        return _glued_end(lx, i)
    if before.text in DASHES and before.glued and lx[i - 2].is_word and lx[i - 2].low not in _APART:
        return _glued_end(lx, i)
    if before.text in ("-", "–") and not before.glued and lx[i - 2].text.isupper():
        return _glued_end(lx, i)  # "COVID -19"
    if before.text == "(" and lx[i - 2].is_number and (before.glued or lx[i + 1].text == ")"):
        return _glued_end(lx, i)  # "s177(3)", "Regulation 25 (1)"
    if before.text == "." and before.glued and lx[i - 2].is_word:
        return _glued_end(lx, i)  # "ID.3"
    if before.text in DASHES and before.glued and lx[i - 2].is_number:
        return _glued_end(lx, i)  # the rest of a score, "3-1": a range would have taken it
    if before.text == "+" and not before.glued and number.text.isdigit():
        return _dialled(lx, i)
    if before.text == "[" and lx[i + 1].text == "]":
        return i + 2  # a note: "[3]"
    if before.text in ("#", "_", "@", "\\", "&") or (before.text in ("/", ":") and before.glued):
        return _glued_end(lx, i)
    if before.text in ("'", "’") and len(number.text) == 2 and lx[i + 1].low == "s":
        return i + 2
    return 0


def _dialled(lx: Lexemes, i: int) -> int:
    """The end of a telephone number that begins with a code: "+44 20 7946 0018", "0800 123 456"."""
    while lx[i + 1].is_number or (lx[i + 1].text in "-–/(" and lx[i + 2].is_number):
        i += 1
    return i + 1


def _glued_end(lx: Lexemes, i: int) -> int:
    """The end of the run of letters and digits that lexeme `i` begins."""
    while lx[i + 1].glued and (
        lx[i + 1].is_word or lx[i + 1].is_number or lx[i + 1].text in "-/_&×"
    ):
        i += 1
    return i + 1


def _chain(lx: Lexemes, i: int) -> int:
    """Numbers tied together that are no amount: a telephone number, a date in digits, an address of
    a machine.
    """
    j, parts = i, 1
    while (
        lx[j + 1].glued and lx[j + 2].glued and lx[j + 1].text in "-–/.:×" and lx[j + 2].is_number
    ):
        j, parts = j + 2, parts + 1
    if parts > 2:
        return _glued_end(lx, j)
    if parts == 2 and lx[i + 1].text == "×":
        return j + 1  # the size of a picture, "800×533", or a power that lost its height, "1.4×109"
    two = lx[i], lx[i + 2]
    if parts == 2 and lx[i + 1].text == "/" and not _is_fraction(two[0].value, two[1].value):
        return j + 1  # "9/11", "24/7", "2019/20"
    return 0


def _is_fraction(over: float | None, under: float | None) -> bool:
    return over is not None and under is not None and 0 < over < under and under in DENOMINATORS


def _time(lx: Lexemes, i: int) -> int:
    """ "10:45", "10.45pm", "5 a.m.", "0401 GMT", "seven o'clock"; also a ratio of two numbers,
    "3:1".
    """
    if lx[i + 1].text == ":" and lx[i + 1].glued and lx[i + 2].glued and lx[i + 2].is_number:
        i += 2
        if lx[i + 1].low in _MERIDIEMS:
            i += 1
        return i + 1
    after = lx[i + 1]
    value = lx[i].value
    hour = value is not None and value < 25
    if (
        hour
        and (after.low in _MERIDIEMS or (after.low == "o" and lx[i + 2].text in "'’"))
        and not (
            after.low in ("am", "pm")
            and not after.glued
            and lx[i + 2].is_word
            and lx[i + 1].text != after.low
        )
    ):
        return i + 2
    if lx[i].text.isdigit() and len(lx[i].text) in (3, 4) and after.text in _ZONES:
        return i + 2
    return 0


def _day(lx: Lexemes, i: int) -> int:
    """The day of a month beside the month, and the year behind: "June 5, 2020", "5-7 June"."""
    if not _is_day(lx, i):
        return 0
    before = i - 2 if lx[i - 1].text == "." else i - 1
    if lx[before].low in MONTHS and (lx[before].text != "may" or lx[before - 1].low in ("on", "in", "of", "1", "since")
                                     or not lx[i + 1].is_word):  # fmt: skip
        j = _other_day(lx, i)
        if lx[j].text == "," and _is_year(lx, j + 1):
            return j + 2
        return j + 1 if _is_year(lx, j) and read_unit(lx, j + 1) is None else j
    j = _other_day(lx, i)
    if lx[j].low in MONTHS and (
        lx[j].text != "may" or lx[j + 1].is_number or lx[i - 1].low == "on"
    ):
        j = j + 2 if lx[j + 1].text == "." and lx[j + 1].glued else j + 1
        return j + 1 if _is_year(lx, j) else j
    return 0


def _is_day(lx: Lexemes, i: int) -> bool:
    value = lx[i].value
    if value is None or not lx[i].text.isdigit() or not 1 <= value <= 31:
        return False
    after = lx[i + 1]
    if after.text == "%" or (after.glued and after.is_word and after.low not in _ORDINAL_ENDS):
        return False
    return currency_after(lx, i + 1) is None and not after.low.startswith(
        ("million", "billion", "percent")
    )


def _other_day(lx: Lexemes, i: int) -> int:
    """The lexeme behind a day, or behind the two days of a span: "5-7", "5 and 6", "5 to 7"."""
    if (lx[i + 1].text in DASHES or lx[i + 1].low in ("to", "and", "or")) and _is_day(lx, i + 2):
        return i + 3
    return i + 1


def _is_year(lx: Lexemes, i: int) -> bool:
    return lx[i].is_number and lx[i].text.isdigit() and 1000 <= (lx[i].value or 0) <= 2200


def _ending(lx: Lexemes, i: int) -> int:
    """What the letters behind a number make of it: "22nd", "1990s", "3D", "24703L202", "200 BC"."""
    after = lx[i + 1]
    if after.glued and after.low in _ORDINAL_ENDS:
        return i + 2
    if after.low in _ERAS or (lx[i - 1].low in ("a.d.", "ad") and not lx[i - 1].glued):
        return i + 2 if after.low in _ERAS else i + 1
    if after.glued and after.text in ("'", "’") and lx[i + 2].low == "s" and lx[i + 2].glued:
        return i + 3
    if not after.glued or not after.is_word:
        return 0
    if after.low == "s" and len(lx[i].text) >= 2:
        return i + 2
    known = after.low in SHORT_SCALES or after.low.startswith(
        ("million", "billion", "trillion", "thousand")
    )
    if (known and not lx[i + 2].glued) or after.low == "x" or currency_after(lx, i + 1):
        return 0
    if known and lx[i + 2].text in "-–,.;:)!?%/”\"'’":
        return 0
    return 0 if read_unit(lx, i + 1) else _glued_end(lx, i)
