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

Beside them lie lists of thousands that a script makes (`lists/make.py`): tab-separated, an entry a
line, in order, below a head of lines with `#` that says what the list is and where it comes from.
`rows("places")` is what places.tsv has for each of its first words. LICENCES.md has the licences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml

# libyaml's where it is there: ten times as fast
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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


def rows(file: str) -> dict[str, str]:
    """What a tab-separated list has for each of its first words; "" where it has nothing more."""
    lines = resources.files(__name__).joinpath(f"{file}.tsv").read_text("utf-8").splitlines()
    return {
        key: value for key, _, value in (line.partition("\t") for line in lines if line[0] != "#")
    }


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
        in_order(f"{file}.{name}: words", str(entry.get("words", "")).split())
        in_order(f"{file}.{name}: phrases", entry.get("phrases", []))
        in_order(f"{file}.{name}: but", str(entry.get("but", "")).split())


def in_order(where: str, listed: Iterable[str]) -> None:
    """Raise LexiconError where words are not in plain order, or one stands twice."""
    for one, other in pairwise(listed):
        if one >= other:
            raise LexiconError(f"{where}: {one!r} stands before {other!r}: in order, none twice")


def files(suffix: str = ".yml") -> tuple[str, ...]:
    """The names of all files of this suffix, without it."""
    names = (path.name for path in resources.files(__name__).iterdir())
    return tuple(sorted(n.removesuffix(suffix) for n in names if n.endswith(suffix)))


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
