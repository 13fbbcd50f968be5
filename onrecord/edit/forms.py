"""What can be decided on an item of a page: a form, with the likely choices first.

A form is plain data for the workbench: the words, where the decision is written, quick choices that
are whole decisions, and fields for the rest. Choices of actors are those of the article, by how
likely they are: named nearest before the item first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.compose.addresses import article_of, source_path
from onrecord.compose.corpus import Source
from onrecord.edit.answers import file_of
from onrecord.edit.desk import Desk, State
from onrecord.edit.files import RefusedError
from onrecord.model import Cast, MentionRef, QuoteRef, Span
from onrecord.read.anchors import Nth, candidate, nearest, places
from onrecord.read.content import CORRECTIONS
from onrecord.read.sorts import COMPARE, FACTS, NOBODY, SORTS, Field

JSON = dict[str, Any]

_MOST = 6  # actors among the quick choices
_NEW = ("quote", "figure", "name", "day", "role", "headline", "chrome", "paragraph")
_CLOSERS = "”\"’'»"


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
        """The form of a marked quotation, figure or name, by the id of its mark."""
        source = self.source(page)
        if id_ in source.quote_ids:
            at = source.quote_ids.index(id_)
            return self._quote(source, source.found.quotes[at].span, at)
        if id_ in source.figure_ids:
            return self._figure(source, source.found.figures[source.figure_ids.index(id_)].span)
        if id_ in source.mention_ids:
            return self._name(source, source.found.mentions[source.mention_ids.index(id_)].span)
        raise RefusedError("the page is older than what was decided: load it again")

    def of_words(self, page: str, block: str, start: int, end: int) -> JSON:
        """The form of some selected words of a block: what they can be."""
        source = self.source(page)
        return self._of_words(source, self._selected(source, block, start, end))

    def _of_words(self, source: Source, span: Span) -> JSON:
        forms = [
            self._quote(source, span, None),
            self._figure(source, span),
            self._name(source, span),
            *(self._plain(source, span, sort) for sort in _NEW[3:]),
        ]
        return {"words": span.on_one_line(source.text), "sorts": forms}

    def of_found(self, page: str, words: str) -> JSON:
        """The form of words that were typed, where they stand first in a source."""
        source = self.source(page)
        found = places(source.text, words)
        if not found:
            near = candidate(source.text, words)
            what = f": is it “{near.on_one_line(source.text)}”?" if near else ""
            raise RefusedError(f"“{words}” does not stand in this source{what}")
        return self._of_words(source, found[0])

    def of_day(self, page: str, block: str, words: str) -> JSON:
        """The form of a day of a time line, by its words and the block that they stand in."""
        source = self.source(page)
        within = self._block(source, block)
        for time in source.found.times:
            if within.contains(time.span) and time.span.of(source.text) == words:
                form = self._plain(source, time.span, "day")
                form["quick"] = [self._gone(source, time.span, "day", "no event")]
                form["fields"][0]["value"] = _days(time.start.isoformat(), time.end.isoformat())
                return form
        raise RefusedError("the page is older than what was decided: load it again")

    def of_comparison(self, hrefs: Sequence[str]) -> JSON:
        """The form of figures that stand side by side, by the addresses of their marks."""
        figures = []
        for href in hrefs:
            page, _, id_ = href.partition("#")
            source = self.source(page)
            if id_ in source.figure_ids:
                span = source.found.figures[source.figure_ids.index(id_)].span
                figures.append((source, span))
        if len(figures) < 2:
            raise RefusedError("two figures or more can be compared")
        folder = _folder(figures[0][0])
        if any(_folder(s) != folder for s, _ in figures):
            raise RefusedError("figures of one briefing can be compared")
        said = [{_name(s): s_words, **nth} for s, span in figures
                for s_words, nth in [_anchor(s.text, span)]]  # fmt: skip
        shown = ", ".join(f"{_words(span, s)} ({s.name})" for s, span in figures)
        return {
            **self._where(folder, COMPARE),
            "title": "Comparison",
            "words": shown,
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
        article = source.article
        fields = [_field(f, str(getattr(article, f.key) or "")) for f in FACTS]
        return {
            **self._where(_folder(source), _name(source)),
            "title": "Facts of the source",
            "words": source.title,
            "quick": [],
            "fields": fields,
            "base": {"facts": {}},
        }

    # ---- items -------------------------------------------------------------------------------

    def _quote(self, source: Source, span: Span, at: int | None) -> JSON:
        form = self._plain(source, span, "quote")
        now = None if at is None else _speaker(self.state.cast, source, at)
        form["now"] = "" if at is None else f"of {self._actor_name(now) or 'nobody named'}"
        base = form["base"]
        actors = list(self._likely(source, span))
        quick = [
            {"label": name, "hint": hint, "entry": {**base, "speaker": name}}
            for id_, name, hint in actors
            if id_ != now
        ][:_MOST]
        quick.append({"label": "nobody is named", "entry": {**base, "speaker": NOBODY}})
        if at is not None:
            quick.append(self._gone(source, span, "quote", "not a quotation"))
        form["quick"] = quick
        self._with_actors(form, actors)
        return form

    def _figure(self, source: Source, span: Span) -> JSON:
        form = self._plain(source, span, "figure")
        here = next((f for f in source.found.figures if f.span.overlaps(span)), None)
        base = form["base"]
        quick: list[JSON] = []
        if here is not None:
            key = here.key >= _KEY
            told = {**base, "key": not key}
            quick = [
                self._gone(source, span, "figure", "not a figure"),
                {"label": "not a key figure" if key else "a key figure", "entry": told},
            ]
            values = {
                "value": f"{here.low:g}" + (f" to {here.high:g}" if here.high != here.low else ""),
                "unit": here.unit,
                "what": ", ".join(s.on_one_line(source.text) for s in here.what),
            }
            for field in form["fields"]:
                field["value"] = values.get(field["key"], "")
        else:
            quick = [{"label": "a figure", "entry": base}]
        form["quick"] = quick
        self._with_actors(form, list(self._likely(source, span)))
        return form

    def _name(self, source: Source, span: Span) -> JSON:
        form = self._plain(source, span, "name")
        base = form["base"]
        ref = next((i for i, m in enumerate(source.found.mentions) if m.span.overlaps(span)), None)
        id_ = None if ref is None else MentionRef(source.article.id, ref)
        now = None if id_ is None else self.state.cast.actor_of.get(id_)
        form["now"] = f"read as {self._actor_name(now)}" if now else ""
        actors = list(self._likely(source, span))
        form["quick"] = [
            {"label": name, "hint": hint, "entry": {**base, "actor": name}}
            for other, name, hint in actors
            if other != now
        ][:_MOST]
        if ref is not None:
            form["quick"].append(self._gone(source, span, "name", "nobody’s name"))
        self._with_actors(form, actors)
        return form

    def _plain(self, source: Source, span: Span, sort: str) -> JSON:
        """A form of a sort with its fields, empty."""
        words, nth = _anchor(source.text, span)
        fields = [_field(f, "") for f in SORTS[sort].fields]
        if sort == "quote":
            fields[-1]["value"] = ""
        return {
            **self._where(_folder(source), _name(source)),
            "sort": sort,
            "title": sort.capitalize(),
            "words": words,
            "now": "",
            "base": {sort: words, **nth},
            "quick": [] if fields else [{"label": SORTS[sort].says, "entry": {sort: words, **nth}}],
            "fields": fields,
        }

    def _gone(self, source: Source, span: Span, sort: str, label: str) -> JSON:
        words, nth = _anchor(source.text, span)
        return {"label": label, "entry": {f"not a {sort}": words, **nth}}

    def _where(self, folder: str, key: str) -> JSON:
        name = f"{folder}/{CORRECTIONS}" if folder else CORRECTIONS
        return {"file": name, "key": key, "digest": self.desk.digest(name)}

    def _with_actors(self, form: JSON, actors: Sequence[tuple[str, str, str]]) -> None:
        for field in form["fields"]:
            if field["kind"] == "actor":
                field["choices"] = [name for _, name, _ in actors]

    def _likely(self, source: Source, span: Span) -> Iterator[tuple[str, str, str]]:
        """The actors of an article by likelihood: id, name, and their words here."""
        seen: dict[str, list[int]] = {}
        for i in range(len(source.found.mentions)):
            id_ = self.state.cast.actor_of.get(MentionRef(source.article.id, i))
            if id_ is not None:
                seen.setdefault(id_, []).append(i)

        def rank(id_: str) -> tuple[int, str]:
            spans = [source.found.mentions[i].span for i in seen[id_]]
            before = [span.start - s.end for s in spans if s.end <= span.start]
            behind = [s.start - span.end for s in spans if s.start >= span.end]
            kind = self.state.cast.actors[id_].kind
            away = min([*before, *(2 * d for d in behind)], default=0)
            return away + _FURTHER.get(kind, _FURTHEST), id_

        for id_ in sorted(seen, key=rank):
            name = self.state.cast.actors[id_].name
            words = dict.fromkeys(
                source.found.mentions[i].span.on_one_line(source.text) for i in seen[id_]
            )
            others = [w for w in words if w != name][:2]
            yield id_, self._unique(id_, name), ", ".join(others)

    def _unique(self, id_: str, name: str) -> str:
        """The name of an actor, or its address where others have that name too."""
        same = [a for a in self.state.cast.actors.values() if a.name == name]
        return name if len(same) == 1 else id_

    def _actor_name(self, id_: str | None) -> str:
        return self.state.cast.actors[id_].name if id_ in self.state.cast.actors and id_ else ""

    def _selected(self, source: Source, block: str, start: int, end: int) -> Span:
        within = self._block(source, block)
        span = Span(within.start + start, within.start + end)
        if not (0 <= start < end and span.end <= within.end):
            raise RefusedError("select words of one paragraph")
        words = span.of(source.text)
        return Span(
            span.start + len(words) - len(words.lstrip()),
            span.end - len(words) + len(words.rstrip()),
        )

    def _block(self, source: Source, id_: str) -> Span:
        if id_ not in source.block_ids:
            raise RefusedError("the page is older than what was decided: load it again")
        return source.found.blocks[source.block_ids.index(id_)].span


# characters by which an actor of a kind is further away from a quotation than it stands
_FURTHER, _FURTHEST = {"person": 0, "organization": 600}, 3000
_KEY = 0.5  # of `Figure.key`, as compose has it


def _speaker(cast: Cast, source: Source, at: int) -> str | None:
    ref = QuoteRef(source.article.id, at)
    if ref in cast.said_by:
        return cast.said_by[ref]
    mention = source.found.quotes[source.quote_roots[at]].mention
    return None if mention is None else cast.actor_of.get(MentionRef(source.article.id, mention))


def _anchor(text: str, span: Span) -> tuple[str, JSON]:
    """The words of a span as an entry has them, and which of several places it is."""
    words = span.on_one_line(text)
    found = list(places(text, words))
    if span not in found:
        at = nearest(text, words, span)
        if at is None:
            raise RefusedError(f"“{words}” cannot be told apart: select other words")
        span = at
    nth = {} if len(found) == 1 else {"nth": str(Nth(found.index(span) + 1, len(found)))}
    return words, nth


def _words(span: Span, source: Source) -> str:
    return span.on_one_line(source.text)


def _folder(source: Source) -> str:
    """The folder of a source in `briefings/`; "" for a lone one."""
    parts = Path(source.article.file or "").parts
    return parts[1] if len(parts) == 3 else ""


def _name(source: Source) -> str:
    return Path(source.article.file or "").name


def _field(field: Field, value: str) -> JSON:
    return {
        "key": field.key,
        "kind": field.kind,
        "says": field.says,
        "choices": list(field.choices),
        "value": value,
    }


def _days(start: str, end: str) -> str:
    return start if start == end else f"{start} to {end}"


def queue(desk: Desk, state: State) -> Iterable[JSON]:
    """The open questions as the workbench shows them."""
    for question in desk.questions():
        first = question.evidence[0].article if question.evidence else ""
        yield {
            "id": question.id,
            "what": question.what,
            "sort": question.sort,
            "moves": question.moved,
            "file": (name := file_of(question.answers[0]) if question.answers else ""),
            "digest": desk.digest(name) if name else "",
            "page": source_path(first) if first in state.by_id else "",
            "evidence": [{"article": e.article, "words": e.words} for e in question.evidence],
            "answers": [{"key": a.key, "says": a.says} for a in question.answers],
        }
