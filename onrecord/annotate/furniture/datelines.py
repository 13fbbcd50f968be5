"""Datelines: the place, often with a date and an agency, at the head of a report ("OSLO, June 4
(Example News) —").

Styles: AP and Reuters set the place in capitals and end with a dash or a hyphen; Gulf and South
Asian papers write "Doha:" or "Pretoria –"; TASS and its neighbours put the agency between slashes;
some agencies open with their name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.lexicon import words as listed
from onrecord.model import Block, Span

# paragraphs that may carry one: a summary or an editor's note may stand above the report's own
# first
_HEAD = 3
_LONGEST = 100  # characters
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}|{_MONTH})(?:,?\s\d{{4}})?"
_NAME = r"[^\W\d_][\w.'’-]*"
_DATELINE = re.compile(
    rf"""(?x)
    (?P<place>{_NAME}(?:[\s/]{_NAME}){{0,4}})
    (?:,\s{_NAME}(?:\s{_NAME}){{0,2}}){{0,2}}?  # the state, the country
    (?P<date>(?:,\s|\s[-–—]\s|\s){_DATE})?
    (?: (?:[,.]?\s(?P<agency>\([^()]{{2,40}}\)))?\s?(?P<dash>—|–|--|-\s|:\s)
      | [,.]?\s(?P<wire>/[^/\s]{{2,30}}/)\s?[.–—-]+\s
    )"""
)
_AGENCY_ALONE = re.compile(
    r"\((?P<agency>[A-Z][\w. ]{1,30})\)\s?(?:—|–|--|-|:)?\s?(?=[A-Z“\"‘'\d])"
)
_TURN = re.compile(r"[A-Z][\w.’' -]{0,30}:\s")

_KICKER = re.compile(rf"(?i)(?:{'|'.join(sorted(listed('furniture.kickers')))})\b")


def find_datelines(text: str, blocks: Iterable[Block]) -> tuple[Span, ...]:
    """The dateline at the head of the first paragraphs, with its dash, without the blanks behind
    it; mostly one.
    """
    paragraphs = [b.span for b in blocks if b.kind == "paragraph"][: 2 * _HEAD]
    turns = sum(bool(_TURN.match(span.of(text)[:_LONGEST])) for span in paragraphs) > 1
    found: list[Span] = []
    for i, span in enumerate(paragraphs[:_HEAD]):
        length = dateline_length(span.of(text), bare=i == 0 and not turns)
        if length:
            found.append(Span(span.start, span.start + length))
    return tuple(found)


def dateline_length(paragraph: str, bare: bool = False) -> int:
    """Length of the dateline that the paragraph begins with; 0 for none.

    A place with a date or an agency, or in capitals with a dash, is enough. With `bare`, a place
    alone is too, before a new sentence of some length: the caller vouches that it is the report's
    first paragraph, and that the text is not a conversation, where paragraphs open with names and
    colons.
    """
    head = paragraph[:_LONGEST]
    if found := _AGENCY_ALONE.match(head):
        return len(found[0].rstrip())
    found = _DATELINE.match(head)
    if not found:
        return 0
    place, rest = found["place"], head[found.end() :].lstrip()
    words = [w for w in place.replace("/", " ").split() if w not in ("and", "de", "la", "of", "al")]
    if not rest or not words or not all(w[0].isupper() for w in words) or _KICKER.match(place):
        return 0
    dated = bool(found["date"] or found["agency"] or found["wire"])
    capitals = place.isupper() and len(place) > 2
    if dated or (capitals and found["dash"] != ": "):
        return len(found[0].rstrip())
    plain = bare and len(words) <= 3 and not rest[0].islower() and len(paragraph) >= _LONGEST
    return len(found[0].rstrip()) if plain else 0
