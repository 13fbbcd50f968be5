"""The commands that make the site, and that say what is wrong with what it is made of."""

from __future__ import annotations

import contextlib
import errno
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from onrecord.cli.shared import (
    cache_option,
    cluster_option,
    content_of,
    executor_of,
    jobs_option,
    project_of,
    shared_folder,
    strict_option,
)
from onrecord.console.endings import (
    CONTENT,
    EPILOG,
    FAULT,
    EnvironmentFailure,
    Failure,
    UsageFailure,
    environment,
)
from onrecord.console.watch import Watch
from onrecord.console.words import as_github, as_json, count, loudness_options, say, show
from onrecord.invoked import command_line

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.model import Problem
    from onrecord.read.settings import Project
    from onrecord.stages import Result
    from onrecord.unchanged import Made

    Run = Callable[[Project, Callable[[], Path | None], str, int], None]

FEW = 5  # sources without a date that are named


@click.command(epilog=EPILOG)
@jobs_option
@cluster_option
@cache_option
@strict_option
@loudness_options
@click.pass_obj
def build(root: Path, jobs: int, address: str | None, cache: str | None, strict: bool) -> None:
    """Build briefings/ into site/.

    Only articles that are new or changed are annotated. If anything is wrong, all of it is said and
    the site stays as it was.
    """
    if not _built(root, jobs, strict, address, cache)[1]:
        raise click.exceptions.Exit(CONTENT)


@click.command(epilog=EPILOG)
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
@loudness_options
@click.pass_obj
def serve(root: Path, port: int, host: str, edit: bool) -> None:
    """Build, show the site on this machine, and build again at every change.

    Watches briefings/, templates/ and mkdocs.yml; open pages reload. Ctrl-C ends it.
    """
    project = project_of(root)
    with Watch() as watch:
        watch.stage("starting")
        from onrecord.publish.engine import use_engine

        use_engine()
        run = _editing(project, host) if edit else _showing()

    def built() -> Path | None:
        """The site that is to be seen; None where the settings do not say, or the environment is
        not fit now.
        """
        try:
            with environment():
                return _built(root)[0].site
        except Failure as error:
            error.show()
        except click.exceptions.Exit:
            pass  # what is wrong was said
        return None

    try:
        run(project, built, host, port)
    except OSError as error:
        mend = ""
        if error.errno == errno.EADDRINUSE:
            other = command_line(root, "serve", "--port", "0")
            mend = f" — another program has this port: `{other}` takes one that is free"
        raise EnvironmentFailure(
            f"cannot serve on {host}:{port}: {error.strerror or error}{mend}"
        ) from error


def _showing() -> Run:
    from onrecord.publish.serve import serve

    return serve


def _editing(project: Project, host: str) -> Run:
    """The server with the workbench; what is wrong in the content must be mended first."""
    from onrecord.edit.server import HERE, serve

    if host not in HERE:
        raise UsageFailure("serve --edit is for this machine alone: leave --host out")
    content_of(project)
    return serve


@click.command(epilog=EPILOG)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How what is wrong is written: json: one object a line; github: shown in pull requests.",
)
@strict_option
@loudness_options
@click.pass_obj
def check(root: Path, style: str, strict: bool) -> None:
    """Say what is wrong in mkdocs.yml and briefings/, with file, line and what to do. Writes
    nothing.
    """
    if style != "text":
        _check_for_machines(root, as_json if style == "json" else as_github, strict)
        return
    with Watch() as watch:
        watch.stage("reading")
        content = content_of(project_of(root), strict)
    say(
        f"{count(len(content.briefings), 'briefing')}, "
        f"{count(len(content.articles), 'source')}: all well"
    )
    say(
        "only build can see what MkDocs makes of its settings, whether the model is there, and "
        "whether pins, hides, [[links]] and decisions on actors fit what is found"
    )


def _check_for_machines(
    root: Path, written: Callable[[Iterable[Problem]], str], strict: bool
) -> None:
    """Write all problems on standard output, and nothing else."""
    from onrecord.problems import fatal, strictly
    from onrecord.read.content import read
    from onrecord.read.settings import read_settings

    project, problems = read_settings(root)
    if not problems:
        problems = strictly(read(project.root, project.skip)[1], strict)
    click.echo(written(problems), nl=False)
    if fatal(problems):
        raise click.exceptions.Exit(CONTENT)


def _built(
    root: Path,
    jobs: int = 0,
    strict: bool = False,
    address: str | None = None,
    cache: str | None = None,
) -> tuple[Project, bool]:
    """Build, say how it went, and whether it went well."""
    from onrecord.problems import fatal
    from onrecord.unchanged import earlier

    start = time.monotonic()
    with Watch() as watch:
        watch.stage("starting")
        project = project_of(root)
        if cache:
            from dataclasses import replace

            project = replace(project, shared=shared_folder(cache))
        result: Result | Made | None = earlier(project)
        if result is None or (strict and result.problems):
            from onrecord.stages import build

            with executor_of(address, jobs, project.model) as executor:
                result = build(project, watch, jobs, strict, executor)
    show(result.problems)
    if any(p.fault for p in result.problems):
        raise EnvironmentFailure(FAULT)
    good = not fatal(result.problems)
    if good:
        _say_built(project, result, time.monotonic() - start)
    return project, good


def _say_built(project: Project, result: Result | Made, seconds: float) -> None:
    from pathlib import Path

    from onrecord.unchanged import Made

    index = project.site / "index.html"
    with contextlib.suppress(ValueError):
        index = index.relative_to(Path.cwd())
    say(f"model: {result.model}")
    done = (
        "none of them changed"
        if isinstance(result, Made)
        else f"of which {result.annotated} annotated now"
    )
    say(
        f"{count(result.pages, 'page')} from {count(result.articles, 'source')}, {done}, "
        f"in {seconds:.1f} s"
    )
    for file in result.undated[:FEW]:
        say(
            f"{file} has no date: put `published: 2020-06-04` into it or its briefing.md, "
            "and “Thursday” has one"
        )
    if len(result.undated) > FEW:
        say(f"and {count(len(result.undated) - FEW, 'more source')} without a date")
    say(f"open {index}")
