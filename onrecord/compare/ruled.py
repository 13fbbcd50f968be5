"""What editors say of figures: that some are of one thing, or are not."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import combinations

from onrecord.correct.items import best
from onrecord.model import Annotations, ComparedAs, Correction, FigureRef, Ruling


class Rulings:
    """The decisions on some articles, asked by pairs of figures."""

    def __init__(
        self, corrections: Iterable[Correction] = (), found: Mapping[str, Annotations] | None = None
    ) -> None:
        self._of: dict[FigureRef, tuple[FigureRef, Ruling]] = {}  # what each is one thing with
        self._apart: set[frozenset[FigureRef]] = set()
        known = found or {}
        for c in corrections:
            if isinstance(c, ComparedAs):
                refs = [r for one in (c, *c.others) if (r := _ref(one, known))]
                if c.gone:
                    self._apart |= {frozenset(p) for p in combinations(dict.fromkeys(refs), 2)}
                elif len(refs) > 1:
                    self._join(refs, c.ruling)

    def _join(self, refs: Iterable[FigureRef], ruling: Ruling) -> None:
        """Make figures one thing, with all that each of them is one with already."""
        first, *others = refs
        root = self._of.setdefault(first, (first, ruling))[0]
        for ref in others:
            old = self._of.setdefault(ref, (ref, ruling))[0]
            for one, (of, by) in self._of.items():
                if of == old:
                    self._of[one] = root, by

    @property
    def figures(self) -> Container[FigureRef]:
        """Those that are decided to be like another."""
        return self._of.keys()

    def same(self, one: FigureRef, other: FigureRef) -> Ruling | None:
        """The decision that two figures are of one thing, be it through others."""
        if one not in self._of or other not in self._of:
            return None
        (a, ruling), (b, _) = self._of[one], self._of[other]
        return ruling if a == b else None

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
