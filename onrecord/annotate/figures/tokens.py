"""An article's reading with the tokens of its numbers marked."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate.phrases import NOUNS, VERBS, WHEN, is_acronym
from onrecord.annotate.reading import Reading
from onrecord.lexicon import words
from onrecord.model import Span

_NO_THINGS = WHEN | words("things.times_of_day")


class Tokens(Reading):
    """A reading in which `numbers` are the indexes of the tokens that belong to a number."""

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self.numbers: set[int] = set()
        self.title = next((b.span for b in doc._.blocks if b.kind == "title"), None)
        # where mentions end
        self.people = {m.span.end for m in doc._.mentions if m.kind == "person"}
        self.doers = {m.span.end for m in doc._.mentions if m.kind in ("person", "organization")}

    def begin(self, token: Token) -> int:
        """The index of the first token of a token's sentence."""
        return self.sentence(token).start

    def mark(self, span: Span) -> None:
        """Remember that the tokens of a span belong to a number."""
        self.numbers.update(self.indexes(span))

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
