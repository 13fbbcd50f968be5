"""Briefings + Annotations + Cast → Site: what every page shows, in which order, and every link
between them.

`compose` gathers what was found into items that any page may show, and makes the pages, one
composer for each type: those of briefings, sources and actors when somebody asks for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial

from onrecord.compose.actors import actor_page, profile_key, profile_of
from onrecord.compose.addresses import actor_path, article_of, source_path
from onrecord.compose.briefings import (
    SOURCES_SHOWN,
    Lists,
    briefing_item,
    briefing_page,
    main_actors,
)
from onrecord.compose.compared import Compared
from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.editors_words import editors_words
from onrecord.compose.gather import Found, gather
from onrecord.compose.index_actors import actor_index, all_actors, also_named
from onrecord.compose.index_figures import all_figures, figure_index
from onrecord.compose.index_quotes import all_quotes, quote_index
from onrecord.compose.index_sources import by_year, source_index
from onrecord.compose.indexes import home, more_than_home, search_page
from onrecord.compose.keys import page_key
from onrecord.compose.parts import parts_of
from onrecord.compose.sources import source_page
from onrecord.compose.time_index import (
    all_days,
    all_sources,
    archive,
    briefing_index,
    days_of,
    month_pages,
    tag_links,
    tag_pages,
    tag_shelf,
    tags_of,
)
from onrecord.model import Actor, Annotations, Briefing, Cast, Content
from onrecord.pages import (
    ActorPage,
    BriefingItem,
    BriefingPage,
    Head,
    Later,
    Link,
    Listed,
    Pages,
    Redirect,
    Settings,
    Site,
    SourcePage,
)

Page = BriefingPage | SourcePage | Listed
Beside = tuple[Link | None, Link | None]  # the next newer one, the next older one
_NEAR = 32  # pages of sources: about those of a briefing


def compose(
    content: Content,
    annotations: Sequence[Annotations],
    cast: Cast,
    settings: Settings | None = None,
    known: Compared | None = None,
) -> Site:
    """The whole site. `annotations` run in step with `content.articles`; `known` are comparisons
    that an earlier build has found. Reads and writes nothing, never raises.
    """
    corpus = Corpus(content, annotations, cast, settings or Settings())
    found = gather(corpus, known)
    listed = _listed(corpus, found)
    items = tuple(item for _, item in listed)
    actors = actor_index(corpus, found)
    quotes = quote_index(corpus, found)
    with_profile = [a for a in cast.actors.values() if corpus.links[a.id].profile]
    months = tuple(month_pages(found, items))
    of_months, of_tags = archive(months), tag_links(tags_of(items))
    ways = (*tag_shelf(of_tags), *by_year(of_months))
    every = briefing_index(items, ways) if more_than_home(len(items), of_months, of_tags) else ()
    return Site(
        settings=corpus.settings,
        home=home(corpus, found, items, actors[0], quotes, of_months, of_tags),
        briefing_items=items,
        briefings=Pages(_briefings(corpus, found, listed)),
        source_items=tuple(
            found.items[s.article.id] for b in corpus.briefings for s in corpus.sources_of(b)
        ),
        sources=Pages(_sources(corpus, found)),
        profiles=tuple(profile_of(corpus, found, a) for a in with_profile),
        actors=Pages(_profiles(corpus, found, with_profile)),
        actor_index=actors,
        quote_index=quotes,
        figure_index=figure_index(corpus, found),
        time_index=(*every, *months, *tag_pages(corpus, found, items)),
        also_named=also_named(corpus),
        side_by_side=found.side_by_side,
        source_index=source_index(found.items.values(), of_months),
        search=search_page(),
        redirects=_redirects(corpus),
        articles=content.articles,
        annotations=tuple(annotations),
        cast=cast,
        compared=found.compared,
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
        self._sources = {later.path: later for later in _sources(self._corpus, self._found)}

    def page(self, path: str) -> Page | None:
        """The page of a path; None where it is of no page of this briefing."""
        if source := self._sources.get(source_path(article_of(path))):
            return next((p for p in parts_of(source.page) if p.head.path == path), None)
        return self._beside.get(path)

    @cached_property
    def _beside(self) -> dict[str, Page]:
        """The briefing's own page and its lists."""
        made: dict[str, Page] = {}
        listed = _listed(self._corpus, self._found)
        for later in _briefings(self._corpus, self._found, listed):
            page, lists = later.make()
            made |= {p.head.path: p for p in (page, *lists)}
        return made


Listing = Sequence[tuple[Briefing, BriefingItem]]


def _listed(corpus: Corpus, found: Found) -> Listing:
    """The briefings, the newest first; those without a date last."""
    items = [(b, briefing_item(corpus, found, b)) for b in corpus.briefings]
    items.sort(
        key=lambda pair: (-(pair[1].date or dt.date.min).toordinal(), pair[1].title, pair[0].slug)
    )
    return items


def _briefings(corpus: Corpus, found: Found, listed: Listing) -> Iterator[Later[BriefingPage]]:
    """Their pages, each with its complete lists."""
    links = [Link(item.title, item.href) for _, item in listed]
    for i, (briefing, item) in enumerate(listed):
        beside, words = _neighbours(links, i), editors_words(corpus, briefing, item.href)
        side_by_side = found.side_by_side_of(corpus.sources_of(briefing))
        of = [found.keys[s.article.id] for s in corpus.sources_of(briefing)]
        key = page_key("briefing", briefing, item, beside, words, side_by_side, of=of)
        make = partial(_briefing, corpus, found, briefing, item, words, beside)
        yield Later(item.href, key, make)


def _briefing(
    corpus: Corpus, found: Found, briefing: Briefing, item: BriefingItem, words: str, beside: Beside
) -> tuple[BriefingPage, Sequence[Listed]]:
    lists = _lists(corpus, found, briefing, Link(item.title, item.href))
    page = briefing_page(corpus, found, briefing, item, lists, words, *beside)
    return page, lists.pages()


def _lists(corpus: Corpus, found: Found, briefing: Briefing, of: Link) -> Lists:
    """All that the sources of a briefing have."""
    sources = corpus.sources_of(briefing)
    folder = of.href.removesuffix(".html")
    days = tuple(days_of(sources))
    actors = main_actors(corpus, found, sources)
    return Lists(
        all_actors(actors, f"{folder}/actors.html", of),
        all_quotes(corpus, found.quotes_of(sources), f"{folder}/quotes.html", of),
        all_figures(found.figures_of(sources), f"{folder}/figures.html", of, briefing.slug),
        all_days(days, f"{folder}/days.html", of, f"Days of {of.words}"),
        days,
        tuple(a.actor for a in actors),
        all_sources([found.items[s.article.id] for s in sources], f"{folder}/sources.html", of)
        if len(sources) > SOURCES_SHOWN
        else (),
    )


def _sources(corpus: Corpus, found: Found) -> Iterator[Later[SourcePage]]:
    """Briefing by briefing; previous and next stay in one briefing. A page that was asked for a
    moment ago is not made again: several files are made of it.
    """
    made = lru_cache(_NEAR)(partial(_source, corpus, found))
    for briefing in corpus.briefings:
        sources = corpus.sources_of(briefing)
        links = [Link((item := found.items[s.article.id]).title, item.href) for s in sources]
        for i, source in enumerate(sources):
            beside = _neighbours(links, i)
            key = page_key("source", beside, of=[found.keys[source.article.id]])
            yield Later(source.path, key, partial(made, source, beside))


def _source(
    corpus: Corpus, found: Found, source: Source, beside: Beside
) -> tuple[SourcePage, Sequence[Listed]]:
    id_ = source.article.id
    here = found.items[id_], found.quotes[id_], found.figures[id_]
    return source_page(corpus, source, *here, *beside), ()


def _profiles(corpus: Corpus, found: Found, actors: Iterable[Actor]) -> Iterator[Later[ActorPage]]:
    for actor in actors:
        key = profile_key(corpus, found, actor)
        yield Later(actor_path(actor.id), key, partial(_profile, corpus, found, actor))


def _profile(corpus: Corpus, found: Found, actor: Actor) -> tuple[ActorPage, Sequence[Listed]]:
    page, lists = actor_page(corpus, found, actor)
    return page, [*lists.times, *lists.figures]


def _neighbours(links: Sequence[Link], i: int) -> Beside:
    return links[i - 1] if i else None, links[i + 1] if i + 1 < len(links) else None


def _redirects(corpus: Corpus) -> tuple[Redirect, ...]:
    return tuple(
        Redirect(Head(actor_path(old), link.name, f"{link.name} has another address now."), link)
        for old, new in corpus.cast.redirects.items()
        if old not in corpus.links and (link := corpus.links.get(new))
    )
