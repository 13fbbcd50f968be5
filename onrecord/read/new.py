"""A new project: settings, an example, workflows."""

from __future__ import annotations

import shutil
from pathlib import Path

from onrecord.read.content import FOLDER
from onrecord.shipped import STARTER

# Names that begin with a dot would be hidden in the package, and taken for its own.
_DOTTED = {"gitignore": ".gitignore", "github": ".github", "gitlab-ci.yml": ".gitlab-ci.yml"}


def without_example(folder: Path) -> Path | None:
    """Delete the example that `new_project` makes; None where it is not there, or was changed."""
    example = STARTER / FOLDER
    files = {p.relative_to(example): p.read_bytes() for p in example.rglob("*") if p.is_file()}
    home = folder / FOLDER / next(iter(files)).parts[0]
    there = {p.relative_to(folder / FOLDER): p.read_bytes() for p in home.rglob("*") if p.is_file()}
    if not there or there != files:
        return None
    shutil.rmtree(home)
    return home


def new_project(folder: Path) -> list[Path]:
    """Make what a project needs and has not: settings, a briefing that is an example, what git is
    not to keep, workflows that publish. Gives what was made.
    """
    had_briefings = (folder / FOLDER).exists()
    made = []
    for source in sorted(p for p in STARTER.rglob("*") if p.is_file()):
        name = source.relative_to(STARTER)
        if name.parts[0] == FOLDER and had_briefings:
            continue
        path = folder.joinpath(*(_DOTTED.get(part, part) for part in name.parts))
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
            made.append(path)
    return made
