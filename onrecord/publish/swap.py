"""A folder put in the place of another at one stroke.

The new site is built beside the old one, on the same disk. Linux and macOS can exchange two names
in one step, so that whoever looks, or kills the build, finds the old site or the new one, whole.
Elsewhere the old one is moved aside first; if the build dies between the two moves, `clear_up` puts
it back. Every folder that we make has MARK in it from its beginning: what has not is not ours to
replace or to delete.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

MARK = ".onrecord"
_AT_FDCWD = -100  # paths are relative to the current folder (fcntl.h)
_RENAME_EXCHANGE = 2  # renameat2(2)
_RENAME_SWAP = 2  # renamex_np(2)


def beside(site: Path) -> Path:
    """Make an empty folder for the new site, beside the old one; leftovers that cannot be deleted
    are not in its way.
    """
    for name in _names(site, "new"):
        if not os.path.lexists(name):
            name.mkdir(parents=True)
            (name / MARK).touch()
            return name
    raise AssertionError  # there are more numbers than files


def clear_up(site: Path) -> tuple[Path, ...]:
    """Undo what a build that was killed has left behind; what of it cannot be deleted."""
    left = []
    for kind in ("old", "new"):
        for folder in _there(site, kind):
            if kind == "old" and not site.exists() and is_ours(folder):
                folder.rename(site)
            elif (is_ours(folder) or _is_empty(folder)) and not _deleted(folder):
                left.append(folder)
    return tuple(left)


def is_ours(folder: Path) -> bool:
    """Whether we made a folder. A link is never ours, wherever it leads."""
    return not folder.is_symlink() and (folder / MARK).is_file()


def write_through() -> None:
    """Have the disk write what was given to it: a name that outlives a power cut must not stand for
    files that are empty. Windows has no such call for all files.
    """
    if sys.platform != "win32":
        os.sync()


def swap_in(new: Path, site: Path) -> None:
    """Put a folder in the place of `site`. What stood there stands aside until `clear_up`."""
    write_through()
    if not site.exists():
        new.rename(site)
    elif not exchange(new, site):
        aside = next(name for name in _names(site, "old") if not os.path.lexists(name))
        site.rename(aside)
        new.rename(site)


def _names(site: Path, kind: str) -> Iterator[Path]:
    yield site.with_name(f".{site.name}.{kind}")
    yield from (site.with_name(f".{site.name}.{kind}-{n}") for n in count(2))


def _there(site: Path, kind: str) -> list[Path]:
    """Those of the names that something has, also where one before it has gone."""
    name = re.compile(re.escape(f".{site.name}.{kind}") + r"(-[0-9]+)?")
    try:
        return sorted(p for p in site.parent.iterdir() if name.fullmatch(p.name))
    except FileNotFoundError:
        return []


def _is_empty(folder: Path) -> bool:
    """Whether nothing is in a folder: one that was killed before it got its mark, or after it was
    deleted.
    """
    return folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())


def _deleted(folder: Path) -> bool:
    """Delete a folder, its mark last, so that a half of it is still known as ours."""
    try:
        for path in sorted(folder.iterdir(), key=lambda p: p.name == MARK):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        folder.rmdir()
    except OSError:
        return False
    return True


def exchange(a: Path, b: Path) -> bool:
    """Exchange two names in one step; False where the system or the disk cannot."""
    if sys.platform == "win32":
        return False
    names = os.fsencode(a), os.fsencode(b)
    libc = ctypes.CDLL(None)
    try:
        if sys.platform == "darwin":
            done = libc.renamex_np(*names, _RENAME_SWAP)
        else:
            done = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    except AttributeError:  # a C library without it
        return False
    return bool(done == 0)
