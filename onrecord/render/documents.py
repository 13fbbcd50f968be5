"""What search can find: a document for each actor, briefing, source, quotation, figure and
paragraph, in groups of those that stand together.
"""

from __future__ import annotations

import datetime as dt
from base64 import b32encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2s

from anyascii import anyascii

from onrecord.compose.parts import part_path
from onrecord.compose.wording import count, day, said
from onrecord.kept import digest
from onrecord.pages import (
    SEARCHED,
    ActorCount,
    BriefingItem,
    FigureItem,
    Later,
    Profile,
    QuoteItem,
    Site,
    SourceItem,
    SourcePage,
    TextBlock,
)

KINDS = SEARCHED
NAME = 7  # letters that a group is called by
ROLE = len(KINDS)  # what a posting has in the place of a kind where the word is of an actor's role
_BLOCKS = 20  # of a source, in one group
_TOGETHER = 40  # actors of one group, about
_LONGEST = 1000  # characters of a paragraph in one document; a longer one is several
_FURNITURE = ("chrome", "credit", "byline", "title")
_STRONG = 40  # what a quotation's strength and a figure's key are multiplied by, for a weight


@dataclass(frozen=True, slots=True)
class Place:
    """What a group is of, to narrow by."""

    href: str
    title: str
    publisher: str
    day: dt.date | None
    tags: tuple[str, ...]
    url: str = ""  # of the original


@dataclass(frozen=True, slots=True)
class Document:
    kind: str  # of KINDS
    title: str
    text: str  # more words of it
    also: str  # other names, that it can be found under but that are not shown
    where: str
    href: str
    weight: int  # how much there is of it: of an actor the mentions

    @property
    def stable(self) -> str:
        """Its address without what changes with each of its words: a paragraph's ends with a digest
        of them all.
        """
        return self.href.rpartition("-")[0] if self.kind == "Text" else self.href


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    documents: tuple[Document, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Groups that are made together. `key` is the digest of all that they are made of, or ""."""

    groups: Callable[[], Iterable[Group]]
    key: str
    place: Place | None = None  # of all of them


def units(site: Site) -> Iterator[Unit]:
    """All documents of a site, by what they are of. What a group is called does not depend on the
    others.
    """
    for group in (*_of_actors(site), *_of_tags(site), *map(_of_briefing, site.briefing_items)):
        yield Unit(partial(tuple, (group,)), digest("search", group), group.place)
    tags = {b.href: b.tags for b in site.briefing_items}
    for item, later in zip(site.source_items, site.sources.later, strict=True):
        place = _place(item, tags.get(item.briefing.href, ()) if item.briefing else ())
        key = digest("search", later.key, place) if later.key else ""
        yield Unit(partial(_of_source, later, place), key, place)


def _name(*parts: str) -> str:
    return b32encode(_hash(*parts)).decode()[:NAME].lower()


def _hash(*parts: str) -> bytes:
    return blake2s("\0".join(parts).encode("utf-8", "replace"), digest_size=5).digest()


def _of_actors(site: Site) -> Iterable[Group]:
    documents = {p.actor.id: _actor(p) for p in site.profiles}
    documents |= {a.actor.id: _named(a) for a in site.also_named}
    several = 1 << max(0, len(documents) // _TOGETHER).bit_length()
    by_name: dict[str, list[Document]] = defaultdict(list)
    for id_ in sorted(documents):
        at = int.from_bytes(_hash(id_), "big") % several
        by_name[_name("actors", str(several), str(at))].append(documents[id_])
    for name in sorted(by_name):
        yield Group(name, tuple(by_name[name]))


def _actor(page: Profile) -> Document:
    titles = dict.fromkeys((*page.roles, *page.held))
    names = [name for name, _ in page.names if name != page.actor.name]
    found = [count(page.mentioned, "mention"), said(page.quotes, page.reported)]
    role = page.roles[0] if page.roles else ""
    return Document(
        "Actor",
        page.actor.name,
        "; ".join(titles),
        _also(page.actor.name, *names),
        ", ".join(filter(None, (page.actor.kind, role, *found))),
        page.actor.href,
        page.mentioned,
    )


def _named(item: ActorCount) -> Document:
    where = f"{item.actor.kind}, {count(item.mentions, 'mention')}"
    also = _also(item.actor.name, *item.aliases)
    return Document("Actor", item.actor.name, "", also, where, item.actor.href, item.mentions)


def _of_tags(site: Site) -> Iterable[Group]:
    for page in site.time_index:
        if (
            page.label in ("Tag", "Month")
            and page.head.title == page.head.title.split(", page ")[0]
        ):
            place = Place(page.head.path, page.head.title, "", None, (page.head.title,))
            words = page.head.title
            document = Document("Tag", words, "", _also(words), page.lead, page.head.path, 1)
            yield Group(_name(page.head.path), (document,), place)


def _of_briefing(item: BriefingItem) -> Group:
    where = ", ".join(
        filter(None, (day(item.date) if item.date else "", count(item.sources, "source")))
    )
    document = Document(
        "Briefing",
        item.title,
        item.standfirst,
        " ".join((*item.tags, _also(item.title))),
        where,
        item.href,
        item.sources,
    )
    place = Place(item.href, item.title, "", item.date, item.tags)
    return Group(_name(item.href), (document,), place)


def _place(item: SourceItem, tags: tuple[str, ...]) -> Place:
    publisher = item.publisher or ""
    return Place(item.href, item.title, publisher, item.published, tags, item.url or "")


def _of_source(later: Later[SourcePage], place: Place) -> Iterator[Group]:
    """A group for every few blocks, so that a long source need not be loaded whole."""
    page = later.page
    item, publisher = page.item, place.publisher
    when = day(item.published) if item.published else ""
    first = Document(
        "Source",
        item.title,
        publisher,
        _also(item.title),
        when,
        item.href,
        item.quotes,
    )
    for start in range(0, len(page.blocks), _BLOCKS) or [0]:
        blocks = page.blocks[start : start + _BLOCKS]
        documents = [first] if start == 0 else []
        for block in blocks:
            documents += _paragraph(page, block, when)
        documents += [_quote(quote, when) for block in blocks for quote in block.quotes]
        documents += [_figure(figure, when) for block in blocks for figure in block.figures]
        yield Group(_name(item.href, str(start)), tuple(documents), place)


def _paragraph(page: SourcePage, block: TextBlock, when: str) -> Iterable[Document]:
    if block.kind in _FURNITURE:
        return
    where = f"¶\N{NO-BREAK SPACE}{block.number}" if block.number else block.kind
    href = f"{part_path(page.article, block.part)}#{block.id}"
    where = ", ".join(filter(None, (f"{page.item.name} {where}", when)))
    for part in _cut(block.words.text):
        yield Document("Text", part, "", "", where, href, 0)


def _cut(text: str) -> Iterable[str]:
    """A text in parts that end with a word."""
    if len(text) <= _LONGEST:
        if whole := " ".join(text.split()):
            yield whole
        return
    line: list[str] = []
    size = 0
    for word in text.split():
        if line and size + len(word) > _LONGEST:
            yield " ".join(line)
            line, size = [], 0
        line.append(word[:_LONGEST])
        size += len(word) + 1
    if line:
        yield " ".join(line)


def _quote(quote: QuoteItem, when: str) -> Document:
    speaker = quote.speaker.name if quote.speaker else quote.speaker_words or "nobody named"
    return Document(
        "Reported" if quote.kind == "indirect" else "Quote",
        _short(quote.marks[0] + quote.words + quote.marks[1]),
        speaker,
        "",
        ", ".join(filter(None, (f"{quote.place.source} {quote.place.where}", when))),
        quote.place.href,
        max(0, int(quote.strength * _STRONG)),
    )


def _figure(figure: FigureItem, when: str) -> Document:
    says = figure.says.name if figure.says else ""
    return Document(
        "Figure",
        _short(figure.words),
        "" if figure.label in figure.words else _short(figure.label),
        says,
        ", ".join(filter(None, (f"{figure.place.source} {figure.place.where}", when))),
        figure.place.href,
        max(0, int(figure.key * _STRONG)),
    )


def _short(text: str) -> str:
    return next(iter(_cut(text)), "")


def _also(*names: str) -> str:
    """Other names than the first, and all in other letters than Latin in Latin ones too."""
    found = dict.fromkeys(names[1:])
    for name in (n for n in names if not n.isascii()):
        latin = anyascii(name[:_LONGEST])
        if latin.casefold() != name[:_LONGEST].casefold():
            found[latin] = None
    return ", ".join(found)
