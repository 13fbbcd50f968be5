"""The executor of a Dask scheduler: processes of other machines that annotate.

Dask hands out the shares, and hands them out again where a worker is lost. Before any work it is
asked of every worker what must be the same as here; one that comes later is asked with its first
share (`workers.annotate_share`).
"""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.annotate.sameness import differences, what_must_match
from onrecord.annotate.workers import name_of
from onrecord.invoked import install_line
from onrecord.weights import Model, find_model

if TYPE_CHECKING:
    from distributed import Client

ANSWER = 60  # seconds for a scheduler that is there to answer
WORKERS = 10  # seconds for the first worker to come
_ADDRESS = re.compile(r"(?:(?:tcp|tls|wss?)://)?(?P<host>[^/\s]+):(?P<port>[0-9]{1,5})/?")
_AS = "name the one that `dask scheduler` prints, as in --cluster tcp://10.0.0.1:8786"
_SHOWN = 5  # workers whose faults are told


class ClusterError(ConnectionError):
    """There is no such cluster, or it is not fit. The message says what to do."""


@contextmanager
def cluster(address: str, model: Model) -> Iterator[Executor]:
    """The executor of the scheduler at an address such as tcp://10.0.0.1:8786. Raises ClusterError
    where it is not there, has no workers, or has some that are not as this machine is.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        line = install_line("'onrecord[cluster]'")
        raise ClusterError(f"--cluster needs Dask, which is not installed: {line}") from error

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is wrong is said by us
    with _connected(Client, address) as client:
        _compare(client, address, model)
        try:
            yield client.get_executor(pure=False)
        except KilledWorker as error:
            raise ClusterError(
                f"workers of {address} were killed again and again at the same articles: have they "
                "enough memory? a worker needs 1 GB, more where texts are very long"
            ) from error
        except CancelledError as error:
            raise ClusterError(
                f"the scheduler at {address} has gone while it worked: start it again, then this "
                "command; with --cache what was done before is not done again"
            ) from error


@contextmanager
def _connected(client: type[Client], address: str) -> Iterator[Client]:
    parts = _ADDRESS.fullmatch(address)
    if not parts:
        raise ClusterError(f"{address} is not the address of a scheduler: {_AS}")
    try:
        # Dask would try for long what nobody listens at.
        socket.create_connection((parts["host"].strip("[]"), int(parts["port"])), WORKERS).close()
        opened = client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, OverflowError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}: {_AS}") from error
    with opened:
        yield opened


def _compare(client: Client, address: str, model: Model) -> None:
    """Raise ClusterError unless there is a worker, and all of them are as this machine is."""
    try:
        client.wait_for_workers(1, timeout=WORKERS)
    except TimeoutError as error:
        raise ClusterError(
            f"the scheduler at {address} has no workers: start some with "
            f"`dask worker {address} --nthreads 1`, one for each core"
        ) from error
    here = what_must_match(model)
    answers = client.run(said_of, name_of(model), on_error="return")
    wrong = {worker: _wrong(here, said) for worker, said in sorted(answers.items())}
    lines = [f"  {worker}: {what}" for worker, what in wrong.items() if what]
    if lines:
        more = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        raise ClusterError(
            "\n".join(
                [
                    f"workers of {address} are not as this machine is, and might find something "
                    "else:",
                    *lines[:_SHOWN],
                    *more,
                    "install the same there (a copy of this environment, or the same lock file)",
                ]
            )
        )


def said_of(model: str) -> dict[str, str]:
    """What a worker says of itself, called there."""
    return what_must_match(find_model(model))


def _wrong(here: dict[str, str], said: object) -> str:
    if isinstance(said, dict):
        return differences(here, said)
    missing = "No module named 'onrecord" in str(said)
    return "On Record is not installed there" if missing else str(said)
