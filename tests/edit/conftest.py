"""A project with two sources that tell of one strike, its desk and its server: built once."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.annotate import workers
from onrecord.edit import state as edit_state
from onrecord.edit.desk import Desk
from onrecord.edit.server import EditServer
from onrecord.read.settings import read_settings
from onrecord.stages import build
from tests.conftest import ROOT
from tests.correct.test_correct import COURIER, GAZETTE, silent

FILE = "ferry/corrections.yml"


@pytest.fixture(scope="session")
def listening(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditServer]:
    """The server over the built site. The whole site is not built again meanwhile."""
    root: Path = tmp_path_factory.mktemp("desk")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    folder = root / "briefings" / "ferry"
    folder.mkdir(parents=True)
    (folder / "courier.txt").write_text(COURIER, "utf-8")
    (folder / "gazette.txt").write_text(GAZETTE, "utf-8")
    (folder / "briefing.md").write_text(
        "---\nsources:\n  - {file: courier.txt, published: 2031-05-05, publisher: The Courier}\n"
        "  - {file: gazette.txt, published: 2031-05-05, publisher: The Gazette}\n---\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "load", lambda model: nlp)
        patch.setattr(edit_state, "load", lambda model: nlp)
        project = read_settings(root)[0]
        assert build(project, silent).good
        server = EditServer(Desk(project), project.site, "127.0.0.1", 0)
        patch.setattr(server._build, "wanted", lambda: None)
        server.server_bind()
        server.server_activate()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def bench(listening: EditServer) -> EditServer:
    """The server, with nothing decided."""
    desk = listening.desk
    home = desk.project.root / "briefings"
    for file in (home / FILE, home / "actors.yml"):
        file.unlink(missing_ok=True)
    desk.refresh()
    desk.done.clear()
    desk.shown.clear()
    desk._seen.clear()
    listening._build.version = desk.version
    return listening


@pytest.fixture
def desk(bench: EditServer) -> Desk:
    return bench.desk
