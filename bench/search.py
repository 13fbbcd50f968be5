"""Sixty questions to the search of a built site, read from its folder.

    python bench/search.py [SITE] [--misses]     a folder that was built, else site/

The questions are made of what the site has in `data/` (names, other names, names with a slip of the
pen, parts of names, plurals, titles, numbers, phrases, words of the text), always the same ones of
the same site. Prints how often the right answer stood first and among the first five, the longest
wait for the first results, and the most that was loaded before them. Exit status 1 where a bar is
missed. Needs a Chromium.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import Page, sync_playwright

FIRST, AMONG_FIVE, ASKED = 54, 59, 60
WAIT, LOADED = 0.3, 200_000  # seconds; bytes
ANSWERED = """
new Promise(done => {
  const box = document.querySelector('#search'), status = document.querySelector('.results p');
  const started = performance.now();
  new MutationObserver(() => done((performance.now() - started) / 1000))
    .observe(status, { childList: true, characterData: true, subtree: true });
  box.focus(); box.value = QUERY; box.dispatchEvent(new Event('input', { bubbles: true }));
})
"""
RESULTS = """
[...document.querySelectorAll('.results li a:not(.all-results)')].slice(0, 5)
  .map(a => [a.getAttribute('href'), a.textContent])
"""
Row = dict[str, Any]


@dataclass(frozen=True)
class Question:
    kind: str
    words: str
    right: Callable[[str, str], bool]  # the address and the words of a result


def questions(folder: Path) -> list[Question]:
    def table(name: str) -> list[Row]:
        return [r | {"url": _local(r["url"])} for r in rows(folder / "data", name)]

    actors = sorted(table("actors"), key=lambda a: (-a["mentions"], a["id"]))
    known = [a for a in actors if len(a["name"]) > 4 and a["mentions"] > 1]
    quotes, figures = table("quotes"), table("figures")
    found = [
        *_names(known),
        *_slips(known),
        *_parts(known),
        *_spoken(quotes, actors),
        *_counted(figures),
        *_titles(folder),
        *_texts(folder),
    ]
    return found[:ASKED]


def rows(data: Path, name: str) -> Iterator[Row]:
    """The rows of a table, from the files that the package lists."""
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    (path,) = (r["path"] for r in package["resources"] if r["name"] == name)
    for part in [path] if isinstance(path, str) else path:
        for row in csv.DictReader((data / part).open(encoding="utf-8-sig", newline="")):
            aliases = [a for a in row.get("aliases", "").split("; ") if a]
            yield {**row, "mentions": int(row.get("mentions") or 0), "aliases": aliases}


def _local(url: str) -> str:
    return re.sub(r"^https?://[^/]+/(?:[^/]+/)*?(?=(?:actors|sources|briefings)/)", "", url)


def _leads(*urls: str) -> Callable[[str, str], bool]:
    wanted = {unquote(u) for u in urls}
    return lambda href, words: any(unquote(href).endswith(u) for u in wanted)


def _bearer(actors: Sequence[Row], name: str) -> Row:
    """Who is meant by a name: the one with the most mentions of those who bear it."""
    named = (a for a in actors if name in (a["name"], *a["aliases"], a["name"].split()[-1]))
    return next(named)


def _spaced(rows: Sequence[Row], number: int) -> Iterator[Row]:
    """Some rows, the first and others down to the last fifth."""
    step = max(1, len(rows) * 4 // 5 // number)
    return (rows[i * step] for i in range(min(number, len(rows))))


def _names(actors: Sequence[Row]) -> Iterable[Question]:
    for actor in _spaced(actors[:200], 8):
        yield Question("name", actor["name"], _leads(actor["url"]))
    for actor in [a for a in actors if a["aliases"]][:5]:
        alias = actor["aliases"][0]
        yield Question("other name", alias, _leads(_bearer(actors, alias)["url"]))
    people = [a for a in actors if a["kind"] == "person" and " " in a["name"]]
    for actor in _spaced(people[:60], 5):
        name = actor["name"].split()[-1]
        yield Question("family name", name.lower(), _leads(_bearer(actors, name)["url"]))


def _slips(actors: Sequence[Row]) -> Iterable[Question]:
    slips = (
        lambda w: w[:-3] + w[-2] + w[-3] + w[-1],  # two letters swapped
        lambda w: w[:3] + w[4:],  # one missing
        lambda w: w[:2] + w[1] + w[2:],  # one doubled
        lambda w: w[:-2] + ("o" if w[-2] != "o" else "e") + w[-1],  # one other
    )
    every = {w for a in actors for w in a["name"].lower().split()}
    long = [a for a in actors if len(a["name"].split()[-1]) > 5 and a["kind"] == "person"]
    for i, actor in enumerate(_spaced(long[:80], 8)):
        name = actor["name"].split()[-1]
        word = slips[i % len(slips)](name.lower())
        if word not in every:
            yield Question("slip", word, _leads(_bearer(actors, name)["url"]))


def _parts(actors: Sequence[Row]) -> Iterable[Question]:
    people = [a for a in actors if a["kind"] == "person" and len(a["name"].split()[-1]) > 6]
    for actor in _spaced(people[:40], 4):
        name = actor["name"].split()[-1]
        yield Question("beginning", name[:-2], _leads(_bearer(actors, name)["url"]))
    groups = [a for a in actors if re.fullmatch(r"[A-Z][a-z]{4,}", a["name"])]
    for actor in [a for a in groups if a["kind"] == "group"][:4]:
        name = actor["name"]
        other = name[:-1] if name.endswith("s") else name + "s"
        alike = [a["url"] for a in actors if {name, other} & {a["name"], *a["aliases"]}]
        yield Question("plural", other, _leads(*alike))


def _spoken(quotes: Sequence[Row], actors: Sequence[Row]) -> Iterable[Question]:
    names = {a["id"]: a["name"] for a in actors}
    whole = [q for q in quotes if q["kind"] == "direct" and 40 < len(q["words"]) < 140]
    often = Counter(w for q in quotes for w in _long(q["words"]))
    for quote in _spaced([q for q in whole if q["actor"]], 5):
        word = min(_long(quote["words"]) or ["said"], key=lambda w: (often[w], w))
        who = names[quote["actor"]].split()[-1]
        page = quote["url"].split("#")[0]
        yield Question(
            "name and word", f"{who} {word}", lambda h, t, p=page, w=word: p in h and w in t.lower()
        )
    for quote in _spaced(whole[3:], 5):
        words = " ".join(quote["words"].split()[:6]).strip(",.")
        yield Question("phrase", f"“{words}”", lambda h, t, w=words: w.lower() in t.lower())


def _long(words: str) -> list[str]:
    return [w for w in re.findall(r"[a-z]+", words.lower()) if len(w) > 5]


def _counted(figures: Sequence[Row]) -> Iterable[Question]:
    rows = [f for f in figures if re.fullmatch(r"[$€£]?\d[\d,.]{2,}( \w+)?", f["words"])]
    for figure in _spaced(rows, 6):
        number = re.search(r"\d[\d,.]*", figure["words"])[0].rstrip(".,")  # type: ignore[index]
        exactly = re.compile(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)")
        yield Question("number", number, lambda h, t, e=exactly: bool(e.search(t)))


def _titles(folder: Path) -> Iterable[Question]:
    for file in sorted((folder / "briefings").glob("*.html"))[:4]:
        title = re.search(r"<h1[^>]*>(.*?)</h1>", file.read_text("utf-8"))
        if title:
            words = re.sub(r"<[^>]*>", "", title[1])
            yield Question("briefing", words, _leads(f"briefings/{file.name}"))


def _texts(folder: Path) -> Iterable[Question]:
    files = sorted((folder / "data/annotations").glob("*/*.json"))
    step = max(1, len(files) // 14)
    for file in files[::step]:
        text = json.loads(file.read_text("utf-8"))["text"]
        words = re.findall(r"\b[a-z]{7,}\b", text[400:900])[:3]
        if len(words) == 3:
            page = f"{file.parent.name}/{file.stem}.html"
            yield Question("words of the text", " ".join(words), lambda h, t, p=page: p in h)


def ask(page: Page, folder: Path, words: str) -> tuple[float, int, list[list[str]]]:
    """Seconds to the first results, bytes loaded for them, the first five."""
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url))
    page.goto((folder / "index.html").as_uri())
    loaded.clear()
    waited = page.evaluate(ANSWERED.replace("QUERY", json.dumps(words)))
    size = sum(Path(unquote(u.removeprefix("file://"))).stat().st_size for u in loaded)
    return waited, size, page.evaluate(RESULTS)


def main(folder: Path, misses: bool) -> int:
    chromium = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    )
    first = among = asked = 0
    longest, most = 0.0, 0
    kinds: dict[str, list[int]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for question in questions(folder.resolve()):
            page = browser.new_page()
            waited, size, results = ask(page, folder.resolve(), question.words)
            page.close()
            right = [question.right(href, words) for href, words in results]
            asked += 1
            first += bool(right[:1] and right[0])
            among += any(right)
            row = kinds.setdefault(question.kind, [0, 0, 0])
            row[0] += bool(right[:1] and right[0])
            row[1] += any(right)
            row[2] += 1
            longest, most = max(longest, waited), max(most, size)
            slow = waited > WAIT or size > LOADED
            if misses and (slow or not (right[:1] and right[0])):
                print(f"{question.kind}: {question.words!r}, {waited:.2f} s, {size} bytes")
                for href, words in results[:3]:
                    print(f"    {href} {words[:90]}")
        browser.close()
    for kind, (one, five, of) in kinds.items():
        print(f"{kind:20} {one} first, {five} among five, of {of}")
    print(f"{first} first, {among} among five, of {asked}")
    print(f"first results after {longest:.2f} s at most, {most:,} bytes loaded at most")
    good = first >= FIRST * asked / ASKED and among >= AMONG_FIVE * asked / ASKED
    return int(not (good and longest <= WAIT and most <= LOADED))


if __name__ == "__main__":
    named = [a for a in sys.argv[1:] if not a.startswith("-")]
    sys.exit(main(Path(named[0] if named else "site"), "--misses" in sys.argv))
