"""Houses: companies that bear the names of several partners, which the model takes for as many
names.

"Calder, Brandt and Co" is one name, and so is "Calder and Brandt Inc", where nothing else tells of
a Calder: companies that are listed each carry their own legal form, or stand alone elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.taken import Taken
from onrecord.annotate.reading import Reading
from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Span

_PARTNERS = re.compile(
    r"(?<![\w.-])[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+){1,6} (?:and|&) "
    r"(?:Co|Company|Sons|Partners|Associates)\b"
)
_FIRM = re.compile(
    r"\bfirm (?:of )?(?P<name>[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+){1,6},? (?:and|&) [A-Z][\w’'-]+)"
)
_IN_A_NAME = re.compile(
    r"[A-Z&][\w.’'-]* $"
)  # the end of "First Kesh ", in front of "Corp, Calder, Brandt and Co"
_LONGEST = 40  # characters of a word
_AND = re.compile(r" (?:and|&) ")


def houses(reading: Reading, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, in order, with those that are one house's partners as one organization."""
    spans = {
        _without_listed(reading.plain, Span(*m.span())) for m in _PARTNERS.finditer(reading.plain)
    }
    taken = Taken(spans)
    spans |= {
        s for m in _FIRM.finditer(reading.plain) if not taken.overlaps(s := Span(*m.span("name")))
    }
    taken = Taken(spans)
    rest = [c for c in found if not taken.overlaps(c.span)]
    out: list[Candidate] = []
    for c in sorted(
        [*rest, *(Candidate(s, "organization", "house") for s in spans)], key=lambda c: c.span
    ):
        if out and _are_partners(reading, out[-1], c):
            out[-1] = Candidate(Span(out[-1].span.start, c.span.end), "organization", "house")
        else:
            out.append(c)
    return out


def _without_listed(text: str, span: Span) -> Span:
    """The house without what is the end of another name in front of it."""
    if _IN_A_NAME.search(text, max(0, span.start - _LONGEST), span.start):
        return Span(text.index(", ", span.start) + 2, span.end)
    return span


def _are_partners(reading: Reading, one: Candidate, other: Candidate) -> bool:
    """Whether two organizations with "and" between are one that has its legal form at the end."""
    if one.label != "organization" or other.label != "organization":
        return False
    if not _AND.fullmatch(reading.plain, one.span.end, other.span.start):
        return False
    first, last = (
        one.span.of(reading.plain),
        other.span.of(reading.plain).lower().rstrip(".").split(),
    )
    if len(last) != 2 or last[-1] not in w.LEGAL_FORMS or first.isupper() or gazetteer.place(first):
        return False
    return first.lower().split()[-1] not in w.LEGAL_FORMS and reading.plain.count(first) == 1
