"""What a page has to do with other pages, read from its tags alone: its ids, and where it leads.

Our templates write HTML of one kind: small letters, double quotation marks, nothing in a value that
could end a tag. On such a page every reader of HTML sees the same tags, so that no tree need be
made to know them; and as the same tags stand on page after page, each is looked at once. A page
that is written in any other way, or has anything on it that may be wrong, is not `plain`: `links`
reads it as a browser would, and says what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from onrecord.kept import Plain
from onrecord.publish.allowed import not_allowed

LINKS = ("href", "src", "poster", "data", "action")
REFERENCES = (
    *("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"),
    *("popovertarget", "list"),
)
_LOADED = (
    *("stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect"),
    *("dns-prefetch", "manifest"),
)
SAFE = ("http", "https", "mailto", "tel")  # where a reader may be led; never javascript:
NOWHERE = ("top", "_")  # the page's top; and none, by which a card closes that an address opened
_TAG = re.compile(r"<[^>]*>")
_OPENING = re.compile(
    r'<([a-z][a-z0-9]*)((?:[ \n\t]+[A-Za-z][A-Za-z0-9:-]*(?:="[^"<>]*")?)*)[ \n\t]*/?>'
)
_CLOSING = re.compile(r"</[a-z][a-z0-9]*>")
_ATTRIBUTE = re.compile(r'([A-Za-z][A-Za-z0-9:-]*)(?:="([^"]*)")?')
_REMARK = re.compile(r"<!doctype html>|<!--[^<>-]*-->")
# Between these stands no element, whatever it looks like.
_SCRIPT = re.compile(r"(<script\b[^<>]*>)([^<]*)</script>")
_TITLE = re.compile(r"<title\b[^<>]*>[^<]*</title>")
_STYLE = re.compile(r"<style>[^<]*</style>[ \n\t]*</head>[ \n\t]*<body")
# What there is to know of tags: nothing; an id, or where they lead; whether their values may be.
_NOTHING, _PLACES, _VALUES = range(3)
_RAW = frozenset("textarea noscript template iframe xmp noembed noframes plaintext listing".split())


class _NotPlainError(Exception):
    """Something must be looked at closely."""


class _Said(NamedTuple):
    """What a tag has to do with others, or a part of a page."""

    ids: tuple[str, ...]
    links: Collection[str]  # those within the site
    references: Collection[str]


def plain(raw: bytes) -> Plain | None:
    """The facts of a page; None where it must be looked at closely."""
    try:
        text = raw.decode("utf-8")
        _see_ends(text)
        parts = [_of_many(part) if again else _said(part) for part, again in _parts(text)]
    except (UnicodeDecodeError, _NotPlainError):
        return None
    ids = [id_ for part in parts for id_ in part.ids]
    links = {link for part in parts for link in part.links}
    known = set(ids)
    here = {unquote(x[1:]).partition(":~:")[0] for x in links if x[:1] == "#"}
    if (
        len(known) < len(ids)
        or any(not known.issuperset(part.references) for part in parts)
        or not here - known <= {"", *NOWHERE}
    ):
        return None
    elsewhere = sorted(x for x in links if x[:1] not in ("", "#"))
    return Plain("\n".join(ids), "\n".join(elsewhere))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """A page in parts, and whether many pages have the same one: that of a theme around it."""
    body, main, end = text.find("<body"), text.find("<main"), text.rfind("</main>")
    if not 0 < body < main < end:
        return iter([(text, False)])
    head, above, page, below = text[:body], text[body:main], text[main:end], text[end:]
    return iter([(head, False), (above, True), (page, False), (below, True)])


def _said(part: str) -> _Said:
    """What the tags of a part say. Raises _NotPlainError."""
    tags = Counter(_TAG.findall(part))
    if tags.total() != part.count("<") or "\0" in part:
        raise _NotPlainError
    shapes = '""'.join("\0".join(tags).split('"')[::2]).split("\0")
    if len(shapes) != len(tags):  # a quotation mark has no second one
        raise _NotPlainError
    places, looked_at = [], []
    for tag, kind in zip(tags, map(_kind, shapes), strict=True):
        if kind == _PLACES and ":" not in tag:
            places += [tag] * tags[tag]
        elif kind:
            looked_at += [_tag(tag)] * tags[tag]
    ids, links = _places(places)
    ids += [id_ for tag in looked_at for id_ in tag.ids]
    links.update(link for tag in looked_at for link in tag.links)
    return _Said(tuple(ids), links, {x for tag in looked_at for x in tag.references})


_of_many = lru_cache(maxsize=1 << 7)(_said)


def _places(tags: list[str]) -> tuple[list[str], set[str]]:
    """The ids of some tags, and their links, which have no scheme. Raises _NotPlainError."""
    parts = '"\0"'.join(tags).split('"')  # before a value, and the value, in turn
    named = list(zip(map(_name, parts[:-1:2]), parts[1::2], strict=True))
    ids = [value for name, value in named if name == "id" and value]
    links = {value for name, value in named if name in LINKS}
    every = "".join((*ids, *links))
    if "&" in every:
        ids, links = [unescape(x) for x in ids], {unescape(x) for x in links}
        every = "".join((*ids, *links))
    if " " in every:  # of all blanks the one that is printable
        links = {link.strip() for link in links}
    odd = [x for x in links if ":" in x or x[:1] in ("/", "\\")]
    if not every.isprintable() or any(_scheme(x) != "" for x in odd):
        raise _NotPlainError
    return ids, links


def _see_ends(text: str) -> None:
    """Titles and scripts end where they seem to, styles stand in the head, and a script that is a
    file is empty. Raises _NotPlainError.
    """
    scripts = _whole(text, "<script", _SCRIPT)
    _whole(text, "<title", _TITLE)
    if (
        len(_whole(text, "<style", _STYLE)) > 1
        or text.count("<body") != 1
        or any(inside.strip() and "src" in opening for opening, inside in scripts)
    ):
        raise _NotPlainError


def _whole(text: str, opening: str, element: re.Pattern[str]) -> list[tuple[str, ...]]:
    """All elements that begin like this. Raises where one does not end as it should."""
    found, at = [], text.find(opening)
    while at >= 0:
        match = element.match(text, at)
        if match is None:
            raise _NotPlainError
        found.append(match.groups())
        at = text.find(opening, match.end())
    return found


@lru_cache(maxsize=1 << 12)
def _name(before: str) -> str:
    """The attribute whose value follows."""
    return before.split()[-1][:-1].lower() if before.endswith("=") else ""


@lru_cache(maxsize=1 << 12)
def _kind(shape: str) -> int:
    """What the tags of a shape may have to do with others; a few hundred are all that a site has.
    Raises _NotPlainError where it is not one of ours.
    """
    opening = _OPENING.fullmatch(shape)
    if opening is None:
        if _CLOSING.fullmatch(shape) or _REMARK.fullmatch(shape):
            return _NOTHING
        raise _NotPlainError
    tag, names = opening[1], [name.lower() for name, _ in _ATTRIBUTE.findall(opening[2])]
    if tag in _RAW:
        raise _NotPlainError
    if (
        tag in ("script", "link")
        or (tag == "meta" and "http-equiv" in names)
        or len(set(names)) < len(names)
        or (tag == "a" and "name" in names)
        or not {"style", "srcset", *REFERENCES}.isdisjoint(names)
        or any(not_allowed(tag, dict.fromkeys(names, "")))
    ):
        return _VALUES
    return _NOTHING if {"id", *LINKS}.isdisjoint(names) else _PLACES


@lru_cache(maxsize=1 << 13)
def _tag(tag: str) -> _Said:
    """What a tag has to do with others. Raises _NotPlainError where it is not one of ours."""
    opening = _OPENING.fullmatch(tag)
    assert opening is not None  # as its shape has shown
    attributes: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(opening[2]):
        attributes.setdefault(name.lower(), unescape(value) if "&" in value else value)
    if any(not_allowed(opening[1], attributes, in_head=True)):
        raise _NotPlainError
    inside = []
    for target, loads in leads(opening[1], attributes):
        scheme = _scheme(target)
        if scheme == "":
            inside.append(target)
        elif loads or scheme not in SAFE:
            raise _NotPlainError
    id_ = attributes.get("id") or (attributes.get("name", "") if opening[1] == "a" else "")
    if not id_.isprintable():
        raise _NotPlainError
    return _Said((id_,) if id_ else (), tuple(inside), tuple(refers(attributes)))


def _scheme(target: str) -> str | None:
    """Of an address, "" of one that leads from the page's own place; None: it must be looked at."""
    if not target.isprintable():
        return None
    if ":" not in target and target[:1] not in ("/", "\\"):
        return ""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme:
        return parts.scheme
    return None if parts.netloc or parts.path.startswith("/") else ""


def leads(tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Where an element leads, and whether a browser goes there by itself."""
    loads = tag not in ("a", "area", "form")
    if tag == "link":
        loads = any(rel in _LOADED for rel in attributes.get("rel", "").lower().split())
    for name in LINKS:
        if name in attributes:
            yield attributes[name].strip(), loads
    for part in attributes.get("srcset", "").split(","):
        if part.strip():
            yield part.split()[0], True


def refers(attributes: Mapping[str, str]) -> Iterator[str]:
    """The ids on its own page that an element names."""
    return (id_ for name in REFERENCES for id_ in attributes.get(name, "").split())
