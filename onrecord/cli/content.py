"""The commands that make what people write, and that ask for it."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.shared import content_of, project_of
from onrecord.console.endings import EPILOG, UsageFailure
from onrecord.console.watch import Watch
from onrecord.console.words import count, loudness_options, say, show
from onrecord.invoked import command_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.model import Content
    from onrecord.read.settings import Project
    from onrecord.review import Question


@click.command(epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option(
    "--without-example", is_flag=True, help="Delete the invented briefing again, and nothing else."
)
@loudness_options
@click.pass_obj
def init(root: Path, folder: Path, without_example: bool) -> None:
    """Make a project in FOLDER, the current one if none is named: settings, a small invented
    briefing to look at, and workflows that publish the site. What is there already stays as it is.
    """
    from onrecord.read import new as making

    if without_example:
        gone = making.without_example(root / folder)
        if gone is None:
            raise UsageFailure("the example is not there as it was made: delete it by hand")
        say(f"deleted {os.path.relpath(gone)}; make a briefing of your own:")
        say(f"    {command_line((root / folder).resolve(), 'new', 'SLUG', 'FILE…')}")
        return

    made = making.new_project(root / folder)
    for path in made:
        say(f"made {os.path.relpath(path)}")
    if not made:
        say("nothing to make: all of it is there")
    where = os.path.relpath(root / folder)
    build = command_line(None)
    say(f"build it: {build if where == '.' else f'cd {shlex.quote(where)} && {build}'}")


@click.command(epilog=EPILOG)
@click.option(
    "-w",
    "--write",
    is_flag=True,
    help="Ask each question, and write the answers into actors.yml and corrections.yml.",
)
@click.option(
    "-n", "--limit", default=20, type=click.IntRange(1), show_default=True, help="Questions."
)
@loudness_options
@click.pass_obj
def review(root: Path, write: bool, limit: int) -> None:
    """Ask what only a person can know: who may be the same, what an actor is, who speaks, whether
    figures differ, what is a figure, a day, a role, a headline.

    The most damaging first, each with sentences as evidence and the lines that each answer writes.
    """
    from onrecord.model import harmless

    with Watch() as watch:
        watch.stage("starting")
        content, asked = _questions(project_of(root), watch)
    for question in asked[:limit]:
        click.echo(harmless(f"{question}\n", "\n"))
        if write and not _answered(root, content, question):
            break
    rest = len(asked) - limit
    say(
        "nothing to ask"
        if not asked
        else f"and {count(rest, 'more question')}"
        if rest > 0
        else "that is all"
    )


def _questions(project: Project, watch: Watch) -> tuple[Content, Sequence[Question]]:
    from onrecord.annotate.corpus import Means, dated
    from onrecord.correct import correct
    from onrecord.resolve import resolve
    from onrecord.review import questions
    from onrecord.stages import annotations_of
    from onrecord.weights import find_model

    watch.stage("reading")
    content = content_of(project)
    means = Means(find_model(project.model), project.patience)
    found, _, kept = annotations_of(content, project, means, watch)
    show(kept)
    content = dated(content, found)
    annotations, clashes = correct(content.articles, found, content.corrections)
    show(clashes)
    watch.stage("telling who is who")
    cast = resolve(content.articles, annotations, content.decisions)
    show(cast.problems)
    return content, questions(content, annotations, cast)


def _answered(root: Path, content: Content, question: Question) -> bool:
    """Ask until an answer is written, or none is wanted; False to stop."""
    from onrecord.edit.answers import file_of
    from onrecord.edit.answers import write as write_answer
    from onrecord.edit.files import RefusedError
    from onrecord.model import harmless

    answers = {answer.key: answer for answer in question.answers}
    prompt = ", ".join([*(f"[{a.key}] {a.says}" for a in question.answers), "[l]ater", "[q]uit"])
    choice = click.Choice([*answers, "l", "q"])
    key = click.prompt(prompt, type=choice, default="l", show_choices=False)
    if answer := answers.get(key):
        try:
            write_answer(root, content, answer, dt.datetime.now(dt.UTC).date())
            click.echo(f"written into briefings/{file_of(answer)}\n")
        except RefusedError as error:
            click.echo(f"{harmless(str(error))}: add it by hand\n", err=True)
    return bool(key != "q")
