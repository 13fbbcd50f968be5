"""Beside: what the words at a person's name tell of who is meant, among people of one family name.

"Ms Forde" is a woman, "the elder Forde" the elder of two, "Senator Forde" a senator, and in "his
father, Alan Forde" Alan is older than somebody. Only the run of titles in front of the name is
read, and the apposition right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from onrecord.lexicon import namewords as w
from onrecord.lexicon import table, words
from onrecord.model import Span
from onrecord.resolve import forms

Gender = Literal["male", "female"]
Seniority = Literal["elder", "younger"]
T = TypeVar("T", Gender, Seniority)

_MALE, _FEMALE = words("people.male"), words("people.female")
_FULL = table("people.titles")
_ELDER, _YOUNGER = words("identity.elders"), words("identity.youngers")
_ELDER_KIN, _YOUNGER_KIN = words("identity.elder_kin"), words("identity.younger_kin")
_KIN = words("identity.kin")
# "Mr" and "Ms" tell of a sex alone
_TITLES = (w.HONORIFICS | w.ROLE_HEADS) - _KIN - (w.ADDRESSES & (_MALE | _FEMALE)) - {"mx"}
_READ = _TITLES | w.TITLE_MODIFIERS | w.ADDRESSES | _MALE | _FEMALE | _KIN | _ELDER | _YOUNGER
_BEFORE = 60  # characters in front of a name in which its title stands
_BLANKS = " \u00a0\n"
_WORD_BEFORE = re.compile(rf"([^\W\d_][\w’'-]*)(\.?)(,?)[{_BLANKS}]+$")
_BEHIND = re.compile(
    r",? \(?(?:(?:his|her|their|the|a|an|whose) )?([a-z][a-z-]+)\b(?! (?:of|and) )"
)
_MARK = re.compile(r",? (?:Jn?r|Sn?r|Junior|Senior|I{2,3}|IV)\b\.?")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands at a name."""

    gender: Gender | None = None
    # as the text calls one of two persons of one name
    called: Seniority | None = None
    # as kinship has it: a father is older than somebody
    kin: Seniority | None = None
    titles: frozenset[str] = frozenset()  # in small letters, in full: "senator"
    relative: bool = False  # introduced as somebody's husband, son …
    mark: str = ""  # of the generation, behind a comma: "Peter Lund, Jr."

    @property
    def tells(self) -> Beside:
        """Without what is true of a man beside his son and beside his father alike."""
        return Beside(self.gender, self.called, titles=self.titles, mark=self.mark)


NOTHING = Beside()


def beside(text: str, name: Span) -> Beside:
    """What the words around a name tell of its bearer."""
    front, behind = _front(text, name.start), _behind(text, name.end)
    told = front | behind
    return Beside(
        _one_of(told, ("male", _MALE), ("female", _FEMALE)),
        _one_of(told, ("elder", _ELDER), ("younger", _YOUNGER)),
        _one_of(told, ("elder", _ELDER_KIN), ("younger", _YOUNGER_KIN)),
        frozenset(full for t in front & _TITLES for full in (t, *str(_FULL.get(t, "")).split())),
        bool(told & _KIN),
        forms.generation(match[0]) if (match := _MARK.match(text, name.end)) else "",
    )


def together(all_: Iterable[Beside]) -> Beside:
    """What several places tell of one person: what they agree in, and all titles."""
    found = list(all_)
    if len(found) == 1:
        return found[0]
    genders = {b.gender for b in found if b.gender}
    called = {b.called for b in found if b.called}
    kin = {b.kin for b in found if b.kin}
    return Beside(
        genders.pop() if len(genders) == 1 else None,
        called.pop() if len(called) == 1 else None,
        kin.pop() if len(kin) == 1 else None,
        frozenset().union(*(b.titles for b in found)),
        any(b.relative for b in found),
        next((b.mark for b in found if b.mark), ""),
    )


def _front(text: str, start: int) -> set[str]:
    """The words of the title in front of a name."""
    found: set[str] = set()
    front = text[max(0, start - _BEFORE) : start]
    while match := _WORD_BEFORE.search(front, _last_word(front)):
        word = match[1].lower()
        if word not in _READ or (match[3] and word not in _KIN) or "\n\n" in match[0]:
            break
        found.add(word)
        front = front[: match.start()]
    return found


def _last_word(text: str) -> int:
    """Where the last run without blanks begins, so that nobody looks for it in all that is in front
    of it.
    """
    end = len(text.rstrip(_BLANKS))
    return max(text.rfind(blank, 0, end) for blank in _BLANKS) + 1


def _behind(text: str, end: int) -> set[str]:
    """The noun of the apposition behind a name, if it tells of kinship or of age."""
    match = _BEHIND.match(text, end)
    return {match[1]} & (_KIN | _ELDER | _YOUNGER) if match else set()


def _one_of(
    told: set[str], one: tuple[T, frozenset[str]], other: tuple[T, frozenset[str]]
) -> T | None:
    """The value whose words were told, where those of the other were not."""
    first, second = bool(told & one[1]), bool(told & other[1])
    return None if first == second else one[0] if first else other[0]
