"""What can be decided on an item of a page: a form, with the likely choices first.

A form is plain data for the workbench: the words, where the decision is written, quick choices that
are whole decisions, and fields for the rest, each with what it most likely holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.compose.addresses import article_of
from onrecord.compose.corpus import Source
from onrecord.edit import likely
from onrecord.edit.anchored import anchor, beside, figures, folder_of, name_of, trimmed
from onrecord.edit.desk import Desk
from onrecord.edit.files import RefusedError
from onrecord.model import Cast, MentionRef, QuoteRef, Span
from onrecord.read.anchors import candidate, places
from onrecord.read.reading import CORRECTIONS
from onrecord.read.sorts import BLOCKS, COMPARE, FACTS, NOBODY, SORTS, Field

JSON = dict[str, Any]

_MOST = 6  # actors among the quick choices
_THINGS = 4  # things that are counted among them
_KEY = 0.5  # of `Figure.key`, as compose has it
_LONG = 4  # words: so many are rather a quotation than a name
_TITLES = {"quote": "Quotation", "figure": "Figure", "name": "Name", "day": "Day", "role": "Role"}
_PARTS = {
    "chrome": "page furniture, no part of the article",
    "paragraph": "a paragraph of the article",
    "headline": "the headline",
    "heading": "a heading within the article",
    "caption": "the caption of a picture",
    "credit": "the credit of a picture",
    "byline": "the line of who wrote it",
}


class Forms:
    """The forms for the items of one state of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.state = desk, desk.state

    def source(self, page: str) -> Source:
        """The source that a page shows. Raises RefusedError."""
        id_ = article_of(page)
        if not page.startswith("sources/") or id_ not in self.state.by_id:
            raise RefusedError("this page shows no source")
        return Source(*self.state.by_id[id_])

    def of_item(self, page: str, id_: str) -> JSON:
        """The form of a marked quotation, figure or name, by the id of its mark; beside it the
        marks around it, which a click in the same place can mean.
        """
        source = self.source(page)
        marks = _marks(source)
        if id_ not in marks:
            raise RefusedError("the page is older than what was decided: load it again")
        sort, span = marks[id_]
        also = [
            {"id": other, "title": _TITLES[its], "words": there.on_one_line(source.text)}
            for other, (its, there) in marks.items()
            if other != id_ and there.overlaps(span) and not _inside(there, span)
        ]
        return {**self._of(source, span, sort), "also": also}

    def _of(self, source: Source, span: Span, sort: str) -> JSON:
        made = {
            "quote": self._quote, "figure": self._figure, "name": self._name,
            "day": self._day, "role": self._role,
        }  # fmt: skip
        return made[sort](source, span)

    def of_words(self, page: str, block: str, start: int, end: int) -> JSON:
        """The forms of some selected words of a block: what they can be, the likeliest first."""
        source = self.source(page)
        within = _block(source, block)
        span = Span(within.start + start, within.start + end)
        if not (0 <= start < end and span.end <= within.end):
            raise RefusedError("select words of one paragraph")
        return self._of_words(source, trimmed(source.text, span))

    def of_found(self, page: str, words: str, number: int = 0) -> JSON:
        """The forms of words that were typed. Where they stand several times and no `number` (from
        1) says which is meant, the places, each with what stands beside it.
        """
        source = self.source(page)
        found = places(source.text, words)
        if not found:
            near = candidate(source.text, words)
            what = f": is it “{near.on_one_line(source.text)}”?" if near else ""
            raise RefusedError(f"“{words}” does not stand in this source{what}")
        if len(found) > 1 and not 1 <= number <= len(found):
            return {"words": words, "places": [beside(source.text, s) for s in found]}
        return self._of_words(source, found[max(0, number - 1)])

    def _of_words(self, source: Source, span: Span) -> JSON:
        words = span.on_one_line(source.text)
        forms = [self._of(source, span, sort) for sort in _by_likelihood(words)]
        return {"words": words, "sorts": [*forms, self._part(source, span)]}

    def of_day(self, page: str, block: str, words: str) -> JSON:
        """The form of a day of a time line, by its words and the block that they stand in."""
        source = self.source(page)
        within = _block(source, block)
        for time in source.found.times:
            if within.contains(time.span) and time.span.of(source.text) == words:
                return self._day(source, time.span)
        raise RefusedError("the page is older than what was decided: load it again")

    def of_comparison(self, hrefs: Sequence[str]) -> JSON:
        """The form of figures that stand side by side, by the addresses of their marks."""
        found = []
        for href in hrefs:
            page, _, id_ = href.partition("#")
            source = self.source(page)
            if id_ in source.figure_ids:
                span = source.found.figures[source.figure_ids.index(id_)].span
                found.append((source, span))
        if len(found) < 2:
            raise RefusedError("two figures or more can be compared")
        folder = folder_of(found[0][0])
        if any(folder_of(s) != folder for s, _ in found):
            raise RefusedError("figures of one briefing can be compared")
        said = figures(found)
        return {
            **self._where(folder, COMPARE),
            "title": "Comparison",
            "words": ", ".join(f"{span.on_one_line(s.text)} ({s.name})" for s, span in found),
            "quick": [
                {"label": "the same thing", "entry": {"same": said}},
                {"label": "not the same thing", "entry": {"different": said}},
            ],
            "fields": [],
            "base": {},
        }

    def of_facts(self, page: str) -> JSON:
        """The form of the facts of a source."""
        source = self.source(page)
        known = {f.key: str(getattr(source.article, f.key) or "") for f in FACTS}
        return {
            **self._where(folder_of(source), name_of(source)),
            "title": "Facts of the source",
            "words": source.title,
            "quick": [],
            "fields": [_field(f, known[f.key]) for f in FACTS],
            "base": {"facts": {}},
        }

    # ---- items -------------------------------------------------------------------------------

    def _quote(self, source: Source, span: Span) -> JSON:
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

    def _figure(self, source: Source, span: Span) -> JSON:
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

    def _name(self, source: Source, span: Span) -> JSON:
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

    def _role(self, source: Source, span: Span) -> JSON:
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

    def _day(self, source: Source, span: Span) -> JSON:
        form = self._plain(source, span, "day")
        time = next((t for t in source.found.times if t.span.overlaps(span)), None)
        if time is not None:
            days = dict.fromkeys((time.start.isoformat(), time.end.isoformat()))
            form["fields"][0]["value"] = " to ".join(days)
            form["now"] = f"now: {' to '.join(days)}"
            form["quick"] = [self._gone(source, span, "day", "no event")]
        return form

    def _part(self, source: Source, span: Span) -> JSON:
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
            **self._where(folder_of(source), name_of(source)),
            "sort": sort,
            "title": _TITLES.get(sort, ""),
            "words": words,
            "now": "",
            "base": {sort: words, **nth},
            "quick": [],
            "fields": [_field(f, "") for f in SORTS[sort].fields],
        }

    def _gone(self, source: Source, span: Span, sort: str, label: str) -> JSON:
        words, nth = anchor(source.text, span)
        return {"label": label, "entry": {f"not a {sort}": words, **nth}}

    def _where(self, folder: str, key: str) -> JSON:
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


def _marks(source: Source) -> dict[str, tuple[str, Span]]:
    """The sort and the span of every mark by its id."""
    found = source.found
    return {
        **{
            id_: ("name", m.span) for id_, m in zip(source.mention_ids, found.mentions, strict=True)
        },
        **{
            id_: ("figure", f.span) for id_, f in zip(source.figure_ids, found.figures, strict=True)
        },
        **{id_: ("quote", q.span) for id_, q in zip(source.quote_ids, found.quotes, strict=True)},
    }


def _inside(inner: Span, outer: Span) -> bool:
    """Whether a mark lies in another that can be clicked beside it."""
    return inner != outer and outer.contains(inner)


def _by_likelihood(words: str) -> list[str]:
    """What selected words can be, the likeliest first."""
    sorts = list(_TITLES)
    if any(c.isdigit() for c in words):
        first = "figure"
    else:
        first = "name" if words[:1].isupper() and len(words.split()) < _LONG else "quote"
    return sorted(sorts, key=lambda sort: sort != first)


def _speaker(cast: Cast, source: Source, at: int) -> str | None:
    ref = QuoteRef(source.article.id, at)
    if ref in cast.said_by:
        return cast.said_by[ref]
    mention = source.found.quotes[source.quote_roots[at]].mention
    return None if mention is None else cast.actor_of.get(MentionRef(source.article.id, mention))


def _block(source: Source, id_: str) -> Span:
    if id_ not in source.block_ids:
        raise RefusedError("the page is older than what was decided: load it again")
    return source.found.blocks[source.block_ids.index(id_)].span


def _field(field: Field, value: str) -> JSON:
    return {
        "key": field.key,
        "label": field.label or field.key,
        "kind": field.kind,
        "says": field.says,
        "choices": list(field.choices),
        "likely": [],
        "value": value,
    }
