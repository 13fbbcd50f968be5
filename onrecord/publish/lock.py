"""One build of a project at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold a project: another build of it waits, and calls `waiting` first. The lock goes with the
    process that holds it, however that ends.

    It is on the folder itself, which nobody deletes; on Windows, where folders cannot be opened, on
    a file in its `.build`.
    """
    number = _opened(folder)
    try:
        if not _taken(number, wait=False):
            waiting()
            while not _taken(number, wait=True):
                pass
        yield
    finally:
        os.close(number)


if sys.platform == "win32":

    def _opened(folder: Path) -> int:
        file = folder / ".build" / "lock"
        file.parent.mkdir(exist_ok=True)
        return os.open(file, os.O_RDWR | os.O_CREAT)

    def _taken(number: int, wait: bool) -> bool:
        try:  # waits ten seconds at most
            msvcrt.locking(number, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _taken(number: int, wait: bool) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
