"""What several commands need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from onrecord.console.endings import CONTENT, Jobs, UsageFailure
from onrecord.console.words import show

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from onrecord.model import Content
    from onrecord.read.settings import Project

jobs_option = click.option(
    "-j",
    "--jobs",
    default=0,
    type=Jobs(),
    metavar="N",
    show_default=True,
    help="Processes, each with memory of its own; 0: as many as pay for the work there is.",
)

cluster_option = click.option(
    "--cluster",
    "address",
    metavar="ADDRESS",
    help="Annotate with the workers of a Dask scheduler, as tcp://10.0.0.1:8786.",
)

cache_option = click.option(
    "--cache",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help="Keep annotations in a folder that is shared with others; nothing in it is deleted.",
)

strict_option = click.option(
    "--strict", is_flag=True, help="A warning is an error, such as a decision that no longer fits."
)


def shared_folder(folder: str) -> Path:
    """A folder that others keep annotations in, made if it is not there."""
    from pathlib import Path

    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder).resolve()


@contextmanager
def executor_of(address: str | None, jobs: int, model: str) -> Iterator[Executor | None]:
    """The workers of a scheduler; none where no address is given."""
    if address is None:
        yield None
        return
    if jobs:
        raise UsageFailure("either --jobs, on this machine, or --cluster, on others")
    from onrecord.annotate.cluster import cluster
    from onrecord.weights import find_model

    with cluster(address, find_model(model)) as executor:
        yield executor


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
