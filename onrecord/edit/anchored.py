"""How an entry says where its words stand: as in the article, and which of several places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from onrecord.compose.corpus import Source
from onrecord.edit.files import RefusedError
from onrecord.model import Span
from onrecord.read.anchors import Nth, nearest, places

_BESIDE = 60  # characters that are shown on each side of words


def anchor(text: str, span: Span) -> tuple[str, dict[str, str]]:
    """The words of a span as an entry has them, and which of several places it is. Raises
    RefusedError.
    """
    words = span.on_one_line(text)
    found = list(places(text, words))
    if span not in found:
        at = nearest(text, words, span)
        if at is None:
            raise RefusedError(f"“{words}” cannot be told apart: select other words")
        span = at
    return words, {} if len(found) == 1 else {"nth": str(Nth(found.index(span) + 1, len(found)))}


def beside(text: str, span: Span) -> tuple[str, str, str]:
    """Some words with what stands before and behind them, cut at words."""
    start, end = max(0, span.start - _BESIDE), min(len(text), span.end + _BESIDE)
    before, behind = text[start : span.start], text[span.end : end]
    before = "… " + before.partition(" ")[2] if start else before
    behind = behind.rpartition(" ")[0] + " …" if end < len(text) else behind
    return _even(before), _even(span.of(text)), _even(behind)


def _even(words: str) -> str:
    """Words with one blank for any white space."""
    return re.sub(r"\s+", " ", words)


def trimmed(text: str, span: Span) -> Span:
    """A span without the blanks at its ends."""
    words = span.of(text)
    before, behind = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    return Span(span.start + before, span.end - behind) if words.strip() else span


def folder_of(source: Source) -> str:
    """The folder of a source in `briefings/`; "" for a lone one."""
    parts = Path(source.article.file or "").parts
    return parts[1] if len(parts) == 3 else ""


def name_of(source: Source) -> str:
    """The name of a source's file."""
    return Path(source.article.file or "").name


def figures(pairs: list[tuple[Source, Span]]) -> list[dict[str, Any]]:
    """Figures as a comparison names them."""
    return [
        {name_of(s): words, **nth} for s, span in pairs for words, nth in [anchor(s.text, span)]
    ]
