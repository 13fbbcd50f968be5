"""All articles of a call: what was found before, what must be found now, and their days."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.annotate.cache import Cache
from onrecord.annotate.workers import annotate_all
from onrecord.model import Annotations, Article, Content, Known, Problem
from onrecord.weights import Model


class Watch(Protocol):
    """Who is told of each article that is annotated."""

    def articles(
        self, articles: Sequence[Article], patience: int, /
    ) -> AbstractContextManager[Callable[[Article], None]]:
        """These are to be annotated; call it with each when it is. One that takes more seconds than
        `patience` is to be named.
        """


@dataclass(frozen=True, slots=True)
class Means:
    """By what articles are annotated."""

    model: Model
    patience: int  # seconds for one article, before it is named
    jobs: int = 0  # processes, as many as pay if 0
    executor: Executor | None = None  # instead of them


def annotated(
    articles: Sequence[Article],
    means: Means,
    watch: Watch,
    known: Sequence[Known] = (),
    cache: Cache | None = None,
) -> Iterator[tuple[Article, Annotations, bool]]:
    """The articles with their annotations, and whether these were found now: first those that the
    cache had, then the others.
    """
    new = []
    for article in articles:
        if kept := cache and cache.get(article):
            yield article, kept, False
        else:
            new.append(article)
    with watch.articles(new, means.patience) as done:
        found_now = annotate_all(means.model, new, known, means.jobs, means.executor)
        for article, found in zip(new, found_now, strict=True):
            if cache:
                cache.put(article, found)
            yield article, found, True
            done(article)


def in_order(
    articles: Sequence[Article],
    means: Means,
    watch: Watch,
    known: Sequence[Known] = (),
    cache: Cache | None = None,
) -> tuple[list[Annotations], int]:
    """The annotations of all articles, in step, and how many of them had to be found."""
    found, new = {}, 0
    for article, one, now in annotated(articles, means, watch, known, cache):
        found[article.id] = one
        new += now
    return [found[a.id] for a in articles], new


def not_kept(cache: Cache | None) -> tuple[Problem, ...]:
    """A warning where annotations could not be written into a cache."""
    if cache is None or cache.failure is None:
        return ()
    why = cache.failure.strerror or str(cache.failure)
    what = f"annotations cannot be kept here: {why}"
    mend = "make room or name another folder; until then they are found anew each time"
    return (Problem(what, mend, str(cache.folder), warning=True),)


def in_shard(article: Article, shard: int, shards: int) -> bool:
    """Whether an article is one of the nth of so many shards: by its id alone, so that it stays
    where it is when others come and go.
    """
    said = hashlib.sha256(article.id.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(said[:8]) % shards == shard - 1


def dated(content: Content, annotations: Sequence[Annotations]) -> Content:
    """The content with the day of publication of those articles whose text alone says it."""
    articles = tuple(
        replace(a, published=found.dated.start) if found.dated else a
        for a, found in zip(content.articles, annotations, strict=True)
    )
    return replace(content, articles=articles)
