"""PDF and Word documents by several producers: the words in reading order, furniture apart, or a
clear refusal.

documents/ has what other programs made of the report in press.py: LibreOffice (two columns, heads
and feet, a footnote, a table), Chromium's print (columns, a table), groff and Ghostscript (columns,
hyphens, a footnote).
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.model import Problem
from onrecord.read.content import read
from onrecord.read.readers import read_source
from onrecord.read.readers.draft import Draft
from onrecord.read.readers.markdown import as_markdown, read_markdown
from tests.read.readers import press

DOCUMENTS = Path(__file__).parent / "documents"
WITH_NOTE = press.FIRST[1].replace("people", "people¹")
REPORT = (press.TITLE, press.BYLINE, *press.FIRST, press.SUBHEAD, *press.SECOND)
NOTED = tuple(WITH_NOTE if words == press.FIRST[1] else words for words in REPORT)
FIXED = {
    "libreoffice.pdf": (*NOTED, *press.ROWS, f"¹ {press.NOTE}"),
    "libreoffice.docx": (*NOTED, *press.ROWS, f"¹ {press.NOTE}"),
    "chromium.pdf": (*REPORT, *press.ROWS),
    "groff.pdf": (*NOTED, f"¹ {press.NOTE}"),
}


def raw_of(name: str) -> bytes:
    return press.MADE[name][0]() if name in press.MADE else (DOCUMENTS / name).read_bytes()


def draft_of(name: str) -> Draft:
    problems: list[Problem] = []
    draft = read_source(raw_of(name), name, problems)
    assert problems == []
    assert draft is not None
    return draft


@pytest.mark.parametrize("name", [*press.MADE, *FIXED])
def test_the_words_in_their_order(name: str) -> None:
    expected = FIXED[name] if name in FIXED else press.MADE[name][1]
    assert draft_of(name).text.split("\n\n") == list(expected)


@pytest.mark.parametrize("name", ["two-columns.pdf", "report.docx", *FIXED])
def test_what_a_document_says_of_itself(name: str) -> None:
    draft = draft_of(name)
    assert draft.facts.title == press.TITLE
    author = "Ines Corro" if name[:5] not in ("chrom", "groff") else None
    assert draft.facts.author == author
    kinds = [(b.kind, b.span.of(draft.text)) for b in draft.blocks if b.kind != "paragraph"]
    heading = [] if name == "groff.pdf" else [("heading", press.SUBHEAD)]  # bold, no larger
    assert kinds == [("title", press.TITLE), *heading]


@pytest.mark.parametrize("name", [*press.MADE, *FIXED])
def test_a_draft_is_kept_as_markdown(name: str) -> None:
    draft = draft_of(name)
    again = read_markdown(as_markdown(draft), "x.md", [])
    assert (again.text, again.facts.author) == (draft.text, draft.facts.author)


@pytest.mark.parametrize(
    "words",
    ["1. one", "- two\n+ three", "# four", "> five", "*six* _seven_ `eight`", "[a](b) <c> &amp;",
     "| a | b |\n|---|---|", "---", "===", "a\\b", "~~~", "1994) x", "$5 * 3 * 2", "![x](y)"],
)  # fmt: skip
def test_marks_in_a_text_are_words(words: str) -> None:
    from onrecord.read.readers.builder import TextBuilder

    built = TextBuilder()
    built.add("A title", "title", 1)
    built.add(words)
    draft = Draft(*built.done())
    again = read_markdown(as_markdown(draft), "x.md", [])
    assert (again.text, again.blocks) == (draft.text, draft.blocks)


# ---- refusals ------------------------------------------------------------------------------------


def docx_of(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, words in parts.items():
            file.writestr(name, words)
    return out.getvalue()


def with_part(name: str, words: str) -> bytes:
    """The report with one of its parts in other words."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(press.docx_report())) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, words if part == name else old.read(part))
    return out.getvalue()


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("name", "raw", "word"),
    [
        ("a.pdf", press.pdf_locked, "is locked with a password — save it without one"),
        ("a.pdf", press.pdf_scanned, "has no text, only pictures of it — run it through"),
        ("a.pdf", lambda: b"%PDF-1.4 nothing", "is no PDF that can be read"),
        ("a.pdf", lambda: b"", "is no PDF that can be read"),
        ("a.pdf", lambda: press.pdf_turned()[:300], "is no PDF that can be read"),
        ("a.docx", lambda: b"PK\x03\x04 nothing", "is no Word document that can be read"),
        ("a.docx", lambda: docx_of(a="b"), "is no Word document that can be read"),
        ("a.docx", lambda: b"\xd0\xcf\x11\xe0 old", "is a document of an old Word"),
        (
            "a.docx",
            lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "is locked with a password",
        ),
        ("a.docx", lambda: with_part("word/document.xml", BOMB), "declares a document type"),
        ("a.docx", lambda: docx_of(**{"word/document.xml": "0" * 10**7}), "is no Word document"),
        ("a.docx", lambda: docx_of(**{"a.xml": "0" * 30_000_001}), "unpacks to more than 30 MB"),
    ],
)
def test_refusals(name: str, raw: Callable[[], bytes], word: str) -> None:
    problems: list[Problem] = []
    assert read_source(raw(), name, problems) is None
    assert [p.warning for p in problems] == [False]
    assert word in str(problems[0])


@pytest.mark.parametrize(("name", "library"), [("pdf", "pypdfium2"), ("docx", "mammoth")])
def test_without_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"onrecord.read.readers.{name}", raising=False)
    (tmp_path / "briefings/x").mkdir(parents=True)
    (tmp_path / f"briefings/x/a.{name}").write_bytes(b"any")
    problem = next(p for p in read(tmp_path)[1] if "needs" in p.what)
    assert (problem.warning, problem.file) == (False, f"briefings/x/a.{name}")
    assert problem.mend == f"pip install 'onrecord[{name}]'"
