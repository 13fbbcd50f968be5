"""Themes other than ours build, or the message names the setting that keeps them from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Problem
from onrecord.publish import publish
from onrecord.read.settings import read_settings

PAGES = {
    "index.md": "# Home\n",
    "actors.md": "# Actors\n",
    "quotes.md": "# Quotes\n",
    "figures.md": "# Figures\n",
    "sources.md": "# Sources\n",
    "assets/onrecord.css": "",
    "assets/onrecord.js": "",
}


def published(folder: Path, settings: str) -> tuple[Problem, ...]:
    (folder / "mkdocs.yml").write_text(settings)
    project, problems = read_settings(folder)
    return problems or publish(PAGES, project)


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_theme_that_is_merely_named_asks_no_other_host(theme: str, tmp_path: Path) -> None:
    assert published(tmp_path, f"site_name: T\ntheme: {theme}\n") == ()
    page = (tmp_path / "site/index.html").read_text("utf-8")
    assert all(f'href="{name}.html"' in page for name in ("actors", "quotes", "sources"))


def test_material_has_its_menu_over_the_page_unless_its_user_chose(tmp_path: Path) -> None:
    assert published(tmp_path, "theme: material\n") == ()
    assert "md-tabs__link" in (tmp_path / "site/index.html").read_text("utf-8")
    assert published(tmp_path, "theme: {name: material, features: []}\n") == ()
    assert "md-tabs__link" not in (tmp_path / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("settings", "line", "what", "mend"),
    [
        (
            "theme:\n  name: material\n  font:\n    text: Roboto\n",
            3,
            "the theme does not fit: “https://fonts.gstatic.com” would be fetched",
            "write `font: false` there",
        ),
        (
            "theme:\n  name: readthedocs\n  highlightjs: true\n",
            3,
            "the theme does not fit: “https://cdnjs.cloudflare.com",
            "write `highlightjs: false` there",
        ),
        (
            "theme:\n  name: null\n  custom_dir: mine\n",
            1,
            "the theme does not fit: “https://a.example/x.js” would be fetched",
            "leave `theme` out",
        ),
        ("site_name: T\ntheme: nosuch\n", 2, "Config value 'theme': Unrecognised theme", ""),
        ("site_name: T\nplugins: [nosuch]\n", 2, "Config value 'plugins': ", ""),
    ],
)
def test_what_does_not_fit_is_the_setting_with_its_line(
    settings: str, line: int, what: str, mend: str, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/main.html").write_text('<script src="https://a.example/x.js"></script>')
    first, *_ = problems = published(tmp_path, settings)
    assert (first.file, first.line) == ("mkdocs.yml", line)
    assert first.what.startswith(what)
    assert mend in first.mend
    assert not any(p.fault for p in problems)
    assert not (tmp_path / "site").exists()
