"""Phrases of an article's figures: a number ends them (`annotate/phrases.py`)."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate import phrases
from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.tokens import Tokens as Tokens
from onrecord.annotate.phrases import NOUNS as NOUNS
from onrecord.annotate.phrases import VERBS as VERBS
from onrecord.annotate.phrases import WHEN as WHEN
from onrecord.annotate.phrases import children as children
from onrecord.annotate.phrases import climb as climb
from onrecord.annotate.phrases import noun_run as noun_run
from onrecord.annotate.phrases import object_of as object_of
from onrecord.annotate.phrases import span_of as span_of
from onrecord.annotate.phrases import subject_of as subject_of
from onrecord.lexicon import words
from onrecord.model import Span

CONTAINERS = words("things.containers")


def behind_determiner(tokens: Tokens, token: Token | None) -> Token | None:
    """`phrases.behind_determiner`, past numbers too."""
    return phrases.behind_determiner(tokens, token, tokens.numbers)


def phrase_around(tokens: Tokens, token: Token) -> Span:
    """`phrases.phrase_around`, ended by a number."""
    return phrases.phrase_around(tokens, token, tokens.numbers)


def outer_of(tokens: Tokens, noun: Token) -> Token:
    """The noun whose bare "of" phrase another is: of "margin of error" it is the margin."""
    if noun.i < tokens.begin(noun) + 2 or tokens.doc[noun.i - 1].lower_ != "of":
        return noun
    head = tokens.doc[noun.i - 2]
    return head if tokens.is_thing(head) and head.lower_ not in CONTAINERS else noun


_NO_OWNERS = frozenset({"age", "ages"})


def noun_before(tokens: Tokens, span: Span) -> Token | None:
    """The nearest noun before a span in its sentence that a figure can be about."""
    token = tokens.at(span.start)
    for i in range(token.i - 1, max(tokens.begin(token), token.i - 10) - 1, -1):
        noun = tokens.doc[i]
        if (
            tokens.is_thing(noun)
            and noun.lower_ not in _NO_OWNERS
            and not is_change_verb(noun.lower_)
        ):
            return noun
    return None
