"""What a reader waits for: largest contentful paint and layout shift of the built site, the CPU
slowed four times.

    python bench/reader.py [SITE]        a folder that was built; site/ unless another is named

Prints both for the front page and for one page of each kind, and the time and the memory of a
search. Exit status 1 where a bar is missed. Needs a Chromium.
"""

from __future__ import annotations

import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SLOWED = 4
LARGEST_PAINT, SHIFT = 1.0, 0.02  # seconds; the score of web.dev/cls
FIRST_RESULT, HEAP = 0.5, 60.0  # seconds; megabytes
WATCH = """
window.paint = 0; window.shift = 0;
const watch = (type, add) =>
  new PerformanceObserver(list => list.getEntries().forEach(add)).observe({ type, buffered: true });
watch('largest-contentful-paint', entry => { window.paint = entry.startTime / 1000 });
watch('layout-shift', entry => { window.shift += entry.value });
"""
SEARCHED = """
new Promise(done => {
  const box = document.querySelector('#search'), started = performance.now();
  new MutationObserver(
    () => document.querySelector('.results a') && done((performance.now() - started) / 1000))
    .observe(document.querySelector('.results'), { childList: true, subtree: true });
  box.focus(); box.value = 'people'; box.dispatchEvent(new Event('input', { bubbles: true }));
})
"""


def main(folder: Path) -> int:
    pages = [
        folder / "index.html",
        *(
            next(iter(sorted(folder.glob(g))), None)
            for g in (
                "briefings/*.html",
                "sources/*/*.html",
                "actors/*.html",
                "quotes.html",
                "figures.html",
            )
        ),
    ]
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    SimpleHTTPRequestHandler.log_message = lambda *_: None  # type: ignore[method-assign]  # quiet
    threading.Thread(target=server.serve_forever, daemon=True).start()
    missed = False
    with sync_playwright() as playwright:
        chromium = next(
            filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
        )
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"],
        )
        for file in filter(None, pages):
            page = slow_page(browser)
            path = file.relative_to(folder).as_posix()
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}", wait_until="networkidle")
            page.wait_for_function("window.paint > 0", timeout=10_000)
            paint, shift = page.evaluate("[window.paint, window.shift]")
            missed |= paint > LARGEST_PAINT or shift > SHIFT
            print(f"{path:60} largest paint {paint:5.2f} s   shift {shift:.3f}")
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())
        seconds, heap = (
            page.evaluate(SEARCHED),
            page.evaluate("performance.memory.usedJSHeapSize / 1e6"),
        )
        missed |= seconds > FIRST_RESULT or heap > HEAP
        print(f"search, from the folder: first results after {seconds:.2f} s, heap {heap:.1f} MB")
        browser.close()
    server.shutdown()
    return int(missed)


def slow_page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(WATCH)
    return page


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()))
