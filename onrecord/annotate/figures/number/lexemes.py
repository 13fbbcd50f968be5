"""Text → lexemes: numbers, words and signs, with their offsets.

A reading of our own, since the model's tokens cut "$2.3bn", "5kW" and "18-25" now one way and now
another. Every pattern is a plain run of characters, so the time is linear in the text whatever it
holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

LexemeKind = Literal["number", "word", "sign", "break"]

_LEXEME = re.compile(
    r"""
      (?P<number> \d+(?:[.,]\d+)* | (?<![\w.])\.\d+ )
    | (?P<word>   (?:[^\W\d_]\.){2,} | [^\W\d_]+(?:['’][^\W\d_]+)* )
    | (?P<break>  \n[ \t\r]*\n\s* )
    | (?P<sign>   [^\s\w] | _ )
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(r"\d{0,15}(?:\.\d{1,15})?")
_GROUPED = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,2}(?:,\d{2}){1,5},\d{3})(?:\.\d{1,15})?"
)  # 1,234 or 12,34,567
_DIGITS = 32  # a longer run of digits is an identifier, never an amount


class Lexeme(NamedTuple):
    """One number, word or sign of a text; a blank line is a `break`."""

    kind: LexemeKind
    text: str
    low: str  # the text in lower case
    start: int
    end: int
    glued: bool  # nothing stands between it and the lexeme before
    opens: bool = False  # it is the first on its line
    value: float | None = None  # of a number that can be read as an amount

    @property
    def is_word(self) -> bool:
        return self.kind == "word"

    @property
    def is_number(self) -> bool:
        return self.kind == "number"


END = Lexeme("break", "", "", -1, -1, False)


class Lexemes:
    """The lexemes of a text; before the first and behind the last there is nothing but `END`."""

    def __init__(self, lexemes: Sequence[Lexeme]) -> None:
        self._all = lexemes
        self._starts = [lexeme.start for lexeme in lexemes]

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, i: int) -> Lexeme:
        return self._all[i] if 0 <= i < len(self._all) else END

    def lows(self, start: int, stop: int) -> tuple[str, ...]:
        """The texts from `start` to `stop` in lower case."""
        return tuple(self[i].low for i in range(start, stop))

    def behind(self, offset: int) -> int:
        """The index of the first lexeme that begins at or behind an offset of the text."""
        return bisect_left(self._starts, offset)

    def joined(self, i: int) -> bool:
        """Whether lexeme `i` is a hyphen that ties its neighbours: "11-year", and "11 - year" in
        spaced-out text.
        """
        after = self[i + 1]
        return (
            self[i].text in HYPHENS
            and self[i].glued == after.glued
            and (after.is_word or after.glued)
        )


HYPHENS = frozenset("-‐‑")
DASHES = HYPHENS | frozenset("–—−")


def lex(text: str) -> Lexemes:
    """The lexemes of a text, in order."""
    found: list[Lexeme] = []
    end = 0
    for match in _LEXEME.finditer(text):
        kind, word = cast(LexemeKind, match.lastgroup), match[0]
        start = match.start()
        value = read_digits(word) if kind == "number" else None
        opens = not found or found[-1].kind == "break" or "\n" in text[end:start]
        glued = start == end and bool(found)
        found.append(Lexeme(kind, word, word.lower(), start, match.end(), glued, opens, value))
        end = match.end()
    return Lexemes(found)


def read_digits(digits: str) -> float | None:
    """ "1,234.5" → 1234.5; None for what is no amount ("192.168.1.1", a serial number)."""
    if len(digits) > _DIGITS or not digits.isascii():
        return None
    if _PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits):
        return float(digits.replace(",", ""))
    return None
