"""Lexemes → amounts: how many, without saying of what.

A numeral, or a way to say one without: folds, vague plurals, parts, and ratios ("one in five").
"""

from __future__ import annotations

from onrecord.annotate.figures.number import parts
from onrecord.annotate.figures.number.numerals import (
    GLYPHS,
    HUNDRED,
    MAGNITUDES,
    ONES,
    PARTS,
    SCALES,
    TENS,
    read_numeral,
    whole,
)
from onrecord.annotate.figures.number.parts import DETERMINERS, Amount
from onrecord.annotate.lexemes import At, Lexemes
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import table, words

VAGUE = {word: (float(low), float(high)) for word, (low, high) in table("numbers.vague").items()}
STARTERS = frozenset(
    {
        *(f"{word}fold" for word in (*ONES, *TENS, *HUNDRED)),
        *ONES, *TENS, *MAGNITUDES, *VAGUE, *GLYPHS, "half", "quarter", "third", "couple",
    }
)  # fmt: skip
_MULTIPLIED: dict[str, int] = dict(table("numbers.multiplied"))  # "tens of thousands"
_FEW = words("numbers.few")
_AGAIN = words("numbers.again")


def read_amount(lx: Lexemes, i: int) -> Amount | None:
    """The amount that begins at lexeme `i`, or None."""
    decided = AMOUNT.first(At(lx, i))
    return decided.found if decided else None


def _fold(at: At) -> Amount | None:
    """ "sixfold", "18-fold": so many times."""
    lx, i = at
    word = lx[i].low
    many = (
        lx[i].value if lx[i].is_number else (ONES | TENS | HUNDRED).get(word.removesuffix("fold"))
    )
    if many is None:
        return None
    if word.endswith("fold"):
        return Amount(i, i + 1, many, many)
    j = i + 2 if lx.joined(i + 1) else i + 1
    return Amount(i, j + 1, many, many, digits=lx[i].is_number) if lx[j].low == "fold" else None


def _few(at: At) -> Amount | None:
    """ "several hundred", "a few thousand", "several hundred thousand"."""
    lx, i = at
    j = i + 1 if lx.lows(i, i + 2) == ("a", "few") else i
    if lx[j].low not in _FEW or f"{lx[j + 1].low}s" not in VAGUE or lx[j + 1].low == "ten":
        return None
    low, high = VAGUE[f"{lx[j + 1].low}s"]
    if lx[j + 1].low == "hundred" and (scale := SCALES.get(lx[j + 2].low)):
        return Amount(i, j + 3, low * scale, (high + 1) * scale - 1, "vague")
    return Amount(i, j + 2, low, high, "vague")


def _couple(at: At) -> Amount | None:
    """ "a couple of hundred", "a couple dozen", "a couple of boats": about two."""
    lx, i = at
    article = lx[i].low == "a"
    if lx[i + article].low != "couple" or (not article and lx[i - 1].low == "a"):
        return None
    j = i + article + 1
    of = lx[j].low == "of"
    j += of
    times, stop = 1, j
    while lx[stop].low in MAGNITUDES:
        times, stop = times * MAGNITUDES[lx[stop].low], stop + 1
    counts = of and lx[j].is_word and lx[j].low == lx[j].text and lx[j].low not in DETERMINERS
    if stop == j and not counts:
        return None  # "the couple of the year", "a couple were"
    return Amount(i, stop, 2 * times, 2 * times, scale=times, about=True)


def _score(at: At) -> Amount | None:
    """ "a score of boats", "three score boats"; a score of 10, or of a film, is none."""
    lx, i = at
    if (times := ONES.get(lx[i].low, 0)) > 1 and lx[i + 1].low == "score":
        several = lx[i + 2].is_word and lx[i + 2].low.endswith("s")
        return Amount(i, i + 2, 20 * times, 20 * times) if several else None
    counts = lx[i + 3].is_word and lx[i + 3].low.endswith("s") and lx[i + 3].low not in VAGUE
    if lx.lows(i, i + 3) != ("a", "score", "of") or not counts or lx[i + 3].low.endswith("ss"):
        return None
    return None if lx[i + 3].low in ("points", "goals", "runs") else Amount(i, i + 2, 20, 20)


def _part_of_magnitude(at: At) -> Amount | None:
    """ "half a million", "half-dozen", "a quarter million", "three quarters of a billion"."""
    lx, i = at
    j, times = i, 1.0
    if lx[j].low in ("a", "one"):
        j += 1
    elif lx[j].low in ONES:
        times, j = ONES[lx[j].low], j + (2 if lx.joined(j + 1) else 1)
    part = PARTS.get(lx[j].low)
    if part is None or part > 4:
        return None
    j += 1
    while lx[j].low in ("of", "a", "an") or lx.joined(j):
        j += 1
        if j > i + 6:
            return None
    scale = MAGNITUDES.get(lx[j].low)
    if scale is None:
        return None
    value = whole(times / part * scale)
    return Amount(i, j + 1, value, value, scale=scale)


def _vague(at: At) -> Amount | None:
    """ "dozens", "tens of thousands", "hundreds or even thousands", "thousands upon thousands"."""
    lx, i = at
    word, after = lx[i].low, lx[i + 1].low
    if word not in VAGUE or (lx.joined(i - 1) and lx[i - 2].is_number):
        return None
    low, high = VAGUE[word]
    scale = MAGNITUDES.get(lx[i + 2].low.removesuffix("s"), 0) if lx[i + 2].low in VAGUE else 0
    times = _MULTIPLIED.get(word, 0)
    if after == "of" and scale > times > 0:
        return Amount(i, i + 3, 2 * times * scale, 10 * times * scale - 1, "vague")
    if after in _AGAIN and lx[i + 2].low == word:
        return Amount(i, i + 3, low, high, "vague")
    greater = _greater(lx, i + 1, high)
    if greater is not None:
        return Amount(i, greater + 1, low, VAGUE[lx[greater].low][1], "vague")
    if word in ("tens", "scores") and after != "of":
        return None  # test scores, "perfect tens"
    return Amount(i, i + 1, low, high, "vague")


def _greater(lx: Lexemes, i: int, high: float) -> int | None:
    """The greater vague plural that is joined to one: "or even thousands", "if not millions"."""
    for link in (("or", "even"), ("if", "not"), ("or", "perhaps"), ("or",), ("to",)):
        j = i + len(link)
        if lx.lows(i, j) == link and VAGUE.get(lx[j].low, (0, 0))[1] > high:
            return j
    return None


def _number(at: At) -> Amount | None:
    """A numeral: "1.2 million", "two and a half million", "350", "a hundred"."""
    lx, i = at
    found = read_numeral(lx, i)
    if found is None:
        return None
    digits = lx[i].is_number or lx[i].text in GLYPHS
    return Amount(i, found.stop, found.value, found.value, "number", found.scale, digits)


AMOUNT: Chain[At, Amount] = Chain(
    "amount",
    Rule("fold", _fold),
    Rule("few", _few),
    Rule("couple", _couple),
    Rule("score", _score),
    Rule("part of a magnitude", _part_of_magnitude),
    *parts.RULES,
    Rule("vague", _vague),
    Rule("number", _number),
)
