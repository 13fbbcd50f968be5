"""Files → Content: what people wrote and dropped into `briefings/`.

    briefings/actors.yml            editors' decisions on who is who (onrecord.read.decisions)
    briefings/<slug>/corrections.yml  and on single items of its sources (onrecord.read.corrections)
    briefings/corrections.yml       the same, for the lone sources
    briefings/<slug>/briefing.md    one folder, one briefing; the file is optional
    briefings/<slug>/voa.txt        its sources, one file each
    briefings/<slug>.txt            a lone source, a briefing of its own

Reading never raises on what it finds and writes nothing: every mistake becomes a Problem, all of
them are gathered, and what is sound is read all the same. A Problem that is no warning means that
nothing may be published from this Content.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from onrecord.invoked import command_line
from onrecord.model import Article, Briefing, Content, Correction, Decision, NameAs, Problem
from onrecord.read import corrections as corrected
from onrecord.read.decisions import read_decisions
from onrecord.read.readers import SUFFIXES, read_source
from onrecord.read.readers.decode import decode
from onrecord.read.readers.draft import Facts, read_facts
from onrecord.read.readers.frontmatter import part
from onrecord.read.yamlmap import YamlMap
from onrecord.slug import slug

FOLDER = "briefings"
BRIEFING = "briefing.md"
DECISIONS = "actors.yml"
SETTINGS = "mkdocs.yml"
CORRECTIONS = corrected.FILE
HIDDEN = (".", "_")  # what begins so is not read
LARGEST = 20_000_000  # bytes; an article has some thousand

_KINDS = ", ".join(SUFFIXES)


def read(root: Path, skip: Sequence[tuple[str, int]] = ()) -> tuple[Content, tuple[Problem, ...]]:
    """All content of a project, briefings in the order of their slugs, and all that is wrong with
    it.

    `skip` are the sources that are not to be read, by the names that messages give them, each with
    the line of the settings that says so.
    """
    reading = _Reading(root, (root / FOLDER).resolve(), dict.fromkeys(name for name, _ in skip))
    briefings = tuple(sorted(_briefings(reading), key=lambda b: b.slug))
    by_id = {a.id: a for a in reading.articles}
    articles = tuple(by_id[id_] for b in briefings for id_ in b.sources)
    for name, line in skip:
        if not reading.skip[name]:
            mend = "write it as in briefings/port-strike/ledger.txt"
            what = f"skip: there is no source “{name}”"
            reading.problems.append(Problem(what, mend, SETTINGS, line, warning=True))
    decisions = _decisions(reading, root / FOLDER / DECISIONS)
    folders = dict.fromkeys((root / a.file).parent for a in articles if a.file)
    folders |= {root / FOLDER: None}
    corrections = tuple(c for folder in sorted(folders) for c in _corrections(reading, folder))
    articles = tuple(corrected.with_facts(a, corrections) for a in articles)
    decisions = with_names(decisions, corrections)
    problems = sorted(dict.fromkeys(reading.problems), key=lambda p: (p.warning, p.file, p.line))
    return Content(briefings, articles, decisions, corrections), tuple(problems)


@dataclass(slots=True)
class _Reading:
    """What is common to the reading of all files of a project."""

    root: Path
    home: Path  # briefings/, resolved: nothing is read from outside of it
    skip: dict[str, bool | None]  # sources that are not to be read → whether they are there
    problems: list[Problem] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    slugs: dict[str, str] = field(default_factory=dict)  # slug → the file or folder that has it

    def name(self, path: Path) -> str:
        """A path as messages show it."""
        return (
            os.fsencode(path.relative_to(self.root)).decode("utf-8", "replace").replace(os.sep, "/")
        )

    def problem(self, path: Path, what: str, mend: str = "", warning: bool = False) -> None:
        self.problems.append(Problem(what, mend, self.name(path), warning=warning))

    def not_read(self, path: Path) -> None:
        if not path.is_file():
            what = "is not read: it is a pipe, a socket or a device, and no file"
            self.problem(path, what, "put the file itself here", warning=True)
            return
        self.problem(
            path, f"is not read: sources end in {_KINDS}", "export it as one of these", warning=True
        )

    def entries(self, folder: Path) -> list[Path]:
        """What lies in a folder, by name, without what is hidden and what leads out of
        `briefings/`.
        """
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            self.problem(folder, f"cannot be read: {error.strerror}", "look at its permissions")
            return []
        return [p for p in paths if not p.name.startswith(HIDDEN) and self.stays_inside(p)]

    def stays_inside(self, path: Path) -> bool:
        try:
            inside = path.resolve(strict=True).is_relative_to(self.home)
        except PermissionError as error:
            self.problem(path, f"cannot be read: {error.strerror}", "look at its permissions")
            return False
        except (OSError, RuntimeError):
            self.problem(
                path, "is a link that leads nowhere", "delete it, or put the file itself here"
            )
            return False
        if not inside:
            self.problem(
                path,
                "is a link out of the folder, which is not followed",
                "put the file itself here",
            )
        return inside

    def text(self, path: Path) -> str | None:
        """The text of a file, None where it has none."""
        raw = self.raw(path)
        return None if raw is None else decode(raw, self.name(path), self.problems)

    def raw(self, path: Path) -> bytes | None:
        """The bytes of a file, None where they cannot be had."""
        try:
            if path.stat().st_size > LARGEST:
                self.problem(path, f"is larger than {LARGEST // 1_000_000} MB", "split it")
                return None
            return path.read_bytes()
        except OSError as error:
            self.problem(path, f"cannot be read: {error.strerror}", "look at its permissions")
            return None

    def slug(self, path: Path, words: str) -> str | None:
        """The address of a briefing; None where another one has it."""
        found = slug(words)
        if found in self.slugs:
            what = f"has the same address “{found}” as {self.slugs[found]}"
            self.problem(path, what, "rename one of them")
            return None
        if found != words:
            self.problem(
                path,
                f"is published as “{found}”",
                "rename it so, to see its address here",
                warning=True,
            )
        self.slugs[found] = self.name(path)
        return found


def _first(root: Path) -> str:
    return f"make a first briefing: {command_line(root, 'new', 'SLUG', 'WHAT…')}"


def _briefings(reading: _Reading) -> Iterator[Briefing]:
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


def _decisions(reading: _Reading, path: Path) -> tuple[Decision, ...]:
    if not _is_there(path) or not reading.stays_inside(path):
        return ()
    return read_decisions(reading.text(path) or "", reading.name(path), reading.problems)


def _is_there(path: Path) -> bool:
    """Whether a folder has a file that nobody listed, as far as it lets us see."""
    try:
        return path.is_file()
    except PermissionError:  # which is said of the folder
        return False


def _corrections(reading: _Reading, folder: Path) -> Iterable[Correction]:
    """What stands in the corrections of a folder, on the sources that lie in it."""
    path = folder / CORRECTIONS
    if not _is_there(path) or not reading.stays_inside(path):
        return ()
    here = {
        Path(a.file).name: a
        for a in reading.articles
        if a.file and (reading.root / a.file).parent == folder
    }
    text, name = reading.text(path) or "", reading.name(path)
    return corrected.read_corrections(text, name, here, reading.problems)


def with_names(
    decisions: Iterable[Decision], corrections: Iterable[Correction]
) -> tuple[Decision, ...]:
    """The decisions on actors, with one for each actor whom only corrections name."""
    found = {d.id: d for d in decisions}
    for c in corrections:
        if isinstance(c, NameAs) and not c.gone:
            if any(c.actor in (d.id, d.name, *d.aliases) for d in found.values()):
                continue
            id_ = slug(c.actor)
            name = c.actor if c.actor != id_ else None
            new = Decision(id_, c.ruling.line, name=name, file=c.ruling.file, only_there=True)
            found.setdefault(id_, new)
    return tuple(found.values())


def _lone(reading: _Reading, path: Path) -> Iterator[Briefing]:
    """A source that lies in `briefings/` itself."""
    address = reading.slug(path, path.stem)
    article = address and _article(reading, path, f"{address}/{address}", Facts())
    if address and article:
        yield Briefing(address, None, None, (article.id,), file=reading.name(path))


def _folder(reading: _Reading, folder: Path) -> Iterator[Briefing]:
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
            f"put its articles into it ({_KINDS})",
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


def _briefing_file(reading: _Reading, path: Path | None) -> tuple[YamlMap | None, str, int]:
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


def _source_files(reading: _Reading, paths: Iterable[Path]) -> Iterator[Path]:
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
    reading: _Reading, address: str, paths: Iterable[Path], listed: dict[str, Facts]
) -> Iterator[str]:
    """Read a briefing's sources; gives their ids."""
    for path in paths:
        article = _article(
            reading, path, f"{address}/{slug(path.stem)}", listed.get(path.name, Facts())
        )
        if article:
            yield article.id


def _article(reading: _Reading, path: Path, id_: str, facts: Facts) -> Article | None:
    if reading.name(path) in reading.skip:
        reading.skip[reading.name(path)] = True
        mend = f"take it out of skip: in {SETTINGS} to have it read"
        reading.problem(path, "is skipped", mend, warning=True)
        return None
    raw = reading.raw(path)
    name = reading.name(path)
    draft = None if raw is None else read_source(raw, name, reading.problems)
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
