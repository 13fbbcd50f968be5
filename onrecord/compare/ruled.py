"""What editors say of figures: that some are of one thing, or are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from onrecord.correct.items import best
from onrecord.model import Annotations, ComparedAs, Correction, FigureRef, Ruling


class Rulings:
    """The decisions on some articles, asked by pairs of figures."""

    def __init__(
        self, corrections: Iterable[Correction] = (), found: Mapping[str, Annotations] | None = None
    ) -> None:
        self._same: dict[frozenset[FigureRef], Ruling] = {}
        self._apart: dict[frozenset[FigureRef], Ruling] = {}
        self.figures: set[FigureRef] = set()  # those that are decided to be like another
        known = found or {}
        for c in corrections:
            if isinstance(c, ComparedAs):
                refs = [r for one in (c, *c.others) if (r := _ref(one, known))]
                pairs = self._apart if c.gone else self._same
                for pair in combinations(dict.fromkeys(refs), 2):
                    pairs[frozenset(pair)] = c.ruling
                if not c.gone and len(refs) > 1:
                    self.figures.update(refs)

    def same(self, one: FigureRef, other: FigureRef) -> Ruling | None:
        """The decision that two figures are of one thing."""
        return self._same.get(frozenset((one, other)))

    def apart(self, one: FigureRef, other: FigureRef) -> bool:
        """Whether it is decided that two figures are not of one thing."""
        return frozenset((one, other)) in self._apart

    def of(self, refs: Iterable[FigureRef]) -> Ruling | None:
        """A decision by which some of these are of one thing."""
        pairs = (self.same(a, b) for a, b in combinations(refs, 2))
        return next((r for r in pairs if r is not None), None)


def _ref(one: Correction, found: Mapping[str, Annotations]) -> FigureRef | None:
    here = found.get(one.article)
    at = None if here is None else best(here.figures, one.span, lambda f: f.span)
    return None if at is None else FigureRef(one.article, at)
