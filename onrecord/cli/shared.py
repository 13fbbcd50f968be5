"""What several commands need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.console.endings import CONTENT, Jobs
from onrecord.console.words import show

if TYPE_CHECKING:
    from onrecord.model import Content
    from onrecord.read.settings import Project

EPILOG = """\b
Exit status: 0 done; 1 something in the content must be mended;
2 wrong usage, or wrong input of annotate; 3 the environment is not fit
(no model, no room, a foreign site folder), or On Record is at fault;
130 interrupted."""

jobs_option = click.option(
    "-j",
    "--jobs",
    default=0,
    type=Jobs(),
    metavar="N",
    show_default=True,
    help="Processes; 0: as many as pay for the work there is.",
)

strict_option = click.option(
    "--strict", is_flag=True, help="A warning is an error, such as a decision that no longer fits."
)


def project_of(root: Path) -> Project:
    """The project of a folder; ends the command where its settings are wrong."""
    from onrecord.read.settings import read_settings

    project, problems = read_settings(root)
    if problems:
        show(problems)
        raise click.exceptions.Exit(CONTENT)
    return project


def content_of(project: Project, strict: bool = False) -> Content:
    """What people wrote; ends the command where something in it is wrong."""
    from onrecord.problems import fatal, strictly
    from onrecord.read.content import read

    content, problems = read(project.root, project.skip)
    problems = strictly(problems, strict)
    show(problems)
    if fatal(problems):
        raise click.exceptions.Exit(CONTENT)
    return content
