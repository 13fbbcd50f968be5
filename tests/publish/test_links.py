"""Every link of a built site is followed; one that leads nowhere is said with page and line."""

from __future__ import annotations

import pytest

from onrecord.publish.links import check_links
from tests.conftest import Write

GOOD = """<!doctype html><html><head><link rel="stylesheet" href="../s.css">
<link rel="canonical" href="https://a.example/">
</head><body><h1 id="t">T</h1><a href="#t">a</a><a href="">b</a><a href="../index.html">c</a>
<a href="../index.html#x">d</a>
<a href="https://b.example/#:~:text=words">e</a><a href="mailto:a@b.example">f</a><a href="#">g</a>
<a href="#top">h</a>
<a href="b%20c.html#%C3%A9">i</a><a href="#_">j</a>
<img src="data:image/png;base64,AA=="><label for="t">k</label>
<img srcset="../i.png 1x, ../i.png 2x"><a name="old"></a>
<a href="#old">l</a><a href="#t:~:text=T">m</a></body></html>"""
SITE = {
    "index.html": '<p id="x">',
    "a/p.html": GOOD,
    "a/b c.html": '<p id="é">',
    "s.css": "@font-face { src: url(i.png) }",
    "i.png": b"",
    "404.html": '<a href="/notes/index.html">Home</a>',
}


def wrong(write: Write, files: dict[str, str | bytes], address: str | None = None) -> list[str]:
    return [f"{p.file}:{p.line}: {p.what}" for p in check_links(write(files), address)]


def test_a_good_site(write: Write) -> None:
    assert wrong(write, SITE, "https://desk.example/notes/") == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<a href="no.html">', "“no.html” leads nowhere"),
        ('<a href="a/">', "“a/” leads nowhere"),
        ('<a href="../x.html">', "“../x.html” leads nowhere"),
        ('<a href="a/p.html#no">', "“a/p.html#no” leads to a page that has no “no” on it"),
        ('<a href="#no">', "“#no” leads to a page that has no “no” on it"),
        ('<a href="/index.html">', "“/index.html” works on one host only: it must be relative"),
        ('<a href="javascript:alert(1)">', "leads out of the site in a way that is not safe"),
        ('<a href="file:///etc/passwd">', "leads out of the site in a way that is not safe"),
        ('<a href="http://[">', "is no address"),
        ('<script src="https://cdn.example/x.js"></script>', "would be fetched from another host"),
        ('<img src="//cdn.example/x.png">', "would be fetched from another host"),
        (
            '<link rel="preload icon" href="https://cdn.example/x">',
            "would be fetched from another host",
        ),
        ('<img srcset="i.png 1x, no.png 2x">', "“no.png” leads nowhere"),
        ('<b id="t"></b><i id="t"></i>', "the id “t” stands here 2 times"),
        ('<label for="no">', "nothing here has the id “no”"),
        ('<p aria-labelledby="no">', "nothing here has the id “no”"),
        ("<form action='no.html'>", "“no.html” leads nowhere"),
    ],
)
def test_what_is_wrong_is_said(write: Write, body: str, what: str) -> None:
    (found,) = wrong(
        write,
        {**SITE, "bad.html": f"<!doctype html>\n<body>\n{body}"},
        "https://desk.example/notes/",
    )
    assert found.startswith("bad.html:")
    assert found.endswith(what)


def test_the_line_is_said(write: Write) -> None:
    assert wrong(write, {"bad.html": "<p>\n\n<a href=x>"}) == ["bad.html:3: “x” leads nowhere"]


def test_style_sheets_are_read_too(write: Write) -> None:
    files = {"s.css": "a {}\n@import 'no.css';\nb { background: url( \"https://cdn.example/x\" ) }"}
    assert wrong(write, files) == [
        "s.css:2: “no.css” leads nowhere",
        "s.css:3: “https://cdn.example/x” would be fetched from another host",
    ]


def test_an_empty_page(write: Write) -> None:
    assert wrong(write, {"index.html": ""}) == []
