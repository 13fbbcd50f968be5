"""Annotations + what editors decided on single items → Annotations, with that decided.

A pure step between what is found and who is who. A decision says what is true of some words, not
what to change in what was found: where the machine finds no such item there (any more), the item
is added. So a decision holds whatever the model and the rules do. What is decided carries its
ruling, and never the name of a rule. What is decided before anything is found (facts, paragraphs)
is done by `read` and `annotate`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.correct.figures import with_figures
from onrecord.correct.names import with_names, with_roles
from onrecord.correct.quotes import with_quotes
from onrecord.model import (
    Annotations,
    Article,
    ComparedAs,
    Correction,
    DayAs,
    FigureAs,
    NameAs,
    Problem,
    QuoteAs,
    RoleAs,
    TimeRef,
)

__all__ = ["correct"]

C = TypeVar("C", bound=Correction)


def correct(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    corrections: Sequence[Correction],
) -> tuple[list[Annotations], tuple[Problem, ...]]:
    """The annotations with what was decided, and what cannot be. `articles` run in step."""
    by_article: dict[str, list[Correction]] = {}
    for c in corrections:
        by_article.setdefault(c.article, []).append(c)
        if isinstance(c, ComparedAs):  # what is compared is a figure
            for one in (c, *c.others):
                figure = FigureAs(
                    article=one.article, words=one.words, span=one.span, ruling=c.ruling
                )
                by_article.setdefault(one.article, []).append(figure)
    problems: list[Problem] = []
    corrected = [
        _corrected(article, found, by_article[article.id], problems)
        if article.id in by_article
        else found
        for article, found in zip(articles, annotations, strict=True)
    ]
    return corrected, tuple(problems)


def _corrected(
    article: Article,
    found: Annotations,
    ours: Sequence[Correction],
    problems: list[Problem],
) -> Annotations:
    found = with_names(article, found, _of(ours, NameAs))
    found = with_quotes(article, found, _of(ours, QuoteAs), problems)
    found = with_figures(article, found, _of(ours, FigureAs), problems)
    found = with_roles(found, _of(ours, RoleAs))
    return _with_days(found, _of(ours, DayAs))


def _of(ours: Sequence[Correction], sort: type[C]) -> list[C]:
    return [c for c in ours if isinstance(c, sort)]


def _with_days(found: Annotations, days: Sequence[DayAs]) -> Annotations:
    times = list(found.times)
    for c in days:
        here = [t for t in times if t.span.overlaps(c.span)]
        times = [t for t in times if not t.span.overlaps(c.span)]
        if c.start is not None and c.end is not None:
            old = max(here, key=lambda t: t.span.contains(c.span), default=None)
            new = TimeRef(c.span, c.start, c.end)
            if old is not None:
                new = replace(old, start=c.start, end=c.end, ahead=False)
            times.append(replace(new, decided=c.ruling))
    return replace(found, times=tuple(sorted(times, key=lambda t: t.span))) if days else found
