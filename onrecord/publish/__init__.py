"""{path: text} → the site: the only stage that writes.

    write_pages    what changed into the docs_dir, what is gone out of it
    run_mkdocs     the docs_dir → a new site, beside the old one
    check_links    of the new site, all of them
    swap_in        the new site in the place of the old one, at one stroke

A build that fails or is killed anywhere leaves the old site as it was; the next one clears up after
it.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any

from onrecord.model import Problem
from onrecord.publish.links import check_links
from onrecord.publish.swap import beside, clear_up, swap_in
from onrecord.read.settings import Project

MARK = (
    ".onrecord"  # in every site that we built: what has no such file in it is not ours to replace
)


class PublishError(OSError):
    """The environment does not allow the site to be written. The message says why."""


def publish(
    pages: Mapping[str, str], project: Project, day: dt.date | None = None
) -> tuple[Problem, ...]:
    """Build the site of these pages and put it in its place; give what is wrong with it instead, if
    something is.

    `day` is the day that the site says it was built: the content's newest, so that the same content
    gives the same bytes. The project must be `locked`. Raises PublishError.
    """
    try:
        return _publish(pages, project, day)
    except OSError as error:
        raise PublishError(f"the site cannot be written: {error}") from error


def _publish(
    pages: Mapping[str, str], project: Project, day: dt.date | None
) -> tuple[Problem, ...]:
    site = project.site
    clear_up(site)
    if site.exists() and any(site.iterdir()) and not (site / MARK).exists():
        raise PublishError(
            f"{site} was not built by onrecord: move it away, or set another site_dir in mkdocs.yml"
        )
    write_pages(pages, project.docs)
    new = beside(site)
    new.mkdir(parents=True)
    try:
        problems = run_mkdocs(project, new, day) or check_links(new, project.pages.url)
        if not problems:
            (new / MARK).touch()
            swap_in(site)
    finally:
        clear_up(site)
    return problems


def write_pages(pages: Mapping[str, str], docs: Path) -> None:
    """Make a folder hold exactly these files. What is the same already is not touched."""
    wanted = {docs / _inside(path): text.encode("utf-8") for path, text in pages.items()}
    for path, data in wanted.items():
        if not (path.is_file() and path.read_bytes() == data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for path in sorted(
        docs.rglob("*"), reverse=True
    ):  # what lies in a folder comes before the folder
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def _inside(path: str) -> PurePosixPath:
    """A path that stays in its folder. Another one is a fault of ours, never of the content."""
    pure = PurePosixPath(path)
    if not path or pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path:
        raise ValueError(f"not a path inside the site: {path!r}")
    return pure


def run_mkdocs(project: Project, to: Path, day: dt.date | None) -> tuple[Problem, ...]:
    """Build the docs_dir into a folder, strictly: every warning is a problem."""
    # MkDocs takes a third of a second to import, which `annotate` and `check` need not pay.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with _warnings_of("mkdocs") as said, _dated(day):
        try:
            ours: dict[str, Any] = {
                "docs_dir": str(project.docs),
                "site_dir": str(to),
                "strict": True,
                "use_directory_urls": False,
            }
            config = load_config(str(project.config), **ours)
            config.extra["onrecord"] = asdict(
                project.pages
            )  # as we read them, with what is not said there
            build(config)
        except MkDocsException as error:  # Abort too: a SystemExit
            if not said:
                said.append(str(error))
    return tuple(Problem(words, file=project.config.name) for words in said)


@contextmanager
def _warnings_of(name: str) -> Iterator[list[str]]:
    """What a library logs, from warnings up."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]  # as simple as it is
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


@contextmanager
def _dated(day: dt.date | None) -> Iterator[None]:
    """The day of the build, as MkDocs reads it; SOURCE_DATE_EPOCH itself wins where it is set."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said is not None:
        if not re.fullmatch("[0-9]{1,11}", said):
            raise PublishError(
                f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not {said!r}"
            )
        yield
        return
    moment = dt.datetime.combine(day or dt.date(1970, 1, 1), dt.time(), dt.UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(max(0, int(moment.timestamp())))
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One build of a project at a time: another one waits. The lock is on the folder itself, which
    nobody deletes, and goes with the process that holds it, however that ends.
    """
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)
