"""What can be decided on one item: its words, quick choices that are whole decisions, and fields
for the rest, each with what it most likely holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.compose.corpus import Source
from onrecord.edit import likely
from onrecord.edit.anchored import anchor, folder_of, name_of
from onrecord.edit.desk import Desk
from onrecord.model import Cast, MentionRef, QuoteRef, Span
from onrecord.read.reading import CORRECTIONS
from onrecord.read.sorts import BLOCKS, NOBODY, SORTS, Field

JSON = dict[str, Any]

_MOST = 6  # actors among the quick choices
_THINGS = 4  # things that are counted among them
_KEY = 0.5  # of `Figure.key`, as compose has it
TITLES = {"quote": "Quotation", "figure": "Figure", "name": "Name", "day": "Day", "role": "Role"}
_PARTS = {
    "chrome": "page furniture, no part of the article",
    "paragraph": "a paragraph of the article",
    "headline": "the headline",
    "heading": "a heading within the article",
    "caption": "the caption of a picture",
    "credit": "the credit of a picture",
    "byline": "the line of who wrote it",
}


class Items:
    """The forms for single items of one state of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.state = desk, desk.state

    def of(self, source: Source, span: Span, sort: str) -> JSON:
        """The form of some words as a quotation, a figure, a name, a day or a role."""
        made = {
            "quote": self.quote, "figure": self.figure, "name": self.name,
            "day": self.day, "role": self.role,
        }  # fmt: skip
        return made[sort](source, span)

    def quote(self, source: Source, span: Span) -> JSON:
        spans = [q.span for q in source.found.quotes]
        at = spans.index(span) if span in spans else None
        form = self._plain(source, span, "quote")
        now = None if at is None else _speaker(self.state.cast, source, at)
        name = self._actor_name(now)
        form["now"] = (
            "" if at is None else f"now: {f'said by {name}' if name else 'nobody is named'}"
        )
        base, actors = form["base"], list(likely.actors(self.state.cast, source, span))
        quick = [
            {"label": one.name, "hint": one.hint, "entry": {**base, "speaker": one.name}}
            for one in actors
            if one.id != now
        ][:_MOST]
        quick.append({"label": "nobody is named", "entry": {**base, "speaker": NOBODY}})
        if at is not None:
            quick.append(self._gone(source, span, "quote", "not a quotation"))
        return _with(form, quick, {"speaker": [one.name for one in actors]})

    def figure(self, source: Source, span: Span) -> JSON:
        form = self._plain(source, span, "figure")
        here = next((f for f in source.found.figures if f.span.overlaps(span)), None)
        base = form["base"]
        lists = likely.of_figure(self.state.cast, source, span, self.desk.phrases)
        things = [
            {"label": f"counts “{words}”", "entry": {**base, "what": words}}
            for words in lists["what"][:_THINGS]
        ]
        if here is None:
            return _with(form, [{"label": "a figure", "entry": base}, *things], lists)
        what = ", ".join(s.on_one_line(source.text) for s in here.what)
        form["now"] = f"now: counts {what}" if what else "now: nothing is said of what it counts"
        is_key = here.key >= _KEY
        key = "not among the key figures" if is_key else "among the key figures"
        values = {
            "value": f"{here.low:g}" + (f" to {here.high:g}" if here.high != here.low else ""),
            "unit": here.unit,
            "what": what,
        }
        for field in form["fields"]:
            field["value"] = values.get(field["key"], "")
        quick = [
            self._gone(source, span, "figure", "not a figure"),
            *things,
            {"label": key, "entry": {**base, "key": not is_key}},
        ]
        return _with(form, quick, lists)

    def name(self, source: Source, span: Span) -> JSON:
        form = self._plain(source, span, "name")
        here = [i for i, m in enumerate(source.found.mentions) if m.span.overlaps(span)]
        ref = min(here, key=lambda i: source.found.mentions[i].span != span, default=None)
        now = self.state.cast.actor_of.get(
            MentionRef(source.article.id, -1 if ref is None else ref)
        )
        form["now"] = f"now: {self._actor_name(now)}" if now else ""
        quick = self._whose(form, source, span, "actor", now)
        if ref is None:
            words = form["words"]
            quick.insert(
                0, {"label": f"{words}, a new name", "entry": {**form["base"], "actor": words}}
            )
        else:
            quick.append(self._gone(source, span, "name", "nobody’s name"))
        form["quick"] = quick
        return form

    def role(self, source: Source, span: Span) -> JSON:
        form = self._plain(source, span, "role")
        quick = self._whose(form, source, span, "of", None)
        if any(r.overlaps(span) for m in source.found.mentions for r in m.roles):
            quick.insert(0, self._gone(source, span, "role", "nobody’s role"))
        form["quick"] = quick
        return form

    def _whose(
        self, form: JSON, source: Source, span: Span, key: str, now: str | None
    ) -> list[JSON]:
        """Quick choices of actors under a key, and the same in its field."""
        actors = list(likely.actors(self.state.cast, source, span))
        _with(form, [], {key: [one.name for one in actors]})
        return [
            {"label": one.name, "hint": one.hint, "entry": {**form["base"], key: one.name}}
            for one in actors
            if one.id != now
        ][:_MOST]

    def day(self, source: Source, span: Span) -> JSON:
        form = self._plain(source, span, "day")
        time = next((t for t in source.found.times if t.span.overlaps(span)), None)
        if time is not None:
            days = dict.fromkeys((time.start.isoformat(), time.end.isoformat()))
            form["fields"][0]["value"] = " to ".join(days)
            form["now"] = f"now: {' to '.join(days)}"
            form["quick"] = [self._gone(source, span, "day", "no event")]
        return form

    def part(self, source: Source, span: Span) -> JSON:
        form = self._plain(source, span, "chrome")
        block = source.block(span)
        now = next((key for key, kind in BLOCKS.items() if block and kind == block.kind), "")
        words = form["base"].pop("chrome")
        return form | {
            "title": "The paragraph",
            "now": f"now: {_PARTS[now]}" if now else "",
            "quick": [
                {"label": says, "entry": {key: words, **form["base"]}}
                for key, says in _PARTS.items()
                if key != now
            ],
            "whole": False,
        }

    def _plain(self, source: Source, span: Span, sort: str) -> JSON:
        """A form of a sort with its fields, empty."""
        words, nth = anchor(source.text, span)
        return {
            **self.where(folder_of(source), name_of(source)),
            "sort": sort,
            "title": TITLES.get(sort, ""),
            "words": words,
            "now": "",
            "base": {sort: words, **nth},
            "quick": [],
            "fields": [field(f, "") for f in SORTS[sort].fields],
        }

    def _gone(self, source: Source, span: Span, sort: str, label: str) -> JSON:
        words, nth = anchor(source.text, span)
        return {"label": label, "entry": {f"not a {sort}": words, **nth}}

    def where(self, folder: str, key: str) -> JSON:
        name = f"{folder}/{CORRECTIONS}" if folder else CORRECTIONS
        return {"file": name, "key": key, "digest": self.desk.digest(name)}

    def _actor_name(self, id_: str | None) -> str:
        return self.state.cast.actors[id_].name if id_ in self.state.cast.actors and id_ else ""


def _with(form: JSON, quick: list[JSON], lists: Mapping[str, Sequence[str]]) -> JSON:
    """A form with its quick choices, and with what its fields most likely hold."""
    form["quick"] = quick
    for field in form["fields"]:
        field["likely"] = list(lists.get(field["key"], ()))
    return form


def _speaker(cast: Cast, source: Source, at: int) -> str | None:
    ref = QuoteRef(source.article.id, at)
    if ref in cast.said_by:
        return cast.said_by[ref]
    mention = source.found.quotes[source.quote_roots[at]].mention
    return None if mention is None else cast.actor_of.get(MentionRef(source.article.id, mention))


def field(field: Field, value: str) -> JSON:
    """A field of a form, with what stands in it."""
    return {
        "key": field.key,
        "label": field.label or field.key,
        "kind": field.kind,
        "says": field.says,
        "choices": list(field.choices),
        "likely": [],
        "value": value,
    }
