"""Stretches of a text that are taken already."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from onrecord.model import Span


class Taken:
    """Stretches of a text, asked for overlap in logarithmic time. They must not overlap one
    another.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [s.start for s in self._spans]

    def overlaps(self, span: Span) -> bool:
        """Whether any of the stretches shares a character with the span."""
        return self.at(span) is not None

    def at(self, span: Span) -> Span | None:
        """The last of the stretches that share a character with the span."""
        i = bisect_left(self._starts, span.end)
        return self._spans[i - 1] if i > 0 and self._spans[i - 1].end > span.start else None

    def with_spans(self, more: Iterable[Span]) -> Taken:
        """These stretches, and those of `more` that overlap none of them."""
        return Taken([*self._spans, *(s for s in more if not self.overlaps(s))])
