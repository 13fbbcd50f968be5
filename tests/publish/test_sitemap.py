"""The sitemap of a large site comes in parts, of which a new page changes one."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from onrecord.publish.sitemap import divide
from onrecord.shipped import TEMPLATES
from tests.trees import tree

SITE = "https://desk.example/a&b/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def written(folder: Path, pages: int, form: str = "") -> dict[str, bytes]:
    """The files of a sitemap with so many pages."""
    folder.mkdir()
    head, _, _ = (TEMPLATES / "theme/sitemap.xml").read_text("utf-8").partition("{#")
    form = form or "\n<url><loc>{}</loc><lastmod>2031-05-06</lastmod></url>"
    urls = "".join(form.format(f"{SITE.replace('&', '&amp;')}{n}.html") for n in range(pages))
    (folder / "sitemap.xml").write_text(f"{head.rstrip()}{urls}\n</urlset>\n")
    divide(folder, SITE)
    return tree(folder)


def located(xml: bytes, kind: str) -> list[str | None]:
    root = ElementTree.fromstring(xml)
    assert root.tag == f"{{{NAMES['s']}}}{'sitemapindex' if kind == 'sitemap' else 'urlset'}"
    return [e.text for e in root.iterfind(f"s:{kind}/s:loc", NAMES)]


def test_a_short_sitemap_is_one_file(tmp_path: Path) -> None:
    files = written(tmp_path / "short", 1024)
    assert list(files) == ["sitemap.xml"]
    assert len(located(files["sitemap.xml"], "url")) == 1024


@pytest.mark.parametrize("form", ["", "<url>\n  <loc>{}</loc>\n  <priority>1</priority>\n</url>\n"])
def test_a_long_sitemap_lists_its_parts(tmp_path: Path, form: str) -> None:
    files = written(tmp_path / "long", 5000, form)
    parts = located(files.pop("sitemap.xml"), "sitemap")
    assert parts == [SITE + name for name in files]
    of_parts = [located(part, "url") for part in files.values()]
    assert max(map(len, of_parts)) < 1024
    assert sorted(u or "" for some in of_parts for u in some) == sorted(
        f"{SITE}{n}.html" for n in range(5000)
    )


def test_a_new_page_changes_one_part(tmp_path: Path) -> None:
    before, after = written(tmp_path / "before", 2500), written(tmp_path / "after", 2501)
    assert before.keys() == after.keys()
    assert len([name for name in before if before[name] != after[name]]) == 1
