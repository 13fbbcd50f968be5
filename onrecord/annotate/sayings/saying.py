"""A saying: who a sentence says is the source of some of its words.

A quotation in marks has its own rules (`attribution`); all else that somebody is said to have said
is a saying. Those that state something by themselves are shown as reported speech; all of them
answer for the figures in the words that they cover.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.annotate.sayings.frame import Frame
from onrecord.annotate.sayings.rules import RULES
from onrecord.annotate.sayings.speaker import Speaker
from onrecord.model import Quote, Span


@dataclass(frozen=True, slots=True)
class Saying:
    """A source with the words that it answers for."""

    source: Speaker
    cue: tuple[int, int]  # tokens [start, end)
    verb: str
    how: str  # the rule
    covers: tuple[tuple[int, int], ...]  # tokens [start, end) of each stretch, in order


@dataclass(frozen=True, slots=True)
class Said:
    """A saying by the characters of its article: the source, and what it answers for."""

    source: Span
    covers: tuple[Span, ...]
    how: str


def said(frame: Frame, saying: Saying) -> Said:
    """A saying by characters."""
    source = frame.span(saying.source.start, saying.source.end)
    return Said(source, tuple(frame.span(*tokens) for tokens in saying.covers), saying.how)


def as_quotes(frame: Frame, saying: Saying) -> tuple[Quote, ...]:
    """A saying as reported speech: a slice for each stretch, the first carried on by the others."""
    return tuple(
        Quote(
            span=frame.span(start, end),
            kind="indirect",
            speaker=frame.span(saying.source.start, saying.source.end),
            cue=frame.span(*saying.cue),
            how=saying.how,
            confidence=RULES[saying.how].confidence,
            verb=saying.verb,
            continues=0 if i else None,
        )
        for i, (start, end) in enumerate(saying.covers)
    )
