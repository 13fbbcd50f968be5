"""A page: an article's Doc, with its tokens found by character, and its text as names are read in
it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from onrecord.annotate.text import text_of
from onrecord.model import Span
from onrecord.written import as_read

_BREAK = re.compile(r"(?<=\S)\n(?=\S)")


class Page:
    """An article's Doc, with its tokens found by character.

    `text` is the article's, letter for letter, but for what typesetting makes of a name:
    apostrophes are straight, blanks that do not break are plain, and so are the ends of lines
    within a paragraph. All offsets stay.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = _plain(text_of(doc), [b.span for b in doc._.blocks if b.kind == "paragraph"])
        self._starts = [t.idx for t in doc]

    def token_at(self, char: int) -> int:
        """The index of the token that covers a character, or of the last one before it."""
        return max(0, bisect_right(self._starts, char) - 1)

    def before(self, span: Span) -> Token | None:
        """The token in front of a span."""
        i = self.token_at(span.start) - 1
        return self.doc[i] if i >= 0 else None

    def after(self, span: Span) -> Token | None:
        """The token behind a span."""
        i = self.token_at(span.end - 1) + 1
        return self.doc[i] if i < len(self.doc) else None

    def head(self, span: Span) -> Token:
        """The token of a span that the parser hangs the others on."""
        start, end = self.token_at(span.start), self.token_at(span.end - 1)
        for i in range(end, start - 1, -1):
            if not start <= self.doc[i].head.i <= end:
                return self.doc[i]
        return self.doc[end]

    def tokens(self, span: Span) -> range:
        """The indexes of the tokens that a span touches."""
        return range(self.token_at(span.start), self.token_at(span.end - 1) + 1)

    def end(self, i: int) -> int:
        """Where the token of this index ends."""
        return self._starts[i] + len(self.doc[i])


def _plain(text: str, paragraphs: Iterable[Span]) -> str:
    """The text with plain marks and blanks, as many characters as before."""
    parts, end = [], 0
    for span in paragraphs:
        parts += [text[end : span.start], _BREAK.sub(" ", text[span.start : span.end])]
        end = span.end
    return as_read("".join((*parts, text[end:])))
