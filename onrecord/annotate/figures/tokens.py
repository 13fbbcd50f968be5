"""The tokens of an article by the offsets of its text."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from onrecord.annotate.text import text_of
from onrecord.lexicon import words
from onrecord.model import Span

NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
WHEN = words("things.when")
_NO_THINGS = WHEN | words("things.times_of_day")


class Tokens:
    """The tokens of a doc by the offsets of its text; `numbers` are the indices of those that
    belong to a number.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = text_of(doc)
        self.numbers: set[int] = set()
        self.title = next((b.span for b in doc._.blocks if b.kind == "title"), None)
        self.people = {
            m.span.end for m in doc._.mentions if m.kind == "person"
        }  # where their mentions end
        self.doers = {m.span.end for m in doc._.mentions if m.kind in ("person", "organization")}
        self._starts = [t.idx for t in doc]
        self._sentences = [s.start for s in doc.sents]

    def sentence(self, token: Token) -> tuple[int, int]:
        """The indices of the first token of a token's sentence, and of the one behind its last."""
        k = bisect_right(self._sentences, token.i)
        return self._sentences[k - 1], self._sentences[k] if k < len(self._sentences) else len(
            self.doc
        )

    def sentence_text(self, span: Span) -> str:
        """The sentence in which a span begins."""
        start, stop = self.sentence(self.at(span.start))
        return self.text[self.doc[start].idx : self.doc[stop - 1].idx + len(self.doc[stop - 1])]

    def begin(self, token: Token) -> int:
        """The index of the first token of a token's sentence."""
        return self.sentence(token)[0]

    def mark(self, span: Span) -> None:
        """Remember that the tokens of a span belong to a number."""
        i = self.at(span.start).i
        while i < len(self.doc) and self._starts[i] < span.end:
            self.numbers.add(i)
            i += 1

    def is_thing(self, token: Token) -> bool:
        """Whether a token is a noun that can be what a figure is about: no number, no unit, no
        time.
        """
        if (
            not (token.pos_ in NOUNS or is_acronym(token))
            or token.i in self.numbers
            or token.lower_ in _NO_THINGS
        ):
            return False
        return token.ent_type_ not in ("DATE", "TIME") and any(c.isalpha() for c in token.text)

    def is_in_title(self, span: Span) -> bool:
        """Whether a span stands in the headline, where capitals say nothing."""
        return self.title is not None and self.title.contains(span)

    def is_verb(self, span: Span) -> bool:
        """Whether a span is a verb by itself, which names no thing."""
        token = self.at(span.start)
        return token.pos_ in VERBS and token.idx + len(token) == span.end

    def at(self, offset: int) -> Token:
        """The token that holds the character, or the one before it."""
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def before(self, offset: int) -> Token | None:
        """The last token that ends at or before the character."""
        i = bisect_right(self._starts, offset) - 1
        while i >= 0 and (self._starts[i] + len(self.doc[i]) > offset or self.doc[i].is_space):
            i -= 1
        return self.doc[i] if i >= 0 else None

    def after(self, offset: int) -> Token | None:
        """The first token that begins at or behind the character."""
        i = bisect_right(self._starts, offset - 1)
        while i < len(self.doc) and (self._starts[i] < offset or self.doc[i].is_space):
            if self.doc[i].is_space and "\n\n" in self.doc[i].text:
                return None
            i += 1
        return self.doc[i] if i < len(self.doc) else None

    def next(self, token: Token) -> Token | None:
        """The token behind another in the same paragraph."""
        return self.after(token.idx + len(token))

    def previous(self, token: Token) -> Token | None:
        """The token before another."""
        return self.doc[token.i - 1] if token.i > 0 else None


def is_acronym(token: Token) -> bool:
    """Capitals, which the model takes for a verb where they spell one: "IS fighters"."""
    return len(token.text) > 1 and token.text.isupper() and token.text.isalpha()
