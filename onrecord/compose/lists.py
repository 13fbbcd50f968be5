"""Long lists in pages: what each page holds, what it is called, and the way between them.

A page takes what a reader can load on a phone. What a page is called comes from what it holds, a
kind or a letter, so that its address stays when others grow; where it is cut, too. Totals stand on
the first page alone: a sentence more changes few pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import blake2s
from itertools import groupby, pairwise
from typing import TypeVar

from onrecord.pages import PageLink, Shelf
from onrecord.slug import slug

_ONE_IN = 4  # items that a list may begin with, by their digest
_SINGLE = "Pages"  # what shelves of one page are called together
WAYS_A_PAGE = 400  # links to other pages of the list
_NUMBERED = re.compile(r"-\d+\.html$")
ACTORS_A_PAGE, QUOTES_A_PAGE, FIGURES_A_PAGE, SOURCES_A_PAGE = 700, 90, 260, 120
Sized = TypeVar("Sized")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list that has an address of its own."""

    shelf: str  # "People"
    name: str  # "A"; of a shelf that is one part its own name
    key: str  # what its address ends with: "person-a"
    items: tuple[object, ...]


def cuts(sizes: Sequence[int], most: int, begins: Callable[[int], bool]) -> list[int]:
    """Where lists of about `most` begin, the first at 0. What is longer is cut where a list is half
    full and the item at that index `begins` lists, so that an item more moves few cuts; at the
    latest when it is full.
    """
    found, filled = [0], 0
    if sum(sizes) <= most:
        return found
    for i, size in enumerate(sizes):
        full = filled + size > most
        if i > found[-1] and (full or (2 * filled >= most and begins(i))):
            found.append(i)
            filled = 0
        filled += size
    return found


def starts(words: str) -> bool:
    """Whether a list may begin with what these words name: true of one in four, always the same."""
    return blake2s(words.encode("utf-8", "replace"), digest_size=1).digest()[0] % _ONE_IN == 0


def paged(
    items: Sequence[Sized],
    most: int,
    size: Callable[[Sized], int] = lambda _: 1,
    begins: Callable[[int], bool] = lambda _: False,
) -> Iterator[Sequence[Sized]]:
    """The items in lists of about `most`; an item is never divided."""
    at = cuts([size(item) for item in items], most, begins) if items else []
    for start, end in pairwise([*at, len(items)]):
        yield items[start:end]


def numbered(path: str, index: int) -> str:
    """actors/x.html, actors/x-2.html."""
    return path if index == 0 else f"{path.removesuffix('.html')}-{index + 1}.html"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a list, with what stands on it."""

    path: str
    title: str  # People: A, page 2
    shelf: str
    items: tuple[object, ...]


def leaves(
    base: str,
    parts: Iterable[Part],
    most: int,
    named: Callable[[object], str],
    size: Callable[[object], int] = lambda _: 1,
) -> tuple[Leaf, ...]:
    """The pages of a list: `base`-KEY.html for each part, several where a part is long. `named`
    tells items apart.
    """
    found = []
    for part in parts:
        items = part.items
        begins = [starts(named(item)) for item in items]
        pages = list(paged(items, most, size, begins.__getitem__))
        for i, page in enumerate(pages):
            name = part.shelf if part.name == part.shelf else f"{part.shelf}: {part.name}"
            title = name if len(pages) == 1 else f"{name}, page {i + 1}"
            path = numbered(f"{base}-{part.key}.html", i)
            found.append(Leaf(path, title, part.shelf, tuple(page)))
    return tuple(found)


def shelves(
    found: Sequence[Leaf], size: Callable[[object], int] = lambda _: 1
) -> tuple[Shelf, ...]:
    """The way to all pages of a list; shelves that are one page each stand together."""
    several = Counter(leaf.shelf for leaf in found)
    ways: dict[str, list[PageLink]] = {}
    for leaf in found:
        words = leaf.title.removeprefix(f"{leaf.shelf}: ").removeprefix(f"{leaf.shelf}, ")
        link = PageLink(words, leaf.path, sum(map(size, leaf.items)))
        ways.setdefault(leaf.shelf if several[leaf.shelf] > 1 else _SINGLE, []).append(link)
    return tuple(Shelf(name, tuple(links)) for name, links in ways.items())


def bounded(ways: tuple[Shelf, ...], path: str = "") -> tuple[Shelf, ...]:
    """The ways as the page at `path` shows them: all. Where these are more than a page takes, those
    near it on its shelf, and else of each kind or letter the first, with the total of all of it;
    the first has the next ones near.
    """
    if sum(len(shelf.pages) for shelf in ways) <= WAYS_A_PAGE:
        return ways
    return tuple(Shelf(shelf.words, tuple(_near(shelf.pages, path))) for shelf in ways)


def _near(links: Sequence[PageLink], path: str) -> Iterator[PageLink]:
    at = next((i for i, link in enumerate(links) if link.href == path), None)
    for _, group in groupby(enumerate(links), key=lambda p: _NUMBERED.sub(".html", p[1].href)):
        members = list(group)
        near = [link for i, link in members if at is not None and abs(i - at) <= WAYS_A_PAGE // 4]
        first = members[0][1]
        if first not in near:
            number = sum(link.count or 0 for _, link in members)
            yield replace(first, count=None if first.count is None else number)
        yield from near


def uncounted(ways: tuple[Shelf, ...]) -> tuple[Shelf, ...]:
    """The same without the totals, for pages but the first."""
    return tuple(Shelf(s.words, tuple(replace(link, count=None) for link in s.pages)) for s in ways)


def letter_of(name: str, last: bool) -> tuple[str, str]:
    """The letter that a name is looked up under, and what orders it there: of a person the last
    word's, else the first's.
    """
    words = slug(name).split("-")
    start = words[-1] if last and len(words[-1]) > 2 else words[0]
    return (start[0].upper() if start[:1].isalpha() else "#"), f"{start} {name}"


def joined(
    items: Iterable[Sized], key: Callable[[Sized], str], join: Callable[[Sized, Sized], Sized]
) -> tuple[Sized, ...]:
    """The items of a page; parts of one that follow one another are one again."""
    return tuple(reduce(join, members) for _, members in groupby(items, key=key))


def by_letter(
    shelf: str, key: str, items: Iterable[Sized], letter: Callable[[Sized], str]
) -> Iterator[Part]:
    """A part for each letter; `items` are in their order."""
    for name, members in groupby(items, key=letter):
        yield Part(shelf, name, f"{key}{'other' if name == '#' else name.lower()}", tuple(members))
