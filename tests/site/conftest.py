"""A site built once for all tests of it."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.compose import compose
from onrecord.publish import publish
from onrecord.read.settings import Project
from onrecord.render import render
from tests.site.made import corpus

ROOT = Path(__file__).parents[2]


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden pages anew")


@pytest.fixture(scope="session")
def site():
    return compose(*corpus())


@pytest.fixture(scope="session")
def pages(site):
    return render(site)


@pytest.fixture(scope="session")
def folder(pages, tmp_path_factory) -> Path:
    """The built site."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    project = Project(root, site=root / "site")
    assert publish(pages, project) == ()
    return project.site


@pytest.fixture(scope="session")
def server(folder):
    """The same site over http."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            """Says nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}/"
    http.shutdown()


@pytest.fixture(params=["file", "http"])
def base(request, folder) -> str:
    """Where the site is read from, with a slash at the end."""
    return folder.as_uri() + "/" if request.param == "file" else request.getfixturevalue("server")
