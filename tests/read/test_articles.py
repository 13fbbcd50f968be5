"""The input of `annotate`: a line that is no article is named, nothing is guessed."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from onrecord.model import Article
from onrecord.read.articles import BadLinesError, read_articles
from tests.conftest import Write

GOOD = (
    b'{"id": "a", "text": "Words.", "published": "2031-05-06", "title": "T",'
    b' "url": "https://a.example", "more": 1}'
)

SHAPE = 'one object a line, like {"id": "a", "text": "…"}'


def read(*lines: bytes) -> list[Article]:
    return read_articles(["-"], io.BytesIO(b"\n".join(lines)))[0]


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
        f"standard input:1: not JSON (Expecting value): {SHAPE}",
        f"standard input:3: not a JSON object: {SHAPE}",
    ]
    with pytest.raises(BadLinesError, match=r"\nand 80 more$"):
        read(*[b"words"] * 100)


def test_an_article_without_an_id_has_its_place() -> None:
    assert [a.id for a in read(b'{"text": "x"}', GOOD)] == ["standard input:1", "a"]


def test_sources_and_folders_of_them(write: Write) -> None:
    folder = write(
        {
            "one.txt": "---\ntitle: One\npublisher: The Mail\n---\nWords of it.\n",
            "more/b.md": "# Two\n\nWords of it.\n",
            "more/a.html": "<h1>Three</h1><p>Enough words of it to be an article.</p>",
            "more/notes.csv": "no source",
            "rows.jsonl": GOOD,
        }
    )
    names = [str(folder / name) for name in ("one.txt", "rows.jsonl", "more")]
    articles, warnings = read_articles(names, io.BytesIO())
    assert [Path(a.id).name for a in articles] == ["one.txt", "a", "a.html", "b.md"]
    assert (articles[0].title, articles[0].publisher) == ("One", "The Mail")
    assert [b.kind for b in articles[3].blocks] == ["title", "paragraph"]
    assert warnings == ()


def test_a_source_that_is_no_article_is_named(write: Write) -> None:
    folder = write({"a.txt": "", "b.html": "<p>", "c.txt": b"\xff\xfe\x00", "none/x.csv": ""})
    with pytest.raises(BadLinesError) as error:
        read_articles([str(folder), str(folder / "none")], io.BytesIO())
    named = [line.split(":")[0].rpartition("/")[2] for line in str(error.value).splitlines()]
    assert named == ["a.txt", "b.html", "c.txt", "none"]
