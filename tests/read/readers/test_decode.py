"""Bytes → text, whoever wrote them."""

from __future__ import annotations

import pytest

from onrecord.model import Problem
from onrecord.read.readers.decode import decode


@pytest.mark.parametrize(
    ("raw", "file", "text", "warned"),
    [
        (
            b'<meta charset="windows-1251">\xcc\xe8\xf0',
            "a.html",
            '<meta charset="windows-1251">Мир',
            False,
        ),
        (
            b"<meta charset=windows-1251>\xcc\xe8\xf0",
            "A.HTM",
            "<meta charset=windows-1251>Мир",
            False,
        ),
        (
            b"<meta charset=iso-8859-1>\x93\xcc\x94",
            "a.html",
            "<meta charset=iso-8859-1>“Ì”",
            False,
        ),
        (b"<meta charset=us-ascii>\x93", "a.html", "<meta charset=us-ascii>“", False),
        (b"<meta charset=latin5>\xfd", "a.html", "<meta charset=latin5>ı", False),
        (b"<meta charset=windows-1251>\xcc", "a.txt", "<meta charset=windows-1251>Ì", True),
        (b"<meta charset=utf-16>\xcc!", "a.html", "<meta charset=utf-16>Ì!", True),
        (
            b"<meta charset=unicode_escape>\\ud800\xcc",
            "a.html",
            "<meta charset=unicode_escape>\\ud800Ì",
            True,
        ),
        (b"<meta charset=hex>\xcc", "a.html", "<meta charset=hex>Ì", True),
        (b"<meta charset=nonsense>\xcc", "a.html", "<meta charset=nonsense>Ì", True),
    ],
)
def test_an_encoding_that_a_page_names(raw: bytes, file: str, text: str, warned: bool) -> None:
    problems: list[Problem] = []
    assert decode(raw, file, problems) == text
    assert [p.what for p in problems] == ["not UTF-8, read as Windows-1252"] * warned
