"""Keys of pages: where anything that a page or a file shows is another, its key is another too.

One thing after the other is changed in what pages are made of: each string, number, day and truth
of every article, annotation, actor, briefing and correction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from onrecord.compose import compose
from onrecord.kept import Bundle, bundled
from onrecord.model import (
    Annotations,
    Article,
    Briefing,
    Cast,
    ComparedAs,
    Content,
    DayAs,
    FactsAs,
    FigureAs,
    HeldRole,
    Quote,
    QuoteRef,
    Role,
    Ruling,
    Span,
)
from onrecord.pages import Later, Site
from onrecord.render import pieces
from tests.site.made import corpus

# What other values point at, and what is one of a few words that are known.
_LEFT = set("id article briefing slug sources text index line file form gone".split())
_LEFT |= set("confidence how bound standing voice course change cue_reads marks".split())


def others(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Values with one thing changed, each with the way to it."""
    if is_dataclass(value) and not isinstance(value, Span):
        for field in (f.name for f in fields(value) if f.name not in _LEFT):
            for way, other in others(getattr(value, field), field):
                yield f"{field}.{way}", replace(value, **{field: other})
    elif isinstance(value, tuple) and value and not isinstance(value[0], Span):
        for i, one in enumerate(value):
            for way, other in others(one, name):
                yield f"{i}.{way}", (*value[:i], other, *value[i + 1 :])
    elif isinstance(value, dict):
        for key, one in value.items():
            for way, other in others(one, name):
                yield f"{key}.{way}", {**value, key: other}
    elif (other := _other(value, name)) is not None:
        yield name, other


def _other(value: object, name: str) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, str) and value and name == "kind":
        return {"person": "place", "direct": "partial"}.get(value)
    if isinstance(value, str) and value:
        return f"{value} more"
    if isinstance(value, float):
        return value + 0.25
    if isinstance(value, dt.date):
        return value + dt.timedelta(40)
    return None


def changed() -> Iterator[tuple[str, Site]]:
    content, annotations, cast = corrected()
    for way, other in others(content):
        yield f"content.{way}", compose(other, annotations, cast)
    for way, other in others(tuple(annotations)):
        yield f"annotations.{way}", compose(content, list(other), cast)
    for way, other in others(cast.actors):
        yield f"cast.{way}", compose(content, annotations, replace(cast, actors=other))
    for ref in cast.actor_of:
        rest = {r: id_ for r, id_ in cast.actor_of.items() if r != ref}
        yield f"nobody is {ref}", compose(content, annotations, replace(cast, actor_of=rest))


def corrected() -> tuple[Content, list[Annotations], Cast]:
    content, annotations, cast = corpus()
    one, two = content.articles[:2]
    said: Any = {"words": "", "ruling": Ruling("a.yml", 1, "ines", dt.date(2031, 5, 6), "it was")}
    first, second = (FigureAs(article=a.id, span=Span(5, 9), **said) for a in (one, two))
    corrections = (
        FactsAs(article=one.id, span=Span(0, 0), publisher=one.publisher, **said),
        DayAs(article=one.id, span=Span(0, 4), start=dt.date(2031, 5, 1), **said),
        ComparedAs(article=one.id, span=Span(5, 9), others=(first, second), **said),
    )
    told = (replace(a, author="Ann Reeve", title=a.title or "A title") for a in content.articles)
    briefing = replace(
        content.briefings[0], summary="A strike.", pin=("ferries",), hide=("nothing",)
    )
    content = replace(
        content,
        briefings=(briefing, *content.briefings[1:]),
        articles=tuple(told),
        corrections=corrections,
    )
    return elsewhere(content, annotations, cast)


def elsewhere(
    content: Content, annotations: list[Annotations], cast: Cast
) -> tuple[Content, list[Annotations], Cast]:
    """With what hangs together across sources: an older briefing whose one quote is of somebody not
    named there, a role told where nobody is named, more names than pages show.
    """
    text = "Old boats\n\nThey sail on.\n"
    quay = Article("quay/herald", text, publisher="Herald", author="Ann Reeve", briefing="quay")
    older = Briefing("quay", "Old boats", dt.date(2031, 4, 30), (quay.id,))
    said = Annotations(quay.id, (), (), (), (), (Quote(Span(11, 23), "direct", marks=("", "")),))
    gazette = content.articles[1].id
    tilda, runa = cast.actors["tilda-brask"], cast.actors["runa-halvik"]
    actors = {
        **cast.actors,
        tilda.id: replace(
            tilda,
            held=(HeldRole("reporter of the Courier"),),
            roles=(Role("the reporter", gazette, Span(0, 6)),),
        ),
        runa.id: replace(
            runa,
            aliases=tuple(f"{runa.name} {i}" for i in range(6)),
            roles=(*runa.roles, Role("union leader", gazette, Span(0, 6))),
        ),
    }
    return (
        replace(
            content,
            briefings=(*content.briefings, older),
            articles=(*content.articles, quay),
        ),
        [*annotations, said],
        replace(cast, actors=actors, said_by={QuoteRef(quay.id, 0): tilda.id}),
    )


def laters(site: Site) -> dict[str, Later[Any]]:
    return {p.path: p for p in (*site.sources.later, *site.briefings.later, *site.actors.later)}


def test_what_has_the_same_key_is_the_same() -> None:
    site = compose(*corrected())
    before = {path: later.make() for path, later in laters(site).items()}
    ways = kept = 0
    for way, other in changed():
        ways += 1
        for path, later in laters(other).items():
            if path in before and later.key == laters(site)[path].key:
                kept += 1
                assert later.make() == before[path], f"{path} shows {way}"
    assert ways > 80
    assert kept > ways, "a key that changes with everything is worth nothing"


def test_files_of_the_same_key_are_the_same() -> None:
    before = {b.key: made(b) for b in bundled(pieces(compose(*corrected())))}
    for way, other in changed():
        for bundle in bundled(pieces(other)):
            if bundle.key and bundle.key in before:
                now = made(bundle)
                assert now == before[bundle.key], f"{[*now]} show {way}"


def made(bundle: Bundle) -> dict[str, str]:
    return {piece.path: piece.text() for piece in bundle.pieces()}
