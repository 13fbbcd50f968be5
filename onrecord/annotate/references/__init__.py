"""Pronouns and descriptions that stand for a named actor of the article, and the mention that each
quotation is by.

Runs behind `quotes`, since the person just quoted is the likeliest to be meant by the next "he"
(centering theory: Grosz, Joshi and Weinstein 1995). Cautious throughout: what two persons could be
meant by is left unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.references.link import Linker
from onrecord.annotate.references.rank import confidence
from onrecord.annotate.references.shown import shown_names
from onrecord.annotate.references.titles import find_titles
from onrecord.annotate.references.walk import Reference, find_stand_ins
from onrecord.model import Mention, Quote, Span


@dataclass(frozen=True, slots=True)
class References:
    """All mentions of an article, in order, and how surely what is no name is read."""

    mentions: tuple[Mention, ...]
    leads: Mapping[Span, float]  # of pronouns and descriptions
    unsaid: Mapping[Span, Span]  # the name whose a quotation is that nothing attributes


def find_references(doc: Doc) -> References:
    """All mentions: the names that are there, and what stands for them, in order, with indexes made
    anew.
    """
    names: tuple[Mention, ...] = doc._.mentions
    names = _merged(names, [m for m in shown_names(doc, names) if not _touches(m.span, names)])
    walked = find_stand_ins(doc, names)
    stand_ins = [r for r in walked.stand_ins if not _overlaps(r.span, names)]
    found = _merged(names, [_mention(r, names) for r in stand_ins])
    found = _merged(found, [m for m in find_titles(doc) if not _overlaps(m.span, found)])
    found = _merged(found, list(Linker(doc, found).documents()))
    return References(
        found,
        {r.span: r.lead for r in stand_ins},
        {words: names[i].span for words, i in walked.unsaid.items()},
    )


def _mention(found: Reference, names: Sequence[Mention]) -> Mention:
    return Mention(found.span, names[found.name].kind, found.form, found.name, found.how)


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


def _touches(span: Span, names: Sequence[Mention]) -> bool:
    """Whether a name stands in a part of a span."""
    i = bisect_right(names, span.start, key=lambda m: m.span.start)
    return any(m.span.overlaps(span) for m in names[max(0, i - 1) : i + 1])


def _overlaps(span: Span, names: Sequence[Mention]) -> bool:
    """Whether a name stands in the same place; one may stand inside a description: "the Norra
    senator".
    """
    i = bisect_right(names, span, key=lambda m: m.span)
    return any(
        m.span.overlaps(span) and m.span.end >= span.end for m in names[max(0, i - 1) : i + 1]
    )


def link_quotes(doc: Doc, found: References) -> tuple[Quote, ...]:
    """The article's quotations, each with the index of the mention that its speaker is; one whose
    speaker could nearly as well be somebody else is unsure.
    """
    linker = Linker(doc, found.mentions)
    linked = []
    for quote in doc._.quotes:
        if (name := found.unsaid.get(quote.span)) is not None and quote.speaker is None:
            quote = replace(quote, speaker=name, how="carried-paragraph", confidence="unsure")
        quote = linker.link(quote)
        mention = None if quote.mention is None else found.mentions[quote.mention]
        lead = found.leads.get(mention.span) if mention is not None else None
        if lead is not None and confidence(lead) == "unsure":
            quote = replace(quote, confidence="unsure")
        linked.append(quote)
    return tuple(linked)


@Language.component(
    "onrecord_references",
    requires=["doc._.mentions", "doc._.quotes"],
    assigns=["doc._.mentions", "doc._.quotes"],
)
def references(doc: Doc) -> Doc:
    """Keep names, pronouns and descriptions on the Doc, and the quotations with their speakers."""
    found = find_references(doc)
    doc._.mentions = found.mentions
    doc._.quotes = link_quotes(doc, found)
    return doc
