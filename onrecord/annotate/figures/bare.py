"""A number without a unit, with what its sentence and its words show of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.syntax import Tokens, noun_run
from onrecord.annotate.lexemes import Lexeme, Lexemes
from onrecord.model import Span

_PLURALS = frozenset({"NNS", "NNPS"})
_LONGEST = 5  # tokens that a noun phrase behind a number may take to its noun


@dataclass(frozen=True)
class Bare:
    """A quantity and where it stands; `beside_label`: the number it is joined to is a label."""

    tokens: Tokens
    lx: Lexemes
    q: Quantity
    span: Span
    beside_label: bool = False

    def before(self, back: int = 1) -> str:
        """The word so many lexemes before the number, in lower case."""
        return self.lx[self.q.first - back].low

    @property
    def word(self) -> Lexeme:
        """The lexeme before the number."""
        return self.lx[self.q.first - 1]

    @property
    def first(self) -> Lexeme:
        """The number's first lexeme."""
        return self.lx[self.q.first]

    @property
    def behind(self) -> Lexeme:
        """The lexeme behind the number."""
        return self.lx[self.q.stop]

    @cached_property
    def name(self) -> Token | None:
        """The token before the number."""
        return self.tokens.before(self.span.start)

    @cached_property
    def after(self) -> Token | None:
        """The token behind the number."""
        return self.tokens.after(self.span.end)

    @cached_property
    def near(self) -> bool:
        """Whether a noun stands right behind the number."""
        return noun_run(self.tokens, self.after) is not None

    @cached_property
    def noun(self) -> Token | None:
        """The noun of the phrase behind the number."""
        run = noun_run(self.tokens, self.after, most=_LONGEST)
        return run[1] if run else None

    @property
    def plural(self) -> bool:
        """Whether the noun behind the number is one of many."""
        return self.noun is not None and self.noun.tag_ in _PLURALS

    @property
    def tied(self) -> bool:
        """Whether a hyphen ties the number to the word behind it."""
        return self.lx.joined(self.q.stop)
