"""MkDocs asked for no more than it has to do: by its own incremental mode, told what is new.

That mode goes by the times of files, and reads no page that it does not build. Here a plugin of its
own says which files have changed, and what the theme and the sitemap must know of the others. A
page of ours is HTML already: it passes for one that has not changed while MkDocs reads Markdown,
and its text is held while the theme is put around it, and no longer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from onrecord.kept import Doc
from onrecord.publish.carried import front_matter
from onrecord.render.verbatim import MARKER

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

WARNING = "'dirty' build"  # what stands in the warning of that mode


class _Options(Config):
    """There are none."""


class _Marked(File):
    """A file of which is known whether MkDocs has to build it, whatever its time."""

    stays = False
    said: Mapping[str, Any] | None = None  # of a page whose Markdown need not be read
    read = False  # whether MkDocs has done with reading

    def is_modified(self) -> bool:
        return not self.stays and (self.read or self.said is None)


class Partly(BasePlugin[_Options]):
    """Builds what is not among the files that stay the `same`; with `pages_only` nothing else."""

    def __init__(self, same: Mapping[str, Doc], pages_only: bool = False) -> None:
        super().__init__()
        self.same, self.pages_only = same, pages_only

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Mark what is to be read, and what to be built."""
        if self.pages_only:
            config.theme.static_templates.clear()
        return Files([self._marked(file, config) for file in files])

    def _marked(self, file: File, config: MkDocsConfig) -> File:
        marked = _Marked(
            file.src_uri,
            file.src_dir,
            file.dest_dir,
            file.use_directory_urls,
            inclusion=file.inclusion,
        )
        if file.src_dir != config.docs_dir:  # the theme's
            marked.stays = self.pages_only
        elif same := self.same.get(file.src_uri):
            marked.stays, marked.said = True, same.facts
        elif file.is_documentation_page():
            marked.said = front_matter(file.content_string)
        return marked

    def on_env(self, env: object, config: MkDocsConfig, files: Files) -> None:
        """Say of pages that were not read what is asked of them."""
        for file in files:
            if isinstance(file, _Marked) and file.said is not None:
                file.read = True
                if file.page is not None:
                    file.page.meta, file.page.markdown = dict(file.said), ""

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Read a page of ours when its turn comes."""
        if isinstance(page.file, _Marked) and page.file.said is not None:
            page.content = page.file.content_string.partition(f"\n{MARKER}\n")[2].strip()
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Let it go."""
        page.content = ""
        return output
