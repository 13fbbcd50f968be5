"""Pages are fetched with manners and within bounds; all else is a clear word."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from onrecord.intake.asking import AGENT
from onrecord.intake.fetch import FetchError, Limits
from onrecord.intake.network import is_public
from tests.intake.web import HTML, NoTimer, Web, article, fetcher

SMALL = Limits(size=100_000)


def said(address: str, limits: Limits = SMALL) -> str:
    """What is said of a page that cannot be had."""
    with pytest.raises(FetchError) as error:
        fetcher(limits).fetch(address)
    assert error.value.problem.file == address
    return f"{error.value.problem.what} — {error.value.problem.mend}"


def test_a_page(site: Web) -> None:
    page = fetcher().fetch(site.page("/a") + "#part")
    assert (page.url, page.kind, page.charset) == (site.at("/a"), "text/html", "utf-8")
    assert page.body == article()
    assert site.asked == ["/robots.txt", "/a"]
    assert site.agents == {AGENT}


def test_a_packed_page(site: Web) -> None:
    address = site.page("/a", gzip.compress(article()), {**HTML, "Content-Encoding": "gzip"})
    assert fetcher().fetch(address).body == article()


def test_an_address_in_other_letters(site: Web) -> None:
    site.page("/f%C3%A4hre?q=%C3%BC")
    assert fetcher().fetch(site.at("/fähre?q=ü", "zeitung-süd.example")).body == article()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Web, status: int) -> None:
    site.page("/b/c")
    site.redirect("/b/", "c", status)
    page = fetcher().fetch(site.redirect("/a", site.at("/b/", "www.gazette.example"), status))
    assert (page.url, page.redirects) == (site.at("/b/c", "www.gazette.example"), 2)


def test_redirects_that_do_not_end(site: Web) -> None:
    site.redirect("/b", "/a")
    assert "redirects in a circle" in said(site.redirect("/a", "/b"))
    for n in range(20):
        site.redirect(f"/{n}", f"/{n + 1}")
    assert "redirects more than 10 times" in said(site.at("/0"))
    site.pages["/nowhere"] = (302, {}, b"")
    assert "without saying whereto" in said(site.at("/nowhere"))


@pytest.mark.parametrize(
    ("to", "word"),
    [
        ("http://inner.example/", "inner.example is 127.0.0.2, which is not on the internet"),
        ("http://both.example/", "both.example is 127.0.0.2, which is not on the internet"),
        ("http://127.0.0.2:80/", "127.0.0.2 is 127.0.0.2"),
        ("file:///etc/passwd", "only http and https are asked"),
        ("ftp://gazette.example/", "only http and https are asked"),
        ("http://a:b@gazette.example/", "a password in it"),
        ("http://gazette.example:99999/", "not an address of the web"),
        ("http://[bad/", "not an address of the web"),
        ("http://nobody.example/", "nobody has the name nobody.example"),
        ("/login?back=/a", "leads to a page to log in"),
        ("https://sso.gazette.example/user/sign-in", "leads to a page to log in"),
    ],
)
def test_redirects_that_are_not_followed(site: Web, to: str, word: str) -> None:
    assert word in said(site.redirect("/a", to))
    assert "/login?back=/a" not in site.asked


@pytest.mark.parametrize("host", ["inner.example", "both.example"])
def test_addresses_of_a_network_of_ones_own(site: Web, host: str) -> None:
    assert "say --private" in said(site.at("/a", host))
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1"
    " 255.255.255.255 192.0.2.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fc00::1 ff02::1 fec0::1"
    " 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1::1".split(),
)
def test_what_is_not_on_the_internet(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2600::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_what_is(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (401, "only to those who log in (401)"),
        (402, "only to those who pay (402)"),
        (403, "not shown to us (403)"),
        (404, "there is no such page (404)"),
        (410, "gone for good (410)"),
        (418, "cannot be had (418)"),
        (429, "try again later"),
        (451, "legal reasons"),
        (500, "its server has trouble (500)"),
        (204, "cannot be had (204)"),
    ],
)
def test_other_answers(site: Web, status: int, word: str) -> None:
    site.pages["/a"] = (status, HTML, b"")
    assert word in said(site.at("/a"))


def test_nothing_in_it(site: Web) -> None:
    assert "is empty" in said(site.page("/a", b" \n"))


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "nobody answers there" in said(f"http://gazette.example:{port}/")


def test_no_safe_connection(site: Web) -> None:
    assert "its connection is not safe" in said(site.at("/a").replace("http:", "https:"))


# ---- bounds --------------------------------------------------------------------------------------


def test_too_large_by_its_own_word(site: Web) -> None:
    site.pages["/a"] = (200, {**HTML, "Content-Length": "50000000"}, b"")
    assert "is larger than 20 MB" in said(site.at("/a"), Limits())


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(5000):  # 50 MB, if anybody takes them
        handler.wfile.write(b"x" * 10_000)


def test_too_large_without_a_word(site: Web) -> None:
    site.pages["/a"] = endless
    assert "is larger than" in said(site.at("/a"))


def test_a_bomb(site: Web) -> None:
    body = gzip.compress(b"<p>0</p>" * 12_000_000, 9)  # of 96 MB
    site.page("/a", body, {**HTML, "Content-Encoding": "gzip"})
    assert len(body) < 300_000
    assert "is larger than 20 MB" in said(site.at("/a"), Limits())


@pytest.mark.parametrize(
    ("body", "packing"),
    [
        (b"plain", "gzip"),
        (gzip.compress(article())[:-30], "gzip"),
        (zlib.compress(article()), "gzip"),
        (gzip.compress(gzip.compress(article())), "gzip, gzip"),
        (article(), "br"),
    ],
)
def test_packed_wrongly(site: Web, body: bytes, packing: str) -> None:
    site.page("/a", body, {**HTML, "Content-Encoding": packing})
    assert "cannot be unpacked" in said(site.at("/a"))


def test_broken_off(site: Web) -> None:
    site.pages["/a"] = (200, {**HTML, "Content-Length": "5000"}, article())
    assert "broke off before its end" in said(site.at("/a"))


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>slow")


def drip_in_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")


@pytest.mark.parametrize("first", [drip, drip_in_headers])
def test_slower_than_the_time_there_is(
    site: Web, first: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    """The time is over while the server is still at it: here because it says so itself."""
    timers: list[NoTimer] = []

    class Timer(NoTimer):
        def __init__(self, seconds: float, end: Callable[[], None]) -> None:
            super().__init__(seconds, end)
            timers.append(self)

    def slow(handler: BaseHTTPRequestHandler) -> None:
        first(handler)
        timers[0].end()
        handler.rfile.read()  # until the other end has gone

    site.pages["/a"] = slow
    with pytest.raises(FetchError, match=r"was not there after 60 seconds"):
        fetcher(timer=Timer).fetch(site.at("/a"))


# ---- robots.txt ----------------------------------------------------------------------------------

KEEP = b"User-agent: *\nDisallow: /inside/\nDisallow: /*?print\nAllow: /inside/press\n"


@pytest.mark.parametrize(
    ("path", "may"),
    [("/a", True), ("/inside/a", False), ("/inside/press/a", True), ("/a?print=1", False)],
)
def test_robots(site: Web, path: str, may: bool) -> None:
    site.page("/robots.txt", KEEP, {"Content-Type": "text/plain"})
    address = site.page(path)
    if may:
        assert fetcher().fetch(address).body
    else:
        assert "robots.txt asks programs to keep away" in said(address)
        assert path not in site.asked


@pytest.mark.parametrize("agent", [b"onrecord", b"OnRecord", b"*"])
def test_robots_for_us(site: Web, agent: bytes) -> None:
    site.page("/robots.txt", b"User-agent: " + agent + b"\nDisallow: /\n")
    assert "keep away" in said(site.page("/a"))


def test_robots_of_where_a_redirect_leads(site: Web) -> None:
    site.page("/robots.txt", KEEP)
    assert "keep away" in said(site.redirect("/a", "/inside/a"))
    assert site.asked == ["/robots.txt", "/a"]  # and the rules are asked for once


def test_robots_that_cannot_be_had(site: Web) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    assert "keep away" in said(site.page("/a"))
    site.pages["/robots.txt"] = (403, {}, b"")
    assert fetcher().fetch(site.at("/a")).body
    site.page("/rules", KEEP)
    site.redirect("/robots.txt", "/rules")
    assert fetcher().fetch(site.at("/a")).body
    site.page("/inside/a")
    assert "keep away" in said(site.at("/inside/a"))
