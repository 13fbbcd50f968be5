"""Annotations and Cast → the JSON of `annotate` and of the site's `data/`."""

from __future__ import annotations

from typing import Any

from onrecord.model import (
    Annotations,
    Article,
    Cast,
    FigureRef,
    MentionRef,
    QuoteRef,
    Ruling,
    Span,
)

SCHEMA = "onrecord/annotations/1"
JSON = dict[str, Any]


def facts_json(article: Article) -> JSON:
    """What a source states of itself; null where it does not."""
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "author": article.author,
        "publisher": article.publisher,
        "url": article.url,
    }


def annotations_json(article: Article, found: Annotations, cast: Cast) -> JSON:
    """One article's annotations as other programs read them."""

    def actor(index: int | None) -> str | None:
        return None if index is None else cast.actor_of.get(MentionRef(article.id, index))

    def said(ref: QuoteRef | FigureRef, index: int | None) -> str | None:
        return cast.said_by[ref] if ref in cast.said_by else actor(index)

    furniture = [{**_span(b.span), "kind": "heading" if b.kind == "title" else b.kind}
                 for b in found.blocks if b.kind != "paragraph"]  # fmt: skip
    furniture += [{**_span(s), "kind": "dateline"} for s in found.datelines]
    here = dict.fromkeys(a for a in map(actor, range(len(found.mentions))) if a)
    return {
        "schema": SCHEMA,
        "id": article.id,
        "text": article.text,
        "furniture": sorted(furniture, key=lambda f: (f["start"], f["end"])),
        "mentions": [
            {
                **_span(m.span),
                "kind": m.kind,
                "form": m.form,
                "actor": actor(i),
                **_decided(m.decided),
            }
            for i, m in enumerate(found.mentions)
        ],
        "actors": [
            {
                "id": a.id,
                "name": a.name,
                "kind": a.kind,
                "aliases": list(a.aliases),
                "roles": list(dict.fromkeys(r.words for r in a.roles if r.article == article.id)),
            }
            for a in (cast.actors[i] for i in here)
        ],
        "quotes": [
            {
                **_span(q.span),
                "kind": q.kind,
                "speaker": q.speaker and _span(q.speaker),
                "cue": q.cue and _span(q.cue),
                "actor": said(QuoteRef(article.id, i), q.mention),
                "how": q.how,
                "confidence": q.confidence,
                **_decided(q.decided),
            }
            for i, q in enumerate(found.quotes)
        ],
        "figures": [
            {
                **_span(f.span),
                "low": _plain(f.low),
                "high": _plain(f.high),
                "unit": f.unit,
                "change": f.change,
                "bound": f.bound,
                "what": _spans(f.what),
                "how": f.how,
                "bearer": _spans(f.bearer),
                "predicate": f.predicate and _span(f.predicate),
                "voice": f.voice,
                "standing": f.standing,
                "part_of": f.part_of,
                "source": f.source and _span(f.source),
                "actor": said(FigureRef(article.id, i), f.mention),
                **_decided(f.decided),
            }
            for i, f in enumerate(found.figures)
        ],
    }


def decision_json(ruling: Ruling) -> JSON:
    """Who decided, when and why; null where that is not written."""
    day = ruling.date.isoformat() if ruling.date else None
    return {"by": ruling.by, "date": day, "why": ruling.why}


def _decided(ruling: Ruling | None) -> JSON:
    """A field of what an editor decided; nothing of what was found."""
    return {} if ruling is None else {"decided": decision_json(ruling)}


def _span(span: Span) -> JSON:
    return {"start": span.start, "end": span.end}


def _plain(number: float) -> int | float:
    """A whole number without a decimal point."""
    return int(number) if float(number).is_integer() else number


def _spans(spans: tuple[Span, ...]) -> JSON | list[JSON] | None:
    if not spans:
        return None
    return _span(spans[0]) if len(spans) == 1 else [_span(s) for s in spans]
