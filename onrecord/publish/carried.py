"""What of the site that is there can stand in the next one as it is.

A page that MkDocs builds depends on its file in the docs_dir and on what is the same for all:
settings, theme, menu. So where nothing else differs, MkDocs builds the files that have changed into
an empty folder, and the others come there as further names of the old site's files. Nothing is ever
written into these: whoever reads the old site goes on reading it.
"""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from onrecord.kept import Doc
from onrecord.read.settings import Project
from onrecord.render.verbatim import MARKER
from onrecord.shipped import TEMPLATES

_OURS = re.compile(rf"---\n(.*?)\n---\n{re.escape(MARKER)}\n", re.DOTALL)
_ASKED = ("date", "moved")  # by the sitemap of our theme, of every page


def front_matter(text: str) -> dict[str, Any] | None:
    """What a page of ours says before its HTML, each in a line as JSON; None of any other page."""
    found = _OURS.match(text)
    lines = (line.partition(": ") for line in found[1].split("\n")) if found else ()
    try:
        return {key: json.loads(value) for key, _, value in lines} if found else None
    except ValueError:
        return None


def facts_of(text: str) -> dict[str, str]:
    """What the sitemap has to know of a page that is not read again."""
    said = front_matter(text) or {}
    return {key: said[key] for key in _ASKED if key in said}


def stays(
    project: Project, before: Mapping[str, Doc], now: Mapping[str, Doc], changed: Collection[str]
) -> Mapping[str, Doc] | None:
    """The files of the docs_dir whose outputs stand in the old site as they should; None where each
    has to be built: nothing is known of before, or they are not `apart`.
    """
    if not before or not apart(project):
        return None
    return {path: doc for path, doc in now.items() if path not in changed}


def apart(project: Project) -> bool:
    """Whether MkDocs can build each page without the others: no menu and no theme of the project's
    own, which may show on one page what another says.
    """
    own = project.templates / "theme"
    return "nav" not in project.stated and (not own.is_dir() or _is_shipped(own))


def _is_shipped(theme: Path) -> bool:
    return theme.resolve() == (TEMPLATES / "theme").resolve()


def carry_over(old: Path, new: Path, same: Mapping[str, Doc] | None) -> None:
    """Put into the new site what stays as it is in the old one. A file that was made anew to the
    same bytes is the old one too, so that its time tells of its last change.
    """
    if same is None:
        return
    docs = {output(path) for path in same}
    for folder, _, files in os.walk(old):
        inside = os.path.relpath(folder, old)
        for name in files:
            path = name if inside == "." else f"{inside}/{name}".replace(os.sep, "/")
            at, to = os.path.join(folder, name), os.path.join(new, path)
            if os.path.lexists(to):
                if filecmp.cmp(at, to, shallow=False):
                    os.unlink(to)
                    _link(at, to)
            elif path in docs:
                os.makedirs(os.path.dirname(to), exist_ok=True)
                _link(at, to)


def output(path: str) -> str:
    """The file of the site that MkDocs makes of one of the docs_dir."""
    return path.removesuffix(".md") + ".html" if path.endswith(".md") else path


def _link(at: str, to: str) -> None:
    """Another name for a file; a copy where the disk has no such thing."""
    try:
        os.link(at, to)
    except OSError:
        shutil.copy2(at, to)
