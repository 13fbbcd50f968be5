"""Front matter: `key: value` lines between two lines of three hyphens at the very top of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Problem
from onrecord.read.yamlmap import YamlMap, parse

_OPENED = re.compile(r"---[ \t]*\r?\n[A-Za-z][a-z]*[ \t]*:(?:\s|\Z)")
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>(?:.*?\n)??)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parted:
    """A file's front matter (None: it has none, or a broken one) and the rest, unchanged."""

    front: YamlMap | None
    body: str
    body_line: int  # the line of the file on which the body begins


def part(text: str, file: str, problems: list[Problem]) -> Parted:
    """Split a file. A first line `---` without a second one is a part of the text, unless a key
    stands behind it.
    """
    found = _FRONT.match(text)
    if not found:
        if _OPENED.match(text):
            mend = "put a line --- after the last key"
            problems.append(Problem("the front matter is not closed", mend, file, 1))
        return Parted(None, text, 1)
    front = parse(found["yaml"], file, problems, before=1)
    return Parted(front, text[found.end() :], text.count("\n", 0, found.end()) + 1)
