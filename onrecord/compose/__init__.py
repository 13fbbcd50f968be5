"""Briefings + Annotations + Cast → Site: what every page shows, in which order, and every link
between them.

`compose` gathers what was found into items that any page may show, then makes the pages, one
composer for each type.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onrecord.compose.actors import actor_page, company
from onrecord.compose.addresses import actor_path
from onrecord.compose.briefings import briefing_item, briefing_page
from onrecord.compose.corpus import Corpus
from onrecord.compose.gather import Found, gather
from onrecord.compose.indexes import actor_index, figure_index, home, quote_index, source_index
from onrecord.compose.sources import source_page
from onrecord.model import Annotations, Cast, Content
from onrecord.pages import BriefingPage, Head, Link, Redirect, Settings, Site, SourcePage


def compose(
    content: Content,
    annotations: Sequence[Annotations],
    cast: Cast,
    settings: Settings | None = None,
) -> Site:
    """The whole site. `annotations` run in step with `content.articles`. Reads and writes nothing,
    never raises.
    """
    corpus = Corpus(content, annotations, cast, settings or Settings())
    found = gather(corpus)
    briefings = _briefings(corpus, found)
    shared = company(corpus)
    actors = actor_index(corpus, found)
    quotes = quote_index(corpus, found)
    return Site(
        settings=corpus.settings,
        home=home(corpus, found, [b.item for b in briefings], actors[0], quotes),
        briefings=briefings,
        sources=_sources(corpus, found),
        actors=tuple(actor_page(corpus, found, a, shared) for a in cast.actors.values()),
        actor_index=actors,
        quote_index=quotes,
        figure_index=figure_index(corpus, found),
        source_index=source_index(found.items.values()),
        redirects=_redirects(corpus),
        articles=content.articles,
        annotations=tuple(annotations),
        cast=cast,
        written=tuple(corpus.written),
        problems=tuple(dict.fromkeys(corpus.problems)),
    )


def _briefings(corpus: Corpus, found: Found) -> tuple[BriefingPage, ...]:
    """The newest first; those without a date last."""
    items = [(b, briefing_item(corpus, found, b)) for b in corpus.briefings]
    items.sort(
        key=lambda pair: (-(pair[1].date or dt.date.min).toordinal(), pair[1].title, pair[0].slug)
    )
    links = [Link(item.title, item.href) for _, item in items]
    return tuple(
        briefing_page(corpus, found, b, item, *_neighbours(links, i))
        for i, (b, item) in enumerate(items)
    )


def _sources(corpus: Corpus, found: Found) -> tuple[SourcePage, ...]:
    """Briefing by briefing; previous and next stay in one."""
    pages = []
    for briefing in corpus.briefings:
        sources = corpus.sources_of(briefing)
        items = [found.items[s.article.id] for s in sources]
        links = [Link(item.title, item.href) for item in items]
        for i, (source, item) in enumerate(zip(sources, items, strict=True)):
            here = found.quotes[source.article.id], found.figures[source.article.id]
            pages.append(source_page(corpus, source, item, *here, *_neighbours(links, i)))
    return tuple(pages)


def _neighbours(links: Sequence[Link], i: int) -> tuple[Link | None, Link | None]:
    return links[i - 1] if i else None, links[i + 1] if i + 1 < len(links) else None


def _redirects(corpus: Corpus) -> tuple[Redirect, ...]:
    return tuple(
        Redirect(Head(actor_path(old), link.name, f"{link.name} has another address now."), link)
        for old, new in corpus.cast.redirects.items()
        if old not in corpus.links and (link := corpus.links.get(new))
    )
