"""Where no figure is looked for: page furniture and the insides of names."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc

from onrecord.model import Span

_FURNITURE = frozenset({"chrome", "credit", "byline"})


class Closed:
    """The stretches of an article in which a number is no figure."""

    def __init__(self, doc: Doc) -> None:
        furniture = [b.span for b in doc._.blocks if b.kind in _FURNITURE]
        names = [m for m in doc._.mentions if m.form == "name" and m.kind != "group"]
        persons = [m.span for m in names if m.kind == "person"]  # "Ten Brink said", "said Six"
        self._spans = sorted([*furniture, *doc._.datelines, *persons])
        self._names = sorted(m.span for m in names)

    def holds(self, number: Span) -> bool:
        """Whether a number stands in furniture, in a person's name, or inside another name behind
        its first word ("Nasdaq 100").
        """
        return _covers(self._spans, number, inside=False) or _covers(
            self._names, number, inside=True
        )


def _covers(spans: list[Span], number: Span, *, inside: bool) -> bool:
    i = bisect_right(spans, Span(number.start, 1 << 60)) - 1
    return i >= 0 and spans[i].contains(number) and not (inside and spans[i].start == number.start)
