"""What a reader waits for: the largest pages of every kind, and how soon they are seen.

    python bench/reader.py [SITE]        a folder that was built; site/ unless another is named

Counts the files of the site by kind. Of each kind of page it takes the largest by bytes and by
elements and opens them from the folder, the CPU slowed four times: largest contentful paint, layout
shift, the time that style and layout take until nothing moves any more. At last the time and the
memory of a search. Each is opened three times and the best counts, since other programs of a
machine only make it slower. Exit status 1 where a bar is missed. Needs a Chromium.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

SLOWED, TRIES = 4, 3
LARGEST_PAINT, SHIFT = 1.0, 0.02  # seconds; the score of web.dev/cls
LARGEST, MOST_ELEMENTS = 200_000, 6_000  # bytes of HTML
WHOLE = "data/briefings/*"  # one file with everything in it, to be kept: only its paint has a bar
FIRST_RESULT, HEAP = 0.5, 60.0  # seconds; megabytes
TAG = re.compile(rb"<[a-z]")
NUMBER = re.compile(r"-\d+$")
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


class Size(NamedTuple):
    kind: str
    path: str
    bytes: int
    elements: int


class Seen(NamedTuple):
    paint: float
    shift: float
    layout: float


def kind_of(path: Path) -> str:
    """actors/*/mentions.html: what a page is by its address, without its letter and number."""
    *folders, last = path.with_suffix("").parts
    if not folders:
        return last.partition("-")[0]
    if folders[0] in ("actors", "briefings", "tags") and len(folders) == 2:
        return f"{folders[0]}/*/{NUMBER.sub('', last).partition('-')[0]}"
    return f"{'/'.join(folders[: 2 if folders[0] == 'data' else 1])}/*"


def sizes(folder: Path) -> list[Size]:
    """Every page; what only leads to another address is a kind of its own."""
    found = []
    for file in sorted(folder.rglob("*.html")):
        raw, path = file.read_bytes(), file.relative_to(folder)
        kind = "redirects" if b'http-equiv="refresh"' in raw else kind_of(path)
        found.append(Size(kind, path.as_posix(), len(raw), len(TAG.findall(raw))))
    return found


def files(folder: Path) -> Counter[str]:
    """How many there are beside the pages, by folder and suffix."""
    beside = (p.relative_to(folder) for p in folder.rglob("*.*") if p.suffix != ".html")
    return Counter(f"{'/'.join(p.parts[:-1][:2]) or '.'} {p.suffix}" for p in beside)


def largest(pages: Iterable[Size]) -> list[Size]:
    """Of each kind the most bytes and the most elements."""
    by_kind: dict[str, list[Size]] = {}
    for page in pages:
        by_kind.setdefault(page.kind, []).append(page)
    picked = (
        max(members, key=lambda p: getattr(p, by))
        for members in by_kind.values()
        for by in ("bytes", "elements")
    )
    return list(dict.fromkeys(picked))


def opened(browser: Browser, file: Path) -> Seen:
    page = slow_page(browser)
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")
    page.goto(file.as_uri(), wait_until="load", timeout=120_000)
    page.wait_for_function("window.paint > 0", timeout=60_000)
    paint, shift = page.evaluate("[window.paint, window.shift]")
    spent = {m["name"]: m["value"] for m in client.send("Performance.getMetrics")["metrics"]}
    page.context.close()
    return Seen(paint, shift, spent["LayoutDuration"] + spent["RecalcStyleDuration"])


def slow_page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(WATCH)
    return page


def main(folder: Path) -> int:
    pages = sizes(folder)
    numbers = Counter(f"page {p.kind}" for p in pages) + files(folder)
    print(f"{numbers.total()} files")
    print("  ".join(f"{kind}: {n}" for kind, n in numbers.most_common() if n > 1))
    missed = False
    with sync_playwright() as playwright:
        found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
        browser = playwright.chromium.launch(
            executable_path=next(found),
            args=["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"],
        )
        print(f"{'':52} {'KB':>5} {'elements':>8} {'paint':>6} {'layout':>6} shift")
        for size in (p for p in largest(pages) if p.kind != "redirects"):
            seen = min(opened(browser, folder / size.path) for _ in range(TRIES))
            bounded = size.kind == WHOLE or (
                size.bytes <= LARGEST and size.elements <= MOST_ELEMENTS
            )
            fits = bounded and seen.paint <= LARGEST_PAINT and seen.shift <= SHIFT
            missed |= not fits
            print(
                f"{size.path:52} {size.bytes / 1000:5.0f} {size.elements:8} {seen.paint:5.2f}s "
                f"{seen.layout:5.2f}s {seen.shift:.3f}{'' if fits else '  missed'}",
                flush=True,
            )
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())
        seconds = page.evaluate(SEARCHED)
        heap = page.evaluate("performance.memory.usedJSHeapSize / 1e6")
        missed |= seconds > FIRST_RESULT or heap > HEAP
        print(f"search, from the folder: first results after {seconds:.2f} s, heap {heap:.1f} MB")
        browser.close()
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()))
