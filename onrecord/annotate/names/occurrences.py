"""Occurrences: every place of a text in which given words stand, and the stretches that are taken
already.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.page import Page
from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Span

_SMALL = re.compile(r"(?<![\w./-])[a-z][\w’'-]+")
_NOT_FAMILY = w.HONORIFICS | w.ROLE_HEADS | w.THINGS | w.ORGANIZATION_HEADS
_START = re.compile(r"\w+|[^\w\s]")  # a word, or a mark with which a name may begin


class Taken:
    """Stretches of a text, asked for overlap in logarithmic time. They must not overlap one
    another.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [s.start for s in self._spans]

    def overlaps(self, span: Span) -> bool:
        """Whether any of the stretches shares a character with the span."""
        return self.at(span) is not None

    def at(self, span: Span) -> Span | None:
        """The last of the stretches that share a character with the span."""
        i = bisect_left(self._starts, span.end)
        return self._spans[i - 1] if i > 0 and self._spans[i - 1].end > span.start else None


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
            if text.startswith(name, match.start()) and not (
                name[-1].isalnum() and text[stop : stop + 1].isalnum()
            ):
                yield Span(match.start(), stop)
                end = stop
                break


def _surnames(page: Page, found: Iterable[Candidate]) -> Iterator[str]:
    """The family names of the persons that the page names in full, where they can be nothing else."""
    small = set(_SMALL.findall(page.text))
    for c in found:
        words = c.span.of(page.text).split()
        last = words[-1]
        if c.label == "person" and len(words) in (2, 3) and len(last) > 3 and last.istitle():
            common = last.lower() in small or last.lower() in _NOT_FAMILY
            if not (common or gazetteer.place(last) or gazetteer.is_people(last)):
                yield last


def everywhere(page: Page, found: Sequence[Candidate], skipped: Taken) -> list[Candidate]:
    """The candidates, and every other place where their words stand.

    A long name that is found once is the long name everywhere: what the model sees of it elsewhere
    gives way.
    """
    names = {c.span.of(page.text) for c in found if c.how != "pinned"}
    names |= set(_surnames(page, found))
    ordered = sorted(found, key=lambda c: c.span)
    starts = [c.span.start for c in ordered]
    added: list[Candidate] = []
    gone: set[Span] = set()
    for span in find_words(page.text, names):
        first = bisect_left(starts, span.start)
        inside = ordered[first : bisect_left(starts, span.end)]
        if skipped.overlaps(span) or (first and ordered[first - 1].span.end > span.start):
            continue
        if all(span.contains(c.span) and c.span != span for c in inside):
            gone.update(c.span for c in inside)
            added.append(Candidate(span, None, "again"))
    return [c for c in ordered if c.span not in gone] + added
