"""How figures belong together: change and level, from and to, part and whole, one sum twice, and
which says what another counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.ties import TIES, Draft, Pair, of_them
from onrecord.annotate.lexemes import Lexemes
from onrecord.lexicon import words

_NEAR = 6  # lexemes between a change and its level
_FAR = 16  # and between two figures that a sentence compares
_WHERE = words("things.set_between")
_ELLIPTIC = (("and",), ("or",), ("than",), ("to",))
_THAN_THAT = words("relations.than_that")


@dataclass(slots=True)
class Links:
    """What one figure has to do with others, by their indices."""

    same_as: int | None = None
    since: int | None = None
    level: int | None = None
    part_of: int | None = None
    like: int | None = None  # the figure that says what this one counts or measures
    # the figure of the same unit before it, in its sentence or the one before
    alike: int | None = None
    # and the one that says it where this is a bare number: "killed 12 men and wounded 30"
    bare_like: int | None = None


def link(lx: Lexemes, drafts: Sequence[Draft], sentences: Sequence[int]) -> list[Links]:
    """The links of every figure. `sentences` numbers the sentence that each stands in."""
    links = [Links() for _ in drafts]
    for j in range(1, len(drafts)):
        pair = Pair(lx, drafts, sentences, j)
        links[j].alike = _alike(drafts, sentences, j)
        if sentences[j - 1] == sentences[j]:
            links[j].bare_like = j - 1 if _lends_to_bare(pair) else None
            links[j].like = j - 1 if _lends(pair) else None
            decided = TIES.first(pair)
            tie = decided.found if decided is not None else None
        else:
            tie = of_them(pair) if sentences[j] - sentences[j - 1] == 1 else None
        if tie is not None:
            setattr(links[tie.figure], tie.name, tie.other)
            links[j].like = j - 1 if tie.lends else links[j].like
    return links


def _lends_to_bare(pair: Pair) -> bool:
    """Whether the first says what the second counts, where nothing is said of that: "killed 12 men
    and wounded 30", "17 percent at Arlo, 5 percent at Burlo".
    """
    one, two, gap = pair.one.q, pair.two.q, pair.gap
    if one.unit == two.unit == "percent":
        return gap[-1:] == ("and",) or (gap[-1:] == (",",) and gap[0] in _WHERE)
    if two.unit != "count":
        return False
    far = 3 if gap[-1:] == ("to",) else _NEAR
    near = gap[-1:] in _ELLIPTIC and len(gap) <= far and "," not in gap
    return one.unit == "count" or near


def _lends(pair: Pair) -> bool:
    """Whether the first says what the second measures: "shipped 900 crates, 3 percent more than in
    2020", "30 percent (10.5 tons) of the harvest", "two years and five months".
    """
    one, two, gap = pair.one.q, pair.two.q, pair.gap
    if one.unit == "count" and two.unit == "percent" and "," in gap:
        return pair.lx[two.stop].low in _THAN_THAT or _is_reckoned(one, two, gap)
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


def _is_reckoned(one: Quantity, two: Quantity, gap: tuple[str, ...]) -> bool:
    """Whether the second is the first in percent: "$1.30, an increase of 18 percent"."""
    if two.unit != "percent" or one.unit == "percent" or one.dimension == "time":
        return False
    if not 3 < len(gap) <= _FAR or (gap[-4], gap[-1]) != (",", "of"):
        return False
    return gap[-3] in ("a", "an") and is_change_verb(gap[-2])
