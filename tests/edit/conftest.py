"""A project with two sources that tell of one strike, its desk and its server."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.build import build
from onrecord.edit import desk as edit_desk
from onrecord.edit.desk import Desk
from onrecord.edit.server import EditServer
from onrecord.read.settings import Project, read_settings
from tests.correct.test_correct import COURIER, GAZETTE, silent

FILE = "ferry/corrections.yml"


@pytest.fixture
def ferry(project: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project, with nothing decided."""
    monkeypatch.setattr(edit_desk, "load", lambda model: nlp)
    folder = project / "briefings" / "ferry"
    (folder / "courier.txt").write_text(COURIER, "utf-8")
    (folder / "gazette.txt").write_text(GAZETTE, "utf-8")
    (folder / "briefing.md").write_text(
        "---\nsources:\n  - {file: courier.txt, published: 2031-05-05, publisher: The Courier}\n"
        "  - {file: gazette.txt, published: 2031-05-05, publisher: The Gazette}\n---\n"
    )
    return read_settings(project)[0]


@pytest.fixture
def desk(ferry: Project) -> Desk:
    return Desk(ferry)


@pytest.fixture
def bench(ferry: Project, monkeypatch: pytest.MonkeyPatch):
    """The server over the built site, listening. The whole site is not built again meanwhile."""
    assert build(ferry, silent).good
    server = EditServer(Desk(ferry), ferry.site, "127.0.0.1", 0)
    monkeypatch.setattr(server._build, "wanted", lambda: None)
    server.server_bind()
    server.server_activate()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
