"""Every link of a built site is followed; one that leads nowhere is said with page and line."""

from __future__ import annotations

import pytest

from onrecord.pages import WrittenLink
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


def test_a_link_that_a_person_wrote_is_shown_where_it_was(write: Write) -> None:
    page = '<link rel="stylesheet" href="../no.css"><p><a href="x.html">a</a><a href="y.html">b</a>'
    root = write({"b/one.html": page, "b/two.html": '<a href="x.html">'})
    written = [
        WrittenLink("b/one.html", "x.html", "briefings/one/briefing.md", 7),
        WrittenLink("", "no.css", "mkdocs.yml", 3),
    ]
    assert [(str(p).partition(" — ")[0], p.fault) for p in check_links(root, None, written)] == [
        ("mkdocs.yml:3: “no.css” leads nowhere", False),
        ("briefings/one/briefing.md:7: “x.html” leads nowhere", False),
        ("b/one.html:1: “y.html” leads nowhere", True),
        ("b/two.html:1: “x.html” leads nowhere", True),
    ]


ACTS = [
    "<iframe srcdoc='x'></iframe>",
    "<script>act()</script>",
    "<script src='../i.png'>act()</script>",
    "<style>p { color: red }</style>",
    "<object data='../i.png'></object>",
    "<embed src='../i.png'>",
    "<base href='https://a.example/'>",
    "<p onclick='act()'>x</p>",
    "<svg><animate onbegin='act()'/></svg>",
    "<svg><foreignobject></foreignobject></svg>",
    "<math><mi>x</mi></math>",
    "<marquee>x</marquee>",
    "<p style='background: red'>x</p>",
    "<p style='--a:url(x)'>x</p>",
    "<a ping='../i.png'>x</a>",
    "<button formaction='../i.png'>x</button>",
    "<meta http-equiv='set-cookie' content='a=b'>",
    "<meta http-equiv='refresh' content='0; url=https://a.example/'>",
    "<meta http-equiv='refresh' content='0;URL=javascript:act()'>",
    "<svg><use href='#x'/></svg>",
    "<custom-element></custom-element>",
    "<img src='data:text/html,x'>",
    "<a href='data:image/png,x'>x</a>",
    "<a href='java\nscript:act()'>x</a>",
    "<a href='vbscript:act()'>x</a>",
]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("shell", [True, False], ids=["our page", "our part"])
def test_what_no_page_may_have_is_a_fault(write: Write, act: str, shell: bool) -> None:
    body = f"<title>T</title><body><div class='on-record home'>\n{act}</div></body>"
    found = check_links(write({**SITE, "a/bad.html": body}), "https://a.example/notes/", (), shell)
    assert [(p.file, p.fault) for p in found] == [("a/bad.html", True)] * len(found)
    assert found


def test_a_theme_of_somebody_else_may_have_more(write: Write) -> None:
    page = "<script>act()</script><div onclick='x()'><main class='on-record'><p style='--row:3'>"
    site = {"index.html": page}
    assert wrong(write, site) == []
    assert len(check_links(write(site), shell=True)) == 2
