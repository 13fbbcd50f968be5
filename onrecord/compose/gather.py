"""Everything found in all sources, as items that any page may show; what editors hide is not among
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat

from onrecord.compose.addresses import article_of
from onrecord.compose.compared import OUTCOMES, Compared, compared, comparisons_of
from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.figures import figure_items
from onrecord.compose.keys import read_as, shown_as
from onrecord.compose.quotes import quote_items
from onrecord.compose.sources import source_item
from onrecord.compose.wording import any_in
from onrecord.model import Briefing, Problem
from onrecord.pages import FigureItem, QuoteItem, SideBySide, SourceItem


@dataclass(frozen=True)
class Found:
    """By the id of the article, each in the order of its text."""

    quotes: Mapping[str, tuple[QuoteItem, ...]]
    figures: Mapping[str, tuple[FigureItem, ...]]
    items: Mapping[str, SourceItem]
    side_by_side: tuple[SideBySide, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)  # of all that a source can show
    compared: Compared = field(default_factory=dict)  # for the next build

    def quotes_of(self, sources: Iterable[Source]) -> tuple[QuoteItem, ...]:
        return tuple(q for s in sources for q in self.quotes[s.article.id])

    def figures_of(self, sources: Iterable[Source]) -> tuple[FigureItem, ...]:
        return tuple(f for s in sources for f in self.figures[s.article.id])

    @cached_property
    def said_by(self) -> dict[tuple[str, str], list[QuoteItem]]:
        """The quotes in an article of an actor, by both ids; every profile asks for its own."""
        said: dict[tuple[str, str], list[QuoteItem]] = {}
        for id_, quotes in self.quotes.items():
            for quote in quotes:
                if quote.speaker:
                    said.setdefault((id_, quote.speaker.id), []).append(quote)
        return said

    @cached_property
    def quote_of(self) -> dict[tuple[str, str], QuoteItem]:
        """Each quote by the id of its article and its own."""
        return {(id_, q.id): q for id_, quotes in self.quotes.items() for q in quotes}

    @cached_property
    def given_by(self) -> dict[tuple[str, str], list[int]]:
        """Where among the figures of an article those of an actor are, by the ids of both."""
        given: dict[tuple[str, str], list[int]] = {}
        for id_, figures in self.figures.items():
            for i, figure in enumerate(figures):
                if figure.says:
                    given.setdefault((id_, figure.says.id), []).append(i)
        return given

    @cached_property
    def figure_at(self) -> dict[tuple[str, str], int]:
        """Where among the figures of an article one is, by the ids of both."""
        return {
            (id_, f.id): i for id_, figures in self.figures.items() for i, f in enumerate(figures)
        }

    def side_by_side_of(self, sources: Sequence[Source]) -> tuple[SideBySide, ...]:
        """Those of which a figure at least is in these sources; where they differ first."""
        here = {i for s in sources for i in self._compared_in.get(s.article.id, ())}
        found = (self.side_by_side[i] for i in sorted(here))
        return tuple(sorted(found, key=lambda s: OUTCOMES.index(s.outcome)))

    @cached_property
    def _compared_in(self) -> dict[str, list[int]]:
        """Where among the comparisons those of an article are, by its id."""
        found: dict[str, list[int]] = {}
        for i, one in enumerate(self.side_by_side):
            for id_ in dict.fromkeys(article_of(r.figure.place.href) for r in one.rows):
                found.setdefault(id_, []).append(i)
        return found


def gather(corpus: Corpus, known: Compared | None = None) -> Found:
    """`known` are comparisons of an earlier build."""
    briefing_of = {id_: b for b in reversed(corpus.briefings) for id_ in b.sources}
    quotes: dict[str, tuple[QuoteItem, ...]] = {}
    figures: dict[str, tuple[FigureItem, ...]] = {}
    items: dict[str, SourceItem] = {}
    words: dict[str, list[str]] = {}
    for id_, source in corpus.sources.items():
        briefing = briefing_of.get(id_)
        pin, hide = (briefing.pin, briefing.hide) if briefing else ((), ())
        said = quote_items(corpus, source, pin)
        counted = figure_items(corpus, source, said, pin)
        quotes[id_] = tuple(q for q in said if not any_in(hide, " ".join(q.parts)))
        figures[id_] = tuple(f for f in counted if not any_in(hide, f.words))
        words[id_] = [*(" ".join(q.parts) for q in said), *(f.words for f in counted)]
        items[id_] = source_item(corpus, source, quotes[id_], len(figures[id_]), briefing)
    for briefing in corpus.briefings:
        _check_words(corpus, briefing, [w for id_ in briefing.sources for w in words.get(id_, ())])
    read = {id_: read_as(corpus, source) for id_, source in corpus.sources.items()}
    comparisons = comparisons_of(corpus, read, known or {})
    figures, side_by_side = compared(corpus, figures, [c for _, c in comparisons])
    keys = {id_: shown_as(read[id_], items[id_], quotes[id_], figures[id_]) for id_ in items}
    ranked = tuple(sorted(side_by_side, key=lambda s: OUTCOMES.index(s.outcome)))
    return Found(quotes, figures, items, ranked, keys, {k: c for k, c in comparisons if k})


def _check_words(corpus: Corpus, briefing: Briefing, found: Sequence[str]) -> None:
    """A decision that fits nothing of what was `found` is said aloud."""
    decided = (
        ("pin", briefing.pin, briefing.pin_lines),
        ("hide", briefing.hide, briefing.hide_lines),
    )
    for key, decisions, lines in decided:
        for words, line in zip(decisions, lines or repeat(0), strict=False):
            if not any(any_in((words,), one) for one in found):
                corpus.problems.append(
                    Problem(
                        f"{key}: no quote or figure of this briefing has the words “{words}”",
                        "copy them from the source exactly, or take the line out",
                        briefing.file,
                        line,
                        warning=True,
                    )
                )
