"""The indexes of quotes: of the site, of each briefing, of an actor who said much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.compose.corpus import Corpus
from onrecord.compose.gather import Found
from onrecord.compose.lists import (
    QUOTES_A_PAGE,
    Leaf,
    Part,
    bounded,
    joined,
    leaves,
    letter_of,
    numbered,
    paged,
    shelves,
    starts,
    uncounted,
)
from onrecord.compose.quotes import apart, by_speaker
from onrecord.compose.wording import count, said
from onrecord.pages import Head, Link, PageLink, QuoteIndex, QuoteItem, Shelf, Speaker

_MAIN_SPEAKERS = 24  # that a list of quotes leads to by one touch
_NEWEST = 24  # quotations on the first of several pages
_UNNAMED = "Unnamed sources"


def quote_index(corpus: Corpus, found: Found) -> tuple[QuoteIndex, ...]:
    """By who said them; where they are many, a page for each letter."""
    every = [q for items in found.quotes.values() for q in items]
    speakers = by_speaker(corpus, every)
    spoken = _spoken(every)
    lead = (
        f"{spoken} from {count(len(corpus.sources), 'source')}, by who said them. Each is printed "
        "exactly as its source prints it, and leads to its place there."
    )
    if len(every) <= QUOTES_A_PAGE:
        return (_page("quotes.html", "Quotes", lead, None, speakers, ()),)
    pages = leaves("quotes", _parts(speakers), QUOTES_A_PAGE, _first, _size)
    ways = shelves(pages, _size)
    rest = uncounted(ways)
    first = _page("quotes.html", "Quotes", lead, None, (), bounded(ways))
    where = _where(pages)
    main = tuple((s.name, where[s.id], len(s.quotes)) for s in speakers if s.quotes)
    newest = sorted(apart(every)[0], key=lambda q: (_ago(q), -q.strength))[:_NEWEST]
    return (
        replace(first, newest=tuple(newest), main_speakers=main[:_MAIN_SPEAKERS]),
        *(
            _page(
                leaf.path,
                f"Quotes: {leaf.title}",
                "",
                None,
                _speakers(leaf),
                bounded(rest, leaf.path),
            )
            for leaf in pages
        ),
    )


def all_quotes(
    corpus: Corpus, quotes: Sequence[QuoteItem], path: str, of: Link
) -> tuple[QuoteIndex, ...]:
    """Those of one briefing, or of one actor, the main speakers first."""
    lead = f"All of it: {_spoken(quotes)}, by who said them."
    title = f"Quotes of {of.words}"
    divided = [part for s in by_speaker(corpus, quotes) for part in _divided(s)]
    pages = [_whole(p) for p in paged(divided, QUOTES_A_PAGE, lambda s: s.count)] or [()]
    paths = [numbered(path, i) for i in range(len(pages))]
    ways: tuple[Shelf, ...] = ()
    if len(pages) > 1:
        links = zip(paths, pages, strict=True)
        ways = (
            Shelf(
                "Pages",
                tuple(PageLink(_span(page), p, sum(s.count for s in page)) for p, page in links),
            ),
        )
    rest = uncounted(ways)
    return tuple(
        _page(p, f"{title}, page {i + 1}", "", of, page, bounded(rest, p))
        if i
        else _page(p, title, lead, of, page, bounded(ways, p))
        for i, (p, page) in enumerate(zip(paths, pages, strict=True))
    )


def anchors(pages: Iterable[QuoteIndex]) -> dict[str, str]:
    """Where each speaker begins in a list."""
    found: dict[str, str] = {}
    for page in pages:
        for speaker in page.speakers:
            found.setdefault(speaker.id, f"{page.head.path}#s-{speaker.id}")
    return found


def _spoken(quotes: Iterable[QuoteItem]) -> str:
    spoken, reported = apart(quotes)
    return said(len(spoken), len(reported)) or "No quotes"


def _span(page: Sequence[Speaker]) -> str:
    names = list(dict.fromkeys(s.name for s in page))
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _ago(quote: QuoteItem) -> int:
    return -(quote.said_on or dt.date.min).toordinal()


def _parts(speakers: Sequence[Speaker]) -> Iterator[Part]:
    """The letters, then what nobody named is said to have said."""

    def key(speaker: Speaker) -> tuple[str, str]:
        return letter_of(speaker.name, speaker.actor is not None and speaker.actor.kind == "person")

    named = sorted((s for s in speakers if s.actor), key=key)
    for letter, members in groupby(named, key=lambda s: key(s)[0]):
        items = [part for s in members for part in _divided(s)]
        yield Part("Speakers", letter, "other" if letter == "#" else letter.lower(), tuple(items))
    unnamed = [part for s in speakers if not s.actor for part in _divided(s)]
    if unnamed:
        yield Part(_UNNAMED, _UNNAMED, "unnamed", tuple(unnamed))


def _divided(speaker: Speaker) -> Iterable[Speaker]:
    """One who said more than a page takes, in parts; what was reported comes last."""
    every = (*speaker.quotes, *speaker.reported)
    for part in paged(every, QUOTES_A_PAGE, begins=lambda i: starts(every[i].place.href)):
        quoted, reported = apart(part)
        yield replace(speaker, quotes=quoted, reported=reported)


def _size(item: object) -> int:
    return item.count if isinstance(item, Speaker) else 1


def _first(item: object) -> str:
    """Who speaks; of one whose quotes are divided with the first of these."""
    if not isinstance(item, Speaker):
        return ""
    return item.id + "".join(q.place.href for q in (*item.quotes, *item.reported)[:1])


def _speakers(leaf: Leaf) -> tuple[Speaker, ...]:
    return _whole(item for item in leaf.items if isinstance(item, Speaker))


def _whole(parts: Iterable[Speaker]) -> tuple[Speaker, ...]:
    return joined(
        parts,
        lambda s: s.id,
        lambda a, b: replace(a, quotes=a.quotes + b.quotes, reported=a.reported + b.reported),
    )


def _where(pages: Iterable[Leaf]) -> dict[str, str]:
    found: dict[str, str] = {}
    for leaf in pages:
        for speaker in _speakers(leaf):
            found.setdefault(speaker.id, f"{leaf.path}#s-{speaker.id}")
    return found


def _page(
    path: str,
    title: str,
    lead: str,
    of: Link | None,
    speakers: Sequence[Speaker],
    ways: tuple[Shelf, ...],
) -> QuoteIndex:
    every = [q for s in speakers for q in (*s.quotes, *s.reported)]
    counts = {
        "all": len(every),
        "direct": sum(q.kind == "direct" for q in every),
        "partial": sum(q.kind == "partial" for q in every),
        "indirect": sum(q.kind == "indirect" for q in every),
        "unnamed": sum(q.speaker is None and q.kind != "indirect" for q in every),
    }
    main = tuple((s.name, f"{path}#s-{s.id}", s.counts[0]) for s in speakers)
    head = Head(path, title, f"{title}: {_spoken(every)}, each with its exact words.")
    return QuoteIndex(head, of, lead, (), tuple(speakers), main[:_MAIN_SPEAKERS], counts, ways)
