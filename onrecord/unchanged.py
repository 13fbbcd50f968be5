"""Whether the site that is there is the one that a build would make.

A build leaves beside its pages what it was made of: a digest of every file that has a say in the
site (briefings, templates, settings, our own code, the model, the versions of all that is
installed) and one of the names, sizes and times of the site's files. Where both are as they were,
there is nothing to do. What can read other files, or a clock, such as a hook, makes every build a
whole one.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import msgspec

from onrecord.model import Problem
from onrecord.read.settings import BRIEFINGS, Project
from onrecord.weights import ModelError, find_model

FILE = "made-of.json"
# Settings that say all there is to say; others may name code, or files that lie anywhere.
_PLAIN = frozenset(
    "copyright extra nav repo_name repo_url site_author site_description site_dir site_name "
    "site_url strict use_directory_urls".split()
)
_ELSEWHERE = (b"!ENV", b"INHERIT")


@dataclass(frozen=True, slots=True)
class Made:
    """What a site was made of, and what was said of it."""

    of: str
    site: str
    model: str
    problems: tuple[Problem, ...]  # all of them warnings
    articles: int
    pages: int
    undated: tuple[str, ...]


def made_of(project: Project) -> str | None:
    """The digest of all that has a say in a project's site; None where nobody can know, or where
    something is in the way, which is said where it is needed.
    """
    try:
        return _digest(project)
    except (OSError, ModelError):
        return None


def _digest(project: Project) -> str | None:
    config = project.config.read_bytes() if project.config.exists() else b""
    settings = {key.partition(".")[0] for key in project.stated}
    if not settings <= _PLAIN or any(word in config for word in _ELSEWHERE):
        return None
    model = find_model(project.model)
    said = hashlib.sha256(config)
    for folder in (project.root / BRIEFINGS, project.templates, Path(__file__).parent):
        for path, name in _files(folder):
            if "__pycache__" not in name:
                said.update(f"\0{name}\0{path.stat().st_size}\0".encode("utf-8", "surrogateescape"))
                said.update(path.read_bytes())
    here = (platform.python_version(), os.environ.get("SOURCE_DATE_EPOCH"), str(project.site))
    said.update(repr((model.digest, project.pages, _installed(), here)).encode())
    return said.hexdigest()


@cache
def _installed() -> tuple[tuple[str, str], ...]:
    """What is installed, with versions: what a process has loaded stays the same."""
    return tuple(sorted((d.name or "", d.version) for d in distributions()))


def earlier(project: Project) -> Made | None:
    """The build that has made the site that is there, if another one would make the same."""
    try:
        made = msgspec.json.decode((project.docs.parent / FILE).read_bytes(), type=Made)
        same = made.of == made_of(project) and made.site == site_digest(project.site)
    except (OSError, ValueError, RecursionError):
        return None
    return made if same else None


def keep(project: Project, made: Made) -> None:
    """Leave word for the next build. Where that fails, the next one is a whole one."""
    beside = project.docs.parent / f".{FILE}.{os.getpid()}"
    try:
        beside.write_bytes(msgspec.json.encode(made))
        beside.replace(project.docs.parent / FILE)
    except OSError:
        beside.unlink(missing_ok=True)


def site_digest(site: Path) -> str:
    """The digest of the names, sizes and times of a site's files."""
    said = hashlib.sha256()
    for path, name in _files(site):
        state = path.stat()
        said.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return said.hexdigest()


def _files(folder: Path) -> Iterable[tuple[Path, str]]:
    """The files of a folder with their paths in it, in the order of these."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        yield path, path.relative_to(folder).as_posix()
