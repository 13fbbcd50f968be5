"""Figures in their order: those of a table, those that lead, those that stand for a briefing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.pages import FigureItem, FigureRow, FigureTable

KEY = 0.5  # of `Figure.key`: from here on a figure belongs into the table's main part
_AT_LEAST_SHOWN, _MOST_SHOWN = 5, 10  # wholes with their parts, in the main part of the table
_OF_ONE_SOURCE = 2  # key figures, while other sources have some
_MOST_MINOR = 5  # lines of the other part; the index of figures has them all
_EVERYDAY = 12  # up to here two numbers are the same by chance


def figure_table(figures: Sequence[FigureItem]) -> FigureTable:
    """Key figures first, parts under their wholes, the others after them."""
    parts: dict[str, list[FigureItem]] = {f.place.href: [] for f in figures}
    tops: list[FigureItem] = []
    for figure in figures:
        whole = figure.part_of
        (parts[whole] if whole in parts and whole != figure.place.href else tops).append(figure)
    families = {top.place.href: tuple(_rows(top, parts)) for top in tops}
    key = {href: max(r.figure.key for r in rows) for href, rows in families.items()}
    ranked = sorted(families, key=lambda href: -key[href])
    main = [href for href in ranked if key[href] >= KEY][:_MOST_SHOWN] or ranked[:_AT_LEAST_SHOWN]
    minor = [row for href in ranked[len(main) :] for row in families[href]]
    return FigureTable(
        main=tuple(row for href in main for row in families[href]),
        minor=tuple(minor[:_MOST_MINOR]),
        count=len(figures),
        more=max(0, len(minor) - _MOST_MINOR),
    )


def leading(table: FigureTable) -> tuple[FigureItem, ...]:
    """Of each whole with its parts, in the order of the table, the figure that matters most: 340 of
    2,450 jobs.

    One that contradicts another is named beside that one, and does not lead too.
    """
    families: list[list[FigureItem]] = []
    for row in table.main:
        if not row.depth:
            families.append([])
        families[-1].append(row.figure)
    found: dict[str, FigureItem] = {}
    for family in families:
        first = max(family, key=lambda f: f.key)
        if not any(other.href in found for other in first.differs):
            found[first.place.href] = first
    return tuple(found.values())


def spread(figures: Sequence[FigureItem], most: int) -> tuple[FigureItem, ...]:
    """Of figures in the order of their weight the first, a thing once, and no source with more than
    its share while another has something to tell.
    """
    kept: list[FigureItem] = []
    later: list[FigureItem] = []
    for figure in figures:
        if len(kept) == most:
            break
        if any(_is_said_again(figure, k) for k in kept):
            continue
        share = sum(k.place.source == figure.place.source for k in kept)
        (kept if share < _OF_ONE_SOURCE else later).append(figure)
    chosen = set(map(id, (kept + later)[:most]))
    return tuple(f for f in figures if id(f) in chosen)


def _is_said_again(figure: FigureItem, kept: FigureItem) -> bool:
    """Whether a figure is of the thing of another, or the same number of it in other words."""
    if figure.unit != kept.unit:
        return False
    number = (figure.low, figure.high) == (kept.low, kept.high) and figure.high > _EVERYDAY
    return number or bool(figure.label and figure.label == kept.label)


def _rows(
    figure: FigureItem, parts: dict[str, list[FigureItem]], depth: int = 0
) -> Iterable[FigureRow]:
    yield FigureRow(
        figure, depth, figure.share if depth else None, figure.share_words if depth else ""
    )
    for part in parts[figure.place.href]:
        yield from _rows(part, parts, depth + 1)
