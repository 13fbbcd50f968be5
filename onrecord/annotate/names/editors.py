"""Editors' names: what `briefings/actors.yml` names is found wherever it stands, and is of the kind
that it says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.occurrences import find_words
from onrecord.annotate.names.taken import Taken
from onrecord.annotate.reading import Reading
from onrecord.model import Kind, Known, Span
from onrecord.written import as_read

_GENERATION = re.compile(r",? (?:Jr|Sr|I{2,3}|IV)\b")


def known_names(
    reading: Reading, found: Sequence[Candidate], skipped: Taken
) -> tuple[list[Candidate], Mapping[Span, Kind]]:
    """The names of `doc._.known` in the text, with their case, in order, and the kinds that editors
    tell.

    A single word inside of a longer name that was `found` is not taken out of it, unless it is
    pinned in this article; a name with "Jr." behind it is another one's. A pronoun or a description
    that is pinned is one where it is pinned alone.
    """
    names: dict[str, Known] = {}
    only: dict[str, set[int]] = defaultdict(set)  # of words that are no name elsewhere
    for k in reading.doc._.known:
        words = as_read(k.words)
        if k.nth and words[0].islower():
            only[words].add(k.nth)
        if k.form == "name" and (
            words not in names or k.article or (k.kind and not names[words].kind)
        ):
            names[words] = k
    longer = Taken(c.span for c in found if " " in c.span.of(reading.plain))
    everything, labels = Taken(c.span for c in found), {c.span: c.label for c in found}
    known, told = [], {}
    times = Counter[str]()
    for span in find_words(reading.plain, names):
        words = span.of(reading.plain)
        name = names[words]
        times[words] += 1
        if only.get(words) and times[words] not in only[words]:
            continue
        inside = " " not in name.words and name.article is None and longer.overlaps(span)
        if skipped.overlaps(span) or inside or _GENERATION.match(reading.plain, span.end):
            continue
        seen = everything.at(span)
        how = "pinned" if only.get(words) else "known"
        known.append(Candidate(span, name.kind or (labels[seen] if seen else None), how))
        if name.kind:
            told[span] = name.kind
    return known, told
