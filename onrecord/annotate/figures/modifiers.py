"""How a number is meant: what bounds or blurs it, and which way it moved something.

Which way, says a verb of change that stands before the number with nothing but adverbs between, or
at the head of its "by". One rule, one way to say it, in the order of COURSE.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from onrecord.annotate.figures.bounds import Bounded, bounded
from onrecord.annotate.figures.changes import TAKING, Course, caused, course_of, is_change_verb
from onrecord.annotate.figures.number.measures import MULTIPLYING
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.lexemes import Lexemes
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import table, words
from onrecord.model import Bound, Change

_ADVERBS = words("modifiers.adverbs")
_FURTHER = words("modifiers.further")
_ALSO_SIZES = words("modifiers.also_sizes")
_BEFORE_INFINITIVE = words("modifiers.before_infinitive")
_GOING = words("modifiers.going")
_IS_UP = words("modifiers.is_up")
_PHRASAL = words("modifiers.phrasal")
_LINKS = words("modifiers.links")
_DETERMINERS = words("modifiers.determiners")
_BEHIND_CHANGE = words("modifiers.behind_change")
_LOWER = words("modifiers.lower")
_HIGHER = words("modifiers.higher")
_THAN: dict[str, Course] = dict(table("modifiers.than"))
_CHANGES: dict[Bound, Change] = {
    "=": "=", "≈": "~", "≲": "~", ">": ">", "≥": ">", "<": "<", "≤": "<"
}  # fmt: skip
_MEASURES = ("percent", "points", "money", "mass")
_FAR = 8  # lexemes from a verb to the "by" of its number
_OBJECT = 6  # lexemes between a verb of change and the number behind its object
_RANGE = 12  # and to the "from" of its range


@dataclass(frozen=True)
class Modified:
    """How a number is meant: its change mark, its modifier, and which way it moved."""

    change: Change
    bounded: Bounded | None
    course: Course | None
    verb: int | None = None  # the lexeme of the verb, "up" or "down" that gives the course

    @property
    def bound(self) -> Bound:
        blurred: Bound = "≈" if self.change == "~" else "="
        return self.bounded.bound if self.bounded is not None else blurred

    @property
    def first(self) -> int | None:
        """The first lexeme of the modifier."""
        return self.bounded.first if self.bounded is not None else None

    @property
    def last(self) -> int | None:
        """The last lexeme of the modifier."""
        return self.bounded.last if self.bounded is not None else None


@dataclass(frozen=True, slots=True)
class Moved:
    """Which way, and the lexeme of the verb that says so; `by`: the number is itself the change."""

    course: Course
    verb: int | None = None
    by: bool = True


@dataclass(frozen=True)
class Turn:
    """A quantity and what may turn it."""

    lx: Lexemes
    q: Quantity
    first: int  # its first lexeme, the modifier included

    @cached_property
    def verb(self) -> int:
        """The lexeme that stands before the number, adverbs left out."""
        lx, i = self.lx, self.first - 1
        while i > self.first - 5 and (
            lx[i].low in _ADVERBS or (lx[i].low in ("a", "an") and lx[i + 1].low in _FURTHER)
        ):
            i -= 1
        return i

    @property
    def is_measured(self) -> bool:
        return self.q.dimension in _MEASURES

    @property
    def by(self) -> bool:
        """Whether "by" stands before the number."""
        return "by" in (self.lx[self.first - 1].low, self.lx[self.verb + 1].low)


def modified(lx: Lexemes, q: Quantity) -> Modified:
    """What the words around a quantity make of it."""
    around = bounded(lx, q)
    first = q.first if around is None else min(around.first, q.first)
    decided = COURSE.first(Turn(lx, q, first))
    moved = decided.found if decided is not None else None
    mark = _CHANGES[around.bound] if around is not None else "~" if q.about else "="
    if moved is not None and moved.by and not q.ranged and mark in ("=", "~"):
        mark = moved.course
    if moved is None:
        return Modified(mark, around, None)
    return Modified(mark, around, moved.course, moved.verb)


def ranging(turn: Turn) -> Moved | None:
    """ "fell from 208 to 193": where a verb of change opens the range."""
    lx, q = turn.lx, turn.q
    begun = q.begun if q.begun is not None else q.first
    if q.begun is None and (not q.ranged or q.opening != "from"):
        return None
    for k in range(begun - 1, begun - _RANGE, -1):
        if _ends(lx, k, ".;:"):
            return None
        if lx[k].low in MULTIPLYING or course_of(lx[k].low, measured=True, by=True):
            return Moved("down" if q.falling else "up", k, by=q.begun is None)
    return None


def levels(lx: Lexemes, q: Quantity) -> tuple[Quantity, ...]:
    """The two levels of "rose from 9 to 14"; what has a unit stays one range, with its course, as
    data sets of quantities have it.
    """
    if q.ends is None or q.unit != "count" or not ranging(Turn(lx, q, q.first)):
        return (q,)
    before, after = (q.high, q.low) if q.falling else (q.low, q.high)
    level = q._replace(opening="", falling=False, softened=None, ends=None)
    return (
        level._replace(stop=q.ends[0], low=before, high=before),
        level._replace(first=q.ends[1], low=after, high=after, begun=q.first, falling=q.falling),
    )


def taken(turn: Turn) -> Moved | None:
    """A sum taken away from a value: "wiped about $3m ($4m) off the price"."""
    lx, q = turn.lx, turn.q
    if q.ranged or q.dimension != "money" or lx[turn.first - 1].low not in TAKING:
        return None
    stop = q.stop
    if lx[stop].text == "(":
        stop = next((k + 1 for k in range(stop, stop + 8) if lx[k].text == ")"), stop)
    return Moved("down", turn.first - 1) if lx[stop].low in ("off", "from") else None


def beside(turn: Turn) -> Moved | None:
    """The verb of change right before the number: "rose by just 3%", "was up 19 cents"."""
    word = turn.lx[turn.verb].low
    if turn.q.ranged or _is_another_verb(turn) or _is_size(turn):
        return None
    by = turn.lx[turn.first - 1].low == "by" or turn.q.unit == "percent"
    found = course_of(word, measured=turn.is_measured, by=by)
    return Moved(found, turn.verb) if found is not None else None


def by(turn: Turn) -> Moved | None:
    """The verb whose object stands before "by" and the number: "raise the fee by 5 degrees"."""
    lx = turn.lx
    if turn.q.ranged or not turn.by or _is_another_verb(turn) or _is_size(turn):
        return None
    ends = ".;:" if turn.q.dimension != "count" else ".,;:"  # "down 2 %, Arlo by 3 %"
    for k in range(turn.verb, turn.verb - _FAR, -1):
        if _ends(lx, k, ends) or (k < turn.verb and _does_by(lx, k)):
            return None
        if (found := course_of(lx[k].low, measured=True, by=True)) is not None:
            return Moved(found, k)
    return None


def of_object(turn: Turn) -> Moved | None:
    """The verb whose object stands before a share without "by": "boosted profits 15 percent", not
    "raised its 15 percent stake".
    """
    lx, q, i = turn.lx, turn.q, turn.verb
    behind = lx[q.stop]
    if q.dimension not in ("percent", "points") or q.ranged:
        return None
    if behind.is_word and behind.low not in _BEHIND_CHANGE:
        return None
    for k in range(i, i - _OBJECT, -1):
        word = lx[k].low
        if not lx[k].is_word or word in _LINKS or (k == i and word in _DETERMINERS):
            return None
        if (found := caused(word)) is not None:
            return Moved(found, k) if k < i else None
    return None


def signed(turn: Turn) -> Moved | None:
    """ "Arlo (+0.4 %)"."""
    sign = turn.q.signed
    return Moved("up" if sign == "+" else "down") if sign else None


def compared(turn: Turn) -> Moved | None:
    """The comparative behind a part or a share: "a third lower", "closed 3 percent lower"."""
    word = turn.lx[turn.q.stop].low
    if turn.q.unit not in ("fraction", "percent") or word not in _LOWER | _HIGHER:
        return None
    if turn.q.unit == "percent" and (word == "off" or turn.lx[turn.q.stop + 1].low == "than"):
        return None
    return Moved("down" if word in _LOWER else "up", by=turn.q.unit == "fraction")


def noun(turn: Turn) -> Moved | None:
    """The noun of a change before "of" and the number: "an increase of 18 percent"."""
    lx, first = turn.lx, turn.first
    if turn.q.ranged or turn.q.dimension == "time" or lx[first - 1].low != "of":
        return None
    if lx[first - 3].low not in ("a", "an", "the"):
        return None
    found = course_of(lx[first - 2].low, measured=True)
    return Moved(found, by=False) if found is not None else None


def than(turn: Turn) -> Moved | None:
    """ "3 percent more than in 2020"."""
    lx, q = turn.lx, turn.q
    if q.ranged or q.unit != "percent" or lx[q.stop + 1].low != "than":
        return None
    return Moved(_THAN[lx[q.stop].low], by=False) if lx[q.stop].low in _THAN else None


def multiplied(turn: Turn) -> Moved | None:
    """The verb that says by how much: "doubled", "halved"."""
    times = MULTIPLYING.get(turn.lx[turn.q.first].low)
    return Moved("up" if times > 1 else "down", turn.q.first) if times is not None else None


COURSE: Chain[Turn, Moved] = Chain(
    "course",
    Rule("ranging", ranging),
    Rule("multiplied", multiplied),
    Rule("taken", taken),
    Rule("beside", beside),
    Rule("of its object", of_object),
    Rule("by", by),
    Rule("signed", signed),
    Rule("compared", compared),
    Rule("noun", noun),
    Rule("than", than),
)


def _ends(lx: Lexemes, i: int, signs: str) -> bool:
    return lx[i].kind == "break" or lx[i].text in signs


def _is_another_verb(turn: Turn) -> bool:
    """Whether "up" or "down" is a part of another verb: "gave up 51 yards", "taking up 22 percent",
    "serving up 400 dishes".
    """
    lx, q, i = turn.lx, turn.q, turn.verb
    if "short" in lx.lows(q.stop, q.stop + 3):
        return True  # "fell 40 votes short"
    if lx[i].low not in ("up", "down"):
        return False
    before = lx[i - 1]
    if before.low in _PHRASAL or (before.low.endswith("ing") and before.low not in _GOING):
        return True
    return not turn.is_measured and before.is_word and before.low not in _IS_UP


def _is_size(turn: Turn) -> bool:
    """Whether a word of change is one of size: "a 6.7-inch 120 Hz display", "a triple 48 MP
    camera".
    """
    i = turn.verb
    return turn.lx[i].low in _ALSO_SIZES and turn.lx[i - 1].low not in _BEFORE_INFINITIVE


def _does_by(lx: Lexemes, i: int) -> bool:
    """Whether "by" says who does what the verb at `i` says: "raised fares paid by 800 people"."""
    return lx[i + 1].low == "by" and lx[i].low.endswith("ed") and not is_change_verb(lx[i].low)
