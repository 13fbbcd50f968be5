"""How commands end: exit statuses, and a message in place of every traceback."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import IO, Any

import click

from onrecord.console.words import clear

CONTENT, USAGE, ENVIRONMENT, INTERRUPTED = 1, 2, 3, 130
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
        words = str(value)
        if not (words.isascii() and words.isdecimal() and len(words) <= 4):
            self.fail(
                f"{value!r} is not a number of processes: write -j 2, or -j 0 for as many as pay",
                param,
                ctx,
            )
        return int(words)


class Shard(click.ParamType[tuple[int, int]]):
    """One of so many parts, as 2/8."""

    name = "shard"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        one, slash, all_ = str(value).partition("/")
        numbers = [int(x) for x in (one, all_) if x.isascii() and x.isdecimal() and len(x) <= 6]
        if not slash or len(numbers) < 2 or not 1 <= numbers[0] <= numbers[1]:
            self.fail(f"{value!r} is no part of a whole: write 1/8 for the first of 8", param, ctx)
        return numbers[0], numbers[1]


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
    except OSError as error:
        what = (
            f"{error.filename}: {error.strerror}"
            if error.filename and error.strerror
            else str(error)
        )
        raise EnvironmentFailure(what) from error
    except Exception as error:
        if words := _refused(error):
            raise EnvironmentFailure(words) from error
        raise


def _refused(error: Exception) -> str | None:
    """What is said of an error that is the machine's; None of any other."""
    from concurrent.futures import BrokenExecutor

    from onrecord.weights import ModelError

    if isinstance(error, BrokenExecutor):
        return "a process that annotates was killed: is there enough memory? try --jobs 1"
    return str(error) if isinstance(error, ModelError) else None


class Commands(click.Group):
    """A group whose ends are messages, and that is quiet about an interruption."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        clear()  # the first word of `__main__`: from here on commands speak
        return super().parse_args(ctx, args)

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
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="onrecord-", suffix=".txt", delete=False
    ) as details:
        details.write("".join(traceback.format_exception(error)))
    return f"{type(error).__name__}: {error}\nthe details are in {details.name}\n{FAULT}"
