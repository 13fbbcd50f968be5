from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import onrecord.annotate.pipeline  # noqa: F401  (it registers what a Doc keeps)
from onrecord.annotate.furniture import (
    blocks_of,
    even_blanks,
    find_blocks,
    find_datelines,
    furniture,
    refine_blocks,
)
from onrecord.model import Article, Block, Span
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"
NLP = spacy.blank("en")

# Pieces of which structure is made, so that chance texts have some.
PIECES = st.sampled_from(
    "\n|\r\n|\n\n| |\t|\u2028|\u00a0|NORRA — |By Jonna Weil|Photo: |Read more:|Home|___|“We had "
    "no choice,” he said.|"
    "The council of Norra voted on Monday to close the line|x|. |9:40 p.m.|🛳".split("|")
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


def shown(text: str, blocks: tuple[Block, ...]) -> list[str]:
    return [f"{b.kind} {' / '.join(b.span.of(text).splitlines())}" for b in blocks]


@pytest.mark.parametrize("case", read_cases(FIXTURES / "blocks.txt"), ids=str)
def test_blocks(case: Case) -> None:
    for text in (case.text, case.text.replace("\n", "\r\n")):
        found = shown(text, find_blocks(text))
        assert len(found) == len(case.expected), found
        assert all(f.startswith(e) for f, e in zip(found, case.expected, strict=True)), found


@pytest.mark.parametrize("case", read_cases(FIXTURES / "datelines.txt"), ids=str)
def test_datelines(case: Case) -> None:
    assert [
        d.of(case.text) for d in find_datelines(case.text, find_blocks(case.text))
    ] == case.expected


def test_a_first_sentence_is_no_headline_where_the_facts_state_one() -> None:
    text = "Judge Odo Merrow was convicted in Tarn.\n\nHe had denied all charges, said his clerk.\n"
    assert [b.kind for b in find_blocks(text, "Judge is convicted")] == ["paragraph"] * 2
    assert [b.kind for b in find_blocks(text)][1:] == ["paragraph"]


def test_a_stated_title_decides_which_line_is_the_headline() -> None:
    text = (
        "NORRA POST\n\nIt is over.\n\nFerry line to close\n\nThe council of Norra voted on Monday."
    )
    kinds = [b.kind for b in find_blocks(text, "Ferry  line to close.")]
    assert kinds == ["chrome", "paragraph", "title", "paragraph"]


@given(TEXTS)
def test_blocks_cover_all_that_is_not_blank_in_order_without_overlap(text: str) -> None:
    at = 0
    for block in find_blocks(text):
        assert at <= block.span.start < block.span.end
        assert not text[at : block.span.start].strip()
        assert block.span.of(text) == block.span.of(text).strip()
        at = block.span.end
    assert not text[at:].strip()


@given(TEXTS)
def test_datelines_stand_at_the_head_of_paragraphs(text: str) -> None:
    blocks = find_blocks(text)
    starts = {b.span.start: b.span.end for b in blocks if b.kind == "paragraph"}
    assert all(d.start in starts and d.end < starts[d.start] for d in find_datelines(text, blocks))


@given(TEXTS)
def test_a_sentence_starts_at_every_block_and_behind_every_dateline(text: str) -> None:
    doc = NLP(text)
    doc._.blocks = ()
    furniture(doc)
    starts = {t.idx for t in doc if t.is_sent_start}
    assert starts >= {b.span.start for b in doc._.blocks}
    assert not any(t.is_space for t in doc if t.is_sent_start and t.i)


def test_what_a_file_states_stays_and_only_its_paragraphs_are_refined() -> None:
    text = (
        "Ferry line to close\n\nDebts\n\nPhoto: Jonna Weil\n\n"
        "Region | Party | Chair | Deputy\n\nIt owes 3 million."
    )
    stated = [Block(Span(0, 19), "heading", 1), Block(Span(21, 26), "heading", 2)]
    stated += [
        Block(Span(28, 45), "paragraph"),
        Block(Span(47, 78), "paragraph"),
        Block(Span(80, 98), "paragraph"),
    ]
    kinds = [b.kind for b in refine_blocks(text, stated)]
    assert kinds == ["title", "heading", "credit", "paragraph", "paragraph"]


def test_of_several_headings_the_article_s_title_is_the_headline() -> None:
    text = "Norra Post\n\nFerry line to close\n\nIt owes 3 million."
    stated = [
        Block(Span(0, 10), "heading", 1),
        Block(Span(12, 31), "heading", 2),
        Block(Span(33, 51), "paragraph"),
    ]
    assert [b.kind for b in refine_blocks(text, stated, "Ferry line to close")] == [
        "heading",
        "title",
        "paragraph",
    ]
    assert [b.kind for b in refine_blocks(text, stated)] == ["title", "heading", "paragraph"]


def test_an_article_brings_its_title_or_its_structure() -> None:
    text = "It is over.\n\nFerry line to close\n\nThe council of Norra voted on Monday."
    titled = Article("norra/post", text, title="Ferry line to close")
    assert [b.kind for b in blocks_of(titled)] == ["paragraph", "title", "paragraph"]
    marked = Article("norra/post", "Debts", blocks=(Block(Span(0, 5), "heading", 2),))
    assert [b.kind for b in blocks_of(marked)] == ["heading"]


@given(TEXTS)
def test_even_blanks_change_no_word_and_no_offset(text: str) -> None:
    blocks = find_blocks(text)
    even = even_blanks(text, blocks)
    assert len(even) == len(text)
    assert all(b == a or (a.isspace() and b == " ") for a, b in zip(text, even, strict=True))
    assert not any(c.isspace() and c != " " for block in blocks for c in block.span.of(even))


@pytest.mark.parametrize(
    "piece", ["a", "1", " ", "\n", "“", "By A ", "© ", "| ", "<", "a\n", "AA — ", "Photo: A. "]
)
def test_long_texts_of_one_kind_are_read(piece: str) -> None:
    assert len(find_blocks(piece * 100_000)) <= 100_000
