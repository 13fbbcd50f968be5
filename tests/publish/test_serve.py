"""The server of this machine: who may read from it, and what."""

from __future__ import annotations

from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest

from onrecord.publish.serve import POLLS, RELOAD, Server, _state


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """A server over a small site; it need not listen to be asked."""
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a/page.html").write_text("<!doctype html><body>Unpublished</body>")
    (tmp_path / "secret.txt").write_text("secret")
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    return Server(lambda: None, site, "127.0.0.1", 0)


def ask(
    server: Server, path: str = "/a/page.html", method: str = "GET", host: str | None = "localhost"
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    environ: dict[str, object] = {"PATH_INFO": path, "REQUEST_METHOD": method}
    setup_testing_defaults(environ)
    environ["HTTP_HOST"] = host
    said: list[tuple[str, list[tuple[str, str]]]] = []
    body = b"".join(server.serve_request(environ, lambda *answer: said.append(answer[:2])))
    (status, headers) = said[0]
    return int(status.split()[0]), dict(headers), body


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "192.0.2.7", None]
)
def test_this_machine_is_answered(server: Server, host: str | None) -> None:
    status, headers, body = ask(server, host=host)
    assert status == 200
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert b"Unpublished" in body


@pytest.mark.parametrize(
    "host", ["attacker.example", "attacker.example:8000", "localhost.example", "x:y", ""]
)
def test_another_name_is_refused(server: Server, host: str) -> None:
    status, _, body = ask(server, host=host)
    assert status == 403
    assert b"Unpublished" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_can_only_be_read(server: Server, method: str) -> None:
    assert ask(server, method=method)[0] == 405


def test_head_has_no_body(server: Server) -> None:
    status, _, body = ask(server, method="HEAD")
    assert (status, body) == (200, b"")


@pytest.mark.parametrize("path", ["/out.txt", "/../secret.txt", "/a/../../secret.txt", "/a\0"])
def test_no_path_leads_out_of_the_site(server: Server, path: str) -> None:
    status, _, body = ask(server, path)
    assert status == 404
    assert b"secret" not in body


def test_pages_that_wait_are_bounded(server: Server) -> None:
    for _ in range(POLLS):
        assert server._polls.acquire(blocking=False)
    assert ask(server, "/livereload/0/0")[0] == 503
    server._polls.release()
    assert ask(server, "/livereload/0/0")[0] == 200
    assert ask(server, "/livereload/0/0")[0] == 200


def test_pages_load_the_script_that_reloads_them(server: Server) -> None:
    """The policy of our pages runs no script that stands in them."""
    server._watched_paths["briefings"] = 1
    _, _, body = ask(server)
    assert f'<script src="{RELOAD}" data-epoch="'.encode() in body
    assert body.endswith(b"></script></body>")
    assert b"<script>" not in body
    status, headers, script = ask(server, RELOAD)
    assert (status, headers["Content-Type"]) == (200, "text/javascript")
    assert b"location.reload()" in script


def test_a_change_is_what_differs(tmp_path: Path) -> None:
    """One change may be told of twice, and is built once."""
    file = tmp_path / "a" / "b.txt"
    file.parent.mkdir()
    file.write_text("one")
    before = _state([tmp_path / "a", tmp_path / "gone"])
    assert _state([tmp_path / "a", tmp_path / "gone"]) == before
    file.write_text("other")
    assert _state([tmp_path / "a"]) != before
