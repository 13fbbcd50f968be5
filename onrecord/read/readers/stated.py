"""What a saved page states of itself: day, author, headline, publisher and address, each verbatim.

A page says these things in up to four languages: JSON-LD and microdata (schema.org), `<meta>` (Open
Graph, Dublin Core and their like), and its visible headings. JSON-LD often describes other stories
too, so what it says counts only where it is of this page: the object whose headline or address is
the page's, or the only article that no other object contains.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from onrecord.lexicon import words
from onrecord.read.readers.schema import Item, article, folded, items, resolved
from onrecord.written import calendar_day, is_web_address

# Where pages say in `<meta>` when they were published, in the order in which they are believed.
_DAY_NAMES = (
    "article:published_time",  # Open Graph
    "og:article:published_time",
    "datepublished",  # schema.org, as microdata
    "dc.date.issued",  # Dublin Core
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",  # Google Scholar
    "parsely-pub-date",  # Parse.ly, common on news sites
    "sailthru.date",
    "pubdate",
    "date",
)
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
)
_SEPARATORS = re.compile(r"\s+(?:[|–—»·•:-]|::|&raquo;)\s+|\s*\|\s*")
_BY = re.compile(
    r"^(?:(?:by|written by|posted by|author|words by|reported by|story by)\b\s*:?\s*)+", re.I
)
# What ends the name in a byline: a mark, a number, an address, a counter of shares.
_BYLINE_END = re.compile(
    r"\s*(?:[|•·\n\t]|\s[–—]\s|(?<=\s)\d|https?:|@|\b(?:shares?|updated|published)\b)", re.I
)
_MOST_NAME = 80  # characters; what is longer is a sentence
_ALIKE = 0.5  # of a heading's words stand in the page's stated title, if it is the headline
# Where pages show who wrote them, the surest first.
_BYLINES = (
    "//*[@itemprop='author']//*[@itemprop='name']"
    " | //*[@itemprop='author'][not(.//*[@itemprop='name'])] | //*[@rel='author']",
    "//*[contains(concat(' ', @class, ' '), ' author-name ')"
    " or contains(@class, 'byline__name')"
    " or contains(concat(' ', @class, ' '), ' author ')]",
    "//a[contains(@href, '/author/') or contains(@href, '/authors/')"
    " or contains(@href, '/newsteam/') or contains(@href, '/staff/') or contains(@href, '/by/')]",
    "//*[contains(@class, 'byline') or contains(@class, 'byLine') or contains(@class, 'by-line')]",
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page, and how deep it is."""

    words: str
    level: int


class Stated:
    """The statements of one page. What it does not state is None."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._meta: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            said = _plain(meta.get("content") or "")
            if said:
                self._meta.setdefault(name.lower(), []).append(said)

        self._text = str(tree.text_content())

    @cached_property
    def publisher(self) -> str | None:
        """The name of the site."""
        publisher = self._article.get("publisher")
        named = publisher.get("name") if isinstance(publisher, dict) else publisher
        return self._first("og:site_name") or (_plain(named) if isinstance(named, str) else None)

    @cached_property
    def url(self) -> str | None:
        """The page's own address."""
        links = (link.get("href") or "" for link in self._tree.xpath("//link[@rel='canonical']"))
        said = (*links, *self._meta.get("og:url", ()))
        return next((address for address in said if is_web_address(address)), None)

    @cached_property
    def title(self) -> str | None:
        """The headline: a heading of the page with which its stated title begins, or that has most
        of its words; else the stated title without the name of the site.
        """
        stated = self._titles
        titles = [folded(title) for title in stated]
        for heading in self._headings:
            own = folded(heading.words)
            if own and any(title[: len(own)] == own for title in titles):
                return heading.words
        highest = [h.words for h in self._headings if h.level == 1]
        own = [self._without_site(title) for title in stated]
        if len(highest) == 1 and any(_shared(highest[0], title) >= _ALIKE for title in stated):
            inside = (title for title in own if title in highest[0])  # with a section before it
            return next(inside, highest[0])
        return own[0] if own else None

    @cached_property
    def published(self) -> dt.date | None:
        """The day of publication: the first that the page states and that is one."""
        day = _first_day((*self._linked("datePublished"), *self._meta_days(), *self._microdays()))
        if day:
            return day
        found = find_date(self._tree, original_date=True, extensive_search=False)
        day = _first_day((found,)) if found else None
        return None if day in self._other_days else day

    @cached_property
    def author(self) -> str | None:
        """Who wrote it, as the page has the name, without "By"."""
        named = _names_of(resolved(self._items, self._article.get("author")))
        for name in _AUTHOR_NAMES:
            named = named or [x for said in self._meta.get(name, ()) if (x := _name_in(said))]
        for path in _BYLINES:
            if named:
                break
            found = [_name_in(_shown(element)) for element in self._tree.xpath(path)[:3]]
            named = [x for x in found if x][:1]
        people = [
            item.said for item in self._items if item.own and item.said.get("@type") == "Person"
        ]
        if not named and len(people) == 1:
            named = _names_of(people[0])
        return _listed(dict.fromkeys(named)) or None

    def shown(self, names: str | None) -> str | None:
        """Names that were found in the page's words, as the page has them: "Logan C Ritchie" may be
        "Logan C. Ritchie" there. None where it has not.
        """
        found = []
        for name in (names or "").split(";"):
            parts = [re.escape(part) for part in name.split()]
            here = re.search(r"\W{1,2}".join(parts), self._text, re.IGNORECASE) if parts else None
            found += [tidy] if here and (tidy := _name_in(here[0])) else []
        return _listed(found) or None

    # ---- where it is stated ----------------------------------------------------------------------

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return items(self._tree.xpath("//script[contains(@type, 'ld+json')]/text()"))

    @cached_property
    def _article(self) -> Mapping[str, Any]:
        """The JSON-LD object that is this page's article; empty where none surely is."""
        titles = [folded(t) for t in (*self._titles, *(h.words for h in self._headings))]
        return article(self._items, self.url, titles)

    @cached_property
    def _other_days(self) -> set[dt.date]:
        others = (i.said for i in self._items if i.said is not self._article)
        days = (_first_day((str(said.get("datePublished", "")),)) for said in others)
        return {day for day in days if day}

    def _linked(self, key: str) -> Iterator[str]:
        if isinstance(self._article.get(key), str):
            yield self._article[key]

    def _meta_days(self) -> Iterator[str]:
        yield from (said for name in _DAY_NAMES for said in self._meta.get(name, ()))

    def _microdays(self) -> Iterator[str]:
        for element in self._tree.xpath(
            "//*[@itemprop='datePublished'] | //time[@pubdate]"
            " | //*[contains(@class, 'dt-published')]"
        ):
            yield element.get("datetime") or element.get("content") or _shown(element)

    @cached_property
    def _titles(self) -> list[str]:
        """What the page calls itself, the most deliberate first."""
        shown = [_shown(title) for title in self._tree.xpath("//title")[:1]]
        said = (self._first("og:title"), self._first("twitter:title"), *shown)
        return [title for title in said if title]

    @cached_property
    def _headings(self) -> list[Heading]:
        """The headings of the first two levels, the highest first."""
        found = [
            Heading(_shown(element), int(element.tag[1]))
            for element in self._tree.xpath("//h1 | //h2")
        ]
        return sorted((h for h in found if h.words), key=lambda h: h.level)

    def _first(self, name: str) -> str | None:
        return next(iter(self._meta.get(name, ())), None)

    def _without_site(self, title: str) -> str:
        """A title without the name of the site behind it."""
        cut = list(_SEPARATORS.finditer(title))
        site = "".join(folded(self.publisher or ""))
        for separator in cut:
            end = "".join(folded(title[separator.end() :]))
            if end and (end == site or end in _host(self.url)):
                return title[: separator.start()]
        return title


def _first_day(said: Iterable[str]) -> dt.date | None:
    for day in said:
        try:
            return calendar_day(day.strip().replace("/", "-"))
        except ValueError:
            continue
    return None


def _name_in(said: str) -> str | None:
    """The name in a byline: without "By", and without the day or the counter behind it."""
    name = _BY.sub("", said.strip())
    name = _BYLINE_END.split(name, maxsplit=1)[0].strip(" ,;:–—-")
    months = words("time.months")
    while name and name.split()[-1].strip(",.").lower() in months:
        name = name.rpartition(" ")[0].strip(" ,")
    if not name or len(name) > _MOST_NAME or is_web_address(said) or not name[:1].isalnum():
        return None
    return name


def _names_of(author: object) -> list[str]:
    """The names under schema.org's `author`: a text, an object, or a list of these."""
    if isinstance(author, list):
        return [name for one in author for name in _names_of(one)]
    if isinstance(author, dict):
        return _names_of(author.get("name"))
    if not isinstance(author, str) or is_web_address(author):
        return []
    name = _BY.sub("", _plain(author)).strip(" ,;")
    return [name] if name else []


def _listed(names: Iterable[str]) -> str:
    """Names as a byline has them: "A", "A and B", "A, B and C"."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _shared(one: str, other: str) -> float:
    """The share of the words of one that the other has too."""
    first, second = set(folded(one)), set(folded(other))
    return len(first & second) / len(first) if first else 0.0


def _plain(said: str) -> str:
    return " ".join(said.split())


def _shown(element: HtmlElement) -> str:
    return _plain(" ".join(element.itertext()))


def _host(url: str | None) -> str:
    return "".join(folded(urlsplit(url).hostname or "")) if url else ""
