"""A Chromium to read pages with, and windows of it that keep what goes wrong in them."""

from __future__ import annotations

import shutil

import pytest

# The first one has no window at all, and takes a third of the others' time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


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


@pytest.fixture(scope="session")
def kept(chromium):
    """Windows that no test uses now, by their settings: to open one takes longer than to load a
    page."""
    return {}


@pytest.fixture
def new_page(chromium, kept, request):
    """Opens pages that keep what goes wrong on them in `page.faults`.

    `own=True` asks for a window that no other test has or will have: for what stays in a window
    (a clock, a script, a cache that is warm). With `--slow N` every page is N times as slow, which
    shows a test that reads what has not come yet.
    """
    slow = request.config.getoption("--slow")
    used = []

    def open_page(own=False, **settings):
        settings = {"viewport": {"width": 1440, "height": 900}, **settings}
        free = kept.setdefault(repr(sorted(settings.items())), [])
        page = free.pop() if free and not own else opened(chromium, settings)
        page.faults, page.requests = [], []
        used.append((page, None if own else free))
        if slow > 1:
            page.devtools = page.context.new_cdp_session(page)
            page.devtools.send("Emulation.setCPUThrottlingRate", {"rate": slow})
        return page

    yield open_page
    for page, free in used:
        if slow > 1:
            page.devtools.detach()  # which ends it
        if free is None or not emptied(page):
            page.context.close()
        else:
            free.append(page)


def opened(chromium, settings):
    """A page in a window of its own."""
    page = chromium.new_context(**settings).new_page()
    page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
    page.on(
        "console",
        lambda m: page.faults.append(m.text) if m.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("requestfailed", lambda request: page.faults.extend(failed(request)))
    page.on("request", lambda request: page.requests.append(request.url))
    return page


def failed(request):
    """The address of what could not be had. A page that is left ends what it still asks for, which
    is no failure, and a matter of chance."""
    return [] if request.failure == "net::ERR_ABORTED" else [request.url]


def emptied(page):
    """Leave the page with nothing kept, as a new window is; whether that went well."""
    from playwright.sync_api import Error

    try:
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.context.clear_cookies()
        page.mouse.move(0, 0)
        page.goto("about:blank")
    except Error:
        return False
    return len(page.context.pages) == 1
