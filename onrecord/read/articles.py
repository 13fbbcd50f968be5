"""The input of `annotate`: JSON Lines, or sources and folders of them → articles.

Nothing is guessed: every line that is no article, and every file that has none, is named.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from onrecord.model import Article, Problem
from onrecord.read.readers import SUFFIXES, read_source
from onrecord.read.reading import BRIEFING, HIDDEN
from onrecord.written import calendar_day

_SHAPE = 'one object a line, like {"id": "a", "text": "…"}'
_SHOWN = 20  # lines; who has more of them has one mistake


class BadLinesError(Exception):
    """Lines that are no articles. The message names them, one on each of its lines."""


def read_articles(
    names: Sequence[str], stdin: IO[bytes]
) -> tuple[list[Article], tuple[Problem, ...]]:
    """The articles of some files, in their order, and the warnings about them: sources by what
    their names end in, folders of sources, anything else as JSON Lines; "-" is `stdin`. Raises
    BadLinesError, after the last.
    """
    reading = _Reading()
    for name in names:
        path = Path(name)
        if name == "-":
            reading.lines("standard input", stdin)
        elif path.is_dir():
            sources = sorted(p for p in path.rglob("*") if _is_source(p.relative_to(path)))
            if not sources:
                reading.bad.append(f"{name}: no source is in this folder ({', '.join(SUFFIXES)})")
            for source in sources:
                reading.source(source)
        elif path.suffix.lower() in SUFFIXES:
            reading.source(path)
        else:
            with path.open("rb") as file:
                reading.lines(name, file)
    if reading.bad:
        more = [f"and {len(reading.bad) - _SHOWN} more"] if len(reading.bad) > _SHOWN else []
        raise BadLinesError("\n".join([*reading.bad[:_SHOWN], *more]))
    return list(reading.articles.values()), tuple(reading.warnings)


def _is_source(path: Path) -> bool:
    """Whether a file of a folder is read, as it would be in a project: no briefing.md, nothing
    hidden.
    """
    hidden = any(part.startswith(HIDDEN) for part in path.parts)
    return path.suffix.lower() in SUFFIXES and path.name.lower() != BRIEFING and not hidden


class _Reading:
    """What was read so far."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.bad: list[str] = []
        self.warnings: list[Problem] = []

    def lines(self, place: str, lines: Iterable[bytes]) -> None:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    self._add(_article(line, f"{place}:{number}"))
                except (ValueError, RecursionError) as error:
                    self.bad.append(f"{place}:{number}: {_what(error)}")

    def source(self, path: Path) -> None:
        problems: list[Problem] = []
        try:
            self._add(_source(path, problems))
        except ValueError as error:
            problems.append(Problem(str(error), "", path.as_posix()))
        self.warnings += (p for p in problems if p.warning)
        self.bad += (str(p) for p in problems if not p.warning)

    def _add(self, article: Article | None) -> None:
        if article is None:
            return
        if article.id in self.articles:
            raise ValueError(f"the id {article.id!r} stands on an earlier line too")
        self.articles[article.id] = article


def _source(path: Path, problems: list[Problem]) -> Article | None:
    """The article of a source, which is its own id; None where there is none, as `problems` say."""
    name = path.as_posix()
    draft = read_source(path.read_bytes(), name, problems)
    if draft is None:
        return None
    if not draft.text.strip():
        if not any(not p.warning for p in problems):
            problems.append(Problem("no article was found in it", "", name))
        return None
    said = draft.facts
    return Article(
        name,
        draft.text,
        said.title,
        said.published,
        said.publisher,
        said.author,
        said.url,
        name,
        draft.blocks,
    )


def _article(line: bytes, place: str) -> Article:
    row = json.loads(line.decode("utf-8-sig"))
    if not isinstance(row, dict):
        raise ValueError(f"not a JSON object: {_SHAPE}")
    return article_of(row, place)


def article_of(row: dict[str, Any], place: str) -> Article:
    """The article of a line's fields; `place` is its id if it has none. Raises ValueError."""
    row.setdefault("id", place)
    for key in ("id", "text"):
        if not isinstance(row.get(key), str):
            raise ValueError(f"no “{key}” that is a text")
    if not row["id"]:
        raise ValueError("the “id” is empty")
    for key in ("id", "text", "title", "url"):
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"“{key}” is not a text")
        if value is not None and any("\ud800" <= c <= "\udfff" for c in value):
            raise ValueError(f"“{key}” holds half a character (a lone surrogate)")
    return Article(
        row["id"], row["text"], row.get("title"), _day(row.get("published")), url=row.get("url")
    )


def _day(value: object) -> dt.date | None:
    if value is None:
        return None
    try:
        return calendar_day(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError(f"“published” is not a day like 2020-06-04: {value!r}") from None


def _what(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg}): {_SHAPE}"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
