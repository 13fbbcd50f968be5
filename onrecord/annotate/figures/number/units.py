"""Units of measure → their American English singulars.

The tables state which units news uses and how they are shortened. Plurals go by the rule of regular
nouns: the library that knows all the others takes longer to load than the rest of the program, and
of the units only feet need it.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from onrecord.annotate.figures.number.amounts import STARTERS
from onrecord.annotate.figures.number.lexemes import Lexemes

Dimension = Literal[
    "count", "money", "time", "times", "length", "mass", "percent", "points", "fraction", "other"
]

_TIME = "second minute hour day week month year decade century millisecond microsecond nanosecond fortnight night"
_LENGTH = ("mile kilometer meter centimeter millimeter micrometer nanometer picometer decimeter inch foot yard "
           "light-year micron furlong")  # fmt: skip
_MASS = "gram kilogram milligram microgram dram ton pound ounce carat tonne kilo kiloton megaton"
_OTHER = ("acre hectare liter milliliter centiliter deciliter gallon barrel bushel pint quart tablespoon teaspoon cup "
          "degree radian decibel watt kilowatt megawatt gigawatt volt kilovolt amp ampere hertz kilohertz megahertz "
          "gigahertz byte kilobyte megabyte gigabyte terabyte petabyte kilobit megabit gigabit bit pixel megapixel "
          "joule kilojoule calorie kilocalorie newton pascal kilopascal megapascal farad ohm kelvin lumen horsepower "
          "knot megawatt-hour kilowatt-hour gigawatt-hour terawatt-hour")  # fmt: skip
_OF_SEVERAL_WORDS: dict[str, Dimension] = {
    "percentage point": "points", "basis point": "points", "metric ton": "mass", "nautical mile": "length",
    "light year": "length", "long ton": "mass", "short ton": "mass", "degree celsius": "other",
    "degree fahrenheit": "other", "part per million": "other", "part per billion": "other",
    "watt hour": "other", "kilowatt hour": "other", "megawatt hour": "other", "gigawatt hour": "other",
    "terawatt hour": "other", "brake horsepower": "other", "newton meter": "other", "pound foot": "other",
    "revolution per minute": "other",
}  # fmt: skip
_RENAMED = {
    "tonne": "metric ton", "kilo": "kilogram", "light-year": "light year", "micron": "micrometer", "ampere": "amp",
    "megawatt-hour": "megawatt hour", "kilowatt-hour": "kilowatt hour", "gigawatt-hour": "gigawatt hour",
    "terawatt-hour": "terawatt hour", "fortnight": "fortnight",
}  # fmt: skip
_ALSO = {  # words that no rule derives
    "per cent": "percent", "percent": "percent", "percents": "percent", "pct": "percent", "%": "percent",
    "percentage points": "percentage point", "percentage-point": "percentage point", "ppts": "percentage point",
    "point": "point", "points": "point", "bps": "basis point", "bp": "basis point", "basis-point": "basis point",
    "parts per million": "part per million", "parts per billion": "part per billion",
    "revolutions per minute": "revolution per minute", "degrees celsius": "degree celsius",
    "degrees fahrenheit": "degree fahrenheit", "pound feet": "pound foot",
    "miles per hour": "mile per hour", "pound-feet": "pound foot", "foot-pounds": "pound foot", "lb-ft": "pound foot",
    "newton metres": "newton meter", "gramme": "gram", "grammes": "gram", "kilogramme": "kilogram",
    "kilogrammes": "kilogram", "microgramme": "microgram", "microgrammes": "microgram", "metric tonnes": "metric ton",
    "celsius": "degree celsius", "celcius": "degree celsius", "centigrade": "degree celsius",
    "centigrate": "degree celsius", "fahrenheit": "degree fahrenheit", "farenheit": "degree fahrenheit",
    "horsepower": "horsepower", "hertz": "hertz", "feet": "foot", "foot": "foot",
    "watt hours": "watt hour", "kilowatt hours": "kilowatt hour", "megawatt hours": "megawatt hour",
    "gigawatt hours": "gigawatt hour", "terawatt hours": "terawatt hour", "°": "degree", "deg": "degree",
    "milliampere-hour": "milliampere hour",
}  # fmt: skip
_SHORT = {  # with their case
    "km": "kilometer", "kms": "kilometer", "cms": "centimeter", "cm": "centimeter", "mm": "millimeter",
    "dm": "decimeter",
    "nm": "nanometer", "μm": "micrometer", "µm": "micrometer", "ft": "foot", "yd": "yard", "yds": "yard",
    "mi": "mile", "kg": "kilogram", "kgs": "kilogram", "mg": "milligram", "mcg": "microgram", "μg": "microgram",
    "µg": "microgram", "lb": "pound", "lbs": "pound", "oz": "ounce", "ml": "milliliter", "mL": "milliliter",
    "cl": "centiliter", "dl": "deciliter", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "kWh": "kilowatt hour",
    "MWh": "megawatt hour", "GWh": "gigawatt hour", "TWh": "terawatt hour", "kV": "kilovolt", "kVA": "kilovolt ampere",
    "mA": "milliampere",
    "mAh": "milliampere hour", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "Ghz": "gigahertz", "HZ": "hertz", "Mhz": "megahertz", "GB": "gigabyte", "MB": "megabyte", "TB": "terabyte",
    "KB": "kilobyte", "kB": "kilobyte", "mb": "megabit", "Mb": "megabit", "Mbps": "megabit per second",
    "Gbps": "gigabit per second", "MP": "megapixel", "hp": "horsepower", "HP": "horsepower",
    "bhp": "brake horsepower", "PS": "horsepower", "Nm": "newton meter", "rpm": "revolution per minute",
    "revs": "revolution per minute",
    "mph": "mile per hour", "MPH": "mile per hour", "m.p.h.": "mile per hour", "kph": "kilometer per hour",
    "kmh": "kilometer per hour", "kmph": "kilometer per hour", "mpg": "mile per gallon", "psi": "pound per square inch",
    "ksi": "kilopound per square inch", "MPa": "megapascal", "kPa": "kilopascal", "dB": "decibel", "ha": "hectare",
    "ppm": "part per million", "ppb": "part per billion", "sqm": "square meter", "sqft": "square foot",
    "bpd": "barrel per day", "hr": "hour", "hrs": "hour", "mins": "minute", "min": "minute", "secs": "second",
    "sec": "second", "yr": "year", "yrs": "year", "yo": "year", "ms": "millisecond", "rad": "radian", "kn": "knot",
    "BTU": "British thermal unit", "mmBTU": "million British thermal unit",
}  # fmt: skip
_GLUED = {"W": "watt", "V": "volt", "L": "liter", "l": "liter", "g": "gram", "m": "meter", "t": "metric ton",
          "h": "hour", "s": "second", "C": "degree celsius", "F": "degree fahrenheit",
          "A": "amp", "km2": "square kilometer"}  # fmt: skip
_SPACED = {"m": "meter", "W": "watt", "V": "volt", "A": "amp", "g": "gram", "L": "liter", "C": "degree celsius",
           "F": "degree fahrenheit", "pm": "picometer"}  # fmt: skip
_CLOSING = frozenset(",.;:)!?/²”")
_QUALIFIED = {"sq": "square", "sq.": "square", "square": "square", "cu": "cubic", "cubic": "cubic"}
_AGAINST = {"hour": "hour", "hr": "hour", "h": "hour", "s": "second", "sec": "second", "annum": "year",
            "capita": "person", "cm2": "square centimeter", "m2": "square meter"}  # fmt: skip
# what a price, a share or a quantity is said to be per: "$40 a barrel"; a unit of measure is one
# anyway
_PER_EACH = frozenset(
    """
    share person head night ticket piece game ounce ton pound pop dozen household student case
    """.split()
)
# between a number and a unit of time: "two more years", "five straight days"
_BETWEEN = frozenset(
    """
    more full additional straight consecutive extra further whole long solid successive previous
    """.split()
)


class Unit(NamedTuple):
    """A unit, read up to lexeme `stop`."""

    name: str
    dimension: Dimension
    stop: int


def _plural(name: str) -> str:
    """The plural of a regular noun: miles, inches, centuries."""
    if name.endswith("y") and name[-2] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("ch", "s", "x", "z")) else "s")


@cache
def _words() -> dict[str, tuple[str, Dimension]]:
    """Every spelling of one or two words, in lower case → name and dimension."""
    table: dict[str, tuple[str, Dimension]] = {}
    singles: list[tuple[str, Dimension]] = [
        *_OF_SEVERAL_WORDS.items(), *((w, "time") for w in _TIME.split()), *((w, "length") for w in _LENGTH.split()),
        *((w, "mass") for w in _MASS.split()), *((w, "other") for w in _OTHER.split()),
    ]  # fmt: skip
    for name, dimension in singles:
        meaning = (_RENAMED.get(name, name), dimension)
        for form in (name, _plural(name), name.replace(" ", "-")):
            table[form] = meaning
            table[form.replace("meter", "metre").replace("liter", "litre")] = meaning
    known = dict(table.values())
    for form, name in _ALSO.items():
        dimension = (
            "percent"
            if name == "percent"
            else "points"
            if "point" in name
            else known.get(name, "other")
        )
        table[form] = (name, dimension)
    return table


@cache
def _dimensions() -> dict[str, Dimension]:
    return dict(_words().values())


def dimension_of(name: str) -> Dimension:
    """The dimension of a unit by its name; a rate is "other"."""
    return _dimensions().get(name, "other")


def read_unit(lx: Lexemes, i: int) -> Unit | None:
    """The unit at lexeme `i` (a hyphen may stand before it), with what it is per."""
    joined = lx.joined(i)
    j = i + 1 if joined else i
    if (
        lx[j].low in _BETWEEN
        and not joined
        and (unit := _simple(lx, j + 1))
        and unit.dimension == "time"
    ):
        return _with_age(lx, unit)
    unit = _simple(lx, j)
    if unit is None:
        return None
    if unit.dimension == "time" and (aged := _with_age(lx, unit)).stop > unit.stop:
        return aged
    return with_rate(lx, unit.name, unit.dimension, unit.stop)


def _simple(lx: Lexemes, i: int) -> Unit | None:
    """A unit without a rate."""
    word = lx[i]
    if word.low in _QUALIFIED:
        j = i + 2 if lx[i + 1].text == "." or lx.joined(i + 1) else i + 1
        base = _simple(lx, j)
        if base is None and (short := {**_SHORT, "m": "meter"}.get(lx[j].text)):
            base = Unit(short, dimension_of(short), j + 1)
        if base and base.dimension == "length":
            return Unit(f"{_QUALIFIED[word.low]} {base.name}", "other", base.stop)
    if word.text == "°" and lx[i + 1].text in ("C", "F", "c", "f"):
        return Unit(
            "degree celsius" if lx[i + 1].low == "c" else "degree fahrenheit", "other", i + 2
        )
    if word.low in ("degree", "degrees", "deg", "°"):
        return _degrees(lx, i)
    if (
        word.text in ("'", "′", '"', "″")
        and word.glued
        and lx[i - 1].is_number
        and not lx[i + 1].glued
    ):
        return Unit("foot" if word.text in "'′" else "inch", "length", i + 1)
    for size in (3, 2, 1):
        name = " ".join(lx.lows(i, i + size)).replace(" - ", "-")
        if (known := _words().get(name)) and (size == 1 or lx[i + size - 1].kind != "break"):
            return Unit(*known, i + size)
    short = _SHORT.get(word.text)
    if short is None and word.glued and lx[i - 1].is_number:
        short = _GLUED.get(word.text)
    apart = (
        not word.glued
        and lx[i - 1].is_number
        and (not lx[i + 1].glued or lx[i + 1].text in _CLOSING)
    )
    if (
        short is None and apart and not (word.text in ("C", "F") and lx[i + 1].text[:1].isupper())
    ):  # "12 F Block"
        short = _SPACED.get(word.text)
    if short is None:
        return None
    squared = lx[i + 1].text == "2" and lx[i + 1].glued and dimension_of(short) == "length"
    if lx[i + 1].glued and lx[i + 1].is_number and not squared:
        return None  # "24703m212"
    stop = i + 1 + squared
    if (
        lx[stop].text == "."
        and word.text in ("ft", "lb", "lbs", "oz", "yds", "hrs", "mins")
        and lx[stop].glued
    ):
        stop += (
            lx[stop + 1].is_word and lx[stop + 1].low == lx[stop + 1].text
        )  # "5 ft. tall", not the end of a sentence
    return Unit(
        f"square {short}" if squared else short, "other" if squared else dimension_of(short), stop
    )


def _degrees(lx: Lexemes, i: int) -> Unit:
    """Degrees of temperature where the text says so, else of an angle or of what it is about."""
    j = i + 2 if lx[i + 1].text == "." and lx[i].low == "deg" else i + 1
    scale = lx[j].low
    if scale in ("celsius", "celcius", "centigrade", "c"):
        return Unit("degree celsius", "other", j + 1)
    if scale in ("fahrenheit", "farenheit", "f"):
        return Unit("degree fahrenheit", "other", j + 1)
    if scale == "kelvin":
        return Unit("kelvin", "other", j + 1)
    return Unit("degree", "other", i + 1)


def _with_age(lx: Lexemes, unit: Unit) -> Unit:
    """The unit with the words that make it an age: "years old", "-year-old", "months of age"."""
    j = unit.stop + 1 if lx.joined(unit.stop) else unit.stop
    if lx[j].low in ("old", "olds"):
        return unit._replace(stop=j + 1)
    if lx.lows(j, j + 2) == ("of", "age"):
        return unit._replace(stop=j + 2)
    return unit


def with_rate(lx: Lexemes, name: str, dimension: Dimension, i: int) -> Unit:
    """A unit or currency that ends before lexeme `i`, with what it is per: "miles an hour", "$3 per
    barrel", "km/h".
    """
    hyphen = lx.joined(i)
    j = i + 1 if hyphen else i
    link = lx[j].low
    k = j + 2 if lx.joined(j + 1) and hyphen else j + 1
    if link == "/" and lx[j].glued and lx[k].glued:
        under = _AGAINST.get(lx[k].text) or _AGAINST.get(lx[k].text + lx[k + 1].text)
        if under:
            return Unit(f"{name} per {under}", "other", k + (1 if lx[k].text in _AGAINST else 2))
        if base := _simple(lx, k):
            return Unit(f"{name} per {base.name}", "other", base.stop)
    elif link == "per" or (link in ("a", "an") and dimension != "points"):
        if lx[k].low in _AGAINST and link == "per":
            return Unit(f"{name} per {_AGAINST[lx[k].low]}", "other", k + 1)
        base = _simple(lx, k)
        if lx[k + 1].low in ("earlier", "ago", "later", "before", "after", "previously"):
            return Unit(name, dimension, i)  # "from $1 billion a year earlier"
        if (
            base
            and base.name not in ("percent", "point")
            and not (link != "per" and lx[k].low.endswith("s"))
        ):
            return Unit(f"{name} per {base.name}", "other", base.stop)
        if lx[k + 1].low in _PER_EACH and link == "per":  # "10 marks per ordinary share"
            return Unit(f"{name} per {lx[k + 1].low}", "other", k + 2)
        numeral = lx[k].low in STARTERS  # "per million hours": more than a unit can say
        if lx[k].low in _PER_EACH or (
            link == "per" and lx[k].is_word and lx[k].text.islower() and not numeral
        ):
            return Unit(f"{name} per {lx[k].low}", "other", k + 1)
    return Unit(name, dimension, i)
