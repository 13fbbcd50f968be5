"""Units of measure → their American English singulars.

Names, plurals and symbols are CLDR's (Babel); metric prefixes are composed with their units; what
neither knows, and what both would misread, is data in lexicon/units.yml.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.annotate.figures.number.amounts import STARTERS
from onrecord.annotate.figures.number.unit_names import (
    Dimension,
    dimension_of,
    spellings,
    symbols,
)
from onrecord.annotate.lexemes import Lexemes
from onrecord.lexicon import table, words

_GLUED: dict[str, str] = dict(table("units.glued"))
_SPACED: dict[str, str] = dict(table("units.spaced"))
_QUALIFIED: dict[str, str] = dict(table("units.qualified"))
_AGAINST: dict[str, str] = dict(table("units.against"))
_PER_EACH = words("units.per_each")
_BETWEEN = words("units.between")
_LATER = words("numbers.later")
_SAILING = words("units.sailing")
_CLOSING = frozenset(",.;:)!?/²³”")
_STOPPED = frozenset({"ft", "lb", "lbs", "oz", "yds", "hrs", "mins"})  # may have a full stop
_SCALES = {"c": "degree celsius", "f": "degree fahrenheit"}
_INCHES = frozenset({"'": "foot", "′": "foot", '"': "inch", "″": "inch"}.items())
_POWERS = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
_RAISED = frozenset("½¼¾⁰¹²³⁴⁵⁶⁷⁸⁹")
_SAYING = 120  # lexemes that a quotation may take
_NEAR = 8  # lexemes around "kt" that can say what it is


class Unit(NamedTuple):
    """A unit, read up to lexeme `stop`."""

    name: str
    dimension: Dimension
    stop: int


def read_unit(lx: Lexemes, i: int) -> Unit | None:
    """The unit at lexeme `i` (a hyphen may stand before it), with what it is per."""
    joined = lx.joined(i)
    j = i + 1 if joined else i
    if lx[j].low in _BETWEEN and not joined:
        unit = _simple(lx, j + 1)
        if unit is not None and unit.dimension == "time":
            return _with_age(lx, unit)
    unit = _simple(lx, j)
    if unit is None:
        return None
    if unit.dimension == "time" and (aged := _with_age(lx, unit)).stop > unit.stop:
        return aged
    return with_rate(lx, unit.name, unit.dimension, unit.stop)


def _simple(lx: Lexemes, i: int) -> Unit | None:
    """A unit without a rate."""
    for read in (_qualified, _degrees, _marked, _worded, _short):
        if unit := read(lx, i):
            return unit
    return None


def _qualified(lx: Lexemes, i: int) -> Unit | None:
    """ "square feet", "sq. km", "cubic metres"."""
    power = _QUALIFIED.get(lx[i].low)
    if power is None:
        return None
    j = i + 2 if lx[i + 1].text == "." or lx.joined(i + 1) else i + 1
    base = _simple(lx, j)
    if base is None and (lx[j].text == "m" or lx[j].text in symbols()):
        name = "meter" if lx[j].text == "m" else symbols()[lx[j].text]
        base = Unit(name, dimension_of(name), j + 1)
    if base is None or base.dimension != "length":
        return None
    return Unit(f"{power} {base.name}", "other", base.stop)


def _degrees(lx: Lexemes, i: int) -> Unit | None:
    """Degrees of temperature where the text says so, else of an angle or of what it is about."""
    if lx[i].low not in ("degree", "degrees", "deg", "°", "º", "˚"):
        return None
    j = i + 2 if lx[i + 1].text == "." and lx[i].low == "deg" else i + 1
    scale = lx[j].low
    if scale in _SCALES and (len(lx[j].text) == 1):
        return Unit(_SCALES[scale], "other", j + 1)
    if (known := spellings().get(scale)) and known[0].startswith("degree ") | (scale == "kelvin"):
        return Unit(known[0], "other", j + 1)
    return Unit("degree", "other", i + 1)


def _marked(lx: Lexemes, i: int) -> Unit | None:
    """Feet and inches by their signs."""
    name = dict(_INCHES).get(lx[i].text)
    spaced = lx[i].text in '"″' and lx[i + 1].low in ("long", "wide", "tall", "high", "thick")
    if name is None or not lx[i - 1].is_number:
        return None
    glued = lx[i].glued and not (lx[i + 1].glued and lx[i + 1].is_word) and not _closes(lx, i)
    return Unit(name, "length", i + 1) if glued or spaced else None


def _closes(lx: Lexemes, i: int) -> bool:
    """Whether a double quotation mark closes what one before it opened."""
    if lx[i].text != '"':
        return False
    return lx.lows(i - _SAYING, i).count('"') % 2 == 1


def _worded(lx: Lexemes, i: int) -> Unit | None:
    """A unit written out, in up to five words: "tonnes", "parts per million"."""
    if not lx[i].is_word and lx[i].text not in "%°":
        return None
    for size in (5, 3, 2, 1):
        name = " ".join(lx.lows(i, i + size)).replace(" - ", "-")
        if (known := spellings().get(name)) and (size == 1 or lx[i + size - 1].kind != "break"):
            return Unit(*known, i + size)
    return None


def _short(lx: Lexemes, i: int) -> Unit | None:
    """A unit by its symbol."""
    word = lx[i]
    short = symbols().get(word.text)
    if short is None and lx[i - 1].is_number | (lx[i - 1].text in _RAISED):
        short = _GLUED.get(word.text) if word.glued else _apart(lx, i)
    if word.text == "kt" and _SAILING & set(lx.lows(i - _NEAR, i + _NEAR)):
        short = "knot"
    if short is None:
        return None
    length = dimension_of(short) == "length"
    power = _POWERS.get(lx[i + 1].text) if lx[i + 1].glued and length else None
    if power is None and lx[i + 1].glued and lx[i + 1].is_number:
        return None  # "24703m212"
    if power is not None:
        return Unit(f"{power} {short}", "other", i + 2)
    stop = i + 1
    if word.text in _STOPPED and lx[stop].text == "." and lx[stop].glued:
        # "5 ft. tall", not the end of a sentence
        stop += lx[stop + 1].is_word and lx[stop + 1].low == lx[stop + 1].text
    return Unit(short, dimension_of(short), stop)


def _apart(lx: Lexemes, i: int) -> str | None:
    """The unit of a letter with a blank before it."""
    word, after = lx[i], lx[i + 1]
    if word.text == "in":  # "12 ft 2 in"
        feet = lx[i - 2].low in ("ft", "feet", "foot") and after.text == after.low
        return "inch" if feet and after.low not in ("the", "a", "an") else None
    if after.glued and after.text not in _CLOSING and after.text not in _POWERS:
        return None
    named = word.text in ("C", "F") and after.text[:1].isupper()  # "12 F Block"
    return None if named else _SPACED.get(word.text)


def _with_age(lx: Lexemes, unit: Unit) -> Unit:
    """The unit with the words that make it an age: "years old", "-year-old", "months of age"."""
    j = unit.stop + 1 if lx.joined(unit.stop) else unit.stop
    if lx[j].low in ("old", "olds"):
        return unit._replace(stop=j + 1)
    if lx.lows(j, j + 2) == ("of", "age"):
        return unit._replace(stop=j + 2)
    return unit


def with_rate(lx: Lexemes, name: str, dimension: Dimension, i: int) -> Unit:
    """A unit or currency that ends before lexeme `i`, with what it is per: "miles an hour", "$3 per
    barrel", "km/h".
    """
    hyphen = lx.joined(i)
    j = i + 1 if hyphen else i
    k = j + 2 if lx.joined(j + 1) and hyphen else j + 1
    link = lx[j].low
    under = None
    if link == "/" and lx[j].glued and lx[k].glued:
        under = _under_slash(lx, k)
    elif link == "per" or (link in ("a", "an") and dimension != "points"):
        under = _under_per(lx, k, per=link == "per")
    return Unit(f"{name} per {under[0]}", "other", under[1]) if under else Unit(name, dimension, i)


def _under_slash(lx: Lexemes, i: int) -> tuple[str, int] | None:
    """What stands under a slash: "h", "m2", "share"."""
    two = lx[i].text + lx[i + 1].text
    if two in _AGAINST:
        return _AGAINST[two], i + 2
    if lx[i].text in _AGAINST:
        return _AGAINST[lx[i].text], i + 1
    base = _simple(lx, i)
    return (base.name, base.stop) if base else None


def _under_per(lx: Lexemes, i: int, *, per: bool) -> tuple[str, int] | None:
    """What stands behind "per" or "a"; not "from $1 billion a year earlier"."""
    if lx[i].low in _AGAINST and per:
        return _AGAINST[lx[i].low], i + 1
    if lx[i + 1].low in _LATER:
        return None
    base = _simple(lx, i)
    plural = not per and lx[i].low.endswith("s")
    if base and base.name not in ("percent", "point") and not plural:
        return base.name, base.stop
    if lx[i + 1].low in _PER_EACH and per:  # "10 marks per ordinary share"
        return lx[i + 1].low, i + 2
    # "per million hours" says more than a unit can
    named = per and lx[i].is_word and lx[i].text.islower() and lx[i].low not in STARTERS
    return (lx[i].low, i + 1) if lx[i].low in _PER_EACH or named else None
