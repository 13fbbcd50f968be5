"""Feeds of the site and its tags, in Atom (RFC 4287) and JSON Feed 1.1, and of each actor who is
quoted, in Atom, which every reader of feeds takes: of these there are thousands.

An entry is a briefing, in an actor's feed a quotation. Without a published address of the site,
links are relative and ids still unique: they are UUIDs made from the site's address or name and the
path (RFC 4122, version 5). Dates come from the content, so that the same content gives the same
bytes; what has no date has that of the newest, or the start of the epoch.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from onrecord.compose.keys import page_key
from onrecord.compose.wording import count, said
from onrecord.kept import Bundle, Piece, as_it_is, digest
from onrecord.pages import ActorPage, BriefingItem, Later, QuoteItem, Site
from onrecord.render.markup import clean

_EPOCH = dt.date(1970, 1, 1)
_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 50  # entries of one feed


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    title: str
    text: str
    date: dt.date | None
    author: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    path: str  # of the Atom form
    page: str
    title: str
    entries: tuple[Entry, ...]
    both: bool = True  # the JSON form stands beside it


def feeds(site: Site) -> Iterator[Bundle]:
    """Every feed in its forms."""
    for feed in _feeds(site):
        yield Bundle(partial(_forms, feed, site), digest("feed", feed))
    for profile, later in zip(site.profiles, site.actors.later, strict=True):
        if profile.quotes:
            yield Bundle(partial(_of_actor, later, site), page_key("feed", of=[later.key]))


def _forms(feed: Feed, site: Site) -> Iterator[Piece]:
    newest = max((e.date for e in feed.entries if e.date), default=_EPOCH)
    yield as_it_is(feed.path, atom(feed, site, newest))
    if feed.both:
        yield as_it_is(feed.path.removesuffix(".xml") + ".json", json_feed(feed, site, newest))


def _of_actor(later: Later[ActorPage], site: Site) -> Iterator[Piece]:
    page = later.page
    title = f"{page.actor.name} | {site.settings.name}"
    return _forms(Feed(page.feed, page.head.path, title, tuple(_said(page)), both=False), site)


def _feeds(site: Site) -> Iterable[Feed]:
    briefings = [_briefing(b, site.settings.name) for b in site.briefing_items]
    yield Feed("feed.xml", "index.html", site.settings.name, tuple(briefings[:_MOST]))
    for tag in (t for t in site.time_index if t.feed):
        here = [
            b for b in site.briefing_items if tag.head.path in [link.href for link in b.tag_links]
        ]
        entries = tuple(_briefing(item, site.settings.name) for item in here[:_MOST])
        yield Feed(tag.feed, tag.head.path, f"{tag.head.title} | {site.settings.name}", entries)


def _briefing(item: BriefingItem, author: str) -> Entry:
    words = item.standfirst or item.title
    quotes = said(item.quotes, item.reported) or "no quotes"
    found = f"{quotes}, {count(item.figures, 'figure')}, {count(item.sources, 'source')}."
    return Entry(item.href, item.title, f"{words} {found}", item.date, author, item.tags)


def _said(page: ActorPage) -> list[Entry]:
    newest = sorted(page.quotes, key=lambda q: -(q.said_on or _EPOCH).toordinal())
    return [_quote(q, page.actor.name) for q in newest[:_MOST]]


def _quote(quote: QuoteItem, author: str) -> Entry:
    words = quote.words
    title = words if len(words) <= 100 else words[:97].rsplit(" ", 1)[0] + " …"
    return Entry(
        quote.place.href, f"{author}: “{title}”", quote.sentence.text, quote.said_on, author
    )


def atom(feed: Feed, site: Site, newest: dt.date) -> str:
    base = site.settings.url or ""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": site.settings.language})
    _text(root, "id", _id(site, feed.path))
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(newest))
    SubElement(SubElement(root, "author"), "name").text = site.settings.name
    SubElement(
        root,
        "link",
        {"rel": "self", "type": "application/atom+xml", "href": _to(feed, feed.path, base)},
    )
    SubElement(
        root, "link", {"rel": "alternate", "type": "text/html", "href": _to(feed, feed.page, base)}
    )
    for entry in feed.entries:
        node = SubElement(root, "entry")
        _text(node, "id", _id(site, entry.path))
        _text(node, "title", entry.title)
        _text(node, "updated", _moment(entry.date or newest))
        SubElement(SubElement(node, "author"), "name").text = clean(entry.author)
        SubElement(
            node,
            "link",
            {"rel": "alternate", "type": "text/html", "href": _to(feed, entry.path, base)},
        )
        _text(node, "published", _moment(entry.date or newest))
        for tag in entry.tags:
            SubElement(node, "category", {"term": clean(tag)})
        _text(node, "summary", entry.text)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def json_feed(feed: Feed, site: Site, newest: dt.date) -> str:
    base = site.settings.url or ""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(feed.title),
        "home_page_url": _to(feed, feed.page, base),
        "feed_url": _to(feed, feed.path.removesuffix(".xml") + ".json", base),
        "language": site.settings.language,
        "items": [
            {
                "id": _id(site, entry.path),
                "url": _to(feed, entry.path, base),
                "title": clean(entry.title),
                "content_text": clean(entry.text),
                "date_published": _moment(entry.date or newest),
                "authors": [{"name": clean(entry.author)}],
                **({"tags": [clean(tag) for tag in entry.tags]} if entry.tags else {}),
            }
            for entry in feed.entries
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _text(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = clean(words)


def _to(feed: Feed, path: str, base: str) -> str:
    """Absolute where the site's address is known, else relative to the feed."""
    return base + path if base else "../" * feed.path.count("/") + path


def _id(site: Site, path: str) -> str:
    return f"urn:uuid:{uuid5(uuid5(NAMESPACE_URL, site.settings.url or site.settings.name), path)}"


def _moment(day: dt.date) -> str:
    """RFC 3339, the day's first moment in UTC."""
    return f"{day.isoformat()}T00:00:00Z"
