"""The front page, the index of sources, and the page of all results of a search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from onrecord.compose.corpus import Corpus
from onrecord.compose.gather import Found
from onrecord.compose.quotes import apart
from onrecord.compose.ranked import spread
from onrecord.compose.wording import KINDS, count
from onrecord.pages import (
    SEARCHED,
    ActorIndex,
    BriefingItem,
    Head,
    HomePage,
    Link,
    QuoteIndex,
    SearchPage,
    SourceIndex,
    SourceItem,
)

_FIRST_SPEAKERS, _FIRST_FIGURES = 5, 5
_WHOLE_BRIEFINGS = 12  # on the front page; the earlier ones are a list


def home(
    corpus: Corpus,
    found: Found,
    briefings: Sequence[BriefingItem],
    actors: ActorIndex,
    quotes: Sequence[QuoteIndex],
    archive: tuple[tuple[Link, int], ...],
    tags: tuple[tuple[Link, int], ...],
) -> HomePage:
    settings = corpus.settings
    every = [f for items in found.figures.values() for f in items]
    spoken, reported = apart(q for items in found.quotes.values() for q in items)
    newest = max((b.date for b in briefings if b.date), default=None)
    return HomePage(
        head=Head("index.html", settings.name, settings.motto, newest),
        briefings=tuple(briefings[:_WHOLE_BRIEFINGS]),
        earlier=tuple(briefings[_WHOLE_BRIEFINGS:]),
        archive=archive,
        tags=tags,
        kinds=_kinds(actors),
        speakers=tuple(s for s in quotes[0].main_speakers if s[2])[:_FIRST_SPEAKERS],
        figures=spread(sorted(every, key=lambda f: -f.key), _FIRST_FIGURES),
        totals={
            "actors": len(corpus.links),
            "quotes": len(spoken),
            "reported": len(reported),
            "figures": len(every),
            "sources": len(corpus.sources),
        },
    )


def _kinds(actors: ActorIndex) -> tuple[tuple[str, str, int], ...]:
    """The kinds of actors, their address and how many there are."""
    if actors.kinds:
        return tuple((k.words, k.href, k.count) for k in actors.kinds)
    found: dict[str, tuple[str, int]] = {}
    for shelf in actors.shelves:
        for page in shelf.pages:
            kind = page.words if page.words in KINDS.values() else shelf.words
            href, number = found.get(kind, (page.href, 0))
            found[kind] = href, number + page.count
    return tuple((kind, href, number) for kind, (href, number) in found.items())


def source_index(items: Iterable[SourceItem]) -> SourceIndex:
    listed = sorted(
        items, key=lambda i: (-(i.published or dt.date.min).toordinal(), i.title, i.href)
    )
    words = f"{count(len(listed), 'source')}, each whole and annotated."
    return SourceIndex(Head("sources.html", "Sources", words), tuple(listed))


def search_page() -> SearchPage:
    words = "Everyone named, everything said and counted, and every paragraph of the sources."
    return SearchPage(Head("search.html", "Search", words), SEARCHED)
