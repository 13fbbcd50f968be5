"""Organizations and places within an article: abbreviations, and a part in place of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onrecord.lexicon import gazetteer, words
from onrecord.lexicon import namewords as w
from onrecord.resolve import forms
from onrecord.resolve.page import Page, Pair, initials_of
from onrecord.resolve.units import Unit

_TELLING = words("identity.telling_starts")
_COMPASS = words("identity.compass")
_THINGS = words("identity.things_of_bodies") | w.THINGS
_ABOUT = words("identity.about")
# Nouns that say of what sort a body is, but those that are a body's whole name.
_HEADS = (w.ORGANIZATION_HEADS | w.ORGANIZATION_STARTS) - words("identity.whole_names")
_TAILS = words("identity.generic_tails")
# Words that say of what sort a body is, and name no other one.
_SORTS = _TAILS | forms.GENERIC


def stated(page: Page) -> Iterator[Pair]:
    """What the text itself says to be one: a mention and its antecedent, both names. A country's
    abbreviation behind a name says where it is.
    """
    owner = {ref.index: i for i, u in enumerate(page.units) for ref in u.refs}
    for i, mention in enumerate(page.found.mentions):
        before = mention.antecedent
        if mention.form == "name" and i in owner and before is not None and before in owner:
            short, long = page.units[owner[i]], page.units[owner[before]]
            if not short.key.startswith("=") or long.key.startswith("="):
                yield owner[i], owner[before]


def initials(page: Page) -> Iterator[Pair]:
    """ "SDF" behind the one name of the article that it can abbreviate. Two letters are too few,
    and what readers know needs no long name.
    """
    units = page.units
    by_initials = initials_of(units, page.others)
    for i in page.others:
        if is_open_abbreviation(units[i]):
            fits = by_initials.get("".join(units[i].tokens), [])
            if len(fits) == 1 and page.first_told(fits[0]) <= page.first_told(i):
                yield i, fits[0]


def is_open_abbreviation(unit: Unit) -> bool:
    """Whether a name is an organization's abbreviation of three letters or more that only an
    article can explain.
    """
    return (
        unit.kind == "organization"
        and forms.is_acronym(unit.name)
        and len("".join(unit.tokens)) > 2
        and not forms.is_known_abbreviation(unit.name)
    )


def parts(page: Page) -> Iterator[Pair]:
    """A name's beginning or end, in place of the whole: "the Intelligence Committee", "Halden" of
    Halden Group.
    """
    units, indexes = page.units, []
    for relation in (_about, _start, _end):
        index: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in page.others:
            for part in relation(units[i]):
                index[part].append(i)
        indexes.append(index)
    for i in page.others:
        if units[i].tokens != forms.tokens(units[i].name):
            continue  # a legal form ends it: it is a whole name
        fits_by_relation = (
            [j for j in x.get(units[i].tokens, ()) if units[j].kind == units[i].kind]
            for x in indexes
        )
        fits = next((f for f in fits_by_relation if f), [])
        if len(fits) == 1 and not _is_another(units[i], units[fits[0]]):
            yield i, fits[0]


def _beside(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    """The small words that join a part of a name to the rest of it."""
    if a == b[: len(a)]:
        return b[len(a) : len(a) + 1]
    return b[-len(a) - 1 : -len(a)] if b[-len(a) - 1] != "the" else b[-len(a) - 2 : -len(a)]


def heads(page: Page) -> Iterator[Pair]:
    """The noun alone that says what sort of body it is, where one body of the article is of this
    sort: "the Assembly" of the National Assembly.
    """
    units = page.units
    sorts: dict[str, list[int]] = defaultdict(list)
    for i in page.others:
        if units[i].kind == "organization" and len(units[i].tokens) > 1:
            sorts[_head(units[i].tokens)].append(i)
    for i in page.others:
        names = units[i].tokens
        if units[i].kind == "organization" and len(names) == 1 and names[0] in _HEADS:
            fits = sorts.get(names[0], [])
            if len(fits) == 1:
                yield i, fits[0]


def _head(names: tuple[str, ...]) -> str:
    """The noun that says of what sort a body is: its last word, or the one before "of"."""
    of = next((n for n, word in enumerate(names) if word in w.CONNECTORS), len(names))
    return names[max(of, 1) - 1]


def _is_another(short: Unit, long: Unit) -> bool:
    """Whether a longer name is another body's than the one with whose whole name it begins: a
    part, a fair or a product of it.

    What only says of what sort it is makes no other one, nor does a country or a seat behind "of".
    """
    a, b = short.tokens, long.tokens
    if "and" in _beside(a, b):
        return True  # one of two: "The Visit" of The Visit and The Child
    if is_known(short):
        return not forms.is_acronym(short.name) or not set(b[len(a) :]) <= _TAILS
    if long.kind != "organization" or a != b[: len(a)] or set(b[len(a) :]) <= _SORTS:
        return False
    whole = a[-1] in w.ORGANIZATION_HEADS or a[0] in w.ORGANIZATION_STARTS
    return whole and b[len(a)] not in w.CONNECTORS


def is_known(short: Unit) -> bool:
    """Whether an organization's name is known for something else than the longer one it is a part
    of: a place, or a body of its own.
    """
    rank = gazetteer.place(short.name)
    known = (
        gazetteer.is_organization(short.name)
        or rank in ("country", "region", "city")
        or (forms.is_acronym(short.name) and forms.is_known_abbreviation(short.name))
    )
    return known and short.kind == "organization"


def _about(long: Unit) -> Iterator[tuple[str, ...]]:
    """ "Homeland Security" of the Department of Homeland Security."""
    names = long.tokens
    if long.kind == "organization" and len(names) > 2 and names[1] == "of" and names[0] in _ABOUT:
        yield names[3:] if names[2] == "the" else names[2:]


def _start(long: Unit) -> Iterator[tuple[str, ...]]:
    names = long.tokens
    if long.kind == "organization":
        if names[-1] not in _THINGS:  # Google Science Fair is not Google
            yield from (names[:i] for i in range(1, len(names)))
    elif names[1:] == ("city",):
        if gazetteer.place(names[0]) not in ("country", "region"):
            yield names[:1]
    elif names[1:] in (("dc",), ("d", "c")) or (len(names) == 2 and names[0] in _COMPASS):
        yield names[:1]  # "Washington" of Washington, D.C., "the North" of North Kesh


def _end(long: Unit) -> Iterator[tuple[str, ...]]:
    names = long.tokens
    if names[0] in _TELLING:
        return
    # the family name alone only of a house that is named by initials: "Halden" of W.R. Halden
    house = len(names[0]) == 2 and long.kind == "organization"
    for i in range(1, len(names) if house else len(names) - 1):
        # "Bank of Kesh" is not short for "Old Bank of Kesh"
        if names[i] not in w.ORGANIZATION_STARTS or names[i + 1 : i + 2] != ("of",):
            yield names[i:]
