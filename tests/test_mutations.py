"""Damaged articles, pages and settings through whole builds: a few of those that bench/mutations.py
makes by the thousand, and what it must catch.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

from bench import mutations
from onrecord.annotate import workers
from onrecord.model import Content, Problem, Span


@pytest.fixture
def here(tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for builds, by the model that is loaded."""
    monkeypatch.setattr(workers, "load", lambda model: nlp)
    return tmp_path


def test_what_is_damaged_is_read_or_refused_by_name(here: Path) -> None:
    assert mutations.projects(24, 1, here) == 0
    assert mutations.yaml(6, 1, here) == 0


def test_words_that_are_lost_are_seen(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = mutations.read

    def forgetful(root: Path) -> tuple[Content, tuple[Problem, ...]]:
        content, problems = real(root)
        cut = tuple(replace(a, text=a.text.replace("Quillhaven", "")) for a in content.articles)
        return replace(content, articles=cut), problems

    monkeypatch.setattr(mutations, "read", forgetful)
    monkeypatch.setattr(mutations, "_wrong", lambda *_: False)
    assert mutations.projects(4, 1, here) > 0


def test_what_is_raised_is_seen(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutations, "build", lambda *_: 1 / 0)
    assert mutations.projects(4, 1, here) == 1


def test_a_span_beyond_the_text_is_seen() -> None:
    assert mutations.offsets((Span(0, 3),), "abc")  # type: ignore[arg-type]
    assert not mutations.offsets((Span(0, 4),), "abc")  # type: ignore[arg-type]
