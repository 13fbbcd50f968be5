"""Letters on a page → lines in reading order.

A page is cut as a reader's eye cuts it (the X-Y cut of Nagy and Seth, 1984): letters make words,
words make pieces of lines, and where a gutter runs through several lines, what stands left of it is
read before what stands right of it. Short pieces beside each other are rows of a table instead.

Places are in points; `y` grows upwards, as in PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from onrecord.read.readers.said import superscript

_SMALL = 0.8  # of the size beside it: a raised digit is a mark of a note, or a power
_RAISED = 0.15  # of the size
_BLANK = 0.22  # of the size: a gap between two words, if no blank says so
_APART = 1.0  # of the size: a gap between two pieces of a line
_SAME_LINE = 0.35  # of the size: so far apart baselines of one line are
_GUTTER = 6.0  # points between two columns at least
_FEWEST_ROWS = 3  # on both sides of a gutter
_CELL = 4  # words; tables have rarely more in a cell
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
        if rows and rows[-1][0].y - word.y <= _SAME_LINE * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [list(_pieces(sorted(row, key=lambda w: w.left))) for row in rows]


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
        cells = (replace(_one_line(row), text=" | ".join(p.text for p in row)) for row in inside)
        yield Region(tuple(cells), is_table=True)
    else:
        yield from regions(_side(inside, lambda line: line.left < middle))
        yield from regions(_side(inside, lambda line: line.left >= middle))
    yield from regions(rows[last:])


# ---- letters, words, lines -----------------------------------------------------------------------


def _words(letters: Iterable[Letter]) -> Iterator[Line]:
    word: Line | None = None
    for letter in letters:
        if word is not None and not letter.apart and _goes_on(word, letter):
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
    return -size < gap <= _BLANK * size and abs(letter.y - word.y) <= 0.6 * size


def _with(word: Line, letter: Letter) -> Line:
    """A word with one more letter; raised digits are written as such."""
    text, y, size = word.text, word.y, word.size
    new = letter.text
    if _is_raised(letter.y - y, letter.size, size) and new.isdecimal():
        new = superscript(new)
    elif _is_raised(y - letter.y, size, letter.size):
        text = superscript(text)
        y, size = letter.y, letter.size
    return Line(text + new, word.left, max(word.right, letter.right), y, size)


def _is_raised(by: float, size: float, beside: float) -> bool:
    return size <= _SMALL * beside and by >= _RAISED * beside


def _pieces(row: Sequence[Line]) -> Iterator[Line]:
    """The words of a row, joined where they stand as near as words do."""
    piece = row[0]
    for word in row[1:]:
        if word.left - piece.right > _APART * max(piece.size, word.size):
            yield piece
            piece = word
        else:
            piece = _joined(piece, word)
    yield piece


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
            inside = [line for one in rows[first:last] for line in one]
            before = sum(line.left < middle for line in inside)
            count = min(before, len(inside) - before)
            if best is not None and count <= best[0]:
                continue
            if table := _table(rows, first, last, middle):
                best = count, *table, middle, True
            elif count >= _FEWEST_ROWS:
                best = count, first, last, middle, False
    return best and best[1:]


def _gaps(row: Row, below: Row) -> Iterator[tuple[Line, Line]]:
    """Pieces beside each other, in a row or in two that are hardly apart."""
    yield from zip(row, row[1:], strict=False)
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
    pieces = [piece for row in rows[both[0] : both[-1] + 1] for piece in row]
    if median(piece.words for piece in pieces) > 2 * _CELL:
        return None
    left = [p for p in pieces if p.left < middle]
    right = [p for p in pieces if p.left >= middle]
    return (both[0], both[-1] + 1) if _is_ragged(left) or _is_ragged(right) else None


def _is_ragged(pieces: Sequence[Line]) -> bool:
    """Whether few of these fill their column."""
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    full = median((p.right - p.left) / width for p in pieces) if width else 0
    return full < _FULL or median(p.words for p in pieces) <= 2


def _side(rows: Sequence[Row], on: Callable[[Line], bool]) -> list[list[Line]]:
    return [side for row in rows if (side := [line for line in row if on(line)])]
