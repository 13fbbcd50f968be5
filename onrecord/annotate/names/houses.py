"""Houses: companies that bear the names of several partners, which the model takes for as many
names.

"Calder, Brandt and Co" is one name, and so is "Calder and Brandt Inc", where nothing else tells of
a Calder: companies that are listed each carry their own legal form, or stand alone elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.taken import Taken
from onrecord.annotate.reading import Reading
from onrecord.annotate.rules import Chain, each
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


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with its candidates, in order."""

    text: str
    found: Sequence[Candidate]


def houses(reading: Reading, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, in order, with those that are one house's partners as one organization."""
    spans: list[Span] = []
    for by in _HOUSES.all(_Page(reading.plain, found)):
        taken = Taken(spans)
        spans += [span for span in by.found if not taken.overlaps(span)]
    taken = Taken(spans)
    rest = [c for c in found if not taken.overlaps(c.span)]
    whole = [Candidate(span, "organization", "house") for span in spans]
    return sorted([*rest, *whole], key=lambda c: c.span)


def _and_company(page: _Page) -> list[Span]:
    """ "Calder, Brandt and Co"."""
    return [_without_listed(page.text, Span(*m.span())) for m in _PARTNERS.finditer(page.text)]


def _a_firm(page: _Page) -> list[Span]:
    """ "the firm of Calder, Brandt and Lund"."""
    return [Span(*m.span("name")) for m in _FIRM.finditer(page.text)]


def _with_a_legal_form(page: _Page) -> list[Span]:
    """ "Calder and Brandt Inc"."""
    return [
        Span(one.span.start, other.span.end)
        for one, other in pairwise(page.found)
        if _are_partners(page.text, one, other)
    ]


def _without_listed(text: str, span: Span) -> Span:
    """The house without what is the end of another name in front of it."""
    if _IN_A_NAME.search(text, max(0, span.start - _LONGEST), span.start):
        return Span(text.index(", ", span.start) + 2, span.end)
    return span


def _are_partners(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether two organizations with "and" between are one that has its legal form at the end."""
    if one.label != "organization" or other.label != "organization":
        return False
    if not _AND.fullmatch(text, one.span.end, other.span.start):
        return False
    first, last = one.span.of(text), other.span.of(text).lower().rstrip(".").split()
    if len(last) != 2 or last[-1] not in w.LEGAL_FORMS or first.isupper() or gazetteer.place(first):
        return False
    return first.lower().split()[-1] not in w.LEGAL_FORMS and text.count(first) == 1


_HOUSES: Chain[_Page, list[Span]] = Chain(
    "house",
    each("and company", _and_company),
    each("firm", _a_firm),
    each("legal form", _with_a_legal_form),
)
