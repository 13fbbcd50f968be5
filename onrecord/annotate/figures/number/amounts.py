"""Lexemes → amounts: how many, without saying of what.

The grammar of English numerals (Quirk et al., A Comprehensive Grammar of the English Language,
6.63–68): digits, cardinal words, magnitudes, vague plurals, fractions, and ratios ("one in five").
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.annotate.figures.number.lexemes import Lexemes

AmountKind = Literal["number", "vague", "fraction"]

ONES = {w: n for n, w in enumerate(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """.split())}  # fmt: skip
TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
HUNDRED = {"hundred": 100}
SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
}
DOZEN = {"dozen": 12}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9,
                "t": 10**12, "tn": 10**12, "trn": 10**12, "mil": 10**6, "bil": 10**9}  # fmt: skip
_WRITTEN_SHORT = SHORT_SCALES.keys() - {"k", "b", "m", "t"}  # a single letter may also be a unit
# plurals without a number before them: from twice the magnitude to just below the next
VAGUE = {"tens": (20, 99), "dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999),
         "thousands": (2000, 9999), "millions": (2 * 10**6, 10**7 - 1), "billions": (2 * 10**9, 10**10 - 1),
         "trillions": (2 * 10**12, 10**13 - 1)}  # fmt: skip
PLURAL_SCALES = {
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
_MULTIPLIED = {"tens": 10, "dozens": 10, "scores": 10, "hundreds": 100}  # "tens of thousands"
_FEW = frozenset({"several", "few", "some", "many"})  # "a few hundred" says no more than "hundreds"
_OF_SINGULAR = {"dozen": "dozens", "hundred": "hundreds", "thousand": "thousands", "million": "millions",
                "billion": "billions", "trillion": "trillions"}  # fmt: skip
PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
         "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
         "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10}  # fmt: skip
GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
          "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip
DENOMINATORS = frozenset(
    {2, 3, 4, 5, 8, 10, 16, 32, 64, 100}
)  # of written fractions; "9/11" and "24/7" are none
_RATIO_WHOLES = frozenset({20, 25, 30, 40, 50, 100, 200, 250, 500, *(10**n for n in range(3, 10))})

ROUNDED = frozenset({"plus", "odd"})  # tied to a number they make it one that is not exact

_FOLDS = frozenset(f"{word}fold" for word in (*ONES, *TENS, *HUNDRED))
STARTERS = frozenset(
    {*_FOLDS, *ONES, *TENS, *HUNDRED, *SCALES, *DOZEN, *VAGUE, *GLYPHS, "half", "quarter", "third"}
)


class Amount(NamedTuple):
    """Lexemes `first` to `stop` (exclusive) read as a number between `low` and `high`."""

    first: int
    stop: int
    low: float
    high: float
    kind: AmountKind = "number"
    scale: float = 1  # the magnitude named with it: a million
    digits: bool = False  # written in digits, not in words


def read_amount(lx: Lexemes, i: int) -> Amount | None:
    """The longest amount that begins at lexeme `i`, or None."""
    for read in (_fold, _few_hundred, _half_a_million, _ratio, _fraction, _vague, _number):
        if found := read(lx, i):
            return found
    return None


def _number(lx: Lexemes, i: int) -> Amount | None:
    """Digits or words, with what multiplies them: "1.2 million", "two and a half million", "350",
    "a hundred".
    """
    if (base := _digits(lx, i)) is None and (base := _cardinal(lx, i)) is None:
        return None
    value, j = base
    more = _and_a_half(lx, j)
    if more:
        value, j = value + more[0], more[1]
    scale, j = _scale(lx, j, multiplies=lx[i].is_number or bool(more))
    if scale > 1 and (tail := _and_a_half(lx, j)):  # "a million and a half"
        value, j = value + tail[0], tail[1]
    return Amount(
        i, j, _whole(value * scale), _whole(value * scale), "number", scale, lx[i].is_number
    )


def _whole(value: float) -> float:
    """Without the dust of binary multiplication: 4.35 million is 4,350,000."""
    return round(value, 6) if value < 1e15 else value


def _digits(lx: Lexemes, i: int) -> tuple[float, int] | None:
    """Digits with a fraction behind them if there is one: "10 1/2", "2½"."""
    value = lx[i].value
    if value is None:
        return (GLYPHS[lx[i].text], i + 1) if lx[i].text in GLYPHS else None
    if lx[i + 1].text in GLYPHS:
        return value + GLYPHS[lx[i + 1].text], i + 2
    if (
        lx[i + 1].text == "," and lx[i + 2].text == "000" and value < 1000
    ):  # "10, 000" in spaced-out text
        return value * 1000, i + 3
    if not lx[i + 1].glued and (part := _written_fraction(lx, i + 1)):
        return value + part, i + 4
    return value, i + 1


def _written_fraction(lx: Lexemes, i: int) -> float | None:
    """ "1/2" in three lexemes, or None: dates and names ("9/11", "24/7", "1/2/2020") are no
    fractions.
    """
    over, under = lx[i].value, lx[i + 2].value
    if (
        lx[i + 1].text not in ("/", "⁄")
        or not (lx[i + 1].glued and lx[i + 2].glued)
        or not over
        or not under
    ):
        return None
    if lx[i + 3].glued and lx[i + 3].text in ("/", "⁄"):
        return None
    return over / under if over < under and under in DENOMINATORS and over == int(over) else None


def _cardinal(lx: Lexemes, i: int) -> tuple[float, int] | None:
    """Number words: "twenty-five", "three hundred and fifty thousand", "a hundred"."""
    total, group, j, seen = 0.0, 0.0, i, False
    last = (
        10**15
    )  # magnitudes go down: "two thousand three hundred", not "three hundred two thousand million"
    if (
        lx[i].low in ("a", "an")
        and lx[i + 1].low in {*HUNDRED, *SCALES, *DOZEN}
        and not lx.joined(i + 1)
    ):
        group, j, seen = 1, i + 1, True
    while True:
        word = lx[j].low
        after_and = word == "and" and seen and lx[j - 1].low in {*HUNDRED, *SCALES}
        if after_and and lx[j + 1].low in {*ONES, *TENS} and lx[j + 1].low not in ("zero",):
            j += 1
        elif word in TENS and group % 100 == 0 and not (seen and lx[j - 1].low in ONES):
            group, j, seen = group + TENS[word], j + 1, True
            ones = j + 1 if lx.joined(j) else j
            if 1 <= ONES.get(lx[ones].low, 0) <= 9:
                group, j = group + ONES[lx[ones].low], ones + 1
        elif word in ONES and group % 100 == 0 and not (seen and lx[j - 1].low in {*ONES, *TENS}):
            group, j, seen = group + ONES[word], j + 1, True
        elif word in HUNDRED and group % 100 == group < 100 and (seen or _bare(lx, j)):
            group, j, seen = max(group, 1) * 100, j + 1, True
        elif word in DOZEN and seen and total == 0:
            group, j = group * 12, j + 1
            break
        elif word in SCALES and SCALES[word] < last and (seen or _bare(lx, j)):
            total, group, last, j, seen = (
                total + max(group, 1) * SCALES[word],
                0,
                SCALES[word],
                j + 1,
                True,
            )
        elif (
            lx.joined(j) and seen and lx[j + 1].low in {*HUNDRED, *SCALES, *DOZEN}
        ):  # "two-million-dollar"
            j += 1
        else:
            break
    return (total + group, j) if seen else None


def _bare(lx: Lexemes, i: int) -> bool:
    """A magnitude that may stand without a number: "hundred and fifty", "a billion-year contract"."""
    return lx[i - 1].low in ("a", "an") or lx[i + 1].low == "and" or lx.joined(i + 1)


def _and_a_half(lx: Lexemes, i: int) -> tuple[float, int] | None:
    """ "and a half", "and three-quarters": a number and what ends it."""
    if (
        lx.joined(i) and lx[i + 1].low == "and" and lx.joined(i + 2) and lx.joined(i + 4)
    ):  # "three-and-a-half"
        tied = lx[i + 3].low in ("a", "one") and lx[i + 5].low in ("half", "third", "quarter")
        return (1 / PARTS[lx[i + 5].low], i + 6) if tied else None
    if lx[i].low != "and":
        return None
    if lx[i + 1].low in ("a", "one") and lx[i + 2].low in ("half", "third", "quarter"):
        return 1 / PARTS[lx[i + 2].low], i + 3
    return None


def _scale(lx: Lexemes, i: int, *, multiplies: bool) -> tuple[float, int]:
    """The magnitude behind a number and what ends it: "million", "bn"; 1 where there is none."""
    j = i + 1 if lx.joined(i) else i
    if j > i and lx[j].low in ROUNDED and lx[j + 1].low in SCALES:  # "700-plus billion"
        j += 1
    word = lx[j].low
    if multiplies and word in SCALES:
        return SCALES[word], j + 1
    if multiplies and word in HUNDRED | DOZEN:
        return (HUNDRED | DOZEN)[word], j + 1
    if word in _WRITTEN_SHORT or (word in ("k", "b", "m", "t") and _is_suffix(lx, j)):
        return SHORT_SCALES[word], j + 1
    return 1, i


def _is_suffix(lx: Lexemes, i: int) -> bool:
    """Whether a single letter behind digits is a magnitude: "10k", "$5b", "8 B people", but not "5
    m" or "10 t".
    """
    letter = lx[i]
    if letter.text in ("K", "B"):
        return letter.glued or (lx[i + 1].is_word and not lx[i + 1].glued)
    if letter.text == "M":
        return letter.glued
    return letter.glued and letter.text in ("k", "b")


def _fold(lx: Lexemes, i: int) -> Amount | None:
    """ "sixfold", "18-fold": so many times."""
    word = lx[i].low
    if lx[i].value is not None and lx.joined(i + 1) and lx[i + 2].low == "fold":
        return Amount(i, i + 3, lx[i].value or 0, lx[i].value or 0, digits=True)
    many = (ONES | TENS | HUNDRED).get(word.removesuffix("fold")) if word.endswith("fold") else None
    return Amount(i, i + 1, many, many) if many else None


def _few_hundred(lx: Lexemes, i: int) -> Amount | None:
    """ "several hundred", "a few thousand"."""
    j = i + 1 if lx[i].low == "a" and lx[i + 1].low == "few" else i
    plural = _OF_SINGULAR.get(lx[j + 1].low)
    if lx[j].low not in _FEW or plural is None or lx[j + 1].low == "dozen" == lx[j].low:
        return None
    stop = j + 2
    if lx[j + 1].low == "hundred" and lx[stop].low in SCALES:
        scale = SCALES[lx[stop].low]
        return Amount(i, stop + 1, 200 * scale, 1000 * scale - 1, "vague")
    return Amount(i, stop, *VAGUE[plural], "vague")


def _vague(lx: Lexemes, i: int) -> Amount | None:
    """ "dozens", "tens of thousands", "hundreds of millions"."""
    word = lx[i].low
    if word not in VAGUE:
        return None
    scale = PLURAL_SCALES.get(lx[i + 2].low, 0) if lx[i + 1].low == "of" else 0
    times = _MULTIPLIED.get(word, 1000 if word == "thousands" else 0)
    if scale > times > 0:
        return Amount(i, i + 3, 2 * times * scale, 10 * times * scale - 1, "vague")
    even = i + 3 if lx[i + 2].low == "even" else i + 2
    if (
        lx[i + 1].low == "or" and VAGUE.get(lx[even].low, (0, 0))[1] > VAGUE[word][1]
    ):  # "hundreds or even thousands"
        return Amount(i, even + 1, VAGUE[word][0], VAGUE[lx[even].low][1], "vague")
    if word in ("tens", "scores") and lx[i + 1].low != "of":
        return None  # test scores, "perfect tens"
    return Amount(i, i + 1, *VAGUE[word], "vague")


def _half_a_million(lx: Lexemes, i: int) -> Amount | None:
    """ "half a million", "half a dozen", "a quarter million", "three quarters of a billion"."""
    j, times = i, 1.0
    if lx[j].low in ("a", "one"):
        j += 1
    elif lx[j].low in ONES and lx[j + 1].low in ("quarters", "thirds"):
        times, j = ONES[lx[j].low], j + 1
    part = PARTS.get(lx[j].low)
    if part is None or (part != 2 and lx[j].low not in ("quarter", "quarters", "third", "thirds")):
        return None
    j += 1
    if lx[j].low == "of":
        j += 1
    if lx[j].low in ("a", "an") or lx.joined(j):
        j += 1
    magnitude = (SCALES | DOZEN | HUNDRED).get(lx[j].low)
    if magnitude is None:
        return None
    value = _whole(times / part * magnitude)
    return Amount(i, j + 1, value, value, "number", magnitude)


def _fraction(lx: Lexemes, i: int) -> Amount | None:
    """ "two-thirds", "a third of", "half", "1/4"; not "the third", "the first half", "two quarters
    running".
    """
    if part := _written_fraction(lx, i):
        return (
            None
            if lx[i].glued and lx[i - 1].text not in "($£€"
            else Amount(i, i + 3, part, part, "fraction")
        )
    word, j = lx[i].low, i + 1
    if word in GLYPHS and not lx[i].glued:
        return Amount(i, j, GLYPHS[word], GLYPHS[word], "fraction")
    if lx.joined(j):
        j += 1
    under = PARTS.get(lx[j].low)
    many = ONES.get(word, 0) if 1 <= ONES.get(word, 0) <= 9 else 0
    if many and under and under > many and (many == 1) != lx[j].low.endswith("s"):
        if (
            lx[j].low in ("quarter", "quarters", "half")
            and not _partitive(lx, j + 1)
            and not lx.joined(i + 1)
        ):
            return None  # "three quarters running", "one half"
        return Amount(i, j + 1, many / under, many / under, "fraction")
    if word == "a" and under and not lx.joined(i + 1) and not lx[j].low.endswith("s"):
        by = lx[i - 1].low == "by" and not lx[j + 1].is_word
        by = by or (lx[i - 1].low == "between" and lx[j + 1].low == "and")
        by = by or (lx[i - 1].low == "from" and lx[j + 1].low == "to")
        by = by or (
            lx[i - 1].low in _BEFORE_PART
            and (not lx[j + 1].is_word or lx[j + 1].low in _AFTER_RATIO)
        )
        if (
            by
            or _partitive(lx, j + 1)
            or (under == 2 and lx[i - 1].low in ("nearly", "almost", "over", "about"))
        ):
            return Amount(i, j + 1, 1 / under, 1 / under, "fraction")
    if word == "half" and _is_half(lx, i):
        return Amount(i, i + 1, 0.5, 0.5, "fraction")
    return None


def _partitive(lx: Lexemes, i: int) -> bool:
    """Whether what follows can only follow a part: "of the men", "as many"."""
    return (lx[i].low == "of" and lx[i + 1].low not in ("an",)) or (
        lx[i].low == "as" and lx[i + 1].low in _AMOUNT_WORDS
    )


# "nearly a fifth", "up from a quarter in 2015"
_BEFORE_PART = frozenset("nearly almost about around roughly over than from to".split())
_AMOUNT_WORDS = frozenset({"many", "much", "high", "big", "large"})
_DETERMINERS = frozenset(
    """
    the a an all his her its their our my your these those this that of as what which
    """.split()
)
_HALF_BEFORE = frozenset(
    """
    first second the other latter opening each every last this that next and better
    """.split()
)


def _is_half(lx: Lexemes, i: int) -> bool:
    """ "half" as an amount: not of a match or a year, not a prefix ("half-brother", "half
    brother").
    """
    before, after = lx[i - 1], lx[i + 1]
    if lx.joined(i - 1) or before.low in _HALF_BEFORE or before.is_number:
        return False
    if lx.joined(i + 1):
        return False
    if after.low in _DETERMINERS or after.low in ("hour", "day", "mile", "turn"):
        return True
    return before.low in (
        "by",
        "nearly",
        "almost",
        "about",
        "over",
        "roughly",
        "than",
        "around",
        "least",
        "up",
    )


def _ratio(lx: Lexemes, i: int) -> Amount | None:
    """ "one in five", "three out of four", "9 out of every 10": a fraction; not "two in 2018", "one
    in 10 years".
    """
    many = lx[i].value if lx[i].is_number else ONES.get(lx[i].low)
    if not many or many != int(many):
        return None
    j = i + 1
    if lx.lows(j, j + 2) == ("out", "of"):
        j += 2
    elif lx[j].low in ("in", "of") and (lx[j].low == "in" or lx[j + 1].low == "every"):
        j += 1
    elif lx.joined(j) and lx[j + 1].low == "in" and lx.joined(j + 2):  # "a one-in-five chance"
        j += 3
    elif (
        many == 1 and lx[j].is_word and lx[j + 1].low == "in" and _ends_ratio(lx, j + 2)
    ):  # "one child in five"
        j += 2
    else:
        return None
    if lx[j].low == "every":
        j += 1
    whole = _digits(lx, j) if lx[j].is_number else _cardinal(lx, j)
    if whole is None or whole[0] <= many or (lx[i].glued and lx[i - 1].text not in "(“\"'‘"):
        return None
    under, stop = whole
    scale, stop = _scale(lx, stop, multiplies=True)
    under *= scale
    if (under > 12 and under not in _RATIO_WHOLES) or (
        lx[stop].glued and lx[stop].text not in ".,;:)?!”\"'’"
    ):
        return None
    if lx[stop].low in _TIMES or (lx[j - 1].low == "in" and lx[stop].text == "%"):
        return None
    return Amount(i, stop, many / under, many / under, "fraction")


def _ends_ratio(lx: Lexemes, i: int) -> bool:
    """Whether the number at `i` has nothing counted behind it: "one child in five is", not "one man
    in two cars".
    """
    whole = _digits(lx, i) if lx[i].is_number else _cardinal(lx, i)
    if whole is None:
        return False
    after = lx[whole[1]]
    return not after.is_word or after.low in _AFTER_RATIO


_AFTER_RATIO = frozenset(
    """in of is was has had will would who that which across at on and or can could may are were now today
    have said say says""".split()
)
_TIMES = frozenset(
    """
    second seconds minute minutes hour hours day days week weeks month months year years decade decades games
    matches months starts attempts innings
    """.split()
)  # "three in five days" is no ratio, nor is "two in ten games"
