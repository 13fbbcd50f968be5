"""Annotations that need not be found again.

One file for each article, JSON below a line of digests, named by the digest of everything that has
a say in its annotations: the article, the names that editors have written down and that stand in
it, and all that `sameness` names. A file that is damaged, of another kind or of another key counts
as not there. Files are written beside their place and moved into it, so that two at once, on one
machine or on several, or one that is killed, leave only whole files.

A folder may be shared by projects, machines and jobs: none of them deletes what another one wants.
It is kept small by whoever it belongs to (`trim`).
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from onrecord.annotate.pipeline import known_in
from onrecord.annotate.sameness import digest, what_must_match
from onrecord.model import Annotations, Article, Known
from onrecord.weights import Model

_OURS = re.compile(r"[0-9a-f]{64}\.json|\.[0-9a-f]{64}\.[0-9]+")
_DAY = 24 * 3600  # seconds
_KEPT = 30 * _DAY  # by a project's own cache
_READ = msgspec.json.Decoder(Annotations)  # refuses whatever is not of the model's types


class Cache:
    """The annotations of earlier builds with the same model and code."""

    def __init__(
        self, folder: Path, model: Model, known: Sequence[Known] = (), shared: bool = False
    ) -> None:
        self.folder = folder
        self.shared = shared  # with others, who want more of it than we know of
        self.failure: OSError | None = None  # the first that kept annotations from being written
        self._known = known
        # asked for up to three times a build, and reckoned from all of the text
        self._keys: dict[Article, str] = {}
        self._same = key_of(model)

    def get(self, article: Article) -> Annotations | None:
        """The annotations of an article, None where they must be found anew."""
        key = self.key(article)
        file = self.folder / f"{key}.json"
        try:
            head, kept = file.read_bytes().split(b"\n", 1)
            if head == _head(key, kept):
                found = _READ.decode(kept)
                if self.shared:
                    _touch(file)
                return found
        except (OSError, ValueError, RecursionError):
            pass  # not there, or not ours: to be found anew, and written over
        return None

    def put(self, article: Article, found: Annotations) -> None:
        """Keep the annotations of an article. A full disk costs time, not the build: it is left in
        `failure`.
        """
        key, kept = self.key(article), msgspec.json.encode(found)
        beside = self.folder / f".{key}.{secrets.randbits(63)}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_head(key, kept) + b"\n" + kept)
            beside.replace(self.folder / f"{key}.json")
        except OSError as error:
            self.failure = self.failure or error
            with suppress(OSError):
                beside.unlink()

    def prune(self, articles: Iterable[Article]) -> None:
        """Delete what no build has asked for in a month: other texts, other code, pieces of builds
        that were killed. Other projects may keep theirs here too, and other files are not ours.
        Nothing of a shared folder.
        """
        if self.shared:
            return
        wanted = {f"{self.key(a)}.json" for a in articles}
        with suppress(OSError):  # there is no such folder, or it is not ours to clear
            for path in self.folder.iterdir():
                if path.name in wanted:
                    os.utime(path)
                elif _OURS.fullmatch(path.name) and path.is_file() and _age(path) > _KEPT:
                    path.unlink(missing_ok=True)

    def key(self, article: Article) -> str:
        """The digest of all that has a say in an article's annotations."""
        if article not in self._keys:
            known = known_in(article, self._known)
            self._keys[article] = digest([self._same, article, known])
        return self._keys[article]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a cache's folder."""

    path: Path
    size: int  # bytes
    asked: float  # when it was last written or asked for, to the day; seconds since 1970


def key_of(model: Model) -> str:
    """The digest of what must match for one to use what another has found, beside the texts."""
    return digest(what_must_match(model))


def files(folder: Path) -> Iterator[Kept]:
    """The files of a cache's folder; others that may lie there are not ours. Raises OSError."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name):
                with suppress(FileNotFoundError):  # somebody else has trimmed it, or moved it
                    state = entry.stat(follow_symlinks=False)
                    yield Kept(Path(entry.path), state.st_size, state.st_mtime)


def trim(folder: Path, days: float | None = None, size: int | None = None) -> list[Kept]:
    """Delete what was not asked for in so many days, then what was asked for longest ago until the
    rest is no larger than `size` bytes; what was deleted. Raises OSError.
    """
    kept = sorted(files(folder), key=lambda file: file.asked)
    rest, since = sum(file.size for file in kept), time.time()
    gone = []
    for file in kept:
        old = days is not None and since - file.asked > days * _DAY
        if not old and (size is None or rest <= size):
            break  # all behind it were asked for later
        file.path.unlink(missing_ok=True)
        rest -= file.size
        gone.append(file)
    return gone


def _head(key: str, kept: bytes) -> bytes:
    """The first line of a file: whose the annotations are, and what they are, by digests."""
    return f"{key} {hashlib.sha256(kept).hexdigest()}".encode()


def _age(path: Path) -> float:
    """The seconds since a file was last asked for."""
    return time.time() - path.stat().st_mtime


def _touch(path: Path) -> None:
    """Say that a file is wanted: once a day, for the sake of a network."""
    with suppress(OSError):
        if _age(path) > _DAY:
            os.utime(path)
