"""Figures as editors decided them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onrecord.annotate.figures.read import read_quantity
from onrecord.correct.items import best, clashes
from onrecord.correct.names import BY_EDITOR
from onrecord.correct.numbering import Numbering
from onrecord.model import Annotations, Article, Bound, Change, Figure, FigureAs, Problem

_KEY, _NOT_KEY = 1.0, 0.0  # of `Figure.key`
_CHOSEN = "an editor chose it"
_BOUNDS: dict[Change, Bound] = {"~": "≈", ">": "≥", "<": "≤"}


def with_figures(
    article: Article, found: Annotations, decided: Sequence[FigureAs], problems: list[Problem]
) -> Annotations:
    """The figures with what is decided, and those that only editors see."""
    if not decided:
        return found
    kept = Numbering(found.figures)
    hit: dict[int, list[FigureAs]] = {}
    wholes: list[tuple[Figure, FigureAs]] = []
    for c in decided:
        at = best(found.figures, c.span, lambda f: f.span)
        if at is not None:
            hit.setdefault(at, []).append(c)
        elif not c.gone:
            new = _added(article.text, found, c)
            if new is None:
                problems.append(_no_number(c))
                continue
            kept.put(None, new)
            wholes.append((new, c))
    for at, rulings in hit.items():
        problems += clashes(rulings)
        old = new = found.figures[at]
        if any(c.gone for c in rulings):
            kept.drop(old)
            continue
        for c in rulings:
            new = _decided(new, c)
        kept.put(old, new)
        wholes += [(new, c) for c in rulings]
    order, index = kept.ordered(lambda f: (f.span.start, f.span.end))
    linked = [
        replace(
            f,
            part_of=index(f.part_of),
            same_as=index(f.same_as),
            since=index(f.since),
            level=index(f.level),
        )
        for f in order
    ]
    for figure, c in wholes:
        if c.part_of is not None:
            whole = best(linked, c.part_of, lambda f: f.span)
            at = next(i for i, f in enumerate(order) if f is figure)
            if whole is None or whole == at:
                problems.append(_no_whole(c))
            else:
                linked[at] = replace(linked[at], part_of=whole)
    return replace(found, figures=tuple(linked))


def _decided(figure: Figure, c: FigureAs) -> Figure:
    said: dict[str, Any] = {"decided": c.ruling, "how": BY_EDITOR}
    if c.value is not None:
        said |= {"low": c.value[0], "high": c.value[1]}
    if c.unit is not None:
        said["unit"] = c.unit
    if c.change is not None:
        course = c.change if c.change in ("up", "down") else None
        said |= {"change": c.change, "bound": _BOUNDS.get(c.change, "="), "course": course}
    for key in ("what", "bearer"):
        if spans := getattr(c, key):
            said[key] = spans
    if c.predicate is not None:
        said["predicate"] = c.predicate
    if c.says is not None:
        said |= {"said_by": c.says, "source": None, "mention": None}
    if c.key is not None:
        said |= {"key": _KEY if c.key else _NOT_KEY, "reasons": (_CHOSEN,) if c.key else ()}
    return replace(figure, **said)


def _added(text: str, found: Annotations, c: FigureAs) -> Figure | None:
    """A figure that nothing else finds; None where its words have no number and it states none."""
    read = read_quantity(text, c.span)
    if read is None and c.value is None:
        return None
    number = read.span if read else c.span
    low, high = (read.low, read.high) if read else (0.0, 0.0)
    quote = best(found.quotes, number, lambda q: q.span)
    figure = Figure(c.span, number, low, high, read.unit if read else "count", quote=quote)
    return _decided(figure, c)


def _no_number(c: FigureAs) -> Problem:
    what = f"no number can be read in “{c.words}”: not applied"
    return Problem(what, "write `value: 12` below it", c.ruling.file, c.ruling.line, warning=True)


def _no_whole(c: FigureAs) -> Problem:
    what = f"“{c.words}”: there is no figure where its “part of” stands: that is not applied"
    mend = "add an entry for the whole, `figure: …`"
    return Problem(what, mend, c.ruling.file, c.ruling.line, warning=True)
