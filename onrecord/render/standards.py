"""What other programs read: W3C Web Annotations of a source, JSON-LD (schema.org) of a page."""

from __future__ import annotations

import json
from collections.abc import Iterable

from onrecord.interchange import JSON
from onrecord.model import Kind
from onrecord.pages import (
    ActorLink,
    ActorPage,
    BriefingPage,
    HomePage,
    MarginNote,
    Mark,
    QuoteItem,
    Site,
    SourceItem,
    SourcePage,
)
from onrecord.render.markup import clean

_AROUND = 32  # characters before and after the exact words (Web Annotation Data Model, 4.2.4)
_MOST_MENTIONED = 30  # actors that JSON-LD names on one page
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
    notes = {n.mark: n for block in page.blocks for n in block.notes}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address(site, f"data/web-annotations/{page.article}.json"),
        "type": "AnnotationPage",
        "items": [
            _annotation(page, site, mark, block.start, notes.get(mark.id))
            for block in page.blocks
            for mark in block.words.marks
            if mark.id
        ],
    }


def _annotation(
    page: SourcePage, site: Site, mark: Mark, offset: int, note: MarginNote | None
) -> JSON:
    start, end = offset + mark.span.start, offset + mark.span.end
    return {
        "id": address(site, f"{page.head.path}#{mark.id}"),
        "type": "Annotation",
        "motivation": "identifying" if mark.kind == "actor" else "describing",
        "body": _body(site, mark, note),
        "target": {
            "source": page.item.url or address(site, page.head.path),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": page.text[start:end],
                    "prefix": page.text[max(0, start - _AROUND) : start],
                    "suffix": page.text[end : end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }


def _body(site: Site, mark: Mark, note: MarginNote | None) -> JSON:
    if mark.kind == "actor":
        return {
            "type": "SpecificResource",
            "source": address(site, f"actors/{(mark.href or '').removeprefix('#card-')}.html"),
        }
    words: str = mark.kind
    if note and note.quote:
        quote = note.quote
        who = quote.speaker.name if quote.speaker else quote.speaker_words
        words = f"{quote.kind} quote, {who or 'nobody named'}{' ' + quote.cue if quote.cue else ''}"
    elif note and note.figure:
        words = f"figure, {note.figure.value} {note.figure.what}".strip()
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
            "isBasedOn": [_work(s) for s in page.sources],
            "mentions": [_thing(site, a.actor) for a in page.item.main_actors],
        }
    )


def _source(page: SourcePage, site: Site) -> JSON:
    quotes: Iterable[QuoteItem] = (n.quote for b in page.blocks for n in b.notes if n.quote)
    return _known(
        {
            **_work(page.item),
            "description": page.head.description,
            "wordCount": page.item.words,
            "mentions": [_thing(site, c.count.actor) for c in page.cards[:_MOST_MENTIONED]],
            "hasPart": [_quotation(site, q) for q in quotes if q.kind != "indirect"],
        }
    )


def _profile(page: ActorPage, site: Site) -> JSON:
    thing = _thing(site, page.actor)
    thing["alternateName"] = [name for name, _ in page.names if name != page.actor.name]
    return {"@type": "ProfilePage", "name": page.actor.name, "mainEntity": _known(thing)}


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
