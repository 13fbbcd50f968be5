"""What other programs read: W3C Web Annotations of a source, JSON-LD (schema.org) of a page."""

from __future__ import annotations

import json
import re

from onrecord.compose.parts import part_path
from onrecord.interchange import JSON
from onrecord.model import Kind
from onrecord.pages import (
    ActorLink,
    ActorPage,
    BriefingPage,
    FigureItem,
    HomePage,
    Mark,
    QuoteItem,
    Site,
    SourceItem,
    SourcePage,
    TextBlock,
)
from onrecord.render.markup import clean

_AROUND = 32  # characters before and after the exact words (Web Annotation Data Model, 4.2.4)
_MOST_MENTIONED, _MOST_QUOTED = 20, 8  # actors, quotations that JSON-LD has of one page
_BLANKS = re.compile(r"\s+")
_TYPES: dict[Kind, str] = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "group": "Thing",
    "other": "Thing",
}


def address(site: Site, path: str) -> str:
    """Absolute where the site's address is known, else from the site's root."""
    return (site.settings.url or "") + path


# ---- Web Annotation --------------------------------------------------------------------------


def web_annotations(page: SourcePage, site: Site) -> JSON:
    """The marks of a source as an AnnotationPage: each by its exact words and by its position in
    the text.
    """
    items: dict[str | None, QuoteItem | FigureItem] = {
        quote.id: quote for block in page.blocks for quote in block.quotes
    }
    items |= {figure.id: figure for block in page.blocks for figure in block.figures}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address(site, f"data/web-annotations/{page.article}.json"),
        "type": "AnnotationPage",
        "items": [
            _annotation(page, site, mark, block, items.get(mark.id))
            for block in page.blocks
            for mark in block.words.marks
            if mark.id
        ],
    }


def _annotation(
    page: SourcePage, site: Site, mark: Mark, block: TextBlock, item: QuoteItem | FigureItem | None
) -> JSON:
    """By the exact words, which hold in the publisher's page too; by offsets only where the target
    is our own text. What stands around them ends with their paragraph: of what a page has beyond
    it, nothing is known.
    """
    words, (start, end) = block.words.text, (mark.span.start, mark.span.end)
    quoted = {
        "type": "TextQuoteSelector",
        "exact": _spaced(words[start:end]),
        "prefix": _spaced(words[max(0, start - _AROUND) : start]),
        "suffix": _spaced(words[end : end + _AROUND]),
    }
    at = {
        "type": "TextPositionSelector",
        "start": block.start + start,
        "end": block.start + end,
    }
    return {
        "id": address(site, f"{part_path(page.article, block.part)}#{mark.id}"),
        "type": "Annotation",
        "motivation": "identifying" if mark.kind == "actor" else "describing",
        "body": _body(site, mark, item),
        "target": [
            {"source": page.item.url or address(site, page.head.path), "selector": quoted},
            {"source": address(site, page.data), "selector": at},
        ],
    }


def _spaced(words: str) -> str:
    """With single blanks, as a browser shows them."""
    return _BLANKS.sub(" ", words)


def _body(site: Site, mark: Mark, item: QuoteItem | FigureItem | None) -> JSON:
    if mark.kind == "actor":
        return {
            "type": "SpecificResource",
            "source": address(site, f"actors/{mark.actor}.html"),
        }
    words: str = mark.kind
    if isinstance(item, QuoteItem):
        who = item.speaker.name if item.speaker else item.speaker_words
        words = f"{item.kind} quote, said by {who or 'nobody named'}"
    elif isinstance(item, FigureItem):
        low, high = f"{item.low:g}", f"{item.high:g}"
        number = low if low == high else f"{low} to {high}"
        words = f"figure: {number} {item.unit}{', of ' + item.what if item.what else ''}"
    return {"type": "TextualBody", "value": words, "format": "text/plain"}


# ---- JSON-LD ---------------------------------------------------------------------------------


def json_ld(page: object, site: Site) -> str:
    """The page as schema.org has it, in a script element; nothing for the indexes."""
    match page:
        case HomePage():
            thing = {
                "@type": "WebSite",
                "name": site.settings.name,
                "description": site.settings.motto,
            }
        case BriefingPage():
            thing = _briefing(page, site)
        case SourcePage():
            thing = _source(page, site)
        case ActorPage():
            thing = _profile(page, site)
        case _:
            return ""
    words = json.dumps(
        {"@context": "https://schema.org", **thing}, ensure_ascii=False, separators=(",", ":")
    )
    harmless = clean(words).replace("<", "\\u003c")  # no tag can end in it
    return f'<script type="application/ld+json">{harmless}</script>'


def _briefing(page: BriefingPage, site: Site) -> JSON:
    return _known(
        {
            "@type": _written(page.item.invented),
            "headline": page.head.title,
            "description": page.head.description,
            "url": site.settings.url and address(site, page.head.path),
            "datePublished": page.item.date and page.item.date.isoformat(),
            "keywords": list(page.item.tags),
            "publisher": {"@type": "Organization", "name": site.settings.name},
            "isBasedOn": [_work(s) for s in page.shown_sources],
            "mentions": [_thing(site, a.actor) for a in page.item.main_actors],
            "hasPart": [_quotation(site, q) for q in page.strongest],
        }
    )


def _source(page: SourcePage, site: Site) -> JSON:
    """A page about an article: the article is the publisher's."""
    quotes = [q for b in page.blocks for q in b.quotes if q.kind != "indirect"]
    return _known(
        {
            "@type": "WebPage",
            "name": page.head.title,
            "url": site.settings.url and address(site, page.head.path),
            "description": page.head.description,
            "mainEntity": _work(page.item) | {"wordCount": page.item.words},
            "isBasedOn": page.item.url,
            "mentions": [_thing(site, c.count.actor) for c in page.cards[:_MOST_MENTIONED]],
            "hasPart": [_quotation(site, q) for q in quotes[:_MOST_QUOTED]],
        }
    )


def _profile(page: ActorPage, site: Site) -> JSON:
    thing = _thing(site, page.actor)
    thing["alternateName"] = [name for name, _ in page.names if name != page.actor.name]
    said = [_quotation(site, q) for q in page.quotes[:_MOST_QUOTED]]
    profile = {"@type": "ProfilePage", "name": page.actor.name, "mainEntity": _known(thing)}
    return profile | ({"hasPart": said} if said else {})


def _work(source: SourceItem) -> JSON:
    return _known(
        {
            "@type": _written(source.invented),
            "headline": source.title,
            "url": source.url,
            "datePublished": source.published and source.published.isoformat(),
            "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
        }
    )


def _written(invented: bool) -> str:
    """What an example tells is no news."""
    return "CreativeWork" if invented else "NewsArticle"


def _quotation(site: Site, quote: QuoteItem) -> JSON:
    speaks = (
        quote.speaker
        if quote.speaker and quote.speaker.kind in ("person", "organization")
        else None
    )
    return _known(
        {
            "@type": "Quotation",
            "text": " ".join(quote.parts),
            "spokenByCharacter": speaks and _thing(site, speaks),
            "url": site.settings.url and address(site, quote.place.href),
        }
    )


def _thing(site: Site, actor: ActorLink) -> JSON:
    thing = {"@type": _TYPES[actor.kind], "name": actor.name}
    return thing | ({"url": address(site, actor.href)} if site.settings.url else {})


def _known(thing: JSON) -> JSON:
    return {key: value for key, value in thing.items() if value not in (None, "", [])}
