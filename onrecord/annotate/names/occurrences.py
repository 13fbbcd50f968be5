"""Occurrences: every place of a text in which given words stand, and the stretches that are taken
already.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from onrecord.annotate.names.beside import form_of
from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.taken import Taken
from onrecord.annotate.reading import Reading
from onrecord.lexicon import gazetteer, words
from onrecord.lexicon import namewords as w
from onrecord.model import Span

_SMALL = re.compile(r"(?<![\w./-])[a-z][\w’'-]+")
_NOT_FAMILY = w.HONORIFICS | w.ROLE_HEADS | w.THINGS | w.ORGANIZATION_HEADS
GENERATIONS = words("names.generations")
_KNOWN = ("country", "region", "city")
_MONEY = ("$", "£", "€")  # "US" is no name in "US$330"
_START = re.compile(r"\w+|[^\w\s]")  # a word, or a mark with which a name may begin


def find_words(text: str, names: Collection[str]) -> Iterator[Span]:
    """Every occurrence of the names, with their case, not inside of other words; the longest where
    several begin.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda n: (-len(n), n)):
        if first := _START.match(name):
            by_first[first[0]].append(name)
    end = 0
    for match in _START.finditer(text):
        if match.start() < end:
            continue
        for name in by_first.get(match[0], ()):
            stop = match.start() + len(name)
            behind = text[stop : stop + 1]
            if text.startswith(name, match.start()) and not (
                name[-1].isalnum() and (behind.isalnum() or behind in _MONEY)
            ):
                yield Span(match.start(), stop)
                end = stop
                break


def family_name(full: Sequence[str]) -> tuple[str, ...]:
    """The words of the family name of a person's full name: with the particles in front of it,
    without a mark of the generation behind it.
    """
    rest = list(full)
    while len(rest) > 2 and rest[-1].lower().strip(".,") in GENERATIONS:
        del rest[-1]
    rest = [x.rstrip(",") for x in rest]
    start = next((i for i, x in enumerate(rest[1:-1], 1) if x in w.PARTICLES), len(rest) - 1)
    return tuple(rest[start:])


def _surnames(reading: Reading, found: Iterable[Candidate]) -> Iterator[str]:
    """The family names of the persons that the page names in full, where they can be nothing else:
    with a particle also as it begins a sentence, "Van der Laan".
    """
    small = set(_SMALL.findall(reading.plain))
    for c in found:
        parts = c.span.of(reading.plain).split()
        if len(parts) < 2 or not (c.label == "person" or _is_full_name(parts)):
            continue
        family = family_name(parts)
        last = family[-1]
        if len(family) > 1:
            if len(family) < len(parts):
                yield " ".join(family)
                yield " ".join((family[0].capitalize(), *family[1:]))
        elif len(parts) - (parts[-1] != last) in (2, 3) and len(last) > 2 and last.istitle():
            common = last.lower() in small or last.lower() in _NOT_FAMILY
            if not (common or gazetteer.place(last) in _KNOWN or gazetteer.is_people(last)):
                yield last


def _is_full_name(parts: Sequence[str]) -> bool:
    """Whether the words show by themselves that they name a person, whatever the model says."""
    sort = form_of(" ".join(parts)).sort
    known = gazetteer.place(parts[0]) in _KNOWN
    return sort is None and len(parts) == 2 and gazetteer.is_given_name(parts[0]) and not known


def _counts(reading: Reading, span: Span) -> bool:
    """Whether a family name that is a number word counts here: "Seven ships left", "Seven said"
    does not.
    """
    token, behind = reading.at(span.start), reading.after(span.end)
    said = behind is not None and behind.pos_ in ("VERB", "AUX")
    return token.like_num and bool(token.is_sent_start) and not said


def everywhere(reading: Reading, found: Sequence[Candidate], skipped: Taken) -> list[Candidate]:
    """The candidates, and every other place where their words stand.

    A long name that is found once is the long name everywhere: what the model sees of it elsewhere
    gives way.
    """
    names = {c.span.of(reading.plain) for c in found if c.how != "pinned"}
    names |= set(_surnames(reading, found))
    ordered = sorted(found, key=lambda c: c.span)
    starts = [c.span.start for c in ordered]
    added: list[Candidate] = []
    gone: set[Span] = set()
    for span in find_words(reading.plain, names):
        first = bisect_left(starts, span.start)
        inside = ordered[first : bisect_left(starts, span.end)]
        if skipped.overlaps(span) or (first and ordered[first - 1].span.end > span.start):
            continue
        if not inside and _counts(reading, span):
            continue
        if all(span.contains(c.span) and c.span != span for c in inside):
            gone.update(c.span for c in inside)
            added.append(Candidate(span, None, "again"))
    return [c for c in ordered if c.span not in gone] + added
