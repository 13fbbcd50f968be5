"""A build with nothing to do: it sees that, and sees every change."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.console.watch import Watch
from onrecord.read.settings import Project, read_settings
from onrecord.stages import build
from onrecord.unchanged import FILE, Made, earlier
from tests.conftest import begun


@pytest.fixture(scope="module")
def once(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build has left, kept aside."""
    home = tmp_path_factory.mktemp("unchanged")
    with pytest.MonkeyPatch.context() as patch:
        root = begun(home / "project", nlp, patch)
        assert build(settings(root), Watch()).good
    shutil.copytree(root, home / "kept")  # with the times of all files
    return home


@pytest.fixture
def built(once: Path) -> Path:
    """A project that was built just now."""
    shutil.rmtree(once / "project")
    return Path(shutil.copytree(once / "kept", once / "project"))


def settings(root: Path) -> Project:
    read, problems = read_settings(root)
    assert not problems
    return read


def made(root: Path) -> Made | None:
    return earlier(settings(root))


def append(name: str, words: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text((root / name).read_text("utf-8") + words, "utf-8")


def new(name: str, words: str) -> Callable[[Path], object]:
    def write(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(words, "utf-8")

    return write


def same_size(root: Path) -> None:
    file = root / "briefings/ferry/courier.txt"
    file.write_text(file.read_text("utf-8").replace("300", "400"), "utf-8")


def test_nothing_to_do(built: Path) -> None:
    found = made(built)
    assert found is not None
    assert (found.articles, found.problems, found.undated) == (
        1,
        (),
        ("briefings/ferry/courier.txt",),
    )
    os.utime(built / "briefings/ferry/courier.txt", (1, 1))  # saved again, with the same words
    assert made(built) == found


@pytest.mark.parametrize(
    "change",
    [
        append("briefings/ferry/courier.txt", "It rained."),
        same_size,
        new("briefings/ferry/briefing.md", "---\ntitle: The strike\n---\n"),
        new("briefings/actors.yml", "- id: orla\n  name: Orla Venn\n"),
        new("briefings/ferry/herald.txt", "Another one.\n"),
        new("templates/pages/briefing.html", "{{ page.head.title }}"),
        append("mkdocs.yml", "copyright: Nobody\n"),
        append("mkdocs.yml", "hooks: [clock.py]\n"),
        append("mkdocs.yml", "theme: {name: mkdocs}\n"),
        append("mkdocs.yml", "copyright: !ENV [OWNER, Nobody]\n"),
        append("site/index.html", " "),
        new("site/stray.html", ""),
        lambda root: (root / "site/index.html").unlink(),
        lambda root: (root / "briefings/ferry/courier.txt").unlink(),
        lambda root: (root / ".build" / FILE).write_text("[]"),
        lambda root: (root / ".build" / FILE).write_bytes(b"\xff"),
        lambda root: (root / ".build" / FILE).unlink(),
    ],
)
def test_every_change_is_seen(built: Path, change: Callable[[Path], object]) -> None:
    change(built)
    assert made(built) is None


def test_the_day_that_the_environment_sets_is_seen(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert made(built) is None


def test_a_setting_that_may_name_code_makes_every_build_a_whole_one(
    project: Path,
) -> None:
    new("hook.py", "def on_page_content(html, **_):\n    return html\n")(project)
    append("mkdocs.yml", "hooks: [hook.py]\n")(project)
    assert build(settings(project), Watch()).good
    assert made(project) is None
