"""On Record as a plugin of MkDocs: `plugins: [onrecord]` adds the pages of briefings/ to any site.

The stages are those of `onrecord build`; MkDocs writes the files. So `mkdocs build`, `serve` and
`gh-deploy` work, with the pages of a site's own beside ours. What MkDocs does not do is not done
here either: its site is written in place, not exchanged at one stroke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.config.config_options import Theme
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from onrecord.build import fatal, rendered
from onrecord.pages import WrittenLink
from onrecord.publish import check_pages
from onrecord.publish.engine import NAV, THEME, prepare
from onrecord.read.settings import BRIEFINGS, Project, read_settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

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

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read our settings, and set what our pages need."""
        self.project, problems = read_settings(Path(config.config_file_path).parent)
        _end_if_wrong(problems)
        if config.use_directory_urls:
            raise PluginError("pages of On Record link to files: set use_directory_urls: false")
        if "theme" not in self.project.stated:
            config.theme = Theme(default="mkdocs").run_validation(THEME)
        if "nav" not in self.project.stated:
            config.nav = list(NAV)
        prepare(config, self.project)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Compose and render all of briefings/; a page takes the place of a file of its path."""
        made = rendered(self.project, _quietly)
        _end_if_wrong(made.problems)
        for path, text in made.pages.items():
            if (old := files.get_file_from_path(path)) is not None:
                files.remove(old)
            files.append(File.generated(config, path, content=text))
        self.written = made.written
        self.ours = frozenset(path.removesuffix(".md") + ".html" for path in made.pages)
        return files

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Follow every link of our pages."""
        found = check_pages(Path(config.site_dir), self.project, self.written)
        _end_if_wrong(
            [
                p for p in found if p.file in self.ours or not p.fault
            ]  # a person's: where it was written
        )

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Build again when a briefing changes, too."""
        server.watch(str(self.project.root / BRIEFINGS))
        return server


def _end_if_wrong(problems: Iterable[Problem]) -> None:
    """Warnings are logged; anything else ends the build, with all that is wrong."""
    problems = list(problems)
    if fatal(problems):
        raise PluginError("\n".join(str(p) for p in problems))
    for problem in problems:
        log.info(str(problem))


@contextmanager
def _quietly(articles: Sequence[Article]) -> Iterator[Callable[[Article], None]]:
    if articles:
        log.info("annotating %d articles", len(articles))
    yield lambda article: None
