"""HTML: trafilatura finds the article in a page; of the page's markup nothing but its structure is
kept.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import trafilatura
from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import DEFAULT_CONFIG, Document

from onrecord.model import Problem
from onrecord.read.readers.builder import TextBuilder
from onrecord.read.readers.draft import Draft, Facts
from onrecord.written import calendar_day, is_web_address

# Where pages say when they were published; the text is never searched for a day that might be it.
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
# Words that are neither a link nor furniture: a page without any has no article.
_OTHERS = ("a", "nav", "footer", "aside", "head", "title", "script", "style", "noscript", "button")
_PROSE = (
    f"//text()[normalize-space() and not({' or '.join(f'ancestor::{tag}' for tag in _OTHERS)})]"
)
logging.getLogger("trafilatura").addHandler(
    logging.NullHandler()
)  # what matters of it is said as a Problem
_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"  # a brief of two sentences keeps its structure too


def read_html(text: str, file: str, problems: list[Problem]) -> Draft:
    """The article of a page and what the page says about it in `<meta>` and JSON-LD."""
    try:
        tree = document_fromstring(text.encode("utf-8"), parser=HTMLParser(encoding="utf-8"))
    except LxmlError:  # nothing in it
        return Draft("")
    if not tree.xpath(
        _PROSE
    ):  # nothing but ways to other pages, for which trafilatura would settle
        return Draft("")
    published = _published(tree)
    page = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, config=_CONFIG
    )
    if not isinstance(page, Document) or page.body is None:
        return Draft("")
    built = TextBuilder()
    _add_children(built, page.body)
    words, blocks = built.done()
    url = page.url if page.url and is_web_address(page.url) else None
    return Draft(words, blocks, Facts(page.title, published, page.sitename, page.author, url))


def _add_children(built: TextBuilder, parent: HtmlElement) -> None:
    """Add every block under an element of trafilatura's tree, and loose words between them as
    paragraphs.
    """
    loose = [parent.text or ""]
    for child in parent:
        if child.tag in ("head", "p", "item", "row", "code", "quote", "list", "table"):
            built.add("".join(loose))
            loose = []
            _add(built, child)
        else:
            loose.append(_words(child))
        loose.append(child.tail or "")
    built.add("".join(loose))


def _add(built: TextBuilder, element: HtmlElement) -> None:
    if element.tag == "head":
        level = element.get("rend", "")[1:]
        built.heading(_words(element), int(level) if level in set("123456") else 2)
    elif element.tag == "row":
        built.add(" | ".join(_words(cell) for cell in element))
    elif element.tag in ("p", "code"):
        built.add(_words(element))
    else:
        _add_children(built, element)


def _words(element: HtmlElement) -> str:
    """All words inside an element, with its line breaks."""
    words = [element.text or ""]
    for child in element:
        words += ["\n" if child.tag == "lb" else _words(child), child.tail or ""]
    return "".join(words)


def _published(tree: HtmlElement) -> dt.date | None:
    """The day of publication: the first that the page states and that is one."""
    for words in (*_linked_days(tree), *_meta_days(tree)):
        try:
            return calendar_day(words.strip())
        except ValueError:
            continue
    return None


def _linked_days(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            yield from _values(json.loads(script.text or ""), "datePublished")
        except (ValueError, RecursionError):
            continue  # a page's own mistake


def _values(data: Any, key: str) -> Iterator[str]:
    """Every text that stands under a key, however deep."""
    if isinstance(data, dict):
        if isinstance(data.get(key), str):
            yield data[key]
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from _values(item, key)


def _meta_days(tree: HtmlElement) -> Iterator[str]:
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        said.setdefault(name.lower(), meta.get("content") or "")
    yield from (said[name] for name in _DAY_NAMES if name in said)
