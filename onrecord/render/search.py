"""The index of search: what can be found, in files that a page loads with a script tag when
somebody searches.

- `search/contents.js`: how many documents there are, of which kinds, and the keys of the terms'
  shards.
- `search/documents-N.js`: the documents, the important ones of each kind first, SHARD to a file.
- `search/terms-N.js`: for a site with more than MOST_WHOLE documents, which of them have the
  terms that begin with the Nth key.

A small site is loaded whole and searched whole; of a large one a query loads the terms that begin
like its words, then the documents that have them all. templates/pages/scripts/search.js is the
other half of this, with the same `fold`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from anyascii import anyascii

from onrecord.compose.wording import count, day, said
from onrecord.pages import FigureItem, QuoteItem, Site
from onrecord.render.markup import clean

SHARD = 200  # documents of a file
MOST_WHOLE = 2000  # documents of a site that is loaded whole
_TERMS_SIZE = 100_000  # characters: a larger shard of terms is divided by one more letter
_LONGEST_KEY = 4
_LONGEST_TEXT = 600  # characters of a document's title and of its text that can be found
_STOP = frozenset(
    # words that are in every other sentence and tell nothing apart
    "a an and are as at be been but by for from had has have he her his i in is it its not of on "
    "or our said she so "
    "that the their them they this to was we were which who will with would you".split()
)
_COMMA = re.compile(r"(\d),(?=\d{3})")
_INITIAL = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?![^\W_]))")
_WORD = re.compile(r"[^\W_]+")

Document = tuple[str, str, str, str, str, str]  # kind, title, text, other names, where, href


def search_files(site: Site) -> dict[str, str]:
    documents = list(_documents(site))
    kinds, at = [], 0
    for kind, group in groupby(documents, key=lambda d: d[0]):
        size = len(list(group))
        kinds.append([kind, at, at + size])
        at += size
    files = {
        f"search/documents-{n}.js": _call("searchDocuments", n, documents[start : start + SHARD])
        for n, start in enumerate(range(0, len(documents), SHARD))
    }
    shards = _sharded(_postings(documents)) if len(documents) > MOST_WHOLE else {}
    keys = sorted(shards)
    files |= {
        f"search/terms-{i}.js": _call("searchTerms", i, shards[key]) for i, key in enumerate(keys)
    }
    contents = {
        "count": len(documents),
        "shard": SHARD,
        "kinds": kinds,
        "terms": keys,
        "stop": sorted(_STOP),
    }
    return files | {"search/contents.js": _call("searchContents", contents)}


def fold(text: str) -> str:
    """Lower case without accents; "10,000" becomes 10000 and "U.S." us."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
    ).lower()
    return _INITIAL.sub(r"\1", _COMMA.sub(r"\1", plain))


def _call(name: str, *values: object) -> str:
    """JSON is JavaScript but for two line separators: escaped, and "<", lest a tag end."""
    arguments = ",".join(json.dumps(v, ensure_ascii=False, separators=(",", ":")) for v in values)
    safe = (
        arguments.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
    )
    return f"onRecord.{name}({safe});\n"


def _documents(site: Site) -> Iterable[Document]:
    """By kind, the important ones first."""
    roles = {p.actor.id: p.roles[0].words if p.roles else "" for p in site.actors}
    actors = sorted(site.actors, key=lambda p: (-p.mentioned, p.actor.name, p.actor.id))
    for page in actors:
        titles = dict.fromkeys((*(r.words for r in page.roles), *page.held))
        also = _also(page.actor.name, *(name for name, _ in page.names), *titles)
        found = [count(page.mentioned, "mention")]
        found += filter(None, [said(len(page.quotes), len(page.reported))])
        where = ", ".join(filter(None, (roles[page.actor.id], *found)))
        yield _document("Actor", page.actor.name, page.actor.kind, also, where, page.actor.href)
    for briefing in site.briefings:
        item = briefing.item
        text = item.standfirst
        yield _document(
            "Briefing",
            item.title,
            text,
            " ".join(item.tags),
            day(item.date) if item.date else "",
            item.href,
        )
    quotes = sorted(
        (n.quote for p in site.sources for b in p.blocks for n in b.notes if n.quote), key=_strength
    )
    for quote in quotes:
        if quote.kind != "indirect":
            yield _quote("Quote", quote)
    for quote in quotes:
        if quote.kind == "indirect":
            yield _quote("Reported", quote)
    figures = (f for page in site.figure_index for g in page.groups for f in g.figures)
    for figure in sorted(figures, key=lambda f: (-f.key, f.place.href)):
        yield _figure(figure)
    for source in site.source_index.sources:
        where = day(source.published) if source.published else ""
        yield _document(
            "Source", source.title, source.publisher or "", _also(source.title), where, source.href
        )


def _strength(quote: QuoteItem) -> tuple[float, str]:
    return -quote.strength, quote.place.href


def _quote(kind: str, quote: QuoteItem) -> Document:
    speaker = quote.speaker.name if quote.speaker else quote.speaker_words or "nobody named"
    where = f"{quote.place.source} {quote.place.where}"
    title = quote.marks[0] + quote.words + quote.marks[1]
    return _document(kind, title, speaker, _also(title, speaker), where, quote.place.href)


def _figure(figure: FigureItem) -> Document:
    says = figure.says.name if figure.says else ""
    what = "" if figure.label in figure.words else figure.label
    where = f"{figure.place.source} {figure.place.where}"
    return _document(
        "Figure", figure.words, what, _also(figure.words, says), where, figure.place.href
    )


def _document(kind: str, title: str, text: str, also: str, where: str, href: str) -> Document:
    return kind, _short(title), _short(text), clean(also), clean(where), href


def _short(text: str) -> str:
    words = " ".join(clean(text).split())
    return words if len(words) <= _LONGEST_TEXT else words[:_LONGEST_TEXT].rsplit(" ", 1)[0] + " …"


def _also(title: str, *names: str) -> str:
    """Other names, and those in other letters than Latin in Latin ones too."""
    found = dict.fromkeys(n for n in names if n != title)
    for name in (title, *names):
        latin = anyascii(name[:_LONGEST_TEXT])
        if _words(latin) - _words(name):
            found[latin] = None
    return ", ".join(found)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))


def _postings(documents: Sequence[Document]) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = {}
    for number, (_, title, text, also, _, _) in enumerate(documents):
        for word in sorted(_words(f"{title} {text} {also}") - _STOP):
            postings.setdefault(word, []).append(number)
    return postings


def _sharded(postings: dict[str, list[int]], length: int = 1) -> dict[str, dict[str, list[int]]]:
    """By the first letters of the terms, as many as keep a shard small."""
    shards: dict[str, dict[str, list[int]]] = {}
    for key, group in groupby(sorted(postings.items()), key=lambda p: p[0][:length]):
        terms = dict(group)
        size = sum(len(t) + 6 * len(n) for t, n in terms.items())
        if size > _TERMS_SIZE and length < _LONGEST_KEY and any(len(t) > length for t in terms):
            shards |= _sharded(terms, length + 1)
        else:
            shards[key] = shards.get(key, {}) | terms
    return shards
