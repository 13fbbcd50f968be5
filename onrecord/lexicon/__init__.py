"""Words as data: what is known of English and of the world before any article is read.

A file here is YAML, one entry a list. Each entry says what the list is `for`, `from` where it comes
(a style guide, a standard, a source; left out where the words are plain English of our choosing),
and then has one of

    words:    running words in plain order, none twice: >- in YAML, split at blanks
    phrases:  a YAML list of entries of more than one word (beside `words`, or alone)
    table:    a mapping from words to what they stand for
    like:     names of other lists of the file, whose words are a part of this one
    but:      words that those have and this one has not

`words("names.honorifics")` is the set of the words of the entry `honorifics` of `names.yml`. Words
keep their case. Files are read once. tests/lexicon/ holds them to this form; a list that is wrong
raises LexiconError at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml

_LOADER = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # libyaml's where it is there: ten times as fast
_KEYS = {"for", "from", "words", "phrases", "table", "like", "but"}


class LexiconError(ValueError):
    """A list that is not in the form that all lists have."""


def words(where: str) -> frozenset[str]:
    """The words and phrases of a list, such as "names.honorifics"."""
    file = where.partition(".")[0]
    entry = _entry(where)
    like = (words(f"{file}.{other}") for other in str(entry.get("like", "")).split())
    found = frozenset(str(entry.get("words", "")).split()).union(entry.get("phrases", ()), *like)
    if not found:
        raise LexiconError(f"{where} has no words")
    return found - frozenset(str(entry.get("but", "")).split())


def table(where: str) -> Mapping[str, Any]:
    """The mapping of an entry, in the order of its file."""
    entry = _entry(where)
    if not isinstance(entry.get("table"), dict):
        raise LexiconError(f"{where} has no table")
    return dict(entry["table"])


def check(file: str) -> None:
    """Raise LexiconError for the first entry of a file that is not in the form."""
    for name, entry in _file(file).items():
        if (
            not isinstance(entry, dict)
            or set(entry) - _KEYS
            or not str(entry.get("for", "")).strip()
        ):
            raise LexiconError(
                f"{file}.{name}: an entry says what it is `for`, and has no other keys than {_KEYS}"
            )
        for kind, listed in (
            ("words", str(entry.get("words", "")).split()),
            ("phrases", entry.get("phrases", [])),
            ("but", str(entry.get("but", "")).split()),
        ):
            for one, other in pairwise(listed):
                if one >= other:
                    raise LexiconError(
                        f"{file}.{name}: {kind}: {one!r} stands before {other!r}: in order, none twice"
                    )


def files() -> tuple[str, ...]:
    """The names of all files, without suffix."""
    return tuple(
        sorted(p.name[:-4] for p in resources.files(__name__).iterdir() if p.name.endswith(".yml"))
    )


def _entry(where: str) -> dict[str, Any]:
    file, _, name = where.partition(".")
    try:
        entry = _file(file)[name]
    except KeyError:
        raise LexiconError(f"{file}.yml has no entry {name!r}") from None
    return dict(entry)


@cache
def _file(name: str) -> dict[str, Any]:
    return dict(
        yaml.load(resources.files(__name__).joinpath(f"{name}.yml").read_text("utf-8"), _LOADER)
    )
