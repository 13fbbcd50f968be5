"""The front page and the indexes: briefings, actors, quotes, figures, sources."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from onrecord.compose.corpus import Corpus
from onrecord.compose.gather import Found
from onrecord.compose.quotes import apart, by_speaker, per_speaker
from onrecord.compose.ranked import spread
from onrecord.compose.wording import KINDS, count, said
from onrecord.model import Kind
from onrecord.pages import (
    ActorCount,
    ActorIndex,
    BriefingItem,
    FigureGroup,
    FigureIndex,
    FigureItem,
    Head,
    HomePage,
    KindSection,
    Letter,
    Link,
    QuoteIndex,
    SourceIndex,
    SourceItem,
    Speaker,
)
from onrecord.slug import slug

_FIRST_SPEAKERS, _FIRST_FIGURES = 5, 5
_MAIN_SPEAKERS = 40  # that the index of quotes can be narrowed to by one touch
_FEWEST_JUMPS = 5  # letters that are worth a row of links to them
_WHOLE_BRIEFINGS = 12  # on the front page; the earlier ones are a list
_ACTORS_A_PAGE, _QUOTES_A_PAGE, _FIGURES_A_PAGE = 1500, 300, 400
NOTHING_COUNTED = "Not said what"

Sized = TypeVar("Sized")


def home(
    corpus: Corpus, found: Found, briefings: Sequence[BriefingItem], actors: ActorIndex,
    quotes: Sequence[QuoteIndex],
) -> HomePage:  # fmt: skip
    settings = corpus.settings
    every = [f for items in found.figures.values() for f in items]
    newest = max((b.date for b in briefings if b.date), default=None)
    return HomePage(
        head=Head("index.html", settings.name, settings.motto, newest),
        briefings=tuple(briefings[:_WHOLE_BRIEFINGS]),
        earlier=tuple(briefings[_WHOLE_BRIEFINGS:]),
        kinds=actors.kinds_of_all,
        speakers=tuple(s for s in quotes[0].main_speakers if s[2])[:_FIRST_SPEAKERS],
        figures=spread(sorted(every, key=lambda f: -f.key), _FIRST_FIGURES),
        totals={
            "actors": len(corpus.links),
            "quotes": quotes[0].counts["all"] - quotes[0].counts["indirect"],
            "reported": quotes[0].counts["indirect"],
            "figures": len(every),
            "sources": len(corpus.sources),
        },
    )


def actor_index(corpus: Corpus, found: Found) -> tuple[ActorIndex, ...]:
    """All on one page; where they are many, a page for each kind."""
    quoted, reported = map(per_speaker, apart(q for items in found.quotes.values() for q in items))
    by_kind = {
        kind: [
            _counted_actor(corpus, a.id, quoted[a.id], reported[a.id])
            for a in corpus.cast.actors.values()
            if a.kind == kind
        ]
        for kind in KINDS
    }
    total = len(corpus.links)
    kinds = [kind for kind in KINDS if by_kind[kind]]
    paths = dict.fromkeys(kinds, "actors.html")
    if total > _ACTORS_A_PAGE:
        paths = {
            kind: "actors.html" if i == 0 else f"actors-{kind}.html" for i, kind in enumerate(kinds)
        }
    sections = [_section(kind, paths[kind], by_kind[kind]) for kind in kinds]
    words = f"The people, organizations, places and groups that the sources name: {total:,}."
    links = tuple((k.words, k.href, k.count) for k in sections)
    return tuple(
        ActorIndex(
            Head(path, "Actors", words),
            tuple(k for k in sections if k.href.startswith(path + "#")),
            links,
            total,
        )
        for path in dict.fromkeys(["actors.html", *paths.values()])
    )


def _section(kind: Kind, path: str, entries: Sequence[ActorCount]) -> KindSection:
    letters = tuple(_letters(entries))
    jumps = tuple(x.letter for x in letters) if len(letters) >= _FEWEST_JUMPS else ()
    return KindSection(kind, KINDS[kind], f"{path}#{kind}", len(entries), letters, jumps)


def _counted_actor(corpus: Corpus, id_: str, quoted: int, reported: int) -> ActorCount:
    mentions = sum(map(len, corpus.mentions_of[id_].values()))
    role, also = corpus.role(id_), corpus.also(id_)
    return ActorCount(corpus.links[id_], mentions, quoted, reported, role, also)


def _letters(entries: Sequence[ActorCount]) -> Iterable[Letter]:
    """By the letter that the name is looked up under: of a person the last word's, else the
    first's.
    """

    def key(entry: ActorCount) -> tuple[str, str]:
        words = slug(entry.actor.name).split("-")
        start = words[-1] if entry.actor.kind == "person" and len(words[-1]) > 2 else words[0]
        letter = start[0].upper() if start[:1].isalpha() else "#"
        return letter, f"{start} {entry.actor.name}"

    for letter, group in groupby(sorted(entries, key=key), key=lambda e: key(e)[0]):
        yield Letter(letter, tuple(group))


def quote_index(corpus: Corpus, found: Found) -> tuple[QuoteIndex, ...]:
    speakers = by_speaker(corpus, (q for items in found.quotes.values() for q in items))
    every = [q for s in speakers for q in (*s.quotes, *s.reported)]
    counts = {
        "all": len(every),
        "direct": sum(q.kind == "direct" for q in every),
        "partial": sum(q.kind == "partial" for q in every),
        "indirect": sum(q.kind == "indirect" for q in every),
        "unnamed": sum(q.speaker is None and q.kind != "indirect" for q in every),
    }
    divided = [part for s in speakers for part in _divided(s)]
    pages = list(_paged(divided, _QUOTES_A_PAGE, lambda s: s.count)) or [[]]
    paths = [_numbered("quotes", i) for i in range(len(pages))]
    first_part = {
        s.id: path for path, page in reversed(list(zip(paths, pages, strict=True))) for s in page
    }
    where = tuple((s.name, f"{first_part[s.id]}#s-{s.id}", len(s.quotes)) for s in speakers)
    links = _page_links(paths, [page[0].name if page else "" for page in pages])
    spoken = said(counts["all"] - counts["indirect"], counts["indirect"]) or "No quotes"
    words = f"{spoken} from {count(len(corpus.sources), 'source')}, by who said them."
    return tuple(
        QuoteIndex(Head(path, "Quotes", words), tuple(page), where[:_MAIN_SPEAKERS], counts, links)
        for path, page in zip(paths, pages, strict=True)
    )


def _divided(speaker: Speaker) -> Iterable[Speaker]:
    """One who said more than a page takes, in parts; what was reported comes last."""
    every = (*speaker.quotes, *speaker.reported)
    for start in range(0, len(every), _QUOTES_A_PAGE):
        part = every[start : start + _QUOTES_A_PAGE]
        quoted, reported = apart(part)
        yield replace(speaker, quotes=quoted, reported=reported)


def figure_index(corpus: Corpus, found: Found) -> tuple[FigureIndex, ...]:
    groups = list(_by_what(f for items in found.figures.values() for f in items))
    total = sum(len(g.figures) for g in groups)
    pages = list(_paged(groups, _FIGURES_A_PAGE, lambda g: len(g.figures))) or [[]]
    paths = [_numbered("figures", i) for i in range(len(pages))]
    links = _page_links(paths, [page[0].what if page else "" for page in pages])
    words = (
        f"{count(total, 'figure')} from {count(len(corpus.sources), 'source')}, by what they count."
    )
    return tuple(
        FigureIndex(
            Head(path, "Figures", words),
            tuple(page),
            found.side_by_side if i == 0 else (),
            total,
            links,
        )
        for i, (path, page) in enumerate(zip(paths, pages, strict=True))
    )


def _by_what(figures: Iterable[FigureItem]) -> Iterable[FigureGroup]:
    """Figures of one address together ("Ferries", "ferries"), under their most frequent words;
    nothing counted last.
    """
    by_address: dict[str, list[FigureItem]] = {}
    for figure in figures:
        what = _counted(figure)
        by_address.setdefault(slug(what) if what else "", []).append(figure)
    for address in sorted(by_address, key=lambda a: (not a, a)):
        items = by_address[address]
        what = Counter(map(_counted, items)).most_common(1)[0][0]
        yield FigureGroup(what or NOTHING_COUNTED, f"w-{address}", tuple(items))


def _counted(figure: FigureItem) -> str:
    """What a figure is looked up under; empty: the source does not say."""
    return " ".join(figure.what.split(" … ")[0].split())


def source_index(items: Iterable[SourceItem]) -> SourceIndex:
    listed = sorted(
        items, key=lambda i: (-(i.published or dt.date.min).toordinal(), i.title, i.href)
    )
    words = f"{count(len(listed), 'source')}, each whole and annotated."
    return SourceIndex(Head("sources.html", "Sources", words), tuple(listed))


def _paged(
    items: Sequence[Sized], most: int, size: Callable[[Sized], int]
) -> Iterator[list[Sized]]:
    """The items in lists of about `most`; an item is never divided."""
    page: list[Sized] = []
    filled = 0
    for item in items:
        if page and filled + size(item) > most:
            yield page
            page, filled = [], 0
        page.append(item)
        filled += size(item)
    if page:
        yield page


def _numbered(name: str, index: int) -> str:
    return f"{name}.html" if index == 0 else f"{name}-{index + 1}.html"


def _page_links(paths: Sequence[str], firsts: Sequence[str]) -> tuple[Link, ...]:
    """None where one page has it all."""
    if len(paths) == 1:
        return ()
    return tuple(
        Link(f"{i}: {first}", path)
        for i, (path, first) in enumerate(zip(paths, firsts, strict=True), 1)
    )
