"""Across articles: which actors of two articles are one.

Only full names join articles: two articles' "Morgan" may be two companies, and two articles' "Kim"
two people. A short form follows the long name that its own article gives it. A bare surname joins
another article's full name only within one briefing, whose sources tell of the same events. Every
rule is a look-up in an index, so the whole is linear in the number of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from onrecord.lexicon import gazetteer, words
from onrecord.lexicon import namewords as w
from onrecord.resolve import forms
from onrecord.resolve.bodies import is_known, is_open_abbreviation
from onrecord.resolve.page import Corpus, Pair, initials_of

_TAILS = words("identity.generic_tails")
_NO_HOUSE = words("identity.words_of_bodies") | forms.GENERIC | w.CONNECTORS


def same_name(corpus: Corpus) -> Iterator[Pair]:
    """Full names in one spelling, or in spellings that share a key."""
    first: dict[tuple[str, bool], int] = {}
    for i in corpus.full:
        unit = corpus.units[i]
        before = first.setdefault((unit.key, unit.kind == "person"), i)
        if before != i:
            yield i, before


def middle_names(corpus: Corpus) -> Iterator[Pair]:
    """ "Dana Q. Whitlow" and "Dana Whitlow", unless two differ in the middle."""
    buckets: dict[tuple[str, str, str], dict[tuple[str, ...], int]] = defaultdict(dict)
    for i in corpus.full:
        unit = corpus.units[i]
        names = unit.tokens
        if unit.kind == "person" and len(names) > 1:
            last = forms.family(unit.name)
            middle = names[1 : len(names) - len(last)]
            mark = unit.generation
            buckets[names[0], " ".join(last), mark].setdefault(middle, i)
    for middles in buckets.values():
        with_middle = sorted((m for m in middles if m), key=len)
        if all(_compatible(a, b) for a, b in pairwise(with_middle)):
            numbers = list(middles.values())
            yield from zip(numbers[1:], numbers, strict=False)


def _compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two middle parts can be one person's: "j" and "john", "j" and "j quincy"."""
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(a, b, strict=False))


def family_first(corpus: Corpus) -> Iterator[Pair]:
    """ "BRANDT Tomas" and "Tomas Brandt": the family name in capitals may stand in front."""
    usual = {
        corpus.units[i].tokens: i for i in reversed(corpus.full) if corpus.units[i].kind == "person"
    }
    for i in corpus.full:
        unit = corpus.units[i]
        first, _, others = unit.name.partition(" ")
        capitals = len(first) > 2 and first.isupper() and not others.isupper()
        if unit.kind == "person" and others and capitals:
            long = usual.get((*unit.tokens[1:], unit.tokens[0]))
            if long is not None:
                yield i, long


def countrys_body(corpus: Corpus) -> Iterator[Pair]:
    """ "U.S. Securities Commission of Kesh" and the same without its country, where no other
    country has one.
    """
    owners: dict[str, dict[str, int]] = defaultdict(dict)
    bare: dict[str, int] = {}
    for i in corpus.full:
        names = corpus.units[i].tokens
        if corpus.units[i].kind != "organization" or len(names) < 3:
            continue
        bare.setdefault(" ".join(names), i)
        for n in (1, 2):
            code = gazetteer.country(" ".join(names[:n]).upper())
            if code and len(names) - n > 2:
                owners[" ".join(names[n:])].setdefault(code, i)
    for rest, countries in owners.items():
        if len(countries) == 1 and rest in bare:
            yield bare[rest], next(iter(countries.values()))


def trade_names(corpus: Corpus) -> Iterator[Pair]:
    """ "Halden" here and "Halden Holdings" there, if no other name begins with Halden."""
    longer: dict[tuple[str, ...], dict[tuple[str, ...], int]] = defaultdict(dict)
    bodies = [i for i in corpus.full if corpus.units[i].kind == "organization"]
    for i in bodies:
        names = corpus.units[i].tokens
        for n in range(1, len(names)):
            longer[names[:n]].setdefault(names, i)
    for i in bodies:
        names = corpus.units[i].tokens
        fits = longer.get(names, {})
        if len(fits) == 1 and not is_known(corpus.units[i]) and not set(names) <= _NO_HOUSE:
            long, j = next(iter(fits.items()))
            if set(long[len(names) :]) <= _TAILS:
                yield i, j


def stated_elsewhere(corpus: Corpus) -> Iterator[Pair]:
    """An abbreviation alone in its article, where all articles that give it give it to one body,
    and not those of other countries only.
    """
    given: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for group in corpus.groups:
        for i in group:
            if i in corpus.stated and forms.is_acronym(corpus.units[i].name):
                for j in group:
                    if len(corpus.units[j].tokens) > 1:
                        given[corpus.units[i].key][corpus.units[j].key].append(j)
                        break
    for i in _alone(corpus):
        bodies = list(given.get(corpus.units[i].key, {}).values())
        if len(bodies) == 1:
            yield from (
                (i, j) for j in bodies[0][:1] if any(_meet(corpus, i, k) for k in bodies[0])
            )


def initials(corpus: Corpus) -> Iterator[Pair]:
    """An abbreviation alone in its article, and the one body with these initials that several
    articles name.
    """
    by_initials = initials_of(corpus.units, corpus.full)
    for i in _alone(corpus):
        bearers: dict[str, list[int]] = defaultdict(list)
        for j in by_initials.get("".join(corpus.units[i].tokens), ()):
            bearers[corpus.units[j].key].append(j)
        if len(bearers) == 1:
            [found] = bearers.values()
            several = len({corpus.units[j].article for j in found}) > 1
            if several and any(_meet(corpus, i, j) for j in found):
                yield i, found[0]


def _alone(corpus: Corpus) -> Iterator[int]:
    """Abbreviations that their article leaves unexplained, and readers do not know."""
    for group in corpus.groups:
        if corpus.one_name(group) and is_open_abbreviation(corpus.units[group[0]]):
            yield from group


def _meet(corpus: Corpus, i: int, j: int) -> bool:
    """Whether two names' articles may tell of one country."""
    ours, theirs = (corpus.countries[corpus.units[n].article] for n in (i, j))
    return not ours or not theirs or bool(ours & theirs)


def surnames(corpus: Corpus) -> Iterator[Pair]:
    """A bare surname, where the other sources of its briefing know one bearer of it."""
    bearers: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for i in corpus.full:
        unit, folder = corpus.units[i], corpus.briefing(i)
        if unit.kind == "person" and folder:
            bearers[folder, unit.tokens[-1]].setdefault(unit.tokens[0], i)
    for group in corpus.groups:
        i = group[0]
        unit = corpus.units[i]
        if unit.kind == "person" and len(unit.tokens) == 1 and corpus.one_name(group):
            known = bearers.get((corpus.briefing(i), unit.tokens[0]), {})
            if len(known) == 1:
                yield i, next(iter(known.values()))


def titled(corpus: Corpus) -> Iterator[Pair]:
    """Bare surnames that articles give the same office: "President Whitlow" here and "President
    Whitlow" there.
    """
    units = corpus.units
    first: dict[tuple[str, str], int] = {}
    for group in corpus.groups:
        if all(units[i].kind == "person" and len(units[i].tokens) == 1 for i in group):
            for i in group:
                for office in units[i].offices:
                    before = first.setdefault((units[i].key, office), i)
                    if before != i:
                        yield i, before


def other_kind(corpus: Corpus) -> Iterator[Pair]:
    """What is read as a person with nothing of a person's beside it, and elsewhere as a place or an
    organization.

    A single word may be both, and joins within its briefing alone.
    """
    units = corpus.units
    others: dict[tuple[str, tuple[str, ...]], int] = {}
    for i in corpus.full:
        if units[i].kind in ("place", "organization"):
            for scope in ("", corpus.briefing(i)):
                others.setdefault((scope, units[i].tokens), i)
    for group in corpus.groups:
        i = group[0]
        if len(group) == 1 and units[i].kind == "person" and not units[i].personal:
            scope = "" if len(units[i].tokens) > 1 else corpus.briefing(i) or "none"
            other = others.get((scope, units[i].tokens))
            if other is not None:
                yield i, other


def slips(corpus: Corpus) -> Iterator[Pair]:
    """Organizations whose names differ by a slip of the pen. Only neighbours in the order of
    letters are compared.
    """
    firsts: dict[str, int] = {}
    for i in corpus.full:
        if corpus.units[i].kind == "organization" and len(corpus.units[i].key) > 11:
            firsts.setdefault(corpus.units[i].key, i)
    for order in (sorted(firsts), sorted(firsts, key=lambda k: k[::-1])):
        for a, b in pairwise(order):
            if forms.slip(a, b):
                yield firsts[b], firsts[a]


def spellings(corpus: Corpus) -> Iterator[Pair]:
    """Two spellings of one person in the sources of a briefing: one word the same, the other all
    but one letter.
    """
    firsts: dict[tuple[str, int, str], dict[str, int]] = defaultdict(dict)
    for i in corpus.full:
        unit, folder = corpus.units[i], corpus.briefing(i)
        if unit.kind == "person" and len(unit.tokens) == 2 and folder:
            for kept in (0, 1):
                firsts[folder, kept, unit.tokens[kept]].setdefault(unit.tokens[1 - kept], i)
    for known in firsts.values():
        for a, b in pairwise(sorted(known)):
            if forms.misspelt(("", a), ("", b)):
                yield known[b], known[a]
