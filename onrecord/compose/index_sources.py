"""The index of sources: the newest first; where they are many, by publisher, a page a letter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.compose.lists import (
    SOURCES_A_PAGE,
    Leaf,
    Part,
    bounded,
    joined,
    leaves,
    letter_of,
    shelves,
    starts,
    uncounted,
)
from onrecord.compose.lists import paged as in_pages
from onrecord.compose.wording import count
from onrecord.pages import Head, Link, PageLink, Shelf, SourceGroup, SourceIndex, SourceItem
from onrecord.slug import slug

_NEWEST, _MAIN = 24, 24  # sources on the first of several pages; publishers that it leads to
_FEW_MONTHS = 24  # that are one row of links; more stand by years
_SHELF, _EACH = "Publishers by letter", "Sources, by who published them; each is whole."
_NOT_SAID = "Publisher not said"
Months = Sequence[tuple[Link, int]]


def source_index(items: Iterable[SourceItem], months: Months) -> tuple[SourceIndex, ...]:
    """All on one page; where they are many, the newest, and pages by the publisher's letter."""
    listed = sorted(items, key=lambda i: (_ago(i), i.title, i.href))
    lead = f"{count(len(listed), 'source')}, each whole and annotated."
    head = Head("sources.html", "Sources", lead)
    if len(listed) <= SOURCES_A_PAGE:
        return (SourceIndex(head, lead, newest=tuple(listed)),)
    groups = list(_by_publisher(listed))
    pages = leaves("sources", _parts(groups), SOURCES_A_PAGE, _first, _size)
    ways = shelves(pages, _size)
    rest = uncounted(ways)
    where = {g.publisher: f"{p.path}#{g.id}" for p in reversed(pages) for g in _groups(p)}
    numbers = Counter(i.publisher or _NOT_SAID for i in listed)
    main = tuple((name, where[name], n) for name, n in numbers.most_common(_MAIN) if n > 1)
    newest = tuple(listed[:_NEWEST])
    return (
        SourceIndex(
            head, lead, newest=newest, main=main, shelves=(*bounded(ways), *by_year(months))
        ),
        *(
            SourceIndex(
                Head(p.path, f"Sources: {p.title.removeprefix(_SHELF + ': ')}", _EACH),
                "",
                groups=_groups(p),
                shelves=bounded(rest, p.path),
            )
            for p in pages
        ),
    )


def by_year(months: Months) -> tuple[Shelf, ...]:
    """The way to the months; where they are many, a shelf for each year."""
    links = [PageLink(link.words, link.href, number) for link, number in months]
    if len(links) <= _FEW_MONTHS:
        return (Shelf("Months", tuple(links)),) if links else ()
    years = groupby(links, key=lambda link: link.words.rsplit(" ", 1)[-1])
    return tuple(
        Shelf(year, tuple(replace(m, words=m.words.removesuffix(f" {year}")) for m in members))
        for year, members in years
    )


def _ago(item: SourceItem) -> int:
    return -(item.published or dt.date.min).toordinal()


def _by_publisher(listed: Sequence[SourceItem]) -> Iterator[SourceGroup]:
    """The publishers in the order of their letters, those that none names last."""
    by_name: dict[str, list[SourceItem]] = {}
    for item in listed:
        by_name.setdefault(item.publisher or _NOT_SAID, []).append(item)
    for name in sorted(by_name, key=lambda n: (n == _NOT_SAID, _lettered(n), n)):
        yield SourceGroup(name, f"by-{slug(name)}", tuple(by_name[name]))


def _lettered(name: str) -> tuple[str, str]:
    return letter_of(name.removeprefix("The "), False)


def _parts(groups: Sequence[SourceGroup]) -> Iterator[Part]:
    def letter(group: SourceGroup) -> str:
        return "" if group.publisher == _NOT_SAID else _lettered(group.publisher)[0]

    for name, members in groupby(groups, key=letter):
        items = tuple(part for g in members for part in _divided(g))
        key = "unsaid" if not name else "other" if name == "#" else name.lower()
        yield Part(_SHELF, name or _NOT_SAID, key, items)


def _divided(group: SourceGroup) -> Iterator[SourceGroup]:
    """A publisher of more sources than a page takes, in parts."""
    every = group.sources
    for part in in_pages(every, SOURCES_A_PAGE, begins=lambda i: starts(every[i].href)):
        yield replace(group, sources=tuple(part))


def _groups(leaf: Leaf) -> tuple[SourceGroup, ...]:
    groups = (item for item in leaf.items if isinstance(item, SourceGroup))
    return joined(groups, lambda g: g.id, lambda a, b: replace(a, sources=a.sources + b.sources))


def _first(item: object) -> str:
    return item.id + item.sources[0].href if isinstance(item, SourceGroup) else ""


def _size(item: object) -> int:
    return len(item.sources) if isinstance(item, SourceGroup) else 1
