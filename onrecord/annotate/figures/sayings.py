"""Who says a figure: the speaker of the quotation that it stands in, or the source that its
sentence names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.annotate.figures.syntax import Tokens
from onrecord.annotate.sayings.saying import Said
from onrecord.model import Mention, Quote, Span

_NEAR = 12  # sayings that may cover one number
_NESTED = 8  # quotations that may overlap one another
_ACTORS = frozenset({"person", "organization", "group"})


class Saying(NamedTuple):
    """Who says it."""

    quote: int | None = None
    source: Span | None = None
    mention: int | None = None


class Sayings:
    """The sources of one article's figures."""

    def __init__(
        self,
        tokens: Tokens,
        quotes: Sequence[Quote],
        mentions: Sequence[Mention],
        said: Sequence[Said],
    ) -> None:
        self._tokens = tokens
        self._quotes = quotes
        self._mentions = mentions
        self._covers = sorted((stretch, i) for i, one in enumerate(said) for stretch in one.covers)
        self._cover_starts = [stretch.start for stretch, _ in self._covers]
        self._said = said
        self._quote_starts = [q.span.start for q in quotes]
        self._starts = [m.span.start for m in mentions]

    def of(self, span: Span) -> Saying:
        """The speaker of the quotation around a figure first, then the source that its sentence
        ties it to.

        Nobody says a bare age in apposition, which is the reporter's own: "Nora Vance, 71, …".
        """
        i = self._quote_around(span)
        if (i is None or self._quotes[i].kind == "indirect") and self._is_apposition(span):
            return Saying()
        if i is not None:
            return Saying(i, self._quotes[i].speaker, self._quotes[i].mention)
        source = self._source_over(span)
        return Saying() if source is None else Saying(None, source, self._mention_in(source))

    def _source_over(self, span: Span) -> Span | None:
        """The source of the first saying that covers a span."""
        near = bisect_right(self._cover_starts, span.start)
        over = (
            i
            for stretch, i in self._covers[max(0, near - _NEAR) : near]
            if stretch.end > span.start and not self._said[i].source.overlaps(span)
        )
        return self._said[i].source if (i := min(over, default=None)) is not None else None

    def _quote_around(self, span: Span) -> int | None:
        """The index of the quotation that holds a span, words in marks before reported ones."""
        near = bisect_right(self._quote_starts, span.start)
        inside = [
            i for i in range(max(0, near - _NESTED), near) if self._quotes[i].span.contains(span)
        ]
        return min(inside, key=lambda i: (self._quotes[i].kind == "indirect", -i), default=None)

    def _is_apposition(self, span: Span) -> bool:
        text = self._tokens.text
        return text[max(0, span.start - 2) : span.start] == ", " and text[
            span.end : span.end + 1
        ] in (",", ".")

    def _mention_in(self, source: Span) -> int | None:
        """The mention that the source is, or that its report is by: never one that only says where,
        or whose it is.

        Of "a report by the Belm Health Agency auditor" it is not the agency.
        """
        for i in range(bisect_left(self._starts, source.start), len(self._mentions)):
            mention = self._mentions[i]
            if mention.span.start >= source.end:
                break
            if mention.span == source:
                return i
            if (
                mention.kind in _ACTORS
                and source.contains(mention.span)
                and self._is_head(mention.span, source)
            ):
                return i
        return None

    def _is_head(self, span: Span, source: Span) -> bool:
        """Whether a mention closes the source's noun phrase, or one that "by", "from" or "of" ties
        to it.
        """
        after = self._tokens.after(span.end)
        if (
            after is not None
            and after.idx < source.end
            and (after.pos_ in ("NOUN", "PROPN") or after.tag_ == "POS")
        ):
            return False
        words = self._tokens.text[source.start : span.start].lower().split()
        links = [w for w in words if w in ("by", "from", "of", "for", "on", "in", "at", "to")]
        return links[-1:] in ([], ["by"], ["from"], ["of"])
