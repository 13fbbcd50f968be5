"""Articles annotated by several processes, of this machine or of others; the order and the result
are those of one.

Any `concurrent.futures.Executor` will do: it is given shares of articles. A process that works on
them finds the model by its name, loads it once, and says so where it is not the one that was asked
for, or where anything else is not as it must be (`sameness`).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context

from spacy.language import Language

from onrecord.annotate.pipeline import annotate, load
from onrecord.annotate.sameness import differences, what_must_match
from onrecord.model import Annotations, Article, Known
from onrecord.shares import cores, end_with_parent
from onrecord.weights import Model, ModelError, find_model

PAYS = (
    400_000  # characters: some ten seconds of work; to load the model once more takes two or three
)
SHARE = 40_000  # characters that a process takes at a time
AHEAD = 512  # shares handed out before the first of them is awaited: some 20 MB of text
_ONE_AT_A_TIME = threading.Lock()  # a pipeline of spaCy's is not made for several threads


def annotate_all(
    model: Model,
    articles: Sequence[Article],
    known: Sequence[Known] = (),
    jobs: int = 0,
    executor: Executor | None = None,
) -> Iterator[Annotations]:
    """The annotations of each article, in order; by an executor, or else by `jobs` processes of
    this machine, as many as there are cores if 0.

    Raises ModelError where an executor's process has another model or version than this one.
    """
    if executor is not None:
        if articles:
            yield from _spread(executor, name_of(model), what_must_match(model), articles, known)
        return
    jobs = jobs or (cores() if sum(len(a.text) for a in articles) >= PAYS else 1)
    if jobs == 1 or len(articles) < 2:
        if articles:
            yield from annotate(load(model), articles, known)
        return
    # Started afresh rather than forked: the libraries below have threads, and a fork of those may
    # never wake up.
    with ProcessPoolExecutor(jobs, get_context("spawn"), end_with_parent) as pool:
        try:
            yield from _spread(pool, model, {}, articles, known)
        finally:
            pool.shutdown(cancel_futures=True)


def annotate_share(
    model: Model | str, same: Mapping[str, str], articles: Sequence[Article], known: Sequence[Known]
) -> list[Annotations]:
    """The annotations of some articles, in the process where this is called, by a model that is
    loaded once. A model given by its name is looked for here. Raises ModelError where it is not
    there, or where what stands in `same` is not the same here.
    """
    with _ONE_AT_A_TIME:
        nlp = _loaded(model, tuple(same.items()))
        return list(annotate(nlp, articles, known))


def _spread(
    executor: Executor,
    model: Model | str,
    same: Mapping[str, str],
    articles: Sequence[Article],
    known: Sequence[Known],
) -> Iterator[Annotations]:
    shares = _shares(articles)
    waiting: deque[Future[list[Annotations]]] = deque()
    try:
        for share in shares:
            waiting.append(executor.submit(annotate_share, model, same, share, known))
            if len(waiting) == AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


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


def name_of(model: Model) -> str:
    """The name by which another process finds a model, and the second beside it."""
    return f"{model.name}+{model.second.name}" if model.second else model.name


@lru_cache(maxsize=1)  # a process has memory for one
def _loaded(model: Model | str, same: tuple[tuple[str, str], ...]) -> Language:
    if isinstance(model, str):
        model = find_model(model)
    if wrong := differences(dict(same), what_must_match(model)) if same else "":
        raise ModelError(f"a process that annotates is not as this one is: {wrong}")
    return load(model)
