"""Lexemes → the value of one numeral: digits or words, a fraction with it, and what multiplies it.

The grammar of English numerals (Quirk et al., A Comprehensive Grammar of the English Language,
6.63–68) by composition:

    numeral   = (digits | cardinal) fraction? magnitude* (“and a half”)?
    cardinal  = term (“and”? term)*, each smaller than the magnitude before it
    term      = group magnitude*
    group     = (below hundred? “hundred” (“and”? below hundred)?) | below hundred
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.annotate.lexemes import Lexemes
from onrecord.lexicon import table, words

ONES: dict[str, int] = dict(table("numbers.ones"))
TENS: dict[str, int] = dict(table("numbers.tens"))
SCALES: dict[str, int] = dict(table("numbers.scales"))
SHORT_SCALES: dict[str, int] = dict(table("numbers.short_scales"))
PARTS: dict[str, int] = dict(table("numbers.parts"))
GLYPHS = {sign: over / under for sign, (over, under) in table("numbers.glyphs").items()}
HUNDRED = {"hundred": 100}
DOZEN = {"dozen": 12}
MAGNITUDES = HUNDRED | DOZEN | SCALES
# the denominators of written fractions; "9/11" and "24/7" are none
DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 64, 100})
ROUNDED = frozenset({"plus", "odd"})  # tied to a number they make it one that is not exact
SLASHES = frozenset("/⁄∕")

_ARTICLES = frozenset({"a", "an"})
_ALSO_UNITS = frozenset("kbmt")  # these letters shorten magnitudes and units alike
_HALVES = words("numbers.halves")
_MOST_DIGITS = 4  # behind "point": "three point one four one six"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


class Numeral(NamedTuple):
    """A value, the lexeme behind it, and the magnitude that its last word names (1 where none)."""

    value: float
    stop: int
    scale: float = 1


def read_numeral(lx: Lexemes, i: int) -> Numeral | None:
    """The numeral that begins at lexeme `i`, or None."""
    written = lx[i].value is not None or lx[i].text in GLYPHS
    base = read_digits_at(lx, i) if written else read_cardinal(lx, i)
    if base is None:
        return None
    value, j, scale = base
    more = _and_a_half(lx, j)
    if more is not None and scale > 1:  # "a million and a half"
        return Numeral(whole(value + more[0] * scale), more[1], scale)
    if more is not None:  # "two and a half million"
        value, j = value + more[0], more[1]
    times, j = read_magnitudes(lx, j, worded=written or more is not None)
    if times > 1 and (more := _and_a_half(lx, j)):  # "2 million and a half"
        value, j = value + more[0], more[1]
    return Numeral(whole(value * times), j, scale * times)


def whole(value: float) -> float:
    """Without the dust of binary multiplication: 4.35 million is 4,350,000."""
    return round(value, 6) if 1e-3 < abs(value) < 1e15 else value


def read_digits_at(lx: Lexemes, i: int) -> Numeral | None:
    """Digits with the fraction or the power of ten behind them: "10 1/2", "2½", "1.4 × 10⁻⁶"."""
    value = lx[i].value
    if value is None:
        return Numeral(GLYPHS[lx[i].text], i + 1) if lx[i].text in GLYPHS else None
    if lx[i + 1].text in GLYPHS:
        return Numeral(value + GLYPHS[lx[i + 1].text], i + 2)
    if lx[i + 1].text == "," and lx[i + 2].text == "000" and value < 1000:  # in spaced-out text
        return Numeral(value * 1000, i + 3)
    tied = lx[i + 1].text == "-" and lx[i + 1].glued and lx[i + 2].glued  # "2-1/2"
    at = i + 2 if tied else i + 1
    if (tied or not lx[at].glued) and (part := read_written_fraction(lx, at)):
        return Numeral(value + part, at + 3)
    power = _power_of_ten(lx, i + 1)
    return Numeral(value * power[0], power[1]) if power else Numeral(value, i + 1)


def read_written_fraction(lx: Lexemes, i: int) -> float | None:
    """The value of "1/2" in three lexemes; None for dates and names ("9/11", "24/7")."""
    over, under = lx[i].value, lx[i + 2].value
    tied = lx[i + 1].text in SLASHES and lx[i + 1].glued and lx[i + 2].glued
    if not tied or not over or not under or (lx[i + 3].glued and lx[i + 3].text in SLASHES):
        return None
    return over / under if over < under and under in DENOMINATORS and over == int(over) else None


def _power_of_ten(lx: Lexemes, i: int) -> tuple[float, int] | None:
    """ "× 10⁻⁶", "x 10^9": the power, and the lexeme behind it."""
    if lx[i].low not in ("×", "x", "*") or lx[i + 1].text != "10":
        return None
    j = i + 2 + (lx[i + 2].text == "^")
    signs = []
    while lx[j].glued and (
        lx[j].text.translate(_SUPERSCRIPTS) in "0123456789-−" or lx[j].is_number
    ):
        signs.append(lx[j].text.translate(_SUPERSCRIPTS).replace("−", "-"))
        j += 1
    try:
        exponent = int("".join(signs)) if len(signs) < 5 else 0
    except ValueError:
        return None
    return (10.0**exponent, j) if 0 < abs(exponent) < 100 else None


def read_cardinal(lx: Lexemes, i: int) -> Numeral | None:
    """Number words: "twenty-five", "three hundred and fifty thousand", "a hundred"."""
    term = _term(lx, i, first=True)
    if term is None:
        return None
    total, j, scale = term
    least = scale
    parted = lx[i - 1].low == "between"  # whose "and" parts two numbers
    while least > 1:
        linked = lx[j].low == "and" and not parted
        more = _term(lx, j + 1 if linked else j)
        if more is None or more.value == 0 or more.value >= least:
            break
        total, j, least, scale = total + more.value, more.stop, more.scale, 1
    if scale == 1 and least == 1 and lx[j].low == "point":
        return _pointed(lx, total, j)
    return Numeral(total, j, scale)


def _pointed(lx: Lexemes, value: float, i: int) -> Numeral:
    """A number with a decimal fraction in words: "three point two"."""
    digits = ""
    j = i + 1
    while len(digits) < _MOST_DIGITS and lx[j].low in ONES and ONES[lx[j].low] < 10:
        digits += str(ONES[lx[j].low])
        j += 1
    if not digits:
        return Numeral(value, i)
    pointed = Numeral(value + float(f"0.{digits}"), j)
    times, stop = read_magnitudes(lx, j, worded=True)
    return Numeral(whole(pointed.value * times), stop, times)


def _term(lx: Lexemes, i: int, *, first: bool = False) -> Numeral | None:
    """A group and the magnitudes that multiply it; the first one may be a bare magnitude."""
    group = _group(lx, i)
    if group is None and first:
        group = _article(lx, i)
    if group is None:
        return None
    value, j, scale = group
    while True:
        at = j + 1 if lx.joined(j) else j  # "two-million-dollar"
        word = lx[at].low
        times = SCALES.get(word) or (DOZEN.get(word) if first and scale == 1 else None)
        if times is None:
            return Numeral(value, j, scale)
        value, j, scale = value * times, at + 1, scale * times


def _article(lx: Lexemes, i: int) -> Numeral | None:
    """What stands for one before a magnitude: "a hundred", or nothing: "hundred and fifty"."""
    article = lx[i].low in _ARTICLES
    j = i + 1 if article else i
    if lx[j].low not in MAGNITUDES or lx.joined(j) or not (article or _is_bare(lx, i)):
        return None
    if lx[j].low in HUNDRED:
        return _hundreds(lx, 1, j)
    return Numeral(1, j)


def _is_bare(lx: Lexemes, i: int) -> bool:
    """Whether a magnitude stands without a number: "hundred and fifty", "billion-year contract"."""
    bare = lx[i].low not in DOZEN and (lx[i + 1].low == "and" or lx.joined(i + 1))
    return bare or lx[i - 1].low in _ARTICLES


def _group(lx: Lexemes, i: int) -> Numeral | None:
    """Number words below a thousand, or up to "ninety-nine hundred"."""
    low = _below_hundred(lx, i)
    if low is None:
        return None
    at = low.stop + 1 if lx.joined(low.stop) else low.stop
    return _hundreds(lx, low.value, at) if lx[at].low in HUNDRED else low


def _hundreds(lx: Lexemes, many: float, i: int) -> Numeral:
    """So many hundreds, named at lexeme `i`, and what is below a hundred behind them."""
    j = i + 1
    linked = lx[j].low == "and"
    parted = linked and lx[i - 2].low == "between"
    rest = _below_hundred(lx, j + 1 if linked else j)
    if rest is None or rest.value == 0 or parted or lx[rest.stop].low in HUNDRED:
        return Numeral(many * 100, j, 100)
    return Numeral(many * 100 + rest.value, rest.stop)


def _below_hundred(lx: Lexemes, i: int) -> Numeral | None:
    word = lx[i].low
    if word in ONES:
        return Numeral(ONES[word], i + 1)
    if word not in TENS:
        return None
    at = i + 2 if lx.joined(i + 1) else i + 1
    ones = ONES.get(lx[at].low, 0)
    return Numeral(TENS[word] + ones, at + 1) if 1 <= ones <= 9 else Numeral(TENS[word], i + 1)


def _and_a_half(lx: Lexemes, i: int) -> tuple[float, int] | None:
    """ "and a half", "-and-a-half", "and three-quarters": the part and what ends it."""
    tied = lx.joined(i)
    words = [i + 1, i + 3, i + 5] if tied else [i, i + 1, i + 2]
    many, part = lx[words[1]].low, lx[words[2]].low
    if lx[words[0]].low != "and" or (tied and not (lx.joined(i + 2) and lx.joined(i + 4))):
        return None
    if many in ("a", "one") and part in _HALVES:
        return 1 / PARTS[part], words[2] + 1
    at = words[1] + 2 if not tied and lx.joined(words[1] + 1) else words[2]
    if ONES.get(many, 0) > 1 and lx[at].low in ("quarters", "quarter", "thirds"):
        return ONES[many] / PARTS[lx[at].low], at + 1
    return None


def read_magnitudes(lx: Lexemes, i: int, *, worded: bool) -> tuple[float, int]:
    """What multiplies a number, and what ends it: "million", "bn", "hundred thousand"; else 1.

    `worded`: words may multiply it, since it has none of its own yet.
    """
    times, stop = 1.0, i
    while worded:
        j = stop + 1 if lx.joined(stop) else stop
        if j > stop and lx[j].low in ROUNDED and lx[j + 1].low in SCALES:  # "700-plus billion"
            j += 1
        if lx[j].low not in MAGNITUDES or (times > 1 and lx[j].low in DOZEN):
            break
        times, stop = times * MAGNITUDES[lx[j].low], j + 1
    if times > 1:
        return times, stop
    j = i + 1 if lx.joined(i) else i
    word = lx[j].low
    if word in SHORT_SCALES and (_is_suffix(lx, j) if word in _ALSO_UNITS else _is_short(lx, j)):
        return SHORT_SCALES[word], j + 1
    return 1, i


def _is_short(lx: Lexemes, i: int) -> bool:
    """Whether letters behind digits are a magnitude; "mm" is one only of money."""
    if lx[i].low in ("mm", "cr"):
        return lx[i].text == "MM" or (lx[i].text in ("Cr", "cr") and lx[i - 2].text in ("₹", "Rs"))
    return True


def _is_suffix(lx: Lexemes, i: int) -> bool:
    """Whether a letter behind digits is a magnitude: "10k", "8 B people", but not "5 m", "10 t"."""
    letter = lx[i]
    if letter.text in ("K", "B"):
        return letter.glued or (lx[i + 1].is_word and not lx[i + 1].glued)
    return letter.glued and letter.text in ("k", "b", "M")
