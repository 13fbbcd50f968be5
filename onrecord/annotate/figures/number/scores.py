"""Two numbers with a dash that are the result of a match or a vote: "3-1", "3 – 0", "5-4"."""

from __future__ import annotations

from onrecord.annotate.figures.number.numerals import SHORT_SCALES
from onrecord.annotate.figures.number.units import read_unit
from onrecord.annotate.lexemes import DASHES, Lexemes
from onrecord.lexicon import words

_RESULTS = words("numbers.results")
_LARGEST = 15  # of two numbers with nothing counted behind them, the greater one last
_HIGHEST = 250  # no side scores more in a match
_NEAR = 4  # lexemes in which a word of winning and losing stands
_MEASURED = SHORT_SCALES.keys() | {"%"}
_AGES = words("ages.aged")
_OPENING = frozenset({"between", "from"})


def score_at(lx: Lexemes, i: int) -> int:
    """The lexeme behind a score that begins at lexeme `i`, or 0."""
    if not _is_dashed_pair(lx, i) or lx[i - 1].low in _OPENING | _AGES:
        return 0
    low, high = lx[i].value or 0, lx[i + 2].value or 0
    if not lx[i + 1].glued and lx[i + 3].low == "of":
        return 0  # "of the 12 – 3 of them women –"
    if low < high:
        scored = _is_result(lx, i) and (high <= _LARGEST or _is_told(lx, i))
    else:
        scored = read_unit(lx, i + 3) is None and lx[i + 3].low not in _MEASURED
    return i + 3 if scored else 0


def _is_result(lx: Lexemes, i: int) -> bool:
    """Whether a pair of numbers with a dash is a result rather than a range."""
    if not _is_dashed_pair(lx, i) or _counts(lx, i + 3) or lx[i - 1].low in _AGES:
        return False
    return (lx[i + 2].value or 0) <= _LARGEST or _is_told(lx, i)


def _is_dashed_pair(lx: Lexemes, i: int) -> bool:
    """Whether two small whole numbers have a dash between them, with blanks around it or none."""
    if lx[i + 1].text not in DASHES or lx[i + 1].glued != lx[i + 2].glued:
        return False
    if not lx[i].text.isdigit() or not lx[i + 2].text.isdigit():
        return False
    if lx[i + 3].glued and (lx[i + 3].is_word or lx[i + 3].text in DASHES | set("%/:")):
        return False
    return max(lx[i].value or 0, lx[i + 2].value or 0) <= _HIGHEST


def _counts(lx: Lexemes, i: int) -> bool:
    """Whether what stands behind a pair is counted by it: a plural, a unit, a magnitude."""
    after = lx[i]
    if after.low in _RESULTS:
        return False
    if read_unit(lx, i) is not None or after.low in SHORT_SCALES or after.text == "%":
        return True
    return (
        after.is_word and after.low.endswith("s") and after.low == after.text and len(after.low) > 2
    )


def _is_told(lx: Lexemes, i: int) -> bool:
    """Whether a word of winning, losing or voting stands beside the pair."""
    return not _RESULTS.isdisjoint((*lx.lows(i - _NEAR, i), *lx.lows(i + 3, i + 3 + 2)))
