"""Commands, messages and exit statuses. What a command does is done elsewhere."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord import __version__
from onrecord.console import (
    CONTENT,
    FAULT,
    Commands,
    EnvironmentFailure,
    Failure,
    Jobs,
    UsageFailure,
    as_github,
    as_json,
    count,
    environment,
    progress,
    show,
)
from onrecord.unchanged import Made, earlier
from onrecord.weights import PINNED, find_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.build import Result
    from onrecord.model import Content, Problem
    from onrecord.read.settings import Project
    from onrecord.review import Question

# Imports of spaCy and MkDocs stand inside the commands that need them: together they take a second.

FEW = 5  # sources without a date that are named
EPILOG = """\b
Exit status: 0 done; 1 something in the content must be mended; 2 wrong usage, or wrong input of annotate;
3 the environment is not fit (no model, no room, a foreign site folder), or On Record is at fault; 130 interrupted."""


_jobs = click.option("-j", "--jobs", default=0, type=Jobs(), metavar="N", show_default=True,
                     help="Processes; 0: as many as pay for the work there is.")  # fmt: skip

_strict = click.option("--strict", is_flag=True,
                       help="A warning is an error, such as a decision that no longer fits.")  # fmt: skip


@click.group(
    cls=Commands,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
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
@_strict
@click.pass_obj
def build(root: Path, jobs: int, strict: bool) -> None:
    """Build briefings/ into site/.

    Only articles that are new or changed are annotated. If anything is wrong, all of it is said and
    the site stays as it was.
    """
    project = _project(root)
    if not _build(project, jobs, strict):
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
@click.option("--edit", is_flag=True, help="Correct on the pages; on this machine alone.")
@click.pass_obj
def serve(root: Path, port: int, host: str, edit: bool) -> None:
    """Build, show the site on this machine, and build again at every change.

    Watches briefings/, templates/ and mkdocs.yml; open pages reload. Ctrl-C ends it.
    """
    if edit:
        from onrecord.edit.server import HERE
        from onrecord.edit.server import serve as run

        if host not in HERE:
            raise UsageFailure("serve --edit is for this machine alone: leave --host out")
    else:
        from onrecord.publish.serve import serve as run

    def built() -> Path | None:
        """The site that is to be seen; None where the settings do not say, or the environment is
        not fit now.
        """
        try:
            with environment():
                project = _project(root)
                _build(project)
                return project.site
        except Failure as error:
            error.show()
        except click.exceptions.Exit:
            pass  # what is wrong was said
        return None

    project = _project(root)
    if edit:
        _content(project)  # what is wrong in it must be mended first
    try:
        run(project, built, host, port)
    except OSError as error:
        other = " — another program has this port: name another one, --port 8001, or let the system choose, --port 0"
        mend = other if error.errno == errno.EADDRINUSE else ""
        raise EnvironmentFailure(
            f"cannot serve on {host}:{port}: {error.strerror or error}{mend}"
        ) from error


@main.command(epilog=EPILOG)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How what is wrong is written: json: one object a line; github: shown in pull requests.",
)
@_strict
@click.pass_obj
def check(root: Path, style: str, strict: bool) -> None:
    """Say what is wrong in mkdocs.yml and briefings/, with file, line and what to do. Writes
    nothing.
    """
    if style != "text":
        _check_for_machines(root, as_json if style == "json" else as_github, strict)
        return
    content = _content(_project(root), strict)
    click.echo(
        f"{count(len(content.briefings), 'briefing')}, {count(len(content.articles), 'source')}: all well"
    )
    click.echo(
        "only build can see what MkDocs makes of its settings, whether the model is there, and whether pins, hides, "
        "[[links]] and decisions on actors fit what is found"
    )


@main.command(epilog=EPILOG)
@click.argument(
    "files",
    nargs=-1,
    type=click.Path(allow_dash=True, exists=True),
    metavar="[-|FILE|FOLDER]...",
)
@_jobs
@click.pass_obj
def annotate(root: Path, files: tuple[str, ...], jobs: int) -> None:
    """Read articles, write their annotations as JSON Lines.

    A FILE is JSON Lines, or a source (.txt, .md, .html), whose own facts are written too; a FOLDER
    has sources in it.

    \b
    {"id": "a", "text": "…"}      and, if known, "published": "2020-06-04", "title": "…", "url": "…"

    All articles of one call are one corpus. - is standard input. Offsets count Unicode code points.
    The fields of a written line are described in docs/data.md under "Annotations". A line that is
    no article ends the command before anything is written; all such lines are named.
    """
    from onrecord.annotate.workers import annotate_all
    from onrecord.read.articles import BadLinesError, read_articles
    from onrecord.render.export import annotations_json, facts_json
    from onrecord.resolve import resolve

    try:
        articles, warnings = read_articles(files or ("-",), sys.stdin.buffer)
    except BadLinesError as error:
        raise UsageFailure(str(error)) from error
    show(warnings)
    model = find_model(_model(root))
    found = []
    with progress(articles) as done:
        for article, one in zip(articles, annotate_all(model, articles, jobs=jobs), strict=True):
            found.append(one)
            done(article)
    cast = resolve(articles, found)
    for article, one in zip(articles, found, strict=True):
        facts = facts_json(article) if article.file else {}
        line = json.dumps(annotations_json(article, one, cast) | facts, ensure_ascii=False)
        sys.stdout.buffer.write(f"{line}\n".encode())


@main.command(epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.pass_obj
def init(root: Path, folder: Path) -> None:
    """Make a project in FOLDER, the current one if none is named: settings, a small invented
    briefing to look at, and workflows that publish the site. What is there already stays as it is.
    """
    from onrecord.read.new import new_project

    made = new_project(root / folder)
    for path in made:
        click.echo(f"made {os.path.relpath(path)}")
    if not made:
        click.echo("nothing to make: all of it is there")
    where = os.path.relpath(root / folder)
    steps = "onrecord" if where == "." else f"cd {shlex.quote(where)} && onrecord"
    click.echo(f"build it: {steps}")


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
        show(made)
        raise click.exceptions.Exit(CONTENT)
    where = "" if root == Path.cwd() else f" -C {shlex.quote(str(root))}"
    click.echo(
        f"made {made.relative_to(root).as_posix()}: fill in what you know in its {BRIEFING}, then run"
    )
    click.echo(f"    {_command()}{where}")


@main.command(epilog=EPILOG)
@click.option(
    "-w",
    "--write",
    is_flag=True,
    help="Ask each question, and write the answers into actors.yml and corrections.yml.",
)
@click.option(
    "-n", "--limit", default=20, type=click.IntRange(1), show_default=True, help="Questions."
)
@click.pass_obj
def review(root: Path, write: bool, limit: int) -> None:
    """Ask what only a person can know: who may be the same, what an actor is, who speaks, whether
    figures differ, what is a figure, a day, a role, a headline.

    The most damaging first, each with sentences as evidence and the lines that each answer writes.
    """
    from onrecord.build import annotations_of, dated
    from onrecord.correct import correct
    from onrecord.resolve import resolve
    from onrecord.review import questions

    project = _project(root)
    content = _content(project)
    found, _ = annotations_of(content, project, find_model(project.model), progress)
    content = dated(content, found)
    annotations, clashes = correct(content.articles, found, content.corrections)
    show(clashes)
    cast = resolve(content.articles, annotations, content.decisions)
    show(cast.problems)
    asked = questions(content, annotations, cast)
    for question in asked[:limit]:
        click.echo(f"{question}\n")
        if write and not _answered(root, content, question):
            break
    rest = len(asked) - limit
    click.echo(
        "nothing to ask"
        if not asked
        else f"and {count(rest, 'more question')}"
        if rest > 0
        else "that is all"
    )


def _answered(root: Path, content: Content, question: Question) -> bool:
    """Ask until an answer is written, or none is wanted; False to stop."""
    from onrecord.edit.answers import file_of
    from onrecord.edit.answers import write as write_answer
    from onrecord.edit.files import RefusedError

    answers = {answer.key: answer for answer in question.answers}
    prompt = ", ".join([*(f"[{a.key}] {a.says}" for a in question.answers), "[l]ater", "[q]uit"])
    choice = click.Choice([*answers, "l", "q"])
    key = click.prompt(prompt, type=choice, default="l", show_choices=False)
    if answer := answers.get(key):
        try:
            write_answer(root, content, answer, dt.datetime.now(dt.UTC).date())
            click.echo(f"written into briefings/{file_of(answer)}\n")
        except RefusedError as error:
            click.echo(f"{error}: add it by hand\n", err=True)
    return bool(key != "q")


def _command() -> str:
    """How this program was called, to be pasted: by its own name, or a script by its Python."""
    script = Path(sys.argv[0])
    if script.suffix != ".py":
        return script.name
    python = Path(sys.executable)
    shown = os.path.relpath(python) if python.is_relative_to(Path.cwd()) else str(python)
    if script.name == "__main__.py":
        return f"{shlex.quote(shown)} -m onrecord"
    return f"{shlex.quote(shown)} {shlex.quote(sys.argv[0])}"


def _check_for_machines(
    root: Path, written: Callable[[Iterable[Problem]], str], strict: bool
) -> None:
    """Write all problems on standard output, and nothing else."""
    from onrecord.build import strictly
    from onrecord.read.content import read
    from onrecord.read.settings import read_settings

    project, problems = read_settings(root)
    if not problems:
        problems = strictly(read(project.root)[1], strict)
    click.echo(written(problems), nl=False)
    if any(not p.warning for p in problems):
        raise click.exceptions.Exit(CONTENT)


def _model(root: Path) -> str:
    """The model that mkdocs.yml names; `annotate` works outside of a project too."""
    from onrecord.read.settings import FILE

    return _project(root).model if (root / FILE).exists() else PINNED


def _project(root: Path) -> Project:
    from onrecord.read.settings import read_settings

    project, problems = read_settings(root)
    if problems:
        show(problems)
        raise click.exceptions.Exit(CONTENT)
    return project


def _content(project: Project, strict: bool = False) -> Content:
    from onrecord.build import strictly
    from onrecord.read.content import read

    content, problems = read(project.root)
    problems = strictly(problems, strict)
    show(problems)
    if any(not p.warning for p in problems):
        raise click.exceptions.Exit(CONTENT)
    return content


def _build(project: Project, jobs: int = 0, strict: bool = False) -> bool:
    """Build and say how it went."""
    start = time.monotonic()
    if (made := earlier(project)) and not (strict and made.problems):
        show(made.problems)
        _say_built(project, made, time.monotonic() - start)
        return True
    from onrecord.build import build

    result = build(project, progress, jobs, strict)
    show(result.problems)
    if any(p.fault for p in result.problems):
        raise EnvironmentFailure(FAULT)
    if result.good:
        _say_built(project, result, time.monotonic() - start)
    return result.good


def _say_built(project: Project, result: Result | Made, seconds: float) -> None:
    index = project.site / "index.html"
    with contextlib.suppress(ValueError):
        index = index.relative_to(Path.cwd())
    click.echo(f"model: {result.model}")
    done = (
        "none of them changed"
        if isinstance(result, Made)
        else f"of which {result.annotated} annotated now"
    )
    click.echo(
        f"{count(result.pages, 'page')} from {count(result.articles, 'source')}, {done}, "
        f"in {seconds:.1f} s"
    )
    for file in result.undated[:FEW]:
        click.echo(
            f"{file} has no date: put `published: 2020-06-04` into it or its briefing.md, and “Thursday” has one"
        )
    if len(result.undated) > FEW:
        click.echo(f"and {count(len(result.undated) - FEW, 'more source')} without a date")
    click.echo(f"open {index}")
