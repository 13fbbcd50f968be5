"""Annotations and Cast → the JSON of `annotate` and of the site's `data/`, field by field.

The types are the format, `onrecord/annotations/1`: docs/data.md tells what the fields mean. Fields
may be added; none changes its meaning while the schema's name stays.
"""

from __future__ import annotations

from typing import Any, Final, Literal, NotRequired, TypedDict

from onrecord.model import (
    Annotations,
    Article,
    Bound,
    Cast,
    Change,
    Confidence,
    Figure,
    Form,
    Kind,
    MentionRef,
    Quote,
    QuoteKind,
    Span,
    Standing,
    Voice,
)

SCHEMA: Final = "onrecord/annotations/1"
JSON = dict[str, Any]


class Place(TypedDict):
    """A stretch of the text: Unicode code points, half-open."""

    start: int
    end: int


class Furniture(Place):
    """What is not the article's prose."""

    kind: Literal["chrome", "caption", "credit", "byline", "dateline", "heading"]


class MentionOut(Place):
    """A name, or what stands for one."""

    kind: Kind
    form: Form
    actor: str | None  # an id of `actors`


class ActorOut(TypedDict):
    """Somebody or something that the article names."""

    id: str
    name: str
    kind: Kind
    aliases: list[str]
    roles: list[str]


class QuoteOut(Place):
    """Somebody's words."""

    kind: QuoteKind
    speaker: Place | None
    cue: Place | None
    actor: str | None
    how: str
    confidence: Confidence


class FigureOut(Place):
    """A number that counts or measures something."""

    low: float
    high: float
    unit: str
    change: Change
    bound: Bound
    what: Place | list[Place] | None
    how: str
    bearer: Place | list[Place] | None
    predicate: Place | None
    voice: Voice
    standing: Standing
    part_of: int | None  # an index of `figures`
    source: Place | None
    actor: str | None


class Annotated(TypedDict):
    """One article with what was found in it; what it states of itself, if it is a source file."""

    schema: Literal["onrecord/annotations/1"]
    id: str
    text: str
    furniture: list[Furniture]
    mentions: list[MentionOut]
    actors: list[ActorOut]
    quotes: list[QuoteOut]
    figures: list[FigureOut]
    title: NotRequired[str | None]
    published: NotRequired[str | None]
    author: NotRequired[str | None]
    publisher: NotRequired[str | None]
    url: NotRequired[str | None]


def facts_json(article: Article) -> JSON:
    """What a source states of itself; null where it does not."""
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "author": article.author,
        "publisher": article.publisher,
        "url": article.url,
    }


def annotations_json(article: Article, found: Annotations, cast: Cast) -> Annotated:
    """One article's annotations as other programs read them."""
    actors = [
        cast.actor_of.get(MentionRef(article.id, index)) for index in range(len(found.mentions))
    ]

    def actor(index: int | None) -> str | None:
        return None if index is None else actors[index]

    return {
        "schema": SCHEMA,
        "id": article.id,
        "text": article.text,
        "furniture": _furniture(found),
        "mentions": [
            {**_place(m.span), "kind": m.kind, "form": m.form, "actor": actor(i)}
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
            for a in (cast.actors[i] for i in dict.fromkeys(actors) if i)
        ],
        "quotes": [_quote(q, actor(q.mention)) for q in found.quotes],
        "figures": [_figure(f, actor(f.mention)) for f in found.figures],
    }


def _furniture(found: Annotations) -> list[Furniture]:
    listed: list[Furniture] = [{**_place(s), "kind": "dateline"} for s in found.datelines]
    for block in found.blocks:
        if block.kind != "paragraph":
            kind = "heading" if block.kind == "title" else block.kind
            listed.append({**_place(block.span), "kind": kind})
    return sorted(listed, key=lambda f: (f["start"], f["end"]))


def _quote(q: Quote, actor: str | None) -> QuoteOut:
    return {
        **_place(q.span),
        "kind": q.kind,
        "speaker": _maybe(q.speaker),
        "cue": _maybe(q.cue),
        "actor": actor,
        "how": q.how,
        "confidence": q.confidence,
    }


def _figure(f: Figure, actor: str | None) -> FigureOut:
    return {
        **_place(f.span),
        "low": _plain(f.low),
        "high": _plain(f.high),
        "unit": f.unit,
        "change": f.change,
        "bound": f.bound,
        "what": _places(f.what),
        "how": f.how,
        "bearer": _places(f.bearer),
        "predicate": _maybe(f.predicate),
        "voice": f.voice,
        "standing": f.standing,
        "part_of": f.part_of,
        "source": _maybe(f.source),
        "actor": actor,
    }


def _place(span: Span) -> Place:
    return {"start": span.start, "end": span.end}


def _maybe(span: Span | None) -> Place | None:
    return None if span is None else _place(span)


def _plain(number: float) -> int | float:
    """A whole number without a decimal point."""
    return int(number) if float(number).is_integer() else number


def _places(spans: tuple[Span, ...]) -> Place | list[Place] | None:
    if not spans:
        return None
    return _place(spans[0]) if len(spans) == 1 else [_place(s) for s in spans]
