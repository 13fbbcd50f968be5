"""What is to be seen while somebody waits: on a terminal one line that says what is done now, with
a bar where articles are annotated; with -v each stage with its seconds, on a line that stays.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from onrecord.console.slow import named_when_slow
from onrecord.console.words import CLEARED, PLAIN, QUIET, VERBOSE, count, loudness, moves

if TYPE_CHECKING:
    from onrecord.model import Article

_WORTH_A_LINE = 30_000  # characters: where nobody watches, so much work is said to begin


class Watch:
    """What a command does, told as it does it; a context that clears its line at the end."""

    def __init__(self) -> None:
        self._loud = loudness()
        self._seen = sys.stderr.isatty() and self._loud > QUIET
        self._moves = moves() and self._loud == PLAIN
        self._stage = ""
        self._since = time.monotonic()

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self.stage("")

    def stage(self, name: str) -> None:
        """This begins now, and what was before has ended; "" where nothing more begins."""
        now = time.monotonic()
        if self._loud == VERBOSE and self._stage:
            click.echo(f"{self._stage}: {now - self._since:.2f} s", err=True)
        elif self._moves:
            self._write(CLEARED + (f"{name} …" if name else ""))
        elif self._seen and self._loud == PLAIN and name:
            self._write(f"{name} …\n")
        self._stage, self._since = name, now

    @contextmanager
    def articles(
        self, articles: Sequence[Article], patience: int
    ) -> Iterator[Callable[[Article], None]]:
        """While these are annotated: a bar on a terminal, elsewhere a line if it takes a while; and
        the name of one that takes more seconds than `patience`.
        """
        with self._bar(articles) as seen, named_when_slow(articles, patience) as finished:

            def done(article: Article) -> None:
                finished(article)
                seen(article)

            yield done

    @contextmanager
    def _bar(self, articles: Sequence[Article]) -> Iterator[Callable[[Article], None]]:
        size = sum(len(a.text) for a in articles)
        if articles:
            self.stage(f"annotating {count(len(articles), 'article')}")
        if not articles or not self._moves:
            if size >= _WORTH_A_LINE and not self._seen and self._loud == PLAIN:
                click.echo(f"annotating {count(len(articles), 'article')}", err=True)
            yield lambda article: None
            return
        self._write(CLEARED)
        with click.progressbar(length=size, label="annotating", file=sys.stderr) as bar:
            yield lambda article: bar.update(len(article.text))
        self._write("\x1b[A")  # the bar has ended its line: the next stage takes its place

    def _write(self, words: str) -> None:
        sys.stderr.write(words)
        sys.stderr.flush()
