"""Exact words → where they stand in a text, robust to what typesetting and line ends do to them.

Words are compared with one blank for any white space and with plain quotation marks and
apostrophes, as people copy them; what stands inside of a longer word or number is not found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from onrecord.model import Span
from onrecord.written import as_read

_PLAIN = str.maketrans("“”„«»‟‘’‚‛", '""""""' + "''''")
_ALIKE = 60  # of 100, rapidfuzz: below that nothing in the text is a candidate
_LONGEST = 100  # characters of a candidate that a message shows


@lru_cache(maxsize=512)  # a text is asked for as often as it has decisions and questions
def plain(words: str) -> str:
    """Words as they are compared: as many characters as before."""
    return as_read(words).translate(_PLAIN)


def places(text: str, words: str) -> tuple[Span, ...]:
    """Where words stand in a text, in order; nowhere where they are blank."""
    parts = [re.escape(part) for part in plain(words).split()]
    if not parts:
        return ()
    pattern = r"\s+".join(parts)
    before = r"(?<!\w)" if words.strip()[0].isalnum() else ""
    after = r"(?!\w)" if words.strip()[-1].isalnum() else ""
    # a number is not found inside of another: 340 is neither in 1,340 nor in 340.5
    if words.strip()[0].isdigit():
        before += r"(?<!\d[.,])"
    if words.strip()[-1].isdigit():
        after += r"(?![.,]\d)"
    return tuple(Span(*m.span()) for m in re.finditer(before + pattern + after, plain(text)))


def nearest(text: str, words: str, to: Span) -> Span | None:
    """Of the places of some words the one that is nearest to a span."""
    return min(places(text, words), key=lambda s: _distance(s, to), default=None)


def _distance(one: Span, other: Span) -> int:
    return 0 if one.overlaps(other) else max(other.start - one.end, one.start - other.end)


@dataclass(frozen=True, slots=True)
class Nth:
    """Which of several places is meant, and of how many: "2 of 3"."""

    number: int = 1
    of: int = 1

    def __str__(self) -> str:
        return f"{self.number} of {self.of}"


def read_nth(words: str) -> Nth | None:
    """ "2 of 3"; None for anything else."""
    found = re.fullmatch(r"([1-9][0-9]{0,5}) of ([1-9][0-9]{0,5})", " ".join(words.split()))
    if not found or int(found[1]) > int(found[2]):
        return None
    return Nth(int(found[1]), int(found[2]))


def candidate(text: str, words: str) -> Span | None:
    """What in a text is most like some words that do not stand there; None where nothing is."""
    here = plain(text).casefold()
    found = fuzz.partial_ratio_alignment(plain(words).casefold(), here, score_cutoff=_ALIKE)
    if found is None:
        return None
    start, end = found.dest_start, min(found.dest_end, found.dest_start + _LONGEST)
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    span = Span(start, end)
    inner = span.of(text)
    return Span(start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip()))


def line_of(text: str, span: Span) -> int:
    """The line of a text on which a span begins, from 1."""
    return text.count("\n", 0, span.start) + 1
