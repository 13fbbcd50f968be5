"""The verbs by which news says that a measure rose or fell."""

from __future__ import annotations

from typing import Literal

Course = Literal["up", "down"]

# Every form is written out: headlines and a wire's short sentences are often tagged wrong, so
# lemmas cannot be trusted.
_RISE = frozenset(
    """
    rise rises rose risen rising increase increases increased increasing grow grows grew grown growing climb
    climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soars soared soaring
    advance advances advanced advancing leap leaps leapt leaped swell swelled swollen swelling spike spikes
    spiked spiking rally rallied rallies rallying rebound rebounded rebounds rebounding expand expands expanded
    expanding skyrocket skyrocketed double doubles doubled doubling triple triples tripled tripling quadruple
    quadrupled inch inched up higher appreciate appreciated widen widens widened balloon ballooned
    """.split()
)
_FALL = frozenset(
    """
    fall falls fell fallen falling decline declines declined declining decrease decreases decreased decreasing
    slide slides slid sliding slip slips slipped slipping sink sinks sank sunk sinking tumble tumbles tumbled
    tumbling plunge plunges plunged plunging plummet plummets plummeted plummeting dip dips dipped dipping drop
    drops dropped dropping shrink shrinks shrank shrunk shrinking ease eases eased easing retreat retreats
    retreated retreating slump slumps slumped slumping crash crashed tank tanked contract contracted contracts
    halve halves halved halving weaken weakens weakened weakening slow slows slowed slowing narrow narrows
    narrowed depreciate depreciated down
    """.split()
)
# these take what they add or take away as an object, which may be a thing ("lost 12 men"): they
# need a measure
_GAIN = frozenset("gain gains gained gaining add adds added adding up".split())
_LOSE = frozenset("""
    lose loses lost losing shed sheds shedding cut cuts cutting slash slashes slashed trim trims trimmed dropped
    drop drops
    """.split())  # fmt: skip
# and these say the change with "by", since the measure is their object: "raised the fee by 5", not
# "raised $5 million"
_RAISE = frozenset(
    """
    raise raises raised raising boost boosts boosted boosting lift lifts lifted lifting strengthen strengthened
    """.split()
)
TAKING = frozenset(  # with "off" or "from" behind the sum
    "wipe wipes wiping wiped cut shave shaved shaving knock knocked slash slashed strip stripped".split()
)
_CUT = frozenset(
    "cut cuts cutting slash slashes slashed slashing trim trims trimmed trimming".split()
)
_REDUCE = frozenset("reduce reduces reduced reducing lower lowers lowered lowering".split())


def is_change_verb(word: str) -> bool:
    """Whether a word in lower case says that a measure changed."""
    return any(word in verbs for verbs in (_RISE, _FALL, _GAIN, _LOSE, _RAISE, _REDUCE))


def caused(word: str) -> Course | None:
    """The direction in which a verb in lower case moves its object: "boosted profits 15 percent"."""
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
