"""Where in an article a word stands, as a reader counts: in paragraphs and sentences of the writer.

What others say takes no time. A page that gives each quotation a paragraph of its own, a caption or
a line of page furniture in between puts nobody out of mind; a paragraph of the writer's does.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc, Token

from onrecord.annotate.reading import tokens_of
from onrecord.model import Block, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Numbers that only grow: of the writer's paragraphs and sentences up to a word, and of the
    headings.
    """

    paragraph: int
    sentence: int
    heading: int


class Clock:
    """The places of an article, computed once. Asked in any order, each in logarithmic time."""

    def __init__(self, doc: Doc) -> None:
        quotes = [q for q in doc._.quotes if q.kind != "indirect"]
        self._quotes = _Spans([q.span for q in quotes])
        self._speakers = _Spans(sorted({q.speaker for q in doc._.quotes if q.speaker}))
        blocks: tuple[Block, ...] = doc._.blocks
        self._blocks = [b.span.start for b in blocks]
        self._kinds = [b.kind for b in blocks]
        self._headings = list(accumulate(b.kind == "heading" for b in blocks))
        told = bytearray(len(blocks))  # whether the writer says anything in a block
        self._sentences = []
        for token in tokens_of(doc):
            if self.quoted(token):
                continue
            if token.is_sent_start:
                self._sentences.append(token.i)
            if token.is_alpha and (i := self._block(token)) >= 0:
                told[i] |= blocks[i].kind == "paragraph"
        self._told = told
        self._paragraphs = list(accumulate(told))

    def at(self, token: Token) -> Place:
        """Where a token stands."""
        block = self._block(token)
        return Place(
            self._paragraphs[block] if block >= 0 else 0,
            bisect_right(self._sentences, token.i),
            self._headings[block] if block >= 0 else 0,
        )

    def quoted(self, token: Token) -> bool:
        """Whether a token stands within somebody's words."""
        return self._quotes.around(token) is not None

    def speaker(self, token: Token) -> Span | None:
        """The words that name a quotation's speaker, where a token is one of them."""
        return self._speakers.around(token)

    def only_quoted(self, token: Token) -> bool:
        """Whether a token stands in a paragraph that has nothing but others' words."""
        block = self._block(token)
        return block >= 0 and self._kinds[block] == "paragraph" and not self._told[block]

    def _block(self, token: Token) -> int:
        return bisect_right(self._blocks, token.idx) - 1


class _Spans:
    """Spans in order, that do not overlap but where one repeats another."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._starts = [s.start for s in spans]

    def around(self, token: Token) -> Span | None:
        i = bisect_right(self._starts, token.idx) - 1
        return self._spans[i] if i >= 0 and token.idx < self._spans[i].end else None
