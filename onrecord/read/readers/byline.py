"""Names of authors, out of bylines and statements."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.lexicon import words
from onrecord.written import is_web_address

_BY = re.compile(
    r"^(?:(?:by|written by|posted by|author|words by|reported by|story by)\b\s*:?\s*)+", re.I
)
# What ends the name in a byline: a mark, a number, an address, a counter of shares.
_END = re.compile(
    r"\s*(?:[|•·\n\t]|\s[–—]\s|(?<=\s)\d|https?:|@|\b(?:shares?|updated|published)\b)", re.I
)
_HANDLE = re.compile(r"\s+\(?@\w+\)?\Z")
_MOST = 80  # characters; what is longer is a sentence


def name_in(said: str) -> str | None:
    """The name in a byline: without "By", and without the day or the counter behind it."""
    name, *behind = _END.split(_BY.sub("", said.strip()), maxsplit=1)
    name = name.strip(" ,;:–—-")
    while behind and name and _opens_a_day(name.split()[-1].strip(",.")):
        name = name.rpartition(" ")[0].strip(" ,")
    if not name or len(name) > _MOST or is_web_address(said) or not name[:1].isalnum():
        return None
    return name


def _opens_a_day(word: str) -> bool:
    return word.lower() in words("time.months") or word in words("furniture.before_days")


def names_of(author: object) -> list[str]:
    """The names under schema.org's `author`: a text, an object, or a list of these."""
    if isinstance(author, list):
        return [name for one in author for name in names_of(one)]
    if isinstance(author, dict):
        return names_of(author.get("name"))
    if not isinstance(author, str) or is_web_address(author):
        return []
    name = _HANDLE.sub("", _BY.sub("", " ".join(author.split()))).strip(" ,;")
    return [name] if name else []


def listed(names: Iterable[str]) -> str:
    """Names as a byline has them: "A", "A and B", "A, B and C"."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last
