"""How fast MkDocs builds our pages, against stock MkDocs and Material over the same pages written
as Markdown.

    python bench/mkdocs_step.py [PAGES]

Writes PAGES (1,000) annotated sources of some 600 words twice, builds both in processes of their
own, start-up included, and prints pages per CPU second (user and system) and their ratio. Exit
status 1 where ours is not FASTER times as fast.

This is the step of MkDocs alone. Our pages come to it as finished HTML, and their links and the
index of search are the business of other steps; Material turns Markdown into HTML and makes its own
index. `bench/scale.py --material` has all steps on the clock, over the same HTML.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from onrecord.compose import compose  # noqa: E402  (found by the line above)
from onrecord.pages import Mark, SourcePage  # noqa: E402
from onrecord.render import render  # noqa: E402
from tests.site.made import corpus  # noqa: E402

FASTER = 2.5
REPEATED = 6  # times that the made article is repeated in a page: it is short
_PARTS = (  # of our page that are repeated: its text and its notes
    '<div class="source-text">\n(.*?)</div>\n<section class="notes"',
    '<section class="notes".*?</h2>\n(.*?)</section>',
)
MATERIAL = """
site_name: Bench
docs_dir: docs
site_dir: site
use_directory_urls: false
theme: {name: material, font: false}
nav: [{Home: index.md}]
not_in_nav: /sources/
markdown_extensions: [md_in_html]
"""


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = Path(folder) / "ours", Path(folder) / "stock"
        site = compose(*corpus())
        write_ours(ours, site, count)
        write_stock(stock, site.sources[0], count)
        speeds = {}
        for name, project in (("ours", ours), ("Material", stock)):
            seconds = cpu_seconds(project)
            speeds[name] = count / seconds
            print(
                f"{name:9} {count:5} pages {seconds:7.2f} CPU s {speeds[name]:7.1f} pages a CPU "
                "second",
                flush=True,
            )
    ratio = speeds["ours"] / speeds["Material"]
    print(f"{ratio:.2f} times as fast (at least {FASTER} is wanted), by the step of MkDocs alone:")
    print("ours without rendering, search and link check; Material with Markdown and search")
    return 0 if ratio >= FASTER else 1


# What publishing sets, but for styles and scripts, which are not made here.
OURS = """\
site_name: On Record
docs_dir: .build/docs
use_directory_urls: false
strict: true
theme: {name: null, custom_dir: templates/theme, static_templates: [404.html]}
plugins: []
markdown_extensions: [onrecord.render.verbatim]
extra: {onrecord: {motto: Every quote, language: en}}
"""


def write_ours(project: Path, site: object, count: int) -> None:
    pages = render(site)
    page = pages.pop("sources/lake-orvel/courier.md")
    for part in _PARTS:
        page = re.sub(part, lambda m: m[0].replace(m[1], m[1] * REPEATED), page, flags=re.DOTALL)
    for path, text in pages.items():
        if path.endswith(".md") and "/" not in path:
            write(project / ".build/docs" / path, text)
    for i in range(count):
        write(project / f".build/docs/sources/{i // 100}/{i}.md", page)
    shutil.copytree(ROOT / "templates", project / "templates")
    write(project / "mkdocs.yml", OURS)


def write_stock(project: Path, page: SourcePage, count: int) -> None:
    """The same page as somebody would write it in Markdown: links, marks and a list of notes."""
    blocks = [b for b in page.blocks if b.kind != "title"]
    text = [_markdown(b.words.text, b.words.marks) for b in blocks] * REPEATED
    notes = [_note(n) for b in blocks for n in b.notes] * REPEATED
    words = (
        "\n\n".join(
            [f"# {page.head.title}", *text, "## Notes", "\n".join(f"1. {n}" for n in notes)]
        )
        + "\n"
    )
    write(project / "docs/index.md", "# Home\n")
    for i in range(count):
        write(project / f"docs/sources/{i // 100}/{i}.md", words)
    write(project / "mkdocs.yml", MATERIAL)


def _markdown(text: str, marks: tuple[Mark, ...]) -> str:
    for mark in sorted(marks, key=lambda m: (-m.span.start, m.span.end)):
        words = text[mark.span.start : mark.span.end]
        new = (
            f"[{words}]({mark.href})"
            if mark.kind == "actor"
            else f'<mark class="{mark.kind}">{words}</mark>'
        )
        if mark.kind == "actor" or "[" not in words:
            text = text[: mark.span.start] + new + text[mark.span.end :]
    return text


def _note(note: object) -> str:
    if note.quote:
        speaker = note.quote.speaker.name if note.quote.speaker else "nobody named"
        return f"**{speaker}** {note.quote.cue or ''}"
    return f"**{note.figure.value}** {note.figure.what} *{', '.join(note.figure.readings)}*"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def cpu_seconds(project: Path) -> float:
    """Of one build in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "0"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=project, env=environment, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
