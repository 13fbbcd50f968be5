"""A new project: settings, an example, workflows."""

from __future__ import annotations

import shutil
from pathlib import Path

from onrecord.read.reading import FOLDER
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
    made = []
    parts = sorted(p.relative_to(STARTER) for p in STARTER.rglob("*") if p.is_file())
    for name in (n for n in parts if n.parts[0] != FOLDER):
        path = folder.joinpath(*(_DOTTED.get(part, part) for part in name.parts))
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")  # whole, or not there for the next try
            shutil.copyfile(STARTER / name, beside)
            beside.replace(path)
            made.append(path)
    if not (folder / FOLDER).exists():
        whole = folder / f".{FOLDER}.new"
        shutil.rmtree(whole, ignore_errors=True)
        shutil.copytree(STARTER / FOLDER, whole)
        whole.rename(folder / FOLDER)
        made += (folder / n for n in parts if n.parts[0] == FOLDER)
    return made
