"""A reader for each kind of source file: what a file's name ends in says who reads it.

A reader takes the text of a file (of `.pdf` and `.docx`: its bytes), its name for messages, and the
list in which it leaves its complaints; it gives a `Draft`. A further kind of file is one more
module and one more line in `READERS` or `OF_BYTES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath

from onrecord.model import Problem
from onrecord.read.readers.decode import decode
from onrecord.read.readers.draft import Draft
from onrecord.read.readers.markdown import read_markdown
from onrecord.read.readers.text import read_text


def read_html(text: str, file: str, problems: list[Problem]) -> Draft:
    """The reader of HTML; what it builds on is loaded for the first page, not for every command."""
    from onrecord.read.readers import html

    return html.read_html(text, file, problems)


def _extra(name: str) -> Callable[[bytes, str, list[Problem]], Draft | None]:
    """The reader `read` of a module that needs what `pip install 'onrecord[NAME]'` installs."""

    def reader(raw: bytes, file: str, problems: list[Problem]) -> Draft | None:
        try:
            module = import_module(f"onrecord.read.readers.{name}")
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("onrecord"):
                raise
            what = f"a .{name} file, which needs a library that is not installed ({error.name})"
            problems.append(Problem(what, f"pip install 'onrecord[{name}]'", file))
            return None
        read: Callable[[bytes, str, list[Problem]], Draft | None] = module.read
        return read(raw, file, problems)

    return reader


READERS: Mapping[str, Callable[[str, str, list[Problem]], Draft]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
OF_BYTES: Mapping[str, Callable[[bytes, str, list[Problem]], Draft | None]] = {
    ".pdf": _extra("pdf"),
    ".docx": _extra("docx"),
}
SUFFIXES = (*READERS, *OF_BYTES)


def read_source(raw: bytes, file: str, problems: list[Problem]) -> Draft | None:
    """What the bytes of a file of this name say; None where they cannot be read, as `problems` then
    say. The name must end in one of SUFFIXES.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix in OF_BYTES:
        return OF_BYTES[suffix](raw, file, problems)
    text = decode(raw, file, problems)
    if text is not None and not text.strip():
        problems.append(Problem("is empty", "put the article's text into it, or delete it", file))
        return None
    return None if text is None else READERS[suffix](text, file, problems)
