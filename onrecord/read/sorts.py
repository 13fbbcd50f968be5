"""What can be decided on single items: every sort of entry of `corrections.yml`, with its fields.

The one table: the reader, the JSON Schema for editors (`docs/corrections.schema.json`) and the
workbench's forms are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.model import BlockKind, Change

FieldKind = Literal["actor", "choice", "words", "text", "number", "days", "flag", "day", "url"]

KINDS = ("direct", "partial", "indirect")
CHANGES: Mapping[str, Change] = {
    "none": "=",
    "about": "~",
    "at least": ">",
    "at most": "<",
    "up": "up",
    "down": "down",
}
BLOCKS: Mapping[str, BlockKind] = {
    "chrome": "chrome",
    "paragraph": "paragraph",
    "headline": "title",
    "heading": "heading",
    "caption": "caption",
    "credit": "credit",
    "byline": "byline",
}
COMPARE = "compare"
NOBODY, THE_ARTICLE = "nobody", "the article"


@dataclass(frozen=True, slots=True)
class Field:
    """One `key: value` line of an entry."""

    key: str
    kind: FieldKind
    says: str
    choices: tuple[str, ...] = ()
    label: str = ""  # what it is called where forms are shown; "": its key


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of entry; its first line is its key with the exact words of the article."""

    key: str
    says: str
    fields: tuple[Field, ...] = ()


_ROWS = (
    Sort(
        "quote",
        "These words are a quotation, or what somebody is reported to have said.",
        (
            Field("speaker", "actor", "Who says it: a name or a profile's address; or nobody."),
            Field(
                "kind", "choice", "In quotation marks, a part of a sentence, or reported.", KINDS
            ),
            Field(
                "extent",
                "words",
                "All words of it, where it begins or ends elsewhere.",
                label="all its words",
            ),
        ),
    ),
    Sort("not a quote", "These words are no quotation."),
    Sort(
        "figure",
        "This number is a figure.",
        (
            Field("value", "number", "340; or 300 to 400."),
            Field("unit", "text", "count, percent, EUR, day, kilometre, EUR per day …"),
            Field("change", "choice", "How it stands to what is meant.", tuple(CHANGES)),
            Field("what", "words", "What is counted, in words of the article.", label="counts"),
            Field("bearer", "words", "Whose it is.", label="whose"),
            Field(
                "predicate", "words", "What is done or happens: killed, paid.", label="what happens"
            ),
            Field("part of", "words", "The number of the whole."),
            Field("says", "actor", "Who says it; or the article.", label="said by"),
            Field("key", "flag", "Whether a reader must see it first.", label="key figure"),
        ),
    ),
    Sort("not a figure", "These words are no figure."),
    Sort(
        "day",
        "These words name a day, or a span of days.",
        (Field("is", "days", "2031-05-04; or 2031-05-04 to 2031-05-08.", label="which day"),),
    ),
    Sort("not a day", "These words name no day on which anything happened."),
    Sort(
        "role",
        "These words are what somebody is.",
        (Field("of", "actor", "Whose role it is.", label="whose"),),
    ),
    Sort("not a role", "These words are nobody's role."),
    Sort(
        "name",
        "These words name somebody.",
        (Field("actor", "actor", "Whom: a name or a profile's address.", label="whose"),),
    ),
    Sort("not a name", "These words name nobody."),
    *(Sort(key, f"The paragraph with these words is a {key}.") for key in BLOCKS),
    Sort("facts", "What is true of the source, whatever its file says."),
)
SORTS: Mapping[str, Sort] = {sort.key: sort for sort in _ROWS}
"""Every sort by its key."""

OF_ANY = (
    Field("nth", "text", "Which of several places: 2 of 3."),
    Field("why", "text", "The reason; readers see it."),
    Field("by", "text", "Who decided."),
    Field("date", "day", "When."),
)
FACTS = (
    Field("title", "text", "The headline, where it does not stand in the text."),
    Field("published", "day", "The day of publication.", label="day"),
    Field("publisher", "text", "Who published it."),
    Field("author", "text", "Who wrote it."),
    Field("url", "url", "Where it stands on the web."),
)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `corrections.yml`, for completion and checks in editors."""
    entries = [_of_sort(sort) for sort in _ROWS]
    figure = {
        "type": "object",
        "description": "One figure: its source and its words; nth where they stand several times.",
        "properties": {"nth": _value(OF_ANY[0])},
        "additionalProperties": {"type": ["string", "number"]},
        "minProperties": 1,
        "maxProperties": 2,
    }
    figures = {"type": "array", "items": figure, "minItems": 2}
    compared = {
        "type": "object",
        "properties": {
            "same": {**figures, "description": "These figures are of one thing."},
            "different": {**figures, "description": "These figures are not of one thing."},
            **{f.key: _value(f) for f in OF_ANY[1:]},
        },
        "additionalProperties": False,
        "oneOf": [{"required": ["same"]}, {"required": ["different"]}],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "On Record: corrections.yml",
        "description": "What editors decided on single items of the sources of a briefing.",
        "type": "object",
        "properties": {COMPARE: {"type": "array", "items": compared}},
        "additionalProperties": {
            "description": "A source, by the name of its file.",
            "type": "array",
            "items": {"oneOf": entries},
        },
    }


def _of_sort(sort: Sort) -> dict[str, Any]:
    words: dict[str, Any] = {"type": ["string", "number"], "description": sort.says}
    if sort.key == "facts":
        words = {
            "type": "object",
            "description": sort.says,
            "properties": {f.key: _value(f) for f in FACTS},
            "additionalProperties": False,
            "minProperties": 1,
        }
    fields = (*sort.fields, *(OF_ANY if sort.key != "facts" else OF_ANY[1:]))
    asked = {"day": ["is"], "role": ["of"], "name": ["actor"]}.get(sort.key, [])
    return {
        "type": "object",
        "properties": {sort.key: words, **{f.key: _value(f) for f in fields}},
        "required": [sort.key, *asked],
        "additionalProperties": False,
    }


def _value(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"description": field.says}
    match field.kind:
        case "choice":
            return told | {"enum": list(field.choices)}
        case "flag":
            return told | {"type": "boolean"}
        case "words":
            one = {"type": ["string", "number"]}
            return told | {"anyOf": [one, {"type": "array", "items": one}]}
        case "number":
            return told | {"type": ["string", "number"]}
        case "day":
            return told | {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}"}
        case "days":
            day = r"\d{4}-\d{2}-\d{2}"
            return told | {"type": "string", "pattern": rf"^{day}( to {day})?$"}
        case _:
            return told | {"type": ["string", "number"]}
