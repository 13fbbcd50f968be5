"""DOCX: mammoth reads what a document says and how it is built, without the heads and feet of its
pages; deleted words of tracked changes are left out, inserted ones are text.

Needs the extra `onrecord[docx]`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container
from itertools import count

import mammoth
from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from onrecord.model import Block, Problem
from onrecord.read.readers.builder import TextBuilder
from onrecord.read.readers.draft import Draft, Facts
from onrecord.read.readers.said import author_of, superscript, title_of

_MOST = 30_000_000  # bytes of words and marks, unpacked; a report has some hundred thousand
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # a compound file: Word before 2007, or a locked document
_LOCKED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0".encode("latin-1")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
"""
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr")
_NOTE = re.compile(r"(?:foot|end)note-\d+$")
_BACK = ("#nfootnote-ref", "#nendnote-ref")
_DC = "{http://purl.org/dc/elements/1.1/}"


def read(raw: bytes, file: str, problems: list[Problem]) -> Draft | None:
    """The words of a document and its structure; None where it is none."""
    try:
        core = _sound(raw)
        page = mammoth.convert_to_html(
            io.BytesIO(raw), style_map=_STYLES, convert_image=_no_image, id_prefix="n"
        ).value
    except _UnfitError as error:
        problems.append(Problem(error.what, error.mend, file))
        return None
    except Exception:  # a broken document breaks its reader in any way
        mend = "open it and save it anew"
        problems.append(Problem("is no Word document that can be read", mend, file))
        return None
    text, blocks = _built(page)
    if not text:
        problems.append(Problem("has no words in it", "add a document that has", file))
        return None
    found = next((b.span.on_one_line(text) for b in blocks if b.kind == "title"), None)
    title = found or title_of(core.findtext(f"{_DC}title") or "", text)
    return Draft(text, blocks, Facts(title, author=author_of(core.findtext(f"{_DC}creator") or "")))


class _UnfitError(Exception):
    """What is wrong with a document, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def _sound(raw: bytes) -> etree._Element:
    """What a document says about itself (Dublin Core); empty where it says nothing. Raises
    _UnfitError for what is not to be read.
    """
    if raw.startswith(_OLD_WORD):
        if _LOCKED in raw:
            raise _UnfitError("is locked with a password", "save it without one")
        raise _UnfitError("is a document of an old Word", "save it as .docx")
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        of_words = [p for p in parts.infolist() if p.filename.endswith((".xml", ".rels"))]
        if sum(part.file_size for part in of_words) > _MOST:
            raise _UnfitError(f"unpacks to more than {_MOST // 1_000_000} MB of words", "split it")
        core = etree.Element("none")
        for part in of_words:  # mammoth's own parser would expand, and stumble slowly
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            root = etree.fromstring(parts.read(part), parser)
            if root.getroottree().docinfo.internalDTD is not None:
                raise _UnfitError("declares a document type, which no Word document may", "")
            core = root if part.filename == "docProps/core.xml" else core
        return core


def _no_image(_image: object) -> list[object]:
    return []


def _built(page: str) -> tuple[str, tuple[Block, ...]]:
    """The text and the blocks of a document as mammoth writes it."""
    built = TextBuilder()
    notes = count(1)
    for element in document_fromstring(f"<body>{page}</body>").iter(*_BLOCKS):
        if element.tag == "tr":
            built.add(" | ".join(" ".join(_words(cell).split()) for cell in element))
        elif any(above.tag == "tr" for above in element.iterancestors()):
            continue  # its row has its words
        elif element.tag == "li":
            if _NOTE.search(element.get("id") or ""):
                built.add(f"{superscript(str(next(notes)))} {_words(element)}")
            else:
                built.add(_words(element, until=(*_BLOCKS, "ol", "ul")))
        elif element.tag[0] == "h":
            built.heading(" ".join(_words(element).split()), int(element.tag[1]))
        elif not _in_note(element):
            built.add(_words(element), "caption" if element.get("class") else "paragraph")
    return built.done()


def _in_note(element: HtmlElement) -> bool:
    return any(_NOTE.search(above.get("id") or "") for above in element.iterancestors("li"))


def _words(element: HtmlElement, until: Container[str] = ()) -> str:
    """The words in an element, without those of inner elements of some names, and without the way
    back from a note.
    """
    words = [element.text or ""]
    for child in element:
        if child.tag == "br":
            words.append("\n")
        elif child.tag == "sup":
            words.append(superscript(_words(child).strip("[]")))
        elif child.tag not in until and not (child.get("href") or "").startswith(_BACK):
            words.append(_words(child, until))
            words.append(" " if child.tag == "p" else "")
        words.append(child.tail or "")
    return "".join(words)
