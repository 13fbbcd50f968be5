"""`datapackage.json`: what tables `data/` has, where their rows are, and what their columns are
(datapackage.org, Data Package 2.0).

A table in parts has several paths. They are alike, and each begins with the header row, which
whoever reads them one after the other takes once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any, get_args, get_type_hints

from onrecord.interchange import JSON
from onrecord.pages import Settings
from onrecord.schemas import ROWS
from onrecord.slug import slug

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES: dict[Any, JSON] = {
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
}
_KEYS = {"source_id": "sources", "briefing_id": "briefings", "actor": "actors"}
_KEYS |= {"figure_id": "figures"}


def described(
    settings: Settings, columns: Mapping[str, Sequence[str]], paths: Mapping[str, Sequence[str]]
) -> JSON:
    """The package of tables with these columns, whose rows are in files at these paths."""
    place = {"homepage": settings.url} if settings.url else {}
    return {
        "$schema": _PROFILE,
        "name": slug(settings.name),
        "title": settings.name,
        **place,
        "resources": [_resource(name, columns[name], paths[name]) for name in columns],
    }


def _resource(name: str, columns: Sequence[str], paths: Sequence[str]) -> JSON:
    here = [path.removeprefix("data/") for path in paths]
    return {
        "name": name,
        "type": "table",
        "path": here[0] if len(here) == 1 else here,
        "description": " ".join((ROWS[name].__doc__ or "").split()),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(name, columns),
    }


def _schema(name: str, columns: Sequence[str]) -> JSON:
    hints = get_type_hints(ROWS[name])
    return {
        "fields": [{"name": column, **_type(hints[column])} for column in columns],
        "primaryKey": ["id", "figure_id"] if name == "comparisons" else ["id"],
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": _KEYS[column], "fields": ["id"]}}
            for column in columns
            if column in _KEYS
        ],
    }


def _type(hint: Any) -> JSON:
    """Lists are cells of words, joined by semicolons; what is left are words."""
    plain = next((h for h in get_args(hint) if h in _TYPES and h is not NoneType), hint)
    return _TYPES.get(plain, {"type": "string"})
