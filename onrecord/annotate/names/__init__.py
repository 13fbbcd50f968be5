"""Names of persons, organizations, places and groups.

The model proposes names word by word; the page as a whole decides. In turn: cut what the model
labels to names (`candidates`), add what it missed (`missed`), decide each name's kind from all of
its occurrences (`kinds`), and mark every occurrence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.names.candidates import LONGEST, Candidate, candidates
from onrecord.annotate.names.editors import known_names
from onrecord.annotate.names.houses import houses
from onrecord.annotate.names.introduced import Introduction, common_abbreviations, introductions
from onrecord.annotate.names.kinds import decide
from onrecord.annotate.names.mending import mended
from onrecord.annotate.names.missed import MISSED
from onrecord.annotate.names.occurrences import everywhere
from onrecord.annotate.names.roles import roles
from onrecord.annotate.names.support import supported
from onrecord.annotate.names.taken import Taken
from onrecord.annotate.names.wholes import wholes
from onrecord.annotate.reading import reading_of
from onrecord.model import Mention, Span


def find_names(doc: Doc) -> tuple[Mention, ...]:
    """The names of an article, in order, not overlapping."""
    reading = reading_of(doc)
    skipped = Taken(b.span for b in doc._.blocks if b.kind in ("chrome", "credit"))
    found, nobody = wholes(reading, mended(reading, houses(reading, candidates(reading))))
    skipped = skipped.with_spans(nobody)
    found = [c for c in found if not skipped.overlaps(c.span)]
    known, told = known_names(reading, found, skipped)
    fixed = Taken(c.span for c in known)
    found = known + [c for c in found if not fixed.overlaps(c.span)]
    for more in MISSED.all(reading):
        taken = Taken(c.span for c in found)
        found += [
            c for c in more.found if not skipped.overlaps(c.span) and not taken.overlaps(c.span)
        ]
    found = [c for c in found if c.span.end - c.span.start <= LONGEST]
    common = common_abbreviations(reading.plain)
    found = [c for c in supported(reading, found) if c.span.of(reading.plain) not in common]
    given = list(introductions(reading, sorted(found, key=lambda c: c.span)))
    found = _with_introduced(found, given, skipped)
    found = everywhere(reading, found, skipped)
    by_words: dict[str, list[Candidate]] = defaultdict(list)
    for c in sorted(found, key=lambda c: c.span):
        by_words[c.span.of(reading.plain)].append(c)
    kinds = decide(
        reading, by_words, {x.short.of(reading.plain): x.long.of(reading.plain) for x in given}
    )
    found.sort(key=lambda c: c.span)
    index = {c.span: i for i, c in enumerate(found)}
    behind = {x.short: index.get(x.long) for x in given}
    mentions = []
    for c in found:
        kind = kinds[c.span.of(reading.plain)]
        kind = told.get(c.span) or kind
        mentions.append(
            Mention(c.span, kind, "name", behind.get(c.span), c.how, roles(reading, c.span, kind))
        )
    return tuple(mentions)


def _with_introduced(
    found: Sequence[Candidate], given: Sequence[Introduction], skipped: Taken
) -> list[Candidate]:
    """The candidates with the introduced names among them; what overlaps those gives way."""
    new: dict[Span, Candidate] = {}
    taken = Taken(())
    labels = {c.span: c.label for c in found}
    for one in given:
        for span, label in (
            (one.long, labels.get(one.long, "organization")),
            (one.short, labels.get(one.long)),
        ):
            if span not in new and not taken.overlaps(span) and not skipped.overlaps(span):
                new[span] = Candidate(span, label, "introduced")
                taken = Taken(new)
    return [c for c in found if not taken.overlaps(c.span)] + list(new.values())


@Language.component(
    "onrecord_names", requires=["doc.ents", "doc._.blocks"], assigns=["doc._.mentions"]
)
def names(doc: Doc) -> Doc:
    """Keep the names on the Doc."""
    doc._.mentions = find_names(doc)
    return doc
