"""Clusters: what is one actor so far, and what must never become one."""

from __future__ import annotations

from collections.abc import Iterable


class Clusters:
    """A union-find over numbered things, of which some have an owner and some carry labels.

    `join` refuses where the two sides have different owners, or where a label of the one is
    forbidden to the other, so that a "different" beats every chain of merges. Nearly linear in the
    number of joins (Tarjan 1975), times the few labels of a side.
    """

    def __init__(self, size: int, forbidden: Iterable[tuple[str, str]] = ()) -> None:
        self._parent = list(range(size))
        self._owner: dict[int, str] = {}
        self._labels: dict[int, set[str]] = {}
        self._forbidden: dict[str, set[str]] = {}
        for a, b in forbidden:
            self._forbidden.setdefault(a, set()).add(b)
            self._forbidden.setdefault(b, set()).add(a)

    def find(self, i: int) -> int:
        """The number that stands for the cluster of `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def owner(self, i: int) -> str | None:
        """Whose the cluster of `i` is."""
        return self._owner.get(self.find(i))

    def mark(self, i: int, owner: str | None, labels: Iterable[str]) -> None:
        """Give `i`, before it is joined, an owner and labels. The owner is a label too."""
        found = set(labels) | ({owner} if owner is not None else set())
        if owner is not None:
            self._owner[i] = owner
        if found:
            self._labels[i] = found

    def may_join(self, i: int, j: int) -> bool:
        """Whether nothing keeps the two clusters apart."""
        i, j = self.find(i), self.find(j)
        if i in self._owner and j in self._owner and self._owner[i] != self._owner[j]:
            return False
        theirs = self._labels.get(j, set())
        return not any(self._forbidden.get(a, set()) & theirs for a in self._labels.get(i, ()))

    def join(self, i: int, j: int) -> bool:
        """Make two clusters one; False where they must stay apart. The earlier number stands for
        both.
        """
        i, j = sorted((self.find(i), self.find(j)))
        if i == j:
            return True
        if not self.may_join(i, j):
            return False
        self._parent[j] = i
        if j in self._labels:
            self._labels.setdefault(i, set()).update(self._labels.pop(j))
        if j in self._owner:
            self._owner[i] = self._owner.pop(j)
        return True
