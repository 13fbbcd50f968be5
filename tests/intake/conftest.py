"""The web of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.intake.web import Web, web


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as found:
        yield found
