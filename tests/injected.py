"""Calls of the system that fail, or that end the process: the n-th of those that touch a folder.

    with failing(folder, 7):
        build()            # the seventh write, open, rename, unlink … inside the folder fails

Calls that only look (stat, listdir) are not counted; every call that may change something is, and
every opening. A write that fails has written half.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from onrecord.publish import swap

ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES)
_CALLS = (  # of os
    "mkdir",
    "rename",
    "replace",
    "unlink",
    "link",
    "remove",
    "rmdir",
    "utime",
    "open",
    "sync",
    "fsync",
    "sendfile",
)


@dataclass
class Fault:
    """The n-th call, and what becomes of it."""

    root: str
    at: int
    forever: bool = False  # all behind it fail too, as on a disk that is full
    kill: bool = False  # the process ends there
    seen: int = 0
    fired: bool = False
    calls: list[str] = field(default_factory=list)

    def due(self, call: str, path: object) -> bool:
        """Whether this call is to fail."""
        if isinstance(path, str | bytes | os.PathLike):
            where = os.fsdecode(path)
            if os.path.isabs(where) and not where.startswith(self.root):
                return False
        self.seen += 1
        self.calls.append(f"{call} {path}")
        due = self.seen == self.at or (self.forever and self.seen > self.at > 0)
        self.fired = self.fired or due
        return due

    def end(self, path: object = None) -> None:
        """Fail, or be killed."""
        if self.kill:
            os.kill(os.getpid(), signal.SIGKILL)
        code = ERRORS[self.at % len(ERRORS)]
        raise OSError(code, os.strerror(code), str(path) if path else None)

    def tick(self, call: str, path: object) -> None:
        if self.due(call, path):
            self.end(path)


class _File:
    """An open file whose writing may fail in the middle."""

    def __init__(self, file: Any, fault: Fault) -> None:
        self._file, self._fault = file, fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _File:
        self._file.__enter__()
        return self

    def __exit__(self, *error: Any) -> Any:
        return self._file.__exit__(*error)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)

    def write(self, data: Any) -> Any:
        if self._fault.due("write", None):
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            self._fault.end(self._file.name)
        return self._file.write(data)


@contextmanager
def failing(root: Path, at: int, *, forever: bool = False, kill: bool = False) -> Iterator[Fault]:
    """The n-th call inside a folder fails; with 0 none does, and all are counted."""
    fault = Fault(str(root), at, forever, kill)
    opened, exchanged = builtins.open, swap.exchange

    def open_(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        if isinstance(file, int) or not os.fsdecode(file).startswith(fault.root):
            return opened(file, mode, *more, **named)
        fault.tick("open", file)
        made = opened(file, mode, *more, **named)
        return _File(made, fault) if set(mode) & set("wax+") else made

    def ticking(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def inner(*args: Any, **named: Any) -> Any:
            fault.tick(name, args[0] if args else None)
            return call(*args, **named)

        return inner

    def exchange(a: Path, b: Path) -> bool:
        return not fault.due("exchange", a) and exchanged(a, b)

    with ExitStack() as patches:
        for name in _CALLS:
            patches.enter_context(mock.patch.object(os, name, ticking(name, getattr(os, name))))
        patches.enter_context(mock.patch.object(builtins, "open", open_))
        patches.enter_context(mock.patch.object(io, "open", open_))
        patches.enter_context(mock.patch.object(swap, "exchange", exchange))
        yield fault


def killed(root: Path, at: int, run: Callable[[], object]) -> bool:
    """Run in a process of its own that is killed at its n-th call; whether it came so far."""

    def until_then() -> None:
        with failing(root, at, kill=True):
            run()

    _, status = os.waitpid(begun(until_then), 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "it failed, and was not killed"
    return False


def begun(run: Callable[[], object]) -> int:
    """Run in a process of its own, a copy of this one with all that is loaded here; its number."""
    child = os.fork()
    if not child:
        status = 1
        try:
            run()
            status = 0
        finally:
            os._exit(status)
    return child
