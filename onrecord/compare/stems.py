"""The words of a text that carry meaning, without their endings."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.lexicon import table, words

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
CONCEPTS = table("comparisons.concepts")
_EMPTY = words("comparisons.empty")


def stems(running: str) -> frozenset[str]:
    """The words that carry meaning, without their endings."""
    found = (w.lower() for w in WORD.findall(running))
    return frozenset(
        CONCEPTS.get(w) or _stem(w)
        for w in found
        if len(w) > 2 and w not in _EMPTY and not w.isdigit()
    )


@lru_cache(maxsize=1 << 16)  # a corpus has some ten thousand words, each of them many times
def _stem(word: str) -> str:
    word = re.sub(r"['’]s$", "", word)
    for ending, shortest in (("ies", 3), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3), ("e", 4)):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= shortest
            and not word.endswith("ss")
        ):
            return word.removesuffix(ending) + ("y" if ending == "ies" else "")
    return word
