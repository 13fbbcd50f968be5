"""Money in its written forms → ISO 4217 codes. Names, plurals and codes are Babel's (CLDR)."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from onrecord.annotate.figures.number.lexemes import Lexemes

# A bare sign or noun stands for the currency that English-language news means by it when it says no
# more.
_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "￥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS", "₱": "PHP",
          "₫": "VND", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₡": "CRC", "₾": "GEL", "₭": "LAK", "₮": "MNT",
          "₲": "PYG", "₵": "GHS", "₸": "KZT", "₼": "AZN", "৳": "BDT", "฿": "THB", "៛": "KHR", "元": "CNY", "円": "JPY",
          "₿": "bitcoin"}  # fmt: skip
_DOLLARS = {"us": "USD", "u.s": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD",
            "can": "CAD", "cdn": "CAD", "hk": "HKD", "nz": "NZD", "s": "SGD", "sg": "SGD", "nt": "TWD", "n": "NAD",
            "r": "BRL", "mx": "MXN", "mex": "MXN", "ec": "XCD", "tt": "TTD", "j": "JMD", "z": "ZWL"}  # fmt: skip
# letters before a number; PS and Y= are what £ and ¥ become in copy that was forced into ASCII (as
# Unidecode does it)
_LETTERS = {"Rs": "INR", "RM": "MYR", "Rp": "IDR", "RMB": "CNY", "Tk": "BDT", "Sh": "KES", "KSh": "KES", "Ksh": "KES",
            "SFr": "CHF", "Sfr": "CHF", "PS": "GBP"}  # fmt: skip
_WORDS = {"dollar": "USD", "rupee": "INR", "won": "KRW", "rouble": "RUB", "ruble": "RUB", "renminbi": "CNY",
          "rmb": "CNY", "usd": "USD", "yuan": "CNY", "sterling": "GBP", "quid": "GBP", "kuai": "CNY",
          "bitcoin": "bitcoin",
          "btc": "bitcoin", "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "kn": "HRK",
          "pound sterling": "GBP", "pounds sterling": "GBP", "british pound": "GBP", "deutsche mark": "DEM",
          "deutschemark": "DEM", "d-mark": "DEM", "buck": "USD", "shekel": "ILS", "reais": "BRL",
          "kroner": "krone", "kronor": "krona", "colones": "CRC", "cordoba": "NIO", "quetzales": "GTQ",
          "bolivares": "VES", "bolívares": "VES"}  # fmt: skip
_SPELT = {"dlr": "dollar", "dlrs": "dollars", "cts": "cents"}  # as a wire shortens them
_MINOR = {"cent": "USD cent", "cents": "USD cent", "¢": "USD cent", "penny": "GBP penny", "pence": "GBP penny",
          "euro cent": "EUR cent", "euro cents": "EUR cent", "eurocents": "EUR cent", "sen": "sen",
          "kopeck": "RUB kopeck", "kopecks": "RUB kopeck", "paise": "INR paisa", "satoshi": "satoshi",
          "satoshis": "satoshi"}  # fmt: skip
# nouns of several currencies of which none is the plain one; they keep their name: "peso", not a
# guess at whose
_SHARED = ("peso", "franc", "dinar", "krone", "krona", "riyal", "rial", "dirham", "shilling", "lira", "mark", "guilder",
           "crown", "peseta", "drachma", "escudo")  # fmt: skip
_ALSO_WORDS = frozenset(
    """
    real reals dram drams mark marks sol sols lev levs gold silver pound pounds unit units leu guarani guaranis
    """.split()
)


@cache
def _codes() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").currencies) - {
        "ALL",
        "TOP",
        "CUP",
        "MOP",
        "XXX",
    }


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
    for table in ({w: w for w in _SHARED}, _WORDS):
        names |= table | {f"{word}s": code for word, code in table.items()}
    return names


@cache
def _longest() -> int:
    return max(len(name.split()) for name in _names())


def currency_before(lx: Lexemes, i: int) -> tuple[str, int] | None:
    """The currency whose sign begins at lexeme `i`, and the lexeme behind the sign: "US$", "c $",
    "RM", "EUR".
    """
    word, after = lx[i], lx[i + 1]
    if word.text in _SIGNS:
        code, j = _SIGNS[word.text], i + 1
        if (
            word.text == "$"
            and lx[j].low in ("us", "u.s.", "a", "au", "c", "ca", "nz")
            and lx[j].glued
        ):  # "$US160m"
            return _DOLLARS[lx[j].low], j + 1
        return code, j
    if not word.is_word:
        return None
    if after.text == "$" and (whose := _dollar(word.text, glued=after.glued)):
        return whose, i + 2
    if word.text == "Y" and after.text == "=" and after.glued:
        return "JPY", i + 2
    if word.text == "PS" and not (
        {",", "."} & set(after.text) or lx[i + 2].low in ("m", "bn", "k", "million")
    ):
        return None  # a game console
    if word.text in _LETTERS:
        return _LETTERS[word.text], i + (2 if after.text == "." and after.glued else 1)
    if word.text in _codes():
        return word.text, i + 1
    if word.low in ("rmb", "usd") and (after.glued or after.is_number):
        return _names().get(word.low, "USD"), i + 1
    return None


def _dollar(word: str, *, glued: bool) -> str | None:
    """Whose dollar: "HK$", "c $", "mxn$"; "a $ 4 billion deal" has an article, not Australia."""
    if word.upper() in _codes():
        return word.upper()
    known = _DOLLARS.get(word.lower())
    return (
        known if known and (glued or word.lower() not in ("a", "s", "r", "j", "z", "n")) else None
    )


def currency_after(lx: Lexemes, i: int) -> tuple[str, int] | None:
    """The currency named at lexeme `i`, and the lexeme behind its name: "Finnish markka", "USD",
    "€", "cents".
    """
    word = lx[i]
    if word.text in _SIGNS and not lx[i + 1].is_number:
        return _SIGNS[word.text], i + 1
    if word.text == "¢":
        return _MINOR["¢"], i + 1
    if not word.is_word:
        return None
    if word.text in _codes():
        return word.text, i + 1
    if word.text in ("Rs", "RMB", "Tk"):
        return _LETTERS[word.text], i + 1
    if word.text == "p" and word.glued:
        return "GBP penny", i + 1
    if word.low in ("us", "u.s.", "hk") and lx[i + 1].text == "$" and not lx[i + 2].is_number:
        return _DOLLARS[word.low], i + 2
    if (
        word.text.isupper()
        and word.low in _DOLLARS
        and len(word.text) > 1
        and lx[i + 1].low in ("dollar", "dollars")
    ):
        return _DOLLARS[word.low], i + 2  # "HK dollars"
    for size in range(min(_longest(), 4), 0, -1):
        name = " ".join(_SPELT.get(w, w) for w in lx.lows(i, i + size))
        if code := _MINOR.get(name) or _names().get(name):
            return code, i + size
    return None


MINOR = {
    "USD cent": "USD",
    "EUR cent": "EUR",
    "GBP penny": "GBP",
    "RUB kopeck": "RUB",
    "INR paisa": "INR",
}


def is_money(unit: str) -> bool:
    """Whether a unit is an ISO code or a currency's name, with or without "per …"."""
    head = unit.partition(" per ")[0]
    return (
        head in _codes()
        or head in MINOR
        or head in _SHARED
        or head in ("bitcoin", "satoshi", "sen")
    )
