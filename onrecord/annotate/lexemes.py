"""Text → lexemes: numbers, words and signs, with their offsets.

A reading of our own, since the model's tokens cut "$2.3bn", "5kW" and "18-25" now one way and now
another. Every pattern is a plain run of characters, so the time is linear in the text whatever it
holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from onrecord.lexicon import words

_MONTHS = words("numbers.months")

LexemeKind = Literal["number", "word", "sign", "break"]

# Fractions and raised digits are signs of their own: "1½", "km²", "10⁻⁶".
_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒⁰¹²³⁴⁵⁶⁷⁸⁹"
# Between thousands stands a comma, or one of these: 816 000, 1'250.
_LEXEME = re.compile(
    rf"""
      (?P<number> [1-9]\d{{0,2}}(?P<apart>[ '’\u00a0\u2009\u202f])\d{{3}}
                  (?:(?P=apart)\d{{3}}){{0,4}}(?!\d|[.,:/]\d{{3}}|(?P=apart)\d)(?:[.,]\d{{1,2}}(?!\d))?
                | \d+(?:[.,]\d+)* | (?<![\w.])\.\d+ )
    | (?P<word>   (?:[^\W\d_]\.){{2,}} | [^\W\d_{_SIGNS}]+(?:['’][^\W\d_{_SIGNS}]+)* )
    | (?P<break>  \n[ \t\r]*\n\s* )
    | (?P<sign>   [^\s\w] | [_{_SIGNS}] )
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(r"[ '’\u00a0\u2009\u202f]")
_PLAIN = re.compile(r"\d{0,15}(?:\.\d{1,15})?")
# 1,234 or 12,34,567
_GROUPED = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,2}(?:,\d{2}){1,5},\d{3})(?:\.\d{1,15})?")
# 1.234.567 or 1.234,56: a single point between digits is a decimal one
_DOTTED = re.compile(r"\d{1,3}(?:(?:\.\d{3}){2,4}|(?:\.\d{3})+,\d{1,2})")
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
        self._all, self._len = lexemes, len(lexemes)
        self._starts = [lexeme.start for lexeme in lexemes]
        self._words = frozenset(lexeme.low for lexeme in lexemes if lexeme.kind == "word")

    def __len__(self) -> int:
        return self._len

    def __getitem__(self, i: int) -> Lexeme:
        return self._all[i] if 0 <= i < self._len else END

    def lows(self, start: int, stop: int) -> tuple[str, ...]:
        """The texts from `start` to `stop` in lower case."""
        if start >= 0 and stop <= self._len:
            return tuple([lexeme.low for lexeme in self._all[start:stop]])
        return tuple([self[i].low for i in range(start, stop)])

    def speaks_of(self, words: frozenset[str]) -> bool:
        """Whether one of these words in lower case stands anywhere in the text."""
        return not self._words.isdisjoint(words)

    def says_again(self, i: int) -> bool:
        """Whether the lexemes at `i` and behind it stand together elsewhere in the text, too."""
        return self._pairs[self[i].text, self[i + 1].text] > 1

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        return Counter((a.text, b.text) for a, b in pairwise(self._all) if b.kind == "number")

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


class At(NamedTuple):
    """A place in a text: what is asked of its words there."""

    lx: Lexemes
    i: int


HYPHENS = frozenset("-‐‑")
DASHES = HYPHENS | frozenset("–—−")


def lex(text: str) -> Lexemes:
    """The lexemes of a text, in order."""
    found: list[Lexeme] = []
    end = at = 0
    while match := _LEXEME.search(text, at):
        kind, word = cast(LexemeKind, match.lastgroup), match[0]
        if match["apart"] == " " and found and found[-1].low in _MONTHS:
            word = word.partition(" ")[0]  # "on May 5 200 men came"
        start, at = match.start(), match.start() + len(word)
        value = read_digits(word) if kind == "number" else None
        opens = not found or found[-1].kind == "break" or "\n" in text[end:start]
        glued = start == end and bool(found)
        found.append(Lexeme(kind, word, word.lower(), start, at, glued, opens, value))
        end = at
    return Lexemes(found)


def read_digits(digits: str) -> float | None:
    """ "1,234.5" → 1234.5; None for what is no amount ("192.168.1.1", a serial number)."""
    if len(digits) > _DIGITS or not digits.isascii():
        digits = _BLANKS.sub(" ", digits)
    if len(digits) > _DIGITS or not digits.isascii():
        return None
    if _BLANKS.search(digits):
        return float(_BLANKS.sub("", digits).replace(",", "."))
    if _PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _DOTTED.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    return None


def is_year(text: str) -> bool:
    """Whether digits can be a year that a text names."""
    return len(text) == 4 and text.isdigit() and text[:2] in ("18", "19", "20")
