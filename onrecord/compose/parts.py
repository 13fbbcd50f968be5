"""A very long source in parts: which of its blocks stand on which page.

A part ends before a heading, or where a digest of a block's words says so: a sentence more moves
the nearest cut, and no other. Most sources have one part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.compose.addresses import source_path
from onrecord.compose.lists import cuts, starts
from onrecord.model import Annotations
from onrecord.pages import Link, SourcePage, TextBlock

_MOST = 95_000  # characters of HTML that the blocks of a part take, about; the page has 8,000 more
# what each takes, by a fit over 150 articles: a block, its text, a mention, a quotation, a figure
_BLOCK, _LETTER, _MENTION, _QUOTE, _FIGURE = 185, 1.3, 180, 525, 195
_MOST_ROWS = 3  # that the notes of one paragraph may stand beside


def part_starts(found: Annotations, text: str) -> list[int]:
    """The indexes of the blocks that the parts of a source begin with."""
    at = [b.span.start for b in found.blocks]
    sizes = [_BLOCK + int(_LETTER * (b.span.end - b.span.start)) for b in found.blocks]
    kinds = ((_MENTION, found.mentions), (_QUOTE, found.quotes), (_FIGURE, found.figures))
    for weight, items in kinds:
        for item in items:
            if (i := bisect_right(at, item.span.start) - 1) >= 0:
                sizes[i] += weight

    def begins(i: int) -> bool:
        block = found.blocks[i]
        return block.kind == "heading" or starts(block.span.of(text))

    return cuts(sizes, _MOST, begins)


def part_path(article: str, part: int) -> str:
    """sources/strike/courier.html, and of the second part sources/strike/courier_2.html: no
    source's own name has an underscore.
    """
    path = source_path(article)
    return f"{path.removesuffix('.html')}_{part + 1}.html" if part else path


def parts_of(page: SourcePage) -> tuple[SourcePage, ...]:
    """The pages that a source is shown on; of most the one."""
    if len(page.parts) < 2:
        return (page,)
    shown = []
    for n, members in groupby(page.blocks, key=lambda b: b.part):
        link, blocks = page.parts[n], with_rows(members)
        marks = [m for b in blocks for m in b.words.marks if m.kind == "actor"]
        first = {m.actor: m.id for m in reversed(marks) if m.id}
        cards = (replace(c, first=first[c.count.actor.id] or "") for c in page.cards
                 if c.count.actor.id in first)  # fmt: skip
        title = f"{page.head.title}, part {n + 1}" if n else page.head.title
        shown.append(
            replace(
                page,
                head=replace(page.head, path=link.href, title=title),
                blocks=blocks,
                cards=tuple(cards),
                counts=Counter(m.kind for b in blocks for m in b.words.marks),
                given_title=page.given_title if n == 0 else "",
                part=n,
                decisions=page.decisions if n == 0 else (),
            )
        )
    return tuple(shown)


def part_links(article: str, blocks: Sequence[TextBlock]) -> tuple[Link, ...]:
    """The way to the parts of a source, called by their paragraphs; none where there is one."""
    parts = sorted({b.part for b in blocks})
    if len(parts) < 2:
        return ()
    links = []
    for n in parts:
        numbers = [b.number for b in blocks if b.part == n and b.number]
        words = f"¶\N{NO-BREAK SPACE}{numbers[0]}–{numbers[-1]}" if numbers else f"Part {n + 1}"
        links.append(Link(words, part_path(article, n)))
    return tuple(links)


def with_rows(blocks: Iterable[TextBlock]) -> tuple[TextBlock, ...]:
    """Each block in its line of the grid; notes may run on beside blocks below that have none."""
    listed = list(blocks)
    placed = []
    for i, block in enumerate(listed):
        free = 1
        while free < _MOST_ROWS and i + free < len(listed) and not listed[i + free].notes:
            free += 1
        placed.append(replace(block, row=i + 1, span=free))
    return tuple(placed)
