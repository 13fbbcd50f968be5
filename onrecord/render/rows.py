"""The rows of the tables of `data/` (docs/data.md), each made of what it is a row of. `base` is the
address of the site, or "".
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.compose.addresses import article_of
from onrecord.compose.parts import part_path
from onrecord.interchange import JSON
from onrecord.model import Annotations, Span
from onrecord.pages import ActorCount, BriefingItem, Profile, SideBySide, SourcePage


def briefing_id(page: SourcePage) -> str | None:
    briefing = page.item.briefing
    return stem(briefing.href) if briefing else None


def stem(href: str) -> str:
    return href.rsplit("/", 1)[-1].removesuffix(".html")


def source(page: SourcePage, base: str) -> JSON:
    item = page.item
    return {
        "id": page.article,
        "title": item.title,
        "publisher": item.publisher,
        "published": item.published and item.published.isoformat(),
        "original": item.url,
        "words": item.words,
        "quotes": item.quotes,
        "reported": item.reported,
        "figures": item.figures,
        "actors": item.actors,
        "briefing_id": briefing_id(page),
        "url": base + page.head.path,
    }


def briefing(item: BriefingItem, base: str) -> JSON:
    return {
        "id": stem(item.href),
        "title": item.title,
        "date": item.date and item.date.isoformat(),
        "tags": list(item.tags),
        "sources": item.sources,
        "actors": item.actors,
        "quotes": item.quotes,
        "reported": item.reported,
        "figures": item.figures,
        "url": base + item.href,
    }


def mentions(page: SourcePage, found: Annotations, base: str) -> Iterable[JSON]:
    by_span = {m.span: m for m in found.mentions}
    for block in page.blocks:
        path = part_path(page.article, block.part)
        for mark in (m for m in block.words.marks if m.kind == "actor" and m.id):
            span = Span(block.start + mark.span.start, block.start + mark.span.end)
            mention = by_span.get(span)
            yield {
                "id": f"{page.article}#{mark.id}",
                "source_id": page.article,
                "actor": mark.actor,
                "kind": mention and mention.kind,
                "form": mention and mention.form,
                "words": span.of(page.text),
                "start": span.start,
                "end": span.end,
                "url": f"{base}{path}#{mark.id}",
            }


def times(page: SourcePage, found: Annotations, base: str) -> Iterable[JSON]:
    blocks = sorted((b.start, b.id, b.part) for b in page.blocks)
    for i, time in enumerate(found.times):
        at = max((b for b in blocks if b[0] <= time.span.start), default=(0, "", 0))
        yield {
            "id": f"{page.article}#t{i}",
            "source_id": page.article,
            "words": time.span.of(page.text),
            "start": time.start.isoformat(),
            "end": time.end.isoformat(),
            "url": f"{base}{part_path(page.article, at[2])}#{at[1]}",
        }


def comparison(item: SideBySide, base: str) -> Iterable[JSON]:
    """A row for each figure of a comparison; those of one have the same id."""
    first = _id(item.rows[0].figure.place.href)
    for figure in (row.figure for row in item.rows):
        id_ = _id(figure.place.href)
        yield {
            "id": first,
            "what": item.what,
            "outcome": item.outcome,
            "figure_id": id_,
            "source_id": id_.partition("#")[0],
            "words": figure.words,
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit,
            "url": base + figure.place.href,
        }


def _id(href: str) -> str:
    """sources/strike/courier.html#f-40-ferries → strike/courier#f-40-ferries, as tables have it."""
    return f"{article_of(href)}#{href.partition('#')[2]}"


def actor(profile: Profile, base: str) -> JSON:
    return {
        "id": profile.actor.id,
        "name": profile.actor.name,
        "kind": profile.actor.kind,
        "aliases": [name for name, _ in profile.names if name != profile.actor.name],
        "roles": list(dict.fromkeys(profile.roles)),
        "mentions": profile.mentioned,
        "quotes": profile.quotes,
        "reported": profile.reported,
        "url": base + profile.actor.href,
    }


def named(item: ActorCount, base: str) -> JSON:
    """An actor without a profile."""
    return {
        "id": item.actor.id,
        "name": item.actor.name,
        "kind": item.actor.kind,
        "aliases": list(item.aliases),
        "roles": [],
        "mentions": item.mentions,
        "quotes": 0,
        "reported": 0,
        "url": base + item.actor.href,
    }


def quotes(page: SourcePage, base: str) -> Iterable[JSON]:
    for quote in (quote for block in page.blocks for quote in block.quotes):
        yield {
            "id": f"{page.article}#{quote.id}",
            "words": " ".join(quote.parts),
            "kind": quote.kind,
            "speaker": quote.speaker_words,
            "actor": quote.speaker.id if quote.speaker else None,
            "cue": quote.cue,
            "sentence": quote.sentence.text,
            **_where(page, base + quote.place.href),
            "decided": quote.decided or None,
        }


def figures(page: SourcePage, base: str) -> Iterable[JSON]:
    for figure in (figure for block in page.blocks for figure in block.figures):
        yield {
            "id": f"{page.article}#{figure.id}",
            "words": figure.words,
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit,
            "change": figure.change,
            "modifier": figure.modifier,
            "what": figure.what,
            "says": figure.says.name if figure.says else figure.says_words or None,
            "actor": figure.says.id if figure.says else None,
            "part_of": figure.part_of and base + figure.part_of,
            "withdrawn": figure.withdrawn,
            "sentence": figure.sentence.text,
            **_where(page, base + figure.place.href),
            "decided": figure.decided or None,
        }


def _where(page: SourcePage, url: str) -> JSON:
    return {
        "source": page.item.publisher or page.item.title,
        "source_id": page.article,
        "briefing_id": briefing_id(page),
        "published": page.item.published and page.item.published.isoformat(),
        "briefing": page.item.briefing and page.item.briefing.words,
        "url": url,
    }
