"""Two numbers as one range: "between 300 and 400", "7 to 10 days", "18-25", "from $2 to $4
million".
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.number.refusals import refused
from onrecord.annotate.figures.number.sides import Opening, Quantity, Side, read_side
from onrecord.annotate.lexemes import DASHES, Lexemes, is_year
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import words

_MONTHS = words("numbers.months")
# modifiers that may stand before either end: "from about 200 to more than 300"
_SOFTENERS = words("numbers.softening")
_TIMELY = words("numbers.timely")
_NEAR = 5  # lexemes before a range in which what opens it stands


class Ends(NamedTuple):
    """Two numbers that may be the ends of a range."""

    lx: Lexemes
    one: Side
    two: Side
    opening: Opening
    low: float
    high: float

    @property
    def joint(self) -> str:
        """What joins them."""
        return self.lx[self.one.stop].low

    @property
    def dashed(self) -> bool:
        return self.joint in DASHES


def read_range(lx: Lexemes, one: Side) -> Quantity | None:
    """The range that begins with one number, or None where what follows does not make one."""
    opening, opened = _opening(lx, one.first)
    link = _link(lx, one, opening)
    if link is None or refused(lx, link[0], inside=True):
        return None
    two = read_side(lx, link[0])
    if two is None or (opening and opened + _NEAR <= one.first):
        return None
    if lx[two.stop].text in DASHES and (far := read_side(lx, two.stop + 1)):
        two = far  # "from 24 to 33-35 billion"
    low, high = one.sign * one.amount.low, two.sign * two.amount.high
    if _is_scaled_by(one, two):
        low *= two.amount.scale
    if NO_RANGE.first(Ends(lx, one, two, opening, low, high)):
        return None
    between = _between(one, two, low, high, opening)
    return between._replace(softened=link[1], ends=(one.stop, two.first))


def _opening(lx: Lexemes, i: int) -> tuple[Opening, int]:
    """The "from" or "between" that stands before lexeme `i`, and where; modifiers may stand
    between.
    """
    for k in range(i - 1, i - 4, -1):
        if lx[k].low == "from":
            return "from", k
        if lx[k].low == "between":
            return "between", k
        if lx[k].low not in _SOFTENERS and lx[k].low not in ("a", "the", "just"):
            break
    return "", i


def _link(lx: Lexemes, one: Side, opening: Opening) -> tuple[int, int | None] | None:
    """Where the other end of a range begins, and where its modifier does, if what joins them can
    join a range.
    """
    i = one.stop
    word = lx[i]
    if opening == "between":
        joins = word.low in ("and", "to") or word.text in DASHES
        return (i + 1, None) if joins else None
    if word.text in DASHES:
        return _dashed(lx, i)
    if word.low == "or" and not one.prefixed:
        return i + 1, None
    if opening == "from" and word.low not in ("to", "up"):
        i = _behind_time(lx, i)
    if lx[i].low in ("to", "through") or lx.lows(i, i + 2) == ("up", "to"):
        j = i + 1
        while lx[j].low in _SOFTENERS and j < i + 4:
            j += 1
        j += lx[j].text in DASHES and lx[j].glued  # "200,000 to-260,000"
        return j, (i + 1 if j > i + 1 and lx[i].low != "up" else None)
    return None


def _dashed(lx: Lexemes, i: int) -> tuple[int, int | None] | None:
    """Where the other end begins behind a dash with a blank on both sides or on none."""
    to = lx[i + 1].low == "to"  # "0-to-60", "3- to 5-metre"
    j = i + 1 + to
    j += to and lx[j].text in DASHES
    if to and lx[i].glued and not lx[i + 1].glued:
        return j, None
    return (j, None) if lx[i].glued == lx[i + 1].glued or not lx[i].glued else None


def _behind_time(lx: Lexemes, i: int) -> int:
    """The next "to" behind a phrase of time: "from $36,040 at 10.45pm last night to $34,935"."""
    if lx[i].low in _TIMELY:
        for j in range(i + 1, i + 8):
            if lx[j].kind == "break" or lx[j].text in (".", ";", ":", "(", ","):
                break
            if lx[j].low == "to":
                return j
    return i


def _is_scaled_by(one: Side, two: Side) -> bool:
    """Whether the magnitude of the second number is that of both: "$10 to $15 billion"."""
    if one.amount.scale > 1 or two.amount.scale == 1:
        return False
    if one.amount.low >= two.amount.high / two.amount.scale:
        return False
    return not one.unit or one.prefixed or one.unit == two.unit


def _vague(ends: Ends) -> bool | None:
    """Only numbers and parts are ends."""
    kinds = {ends.one.amount.kind, ends.two.amount.kind}
    return bool(kinds - {"number", "fraction"}) or None


def _part_and_unit(ends: Ends) -> bool | None:
    """ "seven in 10 — 68 percent"."""
    part = "fraction" in (ends.one.amount.kind, ends.two.amount.kind)
    return (part and bool(ends.one.unit or ends.two.unit)) or None


def _of_two_units(ends: Ends) -> bool | None:
    """ "from 3 % to 5 euros"; "5 miles to 10"."""
    one, two = ends.one.unit, ends.two.unit
    if one and two:
        return _bare(one) != _bare(two) or None
    lone = one and not ends.opening and not ends.one.prefixed
    return bool(lone) or None


def _behind_year(ends: Ends) -> bool | None:
    """ "in 2018 to 3.9 million", "in June 2018 to 9,340"."""
    lx, one, two = ends.lx, ends.one, ends.two
    if ends.opening or one.unit or not is_year(lx[one.first].text):
        return None
    other = two.unit or two.amount.scale > 1 or "," in lx[two.first].text
    return bool(other) or lx[one.first - 1].low in _MONTHS or None


def _far_apart(ends: Ends) -> bool | None:
    """ "eight or nine", but not "8 or 80", and each sum by itself."""
    one, two = ends.one, ends.two
    if ends.joint != "or":
        return None
    apart = not ends.low < ends.high <= 2 * ends.low + 1
    scaled = one.amount.scale > 1 and one.amount.digits
    return bool(one.unit) or scaled or two.dimension == "money" or apart or None


def _falling(ends: Ends) -> bool | None:
    """ "3-1", "leads 53 percent to 41 percent"."""
    result = ends.dashed or ends.one.unit in (None, "percent")
    rises = ends.low < ends.high and ends.two.sign > 0
    return (not ends.opening and not rises and result) or None


def _change_and_level(ends: Ends) -> bool | None:
    """ "rose 3 % to 5 %": a change and the level that it led to."""
    shared = ends.one.unit is None and ends.two.unit == "percent"  # "rose by 5 to 7 percent"
    if ends.opening or shared or ends.joint != "to":
        return None
    k = ends.one.first - 1
    while ends.lx[k].low in _SOFTENERS and k > ends.one.first - _NEAR:
        k -= 1
    verb = ends.lx[k].low
    by = verb == "by" and (ends.one.unit is not None or ends.two.unit is None)
    return is_change_verb(verb) or by or None


NO_RANGE: Chain[Ends, bool] = Chain(
    "no range",
    Rule("vague", _vague),
    Rule("part and unit", _part_and_unit),
    Rule("of two units", _of_two_units),
    Rule("behind a year", _behind_year),
    Rule("far apart", _far_apart),
    Rule("falling", _falling),
    Rule("change and level", _change_and_level),
)


def _between(one: Side, two: Side, low: float, high: float, opening: Opening) -> Quantity:
    unit, dimension = (two.unit, two.dimension) if two.unit else (one.unit, one.dimension)
    if one.unit and two.unit and len(one.unit) > len(two.unit):
        unit = one.unit  # "$75 per barrel to $45": a rate said once holds for both
    digits = one.amount.digits or two.amount.digits
    least, most = sorted((low, high))
    base = Quantity(one.first, two.stop, least, most, digits=digits, opening=opening)
    base = base._replace(falling=low > high, about=one.amount.about or two.amount.about)
    if unit is None and "fraction" in (one.amount.kind, two.amount.kind):
        return base._replace(unit="fraction", dimension="fraction", kind="fraction")
    return base._replace(unit=unit, dimension=dimension) if unit else base


def _bare(unit: str) -> str:
    return unit.partition(" per ")[0]
