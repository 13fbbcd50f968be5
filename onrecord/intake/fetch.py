"""Pages of the web, asked for one at a time, with manners and within bounds.

What a site's robots.txt keeps programs away from is not asked for (RFC 9309), redirects are
followed one by one, each checked like the first address, and nobody is believed about the size of
what comes.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
import zlib
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urldefrag, urljoin, urlsplit

from protego import Protego
from urllib3.exceptions import DecodeError, HTTPError, ProtocolError

from onrecord.intake.asking import AGENT, REDIRECTS, Answer, TooLargeError, ask
from onrecord.intake.network import Deadline, MakeTimer, Network, RefusedError
from onrecord.model import Problem
from onrecord.read.reading import LARGEST

SAVE = "save the page in a browser and add the file"
_ROBOTS = 500 * 1024  # bytes of a robots.txt that count (RFC 9309, 2.5)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]{1,40})""", re.IGNORECASE)
_LOG_IN = re.compile(  # a part of a path to where readers say who they are
    r"(?:^|[/_.-])(?:log-?in|sign-?in|sign-?on|sso|oauth2?|auth|register|subscribe|paywall)"
    r"(?:$|[/_.?-])",
    re.IGNORECASE,
)
_STATUS = {
    401: ("is shown only to those who log in (401)", SAVE),
    402: ("is shown only to those who pay (402)", SAVE),
    403: ("is not shown to us (403)", SAVE),
    404: ("there is no such page (404)", "look at the address"),
    410: ("is gone for good (410)", "look for it in a web archive"),
    429: ("wants fewer questions (429)", "try again later"),
    451: ("may not be shown, for legal reasons (451)", ""),
}


class FetchError(Exception):
    """What cannot be had, as a Problem."""

    def __init__(self, address: str, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.problem = Problem(what, mend, address)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one address may cost, with all its redirects."""

    size: int = LARGEST  # bytes, as sent and unpacked
    seconds: float = 60.0
    redirects: int = 10


@dataclass(frozen=True, slots=True)
class Page:
    """What was found at an address, as it was sent but unpacked."""

    url: str  # where it was in the end
    kind: str  # its media type, small: "text/html"; "" where nobody said
    charset: str | None  # the label of its encoding, as its server says
    body: bytes
    redirects: int


class Fetcher:
    """Asks for pages; remembers what each site's robots.txt says."""

    def __init__(
        self,
        network: Network | None = None,
        limits: Limits | None = None,
        timer: MakeTimer = threading.Timer,
    ) -> None:
        self._network = network or Network()
        self._limits = limits or Limits()
        self._timer = timer
        self._robots: dict[str, Protego | None] = {}  # by origin; None: keep away

    def fetch(self, address: str) -> Page:
        """What stands at an address. Raises FetchError."""
        with Deadline(self._limits.seconds, self._timer) as deadline:
            return _Visit(self, address, deadline).page()

    def allowed(self, url: str, visit: _Visit) -> bool:
        """Whether the site's robots.txt lets programs read this page."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = visit.robots(origin)
        rules = self._robots[origin]
        return rules is not None and bool(rules.can_fetch(url, AGENT))

    @property
    def limits(self) -> Limits:
        return self._limits

    @property
    def network(self) -> Network:
        return self._network


class _Visit:
    """One address and where it leads."""

    def __init__(self, fetcher: Fetcher, address: str, deadline: Deadline) -> None:
        self._fetcher = fetcher
        self._address = address
        self._deadline = deadline

    def page(self) -> Page:
        passed: list[str] = []
        url = self._sound(self._address, passed)
        while True:
            if url in passed:
                raise self._error("redirects in a circle, perhaps for want of a cookie", SAVE)
            passed.append(url)
            if not self._fetcher.allowed(url, self):
                raise self._error("its robots.txt asks programs to keep away", SAVE)
            answer = self._ask(url, self._fetcher.limits.size)
            if answer.status not in REDIRECTS:
                return self._found(url, answer, len(passed) - 1)
            if len(passed) > self._fetcher.limits.redirects:
                raise self._error(f"redirects more than {len(passed) - 1} times", SAVE)
            if not answer.location:
                raise self._error(f"redirects ({answer.status}) without saying whereto", SAVE)
            url = self._sound(_joined(url, answer.location), passed)
            if _LOG_IN.search(urlsplit(url).path) and not _LOG_IN.search(urlsplit(passed[0]).path):
                raise self._error(f"leads to a page to log in: {url}", SAVE)

    def robots(self, origin: str) -> Protego | None:
        """The rules of a site; None where it cannot say them now, so that all is forbidden."""
        url = f"{origin}/robots.txt"
        for _ in range(6):  # five redirects at least (RFC 9309, 2.3.1.2)
            answer = self._ask(url, _ROBOTS, whole=False)
            if answer.status not in REDIRECTS or not answer.location:
                break
            url = self._sound(_joined(url, answer.location), [origin])
        if answer.status >= 500:
            return None
        said = answer.body if answer.status == 200 else b""
        return Protego.parse(said.decode("utf-8", "replace"))

    def _found(self, url: str, answer: Answer, redirects: int) -> Page:
        if answer.status != 200:
            kind = "its server has trouble" if answer.status >= 500 else "cannot be had"
            mend = "try again later" if answer.status >= 500 else "look at the address"
            raise self._error(*_STATUS.get(answer.status, (f"{kind} ({answer.status})", mend)))
        if not answer.body.strip():
            raise self._error("is empty", "look at the address")
        label = _CHARSET.search(answer.content_type)
        kind = answer.content_type.partition(";")[0].strip().lower()
        return Page(url, kind, label[1] if label else None, answer.body, redirects)

    def _sound(self, url: str, passed: list[str]) -> str:
        """An address as it is asked for."""
        where = f"redirects to {url}: " if passed else ""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise self._error(f"{where}not an address of the web", "look at it") from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise self._error(f"{where}only http and https are asked", "look at the address")
        if parts.username is not None:
            raise self._error(f"{where}an address with a password in it is not asked", SAVE)
        if port == 0:
            raise self._error(f"{where}not an address of the web", "look at it")
        return urldefrag(url).url

    def _ask(self, url: str, most: int, whole: bool = True) -> Answer:
        """The answer to a question, with no more than `most` bytes: where it must be `whole`, more
        of them are an error. Every other failure is one too.
        """
        try:
            return ask(url, most, whole, self._fetcher.network, self._deadline)
        except TooLargeError as error:
            raise self._error(f"is larger than {most // 1_000_000} MB", SAVE) from error
        except RefusedError as error:
            mend = "if you mean a machine of your own network, say --private"
            raise self._error(str(error), mend) from error
        except socket.gaierror as error:
            host = urlsplit(url).hostname
            raise self._error(f"nobody has the name {host}", "look at the address") from error
        except ssl.SSLError as error:
            raise self._tls(error) from error
        except (DecodeError, zlib.error) as error:
            raise self._error("is packed in a way that cannot be unpacked", SAVE) from error
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise self._failed(error) from error

    def _tls(self, error: ssl.SSLError) -> FetchError:
        if self._deadline.passed:
            return self._failed(error)
        what = getattr(error, "verify_message", "") or error.reason or "it fails"
        return self._error(f"its connection is not safe: {what}", SAVE)

    def _failed(self, error: Exception) -> FetchError:
        if self._deadline.passed:
            seconds = f"{self._deadline.seconds:g}"
            return self._error(f"was not there after {seconds} seconds", "try again later")
        if isinstance(error, TimeoutError):
            return self._error("does not answer", "try again later")
        if isinstance(error, ProtocolError | HTTPException):
            return self._error("broke off before its end", "try again later")
        if isinstance(error, ConnectionRefusedError):
            return self._error("nobody answers there", "look at the address")
        what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return self._error(f"cannot be asked: {what}", "look at the address")

    def _error(self, what: str, mend: str = "") -> FetchError:
        return FetchError(self._address, what, mend)


def _joined(base: str, location: str) -> str:
    """Where a redirect leads; a location that is no address stays as it is, for a message."""
    try:
        return urljoin(base, location)
    except ValueError:
        return location
