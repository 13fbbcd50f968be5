"""Pages of lines → the running text: paragraphs across columns and pages, without what print puts
around them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from onrecord.read.readers.builder import TextBuilder
from onrecord.read.readers.draft import Draft
from onrecord.read.readers.layout import Line, Region, Row, Sheet, regions, rows_of
from onrecord.read.readers.said import superscript

_HEADS = 3  # rows at the top and at the foot of a page among which its running heads are
_OFTEN = 0.4  # of the pages have a running head
_PAGE_NUMBER = re.compile(
    r"(?i)[-–—|\s]*(?:page|p\.|seite)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/|von)\s*\d{1,4})?[-–—|\s]*"
)
# What browsers print above and below a page: its address, the moment, how many pages there are.
_PRINTED = re.compile(
    r"(?:https?|file)://\S+|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}, \d{1,2}:\d\d(?: [AP]M)?"
    r"|\d{1,3}/\d{1,3}"
)
_NOTE = re.compile(r"(?P<mark>[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}(?=[.)]?\s|[A-Z“\"])|[*†‡§]+)[.)]?\s*(?=\S)")
_NOTE_SIZE = 0.9  # of the size of the text, at most
_HEADING_SIZE = 1.12  # of the size of the text, at least
_LARGE_STEP = 1.4  # of the size: how far apart the lines of a heading are at most
_HEADING = 200  # characters; what is longer is no heading
_ITEM = re.compile(r"(?:[•◦▪‣●○■–—*-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_HYPHENED = re.compile(r"(\w+)[-\u00ad\u2010]$")
_FIRST_WORD = re.compile(r"\w+")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    lines: tuple[Line, ...]
    kind: str = "text"  # or "row", "note"

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_END.search(self.lines[-1].text))


def flow(sheets: Sequence[Sheet]) -> Draft:
    """The text of some pages; its headings are those that are printed larger."""
    rows_of_pages = [rows_of(sheet) for sheet in sheets]
    body = _body_size(line for rows in rows_of_pages for row in rows for line in row)
    pages = _without_heads(rows_of_pages, body)
    found: list[_Paragraph] = []
    notes: list[_Paragraph] = []
    for rows in pages:
        for region in regions(rows):
            text, below = _notes_apart(region, body)
            notes += map(_note, _paragraphs(below, body))
            for paragraph in _paragraphs(text, body):
                if found and _continues(found[-1], paragraph, body):
                    paragraph = _Paragraph((*found.pop().lines, *paragraph.lines))
                found.append(paragraph)
    return _built([*found, *notes], body)


# ---- what print puts around a text ---------------------------------------------------------------


def _without_heads(pages: Sequence[Sequence[Row]], body: float) -> list[list[Row]]:
    """The rows of each page without running heads and page numbers."""
    outer = [{_key(row) for row in (*rows[:_HEADS], *rows[-_HEADS:])} for rows in pages]
    seen = Counter(key for keys in outer for key in keys)
    often = max(2, _OFTEN * len(pages))

    def is_head(row: Row) -> bool:
        words = " ".join(line.text for line in row)
        if _PAGE_NUMBER.fullmatch(words) or seen[_key(row)] >= often:
            return True
        return row[0].size < body and any(_PRINTED.fullmatch(piece.text) for piece in row)

    return [_inner(rows, is_head) for rows in pages]


def _inner(rows: Sequence[Row], is_head: Callable[[Row], bool]) -> list[Row]:
    """Rows without the heads from both ends on."""
    first, last = 0, len(rows)
    while first < min(_HEADS, last) and is_head(rows[first]):
        first += 1
    while last > max(first, len(rows) - _HEADS) and is_head(rows[last - 1]):
        last -= 1
    return list(rows[first:last])


def _key(row: Row) -> str:
    """The words of a row whatever its numbers are."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", " ".join(line.text for line in row).casefold())


def _body_size(lines: Iterable[Line]) -> float:
    """The size in which most is printed."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _notes_apart(region: Region, body: float) -> tuple[Region, Region]:
    """A column, and the notes at its foot: small print that a mark begins."""
    lines = region.lines
    first = len(lines)
    while first and lines[first - 1].size <= _NOTE_SIZE * body:
        first -= 1
    first = next((i for i in range(first, len(lines)) if _NOTE.match(lines[i].text)), len(lines))
    if region.is_table:
        first = len(lines)
    return Region(lines[:first], region.is_table), Region(lines[first:])


def _note(paragraph: _Paragraph) -> _Paragraph:
    """A note with its mark written as one."""
    first, *rest = paragraph.lines
    if (found := _NOTE.match(first.text)) and found["mark"].isdigit():
        text = f"{superscript(found['mark'])} {first.text[found.end() :]}"
        return _Paragraph((replace(first, text=text), *rest), "note")
    return _Paragraph(paragraph.lines, "note")


# ---- paragraphs ----------------------------------------------------------------------------------


def _paragraphs(region: Region, body: float) -> Iterator[_Paragraph]:
    lines = region.lines
    if not lines:
        return
    if region.is_table:
        yield from (_Paragraph((line,), "row") for line in lines)
        return
    steps = [a.y - b.y for a, b in pairwise(lines)]
    step = median(steps) if steps else 0.0
    left, right = min(x.left for x in lines), max(x.right for x in lines)
    start = 0
    for i in range(1, len(lines)):
        is_large = lines[i].size >= _HEADING_SIZE * body
        if _begins(lines[i - 1], lines[i], step, left, right, is_large):
            yield _Paragraph(lines[start:i])
            start = i
    yield _Paragraph(lines[start:])


def _begins(
    above: Line, line: Line, step: float, left: float, right: float, is_large: bool
) -> bool:
    """Whether a paragraph begins with a line that stands under another one."""
    if abs(above.size - line.size) > 0.1 * max(above.size, line.size):
        return True
    if above.y - line.y > max(1.25 * step + 0.5, _LARGE_STEP * line.size if is_large else 0):
        return True
    if _ITEM.match(line.text) and line.left <= above.left + line.size:
        return True
    indented = line.left > left + 0.6 * line.size and above.left <= left + 0.3 * line.size
    short = above.right < right - 0.12 * (right - left)
    return (indented and short) or (bool(_END.search(above.text)) and (indented or short))


def _continues(one: _Paragraph, other: _Paragraph, body: float) -> bool:
    """Whether a paragraph goes on in another column or on another page."""
    if one.kind != "text" or other.kind != "text" or one.ends:
        return False
    if abs(one.size - other.size) > 0.1 * body or _is_heading(one, body):
        return False
    last, first = one.lines[-1].text, other.lines[0].text
    return (
        bool(_HYPHENED.search(last))
        or first[:1].islower()
        or first[:1].isdigit()
        or (other.lines[0].y > one.lines[-1].y and not _ITEM.match(first))
    )


def _is_heading(paragraph: _Paragraph, body: float) -> bool:
    size = sum(len(line.text) for line in paragraph.lines)
    return paragraph.size >= _HEADING_SIZE * body and size <= _HEADING


def _built(paragraphs: Sequence[_Paragraph], body: float) -> Draft:
    words = Counter(
        word.casefold() for p in paragraphs for x in p.lines for word in _WORD.findall(x.text)
    )
    heads = [p for p in paragraphs if p.kind == "text" and _is_heading(p, body)]
    title = max(heads[:3], key=lambda p: p.size, default=None)
    sizes = sorted({round(p.size) for p in heads if p is not title}, reverse=True)
    built = TextBuilder()
    for paragraph in paragraphs:
        text = _joined([line.text for line in paragraph.lines], words)
        if paragraph is title:
            built.add(text, "title", 1)
        elif paragraph in heads:
            built.add(text, "heading", min(2 + sizes.index(round(paragraph.size)), 6))
        else:
            built.add(text)
    text, blocks = built.done()
    return Draft(text, blocks)


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    """Lines as one, with the words put together that their ends part."""
    text = lines[0]
    for line in lines[1:]:
        part, rest = _HYPHENED.search(text), _FIRST_WORD.match(line)
        if part and rest:
            whole, hyphened = part[1] + rest[0], f"{part[1]}-{rest[0]}"
            parted = words[hyphened.casefold()] > words[whole.casefold()]
            keeps = parted or not rest[0][0].islower() or part[1][-1:].isdigit()
            text = (text if keeps else text[: part.end(1)]) + line
        else:
            text = f"{text} {line}"
    return text
