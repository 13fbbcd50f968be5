"""The site's `data/`: what was found in each source, and tables of all actors, quotes and figures
(docs/data.md).

Tables come as JSON and as CSV (RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets
know it).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from onrecord.interchange import JSON, annotations_json
from onrecord.kept import Piece, digest
from onrecord.pages import Site, SourcePage
from onrecord.render import joins
from onrecord.render.markup import clean
from onrecord.render.standards import address, web_annotations

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


def data_files(site: Site) -> Iterator[Piece]:
    """What was found in each source, the figures of each briefing, and the tables of all."""
    for article, found in zip(site.articles, site.annotations, strict=True):
        rows = annotations_json(article, found, site.cast)
        path = f"data/annotations/{article.id}.json"
        yield Piece(path, partial(_json, rows), digest("annotations", rows))
    of_briefing: dict[str, list[SourcePage]] = {}
    for page, later in zip(site.sources, site.sources.later, strict=True):
        path, text = f"data/web-annotations/{page.article}.json", partial(_web, page, site)
        yield Piece(path, text, later.key)
        if page.item.briefing:
            of_briefing.setdefault(page.item.briefing.href, []).append(page)
    for briefing in site.briefings:
        figures = list(_figures(site, of_briefing.get(briefing.head.path, ())))
        text = partial(_csv, "figures", figures)
        yield Piece(briefing.data, text, digest("figures", figures))
    for name, table in (
        ("sources", joins.sources(site)),
        ("briefings", joins.briefings(site)),
        ("mentions", joins.mentions(site)),
        ("times", joins.times(site)),
        ("comparisons", joins.comparisons(site)),
        ("actors", _actors(site)),
        ("quotes", _quotes(site)),
        ("figures", _figures(site, site.sources)),
    ):
        listed = list(table)
        key = digest(name, listed)
        whole = {"schema": f"onrecord/{name}/1", name: listed}
        yield Piece(f"data/{name}.json", partial(_json, whole), key)
        yield Piece(f"data/{name}.csv", partial(_csv, name, listed), key)


def _web(page: SourcePage, site: Site) -> str:
    return _json(web_annotations(page, site))


def _csv(name: str, rows: Iterable[JSON]) -> str:
    return csv_table(COLUMNS[name], map(_in_words, rows))


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


def _actors(site: Site) -> Iterable[JSON]:
    for page in site.profiles:
        yield {
            "id": page.actor.id,
            "name": page.actor.name,
            "kind": page.actor.kind,
            "aliases": [name for name, _ in page.names if name != page.actor.name],
            "roles": list(dict.fromkeys(page.roles)),
            "mentions": page.mentioned,
            "quotes": page.quotes,
            "reported": page.reported,
            "url": address(site, page.actor.href),
        }
    for named in site.also_named:
        yield {
            "id": named.actor.id,
            "name": named.actor.name,
            "kind": named.actor.kind,
            "aliases": list(named.aliases),
            "roles": [],
            "mentions": named.mentions,
            "quotes": 0,
            "reported": 0,
            "url": address(site, named.actor.href),
        }


def _quotes(site: Site) -> Iterable[JSON]:
    for page in site.sources:
        for quote in (quote for block in page.blocks for quote in block.quotes):
            yield {
                "id": f"{page.article}#{quote.id}",
                "words": " ".join(quote.parts),
                "kind": quote.kind,
                "speaker": quote.speaker_words,
                "actor": quote.speaker.id if quote.speaker else None,
                "cue": quote.cue,
                "sentence": quote.sentence.text,
                **_where(site, page, quote.place.href),
                "decided": quote.decided or None,
            }


def _figures(site: Site, pages: Iterable[SourcePage]) -> Iterable[JSON]:
    for page in pages:
        for figure in (figure for block in page.blocks for figure in block.figures):
            yield {
                "id": f"{page.article}#{figure.id}",
                "words": figure.words,
                "low": figure.low,
                "high": figure.high,
                "unit": figure.unit,
                "change": figure.change,
                "modifier": figure.modifier,
                "what": figure.what,
                "says": figure.says.name if figure.says else figure.says_words or None,
                "actor": figure.says.id if figure.says else None,
                "part_of": figure.part_of and address(site, figure.part_of),
                "withdrawn": figure.withdrawn,
                "sentence": figure.sentence.text,
                **_where(site, page, figure.place.href),
                "decided": figure.decided or None,
            }


def _where(site: Site, page: SourcePage, href: str) -> JSON:
    return {
        "source": page.item.publisher or page.item.title,
        "source_id": page.article,
        "briefing_id": joins.briefing_id(page),
        "published": page.item.published and page.item.published.isoformat(),
        "briefing": page.item.briefing and page.item.briefing.words,
        "url": address(site, href),
    }
