"""A small web of our own, on this machine: hosts with pages, and whoever may ask them."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from onrecord.intake.fetch import Fetcher, Limits
from onrecord.intake.network import IPAddress, MakeTimer, Network

HERE = ipaddress.ip_address("127.0.0.1")  # stands for the internet
Headers = Mapping[str, str]
Answer = tuple[int, Headers, bytes] | Callable[[BaseHTTPRequestHandler], None]
HTML = {"Content-Type": "text/html; charset=utf-8"}


def article(title: str = "Salt works reopen", words: str = "", head: str = "") -> bytes:
    words = words or (
        "The salt works at Tarn will open again in May, said their owner, Orla Venn. Some 210"
        " people will work there, as many as before the flood of the last spring. The town had"
        " waited for that since the water came over the dam and took the old pans with it."
    )
    page = (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1><p>{words}</p></article></body></html>"
    )
    return page.encode()


@dataclass
class Web:
    """The pages by path, and which paths were asked for."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def at(self, path: str, host: str = "gazette.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes | None = None, headers: Headers = HTML) -> str:
        self.pages[path] = (200, headers, article() if body is None else body)
        return self.at(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        self.pages[path] = (status, {"Location": to}, b"")
        return self.at(path)


@contextmanager
def web() -> Iterator[Web]:
    """A server on a free port."""
    found = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            found.agents.add(self.headers.get("User-Agent", ""))
            answer = found.pages.get(self.path, (404, HTML, b"no"))
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda request, address: None  # type: ignore[method-assign]
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def look_up(host: str, _port: int) -> list[str]:
    """Names as this web has them: those of inner.example are not on its internet."""
    if host.endswith("nobody.example"):
        import socket

        raise socket.gaierror
    if host.endswith("both.example"):
        return ["127.0.0.1", "127.0.0.2"]
    if host[0].isdigit():
        return [host]
    return ["127.0.0.2"] if host.endswith("inner.example") else ["127.0.0.1"]


def only_here(address: IPAddress) -> bool:
    return address == HERE


class NoTimer:
    """A timer that never comes to its end by itself."""

    daemon = False

    def __init__(self, seconds: float, end: Callable[[], None]) -> None:
        self.end = end

    def start(self) -> None:
        pass

    def cancel(self) -> None:
        pass


def fetcher(limits: Limits | None = None, timer: MakeTimer = NoTimer) -> Fetcher:
    return Fetcher(Network(only_here, look_up), limits, timer)
