"""One question to one server: an answer with no more bytes than it may have.

Nobody is believed about the size of what comes, nor about how it is packed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from urllib3.exceptions import DecodeError
from urllib3.response import BaseHTTPResponse
from urllib3.util.url import parse_url

from onrecord import __version__
from onrecord.intake.network import Deadline, Network

AGENT = f"onrecord/{__version__}"
REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 65_536  # bytes that are taken at a time
_GZIP = 31  # the largest window of zlib, with gzip's head and end around it
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en, *;q=0.5",
}


class TooLargeError(Exception):
    """More bytes than may be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says."""

    status: int
    location: str
    content_type: str
    body: bytes


def ask(url: str, most: int, whole: bool, network: Network, deadline: Deadline) -> Answer:
    """The answer to a question, with no more than `most` bytes: where it must be `whole`, more of
    them raise TooLargeError. Raises OSErrors, HTTPErrors of urllib3, HTTPException, zlib.error, and
    TimeoutError where the time is over.
    """
    target = parse_url(url)  # as it is sent: what is no ASCII is written by its bytes
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = network.connection(parts.scheme, _host(parts), port, deadline)
    try:
        connection.request("GET", target.request_uri, headers=_HEADERS, preload_content=False)
        answer = connection.getresponse()
        status, said = answer.status, answer.headers
        body = b"" if status in REDIRECTS else _body(answer, most, whole, deadline)
        if deadline.passed:
            raise TimeoutError
        return Answer(status, said.get("Location", ""), said.get("Content-Type", ""), body)
    finally:
        connection.close()


def _body(answer: BaseHTTPResponse, most: int, whole: bool, deadline: Deadline) -> bytes:
    stated = answer.headers.get("Content-Length", "")
    if whole and stated.isascii() and stated.isdigit() and int(stated) > most:
        raise TooLargeError
    pieces: list[bytes] = []
    size = 0
    for piece in _unpacked(answer):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            if whole:
                raise TooLargeError
            break
        if deadline.passed:
            raise TimeoutError
    return b"".join(pieces)[:most]


def _unpacked(answer: BaseHTTPResponse) -> Iterator[bytes]:
    """An answer in small pieces, unpacked one by one. Raises DecodeError for a packing that was not
    asked for, and for one that breaks off.
    """
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", ""):
        raise DecodeError(packing)
    unpacker = zlib.decompressobj(_GZIP) if packing.endswith("gzip") else None
    while piece := answer.read1(_PIECE, decode_content=False):
        if unpacker is None:
            yield piece
        while unpacker and piece and not unpacker.eof:
            yield unpacker.decompress(piece, _PIECE)
            piece = unpacker.unconsumed_tail
    if unpacker and not unpacker.eof:
        raise DecodeError(packing)


def _host(parts: SplitResult) -> str:
    """The host as names are looked up: in letters of ASCII (IDNA)."""
    host = parts.hostname or ""
    return host if host.isascii() else host.encode("idna").decode("ascii")
