"""JSON-LD of a saved page (schema.org): which of its objects is the article of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.written import plain_address

_ARTICLE = re.compile(r"Article$|Posting$|^(?:Report|Review|WebPage)$")
# Keys under which schema.org describes a part of the thing itself; under any other key stands
# something else, another story perhaps.
_ITSELF = frozenset(("@graph", "mainEntity", "mainEntityOfPage"))
# What pages put around JSON-LD: CDATA and comments, of HTML and of scripts.
_WRAPPED = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>|<!--|-->)\s*(?:\*/)?")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Item:
    """An object of the page's JSON-LD, and whether nothing but the page itself contains it."""

    said: Mapping[str, Any]
    own: bool

    @property
    def is_article(self) -> bool:
        kind = self.said.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        return any(isinstance(k, str) and _ARTICLE.search(k) for k in kinds)

    @property
    def headline(self) -> list[str]:
        said = self.said.get("headline") or self.said.get("name")
        return folded(said) if isinstance(said, str) else []

    @property
    def addresses(self) -> tuple[str, ...]:
        page = self.said.get("mainEntityOfPage")
        named = (
            self.said.get("url"),
            self.said.get("@id"),
            page.get("@id") if isinstance(page, dict) else page,
        )
        return tuple(plain_address(name) for name in named if isinstance(name, str) and name)


def items(scripts: Iterable[str]) -> tuple[Item, ...]:
    """All objects of some scripts, outer ones first."""
    found: list[Item] = []
    waiting: list[tuple[Any, bool]] = [(data, True) for text in scripts for data in _data(text)]
    for data, own in waiting:  # grows: deeper ones are appended
        if isinstance(data, list):
            waiting += ((one, own) for one in data)
        elif isinstance(data, dict):
            found.append(Item(data, own))
            waiting += ((value, own and key in _ITSELF) for key, value in data.items())
    return tuple(found)


def article(
    found: Sequence[Item], url: str | None, titles: Sequence[Sequence[str]]
) -> Mapping[str, Any]:
    """The article of a page with this address and these titles (folded): the object that has one of
    them, or else the only article that the page describes, if it has no other headline. Empty where
    there is none.
    """
    own = [item for item in found if item.own and item.is_article]
    here = [
        item
        for item in own
        if (url and plain_address(url) in item.addresses)
        or any(item.headline and title[: len(item.headline)] == item.headline for title in titles)
    ]
    told = here or [item for item in own if len(own) == 1 and not (item.headline and titles)]
    best = max(told, key=lambda i: ("datePublished" in i.said, "author" in i.said), default=None)
    return best.said if best else {}


def resolved(found: Sequence[Item], value: object) -> object:
    """A value, or what the object is that it names by "@id"."""
    if isinstance(value, list):
        return [resolved(found, one) for one in value]
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        same = (i.said for i in found if i.said.get("@id") == value["@id"] and "name" in i.said)
        return next(same, value)
    return value


def folded(said: str) -> list[str]:
    """The words of a title, whatever its case, its marks and its apostrophes."""
    return _WORDS.findall(said.casefold().replace("’", "").replace("'", ""))


def _data(text: str) -> Iterator[Any]:
    """The JSON of a script, with raw line ends, and whatever may stand behind it."""
    try:
        yield json.JSONDecoder(strict=False).raw_decode(_WRAPPED.sub("", text).strip())[0]
    except (ValueError, RecursionError):
        return  # a page's own mistake
