"""PDF: PDFium reads the letters of each page and where they stand; `layout` makes lines and columns
of them, and `flow` a text.

What a page of print has beside its article is told from it: running heads and page numbers are left
out, footnotes stand behind the text. Needs the extra `onrecord[pdf]`.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from onrecord.model import Problem
from onrecord.read.readers.draft import Draft, Facts
from onrecord.read.readers.flow import flow
from onrecord.read.readers.layout import Letter, Sheet
from onrecord.read.readers.said import author_of, title_of

MOST_PAGES = 400
_FEW = 20  # letters a page; with fewer there is no text on it
_UNKNOWN = 0.2  # of the letters may have no known meaning
_SCAN = "run it through a program that reads scans (ocrmypdf), and add what comes out"
# What PDFium gives for a hyphen that ends a line; bullets of fonts of symbols.
_SYMBOLS = {"\x02": "-", "\uf0b7": "•", "\uf0a7": "▪"}


def read(raw: bytes, file: str, problems: list[Problem]) -> Draft | None:
    """The words of a PDF in the order in which they are read; None where it has none to read."""
    try:
        document = pypdfium2.PdfDocument(raw)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            problem = Problem("is locked with a password", "save it without one", file)
        else:
            problem = Problem("is no PDF that can be read", "open and export it anew", file)
        problems.append(problem)
        return None
    try:
        if pages > MOST_PAGES:
            problems.append(Problem(f"has more than {MOST_PAGES} pages", "split it", file))
            return None
        sheets = [_sheet(document, number) for number in range(pages)]
        if unreadable := _unreadable(sheets, file):
            problems.append(unreadable)
            return None
        draft = flow(sheets)
        return Draft(draft.text, draft.blocks, _facts(document, draft))
    except pypdfium2.PdfiumError:
        problems.append(Problem("a page of it cannot be read", "open and export it anew", file))
        return None
    finally:
        document.close()


def _unreadable(sheets: list[Sheet], file: str) -> Problem | None:
    letters = [letter.text for sheet in sheets for letter in sheet.letters if letter.text.strip()]
    if len(letters) < _FEW * max(1, min(len(sheets), 5)) and not (
        letters and len(sheets) == 1 and not sheets[0].has_pictures
    ):
        return Problem("has no text, only pictures of it", _SCAN, file)
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " for c in letters)
    if unknown > _UNKNOWN * len(letters):
        return Problem("does not say which letters its signs are", _SCAN, file)
    return None


def _sheet(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    page = document[number]
    text = page.get_textpage()
    try:
        pictures = any(o.type == pdfium.FPDF_PAGEOBJ_IMAGE for o in page.get_objects(max_depth=2))
        return Sheet(_upright(_letters(text)), pictures)
    finally:
        text.close()
        page.close()


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[Letter, int]]:
    """Each letter with its place, and by how many quarters of a turn it is turned."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    apart = True
    for i in range(text.count_chars()):
        letter = _meaning(pdfium.FPDFText_GetUnicode(text, i))
        if letter.isspace():
            apart = True
            continue
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        turn = round(pdfium.FPDFText_GetCharAngle(text, i) / (math.pi / 2)) % 4
        across = (box.left, box.right), (box.bottom, box.top)
        (left, right), (low, high) = across if turn % 2 == 0 else across[::-1]
        along, up = (x.value, y.value) if turn % 2 == 0 else (y.value, -x.value)
        if turn in (1, 2):  # against the direction of the page
            left, right, along, up = -right, -left, -along, -up
        yield Letter(letter, left, right, up, high - low, apart), turn
        apart = False


def _meaning(code: int) -> str:
    if code in (0, 0xFFFE, 0xFFFF) or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return _SYMBOLS.get(chr(code), chr(code))


def _upright(letters: Iterable[tuple[Letter, int]]) -> tuple[Letter, ...]:
    """The letters that stand as most of the page do: what is turned against them stands in its
    margin.
    """
    found = list(letters)
    turns = Counter(turn for _, turn in found)
    most = turns.most_common(1)[0][0] if turns else 0
    return tuple(letter for letter, turn in found if turn == most)


def _facts(document: pypdfium2.PdfDocument, draft: Draft) -> Facts:
    """What the file says of itself, as far as it can be believed."""
    said = document.get_metadata_dict()
    found = next((b.span.on_one_line(draft.text) for b in draft.blocks if b.kind == "title"), None)
    title = found or title_of(said.get("Title", ""), draft.text)
    return Facts(title, author=author_of(said.get("Author", "")))
