"""Attributions by a name under the words, behind a dash: "“…” – Name"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.sayings.frame import DASHES, Frame, Sentence
from onrecord.annotate.sayings.place import Attribution, Place
from onrecord.annotate.sayings.speaker import Speaker

_COLUMN = 8  # items of a name with its office


def signed_behind(place: Place) -> Attribution | None:
    """“…” – Name"""
    return None if place.position else signed(place.frame, place.sentence, 1)


def signed(frame: Frame, sentence: Sentence, position: int) -> Attribution | None:
    """The dash at a position with the name behind it, before it the office: "– Name", "– Managing
    director Name", "-Commissioner Name".
    """
    dash, first = frame.token(sentence, position), frame.token(sentence, position + 1)
    if dash is None or first is None:
        return None
    sticks = dash.text[:1] in DASHES and dash.text[1:2].isupper()
    if not sticks and dash.text not in DASHES:
        return None
    start = position + 1 if sticks or first.pos_ == "PROPN" else _office_end(frame, sentence, first)
    if start is None or (name := frame.token(sentence, start)) is None or name.pos_ != "PROPN":
        return None
    end = start
    while (token := frame.token(sentence, end + 1)) is not None and token.pos_ == "PROPN":
        end += 1
    last = sentence.items[end]
    return Attribution("signed", Speaker(name.i, last + 1, last))


def _office_end(frame: Frame, sentence: Sentence, first: Token) -> int | None:
    """The position of the name behind an office that begins with a capital and closes the line."""
    start = sentence.items.index(first.i)
    behind = [frame.token(sentence, p) for p in range(start, len(sentence.items))]
    if not first.text[:1].isupper() or len(behind) > _COLUMN:
        return None
    return next((start + n for n, t in enumerate(behind) if n and t and t.pos_ == "PROPN"), None)
