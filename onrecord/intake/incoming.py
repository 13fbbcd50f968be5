"""Originals → the sources that would be added: what each says of itself, and what it is like."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath

from onrecord.intake.alike import MOST, Shingles, contained, shingles
from onrecord.intake.originals import Original
from onrecord.model import Article, Problem
from onrecord.read.readers import OF_BYTES, read_source
from onrecord.read.readers.decode import decoded_as
from onrecord.read.readers.draft import Draft, Facts
from onrecord.read.readers.markdown import as_markdown
from onrecord.slug import slug
from onrecord.written import article_address

ORIGINALS = "_originals"  # the folder in a briefing's; no reader enters it
_PASSWORD = re.compile(rb"<input\b[^>]{0,400}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_PAID = re.compile(rb"""["']isAccessibleForFree["']\s*:\s*["']?false""", re.IGNORECASE)
_BRIEF = 150  # words; a page with fewer of them and a place for a password is a door
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A source that would be added."""

    place: str
    name: str  # of its file in the briefing
    kept: bytes  # what stands in that file
    draft: Draft
    facts: Facts  # what it says of itself, and where it was fetched
    original: tuple[str, bytes] | None  # a file of ORIGINALS, where the kept bytes are others
    digest: str  # of the original's bytes, SHA-256
    fetched: dt.date | None = None
    shingles: Shingles = frozenset()


@dataclass(frozen=True, slots=True)
class Present:
    """A source that a project has, or is about to have."""

    file: str
    digests: frozenset[str]  # of its file and of its original
    url: str | None
    publisher: str | None
    shingles: Shingles


def present(root: Path, articles: Iterable[Article]) -> list[Present]:
    """What is to be known of the sources of a project."""
    return [
        Present(file, _digests(root / file), a.url, a.publisher, shingles(a.text))
        for a in articles
        if (file := a.file)
    ]


def _digests(file: Path) -> frozenset[str]:
    originals = (p for p in (file.parent / ORIGINALS).glob("*") if p.stem == file.stem)
    return frozenset(sha256(p.read_bytes()).hexdigest() for p in (file, *originals) if p.is_file())


def incoming(original: Original, today: dt.date, problems: list[Problem]) -> Incoming | None:
    """The source that an original would be; None where it has no article, as `problems` say."""
    text_is_kept = PurePath(original.name).suffix.lower() not in OF_BYTES
    kept = _in_utf_8(original) if text_is_kept else original.raw
    found: list[Problem] = []
    draft = read_source(kept, original.name, found)
    problems += (replace(p, file=original.place) for p in found)
    if draft is None:
        return None
    if original.url and (wall := _wall(original.raw, draft)):
        problems.append(Problem(wall[0], wall[1], original.place))
        return None
    if not draft.text.strip():
        mend = "save the page in a browser and add the file" if original.url else ""
        problems.append(Problem("no article was found in it", mend, original.place))
        return None
    if original.url and _PAID.search(original.raw):
        what = "says that it is not free to read: what came may be a part of it"
        problems.append(Problem(what, "look at its end", original.place, warning=True))
    name, beside = original.name, None
    if not text_is_kept:
        name = f"{PurePath(original.name).stem}.md"
        kept = as_markdown(draft).encode()
    if kept != original.raw:
        beside = (original.name, original.raw)
    facts = draft.facts.over(Facts(url=original.url))
    return Incoming(
        original.place,
        name,
        kept,
        draft,
        facts,
        beside,
        sha256(original.raw).hexdigest(),
        today if original.url else None,
        shingles(draft.text),
    )


def _in_utf_8(original: Original) -> bytes:
    """The bytes to be kept of a text: those that were sent, or its words in UTF-8 where only its
    server could say what they mean.
    """
    try:
        original.raw.decode("utf-8")
    except UnicodeDecodeError:
        text = decoded_as(original.raw, original.charset) if original.charset else None
        if text is not None and not original.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return text.encode()
    return original.raw


def _wall(raw: bytes, draft: Draft) -> tuple[str, str] | None:
    """What is wrong with a page that asks who reads it instead of saying something."""
    if _PASSWORD.search(raw) and len(draft.text.split()) < _BRIEF:
        return "is a page to log in, not an article", "save the page in a browser and add the file"
    return None


def named_apart(found: Sequence[Incoming], taken: Iterable[str]) -> list[Incoming]:
    """The same sources; those that were fetched get names whose addresses nobody has."""
    stems = {slug(PurePath(name).stem) for name in taken}
    apart = []
    for one in found:
        name, n = PurePath(one.name), 1
        stem = name.stem
        while one.fetched and slug(stem) in stems:
            n += 1
            stem = f"{name.stem}-{n}"
        stems.add(slug(stem))
        original = one.original and (stem + PurePath(one.original[0]).suffix, one.original[1])
        apart.append(replace(one, name=stem + name.suffix, original=original))
    return apart


def again(one: Incoming, there: Iterable[Present]) -> Present | None:
    """The source that this one is, from the same place or byte for byte."""
    return next(
        (
            other
            for other in there
            if one.digest in other.digests
            or (
                one.facts.url
                and other.url
                and article_address(one.facts.url) == article_address(other.url)
            )
        ),
        None,
    )


def copied(one: Incoming, there: Iterable[Present]) -> tuple[Present, float] | None:
    """The source that has most of this one's words, and how many: from MOST of the shorter on."""
    shares = [(other, contained(one.shingles, other.shingles)) for other in there]
    best = max(shares, key=lambda pair: pair[1], default=None)
    return best if best and best[1] >= MOST else None


def as_present(one: Incoming) -> Present:
    digests = frozenset((one.digest, sha256(one.kept).hexdigest()))
    return Present(one.place, digests, one.facts.url, one.facts.publisher, one.shingles)
