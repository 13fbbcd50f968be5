"""Strings that wish us ill, in every place where text enters, opened in a browser under a strict
policy: nothing acts, and nothing tries to. A page that does all of it shows first that it would be
seen.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import defaultdict
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest

from onrecord.compose import compose
from onrecord.model import (
    Actor,
    Annotations,
    Article,
    Block,
    Briefing,
    Cast,
    Content,
    Figure,
    Mention,
    MentionRef,
    Quote,
    Role,
    Span,
    TimeRef,
)
from onrecord.pages import Settings
from onrecord.publish import publish
from onrecord.read.settings import Project
from onrecord.render import render

pytestmark = pytest.mark.browser

DAY = dt.date(2031, 5, 5)
ACT = "window.acted=(window.acted||0)+1"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'none'"
)
HOSTILE = [
    f"<script>{ACT}</script>",
    f"</script><script>{ACT}</script>",
    f"<img src=x onerror={ACT}>",
    f"\"><img src=x onerror='{ACT}'>",
    f"'><svg/onload={ACT}>",
    f"</title><script>{ACT}</script>",
    f"</style><script>{ACT}</script>",
    f"</textarea><script>{ACT}</script>",
    f"--><script>{ACT}</script><!--",
    f"]]><script>{ACT}</script>",
    f"<iframe srcdoc='<script>parent.{ACT}</script>'></iframe>",
    f"<svg><animate onbegin={ACT} attributeName=x dur=1s>",
    f"<math><mi//xlink:href=javascript:{ACT}>",
    f"<details open ontoggle={ACT}>",
    f"<body onload={ACT}>",
    f"<input autofocus onfocus={ACT}>",
    f"javascript:{ACT}",
    f"JaVaScRiPt:{ACT}//",
    f"java\tscript:{ACT}",
    f"data:text/html,<script>{ACT}</script>",
    f'" onmouseover="{ACT}" style="position:fixed;inset:0" x="',
    f"' autofocus onfocus='{ACT}' tabindex=1 x='",
    f"[x](javascript:{ACT})",
    f'![x](x"onerror="{ACT})',
    f"<javascript:{ACT}>",
    f"[[<img src=x onerror={ACT}>]]",
    "<meta http-equiv=refresh content='0;url=http://elsewhere.invalid/'>",
    "<base href=http://elsewhere.invalid/>",
    "<link rel=stylesheet href=http://elsewhere.invalid/x.css>",
    "<style>@import 'http://elsewhere.invalid/x.css'</style>",
    "<img src=http://elsewhere.invalid/x.png>",
    "<form action=http://elsewhere.invalid/><button>go</button></form>",
    "{{ config.__class__ }}{% raw %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    f"\\u003cscript\\u003e{ACT}\\u003c/script\\u003e",
    f"&lt;script&gt;{ACT}&lt;/script&gt;",
    f"\u2028{ACT}\u2029",
    "\u202e\u2066evil\u200b\u0007",
    f"＜script＞{ACT}＜/script＞",
    f"<template><script>{ACT}</script></template><noscript><img src=x onerror={ACT}></noscript>",
]
KINDS = ("image", "script", "drawing", "frame", "details", "input", "link")  # of acts
CONTROL = """<!doctype html><meta charset="utf-8"><title>Control</title>
<script>{script}</script><img src="x" onerror="{image}"><svg onload="{drawing}"></svg>
<iframe srcdoc="<script>{frame}</script>"></iframe><details open ontoggle="{details}"></details>
<input autofocus onfocus="{input}"><img src="http://elsewhere.invalid/x.png">
<a id="go" href="javascript:{link}">go</a>""".format(
    **{kind: f"top.acted=(top.acted||[]).concat('{kind}')" for kind in KINDS}
)


def corpus() -> tuple[Content, list[Annotations], Cast]:
    """Each string in every place where text enters: as words, name, speaker, thing, fact …"""
    lines = [" ".join(words.split("\n")) for words in HOSTILE]
    text = "\n\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 2
    sides = [(Span(s.start, s.start + 4), Span(s.start + 4, s.end)) for s in spans]
    articles, found = [], []
    for i, words in enumerate(HOSTILE):
        id_ = f"ill/s{i}"
        facts = {"title": words, "publisher": words, "author": words}
        url = f"https://a.example/?{quote(words)}"
        articles.append(Article(id_, text, **facts, url=url, file=words, briefing="ill"))
        mentions = tuple(Mention(s, "person", "name") for s, _ in sides)
        quotes = tuple(
            Quote(s, "direct", said, said, j, marks=(words[:1], words[:1]))
            for j, (said, s) in enumerate(sides)
        )
        figures = tuple(Figure(s, n, 3.0, 3.0, words, what=(s,), key=0.9) for n, s in sides)
        times = tuple(TimeRef(n, DAY, DAY) for n, _ in sides)
        blocks = tuple(Block(s, "paragraph") for s in spans)
        told = (mentions, quotes, figures, times) if i < 2 else ((), (), (), ())
        found.append(Annotations(id_, blocks, tuple(spans), (), *told))
    refs = {MentionRef(a.id, i): f"x{i}" for a in articles[:2] for i in range(len(HOSTILE))}
    actors = {
        f"x{i}": Actor(
            *(f"x{i}", words, "person", (words, words + "2")),
            (Role(words, articles[0].id, spans[i]),),
            tuple(r for r, actor in refs.items() if actor == f"x{i}"),
        )
        for i, words in enumerate(HOSTILE)
    }
    cast = Cast(actors, refs, {})
    written = [w for w in HOSTILE if not w.startswith("![")]  # a link that leads nowhere is refused
    briefing = Briefing(
        *("ill", HOSTILE[0], None, tuple(a.id for a in articles)),
        summary=" ".join(HOSTILE),
        tags=tuple(HOSTILE),
        words="\n\n".join([*written, *(f"[[{w}]]" for w in written)]),
        file="b.md",
        words_line=1,
    )
    return Content((briefing,), tuple(articles)), found, cast


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site of all that, with a page beside it that acts."""
    root = tmp_path_factory.mktemp("hostile")
    words = Settings(name=HOSTILE[0], motto=HOSTILE[2], url="https://a.example/")
    project = Project(root, site=root / "site", pages=words)
    problems = publish(render(compose(*corpus(), words)), project)
    assert [str(p) for p in problems] == []
    (project.site / "control.html").write_text(CONTROL, "utf-8")
    (project.site / "favicon.ico").touch()  # which a browser asks for where a page names no icon
    return project.site


@pytest.fixture(scope="module")
def addresses(hostile):
    """The site over http, under the strict policy and without it."""

    class Strict(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            """Says nothing."""

        def end_headers(self):
            self.send_header("Content-Security-Policy", STRICT)
            super().end_headers()

    class Plain(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            """Says nothing."""

    servers = [
        ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(hostile)))
        for kind in (Strict, Plain)
    ]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield [f"http://127.0.0.1:{server.server_port}/" for server in servers]
    for server in servers:
        server.shutdown()


@pytest.fixture
def look(new_page):
    """Opens a page and tells what acted there: (acts, violations, requests elsewhere, frames)."""

    page = new_page(own=True)
    page.add_init_script(
        "window.violations = [];"
        "addEventListener('securitypolicyviolation',"
        " (e) => violations.push(e.effectiveDirective))"
    )
    page.on("dialog", lambda dialog: (page.faults.append("dialog"), dialog.dismiss()))

    def look_at(base, path):
        page.faults, page.requests = [], []
        page.goto(base + path, wait_until="load")
        for link in page.locator("a[href^='javascript:' i]").all():
            link.evaluate("a => a.click()")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        acts = page.evaluate("window.acted || 0")
        violations = page.evaluate("window.violations")
        elsewhere = [r for r in page.requests if not r.startswith(base)]
        return acts, violations, elsewhere, len(page.frames) - 1, page.faults

    return look_at


def test_the_control_page_is_seen_to_act(look, addresses):
    strict, plain = addresses
    acts, _, elsewhere, frames, _ = look(plain, "control.html")
    assert sorted(acts) == sorted(KINDS)
    assert elsewhere == ["http://elsewhere.invalid/x.png"]
    assert frames == 1
    acts, violations, *_ = look(strict, "control.html")
    assert acts == 0
    assert len(violations) >= 6


def test_nothing_hostile_acts(look, addresses, hostile, request):
    """Every sort of page; of those that differ by one word alone (allowed.py has read them all) a
    few, with `--thorough` each."""
    strict, _ = addresses
    paths = sorted(p.relative_to(hostile).as_posix() for p in hostile.rglob("*.html"))
    paths.remove("control.html")
    if not request.config.getoption("--thorough"):
        alike = defaultdict(list)
        for path in paths:
            folder = path.partition("/")[0] if "/" in path else path
            alike[folder, "/days" in path].append(path)
        paths = [path for some in alike.values() for path in some[:4]]
        assert len(paths) > 20
    for path in paths:
        assert look(strict, path) == (0, [], [], 0, []), path


@pytest.mark.parametrize("words", HOSTILE[::4])
def test_nothing_typed_acts(new_page, addresses, words):
    page = new_page()
    page.goto(addresses[0] + "index.html#" + quote(words))
    page.fill("#search", words)
    page.locator(".results p").wait_for()
    page.goto(addresses[0] + "quotes.html?q=" + quote(words) + "#" + quote(words))
    assert page.evaluate("window.acted || 0") == 0
    assert page.faults == []
