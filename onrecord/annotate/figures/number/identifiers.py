"""Numbers that are a part of a name or an identifier: "SF90", "COVID-19", "24/7", "+44 20 …"."""

from __future__ import annotations

from onrecord.annotate.figures.number.currencies import currency_after, currency_before
from onrecord.annotate.figures.number.numerals import DENOMINATORS, ONES, SCALES, SHORT_SCALES
from onrecord.annotate.figures.number.units import read_unit
from onrecord.annotate.lexemes import DASHES, At, Lexemes
from onrecord.annotate.rules import Rule
from onrecord.lexicon import words

_MONTHS = words("numbers.months")
_APART = words("numbers.apart_from_name")
_BEFORE_SHORT_YEAR = words("numbers.before_short_year")
_NAMED_BY_NUMBER = words("numbers.named_by_number")
_QUOTES = frozenset("'’‘")
_TIES = frozenset("-–/.:×x")
_ENDS = frozenset(".;:!?")
_BEHIND_MAGNITUDE = frozenset("-–—,.;:)!?%/”\"'’]")


def _tied_to_word(at: At) -> int | None:
    """ "SF90", "km2"."""
    lx, i = at
    tied = lx[i].glued and lx[i - 1].is_word and currency_before(lx, i - 1) is None
    return _glued_end(lx, i) if tied else None


def _hyphened(at: At) -> int | None:
    """ "COVID-19", but not "sub-7"; "COVID -19"."""
    lx, i = at
    if not lx[i].glued or lx[i - 1].text not in DASHES:
        return None
    named = lx[i - 2].is_word and lx[i - 2].low not in _APART
    if (lx[i - 1].glued and named) or (not lx[i - 1].glued and lx[i - 2].text.isupper()):
        return _glued_end(lx, i)
    return None


def _bracketed(at: At) -> int | None:
    """ "s177(3)", "Regulation 25 (1)"."""
    lx, i = at
    if not lx[i].glued or lx[i - 1].text != "(" or not lx[i - 2].is_number:
        return None
    return _glued_end(lx, i) if lx[i - 1].glued or lx[i + 1].text == ")" else None


def _behind_point(at: At) -> int | None:
    """ "ID.3"."""
    lx, i = at
    tied = lx[i].glued and lx[i - 1].text == "." and lx[i - 1].glued and lx[i - 2].is_word
    return _glued_end(lx, i) if tied else None


def _rest_of_score(at: At) -> int | None:
    """The rest of "3-1": a range would have taken it."""
    lx, i = at
    tied = lx[i].glued and lx[i - 1].text in DASHES and lx[i - 1].glued and lx[i - 2].is_number
    return _glued_end(lx, i) if tied else None


def _note(at: At) -> int | None:
    """A note: "[3]"."""
    lx, i = at
    noted = lx[i].glued and lx[i - 1].text == "[" and lx[i + 1].text == "]"
    return i + 2 if noted else None


def _behind_sign(at: At) -> int | None:
    """ "#7", "@5", "a/7"."""
    lx, i = at
    before = lx[i - 1]
    if not lx[i].glued:
        return None
    if before.text in ("#", "_", "@", "\\", "&") or (before.text in ("/", ":") and before.glued):
        return _glued_end(lx, i)
    return None


def _short_year(at: At) -> int | None:
    """ "in '98", "the '90s", "the class of '05"; not the first word of what somebody says."""
    lx, i = at
    if not lx[i].glued or lx[i - 1].text not in _QUOTES or lx[i - 1].glued:
        return None
    if len(lx[i].text) != 2 or not lx[i].text.isdigit():
        return None
    if lx[i + 1].low == "s" and lx[i + 1].glued:
        return i + 2
    before, after = lx[i - 2], lx[i + 1]
    told = before.low in _BEFORE_SHORT_YEAR or before.low in _MONTHS
    alone = not after.is_word and after.text not in ("%", "-") and not after.is_number
    return i + 1 if told or (alone and before.is_word) else None


def _named_by_number(at: At) -> int | None:
    """ "the Group of 20", "Gang of Four"."""
    lx, i = at
    name = lx[i - 2]
    if lx[i - 1].low != "of" or name.low not in _NAMED_BY_NUMBER or name.text == name.low:
        return None
    many = lx[i].is_number or lx[i].text[:1].isupper()
    begins = lx[i - 3].low not in ("the", "this", "that") and not lx[i - 3].is_word
    counts = begins and lx[i + 1].is_word and lx[i + 1].low.endswith("s")
    return i + 1 if many and not counts else None


def _worded_name(at: At) -> int | None:
    """A number in words that names a body: "the Group of Seven"."""
    return _named_by_number(at) if at.lx[at.i].low in ONES else None


def _with_plus(at: At) -> int | None:
    """A telephone number that begins with its country: "+44 20 7946 0018", not "+0.4 %"."""
    lx, i = at
    country = lx[i].text == "+" and lx[i + 1].glued and lx[i + 1].text.isdigit()
    stop = _dialled_end(lx, i + 1) if country and not lx[i].glued else i
    return stop if stop > i + 2 else None


def _item(at: At) -> int | None:
    """ "2. Indonesia" in a list, "1. Bring water. 2. Bring a map." in a line."""
    lx, i = at
    after = lx[i + 1]
    numbered = after.text in (".", ")") and after.glued and not lx[i + 2].glued
    further = lx[i - 1].text in _ENDS and lx[i + 2].text[:1].isupper() and len(lx[i].text) < 3
    return i + 2 if numbered and (lx[i].opens or further) else None


def _chain(at: At) -> int | None:
    """Numbers tied together that are no amount: a telephone number, a date in digits, an address of
    a machine, the size of a picture.
    """
    lx, i = at
    j, parts = i, 1
    while lx[j + 1].text in _TIES and lx[j + 1].glued and lx[j + 2].glued and lx[j + 2].is_number:
        j, parts = j + 2, parts + 1
    if parts > 2:
        return _glued_end(lx, j)
    if parts != 2:
        return None
    if lx[i + 1].text == "x":
        return _glued_end(lx, j)  # "4x100m"
    if lx[i + 1].text == "×":
        # "800×533"; "1.4×10" is a power of ten, or one that lost its height
        return None if lx[j].text == "10" and lx[j + 1].glued else j + 1
    if lx[i + 1].text == "/" and not _is_fraction(lx[i].value, lx[j].value):
        return j + 1  # "9/11", "24/7", "2019/20"
    return None


def _is_fraction(over: float | None, under: float | None) -> bool:
    return over is not None and under is not None and 0 < over < under and under in DENOMINATORS


def _lettered(at: At) -> int | None:
    """ "3D", "24703L202": letters behind a number that are no magnitude, currency or unit."""
    lx, i = at
    after = lx[i + 1]
    if not after.glued or not after.is_word:
        return None
    scaled = after.low in SHORT_SCALES or any(after.low.startswith(word) for word in SCALES)
    if scaled and (not lx[i + 2].glued or lx[i + 2].text in _BEHIND_MAGNITUDE):
        return None
    if after.low in ("x", "fold") or currency_after(lx, i + 1) or read_unit(lx, i + 1):
        return None
    return _glued_end(lx, i)


def _dialled(at: At) -> int | None:
    """A telephone number: "0800 123 456"; a whole number has no nought before it."""
    text = at.lx[at.i].text
    coded = text[0] == "0" and len(text) > 1 and text.isdigit()
    return _dialled_end(at.lx, at.i) if coded else None


def _dialled_end(lx: Lexemes, i: int) -> int:
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


# what the word or the sign before a number makes of it
NAMED: tuple[Rule[At, int], ...] = (
    Rule("tied to a word", _tied_to_word),
    Rule("behind a hyphen", _hyphened),
    Rule("in brackets", _bracketed),
    Rule("behind a point", _behind_point),
    Rule("rest of a score", _rest_of_score),
    Rule("note", _note),
    Rule("behind a sign", _behind_sign),
    Rule("short year", _short_year),
    Rule("named by its number", _named_by_number),
)
# what begins with a word or a sign
OPENED: tuple[Rule[At, int], ...] = (
    Rule("named by its number", _worded_name),
    Rule("telephone", _with_plus),
)
# what stands at a number and behind it
TIED: tuple[Rule[At, int], ...] = (
    Rule("item of a list", _item),
    Rule("chain", _chain),
    Rule("lettered", _lettered),
    Rule("dialled", _dialled),
)
