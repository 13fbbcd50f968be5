"""Characters → tokens, for spans that begin and end on something that is not blank."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.tokens import Span as Words

from onrecord.model import Span


def words_of(doc: Doc, span: Span) -> Words:
    """The tokens that a span of text touches."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        raise ValueError(f"no words at {span}")
    return found
