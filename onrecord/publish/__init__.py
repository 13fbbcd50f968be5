"""Pieces → the site: the only stage that writes.

    write_pages    what changed into the docs_dir, what is gone out of it
    run_mkdocs     the docs_dir → a new site, beside the old one: what has changed, or all of it
    carry_over     what has not changed, out of the old site
    check_links    of the new site, all of them
    swap_in        the new site in the place of the old one, at one stroke
    clear_up       what stood there is deleted

A build that fails or is killed anywhere leaves the old site as it was; the next one clears up after
it. What is published and what could not be deleted are two things: the first is an error, the
second a warning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from jinja2 import TemplateError

from onrecord.kept import Bundle, Kept, Piece
from onrecord.model import Problem
from onrecord.pages import WrittenLink
from onrecord.publish.carried import carry_over, output, stays
from onrecord.publish.docs import PublishError, write_pages
from onrecord.publish.engine import run_mkdocs
from onrecord.publish.links import check_links
from onrecord.publish.lock import locked
from onrecord.publish.swap import beside, clear_up, is_ours, swap_in
from onrecord.publish.themes import blame
from onrecord.read.settings import Project

__all__ = ["PublishError", "check_pages", "locked", "publish", "write_pages"]


def publish(
    pages: Mapping[str, str] | Iterable[Piece | Bundle],
    project: Project,
    day: dt.date | None = None,
    written: Sequence[WrittenLink] = (),
    kept: Kept | None = None,
    jobs: int = 1,
    alone: Iterable[Piece | Bundle] = (),
) -> tuple[Problem, ...]:
    """Build the site of these pages and put it in its place; give what is wrong with it instead, if
    something is. Warnings are of what was published all the same.

    `written` are the links in them that people wrote. `day` is the day that the site says it was
    built: the content's newest, so that the same content gives the same bytes. `kept` is what holds
    of the build that has made the site that is there; what this one finds takes its place. Where
    there is much to do, `jobs` processes share it, but for files that are to be made `alone`
    (`write_pages`). The project must be `locked`. Raises PublishError, and whatever a piece's text
    raises.
    """
    try:
        kept = Kept() if kept is None else kept
        return _publish(pages, alone, project, day, written, kept, jobs)
    except TemplateError:  # one that is not there is an OSError too
        raise
    except OSError as error:
        where = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise PublishError(f"the site cannot be written: {where}") from error


def _publish(
    pages: Mapping[str, str] | Iterable[Piece | Bundle],
    alone: Iterable[Piece | Bundle],
    project: Project,
    day: dt.date | None,
    written: Sequence[WrittenLink],
    kept: Kept,
    jobs: int,
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
    before = kept.docs
    changed = write_pages(pages, project.docs, kept, jobs, alone)
    same = stays(project, before, kept.docs, changed)
    new = beside(site)
    try:
        problems = run_mkdocs(project, new, day, kept.docs, same, jobs)
        if not problems:
            carry_over(site, new, same)
            here = {output(path) for path in same or ()}  # the old site's own files
            kept.pages = {name: built for name, built in kept.pages.items() if name in here}
        problems = problems or blame(check_pages(new, project, written, kept, jobs), project)
        if not problems:
            swap_in(new, site)
    finally:
        left = clear_up(site)
    return problems or tuple(map(_not_deleted, left))


def check_pages(
    site: Path,
    project: Project,
    written: Sequence[WrittenLink],
    kept: Kept | None = None,
    jobs: int = 1,
) -> tuple[Problem, ...]:
    """All that is wrong with the pages of a built site."""
    ours = "theme" not in project.stated
    known = None if kept is None else kept.pages
    return check_links(site, project.pages.url, (*project.written, *written), ours, known, jobs)


def _not_deleted(folder: Path) -> Problem:
    what = "the site is published, but the one of before could not be deleted"
    return Problem(what, "delete it as whoever owns its files", str(folder), warning=True)
