"""mkdocs.yml as we read it."""

from __future__ import annotations

import pytest

from onrecord.pages import Settings
from onrecord.read.settings import Project, read_settings
from tests.conftest import ROOT, Write


def test_our_own() -> None:
    project, problems = read_settings(ROOT)
    assert problems == ()
    assert (project.model, project.site) == ("en_core_web_sm", ROOT / "site")


def test_all_of_them(write: Write) -> None:
    root = write(
        {
            "mkdocs.yml": "site_name: Desk\nsite_url: https://desk.example/notes\nsite_dir: public\n"
            "plugins: !ENV [X, []]\nhooks: !!python/object/apply:os.system [true]\n"
            "extra:\n  other: 1\n  onrecord: {model: en_core_web_md, motto: M, language: de}\n"
        }
    )
    pages = Settings("Desk", "M", "https://desk.example/notes/", "de")
    assert read_settings(root) == (Project(root, "en_core_web_md", root / "public", pages), ())


def test_none_of_them(write: Write) -> None:
    root = write({"mkdocs.yml": ""})
    assert read_settings(root) == (Project(root, site=root / "site"), ())


def test_a_site_behind_a_link_is_the_folder_that_it_leads_to(write: Write) -> None:
    root = write({"mkdocs.yml": "", "real/index.html": ""})
    (root / "site").symlink_to("real")
    assert read_settings(root)[0].site == root / "real"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (None, 0, "cannot be read: No such file"),
        (b"\xff\xff", 0, "cannot be read: it is not UTF-8"),
        (b"a: [", 1, "the YAML is broken"),
        (b"site_dir: /", 1, "the site cannot take the place of the project"),
        (b"#\nsite_dir: .", 2, "the site cannot take the place of the project"),
        (b'site_dir: "a\\0"', 1, "the YAML is broken: a text holds the character U+0000"),
        (b"use_directory_urls: true", 1, "pages of On Record link to files"),
        (b"extra: 1", 1, "“extra” must have"),
        (b"extra:\n  onrecord:\n    modle: x", 3, "“modle” is not known"),
    ],
)
def test_what_is_wrong(write: Write, text: bytes | None, line: int, what: str) -> None:
    root = write({} if text is None else {"mkdocs.yml": text})
    (problem,) = read_settings(root)[1]
    assert (problem.file, problem.line) == ("mkdocs.yml", line)
    assert problem.what.startswith(what)
