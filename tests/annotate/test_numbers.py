"""The reading of numbers by the words alone: every rule of its chains is needed by some case."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.annotate import rules
from onrecord.annotate.figures.number.amounts import AMOUNT
from onrecord.annotate.figures.number.measures import find_quantities
from onrecord.annotate.figures.number.ranges import NO_RANGE
from onrecord.annotate.figures.number.refusals import NAMED, OPENED, REFUSED
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.lexemes import lex
from tests.cases import read_cases

FIXTURES = Path(__file__).parent / "fixtures" / "figures"
TEXTS = [case.text for file in sorted(FIXTURES.glob("*.txt")) for case in read_cases(file)]
RULES = [name for chain in (AMOUNT, NO_RANGE, OPENED, NAMED, REFUSED) for name, _ in chain.rules]


def quantities() -> list[list[Quantity]]:
    return [list(find_quantities(lex(text))) for text in TEXTS]


ALL = quantities()


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_needed_by_some_case(rule: str) -> None:
    with rules.without(rule):
        assert quantities() != ALL
