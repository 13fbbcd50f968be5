"""Lexemes → amounts: how many, without saying of what.

A numeral, or a way to say one without: folds, vague plurals, parts, and ratios ("one in five").
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.annotate.figures.number.lexemes import Lexemes
from onrecord.annotate.figures.number.numerals import (
    GLYPHS,
    HUNDRED,
    MAGNITUDES,
    ONES,
    PARTS,
    SCALES,
    TENS,
    read_numeral,
    read_written_fraction,
    whole,
)
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import table, words

AmountKind = Literal["number", "vague", "fraction"]

VAGUE = {word: (float(low), float(high)) for word, (low, high) in table("numbers.vague").items()}
STARTERS = frozenset(
    {
        *(f"{word}fold" for word in (*ONES, *TENS, *HUNDRED)),
        *ONES, *TENS, *MAGNITUDES, *VAGUE, *GLYPHS, "half", "quarter", "third", "couple",
    }
)  # fmt: skip
_MULTIPLIED: dict[str, int] = dict(table("numbers.multiplied"))  # "tens of thousands"
_FEW = words("numbers.few")
_COMPARED = words("numbers.compared")
_BEHIND_PART = words("numbers.behind_part")
_BEFORE_PART = words("numbers.before_part")
_BEFORE_HALF = words("numbers.before_half")
_ORDINAL_BEFORE_HALF = words("numbers.ordinal_before_half")
_QUANTIFIED = words("numbers.quantified")
_TIMES = words("numbers.times_of_ratio")
_DETERMINERS = frozenset(
    "the a an all his her its their our my your these those this that of as what which".split()
)
_POINTS = frozenset({"point", "percent", "percentage", "per", "pc"})
_AGAIN = frozenset({"upon", "and", "on"})  # "thousands upon thousands"
_OPENING = frozenset("(“\"'‘[$£€")
_CLOSING = frozenset(".,;:)?!”\"'’]")
_ROUND_WHOLES = frozenset({20, 25, 30, 40, 50, 100, 200, 250, 500, *(10**n for n in range(3, 10))})
_SMALL_WHOLE = 12  # up to here any number can be the whole of "one in five"


class Amount(NamedTuple):
    """Lexemes `first` to `stop` (exclusive) read as a number between `low` and `high`."""

    first: int
    stop: int
    low: float
    high: float
    kind: AmountKind = "number"
    scale: float = 1  # the magnitude named with it: a million
    digits: bool = False  # written in digits, not in words
    about: bool = False  # the words say that it is not exact: "a couple of hundred"


class At(NamedTuple):
    """A place in a text: what is asked of its words there."""

    lx: Lexemes
    i: int


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
    counts = of and lx[j].is_word and lx[j].low == lx[j].text and lx[j].low not in _DETERMINERS
    if stop == j and not counts:
        return None  # "the couple of the year", "a couple were"
    return Amount(i, stop, 2 * times, 2 * times, scale=times, about=True)


def _score(at: At) -> Amount | None:
    """ "a score of boats"; a score of 10, or of a film, is none."""
    lx, i = at
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


def _part_of_point(at: At) -> Amount | None:
    """ "a quarter-point rise", "a half per cent": a part of one, and no fraction of anything."""
    lx, i = at
    j = i + 1 if lx[i].low in ("a", "one") else i
    part = PARTS.get(lx[j].low, 0)
    behind = j + 2 if lx.joined(j + 1) else j + 1
    if part not in (2, 4) or lx[behind].low not in _POINTS or lx[j].low.endswith("s"):
        return None
    return Amount(i, j + 1, 1 / part, 1 / part)


def _ratio(at: At) -> Amount | None:
    """ "one in five", "three out of four", "9 out of every 10"; not "two in 2018"."""
    lx, i = at
    many = lx[i].value if lx[i].is_number else ONES.get(lx[i].low)
    if not many or many != int(many) or (lx[i].glued and lx[i - 1].text not in _OPENING):
        return None
    j = _whole_of_ratio(lx, i + 1, single=many == 1)
    if j is None:
        return None
    of = read_numeral(lx, j + (lx[j].low == "every"))
    if (
        of is None
        or of.value <= many
        or (of.value > _SMALL_WHOLE and of.value not in _ROUND_WHOLES)
    ):
        return None
    after = lx[of.stop]
    if after.glued and after.text not in _CLOSING:
        return None
    if after.low in _TIMES or (lx[j - 1].low == "in" and after.text == "%"):
        return None  # "two in ten games"
    return Amount(i, of.stop, many / of.value, many / of.value, "fraction")


def _whole_of_ratio(lx: Lexemes, i: int, *, single: bool) -> int | None:
    """Where the whole of a ratio begins, whose first number ends before lexeme `i`."""
    if lx.lows(i, i + 2) == ("out", "of"):
        return i + 2
    if lx[i].low == "in" or lx.lows(i, i + 2) == ("of", "every"):
        return i + 1
    if lx.joined(i) and lx[i + 1].low == "in" and lx.joined(i + 2):  # "a one-in-five chance"
        return i + 3
    if single and lx[i].is_word and lx[i + 1].low == "in" and _ends_ratio(lx, i + 2):
        return i + 2  # "one child in five"
    return None


def _ends_ratio(lx: Lexemes, i: int) -> bool:
    """Whether nothing is counted behind the number at `i`: not "one man in two cars"."""
    of = read_numeral(lx, i)
    return of is not None and (not lx[of.stop].is_word or lx[of.stop].low in _BEHIND_PART)


def _written_fraction(at: At) -> Amount | None:
    """ "1/4", "½"."""
    lx, i = at
    tied = lx[i].glued and lx[i - 1].text not in _OPENING
    if part := read_written_fraction(lx, i):
        return None if tied else Amount(i, i + 3, part, part, "fraction")
    part = GLYPHS.get(lx[i].text)
    if part is None or tied or lx[i + 1].low in MAGNITUDES or lx[i + 1].low in ("m", "bn"):
        return None
    return Amount(i, i + 1, part, part, "fraction")


def _parts(at: At) -> Amount | None:
    """ "two-thirds", "one-fifth"; not "three quarters running", which are of a year."""
    lx, i = at
    many = ONES.get(lx[i].low, 0)
    tied = lx.joined(i + 1)
    j = i + 2 if tied else i + 1
    under = PARTS.get(lx[j].low, 0)
    if not 0 < many < under or many > 9 or (many == 1) == lx[j].low.endswith("s"):
        return None
    if under in (2, 4) and not tied and lx[j].low[0] in "hq" and not _is_partitive(lx, j + 1):
        return None
    return Amount(i, j + 1, many / under, many / under, "fraction")


def _one_part(at: At) -> Amount | None:
    """ "a third of", "by a fifth", "a third lower", "nearly a quarter"; not "a third man"."""
    lx, i = at
    under = PARTS.get(lx[i + 1].low, 0)
    if lx[i].low != "a" or lx.joined(i + 1) or under < 2 or lx[i + 1].low.endswith("s"):
        return None
    before, after = lx[i - 1].low, lx[i + 2]
    ends = not after.is_word or after.low in _BEHIND_PART
    fits = (
        _is_partitive(lx, i + 2)
        or (after.low in _COMPARED and under < 20)
        or (before == "between" and after.low == "and")
        or (before in _BEFORE_PART and ends)
        or (under == 2 and before in _BEFORE_HALF)
    )
    return Amount(i, i + 2, 1 / under, 1 / under, "fraction") if fits else None


def _half(at: At) -> Amount | None:
    """ "half the shops", "by half"; not of a match or a year, not "half-brother"."""
    lx, i = at
    before, after = lx[i - 1], lx[i + 1]
    tied = lx.joined(i - 1) or lx.joined(i + 1)
    if lx[i].low != "half" or tied or before.low in _ORDINAL_BEFORE_HALF or before.is_number:
        return None
    whole_behind = after.low in _DETERMINERS or after.low in ("hour", "day", "mile", "turn")
    if whole_behind or before.low in _BEFORE_HALF or _is_halved(lx, i):
        return Amount(i, i + 1, 0.5, 0.5, "fraction")
    return None


def _is_halved(lx: Lexemes, i: int) -> bool:
    """Whether "half" is by how much: "cut the toll in half"."""
    return lx[i - 1].low == "in" and "cut" in lx.lows(i - 6, i - 1)


def _is_partitive(lx: Lexemes, i: int) -> bool:
    """Whether what follows can only follow a part: "of the men", "as many"."""
    if lx[i].low == "of":
        return lx[i + 1].low != "an"
    return lx[i].low == "as" and lx[i + 1].low in _QUANTIFIED


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
    Rule("part of a point", _part_of_point),
    Rule("ratio", _ratio),
    Rule("written fraction", _written_fraction),
    Rule("parts", _parts),
    Rule("one part", _one_part),
    Rule("half", _half),
    Rule("vague", _vague),
    Rule("number", _number),
)
