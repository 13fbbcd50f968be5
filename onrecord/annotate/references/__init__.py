"""Pronouns and descriptions that stand for a named actor of the article, and the mention that each
quotation is by.

Runs behind `quotes`, since the person just quoted is the likeliest to be meant by the next "he"
(centering theory: Grosz, Joshi and Weinstein 1995). Cautious throughout: what two persons could be
meant by is left unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.references.focus import find_stand_ins
from onrecord.annotate.references.link import speaker_mention
from onrecord.annotate.references.titles import find_titles
from onrecord.annotate.text import text_of
from onrecord.model import Mention, Quote, Span


def find_references(doc: Doc) -> tuple[Mention, ...]:
    """All mentions: the names that are there, and what stands for them, in order, with indexes made
    anew.
    """
    names = _merged(doc._.mentions, _bare_surnames(doc))
    stand_ins = [r for r in find_stand_ins(doc, names) if not _overlaps(r.span, names)]
    found = _merged(
        names, [Mention(r.span, names[r.name].kind, r.form, r.name, r.how) for r in stand_ins]
    )
    return _merged(found, [m for m in find_titles(doc) if not _overlaps(m.span, found)])


def _merged(mentions: Sequence[Mention], more: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions and more of them in the order of the text; all antecedents, given as places in
    `mentions`, follow.
    """
    everything = [*mentions, *more]
    order = sorted(range(len(everything)), key=lambda i: (everything[i].span, i))
    place = {i: at for at, i in enumerate(order)}
    found = (everything[i] for i in order)
    return tuple(
        m if m.antecedent is None else replace(m, antecedent=place[m.antecedent]) for m in found
    )


def _bare_surnames(doc: Doc) -> Iterator[Mention]:
    """Speakers by a surname that names somebody elsewhere in the article, where the names have
    missed it.
    """
    text, names = text_of(doc), doc._.mentions
    full = [m.span.of(text).split() for m in names if m.kind == "person" and m.form == "name"]
    surnames = {words[-1] for words in full if len(words) > 1}
    for span in sorted({q.speaker for q in doc._.quotes if q.speaker}):
        if span.of(text) in surnames and not _overlaps(span, names):
            yield Mention(span, "person", how="surname")


def _overlaps(span: Span, names: Sequence[Mention]) -> bool:
    """Whether a name stands in the same place; one may stand inside a description: "the Norra
    senator".
    """
    i = bisect_right(names, span, key=lambda m: m.span)
    return any(
        m.span.overlaps(span) and m.span.end >= span.end for m in names[max(0, i - 1) : i + 1]
    )


def link_quotes(doc: Doc, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The article's quotations, each with the index of the mention that its speaker is."""
    return tuple(replace(q, mention=speaker_mention(doc, q, mentions)) for q in doc._.quotes)


@Language.component(
    "onrecord_references",
    requires=["doc._.mentions", "doc._.quotes"],
    assigns=["doc._.mentions", "doc._.quotes"],
)
def references(doc: Doc) -> Doc:
    """Keep names, pronouns and descriptions on the Doc, and the quotations with their speakers."""
    doc._.mentions = find_references(doc)
    doc._.quotes = link_quotes(doc, doc._.mentions)
    return doc
