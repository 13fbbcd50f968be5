"""The settings of a project: `site_name`, `site_url` and `site_dir` of mkdocs.yml, and what is
under `extra.onrecord`.

extra:
  onrecord:
    motto: Every name and number
    language: en               # of the site's own words
    model: en_core_web_sm      # an installed spaCy model of English
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.model import Problem
from onrecord.pages import Settings
from onrecord.read.yamlmap import parse
from onrecord.weights import PINNED

FILE = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with briefings in it, and where its build keeps things. All but `site` can be
    deleted at any time.
    """

    root: Path
    model: str = PINNED
    site: Path = Path("site")  # where the built site goes: the folder itself, never a link to it
    pages: Settings = field(default_factory=Settings)

    @property
    def docs(self) -> Path:
        """The pages that MkDocs builds."""
        return self.root / ".build" / "docs"

    @property
    def cache(self) -> Path:
        """Annotations of articles that have not changed."""
        return self.root / ".cache" / "annotations"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def config(self) -> Path:
        return self.root / FILE


def read_settings(root: Path) -> tuple[Project, tuple[Problem, ...]]:
    """The project of a folder, and what is wrong with its settings."""
    problems: list[Problem] = []
    try:
        text = (root / FILE).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        mend = "run onrecord in the folder of a project, or name it with --project"
        return Project(root, site=root / "site"), (Problem(f"cannot be read: {why}", mend, FILE),)
    top = parse(text, FILE, problems) or parse("{}", FILE, problems)
    assert top is not None
    extra = top.map("extra")
    ours = extra and extra.map("onrecord")
    said = Settings()
    project = Project(root, site=Path(os.path.realpath(root / (top.text("site_dir") or "site"))))
    if Path(os.path.realpath(root)).is_relative_to(project.site):
        top.problem(
            "site_dir",
            "the site cannot take the place of the project",
            "name a folder inside it, as “site”",
        )
    if top.flag("use_directory_urls"):
        mend = "write use_directory_urls: false, so that links work from a folder too"
        top.problem("use_directory_urls", "pages of On Record link to files", mend)
    name, url = top.text("site_name") or said.name, top.text("site_url")
    if ours:
        said = Settings(
            name, ours.text("motto") or said.motto, url, ours.text("language") or said.language
        )
        project = replace(project, model=ours.text("model") or PINNED)
        ours.done()
    return replace(
        project, pages=replace(said, name=name, url=url and url.rstrip("/") + "/")
    ), tuple(problems)
