"""Files of decisions: read with a digest, written whole and only where they are as they were read.

A write goes into a hidden file beside its place, down to the disk, and takes its name at one
stroke: whoever is killed at any moment leaves the old file or the new one. Everyone who writes
holds a lock on `briefings/` from reading to writing, so that two writers never lose each other's.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = "briefings"
NAMES = ("actors.yml", "corrections.yml")
_HIDDEN = ".onrecord-"  # before the name of a file that is being written


class RefusedError(Exception):
    """Something that will not be written. The message says why, to a person."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a file holds; None where there is none."""

    text: str | None

    @property
    def digest(self) -> str:
        if self.text is None:
            return "none"
        return hashlib.sha256(self.text.encode()).hexdigest()[:32]


class ChangedError(RefusedError):
    """The file is not what was read: somebody else has written it. `now` is what it holds."""

    def __init__(self, name: str, now: Text) -> None:
        super().__init__(f"{name} was changed by somebody else since it was read: nothing written")
        self.now = now


def inside(root: Path, name: str) -> Path:
    """The path of a file of decisions, relative to `briefings/`: a known name, in it or in one of
    its folders, no link. Raises RefusedError.
    """
    parts = name.split("/")
    home = root / FOLDER
    path = home.joinpath(*parts)
    plain = len(parts) in (1, 2) and all(p and not p.startswith((".", "_")) for p in parts)
    if not plain or parts[-1] not in NAMES or "\0" in name or "\\" in name:
        raise RefusedError(f"{name!r} is no file of decisions in {FOLDER}/")
    if path.is_symlink() or not path.parent.is_dir():
        raise RefusedError(f"{name} is a link, or its folder is not there")
    if not path.parent.resolve().is_relative_to(home.resolve()):
        raise RefusedError(f"{name} leads out of {FOLDER}/")
    return path


def standing(root: Path) -> frozenset[tuple[str, int, int, int]]:
    """The files of `briefings/` and of its folders, with their numbers, sizes and times: as long as
    all are the same, none was written.
    """
    found = set()
    for pattern in ("*", "*/*"):
        for path in (root / FOLDER).glob(pattern):
            with suppress(OSError):  # gone meanwhile, or a link to nothing
                state = path.stat()
                found.add((str(path), state.st_ino, state.st_size, state.st_mtime_ns))
    return frozenset(found)


def read(path: Path) -> Text:
    """What a file holds. Raises RefusedError where it is not UTF-8."""
    try:
        return Text(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return Text(None)
    except UnicodeDecodeError as error:
        raise RefusedError(f"{path.name} is not UTF-8: save it as UTF-8") from error


def write(path: Path, text: str | None) -> None:
    """Write a file whole, or delete it. Hold the lock."""
    if text is None:
        path.unlink(missing_ok=True)
    else:
        number, beside = tempfile.mkstemp(prefix=_HIDDEN, dir=path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileNotFoundError):
                os.chmod(beside, path.stat().st_mode & 0o777)
            os.replace(beside, path)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(beside)
            raise
    _keep_names(path.parent)


def _keep_names(folder: Path) -> None:
    """Ask the disk to keep the names of a folder."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """One writer at a time; the lock goes with the process that holds it."""
    number = os.open(root / FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        _clear(root / FOLDER)
        yield
    finally:
        os.close(number)


def _clear(home: Path) -> None:
    """Delete what a writer that was killed has left."""
    for left in (*home.glob(f"{_HIDDEN}*"), *home.glob(f"*/{_HIDDEN}*")):
        with suppress(OSError):
            left.unlink()
