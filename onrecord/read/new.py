"""A new project, and a new briefing from article files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from onrecord.model import Problem
from onrecord.read.content import BRIEFING, FOLDER, HIDDEN, LARGEST
from onrecord.read.readers import READERS
from onrecord.read.readers.decode import decode
from onrecord.read.yamlmap import quoted
from onrecord.shipped import STARTER
from onrecord.slug import slug as plain

_FORM = """\
---
title:
date:            # of the briefing: 2020-06-05
summary:
tags: []
sources:
{sources}---

"""
# Names that begin with a dot would be hidden in the package, and taken for its own.
_DOTTED = {"gitignore": ".gitignore", "github": ".github", "gitlab-ci.yml": ".gitlab-ci.yml"}
_KEYS = {
    "publisher": "",
    "author": "",
    "url": "",
    "published": '   # 2020-06-04; without it, "Thursday" has no date',
}


def new_briefing(root: Path, slug: str, files: Sequence[Path]) -> Path | tuple[Problem, ...]:
    """Make `briefings/<slug>` with copies of the files; its path, or what is wrong. All of it is
    made, or nothing.
    """
    folder = root / FOLDER / slug
    problems = _problems(folder, slug, files)
    if problems:
        return tuple(problems)
    beside = folder.with_name(f".{slug}.new")  # hidden from every reader until it is whole
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, beside / file.name)
    sources = "".join(map(_source, files))
    (beside / BRIEFING).write_text(_FORM.format(sources=sources), "utf-8")
    os.sync()  # a name that outlives a power cut must not stand for files that are empty
    beside.rename(folder)
    return folder


def _source(file: Path) -> str:
    """The lines on one source. What the file itself says is a comment: once is enough."""
    text = decode(file.read_bytes(), str(file), [])
    facts = READERS[file.suffix.lower()](text or "", str(file), []).facts
    lines = [f"  - file: {quoted(file.name)}"]
    for key, hint in _KEYS.items():
        found = getattr(facts, key)
        lines.append(
            f"    # {key}: {' '.join(str(found).split())} (says the file)"
            if found
            else f"    {key}:{hint}"
        )
    return "\n".join(lines) + "\n"


def _problems(folder: Path, slug: str, files: Sequence[Path]) -> list[Problem]:
    problems: list[Problem] = []
    if plain(slug) != slug:
        problems.append(Problem(f"“{slug}” cannot be an address", f"“{plain(slug)}” could"))
    elif folder.exists():
        problems.append(
            Problem("there is such a briefing already", "take another name", f"{FOLDER}/{slug}")
        )
    stems: dict[str, Path] = {}
    for file in files:
        if file.name.startswith(HIDDEN):
            problems.append(
                Problem(
                    f"names that begin with {' or '.join(HIDDEN)} are not read",
                    "rename it",
                    str(file),
                )
            )
        elif file.name != file.name.strip() or not _is_unicode(file.name):
            problems.append(
                Problem("no briefing.md can name such a file", "rename it", ascii(str(file)))
            )
        elif file.stat().st_size > LARGEST:
            problems.append(
                Problem(f"is larger than {LARGEST // 1_000_000} MB", "split it", str(file))
            )
        elif file.suffix.lower() not in READERS or file.name.lower() == BRIEFING:
            problems.append(
                Problem(f"not a source: those end in {', '.join(READERS)}", "export it", str(file))
            )
        elif plain(file.stem) in stems:
            problems.append(
                Problem(
                    f"would have the address of {stems[plain(file.stem)]}", "rename one", str(file)
                )
            )
        else:
            stems[plain(file.stem)] = file
            found: list[Problem] = []
            text = decode(file.read_bytes(), str(file), found)
            problems += (p for p in found if not p.warning)
            if text is not None and not text.strip():
                problems.append(Problem("is empty", "", str(file)))
    return problems


def _is_unicode(name: str) -> bool:
    """Whether a file's name is text: other bytes come from the system as surrogates (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


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
