"""Answers to questions, written where their decisions stand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from onrecord.edit import files
from onrecord.edit.entries import with_entry
from onrecord.model import Article, Content, Problem
from onrecord.read.decide import added
from onrecord.read.decisions import read_decisions
from onrecord.read.reading import CORRECTIONS, DECISIONS
from onrecord.read.yamlmap import quoted
from onrecord.review.question import Answer


def file_of(answer: Answer) -> str:
    """The file that an answer is written into, relative to `briefings/`."""
    if not answer.source:
        return DECISIONS
    folder = Path(answer.source).parent.name
    return CORRECTIONS if folder == files.FOLDER else f"{folder}/{CORRECTIONS}"


def articles_of(root: Path, content: Content, folder: str) -> dict[str, Article]:
    """The sources of a folder of `briefings/` ("" for the lone ones), by their files' names."""
    home = root / files.FOLDER / folder
    return {
        Path(a.file).name: a for a in content.articles if a.file and (root / a.file).parent == home
    }


def with_actor(text: str | None, lines: str) -> str:
    """`actors.yml` with the lines of an entry. Raises RefusedError where it does not read then."""
    after = added(text or "", lines)
    problems: list[Problem] = []
    read_decisions(after, DECISIONS, problems)
    if problems:
        raise files.RefusedError(f"not written: {problems[0]}")
    return after


def write(root: Path, content: Content, answer: Answer, day: dt.date) -> None:
    """Write one answer, with its day. Raises RefusedError, and writes nothing then."""
    path = files.inside(root, file_of(answer))
    with files.locked(root):
        text = files.read(path).text
        if answer.source:
            folder = file_of(answer).rpartition("/")[0]
            entry = {**answer.correction, "date": day.isoformat()}
            articles = articles_of(root, content, folder)
            files.write(path, with_entry(text, answer.under, entry, articles))
        else:
            first, *rest = answer.entry.split("\n")
            stated = text is not None and f"{first}\n" in text
            lines = [first, *rest, *([] if stated else [f"  date: {quoted(day.isoformat())}"])]
            files.write(path, with_actor(text, "\n".join(lines)))
