"""JSON Schemas of what On Record writes, made from the types that it is written by.

    python -m onrecord.schemas FOLDER

writes one file each (`make schemas`: into docs/schemas/). They allow more fields than they name,
since later versions may add some.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, TypedDict, Union, get_args, get_origin, get_type_hints

from onrecord.interchange import JSON, Annotated
from onrecord.model import Change, Kind, Outcome, QuoteKind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


class ActorRow(TypedDict):
    """One profile."""

    id: str
    name: str
    kind: Kind
    aliases: list[str]
    roles: list[str]
    mentions: int
    quotes: int
    reported: int
    url: str


class Whence(TypedDict):
    """The sentence that something stands in, and where that is."""

    sentence: str
    id: str
    source: str
    source_id: str
    published: str | None
    briefing: str | None
    briefing_id: str | None
    url: str
    decided: str | None


class SourceRow(TypedDict):
    """One source."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    original: str | None
    words: int
    quotes: int
    reported: int
    figures: int
    actors: int
    briefing_id: str | None
    url: str


class BriefingRow(TypedDict):
    """One briefing."""

    id: str
    title: str
    date: str | None
    tags: list[str]
    sources: int
    actors: int
    quotes: int
    reported: int
    figures: int
    url: str


class MentionRow(TypedDict):
    """One mention of an actor, by its offsets into the text of its source."""

    id: str
    source_id: str
    actor: str | None
    kind: Kind | None
    form: Literal["name", "pronoun", "description"] | None
    words: str
    start: int
    end: int
    url: str


class TimeRow(TypedDict):
    """One day, or span of days, that a source names."""

    id: str
    source_id: str
    words: str
    start: str
    end: str
    url: str


class ComparisonRow(TypedDict):
    """One figure of a comparison of sources; the figures of one have the same id."""

    id: str
    what: str
    outcome: Outcome
    figure_id: str
    source_id: str
    words: str
    low: float
    high: float
    unit: str
    url: str


class QuoteRow(Whence):
    """One quotation, reported speech too."""

    words: str
    kind: QuoteKind
    speaker: str | None
    actor: str | None
    cue: str | None


class FigureRow(Whence):
    """One figure."""

    words: str
    low: float
    high: float
    unit: str
    change: Change
    modifier: str | None
    what: str | None
    says: str | None
    actor: str | None
    part_of: str | None
    withdrawn: bool


class Sources(TypedDict):
    """The table of all sources."""

    schema: Literal["onrecord/sources/1"]
    sources: list[SourceRow]


class Briefings(TypedDict):
    """The table of all briefings."""

    schema: Literal["onrecord/briefings/1"]
    briefings: list[BriefingRow]


class Mentions(TypedDict):
    """The table of all mentions."""

    schema: Literal["onrecord/mentions/1"]
    mentions: list[MentionRow]


class Times(TypedDict):
    """The table of all days."""

    schema: Literal["onrecord/times/1"]
    times: list[TimeRow]


class Comparisons(TypedDict):
    """The table of all comparisons."""

    schema: Literal["onrecord/comparisons/1"]
    comparisons: list[ComparisonRow]


class Actors(TypedDict):
    """The table of all profiles."""

    schema: Literal["onrecord/actors/1"]
    actors: list[ActorRow]


class Quotes(TypedDict):
    """The table of all quotations."""

    schema: Literal["onrecord/quotes/1"]
    quotes: list[QuoteRow]


class Figures(TypedDict):
    """The table of all figures."""

    schema: Literal["onrecord/figures/1"]
    figures: list[FigureRow]


WRITTEN = {
    "annotations": Annotated,
    "sources": Sources,
    "briefings": Briefings,
    "mentions": Mentions,
    "times": Times,
    "comparisons": Comparisons,
    "actors": Actors,
    "quotes": Quotes,
    "figures": Figures,
}


ROWS: dict[str, type] = {
    "actors": ActorRow,
    "sources": SourceRow,
    "briefings": BriefingRow,
    "mentions": MentionRow,
    "times": TimeRow,
    "comparisons": ComparisonRow,
    "quotes": QuoteRow,
    "figures": FigureRow,
}
"""What a row of each table has."""


def schema_of(name: str) -> JSON:
    """The schema of one of WRITTEN."""
    inner: dict[str, JSON] = {}
    top = _object(WRITTEN[name], inner)
    return {"$schema": _DIALECT, "title": f"onrecord/{name}/1", **top, "$defs": inner}


def _object(kind: type, inner: dict[str, JSON]) -> JSON:
    hints = get_type_hints(kind, include_extras=True)
    optional = {key for key, hint in hints.items() if get_origin(hint) is NotRequired}
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {key: _of(hint, inner) for key, hint in hints.items()},
        "required": [key for key in hints if key not in optional],
    }


def _of(hint: Any, inner: dict[str, JSON]) -> JSON:
    """The schema of a type; those of objects are kept in `inner` and named."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return _of(parts[0], inner)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is list:
        return {"type": "array", "items": _of(parts[0], inner)}
    if origin in (UnionType, Union):
        return {"anyOf": [_of(part, inner) for part in parts]}
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    if hint.__name__ not in inner:
        inner[hint.__name__] = {}
        inner[hint.__name__] = _object(hint, inner)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def main(folder: str) -> None:
    """Write all of them into a folder."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in WRITTEN:
        text = json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"
        Path(folder, f"{name}-1.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
