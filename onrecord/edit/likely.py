"""What an editor most likely chooses: actors, things that are counted, units, wholes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.compose.corpus import Source
from onrecord.model import Cast, Figure, MentionRef, Span

Phrases = Callable[[Source, Span, Span], tuple[Span, ...]]
"""The noun phrases of a sentence of a source, those nearest to a number first."""

# characters by which an actor of a kind is further away from a quotation than it stands
_FURTHER, _FURTHEST = {"person": 0, "organization": 600}, 3000
_UNITS = ("count", "percent")  # what a number can always be of
_MOST = 6  # of each


@dataclass(frozen=True, slots=True)
class Choice:
    """An actor to choose: its id, the name that means it, and its other words here."""

    id: str
    name: str
    hint: str


def actors(cast: Cast, source: Source, span: Span) -> Iterator[Choice]:
    """The actors of an article by likelihood: named nearest before the words first."""
    seen: dict[str, list[Span]] = {}
    for i, mention in enumerate(source.found.mentions):
        id_ = cast.actor_of.get(MentionRef(source.article.id, i))
        if id_ is not None:
            seen.setdefault(id_, []).append(mention.span)

    def rank(id_: str) -> tuple[int, str]:
        before = [span.start - s.end for s in seen[id_] if s.end <= span.start]
        behind = [s.start - span.end for s in seen[id_] if s.start >= span.end]
        away = min([*before, *(2 * d for d in behind)], default=0)
        return away + _FURTHER.get(cast.actors[id_].kind, _FURTHEST), id_

    for id_ in sorted(seen, key=rank):
        name = cast.actors[id_].name
        words = dict.fromkeys(s.on_one_line(source.text) for s in seen[id_])
        hint = ", ".join([w for w in words if w != name][:2])
        yield Choice(id_, _unique(cast, id_, name), hint)


def _unique(cast: Cast, id_: str, name: str) -> str:
    """The name of an actor, or its address where others have that name too."""
    same = sum(a.name == name for a in cast.actors.values())
    return name if same == 1 else id_


def of_figure(cast: Cast, source: Source, span: Span, phrases: Phrases) -> dict[str, list[str]]:
    """For the fields of a figure what they most likely hold, the likeliest first."""
    here = next((f for f in source.found.figures if f.span.overlaps(span)), None)
    number = here.number if here is not None else span
    around = source.sentence(number)
    text = source.text
    things = [s.on_one_line(text) for s in phrases(source, around, number)]
    now = {s.on_one_line(text) for s in here.what} if here is not None else set()
    who = [m.span.on_one_line(text) for m in source.found.mentions
           if m.form == "name" and around.contains(m.span)]  # fmt: skip
    return {
        "what": [t for t in things if t not in now][:_MOST],
        "bearer": _some([*who, *things]),
        "part of": _some([f.number.on_one_line(text) for f in _near(source, around, here)]),
        "unit": _some(
            [u for u in (*_UNITS, *_units(source, number)) if here is None or u != here.unit]
        ),
        "says": [choice.name for choice in actors(cast, source, span)][:_MOST],
    }


def _near(source: Source, around: Span, here: Figure | None) -> list[Figure]:
    """The other figures of a sentence and of the paragraph that it stands in."""
    block = source.block(around)
    within = block.span if block is not None else around
    found = [f for f in source.found.figures if f is not here and within.contains(f.span)]
    return sorted(found, key=lambda f: not around.contains(f.span))


def _units(source: Source, number: Span) -> list[str]:
    """The units of an article's figures, the nearest first."""
    near = sorted(source.found.figures, key=lambda f: abs(f.number.start - number.start))
    return [f.unit for f in near]


def _some(words: list[str]) -> list[str]:
    return list(dict.fromkeys(words))[:_MOST]
