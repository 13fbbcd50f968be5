"""Whom a program may ask on somebody's behalf, and for how long.

An address on the web may lead to a machine that only this one can reach: a router, a database, the
metadata of a cloud. So every name is looked up once, all that it means is checked, and the
connection goes to what was checked, never to what a second look-up may say.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IDLE = 10.0  # seconds without a byte, after which nobody answers
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


class RefusedError(OSError):
    """An address that is not to be asked. The message says why."""


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the internet, with all that an IPv6 address may wrap."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inside:
            return is_public(inside)
        if address.teredo or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast


def is_any(_address: IPAddress) -> bool:
    """Every address: for those who ask for their own network."""
    return True


def look_up(host: str, port: int) -> list[str]:
    """All addresses of a host, as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Network:
    """The way to other machines."""

    def __init__(
        self,
        allows: Callable[[IPAddress], bool] = is_public,
        resolve: Callable[[str, int], Sequence[str]] = look_up,
    ) -> None:
        self._allows = allows
        self._resolve = resolve

    def connection(self, scheme: str, host: str, port: int, deadline: Deadline) -> HTTPConnection:
        """A connection, not opened yet, that goes only where it may. Opening raises RefusedError,
        socket.gaierror where nobody has the name, and other OSErrors.
        """
        opened: HTTPConnection
        if scheme == "https":
            opened = _Secure(host, port, timeout=IDLE, ssl_context=_trust())
        else:
            opened = _Plain(host, port, timeout=IDLE)
        opened.way = lambda: self._connected(host, port, deadline)
        return opened

    def _connected(self, host: str, port: int, deadline: Deadline) -> socket.socket:
        addresses = self._resolve(host, port)
        for address in addresses:
            if not self._allows(ipaddress.ip_address(address.partition("%")[0])):
                raise RefusedError(f"{host} is {address}, which is not on the internet")
        error = OSError("nobody has this name")
        for address in addresses:
            try:
                reached = socket.create_connection((address, port), timeout=IDLE)
            except OSError as failed:
                error = failed
            else:
                deadline.watch(reached)
                return reached
        raise error


class _Plain(HTTPConnection):
    way: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.way()


class _Secure(HTTPSConnection):
    way: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.way()


def _trust() -> ssl.SSLContext:
    """Whom to believe who they are: the system's authorities, and those that browsers know."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class Timer(Protocol):
    """What `threading.Timer` is used for here."""

    daemon: bool

    def start(self) -> None: ...

    def cancel(self) -> None: ...


MakeTimer = Callable[[float, Callable[[], None]], Timer]


class Deadline:
    """An end to waiting: when the time is over, all watched sockets are shut, in whatever phase."""

    def __init__(self, seconds: float, timer: MakeTimer = threading.Timer) -> None:
        self.seconds = seconds
        self.passed = False
        self._watched: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            for one in self._watched:
                one.close()
            self._watched.clear()

    def watch(self, opened: socket.socket) -> None:
        """Shut this socket too when the time is over."""
        with self._lock:
            self._watched.append(opened.dup())  # TLS takes the socket itself away
            if self.passed:
                _shut(self._watched[-1])

    def _pass(self) -> None:
        with self._lock:
            self.passed = True
            for one in self._watched:
                _shut(one)


def _shut(one: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it is at an end already
        one.shutdown(socket.SHUT_RDWR)
