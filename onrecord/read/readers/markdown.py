"""Markdown: CommonMark and tables, HTML off, so that a tag in a source is words like others."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.model import Problem
from onrecord.read.readers.builder import TextBuilder
from onrecord.read.readers.draft import FACT_KEYS, Draft, Facts
from onrecord.read.readers.frontmatter import part
from onrecord.read.readers.text import front_facts
from onrecord.read.yamlmap import quoted

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def read_markdown(text: str, file: str, problems: list[Problem]) -> Draft:
    """The words that a reader of the Markdown would see, and its headings, paragraphs, items and
    rows as blocks.

    Of a link stay its words, of a picture what is said in its place, of a table row its cells with
    bars between them.
    """
    parted = part(text, file, problems)
    built = TextBuilder()
    level, row = 0, None
    for token in _MARKDOWN.parse(parted.body):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "tr_open":
            row = list[str]()
        elif token.type == "tr_close" and row is not None:
            built.add(" | ".join(row))
            row = None
        elif token.type in ("fence", "code_block"):
            built.add(token.content)
        elif token.type == "inline":
            words = _words(token.children or [])
            if row is not None:
                row.append(words)
            elif level:
                built.heading(words, level)
            else:
                built.add(words, "caption" if _is_picture(token.children or []) else "paragraph")
    words, blocks = built.done()
    title = next((b.span.of(words) for b in blocks if b.kind == "title"), None)
    return Draft(words, blocks, front_facts(parted).over(Facts(title)))


# What Markdown would take for a mark: anywhere, and at the beginning of a line.
_MARKS = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w{1,40};)")
_OPENING_MARKS = re.compile(r"^(\s*)(?:([#+=-])|(\d{1,9})([.)]))", re.MULTILINE)


def as_markdown(draft: Draft) -> str:
    """A draft as a Markdown file from which `read_markdown` reads the same text and blocks, with
    the facts that it states as front matter.
    """
    facts = [(key, getattr(draft.facts, key)) for key in FACT_KEYS]
    front = "".join(f"{key}: {quoted(str(said))}\n" for key, said in facts if said)
    pieces = []
    for block in draft.blocks:
        words = _MARKS.sub(r"\\\g<0>", block.span.of(draft.text))
        if block.kind in ("title", "heading"):
            pieces.append(f"{'#' * max(block.level, 1)} {' '.join(words.split())}")
        else:
            words = _OPENING_MARKS.sub(_escaped, words)
            pieces.append(words.replace("\n", "\\\n"))
    return f"---\n{front}---\n\n" + "\n\n".join(pieces) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}"


def _words(inline: list[Token]) -> str:
    """What is read of a line: a line that the author broke softly runs on."""
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(breaks.get(t.type, t.content) for t in inline)


def _is_picture(inline: list[Token]) -> bool:
    return [t.type for t in inline if t.content.strip() or t.type == "image"] == ["image"]
