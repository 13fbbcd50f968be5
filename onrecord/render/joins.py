"""The tables that the others are joined by: sources, briefings, mentions, days, comparisons."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.compose.addresses import article_of
from onrecord.compose.parts import part_path
from onrecord.interchange import JSON
from onrecord.model import Annotations, Span
from onrecord.pages import Site, SourcePage
from onrecord.render.standards import address


def briefing_id(page: SourcePage) -> str | None:
    briefing = page.item.briefing
    return stem(briefing.href) if briefing else None


def stem(href: str) -> str:
    return href.rsplit("/", 1)[-1].removesuffix(".html")


def sources(site: Site) -> Iterable[JSON]:
    for page in site.sources:
        item = page.item
        yield {
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
            "url": address(site, page.head.path),
        }


def briefings(site: Site) -> Iterable[JSON]:
    for item in site.briefing_items:
        yield {
            "id": stem(item.href),
            "title": item.title,
            "date": item.date and item.date.isoformat(),
            "tags": list(item.tags),
            "sources": item.sources,
            "actors": item.actors,
            "quotes": item.quotes,
            "reported": item.reported,
            "figures": item.figures,
            "url": address(site, item.href),
        }


def mentions(site: Site) -> Iterable[JSON]:
    for page, found in zip(site.sources, _found(site), strict=True):
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
                    "url": address(site, f"{path}#{mark.id}"),
                }


def times(site: Site) -> Iterable[JSON]:
    for page, found in zip(site.sources, _found(site), strict=True):
        blocks = sorted((b.start, b.id, b.part) for b in page.blocks)
        for i, time in enumerate(found.times):
            at = max((b for b in blocks if b[0] <= time.span.start), default=(0, "", 0))
            yield {
                "id": f"{page.article}#t{i}",
                "source_id": page.article,
                "words": time.span.of(page.text),
                "start": time.start.isoformat(),
                "end": time.end.isoformat(),
                "url": address(site, f"{part_path(page.article, at[2])}#{at[1]}"),
            }


def _found(site: Site) -> Iterable[Annotations]:
    """The annotations in the order of the pages of the sources."""
    by_article = dict(zip((a.id for a in site.articles), site.annotations, strict=True))
    return (by_article[page.article] for page in site.sources)


def comparisons(site: Site) -> Iterable[JSON]:
    """A row for each figure of a comparison; those of one have the same id."""
    for item in (i for p in site.figure_index if not p.of for i in p.side_by_side):
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
                "url": address(site, figure.place.href),
            }


def _id(href: str) -> str:
    """sources/strike/courier.html#f-40-ferries → strike/courier#f-40-ferries, as tables have it."""
    return f"{article_of(href)}#{href.partition('#')[2]}"
