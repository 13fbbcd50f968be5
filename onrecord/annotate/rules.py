"""A decision as a chain of named rules, tried in one visible order.

A rule reads a clue (all that is known of one number, one name, one sentence) and gives what it
finds, or None where it has nothing to say. Its name goes out with what it found, so that every rule
can be seen at work, counted and withdrawn: a ledger switches rules off by name, and a test asks for
each that some case needs it. Nothing here knows English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Clue = TypeVar("Clue")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Rule(Generic[Clue, Found]):
    """One way to decide. `name` is what a reader of the data sees."""

    name: str
    read: Callable[[Clue], Found | None]


def each(name: str, find: Callable[[Clue], Iterable[Found]]) -> Rule[Clue, list[Found]]:
    """A rule that gives all that it finds, and has nothing to say where that is nothing."""
    return Rule(name, lambda clue: list(find(clue)) or None)


@dataclass(frozen=True)
class Decided(Generic[Found]):
    """What a rule found, and its name."""

    found: Found
    rule: str


class Chain(Generic[Clue, Found]):
    """Rules of one decision. A chain is known by its name, a rule by "chain.rule"."""

    def __init__(self, name: str, *rules: Rule[Clue, Found]) -> None:
        names = [f"{name}.{rule.name}" for rule in rules]
        if len(set(names)) < len(names) or name in _CHAINS:
            raise ValueError(f"{name}: a chain and its rules have names of their own")
        self.rules = tuple(zip(names, rules, strict=True))
        _CHAINS[name] = tuple(names)

    def first(self, clue: Clue) -> Decided[Found] | None:
        """What the first rule finds that has something to say."""
        if _OFF or _NOTED:
            return next(self.all(clue), None)
        for _, rule in self.rules:
            if (found := rule.read(clue)) is not None:
                return Decided(found, rule.name)
        return None

    def all(self, clue: Clue) -> Iterator[Decided[Found]]:
        """What every rule finds, in order."""
        for name, rule in self.rules:
            if name not in _OFF and (found := rule.read(clue)) is not None:
                for noted in _NOTED:
                    noted.add(name)
                yield Decided(found, rule.name)


class Row(Protocol):
    """A row of a table: what counts, under a name."""

    @property
    def name(self) -> str: ...


Kept = TypeVar("Kept", bound=Row)


class Table(Generic[Kept]):
    """Rows that all count, in no order of rank. Switched off as the rules of a chain are."""

    def __init__(self, name: str, *rows: Kept) -> None:
        names = [f"{name}.{row.name}" for row in rows]
        if len(set(names)) < len(names) or name in _CHAINS:
            raise ValueError(f"{name}: a table and its rows have names of their own")
        self._rows = tuple(zip(names, rows, strict=True))
        _CHAINS[name] = tuple(names)

    def __iter__(self) -> Iterator[Kept]:
        return (row for name, row in self._rows if name not in _OFF)


_CHAINS: dict[str, tuple[str, ...]] = {}
_OFF: set[str] = set()
_NOTED: list[set[str]] = []


def names() -> tuple[str, ...]:
    """The names of all rules of the chains that are loaded, chain by chain."""
    return tuple(name for chain in _CHAINS.values() for name in chain)


@contextmanager
def without(*rules: str) -> Iterator[None]:
    """Switch rules off, in this process. Raises ValueError for a name that no rule has."""
    if unknown := set(rules) - set(names()):
        raise ValueError(f"no such rule: {', '.join(sorted(unknown))}")
    off = set(rules) - _OFF
    _OFF.update(off)
    try:
        yield
    finally:
        _OFF.difference_update(off)


@contextmanager
def noted() -> Iterator[set[str]]:
    """The names of the rules that decide something while this is open."""
    _NOTED.append(set())
    try:
        yield _NOTED[-1]
    finally:
        _NOTED.pop()
