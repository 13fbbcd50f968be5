"""Machines that work together find what one finds, also where one of them is lost; and none begins
that would find something else. Schedulers and workers are Dask's own, in processes of their own.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.annotate import cluster as clusters
from onrecord.annotate import workers
from onrecord.annotate.cluster import ClusterError, cluster
from onrecord.annotate.pipeline import annotate
from onrecord.annotate.workers import annotate_all, annotate_share
from onrecord.model import Annotations, Known
from onrecord.weights import PINNED, ModelError, find_model
from tests.annotate.test_pipeline import articles
from tests.conftest import ROOT

KNOWN = [Known("Harbour Board", "organization")]
# A worker dies when it begins its second share: what it found in the first is lost as well.
DOOMED = """
import os, signal
from distributed import WorkerPlugin

class Doom(WorkerPlugin):
    begun = 0

    def transition(self, key, start, finish, **kwargs):
        if finish == "executing" and "annotate_share" in str(key):
            self.begun += 1
            if self.begun == 2:
                os.kill(os.getpid(), signal.SIGKILL)

async def dask_setup(worker):
    await worker.plugin_add(Doom())
"""


@pytest.fixture
def one_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SHARE", 1)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no wrong address."""
    monkeypatch.setattr(clusters, "ANSWER", 600)


def found_by(executor: Executor, n: int) -> list[Annotations]:
    return list(annotate_all(find_model(PINNED), articles(n), KNOWN, executor=executor))


@pytest.mark.usefixtures("one_a_share")
def test_any_executor_will_do(nlp: Language) -> None:
    with ThreadPoolExecutor(3) as threads:
        assert found_by(threads, 5) == list(annotate(nlp, articles(5), KNOWN))


def test_more_shares_than_are_handed_out_at_once_keep_the_order(
    nlp: Language, one_a_share: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "AHEAD", 2)
    monkeypatch.setattr(workers, "annotate_share", lambda model, same, share, known: share)
    with ThreadPoolExecutor(2) as threads:
        assert found_by(threads, 9) == articles(9)


@pytest.mark.parametrize(("what", "said"), [("spacy", "0.1"), ("model", "en, weights 0")])
def test_a_process_that_is_not_the_same_does_not_begin(what: str, said: str) -> None:
    with pytest.raises(ModelError, match=f"{what} is .* there and"):
        annotate_share(PINNED, {what: said}, articles(1), ())


def test_without_the_extra_the_command_to_install_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ClusterError, match=r"install 'onrecord\[cluster\]'"),
        cluster("tcp://127.0.0.1:1", find_model(PINNED)),
    ):
        pass


# ---- with Dask -----------------------------------------------------------------------------------


@contextmanager
def process(*arguments: str | Path, path: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask's, which finds On Record in a folder."""
    command = [sys.executable, "-m", *arguments]
    started = subprocess.Popen(
        [str(x) for x in command],
        cwd=path,
        env={"PYTHONPATH": str(path), "DASK_DISTRIBUTED__ADMIN__LOG_LENGTH": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.kill()
        started.wait()


def worker(address: str, path: Path = ROOT, *more: str | Path):  # type: ignore[no-untyped-def]
    own = "--nthreads 1 --no-nanny --no-dashboard".split()
    return process("distributed.cli.dask_worker", address, *own, *more, path=path)


@contextmanager
def scheduler(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A scheduler of the test's own, and its address."""
    pytest.importorskip("distributed", reason="the extra onrecord[cluster] is not installed")
    file = tmp_path / "scheduler.json"
    own = "--host 127.0.0.1 --port 0 --no-dashboard --no-show".split()
    with process("distributed.cli.dask_scheduler", *own, "--scheduler-file", file) as started:
        while not (file.exists() and file.read_text().endswith("}")):
            assert started.poll() is None, "the scheduler has not started"
        yield started, json.loads(file.read_text())["address"]


def wait_for(address: str, n: int) -> None:
    """Until so many workers are there."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(n)


@pytest.mark.usefixtures("one_a_share")
def test_a_worker_that_is_killed_changes_nothing(nlp: Language, tmp_path: Path) -> None:
    doom = tmp_path / "doom.py"
    doom.write_text(DOOMED)
    with (
        scheduler(tmp_path) as (_, address),
        worker(address),
        worker(address, ROOT, "--preload", doom) as doomed,
    ):
        wait_for(address, 2)
        with cluster(address, find_model(PINNED)) as executor:
            found = found_by(executor, 12)
        assert doomed.wait() == -signal.SIGKILL
    assert found == list(annotate(nlp, articles(12), KNOWN))


@pytest.mark.usefixtures("one_a_share")
def test_a_scheduler_that_goes_is_said_to_be_gone(tmp_path: Path) -> None:
    with scheduler(tmp_path) as (started, address), worker(address):
        wait_for(address, 1)
        with pytest.raises(ClusterError, match="has gone while it worked"):
            _lose(started, address)


def _lose(scheduler: subprocess.Popen[bytes], address: str) -> None:
    """Annotate far more than is done when the scheduler is killed."""
    with cluster(address, find_model(PINNED)) as executor:
        found = annotate_all(find_model(PINNED), articles(300), executor=executor)
        next(found)
        scheduler.kill()
        list(found)


def test_workers_that_are_not_the_same_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    shutil.copytree(ROOT / "onrecord", tmp_path / "other" / "onrecord")
    with (tmp_path / "other/onrecord/model.py").open("a") as file:
        file.write("# a change\n")
    with (
        scheduler(tmp_path) as (_, address),
        worker(address, tmp_path / "empty"),
        worker(address, tmp_path / "other"),
    ):
        wait_for(address, 2)
        with pytest.raises(ClusterError) as said, cluster(address, find_model(PINNED)):
            pass
    assert "On Record is not installed there" in str(said.value)
    assert "On Record is 0." in str(said.value)
    assert str(said.value).count("tcp://") == 3


def test_a_scheduler_without_workers_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "WORKERS", 0.1)
    with (
        scheduler(tmp_path) as (_, address),
        pytest.raises(ClusterError, match=f"dask worker {address}"),
        cluster(address, find_model(PINNED)),
    ):
        pass


@pytest.mark.parametrize(
    "address",
    [
        *("nonsense", "http://127.0.0.1:8786", "tcp://127.0.0.1:1", "tcp://no.invalid:8786"),
        *("tcp://127.0.0.1:99999", "[::1]:1"),
    ],
)
def test_a_wrong_address_is_named(address: str) -> None:
    pytest.importorskip("distributed", reason="the extra onrecord[cluster] is not installed")
    with (
        pytest.raises(ClusterError, match=f"{re.escape(address)}.*dask scheduler"),
        cluster(address, find_model(PINNED)),
    ):
        pass
