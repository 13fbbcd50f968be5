"""The wheel, on a machine that never saw the repository: three commands from nothing to a site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but what the wheel puts there."""
    source = tmp_path_factory.mktemp("source")
    for name in ("onrecord", "templates"):
        shutil.copytree(
            ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
        )
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    subprocess.run(
        [sys.executable, "-c", BUILD, str(source)], cwd=source, check=True, capture_output=True
    )
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(next(source.glob("*.whl"))).extractall(folder)
    return folder


def onrecord(installed: Path, cwd: Path, *arguments: str) -> str:
    return python(installed, cwd, "onrecord", *arguments)


def python(installed: Path, cwd: Path, module: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_nothing_to_a_site(installed: Path, tmp_path: Path) -> None:
    onrecord(installed, tmp_path, "init", "desk")
    said = onrecord(installed, tmp_path / "desk")
    assert "from 2 sources" in said
    site = tmp_path / "desk/site"
    assert "The quay of Sarn" in (site / "index.html").read_text("utf-8")
    assert (site / "assets/search.js").stat().st_size > 5_000
    assert (site / "shell.css").exists()
    assert "Liv Aasen" in (site / "actors/liv-aasen.html").read_text("utf-8")


def test_mkdocs_itself_builds_the_same_pages(installed: Path, tmp_path: Path) -> None:
    onrecord(installed, tmp_path, "init", "desk")
    desk = tmp_path / "desk"
    onrecord(installed, desk)
    ours = pages(desk / "site")
    (desk / "docs").mkdir()
    plugin = "plugins: [onrecord]\nuse_directory_urls: false\nsite_dir: theirs\n"
    (desk / "mkdocs.yml").write_text((desk / "mkdocs.yml").read_text() + plugin)
    assert "is not found" not in python(installed, desk, "mkdocs", "build", "--strict")
    assert pages(desk / "theirs") == ours


def pages(site: Path) -> dict[str, bytes]:
    files = (p for p in site.rglob("*") if p.suffix in (".html", ".xml", ".json", ".js", ".css"))
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in files}


def test_the_licences_of_what_it_ships_are_in_it(installed: Path) -> None:
    names = {p.relative_to(installed).as_posix() for p in installed.rglob("*") if p.is_file()}
    assert {
        "onrecord/py.typed",
        "onrecord/lexicon/LICENCES.md",
    } <= names
    assert any(name.endswith("LICENSE") for name in names)
