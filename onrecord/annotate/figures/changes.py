"""The verbs by which news says that a measure rose or fell."""

from __future__ import annotations

from typing import Literal

from onrecord.lexicon import words

Course = Literal["up", "down"]

_RISE = words("modifiers.rise")
_FALL = words("modifiers.fall")
_GAIN = words("modifiers.gain")
_LOSE = words("modifiers.lose")
_RAISE = words("modifiers.raise")
_REDUCE = words("modifiers.reduce")
_CUT = words("modifiers.cut")
TAKING = words("modifiers.taking")


def is_change_verb(word: str) -> bool:
    """Whether a word in lower case says that a measure changed."""
    return any(word in verbs for verbs in (_RISE, _FALL, _GAIN, _LOSE, _RAISE, _REDUCE))


def caused(word: str) -> Course | None:
    """The direction in which a verb in lower case moves its object: "boosted profits 15 %"."""
    if word in _RAISE:
        return "up"
    return "down" if word in _REDUCE | _CUT else None


def course_of(word: str, *, measured: bool, by: bool = False) -> Course | None:
    """The direction that a verb gives the number behind it.

    `measured`: the number has a unit and counts no things; `by`: the verb says the number with "by"
    or "from … to".
    """
    if by and word in _RAISE | _REDUCE:
        return "up" if word in _RAISE else "down"
    if word in _RISE or (measured and word in _GAIN):
        return "up"
    if word in _LOSE and not measured:
        return None
    return "down" if word in _FALL or word in _LOSE else None
