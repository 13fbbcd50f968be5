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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from zlib import crc32

import msgspec

from onrecord.compose.addresses import article_of
from onrecord.compose.tables import PACKAGE, in_parts
from onrecord.interchange import JSON, annotations_json
from onrecord.kept import Piece, digest
from onrecord.model import Annotations
from onrecord.pages import BriefingItem, Site, SourceItem, SourcePage
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
class _Source:
    """A source, and the digest of all that its page is made of."""

    item: SourceItem
    found: Annotations
    key: str
    page: Callable[[], SourcePage]

    @property
    def rows_key(self) -> str:
        return digest("rows", self.key, self.found.mentions, self.found.times) if self.key else ""

    @property
    def part(self) -> str:
        """The part of tables that it belongs to: its briefing's."""
        return rows.briefing_id(self.item) or article_of(self.item.href).partition("/")[0]


_OF_SOURCE: dict[str, Callable[[_Source, str], Iterable[JSON]]] = {
    "sources": lambda s, base: (rows.source(s.item, base),),
    "mentions": lambda s, base: rows.mentions(s.page(), s.found, base),
    "times": lambda s, base: rows.times(s.page(), s.found, base),
    "quotes": lambda s, base: rows.quotes(s.page(), base),
    "figures": lambda s, base: rows.figures(s.page(), base),
}
"""Tables whose rows each come from one source."""


def data_files(site: Site) -> Iterator[Piece]:
    """What was found in each source, the figures of each briefing, and the tables of all."""
    for article, found in zip(site.articles, site.annotations, strict=True):
        row = annotations_json(article, found, site.cast)
        path = f"data/annotations/{article.id}.json"
        yield Piece(path, partial(_json, row), digest("annotations", row))
    sources, whole = _sources(site), _whole(site)
    for source in sources:
        path = f"data/web-annotations/{article_of(source.item.href)}.json"
        yield Piece(path, partial(_web, source, site), source.key and f"web {source.key}")
    briefings = [page.item for page in site.briefings]
    tables = _Parts(sources, briefings, site.settings.url or "")
    paths = {name: [f"data/{name}.csv"] for name in COLUMNS}
    if in_parts(source.item for source in sources):
        actors = _by_hash(whole.pop("actors"))
        paths |= {name: tables.paths(name) for name in _OF_SOURCE} | {"actors": list(actors)}
        yield from tables.files(_OF_SOURCE)
        yield from (_csv_piece("actors", path, table) for path, table in actors.items())
    else:
        whole |= {name: list(tables.rows(name, sources)) for name in _OF_SOURCE}
        yield from tables.files(["figures"])  # which the page of a briefing leads to
        yield from (_json_piece(name, table) for name, table in whole.items())
    yield from (_csv_piece(name, f"data/{name}.csv", table) for name, table in whole.items())
    listed = package.described(site.settings, COLUMNS, paths)
    yield Piece(PACKAGE, partial(_json, listed), digest("package", listed))


def _sources(site: Site) -> list[_Source]:
    found = dict(zip((a.id for a in site.articles), site.annotations, strict=True))
    return [
        _Source(page.item, found[page.article], digest(page), partial(_itself, page))
        for page in site.sources
    ]


def _itself(page: SourcePage) -> SourcePage:
    return page


def _whole(site: Site) -> dict[str, list[JSON]]:
    """The tables of what has no one source."""
    base = site.settings.url or ""
    compared = (i for p in site.figure_index if not p.of for i in p.side_by_side)
    return {
        "briefings": [rows.briefing(page.item, base) for page in site.briefings],
        "comparisons": [row for item in compared for row in rows.comparison(item, base)],
        "actors": [
            *(rows.actor(page, base) for page in site.actors),
            *(rows.named(item, base) for item in site.also_named),
        ],
    }


class _Parts:
    """Tables of what sources have, a file for each briefing."""

    def __init__(
        self, sources: Iterable[_Source], briefings: Iterable[BriefingItem], base: str
    ) -> None:
        self.base = base
        self.parts: dict[str, list[_Source]] = {rows.stem(b.href): [] for b in briefings}
        for source in sources:
            self.parts.setdefault(source.part, []).append(source)

    def paths(self, name: str) -> list[str]:
        return [_part(name, part) for part in sorted(self.parts)]

    def files(self, names: Iterable[str]) -> Iterator[Piece]:
        for part, sources in self.parts.items():
            keys = [source.rows_key for source in sources]
            for name in names:
                text = partial(_csv, name, partial(self.rows, name, sources))
                yield Piece(_part(name, part), text, digest(name, *keys) if all(keys) else "")

    def rows(self, name: str, sources: Iterable[_Source]) -> Iterable[JSON]:
        return (row for source in sources for row in _OF_SOURCE[name](source, self.base))


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


def _json_piece(name: str, table: list[JSON]) -> Piece:
    whole = {"schema": f"onrecord/{name}/1", name: table}
    return Piece(f"data/{name}.json", partial(_json, whole), digest(name, table))


def _csv_piece(name: str, path: str, table: list[JSON]) -> Piece:
    return Piece(path, partial(_csv, name, lambda: table), digest(name, table))


def _web(source: _Source, site: Site) -> str:
    return _json(web_annotations(source.page(), site))


def _csv(name: str, table: Callable[[], Iterable[JSON]]) -> str:
    return csv_table(COLUMNS[name], map(_in_words, table()))


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
