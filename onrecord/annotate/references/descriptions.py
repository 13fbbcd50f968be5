"""Descriptions in the text: "the judge", "the transport ministry", "the secretary of state"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.references.bodies import HEARD, NAMED, is_called
from onrecord.annotate.references.rank import Sort, Who
from onrecord.lexicon import words
from onrecord.lexicon.namewords import ROLE_HEADS, TITLE_MODIFIERS
from onrecord.model import Span

_OFFICES = ROLE_HEADS | words("names.peers")
_BODIES = NAMED | HEARD
_LETTERS = range(2, 5)  # of an office: "the AG"
_LONGEST = 6  # tokens of a description before its head


class Description:
    """A definite description: its words, and whom it fits."""

    def __init__(self, first: Token, head: Token, spoke: int) -> None:
        self._first, self._head, self._spoke = first, head, spoke
        self.sort: Sort = "person" if _is_office(head) else "organization"

    @property
    def span(self) -> Span:
        """The words, with what the role is of: "the secretary of state"."""
        doc, end = self._head.doc, self._head
        if self.sort == "person" and end.i + 2 < len(doc) and doc[end.i + 1].lower_ == "of":
            end = doc[end.i + 2] if doc[end.i + 2].pos_ in ("NOUN", "PROPN") else end
        return Span(self._first.idx, end.idx + len(end))

    def fits(self, who: Who) -> bool:
        """Whether the article tells of somebody what the description says."""
        said = self._first.doc[self._first.i + 1 : self._head.i + 1]
        if self.sort == "organization":
            return is_called(who, said.text, spoke=who.key == self._spoke)
        offices = {w.lower_ for w in said[:-1]} & TITLE_MODIFIERS
        return self._head.lower_ in who.told and offices <= who.told


def _is_office(head: Token) -> bool:
    """Whether a word calls a person: by an office, a rank, or the letters of an office."""
    letters = len(head) in _LETTERS and head.text.isupper()
    return letters or head.lower_ in _OFFICES


def description(head: Token, spoke: int) -> Description | None:
    """The description that a token is the head of, `spoke` being the key of the organization that
    spoke last; None where a name follows, whose title it is, or what an organization is of.
    """
    if not _is_office(head) and head.lower_ not in _BODIES:
        return None
    doc = head.doc
    if head.i + 1 < len(doc):
        after = doc[head.i + 1]
        of_it = after.lower_ == "of" and not _is_office(head)
        if of_it or after.pos_ == "PROPN" or after.text in ("'s", "’s"):
            return None
    for i in range(head.i - 1, max(-1, head.i - 1 - _LONGEST), -1):
        if doc[i].lower_ == "the":
            return Description(doc[i], head, spoke)
        if doc[i].pos_ not in ("ADJ", "NOUN", "PROPN", "NUM") and doc[i].text != "-":
            return None
    return None
