"""Money in its written forms → ISO 4217 codes. Names, plurals and codes are Babel's (CLDR)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from onrecord.annotate.figures.number.numerals import SCALES, SHORT_SCALES
from onrecord.annotate.lexemes import Lexemes
from onrecord.lexicon import table, words

_SIGNS: dict[str, str] = dict(table("currencies.signs"))
_DOLLARS: dict[str, str] = dict(table("currencies.dollars"))
_LETTERS: dict[str, str] = dict(table("currencies.letters"))
_LETTERS_BEHIND = words("currencies.letters_behind")
_WORDS: dict[str, str] = dict(table("currencies.nouns"))
_SPELT: dict[str, str] = dict(table("currencies.spelt"))
_MINOR: dict[str, str] = dict(table("currencies.minor"))
_SHARED = words("currencies.shared")
_ALSO_WORDS = words("currencies.also_words")
_RAND = words("currencies.rand")
_MAGNITUDES = SHORT_SCALES.keys() | SCALES.keys()
# letters that with "$" are also a word or the end of one
_SINGLE = frozenset("asrjzn")
_LONGEST = 4  # words of a currency's name
_MILLION = "M"  # before a code: "30 MUSD"


@cache
def _codes() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").currencies) - words("currencies.no_codes")


@cache
def _names() -> dict[str, str]:
    """Every name and plural, in lower case → its code."""
    names: dict[str, str] = {}
    for code in sorted(_codes()):
        for count in (1, 2):
            name = get_currency_name(code, count, "en").lower()
            if "(" not in name:
                names.setdefault(name, code)
    tender = {
        c
        for rows in get_global("territory_currencies").values()
        for c, _, end, legal in rows
        if legal and not end
    }
    nouns: dict[str, set[str]] = {}
    for name, code in names.items():
        if code in tender:
            nouns.setdefault(name.split()[-1], set()).add(code)
    names |= {
        noun: min(codes)
        for noun, codes in nouns.items()
        if len(codes) == 1 and noun not in _ALSO_WORDS
    }
    for nouns_of in ({w: w for w in _SHARED}, _WORDS):
        names |= nouns_of | {f"{word}s": code for word, code in nouns_of.items()}
    return names


class Money(NamedTuple):
    """A currency, the lexeme behind its sign or name, and what that multiplies the sum by."""

    code: str
    stop: int
    times: int = 1


def currency_before(lx: Lexemes, i: int) -> Money | None:
    """The currency whose sign begins at lexeme `i`: "US$", "c $", "RM", "EUR"."""
    word, after = lx[i], lx[i + 1]
    if word.text in _SIGNS:
        return _signed(lx, i)
    if not word.is_word:
        return None
    if after.text == "$" and (whose := _dollar(word.text, glued=after.glued)):
        return Money(whose, i + 2)
    if lx.lows(i, i + 2) == ("y", "=") and after.glued:
        return Money("JPY", i + 2)
    if word.text in _LETTERS and not _is_console(lx, i):
        dotted = after.text == "." and after.glued
        return Money(_LETTERS[word.text], i + (2 if dotted else 1))
    if word.text == "R" and _is_rand(lx, i):
        return Money("ZAR", i + 1)
    if word.low in ("rmb", "usd") and (after.glued or after.is_number):
        return Money(_names().get(word.low, "USD"), i + 1)
    return _coded(lx, i)


def _signed(lx: Lexemes, i: int) -> Money:
    """A sign, with the letters behind it: "$US160m"."""
    j = i + 1
    if (
        lx[i].text == "$"
        and lx[j].glued
        and lx[j].low in _DOLLARS
        and lx[j].low not in _SINGLE - {"a"}
    ):
        return Money(_DOLLARS[lx[j].low], j + 1)
    return Money(_SIGNS[lx[i].text], j)


def _coded(lx: Lexemes, i: int) -> Money | None:
    """A code, or one with the M of a million before it."""
    text = lx[i].text
    if text in _codes():
        return Money(text, i + 1)
    if len(text) == 4 and text[0] == _MILLION and text[1:] in _codes() and text.isupper():
        return Money(text[1:], i + 1, 10**6)
    return None


def _is_console(lx: Lexemes, i: int) -> bool:
    """Whether "PS" before a number is a game console: "PS5", but "PS1,200", "PS3m"."""
    if lx[i].text != "PS":
        return False
    return not ({",", "."} & set(lx[i + 1].text) or lx[i + 2].low in _MAGNITUDES)


def _is_rand(lx: Lexemes, i: int) -> bool:
    """Whether "R" before a number is rand: "R1.5bn", "R50" where the article speaks of rand."""
    number = lx[i + 1]
    if not number.glued or number.value is None or lx[i].glued:
        return False
    if lx[i + 2].low in _MAGNITUDES:
        return True
    tied = lx[i + 2].glued and lx[i + 2].is_word
    grouped = bool({",", " ", "."} & set(number.text)) and not tied
    return grouped or lx.speaks_of(_RAND)


def _dollar(word: str, *, glued: bool) -> str | None:
    """Whose dollar: "HK$", "c $", "mxn$"; "a $ 4 billion deal" has an article, not Australia."""
    if word.upper() in _codes():
        return word.upper()
    known = _DOLLARS.get(word.lower())
    return known if known and (glued or word.lower() not in _SINGLE) else None


def currency_after(lx: Lexemes, i: int) -> Money | None:
    """The currency named at lexeme `i`: "Finnish markka", "USD", "€", "cents"."""
    word = lx[i]
    if word.text == "¢":
        return Money(_MINOR["¢"], i + 1)
    if word.text in _SIGNS and not lx[i + 1].is_number:
        return Money(_SIGNS[word.text], i + 1)
    if not word.is_word:
        return None
    if word.text in _LETTERS_BEHIND:
        return Money(_LETTERS[word.text], i + 1)
    if word.text == "p" and word.glued:
        return Money("GBP penny", i + 1)
    return _coded(lx, i) or _lettered(lx, i) or _named(lx, i)


def _lettered(lx: Lexemes, i: int) -> Money | None:
    """Letters with a sign or a noun behind them: "100 US $", "HK dollars"."""
    low, after = lx[i].low, lx[i + 1]
    if low in ("us", "u.s.", "hk") and after.text == "$" and not lx[i + 2].is_number:
        return Money(_DOLLARS[low], i + 2)
    known = lx[i].text.isupper() and len(low) > 1 and after.low in ("dollar", "dollars")
    return Money(_DOLLARS[low], i + 2) if known and low in _DOLLARS else None


def _named(lx: Lexemes, i: int) -> Money | None:
    """A name of up to four words."""
    for size in range(_LONGEST, 0, -1):
        name = " ".join(_SPELT.get(w, w) for w in lx.lows(i, i + size))
        if code := _MINOR.get(name) or _names().get(name):
            return Money(code, i + size)
    return None


def parts_of(unit: str) -> str | None:
    """The currency of which a unit is a part: "USD cent" → "USD"."""
    code = unit.partition(" ")[0]
    return code if unit in _MINOR.values() and code in _codes() else None


def is_money(unit: str) -> bool:
    """Whether a unit is an ISO code or a currency's name, with or without "per …"."""
    head = unit.partition(" per ")[0]
    return head in _codes() or head in _SHARED or head in _MINOR.values() or head == "bitcoin"
