"""What every rule reads of a number: the facts of its place in the sentence, each found once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.relations import Links
from onrecord.annotate.figures.spells import is_age
from onrecord.annotate.figures.syntax import VERBS, Tokens, climb, subject_of
from onrecord.annotate.figures.ties import Draft
from onrecord.annotate.lexemes import Lexemes
from onrecord.model import Figure, Span


@dataclass(frozen=True)
class Found:
    """What a number counts or measures; nothing where a rule knows that the text does not say."""

    what: tuple[Span, ...] = ()
    lender: int | None = None  # index of the figure that says it for this one


def one(span: Span | None) -> Found | None:
    """A finding of one phrase, where there is one."""
    return Found((span,)) if span is not None else None


@dataclass(frozen=True)
class Clue:
    """One number of an article, with the figures that stand before it."""

    tokens: Tokens
    lx: Lexemes
    draft: Draft
    links: Links
    before: Sequence[Figure]

    @property
    def q(self) -> Quantity:
        return self.draft.q

    @property
    def index(self) -> int:
        """Of the figure that this number becomes."""
        return len(self.before)

    @cached_property
    def number(self) -> Span:
        """The number with its unit."""
        return Span(self.lx[self.q.first].start, self.lx[self.q.stop - 1].end)

    @cached_property
    def modifier(self) -> Span | None:
        how = self.draft.how
        if how.first is None or how.last is None:
            return None
        return Span(self.lx[how.first].start, self.lx[how.last].end)

    @cached_property
    def start(self) -> int:
        """Where the number begins, or its modifier before it."""
        return self.lx[self.draft.first].start

    @cached_property
    def end(self) -> int:
        """Where it ends, or a modifier that follows at once: "1,000 or more leaflets"."""
        end, modifier = self.number.end, self.modifier
        if modifier is None or modifier.start < end:
            return end
        return end if self.tokens.text[end : modifier.start].strip() else modifier.end

    @cached_property
    def behind(self) -> Token | None:
        """The token behind it."""
        return self.tokens.after(self.end)

    @cached_property
    def ahead(self) -> Token | None:
        """The token before it."""
        return self.tokens.before(self.start)

    @cached_property
    def anchor(self) -> Token:
        """The token of the number on which its others hang."""
        token = self.tokens.at(self.number.end - 1)
        while token.head.i != token.i and self.number.start <= token.head.idx < self.number.end:
            token = token.head
        return token

    @cached_property
    def verb(self) -> Token | None:
        """The verb above the number."""
        return next((t for t in climb(self.anchor) if t.pos_ in VERBS), None)

    @cached_property
    def is_age(self) -> bool:
        return self.q.dimension == "time" and is_age(self.lx, self.q)

    @cached_property
    def is_vague(self) -> bool:
        """Whether it is "dozens", "thousands", which begin a sentence anew."""
        return self.q.kind == "vague" and self.q.dimension == "count"

    @cached_property
    def is_untold(self) -> bool:
        """Whether a count in a headline says of what only where that stands right behind it: "Ferry
        sinks: 43 aboard".
        """
        return self.q.unit == "count" and self.tokens.is_in_title(self.number)

    @cached_property
    def leans(self) -> bool:
        """Whether its clause is about something named before: "it cost $1.30"."""
        subject = subject_of(self.verb) if self.verb is not None else None
        return subject is not None and subject.lower_ in ("it", "they")

    def sentence_of(self, offset: int) -> int:
        """What tells the sentence at an offset from others."""
        return self.tokens.begin(self.tokens.at(offset))


@dataclass(frozen=True)
class Told:
    """A number of which is known what it counts."""

    clue: Clue
    what: tuple[Span, ...]
    how: str  # the rule that found it

    @cached_property
    def end(self) -> int:
        """Where the number ends, with what it counts if that follows."""
        return max((self.clue.number.end, *(s.end for s in self.what if s.start >= self.clue.end)))

    @cached_property
    def head(self) -> Token:
        """The noun that is counted behind the number, else the number itself."""
        tokens, noun = self.clue.tokens, self.clue.anchor
        behind = next((s for s in self.what if s.start >= self.clue.end), None)
        if behind is None or self.clue.q.dimension not in ("count", "fraction"):
            return noun
        return tokens.doc[tokens.at(behind.start).i : tokens.at(behind.end - 1).i + 1].root
