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
    FigureRef,
    Form,
    Kind,
    MentionRef,
    Quote,
    QuoteKind,
    QuoteRef,
    Ruling,
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


class Decision(TypedDict):
    """By whom something was decided, when and why; null where that is not written."""

    by: str | None
    date: str | None
    why: str | None


class Decided(TypedDict):
    """A field of what an editor decided; nothing of what was found."""

    decided: NotRequired[Decision]


class Furniture(Place):
    """What is not the article's prose."""

    kind: Literal["chrome", "caption", "credit", "byline", "dateline", "heading"]


class MentionOut(Place, Decided):
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


class QuoteOut(Place, Decided):
    """Somebody's words."""

    kind: QuoteKind
    speaker: Place | None
    cue: Place | None
    actor: str | None
    how: str
    confidence: Confidence


class FigureOut(Place, Decided):
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


def actors_json(article: Article, found: Annotations, cast: Cast) -> list[ActorOut]:
    """The actors whom one article mentions, in the order of their first mentions; of their roles
    those that it gives.
    """
    return [
        {
            "id": a.id,
            "name": a.name,
            "kind": a.kind,
            "aliases": list(a.aliases),
            "roles": list(dict.fromkeys(r.words for r in a.roles if r.article == article.id)),
        }
        for a in (cast.actors[i] for i in dict.fromkeys(_meant(article, found, cast)) if i)
    ]


def _meant(article: Article, found: Annotations, cast: Cast) -> list[str | None]:
    """The actor of each mention."""
    return [cast.actor_of.get(MentionRef(article.id, i)) for i in range(len(found.mentions))]


def annotations_json(article: Article, found: Annotations, cast: Cast) -> Annotated:
    """One article's annotations as other programs read them."""
    actors = _meant(article, found, cast)

    def said(ref: QuoteRef | FigureRef, index: int | None) -> str | None:
        """Who says it: as an editor decided, who may say nobody, or as we read it."""
        if ref in cast.said_by:
            return cast.said_by[ref]
        return None if index is None else actors[index]

    return {
        "schema": SCHEMA,
        "id": article.id,
        "text": article.text,
        "furniture": _furniture(found),
        "mentions": [
            {
                **_place(m.span),
                "kind": m.kind,
                "form": m.form,
                "actor": actor,
                **_decided(m.decided),
            }
            for m, actor in zip(found.mentions, actors, strict=True)
        ],
        "actors": actors_json(article, found, cast),
        "quotes": [
            _quote(q, said(QuoteRef(article.id, i), q.mention)) for i, q in enumerate(found.quotes)
        ],
        "figures": [
            _figure(f, said(FigureRef(article.id, i), f.mention))
            for i, f in enumerate(found.figures)
        ],
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
        **_decided(q.decided),
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
        **_decided(f.decided),
    }


def decision_json(ruling: Ruling) -> Decision:
    day = ruling.date.isoformat() if ruling.date else None
    return {"by": ruling.by, "date": day, "why": ruling.why}


def _decided(ruling: Ruling | None) -> Decided:
    return {} if ruling is None else {"decided": decision_json(ruling)}


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
