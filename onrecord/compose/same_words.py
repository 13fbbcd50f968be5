"""The same words of somebody in several sources: each source cuts them in its own way.

Two quotations are of the same words where they share a run of words and no other speaker is named.
Text that a wire gave to several is found by the same rule: its quotations are the same throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.compose.addresses import article_of
from onrecord.pages import QuoteItem, SameWords, Speaker
from onrecord.resolve.clusters import Clusters

_RUN = 5  # words in a row that two quotations of the same words share
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MOST, _SOURCES = 8, 12  # of a briefing; of one the sources


def same_words(quotes: Iterable[QuoteItem]) -> tuple[SameWords, ...]:
    """The quotations of a briefing that several sources have, those of the most sources first."""
    every = [q for q in quotes if q.kind != "indirect"]
    runs: dict[tuple[str, ...], list[int]] = {}
    for i, quote in enumerate(every):
        for run in _runs(quote):
            runs.setdefault(run, []).append(i)
    group = Clusters(len(every))
    for members in runs.values():
        for i in members[1:]:
            if _may_be_one(every[members[0]], every[i]):
                group.join(members[0], i)
    found: dict[int, list[QuoteItem]] = {}
    for i, quote in enumerate(every):
        found.setdefault(group.find(i), []).append(quote)
    told = [SameWords(_one_a_source(g), _identical(g)) for g in found.values()]
    several = [s for s in told if len(s.quotes) > 1]
    return tuple(sorted(several, key=lambda s: (-len(s.quotes), -s.quotes[0].strength)))


def leading(groups: Sequence[SameWords]) -> tuple[SameWords, ...]:
    """Those that a page shows."""
    return tuple(
        replace(g, quotes=g.quotes[:_SOURCES], more=max(0, len(g.quotes) - _SOURCES))
        for g in groups[:_MOST]
    )


def once(speaker: Speaker, groups: Iterable[SameWords]) -> Speaker:
    """A speaker's quotations, those of the same words once, with the places of the others."""
    first = {g.quotes[0].place.href: g for g in groups}
    others = {q.place.href for g in first.values() for q in g.quotes[1:]}
    return replace(
        speaker,
        quotes=tuple(
            replace(q, also=tuple(o.place for o in first[q.place.href].quotes[1:]))
            if q.place.href in first
            else q
            for q in speaker.quotes
            if q.place.href not in others
        ),
    )


def _words(quote: QuoteItem) -> list[str]:
    return [w.casefold().replace("’", "'") for w in _WORD.findall(quote.words)]


def _runs(quote: QuoteItem) -> Iterable[tuple[str, ...]]:
    words = _words(quote)
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


def _may_be_one(one: QuoteItem, other: QuoteItem) -> bool:
    return one.speaker is None or other.speaker is None or one.speaker.id == other.speaker.id


def _one_a_source(quotes: Iterable[QuoteItem]) -> tuple[QuoteItem, ...]:
    """The longest of each source, the longest of all first."""
    longest: dict[str, QuoteItem] = {}
    for quote in quotes:
        source = article_of(quote.place.href)
        if source not in longest or len(quote.words) > len(longest[source].words):
            longest[source] = quote
    named = sorted(longest.values(), key=lambda q: (q.speaker is None, -len(q.words), q.place.href))
    return tuple(named)


def _identical(quotes: Iterable[QuoteItem]) -> bool:
    return len({tuple(_words(q)) for q in quotes}) == 1
