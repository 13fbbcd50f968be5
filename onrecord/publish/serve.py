"""The site on this machine, built again at every change."""

from __future__ import annotations

import os
import posixpath
import re
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.livereload import LiveReloadServer

from onrecord.read.settings import Project

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


POLLS = 64  # open pages that wait for a change; each holds a thread
_NO_SNIFFING = ("X-Content-Type-Options", "nosniff")
RELOAD = "/livereload.js"
# A file of its own, since the policy of our pages runs no script that stands in a page.
_RELOAD = b"""\
/* Asks whether there is a newer site than this page is of, and shows it. */
'use strict';
{
  const { epoch } = document.currentScript.dataset;
  let asked;
  const ask = async () => {
    if (asked || document.visibilityState !== 'visible') return;
    asked = new AbortController();
    let pause = 3000;
    try {
      const answer = await fetch(`/livereload/${epoch}/${Date.now()}`, { signal: asked.signal });
      if (Number(await answer.text()) > Number(epoch)) location.reload();
      if (answer.ok) pause = 0;
    } catch { /* the server is away, or this page is */ }
    asked = undefined;
    setTimeout(ask, pause);
  };
  addEventListener('load', ask);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ask(); else asked?.abort();
  });
}
"""


class Server(LiveReloadServer):
    """Says where it listens, which with port 0 nobody knows before, and answers to this machine.

    A page of another host may make its name lead here and so read what is not published yet (DNS
    rebinding): whoever asks by a name that is none of this machine's is refused.
    """

    def __init__(self, build: Callable[[], None], site: Path, host: str, port: int) -> None:
        super().__init__(build, host, port, str(site), polling_interval=0.3)
        self.ready: Callable[[], None] = lambda: None
        self._names = {"localhost", host.lower()}
        self._polls = threading.BoundedSemaphore(POLLS)

    def server_activate(self) -> None:
        super().server_activate()
        host, port = self.server_address[:2]
        print(f"serving on http://{host!s}:{port}/ — Ctrl-C ends it", flush=True)
        self.ready()

    def serve_request(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """An answer to a request, refused where it is not for us."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not self._is_here(environ.get("HTTP_HOST")):
            return _refused(start, "403 Forbidden", "This server answers to its own names alone.")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _refused(start, "405 Method Not Allowed", "It can only be read.")
        if not self._stays_inside(path):
            return _refused(start, "404 Not Found", "There is no such page.")
        if path == RELOAD:
            start("200 OK", [("Content-Type", "text/javascript"), _NO_SNIFFING])
            return [_RELOAD]
        if not path.startswith("/livereload/"):
            return self._answer(environ, start)
        if not self._polls.acquire(blocking=False):
            return _refused(start, "503 Service Unavailable", "Too many pages wait for a change.")
        try:
            return self._answer(environ, start)
        finally:
            self._polls.release()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def plainly(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start(status, [*headers, _NO_SNIFFING], *more)

        body: Iterable[bytes] = super().serve_request(environ, plainly)
        return body if environ["REQUEST_METHOD"] == "GET" else []

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """A page with our script at its end, in place of the one that MkDocs writes into it."""
        body, end, rest = content.rpartition(b"</body>")
        if not end:
            body, rest = content, b""
        return b'%b<script src="%b" data-epoch="%d"></script>%b%b' % (
            *(body, RELOAD.encode(), epoch),
            *(end, rest),
        )

    def _is_here(self, host: str | None) -> bool:
        """Whether a Host is this machine: an address, localhost, or the name that was asked for."""
        if host is None:  # HTTP/1.0; no browser leaves it out
            return True
        name = host.rpartition(":")[0] if re.search(r":\d+$", host) else host
        try:
            return bool(ip_address(name.strip("[]")))
        except ValueError:
            return name.lower() in self._names

    def _stays_inside(self, path: str) -> bool:
        """Whether a path leads to something of the site, behind links too."""
        if "\0" in path:
            return False
        root = os.path.realpath(self.root)
        file = os.path.realpath(os.path.join(root, posixpath.normpath("/" + path).lstrip("/")))
        return file == root or file.startswith(root + os.sep)


def _refused(start: StartResponse, status: str, why: str) -> list[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{why}\n".encode()]


def serve(project: Project, build: Callable[[], Path | None], host: str, port: int) -> None:
    """Build, serve the site, and build again at every change of the content, the templates or the
    settings.

    `build` says what went wrong and gives the site's folder; without one, the site of before stays
    on view. Ends at Ctrl-C. Raises OSError where it cannot listen.
    """

    watched = [project.root / "briefings", project.templates, project.config]
    built = _state(watched)

    def rebuild() -> None:
        nonlocal built
        before, built = built, _state(watched)
        if built != before:  # one change may be told of twice
            server.root = str(build() or server.root)

    server = Server(rebuild, build() or project.site, host, port)
    run(server, project)


def run(server: Server, project: Project, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until Ctrl-C; `ready` is called when it listens."""
    server.ready = ready
    for path in (project.root / "briefings", project.templates, project.config):
        if path.exists():
            server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs says nothing of its types here
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def _state(watched: Iterable[Path]) -> frozenset[tuple[str, int, int]]:
    """What would be different after a change: names, times and sizes of all files."""
    found = set()
    for path in (p for top in watched for p in (top, *top.rglob("*"))):
        with suppress(OSError):  # gone by now
            seen = path.stat()
            found.add((str(path), seen.st_mtime_ns, seen.st_size))
    return frozenset(found)
