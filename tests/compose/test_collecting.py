"""Composing puts off the collection of garbage: it may, since it leaves none."""

from __future__ import annotations

import gc

import pytest

from onrecord.compose import compose
from onrecord.compose.collecting import uncollected
from tests.site.made import corpus


def test_collecting_goes_on_afterwards() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / gc.isenabled()
    assert gc.isenabled()


def test_what_did_not_collect_before_does_not_afterwards() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()


def test_composing_leaves_next_to_nothing_to_collect() -> None:
    parts = corpus()
    compose(*parts)  # what is read once for all is read
    gc.collect()
    with uncollected():
        compose(*parts)
        assert gc.collect() < 100  # of an editor's words what markdown-it makes to show them
