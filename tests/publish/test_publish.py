"""Publishing: only what changed is written, and whoever looks at the site finds the old one or the
new one, whole.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
from functools import partial
from pathlib import Path

import pytest

from onrecord import publish as publishing
from onrecord.publish import PublishError, locked, publish, swap, write_pages
from onrecord.publish.swap import MARK, beside, clear_up, swap_in
from onrecord.read.settings import Project, read_settings
from onrecord.render.verbatim import MARKER
from tests.injected import begun
from tests.trees import tree

# A theme of four lines: these tests are about files, not about looks.
CONFIG = "site_name: T\ntheme: {name: null, custom_dir: theme}\nnav: [index.md]\n"
THEME = "<!doctype html><html><body>{{ page.content }}</body></html>"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text(THEME)
    return read_settings(tmp_path)[0]


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
    docs = tmp_path / "docs"
    write_pages({"a.md": "a", "b/c.md": "c", "b/d/e.md": "e"}, docs)
    os.utime(docs / "a.md", (0, 0))
    write_pages({"a.md": "a", "b/c.md": "changed"}, docs)
    assert (docs / "a.md").stat().st_mtime == 0
    assert tree(docs) == {MARK: b"", "a.md": b"a", "b/c.md": b"changed"}
    assert not (docs / "b/d").exists()


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
    assert not (project.root / ".site.new").exists()


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


def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A new site, and the old one beside it."""
    site = tmp_path / "site"
    site.mkdir()
    (site / MARK).touch()
    (site / "index.html").write_text("old")
    new = beside(site)
    (new / "index.html").write_text("new")
    return new, site


def words(folder: Path) -> dict[str, bytes]:
    """The files of a folder but for our marks."""
    return {name: data for name, data in tree(folder).items() if not name.endswith(MARK)}


@pytest.mark.parametrize("can_exchange", [True, False])
def test_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool) -> None:
    if not can_exchange:
        monkeypatch.setattr(swap, "exchange", lambda a, b: False)
    new, site = pair(tmp_path)
    swap_in(new, site)
    assert clear_up(site) == ()
    assert words(tmp_path) == {"site/index.html": b"new"}


def test_this_machine_exchanges_in_one_step(tmp_path: Path) -> None:
    assert swap.exchange(*pair(tmp_path))
    assert words(tmp_path) == {"site/index.html": b"new", ".site.new/index.html": b"old"}


def test_death_between_two_moves_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda a, b: False)
    _, site = pair(tmp_path)
    site.rename(tmp_path / ".site.old")  # and dead
    clear_up(site)
    assert words(tmp_path) == {"site/index.html": b"old"}


def test_leftovers_are_cleared(tmp_path: Path) -> None:
    _, site = pair(tmp_path)
    clear_up(site)
    assert words(tmp_path) == {"site/index.html": b"old"}


def test_what_others_have_put_there_is_left_alone(tmp_path: Path) -> None:
    _, site = pair(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / MARK).touch()
    (tmp_path / "elsewhere" / "thesis.txt").write_text("years of work")
    (tmp_path / ".site.old").symlink_to(tmp_path / "elsewhere")
    (tmp_path / ".site.new-2").mkdir()
    (tmp_path / ".site.new-2" / "mine.txt").write_text("mine")
    assert clear_up(site) == ()
    assert set(words(tmp_path)) >= {"elsewhere/thesis.txt", ".site.new-2/mine.txt"}
    assert beside(site).name == ".site.new"


@pytest.mark.parametrize("link", [".build", ".build/docs"])
def test_pages_are_not_written_through_a_link(project: Project, link: str) -> None:
    elsewhere = project.root / "elsewhere"
    (elsewhere / "docs").mkdir(parents=True)
    (elsewhere / "docs/mine.txt").write_text("mine")
    (project.root / link).parent.mkdir(exist_ok=True)
    (project.root / link).symlink_to(elsewhere / ("docs" if "/" in link else ""))
    with pytest.raises(PublishError, match="is a link"):
        publish({"index.md": ""}, project)
    assert tree(elsewhere) == {"docs/mine.txt": b"mine"}


def test_a_docs_dir_that_is_not_ours_is_not_cleared(project: Project) -> None:
    project.docs.mkdir(parents=True)
    (project.docs / "mine.txt").write_text("mine")
    with pytest.raises(PublishError, match="was not made by onrecord"):
        publish({"index.md": ""}, project)
    assert tree(project.docs) == {"mine.txt": b"mine"}


def test_a_docs_dir_of_a_version_without_marks_is_taken_over(project: Project) -> None:
    project.docs.mkdir(parents=True)
    (project.docs / "index.md").write_text(f"---\ntitle: T\n---\n{MARKER}\n")
    (project.docs / "gone.md").write_text("")
    assert publish({"index.md": "# New\n"}, project) == ()
    assert not (project.docs / "gone.md").exists()


def test_an_old_site_that_cannot_be_deleted_is_a_warning(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish({"index.md": "# Old\n"}, project)
    with monkeypatch.context() as refused:
        refused.setattr(swap, "_deleted", lambda folder: False)
        for words_of in ("One", "Two"):  # the leftovers of one build are not in the way of the next
            problems = publish({"index.md": f"# {words_of}\n"}, project)
            assert problems
            assert all(p.warning and ".site." in p.file for p in problems)
            assert words_of.encode() in tree(project.site)["index.html"]
    assert publish({"index.md": "# Three\n"}, project) == ()
    assert [p.name for p in project.root.glob(".site*")] == []


@pytest.mark.parametrize("settings", ["", "site_name: Desk\n"])
def test_a_project_needs_no_settings(tmp_path: Path, settings: str) -> None:
    if settings:
        (tmp_path / "mkdocs.yml").write_text(settings)
    (tmp_path / "briefings").mkdir()
    project, problems = read_settings(tmp_path)
    assert problems == ()
    names = ("index", "actors", "quotes", "figures", "sources", "search")
    pages = {f"{name}.md": "# P\n" for name in names}
    pages |= {f"assets/{name}": "/**/" for name in ("onrecord.css", "onrecord.js")}
    assert publish(pages | {"feed.xml": "", "feed.json": ""}, project) == ()
    assert b'class="masthead"' in tree(project.site)["actors.html"]


STAGES = ["write_pages", "run_mkdocs", "check_links", "swap_in", "clear_up"]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("stage", STAGES)
def test_killed_at_any_stage(project: Project, stage: str, when: str) -> None:
    publish({"index.md": "# Old\n"}, project)
    old = tree(project.site)

    def die() -> None:
        real = getattr(publishing, stage)

        def dying(*arguments: object) -> None:
            if when == "after":
                real(*arguments)
            os.kill(os.getpid(), signal.SIGKILL)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(publishing, stage, dying)
            publish({"index.md": "# New\n"}, project)

    _, status = os.waitpid(begun(die), 0)
    assert os.WIFSIGNALED(status)
    now = tree(project.site)
    assert now == old or b"New" in now["index.html"]
    assert publish({"index.md": "# New\n"}, project) == ()  # as if nothing had happened
    assert b"New" in tree(project.site)["index.html"]
    assert not (project.root / ".site.new").exists()


# ---- two at once ---------------------------------------------------------------------------------


def test_two_builds_at_once(project: Project) -> None:
    publish({"index.md": "# Zero\n"}, project)

    def build(name: str) -> None:
        pages = {"index.md": f"# {name}\n", f"{name}.md": "# Own\n"}
        for _ in range(5):
            with locked(project.root):
                assert publish(pages, project) == ()

    builds = {begun(partial(build, name)) for name in ("one", "two")}
    while builds:
        assert (project.site / "index.html").read_bytes()  # the site is never away
        for child in sorted(builds):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                assert status == 0
                builds.remove(child)
    assert {"one.html", "two.html"} & tree(project.site).keys() in ({"one.html"}, {"two.html"})


def test_a_mount_point_is_said_to_be_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda path: path == project.site)
    with pytest.raises(PublishError, match="mount the folder that it is in"):
        publish({"index.md": "# New\n"}, project)


def test_a_page_that_acts_is_not_published(project: Project) -> None:
    publish({"index.md": "# Good\n"}, project)
    before = tree(project.site)
    bad = "<!-- -->\n<div class='on-record'><p onclick='act()'>x</p></div>\n"
    problems = publish({"index.md": bad}, project)
    assert [p.fault for p in problems] == [True]
    assert tree(project.site) == before


def test_a_menu_names_pages_of_ours_and_others(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: T\nnav: [index.md, other.md]\n")
    theme = tmp_path / "templates/theme"
    theme.mkdir(parents=True)
    (theme / "404.html").write_text("<p>none</p>")
    (theme / "main.html").write_text(
        "{% for item in nav %}{{ item.title }}, {% endfor %}{{ page.title }}: {{ page.content }}"
    )
    head = '---\ntitle: "Ours"\nhide: ["toc"]\n---\n'
    pages = {
        "index.md": f"{head}{MARKER}\n*as* it [is](no.md)\n",
        "other.md": "# Theirs\n\n*read*\n",
    }
    assert publish(pages, read_settings(tmp_path)[0]) == ()
    site = tree(tmp_path / "site")
    assert site["index.html"] == b"Ours, Theirs, Ours: *as* it [is](no.md)"
    assert site["other.html"].startswith(b"Ours, Theirs, Theirs: <h1")
    assert site["other.html"].endswith(b"<p><em>read</em></p>")
