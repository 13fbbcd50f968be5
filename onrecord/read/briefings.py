"""The folders and the lone sources of `briefings/` → Briefings, and their articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from onrecord.invoked import command_line
from onrecord.model import Article, Briefing
from onrecord.read.readers import SUFFIXES
from onrecord.read.readers.draft import Facts, read_facts
from onrecord.read.readers.frontmatter import part
from onrecord.read.reading import (
    BRIEFING,
    CORRECTIONS,
    DECISIONS,
    FOLDER,
    KINDS,
    SETTINGS,
    Reading,
)
from onrecord.read.yamlmap import YamlMap
from onrecord.slug import slug


def briefings(reading: Reading) -> Iterator[Briefing]:
    """All briefings, each with its articles read into `reading.articles`."""
    folder = reading.root / FOLDER
    if not folder.is_dir():
        reading.problem(folder, "there is no such folder", _first(reading.root))
        return
    found = False
    for path in reading.entries(folder):
        if path.is_dir():
            found = True
            yield from _folder(reading, path)
        elif path.name in (DECISIONS, CORRECTIONS) or path.stem.lower() == "readme":
            continue
        elif is_source(path):
            found = True
            yield from _lone(reading, path)
        else:
            reading.not_read(path)
    if not found:
        reading.problem(folder, "is empty", _first(reading.root))


def _first(root: Path) -> str:
    return f"make a first briefing: {command_line(root, 'new', 'SLUG', 'WHAT…')}"


def _lone(reading: Reading, path: Path) -> Iterator[Briefing]:
    """A source that lies in `briefings/` itself."""
    address = reading.slug(path, path.stem)
    article = address and _article(reading, path, f"{address}/{address}", Facts())
    if address and article:
        yield Briefing(address, None, None, (article.id,), file=reading.name(path))


def _folder(reading: Reading, folder: Path) -> Iterator[Briefing]:
    address = reading.slug(folder, folder.name)
    paths = reading.entries(folder)
    file = next((p for p in paths if p.name == BRIEFING and p.is_file()), None)
    front, words, words_line = _briefing_file(reading, file)
    files = {p.name: p for p in _source_files(reading, paths)}
    listed = dict(_listed(front, files)) if front else {}
    order = [files[name] for name in (*listed, *(n for n in files if n not in listed))]
    if not order:
        reading.problem(
            folder,
            "has no article in it",
            f"put its articles into it ({KINDS})",
            warning=file is None,
        )
    sources = tuple(_articles(reading, address or "x", order, listed))
    briefing = Briefing(
        address or "x",
        None,
        None,
        sources,
        words=words,
        file=reading.name(file or folder),
        words_line=words_line,
    )
    if front:
        briefing = _with_facts(briefing, front)
    if address and sources:
        yield briefing


def _with_facts(briefing: Briefing, front: YamlMap) -> Briefing:
    """A briefing with what its front matter says; what else stands there is reported."""
    pins, hides = front.texts_with_lines("pin"), front.texts_with_lines("hide")
    told = replace(
        briefing,
        title=front.text("title"),
        date=front.day("date"),
        summary=front.text("summary"),
        tags=front.texts("tags"),
        pin=tuple(words for words, _ in pins),
        hide=tuple(words for words, _ in hides),
        pin_lines=tuple(line for _, line in pins),
        hide_lines=tuple(line for _, line in hides),
    )
    front.done()
    return told


def _briefing_file(reading: Reading, path: Path | None) -> tuple[YamlMap | None, str, int]:
    """Its front matter, the editor's own words and the line on which they begin."""
    text = reading.text(path) if path else None
    if path is None or text is None:
        return None, "", 0
    parted = part(text, reading.name(path), reading.problems)
    return parted.front, parted.body.strip(), parted.body_line + _blank_lines(parted.body)


def _blank_lines(text: str) -> int:
    """How many line ends stand before the first word."""
    return text[: len(text) - len(text.lstrip())].count("\n")


def is_source(path: Path) -> bool:
    """Whether a file is one that a reader reads."""
    return path.suffix.lower() in SUFFIXES and path.is_file()


def _source_files(reading: Reading, paths: Iterable[Path]) -> Iterator[Path]:
    stems: dict[str, Path] = {}
    for path in paths:
        if path.name == BRIEFING:
            continue
        if path.name == CORRECTIONS and path.is_file():
            continue
        if path.name.lower() == BRIEFING:
            reading.problem(path, "is not read", f"call it {BRIEFING}")
        elif path.is_dir():
            mend = "put its articles into the briefing's own folder, or the folder into briefings/"
            reading.problem(
                path, "is not read: a briefing has no folders in it", mend, warning=True
            )
        elif not is_source(path):
            reading.not_read(path)
        elif slug(path.stem) in stems:
            what = f"has the same address “{slug(path.stem)}” as {stems[slug(path.stem)].name}"
            reading.problem(path, what, "rename one of them")
        else:
            stems[slug(path.stem)] = path
            yield path


def _listed(front: YamlMap, files: dict[str, Path]) -> Iterator[tuple[str, Facts]]:
    """The sources that a briefing names, in its order, with what it says about each."""
    seen = set[str]()
    for entry in front.maps("sources"):
        file, facts = entry.text("file"), read_facts(entry)
        kept = entry.text("original"), entry.text("sha256")
        entry.day("fetched")
        entry.done()
        if file is None:
            entry.problem("file", "a source must name its file", "write `- file: voa.txt`")
        elif file in seen:
            entry.problem("file", f"“{file}” is named twice", "keep one")
        elif file not in files:
            here = ", ".join(files) or "nothing"
            entry.problem("file", f"there is no source “{file}” in this folder", f"there is {here}")
        else:
            seen.add(file)
            _check_digest(entry, files[file], *kept)
            yield file, facts


def _check_digest(entry: YamlMap, file: Path, original: str | None, digest: str | None) -> None:
    """Say where the original of a source is gone, or is no longer what it was when it was added."""
    path = file.parent / original if original else file
    inside = path.resolve().is_relative_to(file.parent.resolve())
    if original and not (inside and path.is_file()):
        mend = "put it back, or take the line out"
        entry.problem("original", f"there is no “{original}” in this folder", mend, warning=True)
    elif digest and sha256(path.read_bytes()).hexdigest() != digest.lower():
        what = f"{path.name} is no longer what it was when it was added"
        mend = "put it back, or take the line out if that is meant"
        entry.problem("sha256", what, mend, warning=True)


def _articles(
    reading: Reading, address: str, paths: Iterable[Path], listed: dict[str, Facts]
) -> Iterator[str]:
    """Read a briefing's sources; gives their ids."""
    for path in paths:
        article = _article(
            reading, path, f"{address}/{slug(path.stem)}", listed.get(path.name, Facts())
        )
        if article:
            yield article.id


def _article(reading: Reading, path: Path, id_: str, facts: Facts) -> Article | None:
    if reading.name(path) in reading.skip:
        reading.skip[reading.name(path)] = True
        mend = f"take it out of skip: in {SETTINGS} to have it read"
        reading.problem(path, "is skipped", mend, warning=True)
        return None
    raw = reading.raw(path)
    name = reading.name(path)
    draft = None if raw is None else reading.source(raw, name, reading.problems)
    if draft is None:
        return None
    if not draft.text.strip():
        mend = "put the article's text into it, or delete it"
        reading.problem(path, "no article was found in it", mend)
        return None
    said = facts.over(draft.facts)
    article = Article(
        id_,
        draft.text,
        said.title,
        said.published,
        said.publisher,
        said.author,
        said.url,
        name,
        draft.blocks,
        briefing=id_.partition("/")[0],
    )
    reading.articles.append(article)
    return article
