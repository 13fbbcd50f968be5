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
from onrecord.kept import bundled
from onrecord.model import (
    Annotations,
    Cast,
    ComparedAs,
    Content,
    DayAs,
    FactsAs,
    FigureAs,
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
    return content, annotations, cast


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
    before = files(compose(*corrected()))
    for i, (way, other) in enumerate(changed()):
        if i % 9 == 0:
            for key, made in files(other).items():
                assert before.get(key, made) == made, f"{[*made]} show {way}"


def files(site: Site) -> dict[str, dict[str, str]]:
    """The files of each key."""
    return {b.key: {p.path: p.text() for p in b.pieces()} for b in bundled(pieces(site)) if b.key}
