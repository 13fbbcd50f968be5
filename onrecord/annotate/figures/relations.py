"""How figures belong together: change and level, from and to, part and whole, one sum twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.modifiers import Modified
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.lexemes import Lexemes

_NEAR = 6  # lexemes between a change and its level
_FAR = 16  # and between two figures that a sentence compares
_COMPARING = frozenset(
    {("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from"), ("as", "against")}
)
_WHERE = frozenset("at in for among on".split())
_BEFORE_FROM = frozenset("up down compared well sharply slightly more less almost".split())
_INCLUDING = frozenset("including comprising containing includes include included".split())
_OF_THEM = frozenset(["them", "whom", "which", "these", "those"])
_ELLIPTIC = (("and",), ("or",), ("than",), ("to",))
_THAN_THAT = frozenset("more less fewer higher lower up down".split())
_LEVEL = frozenset({"to", "at"})


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


@dataclass(slots=True)
class Links:
    """What one figure has to do with others, by their indices."""

    same_as: int | None = None
    since: int | None = None
    level: int | None = None
    part_of: int | None = None
    like: int | None = None  # the figure that says what this one counts or measures
    alike: int | None = (
        None  # the figure of the same unit before it, in its sentence or the one before
    )
    bare_like: int | None = (
        None  # and the one that says it where this is a bare number: "killed 12 men and wounded 30"
    )


def link(lx: Lexemes, drafts: Sequence[Draft], sentences: Sequence[int]) -> list[Links]:
    """The links of every figure. `sentences` numbers the sentence that each stands in."""
    links = [Links() for _ in drafts]
    for j in range(1, len(drafts)):
        i = j - 1
        links[j].alike = _alike(drafts, sentences, j)
        if sentences[i] != sentences[j]:
            if _of_them(lx, drafts[j].q) and sentences[j] - sentences[i] == 1:
                links[j].part_of = _whole(drafts, sentences, j)
            continue
        one, two = drafts[i], drafts[j]
        gap = lx.lows(one.stop, two.first)
        if _lends_to_bare(one.q, two.q, gap):
            links[j].bare_like = i
        if _lends(lx, one.q, two.q, gap):
            links[j].like = i
        if _is_equivalent(lx, one, two, gap):
            links[j].same_as = links[j].like = i
        elif _is_start(one.q, two.q, gap) and (two.q.unit != "count" or _is_reached(lx, one, gap)):
            links[i].since = j
            links[j].like = i
        elif one.how.course and not one.q.ranged and _is_level(two.q, gap):
            links[i].level = j
            links[j].like = i
        elif _of_them(lx, two.q) or (part := _part(lx, one, two, gap)) == "second":
            links[j].part_of = _whole(drafts, sentences, j)
        elif part == "first":
            links[i].part_of = j
        elif (earlier := _before_offer(lx, drafts, sentences, j)) is not None:
            links[earlier].since = j
    return links


def _lends_to_bare(one: Quantity, two: Quantity, gap: tuple[str, ...]) -> bool:
    """Whether the first says what the second counts, where nothing is said of that: "killed 12 men
    and wounded 30", "17 percent at Arlo, 5 percent at Burlo".
    """
    if one.unit == two.unit == "percent":
        return gap[-1:] == ("and",) or (gap[-1:] == (",",) and gap[0] in _WHERE)
    if two.unit != "count":
        return False
    far = 3 if gap[-1:] == ("to",) else _NEAR
    near = gap[-1:] in _ELLIPTIC and len(gap) <= far and "," not in gap
    return one.unit == "count" or near


def _lends(lx: Lexemes, one: Quantity, two: Quantity, gap: tuple[str, ...]) -> bool:
    """Whether the first says what the second measures: "shipped 900 crates, 3 percent more than in
    2020", "30 percent (10.5 tons) of the harvest", "two years and five months".
    """
    if one.unit == "count" and two.unit == "percent" and "," in gap:
        return lx[two.stop].low in _THAN_THAT or _is_reckoned(one, two, gap)
    lasting = gap == ("and",) and one.dimension == two.dimension == "time"
    return gap == ("(",) or (lasting and one.unit != two.unit) or _is_reckoned(one, two, gap)


def _alike(drafts: Sequence[Draft], sentences: Sequence[int], j: int) -> int | None:
    """The figure of the same unit that stands nearest in the sentence, else first in the one
    before.
    """
    found = None
    for i in range(j - 1, max(-1, j - 1 - _NEAR), -1):
        if sentences[j] - sentences[i] > (drafts[j].q.kind != "vague"):
            break  # "Dozens fled" begins anew
        if drafts[i].q.unit.partition(" per ")[0] == drafts[j].q.unit.partition(" per ")[0]:
            found = i
            if sentences[i] == sentences[j]:
                break
    return found


def _is_equivalent(lx: Lexemes, one: Draft, two: Draft, gap: tuple[str, ...]) -> bool:
    """ "€2.3bn ($2.5bn)", "100 kilometers (60 miles)", "190 points, or 0.6%"."""
    if one.q.unit == two.q.unit or two.q.unit == "count":
        return False
    if gap in (("(",), ("(", "or"), ("/",), ("[",)):
        closed = ")" in lx.lows(two.stop, two.stop + 4) or "/" in lx.lows(two.stop, two.stop + 1)
        return closed and one.q.dimension == two.q.dimension
    return gap[-1:] == ("or",) and len(gap) < 4 and bool(one.how.course) and two.how.course is None


def _is_start(one: Quantity, two: Quantity, gap: tuple[str, ...]) -> bool:
    """Whether the second is what the first rose or fell from, or is compared with: "to 1,400 from
    700".
    """
    if not gap or "." in gap or ";" in gap:
        return False
    alike = one.unit == two.unit or two.unit == "count" or one.unit.startswith(f"{two.unit} per ")
    if gap[-1] == "from":
        behind = (
            gap[gap.index(",") + 1 : -1] if "," in gap else ()
        )  # "at $21, with deposits from $1"
        return (
            alike
            and not set(behind) - _BEFORE_FROM
            and len(gap) <= (_FAR if gap[-2:] in _COMPARING else _NEAR)
            and "to" not in gap
            and not {"(", ")"} & set(gap)
        )
    apart = max((k for k, word in enumerate(gap) if word == "and"), default=-1)
    pairs = set(
        pairwise(gap[apart + 1 :])
    )  # "rise by 15 percent compared with May and reach one million"
    compared = bool(_COMPARING & pairs) or bool({"versus", "against", "vs"} & set(gap[-4:]))
    return compared and alike and len(gap) <= _FAR


def _is_reckoned(one: Quantity, two: Quantity, gap: tuple[str, ...]) -> bool:
    """Whether the second is the first in percent: "$1.30, an increase of 18 percent"."""
    if two.unit != "percent" or one.unit == "percent" or one.dimension == "time" or len(gap) > _FAR:
        return False
    return (
        len(gap) > 3
        and gap[-4] == ","
        and gap[-3] in ("a", "an")
        and is_change_verb(gap[-2])
        and gap[-1] == "of"
    )


def _before_offer(
    lx: Lexemes, drafts: Sequence[Draft], sentences: Sequence[int], j: int
) -> int | None:
    """The figure that was raised or cut from one named behind a noun: "by 4 percent …, up from an
    offer of 3".

    A length of time may stand between: "by 4 percent over two years".
    """
    i = j - 1
    if drafts[i].q.dimension == "time" and i > 0 and drafts[j].q.dimension != "time":
        i -= 1
    gap = lx.lows(drafts[j - 1].stop, drafts[j].first)
    if sentences[i] != sentences[j] or drafts[i].q.unit != drafts[j].q.unit or gap[-1:] != ("of",):
        return None
    turned = any(pair in (("up", "from"), ("down", "from")) for pair in pairwise(gap[-_NEAR:]))
    return i if turned else None


def _is_reached(lx: Lexemes, one: Draft, gap: tuple[str, ...]) -> bool:
    """Whether a count is one that something changed by or came to: not "27 envoys from nine
    nations".
    """
    return (
        bool(one.how.course)
        or lx[one.first - 1].low in ("to", "at")
        or bool(_COMPARING & set(pairwise(gap)))
    )


def _is_level(two: Quantity, gap: tuple[str, ...]) -> bool:
    """Whether the second is where a change led to: "rose 5 % to $3bn", "down 1 % to 1,463"."""
    if not gap or len(gap) > _NEAR or {",", ".", ";", "and", "from"} & set(gap):
        return False
    return gap[-1] in _LEVEL or (gap[-1] == "of" and gap[0] == "to")


def _of_them(lx: Lexemes, q: Quantity) -> bool:
    """ "half of them", "30 of whom"."""
    return lx[q.stop].low == "of" and lx[q.stop + 1].low in _OF_THEM


def _part(lx: Lexemes, one: Draft, two: Draft, gap: tuple[str, ...]) -> str:
    """Which of two figures is a part of the other: the second of "10,000, including 2,000", the
    first of "3 of 12".
    """
    comparable = one.q.unit == two.q.unit or two.q.unit in ("percent", "fraction")
    if not comparable or "." in gap or ";" in gap:
        return ""
    if lx[one.first].low == "within":
        return ""  # "within $6 million of the $41 million"
    smaller = two.q.unit != one.q.unit or two.q.low <= one.q.high
    if smaller and len(gap) <= _FAR and _INCLUDING & set(gap):
        return "second"
    if smaller and any(
        gap[k] == "of" and gap[k + 1] in ("whom", "which", "them") for k in range(len(gap) - 1)
    ):
        return "second"
    owned = (
        gap[:1] == ("of",) and len(gap) < _NEAR + 3 and gap[-1].endswith(("'s", "’s", "s'", "s’"))
    )
    if (
        owned
        or (len(gap) == 3 and gap[:2] == ("of", "the"))
        or gap
        in (
            ("of", "the"),
            ("of",),
            ("of", "its"),
            ("of", "their"),
            ("out", "of"),
            ("out", "of", "the"),
        )
    ):
        return "first" if one.q.low <= two.q.high or one.q.unit != two.q.unit else ""
    if (
        lx.lows(one.first - 2, one.first) == ("of", "the")
        and lx[one.first - 2].text == "Of"
        and "," in gap
    ):
        return "second" if smaller else ""
    return ""


def _whole(drafts: Sequence[Draft], sentences: Sequence[int], j: int) -> int | None:
    """The nearest count or sum before a part, no smaller than it, in its sentence or the one
    before.
    """
    part = drafts[j].q
    for i in range(j - 1, max(-1, j - 1 - _FAR), -1):
        whole = drafts[i].q
        if sentences[j] - sentences[i] > 1:
            return None
        if whole.unit in ("percent", "fraction") or whole.dimension == "time" != part.dimension:
            continue
        if part.unit in ("percent", "fraction") or (
            part.unit == whole.unit and part.low <= whole.high
        ):
            return i
    return None
