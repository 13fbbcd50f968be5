"""The words around a number that widen, bound or turn it: about, at least, up to; rose, fell."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.annotate.figures.changes import TAKING, Course, course_of, is_change_verb
from onrecord.annotate.figures.number.amounts import ROUNDED, read_amount
from onrecord.annotate.figures.number.currencies import currency_before
from onrecord.annotate.figures.number.lexemes import Lexemes
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.number.units import read_unit
from onrecord.model import Change


class Modified(NamedTuple):
    """How a number is meant: its change mark, the lexemes of its modifier, and which way it moved."""

    change: Change
    first: int | None  # lexemes of the modifier, `last` included
    last: int | None
    course: Course | None
    verb: int | None = None  # the lexeme of the verb, "up" or "down" that gives the course


# the phrases before a number, longest first where one ends another
_ABOUT = (
    "about|around|approximately|approx|roughly|nearly|almost|some|circa|near|virtually|close to|an estimated|estimated"
    "|estimated at|in the region of|in the neighborhood of|in the neighbourhood of|on the order of|something like"
    "|an approximate|an estimated total of|~|≈|just about|not quite|a reported|reportedly"
    "|perhaps|maybe"
)
_MORE = (
    "more than|over|at least|above|exceeding|exceeds|exceeded|in excess of|upwards of|upward of|no fewer than"
    "|no less than|not less than|greater than|higher than|over than|beyond|a minimum of|minimum of|as few as"
    "|as little as|as low as|topped|topping|surpassed|surpassing|>|≥"
)
_LESS = (
    "less than|fewer than|under|below|up to|at most|no more than|not more than|as many as|as much as|as high as"
    "|lower than|smaller than|younger than|within|a maximum of|just under|just below|just shy of|sub|<|≤"
)
_MARKS: tuple[tuple[Change, str], ...] = (("~", _ABOUT), (">", _MORE), ("<", _LESS))
_BEFORE: dict[tuple[str, ...], Change] = {
    tuple(phrase.split()): mark for mark, phrases in _MARKS for phrase in phrases.split("|")
}
_AFTER: dict[tuple[str, ...], Change] = {
    ("or", "more"): ">", ("or", "above"): ">", ("or", "over"): ">", ("or", "older"): ">", ("or", "higher"): ">",
    ("and", "above"): ">", ("and", "over"): ">", ("and", "older"): ">", ("and", "up"): ">", ("plus",): ">",
    ("+",): ">", ("or", "less"): "<", ("or", "fewer"): "<", ("or", "under"): "<", ("or", "younger"): "<",
    ("or", "lower"): "<", ("and", "under"): "<", ("or", "so"): "~", ("more", "or", "less"): "~",
    ("or", "thereabouts"): "~", ("-", "odd"): "~", ("-", "plus"): ">",
}  # fmt: skip
_COMPARED = frozenset(
    """
    older longer bigger larger greater higher better wider taller heavier faster later
    """.split()
)
_LONGEST = max(map(len, _BEFORE))
# may stand between a modifier and its number: "more than a record $44 million", "under age 12"
_BETWEEN = frozenset(
    """
    a an the record whopping staggering just exactly only age total of combined full additional
    """.split()
)
# may stand between a verb and its number: "rose by just 3%"
_ADVERBS = frozenset(
    "by just only even still another additional further sharply slightly roughly modest".split()
)
# with these verbs "up" is where to: "the share shot up to 57 percent"
_GOES_UP = frozenset(
    """run lead add speed shoot shoots shot go goes went gone going move moves moved moving push pushes pushed pushing
    bring brings brought bringing creep crept edge edged tick ticked drive drives drove driven""".split()
)
# verbs of change only behind "to" and its like, else words of size
_ALSO_SIZES = frozenset({"inch", "double", "triple", "quadruple"})
_BEFORE_INFINITIVE = frozenset("to will would could can may might should must than and".split())
_GOING = frozenset(
    "going moving trading ending finishing closing opening edging ticking inching being".split()
)
# behind these "up" and "down" say which way things counted went, behind other verbs what was done
# with them
_IS_UP = frozenset(
    """is was are were be been 's ’s ended ends ending finished finishes opened traded trading edged inched
    ticked sharply slightly still also now""".split()
)
# before "about" they make it a preposition, and before "over" they leave it a bound of a length of
# time
_CONCERNED = frozenset(
    "talk talks talked talking speak spoke think thinks know worry worried ask asked hear".split()
)
_LASTING = frozenset(
    """for in of by just well is was be been lasted lasts last lasting took takes take taking after spent spend waited
    wait just than""".split()
)
_THAN: dict[str, Course] = {
    "more": "up",
    "higher": "up",
    "less": "down",
    "fewer": "down",
    "lower": "down",
}
_FURTHER = frozenset({"further", "additional", "record", "modest", "whopping", "staggering"})
# with these verbs "up" and "down" make another verb: "gave up 231 yards"
_PHRASAL = frozenset(
    """give gives gave given giving pick picks picked take takes took taken make makes made set sets put puts use used
    rack racked come came turn turned show showed sign signed back backed shut grow grows
    grew growing grown""".split()
)


def modified(lx: Lexemes, q: Quantity) -> Modified:
    """What the words around a quantity make of it."""
    mark, first, last = (None, None, None) if q.opening == "from" else _before(lx, q.first)
    if mark is None:
        mark, first, last = _behind(lx, q)
    if mark is None and q.softened is not None:
        mark, first, last = _before(lx, _number_after(lx, q.softened))
    course, verb = _course(lx, q, first if first is not None and first < q.first else q.first)
    if course and not q.ranged and mark in (None, "~"):
        mark = course
    course = course or _course_said(
        lx, q, first if first is not None and first < q.first else q.first
    )
    return Modified(mark or "=", first, last, course, verb)


def _number_after(lx: Lexemes, i: int) -> int:
    while lx[i].is_word and lx[i].low in {w for phrase in _BEFORE for w in phrase}:
        i += 1
    return i


def _before(lx: Lexemes, i: int) -> tuple[Change | None, int | None, int | None]:
    """The modifier that ends before lexeme `i`."""
    for gap in range(4):
        end = i - gap
        if gap and lx[end].low not in _BETWEEN:
            break
        if lx[end - 1].text == "-" and lx[end - 1].glued:  # "sub-7"
            end -= 1
        for size in range(_LONGEST, 0, -1):
            words = lx.lows(end - size, end)
            if (mark := _BEFORE.get(words)) and not _is_else(lx, end - size, words, i):
                return mark, end - size, end - 1
        if lx[end - 1].low == "than" and lx[end - 2].low in _COMPARED:
            return ">", end - 2, end - 1
    return None, None, None


def _is_else(lx: Lexemes, i: int, words: tuple[str, ...], number: int) -> bool:
    """A modifier's words that are none here: "over the past 8 weeks", "for some 3"."""
    between = lx.lows(i + len(words), number)
    if words == ("up", "to") and (lx[i - 1].low in _GOES_UP or is_change_verb(lx[i - 1].low)):
        return True
    if (
        words in (("over",), ("around",), ("under",), ("within",), ("above",), ("near",))
        and "the" in between
    ):
        return True
    if words == ("about",) and lx[i - 1].low in _CONCERNED:
        return True
    if words == ("over",) and lx[number].kind != "break" and _is_period(lx, i, number):
        return True
    return words == ("some",) and bool(between)


def _is_period(lx: Lexemes, over: int, number: int) -> bool:
    """Whether "over" says during what time: "a rise over two years", as against "lasted over two
    years".
    """
    amount = read_amount(lx, number)
    unit = read_unit(lx, amount.stop) if amount else None
    plural = unit is not None and lx[unit.stop - 1].low.endswith(
        "s"
    )  # as against "her over three hour speech"
    return (
        plural
        and unit is not None
        and unit.dimension == "time"
        and lx[over - 1].low not in _LASTING
    )


def _behind(lx: Lexemes, q: Quantity) -> tuple[Change | None, int | None, int | None]:
    """The modifier behind a quantity, or behind the one word that it counts: "500 people or more"."""
    for k in range(q.first + 1, q.stop):
        if lx[k].low in ROUNDED:  # "700-plus billion"
            return (">" if lx[k].low == "plus" else "~"), k, k
    for start in (q.stop, q.stop + 1) if lx[q.stop].is_word else (q.stop,):
        for size in (3, 2, 1):
            if mark := _AFTER.get(lx.lows(start, start + size)):
                if (start > q.stop and size == 1) or _begins_number(lx, start + size):
                    continue
                return mark, start, start + size - 1
    return None, None, None


def _begins_number(lx: Lexemes, i: int) -> bool:
    """Whether words behind a number belong to the next: "12 men and over 30 boats"."""
    return lx[i].is_number or read_amount(lx, i) is not None or currency_before(lx, i) is not None


def _course(lx: Lexemes, q: Quantity, first: int) -> tuple[Course | None, int | None]:
    """Which way the quantity itself moved something: the verb of change that stands directly before
    it.
    """
    if q.ranged:
        return _course_of_range(lx, q)
    measured = q.dimension in ("percent", "points", "money", "mass")
    if _is_taken(lx, q, first):
        return "down", first - 1
    i = first - 1
    while i > first - 5 and (
        lx[i].low in _ADVERBS or (lx[i].low in ("a", "an") and lx[i + 1].low in _FURTHER)
    ):
        i -= 1
    if (lx[i].low in ("up", "down") and lx[i - 1].low in _PHRASAL) or "short" in lx.lows(
        q.stop, q.stop + 3
    ):
        return None, None  # "gave up 51 yards", "fell 40 votes short"
    if lx[i].low in _ALSO_SIZES and lx[i - 1].low not in _BEFORE_INFINITIVE:
        return None, None  # "a 6.7-inch 120 Hz display", "a triple 48 MP camera"
    if (
        lx[i].low in ("up", "down")
        and lx[i - 1].low.endswith("ing")
        and lx[i - 1].low not in _GOING
    ):
        return None, None  # "taking up 22 percent"
    if (
        lx[i].low in ("up", "down")
        and not measured
        and lx[i - 1].is_word
        and lx[i - 1].low not in _IS_UP
    ):
        return None, None  # "serving up 400 dishes"
    if found := course_of(
        lx[i].low, measured=measured, by=lx[first - 1].low == "by" or q.unit == "percent"
    ):
        return found, i
    if lx[first - 1].low == "by" or lx[i + 1].low == "by":  # "raise the temperature by 5 degrees"
        ends = (
            ".;:" if q.dimension != "count" else ".,;:"
        )  # "down 2 %, Arlo by 3 %", but things are no change
        for k in range(i, i - 8, -1):
            if lx[k].kind == "break" or lx[k].text in ends or (k < i and _does_by(lx, k)):
                break
            if found := course_of(lx[k].low, measured=True, by=True):
                return found, k
    return None, None


def _is_taken(lx: Lexemes, q: Quantity, first: int) -> bool:
    """Whether a sum is taken away from a value: "wiped about $3m ($4m) off the price"."""
    if q.dimension != "money" or lx[first - 1].low not in TAKING:
        return False
    stop = q.stop
    if lx[stop].text == "(":
        stop = next((k + 1 for k in range(stop, stop + 8) if lx[k].text == ")"), stop)
    return lx[stop].low in ("off", "from")


def _does_by(lx: Lexemes, i: int) -> bool:
    """Whether "by" says who does what the verb at `i` says: "raised fares paid by 800 people"."""
    return lx[i + 1].low == "by" and lx[i].low.endswith("ed") and not is_change_verb(lx[i].low)


def _course_said(lx: Lexemes, q: Quantity, first: int) -> Course | None:
    """The direction of "an increase of 18 percent", "3 percent more than in 2020", where no verb
    says it.
    """
    if q.ranged or q.dimension == "time":
        return None
    if lx[first - 1].low == "of" and lx[first - 3].low in ("a", "an", "the"):
        return course_of(lx[first - 2].low, measured=True)
    if q.unit == "percent" and lx[q.stop + 1].low == "than":
        return _THAN.get(lx[q.stop].low)
    return None


def _course_of_range(lx: Lexemes, q: Quantity) -> tuple[Course | None, int | None]:
    """ "fell from 208 to 193": up or down where a verb of change opens the range."""
    if q.opening != "from":
        return None, None
    for k in range(q.first - 1, q.first - 12, -1):
        if lx[k].kind == "break" or lx[k].text in ".;:":
            break
        if course_of(lx[k].low, measured=True, by=True):
            return ("down" if q.falling else "up"), k
    return None, None
