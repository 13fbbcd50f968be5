"""Turns: the lines of interviews and transcripts, which are somebody's words without any marks.

A line is a turn where it begins with a label and a colon: "Q:", "A:", "REPORTER:", "Dana Whitlow:",
"WHITLOW, Dana (Harbour Party):", with the time before it or not. One such line may be anything
("Update: …"), so a text must have three of them, and names as labels must come back. A line may
hold several turns. In a quoted transcript the label stands inside the marks; it is no part of the
words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.annotate.marks import Quoted
from onrecord.annotate.sayings.rules import RULES
from onrecord.lexicon import words
from onrecord.model import Block, Quote, Span

_TIME = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?"
_LABEL = re.compile(
    _TIME + r"(?P<label>(?:Q|A|Question|Answer|Interviewer|Reporter)"
    r"|[A-Z][A-Z.’'-]+, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){0,2}"
    r"|[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2})(?: \([^)\n]{1,40}\))?:\s+(?=\S)"
)
_AMID = re.compile(r"(?<=[.?!…]) " + _LABEL.pattern)
_ASKS = words("saying.asks")
_ANSWERS = words("saying.answers")
_FEWEST = 3  # turns that make an interview


def find_turns(text: str, blocks: Sequence[Block]) -> dict[int, tuple[Quote, ...]]:
    """The turns of a text by the index of their block; none where it is no interview."""
    labels = {
        i: found
        for i, block in enumerate(blocks)
        if block.kind in ("paragraph", "title", "heading") and (found := _labels(text, block.span))
    }
    counts = Counter(m["label"].lower() for found in labels.values() for m in found)
    known = {label for label, n in counts.items() if n > 1 or label in _ASKS | _ANSWERS}
    turns = {
        i: tuple(m for m in found if m["label"].lower() in known or _is_plain(m))
        for i, found in labels.items()
    }
    kept = [m for i, found in turns.items() for m in found if found[:1] == tuple(labels[i][:1])]
    if len(kept) < _FEWEST or len({m["label"].lower() for m in kept}) < 2:
        return {}
    return {
        i: tuple(_of(text, *pair) for pair in zip(found, _ends(found, blocks[i]), strict=True))
        for i, found in turns.items()
        if found[:1] == tuple(labels[i][:1])
    }


def _is_plain(label: re.Match[str]) -> bool:
    """Whether a label that does not come back is a speaker's: with a time, or surname first."""
    return "," in label["label"] or label.start("label") > label.start() + 1


def _ends(found: Sequence[re.Match[str]], block: Block) -> Iterator[int]:
    """Where each turn of a block ends."""
    yield from (m.start() for m in found[1:])
    yield block.span.end


def _labels(text: str, block: Span) -> list[re.Match[str]]:
    """The label that a block begins with, and those of the turns behind it."""
    first = _LABEL.match(text, block.start, block.end)
    return [first, *_AMID.finditer(text, first.end(), block.end)] if first else []


def _of(text: str, label: re.Match[str], end: int) -> Quote:
    while text[end - 1].isspace():
        end -= 1
    return _turn(label["label"], Span(*label.span("label")), Span(label.end(), end))


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
