"""The names of units of measure, their spellings and symbols: CLDR's (Babel), metric prefixes with
their units, and what lexicon/units.yml adds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args

from babel import Locale

from onrecord.lexicon import table, words

Dimension = Literal[
    "count", "money", "time", "times", "length", "mass", "percent", "points", "fraction", "other"
]
_CATEGORIES: dict[str, Dimension] = {"duration": "time", "length": "length", "mass": "mass"}
_RENAMED: dict[str, str] = dict(table("units.renamed"))


def _plural(name: str) -> str:
    """The plural of a regular noun: miles, inches, centuries."""
    if name.endswith("y") and name[-2] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("ch", "s", "x", "z")) else "s")


def _forms(name: str) -> set[str]:
    """The ways to write a unit out: singular, plural, with hyphens, in British spelling."""
    head, per, rest = name.partition(" per ")
    found = {name, _plural(head) + per + rest}
    found |= {form.replace(" ", "-") for form in found} | {form.replace("-", " ") for form in found}
    found |= {f.replace("meter", "metre").replace("liter", "litre") for f in found}
    return found | {f.replace("gram", "gramme") for f in found if "gram" in f}


@cache
def spellings() -> dict[str, tuple[str, Dimension]]:
    """Every spelling in lower case → name and dimension."""
    known: dict[str, Dimension] = {"percent": "percent", "point": "points", "degree": "other"}
    for unit, name, _ in _cldr():
        if name.lower() not in words("units.left_out"):
            known.setdefault(_named(name), _CATEGORIES.get(unit.partition("-")[0], "other"))
    for _, name, dimension in _metric():
        known.setdefault(name, dimension)
    known |= {**table("units.others"), "night": "time"}
    spelt = {form: (name, known[name]) for name in known for form in _forms(name)}
    spelt = {form.lower(): meaning for form, meaning in spelt.items()}
    also = {form: _named(name) for form, name in table("units.spellings").items()}
    return spelt | {form: (name, _dimension(known, name)) for form, name in also.items()}


def _cldr() -> Iterator[tuple[str, str, str]]:
    """Identifier, singular and symbol of every unit that Babel knows."""
    for unit, patterns in Locale("en")._data["unit_patterns"].items():
        name, symbol = (
            dict(patterns[width]).get(number, "").replace("{0}", "").strip()
            if width in patterns
            else ""
            for width, number in (("long", "one"), ("short", "other"))
        )
        if name:
            yield unit, name, symbol


def _named(name: str) -> str:
    """The name under which the data keeps a unit of CLDR's."""
    return _RENAMED.get(name.lower(), name.lower())


def _dimension(known: dict[str, Dimension], name: str) -> Dimension:
    return known.get(name) or ("points" if "point" in name else "other")


def _metric() -> list[tuple[str, str, Dimension]]:
    """Symbol, name and dimension of every metric unit with and without its prefixes."""
    found: list[tuple[str, str, Dimension]] = []
    prefixes = table("units.prefixes")
    for symbol, (base, dimension, taken) in table("units.metric").items():
        assert dimension in get_args(Dimension)
        if len(symbol) > 1:
            found.append((symbol, _named(base), dimension))
        for short in taken.split():
            found += [
                (form + symbol, prefixes[short] + base, dimension)
                for form in ({"µ", "μ"} if short == "µ" else {short})
            ]
    return found


@cache
def symbols() -> dict[str, str]:
    """Every symbol of letters, in its case → the name of the unit."""
    found = {symbol: name for symbol, name, _ in _metric()}
    for _, name, symbol in _cldr():
        if symbol.isalpha():
            found.setdefault(symbol, _named(name))
    left_out = words("units.left_out")
    found = {s: name for s, name in found.items() if not {s, s.lower()} & left_out}
    return found | dict[str, str](table("units.symbols"))


@cache
def _dimensions() -> dict[str, Dimension]:
    return dict(spellings().values())


def dimension_of(name: str) -> Dimension:
    """The dimension of a unit by its name; a rate is "other"."""
    return _dimensions().get(name, "other")
