"""Briefings + Annotations + Cast → Site: what every page shows, in which order, and every link
between them.

`compose` gathers what was found into items that any page may show, then makes the pages, one
composer for each type.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from onrecord.compose.actors import actor_page, company
from onrecord.compose.addresses import actor_path, article_of
from onrecord.compose.briefings import Lists, briefing_item, briefing_page, main_actors
from onrecord.compose.corpus import Corpus
from onrecord.compose.gather import Found, gather
from onrecord.compose.index_actors import actor_index, all_actors, also_named
from onrecord.compose.index_figures import all_figures, figure_index
from onrecord.compose.index_quotes import all_quotes, quote_index
from onrecord.compose.index_sources import by_year, source_index
from onrecord.compose.indexes import home, more_than_home, search_page
from onrecord.compose.parts import parts_of
from onrecord.compose.sources import source_page
from onrecord.compose.time_index import (
    all_days,
    archive,
    briefing_index,
    days_of,
    month_pages,
    tag_links,
    tag_pages,
    tag_shelf,
    tags_of,
)
from onrecord.model import Annotations, Briefing, Cast, Content
from onrecord.pages import (
    ActorIndex,
    BriefingPage,
    FigureIndex,
    Head,
    Link,
    QuoteIndex,
    Redirect,
    Settings,
    Site,
    SourcePage,
    TimeIndex,
)

Page = BriefingPage | SourcePage | ActorIndex | QuoteIndex | FigureIndex | TimeIndex


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
    briefings, lists = _briefings(corpus, found)
    shared = company(corpus)
    actors = actor_index(corpus, found)
    quotes = quote_index(corpus, found)
    profiles = [
        actor_page(corpus, found, a, shared)
        for a in cast.actors.values()
        if corpus.links[a.id].profile
    ]
    months = tuple(month_pages(found, briefings))
    tags = tuple(tag_pages(corpus, found, briefings))
    listed, of_months = [b.item for b in briefings], archive(months)
    of_tags = tag_links(tags_of(briefings))
    ways = (*tag_shelf(of_tags), *by_year(of_months))
    every = (
        briefing_index(briefings, ways) if more_than_home(len(listed), of_months, of_tags) else ()
    )
    return Site(
        settings=corpus.settings,
        home=home(
            corpus,
            found,
            listed,
            actors[0],
            quotes,
            of_months,
            of_tags,
        ),
        briefings=briefings,
        sources=tuple(_sources(corpus, found)),
        actors=tuple(page for page, _ in profiles),
        actor_index=(*actors, *(page for each in lists for page in each.actors)),
        quote_index=(*quotes, *(page for each in lists for page in each.quotes)),
        figure_index=(
            *figure_index(corpus, found),
            *(page for each in lists for page in each.figures),
            *(page for _, each in profiles for page in each.figures),
        ),
        time_index=(
            *every,
            *months,
            *tags,
            *(page for each in lists for page in each.days),
            *(page for _, each in profiles for page in each.times),
        ),
        also_named=also_named(corpus),
        source_index=source_index(found.items.values(), of_months),
        search=search_page(),
        redirects=_redirects(corpus),
        articles=content.articles,
        annotations=tuple(annotations),
        cast=cast,
        written=tuple(corpus.written),
        problems=tuple(dict.fromkeys(corpus.problems)),
    )


class OneBriefing:
    """The pages of one briefing: its own, those of its sources, its complete lists. They are as in
    the whole site, but for the way to the briefings before and after; each is made when it is asked
    for.
    """

    def __init__(
        self,
        content: Content,
        annotations: Sequence[Annotations],
        cast: Cast,
        settings: Settings,
        slug: str,
    ) -> None:
        pairs = [
            p for p in zip(content.articles, annotations, strict=True) if p[0].briefing == slug
        ]
        here = replace(
            content,
            briefings=tuple(b for b in content.briefings if b.slug == slug),
            articles=tuple(a for a, _ in pairs),
        )
        self._corpus = Corpus(here, [n for _, n in pairs], cast, settings)
        self._found = gather(self._corpus)

    def page(self, path: str) -> Page | None:
        """The page of a path; None where it is of no page of this briefing."""
        article = article_of(path)
        if path.startswith("sources/") and article in self._corpus.sources:
            parts = parts_of(next(_sources(self._corpus, self._found, article)))
            return next((part for part in parts if part.head.path == path), None)
        return self._beside.get(path)

    @cached_property
    def _beside(self) -> dict[str, Page]:
        """The briefing's own page and its lists."""
        briefings, every = _briefings(self._corpus, self._found)
        pages: list[Page] = [*briefings]
        for each in every:
            pages += (*each.actors, *each.quotes, *each.figures, *each.days)
        return {page.head.path: page for page in pages}


def _briefings(corpus: Corpus, found: Found) -> tuple[tuple[BriefingPage, ...], tuple[Lists, ...]]:
    """The newest first; those without a date last. Beside them the complete lists of each."""
    items = [(b, briefing_item(corpus, found, b)) for b in corpus.briefings]
    items.sort(
        key=lambda pair: (-(pair[1].date or dt.date.min).toordinal(), pair[1].title, pair[0].slug)
    )
    links = [Link(item.title, item.href) for _, item in items]
    lists = tuple(_lists(corpus, found, b, link) for (b, _), link in zip(items, links, strict=True))
    pages = tuple(
        briefing_page(corpus, found, b, item, lists[i], *_neighbours(links, i))
        for i, (b, item) in enumerate(items)
    )
    return pages, lists


def _lists(corpus: Corpus, found: Found, briefing: Briefing, of: Link) -> Lists:
    """All that the sources of a briefing have."""
    sources = corpus.sources_of(briefing)
    folder = of.href.removesuffix(".html")
    days = tuple(days_of(sources))
    return Lists(
        all_actors(main_actors(corpus, found, sources), f"{folder}/actors.html", of),
        all_quotes(corpus, found.quotes_of(sources), f"{folder}/quotes.html", of),
        all_figures(found.figures_of(sources), f"{folder}/figures.html", of, briefing.slug),
        all_days(days, f"{folder}/days.html", of, f"Days of {of.words}"),
        days,
    )


def _sources(corpus: Corpus, found: Found, only: str | None = None) -> Iterator[SourcePage]:
    """Briefing by briefing, or of one article alone; previous and next stay in one briefing."""
    for briefing in corpus.briefings:
        sources = corpus.sources_of(briefing)
        items = [found.items[s.article.id] for s in sources]
        links = [Link(item.title, item.href) for item in items]
        for i, (source, item) in enumerate(zip(sources, items, strict=True)):
            if only in (None, source.article.id):
                here = found.quotes[source.article.id], found.figures[source.article.id]
                yield source_page(corpus, source, item, *here, *_neighbours(links, i))


def _neighbours(links: Sequence[Link], i: int) -> tuple[Link | None, Link | None]:
    return links[i - 1] if i else None, links[i + 1] if i + 1 < len(links) else None


def _redirects(corpus: Corpus) -> tuple[Redirect, ...]:
    return tuple(
        Redirect(Head(actor_path(old), link.name, f"{link.name} has another address now."), link)
        for old, new in corpus.cast.redirects.items()
        if old not in corpus.links and (link := corpus.links.get(new))
    )
