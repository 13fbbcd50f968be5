"""What a saved page states of itself: day, author, headline, publisher and address, each verbatim.

A page says these things in up to four languages: JSON-LD and microdata (schema.org), `<meta>` (Open
Graph, Dublin Core and their like), and its visible headings. JSON-LD often describes other stories
too, so what it says counts only where it is of this page: the object whose headline or address is
the page's, or the only article that no other object contains.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from onrecord.read.readers.byline import listed, name_in, names_of
from onrecord.read.readers.headline import Heading, Named, headline
from onrecord.read.readers.moments import first_day
from onrecord.read.readers.schema import Item, article, folded, items, resolved
from onrecord.written import is_web_address

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
# Where pages show who wrote them, the surest first.
_BYLINES = (
    "//*[@itemprop='author']//*[@itemprop='name']"
    " | //*[@itemprop='author'][not(.//*[@itemprop='name'])] | //*[@rel='author']",
    "//*[contains(concat(' ', @class, ' '), ' author-name ')"
    " or contains(@class, 'byline__name')"
    " or contains(concat(' ', @class, ' '), ' author ')]",
    "//a[not(ancestor::nav or ancestor::footer)]["
    + " or ".join(
        f"string-length(substring-after(@href, '/{folder}/')) > 1"
        for folder in ("author", "authors", "newsteam", "staff", "by")
    )
    + "]",
    "//*[contains(@class, 'byline') or contains(@class, 'byLine') or contains(@class, 'by-line')]",
)


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
        """The headline, without the name of the site."""
        linked = self._article.get("headline")
        logos = ["".join(folded(h.words)) for h in self._headings if h.leads_home]
        site = ("".join(folded(self.publisher or "")), _host(self.url), *logos)
        named = Named(
            self._titles,
            linked if isinstance(linked, str) else None,
            [h for h in self._headings if not h.leads_home],
            [name for name in site if name],
        )
        return headline(named)

    @cached_property
    def published(self) -> dt.date | None:
        """The day of publication: the first that the page states and that is one."""
        said = (*self._linked("datePublished"), *self._meta_days(), *self._microdays())
        day = first_day(said, self._tree.xpath("//time/@datetime"), self.url)
        if day:
            return day
        found = find_date(self._tree, original_date=True, extensive_search=False)
        day = first_day((found,)) if found else None
        return None if day in self._other_days else day

    @cached_property
    def author(self) -> str | None:
        """Who wrote it, as the page has the name, without "By": a person rather than the paper."""
        for found in self._authors():
            people = [name for name in found if not self._is_paper(name)]
            if people:
                return listed(dict.fromkeys(people))
        return next((listed(dict.fromkeys(found)) for found in self._authors() if found), None)

    def _authors(self) -> Iterator[list[str]]:
        """The names of authors in each way in which the page says them, the surest first."""
        yield names_of(resolved(self._items, self._article.get("author")))
        for name in _AUTHOR_NAMES:
            yield [x for said in self._meta.get(name, ()) if (x := name_in(said))]
        for path in _BYLINES:
            shown = [name_in(_shown(element)) for element in self._tree.xpath(path)[:3]]
            yield [name for name in shown if name][:1]
        people = [i.said for i in self._items if i.own and i.said.get("@type") == "Person"]
        yield names_of(people[0]) if len(people) == 1 else []
        creator = self._first("twitter:creator") or "@"
        yield [] if "@" in creator else names_of(creator)

    def _is_paper(self, name: str) -> bool:
        return folded(name) == folded(self.publisher or "")

    def shown(self, names: str | None) -> str | None:
        """Names that were found in the page's words, as the page has them: "Logan C Ritchie" may be
        "Logan C. Ritchie" there. None where it has not.
        """
        found = []
        for name in (names or "").split(";"):
            parts = [re.escape(part) for part in name.split()]
            here = re.search(r"\W{1,2}".join(parts), self._text, re.IGNORECASE) if parts else None
            found += [tidy] if here and (tidy := name_in(here[0])) else []
        return listed(found) or None

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
        days = (first_day((str(said.get("datePublished", "")),)) for said in others)
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
            Heading(
                _shown(element), int(element.tag[1]), _in_article(element), _leads_home(element)
            )
            for element in self._tree.xpath("//h1 | //h2")
        ]
        return sorted((h for h in found if h.words), key=lambda h: h.level)

    def _first(self, name: str) -> str | None:
        return next(iter(self._meta.get(name, ())), None)


def _in_article(element: HtmlElement) -> bool:
    above = {one.tag for one in element.iterancestors()}
    return bool(above & {"article", "main"}) and not above & {"aside", "nav", "footer"}


def _leads_home(element: HtmlElement) -> bool:
    """Whether a heading is the name of the site, with the way to its first page."""
    link = next(
        (a.get("href") or "" for a in (*element.iterancestors("a"), *element.iter("a"))), ""
    )
    return bool(re.fullmatch(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?", link)) and bool(link)


def _plain(said: str) -> str:
    return " ".join(said.split())


def _shown(element: HtmlElement) -> str:
    return _plain(" ".join(element.itertext()))


def _host(url: str | None) -> str:
    return "".join(folded(urlsplit(url).hostname or "")) if url else ""
