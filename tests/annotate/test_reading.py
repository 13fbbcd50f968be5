"""One reading of a Doc: every way of asking for a word gives the same word."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate import phrases
from onrecord.annotate.pipeline import _doc
from onrecord.annotate.reading import Reading, reading_of
from onrecord.model import Article, Block, Span

TEXT = """Harbour opens

“We open at six,” Nora Venn of the Port of
Selmark said. Mr. Bell’s tall old cranes move 40 crates.

The crew left.
"""


@pytest.fixture
def doc(nlp: Language) -> Doc:
    return _read(nlp)


@pytest.fixture
def reading(doc: Doc) -> Reading:
    return reading_of(doc)


def _read(nlp: Language) -> Doc:
    doc = _doc(nlp, Article("a.txt", TEXT), ())
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def word(reading: Reading, text: str) -> int:
    return reading.index(TEXT.index(text))


def test_a_doc_has_one_reading_and_a_copy_one_of_its_own(nlp: Language) -> None:
    doc = _read(nlp)
    assert reading_of(doc) is reading_of(doc)
    copy = doc.copy()
    assert reading_of(copy).doc is copy


def test_every_character_belongs_to_the_token_that_holds_it(reading: Reading) -> None:
    for token in reading.doc:
        for offset in range(token.idx, token.idx + len(token)):
            assert reading.index(offset) == token.i
            assert reading.at(offset).i == token.i
        assert reading.end(token.i) == token.idx + len(token)


def test_spans_and_tokens_are_inverse(reading: Reading) -> None:
    name = Span(TEXT.index("Nora"), TEXT.index(" of the"))
    touched = reading.indexes(name)
    assert [reading.doc[i].text for i in touched] == ["Nora", "Venn"]
    assert reading.words(name).text == "Nora Venn"
    assert reading.span(touched.start, touched.stop) == name
    assert reading.head(name).text == "Venn"


def test_words_beside_are_found_over_line_ends(reading: Reading) -> None:
    town = TEXT.index("Selmark")
    before, after = reading.before(town), reading.after(TEXT.index("Port of") + 7)
    assert before is not None
    assert before.text == "of"
    assert after is not None
    assert after.text == "Selmark"


def test_nothing_stands_behind_the_last_word_of_a_paragraph(reading: Reading) -> None:
    stop = reading.doc[word(reading, "crates") + 1]
    assert reading.next(stop) is None
    assert reading.after(len(TEXT)) is None
    assert reading.before(0) is None
    assert reading.previous(reading.doc[0]) is None


def test_a_sentence_is_the_parsers(reading: Reading) -> None:
    for sentence in reading.doc.sents:
        for token in sentence:
            assert reading.sentence(token) == range(sentence.start, sentence.end)
    assert reading.sentence_text(TEXT.index("crates")).strip() == (
        "Mr. Bell’s tall old cranes move 40 crates."
    )


def test_words_in_marks_know_their_string(reading: Reading) -> None:
    assert [s.span.of(TEXT) for s in reading.quoted] == ["We open at six,"]
    assert reading.inside[word(reading, "open at")] == 0
    assert reading.inside[word(reading, "Nora")] == -1


def test_plain_text_keeps_every_offset(reading: Reading) -> None:
    assert len(reading.plain) == len(TEXT)
    assert "Bell's" in reading.plain
    assert reading.plain.startswith("Harbour opens\n\n")


def test_a_line_end_within_a_paragraph_is_a_blank(nlp: Language) -> None:
    doc = nlp.make_doc("Nora Venn of the Port of\nSelmark\n\nMr Bell")
    doc._.blocks = (Block(Span(0, 32), "paragraph"), Block(Span(34, 41), "paragraph"))
    assert reading_of(doc).plain == "Nora Venn of the Port of Selmark\n\nMr Bell"


def test_what_hangs_on_a_word_is_what_the_parser_hangs_on_it(reading: Reading) -> None:
    for token in reading.doc:
        assert [c.i for c in reading.children(token)] == [c.i for c in token.children]


def test_a_list_without_stops_hangs_nothing(nlp: Language) -> None:
    words = ["name"] * 1000
    doc = Doc(nlp.vocab, words, heads=[0] * 1000, deps=["ROOT", *["conj"] * 999])
    assert reading_of(doc).children(doc[0]) == []
    assert reading_of(doc).children(doc[1]) == []


def test_phrases_begin_and_end_where_nouns_do(reading: Reading) -> None:
    cranes = reading.doc[word(reading, "cranes")]
    assert phrases.phrase_around(reading, cranes).of(TEXT) == "Mr. Bell’s tall old cranes"
    run = phrases.noun_run(reading, reading.doc[word(reading, "tall")])
    assert run is not None
    assert phrases.span_of(*run).of(TEXT) == "tall old cranes"


def test_subject_and_object_of_a_verb(reading: Reading) -> None:
    verb = reading.doc[word(reading, "move")]
    subject, thing = phrases.subject_of(verb), phrases.object_of(verb)
    assert subject is not None
    assert subject.text == "cranes"
    assert thing is not None
    assert thing.text == "crates"


def test_a_number_ends_a_phrase(reading: Reading) -> None:
    crates, number = reading.doc[word(reading, "crates")], word(reading, "40")
    assert phrases.phrase_around(reading, crates, {number}).of(TEXT) == "crates"
