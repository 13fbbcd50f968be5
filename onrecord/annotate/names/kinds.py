"""Kinds: what a name of the article is a name of, from everything that the article and the world
say about it.

The model labels each occurrence by itself and so contradicts itself within a page. Here all
occurrences of a name speak together: what the model says, what the name is made of, what stands
beside it, what the gazetteer knows. Each sign counts a few points for a kind; the kind with most
points wins, and the model's majority wins a tie.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from onrecord.annotate.names.beside import beside, form_of
from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.occurrences import family_name
from onrecord.annotate.names.signs import OF_FORM, OF_PLACE
from onrecord.annotate.reading import Reading
from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Kind

_COMMONER: tuple[Kind, ...] = (
    "other",
    "group",
    "place",
    "organization",
    "person",
)  # of an unknown name, rising
_MODEL = 2.5  # points for the kind that the model says at every occurrence
_SHAPE = 6.0  # for the kind that a shape says ("St. Brida's Hospital")
_LONE = 1.0  # taken from "person" where a single word has nothing of a person beside it
Points = dict[Kind, float]

_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}s?|(?:[A-Z]\.){2,}")


def decide(
    reading: Reading, names: Mapping[str, Sequence[Candidate]], long_of: Mapping[str, str]
) -> dict[str, Kind]:
    """The kind of each name (its exact words → its occurrences), long names first, since short ones
    lean on them.

    `long_of` tells the long name of each short one that the text introduces: the two are of one
    kind.
    """
    kinds: dict[str, Kind] = {}
    shorts: dict[str, list[str]] = defaultdict(list)
    for short, long in long_of.items():
        shorts[long].append(short)
    parts: dict[str, Points] = defaultdict(lambda: defaultdict(float))
    for name in sorted(names, key=lambda n: (-len(n.split()), n)):
        points = points_of(reading, name, names[name])
        for kind, value in parts.get(name, {}).items():
            points[kind] = points.get(kind, 0) + value
        if any(_ACRONYM.fullmatch(short) for short in shorts.get(name, ())):
            points["organization"] = points.get("organization", 0) + 4
        labels = Counter(c.label for c in names[name] if c.label)
        kinds[name] = (
            max(points, key=lambda k: (points[k], labels[k], _COMMONER.index(k)))
            if points
            else "other"
        )
        _lend(name, kinds[name], parts)
    return kinds | {
        short: kinds[long] for short, long in long_of.items() if short in kinds and long in kinds
    }


def _lend(name: str, kind: Kind, parts: dict[str, Points]) -> None:
    """A long name lends its kind to its parts, if they stand alone elsewhere."""
    split = name.split()
    if len(split) < 2:
        return
    if kind == "person":
        for part in {split[0], split[-1], *(" ".join(split[i:]) for i in range(1, len(split) - 1))}:
            parts[part]["person"] = 5
        first, *rest = family_name(split)
        for begins in (first, first.capitalize()):
            parts[" ".join((begins, *rest))]["person"] = 6
    elif kind == "organization":
        for i in range(1, len(split)):
            part = " ".join(split[:i]).rstrip(",")
            if gazetteer.place(part) not in (
                "country",
                "region",
                "city",
            ) and not gazetteer.is_people(part):
                parts[part]["organization"] = 3
        if re.fullmatch(r"(?:[A-Z]\.)+", split[0]):
            parts[split[1]]["organization"] = 3  # "Halden" of W.R. Halden and Co
        if split[0].lower() in w.ORGANIZATION_STARTS and split[1:2] == ["of"]:
            parts[" ".join(split[2:])]["organization"] = 3


def points_of(reading: Reading, name: str, occurrences: Sequence[Candidate]) -> Points:
    """The points for each kind that a name collects.

    A sign of the place that only tips counts less where it holds at some occurrences only: half, if
    at one of many.
    """
    points: Points = defaultdict(float)
    for sign in OF_FORM.all(form_of(name)):
        for kind, value in sign.found.items():
            points[kind] += value
    held = [sign for c in occurrences for sign in OF_PLACE.all(beside(reading, c.span))]
    given = {sign.rule: sign.found for sign in held}
    for rule, n in Counter(sign.rule for sign in held).items():
        share = min(1.0, 0.5 + n / (2 * len(occurrences)))
        for kind, value in given[rule].items():
            points[kind] += value if abs(value) >= 4 else value * share
    personal = any(signs.get("person", 0) > 0 for signs in given.values())
    votes = Counter(c.label for c in occurrences if c.label)
    if not (personal and votes["person"]):  # who speaks or has a title stays a person
        votes += Counter(c.other for c in occurrences if c.other)
    for label in {c.label for c in occurrences if c.label and c.how == "shape"}:
        points[label] += _SHAPE
    for label, n in votes.items():
        points[label] += _MODEL * n / votes.total()
    if " " not in name and not personal and not gazetteer.is_given_name(name):
        points["person"] -= _LONE
    return points
