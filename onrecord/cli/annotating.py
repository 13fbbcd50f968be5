"""The command for other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from onrecord.cli.shared import EPILOG, jobs_option, project_of
from onrecord.console.endings import UsageFailure
from onrecord.console.watch import Watch
from onrecord.console.words import loudness_options, show


@click.command(epilog=EPILOG, short_help="Read articles, write their annotations.")
@click.argument(
    "files",
    nargs=-1,
    type=click.Path(allow_dash=True, exists=True),
    metavar="[-|FILE|FOLDER]...",
)
@jobs_option
@loudness_options
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
    with Watch() as watch:
        watch.stage("starting")
        lines = _lines(root, files, jobs, watch)
    for line in lines:
        sys.stdout.buffer.write(line)


def _lines(root: Path, files: tuple[str, ...], jobs: int, watch: Watch) -> list[bytes]:
    from onrecord.annotate.workers import annotate_all
    from onrecord.interchange import annotations_json, facts_json
    from onrecord.model import Content
    from onrecord.read.articles import BadLinesError, read_articles
    from onrecord.read.settings import PATIENCE
    from onrecord.resolve import resolve
    from onrecord.stages import dated
    from onrecord.weights import find_model

    watch.stage("reading")
    try:
        articles, warnings = read_articles(files or ("-",), sys.stdin.buffer)
    except BadLinesError as error:
        raise UsageFailure(str(error)) from error
    show(warnings)
    model = find_model(_model(root))
    found = []
    with watch.articles(articles, PATIENCE) as done:
        for article, one in zip(articles, annotate_all(model, articles, jobs=jobs), strict=True):
            found.append(one)
            done(article)
    watch.stage("telling who is who")
    cast = resolve(articles, found)
    watch.stage("writing")
    lines = []
    sources = dated(Content((), tuple(articles), ()), found).articles
    for article, one in zip(sources, found, strict=True):
        facts = facts_json(article) if article.file else {}
        line = json.dumps(annotations_json(article, one, cast) | facts, ensure_ascii=False)
        lines.append(f"{line}\n".encode())
    return lines


def _model(root: Path) -> str:
    """The model that mkdocs.yml names; `annotate` works outside of a project too."""
    from onrecord.read.settings import FILES
    from onrecord.weights import PINNED

    return project_of(root).model if any((root / name).exists() for name in FILES) else PINNED
