"""Several processes find what one finds, in the same order."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.annotate import workers
from onrecord.annotate.pipeline import annotate
from onrecord.annotate.workers import annotate_all
from onrecord.model import Article, Known
from onrecord.weights import PINNED, find_model
from tests.annotate.test_pipeline import articles


def test_two_processes_find_what_one_finds(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SHARE", 1000)
    known = [Known("Harbour Board", "organization")]
    expected = list(annotate(nlp, articles(9), known))
    assert list(annotate_all(find_model(PINNED), articles(9), known, jobs=2)) == expected


def test_little_work_is_done_here(nlp: Language) -> None:
    assert list(annotate_all(find_model(PINNED), articles(2))) == list(annotate(nlp, articles(2)))


def test_no_work_loads_nothing() -> None:
    nowhere = dataclasses.replace(find_model(PINNED), path=Path("/nowhere"))
    assert list(annotate_all(nowhere, [])) == []


def test_shares_keep_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SHARE", 10)
    shares = list(workers._shares([Article(str(i), "x" * 4) for i in range(7)]))
    assert [[a.id for a in share] for share in shares] == [["0", "1", "2"], ["3", "4", "5"], ["6"]]


PARENT = """
import multiprocessing, sys
from onrecord.annotate import workers
from onrecord.model import Article
from onrecord.weights import PINNED, find_model
if __name__ == "__main__":
    workers.SHARE = 1
    articles = [Article(str(i), "One line.") for i in range(9)]
    found = workers.annotate_all(find_model(PINNED), articles, jobs=2)
    next(found)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    sys.stdin.read()
"""


def test_a_parent_that_is_killed_takes_its_workers_with_it(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    root = Path(workers.__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(root)},
    )
    assert parent.stdout is not None
    children = [Path("/proc", pid) for pid in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    assert len(children) == 2
    assert parent.stdout.read() == "", "ends when the last process that could write to it is gone"
    parent.stdout.close()
    assert not any(runs(child) for child in children), "workers outlive the build"


def runs(process: Path) -> bool:
    """Whether a process is more than an entry that nobody has read yet."""
    try:
        return process.joinpath("stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_annotating_does_not_wait_for_spacys_command_line() -> None:
    """Which is there as ever for whoever asks for it."""
    code = (
        "import sys, onrecord.annotate.pipeline, spacy\n"
        "assert not any(name.startswith('spacy.cli') for name in sys.modules)\n"
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "from spacy.cli.info import info\n"
        "from spacy.cli import app\n"
        "assert info.__module__ == 'spacy.cli.info'\n"
        "assert 'info' in [c.name for c in app.registered_commands]\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""
