"""The indexes of figures: of the site, and of each briefing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.compose.compared import MOST_COMPARED
from onrecord.compose.corpus import Corpus
from onrecord.compose.gather import Found
from onrecord.compose.lists import (
    FIGURES_A_PAGE,
    Leaf,
    Part,
    bounded,
    by_letter,
    joined,
    leaves,
    paged,
    shelves,
    starts,
    uncounted,
)
from onrecord.compose.ranked import spread
from onrecord.compose.tables import PACKAGE, in_parts
from onrecord.compose.wording import count
from onrecord.pages import FigureGroup, FigureIndex, FigureItem, Head, Link, Shelf
from onrecord.slug import slug

NOTHING_COUNTED = "Not said what"
_KEY_SHOWN = 24  # figures on the first of several pages
_SHARES = ("percent", "percentage point", "fraction")


def figure_index(corpus: Corpus, found: Found) -> tuple[FigureIndex, ...]:
    """By what they count; where they are many, a page for each sort or each letter."""
    every = [f for items in found.figures.values() for f in items]
    lead = (
        f"{count(len(every), 'figure')} from {count(len(corpus.sources), 'source')}, by what they "
        "count. Each as its source writes it, with the way to its place there."
    )
    data = PACKAGE if in_parts(found.items.values()) else "data/figures.csv"
    first, *others = figure_pages("figures.html", "Figures", lead, None, every, data)
    compared = found.side_by_side[:MOST_COMPARED]
    more = len(found.side_by_side) - len(compared)
    return replace(first, side_by_side=compared, more_compared=more), *others


def all_figures(
    figures: Sequence[FigureItem], path: str, of: Link, slug_: str
) -> tuple[FigureIndex, ...]:
    """Those of one briefing."""
    lead = f"All {count(len(figures), 'figure')} of this briefing, by what they count."
    data = f"data/figures/{slug_}.csv"
    return figure_pages(path, f"Figures of {of.words}", lead, of, figures, data)


def figure_pages(
    path: str,
    title: str,
    lead: str,
    of: Link | None,
    every: Sequence[FigureItem],
    data: str,
) -> tuple[FigureIndex, ...]:
    """A list of figures at an address, in pages; `data` is the path of its table."""
    if len(every) <= FIGURES_A_PAGE:
        return (_page(path, title, lead, of, list(by_what(every)), data, ()),)
    pages = leaves(path.removesuffix(".html"), _parts(every), FIGURES_A_PAGE, _first, _size)
    ways = shelves(pages, _size)
    rest = uncounted(ways)
    first = _page(path, title, lead, of, [], data, bounded(ways))
    key = spread(sorted(every, key=lambda f: -f.key), _KEY_SHOWN)
    return (
        replace(first, key=key),
        *(
            _page(
                leaf.path,
                f"{title}: {leaf.title}",
                "",
                of,
                _groups(leaf),
                data,
                bounded(rest, leaf.path),
            )
            for leaf in pages
        ),
    )


def _parts(every: Sequence[FigureItem]) -> Iterator[Part]:
    """Money, shares, measures, what is counted by its letter, and what nobody says the sense of."""
    sorts: dict[str, list[FigureItem]] = {"money": [], "share": [], "measure": [], "count": []}
    for figure in every:
        sorts[_sort(figure)].append(figure)
    for key, words in (("money", "Money"), ("share", "Shares"), ("measure", "Measures")):
        groups = tuple(group for g in by_what(sorts[key]) for group in _divided(g))
        if groups:
            yield Part(words, words, key, groups)
    groups = tuple(group for g in by_what(sorts["count"]) for group in _divided(g))
    told = [g for g in groups if g.what != NOTHING_COUNTED]
    yield from by_letter("Counted things", "count-", told, _letter)
    rest = tuple(g for g in groups if g.what == NOTHING_COUNTED)
    if rest:
        yield Part(NOTHING_COUNTED, NOTHING_COUNTED, "count-unsaid", rest)


def _sort(figure: FigureItem) -> str:
    unit = figure.unit.partition(" per ")[0]
    if unit.isupper() and len(unit) == 3:
        return "money"
    if unit in _SHARES:
        return "share"
    return "count" if unit == "count" else "measure"


def _letter(group: FigureGroup) -> str:
    first = slug(group.what)[:1]
    return first.upper() if first.isalpha() else "#"


def _divided(group: FigureGroup) -> Iterator[FigureGroup]:
    """A group that is longer than a page, in parts; only the first keeps the address."""
    every = group.figures
    for part in paged(every, FIGURES_A_PAGE, begins=lambda i: starts(every[i].place.href)):
        yield replace(group, figures=tuple(part))


def _size(item: object) -> int:
    return len(item.figures) if isinstance(item, FigureGroup) else 1


def _first(item: object) -> str:
    """What is counted, with the first figure of it."""
    return item.id + item.figures[0].place.href if isinstance(item, FigureGroup) else ""


def _groups(leaf: Leaf) -> tuple[FigureGroup, ...]:
    groups = (item for item in leaf.items if isinstance(item, FigureGroup))
    return joined(groups, lambda g: g.id, lambda a, b: replace(a, figures=a.figures + b.figures))


def by_what(figures: Iterable[FigureItem]) -> Iterable[FigureGroup]:
    """Figures of one address together ("Ferries", "ferries"), under their most frequent words, the
    key ones first; nothing counted last.
    """
    by_address: dict[str, list[FigureItem]] = {}
    for figure in figures:
        what = _counted(figure)
        by_address.setdefault(slug(what) if what else "", []).append(figure)
    for address in sorted(by_address, key=lambda a: (not a, a)):
        items = by_address[address]
        what = Counter(map(_counted, items)).most_common(1)[0][0]
        yield FigureGroup(what or NOTHING_COUNTED, f"w-{address}", tuple(items))


def _counted(figure: FigureItem) -> str:
    """What a figure is looked up under; empty: the source does not say."""
    return " ".join(figure.what.split(" … ")[0].split())


def _page(
    path: str,
    title: str,
    lead: str,
    of: Link | None,
    groups: Sequence[FigureGroup],
    data: str,
    ways: tuple[Shelf, ...],
) -> FigureIndex:
    number = sum(len(g.figures) for g in groups)
    about = f"{title}: each as its source writes it, with the way to its place there."
    return FigureIndex(
        Head(path, title, about),
        of,
        lead,
        (),
        tuple(groups),
        number,
        data,
        ways,
    )
