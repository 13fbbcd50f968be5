"""The settings of a project: what mkdocs.yml says, and what holds where it says nothing.

    site_name: Desk                  # all that is needed; without the file, "On Record"
    site_url: https://desk.example/  # where it is published; feeds and the sitemap want it
    site_dir: site
    extra:
      onrecord:
        motto: Every name and number
        language: en                 # of the site's own words (BCP 47)
        model: en_core_web_sm        # an installed spaCy model of English
        patience: 60                 # seconds, after which the article that takes so long is named
        skip: [briefings/dock/x.txt] # sources that are not read
        cache: ../annotations        # a folder of annotations that is shared with others

The file is MkDocs's, and its `!ENV` and `INHERIT` mean here what they mean there. Everything else
that a site of ours needs (theme, styles, scripts, menu) is set when MkDocs is called.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.invoked import command_line
from onrecord.model import Problem
from onrecord.pages import Settings, WrittenLink
from onrecord.read.yamlmap import YamlMap, parse
from onrecord.weights import PINNED

FILE = "mkdocs.yml"
FILES = (FILE, "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")  # as the engines look for it
BRIEFINGS = "briefings"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")
PATIENCE = 60
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
    patience: int = PATIENCE  # seconds for one article, before it is named
    skip: tuple[tuple[str, int], ...] = ()  # sources that are not read, with the lines that say so
    written: tuple[WrittenLink, ...] = ()  # the styles and scripts that are added to every page
    shared: Path | None = None  # where annotations are kept together with others

    @property
    def docs(self) -> Path:
        """The pages that MkDocs builds."""
        return self.root / ".build" / "docs"

    @property
    def cache(self) -> Path:
        """Annotations of articles that have not changed."""
        return self.shared or self.root / ".cache" / "annotations"

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

    def whole(self, key: str, default: int) -> int:
        return self._with(key).whole(key, default)

    def texts_with_lines(self, key: str) -> tuple[tuple[str, int], ...]:
        return self._with(key).texts_with_lines(key)

    def flag(self, key: str) -> bool:
        return self._with(key).flag(key)

    def map(self, key: str) -> _Inherited | None:
        found = [inner for m in self._maps if (inner := m.map(key))]
        return _Inherited(found) if found else None

    def assets(self) -> Iterator[WrittenLink]:
        """The files of styles and scripts."""
        for key in ("extra_css", "extra_javascript"):
            at = self._with(key)
            for path, line in at.paths(key):
                yield WrittenLink("", path, at.file, line)

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
        made = command_line(None, "init", "FOLDER")
        mend = f"make one with `{made}`, or name another with --project"
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
    pages, model, patience, skip, cache = _ours(top)
    shared = root / cache if cache else None
    written = tuple(top.assets())
    problems += (
        Problem(
            f"“{link.href}” would be fetched from another host, and no page may do that",
            "put the file itself into a theme's folder (theme: custom_dir), and name it here",
            link.file,
            link.line,
        )
        for link in written
        if _is_elsewhere(link.href)
    )
    stated = top.stated()
    if top.is_theme("onrecord"):
        stated = {k: at for k, at in stated.items() if k.partition(".")[0] != "theme"}
    project = Project(root, model, site, pages, stated, file, patience, skip, written, shared)
    return project, tuple(problems)


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


def _ours(
    top: _Inherited,
) -> tuple[Settings, str, int, tuple[tuple[str, int], ...], str | None]:
    """What pages need to know, the model, how to read, and where annotations are kept."""
    said = Settings()
    extra = top.map("extra")
    ours = extra and extra.map("onrecord")
    motto = ours and ours.text("motto")
    language = ours and ours.text("language")
    model = ours and ours.text("model")
    patience = ours.whole("patience", PATIENCE) if ours else PATIENCE
    skip = ours.texts_with_lines("skip") if ours else ()
    cache = ours.text("cache") if ours else None
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
    return pages, model or PINNED, patience, skip, cache


def _is_elsewhere(path: str) -> bool:
    try:
        parts = urlsplit(path)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


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
