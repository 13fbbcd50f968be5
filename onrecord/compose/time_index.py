"""Lists by month, the newest first: the days that the sources of a briefing name, what an actor
said, where an actor is mentioned, what a tag has, what a month has.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord.compose.addresses import month_path, tag_path
from onrecord.compose.briefings import main_actors
from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.gather import Found
from onrecord.compose.lists import bounded, numbered, paged, uncounted
from onrecord.compose.times import time_items
from onrecord.compose.wording import count, month_of
from onrecord.pages import (
    BriefingItem,
    Head,
    Link,
    MentionGroup,
    Month,
    PageLink,
    QuoteItem,
    Shelf,
    SourceItem,
    TimeIndex,
    TimeItem,
)

BRIEFINGS = "briefings.html"
_A_PAGE = 160  # what a page takes, of what weighs one
_WEIGHTS = {QuoteItem: 2, MentionGroup: 1, BriefingItem: 2}
_ACTORS = 12  # of a tag or a month

Item = QuoteItem | TimeItem | MentionGroup | BriefingItem | SourceItem


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that a list by month has."""

    day: dt.date | None
    item: Item


def by_month(
    path: str, title: str, label: str, lead: str, of: Link | None, every: Iterable[Dated]
) -> tuple[TimeIndex, ...]:
    """A list at an address, in pages."""
    entries = sorted(every, key=lambda d: -(d.day or dt.date.min).toordinal())
    of_months = [month_of(e.day) for e in entries]
    pages = list(paged(entries, _A_PAGE, _size, lambda i: of_months[i] != of_months[i - 1])) or [()]
    paths = [numbered(path, i) for i in range(len(pages))]
    ways: tuple[Shelf, ...] = ()
    if len(pages) > 1:
        links = [PageLink(_span(page), p, len(page)) for p, page in zip(paths, pages, strict=True)]
        ways = (Shelf("Pages", tuple(links)),)
    rest = uncounted(ways)
    return tuple(
        TimeIndex(
            Head(p, f"{title}, page {i + 1}" if i else title, lead if i == 0 else title),
            of,
            label,
            "" if i else lead,
            tuple(months(page)),
            shelves=bounded(rest if i else ways, p),
        )
        for i, (p, page) in enumerate(zip(paths, pages, strict=True))
    )


def months(entries: Iterable[Dated]) -> Iterator[Month]:
    """`entries` are in their order."""
    for words, group in groupby(entries, key=lambda d: month_of(d.day)):
        items = [d.item for d in group]
        day = words.lower().replace(" ", "-")
        yield Month(
            words,
            f"in-{day}",
            days=tuple(i for i in items if isinstance(i, TimeItem)),
            quotes=tuple(i for i in items if isinstance(i, QuoteItem)),
            mentions=tuple(i for i in items if isinstance(i, MentionGroup)),
            briefings=tuple(i for i in items if isinstance(i, BriefingItem)),
            sources=tuple(i for i in items if isinstance(i, SourceItem)),
        )


def _size(entry: Dated) -> int:
    item = entry.item
    if isinstance(item, MentionGroup):
        return len(item.items)
    return _WEIGHTS.get(type(item), 1)


def _span(page: Sequence[Dated]) -> str:
    first, last = month_of(page[0].day), month_of(page[-1].day)
    return first if first == last else f"{first} to {last}"


def days_of(sources: Iterable[Source]) -> list[TimeItem]:
    """Each day that sources name, once for each place that names it."""
    return [t for s in sources for t in time_items(s)]


def all_days(items: Sequence[TimeItem], path: str, of: Link, title: str) -> tuple[TimeIndex, ...]:
    lead = f"{count(len(items), 'day')} that the sources name, the latest first."
    return by_month(path, title, "Days", lead, of, (Dated(t.start, t) for t in items))


def all_sources(items: Sequence[SourceItem], path: str, of: Link) -> tuple[TimeIndex, ...]:
    """Those of a briefing that has many."""
    lead = f"{count(len(items), 'source')}, the newest first."
    title = f"Sources of {of.words}"
    return by_month(path, title, "Sources", lead, of, (Dated(i.published, i) for i in items))


def tags_of(briefings: Iterable[BriefingItem]) -> dict[str, list[BriefingItem]]:
    """The briefings of each tag, the most frequent tag first."""
    found: dict[str, list[BriefingItem]] = {}
    first: dict[str, str] = {}  # of tags with one address, as the newest briefing writes it
    for item in briefings:
        for tag in item.tags:
            found.setdefault(first.setdefault(tag_path(tag), tag), []).append(item)
    return dict(sorted(found.items(), key=lambda t: (-len(t[1]), t[0])))


def tag_pages(
    corpus: Corpus, found: Found, briefings: Sequence[BriefingItem]
) -> Iterator[TimeIndex]:
    """Of each tag its briefings and sources, and the days that these name."""
    by_path = {f"briefings/{b.slug}.html": b for b in corpus.briefings}
    for tag, tagged in tags_of(briefings).items():
        sources = [s for b in tagged for s in corpus.sources_of(by_path[b.href])]
        items = [found.items[s.article.id] for s in sources]
        path = tag_path(tag)
        lead = f"{count(len(tagged), 'briefing')}, {count(len(items), 'source')}."
        entries = [Dated(b.date, b) for b in tagged]
        entries += [Dated(i.published, i) for i in items]
        listed = by_month(path, tag, "Tag", lead, None, entries)
        actors = main_actors(corpus, found, sources)[:_ACTORS]
        days = days_of(sources)
        yield replace(
            listed[0], actors=actors, feed=path.removesuffix(".html") + ".xml", days=len(days)
        )
        yield from listed[1:]
        here = Link(tag, path)
        yield from all_days(days, path.removesuffix(".html") + "/days.html", here, f"Days: {tag}")


def month_pages(found: Found, briefings: Sequence[BriefingItem]) -> Iterator[TimeIndex]:
    """Of each month its briefings and the sources published in it."""
    entries = [Dated(b.date, b) for b in briefings]
    entries += [Dated(i.published, i) for i in found.items.values()]
    by_first: dict[dt.date, list[Dated]] = {}
    for entry in entries:
        if entry.day:
            by_first.setdefault(entry.day.replace(day=1), []).append(entry)
    for first in sorted(by_first, reverse=True):
        here = by_first[first]
        kinds = Counter(type(e.item) for e in here)
        parts = ((BriefingItem, "briefing"), (SourceItem, "source"))
        lead = ", ".join(count(kinds[k], noun) for k, noun in parts if kinds[k]) + "."
        yield from by_month(month_path(first), month_of(first), "Month", lead, None, here)


def briefing_index(
    briefings: Sequence[BriefingItem], shelves: tuple[Shelf, ...]
) -> tuple[TimeIndex, ...]:
    """All briefings, with the way to every tag and month."""
    lead = f"All {count(len(briefings), 'briefing')}, the newest first."
    entries = (Dated(b.date, b) for b in briefings)
    first, *rest = by_month(BRIEFINGS, "Briefings", "Index", lead, None, entries)
    return replace(first, shelves=(*first.shelves, *shelves)), *rest


def archive(pages: Iterable[TimeIndex]) -> tuple[tuple[Link, int], ...]:
    """The months that have a page, and how much is in each."""
    first: dict[str, Link] = {}
    numbers: Counter[str] = Counter()
    for page in (p for p in pages if p.label == "Month"):
        for month in page.months:
            first.setdefault(month.id, Link(page.head.title, page.head.path))
            numbers[month.id] += len(month.briefings) + len(month.sources)
    return tuple((link, numbers[id_]) for id_, link in first.items())


def tag_shelf(tags: Iterable[tuple[Link, int]]) -> tuple[Shelf, ...]:
    links = tuple(PageLink(link.words, link.href, number) for link, number in tags)
    return (Shelf("Tags", links),) if links else ()


def tag_links(briefings: Mapping[str, Sequence[BriefingItem]]) -> tuple[tuple[Link, int], ...]:
    return tuple((Link(tag, tag_path(tag)), len(items)) for tag, items in briefings.items())
