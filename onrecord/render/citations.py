"""The sources as programs for references read them: BibTeX (@online of biblatex), CSL-JSON 1.0."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from onrecord.compose.addresses import article_of
from onrecord.interchange import JSON
from onrecord.kept import Bundle, Piece, as_it_is, digest
from onrecord.pages import SourceItem
from onrecord.render.markup import clean

_SPECIAL = re.compile(r"([&%$#_])")
_NO_KEY = re.compile(r"[^A-Za-z0-9]+")


def citation_files(items: Sequence[SourceItem]) -> Iterator[Bundle]:
    yield Bundle(partial(_files, items), digest("citations", items))


def _files(items: Sequence[SourceItem]) -> Iterator[Piece]:
    yield as_it_is("data/sources.bib", "\n".join(map(_bibtex, items)))
    listed = json.dumps(list(map(_csl, items)), ensure_ascii=False, indent=1)
    yield as_it_is("data/sources.csl.json", listed + "\n")


def _key(item: SourceItem) -> str:
    return _NO_KEY.sub("-", article_of(item.href))


def _bibtex(item: SourceItem) -> str:
    fields = (
        ("title", _braced(item.title)),
        ("organization", _braced(item.publisher or "")),
        ("date", item.published.isoformat() if item.published else ""),
        ("url", (item.url or "").replace("{", "%7B").replace("}", "%7D")),
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@online{{{_key(item)},\n{lines}}}\n"


def _braced(words: str) -> str:
    plain = clean(" ".join(words.split())).replace("\\", "").replace("{", "").replace("}", "")
    return _SPECIAL.sub(r"\\\1", plain)


def _csl(item: SourceItem) -> JSON:
    day = item.published
    return dict(_known(
        ("id", _key(item)),
        ("type", "article-newspaper"),
        ("title", clean(item.title)),
        ("container-title", item.publisher and clean(item.publisher)),
        ("issued", day and {"date-parts": [[day.year, day.month, day.day]]}),
        ("URL", item.url),
    ))  # fmt: skip


def _known(*pairs: tuple[str, object]) -> Iterable[tuple[str, object]]:
    return (pair for pair in pairs if pair[1])
