"""A second opinion: the names that another model sees, beside those of the first.

Two models make different mistakes. Of the second one only the recognition of names runs, on the
words of the first; what it sees is kept beside `doc.ents`, for `names.candidates` to join.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

SEEN = "second"  # the group of doc.spans in which the second model's names are kept


# All that a model has beside its recognition of names, which must stand without it.
_REST = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter")


class Second:
    """The component that asks the second model."""

    def __init__(self, path: str) -> None:
        self._nlp = spacy.load(path, exclude=_REST)

    def __call__(self, doc: Doc) -> Doc:
        starts = [block.span.start for block in doc._.blocks]
        words = [token.text for token in doc]
        spaces = [bool(token.whitespace_) for token in doc]
        copy: Any = Doc(self._nlp.vocab, words=words, spaces=spaces)
        for start in _tokens_at(doc, starts):
            copy[start].is_sent_start = True
        read = self._nlp.get_pipe("ner")(copy)
        doc.spans[SEEN] = [Span(doc, e.start, e.end, label=e.label_) for e in read.ents]
        return doc


def _tokens_at(doc: Doc, starts: list[int]) -> Iterator[int]:
    """The indexes of the tokens at these characters, in order."""
    wanted = set(starts)
    return (token.i for token in doc if token.idx in wanted)


@Language.factory("onrecord_second", default_config={"path": ""})
def second(nlp: Language, name: str, path: str) -> Second:
    """A component that asks the model of this path."""
    return Second(path)
