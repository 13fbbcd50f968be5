"""What single articles and actors alone decide, kept for whoever asks who is who again and again
while little changes: an editor at work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from onrecord.annotate.rules import Decided
from onrecord.model import Annotations, Article, Mention, MentionRef
from onrecord.resolve.page import Page, Pair
from onrecord.resolve.rules import WITHIN
from onrecord.resolve.units import Mark, Unit, units_of


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The names of an article, and what its own words join."""

    article: Article
    found: Annotations
    marks: tuple[Mark, ...]
    units: tuple[Unit, ...]
    joins: tuple[Decided[list[Pair]], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of an actor come to."""

    units: tuple[Unit, ...]
    first: str
    full: str
    spellings: dict[str, int]


@dataclass(slots=True)
class Kept:
    """What was found, by what it was found of. It grows while it is in use: give it up with the
    work that it was for.
    """

    pages: dict[tuple[int, str], KeptPage] = field(default_factory=dict)
    names: dict[tuple[int, ...], Names] = field(default_factory=dict)  # by what units are in memory

    def page(
        self,
        index: int,
        article: Article,
        found: Annotations,
        mark: Callable[[MentionRef, str], Mark],
    ) -> KeptPage:
        """The names of the article that is `index` in the corpus."""
        marks = tuple(_marks(article, found.mentions, mark))
        old = self.pages.get((index, article.id))
        if old and (old.article, old.found, old.marks) == (article, found, marks):
            return old
        units = tuple(units_of(index, article, found, mark))
        joins = tuple(WITHIN.all(Page(units, found)))
        new = KeptPage(article, found, marks, units, joins)
        self.pages[index, article.id] = new
        return new


def _marks(
    article: Article, mentions: Iterable[Mention], mark: Callable[[MentionRef, str], Mark]
) -> Iterable[Mark]:
    """What editors say of each name."""
    for i, mention in enumerate(mentions):
        if mention.form == "name":
            yield mark(MentionRef(article.id, i), mention.span.on_one_line(article.text))
