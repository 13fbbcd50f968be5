"""What names become in addresses."""

from __future__ import annotations

import pytest

from onrecord.slug import slug


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Orla Venn", "orla-venn"),
        ("Ærø & Sørby", "aero-sorby"),
        ("../..", "x"),
        ("CON", "con-x"),  # a name that Windows keeps for a device
        ("com1", "com1-x"),
        ("Lpt9", "lpt9-x"),
        ("Conte", "conte"),
        ("com10", "com10"),
    ],
)
def test_slug(words: str, address: str) -> None:
    assert slug(words) == address
