"""The door: `onrecord`, and `python -m onrecord`.

Whoever waits at a terminal is told at once that something begins: the libraries of the commands
alone take a tenth of a second. `Commands` takes the word away again when they are there.
"""

from __future__ import annotations

import os
import sys

_SILENT = {"-q", "--quiet", "-h", "--help", "--version", "help"}


def main(prog_name: str | None = None) -> None:
    """Run the command that was asked for."""
    if sys.stderr.isatty() and _moves() and not _SILENT.intersection(sys.argv):
        sys.stderr.write("starting …")
        sys.stderr.flush()
    from onrecord.cli import main as commands

    commands(prog_name=prog_name)


def _moves() -> bool:
    """Whether what is written can be taken away again, and nobody completes a word."""
    dumb = os.name == "nt" or os.environ.get("TERM") == "dumb"
    return not dumb and "_ONRECORD_COMPLETE" not in os.environ


if __name__ == "__main__":
    main(prog_name="onrecord")
