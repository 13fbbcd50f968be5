"""HTML: the article of a page, its structure and its facts; nothing of its markup."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.model import Problem
from onrecord.read.readers.draft import Draft
from onrecord.read.readers.html import MOST_ATTRIBUTES, MOST_ELEMENTS, read_html

PAGE = """<!doctype html><html><head><title>Mayor quits | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ann Lee">
<link rel="canonical" href="https://harbour.example/mayor">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Mayor quits",
"datePublished": "2031-05-04T23:30:00+02:00"}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Mayor quits</h1>
<p>The mayor of Port Varrow   <b>resigned</b> on <a href="x">Thursday</a>,<br>saying “I am tired”.
</p>
<h2>Reaction</h2><p>Some wrote &lt;script&gt;alert(1)&lt;/script&gt; on walls.
<script>alert(1)</script>
<img src=x onerror=alert(1)></p>
<ul><li>One side was glad of it.</li><li>The other side was not.</li></ul>
<blockquote><p>A quoted paragraph stands here.</p></blockquote>
<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Varrow</td><td>12</td></tr></table></article>
<footer>All rights reserved.</footer></body></html>"""


def read(page: str) -> Draft:
    problems: list[Problem] = []
    draft = read_html(page, "x.html", problems)
    assert problems == []
    return draft


def test_text_and_structure() -> None:
    draft = read(PAGE)
    assert [(b.kind, b.level, b.span.of(draft.text)) for b in draft.blocks] == [
        ("title", 1, "Mayor quits"),
        ("paragraph", 0, "The mayor of Port Varrow resigned on Thursday,\nsaying “I am tired”."),
        ("heading", 2, "Reaction"),
        ("paragraph", 0, "Some wrote <script>alert(1)</script> on walls."),
        ("paragraph", 0, "One side was glad of it."),
        ("paragraph", 0, "The other side was not."),
        ("paragraph", 0, "A quoted paragraph stands here."),
        ("paragraph", 0, "Port | Ships"),
        ("paragraph", 0, "Varrow | 12"),
    ]


def test_facts() -> None:
    facts = read(PAGE).facts
    assert (facts.title, facts.publisher, facts.author) == (
        "Mayor quits",
        "Harbour Post",
        "Ann Lee",
    )
    assert (facts.published, facts.url) == (dt.date(2031, 5, 4), "https://harbour.example/mayor")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            '<meta property="article:published_time" content="2031-05-04T10:00:00Z">',
            dt.date(2031, 5, 4),
        ),
        ('<meta itemprop="datePublished" content="2031-05-04">', dt.date(2031, 5, 4)),
        ('<meta name="DC.date.issued" content="2031-05-04">', dt.date(2031, 5, 4)),
        ('<meta name="date" content="last Thursday">', None),
        (
            '<meta name="date" content="2031-02-31"><meta name="pubdate" content="2031-02-28">',
            dt.date(2031, 2, 28),
        ),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ('<script type="application/ld+json">{"datePublished": ["2031-05-04"]}</script>', None),
        (f'<script type="application/ld+json">{"[" * 9999}</script>', None),
        ("<title>News of 4 May 2031</title>", None),
    ],
)
def test_only_a_day_that_the_page_states_counts(head: str, day: dt.date | None) -> None:
    body = "<body><p>Words of 5 May 2031 that date nothing at all.</p></body>"
    page = f"<html><head>{head}</head>{body}</html>"
    assert read(page).facts.published == day


def test_an_address_that_could_do_harm_is_dropped() -> None:
    assert (
        read(
            '<link rel="canonical" href="javascript:alert(1)"><p>Some words stand here.</p>'
        ).facts.url
        is None
    )


@pytest.mark.parametrize(
    "page",
    ["", "   ", "<", "<html></html>", "<p>", "</div></div>", "<p>Short.", "<div>" * 1500 + "deep",
     "<ul><li>" * 400 + "x",
     "<?xml version='1.0' encoding='utf-8'?><html><body><p>An XHTML page has words "
     "too.</p></body></html>",
     "<!--" * 1000, "<table><tr><td>a</table>", "&#0;&#x110000;&bogus;", "<p>" + "word " * 200_000],
)  # fmt: skip
def test_nothing_raises(page: str) -> None:
    draft = read(page)
    assert all(b.span.of(draft.text).strip() for b in draft.blocks)


@pytest.mark.parametrize(
    "body",
    [
        '<nav><a href="a.html">Home</a> <a href="b.html">News</a></nav>',
        '<ul><li><a href="/">Home</a></ul><footer>©</footer>',
    ],
)
def test_a_page_without_an_article(body: str) -> None:
    assert read(f"<html><head><title>News</title></head><body>{body}</body></html>").text == ""


def _attributes(n: int) -> str:
    return " ".join(f"a{i}=1" for i in range(n))


@pytest.mark.parametrize(
    ("page", "line", "what"),
    [
        ("<p>Words.</p>" * MOST_ELEMENTS, 0, f"at most {MOST_ELEMENTS:,} are read"),
        (
            f"<p>Words.</p>\n<p {_attributes(9_000)}>",
            2,
            f"more than {MOST_ATTRIBUTES:,} attributes",
        ),
        (f"<p>\n\n<p a='<' {_attributes(9_000)}>", 3, f"more than {MOST_ATTRIBUTES:,} attributes"),
    ],
    ids=["elements", "attributes", "behind a quotation"],
)
def test_what_would_take_too_long_is_refused(page: str, line: int, what: str) -> None:
    problems: list[Problem] = []
    assert read_html(page, "x.html", problems) == Draft("")
    assert [(p.file, p.line, p.warning) for p in problems] == [("x.html", line, False)]
    assert what in problems[0].what


@pytest.mark.parametrize(
    "held",
    [
        f"<p data-json='{'a b ' * 9_000}'>Read me.</p>",
        f"<script>if (a<b) x = [{'1, ' * 9_000}]</script><p>Read me.</p>",
        f"<p>Read me.</p><style>{'a b ' * 9_000}",
        f"<p {_attributes(1_000)}>Read me.</p>",
    ],
)
def test_what_only_looks_like_many_attributes_is_read(held: str) -> None:
    assert "Read me." in read(f"<html><body><article>{held}</article></body></html>").text
