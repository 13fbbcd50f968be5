"""The index of search: its files say what the documents say, and what is kept of an earlier build
gives the same files.
"""

from __future__ import annotations

import json

import pytest

from onrecord.kept import bundled
from onrecord.render.documents import KINDS, NAME, units
from onrecord.render.search import search_files


def files(site, known=None) -> dict[str, str]:
    every = bundled(search_files(site, known))
    return {piece.path: piece.text() for bundle in every for piece in bundle.pieces()}


def arguments(script: str) -> list:
    """What a file of the index is called with."""
    return json.loads(f"[{script.partition('(')[2].rpartition(')')[0]}]")


@pytest.fixture(scope="module")
def index(site) -> dict[str, str]:
    return files(site)


def rows(index, name: str) -> dict[int, list]:
    """The documents of a group by their numbers, as scripts/search.js has them."""
    called, (page, before, after), found = arguments(index[f"search/group-{name}.js"])
    assert called == name
    for row in found.values():
        if row[5].startswith("#"):
            row[4:6] = before + row[4] + after, page + row[5]
    return {int(number): row for number, row in found.items()}


def test_a_group_has_its_documents(site, index):
    for group in (group for unit in units(site) for group in unit.groups()):
        assert sorted((row[4], row[5]) for row in rows(index, group.name).values()) == sorted(
            (d.where, d.href) for d in group.documents
        )


def test_a_word_leads_to_the_documents_that_have_it(index):
    shards = (arguments(text)[1] for path, text in index.items() if "/words-" in path)
    where = next(shard["ferry"] for shard in shards if "ferry" in shard)
    for one in where.split(","):
        group = rows(index, one[:NAME])
        for code in one[NAME:].split("."):
            row = group[int(code, 36) // 8 // 16]
            assert row[0] == int(code, 36) // 8 % 16 < len(KINDS)
            assert "ferr" in " ".join(row[1:4]).lower()


def test_words_that_are_left_aside_are_not_there(index):
    shards = (arguments(text)[1] for path, text in index.items() if "/words-" in path)
    words = {word for shard in shards for word in shard}
    assert "strike" in words
    assert not words & {"was", "wa", "has", "ha", "s", "t"}


def test_kept_words_give_the_same_files(site, index):
    known: dict[str, bytes] = {"of a source that is gone": b""}
    first = files(site, known)
    assert first == index
    assert known
    assert "of a source that is gone" not in known
    before = dict(known)
    assert files(site, known) == first
    assert known == before
