"""Entries under `compare`: figures of several sources that are, or are not, of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.model import Article, ComparedAs, Correction, Ruling
from onrecord.read.entry import Entry, article_of, ruling
from onrecord.read.yamlmap import YamlMap


def compared(entry: YamlMap, articles: Mapping[str, Article]) -> Iterator[Correction]:
    keys = [k for k in ("same", "different") if k in entry]
    said = ruling(entry)
    if len(keys) != 1:
        entry.problem(
            "", "a comparison must be `same` or `different`", "write `- same: [{gazette.md: 340}]`"
        )
        return
    (key,) = keys
    figures = list(_figures(entry, key, articles, said))
    entry.done()
    if any(f is None for f in figures):
        return
    sound = [f for f in figures if f is not None]
    if len(sound) < 2:
        entry.problem(key, f"“{key}” must name two figures or more")
        return
    first, *others = sound
    yield ComparedAs(
        article=first.article,
        words=first.words,
        span=first.span,
        ruling=said,
        gone=key == "different",
        others=tuple(others),
    )


def _figures(
    entry: YamlMap, key: str, articles: Mapping[str, Article], ruling: Ruling
) -> Iterator[Correction | None]:
    """The figures that a comparison names; None for each that cannot be found."""
    for item in entry.maps(key):
        names = [k for k in item.stated() if k != "nth"]
        item.text("nth")
        article = article_of(item, names[0], articles) if len(names) == 1 else None
        if article is None:
            if len(names) != 1:
                what = "a compared figure must be one source and its words"
                mend = 'write `{gazette.md: "340 people"}`, the words in quotation marks'
                item.problem("", what, mend)
            yield None
            continue
        one = Entry(item, article, names[0])
        span = one.anchor(names[0])
        item.done()
        words = item.text(names[0]) or ""
        yield (
            None
            if span is None
            else Correction(article=article.id, words=words, span=span, ruling=ruling)
        )
