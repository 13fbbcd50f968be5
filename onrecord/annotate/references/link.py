"""Which mention the speaker of a quotation is.

"a spokesman for Dana Whitlow" is not Dana Whitlow, "the minister's lawyer" not the minister: only a
name that is what the speaker's phrase is about counts. What an organization's officials, its report
or its statement says, it says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Doc
from spacy.tokens import Span as Words

from onrecord.annotate.references.words import words_of
from onrecord.model import Mention, Quote, Span

_ISSUED = 6  # tokens from a document to "by", and on to who issued it

# What speaks for the organization that it names: what it publishes, and the people of it where they
# are said to speak there: "officials at the Norra Harbour Agency". "Norra officials" are people
# whom the text leaves unnamed.
_VOICES = frozenset(
    """authorities police report reports study
    survey poll statement memo memorandum letter complaint lawsuit filing document documents review analysis audit
    website tweet post editorial release bulletin notice newsletter""".split()
)
_PEOPLE = frozenset(
    "officials executives leaders representatives investigators prosecutors".split()
)


def speaker_mention(doc: Doc, quote: Quote, mentions: Sequence[Mention]) -> int | None:
    """The index of the mention that a quotation's speaker is; None for an unnamed one."""
    if quote.speaker is None:
        return None
    span = quote.speaker
    first = bisect_left(mentions, span.start, key=lambda m: m.span.end)
    inside = []
    for i in range(first, len(mentions)):
        if mentions[i].span.start >= span.end:
            break
        if mentions[i].span.end > span.start:
            inside.append(i)
    words = words_of(doc, span)
    stands = next(
        (i for i in inside if mentions[i].form != "name" and mentions[i].span.contains(span)), None
    )
    if stands is not None:
        return stands
    root = words.root
    for i in inside:
        if mentions[i].span.start <= root.idx < mentions[i].span.end or _is_named(
            doc, words, mentions[i]
        ):
            return i
    described = next((i for i in inside if mentions[i].form == "description"), None)
    if described is not None:
        return described
    if (named := _apposition(doc, words, mentions, first)) is not None:
        return named
    if root.lower_ not in _VOICES | _PEOPLE:
        return None
    behind = root.idx if root.lower_ in _PEOPLE else span.start
    bodies = [
        i for i in inside if mentions[i].kind == "organization" and mentions[i].span.start >= behind
    ] or _issuer(doc, words, mentions, first)
    return bodies[0] if len(bodies) == 1 else None


def _issuer(doc: Doc, words: Words, mentions: Sequence[Mention], first: int) -> list[int]:
    """The organization behind a document: "a complaint filed by the Norra Harbour Board"."""
    end = next(
        (t.i for t in doc[words.end : words.end + _ISSUED] if t.lower_ in ("by", "from")), None
    )
    if end is None or any(t.text in ",;:." for t in doc[words.end : end]):
        return []
    span = Span(doc[end].idx, doc[min(end + _ISSUED, len(doc) - 1)].idx)
    later = takewhile(lambda i: mentions[i].span.start < span.end, range(first, len(mentions)))
    return [
        i
        for i in later
        if mentions[i].span.start > span.start and mentions[i].kind == "organization"
    ][:1]


def _is_named(doc: Doc, words: Words, mention: Mention) -> bool:
    """Whether a name closes the phrase and is not what a preposition or a possessive adds to it.

    "Secretary of State Ann Lee" is Ann Lee, since a noun stands between "of" and the name; "a
    friend of Ann Lee" is not.
    """
    if mention.form != "name" or mention.kind != "person":
        return False
    name = words_of(doc, mention.span)
    if name.end < words.end:
        return False
    i = name.start - 1
    while i >= words.start and doc[i].pos_ in ("NOUN", "PROPN", "ADJ"):
        i -= 1
    if i < words.start:
        return True
    if doc[i].lower_ == "of":
        return name.start - i > 1
    return doc[i].pos_ != "ADP" and doc[i].tag_ not in ("POS", "CC") and doc[i].pos_ != "PUNCT"


def _apposition(doc: Doc, words: Words, mentions: Sequence[Mention], first: int) -> int | None:
    """The name behind a description: "the committee's chairwoman, Dana Whitlow, said"."""
    if words.end + 1 >= len(doc) or doc[words.end].text != ",":
        return None
    start = doc[words.end + 1].idx
    for i in range(first, len(mentions)):
        if mentions[i].span.start >= start:
            named = (
                mentions[i].span.start == start
                and mentions[i].kind == "person"
                and mentions[i].form == "name"
            )
            return i if named else None
    return None
