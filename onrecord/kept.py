"""What a build leaves for the next one, so that nothing is made twice.

One file beside the pages: of each file of the docs_dir the digest of what it was made of, of each
built page what it has to do with others, of each source its words for search, and of each briefing
how its sources compare. It counts only for the site that it was left with, and for the same
settings, templates and code (`unchanged` knows both). A file that is damaged, or that is not ours,
counts as not there: then everything is made anew. It holds data and never code, such as compiled
templates, which would run whatever somebody puts there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from onrecord.model import Comparison

FILE = "kept.msgpack"
_ENCODE = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that is to be published. `key` is the digest of all that its text is made of, beside
    settings, templates and code; "": nobody knows, so the text is made and looked at.
    Of pieces that are made together the bundle's key counts, and theirs does not.
    """

    path: str
    text: Callable[[], str]
    key: str = ""


def as_it_is(path: str, text: str) -> Piece:
    """A piece whose text is there already."""
    return Piece(path, lambda: text)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that are made together, of the same things; `key` is the digest of these. None of them
    is made, and nobody need know which they are, where a build has left them under that key.
    """

    pieces: Callable[[], Iterable[Piece]]
    key: str = ""


def bundled(files: Mapping[str, str] | Iterable[Piece | Bundle]) -> Iterator[Bundle]:
    """All as bundles: a piece alone is one, whose key says its path, lest another of the same
    things be taken for it.
    """
    if isinstance(files, Mapping):
        files = (as_it_is(path, text) for path, text in files.items())
    for one in files:
        yield one if isinstance(one, Bundle) else _alone(one)


def _alone(piece: Piece) -> Bundle:
    return Bundle(partial(tuple, (piece,)), piece.key and f"{piece.key} {piece.path}")


@dataclass(frozen=True, slots=True)
class Plain:
    """The ids of a page, and its links to other files of its site, each in a line of its own;
    nothing else is wrong on it. Tens of thousands are held at once, hence no sets.
    """

    ids: str
    links: str


@dataclass(frozen=True, slots=True)
class Built:
    """A page of the site that is plain."""

    size: int
    time: int  # when it was written, in nanoseconds
    facts: Plain


@dataclass(frozen=True, slots=True)
class Doc:
    """A file of the docs_dir as the site that is there was built from it."""

    key: str
    said: str  # the digest of its bytes
    size: int
    time: int  # when it was written, in nanoseconds
    facts: dict[str, str]  # of its front matter, what the sitemap has to know


@dataclass(slots=True)
class Kept:
    """What is known before a build; the build puts what it finds in its place."""

    docs: dict[str, Doc] = field(default_factory=dict)
    pages: dict[str, Built] = field(default_factory=dict)
    words: dict[str, bytes] = field(default_factory=dict)  # of the index of search (render/search)
    compared: Mapping[str, tuple[Comparison, ...]] = field(default_factory=dict)


_DECODE = msgspec.msgpack.Decoder(Kept)  # refuses whatever is not of these types


def digest(*values: Any) -> str:
    """Of plain data; "" where it has something in it that no file could have."""
    try:
        return hashlib.blake2b(_ENCODE.encode(values), digest_size=16).hexdigest()
    except (TypeError, ValueError, OverflowError):
        return ""


def load(folder: Path, expected: str) -> Kept:
    """What was left in a folder under this digest."""
    try:
        raw = (folder / FILE).read_bytes()
        if hashlib.sha256(raw).hexdigest() == expected:
            return _DECODE.decode(raw)
    except (OSError, ValueError, RecursionError):
        pass
    return Kept()


def save(folder: Path, kept: Kept) -> str:
    """Leave it, and give its digest. Raises OSError."""
    raw = _ENCODE.encode(kept)
    put(folder / FILE, raw)
    return hashlib.sha256(raw).hexdigest()


def put(file: Path, raw: bytes) -> None:
    """Write a file whole or not at all. Raises OSError."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_bytes(raw)
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
