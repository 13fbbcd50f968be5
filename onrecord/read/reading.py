"""What is common to the reading of all files of `briefings/`: what may be read, and what is
wrong with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model import Article, Problem
from onrecord.read.readers import SUFFIXES, read_source
from onrecord.read.readers.decode import decode
from onrecord.read.readers.draft import Draft
from onrecord.slug import slug

FOLDER = "briefings"
BRIEFING = "briefing.md"
DECISIONS = "actors.yml"
CORRECTIONS = "corrections.yml"
SETTINGS = "mkdocs.yml"
HIDDEN = (".", "_")  # what begins so is not read
LARGEST = 20_000_000  # bytes; an article has some thousand
KINDS = ", ".join(SUFFIXES)

SourceReader = Callable[[bytes, str, list[Problem]], Draft | None]
"""What `readers.read_source` is: a file's bytes and name → what was read; mistakes are added."""


@dataclass(slots=True)
class Reading:
    """What is common to the reading of all files of a project."""

    root: Path
    home: Path  # briefings/, resolved: nothing is read from outside of it
    skip: dict[str, bool | None]  # sources that are not to be read → whether they are there
    source: SourceReader = read_source
    problems: list[Problem] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    slugs: dict[str, str] = field(default_factory=dict)  # slug → the file or folder that has it

    def name(self, path: Path) -> str:
        """A path as messages show it."""
        return (
            os.fsencode(path.relative_to(self.root)).decode("utf-8", "replace").replace(os.sep, "/")
        )

    def problem(self, path: Path, what: str, mend: str = "", warning: bool = False) -> None:
        self.problems.append(Problem(what, mend, self.name(path), warning=warning))

    def not_read(self, path: Path) -> None:
        if not path.is_file():
            what = "is not read: it is a pipe, a socket or a device, and no file"
            self.problem(path, what, "put the file itself here", warning=True)
            return
        self.problem(
            path,
            f"is not read: sources end in {KINDS}",
            "export it as one of these",
            warning=True,
        )

    def entries(self, folder: Path) -> list[Path]:
        """What lies in a folder, by name, without what is hidden and what leads out of
        `briefings/`.
        """
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            self.problem(folder, f"cannot be read: {error.strerror}", "look at its permissions")
            return []
        return [p for p in paths if not p.name.startswith(HIDDEN) and self.stays_inside(p)]

    def stays_inside(self, path: Path) -> bool:
        try:
            inside = path.resolve(strict=True).is_relative_to(self.home)
        except PermissionError as error:
            self.problem(path, f"cannot be read: {error.strerror}", "look at its permissions")
            return False
        except (OSError, RuntimeError):
            self.problem(
                path, "is a link that leads nowhere", "delete it, or put the file itself here"
            )
            return False
        if not inside:
            self.problem(
                path,
                "is a link out of the folder, which is not followed",
                "put the file itself here",
            )
        return inside

    def text(self, path: Path) -> str | None:
        """The text of a file, None where it has none."""
        raw = self.raw(path)
        return None if raw is None else decode(raw, self.name(path), self.problems)

    def raw(self, path: Path) -> bytes | None:
        """The bytes of a file, None where they cannot be had."""
        try:
            if path.stat().st_size > LARGEST:
                self.problem(path, f"is larger than {LARGEST // 1_000_000} MB", "split it")
                return None
            return path.read_bytes()
        except OSError as error:
            self.problem(path, f"cannot be read: {error.strerror}", "look at its permissions")
            return None

    def slug(self, path: Path, words: str) -> str | None:
        """The address of a briefing; None where another one has it."""
        found = slug(words)
        if found in self.slugs:
            what = f"has the same address “{found}” as {self.slugs[found]}"
            self.problem(path, what, "rename one of them")
            return None
        if found != words:
            self.problem(
                path,
                f"is published as “{found}”",
                "rename it so, to see its address here",
                warning=True,
            )
        self.slugs[found] = self.name(path)
        return found
