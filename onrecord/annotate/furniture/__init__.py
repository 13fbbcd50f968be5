"""What of a text is paragraphs, and what is furniture: headings, captions, credits, bylines,
datelines, page chrome.

`lines` joins lines to paragraphs; `boilerplate` says what a line is by its own words and `blocks`
by where it stands; `datelines` finds the place and date at the head of a report. All of it runs
before the parser, on the words alone, and a sentence starts at every block and behind every
dateline, so that neither a sentence nor a name can run across two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.furniture.blocks import (
    blocks_of,
    decided_blocks,
    find_blocks,
    refine_blocks,
)
from onrecord.annotate.furniture.datelines import find_datelines
from onrecord.annotate.text import text_of
from onrecord.model import Block

__all__ = [
    "blocks_of",
    "decided_blocks",
    "even_blanks",
    "find_blocks",
    "find_datelines",
    "furniture",
    "keep_blocks",
    "kept_blocks",
    "refine_blocks",
]

_KEPT = "onrecord.blocks"
_BLANK = re.compile(r"\s")


def even_blanks(text: str, blocks: Iterable[Block]) -> str:
    """The text with a plain space for every other blank inside a block; every offset stays what it
    was.

    A line end, a tab or a no-break space in the middle of a sentence is a token of its own to
    spaCy, which its models have hardly met: names and clauses break there.
    """
    parts, at = [], 0
    for block in blocks:
        parts += [text[at : block.span.start], _BLANK.sub(" ", block.span.of(text))]
        at = block.span.end
    return "".join([*parts, text[at:]])


def kept_blocks(doc: Doc) -> tuple[Block, ...]:
    """The blocks of a Doc: those that its article has, or else, in anybody's pipeline, those of its
    text, found when they are first asked for.
    """
    if _KEPT not in doc.user_data:
        keep_blocks(doc, find_blocks(text_of(doc)))
    blocks: tuple[Block, ...] = doc.user_data[_KEPT]
    return blocks


def keep_blocks(doc: Doc, blocks: tuple[Block, ...]) -> None:
    doc.user_data[_KEPT] = blocks


@Language.component(
    "onrecord_furniture", assigns=["doc._.blocks", "doc._.datelines", "token.is_sent_start"]
)
def furniture(doc: Doc) -> Doc:
    """Keep blocks and datelines on the Doc, and start a sentence at each block and behind each
    dateline.
    """
    doc._.datelines = find_datelines(text_of(doc), doc._.blocks)
    start_sentences(doc, [b.span.start for b in doc._.blocks] + [d.end for d in doc._.datelines])
    return doc


def start_sentences(doc: Doc, offsets: Iterable[int]) -> None:
    """Start a sentence at the first word at or behind each character offset; blanks belong to what
    is in front.

    All at once: a token's own setter asks the whole Doc, each time, whether it has been parsed.
    """
    starts: Any = doc.to_array("SENT_START")  # of whole numbers, whatever spaCy's stubs say
    for i in np.searchsorted(doc.to_array("IDX"), sorted(offsets)).tolist():
        while i < len(doc) and doc[i].is_space:
            i += 1
        if i < len(doc):
            starts[i] = 1
    doc.from_array(["SENT_START"], starts)
