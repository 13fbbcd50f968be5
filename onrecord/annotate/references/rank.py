"""Whom words mean: everybody that they fit gets points, and the one with most is meant.

A reader has those in mind who were spoken of last and in the foreground (centering theory: Grosz,
Joshi and Weinstein 1995; the features are those of Lappin and Leass 1994, as far as they are
readable). Two tables decide: `FITS` says who is out of the question, `FEATURES` what speaks for
those that are left. Every row has a name, by which it can be switched off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.annotate.references.clock import Place
from onrecord.annotate.rules import Table
from onrecord.model import Confidence

Gender = Literal["male", "female"]
Sort = Literal["person", "organization"]
Standing = Literal["foreground", "background", "quoted"]
UNNAMED = -1
"""In place of the mention of somebody without a name."""


@dataclass(frozen=True, slots=True)
class Who:
    """One actor of the article, or somebody without a name, and what the article tells of it."""

    key: int
    sort: Sort
    gender: Gender | None = None
    told: frozenset[str] = frozenset()  # words of titles and appositions; of a body, of its name


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word that calls somebody."""

    standing: Standing
    at: Place


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody as the reader has him, her or it in mind."""

    who: Who
    name: int  # the latest mention by name, or UNNAMED
    sightings: tuple[Sighting, ...]  # the latest of each standing
    mentions: int = 1
    verb: int = -1  # the token whose subject it last was


@dataclass(frozen=True, slots=True)
class Asked:
    """What words say of the one that they mean."""

    at: Place
    sort: Sort
    speaker: bool  # whether they name the speaker of a quotation
    gender: Gender | None = None
    fits: Callable[[Who], bool] | None = None  # what a description asks for
    spoke: int = -1  # the key of the one who spoke last
    not_of: int = -1  # the verb whose subject cannot be meant: "Bell saw him"
    others: frozenset[int] = frozenset()  # keys of those that cannot be meant: "he saw Bell"


class Fit(NamedTuple):
    """A row of what somebody must be, to be meant at all."""

    name: str
    why: str
    holds: Callable[[Candidate, Sighting, Asked], bool]


class Feature(NamedTuple):
    """A row of what speaks for somebody: points, times how much of it there is."""

    name: str
    points: float
    why: str
    much: Callable[[Candidate, Sighting, Asked], float]


FITS = Table(
    "who can be meant",
    Fit(
        "gender",
        "Ms Bell is not he",
        lambda c, s, a: a.gender is None or c.who.gender in (None, a.gender),
    ),
    Fit(
        "told",
        "the judge is somebody who was called a judge",
        lambda c, s, a: a.fits is None or a.fits(c.who),
    ),
    Fit(
        "own verb",
        "Bell saw him: not Bell",
        lambda c, s, a: c.verb != a.not_of or a.not_of < 0,
    ),
    Fit(
        "own object",
        "he saw Bell: not Bell",
        lambda c, s, a: c.who.key not in a.others,
    ),
    Fit(
        "heading",
        "a new section begins anew, but where somebody must have spoken",
        lambda c, s, a: a.speaker or a.fits is not None or s.at.heading == a.at.heading,
    ),
)

FEATURES = Table(
    "who is meant",
    Feature(
        "foreground",
        3.0,
        "a subject or a speaker is what the text is about",
        lambda c, s, a: s.standing == "foreground",
    ),
    Feature(
        "background",
        1.5,
        "others are in sight",
        lambda c, s, a: s.standing == "background",
    ),
    Feature(
        "sentences",
        -0.75,
        "each sentence in between puts one out of mind, as far as two",
        lambda c, s, a: min(2, a.at.sentence - s.at.sentence) * (a.at.paragraph == s.at.paragraph),
    ),
    Feature(
        "paragraphs",
        -1.5,
        "and each paragraph of the writer's as much as two sentences",
        lambda c, s, a: a.at.paragraph - s.at.paragraph,
    ),
    Feature(
        "spoke last",
        0.5,
        "who speaks goes on speaking",
        lambda c, s, a: a.speaker and c.who.key == a.spoke,
    ),
    Feature(
        "mentions",
        0.1,
        "whom an article is about it calls often",
        lambda c, s, a: min(10, c.mentions),
    ),
    Feature(
        "gender",
        0.5,
        "it is told that he is a man",
        lambda c, s, a: a.gender is not None and c.who.gender == a.gender,
    ),
)

SPEAKER, MENTION = 0.05, 0.7
"""By how much the first must be ahead of the next. Somebody has spoken, so a speaker is guessed
where two are not level; elsewhere a pronoun may mean one whom the article does not name at all."""
LEAST_SPEAKER, LEAST = -3.0, 0.6
"""What the first must have, a speaker or another: who is farther away is no longer in mind."""


class Best(NamedTuple):
    """Who is meant, and by how much it is ahead."""

    candidate: Candidate
    lead: float


def best(candidates: Iterable[Candidate], asked: Asked) -> Best | None:
    """The candidate with most points; None where none fits, or two as well."""
    points = sorted(
        ((score(c, asked), i, c) for i, c in enumerate(candidates) if fits(c, asked)),
        key=lambda entry: (-entry[0], entry[1]),
    )
    if not points:
        return None
    most, _, candidate = points[0]
    lead = most - (points[1][0] if len(points) > 1 else 0.0)
    if asked.fits is not None and len(points) == 1:
        return Best(candidate, max(lead, MENTION))  # the only one called so, however far away
    if asked.fits is not None and not asked.speaker:
        return None
    if asked.fits is None and most < (LEAST_SPEAKER if asked.speaker else LEAST):
        return None
    ahead = len(points) == 1 or lead >= (SPEAKER if asked.speaker else MENTION)
    return Best(candidate, lead) if ahead else None


def fits(candidate: Candidate, asked: Asked) -> bool:
    """Whether words can mean somebody at all."""
    return any(_fitting(candidate, asked))


def score(candidate: Candidate, asked: Asked) -> float:
    """The points of somebody whom words can mean, for the sighting that gives most."""
    return max(
        sum(f.points * f.much(candidate, s, asked) for f in FEATURES)
        for s in _fitting(candidate, asked)
    )


def _fitting(candidate: Candidate, asked: Asked) -> list[Sighting]:
    return [s for s in candidate.sightings if all(f.holds(candidate, s, asked) for f in FITS)]


def confidence(lead: float) -> Confidence:
    """How far a reading can be trusted."""
    return "certain" if lead >= MENTION else "unsure"
