"""The place and the time that limit a figure, as its sentence says them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.extract.figures.syntax import Tokens
from onrecord.model import Figure, Mention, Span

_WHERE = frozenset("in at near across from throughout outside inside around off along on within".split())
_WHEN = frozenset({"DATE", "TIME"})


class Limits:
    """The phrases of place and time of one article, by where they stand."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        self._tokens = tokens
        places: list[Span] = []
        for mention in mentions:
            if mention.kind == "place" and mention.form == "name" and self._is_where(mention.span, places):
                places.append(mention.span)
        times = [
            Span(e.start_char, e.end_char)
            for e in tokens.doc.ents
            if e.label_ in _WHEN
            and not any(t.i in tokens.numbers or t.is_sent_start for t in e[1:])
            and e[0].i not in tokens.numbers
        ]
        self._spans = sorted([*places, *times])

    def _is_where(self, span: Span, before: list[Span]) -> bool:
        """Whether a preposition of place stands before a place's name, or before one that it is joined to."""
        token = self._tokens.before(span.start)
        if token is not None and token.lower_ in ("and", "or", ",") and before and token.idx - before[-1].end <= 1:
            return True
        while token is not None and token.pos_ in ("DET", "ADJ", "PROPN"):
            token = self._tokens.previous(token)
        return token is not None and token.lower_ in _WHERE

    def of(self, spans: Sequence[Span], i: int) -> tuple[Span, ...]:
        """The phrases that limit figure `i` of `spans`: up to the next one, and those that open its sentence."""
        here = spans[i]
        first_token, behind = self._tokens.sentence(self._tokens.at(here.start))
        start = self._tokens.doc[first_token].idx
        until = self._tokens.doc[behind - 1].idx + len(self._tokens.doc[behind - 1])
        opens = not (i > 0 and spans[i - 1].start >= start)
        if i + 1 < len(spans):
            until = min(until, spans[i + 1].start)
        begin = start if opens else here.end
        first = bisect_left(self._spans, Span(begin, begin))
        found = []
        for span in self._spans[first:]:
            if span.start >= until:
                break
            leads = span.end <= here.start and span.start - start < 12
            if span.start >= here.end or leads:
                found.append(span)
        return tuple(found)


def limits_of_parts(
    tokens: Tokens, figures: Sequence[Figure], limits: Sequence[tuple[Span, ...]]
) -> list[tuple[Span, ...]]:
    """The limits of all figures, those behind "340 of 2,450 posts by May" being given to the part.

    Where a relative clause follows, they are the whole's: "seven of the 23 ships that lay there on Sunday".
    """
    moved = list(limits)
    for i, figure in enumerate(figures):
        whole = figure.part_of
        if whole != i + 1 or figures[whole].what[:1] == ():
            continue
        after = tokens.after(max(s.end for s in figures[whole].what))
        if after is None or after.lower_ not in ("that", "who", "whom", "which", "where"):
            moved[i], moved[whole] = (*moved[i], *moved[whole]), ()
    return moved
