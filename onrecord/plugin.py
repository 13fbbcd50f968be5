"""On Record as a plugin of MkDocs: `plugins: [onrecord]` adds the pages of briefings/ to any site.

The stages are those of `onrecord build`; MkDocs writes the files. So `mkdocs build`, `serve` and
`gh-deploy` work, with the pages of a site's own beside ours. What MkDocs does not do is not done
here either: its site is written in place, not exchanged at one stroke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.config.config_options import Theme
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from onrecord.pages import WrittenLink
from onrecord.problems import fatal
from onrecord.publish import check_pages
from onrecord.publish.allowed import MEND
from onrecord.publish.engine import NAV, THEME, prepare
from onrecord.publish.themes import blame, has_tabs
from onrecord.read.settings import BRIEFINGS, Project, read_settings
from onrecord.stages import rendered

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

    from onrecord.model import Article, Problem

log = get_plugin_logger("onrecord")


class _Options(Config):
    """None of its own: settings stand under extra.onrecord, where `onrecord build` reads them."""


class OnRecordPlugin(BasePlugin[_Options]):
    """Adds what On Record renders to the files of a site."""

    def __init__(self) -> None:
        super().__init__()
        self.project = Project(Path())
        self.ours: frozenset[str] = frozenset()
        self.written: tuple[WrittenLink, ...] = ()
        self.idle = False  # where `onrecord build` runs MkDocs, which has made the pages itself

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Say what MkDocs does not do."""
        if command != "serve":
            log.info(
                "the site is written in place; `onrecord build` leaves the old one untouched until"
                " the new one is whole"
            )

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read our settings, and set what our pages need."""
        file = Path(config.config_file_path)
        self.project, problems = read_settings(file.parent, file.name)
        self.idle = Path(config.docs_dir) == self.project.docs
        if self.idle:
            return config
        _end_if_wrong(problems)
        if config.use_directory_urls:
            raise PluginError(
                f"{file.name}: pages of On Record link to files — write use_directory_urls: false"
            )
        if "theme" not in self.project.stated:
            config.theme = Theme(default="mkdocs").run_validation(THEME)
        if "nav" not in self.project.stated:
            config.nav = list(NAV)
        said = self.project.pages  # a hook may have changed what the file says
        url = config.site_url.rstrip("/") + "/" if config.site_url else None
        pages = replace(said, name=config.site_name, url=url)
        self.project = replace(self.project, pages=pages)
        prepare(config, self.project)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Compose and render all of briefings/; a page takes the place of a file of its path."""
        if self.idle:
            return files
        made = rendered(self.project, _Log(), strict=config.strict)
        _end_if_wrong(made.problems)
        for path, text in made.pages.items():
            if (old := files.get_file_from_path(path)) is not None:
                files.remove(old)
            level = InclusionLevel.NOT_IN_NAV if "/" in path else InclusionLevel.UNDEFINED
            files.append(File.generated(config, path, content=text, inclusion=level))
        self.written = made.written
        self.ours = frozenset(path.removesuffix(".md") + ".html" for path in made.pages)
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Keep a menu beside our pages where a theme has it nowhere else."""
        if page.file.dest_uri in self.ours and not has_tabs(config):
            page.meta["hide"] = ["toc"]

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Look through our pages. What a site's theme loads from other hosts is its own."""
        if self.idle:
            return
        found = check_pages(Path(config.site_dir), self.project, self.written)
        here = [p for p in found if p.file in self.ours or not p.fault]
        if "theme" not in self.project.stated:
            _end_if_wrong(here)
            return
        ours = [p for p in here if not p.fault or p.mend == MEND]
        theirs = [p for p in here if p not in ours]
        for problem in blame(theirs, self.project, str(config.theme.name)):
            log.info(str(problem))
        _end_if_wrong(ours)

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Build again when a briefing or a template changes, too."""
        for folder in (self.project.root / BRIEFINGS, self.project.templates):
            if folder.is_dir():
                server.watch(str(folder))
        return server


def _end_if_wrong(problems: Iterable[Problem]) -> None:
    """Warnings are logged; anything else ends the build, with all that is wrong."""
    problems = list(problems)
    if fatal(problems):
        raise PluginError("\n".join(str(p) for p in problems))
    for problem in problems:
        log.info(str(problem))


class _Log:
    """Who watches a build: the log, which says what takes a while."""

    def stage(self, name: str) -> None:
        log.debug(name)

    @contextmanager
    def articles(self, articles: Sequence[Article], _: int) -> Iterator[Callable[[Article], None]]:
        if articles:
            log.info("annotating %d articles", len(articles))
        yield lambda article: None
