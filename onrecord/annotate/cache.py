"""Annotations that need not be found again.

One JSON file for each article, named by the digest of everything that has a say in its annotations:
the article, the names that editors have written down and that stand in it, the model's weights, our
code, and the versions of Python and of the libraries. A file that is damaged, of another kind or of
another key counts as not there. Files are written beside their place and moved into it, so that two
builds at once, or one that is killed, leave only whole files.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import time
import types
import typing
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from onrecord.annotate.pipeline import known_in
from onrecord.model import Annotations, Article, Known
from onrecord.weights import Model

# Libraries whose data or rules have a say in what is found.
_LIBRARIES = ("spacy", "thinc", "numpy", "anyascii", "babel", "rapidfuzz", "regex")


_OURS = re.compile(r"[0-9a-f]{64}\.json|\.[0-9a-f]{64}\.[0-9]+")
_KEPT = 30 * 24 * 3600  # seconds


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
            kept = json.loads((self._folder / f"{key}.json").read_bytes())
            if kept["key"] == key and kept["digest"] == _digest(kept["annotations"]):
                return typing.cast(Annotations, _typed(Annotations, kept["annotations"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass  # not there, or not ours: to be found anew, and written over
        return None

    def put(self, article: Article, found: Annotations) -> None:
        """Keep the annotations of an article. A full disk costs time, not the build."""
        key, data = self.key(article), _plain(found)
        text = json.dumps(
            {"key": key, "digest": _digest(data), "annotations": data}, ensure_ascii=False
        )
        beside = self._folder / f".{key}.{os.getpid()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, "utf-8")
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
            self._keys[article] = _digest([self._same, _plain(article), [asdict(k) for k in known]])
        return self._keys[article]


def _plain(noun: Article | Annotations) -> Any:
    """A noun of the model as JSON has it; days as text."""
    return json.loads(json.dumps(asdict(noun), default=str))


def _typed(kind: Any, data: Any) -> Any:
    """JSON read as what the model's types say: the other way of `_plain`. Raises TypeError where it
    does not fit.
    """
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (
        types.UnionType,
        typing.Union,
    ):  # `X | None`, and that of a Literal before Python 3.14
        return None if data is None else _typed(next(a for a in args if a is not type(None)), data)
    if origin is tuple and isinstance(data, list):
        return tuple(_typed(args[0], item) for item in data)
    if origin is typing.Literal and data in args:
        return data
    if (
        isinstance(kind, type)
        and is_dataclass(kind)
        and isinstance(data, dict)
        and data.keys() == {f.name for f in fields(kind)}
    ):
        return kind(**{name: _typed(hint, data[name]) for name, hint in _hints(kind).items()})
    if kind is float and isinstance(data, int | float):
        return float(data)
    if hasattr(kind, "fromisoformat"):
        return kind.fromisoformat(data)
    if isinstance(kind, type) and type(data) is kind:
        return data
    raise TypeError(f"{data!r} is no {kind}")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


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
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
