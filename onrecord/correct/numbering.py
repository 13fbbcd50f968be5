"""A tuple whose items others point to by their index, while items come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Numbering(Generic[T]):
    """The items, each with the index that it had at first."""

    def __init__(self, items: Sequence[T]) -> None:
        self._pairs: list[tuple[int | None, T]] = list(enumerate(items))

    @property
    def items(self) -> list[T]:
        """Those that are there now."""
        return [item for _, item in self._pairs]

    def put(self, old: T | None, new: T) -> None:
        """Put an item in the place of another, or beside all where there is none."""
        for i, (index, item) in enumerate(self._pairs):
            if item is old:
                self._pairs[i] = (index, new)
                return
        self._pairs.append((None, new))

    def drop(self, item: T) -> None:
        self._pairs = [pair for pair in self._pairs if pair[1] is not item]

    def ordered(
        self, key: Callable[[T], Any]
    ) -> tuple[list[T], Callable[[int | None], int | None]]:
        """The items in order, and the way from an index of before to that of now: None where the
        item is gone.
        """
        pairs = sorted(self._pairs, key=lambda pair: key(pair[1]))
        now = {old: new for new, (old, _) in enumerate(pairs) if old is not None}

        def index(old: int | None) -> int | None:
            return None if old is None else now.get(old)

        return [item for _, item in pairs], index
