"""JSON Lines → articles: the input of `annotate`. Nothing is guessed: every line that is no article
is named.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from onrecord.model import Article
from onrecord.written import calendar_day

_SHAPE = 'one object a line, like {"id": "a", "text": "…"}'
_SHOWN = 20  # lines; who has more of them has one mistake


class BadLinesError(Exception):
    """Lines that are no articles. The message names them, one on each of its lines."""


def read_articles(lines: Iterable[tuple[str, int, bytes]]) -> list[Article]:
    """The articles of some files, given as (file, number from 1, line). Raises BadLinesError, after
    the last.
    """
    articles: dict[str, Article] = {}
    bad: list[str] = []
    for file, number, line in lines:
        if not line.strip():
            continue
        try:
            article = _article(line)
            if article.id in articles:
                raise ValueError(f"the id {article.id!r} stands on an earlier line too")
            articles[article.id] = article
        except (ValueError, RecursionError) as error:
            place = "standard input" if file == "-" else file
            bad.append(f"{place}:{number}: {_what(error)}")
    if bad:
        more = [f"and {len(bad) - _SHOWN} more"] if len(bad) > _SHOWN else []
        raise BadLinesError("\n".join([*bad[:_SHOWN], *more]))
    return list(articles.values())


def _article(line: bytes) -> Article:
    row = json.loads(line.decode("utf-8-sig"))
    if not isinstance(row, dict):
        raise ValueError(f"not a JSON object: {_SHAPE}")
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
