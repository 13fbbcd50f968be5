"""How commands end: exit statuses, and a message in place of every traceback."""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Iterator, Mapping
from typing import IO, Any

import click

from onrecord.console.words import clear

CONTENT, USAGE, ENVIRONMENT, INTERRUPTED = 1, 2, 3, 130
EPILOG = """\b
Exit status: 0 done; 1 something in the content must be mended;
2 wrong usage, or wrong input of annotate; 3 the environment is not fit
(no model, no room, a foreign site folder), or On Record is at fault;
130 interrupted."""
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
        from onrecord.model import harmless

        click.echo(harmless(self.message, "\n"), err=True)


class UsageFailure(Failure):
    exit_code = USAGE


class EnvironmentFailure(Failure):
    exit_code = ENVIRONMENT


@contextlib.contextmanager
def environment() -> Iterator[None]:
    """What the machine refuses is an end with a message."""
    try:
        yield
    # who reads us has enough, or what is to be said is known already: click ends
    except (BrokenPipeError, click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except OSError as error:
        what = (
            f"{error.filename}: {error.strerror}"
            if error.filename and error.strerror
            else str(error)
        )
        from onrecord.model import harmless

        raise EnvironmentFailure(harmless(what)) from error
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
    """A group whose ends are messages, that is quiet about an interruption, and that imports a
    command when it is asked for: help is there within a tenth of a second.
    """

    later: Mapping[str, tuple[str, str]] = {}  # name → the command's module, and what it does

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.later and cmd_name not in self.commands:
            module, says = self.later[cmd_name]
            command: click.Command = getattr(importlib.import_module(module), cmd_name)
            command.short_help = says
            self.add_command(command)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            for name in self.later:  # the message names one that is like it
                self.get_command(ctx, name)
            return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in sorted(self.later.items())])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.terminal_width = ctx.terminal_width or _width()
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


def _width() -> int:
    """The width of help as click has it, without the import of what it asks."""
    try:
        columns = int(os.environ.get("COLUMNS", 0)) or os.get_terminal_size().columns
    except (ValueError, OSError):
        columns = 80
    return max(min(columns, 80) - 2, 50)


def _fault(error: Exception) -> str:
    """What is said of an error that nothing foresaw; the details go into a file."""
    import tempfile
    import traceback

    from onrecord.model import harmless

    details = "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace")
    try:
        with tempfile.NamedTemporaryFile(prefix="onrecord-", suffix=".txt", delete=False) as file:
            file.write(details)
        where = f"the details are in {file.name}"
    except OSError as full:
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"at {last.filename}:{last.lineno}; the details could not be written: {full}"
    return f"{harmless(f'{type(error).__name__}: {error}')}\n{harmless(where)}\n{FAULT}"
