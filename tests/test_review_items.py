"""What a person is asked about single items, and that no answer is asked again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onrecord.correct import correct
from onrecord.edit.entries import with_entry
from onrecord.model import (
    Annotations,
    Article,
    Block,
    Briefing,
    Content,
    Figure,
    Mention,
    Quote,
    Span,
    TimeRef,
)
from onrecord.read.corrections import read_corrections, with_facts
from onrecord.resolve import resolve
from onrecord.review import Question, questions

TEXT = (
    "Boats stay in port\n"
    "“We wait,” it was heard when Orla Brandt, head of all that swims and sails and rows here, "
    "met Tom Fenn. Some 340 crews struck on the boats in port. So did 1998.\n"
    + "Read on and on about the boats. "
    * 9
)
OTHER = "Boats stay\nSome 500 crews struck on the boats in port.\n"
DAY = dt.date(2031, 5, 5)
Pair = tuple[Article, Annotations]


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def blocks(text: str, *kinds: str) -> tuple[Block, ...]:
    found, at = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=False):
        found.append(Block(Span(at, at + len(line)), kind))
        at += len(line) + 1
    return tuple(found)


def article(name: str, text: str) -> Article:
    file = f"briefings/b/{name}.txt"
    return Article(f"b/{name}", text, None, DAY, name, file=file, briefing="b")


def figure(text: str, words: str, value: float, what: str = "") -> Figure:
    number = span(text, str(int(value)))
    whats = (span(text, what),) if what else ()
    return Figure(span(text, words), number, value, value, "count", what=whats, key=0.8)


def made(title: str, *, what: str = "crews") -> list[Pair]:
    """Two sources that disagree, the first with something unsure of every sort."""
    roles = (span(TEXT, "head of all that swims and sails and rows here"),)
    found = Annotations(
        "b/one",
        blocks(TEXT, title, "paragraph", "chrome"),
        tuple(b.span for b in blocks(TEXT, "title", "paragraph", "chrome")),
        mentions=(
            Mention(span(TEXT, "Orla Brandt"), "person", roles=roles),
            Mention(span(TEXT, "Tom Fenn"), "person"),
        ),
        quotes=(
            Quote(span(TEXT, "We wait,"), "direct", mention=0, confidence="unsure", how="none"),
        ),
        figures=(figure(TEXT, "Some 340 crews", 340, what),),
        times=(TimeRef(span(TEXT, "1998"), dt.date(1998, 1, 1), dt.date(1998, 1, 1)),),
    )
    other = Annotations(
        "b/two",
        blocks(OTHER, "title", "paragraph"),
        tuple(b.span for b in blocks(OTHER, "title", "paragraph")),
        figures=(figure(OTHER, "Some 500 crews", 500, "crews"),),
    )
    return [(article("one", TEXT), found), (article("two", OTHER), other)]


def asked(pairs: list[Pair], corrections: str = "") -> list[Question]:
    problems: list = []
    files = {f"{a.id[2:]}.txt": a for a, _ in pairs}
    decided = read_corrections(corrections, "corrections.yml", files, problems)
    articles = with_facts((a for a, _ in pairs), decided)
    found = [f for _, f in pairs]
    found = [
        replace(f, blocks=tuple(_block(b, a) for b in f.blocks))
        for a, f in zip(articles, found, strict=True)
    ]
    found, clashes = correct(articles, found, decided)
    assert problems == []
    assert clashes == ()
    cast = resolve(articles, found)
    briefing = Briefing("b", None, None, tuple(a.id for a in articles))
    return questions(Content((briefing,), tuple(articles), (), decided), found, cast)


def _block(block: Block, article: Article) -> Block:
    kinds = [d.kind for d in article.blocks_as if d.span.overlaps(block.span)]
    return replace(block, kind=kinds[0]) if kinds else block


CASES = {
    "speaker": made("title"),
    "disagreement": made("title"),
    "key figure": made("title", what=""),
    "day": made("title"),
    "role": made("title"),
    "furniture": made("title"),
    "headline": made("paragraph"),
}


@pytest.mark.parametrize("sort", CASES)
def test_no_answer_is_asked_again(sort: str) -> None:
    pairs = CASES[sort]
    [question] = [q for q in asked(pairs) if q.sort == sort]
    assert len({a.key for a in question.answers} | {"l", "q"}) == len(question.answers) + 2
    files = {f"{a.id[2:]}.txt": a for a, _ in pairs}
    for answer in question.answers:
        text = with_entry(None, answer.under, answer.correction, files)
        assert [q.what for q in asked(pairs, text) if q.sort == sort] == [], text


def test_the_lines_that_are_shown_are_those_that_are_written() -> None:
    for sort, pairs in CASES.items():
        for question in asked(pairs):
            for answer in question.answers:
                if question.sort == sort:
                    files = {f"{a.id[2:]}.txt": a for a, _ in pairs}
                    problems: list = []
                    assert read_corrections(answer.entry, "corrections.yml", files, problems)
                    assert problems == []


def test_what_stands_at_the_head_of_pages_comes_first() -> None:
    sorts = [q.sort for q in asked(made("title"))]
    assert sorts.index("speaker") < sorts.index("disagreement") < sorts.index("role")
    assert sorts[-1] == "day"
