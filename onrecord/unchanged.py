"""Whether the site that is there is the one that a build would make.

A build leaves beside its pages what it was made of: a digest of every file that has a say in the
site (briefings, templates, settings, our own code, the model, the versions of all that is
installed) and one of the names, sizes and times of the site's files. Where both are as they were,
there is nothing to do. Where only briefings differ, what is `kept` of the last build holds, and
what they do not touch stays as it is. What can read other files, or a clock, such as a hook, makes
every build a whole one.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from onrecord.kept import Kept, load, put, save
from onrecord.model import Problem
from onrecord.read.settings import BRIEFINGS, Project
from onrecord.shipped import TEMPLATES
from onrecord.weights import ModelError, find_model

FILE = "made-of.json"
# Settings that say all there is to say; others may name code, or files that lie anywhere.
_PLAIN = frozenset(
    "copyright extra nav repo_name repo_url site_author site_description site_dir site_name "
    "site_url strict use_directory_urls".split()
)
_ELSEWHERE = (b"!ENV", b"INHERIT")


@dataclass(frozen=True, slots=True)
class Origin:
    """The digests of all that a site is made of."""

    frame: str  # of all but the briefings
    whole: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a site was made of, and what was said of it."""

    of: Origin
    site: str
    kept: str
    model: str
    problems: tuple[Problem, ...]  # all of them warnings
    articles: int
    pages: int
    undated: tuple[str, ...]


def made_of(project: Project) -> Origin | None:
    """The digests of all that has a say in a project's site; None where nobody can know, or where
    something is in the way, which is said where it is needed.
    """
    try:
        return _origin(project)
    except (OSError, ModelError):
        return None


def _origin(project: Project) -> Origin | None:
    config = project.config.read_bytes() if project.config.exists() else b""
    settings = {key.partition(".")[0] for key in project.stated}
    if not settings <= _PLAIN or any(word in config for word in _ELSEWHERE):
        return None
    model = find_model(project.model)
    said = hashlib.sha256(config)
    for folder in (project.templates, TEMPLATES, Path(__file__).parent):
        _say(said, folder)
    here = (platform.python_version(), os.environ.get("SOURCE_DATE_EPOCH"), str(project.site))
    said.update(repr((model.digest, project.pages, _installed(), here)).encode())
    frame = said.hexdigest()
    _say(said, project.root / BRIEFINGS)
    return Origin(frame, said.hexdigest())


def _say(said: Any, folder: Path) -> None:
    """Put the names and the bytes of a folder's files into a digest."""
    for path, name in _files(folder):
        if "__pycache__" not in name:
            said.update(f"\0{name}\0{path.stat().st_size}\0".encode("utf-8", "surrogateescape"))
            said.update(path.read_bytes())


@cache
def _installed() -> tuple[str, ...]:
    """What is installed, with versions, as the folders that say so are named: what a process has
    loaded stays the same.
    """
    folders = (Path(folder or ".") for folder in sys.path)
    return tuple(sorted(path.name for folder in folders for path in folder.glob("*.*-info")))


def earlier(project: Project) -> Made | None:
    """The build that has made the site that is there, if another one would make the same."""
    made = _read(project)
    if made is None or made.of != made_of(project):
        return None
    return made if _is_there(made, project) else None


def kept_of(project: Project, of: Origin | None) -> Kept:
    """What still holds of the last build, where this one differs from it in briefings alone."""
    made = _read(project) if of else None
    if made is None or of is None or made.of.frame != of.frame or not _is_there(made, project):
        return Kept()
    return load(project.docs.parent, made.kept)


def _read(project: Project) -> Made | None:
    try:
        return msgspec.json.decode((project.docs.parent / FILE).read_bytes(), type=Made)
    except (OSError, ValueError, RecursionError):
        return None


def _is_there(made: Made, project: Project) -> bool:
    """Whether the site is the one that a build has left."""
    try:
        return made.site == site_digest(project.site)
    except OSError:
        return False


def keep(project: Project, of: Origin, kept: Kept, said: tuple[Any, ...]) -> None:
    """Leave word for the next build. Where that fails, the next one is a whole one."""
    with suppress(OSError):
        made = Made(of, site_digest(project.site), save(project.docs.parent, kept), *said)
        put(project.docs.parent / FILE, msgspec.json.encode(made))


def site_digest(site: Path) -> str:
    """The digest of the names, sizes and times of a site's files."""
    said = hashlib.sha256()
    for name, state in sorted(_states(str(site), "")):
        said.update(f"{name}\0{state}\0".encode("utf-8", "surrogateescape"))
    return said.hexdigest()


def _states(folder: str, inside: str) -> Iterable[tuple[str, str]]:
    """The files below a folder with sizes and times."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _states(entry.path, f"{inside}{entry.name}/")
            else:
                state = entry.stat()
                yield f"{inside}{entry.name}", f"{state.st_size}\0{state.st_mtime_ns}"


def _files(folder: Path) -> Iterable[tuple[Path, str]]:
    """The files of a folder with their paths in it, in the order of these."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield path, path.relative_to(folder).as_posix()
