"""Two numbers as one range: "between 300 and 400", "7 to 10 days", "18-25", "from $2 to $4
million".
"""

from __future__ import annotations

from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.number.lexemes import DASHES, Lexemes
from onrecord.annotate.figures.number.refusals import MONTHS, refused
from onrecord.annotate.figures.number.sides import Opening, Quantity, Side, read_side

# modifiers that may stand before either end: "from about 200 to more than 300"
_SOFTENERS = frozenset(
    "about around nearly almost roughly approximately over as up more less than much many to".split()
)
# words that begin a phrase of time between the two: "from $36,040 at 10.45pm last night to $34,935"
_TIMELY = frozenset("in at on last this a an per during yesterday today now u.s. us".split())
_LARGEST_SCORE = 15  # of two numbers with a hyphen and nothing counted behind them


def read_range(lx: Lexemes, one: Side) -> Quantity | None:
    """The range that begins with one number, or None where what follows does not make one."""
    opening, opened = _opening(lx, one.first)
    link = _link(lx, one, opening)
    two = read_side(lx, link[0]) if link and not refused(lx, link[0], inside=True) else None
    if link is None or two is None:
        return None
    if lx[two.stop].text in DASHES and (
        far := read_side(lx, two.stop + 1)
    ):  # "from 24 to 33-35 billion"
        two = far
    found = _joined(lx, one, two, opening) if opened + 5 > one.first or not opening else None
    return found._replace(softened=link[1]) if found else None


def is_score(lx: Lexemes, one: Side) -> bool:
    """Whether a number and the one tied to it are the result of a match or a vote: "3-1", "2-0",
    "5-4".
    """
    if (
        one.unit
        or not one.amount.digits
        or lx[one.stop].text not in DASHES
        or not lx[one.stop].glued
    ):
        return False
    return lx[one.stop + 1].is_number and lx[one.stop + 1].glued


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
        return (i + 1, None) if word.low in ("and", "to") or word.text in DASHES else None
    if word.text in DASHES:
        j = i + 2 if lx[i + 1].low == "to" else i + 1  # "0-to-60"
        j += lx[j].text in DASHES and j > i + 1
        return (j, None) if lx[i].glued == lx[i + 1].glued or not lx[i].glued else None
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


def _behind_time(lx: Lexemes, i: int) -> int:
    """The next "to" behind a phrase of time: "from $36,040 at 10.45pm last night to $34,935"."""
    if lx[i].low in _TIMELY:
        for j in range(i + 1, i + 8):
            if lx[j].kind == "break" or lx[j].text in (".", ";", ":", "(", ","):
                break
            if lx[j].low == "to":
                return j
    return i


def _joined(lx: Lexemes, one: Side, two: Side, opening: Opening) -> Quantity | None:
    """Two ends as one quantity, or None where they are no range."""
    joint = lx[one.stop]
    if {one.amount.kind, two.amount.kind} - {"number", "fraction"} or not _fit(
        lx, one, two, opening
    ):
        return None
    low, high = one.sign * one.amount.low, two.sign * two.amount.high
    if _is_scaled_by(one, two):
        low *= two.amount.scale
    if joint.low == "or" and (
        one.unit
        or one.amount.scale > 1
        or two.dimension == "money"
        or not low < high <= 2 * low + 1
    ):
        return None  # "eight or nine", not "8 or 80", and each sum by itself
    result = joint.text in DASHES or one.unit in (
        None,
        "percent",
    )  # "leads 53 percent to 41 percent"
    if not opening and not (low < high and two.sign > 0) and result:
        return None
    if joint.text in DASHES and not (one.unit or two.unit) and _is_result(lx, one, two):
        return None
    verb = lx[_before_modifiers(lx, one.first)].low
    shared = one.unit is None and two.unit == "percent"  # "rose by 5 to 7 percent"
    if not opening and not shared and joint.low == "to" and (is_change_verb(verb) or verb == "by"):
        return None  # "rose 3 % to 5 %": a change and the level that it led to
    return _between(one, two, low, high, opening)


def _fit(lx: Lexemes, one: Side, two: Side, opening: Opening) -> bool:
    """Whether the units of two numbers can be those of one range."""
    if "fraction" in (one.amount.kind, two.amount.kind) and (one.unit or two.unit):
        return False  # "seven in 10 — 68 percent"
    if one.unit and two.unit:
        return _bare(one.unit) == _bare(two.unit)
    if one.unit and not two.unit:
        return bool(opening) or one.prefixed
    yearly = not opening and _is_yearly(
        lx, one
    )  # "in 2018 to 3.9 million", "in June 2018 to 9,340"
    other = bool(two.unit) or two.amount.scale > 1 or "," in lx[two.first].text
    return not (yearly and (other or lx[one.first - 1].low in MONTHS))


def _is_scaled_by(one: Side, two: Side) -> bool:
    """Whether the magnitude of the second number is that of both: "$10 to $15 billion"."""
    if (
        one.amount.scale > 1
        or two.amount.scale == 1
        or one.amount.low >= two.amount.high / two.amount.scale
    ):
        return False
    return not one.unit or one.prefixed or one.unit == two.unit


def _is_yearly(lx: Lexemes, one: Side) -> bool:
    text = lx[one.first].text
    return len(text) == 4 and text.isdigit() and text[:2] in ("18", "19", "20")


def _between(one: Side, two: Side, low: float, high: float, opening: Opening) -> Quantity:
    unit, dimension = (two.unit, two.dimension) if two.unit else (one.unit, one.dimension)
    if one.unit and two.unit and len(one.unit) > len(two.unit):
        unit = one.unit  # "$75 per barrel to $45": a rate said once holds for both
    digits = one.amount.digits or two.amount.digits
    base = Quantity(
        one.first, two.stop, min(low, high), max(low, high), digits=digits, opening=opening
    )
    base = base._replace(falling=low > high)
    if unit is None and "fraction" in (one.amount.kind, two.amount.kind):
        return base._replace(unit="fraction", dimension="fraction", kind="fraction")
    return base._replace(unit=unit, dimension=dimension) if unit else base


def _bare(unit: str) -> str:
    return unit.partition(" per ")[0]


def _before_modifiers(lx: Lexemes, i: int) -> int:
    """The lexeme before `i` that is no modifier."""
    k = i - 1
    while lx[k].low in _SOFTENERS and k > i - 5:
        k -= 1
    return k


def _is_result(lx: Lexemes, one: Side, two: Side) -> bool:
    """ "1-3" and nothing counted behind it."""
    if lx[one.stop].text not in DASHES or two.amount.high > _LARGEST_SCORE:
        return False
    after = lx[two.stop]
    return not (after.is_word and after.low.endswith("s")) and lx[one.first - 1].low not in (
        "aged",
        "ages",
        "age",
    )
