"""Test cases kept as data: a file of them reads like a document, and a new one needs no code.

=== what the case shows
the text, as many lines as it takes
---
what is expected, one item a line
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    expected: list[str]

    def __str__(self) -> str:
        return self.title


def read_cases(file: Path) -> list[Case]:
    """All cases of a file, in order; what stands above the first one is a comment."""
    cases = []
    for part in file.read_text(encoding="utf-8").split("\n=== ")[1:]:
        title, _, rest = part.partition("\n")
        text, _, expected = rest.partition("\n---\n")
        cases.append(Case(title, text, [line for line in expected.splitlines() if line.strip()]))
    return cases
