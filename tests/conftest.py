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
from tests.browser import chromium, kept, new_page  # noqa: F401  (one browser for all of them)

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
    """A project of the test's own with one short briefing: our settings, and room for everything
    else.
    """
    return begun(tmp_path, nlp, monkeypatch)


def begun(root: Path, nlp: Language, patch: pytest.MonkeyPatch) -> Path:
    """Make that project. Builds in the test's own process use the model that is loaded already."""
    patch.setattr(workers, "load", lambda model: nlp)
    folder = root / "briefings" / "ferry"
    folder.mkdir(parents=True)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (folder / "courier.txt").write_text(
        "Ferry Strike Enters Second Week\n\n"
        "Captain Orla Venn said the crews would stay ashore. “We have waited long enough,” Venn "
        "told the Varrow "
        "Courier. About 300 sailors joined the strike in Port Varrow.\n",
        encoding="utf-8",
    )
    return root


# What takes long is begun first, so that no worker is left alone with it in the end.
LONG = ("site/test_browser", "test_wheel", "test_faults", "test_cli", "annotate/test_pipeline")
LONG += ("publish/test_publish", "edit/test_workbench", "site/test_hostile", "edit/test_server")
LONG += ("annotate/test_figures", "annotate/test_quotes", "correct/test_correct")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {ROOT / f"tests/{name}.py": rank for rank, name in enumerate(LONG)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough", action="store_true", help="every case of what is sampled otherwise: hours"
    )
    parser.addoption("--slow", type=float, default=1, help="how many times as slow a browser is")
