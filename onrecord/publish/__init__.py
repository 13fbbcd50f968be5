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
import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from jinja2 import TemplateError

from onrecord.kept import Bundle, Doc, Kept, Piece, bundled
from onrecord.model import Problem
from onrecord.pages import WrittenLink
from onrecord.publish.carried import carry_over, front_matter, stays
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
    pages: Mapping[str, str] | Iterable[Piece | Bundle],
    project: Project,
    day: dt.date | None = None,
    written: Sequence[WrittenLink] = (),
    kept: Kept | None = None,
) -> tuple[Problem, ...]:
    """Build the site of these pages and put it in its place; give what is wrong with it instead, if
    something is. Warnings are of what was published all the same.

    `written` are the links in them that people wrote. `day` is the day that the site says it was
    built: the content's newest, so that the same content gives the same bytes. `kept` is what holds
    of the build that has made the site that is there; what this one finds takes its place. The
    project must be `locked`. Raises PublishError, and whatever a piece's text raises.
    """
    try:
        return _publish(pages, project, day, written, Kept() if kept is None else kept)
    except TemplateError:  # one that is not there is an OSError too
        raise
    except OSError as error:
        where = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise PublishError(f"the site cannot be written: {where}") from error


def _publish(
    pages: Mapping[str, str] | Iterable[Piece | Bundle],
    project: Project,
    day: dt.date | None,
    written: Sequence[WrittenLink],
    kept: Kept,
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
    changed = write_pages(pages, project.docs, kept)
    del pages  # and all that they were made of
    same = stays(project, before, kept.docs, changed)
    new = beside(site)
    try:
        problems = run_mkdocs(project, new, day, same)
        if not problems:
            carry_over(site, new, same)
        problems = problems or blame(check_pages(new, project, written, kept), project)
        if not problems:
            swap_in(new, site)
    finally:
        left = clear_up(site)
    return problems or tuple(map(_not_deleted, left))


def check_pages(
    site: Path, project: Project, written: Sequence[WrittenLink], kept: Kept | None = None
) -> tuple[Problem, ...]:
    """All that is wrong with the pages of a built site."""
    ours = "theme" not in project.stated
    known = None if kept is None else kept.pages
    return check_links(site, project.pages.url, (*project.written, *written), ours, known)


def _not_deleted(folder: Path) -> Problem:
    what = "the site is published, but the one of before could not be deleted"
    return Problem(what, "delete it as whoever owns its files", str(folder), warning=True)


def write_pages(
    pages: Mapping[str, str] | Iterable[Piece | Bundle], docs: Path, kept: Kept | None = None
) -> frozenset[str]:
    """Make a folder hold exactly these files, each made when its turn comes, and give the paths of
    those that are not as they were `kept`. What is the same already is not touched. Raises
    PublishError for a folder that is not ours, or that a link leads to.
    """
    kept = Kept() if kept is None else kept
    wanted: dict[str, Doc] = {}
    changed = set()
    _take(docs)
    left = _by_key(kept.docs)
    for bundle in bundled(pages):
        there = left.get(bundle.key, {})
        if there and all(_is_as(docs / path, doc) for path, doc in there.items()):
            wanted |= there
            continue
        for piece in bundle.pieces():
            before = kept.docs.get(piece.path)
            now = _written(docs / _inside(piece.path), piece, bundle.key)
            wanted[piece.path] = now
            if before is None or before.said != now.said:
                changed.add(piece.path)
    kept.docs = wanted
    # what lies in a folder comes before the folder
    for folder, folders, files in os.walk(docs, topdown=False):
        inside = Path(folder).relative_to(docs).as_posix()
        inside = "" if inside == "." else f"{inside}/"
        for name in (*files, *(f for f in folders if os.path.islink(os.path.join(folder, f)))):
            if f"{inside}{name}" not in wanted and f"{inside}{name}" != MARK:
                os.unlink(os.path.join(folder, name))
        if inside and not os.listdir(folder):
            os.rmdir(folder)
    return frozenset(changed)


def _by_key(docs: Mapping[str, Doc]) -> Mapping[str, Mapping[str, Doc]]:
    """The files of each bundle that can be known again."""
    found: dict[str, dict[str, Doc]] = {}
    for path, doc in docs.items():
        if doc.key:
            found.setdefault(doc.key, {})[path] = doc
    return found


def _is_as(file: Path, before: Doc) -> bool:
    """Whether nobody has touched a file since it was written."""
    try:
        state = file.lstat()
    except OSError:
        return False
    return (state.st_size, state.st_mtime_ns) == (before.size, before.time)


def _written(file: Path, piece: Piece, key: str) -> Doc:
    """Write a file, if it is not there as it should be."""
    data = piece.text().encode("utf-8")
    if not (file.is_file() and file.read_bytes() == data):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    state, said = file.lstat(), blake2b(data, digest_size=16).hexdigest()
    facts = front_matter(data) if piece.path.endswith(".md") else {}
    return Doc(key, said, state.st_size, state.st_mtime_ns, facts)


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
