"""How the tables of `data/` come: each whole, or in parts."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.pages import SourceItem

PACKAGE = "data/datapackage.json"
"""What lists the tables and their parts (datapackage.org, Data Package 2.0)."""
WHOLE = 100_000
"""Words of all sources together that tables come whole for: about a megabyte of quotations."""


def in_parts(sources: Iterable[SourceItem]) -> bool:
    """Whether the tables of a site with these sources would be too big to be changed whole."""
    return sum(item.words for item in sources) > WHOLE
