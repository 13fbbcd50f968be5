"""A reader for each kind of source file: what a file's name ends in says who reads it.

A reader takes the decoded text of a file, its name for messages, and the list in which it leaves
its complaints; it gives a `Draft`. A further kind of file is one more module and one more line in
`READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.model import Problem
from onrecord.read.readers.draft import Draft
from onrecord.read.readers.markdown import read_markdown
from onrecord.read.readers.text import read_text


def read_html(text: str, file: str, problems: list[Problem]) -> Draft:
    """The reader of HTML; what it builds on is loaded for the first page, not for every command."""
    from onrecord.read.readers import html

    return html.read_html(text, file, problems)


Reader = Callable[[str, str, list[Problem]], Draft]

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
