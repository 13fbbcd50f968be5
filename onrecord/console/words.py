"""What commands say: results on standard output, problems on standard error, never louder than was
asked for, in colours only where they can be seen and are wanted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.model import Problem

QUIET, PLAIN, VERBOSE = -1, 0, 1
CLEARED = "\r\x1b[K"  # to the beginning of the line, and nothing behind it
_KEY = "onrecord.loudness"


def loudness() -> int:
    """How much is to be said: QUIET, PLAIN or VERBOSE."""
    context = click.get_current_context(silent=True)
    return int(context.meta.get(_KEY, PLAIN)) if context else PLAIN


def loudness_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """-q and -v, which may stand before a command or behind it."""

    def told(value: int) -> Callable[[click.Context, click.Parameter, bool], None]:
        def keep(context: click.Context, _: click.Parameter, given: bool) -> None:
            if given:
                context.meta[_KEY] = value

        return keep

    quiet = click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=told(QUIET),
        help="Say nothing but what is wrong.",
    )  # fmt: skip
    verbose = click.option(
        "-v", "--verbose", is_flag=True, expose_value=False, callback=told(VERBOSE),
        help="Say what is done, and how many seconds each stage took.",
    )  # fmt: skip
    return quiet(verbose(command))


def set_colours(context: click.Context) -> None:
    """No colours where they are not wanted (no-color.org) or mean nothing; click leaves them out
    where the output is no terminal.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        context.color = False


def moves() -> bool:
    """Whether standard error is a terminal that can write over what stands there."""
    plain = os.name == "nt" or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not plain


def clear() -> None:
    """Take away what stands on the line of a terminal that can do that."""
    if moves():
        sys.stderr.write(CLEARED)
        sys.stderr.flush()


def say(words: str) -> None:
    """A result, for people."""
    from onrecord.model import harmless

    if loudness() > QUIET:
        click.echo(harmless(words, "\n"))


def show(problems: Iterable[Problem]) -> None:
    """Problems, one a line, on standard error."""
    from dataclasses import replace

    for problem in problems:
        clear()
        words, place = str(problem), str(replace(problem, what="", mend="", warning=False))
        colour = "yellow" if problem.warning else "red"
        click.echo(click.style(place, fg=colour) + words.removeprefix(place), err=True)


def count(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")


def as_json(problems: Iterable[Problem]) -> str:
    """Problems as one JSON object a line, with the fields of `Problem`."""
    import json
    from dataclasses import asdict

    lines = (json.dumps(asdict(p), ensure_ascii=False) for p in problems)
    return "".join("".join(map(_in_json, line)) + "\n" for line in lines)


def _in_json(c: str) -> str:
    """A character of a JSON string; one that could drive a terminal by its code."""
    import json

    from onrecord.model import harmless

    return c if harmless(c) == c else json.dumps(c)[1:-1]


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
    from onrecord.model import harmless

    words = harmless(words)
    for c in "%\r\n" + more:
        words = words.replace(c, f"%{ord(c):02X}")
    return words
