"""What the signs of a kind look at: the form of a name, and what stands beside one occurrence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.reading import Reading
from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Span

_PARTS = re.compile(r"[\w&’'.-]+")
_DISTRICT = re.compile(r",? D\.?C\.?$")
REST = 40  # characters behind an occurrence that its signs may look at


@dataclass(frozen=True, slots=True)
class Form:
    """What a name is made of."""

    name: str
    parts: tuple[str, ...]
    low: tuple[str, ...]  # the parts in small letters, without a full stop
    rank: gazetteer.PlaceRank | None
    sort: str | None  # which of `_SORTS` says what it is a name of

    @property
    def unsorted(self) -> bool:
        """Whether it has several words, and none of them says what it is a name of."""
        return self.sort is None and len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class Beside:
    """One occurrence of a name, and what stands beside it."""

    reading: Reading
    span: Span
    before: Token | None
    after: Token | None
    word_before: str  # small, without a full stop; "" where there is none
    word_after: str  # small
    owned: str  # the word behind its 's, small
    rest: str  # the text behind it
    head: Token
    apposition: str  # the noun that stands for the same, small
    predicate: str  # the noun that it is said to be, small


def form_of(name: str) -> Form:
    """What a name is made of."""
    parts = tuple(_PARTS.findall(name))
    low = tuple(p.lower().rstrip(".") for p in parts)
    several = len(parts) > 1
    sort = next((s for s, holds in _SORTS.items() if several and holds(parts, low)), None)
    return Form(name, parts, low, gazetteer.place(_DISTRICT.sub("", name)), sort)


def beside(reading: Reading, span: Span) -> Beside:
    """An occurrence with what stands beside it."""
    before, after, head = reading.before(span.start), reading.after(span.end), reading.head(span)
    other = _stands_for(head.head) if head.dep_ == "appos" else None
    other = other or next((c for c in head.children if c.dep_ == "appos"), None)
    being = head.head.children if head.dep_ == "nsubj" and head.head.lemma_ == "be" else ()
    said = next((c for c in being if c.dep_ == "attr"), None)
    owns = after is not None and after.lower_ in ("'s", "’s") and after.i + 1 < len(reading.doc)
    return Beside(
        reading,
        span,
        before,
        after,
        before.lower_.rstrip(".") if before is not None else "",
        after.lower_ if after is not None else "",
        after.nbor().lower_ if after is not None and owns else "",
        reading.plain[span.end : span.end + REST],
        head,
        other.lower_ if other is not None else "",
        said.lower_ if said is not None else "",
    )


def _stands_for(noun: Token) -> Token:
    """What a name behind a noun stands for: in "the captain of the team, Nora Vance" the captain,
    though the parser ties the name to the noun right before it.
    """
    owner = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for") else noun
    return owner if owner.lower_ in w.ROLE_HEADS else noun


_Words = tuple[str, ...]


def _newspaper(parts: _Words, low: _Words) -> bool:
    """Whether it is the name of a newspaper: its place or time, and a word that such names have."""
    if low[-1] not in w.NEWSPAPERS:
        return False
    return low[0] in ("daily", "sunday") or gazetteer.place(" ".join(parts[:-1])) is not None


def _ends_as_body(parts: _Words, low: _Words) -> bool:
    """Whether the name's end says that it is a body, or its beginning with "of" behind it."""
    return (
        low[-1] in w.ORGANIZATION_HEADS
        or low[-1] in w.LEGAL_FORMS
        or (low[0] in w.ORGANIZATION_STARTS and "of" in low)
        or (low[-2] in ("and", "&") and low[-1] in ("sons", "associates", "partners"))
        or _newspaper(parts, low)
    )


# The sort of body or place that a name of several words tells itself: the first that fits.
_SORTS: Mapping[str, Callable[[_Words, _Words], bool]] = {
    "body": _ends_as_body,
    "Romance body": lambda parts, low: low[0] in w.ROMANCE_STARTS,
    "place": lambda parts, low: low[-1] in w.PLACE_HEADS or low[0] in w.PLACE_STARTS,
    "body of": lambda parts, low: (
        not {"of", "for", "and", "&"}.isdisjoint(low) and not w.ORGANIZATION_HEADS.isdisjoint(low)
    ),
}
