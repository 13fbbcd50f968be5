"""`serve --edit`: the site on this machine, with the workbench.

Whoever wants to write must have opened the address that was printed at the start: it holds a token,
which becomes a cookie that only this site's own pages send. Every request to write says by `Host`
and `Origin` that it comes from such a page. The workbench's script and style are served to them
alone, and stand in no built site.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from onrecord.edit.desk import Desk
from onrecord.edit.files import ChangedError, RefusedError
from onrecord.edit.forms import Forms
from onrecord.edit.open_questions import queue
from onrecord.edit.whole import WholeSite
from onrecord.publish.serve import Server, run
from onrecord.read.settings import Project
from onrecord.shipped import TEMPLATES

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

HERE = ("127.0.0.1", "localhost", "::1")
COOKIE = "onrecord-edit"
LARGEST = 100_000  # bytes of a request
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_MAIN, _END = b'<main id="main">', b"</main>"

JSON = dict[str, Any]


class EditServer(Server):
    """The server with the workbench."""

    def __init__(self, desk: Desk, site: Path, host: str, port: int) -> None:
        super().__init__(self._changed, site, host, port)
        self.desk = desk
        self.token = secrets.token_urlsafe(24)
        self._forms: tuple[int, Forms] | None = None
        self._build = WholeSite(desk)
        self._acts: dict[str, Callable[[JSON], JSON]] = {
            "item": lambda a: self.forms.of_item(a["page"], a["id"]),
            "words": lambda a: self.forms.of_words(a["page"], a["block"], a["start"], a["end"]),
            "find": lambda a: self.forms.of_found(a["page"], a["words"], int(a.get("nth", 0))),
            "day": lambda a: self.forms.of_day(a["page"], a["block"], a["words"]),
            "comparison": lambda a: self.forms.of_comparison(a["hrefs"]),
            "facts": lambda a: self.forms.of_facts(a["page"]),
            "decide": self._decide,
            "answer": self._answered,
            "undo": lambda a: {"says": self.desk.undo(), **self._after()},
        }
        self._asks = {"queue": self._queue, "news": self._news}  # these wait for nobody's lock

    @property
    def address(self) -> str:
        host, port = self.server_address[:2]
        shown = f"[{host!s}]" if ":" in str(host) else str(host)
        return f"http://{shown}:{port}/?edit={self.token}"

    @property
    def forms(self) -> Forms:
        if self._forms is None or self._forms[0] != self.desk.version:
            self._forms = self.desk.version, Forms(self.desk)
        return self._forms[1]

    # ---- requests ----------------------------------------------------------------------------

    def serve_request(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """An answer to a request, refused where it is not for us."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not self._is_ours(environ.get("HTTP_HOST")):
            return _plain(start, "403 Forbidden", "This server answers to its own names alone.")
        if environ["REQUEST_METHOD"] == "POST":
            return self._post(environ, start, path)
        if asked := parse_qs(environ.get("QUERY_STRING", "")).get("edit"):
            return self._welcome(start, path, asked[0])
        if path.startswith("/edit/") and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self._asset(environ, start, path)
        return super().serve_request(environ, start)

    def _is_ours(self, host: str | None) -> bool:
        """Whether a Host is this server's own: a name of this machine with our port."""
        try:
            parts = urlsplit(f"//{host or ''}")
            port = parts.port
        except ValueError:
            return False
        return parts.hostname in HERE and (port or 80) == self.server_address[1]

    def _has_token(self, environ: WSGIEnvironment) -> bool:
        try:
            cookie = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        except CookieError:
            return False
        value = cookie[self.cookie].value if self.cookie in cookie else ""
        return hmac.compare_digest(value.encode(), self.token.encode())

    @property
    def cookie(self) -> str:
        """Cookies know no ports: two servers of this machine must not take each other's."""
        return f"{COOKIE}-{self.server_address[1]}"

    def _welcome(self, start: StartResponse, path: str, token: str) -> list[bytes]:
        """The token becomes a cookie, and leaves the address."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return _plain(start, "403 Forbidden", "This is not the address of this start.")
        set_ = f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict"
        where = path if path.startswith("/") and not path.startswith("//") else "/"
        start("303 See Other", [("Location", where), ("Set-Cookie", set_)])
        return [b""]

    def _asset(self, environ: WSGIEnvironment, start: StartResponse, path: str) -> list[bytes]:
        """The workbench's own files."""
        file = TEMPLATES / "edit" / path.removeprefix("/edit/")
        known = {p.name for p in (TEMPLATES / "edit").iterdir()}
        if file.name not in known or path != f"/edit/{file.name}" or not self._has_token(environ):
            return _plain(start, "404 Not Found", "There is no such page.")
        data = file.read_bytes()
        start("200 OK", [("Content-Type", _KINDS[file.suffix]), ("Cache-Control", "no-store"),
                         ("X-Content-Type-Options", "nosniff")])  # fmt: skip
        return [data]

    def _post(self, environ: WSGIEnvironment, start: StartResponse, path: str) -> list[bytes]:
        origin = environ.get("HTTP_ORIGIN", "")
        if origin != f"http://{environ.get('HTTP_HOST', '')}" or not self._has_token(environ):
            return _plain(start, "403 Forbidden", "Open the address that was printed at the start.")
        if environ.get("CONTENT_TYPE", "").partition(";")[0] != "application/json":
            return _plain(start, "415 Unsupported Media Type", "JSON is wanted.")
        name = path.removeprefix("/edit/") if path.startswith("/edit/") else ""
        if name not in self._acts and name not in self._asks:
            return _plain(start, "404 Not Found", "There is no such page.")
        try:
            asked = _body(environ)
            if name in self._asks:
                return _json(start, "200 OK", self._asks[name](asked))
            with self.desk.lock:
                return _json(start, "200 OK", self._acts[name](asked))
        except ChangedError as error:
            now, digest = error.now.text or "", error.now.digest
            told = {"error": str(error), "now": now, "digest": digest, "changed": True}
            return _json(start, "409 Conflict", told)
        except RefusedError as error:
            return _json(start, "400 Bad Request", {"error": str(error)})
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            return _json(start, "400 Bad Request", {"error": "this is no request of the workbench"})
        except OSError as error:
            told = {"error": f"not written: {error.strerror or error}"}
            return _json(start, "500 Internal Server Error", told)

    def _decide(self, asked: JSON) -> JSON:
        entry = _entry(asked["entry"])
        self.desk.decide(
            _text(asked["file"]), _text(asked["key"]), entry, _text(asked["digest"]),
            _text(asked.get("says", "")),
        )  # fmt: skip
        return self._after()

    def _answered(self, asked: JSON) -> JSON:
        self.desk.answer(_text(asked["id"]), _text(asked["answer"]), _text(asked["digest"]))
        return self._after()

    def _queue(self, asked: JSON) -> JSON:
        wrong = [str(p) for p in self.desk.state.problems if _is_decisions(p.file)]
        questions = list(queue(self.desk))
        return {"questions": questions, "undo": len(self.desk.done), "problems": wrong,
                **self._news(asked)}  # fmt: skip

    def _news(self, asked: JSON) -> JSON:
        """How far the whole site is behind, and whether it could not be built."""
        build = self._build
        return {
            "version": self.desk.version,
            "built": build.version,
            "failed": build.failed == self.desk.version,
            "at_once": self.desk.shown.has(str(asked.get("page", ""))),
        }

    def _after(self) -> JSON:
        """What every answer to a decision says."""
        return {"version": self.desk.version, "undo": len(self.desk.done),
                "problems": [f"{p.what} — {p.mend}" if p.mend else p.what
                             for p in self.desk.warned]}  # fmt: skip

    # ---- pages -------------------------------------------------------------------------------

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """A file of the site; a page with what was decided since it was built, and with the
        workbench for those who may use it.
        """
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        name = (path + "index.html" if path.endswith("/") else path).lstrip("/")
        file = Path(self.root) / name
        if not name.endswith(".html") or not file.is_file():
            return super()._answer(environ, start)
        html = file.read_bytes()
        if (body := self.desk.body(name)) is not None:
            html = _with_body(html, body.encode("utf-8", "replace"))
        if self._has_token(environ):
            html = _with_workbench(html, name)
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"),
                         ("Content-Length", str(len(html))), ("Cache-Control", "no-store"),
                         ("X-Content-Type-Options", "nosniff")])  # fmt: skip
        return [html] if environ["REQUEST_METHOD"] == "GET" else []

    def _changed(self) -> None:
        """Something changed on disk: by us or by others."""
        with self.desk.lock:
            self.desk.refresh()
        self._build.wanted()


def _is_decisions(file: str) -> bool:
    return file.endswith((".yml",)) and file.startswith("briefings/")


def _with_body(html: bytes, body: bytes) -> bytes:
    """A page with another body in its main part, where the theme is ours."""
    start, end = html.find(_MAIN), html.rfind(_END)
    if start < 0 or end < start:
        return html
    return html[: start + len(_MAIN)] + b"\n" + body + b"\n" + html[end:]


def _with_workbench(html: bytes, name: str) -> bytes:
    up = b"../" * name.count("/")
    tags = (
        b'<link rel="stylesheet" href="' + up + b'edit/workbench.css">\n'
        b'<script defer src="' + up + b'edit/workbench.js"></script>\n'
    )
    return html.replace(b"</head>", tags + b"</head>", 1)


def _body(environ: WSGIEnvironment) -> JSON:
    size = int(environ.get("CONTENT_LENGTH") or 0)
    if not 0 <= size <= LARGEST:
        raise RefusedError("the request is too large")
    asked = json.loads(environ["wsgi.input"].read(size).decode("utf-8"))
    if not isinstance(asked, dict):
        raise TypeError
    return asked


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _entry(value: object) -> JSON:
    """An entry as a browser sends it: texts, flags, and lists and mappings of texts."""
    if not isinstance(value, dict) or not value:
        raise TypeError
    for item in value.values():
        if isinstance(item, list):
            for one in item:
                if isinstance(one, dict):
                    for text in one.values():
                        _text(text)
                else:
                    _text(one)
        elif isinstance(item, dict):
            for text in item.values():
                _text(text)
        elif not isinstance(item, bool):
            _text(item)
    return value


def _json(start: StartResponse, status: str, told: JSON) -> list[bytes]:
    data = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    start(status, [("Content-Type", "application/json; charset=utf-8"),
                   ("Content-Length", str(len(data))), ("Cache-Control", "no-store"),
                   ("X-Content-Type-Options", "nosniff")])  # fmt: skip
    return [data]


def _plain(start: StartResponse, status: str, why: str) -> list[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{why}\n".encode()]


def serve(project: Project, build: Callable[[], Path | None], host: str, port: int) -> None:
    """Build, then serve with the workbench until Ctrl-C. Raises OSError where it cannot listen."""
    site = build() or project.site
    server = EditServer(Desk(project), site, host, port)
    threading.Thread(target=server.desk.reader.model, daemon=True).start()  # forms will want it
    run(server, project, lambda: print(f"correct it at {server.address}", flush=True))
