from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.furniture import find_blocks
from onrecord.annotate.marks import find_quoted
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures" / "quotes"
MARKS = st.lists(
    st.sampled_from([*"\"“”„«»‘’'`\n .,?", "''", "5'11\"", "We sail", " she said", "\n\n"]),
    max_size=60,
)


@pytest.mark.parametrize("case", read_cases(FIXTURES / "marks.txt"), ids=str)
def test_pairs(case: Case) -> None:
    found = find_quoted(case.text, find_blocks(case.text))
    assert [("+" if q.continues else "") + q.span.of(case.text) for q in found] == case.expected


@given(st.one_of(st.text(), MARKS.map("".join)))
def test_strings_are_verbatim_in_order_and_apart(text: str) -> None:
    end = 0
    blocks = find_blocks(text)
    for string in find_quoted(text, blocks):
        assert end <= string.outer.start <= string.span.start < string.span.end <= string.outer.end
        assert blocks[string.block].span.contains(string.outer)
        assert string.span.of(text) == string.span.of(text).strip()
        end = string.outer.end


@given(MARKS.map("".join))
def test_a_closed_paragraph_elsewhere_changes_nothing_here(text: str) -> None:
    more = "The crew met on the pier.\n\n"
    alone, behind = (
        find_quoted(text, find_blocks(text)),
        find_quoted(more + text, find_blocks(more + text)),
    )
    assert [q.span.of(text) for q in alone] == [q.span.of(more + text) for q in behind]


@pytest.mark.parametrize("piece", ['"', "'", "“", "”", "‘", "“a,” he said. ", "'a' ", '"a" "'])
def test_marks_without_end(piece: str) -> None:
    text = piece * 30_000
    find_quoted(text, find_blocks(text))
