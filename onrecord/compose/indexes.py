"""The front page, and the page of all results of a search."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.compose.corpus import Corpus
from onrecord.compose.gather import Found
from onrecord.compose.quotes import apart
from onrecord.compose.ranked import spread
from onrecord.compose.time_index import BRIEFINGS
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
)

_FIRST_SPEAKERS, _FIRST_FIGURES = 5, 5
_WHOLE_BRIEFINGS, _EARLIER = 12, 12  # on the front page; of those the titles
_MONTHS, _TAGS = 24, 30


Ways = tuple[tuple[Link, int], ...]


def home(
    corpus: Corpus,
    found: Found,
    briefings: Sequence[BriefingItem],
    actors: ActorIndex,
    quotes: Sequence[QuoteIndex],
    archive: Ways,
    tags: Ways,
) -> HomePage:
    settings = corpus.settings
    every = [f for items in found.figures.values() for f in items]
    spoken, reported = apart(q for items in found.quotes.values() for q in items)
    newest = max((b.date for b in briefings if b.date), default=None)
    return HomePage(
        head=Head("index.html", settings.name, settings.motto, newest),
        briefings=tuple(briefings[:_WHOLE_BRIEFINGS]),
        earlier=tuple(briefings[_WHOLE_BRIEFINGS : _WHOLE_BRIEFINGS + _EARLIER]),
        all_briefings=Link(f"All {count(len(briefings), 'briefing')}", BRIEFINGS)
        if len(briefings) > _WHOLE_BRIEFINGS
        else None,
        all_ways=Link("All tags and months", BRIEFINGS)
        if len(archive) > _MONTHS or len(tags) > _TAGS
        else None,
        archive=archive[:_MONTHS],
        tags=tags[:_TAGS],
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


def more_than_home(briefings: int, archive: Ways, tags: Ways) -> bool:
    """Whether the front page cannot show everything, so that there is an index of briefings."""
    return briefings > _WHOLE_BRIEFINGS or len(archive) > _MONTHS or len(tags) > _TAGS


def _kinds(actors: ActorIndex) -> tuple[tuple[str, str, int], ...]:
    """The kinds of actors, their address and how many there are."""
    if actors.kinds:
        return tuple((k.words, k.href, k.count) for k in actors.kinds)
    found: dict[str, tuple[str, int]] = {}
    for shelf in actors.shelves:
        for page in shelf.pages:
            kind = page.words if page.words in KINDS.values() else shelf.words
            href, number = found.get(kind, (page.href, 0))
            found[kind] = href, number + (page.count or 0)
    return tuple((kind, href, number) for kind, (href, number) in found.items())


def search_page() -> SearchPage:
    words = "Everyone named, everything said and counted, and every paragraph of the sources."
    return SearchPage(Head("search.html", "Search", words), SEARCHED)
