"""What one `add` would do: which sources, what is wrong, what should be known before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from onrecord.intake.fetch import Fetcher
from onrecord.intake.incoming import (
    Incoming,
    Present,
    again,
    as_present,
    copied,
    incoming,
    named_apart,
    present,
)
from onrecord.intake.originals import Gathering
from onrecord.invoked import command_line
from onrecord.model import Problem
from onrecord.read.briefings import is_source
from onrecord.read.content import read
from onrecord.read.reading import BRIEFING, FOLDER
from onrecord.slug import slug as plain


@dataclass(frozen=True, slots=True)
class Plan:
    """The sources that would be added, and what is wrong with others or should be known."""

    sources: tuple[Incoming, ...]
    problems: tuple[Problem, ...]

    @property
    def good(self) -> bool:
        return bool(self.sources) and all(p.warning for p in self.problems)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for."""

    slug: str
    names: Sequence[str]
    fresh: bool = False  # the briefing must not exist yet
    newest: int = 5  # articles of a feed
    keep_going: bool = False  # what cannot be had is left out


def plan(
    root: Path, wish: Wish, fetcher: Fetcher, today: dt.date, said: Callable[[str], None]
) -> Plan:
    """Look at everything that is named; nothing is written. `said` is told what was fetched."""
    problems = _of_address(root, wish)
    if problems:
        return Plan((), tuple(problems))
    found: list[Problem] = []
    originals = Gathering(fetcher, wish.newest, said, found).all(wish.names)
    sources = [one for o in originals if (one := incoming(o, today, found)) is not None]
    folder = root / FOLDER / wish.slug
    taken = [p.name for p in folder.iterdir() if is_source(p)] if folder.is_dir() else []
    there = present(root, read(root)[0].articles)
    new = list(_new(sources, there, f"{FOLDER}/{wish.slug}/", found))
    new = named_apart(new, taken)
    found += _same_names(new, taken)
    if wish.keep_going:
        found = [replace(p, warning=True) for p in found]
    return Plan(tuple(new), tuple(found))


def _of_address(root: Path, wish: Wish) -> list[Problem]:
    folder = root / FOLDER / wish.slug
    if plain(wish.slug) != wish.slug:
        could = f"“{plain(wish.slug)}” could"
        return [Problem(f"“{wish.slug}” cannot be an address", could)]
    if folder.is_symlink():
        return [Problem("is a link, to which nothing is added", "add to the folder itself",
                        f"{FOLDER}/{wish.slug}")]  # fmt: skip
    if wish.fresh and folder.exists():
        adds = command_line(root, "add", wish.slug, "…")
        mend = f"take another name, or add to it: {adds}"
        return [Problem("there is such a briefing already", mend, f"{FOLDER}/{wish.slug}")]
    lone = [p for p in folder.parent.glob(f"{wish.slug}.*") if is_source(p)]
    if lone:
        name = f"{FOLDER}/{lone[0].name}"
        mend = f"take another name, or move it into {FOLDER}/{wish.slug}/"
        return [Problem("there is such a briefing already, of one source", mend, name)]
    return []


def _new(
    sources: Iterable[Incoming], there: Sequence[Present], folder: str, problems: list[Problem]
) -> Iterable[Incoming]:
    """The sources that the briefing has not. What is elsewhere, or has the words of another one, is
    said and stays.
    """
    known = list(there)
    for one in sources:
        if same := again(one, known):
            here = same.file.startswith(folder) or same not in there
            what = f"is the same article as {same.file}"
            what += ", and is not added again" if here else ""
            problems.append(Problem(what, "", one.place, warning=True))
            if here:
                continue
        elif copy := copied(one, known):
            other, share = copy
            what = f"has the words of {other.file}: {share:.0%} of the shorter text"
            mend = "look which of the two is the source of the other; they are not two voices"
            problems.append(Problem(what, mend, one.place, warning=True))
        known.append(as_present(one))
        yield one


def _same_names(sources: Iterable[Incoming], taken: Iterable[str]) -> Iterable[Problem]:
    """Files whose addresses would be the same."""
    stems = {plain(PurePath(name).stem): name for name in taken}
    for one in sources:
        stem = plain(PurePath(one.name).stem)
        if stem in stems or one.name.lower() == BRIEFING:
            other = stems.get(stem, BRIEFING)
            yield Problem(f"would have the address of {other}", "rename one", one.place)
        stems[stem] = one.place
