"""Figures: numbers that count or measure something."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.figures.find import find_figures

__all__ = ["find_figures"]


@Language.component(
    "onrecord_figures",
    requires=["doc._.mentions", "doc._.quotes", "doc._.blocks"],
    assigns=["doc._.figures"],
)
def figures(doc: Doc) -> Doc:
    """Keep the figures on the Doc."""
    doc._.figures = find_figures(doc)
    return doc
