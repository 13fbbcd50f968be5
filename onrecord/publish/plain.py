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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
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
_TAG = re.compile(r"<[^<>]*>")
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
_RAW = frozenset("textarea noscript template iframe xmp noembed noframes plaintext listing".split())


@dataclass(frozen=True, slots=True)
class _Tag:
    id: str
    links: tuple[str, ...]  # those within the site
    references: tuple[str, ...]


_NOTHING = _Tag("", (), ())


def plain(raw: bytes) -> Plain | None:
    """The facts of a page; None where it must be looked at closely."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    listed = _TAG.findall(text)
    if len(listed) != text.count("<") or not _is_closed(text):
        return None
    ids: list[str] = []
    links: set[str] = set()
    references: set[str] = set()
    for tag, times in Counter(listed).items():
        found = _tag(tag)
        if found is None or (found.id and times > 1):
            return None
        if found is not _NOTHING:
            if found.id:
                ids.append(found.id)
            links.update(found.links)
            references.update(found.references)
    known = set(ids)
    here = {unquote(x[1:]).partition(":~:")[0] for x in links if x[:1] == "#"}
    if len(known) < len(ids) or not references <= known:
        return None
    if not here - known <= {"", *NOWHERE}:
        return None
    elsewhere = sorted(x for x in links if x[:1] not in ("", "#"))
    return Plain("\n".join(ids), "\n".join(elsewhere))


def _is_closed(text: str) -> bool:
    """Whether titles and scripts end where they seem to, styles stand in the head, and a script
    that is a file is empty.
    """
    scripts = _SCRIPT.findall(text)
    return (
        text.count("<title") == len(_TITLE.findall(text))
        and text.count("<style") == len(_STYLE.findall(text)) <= 1 == text.count("<body")
        and text.count("<script") == len(scripts)
        and not any(inside.strip() and "src" in opening for opening, inside in scripts)
    )


@lru_cache(maxsize=1 << 15)
def _tag(tag: str) -> _Tag | None:
    """What a tag has to do with others; None where it is not one of ours."""
    opening = _OPENING.fullmatch(tag)
    if opening is None:
        return _NOTHING if _CLOSING.fullmatch(tag) or _REMARK.fullmatch(tag) else None
    if opening[1] in _RAW:
        return None
    pairs = _ATTRIBUTE.findall(opening[2])
    matters = _matters(opening[1], tuple([name for name, _ in pairs]))
    if not matters:
        return _NOTHING
    attributes: dict[str, str] = {}
    for name, value in pairs:
        attributes.setdefault(name.lower(), unescape(value) if "&" in value else value)
    if matters > 1 and any(not_allowed(opening[1], attributes, in_head=True)):
        return None
    inside = []
    for target, loads in leads(opening[1], attributes):
        scheme = _scheme(target)
        if scheme == "":
            inside.append(target)
        elif loads or scheme not in SAFE:
            return None
    id_ = attributes.get("id") or (attributes.get("name", "") if opening[1] == "a" else "")
    if not id_.isprintable():
        return None
    return _Tag(id_, tuple(inside), tuple(refers(attributes)) if matters > 1 else ())


@cache
def _matters(tag: str, names: tuple[str, ...]) -> int:
    """Of a tag with attributes of these names: 0 where it is allowed and has nothing to do with
    others, 1 where it is allowed and is or leads to a place, 2 where its values must be looked at.
    """
    low = {name.lower() for name in names}
    valued = {"style", "srcset", *REFERENCES} & low
    if valued or tag in ("script", "meta", "link") or any(not_allowed(tag, dict.fromkeys(low, ""))):
        return 2
    return 1 if low & {"id", "name", *LINKS} else 0


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
