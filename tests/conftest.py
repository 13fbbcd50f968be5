"""What many tests share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

from onrecord.annotate import workers
from onrecord.annotate.pipeline import load

ROOT = Path(__file__).parent.parent
# No test depends on the clock or on the machine's load: no deadlines, and the same examples every
# time.
settings.register_profile(
    "onrecord", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("onrecord")

Write = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The model with our components, loaded once for all tests of a process."""
    return load()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files into a folder of the test's own; gives the folder."""

    def write_files(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write_files


@pytest.fixture
def project(tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of the test's own with one short briefing: our settings and templates, and room for
    everything else.

    Builds in the test's own process use the model that is loaded already.
    """
    monkeypatch.setattr(workers, "load", lambda model: nlp)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    folder = tmp_path / "briefings" / "ferry"
    folder.mkdir(parents=True)
    (folder / "courier.txt").write_text(
        "Ferry Strike Enters Second Week\n\n"
        "Captain Orla Venn said the crews would stay ashore. “We have waited long enough,” Venn "
        "told the Varrow "
        "Courier. About 300 sailors joined the strike in Port Varrow.\n",
        encoding="utf-8",
    )
    return tmp_path


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough", action="store_true", help="every case of what is sampled otherwise: hours"
    )
