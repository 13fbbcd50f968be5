"""Parts of a corpus, annotated by jobs that know nothing of each other, give what one run gives."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import click
import pytest
import yaml

from onrecord.cli import main
from onrecord.console.endings import CONTENT, ENVIRONMENT, USAGE
from tests.conftest import ROOT
from tests.test_cli import run, tree

SHARDS = 3
ACTORS = """
actors:
  - {id: moot, name: Moot of Pilots, kind: organization, by: desk, date: 2031-05-06, why: register}
"""


@pytest.fixture
def corpus(project: Path) -> Path:
    """A project with more sources than shards, and a decision that has a say in some of them."""
    folder = project / "briefings" / "ferry"
    for n in range(7):
        (folder / f"herald-{n}.txt").write_text(
            f"Pilots Join\n\n“We are {n + 20} pilots,” said Orla Venn, of the Moot of Pilots.\n"
        )
    (project / "briefings" / "actors.yml").write_text(ACTORS)
    return project


def fill(project: Path, folder: Path, shard: str, *files: str) -> str:
    result = run("-C", str(project), "annotate", "--cache", str(folder), "--shard", shard, *files)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_shards_of_a_project_give_the_site_of_one_run(corpus: Path, tmp_path: Path) -> None:
    first = run("-C", str(corpus))
    assert first.exit_code == 0, first.output
    expected = tree(corpus / "site")
    for made in (".build", ".cache", "site"):
        shutil.rmtree(corpus / made)
    shared = tmp_path / "shared"
    said = [fill(corpus, shared, f"{n}/{SHARDS}") for n in range(1, SHARDS + 1)]
    assert sum(int(line.split()[2]) for line in said) == 8
    assert all("of 8 articles" in line for line in said)
    assert "of which 0 annotated now" in fill(corpus, shared, "1/1")
    done = run("-C", str(corpus), "build", "--cache", str(shared))
    assert "of which 0 annotated now" in done.stdout, done.output
    assert tree(corpus / "site") == expected
    assert not (corpus / ".cache").exists()


def test_a_setting_names_the_shared_folder(corpus: Path, tmp_path: Path) -> None:
    fill(corpus, tmp_path / "shared", "1/1")
    (corpus / "mkdocs.yml").write_text("extra:\n  onrecord:\n    cache: shared\n")
    assert "of which 0 annotated now" in run("-C", str(corpus)).stdout


def test_shards_of_json_lines_give_the_lines_of_one_run(project: Path, tmp_path: Path) -> None:
    rows = [{"id": f"a{n}", "text": f"“We are {n},” said Orla Venn."} for n in range(9)]
    file = tmp_path / "all.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    expected = run("annotate", str(file)).stdout
    shared = tmp_path / "shared"
    for n in range(1, SHARDS + 1):
        fill(project, shared, f"{n}/{SHARDS}", str(file))
    before = tree(shared)
    assert run("annotate", "--cache", str(shared), str(file)).stdout == expected
    assert tree(shared) == before
    damaged = next(shared.iterdir())
    damaged.write_bytes(damaged.read_bytes()[:-9])
    assert run("annotate", "--cache", str(shared), str(file)).stdout == expected
    assert tree(shared) == before, "what was damaged is whole again"


def test_a_full_disk_ends_a_shard(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"

    def full(path: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        result = run("-C", str(corpus), "annotate", "--cache", str(shared), "--shard", "1/1")
        assert result.exit_code == ENVIRONMENT
        assert result.stderr == (
            f"{shared}: annotations cannot be kept here: No space left on device\n"
        )
    assert list(shared.iterdir()) == []


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "1/0", "a/b", "/", "1/2/3", "-1/2"])
def test_a_shard_that_is_no_part_is_refused(shard: str, tmp_path: Path) -> None:
    result = run("annotate", "--cache", str(tmp_path), f"--shard={shard}", feed="")
    assert result.exit_code == USAGE
    assert "write 1/8 for the first of 8" in result.stderr


def test_a_shard_needs_a_folder_and_a_project_that_is_right(corpus: Path, tmp_path: Path) -> None:
    result = run("annotate", "--shard", "1/2", feed="")
    assert (result.exit_code, "--cache DIR" in result.stderr) == (USAGE, True)
    (corpus / "briefings/actors.yml").write_text("actors:\n  Orla Venn:\n    kind: planet\n")
    result = run("-C", str(corpus), "annotate", "--cache", str(tmp_path / "c"), "--shard", "1/2")
    assert (result.exit_code, "actors.yml" in result.stderr) == (CONTENT, True)


def test_processes_or_a_cluster_but_not_both(project: Path) -> None:
    for command in ("build", "annotate"):
        arguments = ("-j", "2", "--cluster", "tcp://127.0.0.1:1")
        result = run("-C", str(project), command, *arguments, feed="")
        assert (result.exit_code, "either --jobs" in result.stderr) == (USAGE, True)


def test_a_folder_is_looked_after(corpus: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    fill(corpus, shared, "1/1")
    assert "annotations of 8 articles, 0.0 MB" in run("cache", str(shared)).stdout
    assert "deleted" not in run("cache", str(shared), "--days", "1").stdout
    result = run("cache", str(shared), "--megabytes", "0")
    assert result.stdout.splitlines() == [
        "deleted annotations of 8 articles, 0.0 MB",
        f"{shared}: annotations of 0 articles, 0.0 MB",
    ]
    key, again = (run("cache", "--key", more).stdout for more in ("-q", "-v"))
    assert key == again
    assert len(key.strip()) == 32
    assert "Python: CPython 3." in run("cache", "--key", "-v").stderr
    assert run("cache").exit_code == USAGE


def test_the_workflow_that_is_shown_calls_commands_that_there_are() -> None:
    page = (ROOT / "docs/more-machines.md").read_text("utf-8")
    workflow = yaml.safe_load(page.split("```yaml\n")[1].split("```")[0])
    jobs = workflow["jobs"].values()
    lines = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    ours = [line.replace("${{ matrix.shard }}", "8").split() for line in lines]
    ours = [words for words in ours if words[0] == "onrecord"]
    assert [words[1] for words in ours] == ["annotate", "cache", "build"]
    for _, name, *rest in ours:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        rest = [str(ROOT) if word == "annotations" else word for word in rest]
        command.make_context(name, rest)  # raises where an option is not known
