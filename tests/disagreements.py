"""The bench of disagreements, tests/fixtures/disagreements.txt: how right `compare` is on it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from onrecord.annotate.pipeline import annotate
from onrecord.compare import compare
from onrecord.model import Annotations, Article
from onrecord.resolve import resolve
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures" / "disagreements.txt")
_HEAD = re.compile(r"^> (.+?)(?:, (\d{4}-\d\d-\d\d))?$", re.MULTILINE)


@dataclass(frozen=True)
class Score:
    """Of cases: those in which a disagreement is expected, found, and both."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


def articles(case: Case) -> list[Article]:
    """The texts of a case, with their publishers and days."""
    parts = _HEAD.split(case.text)[1:]
    return [
        Article(
            f"source-{i // 3 + 1}",
            parts[i + 2].strip() + "\n",
            publisher=parts[i],
            published=dt.date.fromisoformat(parts[i + 1]) if parts[i + 1] else None,
            briefing="bench",
        )
        for i in range(0, len(parts), 3)
    ]


def outcomes(articles: list[Article], annotations: list[Annotations]) -> list[str]:
    """What is found, in lines as they are expected; what is only listed is no outcome."""
    found = compare(articles, annotations, resolve(articles, annotations))
    return [
        " ".join([c.outcome, *dict.fromkeys(_numbers(c.readings))])
        for c in found
        if c.outcome != "counted"
    ]


def _numbers(readings: Iterable[object]) -> Iterable[str]:
    for reading in readings:
        yield from (f"{n:.10g}" for n in (reading.low, reading.high))


def plain(line: str) -> tuple[str, frozenset[str]]:
    """An outcome and its numbers, in any order."""
    outcome, *numbers = line.split()
    return outcome, frozenset(numbers)


def score(outcome: str, cases: Iterable[tuple[Case, list[str]]]) -> Score:
    """How right an outcome such as "differ" is: what each case expects against what was found."""
    expected = found = right = 0
    for case, lines in cases:
        wanted = {plain(x) for x in case.expected if x.startswith(outcome)}
        got = {plain(x) for x in lines if x.startswith(outcome)}
        expected += len(wanted)
        found += len(got)
        right += len(wanted & got)
    return Score(expected, found, right)


def run(nlp: Language) -> list[tuple[Case, list[str]]]:
    """Every case with what is found."""
    return [(case, outcomes(a, list(annotate(nlp, a)))) for case in CASES if (a := articles(case))]
