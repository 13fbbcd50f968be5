"""The labels of figures: good English, and nothing said to have happened that has not."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.annotate.pipeline import annotate
from onrecord.compose.labels import label, participle
from onrecord.model import Article
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "labels.txt")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(nlp: Language, case: Case) -> None:
    (found,) = annotate(nlp, [Article("a", case.text)])
    assert [
        f"{f.span.of(case.text)} | "
        + label(f, " ".join(s.on_one_line(case.text) for s in f.what), case.text)
        for f in found.figures
    ] == case.expected


@pytest.mark.parametrize(
    ("word", "active", "expected"),
    [
        ("killed", False, "killed"),
        ("cut", True, "cut"),
        ("replace", True, "replaced"),
        ("carries", True, "carried"),
        ("climbs", True, None),
        ("killing", True, "killed"),
        ("holding", True, None),
    ],
)
def test_participle(word: str, active: bool, expected: str | None) -> None:
    assert participle(word, active) == expected
