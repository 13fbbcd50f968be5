"""Markdown: the words that a reader would see, with their structure; a tag is words like others."""

from __future__ import annotations

import pytest

from onrecord.model import Problem
from onrecord.read.readers.draft import Draft
from onrecord.read.readers.markdown import read_markdown


def read(text: str) -> Draft:
    problems: list[Problem] = []
    draft = read_markdown(text, "x.md", problems)
    assert problems == []
    return draft


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "# Shut\n\nThe *harbour* was\nclosed.",
            [("title", 1, "Shut"), ("paragraph", 0, "The harbour was closed.")],
        ),
        ("One\\\ntwo", [("paragraph", 0, "One\ntwo")]),
        (
            "## Later\n\n# Never the title",
            [("heading", 2, "Later"), ("heading", 1, "Never the title")],
        ),
        (
            "- one\n- two\n\n1. three",
            [("paragraph", 0, "one"), ("paragraph", 0, "two"), ("paragraph", 0, "three")],
        ),
        ("> quoted\n> words", [("paragraph", 0, "quoted words")]),
        (
            "| a | b |\n|---|---|\n| 1 | [2](x) |",
            [("paragraph", 0, "a | b"), ("paragraph", 0, "1 | 2")],
        ),
        ("```\ncode\n```", [("paragraph", 0, "code")]),
        ("![The mayor waves](x.png)", [("caption", 0, "The mayor waves")]),
        (
            "See [here](javascript:alert(1)).",
            [("paragraph", 0, "See [here](javascript:alert(1)).")],
        ),
        ("<script>alert(1)</script>", [("paragraph", 0, "<script>alert(1)</script>")]),
        ("a &lt;b&gt; &amp; “c”", [("paragraph", 0, "a <b> & “c”")]),
        ("{{ 7*7 }} {% raw %}", [("paragraph", 0, "{{ 7*7 }} {% raw %}")]),
        ("One\r\n\r\nTwo", [("paragraph", 0, "One"), ("paragraph", 0, "Two")]),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, int, str]]) -> None:
    draft = read(text)
    assert [(b.kind, b.level, b.span.of(draft.text)) for b in draft.blocks] == blocks
    assert draft.text == "\n\n".join(words for _, _, words in blocks)


def test_the_front_matter_has_the_last_word_on_the_title() -> None:
    assert read("# Shut").facts.title == "Shut"
    assert read("---\ntitle: Closed\n---\n# Shut").facts.title == "Closed"


@pytest.mark.parametrize(
    "text", ["[" * 5000, "*" * 100_000, "> " * 5000 + "x", "`" * 10_000, "|" * 10_000, "- " * 3000]
)
def test_nothing_raises(text: str) -> None:
    draft = read(text)
    assert all(b.span.of(draft.text).strip() for b in draft.blocks)
