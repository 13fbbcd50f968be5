"""Which of the titles and headings of a page is the headline of its article.

A page's stated title is often the headline with the name of the site, or of its part, before or
behind it; its headings name the article, the site, or other stories. Where the two agree stands the
headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.read.readers.schema import folded

_SEPARATOR = re.compile(r"\s+(?:[|–—»·•:-]|::|&raquo;)\s+|\s*\|\s*")
_ALIKE = 0.5  # of a heading's words stand in the page's stated title, if it is the headline
_FEWEST = 3  # words of a headline that only its place shows to be one


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page: how deep it is, whether it stands in what is marked as the article,
    and whether it is a way to the first page of the site.
    """

    words: str
    level: int
    in_article: bool = False
    leads_home: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What a page says that bears on its headline. `titles` are its stated ones, the most
    deliberate first; `linked` is the headline in JSON-LD; `site` are names of the site, folded and
    joined.
    """

    titles: Sequence[str]
    linked: str | None
    headings: Sequence[Heading]
    site: Sequence[str]


def headline(named: Named) -> str | None:
    """The headline, as a heading of the page has it if one does; None where nothing says one."""
    for rule in (_as_linked, _begins_a_title, _like_a_title, _part_of_a_title, _in_the_article):
        if found := rule(named):
            return found
    return next(_without_site(named), None)


def _as_linked(named: Named) -> str | None:
    """A heading that is what JSON-LD calls the article."""
    own = folded(named.linked or "")
    return next((h.words for h in named.headings if own and folded(h.words) == own), None)


def _begins_a_title(named: Named) -> str | None:
    """A heading with which a stated title begins, up to its end or to a separator."""
    for heading in named.headings:
        own = folded(heading.words)
        if own and any(own in list(_beginnings(title)) for title in named.titles):
            return heading.words
    return None


def _like_a_title(named: Named) -> str | None:
    """The only heading of the first level, if it has most words of a stated title; that title
    itself where it stands in the heading, with a section before it or a line below.
    """
    highest = [h.words for h in named.headings if h.level == 1]
    if len(highest) != 1 or not any(_shared(highest[0], title) >= _ALIKE for title in named.titles):
        return None
    inside = (title for title in _without_site(named) if title in highest[0])
    return next(inside, highest[0])


def _part_of_a_title(named: Named) -> str | None:
    """The longest heading that is a part of a stated title, behind the name of the site."""
    parts = {
        tuple(folded(part))
        for title in named.titles
        for part in _SEPARATOR.split(title)[1:]
        if "".join(folded(part)) not in named.site
    }
    found = [h for h in named.headings if tuple(folded(h.words)) in parts]
    best = max(found, key=lambda h: len(h.words), default=None)
    return best.words if best and (best.in_article or len(found) > 1) else None


def _in_the_article(named: Named) -> str | None:
    """The only heading of the first level, where it stands in the article and is no label."""
    highest = [h for h in named.headings if h.level == 1]
    if len(highest) != 1 or not highest[0].in_article:
        return None
    return highest[0].words if len(folded(highest[0].words)) >= _FEWEST else None


def _without_site(named: Named) -> Iterator[str]:
    """The stated titles without the name of the site behind them: what the page says that it is
    called, or a heading of the first level.
    """
    heads = {"".join(folded(h.words)) for h in named.headings if h.level == 1}
    for title in named.titles:
        for separator in _SEPARATOR.finditer(title):
            end = "".join(folded(title[separator.end() :]))
            if end and (end in heads or any(end in site for site in named.site)):
                yield title[: separator.start()]
                break
        else:
            yield title


def _beginnings(title: str) -> Iterator[list[str]]:
    """A title up to each of its separators, and all of it."""
    yield folded(title)
    yield from (folded(title[: cut.start()]) for cut in _SEPARATOR.finditer(title))


def _shared(one: str, other: str) -> float:
    """The share of the words of one that the other has too."""
    first, second = set(folded(one)), set(folded(other))
    return len(first & second) / len(first) if first else 0.0
