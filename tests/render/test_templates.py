"""The templates as files: lines that can be read, and nothing that decides what is shown."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
FILES = sorted(p for p in TEMPLATES.rglob("*") if p.suffix in (".html", ".xml"))
WIDEST = 120
# a part of a list, words cut short, a number of things compared with a limit: fields of pages.py
DECISION = re.compile(
    r"\[-?\d*:-?\d*\]|\btruncate\b|\|\s*length\s*(?:[<>]|==|!=)|\bslice\b|\bbatch\b"
)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_lines_are_short(file):
    lines = file.read_text("utf-8").splitlines()
    assert [i for i, line in enumerate(lines, 1) if len(line) > WIDEST] == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_nothing_is_decided(file):
    assert DECISION.findall(file.read_text("utf-8")) == []
