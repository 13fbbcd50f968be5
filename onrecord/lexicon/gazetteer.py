"""What is known of the world before any article is read: countries, places, peoples and given
names.

The knowledge lies beside this module and is read when it is first asked for: `*.tsv` are made from
sources that others keep (`lists/make.py`; each file says at its head which), `world.yml` has what
those lack.

Every look-up folds its words first (`fold`), so accents and case do not matter here; whether a word
stands in the text as a name does is for the caller to see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, cast

from anyascii import anyascii

from onrecord import lexicon

_WORDS = re.compile(r"[a-z0-9]+")

PlaceRank = Literal["country", "region", "city", "town"]


@lru_cache(maxsize=1 << 14)
def fold(words: str) -> str:
    """Words in plain small letters, without dots and accents: "São Tomé" and "sao tome" are one,
    "U.S." is "us".
    """
    plain = words if words.isascii() else anyascii(words)
    return " ".join(_WORDS.findall(plain.lower().replace(".", "").replace("'", "")))


def country(words: str) -> str | None:
    """The ISO 3166 code of the country that these words name. "us" and "is" are words: two letters
    must be capitals.
    """
    if len(words) < 4 and words != words.upper():
        return None
    return _countries().get(fold(words))


def country_name(code: str) -> str:
    """The usual English name of a country."""
    return _names().get(code, code)


def is_country_code(words: str) -> bool:
    """Whether these three capitals are a country's code (ISO 3166), which lists of results put
    behind a name.
    """
    return words in _codes()


def place(words: str) -> PlaceRank | None:
    """How well known the place of this name is, None where no list has it.

    "region" is a continent, a sea, a state or a province; a "city" has 200,000 inhabitants or more,
    a "town" less.
    """
    return "country" if country(words) else "region" if state(words) else _places().get(fold(words))


def state(words: str) -> str | None:
    """The US state that this abbreviation stands for."""
    return _states().get(words) or _states().get(words + ".")


def organization(words: str) -> str | None:
    """The full name of the organization that this abbreviation is known to stand for, with or
    without its dots.
    """
    return _abbreviations().get(words.replace(".", ""))


def is_organization(words: str) -> bool:
    """Whether an organization is known by these very words, the abbreviation or the full name."""
    return organization(words) is not None or words in _abbreviations().values()


def is_people(words: str) -> bool:
    """Whether the words name a people, a faith or a party, or are its adjective, in the singular or
    the plural.
    """
    folded = (
        fold(words)
        .removeprefix("west ")
        .removeprefix("east ")
        .removeprefix("north ")
        .removeprefix("south ")
    )
    return folded in _peoples() or (folded.endswith("s") and folded[:-1] in _peoples())


def people_of(words: str) -> str | None:
    """The ISO 3166 code of the country whose people or adjective this is: "Iraqi" → "IQ"."""
    folded = fold(words)
    return _demonyms().get(folded) or (
        _demonyms().get(folded[:-1]) if folded.endswith("s") else None
    )


def is_given_name(word: str) -> bool:
    """Whether people somewhere are called this."""
    return fold(word) in _given_names()


def gender_of(given_name: str) -> Literal["male", "female"] | None:
    """Whether people of this given name are men or women; None where no list has it or lists of
    both do.
    """
    gender = _given_names().get(fold(given_name))
    return "male" if gender == "m" else "female" if gender == "f" else None


@cache
def _countries() -> dict[str, str]:
    """Folded name → code.

    A country is not what its own language calls it, where that is another word in English, or a
    part of it; its usual English name always is one.
    """
    others = _peoples() | _folded("world.regions") | _folded("world.other_words")
    found = {name: code for name, code in lexicon.rows("countries").items() if name not in others}
    for code, name in _names().items():
        found.setdefault(fold(name), code)
    news = {**lexicon.table("world.news_names"), "US": "US", "UK": "GB"}
    return found | {fold(name): code for name, code in news.items()}


@cache
def _codes() -> frozenset[str]:
    return frozenset(row.partition("\t")[0] for row in lexicon.rows("country_codes").values())


@cache
def _names() -> dict[str, str]:
    return {code: row.partition("\t")[2] for code, row in lexicon.rows("country_codes").items()}


@cache
def _places() -> dict[str, PlaceRank]:
    return cast(dict[str, PlaceRank], lexicon.rows("places")) | dict.fromkeys(
        _folded("world.regions"), "region"
    )


@cache
def _demonyms() -> dict[str, str]:
    return lexicon.rows("peoples")


@cache
def _peoples() -> frozenset[str]:
    return _folded("world.peoples").union(_demonyms())


@cache
def _given_names() -> dict[str, str]:
    return lexicon.rows("given_names")


@cache
def _abbreviations() -> Mapping[str, str]:
    return lexicon.table("world.abbreviations")


@cache
def _states() -> Mapping[str, str]:
    return lexicon.table("world.states")


def _folded(where: str) -> frozenset[str]:
    return frozenset(map(fold, lexicon.words(where)))
