"""Blocks: paragraphs, headings, captions, and what of a text is not the article's prose.

What a line says of itself (`boilerplate`) comes first, then where it stands among the others. A
doubt is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.annotate.furniture import boilerplate
from onrecord.annotate.furniture.datelines import dateline_length
from onrecord.annotate.furniture.lines import CLOSERS, ends_sentence, paragraphs, runs_of_lines
from onrecord.model import Article, Block, BlockAs, BlockKind, Span

_TITLE_WITHIN = 12  # blocks: a headline stands above the article, below at most a menu
_TITLE_LONGEST = 160  # characters
_HEADING_LONGEST = 80
_HEADING_WORDS = 12
_RUBRIC_WORDS = 5
_PROSE_SHORTEST = 100  # characters: a line as long as this is prose, however it ends
_LINK_LONGEST = 160
_ITEM = re.compile(r"[-–—•*▪●]\s?|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s|\d")
_TURN = re.compile(r"[^:]{1,40}:\s")
_NEW_SENTENCE = re.compile(r"[a-z)]{3,}[.!?][”\"’)]*\s+[A-Z“\"]")
_OPENERS = '“"«'


def blocks_of(article: Article) -> tuple[Block, ...]:
    """The blocks of an article: those that its file states, refined, or those found in its text."""
    if article.blocks:
        return refine_blocks(article.text, article.blocks, article.title)
    return find_blocks(article.text, article.title)


def decided_blocks(blocks: Sequence[Block], decided: Sequence[BlockAs]) -> tuple[Block, ...]:
    """The blocks with what editors say of them. There is one headline: where they name it, what was
    found to be it is a heading.
    """
    said = [next((d for d in decided if d.span.overlaps(b.span)), None) for b in blocks]
    named = any(d is not None and d.kind == "title" for d in said)
    return tuple(
        _decided(block, d.kind)
        if d is not None
        else replace(block, kind="heading")
        if named and block.kind == "title"
        else block
        for block, d in zip(blocks, said, strict=True)
    )


def _decided(block: Block, kind: BlockKind) -> Block:
    level = {"title": 1, "heading": block.level or 2}.get(kind, 0)
    return replace(block, kind=kind, level=level)


def find_blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a plain text; `title` is the headline where the article's facts state it.

    Blocks never overlap, are in the order of the text and cover all of it that is not blank.
    """
    runs = runs_of_lines(text)
    blocks = [
        part
        for span in paragraphs(text, runs)
        for part in _by_words(text, Block(span, "paragraph"))
    ]
    headline = _find_title(text, blocks, title)
    if headline is not None:
        blocks[headline] = replace(blocks[headline], kind="title", level=1)
        _mark_deck(text, blocks, headline, runs)
    _mark_links(text, blocks)
    _mark_rubrics(text, blocks, headline)
    _mark_headings(text, blocks)
    return tuple(blocks)


def refine_blocks(
    text: str, blocks: Iterable[Block], title: str | None = None
) -> tuple[Block, ...]:
    """The blocks that a Markdown or HTML file states, with the kinds that markup cannot tell.

    What the file calls a heading stays one; of several, the one that is the article's title becomes
    that.
    """
    refined = [part for block in blocks for part in _by_words(text, block)]
    headings = [i for i, b in enumerate(refined) if b.kind == "heading"]
    titles = [i for i, b in enumerate(refined) if b.kind == "title"]
    titles += [i for i in headings if _same(text, refined[i], title)]
    titles += [i for i in headings if refined[i].level == 1]
    headline = titles[0] if titles else None
    if headline is not None:
        refined[headline] = replace(refined[headline], kind="title")
    _mark_links(text, refined)
    _mark_rubrics(text, refined, headline)
    return tuple(refined)


def _by_words(text: str, block: Block) -> list[Block]:
    """The block with the kind that its own words give it; a caption's credit becomes a block of its
    own.
    """
    if block.kind not in ("paragraph", "caption"):
        return [block]
    line = block.span.of(text)
    if (kind := boilerplate.kind_by_words(line)) and kind != "caption":
        return [replace(block, kind=kind)]
    if credit := boilerplate.credit_at_end(line):
        caption = Span(block.span.start, block.span.start + len(line[:credit].rstrip()))
        return [
            replace(block, span=caption, kind="caption"),
            Block(Span(block.span.start + credit, block.span.end), "credit"),
        ]
    return [replace(block, kind=kind or block.kind)]


def _find_title(text: str, blocks: list[Block], title: str | None) -> int | None:
    """Index of the headline: the block that is `title`, else the first one if it reads like a
    headline.
    """
    head = [i for i, b in enumerate(blocks[:_TITLE_WITHIN]) if b.kind == "paragraph"]
    head = [i for i in head if not boilerplate.in_menu(blocks[i].span.of(text))]
    if title and (same := [i for i in head if _same(text, blocks[i], title)]):
        return same[0]
    if title and head and text[blocks[head[0]].span.start : blocks[head[0]].span.end].endswith("."):
        return None  # a sentence: the headline stands in the facts alone
    if len(head) > 1 and _is_headline(blocks[head[0]].span.of(text), blocks[head[1]].span.of(text)):
        return head[0]
    return None


def _same(text: str, block: Block, title: str | None) -> bool:
    return title is not None and _plain(block.span.of(text)[:1000]) == _plain(title)


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(" .").casefold()


def _is_headline(line: str, following: str) -> bool:
    """Whether the first line of an article is its headline and not its first paragraph.

    Headlines end without a full stop. Some archives add one; then the next paragraph must have the
    dateline, or the line must be one sentence that is set like a headline, with capitals, or short
    above a longer paragraph.
    """
    if len(line) > _TITLE_LONGEST or line.endswith((":", ",")) or dateline_length(line):
        return False
    words = line.split()
    if not 1 < len(words) <= 25 or (line[0] in _OPENERS and line[-1] in CLOSERS):
        return False
    if not line.rstrip(CLOSERS).endswith((".", "?", "!")) or dateline_length(following):
        return True
    long = [w for w in words[1:] if len(w) > 3]
    if sum(not w[0].islower() for w in long) * 8 >= len(long) * 7:
        return True
    return len(words) <= 11 and len(following) > len(line) and not _NEW_SENTENCE.search(line)


def _mark_deck(text: str, blocks: list[Block], headline: int, runs: list[list[Span]]) -> None:
    """A line directly below the headline is its deck, where blank lines part the paragraphs."""
    deck = headline + 1
    if len(runs) * 2 <= len(blocks) or deck == len(blocks) or blocks[deck].kind != "paragraph":
        return
    run = next(run for run in runs if run[-1].end >= blocks[headline].span.end)
    if blocks[deck].span.end == run[-1].end and len(blocks[deck].span.of(text)) <= _TITLE_LONGEST:
        blocks[deck] = replace(blocks[deck], kind="heading", level=2)


def _mark_links(text: str, blocks: list[Block]) -> None:
    """Lines below a label like "Also read:" that do not end like prose are links elsewhere."""
    linking = False
    for i, block in enumerate(blocks):
        line = block.span.of(text)[: _LINK_LONGEST + 1]
        if block.kind == "chrome":
            linking = linking or boilerplate.is_link_list(line)
        elif (
            linking
            and block.kind == "paragraph"
            and len(line) <= _LINK_LONGEST
            and not ends_sentence(line)
        ):
            blocks[i] = replace(block, kind="chrome")
        else:
            linking = False


def _mark_rubrics(text: str, blocks: list[Block], headline: int | None) -> None:
    """A few words above the headline are a letterhead, a rubric or a menu; a menu stands below the
    last prose too.
    """
    for i, block in enumerate(blocks[: headline or 0]):
        line = block.span.of(text)
        few = (
            len(line) <= _HEADING_LONGEST
            and len(line.split()) <= _RUBRIC_WORDS
            and not ends_sentence(line)
        )
        if block.kind == "paragraph" and (few or boilerplate.in_menu(line)):
            blocks[i] = replace(block, kind="chrome")
    for i in reversed(range((headline or 0) + 1, len(blocks))):
        if blocks[i].kind == "paragraph":
            if not boilerplate.in_menu(blocks[i].span.of(text)):
                break
            blocks[i] = replace(blocks[i], kind="chrome")


def _mark_headings(text: str, blocks: list[Block]) -> None:
    """A heading is short, has no end punctuation, and stands between paragraphs.

    A short line beside another short line is an item of a list, a verse or an address; so is one
    with a bullet or a number. A line in quotation marks is somebody's words, one with "Name:" a
    turn of a conversation.
    """
    inner = [i for i, b in enumerate(blocks) if b.kind in ("paragraph", "title", "heading")]
    short = {i for i in inner if blocks[i].kind == "paragraph" and not _is_prose(text, blocks[i])}
    for before, here, after in zip(inner, inner[1:], inner[2:], strict=False):
        line = blocks[here].span.of(text)
        if before in short or after in short or blocks[after].kind != "paragraph":
            continue
        if (
            (here in short and _is_heading(line))
            or boilerplate.is_clock(line)
            or _is_capitals(line)
        ):
            blocks[here] = replace(blocks[here], kind="heading", level=2)


def _is_heading(line: str) -> bool:
    return (
        len(line) <= _HEADING_LONGEST
        and len(line.split()) <= _HEADING_WORDS
        and not line[0].islower()
        and not line.endswith(("?", "!", ","))
        and ";" not in line
        and line[0] not in _OPENERS
        and not _ITEM.match(line)
        and not _TURN.match(line)
    )


def _is_capitals(line: str) -> bool:
    return _is_heading(line) and line.isupper() and sum(c.isalpha() for c in line) > 2


def _is_prose(text: str, block: Block) -> bool:
    return block.span.end - block.span.start >= _PROSE_SHORTEST or ends_sentence(
        block.span.of(text)
    )
