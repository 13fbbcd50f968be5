"""What a page states of itself, in each of the ways in which pages do."""

from __future__ import annotations

import pytest

from onrecord.model import Problem
from onrecord.read.readers.draft import Draft
from onrecord.read.readers.html import read_html

TEXT = (
    "<p>The salt works at Tarn will open again in May, said their owner, Orla Venn.</p>"
    "<p>Some 210 people will work there, as many as before the flood of the last spring.</p>"
)


def read(head: str = "", top: str = "<h1>Salt works reopen</h1>", title: str = "") -> Draft:
    problems: list[Problem] = []
    page = (
        f"<html><head><title>{title or 'Salt works reopen'}</title>{head}</head>"
        f"<body><article>{top}{TEXT}</article></body></html>"
    )
    draft = read_html(page, "x.html", problems)
    assert problems == []
    return draft


def ld(json: str) -> str:
    return f'<script type="application/ld+json; charset=utf-8">{json}</script>'


OWN = '"@type":"NewsArticle","headline":"Salt works reopen","datePublished":"2031-04-02T09:00Z"'
OTHER = '"@type":"NewsArticle","headline":"Flood drowns salt works","datePublished":"2030-03-01"'

PERSON = '{"@type":"Person","@id":"#k","name":"Mia Kest"}'


@pytest.mark.parametrize(
    ("head", "top", "day"),
    [
        (ld("<![CDATA[{" + OWN + "}]]>"), "", "2031-04-02"),
        (ld("//<![CDATA[\n{" + OWN + "}\n//]]>"), "", "2031-04-02"),
        (ld("<!-- {" + OWN + ', "text":"one\nline"} -->'), "", "2031-04-02"),
        (ld("{" + OWN + "};"), "", "2031-04-02"),
        (ld("[{" + OTHER + "},{" + OWN + "}]"), "", "2031-04-02"),
        (
            ld('{"@graph":[{"@type":"WebPage","hasPart":{' + OTHER + "}},{" + OWN + "}]}"),
            "",
            "2031-04-02",
        ),
        (ld('{"@type":"WebPage","mainEntity":{' + OWN + "}}"), "", "2031-04-02"),
        (ld("{" + OTHER + "}"), "", "None"),
        (ld('{"@type":"ItemList","itemListElement":[{' + OTHER + "}]}"), "", "None"),
        (
            "",
            '<time itemprop="datePublished" datetime="2031-04-02T08:00">2 April</time>',
            "2031-04-02",
        ),
        ("", '<span itemprop="datePublished" content="2031-04-02"></span>', "2031-04-02"),
        ('<meta name="date" content="2031/04/02">', "", "2031-04-02"),
        ("", "", "None"),
    ],
)
def test_day(head: str, top: str, day: str) -> None:
    assert str(read(head, "<h1>Salt works reopen</h1>" + top).facts.published) == day


@pytest.mark.parametrize(
    ("head", "top", "author"),
    [
        ('<meta name="author" content="T. J. Brandt Sr.">', "", "T. J. Brandt Sr."),
        (
            "",
            '<p class="byline">By <a href="/x">Mia O. Kest</a> <em>June 3, 2031</em></p>',
            "Mia O. Kest",
        ),
        ("", '<span class="author">Mia Kest | 12 shares</span>', "Mia Kest"),
        ("", '<a rel="author" href="/kest">Mia Kest</a>', "Mia Kest"),
        ("", '<a href="https://tarn.example/author/kest">Mia Kest</a>', "Mia Kest"),
        (
            ld("{" + OWN + ',"author":[{"name":"Mia Kest"},{"name":"T. J. Brandt"}]}'),
            "",
            "Mia Kest and T. J. Brandt",
        ),
        (ld('{"@graph":[{' + OWN + ',"author":{"@id":"#k"}},' + PERSON + "]}"), "", "Mia Kest"),
        ('<meta name="author" content="https://tarn.example/kest">', "", None),
        ("", "", None),
    ],
)
def test_author(head: str, top: str, author: str | None) -> None:
    assert read(head, "<h1>Salt works reopen</h1>" + top).facts.author == author


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        ("", "<h1>Culture</h1><h2>Salt works reopen</h2>", "Salt works reopen"),
        ("", "<h1>Salt works reopen</h1>", "Salt Works Reopen | The Tarn Mail"),
        ("", "<h1>Salt works reopen after the flood of spring</h1>", "Salt works reopen"),
        (
            '<meta property="og:site_name" content="The Tarn Mail">',
            "",
            "Salt works reopen - The Tarn Mail",
        ),
        (
            '<link rel="canonical" href="https://www.tarnmail.example/1">',
            "",
            "Salt works reopen | Tarn Mail",
        ),
    ],
)
def test_title(head: str, top: str, title: str) -> None:
    found = read(head, top, title).facts.title
    assert found is not None
    assert found.startswith("Salt works reopen")
    assert "Mail" not in found


LOGO = '<h1><a href="/">Tarn today - and tomorrow</a></h1>'


@pytest.mark.parametrize(
    ("head", "top", "title", "found"),
    [
        ("", "<h2>Salt works reopen</h2>", "Tarn Mail - News » Salt works reopen",
         "Salt works reopen"),
        ("", "<h1>News</h1><h1>Salt works reopen</h1>", "Tarn Mail - News » Salt works reopen",
         "Salt works reopen"),
        ("", LOGO + "<h2>Salt</h2>", "Salt works reopen - Tarn today - and tomorrow",
         "Salt works reopen"),
        ("", "<h1>Salt works: a long day <small>Behind the dam of Tarn</small></h1><h2>Salt</h2>",
         "Salt works: a long day", "Salt works: a long day"),
        (ld("{" + OWN + "}"), "<h1>Salt works reopen</h1>", "The dam, the pans, the day",
         "Salt works reopen"),
        ("", "<h1>How the works came back</h1>", "The Tarn Mail", "How the works came back"),
        ("", "<h1>Culture</h1>", "Salt works reopen", "Salt works reopen"),
    ],
)  # fmt: skip
def test_a_title_among_headings(head: str, top: str, title: str, found: str) -> None:
    assert read(head, top, title).facts.title == found


PAPER = '<meta property="og:site_name" content="Tarn Mail"><meta name="author" content="Tarn Mail">'


UTC = '<meta property="article:published_time" content="2031-04-02T02:30:59Z">'


@pytest.mark.parametrize(
    ("head", "top", "day"),
    [
        (UTC, "", "2031-04-02"),
        (UTC, '<time datetime="2031-04-01T22:30:59-04:00">1 April</time>', "2031-04-01"),
        (UTC, '<time datetime="2031-04-01 22:30:59">1 April</time>', "2031-04-01"),
        (UTC, '<time datetime="2031-04-01 22:31:07">another story</time>', "2031-04-02"),
        (UTC, '<time datetime="2031-04-01T22:30:00-04:00">another story</time>', "2031-04-02"),
        (UTC + '<link rel="canonical" href="https://tarn.example/2031/04/01/salt">', "",
         "2031-04-01"),
        (UTC + '<link rel="canonical" href="https://tarn.example/2029/4/1/salt">', "",
         "2029-04-01"),
        (UTC + '<link rel="canonical" href="https://tarn.example/2032/04/01/salt">', "",
         "2031-04-02"),
        (UTC + '<link rel="canonical" href="https://tarn.example/2031/99/01/salt">', "",
         "2031-04-02"),
    ],
)  # fmt: skip
def test_the_day_where_the_page_is(head: str, top: str, day: str) -> None:
    assert str(read(head, "<h1>Salt works reopen</h1>" + top).facts.published) == day


@pytest.mark.parametrize(
    ("head", "top", "author"),
    [
        ('<meta name="author" content="Theresa May">', "", "Theresa May"),
        ("", '<p class="byline">By Theresa May</p>', "Theresa May"),
        ("", '<p class="author">Mia Kest am 3.4.2031</p>', "Mia Kest"),
        ("", '<p class="byline">By Mia Kest on April 3, 2031</p>', "Mia Kest"),
        (ld("{" + OWN + ',"author":{"name":"Mia Kest @mkest"}}'), "", "Mia Kest"),
        (
            PAPER,
            '<p class="byline">By Mia Kest</p>',
            "Mia Kest",
        ),
        (
            PAPER,
            "",
            "Tarn Mail",
        ),
        ("", '<nav><a href="/author/x">All</a></nav><a href="/staff/">Us</a>'
         '<a href="/staff/kest">Mia Kest</a>', "Mia Kest"),
        ('<meta name="twitter:creator" content="mia-kest">', "", "mia-kest"),
        ('<meta name="twitter:creator" content="@tarn">', "", None),
    ],
)  # fmt: skip
def test_an_author_and_not_what_stands_beside(head: str, top: str, author: str | None) -> None:
    assert read(head, "<h1>Salt works reopen</h1>" + top).facts.author == author


def test_a_title_keeps_a_part_that_is_not_the_site() -> None:
    head = '<meta property="og:site_name" content="The Tarn Mail">'
    assert (
        read(head, "", "Salt works: reopened - at last").facts.title
        == "Salt works: reopened - at last"
    )


def test_what_nobody_sees_is_no_text() -> None:
    unseen = (
        "<p hidden>Liv Aasen changed 77 lines of this before it went out.</p>"
        '<div class="x sr-only"><p>Skip the 12 charts of this report by Per Holm.</p></div>'
        '<div class="nextstory"><p>Per Holm won 9 medals at the games of Orvel.</p></div>'
        "<template><p>Gro Hanssen wrote 44 words for the window.</p></template>"
        '<div class="video-js main"><p>Press Escape to close this window of the player.</p></div>'
        '<ul class="slideshow"><li><h3>1/3</h3><p>A picture of 40 toy cats.</p></li></ul>'
    )
    assert read("", "<h1>Salt works reopen</h1>" + unseen).text == read().text


@pytest.mark.parametrize("before", ["<b>" * 900, "<div>" * 900, "<p>a&#1;b &#x1b; &#xFFFE;</p>"])
def test_no_word_is_lost_behind_broken_markup(before: str) -> None:
    assert (
        "before the flood of the last spring"
        in read("", "<h1>Salt works reopen</h1>" + before).text
    )


def test_what_cannot_be_read_is_refused_with_its_line() -> None:
    problems: list[Problem] = []
    page = f"<html><body>\n<p>One.</p>\n{'<div>' * 5000}<p>Two.</p></body></html>"
    assert read_html(page, "x.html", problems).text == ""
    assert [(p.file, p.line, p.warning) for p in problems] == [("x.html", 3, False)]


def test_a_quote_in_a_tag_opens_nothing_but_a_value() -> None:
    text = "<p title=it's>An own day.</p>" + "<b>word</b> " * 2500 + "<p class='x'>end</p>"
    assert "An own day" in read("", "<h1>Salt works reopen</h1>" + text).text
