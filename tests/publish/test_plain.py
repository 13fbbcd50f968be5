"""What is known of a page by its tags alone is what a browser would find on it."""

from __future__ import annotations

import pytest

from onrecord.publish.links import _page
from onrecord.publish.plain import plain
from tests.publish.test_links import ACTS

PAGE = """<!doctype html>
<html lang="en"><head><title>A &amp; B</title>
<link rel="stylesheet" href="../s.css"><script src="../x.js"></script></head><body>
<!-- on record: this page is HTML -->
<h1 id="t">T</h1><p id="&#233;" style="--row:2">{}</p>
<a href="#t">a</a><a href="../b.html?q=1&amp;p=2#x">b</a><a href="#%C3%A9">c</a><a href="">d</a>
<a href="https://b.example/" rel="noopener">e</a><a href="mailto:a@b.example">f</a>
<a name="old"></a><a href="#old">g</a><label for="t">h</label><a href="#_">i</a>
<svg viewBox="0 0 1 1"><title>T</title><path d="M0 0"/></svg>
<script type="application/ld+json">{{"a": "b > c"}}</script></body></html>
"""


def test_the_facts_are_those_of_a_close_look() -> None:
    raw = PAGE.format("x > y").encode()
    facts, page = plain(raw), _page(raw, shell=True)
    assert facts is not None
    assert set(facts.ids.split("\n")) == page.ids.keys() == {"t", "é", "old"}
    assert facts.links == "../b.html?q=1&p=2#x\n../s.css\n../x.js"
    assert set(facts.links.split("\n")) <= {link.target for link in page.links}
    assert page.strange == ()


@pytest.mark.parametrize(
    "part",
    [
        *ACTS,
        *(act.replace("'", '"') for act in ACTS),
        '<b id="t"></b>',  # what may be wrong
        '<label for="no">x</label>',
        '<a href="#no">x</a>',
        '<img src="https://a.example/i.png">',
        '<a href="/x.html">x</a>',
        '<a href="//a.example">x</a>',
        '<a href="\x01//a.example">x</a>',
        '<img src="data:image/png;base64,AA==">',
        "<a href=x.html>x</a>",  # what is written in another way
        "<a href='x.html'>x</a>",
        '<A href="x.html">x</A>',
        '<a\xa0href="x.html">x</a>',
        '<a title="x > y" href="x.html">x</a>',
        '<a title="<" href="x.html">x</a>',
        "a < b",
        "<!-- -- --><b>",
        "<![CDATA[<b>]]>",
        "<title><b></b></title>",
        '<script type="application/json"><b></b></script>',
        '<script type="application/json"><!-- <script></script>',
        "<textarea><b></b></textarea>",
        "<style>p { }</style>",
        "<style>p { }</style></head><body>",
    ],
)
def test_what_may_be_wrong_is_looked_at_closely(part: str) -> None:
    assert plain(PAGE.format(part).encode()) is None


def test_a_page_in_another_encoding_is_looked_at_closely() -> None:
    assert plain(PAGE.format("\xe9").encode("latin-1")) is None
