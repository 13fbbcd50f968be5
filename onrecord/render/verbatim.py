"""A Python-Markdown extension: pages that are HTML already pass through Markdown untouched.

Our pages are written as HTML, since Markdown need not be made to find out again what we know, and
since the text of a source must never be read as Markdown. A page that begins with MARKER is kept
whole, before any other rule sees it; every other page is Markdown as ever. Works in every theme,
and costs next to nothing.
"""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

MARKER = "<!-- on record: this page is HTML -->"
_FIRST, _LAST = (
    1000,
    -1000,
)  # priorities beyond those of Python-Markdown's own rules and of MkDocs's


class Verbatim(Extension):
    """Takes a page out before the first rule, and puts it in again after the last."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.page: str | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name that Python-Markdown calls)
        md.preprocessors.register(_Take(self), "onrecord_take", _FIRST)
        md.postprocessors.register(_Give(self), "onrecord_give", _LAST)


class _Take(Preprocessor):
    def __init__(self, kept: Verbatim) -> None:
        super().__init__()
        self.kept = kept

    def run(self, lines: list[str]) -> list[str]:
        is_html = bool(lines) and lines[0] == MARKER
        self.kept.page = "\n".join(lines[1:]) if is_html else None
        return [] if is_html else lines


class _Give(Postprocessor):
    def __init__(self, kept: Verbatim) -> None:
        super().__init__()
        self.kept = kept

    def run(self, text: str) -> str:
        return text if self.kept.page is None else self.kept.page


def makeExtension(**settings: Any) -> Verbatim:  # noqa: N802  (the name that Python-Markdown looks for)
    return Verbatim(**settings)
