"""What can be decided on an item of a page: a form, with the likely choices first.

A form is plain data for the workbench: the words, where the decision is written, quick choices that
are whole decisions, and fields for the rest, each with what it most likely holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.compose.addresses import article_of
from onrecord.compose.corpus import Source
from onrecord.edit.anchored import beside, figures, folder_of, name_of, trimmed
from onrecord.edit.desk import Desk
from onrecord.edit.files import RefusedError
from onrecord.edit.items import TITLES, Items, field
from onrecord.model import Span
from onrecord.read.anchors import candidate, places
from onrecord.read.sorts import COMPARE, FACTS

JSON = dict[str, Any]

_LONG = 4  # words: so many are rather a quotation than a name


class Forms:
    """The forms for the items of one state of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.state, self.items = desk.state, Items(desk)

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
            {"id": other, "title": TITLES[its], "words": there.on_one_line(source.text)}
            for other, (its, there) in marks.items()
            if other != id_ and there.overlaps(span) and not _inside(there, span)
        ]
        return {**self.items.of(source, span, sort), "also": also}

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
        forms = [self.items.of(source, span, sort) for sort in _by_likelihood(words)]
        return {"words": words, "sorts": [*forms, self.items.part(source, span)]}

    def of_day(self, page: str, block: str, words: str) -> JSON:
        """The form of a day of a time line, by its words and the block that they stand in."""
        source = self.source(page)
        within = _block(source, block)
        for time in source.found.times:
            if within.contains(time.span) and time.span.of(source.text) == words:
                return self.items.day(source, time.span)
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
            **self.items.where(folder, COMPARE),
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
            **self.items.where(folder_of(source), name_of(source)),
            "title": "Facts of the source",
            "words": source.title,
            "quick": [],
            "fields": [field(f, known[f.key]) for f in FACTS],
            "base": {"facts": {}},
        }


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
    sorts = list(TITLES)
    if any(c.isdigit() for c in words):
        first = "figure"
    else:
        first = "name" if words[:1].isupper() and len(words.split()) < _LONG else "quote"
    return sorted(sorts, key=lambda sort: sort != first)


def _block(source: Source, id_: str) -> Span:
    if id_ not in source.block_ids:
        raise RefusedError("the page is older than what was decided: load it again")
    return source.found.blocks[source.block_ids.index(id_)].span
