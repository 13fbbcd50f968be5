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
            "mkdocs.yml": "site_name: Desk\nsite_url: https://desk.example/notes\n"
            "site_dir: public\n"
            "plugins: !ENV [X, []]\nhooks: !!python/object/apply:os.system [true]\n"
            "extra:\n  other: 1\n  onrecord: {model: en_core_web_md, motto: M, language: de}\n"
        }
    )
    pages = Settings("Desk", "M", "https://desk.example/notes/", "de")
    lines = {"site_name": 1, "site_url": 2, "site_dir": 3, "plugins": 4, "hooks": 5, "extra": 6}
    lines |= {"extra.other": 7, "extra.onrecord": 8}
    stated = {key: ("mkdocs.yml", line) for key, line in lines.items()}
    assert read_settings(root) == (
        Project(root, "en_core_web_md", root / "public", pages, stated),
        (),
    )


@pytest.mark.parametrize("theme", ["onrecord", "{name: onrecord}"])
def test_our_own_theme_by_its_name_is_as_good_as_none(theme: str, write: Write) -> None:
    project, problems = read_settings(write({"mkdocs.yml": f"theme: {theme}\n"}))
    assert (dict(project.stated), problems) == ({}, ())


def test_settings_of_the_other_engines_name(write: Write) -> None:
    root = write({"properdocs.yml": "site_name: Desk\nsite_url: x\n"})
    project, problems = read_settings(root)
    assert project.pages.name == "Desk"
    assert [(p.file, p.line) for p in problems] == [("properdocs.yml", 2)]


def test_settings_that_are_inherited(write: Write) -> None:
    root = write(
        {
            "mkdocs.yml": "INHERIT: shared/base.yml\nsite_name: Harbour\n",
            "shared/base.yml": "INHERIT: all.yml\nsite_url: https://desk.example/\n"
            "theme: material\n",
            "shared/all.yml": "site_name: All\nextra:\n  onrecord:\n    motto: Words of the quay\n",
        }
    )
    project, problems = read_settings(root)
    assert problems == ()
    assert project.pages == Settings("Harbour", "Words of the quay", "https://desk.example/")
    assert project.stated["theme"] == ("shared/base.yml", 3)
    assert project.stated["site_name"] == ("mkdocs.yml", 2)


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("!ENV DESK_URL", "https://desk.example/a/"),
        ("!ENV [DESK_NO, DESK_URL, x]", "https://desk.example/a/"),
        ("!ENV [DESK_NO, 'https://other.example']", "https://other.example/"),
        ("!ENV DESK_NO", None),
    ],
)
def test_settings_from_the_environment(
    write: Write, monkeypatch: pytest.MonkeyPatch, value: str, url: str | None
) -> None:
    monkeypatch.setenv("DESK_URL", "https://desk.example/a")
    monkeypatch.delenv("DESK_NO", raising=False)
    project, problems = read_settings(write({"mkdocs.yml": f"site_url: {value}\n"}))
    assert problems == ()
    assert project.pages.url == url


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
        (b"\xff\xff", 0, "cannot be read: it is not UTF-8"),
        (b"a: [", 1, "the YAML is broken"),
        (b"site_dir: /", 1, "the site cannot take the place of the project"),
        (b"#\nsite_dir: .", 2, "the site cannot take the place of the project"),
        (b'site_dir: "a\\0"', 1, "the YAML is broken: a text holds the character U+0000"),
        (b"use_directory_urls: true", 1, "pages of On Record link to files"),
        (b"INHERIT: no.yml", 1, "INHERIT: “no.yml” cannot be read"),
        (b"#\nINHERIT: mkdocs.yml", 2, "the files inherit from each other without end"),
        (b"site_url: desk.example", 1, "“desk.example” is not a web address"),
        (b"site_url: 'http://[::1'", 1, "“http://[::1” is no address"),
        (b"site_url: https://me:secret@desk.example/", 1, "“https://me:secret@desk.example/” has"),
        (b"site_url: https://desk.example/?a=b", 1, "“https://desk.example/?a=b” has a query"),
        (b"extra: {onrecord: {language: zz zz}}", 1, "“zz zz” is not the tag of a language"),
        (b"a: 1\nb: \x07", 2, "the YAML is broken"),
        (b"extra: 1", 1, "“extra” must have"),
        (b"extra:\n  onrecord:\n    modle: x", 3, "“modle” is not known"),
    ],
)
def test_what_is_wrong(write: Write, text: bytes, line: int, what: str) -> None:
    root = write({"mkdocs.yml": text})
    (problem,) = read_settings(root)[1]
    assert (problem.file, problem.line) == ("mkdocs.yml", line)
    assert problem.what.startswith(what)


def test_a_folder_without_settings_and_without_briefings_is_no_project(write: Write) -> None:
    (problem,) = read_settings(write({"a.txt": ""}))[1]
    assert "no project" in problem.what
    assert " init FOLDER" in problem.mend
    assert read_settings(write({"briefings/a.txt": ""}))[1] == ()


def test_how_articles_are_read(write: Write) -> None:
    told = "extra:\n  onrecord:\n    patience: 5\n    skip:\n      - briefings/a.txt\n"
    project, problems = read_settings(write({"mkdocs.yml": told}))
    assert problems == ()
    assert (project.patience, project.skip) == (5, (("briefings/a.txt", 5),))


@pytest.mark.parametrize("path", ["https://cdn.example/x.js", "//cdn.example/x.js", "http://["])
@pytest.mark.parametrize("entry", ["- {}", "- path: {}\n    async: true"])
def test_a_script_of_another_host_is_refused_where_it_is_named(
    write: Write, path: str, entry: str
) -> None:
    told = f"site_name: T\nextra_javascript:\n  - own.js\n  {entry.format(repr(path))}\n"
    project, problems = read_settings(write({"mkdocs.yml": told}))
    assert [(p.file, p.line) for p in problems] == [("mkdocs.yml", 4)]
    assert "would be fetched from another host" in problems[0].what
    assert [(link.href, link.line) for link in project.written] == [("own.js", 3), (path, 4)]
