"""How commands speak and end: exit statuses, messages, the bar."""

from __future__ import annotations

import contextlib
import json
import re
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import asdict
from typing import IO, Any

import click

from onrecord.model import Article, Problem
from onrecord.weights import ModelError

CONTENT, USAGE, ENVIRONMENT, INTERRUPTED = 1, 2, 3, 130
PATIENCE = 60  # seconds for one article, where no settings say otherwise
A_SECOND = 30_000  # characters that are annotated in about that time
FAULT = """\
This is a fault of On Record, or of a template that was changed, not of your articles. site/ is as
it was before. Please report it with the lines above, and with what was last put into briefings/,
where you have On Record from."""


class Jobs(click.ParamType[int]):
    """How many processes: a whole number from 0."""

    name = "jobs"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", str(value)):
            self.fail(
                f"{value!r} is not a number of processes: write -j 2, or -j 0 for as many as pay",
                param,
                ctx,
            )
        return int(str(value))


class Failure(click.ClickException):
    """An end with a message."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True)


class UsageFailure(Failure):
    exit_code = USAGE


class EnvironmentFailure(Failure):
    exit_code = ENVIRONMENT


@contextlib.contextmanager
def environment() -> Iterator[None]:
    """What the machine refuses is an end with a message."""
    try:
        yield
    except BrokenPipeError:  # who reads us has enough: click ends quietly
        raise
    except BrokenExecutor as error:
        raise EnvironmentFailure(
            "a process that annotates was killed: is there enough memory? try --jobs 1"
        ) from error
    except OSError as error:
        what = (
            f"{error.filename}: {error.strerror}"
            if error.filename and error.strerror
            else str(error)
        )
        raise EnvironmentFailure(what) from error
    except ModelError as error:
        raise EnvironmentFailure(str(error)) from error


class Commands(click.Group):
    """A group whose ends are messages, and that is quiet about an interruption."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            with environment():
                return super().invoke(ctx)
        # an Abort at a question, also where nobody is there to answer
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            raise EnvironmentFailure(_fault(error)) from error


def _fault(error: Exception) -> str:
    """What is said of an error that nothing foresaw; the details go into a file."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="onrecord-", suffix=".txt", delete=False
    ) as details:
        details.write("".join(traceback.format_exception(error)))
    return f"{type(error).__name__}: {error}\nthe details are in {details.name}\n{FAULT}"


def show(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def count(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")


def as_json(problems: Iterable[Problem]) -> str:
    """Problems as one JSON object a line, with the fields of `Problem`."""
    return "".join(json.dumps(asdict(p), ensure_ascii=False) + "\n" for p in problems)


def as_github(problems: Iterable[Problem]) -> str:
    """Problems as GitHub Actions reads them: shown at their lines in a pull request."""
    return "".join(
        f"::{'warning' if p.warning else 'error'} "
        + ",".join(
            f"{key}={_escaped(str(value), ',:')}"
            for key, value in (("file", p.file), ("line", p.line))
            if value
        )
        + f"::{_escaped(f'{p.what} — {p.mend}' if p.mend else p.what)}\n"
        for p in problems
    )


def _escaped(words: str, more: str = "") -> str:
    """A text in a command of a workflow: what would end it, by its code."""
    for c in "%\r\n" + more:
        words = words.replace(c, f"%{ord(c):02X}")
    return words


def progress(
    patience: int,
) -> Callable[[Sequence[Article]], contextlib.AbstractContextManager[Callable[[Article], None]]]:
    """How those who wait are told of the work; an article that takes more seconds is named."""

    @contextlib.contextmanager
    def tell(articles: Sequence[Article]) -> Iterator[Callable[[Article], None]]:
        with _bar(articles) as done, _named_when_slow(articles, patience) as finished:

            def both(article: Article) -> None:
                finished(article)
                done(article)

            yield both

    return tell


@contextlib.contextmanager
def _named_when_slow(
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

    def done(article: Article) -> None:
        timers.pop().cancel()
        rest.pop()
        begin()

    begin()
    try:
        yield done
    finally:
        for timer in timers:
            timer.cancel()


def _slow(article: Article, patience: int) -> Problem:
    what = f"has been read for {patience} seconds, and is not done"
    mend = f"wait, split it, or leave it out: skip: [{article.file}] under extra.onrecord"
    return Problem(what, mend if article.file else "", article.file or article.id, warning=True)


@contextlib.contextmanager
def _bar(articles: Sequence[Article]) -> Iterator[Callable[[Article], None]]:
    """Where there is work for more than a second: a bar on a terminal, one line elsewhere."""
    size = sum(len(a.text) for a in articles)
    if size < A_SECOND or not sys.stderr.isatty():
        if size >= A_SECOND:
            click.echo(f"annotating {count(len(articles), 'article')}", err=True)
        yield lambda article: None
        return
    with click.progressbar(length=size, label="Annotating", file=sys.stderr) as bar:
        yield lambda article: bar.update(len(article.text))
