"""Bearers and predicates of figures, and a ledger: no rule of the figures without a case."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate import pipeline, rules
from onrecord.annotate.figures import find_figures
from onrecord.model import Annotations, Article, Figure
from tests.annotate.test_figures import CASES as FIGURES
from tests.annotate.test_figures import describe, read
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures" / "roles.txt")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_roles(nlp: Language, case: Case) -> None:
    assert [roles(figure, case.text) for figure in read(nlp, case.text).figures] == case.expected


def roles(figure: Figure, text: str) -> str:
    """A figure in one line: its words, its bearer, and what is said of it."""
    said = "-"
    if figure.predicate is not None:
        said = f"{figure.predicate.of(text)} {figure.voice} {figure.standing}"
    bearer = ", ".join(s.of(text) for s in figure.bearer) or "-"
    return f"{figure.span.of(text)} | {bearer} | {said}"


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[tuple[Doc, bool]]:
    """The texts of all cases as the finder gets them, and whether a case asks for roles."""
    texts = [(case.text, False) for case in FIGURES] + [(case.text, True) for case in CASES]
    bare = (pipeline._doc(nlp, Article("a", text), ()) for text, _ in texts)
    with nlp.select_pipes(disable=["onrecord_figures", "onrecord_times"]):
        return list(zip(nlp.pipe(bare), (asked for _, asked in texts), strict=True))


OURS = (
    "what.",
    "verb is silent.",
    "by its verb.",
    "bearer.",
    "predicate.",
    "course.",
    "age.",
    "label",
    "one.",
    "tie.",
)


@pytest.fixture(scope="module")
def deciding(docs: list[tuple[Doc, bool]]) -> dict[str, list[int]]:
    """By the name of a rule, the cases in which it decides something."""
    found: dict[str, list[int]] = {}
    for i, (doc, asked) in enumerate(docs):
        with rules.noted() as names:
            lines(doc, asked)
        for name in names:
            found.setdefault(name, []).append(i)
    return found


@pytest.mark.parametrize(
    "rule",
    [r for r in rules.names() if r.startswith(OURS)],
)
def test_a_case_needs_every_rule(
    rule: str, docs: list[tuple[Doc, bool]], deciding: dict[str, list[int]]
) -> None:
    for i in deciding.get(rule, ()):
        with rules.without(rule):
            without = lines(*docs[i])
        if without != lines(*docs[i]):
            return
    pytest.fail(f"no case needs the rule {rule!r}: it wants a fixture, or goes")


def lines(doc: Doc, asked: bool) -> list[str]:
    """The figures of a text as its case expects them."""
    figures = find_figures(doc)
    found = Annotations("a", (), (), figures=figures)
    return [roles(f, doc.text) if asked else describe(f, found, doc.text) for f in figures]
