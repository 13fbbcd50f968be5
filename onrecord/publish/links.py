"""Whether every link of a built site leads somewhere, offline too, and nothing is in its pages that
must not be.

MkDocs checks the links that it makes from Markdown; our pages are HTML. So each page that was built
is read again, as a browser would read it: every `href` and `src` must lead to a file of the site,
every anchor to an id on its page, no page may ask another host for anything, and all that it is
made of must be `allowed`.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from onrecord.model import Problem
from onrecord.pages import WrittenLink
from onrecord.publish.allowed import MEND as NOT_ALLOWED
from onrecord.publish.allowed import not_allowed

OURS = "on-record"  # the class of the element that our templates put around a page's content
_LINKS = ("href", "src", "poster", "data", "action")
_REFERENCES = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "popovertarget",
    "list",
)
_LOADED = (
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
)
_SAFE = ("http", "https", "mailto", "tel")  # where a reader may be led; never javascript:
_NOWHERE = (
    "top",
    "_",
)  # the page's top; and no place at all, by which a card that was opened by its address closes
_MEND = "mend the address, or take the link out"
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass(frozen=True, slots=True)
class _Link:
    target: str
    line: int
    loads: bool  # the browser follows it by itself


@dataclass(frozen=True, slots=True)
class _Page:
    ids: Counter[str]
    links: tuple[_Link, ...]
    references: tuple[_Link, ...]  # to ids of the same page
    strange: tuple[tuple[str, int], ...]  # what it may not be made of, with its line


def check_links(
    site: Path,
    address: str | None = None,
    written: Iterable[WrittenLink] = (),
    shell: bool = False,
) -> tuple[Problem, ...]:
    """All that is wrong with the pages of a built site, by page and line.

    `address` is where it will be published: the page for wrong addresses, 404.html, which is shown
    at any depth, may link from there. A mistake in a link that a person has `written` is shown
    where it was; whatever else is wrong is a fault of ours. What pages are made of is looked at in
    our part of them, and in all of them where the `shell` around it is ours too.
    """
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    pages = {f: _page((site / f).read_bytes(), shell) for f in sorted(files) if f.endswith(".html")}
    base = urlsplit(address or "").path.rstrip("/") + "/"
    people = {(link.page, link.href): link for link in written}
    found: list[Problem] = []

    def follow(name: str, links: Iterable[_Link]) -> None:
        for link in links:
            wrong = _wrong(name, link, files, pages, base)
            if wrong is None:
                continue
            here = people.get((name, link.target)) or people.get(("", _leads(name, link.target)))
            found.append(
                Problem(f"“{here.href}” {wrong}", _MEND, here.file, here.line)
                if here
                else Problem(f"“{link.target}” {wrong}", "", name, link.line, fault=True)
            )

    for name, page in pages.items():
        repeated = (i for i, n in page.ids.items() if n > 1)
        found += (
            Problem(f"the id “{i}” stands here {page.ids[i]} times", file=name, fault=True)
            for i in repeated
        )
        found += (Problem(what, NOT_ALLOWED, name, line, fault=True) for what, line in page.strange)
        for link in page.references:
            if link.target not in page.ids:
                what = f"nothing here has the id “{link.target}”"
                found.append(Problem(what, file=name, line=link.line, fault=True))
        follow(name, page.links)
    for name in sorted(f for f in files if f.endswith(".css")):
        follow(name, _css_links((site / name).read_text("utf-8")))
    return tuple(dict.fromkeys(found))


def _wrong(
    page: str, link: _Link, files: set[str], pages: dict[str, _Page], base: str
) -> str | None:
    """What is wrong with a link, None if nothing is."""
    try:
        parts = urlsplit(link.target)
    except ValueError:
        return "is no address"
    if parts.scheme == "data" and link.loads and parts.path.startswith("image/"):
        return None
    if parts.scheme or parts.netloc:
        if link.loads:
            return "would be fetched from another host"
        return None if parts.scheme in _SAFE else "leads out of the site in a way that is not safe"
    path = unquote(parts.path)
    if page == "404.html" and path.startswith(base):
        file = path.removeprefix(base) or "index.html"
    elif path.startswith("/"):
        return "works on one host only: it must be relative"
    else:
        file = _leads(page, path) if path else page
    if file not in files:
        return "leads nowhere"
    anchor = unquote(parts.fragment).partition(":~:")[0]
    if anchor and anchor not in _NOWHERE and file in pages and anchor not in pages[file].ids:
        return f"leads to a page that has no “{anchor}” on it"
    return None


def _leads(page: str, path: str) -> str:
    """The file of the site that a relative path leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def _page(raw: bytes, shell: bool) -> _Page:
    ids: Counter[str] = Counter()
    links: list[_Link] = []
    references: list[_Link] = []
    strange: list[tuple[str, int]] = []
    tree: HtmlElement = html.document_fromstring(
        raw or b"<p>", parser=html.HTMLParser(encoding="utf-8")
    )
    ours = () if shell else {e for part in tree.find_class(OURS) for e in part.iter()}
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        line = cast(int | None, element.sourceline) or 0  # the stubs know it as a property only
        if shell or element in ours:
            strange += ((what, line) for what in not_allowed(element))
        own = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if own:
            ids[own] += 1
        loads = element.tag != "a" and element.tag != "area" and element.tag != "form"
        if element.tag == "link":
            loads = any(rel in _LOADED for rel in (element.get("rel") or "").lower().split())
        links += (
            _Link(str(element.attrib[a]).strip(), line, loads)
            for a in _LINKS
            if a in element.attrib
        )
        links += (_Link(target, line, True) for target in _set(element.get("srcset") or ""))
        references += (
            _Link(i, line, False) for a in _REFERENCES for i in (element.get(a) or "").split()
        )
    return _Page(ids, tuple(links), tuple(references), tuple(strange))


def _set(srcset: str) -> Iterator[str]:
    """The addresses of a `srcset`: each may be followed by its size."""
    for part in srcset.split(","):
        if part.strip():
            yield part.split()[0]


def _css_links(text: str) -> Iterator[_Link]:
    for found in _CSS_URL.finditer(text):
        yield _Link(found[1] or found[2], text.count("\n", 0, found.start()) + 1, True)
