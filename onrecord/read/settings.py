"""The settings of a project: what mkdocs.yml says, and what holds where it says nothing.

    site_name: Desk                  # all that is needed; without the file, "On Record"
    site_url: https://desk.example/  # where it is published; feeds and the sitemap want it
    site_dir: site
    extra:
      onrecord:
        motto: Every name and number
        language: en                 # of the site's own words (BCP 47)
        model: en_core_web_sm        # an installed spaCy model of English

The file is MkDocs's, and its `!ENV` and `INHERIT` mean here what they mean there. Everything else
that a site of ours needs (theme, styles, scripts, menu) is set when MkDocs is called.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.model import Problem
from onrecord.pages import Settings
from onrecord.read.yamlmap import YamlMap, parse
from onrecord.weights import PINNED

FILE = "mkdocs.yml"
FILES = (FILE, "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")  # as the engines look for it
BRIEFINGS = "briefings"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
_DEEPEST = 10  # files that inherit from each other


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with briefings in it, and where its build keeps things. All but `site` can be
    deleted at any time.
    """

    root: Path
    model: str = PINNED
    site: Path = Path("site")  # where the built site goes: the folder itself, never a link to it
    pages: Settings = field(default_factory=Settings)
    # The settings that its user has made, those under another as "theme.name": file and line.
    stated: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    file: str = FILE

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
        """Where templates of the project's own may stand: each takes the place of a shipped one."""
        return self.root / "templates"

    @property
    def config(self) -> Path:
        return self.root / self.file


class _Inherited:
    """Mappings of which an earlier one goes before a later one, key by key, as INHERIT has it."""

    def __init__(self, maps: list[YamlMap]) -> None:
        self._maps = maps

    def _with(self, key: str) -> YamlMap:
        return next((m for m in self._maps if key in m), self._maps[0])

    def text(self, key: str) -> str | None:
        return self._with(key).text(key)

    def flag(self, key: str) -> bool:
        return self._with(key).flag(key)

    def map(self, key: str) -> _Inherited | None:
        found = [inner for m in self._maps if (inner := m.map(key))]
        return _Inherited(found) if found else None

    def problem(self, key: str, what: str, mend: str = "") -> None:
        self._with(key).problem(key, what, mend)

    def done(self) -> None:
        for m in self._maps:
            m.done()

    def is_theme(self, name: str) -> bool:
        """Whether the theme is the one of that name, said in a word or under `name`."""
        here = self._with("theme")
        inner = here.map("theme") if "theme.name" in here.stated() else None
        return (inner.text("name") if inner else here.plain("theme")) == name

    def stated(self) -> dict[str, tuple[str, int]]:
        return {k: (m.file, line) for m in reversed(self._maps) for k, line in m.stated().items()}


def read_settings(root: Path, file: str | None = None) -> tuple[Project, tuple[Problem, ...]]:
    """The project of a folder, and what is wrong with its settings. They stand in `file`, or in the
    first of FILES that there is.
    """
    problems: list[Problem] = []
    file = file or next((name for name in FILES if (root / name).exists()), FILE)
    default = Project(root, site=root / "site", file=file)
    if not (root / file).exists():
        if (root / BRIEFINGS).is_dir():
            return default, ()
        mend = "make one with `onrecord init FOLDER`, or name another with --project"
        return default, (Problem(f"no project: there is neither {FILE} nor {BRIEFINGS}/", mend),)
    maps = _files(root, file, problems)
    if not maps:
        return default, tuple(problems)
    top = _Inherited(maps)
    site = Path(os.path.realpath(root / (top.text("site_dir") or "site")))
    if Path(os.path.realpath(root)).is_relative_to(site):
        top.problem(
            "site_dir",
            "the site cannot take the place of the project",
            "name a folder inside it, as “site”",
        )
    if top.flag("use_directory_urls"):
        mend = "write use_directory_urls: false, so that links work from a folder too"
        top.problem("use_directory_urls", "pages of On Record link to files", mend)
    pages, model = _ours(top)
    stated = top.stated()
    if top.is_theme("onrecord"):
        stated = {k: at for k, at in stated.items() if k.partition(".")[0] != "theme"}
    return Project(root, model, site, pages, stated, file), tuple(problems)


def _files(root: Path, name: str, problems: list[Problem]) -> list[YamlMap]:
    """The mapping of a settings file and of those that it inherits from, itself first."""
    found: list[YamlMap] = []
    while name:
        try:
            text = (root / name).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            at = ("INHERIT" in found[-1] and found[-1].line_of("INHERIT")) if found else 0
            if found:
                what = f"INHERIT: “{name}” cannot be read: {why}"
                problems.append(Problem(what, "name a file beside it", found[-1].file, at))
            else:
                problems.append(Problem(f"cannot be read: {why}", "look at the file", name))
            return []
        good = len(problems)
        top = parse(text, name, problems) or (
            parse("{}", name, problems) if len(problems) == good else None
        )
        if top is None:
            return []
        found.append(top)
        parent = top.text("INHERIT")
        name = os.path.normpath(os.path.join(os.path.dirname(name), parent)) if parent else ""
        if name and len(found) == _DEEPEST:
            top.problem("INHERIT", "the files inherit from each other without end")
            return []
    return found


def _ours(top: _Inherited) -> tuple[Settings, str]:
    """What pages need to know, and the model."""
    said = Settings()
    extra = top.map("extra")
    ours = extra and extra.map("onrecord")
    motto = ours and ours.text("motto")
    language = ours and ours.text("language")
    model = ours and ours.text("model")
    if ours and language and not _LANGUAGE.fullmatch(language):
        ours.problem("language", f"“{language}” is not the tag of a language", "write en, or en-GB")
        language = None
    if ours:
        ours.done()
    url = top.text("site_url")
    if url and (wrong := _wrong_address(url)):
        top.problem("site_url", f"“{url}” {wrong}", "write it as https://example.org/briefings/")
        url = None
    pages = Settings(
        top.text("site_name") or said.name,
        motto or said.motto,
        url and url.rstrip("/") + "/",
        language or said.language,
    )
    return pages, model or PINNED


def _wrong_address(url: str) -> str | None:
    """What is wrong with the address of a site, None if nothing is."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1)
    except ValueError:
        return "is no address"
    if not good or re.search(r"[\s\"'<>\\]", url):
        return "is not a web address"
    if parts.username or parts.password:
        return "has a name or a password in it, which every page would show"
    return "has a query or an anchor in it" if parts.query or parts.fragment else None
