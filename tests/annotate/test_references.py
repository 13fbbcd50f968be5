"""Who is meant by a pronoun, a description or a document, and who has spoken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate import rules
from onrecord.annotate.pipeline import _doc, annotate
from onrecord.annotate.references import find_references, link_quotes
from onrecord.annotate.references.rank import FEATURES, FITS
from onrecord.model import Annotations, Article, Mention, Quote
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"
MEANT = read_cases(FIXTURES / "references.txt")
SPOKEN = read_cases(FIXTURES / "speakers.txt")
ROWS = [
    *(f"who can be meant.{row.name}" for row in FITS),
    *(f"who is meant.{row.name}" for row in FEATURES),
]


def found_in(nlp: Language, text: str) -> Annotations:
    return next(iter(annotate(nlp, [Article("x", text)])))


def meant(text: str, mentions: tuple[Mention, ...]) -> list[str]:
    return [
        f"{m.span.of(text)} > {mentions[m.antecedent].span.of(text)} | {m.how}"
        for m in mentions
        if m.form != "name" and m.antecedent is not None
    ]


def spoken(text: str, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> Iterator[str]:
    for quote in quotes:
        if quote.kind != "indirect":
            who = None if quote.mention is None else mentions[quote.mention]
            if who is not None and who.antecedent is not None:
                who = mentions[who.antecedent]
            name = who.span.of(text) if who else "-"
            yield f"{quote.span.of(text)} > {name} | {quote.confidence}"


@pytest.mark.parametrize("case", MEANT, ids=str)
def test_references(nlp: Language, case: Case) -> None:
    assert meant(case.text, found_in(nlp, case.text).mentions) == case.expected


@pytest.mark.parametrize("case", SPOKEN, ids=str)
def test_speakers(nlp: Language, case: Case) -> None:
    found = found_in(nlp, case.text)
    assert list(spoken(case.text, found.mentions, found.quotes)) == case.expected


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[tuple[Case, Doc]]:
    """All cases with their names and quotations, before anything is resolved."""
    cases = [*MEANT, *SPOKEN]
    with nlp.select_pipes(disable=["onrecord_references", "onrecord_figures", "onrecord_times"]):
        read = [_doc(nlp, Article("x", case.text), ()) for case in cases]
        return list(zip(cases, nlp.pipe(read), strict=True))


@pytest.mark.parametrize("row", ROWS)
def test_every_row_is_needed(docs: list[tuple[Case, Doc]], row: str) -> None:
    """Without it, some case comes out otherwise."""
    with rules.without(row):
        assert any(resolved(doc, case) != case.expected for case, doc in docs)


def resolved(doc: Doc, case: Case) -> list[str]:
    found = find_references(doc)
    if case in MEANT:
        return meant(case.text, found.mentions)
    return list(spoken(case.text, found.mentions, link_quotes(doc, found)))
