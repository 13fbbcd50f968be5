"""What a reader gets out of one file, before it is an article of a briefing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onrecord.model import Block
from onrecord.read.yamlmap import YamlMap
from onrecord.written import is_web_address


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said about a source: by its own file, or by the briefing that it belongs to."""

    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None

    def over(self, other: Facts) -> Facts:
        """These facts, and the other's where there are none."""
        return Facts(
            self.title or other.title,
            self.published or other.published,
            self.publisher or other.publisher,
            self.author or other.author,
            self.url or other.url,
        )


FACT_KEYS = ("title", "publisher", "author", "url", "published")


@dataclass(frozen=True, slots=True)
class Draft:
    """The text that every offset will point into, its structure where the file states one, and its
    facts.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    facts: Facts = Facts()


def read_facts(fields: YamlMap) -> Facts:
    """The facts that `key: value` lines state. The keys are asked for; `fields.done()` is left to
    the caller.
    """
    url = fields.text("url")
    if url is not None and not is_web_address(url):
        fields.problem("url", f"“{url}” is not a web address", "write it in full, from https:// on")
        url = None
    return Facts(
        fields.text("title"),
        fields.day("published"),
        fields.text("publisher"),
        fields.text("author"),
        url,
    )
