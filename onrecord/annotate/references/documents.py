"""Documents that speak: whose a statement, a letter or a lawsuit is.

Only where the text says so: by a possessor ("the minister's letter"), by "by", "from" or "of", by
the verb of which it is the object ("the board issued a statement"), or as the place where somebody
has said something ("he said in a statement"). Who has obtained or read it has not made it. "The
letter" is the last one whose maker was told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Doc, Token

from onrecord.annotate.reading import tokens_of
from onrecord.lexicon import words

DOCUMENTS = words("documents.nouns")
_MAKING, _NOT_MAKING = words("documents.making"), words("documents.not_making")
_DEFINITE = words("grammar.definite")
_ISSUED = 6  # tokens from a document to "by", and on to who issued it

Named = Callable[[Token], "int | None"]


def is_document(token: Token) -> bool:
    return token.lower_ in DOCUMENTS


def makers(doc: Doc, named: Named, said: Mapping[int, int]) -> Iterator[tuple[Token, int]]:
    """Each document whose maker is told, there or before, with the mention of the maker.

    `named` gives the mention that a token is the head of; `said` the mention that speaks, by the
    first token of each sentence.
    """
    last: dict[str, int] = {}
    for token in tokens_of(doc):
        if not is_document(token):
            continue
        maker = _told(token, named, said)
        if maker is None and _is_definite(token):
            maker = last.get(token.lower_)
        elif maker is not None:
            last[token.lower_] = maker
        if maker is not None:
            yield token, maker


def _told(token: Token, named: Named, said: Mapping[int, int]) -> int | None:
    for child in token.children:
        if child.dep_ in ("poss", "compound", "nmod") and (maker := named(child)) is not None:
            return maker
    if (maker := _by(token, named)) is not None:
        return maker
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_ in _MAKING:
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return named(subject) if subject is not None else None
    if token.dep_ == "pobj" and token.head.lower_ == "in" and not _is_definite(token):
        return said.get(token.sent.start)
    return None


def _by(token: Token, named: Named) -> int | None:
    """Who stands behind "by", "from" or "of" right behind a document, or behind its participle."""
    doc = token.doc
    near = doc[token.i + 1 : token.i + 1 + _ISSUED]
    for link in near:
        if link.text in ",;:." or link.lemma_ in _NOT_MAKING:
            return None
        if link.lower_ in ("by", "from") or (link.lower_ == "of" and link.i == token.i + 1):
            behind = doc[link.i + 1 : link.i + 1 + _ISSUED]
            return next((m for t in behind if (m := named(t)) is not None), None)
    return None


def _is_definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.children)
