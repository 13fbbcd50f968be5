"""{path: text} → the site: the only stage that writes.

    write_pages    what changed into the docs_dir, what is gone out of it
    run_mkdocs     the docs_dir → a new site, beside the old one
    check_links    of the new site, all of them
    swap_in        the new site in the place of the old one, at one stroke
    clear_up       what stood there is deleted

A build that fails or is killed anywhere leaves the old site as it was; the next one clears up after
it. What is published and what could not be deleted are two things: the first is an error, the
second a warning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from onrecord.model import Problem
from onrecord.pages import WrittenLink
from onrecord.publish.engine import run_mkdocs
from onrecord.publish.links import check_links
from onrecord.publish.lock import locked
from onrecord.publish.swap import MARK, beside, clear_up, is_ours, swap_in
from onrecord.publish.themes import blame
from onrecord.read.settings import Project
from onrecord.render.verbatim import MARKER

__all__ = ["PublishError", "check_pages", "locked", "publish", "write_pages"]


class PublishError(OSError):
    """The environment does not allow the site to be written. The message says why."""


def publish(
    pages: Mapping[str, str],
    project: Project,
    day: dt.date | None = None,
    written: Sequence[WrittenLink] = (),
) -> tuple[Problem, ...]:
    """Build the site of these pages and put it in its place; give what is wrong with it instead, if
    something is. Warnings are of what was published all the same.

    `written` are the links in them that people wrote. `day` is the day that the site says it was
    built: the content's newest, so that the same content gives the same bytes. The project must be
    `locked`. Raises PublishError.
    """
    try:
        return _publish(pages, project, day, written)
    except OSError as error:
        where = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise PublishError(f"the site cannot be written: {where}") from error


def _publish(
    pages: Mapping[str, str],
    project: Project,
    day: dt.date | None,
    written: Sequence[WrittenLink],
) -> tuple[Problem, ...]:
    site = project.site
    clear_up(site)
    if site.exists() and any(site.iterdir()) and not is_ours(site):
        raise PublishError(
            f"{site} was not built by onrecord: move it away, or set another site_dir in mkdocs.yml"
        )
    if site.is_mount():
        raise PublishError(
            f"{site} is a mount point, which nothing can take the place of: mount the folder that"
            " it is in, or set another site_dir in mkdocs.yml"
        )
    write_pages(pages, project.docs)
    new = beside(site)
    try:
        problems = run_mkdocs(project, new, day)
        problems = problems or blame(check_pages(new, project, written), project)
        if not problems:
            swap_in(new, site)
    finally:
        left = clear_up(site)
    return problems or tuple(map(_not_deleted, left))


def check_pages(
    site: Path, project: Project, written: Sequence[WrittenLink]
) -> tuple[Problem, ...]:
    """All that is wrong with the pages of a built site."""
    ours = "theme" not in project.stated
    return check_links(site, project.pages.url, (*project.written, *written), ours)


def _not_deleted(folder: Path) -> Problem:
    what = "the site is published, but the one of before could not be deleted"
    return Problem(what, "delete it as whoever owns its files", str(folder), warning=True)


def write_pages(pages: Mapping[str, str], docs: Path) -> None:
    """Make a folder hold exactly these files. What is the same already is not touched. Raises
    PublishError for a folder that is not ours, or that a link leads to.
    """
    wanted = {docs / _inside(path): text.encode("utf-8") for path, text in pages.items()}
    _take(docs)
    for path, data in wanted.items():
        if not (path.is_file() and path.read_bytes() == data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    # what lies in a folder comes before the folder
    for path in sorted(docs.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted and path != docs / MARK:
            path.unlink()


def _take(docs: Path) -> None:
    """Make the docs_dir, or see that it is ours to write into and to delete from."""
    for folder in (docs.parent, docs):
        if folder.is_symlink():
            raise PublishError(f"{folder} is a link: delete it, so that a folder can be made")
    docs.mkdir(parents=True, exist_ok=True)
    if not is_ours(docs):
        if any(docs.iterdir()) and not _has_our_pages(docs):
            raise PublishError(f"{docs} was not made by onrecord: move it away")
        (docs / MARK).touch()


def _has_our_pages(docs: Path) -> bool:
    """Whether a folder without our mark was filled by a version that set none."""
    try:
        return MARKER in (docs / "index.md").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def _inside(path: str) -> PurePosixPath:
    """A path that stays in its folder. Another one is a fault of ours, never of the content."""
    pure = PurePosixPath(path)
    if not path or pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path:
        raise ValueError(f"not a path inside the site: {path!r}")
    return pure
