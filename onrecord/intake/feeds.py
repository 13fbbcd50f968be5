"""RSS and Atom: which articles a feed names, the newest first.

Only addresses and days are taken; the articles are read from their own pages. Nothing that a feed
declares is expanded or fetched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from lxml import etree

from onrecord.written import is_web_address

# How a feed begins, behind its declaration and comments: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom.
_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>|<\?xml-stylesheet[^>]{0,400}\?>|<!--.{0,4000}?-->"
    rb"|<!DOCTYPE\s+\w+[^>\[]{0,200}(?:\[.{0,4000}?\]\s*)?>|\s)*<(?:rss|feed|(?:\w+:)?RDF)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_DAYS = ("published", "pubDate", "date", "issued", "updated", "modified")


def is_feed(raw: bytes) -> bool:
    """Whether a file begins as a feed does."""
    return bool(_OPENING.match(raw.removeprefix(b"\xef\xbb\xbf")[:10_000]))


def entries(raw: bytes, base: str = "") -> list[str]:
    """The addresses of a feed's articles, the newest first; those without a day stand in its own
    order, behind. Raises ValueError where it cannot be read.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("cannot be read as a feed") from error
    if root is None:
        raise ValueError("cannot be read as a feed")
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in raw:
        raise ValueError("declares entities of its own, which no feed needs")
    found = [
        (_day(entry), address)
        for entry in root.iter(etree.Element)
        if _name(entry) in ("item", "entry") and (address := _address(entry, base))
    ]
    found.sort(key=lambda one: one[0], reverse=True)  # stable: equal days stay in order
    return list(dict.fromkeys(address for _, address in found))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _children(entry: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in entry.iterchildren(etree.Element) if _name(child) == name)


def _address(entry: etree._Element, base: str) -> str | None:
    """Where the article is: Atom's link to the page itself, RSS's link, or a guid that is one."""
    links = [*_children(entry, "link")]
    atom = [x.get("href") or "" for x in links if x.get("rel", "alternate") == "alternate"]
    rss = [x.text or "" for x in links]
    guids = [x.text or "" for x in _children(entry, "guid") if x.get("isPermaLink") != "false"]
    for said in (*atom, *rss, *guids):
        address = urljoin(base, said.strip()) if said.strip() else ""
        if is_web_address(address):
            return address
    return None


def _day(entry: etree._Element) -> dt.datetime:
    for name in _DAYS:
        for said in _children(entry, name):
            if (day := _moment((said.text or "").strip())) is not None:
                return day
    return dt.datetime.min.replace(tzinfo=dt.UTC)


def _moment(said: str) -> dt.datetime | None:
    """A moment in either of the two forms of feeds (RFC 3339, RFC 822)."""
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(said)
        except (ValueError, TypeError, IndexError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return None
