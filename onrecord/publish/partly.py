"""MkDocs asked to build some of a site's pages: by its own incremental mode, told what is new.

That mode goes by the times of files, and reads no page that it does not build. Here a plugin of its
own says which files have changed, and what the sitemap must know of the others. And it lets go of
the pages' text: MkDocs holds all of it from the first reading to the last page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from onrecord.kept import Doc
from onrecord.render.verbatim import MARKER

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

WARNING = "'dirty' build"  # what stands in the warning of that mode


class _Options(Config):
    """There are none."""


class _Unchanged(File):
    """A file that need not be built."""

    def is_modified(self) -> bool:
        return False


class Partly(BasePlugin[_Options]):
    """Builds what is not among the files that stay the `same`; with `pages_only` nothing else."""

    def __init__(self, same: Mapping[str, Doc], pages_only: bool = False) -> None:
        super().__init__()
        self.same, self.pages_only = same, pages_only

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Mark what need not be built."""
        if self.pages_only:
            config.theme.static_templates.clear()
        return Files([self._marked(file, config) for file in files])

    def _marked(self, file: File, config: MkDocsConfig) -> File:
        themes = file.src_dir != config.docs_dir
        if not self.pages_only if themes else file.src_uri not in self.same:
            return file
        return _Unchanged(
            file.src_uri,
            file.src_dir,
            file.dest_dir,
            file.use_directory_urls,
            inclusion=file.inclusion,
        )

    def on_env(self, env: object, config: MkDocsConfig, files: Files) -> None:
        """Say of pages that were not read what the sitemap asks."""
        for file in files.documentation_pages():
            if file.page is not None and isinstance(file, _Unchanged):
                file.page.meta = dict(self.same[file.src_uri].facts)


class Sparing(BasePlugin[_Options]):
    """Holds the text of a page of ours, which is HTML already, while it is built, and no longer."""

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Forget a page whose text can be had again."""
        if page.markdown is None or not page.markdown.startswith(MARKER):
            return html
        page.markdown = None
        return ""

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Read it again when its turn comes."""
        if page.content == "" and page.markdown is None:
            page.content = page.file.content_string.partition(f"\n{MARKER}\n")[2].strip()
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Let it go."""
        if page.markdown is None:
            page.content = ""
        return output
