"""Commands, messages and exit statuses. What a command does is done elsewhere."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from onrecord import __version__
from onrecord.model import Article, Problem
from onrecord.weights import PINNED, ModelError, find_model

if TYPE_CHECKING:
    from onrecord.build import Result
    from onrecord.model import Content
    from onrecord.read.settings import Project
    from onrecord.review import Question

# Imports of spaCy and MkDocs stand inside the commands that need them: together they take a second.

CONTENT, USAGE, ENVIRONMENT, INTERRUPTED = 1, 2, 3, 130
A_SECOND = 30_000  # characters that are annotated in about that time
FEW = 5  # sources without a date that are named
FAULT = """\
This is a fault of On Record, or of a template that was changed, not of your articles. site/ is as it was before.
Please report it with the lines above, and with what was last put into briefings/, where you have On Record from."""
EPILOG = """\b
Exit status: 0 done; 1 something in the content must be mended; 2 wrong usage, or wrong input of annotate;
3 the environment is not fit (no model, no room, a foreign site folder), or On Record is at fault; 130 interrupted."""


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
def _environment() -> Iterator[None]:
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
            with _environment():
                return super().invoke(ctx)
        except (
            KeyboardInterrupt,
            click.Abort,
        ):  # the second at a question, also where nobody is there to answer
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)


_jobs = click.option("-j", "--jobs", default=0, type=Jobs(), metavar="N", show_default=True,
                     help="Processes; 0: as many as pay for the work there is.")  # fmt: skip


@click.group(cls=Commands, invoke_without_command=True, epilog=EPILOG)
@click.option("-C", "--project", "folder", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="The folder of the project.  [default: the current one]")  # fmt: skip
@click.version_option(__version__)
@click.pass_context
def main(ctx: click.Context, folder: Path) -> None:
    """Turn a folder of source articles into a published, annotated briefing.

    Without a command: build.
    """
    ctx.obj = folder.resolve()
    if ctx.invoked_subcommand is None:
        ctx.invoke(build)


@main.command(epilog=EPILOG)
@_jobs
@click.pass_obj
def build(root: Path, jobs: int) -> None:
    """Build briefings/ into site/.

    Only articles that are new or changed are annotated. If anything is wrong, all of it is said and
    the site stays as it was.
    """
    project = _project(root)
    if not _build(project, jobs):
        raise click.exceptions.Exit(CONTENT)


@main.command(epilog=EPILOG)
@click.option(
    "-p",
    "--port",
    default=8000,
    type=click.IntRange(0, 65535),
    show_default=True,
    help="0: any that is free.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="0.0.0.0: for other machines too."
)
@click.pass_obj
def serve(root: Path, port: int, host: str) -> None:
    """Build, show the site on this machine, and build again at every change.

    Watches briefings/, templates/ and mkdocs.yml; open pages reload. Ctrl-C ends it.
    """
    from onrecord.publish.serve import serve as run

    def built() -> Path | None:
        """The site that is to be seen; None where the settings do not say, or the environment is
        not fit now.
        """
        try:
            with _environment():
                project = _project(root)
                _build(project)
                return project.site
        except Failure as error:
            error.show()
        except click.exceptions.Exit:
            pass  # what is wrong was said
        return None

    project = _project(root)
    try:
        run(project, built, host, port)
    except OSError as error:
        other = " — another program has this port: name another one, --port 8001, or let the system choose, --port 0"
        mend = other if error.errno == errno.EADDRINUSE else ""
        raise EnvironmentFailure(
            f"cannot serve on {host}:{port}: {error.strerror or error}{mend}"
        ) from error


@main.command(epilog=EPILOG)
@click.pass_obj
def check(root: Path) -> None:
    """Say what is wrong in mkdocs.yml and briefings/, with file, line and what to do. Writes
    nothing.
    """
    content = _content(_project(root))
    click.echo(
        f"{_count(len(content.briefings), 'briefing')}, {_count(len(content.articles), 'source')}: all well"
    )
    click.echo(
        "only build can see what MkDocs makes of its settings, whether the model is there, and whether pins, hides, "
        "[[links]] and decisions on actors fit what is found"
    )


@main.command(epilog=EPILOG)
@click.argument(
    "files",
    nargs=-1,
    type=click.Path(allow_dash=True, exists=True, dir_okay=False),
    metavar="[-|FILE]...",
)
@_jobs
@click.pass_obj
def annotate(root: Path, files: tuple[str, ...], jobs: int) -> None:
    """Read articles as JSON Lines, write their annotations as JSON Lines.

    \b
    {"id": "a", "text": "…"}      and, if known, "published": "2020-06-04", "title": "…", "url": "…"

    All articles of one call are one corpus. - is standard input. Offsets count Unicode code points.
    The fields of a written line are described in docs/data.md under "Annotations". A line that is
    no article ends the command before anything is written; all such lines are named.
    """
    from onrecord.annotate.workers import annotate_all
    from onrecord.read.jsonl import BadLinesError, read_articles
    from onrecord.render.export import annotations_json
    from onrecord.resolve import resolve

    try:
        articles = read_articles(
            (name, line, row) for name in files or ("-",) for line, row in _lines(name)
        )
    except BadLinesError as error:
        raise UsageFailure(str(error)) from error
    model = find_model(_model(root))
    found = []
    with _progress(articles) as done:
        for article, one in zip(articles, annotate_all(model, articles, jobs=jobs), strict=True):
            found.append(one)
            done(article)
    cast = resolve(articles, found)
    for article, one in zip(articles, found, strict=True):
        line = json.dumps(annotations_json(article, one, cast), ensure_ascii=False)
        sys.stdout.buffer.write(f"{line}\n".encode())


@main.command(epilog=EPILOG)
@click.argument("slug")
@click.argument("files", nargs=-1, required=True, metavar="FILE...",
                type=click.Path(path_type=Path, exists=True, dir_okay=False))  # fmt: skip
@click.pass_obj
def new(root: Path, slug: str, files: tuple[Path, ...]) -> None:
    """Make a briefing from article files: briefings/SLUG with copies of them and a briefing.md to
    fill in.

    SLUG is the briefing's address: small letters, digits and hyphens.
    """
    from onrecord.read.content import BRIEFING
    from onrecord.read.new import new_briefing

    made = new_briefing(root, slug, files)
    if not isinstance(made, Path):
        _show(made)
        raise click.exceptions.Exit(CONTENT)
    python = (
        os.path.relpath(sys.executable)
        if Path(sys.executable).is_relative_to(Path.cwd())
        else sys.executable
    )
    where = "" if root == Path.cwd() else f" -C {shlex.quote(str(root))}"
    click.echo(
        f"made {made.relative_to(root).as_posix()}: fill in what you know in its {BRIEFING}, then run"
    )
    click.echo(f"    {shlex.quote(python)} {shlex.quote(sys.argv[0])}{where}")


@main.command(epilog=EPILOG)
@click.option(
    "-w",
    "--write",
    is_flag=True,
    help="Ask each question, and add the answers to briefings/actors.yml.",
)
@click.option(
    "-n", "--limit", default=20, type=click.IntRange(1), show_default=True, help="Questions."
)
@click.pass_obj
def review(root: Path, write: bool, limit: int) -> None:
    """Ask what only a person can know: who may be the same, or not, what an actor is, who speaks.

    The most damaging first, each with sentences as evidence and the lines that each answer writes.
    """
    from onrecord.build import annotations_of
    from onrecord.resolve import resolve
    from onrecord.review import questions

    project = _project(root)
    content = _content(project)
    annotations, _ = annotations_of(content, project, find_model(project.model), _progress)
    cast = resolve(content.articles, annotations, content.decisions)
    _show(cast.problems)
    asked = questions(content, annotations, cast)
    for question in asked[:limit]:
        click.echo(f"{question}\n")
        if write and not _answered(root, question):
            break
    rest = len(asked) - limit
    click.echo(
        "nothing to ask"
        if not asked
        else f"and {_count(rest, 'more question')}"
        if rest > 0
        else "that is all"
    )


def _answered(root: Path, question: Question) -> bool:
    """Ask until an answer is written, or none is wanted; False to stop."""
    from onrecord.read.decide import add

    entries = {answer.key: answer.entry for answer in question.answers}
    prompt = ", ".join([*(f"[{a.key}] {a.says}" for a in question.answers), "[l]ater", "[q]uit"])
    choice = click.Choice([*entries, "l", "q"])
    answer = click.prompt(prompt, type=choice, default="l", show_choices=False)
    if entry := entries.get(answer):
        file = root / "briefings" / "actors.yml"
        problems = add(file, entry, day=dt.datetime.now(dt.UTC).date())
        _show(problems)
        click.echo("not written: see above, and add it by hand" if problems else "written\n")
    return bool(answer != "q")


def _lines(name: str) -> Iterator[tuple[int, bytes]]:
    with click.open_file(name, "rb") as file:
        yield from enumerate(file, 1)


def _model(root: Path) -> str:
    """The model that mkdocs.yml names; `annotate` works outside of a project too."""
    from onrecord.read.settings import FILE

    return _project(root).model if (root / FILE).exists() else PINNED


def _project(root: Path) -> Project:
    from onrecord.read.settings import read_settings

    project, problems = read_settings(root)
    if problems:
        _show(problems)
        raise click.exceptions.Exit(CONTENT)
    return project


def _content(project: Project) -> Content:
    from onrecord.read.content import read

    content, problems = read(project.root)
    _show(problems)
    if any(not p.warning for p in problems):
        raise click.exceptions.Exit(CONTENT)
    return content


def _build(project: Project, jobs: int = 0) -> bool:
    """Build and say how it went."""
    from onrecord.build import build

    start = time.monotonic()
    result = build(project, _progress, jobs)
    _show(result.problems)
    if any(p.fault for p in result.problems):
        raise EnvironmentFailure(FAULT)
    if result.good:
        _say_built(project, result, time.monotonic() - start)
    return result.good


def _say_built(project: Project, result: Result, seconds: float) -> None:
    index = project.site / "index.html"
    with contextlib.suppress(ValueError):
        index = index.relative_to(Path.cwd())
    click.echo(f"model: {result.model}")
    click.echo(
        f"{_count(result.pages, 'page')} from {_count(result.articles, 'source')}, of which {result.annotated} "
        f"annotated now, in {seconds:.1f} s"
    )
    for file in result.undated[:FEW]:
        click.echo(
            f"{file} has no date: put `published: 2020-06-04` into it or its briefing.md, and “Thursday” has one"
        )
    if len(result.undated) > FEW:
        click.echo(f"and {_count(len(result.undated) - FEW, 'more source')} without a date")
    click.echo(f"open {index}")


def _show(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")


@contextlib.contextmanager
def _progress(articles: Sequence[Article]) -> Iterator[Callable[[Article], None]]:
    """Where there is work for more than a second: a bar on a terminal, one line elsewhere."""
    size = sum(len(a.text) for a in articles)
    if size < A_SECOND or not sys.stderr.isatty():
        if size >= A_SECOND:
            click.echo(f"annotating {_count(len(articles), 'article')}", err=True)
        yield lambda article: None
        return
    with click.progressbar(length=size, label="Annotating", file=sys.stderr) as bar:
        yield lambda article: bar.update(len(article.text))
