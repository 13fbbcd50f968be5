"""Across articles: which actors of two articles are one.

Only full names join articles: two articles' "Morgan" may be two companies, and two articles' "Kim"
two people. A short form follows the long name that its own article gives it. A bare surname joins
another article's full name only within one briefing, whose sources tell of the same events. Every
rule is a look-up in an index, so the whole is linear in the number of names.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from onrecord.lexicon import gazetteer
from onrecord.resolve import forms
from onrecord.resolve.units import Unit

# Particles that begin a family name, and are no given name.
_FAMILY = frozenset("al dos das da de del della di du von der den bin ibn bint el la".split())

Pair = tuple[int, int]


def links(units: Sequence[Unit], local: Sequence[int], briefings: Sequence[str]) -> Iterator[Pair]:
    """The pairs of units that are one actor, as the names themselves show.

    `local` gives for each unit the number of its article's actor; `briefings` for each article its
    briefing, “” where nothing says that it shares one.
    """
    members = _members(local)
    full = [i for group in members for i in _full(units, group)]
    yield from _same_key(units, full)
    yield from _middle_names(units, full)
    yield from _bodies(units, full)
    yield from _acronyms(units, members)
    yield from _surnames(units, full, members, briefings)
    yield from _titled(units, members)
    yield from _bare(units, full, members, briefings)


def readings(
    units: Sequence[Unit], local: Sequence[int], briefings: Sequence[str]
) -> Iterator[Pair]:
    """The pairs that are one letter apart, and so can be one actor in two spellings; arguments as
    for `links`.
    """
    full = [i for group in _members(local) for i in _full(units, group)]
    yield from _slips(units, full)
    yield from _spellings(units, full, briefings)


def _members(local: Sequence[int]) -> list[list[int]]:
    """The units of each article's actor."""
    members: dict[int, list[int]] = defaultdict(list)
    for i, actor in enumerate(local):
        members[actor].append(i)
    return list(members.values())


def _full(units: Sequence[Unit], group: Sequence[int]) -> Iterator[int]:
    """Those names of an article's actor by which other articles may know it: the longest, and what
    shares its key.
    """
    longest = max(group, key=lambda i: (len(units[i].tokens), len(units[i].name), -i))
    if units[longest].kind == "person" and not _is_whole(units[longest].tokens):
        return
    for i in group:
        if (
            i == longest
            or units[i].key.startswith("=")
            or (units[i].kind == "person" and _is_whole(units[i].tokens))
        ):
            yield i


def _is_whole(names: tuple[str, ...]) -> bool:
    """Whether a person's name is more than a family name: "dos Halden" is none."""
    return len(names) > 2 or (len(names) == 2 and names[0] not in _FAMILY)


def _same_key(units: Sequence[Unit], full: Sequence[int]) -> Iterator[Pair]:
    first: dict[tuple[str, bool], int] = {}
    for i in full:
        before = first.setdefault((units[i].key, units[i].kind == "person"), i)
        if before != i:
            yield i, before


def _slips(units: Sequence[Unit], full: Sequence[int]) -> Iterator[Pair]:
    """Organizations whose names differ by a slip of the pen. Only neighbours in the order of
    letters are compared.
    """
    firsts: dict[str, int] = {}
    for i in full:
        if units[i].kind == "organization" and len(units[i].key) > 11:
            firsts.setdefault(units[i].key, i)
    for order in (sorted(firsts), sorted(firsts, key=lambda k: k[::-1])):
        for a, b in pairwise(order):
            if forms.slip(a, b):
                yield firsts[b], firsts[a]


def _bodies(units: Sequence[Unit], full: Sequence[int]) -> Iterator[Pair]:
    """ "U.S. Securities Commission of Kesh" and the same without its country, where no other
    country has one.
    """
    owners: dict[str, dict[str, int]] = defaultdict(dict)
    bare: dict[str, int] = {}
    for i in full:
        names = units[i].tokens
        if units[i].kind != "organization" or len(names) < 3:
            continue
        bare.setdefault(" ".join(names), i)
        for n in (1, 2):
            code = gazetteer.country(" ".join(names[:n]).upper())
            if code and len(names) - n > 2:
                owners[" ".join(names[n:])].setdefault(code, i)
    for rest, countries in owners.items():
        if len(countries) == 1 and rest in bare:
            yield bare[rest], next(iter(countries.values()))


def _titled(units: Sequence[Unit], groups: Iterable[Sequence[int]]) -> Iterator[Pair]:
    """Bare surnames that articles give the same office: "President Whitlow" here and "President
    Whitlow" there.
    """
    first: dict[tuple[str, str], int] = {}
    for group in groups:
        if all(units[i].kind == "person" and len(units[i].tokens) == 1 for i in group):
            for i in group:
                for office in units[i].offices:
                    before = first.setdefault((units[i].key, office), i)
                    if before != i:
                        yield i, before


def _middle_names(units: Sequence[Unit], full: Sequence[int]) -> Iterator[Pair]:
    """ "Dana Q. Whitlow" and "Dana Whitlow", unless the corpus knows two who differ in the middle."""
    buckets: dict[tuple[str, str, str], dict[tuple[str, ...], int]] = defaultdict(dict)
    for i in full:
        names = units[i].tokens
        if units[i].kind == "person" and len(names) > 1:
            mark = forms.generation(forms.tokens(units[i].name))
            last = forms.family(units[i].name)
            buckets[names[0], " ".join(last), mark].setdefault(names[1 : len(names) - len(last)], i)
    for middles in buckets.values():
        with_middle = sorted((m for m in middles if m), key=len)
        if all(_compatible(a, b) for a, b in itertools.pairwise(with_middle)):
            numbers = list(middles.values())
            yield from zip(numbers[1:], numbers, strict=False)


def _compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two middle parts can be one person's: "j" and "john", "j" and "j quincy"."""
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(a, b, strict=False))


def _acronyms(units: Sequence[Unit], groups: Iterable[Sequence[int]]) -> Iterator[Pair]:
    """An abbreviation alone in its article, where all articles that expand it expand it in one way."""
    expansions: dict[str, dict[str, int]] = defaultdict(dict)
    alone: list[int] = []
    for group in groups:
        short = [
            i for i in group if forms.is_acronym(units[i].name) and units[i].kind == "organization"
        ]
        long = [i for i in group if units[i].kind == "organization" and len(units[i].tokens) > 1]
        for i in short:
            if long:
                expansions[units[i].key].setdefault(units[long[0]].key, long[0])
            elif len(short) == len(group):
                alone.append(i)
    for i in alone:
        known = expansions.get(units[i].key, {})
        if len(known) == 1:
            yield i, next(iter(known.values()))


def _surnames(
    units: Sequence[Unit],
    full: Sequence[int],
    groups: Iterable[Sequence[int]],
    briefings: Sequence[str],
) -> Iterator[Pair]:
    """A bare surname, where the other sources of its briefing know one bearer of it."""
    bearers: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for i in full:
        if units[i].kind == "person" and (folder := briefings[units[i].article]):
            bearers[folder, units[i].tokens[-1]].setdefault(units[i].tokens[0], i)
    for group in groups:
        i = group[0]
        if len(group) == 1 and units[i].kind == "person" and len(units[i].tokens) == 1:
            known = bearers.get((briefings[units[i].article], units[i].tokens[0]), {})
            if len(known) == 1:
                yield i, next(iter(known.values()))


def _spellings(
    units: Sequence[Unit], full: Sequence[int], briefings: Sequence[str]
) -> Iterator[Pair]:
    """Two spellings of one person in the sources of a briefing: one word the same, the other all
    but one letter.
    """
    firsts: dict[tuple[str, int, str], dict[str, int]] = defaultdict(dict)
    for i in full:
        names, folder = units[i].tokens, briefings[units[i].article]
        if units[i].kind == "person" and len(names) == 2 and folder:
            for kept in (0, 1):
                firsts[folder, kept, names[kept]].setdefault(names[1 - kept], i)
    for spellings in firsts.values():
        for a, b in pairwise(sorted(spellings)):
            if min(len(a), len(b)) > 4 and a[0] == b[0] and OSA.distance(a, b) == 1:
                yield spellings[b], spellings[a]


def _bare(
    units: Sequence[Unit],
    full: Sequence[int],
    groups: Iterable[Sequence[int]],
    briefings: Sequence[str],
) -> Iterator[Pair]:
    """What is read as a person with nothing of a person's beside it, and elsewhere as a place or an
    organization.

    A single word may be both, and joins within its briefing alone.
    """
    others: dict[tuple[str, tuple[str, ...]], int] = {}
    for i in full:
        if units[i].kind in ("place", "organization"):
            for scope in ("", briefings[units[i].article]):
                others.setdefault((scope, units[i].tokens), i)
    for group in groups:
        i = group[0]
        if len(group) == 1 and units[i].kind == "person" and not units[i].personal:
            folder = briefings[units[i].article]
            scope = "" if len(units[i].tokens) > 1 else folder or "none"
            other = others.get((scope, units[i].tokens))
            if other is not None:
                yield i, other
