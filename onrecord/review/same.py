"""Two profiles that may be one.

Only what an index brings together is compared, so that the work grows with the number of profiles,
not of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from onrecord.lexicon import namewords as w
from onrecord.model import Actor
from onrecord.resolve import forms
from onrecord.review.corpus import Corpus
from onrecord.review.question import Question, same_or_not

_ALIKE = 88  # rapidfuzz ratio of two names that may be one in two spellings
_CROWD = 12  # names that share a word; where more do, the word tells nothing

Alike = tuple[Actor, Actor, str]  # two profiles, and how the one would be the other


def same(corpus: Corpus) -> Iterator[Question]:
    """Is the one the same as the other?"""
    asked = set[tuple[str, str]]()
    alike = (*_by_address(corpus.actors), *_by_word(corpus.actors), *_by_initials(corpus.actors))
    for a, b, why in alike:
        short, long = sorted(
            (a, b), key=lambda x: (len(forms.tokens(x.name)), len(x.mentions), x.id)
        )
        if (short.id, long.id) in asked or not corpus.may_be_one(short, long):
            continue
        asked.add((short.id, long.id))
        yield Question(
            "same",
            min(len(short.mentions), len(long.mentions)),
            f"Is “{short.name}” {why} “{long.name}”?",
            (*corpus.sentences(short.mentions, 1), *corpus.sentences(long.mentions, 1)),
            same_or_not(long.id, short.id),
        )


def _by_address(actors: Sequence[Actor]) -> Iterator[Alike]:
    """Those of one name and two kinds."""
    found: dict[tuple[str, ...], list[Actor]] = defaultdict(list)
    for actor in actors:
        found[forms.tokens(actor.name)].append(actor)
    for group in found.values():
        for a, b in combinations(group[:_CROWD], 2):
            yield a, b, f"the same as the {b.kind}"


def _by_word(actors: Sequence[Actor]) -> Iterator[Alike]:
    """Those that share a word of a name that few share."""
    found: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in actors:
        names = forms.tokens(actor.name)
        ends = {names[0], names[-1]}
        telling = ends if actor.kind == "person" else set(names) - forms.GENERIC - w.CONNECTORS
        for word in telling:
            found[actor.kind, word].append(actor)
    for group in found.values():
        if len(group) <= _CROWD:
            for a, b in combinations(group, 2):
                if why := _relation(a, b):
                    yield a, b, why


def _by_initials(actors: Sequence[Actor]) -> Iterator[Alike]:
    """Abbreviations, and the names that they can be short for."""
    found: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        if actor.kind != "person" and len(forms.tokens(actor.name)) > 1:
            for letters in forms.initials(actor.name):
                found[letters].append(actor)
    for actor in actors:
        if forms.is_acronym(actor.name) and not forms.is_known_abbreviation(actor.name):
            for long in found.get("".join(forms.tokens(actor.name)), ())[:_CROWD]:
                yield actor, long, "short for"


def _relation(a: Actor, b: Actor) -> str:
    """How two profiles that share a word would be one; nothing where they hardly are."""
    ours, theirs = sorted((forms.tokens(a.name), forms.tokens(b.name)), key=len)
    if len(ours) == 1 < len(theirs):
        part = a.kind != "place" and ours[0] in (theirs[0], theirs[-1])
        return "a part of the name of" if part else ""
    begins = ours[0].startswith(theirs[0]) or theirs[0].startswith(ours[0])
    if a.kind == "person" and ours[-1] == theirs[-1] and begins:
        return "another form of the name of"
    numbered = any(c.isdigit() for c in a.name + b.name)
    alike = ratio(" ".join(ours), " ".join(theirs)) >= _ALIKE
    return "another spelling of" if alike and not numbered else ""
