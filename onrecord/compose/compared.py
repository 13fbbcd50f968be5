"""Figures of the same thing from the sources of a briefing, side by side: do they agree?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from babel.numbers import get_currency_symbol

from onrecord.compare import compare, disagreeing
from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.decided import ruled
from onrecord.compose.drawings import shares
from onrecord.compose.figures import plain
from onrecord.compose.keys import page_key
from onrecord.model import Comparison, FigureRef, Outcome
from onrecord.pages import FigureItem, FigureRow, Link, SideBySide

# As they stand on a page: what a reader must know first.
OUTCOMES: tuple[Outcome, ...] = ("differ", "update", "agree", "copied", "counted")
MOST_COMPARED = 24  # on one page; the others are in the table of all
_BY_SEVERAL = 0.25  # of `FigureItem.key`
_REPLACED = 0.45  # the most that an early count has of it
_PINNED = 1.0  # what editors pin has more

Figures = Mapping[str, tuple[FigureItem, ...]]
Compared = Mapping[str, tuple[Comparison, ...]]


def comparisons_of(
    corpus: Corpus, read: Mapping[str, str], known: Compared
) -> list[tuple[str, tuple[Comparison, ...]]]:
    """Of each briefing its comparisons, and the key of all that they are found in; `read` has the
    keys of the sources. What is `known` is not found again.
    """
    found = []
    for briefing in corpus.briefings:
        sources = corpus.sources_of(briefing)
        key = page_key("comparisons", of=[read[s.article.id] for s in sources])
        found.append((key, known[key] if key in known else _compare(corpus, sources)))
    return found


def _compare(corpus: Corpus, sources: Sequence[Source]) -> tuple[Comparison, ...]:
    articles, found = [s.article for s in sources], [s.found for s in sources]
    return compare(articles, found, corpus.cast, corpus.content.corrections)


def compared(
    corpus: Corpus, figures: Figures, comparisons_of: Iterable[Sequence[Comparison]]
) -> tuple[dict[str, tuple[FigureItem, ...]], tuple[SideBySide, ...]]:
    """The figures, each with what other sources have instead, and the comparisons. Hidden figures
    are in neither.
    """
    shown = {f.place.href: f for items in figures.values() for f in items}
    differs: dict[str, list[Link]] = {}
    leading: set[str] = set()
    replaced: set[str] = set()  # early counts, for which later ones stand
    side_by_side = []
    for comparisons in comparisons_of:
        leading |= {
            _href(corpus, r.figures[0])
            for c in comparisons
            if c.outcome != "copied"
            for r in (c.readings[-1:] if c.outcome == "update" else c.readings)
        }
        replaced |= {
            _href(corpus, ref)
            for c in comparisons
            if c.outcome == "update"
            for r in c.readings[:-1]
            for ref in r.figures
        }
        for one, two in disagreeing(comparisons):
            here, there = shown.get(_href(corpus, one)), shown.get(_href(corpus, two))
            if here and there:
                differs.setdefault(here.place.href, []).append(_link(there))
                differs.setdefault(there.place.href, []).append(_link(here))
        side_by_side += [s for c in comparisons if (s := _side_by_side(corpus, c, shown))]
    with_differs = {
        id_: tuple(
            _weighed(
                replace(f, differs=tuple(dict.fromkeys(differs[f.place.href])), telling=True)
                if f.place.href in differs
                else f,
                leading,
                replaced,
            )
            for f in items
        )
        for id_, items in figures.items()
    }
    return with_differs, tuple(side_by_side)


def _weighed(figure: FigureItem, leading: Container[str], replaced: Container[str]) -> FigureItem:
    """A figure that several sources have matters more; of those that agree, the first stands for
    all. An early count matters less than the later one.
    """
    if figure.place.href in replaced and figure.key < _PINNED:
        key = min(figure.key, _REPLACED)
        return replace(figure, key=key, reasons=("a later source counts again", *figure.reasons))
    if figure.place.href not in leading:
        return figure
    key = max(figure.key, min(1.0, figure.key + _BY_SEVERAL))  # what is pinned has more than 1
    return replace(figure, key=key, reasons=("several sources count it", *figure.reasons))


def _href(corpus: Corpus, ref: FigureRef) -> str:
    source = corpus.sources[ref.article]
    return source.href(source.found.figures[ref.index].span, source.figure_ids[ref.index])


def _link(figure: FigureItem) -> Link:
    return Link(f"{figure.place.source} has {figure.value}", figure.place.href)


def _side_by_side(
    corpus: Corpus, comparison: Comparison, shown: Mapping[str, FigureItem]
) -> SideBySide | None:
    """One figure a source and reading, with bars; None where hiding leaves nothing to compare."""
    chosen: dict[tuple[int, str], FigureItem] = {}
    for i, reading in enumerate(comparison.readings):
        for ref in reading.figures:
            if item := shown.get(_href(corpus, ref)):
                chosen.setdefault((i, ref.article), item)
    if len({article for _, article in chosen}) < 2:
        return None
    differ = comparison.outcome == "differ"
    bars = shares({f.place.href: f.high for f in chosen.values()}) if differ else {}
    rows = tuple(FigureRow(f, 0, bars.get(f.place.href), "") for f in chosen.values())
    words = _words(chosen.values(), comparison)
    heading = next((f.label for f in chosen.values() if f.what == comparison.what), comparison.what)
    decided = ruled(comparison.decided)
    heading = heading or rows[0].figure.words
    return SideBySide(_heading(heading, comparison.unit), rows, comparison.outcome, words, decided)


def _heading(words: str, unit: str) -> str:
    """What is compared, with a capital, and what it is per: "Cost of the strike per day"."""
    per = unit.partition(" per ")[2]
    words = " ".join(words.split())
    if per and per not in words:
        words += f" per {per}"
    return words[:1].upper() + words[1:]


def _words(figures: Iterable[FigureItem], comparison: Comparison) -> str:
    """By how much they differ; in how many articles the same words stand."""
    listed = list(figures)
    if comparison.outcome == "copied":
        return f"the same words in {len({f.place.href.split('#')[0] for f in listed})} articles"
    if comparison.outcome != "differ":
        return ""  # the mark says it
    low, high = min(f.low for f in listed), max(f.high for f in listed)
    if high <= 0:
        return "All stand as written."
    apart = _amount(high - low, comparison.unit)
    return f"by {apart}, or {(high - low) / high:.0%} of the highest figure. All stand as written."


def _amount(number: float, unit: str) -> str:
    """A difference in the unit of what differs: €700,000; 3 percentage points; 12 hours; of a count
    the number.
    """
    if unit in ("count", "fraction"):
        return plain(number)
    money, per, rate = unit.partition(" per ")
    if money.isupper():
        return f"{get_currency_symbol(money, locale='en')}{plain(number)}{per}{rate}"
    many = {"percent": "percentage points"}.get(unit, f"{unit}s")
    return f"{plain(number)} {unit if number == 1 and unit != 'percent' else many}"
