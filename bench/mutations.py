"""Damaged articles, pages and settings through a whole build: does it say what is wrong, and keep
every word of what it reads?

    PYTHONPATH=. .venv/bin/python bench/mutations.py --n 5000 [--seed 1] [--jobs 1]

A mutation is a deterministic function of its seed. Forty of them are built as one project; what a
problem refuses by name is taken out, and the rest must build without a warning about itself. A page
ends with a sentence that no mutation touches: it must stand in the article, or the page be refused.
Ends with 1 and the seed of what failed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
import traceback
from pathlib import Path

from onrecord.annotate import workers
from onrecord.annotate.cache import Cache
from onrecord.annotate.pipeline import known_names, load
from onrecord.console.watch import Watch
from onrecord.model import Annotations, Article, Span
from onrecord.read.content import read
from onrecord.read.settings import read_settings
from onrecord.stages import build
from onrecord.weights import PINNED, find_model

TOGETHER = 40
LAST = "The last sentence of this page is about Quillhaven."
PARAGRAPHS = (
    "Captain Orla Venn said the crews of Port Varrow would stay ashore until Friday.",
    "“We have waited long enough,” Venn told the Varrow Courier. “Nobody sleeps.”",
    "About 300 sailors joined the strike on 4 May 2031, 12 % more than a year before.",
    "The Orvel Crews' Union (OCU) asked for $4.5 million; the company offered €2m.",
    "He called the plan “a machine for accidents”, and said that it would be withdrawn.",
)
ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "iso-8859-1", "iso-8859-15"),
    *(
        "windows-1251",
        "koi8-r",
        "shift_jis",
        "euc-jp",
        "gb2312",
        "gbk",
        "gb18030",
        "big5",
        "euc-kr",
    ),
    *("iso-8859-9", "windows-1254", "macintosh", "utf-7", "ascii", "x-user-defined", "nonsense"),
)
OPENED = (
    "<div>",
    "<b>",
    "<span class=x>",
    "<p>",
    "<li>",
    "<td>",
    "<blockquote>",
    "<font>",
    "<o:p>",
)
ODD = (
    "&#1;",
    "&#x1b;",
    "&#xfffe;",
    "&#99999999;",
    "&nbsp;",
    "&copy",
    "&bogus;",
    "&#x80;",
    "<!>",
    "</x>",
)
SIGNS = "\u200b\u202e\u2028\u00ad\ufeff\u0085\u0301\U0001f600\u3000\t“”‘’\"'«»—–%$€()[]{}|<>&"


def words(chance: random.Random) -> str:
    """A text: paragraphs in any order, with pieces cut, doubled, moved, and odd signs."""
    text = "\n\n".join(chance.choices(PARAGRAPHS, k=chance.randint(1, 8)))
    for _ in range(chance.randint(0, 12)):
        a, b = sorted(chance.choices(range(len(text) + 1), k=2))
        b = min(b, a + 40)
        kind = chance.randrange(5)
        piece = text[a:b]
        text = (
            text[:a] + text[b:]
            if kind == 0
            else text[:b] + piece * chance.randint(1, 9) + text[b:]
            if kind == 1
            else text[:a] + chance.choice(SIGNS) * chance.randint(1, 3) + text[a:]
            if kind == 2
            else text[:a] + piece.swapcase() + text[b:]
            if kind == 3
            else text[:a] + chance.choice(("\n", "\n\n", "\r\n", "\r", " ", "1" * 9)) + text[a:]
        )
    return text


def article(chance: random.Random) -> tuple[str, bytes, bool]:
    """A file: its ending, its bytes, and whether its last sentence must be found in it."""
    text = f"A headline of Port Varrow\n\n{words(chance)}\n\n{LAST}\n"
    if chance.random() < 0.3:
        day = chance.choice(("2031-05-04", "0001-01-01", "2206-06-04", "31 May", "[", "2031-13-40"))
        text = f"---\npublished: {day}\ntitle: {chance.choice(SIGNS)}x\n---\n{text}"
    raw = text.encode(chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")), "replace")
    if chance.random() < 0.2:
        return ".txt", damaged(raw, chance), False
    return chance.choice((".txt", ".md")), raw, False


def page(chance: random.Random) -> tuple[str, bytes, bool]:
    """A saved page in any encoding that it names or not, with tags left open and odd references."""
    body = [f"<p>{p.strip() or 'x'}</p>" for p in _plain(words(chance)).split("\n\n")]
    for _ in range(chance.randint(0, 6)):
        body.insert(
            chance.randrange(len(body) + 1),
            chance.choice(OPENED) * chance.choice((1, 2, 30, 300))
            if chance.random() < 0.5
            else f"<p>Odd {chance.choice(ODD)} sign {chance.choice(ODD)} here in a sentence.</p>",
        )
    encoding = chance.choice(ENCODINGS)
    named = chance.choice((encoding, encoding, chance.choice(ENCODINGS), None))
    head = f'<meta charset="{named}">' if named else ""
    text = (
        f"<!doctype html><html><head>{head}<title>A headline | Varrow Courier</title></head><body>"
        f"<article><h1>A headline</h1>{''.join(body)}<p>{LAST}</p></article></body></html>"
    )
    try:
        raw = text.encode(encoding, "xmlcharrefreplace")
    except LookupError:
        raw = text.encode("utf-8")
    if chance.random() < 0.15:
        return ".html", damaged(raw, chance), False
    wide = encoding.startswith(("utf-16", "utf-32", "utf-7"))  # named wrongly, they are no text
    return ".html", raw, not wide


def _plain(text: str) -> str:
    """Words that are not read as tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "\n")


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut, or put in."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(3)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at : at + chance.randint(1, 30)]
        else:
            data[at:at] = chance.randbytes(chance.randint(1, 6))
    return bytes(data)


def settings(chance: random.Random) -> dict[str, bytes]:
    """The YAML files of a project, one of them damaged."""
    files = {
        "mkdocs.yml": b"site_name: Desk\nsite_url: https://a.example/\nextra:\n  onrecord:\n"
        b"    motto: M\n    language: en\n    skip: []\n",
        "briefings/actors.yml": b"actors:\n  - id: orla-venn\n    name: Orla Venn\n"
        b"    same: [Venn]\n"
        b"    roles:\n      - title: captain\n        from: 2030-01-01\n    pins: []\n",
        "briefings/m/briefing.md": b"---\ntitle: T\ndate: 2031-05-04\ntags: [a, b]\n"
        b"pin: [We stay]\n"
        b"sources:\n  - file: s.txt\n    published: 2031-05-04\n---\n\n[[Orla Venn]] [a](b.html)\n",
        "briefings/m/s.txt": f"A headline\n\n{PARAGRAPHS[0]} {PARAGRAPHS[1]}\n".encode(),
    }
    name = chance.choice(sorted(files)[:3] if chance.random() < 0.9 else sorted(files))
    files[name] = damaged(files[name], chance)
    return files


def offsets(found: Annotations, text: str) -> bool:
    """Whether every span of an article lies in its text."""

    def good(thing: object) -> bool:
        if isinstance(thing, Span):
            return 0 <= thing.start <= thing.end <= len(text)
        if isinstance(thing, tuple | list):
            return all(map(good, thing))
        slots = getattr(type(thing), "__dataclass_fields__", ())
        return all(good(getattr(thing, name)) for name in slots)

    return good(found)


def projects(n: int, seed: int, root: Path) -> int:
    """Build all of them; how many failed."""
    failed = refused = 0
    for start in range(0, n, TOGETHER):
        folder = root / "p"
        shutil.rmtree(folder, ignore_errors=True)
        home = folder / "briefings" / "m"
        home.mkdir(parents=True)
        kept: dict[str, bool] = {}
        for i in range(start, min(n, start + TOGETHER)):
            chance = random.Random(f"{seed} {i}")
            ending, raw, whole = (article if i % 2 else page)(chance)
            (home / f"s{i}{ending}").write_bytes(raw)
            kept[f"briefings/m/s{i}{ending}"] = whole
        try:
            content, problems = read(folder)
            named = {p.file for p in problems if not p.warning}
            refused += len(named & kept.keys())
            for name in named & kept.keys():
                (folder / name).unlink()
            texts = {a.file: a.text for a in content.articles if a.file not in named}
            for name, whole in kept.items():
                if whole and name not in named and LAST not in texts.get(name, ""):
                    failed += 1
                    print(f"lost in silence: {name} (seed {seed})", flush=True)
            if texts:
                project, _ = read_settings(folder)
                result = build(project, Watch(), 1)
                worse = [str(p) for p in result.problems if not p.warning]
                cache = Cache(project.cache, find_model(PINNED), known_names(()))
                for one in read(folder)[0].articles:
                    failed += _wrong(one, cache.get(one), seed)
                if worse:
                    failed += 1
                    print(f"from {start}: not built: {worse[:3]}", flush=True)
        except Exception:
            failed += 1
            print(f"from {start} (seed {seed}):", traceback.format_exc(), flush=True)
    print(f"{n} articles and pages, of which {refused} were refused by name; {failed} failures")
    return failed


def _wrong(one: Article, found: Annotations | None, seed: int) -> bool:
    if found is not None and offsets(found, one.text):
        return False
    print(f"offsets: {one.file} (seed {seed})", flush=True)
    return True


def yaml(n: int, seed: int, root: Path) -> int:
    """Build with damaged settings, decisions and front matter; how many failed."""
    failed = refused = 0
    folder = root / "y"
    for i in range(n):
        shutil.rmtree(folder / "briefings", ignore_errors=True)
        for name, raw in settings(random.Random(f"{seed} yaml {i}")).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(raw)
        try:
            project, problems = read_settings(folder)
            if not any(not p.warning for p in problems):
                problems = build(project, Watch(), 1).problems
            refused += any(not p.warning for p in problems)
            unnamed = [str(p) for p in problems if not p.file or p.fault]
            if unnamed:
                failed += 1
                print(f"yaml {i} (seed {seed}): names no file: {unnamed[:2]}", flush=True)
        except Exception:
            failed += 1
            print(f"yaml {i} (seed {seed}):", traceback.format_exc(), flush=True)
    print(f"{n} projects with damaged YAML, of which {refused} were refused; {failed} failures")
    return failed


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--n", type=int, default=200)
    options.add_argument("--yaml", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    nlp = load(find_model(PINNED))
    workers.load = lambda model: nlp  # once for all builds
    began = time.process_time()
    with tempfile.TemporaryDirectory() as root:
        failed = projects(given.n, given.seed, Path(root)) + yaml(
            given.yaml, given.seed, Path(root)
        )
    print(f"{time.process_time() - began:.0f} seconds of one core")
    return min(failed, 1)


if __name__ == "__main__":
    raise SystemExit(main())
