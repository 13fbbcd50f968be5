"""Sources put into a briefing: their files, their originals, their lines in briefing.md.

All of it is made beside the briefing, and takes its place at one stroke: whoever looks, or kills
us, finds the briefing of before or the new one, whole.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from onrecord.intake.incoming import ORIGINALS, Incoming
from onrecord.model import Problem
from onrecord.publish import swap
from onrecord.read.briefings import is_source
from onrecord.read.readers.frontmatter import part
from onrecord.read.reading import BRIEFING, FOLDER
from onrecord.read.yamlmap import quoted

_FORM = """\
---
title:
date:            # of the briefing: 2020-06-05
summary:
tags: []
sources:
{sources}---

"""
_KEYS = {
    "publisher": "",
    "author": "",
    "url": "",
    "published": '   # 2020-06-04; without it, "Thursday" has no date',
}
_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<keys>(?:.*?\n)??)(?P<end>---[ \t]*(?:\r?\n|\Z))", re.DOTALL
)
_SOURCES = re.compile(r"^sources:[ \t]*(?:\[[ \t]*\]|~|null)?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)- ", re.MULTILINE)
# Where the lines under a key end: at the first that begins at the margin and is no item.
_NEXT_KEY = re.compile(r"^(?![ \t#\r\n]|- |-$)", re.MULTILINE)


def put(root: Path, slug: str, sources: Sequence[Incoming]) -> Path | Problem:
    """Add sources to `briefings/<slug>`, which is made where there is none; its path, or why
    nothing was done.
    """
    folder = root / FOLDER / slug
    beside = folder.with_name(f".{slug}.new")  # hidden from every reader until it is whole
    shutil.rmtree(beside, ignore_errors=True)
    try:
        if folder.exists():
            shutil.copytree(folder, beside, symlinks=True)
        else:
            beside.mkdir(parents=True)
        file = beside / BRIEFING
        there = file.read_bytes().decode("utf-8", "surrogateescape") if file.exists() else ""
        listed = with_sources(there, sources, [] if there else _unlisted(beside))
        if listed is None:
            what = "its list of sources cannot be added to by a program"
            mend = "write each source as a line `  - file: name.txt` of its own"
            return Problem(what, mend, f"{FOLDER}/{slug}/{BRIEFING}")
        file.write_bytes(listed.encode("utf-8", "surrogateescape"))
        for source in sources:
            (beside / source.name).write_bytes(source.kept)
            if source.original:
                name, raw = source.original
                (beside / ORIGINALS).mkdir(exist_ok=True)
                (beside / ORIGINALS / name).write_bytes(raw)
        swap.write_through()
        _put_in_place(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def _put_in_place(beside: Path, folder: Path) -> None:
    if not folder.exists():
        beside.rename(folder)
    elif not swap.exchange(
        beside, folder
    ):  # a system that cannot: the old one stands aside meanwhile
        aside = folder.with_name(f".{folder.name}.old")
        folder.rename(aside)
        beside.rename(folder)
        shutil.rmtree(aside, ignore_errors=True)


def _unlisted(folder: Path) -> list[str]:
    """The files of a briefing without a briefing.md, in the order in which it has them."""
    return [p.name for p in sorted(folder.iterdir()) if is_source(p)]


def with_sources(text: str, sources: Sequence[Incoming], before: Sequence[str] = ()) -> str | None:
    """The text of a briefing.md with some more sources at the end of its list; None where that
    cannot be done. What stands in it stays.
    """
    lines = "".join(f"  - file: {quoted(name)}\n" for name in before)
    lines += "".join(map(entry, sources))
    if not text:
        return _FORM.format(sources=lines)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = lines.replace("\n", end)
    front = _FRONT.match(text)
    if not front:
        return f"---{end}sources:{end}{lines}---{end}{text}"
    keys = front["keys"]
    listed = _SOURCES.search(keys)
    keys = _listed(keys, listed, lines, end) if listed else f"{keys}sources:{end}{lines}"
    changed = text[: front.start("keys")] + keys + text[front.end("keys") :]
    names = [*_names(text), *before, *(s.name for s in sources)]
    return changed if _names(changed) == names else None


def _listed(keys: str, listed: re.Match[str], lines: str, end: str) -> str:
    head = re.sub(r"[ \t]*(?:\[[ \t]*\]|~|null)", "", listed[0], count=1).rstrip("\r")
    rest = keys[listed.end() :].lstrip("\r").removeprefix("\n")
    next_key = _NEXT_KEY.search(rest)
    own, others = (rest[: next_key.start()], rest[next_key.start() :]) if next_key else (rest, "")
    blank = own[len(own.rstrip()) :]
    own = own.rstrip()
    if item := _ITEM.search(own):
        lines = re.sub(r"^  ", item[1], lines, flags=re.MULTILINE)
    after = blank.partition("\n")[2]  # blank lines between the list and the next key
    return f"{keys[: listed.start()]}{head}{end}{own}{end if own else ''}{lines}{after}{others}"


def _names(text: str) -> list[str | None]:
    """The sources that a briefing.md lists."""
    front = part(text.removeprefix("\ufeff"), BRIEFING, []).front
    return [one.text("file") for one in front.maps("sources")] if front else []


def entry(source: Incoming) -> str:
    """The lines on one source. What its file says is a comment: it need not be said again."""
    lines = [f"  - file: {quoted(source.name)}"]
    if source.original:
        lines.append(f"    original: {quoted(f'{ORIGINALS}/{source.original[0]}')}")
    lines.append(f"    sha256: {source.digest}")
    if source.fetched:
        lines.append(f"    fetched: {source.fetched}")
    for key, hint in _KEYS.items():
        said, known = getattr(source.draft.facts, key), getattr(source.facts, key)
        if said:
            lines.append(f"    # {key}: {' '.join(str(said).split())} (says the file)")
        else:
            lines.append(f"    {key}: {quoted(str(known))}" if known else f"    {key}:{hint}")
    return "\n".join(lines) + "\n"
