"""Support: a capital alone makes no name, since each heading and sentence begins with one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.taken import Taken
from onrecord.annotate.reading import Reading
from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Span

_SMALL = re.compile(r"(?<![\w./-])[a-z][\w’'-]+")
_GENITIVE = re.compile(r"\w's\b")
_RATING = re.compile(r"(A+|B+|C+)")  # what agencies give to debtors: "AA"
_SURE = ("title", "introduced", "known", "pinned")


def supported(reading: Reading, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that nothing but their capital makes a name.

    A single word that the page also writes small is a common noun, and a name that stands in
    headings alone must be one that the world knows. In a text that has lost its apostrophes,
    "Keshs" is no name beside "Kesh".
    """
    small = {m[0] for m in _SMALL.finditer(reading.plain)}
    headings = Taken(b.span for b in reading.doc._.blocks if b.kind in ("title", "heading"))
    in_prose = {
        gazetteer.fold(c.span.of(reading.plain)) for c in found if not headings.overlaps(c.span)
    }
    lost = (
        set()
        if _GENITIVE.search(reading.plain)
        else _genitives({c.span.of(reading.plain) for c in found})
    )
    kept = []
    for c in found:
        words = c.span.of(reading.plain)
        if _is_portfolio(reading, c.span) or _RATING.fullmatch(words):
            continue
        if c.how not in _SURE and words in lost and not gazetteer.is_people(words):
            continue
        if c.how not in _SURE and not _known(words):
            if words.lower() in small:
                continue
            if (
                headings.overlaps(c.span)
                and gazetteer.fold(words) not in in_prose
                and _plain(words)
            ):
                continue
        kept.append(c)
    return kept


def _genitives(names: Collection[str]) -> set[str]:
    """Those of the names that are another one with an s behind it, and begin none themselves."""
    starts = {" ".join(parts[:i]) for parts in map(str.split, names) for i in range(1, len(parts))}
    return {n + "s" for n in names} & set(names) - starts


def _is_portfolio(reading: Reading, span: Span) -> bool:
    """Whether the words are part of a title and no name: "Finance" of the Finance Minister,
    "Executive".
    """
    small = span.of(reading.plain).lower().split()
    after = reading.after(span.end)
    if not all(x in w.TITLE_MODIFIERS or x in ("affairs", "and") for x in small):
        return False
    return len(small) == 1 or (after is not None and after.lower_ in w.ROLE_HEADS)


def _plain(words: str) -> bool:
    """Whether a heading's words may as well be common ones: a single word, or all in capitals."""
    return " " not in words or words.isupper()


def _known(words: str) -> bool:
    return (
        gazetteer.place(words) is not None
        or gazetteer.is_people(words)
        or gazetteer.is_given_name(words)
    )
