"""Numbers that the words themselves show to be no figure. Chains of named rules, each of which
gives the lexeme behind what it refuses.
"""

from __future__ import annotations

from onrecord.annotate.figures.number import dates, identifiers
from onrecord.annotate.lexemes import At, Lexemes
from onrecord.annotate.rules import Chain

OPENED: Chain[At, int] = Chain("refused at a word", *identifiers.OPENED)
NAMED: Chain[At, int] = Chain("refused by what is before", *identifiers.NAMED)
REFUSED: Chain[At, int] = Chain("refused", *identifiers.TIED, *dates.DATED)


def refused(lx: Lexemes, i: int, *, inside: bool = False) -> int:
    """The lexeme behind something at `i` that is no figure, or 0; `inside` leaves out what looks at
    the word before.
    """
    at = At(lx, i)
    if not lx[i].is_number:
        decided = None if inside else OPENED.first(at)
    else:
        decided = (None if inside else NAMED.first(at)) or REFUSED.first(at)
    return decided.found if decided else 0
