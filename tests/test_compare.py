"""Figures across sources: what is compared, what agrees, what must not be called a quarrel."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.annotate.pipeline import annotate
from onrecord.compare import compare, disagreeing
from onrecord.model import Article, Comparison
from onrecord.resolve import resolve
from tests.cases import Case, read_cases
from tests.disagreements import run, score

CASES = read_cases(Path(__file__).parent / "fixtures" / "comparisons.txt")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(nlp: Language, case: Case) -> None:
    articles, comparisons = compared(nlp, case.text)
    assert [describe(c, articles) for c in comparisons] == case.expected


def compared(nlp: Language, text: str) -> tuple[dict[str, Article], tuple[Comparison, ...]]:
    """The comparisons between the paragraphs of a text, each of which is an article of its own."""
    articles = [
        Article(f"source-{i}", paragraph) for i, paragraph in enumerate(text.split("\n\n"), 1)
    ]
    annotations = list(annotate(nlp, articles))
    found = compare(articles, annotations, resolve(articles, annotations))
    return {a.id: a for a in articles}, found


def describe(comparison: Comparison, articles: dict[str, Article]) -> str:
    """A comparison in one line: its outcome, of what, and the sources of every reading."""
    readings = [
        f"{r.low:g}"
        + (f"–{r.high:g}" if r.low != r.high else "")
        + " by "
        + ", ".join(x.article for x in r.figures)
        for r in comparison.readings
    ]
    return f"{comparison.outcome} on {comparison.what}: {'; '.join(readings)}"


def test_the_bench_of_disagreements(nlp: Language) -> None:
    """Never a false disagreement; bench/disagreements.py --errors shows what is missed."""
    found = run(nlp)
    differ, agree, update = (score(outcome, found) for outcome in ("differ", "agree", "update"))
    assert differ.precision >= 0.97
    assert differ.recall >= 0.70
    assert agree.precision >= 0.97
    assert update.precision >= 0.97
    assert len(found) >= 110


def test_every_pair_that_cannot_both_be_right_is_named(nlp: Language) -> None:
    sentence = "The blast in Arvo killed {} miners in the Gorle pit."
    _, comparisons = compared(nlp, "\n\n".join(sentence.format(n) for n in (12, 12, 30)))
    pairs = [(a.article, b.article) for a, b in disagreeing(comparisons)]
    assert pairs == [("source-1", "source-3"), ("source-2", "source-3")]
