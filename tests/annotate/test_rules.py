"""The chain of named rules, and what a ledger needs of it."""

from __future__ import annotations

import pytest

from onrecord.annotate.rules import Chain, Decided, Rule, Table, names, noted, without

EVEN = Rule[int, str]("even", lambda n: "even" if n % 2 == 0 else None)
SMALL = Rule[int, str]("small", lambda n: "small" if n < 10 else None)
CHAIN = Chain("tests", EVEN, SMALL)


def test_the_first_rule_that_decides_wins_and_gives_its_name() -> None:
    assert CHAIN.first(4) == Decided("even", "even")
    assert CHAIN.first(5) == Decided("small", "small")
    assert CHAIN.first(15) is None
    assert [d.rule for d in CHAIN.all(4)] == ["even", "small"]


def test_a_rule_is_switched_off_by_name() -> None:
    assert {"tests.even", "tests.small"} <= set(names())
    with without("tests.even"):
        assert CHAIN.first(4) == Decided("small", "small")
    assert CHAIN.first(4) == Decided("even", "even")
    with pytest.raises(ValueError, match=r"tests\.odd"), without("tests.odd"):
        pass


def test_what_decided_is_noted() -> None:
    with noted() as rules:
        CHAIN.first(4)
        CHAIN.first(15)
    assert rules == {"tests.even"}


def test_names_are_told_apart() -> None:
    with pytest.raises(ValueError, match="twice"):
        Chain("twice", EVEN, EVEN)
    with pytest.raises(ValueError, match="tests"):
        Chain("tests", EVEN)


def test_rows_of_a_table_are_switched_off_by_name() -> None:
    table = Table("rows", EVEN, SMALL)
    with without("rows.small"):
        assert list(table) == [EVEN]
    assert list(table) == [EVEN, SMALL]
    with pytest.raises(ValueError, match="rows"):
        Table("rows", EVEN)
