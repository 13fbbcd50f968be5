"""Decide: an editor's answers, written into `briefings/actors.yml` beside what is there.

Nothing that stands in the file is touched: an answer is lines added at its end, or under the entry
that its actor has already, or one more item in a list that stands there on one line. The file with
it must read without a mistake, else it stays as it was and the mistakes are given back.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Sequence
from pathlib import Path

from onrecord.model import Problem
from onrecord.read.decisions import read_decisions
from onrecord.read.yamlmap import quoted

_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


def add(
    path: Path,
    entry: str,
    by: str | None = None,
    day: dt.date | None = None,
    why: str | None = None,
) -> list[Problem]:
    """Add one entry to the file, with who decided it, when and why. Returns what is wrong with it
    then: nothing, and the file is written; anything, and it is not.
    """
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError:
        return [Problem("not UTF-8, so nothing can be added to it", "save it as UTF-8", path.name)]
    facts = [
        f"  {key}: {quoted(str(value))}"
        for key, value in (("by", by), ("date", day), ("why", why))
        if value
    ]
    after = added(before, entry, facts)
    problems: list[Problem] = []
    read_decisions(after, path.name, problems)
    if not problems:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        with beside.open("wb") as file:
            file.write(after.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())  # a name that outlives a power cut must not stand for less
        beside.replace(path)
    return problems


def added(text: str, entry: str, facts: Sequence[str] = ()) -> str:
    """A file's text with an entry and facts about it behind it; with the entry's lines alone where
    it has one.
    """
    first, *rest = entry.split("\n")
    end = "\r\n" if "\r\n" in text else "\n"
    if mine := re.search(
        rf"^( *){re.escape(first)}[ \t]*(?:#.*)?\n", text.replace("\r\n", " \n"), re.MULTILINE
    ):
        return text[: mine.end()] + _into(text[mine.end() :], mine[1], rest, end)
    item = _ITEM.search(text)
    indent = item[1] if item else "  "
    if text and not text.endswith("\n"):
        text += end
    if not re.search(r"^\ufeff?actors:", text, re.MULTILINE):
        text += f"actors:{end}"
    return text + "".join(f"{indent}{line}{end}" for line in (first, *rest, *facts))


def _into(text: str, indent: str, lines: Sequence[str], end: str) -> str:
    """A text that begins inside an entry with these lines of it added: the items of a list to the
    list of that name.
    """
    after = re.search(rf"^(?!{indent}  |[ \t\r]*$)", text, re.MULTILINE)
    entry, others = (text[: after.start()], text[after.start() :]) if after else (text, "")
    new = ""
    for line in lines:
        key, _, item = line.removesuffix("]").partition(": [")
        there = (
            re.search(rf"^{re.escape(indent + key)}: *\[[^][#\n]*(?=\])", entry, re.MULTILINE)
            if item
            else None
        )
        if there:
            comma = "" if there[0].endswith("[") else ", "
            entry = entry[: there.end()] + comma + item + entry[there.end() :]
        else:
            new += f"{indent}{line}{end}"
    return new + entry + others
