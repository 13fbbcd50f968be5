"""The mechanics of annotation: every text is read, and what is found in one depends on that one
alone.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.annotate import pipeline as annotating
from onrecord.annotate.pipeline import annotate, known_in, known_names
from onrecord.model import Article, Decision, Known
from tests.cases import read_cases

TEXT = """\
Ferry Strike Enters Second Week

Captain Orla Venn said the crews would stay ashore, and that nobody had asked them. \
“We have waited long enough,” \
Venn told the Varrow Courier. “We can't wait any longer.”

About 300 sailors joined the strike in Port Varrow, including 40 cooks. \
The Harbour Board, which runs the port, didn't \
answer.
"""


def articles(n: int) -> list[Article]:
    return [Article(str(i), TEXT * (1 + i % 3)) for i in range(n)]


@pytest.mark.parametrize("batch", [1, 3, 1000])
def test_the_size_of_a_batch_changes_nothing(
    nlp: Language, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    expected = [found for a in articles(7) for found in annotate(nlp, [a])]
    monkeypatch.setattr(annotating, "BATCH", batch)
    assert list(annotate(nlp, articles(7))) == expected


def test_a_text_cut_at_its_blocks_is_read_as_one(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed = [
        Article("short", "One line."),
        Article("long", TEXT * 6),
        Article("last", "Another line."),
    ]
    expected = list(annotate(nlp, mixed))
    monkeypatch.setattr(annotating, "PIECE", 100)
    found = list(annotate(nlp, mixed))
    assert [f.article for f in found] == ["short", "long", "last"]
    assert found == expected


def test_pieces_hold_the_tokens_of_the_whole(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotating, "PIECE", 5)
    doc = nlp.make_doc("She didn't. “It's   over,”\n\nhe can't\tsay.")
    pieces = list(annotating._pieces(doc))
    assert "".join(p.text_with_ws for p in pieces) == doc.text
    assert [(t.text, t.norm_) for p in pieces for t in p] == [(t.text, t.norm_) for t in doc]


def test_a_sentence_keeps_its_closing_mark(nlp: Language) -> None:
    text = (
        'The town used up its reserves "earlier than anybody would like." The council met. '
        '"Now." "Go." (He did.)'
    )
    (found,) = annotate(nlp, [Article("a", text)])
    assert [s.of(text) for s in found.sentences][:2] == [
        'The town used up its reserves "earlier than anybody would like."',
        "The council met.",
    ]


HOSTILE = (
    *("", " ", "\n", "\0", "\ufeff", "<b>{{ 7*7 }}{% raw %}</b>"),
    *("a" * 100_000, "1" * 100_000, "$" * 10_000, '"' * 10_000, "(" * 10_000, "\r\n" * 20_000),
    *(
        "“a” " * 5_000,
        "5 " * 5_000,
        "\U0001f468\u200d\U0001f469" * 500,
        "א" * 1000,
        "a\u0301" * 1000,
    ),
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:4]))
def test_any_text_is_read(nlp: Language, text: str) -> None:
    (found,) = annotate(nlp, [Article("a", text)])
    spans = [*found.sentences, *(b.span for b in found.blocks), *(m.span for m in found.mentions)]
    spans += [*(q.span for q in found.quotes), *(f.span for f in found.figures)]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


def test_names_of_editors_are_found_where_they_stand() -> None:
    decisions = [
        Decision("a", 1, name="Orla Venn", kind="person", aliases=("the Captain", "Orla Venn")),
        Decision("b", 2, name="Nobody"),
        Decision("c", 3),
    ]
    known = known_names(decisions)
    assert known == (Known("Orla Venn", "person"), Known("the Captain", "person"), Known("Nobody"))
    assert known_in(Article("ferry", TEXT), known) == (Known("Orla Venn", "person"),)
    assert (
        known_in(Article("ferry", TEXT.replace("Orla Venn", "Orla\r\n\u00a0Venn")), known)
        == known[:1]
    )


def test_a_text_may_begin_and_end_anywhere(nlp: Language) -> None:
    """Rules look at the words beside a name or a number, and there may be none."""
    fixtures = Path(__file__).parent / "fixtures"
    texts = [c.text for name in ("names.txt", "roles.txt") for c in read_cases(fixtures / name)]
    windows = []
    for i, words in enumerate(text.split() for text in texts):
        at = i % len(words)
        windows += [words[at:], words[:-at] or words, words[at : at + 4]]
    cut = [Article(str(i), " ".join(words)) for i, words in enumerate(windows)]
    assert len([*annotate(nlp, cut)]) == len(cut) > 400
