"""Whether two articles have the same words: a text that is added twice, or wire copy of which two
papers print their shares.

Texts are compared by their shingles, all runs of five words (Broder, "On the resemblance and
containment of documents", 1997), without case and marks. Of a shortened copy all runs stand in the
longer one; of two reports of one event hardly any.
"""

from __future__ import annotations

import re

_RUN = 5  # words
_FEWEST = 20  # runs; a shorter text may well be a part of another
MOST = 0.5  # of the runs of the shorter text, from which on it is a copy
_WORDS = re.compile(r"\w+")

Shingles = frozenset[int]


def shingles(text: str) -> Shingles:
    """The runs of words of a text, by their hashes."""
    words = _WORDS.findall(text.casefold())
    return frozenset(hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1))


def contained(one: Shingles, other: Shingles) -> float:
    """Which share of the shorter text stands in the other, word for word; 0 where it is too short
    to say.
    """
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest >= _FEWEST else 0.0
