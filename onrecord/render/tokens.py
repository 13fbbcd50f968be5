"""Words as search compares them: those of a text and those of a question, in one form.

scripts/search.js has the same `fold`, `split` and `stem`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.lexicon import words as listed

# What stands before these, and what quotation marks and dashes stand among, never combines.
_MAY_COMBINE = re.compile(r"[\u0300-\u1fff\u2050-\U0010ffff]")
# Both begin with their sign, which is looked for much faster than what stands before it.
_COMMA = re.compile(r",(?<=\d,)(?=\d{3})")
_INITIAL = re.compile(r"\.(?<=[^\W\d_]\.)(?<![^\W_].\.)(?=[^\W\d_](?![^\W_]))")
_WORD = re.compile(r"\d+\.\d+(?![.\d])|[^\W_]+")
_PLURAL = re.compile(r"(?<=..)(?:(?<=[^aeiou])ies|(?<=[sxz])es|(?<=[cs]h)es|(?<![suid])s)$")


@lru_cache
def stop_words() -> frozenset[str]:
    """Words of every other sentence, and those that questions are made of."""
    return frozenset(listed("search.stop"))


def fold(text: str) -> str:
    """Lower case without accents; "10,000" becomes 10000 and "U.S." us."""
    if not text.isascii():
        text = _MAY_COMBINE.sub(_uncombined, unicodedata.normalize("NFKD", text))
    return _INITIAL.sub("", _COMMA.sub("", text.lower()))


def _uncombined(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match[0]) else match[0]


def split(text: str) -> list[str]:
    """The words of a text; a number with its decimals is one."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """A word without the ending of a plural: parties → party, boxes → box, ferries → ferry."""
    if not _PLURAL.search(word):
        return word
    return word[:-3] + "y" if word.endswith("ies") else _PLURAL.sub("", word)
