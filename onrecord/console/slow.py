"""An article that takes long is named while it is read, so that whoever waits knows for what."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.console.words import show

if TYPE_CHECKING:
    from onrecord.model import Article, Problem


@contextmanager
def named_when_slow(
    articles: Sequence[Article], patience: int
) -> Iterator[Callable[[Article], None]]:
    """Name the first of the articles that are not done, once it has taken so many seconds."""
    rest = list(reversed(articles))
    timers: list[threading.Timer] = []

    def begin() -> None:
        if rest:
            timers.append(threading.Timer(patience, show, [[_slow(rest[-1], patience)]]))
            timers[-1].daemon = True
            timers[-1].start()

    def end() -> None:
        """Where a thread is left, no process is copied (`shares`)."""
        timers[-1].cancel()
        timers.pop().join()

    def done(_: Article) -> None:
        end()
        rest.pop()
        begin()

    begin()
    try:
        yield done
    finally:
        if timers:
            end()


def _slow(article: Article, patience: int) -> Problem:
    from onrecord.model import Problem

    what = f"has been read for {patience} seconds, and is not done"
    mend = f"wait, split it, or leave it out: skip: [{article.file}] under extra.onrecord"
    return Problem(what, mend if article.file else "", article.file or article.id, warning=True)
