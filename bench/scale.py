"""What a build costs, and what a rebuild costs against it, with as many articles as you have.

    python bench/scale.py N FOLDER TEXTS.jsonl... [--material]

Makes a project of N articles in FOLDER, ten to a briefing, out of the lines of the files ("text",
and if there "title", "url", "published"), and builds it in processes of their own: clean, again
without a change, and twice with one more sentence in one article. Prints CPU seconds (user and
system, children included) by stage, peak memory, what the sentence changed, and the biggest pages.
Where there are fewer texts than articles, they come again with other names in them: words that are
written large amid sentences change places with one another.

With --material the same pages are built by MkDocs with Material too, search on. On our clock is all
that comes after the first composing: the pages of sources, briefings and actors are composed and
rendered, with the files of `data/` and of search, all is written, built by MkDocs, and every link
is followed. On Material's clock is its whole build, which finds our finished HTML in its pages and
follows no link.

Annotations are kept in FOLDER and taken whatever code has made them, with the CPU seconds that they
took, so that a second run measures all else, but those of the article with more sentences; delete
`annotations` there to begin anew. Compiled Python is kept, as where On Record is installed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TOGETHER = 10  # articles of one briefing
SENTENCE = "Officials counted 417 empty berths on Tuesday, said Orla Venn, a harbour master."
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # the build would refuse a text that has them
STAGES = (
    *(("onrecord.stages", n) for n in ("made_of", "read", "annotations_of", "correct", "resolve")),
    *(("onrecord.stages", n) for n in ("compose", "kept_of", "keep")),
    *(("onrecord.publish", n) for n in ("write_pages", "run_mkdocs", "check_pages", "swap_in")),
    *(("onrecord.publish", n) for n in ("clear_up", "carry_over")),
    ("onrecord.unchanged", "earlier"),
)


def articles(files: Iterable[str], count: int) -> list[Mapping[str, Any]]:
    """Different texts, shuffled in the same way each time."""
    found: dict[str, Mapping[str, Any]] = {}
    for file in files:
        for line in Path(file).read_text("utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(row["text"], row | {"from": Path(file).stem})
    rows = list(found.values())
    random.Random(14).shuffle(rows)
    names = sorted({n for row in rows for n in NAME.findall(row["text"])})
    several = [rows]
    while len(several) * len(rows) < count:
        others = random.Random(len(several)).sample(names, len(names))
        several.append(list(renamed(rows, dict(zip(names, others, strict=True)))))
    return [row for some in several for row in some][:count]


def renamed(
    rows: Iterable[Mapping[str, Any]], others: Mapping[str, str]
) -> Iterable[Mapping[str, Any]]:
    """The same texts with other names."""
    for row in rows:
        yield {**row, "text": NAME.sub(lambda name: others[name[0]], row["text"])}


def make(project: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    (project / "mkdocs.yml").write_text("site_name: Scale\nsite_url: https://scale.example/\n")
    for i, row in enumerate(rows):
        folder = project / "briefings" / f"briefing-{i // TOGETHER:04}"
        folder.mkdir(parents=True, exist_ok=True)
        day = row.get("published") or str(dt.date(2016, 1, 1) + dt.timedelta(i // TOGETHER))
        publisher = str(row.get("id") or row["from"]).partition("_")[0][:20]
        head = f"---\npublished: {day}\npublisher: {json.dumps(publisher)}\n---\n"
        (folder / f"source-{i % TOGETHER}.txt").write_text(
            head + CONTROL.sub("", row["text"]) + "\n", "utf-8"
        )


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def used() -> float:
    return cpu(resource.RUSAGE_SELF) + cpu(resource.RUSAGE_CHILDREN)


def timed(name: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def run(*args: Any, **named: Any) -> Any:
        start = used()
        result = function(*args, **named)
        spent[name] = spent.get(name, 0) + used() - start
        return result

    return run


def child(root: Path) -> None:
    """Build, in this process, as the command does, and say what it took."""
    from onrecord.console.watch import Watch
    from onrecord.read.settings import read_settings

    spent: dict[str, float] = {}
    import_module("onrecord.annotate.cache").key_of = lambda model: "any"  # type: ignore[attr-defined]
    for module, name in STAGES:
        if function := getattr(import_module(module), name, None):
            setattr(import_module(module), name, timed(name, function, spent))
    from onrecord import stages, unchanged

    project = read_settings(root)[0]
    result = unchanged.earlier(project) or stages.build(project, Watch(), jobs=1)
    assert all(p.warning for p in result.problems), result.problems[:3]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    annotated = getattr(result, "annotated", 0)
    print(json.dumps({"all": used(), "memory": memory, "new": annotated, "stages": spent}))


def build(name: str, root: Path) -> dict[str, Any]:
    start = time.monotonic()
    line = [sys.executable, __file__, "--child", str(root)]
    told = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    out = subprocess.run(line, check=True, stdout=subprocess.PIPE, cwd=ROOT, env=told).stdout
    found: dict[str, Any] = json.loads(out.splitlines()[-1])
    stages = " ".join(f"{k} {v:.2f}" for k, v in found["stages"].items() if v > 0.005)
    wall = time.monotonic() - start
    print(
        f"{name:10} {found['all']:7.2f} CPU s {wall:7.1f} s {found['memory']:6.0f} MB  {stages}",
        flush=True,
    )
    return found


def tree(site: Path) -> dict[str, tuple[int, str]]:
    """The files of a site, with their sizes and digests."""
    return {
        p.relative_to(site).as_posix(): (
            len(raw := p.read_bytes()),
            hashlib.sha256(raw).hexdigest(),
        )
        for p in site.rglob("*")
        if p.is_file()
    }


def changes(before: Mapping[str, tuple[int, str]], now: Mapping[str, tuple[int, str]]) -> None:
    names = sorted(n for n in before.keys() | now.keys() if before.get(n) != now.get(n))
    size = sum(now.get(n, (0, ""))[0] for n in names)
    kinds: dict[str, list[str]] = {}
    for name in names:
        kinds.setdefault(name.split("/")[0] if "/" in name else name.split("-")[0], []).append(name)
    told = ", ".join(f"{kind} {len(some)}" for kind, some in sorted(kinds.items()))
    print(f"the sentence changed {len(names)} files, {size / 1e6:.2f} MB: {told}")
    if len(names) <= 60:
        print("   " + " ".join(names))


MATERIAL = """
site_name: Scale
use_directory_urls: false
theme: {name: material, font: false}
plugins: [search]
nav: [{Home: index.md}]
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore, unrecognized_links: ignore}}
"""


def material(root: Path, ours: float) -> None:
    """Build the pages of a project with Material, and compare."""
    stock = root.with_name(f"{root.name}-material")
    shutil.rmtree(stock, ignore_errors=True)
    pages = sorted((root / ".build/docs").rglob("*.md"))
    for page in pages:
        head, _, body = page.read_text("utf-8").partition("\n---\n")
        title = next(line for line in head.splitlines() if line.startswith("title: "))
        file = stock / "docs" / page.relative_to(root / ".build/docs")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{title}\n---\n<div>\n{body}\n</div>\n", "utf-8")
    (stock / "mkdocs.yml").write_text(MATERIAL)
    before = cpu(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=stock, check=True)
    theirs = cpu(resource.RUSAGE_CHILDREN) - before
    print(f"{len(pages)} pages: ours {len(pages) / ours:.0f} a CPU second, ", end="")
    print(f"Material {len(pages) / theirs:.0f}: {theirs / ours:.1f} times as fast")


def main(count: int, folder: Path, files: list[str], beside: bool) -> None:
    root = folder / f"of-{count}"
    took = folder / "annotate.json"
    make(root, articles(files, count))
    (root / ".cache").symlink_to(folder.resolve())  # annotations that are kept between runs
    clean = build("clean", root)
    annotate = json.loads(took.read_text()) if took.exists() else {"seconds": 0.0, "articles": 0}
    if clean["new"]:
        annotate["seconds"] += clean["stages"]["annotations_of"]
        annotate["articles"] += clean["new"]
        took.write_text(json.dumps(annotate))
    rest = clean["all"] - (clean["stages"]["annotations_of"] if clean["new"] else 0)
    whole = rest + count * annotate["seconds"] / max(1, annotate["articles"])
    before = tree(root / "site")
    kept = {*(folder / "annotations").iterdir()}
    same = build("unchanged", root)
    source = root / "briefings/briefing-0000/source-3.txt"
    for n in (1, 2):
        source.write_text(f"{source.read_text('utf-8').rstrip()} {SENTENCE}\n", "utf-8")
        touched = build(f"sentence {n}", root)
        if n == 1:
            changes(before, now := tree(root / "site"))
    for more in {*(folder / "annotations").iterdir()} - kept:
        more.unlink()
    print(f"clean with annotations {whole:.1f} CPU s, without {rest:.1f}")
    print(f"per article without annotations {1000 * rest / count:.1f} ms")
    print(f"nothing changed {100 * same['all'] / whole:.1f} %")
    print(f"one sentence {100 * touched['all'] / whole:.1f} %")
    print(f"link check {100 * clean['stages'].get('check_pages', 0) / rest:.1f} % of the rest")
    print(f"files of the site {len(now)}, {sum(size for size, _ in now.values()) / 1e6:.0f} MB")
    pages = sorted((size, name) for name, (size, _) in now.items() if name.endswith(".html"))
    print("biggest pages " + ", ".join(f"{name} {size // 1000} KB" for size, name in pages[-5:]))
    if beside:
        ours = ("write_pages", "run_mkdocs", "check_pages")
        material(root, sum(clean["stages"][name] for name in ours))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]))
    elif len(sys.argv) > 3:
        texts = [a for a in sys.argv[3:] if a != "--material"]
        main(int(sys.argv[1]), Path(sys.argv[2]), texts, "--material" in sys.argv)
    else:
        raise SystemExit(__doc__)
