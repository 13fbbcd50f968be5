"""Naming: which of its spellings is an actor's name.

A typing error wins no name: the spelling that is known goes before one that is not, then the one
whose words are in the dictionary of bodies' names, then the more frequent one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.lexicon import gazetteer, words
from onrecord.lexicon import namewords as w
from onrecord.resolve import forms
from onrecord.resolve.units import Unit

_RARE = 50  # times as often as another a name stands that the other must not take the place of
_DICTIONARY = words("identity.words_of_bodies") | forms.GENERIC | w.CONNECTORS


def fullest(units: Iterable[Unit], first: str = "") -> str:
    """The spelling with most words, no abbreviation, not all in capitals, most frequent, or the
    `first` of such; in place of it the right one of spellings that are a slip of the pen apart.
    What has another name in it that is far commoner is a headline's: "Lund Sent Orla Brandt".

    A part of it that stands alone counts for it: of "Brandt", "Orla Brandt" and "Orla Brand" the
    second is commoner.
    """
    found = list(units)
    person = all(u.kind == "person" for u in found)
    counts = spelt(found)
    alone = Counter[str]()
    for name, n in counts.items():
        if len(parts := forms.tokens(name)) == 1:
            alone[parts[0]] += n

    def often(name: str) -> int:
        return counts[name] + sum(alone[t] for t in forms.tokens(name))

    def fullness(name: str) -> tuple[bool, int, bool, int, bool, int, str]:
        return (
            not forms.is_acronym(name),
            len(forms.tokens(name)),
            not name.isupper() and not (person and _is_inverted(name)),
            often(name),
            name == first,
            len(name),
            name,
        )

    best = max(_usual(counts), key=fullness) if len(counts) > 1 else found[0].name
    if person:
        return _with_mark(_upright(best), found)
    alike = [name for name in counts if forms.slip(_plain(best), _plain(name))]
    return max([best, *alike], key=_rightness)


def _usual(counts: Counter[str]) -> list[str]:
    """The spellings without those that are rare beside a name that stands in them."""
    common = [n for n in counts if counts[n] > _RARE and len(forms.tokens(n)) > 1]
    return [
        name
        for name in counts
        if not any(
            counts[other] > _RARE * counts[name] and {*forms.tokens(other)} < {*forms.tokens(name)}
            for other in common
        )
    ]


def _with_mark(name: str, units: Sequence[Unit]) -> str:
    """A person's name with the mark of the generation that stands behind it, "Peter Lund, Jr."."""
    marked = Counter[str]()
    for unit in units:
        marked[unit.beside.mark or ""] += sum(unit.counts)
    mark = next((m for m, n in marked.items() if m and n * _RARE >= marked.total()), "")
    if not mark or forms.generation(name) or len(forms.personal(name)) < 2:
        return name
    return f"{name} {mark.capitalize() + '.' if mark in ('jr', 'sr') else mark.upper()}"


def _is_inverted(name: str) -> bool:
    """Whether a person's name is written as lists do: "BRANDT, Tomas", "BRANDT Tomas"."""
    family, comma, given = name.partition(", ")
    listed = bool(comma) and not (forms.generation(name) and " " not in given)
    return listed or any(len(part) > 3 and part.isupper() for part in family.split())


def _upright(name: str) -> str:
    """A person's name as it is said: "BRANDT, Tomas" is Tomas Brandt."""
    family, comma, given = name.partition(", ")
    return f"{given} {family.title()}" if comma and family.isupper() and given else name


def _plain(name: str) -> str:
    return " ".join(forms.tokens(name))


def _rightness(name: str) -> int:
    """How sure it is that a name is spelt right: all its words for a known one, else those that the
    dictionary has.
    """
    parts = forms.tokens(name)
    if gazetteer.is_organization(name) or gazetteer.place(name):
        return len(parts) + 1
    return sum(1 for t in parts if t in _DICTIONARY or gazetteer.place(t))


def spelt(units: Iterable[Unit]) -> Counter[str]:
    """How often each spelling stands in the corpus."""
    counts: Counter[str] = Counter()
    for unit in units:
        for name, n in zip(unit.words, unit.counts, strict=True):
            counts[name] += n
    return counts
