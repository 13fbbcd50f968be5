"""The text of a Doc, which spaCy joins from its words anew each time that it is asked."""

from __future__ import annotations

from spacy.tokens import Doc

_KEPT = "onrecord.text"


def text_of(doc: Doc) -> str:
    """The whole text, joined once. The words of a Doc never change."""
    text = doc.user_data.get(_KEPT)
    if text is None:
        text = doc.user_data[_KEPT] = doc.text
    return str(text)
