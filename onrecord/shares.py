"""Work done in shares, by several processes of this machine at once.

Each is a copy of this one and knows all that is known here, so that nothing need be handed to it;
what it finds out comes back. A process is copied where that is safe: on Linux, and where nothing
else runs in it that may hold a lock, which the copy would wait for forever. Elsewhere there is one
share.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import connection, current_process, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

T = TypeVar("T")
_MOST = 8  # processes, where nobody says how many: each has memory of its own, and less left to do


def cores() -> int:
    """How many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ShareLostError(OSError):
    """A process was killed before its share was done."""


def processes(jobs: int = 0) -> int:
    """How many processes may share work here; if `jobs` is 0 as many as there are cores, within
    reason.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or current_process().daemon:
        return 1
    return jobs or min(_MOST, cores())


def in_shares(
    work: Callable[[int, int], T], count: int, meanwhile: Callable[[], None] = lambda: None
) -> list[T] | None:
    """What `work(n, count)` gives for each n below `count`, in a process of its own; what it gives
    must pickle. None where one could not do it: do it all here, and see why. `meanwhile` is done
    here in any case.

    Raises ShareLostError where a process was killed. None outlives this call, nor this process.
    """
    with ExitStack() as ends:
        try:
            with _copying():
                copies = [ends.enter_context(_copy(work, n, count)) for n in range(count)]
        except OSError:  # the machine has no room for another process
            ends.close()
            copies = []
        meanwhile()
        found: list[tuple[T] | None] = [_received(pipe) for _, pipe in copies] or [None]
        for child, _ in copies:
            child.join()
            if child.exitcode is not None and child.exitcode < 0:
                raise ShareLostError(_lost(-child.exitcode))
        return None if None in found else [one[0] for one in found if one is not None]


@contextmanager
def _copy(
    work: Callable[[int, int], T], n: int, count: int
) -> Iterator[tuple[BaseProcess, Connection]]:
    """A copy at work on one share, and where it will be heard of; at the end it is ended."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_do, args=(work, n, count, theirs), daemon=True)
    with ours:
        with theirs:
            child.start()
        try:
            yield child, ours
        finally:
            child.kill()
            child.join()


def _do(work: Callable[[int, int], T], n: int, count: int, to: Connection) -> None:
    """In the copy."""
    end_with_parent()
    try:
        to.send((work(n, count),))
    except BaseException:
        with suppress(OSError):
            to.send(None)


def _received(pipe: Connection) -> tuple[T] | None:
    """What a copy has sent; None where it could not do its share."""
    try:
        found: tuple[T] | None = pipe.recv()
    except (EOFError, OSError):
        return None
    return found


@contextmanager
def _copying() -> Iterator[None]:
    """While copies are made: memory stays one with theirs where no search for garbage marks what is
    in it. Threads of libraries, of which Python's later versions warn, are asleep.
    """
    gc.freeze()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        gc.unfreeze()


def _lost(number: int) -> str:
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    return (
        f"a process that did a share of it was killed ({name}), perhaps for want of memory:"
        " `--jobs 1` needs less"
    )


def end_with_parent() -> None:
    """A command that is killed takes with it the processes that work for it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
