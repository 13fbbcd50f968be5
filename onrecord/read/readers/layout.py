"""Letters on a page → lines in reading order.

A page is cut as a reader's eye cuts it (the X-Y cut of Nagy and Seth, 1984): letters make words,
words make pieces of lines, and where a gutter runs through several lines, what stands left of it is
read before what stands right of it. Short pieces beside each other are rows of a table instead.

Places are in points; `y` grows upwards, as in PDF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from onrecord.read.readers.said import superscript

_SMALL = 0.8  # of the size beside it: a raised digit is a mark of a note, or a power
_RAISED = 0.15  # of the size
_BLANK = 0.22  # of the size: a gap between two words, if no blank says so
_KERNED = 0.06  # of the size: no gap, though the file says that a blank is there
_LOOSE = 0.42  # of the size: a gap that may be a gutter, or a blank of a line that is set wide
_CELL_GAP = 0.85  # of the size: a gap between two cells of a table
_ITEM_APART = 4.0  # of the size: a gap between the mark of an item and its words
_MARK = re.compile(r"[•◦▪‣●○■–—*-]|\(?(?:\d{1,2}|[a-z])[.)]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SAME_LINE = 0.35  # of the size: so far apart baselines of one line are
_GUTTER = 6.0  # points between two columns at least
_WIDE = 1.2  # of the size: a gutter; what is narrower may be blanks that stand under each other
_FEWEST_ROWS = 3  # on both sides of a wide gutter
_MANY_ROWS = 6  # on both sides of a narrow one
_MOST_WORDS = 8  # on one side of a gutter of a table
_ALIGNED = 2.0  # points: so far apart are edges under each other
_FULL = 0.55  # of the width of a column its lines fill, if they are prose


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, or the few that one sign stands for."""

    text: str
    left: float
    right: float
    y: float  # of the baseline
    size: float
    apart: bool  # whether a blank stands before it


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its letters in the order of its file."""

    letters: tuple[Letter, ...]
    has_pictures: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the piece of one that a column or a cell has."""

    text: str
    left: float
    right: float
    y: float
    size: float

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that belong together: a column, or the rows of a table."""

    lines: tuple[Line, ...]
    is_table: bool = False


Row = Sequence[Line]


def rows_of(sheet: Sheet) -> list[list[Line]]:
    """The lines of a page from top to bottom, each in its pieces from left to right."""
    words = sorted(_words(sheet.letters), key=lambda w: -w.y)
    rows: list[list[Line]] = []
    for word in words:
        if rows and _is_beside(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_pieces(sorted(row, key=lambda w: w.left), _LOOSE) for row in rows]


def _is_beside(row: Row, word: Line) -> bool:
    """Whether a word stands on the line that a row began; a mark of a note may stand higher."""
    first = max(row, key=lambda w: w.size)
    most = _SAME_LINE * max(word.size, first.size)
    if first.text.isdecimal() and first.size <= _SMALL * word.size:
        most = 2 * most
    return first.y - word.y <= most


def regions(rows: Sequence[Row]) -> Iterator[Region]:
    """The columns and tables of some rows, in the order in which they are read."""
    found = _columns(rows)
    if found is None:
        lines = tuple(_one_line(row) for row in rows)
        if lines:
            yield Region(lines)
        return
    first, last, middle, is_table = found
    yield from regions(rows[:first])
    inside = rows[first:last]
    if is_table:
        yield Region(tuple(map(_cells, inside)), is_table=True)
    else:
        yield from regions(_side(inside, lambda line: line.left < middle))
        yield from regions(_side(inside, lambda line: line.left >= middle))
    yield from regions(rows[last:])


# ---- letters, words, lines -----------------------------------------------------------------------


def _words(letters: Iterable[Letter]) -> Iterator[Line]:
    word: Line | None = None
    for letter in letters:
        if word is not None and _goes_on(word, letter):
            word = _with(word, letter)
        else:
            if word is not None:
                yield word
            word = Line(letter.text, letter.left, letter.right, letter.y, letter.size)
    if word is not None:
        yield word


def _goes_on(word: Line, letter: Letter) -> bool:
    gap = letter.left - word.right
    size = max(word.size, letter.size)
    most = _KERNED if letter.apart else _BLANK
    return -size < gap <= most * size and abs(letter.y - word.y) <= 0.6 * size


def _with(word: Line, letter: Letter) -> Line:
    """A word with one more letter; raised digits are written as such."""
    text, y, size = word.text, word.y, word.size
    new = letter.text
    if _is_raised(letter.y - y, letter.size, size) and new.isdecimal():
        new = superscript(new)
    elif _is_raised(y - letter.y, size, letter.size):
        text = superscript(text)
        y, size = letter.y, letter.size
    return Line(text + new, word.left, max(word.right, letter.right), y, max(size, letter.size))


def _is_raised(by: float, size: float, beside: float) -> bool:
    return size <= _SMALL * beside and by >= _RAISED * beside


def _pieces(row: Row, gap: float) -> list[Line]:
    """The words of a row, joined where no gap of so many sizes is between them."""
    pieces = [row[0]]
    for word in row[1:]:
        piece = pieces[-1]
        most = _ITEM_APART if _MARK.fullmatch(piece.text) else gap
        if word.left - piece.right > most * max(piece.size, word.size):
            pieces.append(word)
        else:
            pieces[-1] = _joined(piece, word)
    return pieces


def _cells(row: Row) -> Line:
    """A row of a table, with bars between its cells."""
    cells = " | ".join(piece.text for piece in _pieces(row, _CELL_GAP))
    return replace(_one_line(row), text=cells)


def _joined(one: Line, other: Line) -> Line:
    text, words = one.text, other.text
    if _is_raised(other.y - one.y, other.size, one.size) and words.isdecimal():
        text, words = text + superscript(words), ""
    elif _is_raised(one.y - other.y, one.size, other.size) and text.isdecimal():
        text = superscript(text)
    larger = one if len(one.text) >= len(other.text) else other
    text = f"{text} {words}".rstrip()
    return Line(text, one.left, max(one.right, other.right), larger.y, larger.size)


def _one_line(row: Row) -> Line:
    line = row[0]
    for piece in row[1:]:
        line = _joined(line, piece)
    return line


# ---- columns and tables --------------------------------------------------------------------------


def _columns(rows: Sequence[Row]) -> tuple[int, int, float, bool] | None:
    """The rows through which a gutter runs (from, up to), its middle, and whether they are those of
    a table: the longest there are.
    """
    best: tuple[int, int, int, float, bool] | None = None
    for i, row in enumerate(rows):
        for left, right in _gaps(row, rows[i + 1] if i + 1 < len(rows) else ()):
            if best and best[1] <= i < best[2] and left.right < best[3] < right.left:
                continue  # of the gutter that is known
            first, last, low, high = _run(rows, i, left.right, right.left)
            middle = (low + high) / 2
            inside = rows[first:last]
            count = min(
                sum(one[0].left < middle for one in inside),
                sum(one[-1].left >= middle for one in inside),
            )
            if best is not None and count <= best[0]:
                continue
            wide = (high - low) / max(line.size for line in (left, right))
            if wide >= _CELL_GAP and (table := _table(rows, first, last, middle)):
                best = count, *table, middle, True
            elif count >= (_FEWEST_ROWS if wide >= _WIDE else _MANY_ROWS):
                while rows[first][-1].left < middle:  # a last line above the columns
                    first += 1
                best = count, first, last, middle, False
    return best and best[1:]


def _gaps(row: Row, below: Row) -> Iterator[tuple[Line, Line]]:
    """Pieces beside each other, in a row or in two that are hardly apart."""
    yield from pairwise(row)
    for left in (*row, *below):
        for right in below if left in row else row:
            near = abs(left.y - right.y) < 0.9 * max(left.size, right.size)
            if near and right.left - left.right >= _GUTTER:
                yield left, right


def _run(rows: Sequence[Row], start: int, low: float, high: float) -> tuple[int, int, float, float]:
    """How far up and down a gutter between two places runs, and how wide it is then."""
    first, last = start, start
    for step in (-1, 1):
        at = start if step == 1 else start - 1
        while 0 <= at < len(rows):
            left, right = low, high
            for line in rows[at]:
                if line.left < (low + high) / 2:
                    left = max(left, line.right)
                else:
                    right = min(right, line.left)
            if right - left < _GUTTER:
                break
            low, high = left, right
            first, last = min(first, at), max(last, at + 1)
            at += step
    return first, max(last, start), low, high


def _table(rows: Sequence[Row], first: int, last: int, middle: float) -> tuple[int, int] | None:
    """From which of these rows to which pieces stand beside each other as cells do: in rows, of a
    few words each; None where they are columns of prose.
    """
    both = [i for i in range(first, last) if rows[i][0].left < middle <= rows[i][-1].left]
    if len(both) < 2 or len(both) < 0.6 * (both[-1] + 1 - both[0]):
        return None
    inside = rows[both[0] : both[-1] + 1]
    left = [_one_line(side) for side in _side(inside, lambda p: p.left < middle)]
    right = [_one_line(side) for side in _side(inside, lambda p: p.left >= middle)]
    if median(line.words for line in (*left, *right)) > _MOST_WORDS:
        return None
    if not (_is_ragged(left) or _is_ragged(right)) or not _is_aligned(inside, middle):
        return None
    return both[0], both[-1] + 1


def _is_ragged(pieces: Sequence[Line]) -> bool:
    """Whether few of these fill their column."""
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    full = median((p.right - p.left) / width for p in pieces) if width else 0
    return full < _FULL or median(p.words for p in pieces) <= 2


def _is_aligned(rows: Sequence[Row], middle: float) -> bool:
    """Whether the cells behind a gutter stand under each other: at their left, right or middle."""
    cells = [next(p for p in row if p.left >= middle) for row in rows if row[-1].left >= middle]
    places = zip(*((c.left, c.right, (c.left + c.right) / 2) for c in cells), strict=True)
    return any(
        sum(abs(at - median(edge)) <= _ALIGNED for at in edge) >= 0.7 * len(cells)
        for edge in map(list, places)
    )


def _side(rows: Sequence[Row], on: Callable[[Line], bool]) -> list[list[Line]]:
    return [side for row in rows if (side := [line for line in row if on(line)])]
