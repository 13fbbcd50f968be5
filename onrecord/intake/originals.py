"""What somebody names (files, folders, patterns, addresses, feeds) → the originals behind it."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from onrecord.intake.feeds import entries, is_feed
from onrecord.intake.fetch import SAVE, Fetcher, FetchError, Page
from onrecord.model import Problem
from onrecord.read.readers import SUFFIXES
from onrecord.read.reading import BRIEFING, HIDDEN, LARGEST
from onrecord.slug import slug

_WEB = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FEEDS = (".xml", ".rss", ".atom", ".rdf")
_PATTERN = re.compile(r"[*?\[]")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    _DOCX: ".docx",
}
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html)[\s>]",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
# A last part of a path that says nothing of the article.
_BARE = re.compile(r"(?:index|default|article|story|page|view|print|amp|[\d_-]*)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one article, as they were found."""

    place: str  # where, as messages say it: a path, an address
    name: str  # what its file is called
    raw: bytes
    url: str | None = None  # where it was fetched
    charset: str | None = None  # the label of its encoding, as its server says


@dataclass(slots=True)
class Gathering:
    """What is common to everything that one command names."""

    fetcher: Fetcher
    newest: int  # how many articles of a feed
    said: Callable[[str], None]  # what was fetched
    problems: list[Problem]

    def all(self, names: Sequence[str]) -> list[Original]:
        """Every original, in the order in which they are named, each file once."""
        found: list[Original] = []
        for name in names:
            found += self._web(name) if _WEB.match(name) else self._named(name)
        return list({one.place: one for one in found}.values())

    def problem(self, place: str, what: str, mend: str = "") -> None:
        self.problems.append(Problem(what, mend, place))

    # ---- files ---------------------------------------------------------------------------------

    def _named(self, name: str) -> Iterator[Original]:
        path = Path(name)
        if path.is_dir():
            yield from self._folder(path)
        elif path.exists():
            yield from self._file(path)
        elif _PATTERN.search(name):
            paths = sorted(Path(p) for p in glob.glob(name, recursive=True))
            if not paths:
                self.problem(name, "nothing is called so", "look at the pattern")
            for one in paths:
                if one.is_dir():
                    yield from self._folder(one, optional=True)
                elif one.suffix.lower() in (*SUFFIXES, *_FEEDS):
                    yield from self._file(one)
        else:
            self.problem(name, "there is no such file", "look at its name")

    def _folder(self, folder: Path, optional: bool = False) -> Iterator[Original]:
        """All sources in a folder and the folders in it, but not the parts that a browser saves
        beside a page.
        """
        paths = []
        for where, folders, files in os.walk(folder):
            folders[:] = sorted(
                f for f in folders if not f.startswith(HIDDEN) and not f.endswith("_files")
            )
            paths += [
                Path(where, f)
                for f in sorted(files)
                if Path(f).suffix.lower() in SUFFIXES
                and not f.startswith(HIDDEN)
                and f.lower() != BRIEFING
            ]
        if not paths and not optional:
            self.problem(str(folder), f"no source is in it: those end in {', '.join(SUFFIXES)}")
        for path in paths:
            yield from self._file(path)

    def _file(self, path: Path) -> Iterator[Original]:
        place = str(path)
        if path.name.startswith(HIDDEN):
            what = f"names that begin with {' or '.join(HIDDEN)} are not read"
            self.problem(place, what, "rename it")
        elif path.name != path.name.strip() or not _is_unicode(path.name):
            self.problem(ascii(place), "no briefing.md can name such a file", "rename it")
        elif path.stat().st_size > LARGEST:
            self.problem(place, f"is larger than {LARGEST // 1_000_000} MB", "split it")
        elif path.suffix.lower() in _FEEDS and is_feed(raw := path.read_bytes()):
            yield from self._feed(raw, place, "")
        elif path.suffix.lower() not in SUFFIXES or path.name.lower() == BRIEFING:
            what = f"not a source: those end in {', '.join(SUFFIXES)}"
            self.problem(place, what, "export it as one of these")
        else:
            yield Original(place, path.name, path.read_bytes())

    # ---- the web -------------------------------------------------------------------------------

    def _web(self, address: str, may_be_feed: bool = True) -> Iterator[Original]:
        try:
            page = self.fetcher.fetch(address)
        except FetchError as error:
            self.problems.append(error.problem)
            return
        self.said(_fetched(address, page))
        if is_feed(page.body):
            if may_be_feed:
                yield from self._feed(page.body, address, page.url)
            else:
                self.problem(address, "is a feed in a feed", "name it by itself")
        elif suffix := _suffix(page):
            yield Original(address, _name(page.url) + suffix, page.body, page.url, page.charset)
        else:
            kind = page.kind or "of no kind that its server would say"
            self.problem(address, f"is {kind}, in which no article is read", SAVE)

    def _feed(self, raw: bytes, place: str, base: str) -> Iterator[Original]:
        try:
            addresses = entries(raw, base)
        except ValueError as error:
            self.problem(place, str(error), "name the articles by their addresses")
            return
        if not addresses:
            self.problem(place, "is a feed without an article in it", "look at it later")
        for address in addresses[: self.newest]:
            yield from self._web(address, may_be_feed=False)


def _fetched(address: str, page: Page) -> str:
    size = (
        f"{len(page.body) / 1000:.0f} kB" if len(page.body) >= 1000 else f"{len(page.body)} bytes"
    )
    way = f", which leads to {page.url}" if page.redirects else ""
    return f"fetched {address}{way}: {size}, {page.kind or 'of no stated kind'}"


def _suffix(page: Page) -> str | None:
    """What a page's file ends in: what its first bytes show, or else what its server says."""
    if page.body.startswith(b"%PDF-"):
        return ".pdf"
    if page.body.startswith(b"PK\x03\x04"):
        is_docx = b"word/" in page.body
        return ".docx" if is_docx else None
    if _HTML.match(page.body[:10_000]):
        return ".html"
    suffix = _SUFFIX_OF.get(page.kind)
    return None if suffix in (".pdf", ".docx") else suffix


def _name(url: str) -> str:
    """What the file of a page is called: by the last part of its path that says something."""
    parts = urlsplit(url)
    for part in reversed([p for p in unquote(parts.path).split("/") if p]):
        stem = re.sub(r"\.(?:x?html?|php|aspx?|jsp|cms|pdf|docx|txt|md)\Z", "", part, flags=re.I)
        if not _BARE.match(stem):
            return slug(stem)
    return slug(parts.hostname or "page")


def _is_unicode(name: str) -> bool:
    """Whether a name is text: a system hands over other bytes as lone surrogates (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
