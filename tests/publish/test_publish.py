"""Publishing: only what changed is written, and whoever looks at the site finds the old one or the
new one, whole.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.publish import PublishError, publish, swap, write_pages
from onrecord.publish.swap import beside, clear_up, swap_in
from onrecord.read.settings import Project

# A theme of four lines: these tests are about files, not about looks.
CONFIG = (
    "site_name: T\ntheme: {name: null, custom_dir: theme}\nplugins: []\nuse_directory_urls: false\n"
)
THEME = "<!doctype html><html><body>{{ page.content }}</body></html>"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text(THEME)
    return Project(tmp_path, site=tmp_path / "site")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_a_site_is_built_and_replaced(project: Project) -> None:
    assert publish({"index.md": "# One\n", "a/gone.md": "# Gone\n"}, project) == ()
    assert b"One" in tree(project.site)["index.html"]
    assert publish({"index.md": "# Two\n"}, project) == ()
    assert b"Two" in tree(project.site)["index.html"]
    assert "a/gone.html" not in tree(project.site)
    assert sorted(p.name for p in project.root.iterdir()) == [
        ".build",
        "mkdocs.yml",
        "site",
        "theme",
    ]


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    write_pages({"a.md": "a", "b/c.md": "c", "b/d/e.md": "e"}, tmp_path)
    os.utime(tmp_path / "a.md", (0, 0))
    write_pages({"a.md": "a", "b/c.md": "changed"}, tmp_path)
    assert (tmp_path / "a.md").stat().st_mtime == 0
    assert tree(tmp_path) == {"a.md": b"a", "b/c.md": b"changed"}
    assert not (tmp_path / "b/d").exists()


@pytest.mark.parametrize("path", ["../x.md", "/etc/x", "a/../../x", "", "a\\b", "a\0"])
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside the site"):
        write_pages({path: ""}, tmp_path)


@pytest.mark.parametrize(
    ("pages", "what"),
    [
        ({"index.md": "[x](no.md)"}, "no.md"),  # MkDocs sees this one
        ({"index.md": '<a href="no.html">x</a>'}, "“no.html” leads nowhere"),  # and we this one
    ],
)
def test_a_site_with_a_wrong_link_is_not_published(
    project: Project, pages: dict[str, str], what: str
) -> None:
    publish({"index.md": "# Good\n"}, project)
    before = tree(project.site)
    problems = publish(pages, project)
    assert any(what in p.what for p in problems)
    assert tree(project.site) == before
    assert not beside(project.site).exists()


def test_a_wrong_setting_is_a_problem(project: Project) -> None:
    (project.root / "mkdocs.yml").write_text(CONFIG + "theem: x\n")
    assert [p.file for p in publish({"index.md": ""}, project)] == ["mkdocs.yml"]


def test_the_same_pages_give_the_same_bytes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (project.root / "theme/sitemap.xml").write_text("{{ build_date_utc }}")
    (project.root / "mkdocs.yml").write_text(
        CONFIG.replace("theme}", "theme, static_templates: [sitemap.xml]}")
    )
    publish({"index.md": "# One\n"}, project, dt.date(2031, 5, 6))
    first = tree(project.site)
    assert first["sitemap.xml"].startswith(b"2031-05-06")
    shutil.rmtree(project.site)
    shutil.rmtree(project.root / ".build")
    publish({"index.md": "# One\n"}, project, dt.date(2031, 5, 6))
    assert tree(project.site) == first
    assert "SOURCE_DATE_EPOCH" not in os.environ
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    publish({"index.md": "# One\n"}, project, dt.date(2031, 5, 6))
    assert tree(project.site)["sitemap.xml"].startswith(b"1970-01-01")


def test_a_folder_that_is_not_ours_is_not_replaced(project: Project) -> None:
    project.site.mkdir()
    (project.site / "thesis.txt").write_text("years of work")
    with pytest.raises(PublishError, match="was not built by onrecord: move it away"):
        publish({"index.md": ""}, project)
    assert tree(project.site) == {"thesis.txt": b"years of work"}


def test_a_place_that_cannot_be_written(project: Project) -> None:
    (project.root / ".build").write_text("a file")
    with pytest.raises(PublishError, match="cannot be written"):
        publish({"index.md": ""}, project)


def test_a_day_that_is_none(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(PublishError, match="SOURCE_DATE_EPOCH must be a number of seconds"):
        publish({"index.md": ""}, project)


# ---- killed in the middle ------------------------------------------------------------------------


def pair(tmp_path: Path) -> Path:
    """An old site, and a new one beside it."""
    site = tmp_path / "site"
    for folder, words in ((site, "old"), (beside(site), "new")):
        folder.mkdir()
        (folder / "index.html").write_text(words)
    return site


@pytest.mark.parametrize("can_exchange", [True, False])
def test_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool) -> None:
    if not can_exchange:
        monkeypatch.setattr(swap, "_exchange", lambda a, b: False)
    site = pair(tmp_path)
    swap_in(site)
    assert tree(tmp_path) == {"site/index.html": b"new"}


def test_this_machine_exchanges_in_one_step(tmp_path: Path) -> None:
    site = pair(tmp_path)
    assert swap._exchange(beside(site), site)
    assert tree(tmp_path) == {"site/index.html": b"new", ".site.new/index.html": b"old"}


def test_death_between_two_moves_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda a, b: False)
    site = pair(tmp_path)
    site.rename(tmp_path / ".site.old")  # and dead
    clear_up(site)
    assert tree(tmp_path) == {"site/index.html": b"old"}


def test_leftovers_are_cleared(tmp_path: Path) -> None:
    site = pair(tmp_path)
    (tmp_path / ".site.old").symlink_to(tmp_path)
    clear_up(site)
    assert tree(tmp_path) == {"site/index.html": b"old"}


STAGES = ["write_pages", "run_mkdocs", "check_links", "swap_in", "clear_up"]
DIE = """
import os, signal, sys
from pathlib import Path
from onrecord import publish as p
from onrecord.read.settings import Project
stage, when, root = sys.argv[1], sys.argv[2], Path(sys.argv[3])
real = getattr(p, stage)
def dying(*a, **k):
    if when == "after": real(*a, **k)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(p, stage, dying)
p.publish({"index.md": "# New\\n"}, Project(root, site=root / "site"))
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_any_stage(project: Project, stage: str, when: str) -> None:
    publish({"index.md": "# Old\n"}, project)
    old = tree(project.site)
    run = subprocess.run([sys.executable, "-c", DIE, stage, when, str(project.root)], check=False)
    assert run.returncode == -signal.SIGKILL
    now = tree(project.site)
    assert now == old or b"New" in now["index.html"]
    assert publish({"index.md": "# New\n"}, project) == ()  # as if nothing had happened
    assert b"New" in tree(project.site)["index.html"]
    assert not beside(project.site).exists()


# ---- two at once ---------------------------------------------------------------------------------

BUILD = """
import sys
from pathlib import Path
from onrecord.publish import locked, publish
from onrecord.read.settings import Project
root = Path(sys.argv[1])
pages = {"index.md": f"# {sys.argv[2]}\\n", f"{sys.argv[2]}.md": "# Own\\n"}
for _ in range(5):
    with locked(root):
        assert publish(pages, Project(root, site=root / "site")) == ()
"""


def test_two_builds_at_once(project: Project) -> None:
    publish({"index.md": "# Zero\n"}, project)
    builds = [
        subprocess.Popen([sys.executable, "-c", BUILD, str(project.root), name])
        for name in ("one", "two")
    ]
    while any(b.poll() is None for b in builds):
        assert (project.site / "index.html").read_bytes()  # the site is never away
    assert [b.returncode for b in builds] == [0, 0]
    assert {"one.html", "two.html"} & tree(project.site).keys() in ({"one.html"}, {"two.html"})
