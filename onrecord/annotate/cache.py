"""Annotations that need not be found again.

One file for each article, JSON below a line of digests, named by the digest of everything that has
a say in its annotations: the article, the names that editors have written down and that stand in
it, the model's weights, our code, and the versions of Python and of the libraries. A file that is
damaged, of another kind or of another key counts as not there. Files are written beside their place
and moved into it, so that two builds at once, or one that is killed, leave only whole files.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec

from onrecord.annotate.pipeline import known_in
from onrecord.model import Annotations, Article, Known
from onrecord.weights import Model

# Libraries whose data or rules have a say in what is found.
_LIBRARIES = ("spacy", "thinc", "numpy", "anyascii", "babel", "rapidfuzz", "regex")

_OURS = re.compile(r"[0-9a-f]{64}\.json|\.[0-9a-f]{64}\.[0-9]+")
_KEPT = 30 * 24 * 3600  # seconds
_READ = msgspec.json.Decoder(Annotations)  # refuses whatever is not of the model's types


def _age(path: Path) -> float:
    """The seconds since a file was last asked for."""
    return time.time() - path.stat().st_mtime


class Cache:
    """The annotations of earlier builds with the same model and code."""

    def __init__(self, folder: Path, model: Model, known: Sequence[Known] = ()) -> None:
        self._folder = folder
        self._known = known
        self._keys: dict[
            Article, str
        ] = {}  # asked for up to three times a build, and reckoned from all of the text
        self._same = _digest(
            [_code(), model.digest, platform.python_version(), [_version(x) for x in _LIBRARIES]]
        )

    def get(self, article: Article) -> Annotations | None:
        """The annotations of an article, None where they must be found anew."""
        key = self.key(article)
        try:
            head, kept = (self._folder / f"{key}.json").read_bytes().split(b"\n", 1)
            if head == _head(key, kept):
                return _READ.decode(kept)
        except (OSError, ValueError, RecursionError):
            pass  # not there, or not ours: to be found anew, and written over
        return None

    def put(self, article: Article, found: Annotations) -> None:
        """Keep the annotations of an article. A full disk costs time, not the build."""
        key, kept = self.key(article), msgspec.json.encode(found)
        beside = self._folder / f".{key}.{os.getpid()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(_head(key, kept) + b"\n" + kept)
            beside.replace(self._folder / f"{key}.json")
        except OSError:
            with suppress(OSError):
                beside.unlink()

    def prune(self, articles: Iterable[Article]) -> None:
        """Delete what no build has asked for in a month: other texts, other code, pieces of builds
        that were killed. Other projects may keep theirs here too, and other files are not ours.
        """
        wanted = {f"{self.key(a)}.json" for a in articles}
        try:
            for path in self._folder.iterdir():
                if path.name in wanted:
                    os.utime(path)
                elif _OURS.fullmatch(path.name) and path.is_file() and _age(path) > _KEPT:
                    path.unlink(missing_ok=True)
        except OSError:
            return  # there is no such folder, or it is not ours to clear

    def key(self, article: Article) -> str:
        """The digest of all that has a say in an article's annotations."""
        if article not in self._keys:
            known = known_in(article, self._known)
            self._keys[article] = _digest([self._same, article, known])
        return self._keys[article]


def _head(key: str, kept: bytes) -> bytes:
    """The first line of a file: whose the annotations are, and what they are, by digests."""
    return f"{key} {hashlib.sha256(kept).hexdigest()}".encode()


@cache
def _code() -> str:
    """The digest of all that an extractor may import: this stage, the words, and what stands beside
    the stages.
    """
    home = Path(__file__).parents[1]
    ours = (home.glob("*.*"), (home / "annotate").rglob("*"), (home / "lexicon").rglob("*"))
    files = sorted(p for some in ours for p in some if p.is_file() and p.suffix != ".pyc")
    return _digest(
        [
            (p.relative_to(home).as_posix(), hashlib.sha256(p.read_bytes()).hexdigest())
            for p in files
        ]
    )


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _digest(data: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(data)).hexdigest()
