"""Whether every link of a built site leads somewhere, offline too, and nothing is in its pages that
must not be.

MkDocs checks the links that it makes from Markdown; our pages are HTML. Every `href` and `src` must
lead to a file of the site, every anchor to an id on its page, no page may ask another host for
anything, and all that it is made of must be `allowed`.

Of a page that is `plain`, its ids and its links are all that matters, and are kept for
the next build. Every other page, and each with a link that leads nowhere, is read
closely, as a browser would read it, so that what is wrong can be said with its line.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from onrecord.kept import Built, Plain
from onrecord.model import Problem
from onrecord.pages import WrittenLink
from onrecord.publish.allowed import MEND as NOT_ALLOWED
from onrecord.publish.allowed import not_allowed
from onrecord.publish.plain import NOWHERE, SAFE, leads, plain, refers
from onrecord.shares import in_shares

OURS = "on-record"  # the class of the element that our templates put around a page's content
PAYS = 200  # pages that are worth a process of their own
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
    known: MutableMapping[str, Built] | None = None,
    jobs: int = 1,
) -> tuple[Problem, ...]:
    """All that is wrong with the pages of a built site, by page and line.

    `address` is where it will be published: the page for wrong addresses, 404.html, which is shown
    at any depth, may link from there. A mistake in a link that a person has `written` is shown
    where it was; whatever else is wrong is a fault of ours. What pages are made of is looked at in
    our part of them, and in all of them where the `shell` around it is ours too. `known` are facts
    of the plain pages of a site that this one was made from; those of this one take their place.
    Where many are to be read, `jobs` processes share them.
    """
    files = set(_files(site))
    check = _Check(site, files, shell, {} if known is None else known, jobs)
    base = urlsplit(address or "").path.rstrip("/") + "/"
    people = {(link.page, link.href): link for link in written}
    found: list[Problem] = []

    def follow(name: str, links: Iterable[_Link]) -> None:
        for link in links:
            wrong = _wrong(name, link, check, base)
            if wrong is None:
                continue
            here = people.get((name, link.target)) or people.get(("", _leads(name, link.target)))
            found.append(
                Problem(f"“{here.href}” {wrong}", _MEND, here.file, here.line)
                if here
                else Problem(f"“{link.target}” {wrong}", "", name, link.line, fault=True)
            )

    for name in check.doubtful():
        page = check.closely(name)
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


class _Check:
    """The pages of a site, each read once: those that are plain as facts."""

    def __init__(
        self,
        site: Path,
        files: set[str],
        shell: bool,
        known: MutableMapping[str, Built],
        jobs: int,
    ) -> None:
        self.site, self.files, self.shell = site, files, shell
        names = sorted(f for f in files if f.endswith(".html"))
        several = min(jobs, (len(names) - len(known)) // PAYS)
        read = partial(_facts, site, known, names)
        shares = in_shares(read, several) if several > 1 else None
        found = {name: built for share in shares or [read(0, 1)] for name, built in share.items()}
        self.facts = {name: found[name].facts if name in found else None for name in names}
        known.clear()
        known.update(found)

    def doubtful(self) -> list[str]:
        """The pages that must be read closely, in order."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for name, facts in self.facts.items():
            for file, anchor in _led(name, facts) if facts else ():
                wanted[file].add(anchor)
        missing = {
            (file, anchor)
            for file, anchors in wanted.items()
            for anchor in (anchors if file not in self.files else anchors - self.ids(file))
            if file not in self.files or (anchor and file in self.facts)
        }
        return [
            name
            for name, facts in self.facts.items()
            if facts is None or (missing and missing & _led(name, facts))
        ]

    def ids(self, file: str) -> set[str]:
        """The places on a page that links may lead to."""
        facts = self.facts.get(file)
        if facts:
            return {*facts.ids.split("\n"), *NOWHERE}
        return {*(self.closely(file).ids if file in self.facts else ()), *NOWHERE}

    @lru_cache(maxsize=64)  # noqa: B019  (it goes when the check ends)
    def closely(self, name: str) -> _Page:
        """A page as a browser reads it."""
        return _page((self.site / name).read_bytes(), self.shell)


def _facts(
    site: Path, known: Mapping[str, Built], names: Sequence[str], n: int, of: int
) -> dict[str, Built]:
    """The plain ones of the nth of so many shares of a site's pages. One that stands there since
    the last build is not read again.
    """
    found = {}
    for name in names[n::of]:
        file = f"{site}/{name}"
        state, built = os.stat(file), known.get(name)
        if built is None or (built.size, built.time) != (state.st_size, state.st_mtime_ns):
            with open(file, "rb", buffering=0) as opened:
                facts = plain(opened.read())
            built = Built(state.st_size, state.st_mtime_ns, facts) if facts else None
        if built:
            found[name] = built
    return found


def _files(site: Path) -> Iterator[str]:
    """The files of a site, by their paths in it."""
    for folder, _, names in os.walk(site):
        inside = Path(folder).relative_to(site).as_posix()
        yield from names if inside == "." else (f"{inside}/{name}" for name in names)


def _led(page: str, facts: Plain) -> set[tuple[str, str]]:
    """Where a plain page leads to: the files, and the places on them."""
    folder, led = posixpath.dirname(page), set()
    for link in filter(None, facts.links.split("\n")):
        path, _, anchor = link.partition("#")
        if "%" in anchor or ":" in anchor:
            anchor = _place(anchor)
        led.add((_file(folder, path), anchor))
    return led


def _place(anchor: str) -> str:
    """The id that the end of an address names."""
    return unquote(anchor).partition(":~:")[0]


@lru_cache(maxsize=1 << 15)
def _file(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(path.partition("?")[0])))


def _wrong(page: str, link: _Link, check: _Check, base: str) -> str | None:
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
        return None if parts.scheme in SAFE else "leads out of the site in a way that is not safe"
    path = unquote(parts.path)
    if page == "404.html" and path.startswith(base):
        file = path.removeprefix(base) or "index.html"
    elif path.startswith("/"):
        return "works on one host only: it must be relative"
    else:
        file = _leads(page, path) if path else page
    if file not in check.files:
        return "leads nowhere"
    anchor = _place(parts.fragment)
    if anchor and file in check.facts and anchor not in check.ids(file):
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
        tag = element.tag
        if not isinstance(tag, str):
            continue  # a comment
        line = cast(int | None, element.sourceline) or 0  # the stubs know it as a property only
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        if shell or element in ours:
            parent = element.getparent()
            in_head = parent is not None and parent.tag == "head"
            text = element.text or ""
            strange += ((what, line) for what in not_allowed(tag, attributes, text, in_head))
        own = attributes.get("id") or (attributes.get("name") if tag == "a" else None)
        if own:
            ids[own] += 1
        links += (_Link(target, line, loads) for target, loads in leads(tag, attributes))
        references += (_Link(i, line, False) for i in refers(attributes))
    return _Page(ids, tuple(links), tuple(references), tuple(strange))


def _css_links(text: str) -> Iterator[_Link]:
    for found in _CSS_URL.finditer(text):
        yield _Link(found[1] or found[2], text.count("\n", 0, found.start()) + 1, True)
