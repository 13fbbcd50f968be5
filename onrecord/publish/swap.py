"""A folder put in the place of another at one stroke.

The new site is built beside the old one, on the same disk. Linux and macOS can exchange two names
in one step, so that whoever looks, or kills the build, finds the old site or the new one, whole.
Elsewhere the old one is moved aside first; if the build dies between the two moves, `clear_up` puts
it back.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100  # paths are relative to the current folder (fcntl.h)
_RENAME_EXCHANGE = 2  # renameat2(2)
_RENAME_SWAP = 2  # renamex_np(2)


def beside(site: Path) -> Path:
    """Where the new site is built."""
    return site.with_name(f".{site.name}.new")


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def clear_up(site: Path) -> None:
    """Undo what a build that was killed has left behind."""
    if _aside(site).exists() and not site.exists():
        _aside(site).rename(site)
    for left in (beside(site), _aside(site)):
        if left.is_symlink():
            left.unlink()
        elif left.exists():
            shutil.rmtree(left)


def swap_in(site: Path) -> None:
    """Put the folder `beside(site)` in the place of `site`, and delete what stood there."""
    new = beside(site)
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        site.rename(_aside(site))
        new.rename(site)
    clear_up(site)


def _exchange(a: Path, b: Path) -> bool:
    """Exchange two names in one step; False where the system or the disk cannot."""
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
