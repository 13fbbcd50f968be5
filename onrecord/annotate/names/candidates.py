"""Candidates: what the models take for names, as stretches of text."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.annotate.names.cutting import pieces, titled_parts
from onrecord.annotate.reading import Reading
from onrecord.annotate.second import SEEN
from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Kind, Span

# OntoNotes labels (spaCy's) to ours; what is not here is no actor.
KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name, and of what kind the model takes it to be (None: the model saw
    no name here).
    """

    span: Span
    label: Kind | None
    how: str = "model"
    other: Kind | None = None  # what a second model takes the same stretch for


# A party's label before a name, "Pan-green Lam Chiu-ting": an adjective with its hyphen.
_PARTY = re.compile(
    r"(?:Pan|Pro|Anti|Non|Ultra|Cent(?:re|er)|Left|Right|Far)-[a-z]+(?:-[a-z]+)?\s"
    r"(?=[A-Z][\w’'-]+\s[A-Z])"
)
LONGEST = 300  # characters; a list, say, that the model takes for one name


def candidates(reading: Reading) -> list[Candidate]:
    """What the model labels, cut to names, in order and not overlapping."""
    found = []
    text, doc = reading.plain, reading.doc
    families = {e.text.split()[-1] for e in doc.ents if e.label_ == "PERSON"}
    headings = [b.span for b in doc._.blocks if b.kind in ("title", "heading")]
    for span, label, other in seen(doc):
        if label and span.end - span.start <= LONGEST:
            if match := _PARTY.match(text, span.start, span.end):
                span, label = Span(match.end(), span.end), "person"
            elif is_addressed(span.of(text), families):
                label = "person"
            for part in (
                titled_parts(text, span)
                if any(h.start <= span.start < h.end for h in headings)
                else (span,)
            ):
                found += [Candidate(s, label, other=other) for s in pieces(text, part, label)]
    return found


_Seen = tuple[Span, Kind | None, Kind | None]


def seen(doc: Doc) -> list[_Seen]:
    """What the model labels, and the second one if there is one: of stretches that overlap the
    longest, with the first model's kind and the second's. In order.
    """
    first = [(Span(e.start_char, e.end_char), KINDS.get(e.label_), None) for e in doc.ents]
    if SEEN not in doc.spans:
        return list(first)
    both = [
        *((span, kind, None) for span, kind, _ in first if kind),
        *(
            (Span(e.start_char, e.end_char), None, KINDS[e.label_])
            for e in doc.spans[SEEN]
            if e.label_ in KINDS
        ),
    ]
    together: list[list[_Seen]] = []
    end = 0
    for one in sorted(both, key=lambda x: x[0]):
        if one[0].start >= end:
            together.append([])
        together[-1].append(one)
        end = max(end, one[0].end)
    return [kept for some in together for kept in _longest(some)]


def _longest(some: list[_Seen]) -> list[_Seen]:
    """Of stretches that hang together by overlaps the longest, and those that it leaves free."""
    kept: list[_Seen] = []
    for span, _, _ in sorted(some, key=lambda x: (x[0].start - x[0].end, x[0])):
        if any(span.start < k.end and k.start < span.end for k, _, _ in kept):
            continue
        inside = [x for x in some if x[0].start < span.end and span.start < x[0].end]
        label = next((kind for _, kind, _ in inside if kind), None)
        other = next((kind for _, _, kind in inside if kind), None)
        kept.append((span, label or other, other))
    return sorted(kept)


def is_addressed(words: str, families: Collection[str] = ()) -> bool:
    """Whether the words are a form of address and a person's name, whatever the model takes them
    for: "Coun Rachel Lowther", "Councillor Moira Hale", but no "King George Hospital". Behind a
    role the name must be one of the `families` that the article has: "Striker Bellano".
    """
    title, _, rest = words.partition(" ")
    low = title.lower().rstrip(".")
    if low in w.ROLE_HEADS and rest in families:
        return True
    if not rest or low not in w.HONORIFICS or not title[0].isupper():
        return False
    if low in w.ADDRESSES or (title.endswith(".") and low in w.RANKS):
        return True
    first, *others = rest.split()
    last = others[-1].lower() if others else ""
    sorts = w.ORGANIZATION_HEADS | w.PLACE_HEADS | w.THINGS
    return bool(others) and last not in sorts and gazetteer.is_given_name(first)
