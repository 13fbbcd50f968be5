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

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.model import Content, Correction, Decision, NameAs, Problem
from onrecord.read.briefings import briefings
from onrecord.read.corrections import read_corrections, with_facts
from onrecord.read.decisions import read_decisions
from onrecord.read.readers import read_source
from onrecord.read.reading import (
    CORRECTIONS,
    DECISIONS,
    FOLDER,
    SETTINGS,
    Reading,
    SourceReader,
)
from onrecord.slug import slug


def read(
    root: Path, skip: Sequence[tuple[str, int]] = (), source: SourceReader = read_source
) -> tuple[Content, tuple[Problem, ...]]:
    """All content of a project, briefings in the order of their slugs, and all that is wrong with
    it.

    `skip` are the sources that are not to be read, by the names that messages give them, each with
    the line of the settings that says so. `source` reads one file, for whoever keeps what was read.
    """
    asked: dict[str, bool | None] = dict.fromkeys(name for name, _ in skip)
    reading = Reading(root, (root / FOLDER).resolve(), asked, source)
    found = tuple(sorted(briefings(reading), key=lambda b: b.slug))
    by_id = {a.id: a for a in reading.articles}
    articles = tuple(by_id[id_] for b in found for id_ in b.sources)
    for name, line in skip:
        if not reading.skip[name]:
            mend = "write it as in briefings/port-strike/ledger.txt"
            what = f"skip: there is no source “{name}”"
            reading.problems.append(Problem(what, mend, SETTINGS, line, warning=True))
    decisions = _decisions(reading, root / FOLDER / DECISIONS)
    folders = dict.fromkeys((root / a.file).parent for a in articles if a.file)
    folders |= {root / FOLDER: None}
    corrections = tuple(c for folder in sorted(folders) for c in _corrections(reading, folder))
    articles = with_facts(articles, corrections)
    decisions = with_names(decisions, corrections)
    problems = sorted(dict.fromkeys(reading.problems), key=lambda p: (p.warning, p.file, p.line))
    return Content(found, articles, decisions, corrections), tuple(problems)


def _decisions(reading: Reading, path: Path) -> tuple[Decision, ...]:
    if not _is_there(path) or not reading.stays_inside(path):
        return ()
    return read_decisions(reading.text(path) or "", reading.name(path), reading.problems)


def _is_there(path: Path) -> bool:
    """Whether a folder has a file that nobody listed, as far as it lets us see."""
    try:
        return path.is_file()
    except PermissionError:  # which is said of the folder
        return False


def _corrections(reading: Reading, folder: Path) -> Iterable[Correction]:
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
    return read_corrections(text, name, here, reading.problems)


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
