"""The complete lists of an actor of whom a profile shows the newest only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.compose.index_figures import figure_pages
from onrecord.compose.tables import PACKAGE
from onrecord.compose.time_index import Dated, all_days, by_month, months
from onrecord.compose.wording import count, said
from onrecord.pages import (
    FigureIndex,
    FigureItem,
    Link,
    MentionGroup,
    Month,
    QuoteItem,
    TimeIndex,
    TimeItem,
)

_SAID, _TOLD, _SAID_OF, _FIGURES = 22, 8, 8, 20  # of these a profile shows so many
_MENTIONED = 30  # sentences
_A_LIST = 60  # sentences of one source on a page of mentions


@dataclass
class ActorLists:
    """What a profile shows, and the pages with all of it."""

    of: Link
    folder: str
    times: list[TimeIndex] = field(default_factory=list)
    figures: list[FigureIndex] = field(default_factory=list)

    def said(
        self, quotes: Sequence[QuoteItem], reported: Sequence[QuoteItem]
    ) -> tuple[tuple[Month, ...], tuple[QuoteItem, ...], Link | None]:
        """The newest quotations by month, the newest statements, and the way to all."""
        shown = tuple(months(Dated(q.said_on, q) for q in quotes[:_SAID]))
        if len(quotes) <= _SAID and len(reported) <= _TOLD:
            return shown, tuple(reported), None
        words = said(len(quotes), len(reported))
        link = self._listed(
            "quotes",
            f"What {self.of.words} said",
            f"All {words}, the newest first.",
            f"All {words}",
            [Dated(q.said_on, q) for q in (*quotes, *reported)],
        )
        return shown, tuple(reported[:_TOLD]), link

    def said_of(self, quotes: Sequence[QuoteItem]) -> tuple[tuple[QuoteItem, ...], Link | None]:
        if len(quotes) <= _SAID_OF:
            return tuple(quotes), None
        words = count(len(quotes), "quote")
        link = self._listed(
            "said-of",
            f"What others said of {self.of.words}",
            f"All {words} with the name in them, the newest first.",
            f"All {words}",
            [Dated(q.said_on, q) for q in quotes],
        )
        return tuple(quotes[:_SAID_OF]), link

    def mentions(
        self, groups: Sequence[MentionGroup], number: int
    ) -> tuple[tuple[MentionGroup, ...], Link | None]:
        """Those in the newest sources, and the way to all; a long group is cut on the profile."""
        shown: list[MentionGroup] = []
        room = _MENTIONED
        for group in groups:
            if room <= 0:
                break
            shown.append(replace(group, items=group.items[:room]))
            room -= len(group.items)
        if sum(len(g.items) for g in shown) == sum(len(g.items) for g in groups):
            return tuple(shown), None
        words = count(number, "mention")
        link = self._listed(
            "mentions",
            f"Mentions of {self.of.words}",
            f"All {words} in {count(len(groups), 'source')}, the newest first.",
            f"All {words}",
            [
                Dated(
                    g.source.published,
                    replace(g, items=g.items[start : start + _A_LIST], open=True),
                )
                for g in groups
                for start in range(0, len(g.items), _A_LIST)
            ],
        )
        return tuple(shown), link

    def near(self, figures: Sequence[FigureItem]) -> tuple[tuple[FigureItem, ...], Link | None]:
        if len(figures) <= _FIGURES:
            return tuple(figures), None
        words = count(len(figures), "figure")
        pages = figure_pages(
            f"{self.folder}/figures.html",
            f"Figures near {self.of.words}",
            f"All {words} of the same sentences, or given by the same.",
            self.of,
            figures,
            PACKAGE,
        )
        self.figures += pages
        return tuple(figures[:_FIGURES]), Link(f"All {words}", pages[0].head.path)

    def days(self, items: Sequence[TimeItem], shown: int) -> Link | None:
        if len(items) <= shown:
            return None
        path = f"{self.folder}/days.html"
        self.times += all_days(items, path, self.of, f"Days of {self.of.words}")
        return Link(f"All {count(len(items), 'day')}", path)

    def _listed(
        self, name: str, title: str, lead: str, words: str, entries: Sequence[Dated]
    ) -> Link:
        path = f"{self.folder}/{name}.html"
        self.times += by_month(path, title, "Profile", lead, self.of, entries)
        return Link(words, path)
