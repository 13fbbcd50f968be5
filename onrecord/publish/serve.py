"""The site on this machine, built again at every change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from onrecord.read.settings import Project


class _Server(LiveReloadServer):
    """Says where it listens, which with port 0 nobody knows before."""

    def __init__(self, build: Callable[[], None], site: Path, host: str, port: int) -> None:
        super().__init__(build, host, port, str(site), polling_interval=0.3)

    def server_activate(self) -> None:
        super().server_activate()
        host, port = self.server_address[:2]
        print(f"serving on http://{host!s}:{port}/ — Ctrl-C ends it", flush=True)


def serve(project: Project, build: Callable[[], Path | None], host: str, port: int) -> None:
    """Build, serve the site, and build again at every change of the content, the templates or the
    settings.

    `build` says what went wrong and gives the site's folder; without one, the site of before stays
    on view. Ends at Ctrl-C. Raises OSError where it cannot listen.
    """

    def rebuild() -> None:
        server.root = str(build() or server.root)

    server = _Server(rebuild, build() or project.site, host, port)
    for path in (project.root / "briefings", project.templates, project.config):
        if path.exists():
            server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs says nothing of its types here
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
