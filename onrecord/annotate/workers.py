"""Articles annotated by several processes where that pays; the order and the result are those of
one.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process

from spacy.language import Language

from onrecord.annotate.pipeline import annotate, load
from onrecord.model import Annotations, Article, Known
from onrecord.weights import Model

PAYS = (
    400_000  # characters: some ten seconds of work; to load the model once more takes two or three
)
SHARE = 40_000  # characters that a process takes at a time

_nlp: Language  # a worker's own


def annotate_all(
    model: Model, articles: Sequence[Article], known: Sequence[Known] = (), jobs: int = 0
) -> Iterator[Annotations]:
    """The annotations of each article, in order; by `jobs` processes, as many as there are cores if
    0.
    """
    jobs = jobs or (os.cpu_count() or 1 if sum(len(a.text) for a in articles) >= PAYS else 1)
    if jobs == 1 or len(articles) < 2:
        if articles:
            yield from annotate(load(model), articles, known)
        return
    # Started afresh rather than forked: the libraries below have threads, and a fork of those may
    # never wake up.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (model,)) as pool:
        try:
            for found in pool.map(
                _work, *zip(*((share, known) for share in _shares(articles)), strict=True)
            ):
                yield from found
        finally:
            pool.shutdown(cancel_futures=True)


def _shares(articles: Iterable[Article]) -> Iterator[list[Article]]:
    share: list[Article] = []
    size = 0
    for article in articles:
        share.append(article)
        size += len(article.text)
        if size >= SHARE:
            yield share
            share, size = [], 0
    if share:
        yield share


def _begin(model: Model) -> None:
    global _nlp
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _nlp = load(model)


def _end_with_parent() -> None:
    """A build that is killed takes its workers with it."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(share: Sequence[Article], known: Sequence[Known]) -> list[Annotations]:
    return list(annotate(_nlp, share, known))
