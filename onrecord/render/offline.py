"""A briefing with its sources as one file: to be mailed, kept, and read without anything beside it.

Its pages follow one another; links between them stay in the file, those to other pages of the site
lead there where the site's address is known, and are plain words otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from itertools import count, takewhile
from posixpath import dirname, join, normpath

from onrecord.compose.addresses import article_of
from onrecord.compose.parts import part_path
from onrecord.pages import BriefingPage, Site
from onrecord.render.markup import clean

_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_ID = re.compile(r'(?<=\s)(id|for|aria-labelledby|data-card)="([^"]*)"')
_HREF = re.compile(r'\shref="([^"]*)"')
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_POPOVER = re.compile(r"(?<=\s)popover(?=[\s>])\s?")
# Nothing is fetched and nothing runs; the styles are the file's own.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
_SHELL = (
    "html{background:var(--paper);color:var(--ink)}"
    "body{font:var(--size-4)/1.58 var(--read);max-width:74rem;margin:0 auto;padding:0 1rem 4rem}"
    ".filters,.layer-bar,.neighbours,.card:not(:target){display:none}"
    "body>*+*{border-block-start:4px solid;margin-block-start:4rem}"
    # What is out of sight is laid out when it comes into sight: the file opens at once however many
    # sources it has. Not where a card or a note is open, whose place is the window.
    "body>*:not(:has(:target)){content-visibility:auto;contain-intrinsic-block-size:auto 300rem}"
)


def one_file(page: BriefingPage, site: Site, bodies: Mapping[str, str], styles: str) -> str:
    """The file of a briefing; `bodies` has the HTML of every page by its path."""
    paths = [page.head.path, *(path for s in page.sources for path in _parts(s.href, bodies))]
    parts = [
        f'<div id="p{i}">{_inside(bodies[path], path, i, paths, site.settings.url)}</div>'
        for i, path in enumerate(paths)
        if path in bodies
    ]
    language, title = escape(site.settings.language), escape(clean(page.head.title))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title} | {escape(clean(site.settings.name))}</title>\n"
        f"<style>{styles}\n{_SHELL}</style>\n</head>\n<body>\n" + "\n".join(parts) + "\n</body>\n"
        "</html>\n"
    )


def _parts(href: str, bodies: Mapping[str, str]) -> Iterator[str]:
    """The pages of a source."""
    paths = (part_path(article_of(href), n) for n in count())
    return takewhile(lambda path: path in bodies, paths)


def _inside(body: str, path: str, number: int, paths: list[str], url: str | None) -> str:
    """A page's HTML with its ids and links as the one file has them."""

    def named(match: re.Match[str]) -> str:
        ids = " ".join(f"p{number}-{id_}" for id_ in match[2].split())
        return f'{match[1]}="{ids}"'

    def linked(match: re.Match[str]) -> str:
        href = unescape(match[1])
        if "://" in href or href.startswith("mailto:"):
            return match[0]
        to, _, anchor = href.partition("#")
        target = normpath(join(dirname(path), to)) if to else path
        if target in paths:
            at = paths.index(target)
            return f' href="#p{at}{"-" + escape(anchor) if anchor else ""}"'
        return f' href="{escape(url + target + ("#" + anchor if anchor else ""))}"' if url else ""

    def tag(match: re.Match[str]) -> str:
        return _HREF.sub(linked, _ID.sub(named, _POPOVER.sub("", match[0])))

    return _TAG.sub(tag, _SCRIPT.sub("", body))
