"""Text and the elements in it → HTML, verbatim: the HTML without its tags is the text.

Elements may overlap in any way. HTML may not, so where two cross, the inner one is closed and
opened again; and where one link lies in another, the outer one is interrupted. Only the first piece
of an element keeps its `id`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from onrecord.model import Span

# Control characters and lone surrogates have no place in HTML (and some have a meaning to
# Python-Markdown); each becomes one replacement character, so that offsets hold. Tab, line feed and
# carriage return stay.
_NOT_HTML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Element:
    """An HTML element around a stretch of the text, or at a point of it if the span is empty."""

    span: Span
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()  # names as they are, values not yet escaped

    @property
    def opening(self) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes)
        return f"<{self.tag}{attributes}>"

    def without_id(self) -> Element:
        return replace(self, attributes=tuple(a for a in self.attributes if a[0] != "id"))


def clean(text: str) -> str:
    """The text as HTML can carry it: of the same length."""
    return _NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", text)


def html(text: str, elements: Iterable[Element] = ()) -> str:
    """The text with its elements. Elements outside of the text are cut to it; those left empty are
    dropped.

    At one place, longer elements come outside shorter ones, and earlier ones outside later ones.
    """
    inside = [
        replace(e, span=Span(max(0, e.span.start), min(len(text), e.span.end))) for e in elements
    ]
    points = sorted((e for e in inside if e.span.start == e.span.end), key=lambda e: e.span.start)
    pieces = [e for e in inside if e.span.start < e.span.end]
    links = _not_nested(
        [e for e in pieces if e.tag == "a"], [e.span.start for e in points if e.tag == "a"]
    )
    ranges = sorted(
        [e for e in pieces if e.tag != "a"] + links,
        key=lambda e: (e.span.start, -e.span.end, e.tag == "a"),
    )
    return clean("".join(_tokens(text, ranges, points)))


def _tokens(text: str, ranges: Sequence[Element], points: Sequence[Element]) -> Iterable[str]:
    starts, here = iter([*ranges, None]), iter([*points, None])
    element, point = next(starts), next(here)
    opened: list[Element] = []
    at = 0
    for stop in sorted({0, len(text), *(x for e in ranges for x in (e.span.start, e.span.end)),
                        *(e.span.start for e in points)}):  # fmt: skip
        yield escape(text[at:stop], quote=False)
        at = stop
        reopen = []
        while any(e.span.end <= stop for e in opened):
            top = opened.pop()
            yield f"</{top.tag}>"
            if top.span.end > stop:
                reopen.append(top)
        while point and point.span.start == stop:
            yield f"{point.opening}</{point.tag}>"
            point = next(here)
        for again in reversed(reopen):
            opened.append(again)
            yield again.without_id().opening
        while element and element.span.start == stop:
            # one that ends sooner goes inside; what it would cross is closed for it and opened
            # again inside it
            shorter = []
            while opened and opened[-1].span.end < element.span.end:
                shorter.append(opened.pop())
                yield f"</{shorter[-1].tag}>"
            opened.append(element)
            yield element.opening
            for again in reversed(shorter):
                opened.append(again)
                yield again.without_id().opening
            element = next(starts)


def _not_nested(links: Sequence[Element], cuts: Sequence[int]) -> list[Element]:
    """The links in pieces, so that none lies in another (the shortest wins) or spans a cut."""
    pieces: list[Element] = []
    waiting = sorted(
        [*links, *(Element(Span(c, c), "") for c in cuts)], key=lambda e: (e.span.start, e.span.end)
    )
    group: list[Element] = []
    end = -1
    for element in waiting:  # groups of links that touch one another are small
        if element.span.start >= end:
            pieces += _apart(group)
            group = []
        group.append(element)
        end = max(end, element.span.end)
    return pieces + _apart(group)


def _apart(group: Sequence[Element]) -> list[Element]:
    taken: list[Span] = []
    pieces = []
    for link in sorted(group, key=lambda e: e.span.end - e.span.start):
        at, first = link.span.start, True
        inner = sorted(
            s
            for s in taken
            if link.span.start <= s.start <= s.end <= link.span.end or s.overlaps(link.span)
        )
        for other in [*inner, Span(link.span.end, link.span.end)]:
            if at < other.start:
                piece = replace(link, span=Span(at, min(other.start, link.span.end)))
                pieces.append(piece if first else piece.without_id())
                first = False
            at = max(at, other.end)
        taken.append(link.span)
    return pieces
