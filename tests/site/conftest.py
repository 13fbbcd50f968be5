"""A site built once for all tests of it, and a Chromium to read it with."""

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
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


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
    shutil.copytree(ROOT / "templates", root / "templates")
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


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong
    if CHROMIUM is None:
        pytest.fail("these tests drive Chromium: install it (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium):
    """Opens pages that keep what goes wrong on them in `page.faults`."""
    contexts = []

    def open_page(**settings):
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        page.faults, page.requests = [], []
        page.on(
            "console",
            lambda m: page.faults.append(m.text) if m.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("requestfailed", lambda request: page.faults.append(request.url))
        page.on("request", lambda request: page.requests.append(request.url))
        return page

    yield open_page
    for context in contexts:
        context.close()
