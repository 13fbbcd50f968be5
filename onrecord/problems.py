"""How much a problem weighs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.model import Problem


def fatal(problems: Iterable[Problem]) -> bool:
    """Whether one of them is more than a warning, so that nothing may be published."""
    return not all(p.warning for p in problems)


def strictly(problems: Iterable[Problem], strict: bool = True) -> tuple[Problem, ...]:
    """Problems, every warning among them an error where that is wanted."""
    return tuple(replace(p, warning=False) if strict else p for p in problems)
