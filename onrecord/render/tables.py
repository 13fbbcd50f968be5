"""The site's `data/`: what was found in each source, and tables of all actors, quotes and figures
(docs/data.md).

Tables come as JSON and as CSV (RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets
know it). Those of a large site come as CSV in parts, one for each briefing, so that a change of one
source changes small files, and `datapackage.json` lists them. A part whose sources are as they
were is not made again.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from zlib import crc32

import msgspec

from onrecord.compose.addresses import article_of
from onrecord.compose.keys import page_key
from onrecord.compose.tables import PACKAGE, in_parts
from onrecord.interchange import JSON, actors_json, annotations_json
from onrecord.kept import Bundle, Piece, as_it_is, digest
from onrecord.model import Annotations, Article
from onrecord.pages import Later, Site, SourcePage
from onrecord.render import package, rows
from onrecord.render.markup import clean
from onrecord.render.standards import web_annotations

COLUMNS = {
    "actors": ("id", "name", "kind", "aliases", "roles", "mentions", "quotes", "reported", "url"),
    "sources": (
        *("id", "title", "publisher", "published", "original", "words", "quotes", "reported"),
        *("figures", "actors", "briefing_id", "url"),
    ),
    "briefings": (
        *("id", "title", "date", "tags", "sources", "actors", "quotes", "reported", "figures"),
        "url",
    ),
    "mentions": ("id", "source_id", "actor", "kind", "form", "words", "start", "end", "url"),
    "times": ("id", "source_id", "words", "start", "end", "url"),
    "comparisons": (
        *("id", "what", "outcome", "figure_id", "source_id", "words", "low", "high", "unit", "url"),
    ),
    "quotes": (
        "id",
        "words",
        "kind",
        "speaker",
        "actor",
        "cue",
        "sentence",
        "source",
        "source_id",
        "published",
        "briefing",
        "briefing_id",
        "url",
        "decided",
    ),
    "figures": (
        *(
            "id",
            "words",
            "low",
            "high",
            "unit",
            "change",
            "modifier",
            "what",
            "says",
            "actor",
            "part_of",
            "withdrawn",
        ),
        *("sentence", "source", "source_id", "published", "briefing", "briefing_id", "url"),
        "decided",
    ),
}
_CHANGES = {
    "=": "as written",
    "~": "about",
    ">": "at least",
    "<": "at most",
    "up": "up",
    "down": "down",
}
# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection), signs of full width
# and blanks that nobody sees included; an apostrophe before it makes it text.
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_ACTORS = 512  # of one part, about


@dataclass(frozen=True, slots=True)
class Source:
    """A source, with what was found in it."""

    later: Later[SourcePage]
    article: Article
    found: Annotations


Rows = Callable[[SourcePage, Annotations, str], Iterable[JSON]]
_OF_SOURCE: dict[str, Rows] = {
    "sources": lambda page, found, base: (rows.source(page, base),),
    "mentions": rows.mentions,
    "times": rows.times,
    "quotes": lambda page, found, base: rows.quotes(page, base),
    "figures": lambda page, found, base: rows.figures(page, base),
}
"""Tables whose rows each come from one source."""


class Tables:
    """The files of a site's `data/`, by what they are of."""

    def __init__(self, site: Site) -> None:
        self.site, self.base = site, site.settings.url or ""
        self.divided = in_parts(site.source_items)
        found = {a.id: (a, n) for a, n in zip(site.articles, site.annotations, strict=True)}
        self.parts: dict[str, list[Source]] = {rows.stem(b.href): [] for b in site.briefing_items}
        for item, later in zip(site.source_items, site.sources.later, strict=True):
            of = rows.stem(item.briefing.href) if item.briefing else _folder(later.path)
            self.parts.setdefault(of, []).append(Source(later, *found[article_of(later.path)]))

    def of_source(self, source: Source) -> Bundle:
        """What was found in a source."""
        actors = actors_json(source.article, source.found, self.site.cast)
        key = page_key("annotations", actors, of=[source.later.key])
        return Bundle(partial(self._of_source, source), key)

    def _of_source(self, source: Source) -> Iterator[Piece]:
        article = source.article
        words = _json(annotations_json(article, source.found, self.site.cast))
        yield as_it_is(f"data/annotations/{article.id}.json", words)
        words = _json(web_annotations(source.later.page, self.site))
        yield as_it_is(f"data/web-annotations/{article.id}.json", words)

    def of_part(self, part: str) -> Bundle:
        """What of the tables is of one part; of a small site the figures, which the page of a
        briefing leads to.
        """
        names, sources = _OF_SOURCE if self.divided else ("figures",), self.parts[part]
        key = page_key("tables", part, *names, of=[s.later.key for s in sources])
        return Bundle(partial(self._tables, sources, {n: _part(n, part) for n in names}), key)

    def of_all(self) -> Iterator[Piece | Bundle]:
        """The tables of what has no one source, of a small site all as one, and what they are."""
        whole = self._whole()
        paths = {name: [f"data/{name}.csv"] for name in COLUMNS}
        if self.divided:
            actors = _by_hash(whole.pop("actors"))
            parted = {n: [_part(n, part) for part in sorted(self.parts)] for n in _OF_SOURCE}
            paths |= parted | {"actors": list(actors)}
            yield from (_csv_piece("actors", path, table) for path, table in actors.items())
        else:
            key = page_key("tables", of=[s.later.key for s in self._every()])
            yield Bundle(self._of_every, key)
            yield from (_json_piece(name, table) for name, table in whole.items())
        yield from (_csv_piece(name, f"data/{name}.csv", table) for name, table in whole.items())
        listed = package.described(self.site.settings, COLUMNS, paths)
        yield Piece(PACKAGE, partial(_json, listed), digest("package", listed))

    def _tables(self, sources: Iterable[Source], paths: Mapping[str, str]) -> Iterator[Piece]:
        for name, table in self._rows(sources, paths).items():
            yield as_it_is(paths[name], _csv(name, table))

    def _of_every(self) -> Iterator[Piece]:
        """The tables of what sources have, each as one."""
        for name, table in self._rows(self._every(), _OF_SOURCE).items():
            yield as_it_is(f"data/{name}.json", _json(_schemed(name, table)))
            yield as_it_is(f"data/{name}.csv", _csv(name, table))

    def _every(self) -> list[Source]:
        """The sources in the order of the rows."""
        return [source for sources in self.parts.values() for source in sources]

    def _rows(self, sources: Iterable[Source], names: Iterable[str]) -> dict[str, list[JSON]]:
        """Of these tables the rows, in the order of the sources; each of their pages is made once
        for all of them.
        """
        tables: dict[str, list[JSON]] = {name: [] for name in names}
        for source in sources:
            page = source.later.page
            for name, table in tables.items():
                table += _OF_SOURCE[name](page, source.found, self.base)
        return tables

    def _whole(self) -> dict[str, list[JSON]]:
        """The tables of what has no one source."""
        site, base = self.site, self.base
        return {
            "briefings": [rows.briefing(item, base) for item in site.briefing_items],
            "comparisons": [
                row for item in site.side_by_side for row in rows.comparison(item, base)
            ],
            "actors": [
                *(rows.actor(profile, base) for profile in site.profiles),
                *(rows.named(item, base) for item in site.also_named),
            ],
        }


def _folder(path: str) -> str:
    """The part of tables that a source without a briefing belongs to."""
    return article_of(path).partition("/")[0]


def _part(name: str, part: str) -> str:
    return f"data/{name}/{part}.csv"


def _by_hash(table: Sequence[JSON]) -> dict[str, list[JSON]]:
    """Actors in parts by the hash of their ids; there are twice as many when there are twice as
    many actors.
    """
    count = 1 << max(0, len(table) // _ACTORS).bit_length()
    parts: dict[str, list[JSON]] = {_part("actors", f"{i:03x}"): [] for i in range(count)}
    for row in table:
        parts[_part("actors", f"{crc32(row['id'].encode()) % count:03x}")].append(row)
    return parts


def _schemed(name: str, table: list[JSON]) -> JSON:
    return {"schema": f"onrecord/{name}/1", name: table}


def _json_piece(name: str, table: list[JSON]) -> Piece:
    text = partial(_json, _schemed(name, table))
    return Piece(f"data/{name}.json", text, digest(name, table))


def _csv_piece(name: str, path: str, table: list[JSON]) -> Piece:
    return Piece(path, partial(_csv, name, table), digest(name, table))


def _csv(name: str, table: Iterable[JSON]) -> str:
    return csv_table(COLUMNS[name], map(_in_words, table))


def csv_table(columns: Sequence[str], rows: Iterable[JSON]) -> str:
    """The rows as a spreadsheet opens them: numbers as numbers, everything else as text and never
    as a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[c]) for c in columns])
    return "\ufeff" + out.getvalue()


def _in_words(row: JSON) -> JSON:
    """The row without signs that a spreadsheet's reader would have to look up."""
    return row | {"change": _CHANGES[row["change"]]} if "change" in row else row


def _cell(value: object) -> str | float:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, int):
        return value
    text = clean("; ".join(value) if isinstance(value, list) else str(value))
    return "'" + text if _FORMULA.match(text) else text


def _json(value: object) -> str:
    """In lines, with a blank for each step inwards."""
    try:
        return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"
    except UnicodeEncodeError:  # a half of a letter, which JSON can write and UTF-8 cannot
        return json.dumps(value, indent=1) + "\n"
