"""What the rules of joining are asked about: the names of one article, and those of all."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TypeVar

from onrecord.lexicon import words
from onrecord.model import Annotations, Span
from onrecord.resolve import forms
from onrecord.resolve.units import Unit

# Particles that begin a family name, and are no given name.
_FAMILY = words("identity.family_particles")

Pair = tuple[int, int]  # positions of two units: the short one, the long one


@dataclass(frozen=True)
class Page:
    """The names of one article."""

    units: Sequence[Unit]
    found: Annotations

    @cached_property
    def persons(self) -> list[int]:
        return [i for i, u in enumerate(self.units) if u.kind == "person"]

    @cached_property
    def others(self) -> list[int]:
        return [i for i, u in enumerate(self.units) if u.kind in ("organization", "place", "other")]

    @cached_property
    def by_part(self) -> dict[str, list[int]]:
        """The persons who have a word as their first, their last or one that a shorter name can end
        with.
        """
        found: dict[str, list[int]] = defaultdict(list)
        for i in self.persons:
            names = self.units[i].tokens
            if len(names) > 1:
                for part in dict.fromkeys(names):
                    found[part].append(i)
        return found

    def first_told(self, i: int) -> float:
        """Where the article itself has a name first, outside of its headline and of quotations;
        endless where it never has.
        """
        told = (self.found.mentions[ref.index].span for ref in self.units[i].refs)
        return min((s.start for s in told if not self._is_apart(s)), default=inf)

    def _is_apart(self, span: Span) -> bool:
        """Whether words stand in the headline or in somebody's words."""
        title = self.found.title
        at = bisect_right(self._quotes, span.start, key=lambda q: q.start) - 1
        quoted = at >= 0 and span.start < self._quotes[at].end
        return quoted or (title is not None and title.contains(span))

    @cached_property
    def _quotes(self) -> list[Span]:
        return sorted(q.span for q in self.found.quotes if q.kind == "direct")


@dataclass(frozen=True)
class Corpus:
    """The names of all articles, each article's actors put together.

    `local` gives for each unit the number of its article's actor; `briefings` for each article its
    briefing, “” where nothing says that it shares one; `stated` are the units that their article
    gives as another name of something.
    """

    units: Sequence[Unit]
    local: Sequence[int]
    briefings: Sequence[str]
    stated: frozenset[int]

    @cached_property
    def groups(self) -> list[list[int]]:
        """The units of each article's actor."""
        members: dict[int, list[int]] = defaultdict(list)
        for i, actor in enumerate(self.local):
            members[actor].append(i)
        return list(members.values())

    @cached_property
    def full(self) -> list[int]:
        """The names by which other articles may know an actor."""
        return [i for group in self.groups for i in self._full(group)]

    @cached_property
    def countries(self) -> list[frozenset[str]]:
        """The countries that each article names, by themselves or by their people."""
        found: list[set[str]] = [set() for _ in self.briefings]
        for unit in self.units:
            if unit.key.startswith("="):
                found[unit.article].add(unit.key[-2:])
        return [frozenset(codes) for codes in found]

    def briefing(self, i: int) -> str:
        return self.briefings[self.units[i].article]

    def one_name(self, group: Sequence[int]) -> bool:
        """Whether an article knows an actor by one name alone."""
        return len({self.units[i].tokens for i in group}) == 1

    def _full(self, group: Sequence[int]) -> Iterator[int]:
        """Of an article's actor the longest name, what shares its key, and a person's other full
        names.
        """
        units = self.units
        longest = max(group, key=lambda i: (len(units[i].tokens), len(units[i].name), -i))
        if units[longest].kind == "person" and not is_whole(units[longest].tokens):
            return
        for i in group:
            if (
                i == longest
                or units[i].key.startswith("=")
                or (units[i].kind == "person" and is_whole(units[i].tokens))
            ):
                yield i


Names = TypeVar("Names", Page, Corpus)


def is_whole(names: tuple[str, ...]) -> bool:
    """Whether a person's name is more than a family name: "dos Halden" is none."""
    return len(names) > 2 or (len(names) == 2 and names[0] not in _FAMILY)


def initials_of(units: Sequence[Unit], found: Sequence[int]) -> dict[str, list[int]]:
    """Abbreviations, and the long names that they can be of."""
    by_initials: dict[str, list[int]] = defaultdict(list)
    for i in found:
        if units[i].kind == "organization" and len(units[i].tokens) > 1:
            for letters in forms.initials(units[i].name):
                by_initials[letters].append(i)
    return by_initials
