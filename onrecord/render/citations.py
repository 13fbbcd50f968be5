"""The sources as programs for references read them: BibTeX (@online of biblatex), CSL-JSON 1.0."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from onrecord.interchange import JSON
from onrecord.pages import Site, SourcePage
from onrecord.render.markup import clean

_SPECIAL = re.compile(r"([&%$#_])")
_NO_KEY = re.compile(r"[^A-Za-z0-9]+")


def citation_files(site: Site) -> dict[str, str]:
    entries = "\n".join(map(_bibtex, site.sources))
    listed = json.dumps(list(map(_csl, site.sources)), ensure_ascii=False, indent=1)
    return {"data/sources.bib": entries, "data/sources.csl.json": listed + "\n"}


def _key(page: SourcePage) -> str:
    return _NO_KEY.sub("-", page.article)


def _bibtex(page: SourcePage) -> str:
    item = page.item
    fields = (
        ("title", _braced(item.title)),
        ("organization", _braced(item.publisher or "")),
        ("date", item.published.isoformat() if item.published else ""),
        ("url", (item.url or "").replace("{", "%7B").replace("}", "%7D")),
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@online{{{_key(page)},\n{lines}}}\n"


def _braced(words: str) -> str:
    plain = clean(" ".join(words.split())).replace("\\", "").replace("{", "").replace("}", "")
    return _SPECIAL.sub(r"\\\1", plain)


def _csl(page: SourcePage) -> JSON:
    item = page.item
    day = item.published
    return dict(_known(
        ("id", _key(page)),
        ("type", "article-newspaper"),
        ("title", clean(item.title)),
        ("container-title", item.publisher and clean(item.publisher)),
        ("issued", day and {"date-parts": [[day.year, day.month, day.day]]}),
        ("URL", item.url),
    ))  # fmt: skip


def _known(*pairs: tuple[str, object]) -> Iterable[tuple[str, object]]:
    return (pair for pair in pairs if pair[1])
