"""What ties a figure to the one before it in its sentence: a chain of named rules over the words
between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from onrecord.annotate.figures.modifiers import Modified
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.lexemes import Lexemes
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import words

_NEAR = 6  # lexemes between a change and its level
_PARTS_NEAR = 5  # between two parts of one whole
_FAR = 16  # and between two figures that a sentence compares
_TURNED = frozenset({("up", "from"), ("down", "from")})
_COMPARING = _TURNED | {("compared", "with"), ("compared", "to"), ("as", "against")}
_OF_THOSE = frozenset(("of", word) for word in ("whom", "which", "them")) | {("among", "them")}
_OF_WHOLE = frozenset(
    tuple(gap.split()) for gap in ("of", "of the", "of its", "of their", "out of", "out of the")
)
_OWNERS = ("'s", "’s", "s'", "s’")
_VERSUS = words("comparisons.versus")
_BEFORE_FROM = words("relations.before_from")
_INCLUDING = words("relations.including")
_OF_THEM = words("grammar.them")
_LEVEL = frozenset({"to", "at"})
_OPENED = frozenset({("(",), ("(", "or"), ("/",), ("[",)})


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity on its way to a figure."""

    q: Quantity
    how: Modified

    @property
    def first(self) -> int:
        """The first lexeme, the modifier included."""
        before = self.how.first
        return min(before, self.q.first) if before is not None else self.q.first

    @property
    def stop(self) -> int:
        after = self.how.last
        return max(after + 1, self.q.stop) if after is not None else self.q.stop


class Tie(NamedTuple):
    """What one figure is to another."""

    name: Literal["same_as", "since", "level", "part_of"]
    figure: int
    other: int
    lends: bool = False  # the one before says what the one behind counts


@dataclass(frozen=True)
class Pair:
    """Figure `j` and the one before it. `sentences` numbers the sentence that each stands in."""

    lx: Lexemes
    drafts: Sequence[Draft]
    sentences: Sequence[int]
    j: int

    @property
    def i(self) -> int:
        return self.j - 1

    @property
    def one(self) -> Draft:
        return self.drafts[self.i]

    @property
    def two(self) -> Draft:
        return self.drafts[self.j]

    @cached_property
    def gap(self) -> tuple[str, ...]:
        """The words between the two, in lower case."""
        return self.lx.lows(self.one.stop, self.two.first)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The same, two by two."""
        return frozenset(pairwise(self.gap))

    @property
    def is_closed(self) -> bool:
        """Whether a sentence or a clause ends between them."""
        return "." in self.gap or ";" in self.gap

    @property
    def fits(self) -> bool:
        """Whether the second can be a part of the first."""
        one, two = self.one.q, self.two.q
        return two.unit != one.unit or two.low <= one.high


def equivalent(pair: Pair) -> Tie | None:
    """ "€2.3bn ($2.5bn)", "100 kilometers (60 miles)", "190 points, or 0.6%"."""
    lx, one, two, gap = pair.lx, pair.one, pair.two, pair.gap
    if one.q.unit == two.q.unit or two.q.unit == "count":
        return None
    if gap in _OPENED:
        closed = ")" in lx.lows(two.stop, two.stop + 4) or lx[two.stop].low == "/"
        same = closed and one.q.dimension == two.q.dimension
    else:
        alike = gap[-1:] == ("or",) and len(gap) < 4
        same = alike and bool(one.how.course) and two.how.course is None
    return Tie("same_as", pair.j, pair.i, lends=True) if same else None


def start(pair: Pair) -> Tie | None:
    """What the first rose or fell from, or is compared with: "to 1,400 from 700"."""
    one, two, gap = pair.one.q, pair.two.q, pair.gap
    if not gap or pair.is_closed or one.dimension == "times":
        return None
    alike = one.unit == two.unit or two.unit == "count" or one.unit.startswith(f"{two.unit} per ")
    if not alike or (two.unit == "count" and not _is_reached(pair)):
        return None
    begins = _is_from(gap) if gap[-1] == "from" else _is_compared(gap)
    return Tie("since", pair.i, pair.j, lends=True) if begins else None


def _is_from(gap: tuple[str, ...]) -> bool:
    """Whether "from" leads to an earlier level; not "at $21, with deposits from $1"."""
    behind = gap[gap.index(",") + 1 : -1] if "," in gap else ()
    near = len(gap) <= (_FAR if gap[-2:] in _COMPARING else _NEAR)
    return near and not set(behind) - _BEFORE_FROM and not {"to", "(", ")"} & set(gap)


def _is_compared(gap: tuple[str, ...]) -> bool:
    """Whether a comparison stands behind the last "and": not "rise by 15 percent compared with May
    and reach one million".
    """
    apart = max((k for k, word in enumerate(gap) if word == "and"), default=-1)
    compared = _COMPARING.intersection(pairwise(gap[apart + 1 :])) or _VERSUS.intersection(gap[-4:])
    return bool(compared) and len(gap) <= _FAR


def _is_reached(pair: Pair) -> bool:
    """Whether a count is one that something changed by or came to: not "27 envoys from nine
    nations".
    """
    reached = pair.lx[pair.one.first - 1].low in _LEVEL or bool(_COMPARING & pair.pairs)
    return reached or bool(pair.one.how.course)


def two_levels(pair: Pair) -> Tie | None:
    """ "rose from 9 to 14"."""
    levels = pair.two.q.begun is not None and pair.two.q.begun == pair.one.q.first
    return Tie("since", pair.j, pair.i, lends=True) if levels else None


def level(pair: Pair) -> Tie | None:
    """Where a change led to: "rose 5 % to $3bn", "down 1 % to 1,463"."""
    one, gap = pair.one, pair.gap
    if not one.how.course or one.q.ranged or not gap or len(gap) > _NEAR:
        return None
    led = gap[-1] in _LEVEL or (gap[0], gap[-1]) == ("to", "of")
    if not led or {",", ".", ";", "and", "from"} & set(gap):
        return None
    return Tie("level", pair.i, pair.j, lends=True)


def of_them(pair: Pair) -> Tie | None:
    """ "half of them", "30 of whom"."""
    behind = pair.lx.lows(pair.two.q.stop, pair.two.q.stop + 2)
    return _of_whole(pair) if behind[0] == "of" and behind[1] in _OF_THEM else None


def including(pair: Pair) -> Tie | None:
    """ "10,000, including 2,000", "12 sailors, two of whom", "Of the 20 boats, 3"."""
    if not _may_be_parts(pair) or not pair.fits:
        return None
    lx, first, near = pair.lx, pair.one.first, len(pair.gap) <= _FAR
    among = (near and _INCLUDING.intersection(pair.gap)) or _OF_THOSE & pair.pairs
    opened = (lx[first - 2].text, lx[first - 1].low) == ("Of", "the") and "," in pair.gap
    return _of_whole(pair) if among or opened else None


def further(pair: Pair) -> Tie | None:
    """Another part behind one that was named: "including 169 to builders, 48 to clerks and 27"."""
    if pair.j < 2 or pair.gap[-1:] not in ((",",), ("and",)) or len(pair.gap) > _PARTS_NEAR:
        return None
    one, two = pair.one.q, pair.two.q
    if one.unit != two.unit or pair.sentences[pair.i - 1] != pair.sentences[pair.j]:
        return None
    named = Pair(pair.lx, pair.drafts, pair.sentences, pair.i)
    tie = including(named) or further(named)
    whole = pair.drafts[tie.other].q if tie is not None else None
    fits = whole is not None and whole.unit == two.unit and two.low <= whole.high
    return Tie("part_of", pair.j, tie.other) if tie is not None and fits else None


def out_of(pair: Pair) -> Tie | None:
    """ "3 of 12", "14 of the harbor's 22 cranes"."""
    one, two, gap = pair.one.q, pair.two.q, pair.gap
    if not _may_be_parts(pair) or (one.low > two.high and one.unit == two.unit):
        return None
    owned = gap[:1] == ("of",) and len(gap) < _NEAR + 3 and gap[-1].endswith(_OWNERS)
    named = len(gap) == 3 and gap[:2] == ("of", "the")
    return Tie("part_of", pair.i, pair.j) if owned or named or gap in _OF_WHOLE else None


def offer(pair: Pair) -> Tie | None:
    """The figure that was raised or cut from one named behind a noun: "by 4 percent …, up from an
    offer of 3".

    A length of time may stand between: "by 4 percent over two years".
    """
    i, two = pair.i, pair.two.q
    if pair.one.q.dimension == "time" and i > 0 and two.dimension != "time":
        i -= 1
    far = pair.sentences[i] != pair.sentences[pair.j]
    if far or pair.drafts[i].q.unit != two.unit or pair.gap[-1:] != ("of",):
        return None
    turned = _TURNED.intersection(pairwise(pair.gap[-_NEAR:]))
    return Tie("since", i, pair.j) if turned else None


TIES: Chain[Pair, Tie] = Chain(
    "tie",
    Rule("equivalent", equivalent),
    Rule("start", start),
    Rule("two levels", two_levels),
    Rule("level", level),
    Rule("of them", of_them),
    Rule("including", including),
    Rule("further", further),
    Rule("out of", out_of),
    Rule("offer", offer),
)


def _may_be_parts(pair: Pair) -> bool:
    """Whether one can be a part of the other; not "within $6 million of the $41 million"."""
    comparable = pair.one.q.unit == pair.two.q.unit or pair.two.q.unit in ("percent", "fraction")
    return comparable and not pair.is_closed and pair.lx[pair.one.first].low != "within"


def _of_whole(pair: Pair) -> Tie | None:
    """The tie to the nearest count or sum before a part that is no smaller than it, in its
    sentence or the one before.
    """
    drafts, sentences, j = pair.drafts, pair.sentences, pair.j
    part = drafts[j].q
    share = part.unit in ("percent", "fraction")
    for i in range(j - 1, max(-1, j - 1 - _FAR), -1):
        whole = drafts[i].q
        if sentences[j] - sentences[i] > 1:
            return None
        if whole.unit in ("percent", "fraction") or whole.dimension == "time" != part.dimension:
            continue
        if share or (part.unit == whole.unit and part.low <= whole.high):
            return Tie("part_of", j, i)
    return None
