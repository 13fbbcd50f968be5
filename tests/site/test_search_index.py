"""The index of search: what is kept of an earlier build gives the same files."""

from __future__ import annotations

from onrecord.kept import bundled
from onrecord.render.search import search_files


def files(site, known=None) -> dict[str, str]:
    every = bundled(search_files(site, known))
    return {piece.path: piece.text() for bundle in every for piece in bundle.pieces()}


def test_kept_words_give_the_same_files(site):
    known: dict[str, bytes] = {"of a source that is gone": b""}
    first = files(site, known)
    assert first == files(site)
    assert known
    assert "of a source that is gone" not in known
    before = dict(known)
    assert files(site, known) == first
    assert known == before
