"""Text and blocks, put together piece by piece."""

from __future__ import annotations

import re

from onrecord.model import Block, BlockKind, Span

_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")


class TextBuilder:
    """Grows the text of a source whose file is marked up, one block at a time, with an empty line
    between two.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self.blocks: list[Block] = []

    def add(self, words: str, kind: BlockKind = "paragraph", level: int = 0) -> None:
        """Add a block. Runs of blanks become one, as a browser shows them; a line break in `words`
        stays.
        """
        words = _LINES.sub("\n", _BLANKS.sub(" ", words)).strip()
        if not words:
            return
        if self._at:
            self._parts.append("\n\n")
            self._at += 2
        self.blocks.append(Block(Span(self._at, self._at + len(words)), kind, level))
        self._parts.append(words)
        self._at += len(words)

    def heading(self, words: str, level: int) -> None:
        """Add a heading: the first one of level 1 that nothing stands before is the title."""
        if level == 1 and not self.blocks:
            self.add(words, "title", level)
        else:
            self.add(words, "heading", level)

    def done(self) -> tuple[str, tuple[Block, ...]]:
        """The text and its blocks."""
        return "".join(self._parts), tuple(self.blocks)
