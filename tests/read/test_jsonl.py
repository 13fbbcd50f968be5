"""The input of `annotate`: a line that is no article is named, nothing is guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.model import Article
from onrecord.read.jsonl import BadLinesError, read_articles

GOOD = b'{"id": "a", "text": "Words.", "published": "2031-05-06", "title": "T", "url": "https://a.example", "more": 1}'


def read(*lines: bytes) -> list[Article]:
    return read_articles(("-", number, line) for number, line in enumerate(lines, 1))


def test_articles_with_their_facts() -> None:
    first, second = read(GOOD, b"", b'\xef\xbb\xbf{"id": "b", "text": "", "title": null}\r\n')
    assert first == Article("a", "Words.", "T", dt.date(2031, 5, 6), url="https://a.example")
    assert second == Article("b", "")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"words", "not JSON"),
        (b'{"id": "b"', "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"text": "x"}', "no “id” that is a text"),
        (b'{"id": "b"}', "no “text” that is a text"),
        (b'{"id": "b", "text": null}', "no “text” that is a text"),
        (b'{"id": 1, "text": "x"}', "no “id” that is a text"),
        (b'{"id": "", "text": "x"}', "the “id” is empty"),
        (b'{"id": "a", "text": "x"}', "the id 'a' stands on an earlier line too"),
        (b'{"id": "b", "text": "x", "published": "Thursday"}', "“published” is not a day"),
        (b'{"id": "b", "text": "x", "published": "2031-02-30"}', "“published” is not a day"),
        (b'{"id": "b", "text": "x", "published": "2031-05-06garbage"}', "“published” is not a day"),
        (b'{"id": "b", "text": "x", "published": "2031-W23-4"}', "“published” is not a day"),
        (b'{"id": "b", "text": "x", "published": 20310506}', "“published” is not a day"),
        (b'{"id": "b", "text": "x", "title": 1}', "“title” is not a text"),
        (b'{"id": "b", "text": "\\ud800"}', "half a character"),
        (b'{"id": "b", "text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_line_that_is_no_article(line: bytes, what: str) -> None:
    with pytest.raises(BadLinesError) as error:
        read(GOOD, line)
    assert str(error.value).startswith("standard input:2: ")
    assert what in str(error.value)


def test_every_line_that_is_no_article_is_named() -> None:
    with pytest.raises(BadLinesError) as error:
        read(b"words", GOOD, b"[1]")
    assert str(error.value).splitlines() == [
        'standard input:1: not JSON (Expecting value): one object a line, like {"id": "a", "text": "…"}',
        'standard input:3: not a JSON object: one object a line, like {"id": "a", "text": "…"}',
    ]
    with pytest.raises(BadLinesError, match=r"\nand 80 more$"):
        read(*[b"words"] * 100)
