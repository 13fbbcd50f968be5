"""How this program was called, so that what a message advises can be pasted where it was read."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def command_line(root: Path | None, *arguments: str) -> str:
    """A command of ours for a project, the one of the current folder if None: by the program's own
    name, or a script by its Python. Arguments stand as they are: quote what needs it.
    """
    from pathlib import Path

    where = [] if root in (None, Path.cwd()) else ["-C", shlex.quote(str(root))]
    return " ".join([_program(), *where, *arguments])


def install_line(package: str) -> str:
    """The command by which any pip installs a package for this Python, which may have no pip."""
    return f"python3 -m pip --python {shlex.quote(sys.executable)} install {package}"


def _program() -> str:
    from pathlib import Path

    script = Path(sys.argv[0])
    if script.name in ("mkdocs", "properdocs", "-c"):
        return "onrecord"
    if script.suffix != ".py":
        return script.name or "onrecord"
    python = Path(sys.executable)
    shown = os.path.relpath(python) if python.is_relative_to(Path.cwd()) else str(python)
    if script.name == "__main__.py":
        return f"{shlex.quote(shown)} -m onrecord"
    return f"{shlex.quote(shown)} {shlex.quote(sys.argv[0])}"
