"""Turns: the lines of interviews and transcripts, which are somebody's words without any marks.

A line is a turn where it begins with a label and a colon: "Q:", "A:", "REPORTER:", "Dana Whitlow:".
One such line may be anything ("Update: …"), so a text must have three of them, and names as labels
must come back. In a quoted transcript the label stands inside the marks; it is no part of the
words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.sayings.marks import Quoted
from onrecord.annotate.sayings.rules import RULES
from onrecord.model import Block, Quote, Span

_LABEL = re.compile(
    r"(?P<label>(?:Q|A|Question|Answer|Interviewer|Reporter)"
    r"|[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2})(?: \([^)\n]{1,40}\))?:\s+(?=\S)"
)
_ASKS = frozenset(("q", "question", "interviewer", "reporter"))
_ANSWERS = frozenset(("a", "answer"))
_FEWEST = 3  # turns that make an interview


def find_turns(text: str, blocks: Sequence[Block]) -> dict[int, Quote]:
    """The turns of a text by the index of their block; none where it is no interview."""
    labels = {}
    for i, block in enumerate(blocks):
        prose = block.kind in ("paragraph", "title", "heading")
        found = _LABEL.match(text, block.span.start, block.span.end) if prose else None
        if found:
            labels[i] = found
    counts = Counter(found["label"].lower() for found in labels.values())
    alike = {
        i: m
        for i, m in labels.items()
        if counts[m["label"].lower()] > 1 or m["label"].lower() in _ASKS | _ANSWERS
    }
    if len(alike) < _FEWEST or len({m["label"].lower() for m in alike.values()}) < 2:
        return {}
    return {
        i: _turn(m["label"], Span(*m.span("label")), Span(m.end(), blocks[i].span.end))
        for i, m in alike.items()
    }


def labelled(text: str, string: Quoted) -> Quote | None:
    """The turn that a quoted string is; None for one that begins with no label in capitals."""
    found = _LABEL.match(text, string.span.start, string.span.end)
    if found is None or not found["label"].isupper():
        return None
    turn = _turn(found["label"], Span(*found.span("label")), Span(found.end(), string.span.end))
    return replace(turn, marks=string.marks(text))


def _turn(label: str, speaker: Span, words: Span) -> Quote:
    low = label.lower()
    if low in _ASKS or low in _ANSWERS:
        how = "question" if low in _ASKS else "answer"
        return Quote(words, "direct", how=how, confidence=RULES[how].confidence)
    return Quote(words, "direct", speaker=speaker, how="turn", confidence=RULES["turn"].confidence)
