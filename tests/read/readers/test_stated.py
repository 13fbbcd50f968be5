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


def test_a_title_keeps_a_part_that_is_not_the_site() -> None:
    head = '<meta property="og:site_name" content="The Tarn Mail">'
    assert (
        read(head, "", "Salt works: reopened - at last").facts.title
        == "Salt works: reopened - at last"
    )


def test_what_nobody_sees_is_no_text() -> None:
    unseen = (
        "<p hidden>Liv Aasen changed 77 lines of this before it went out.</p>"
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
