"""Whom the reader of an article has in mind: candidates, the latest last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from onrecord.annotate.references.rank import UNNAMED, Candidate, Gender, Sighting, Sort, Who

_MOST = 30  # candidates compared for one word, so that time stays linear


class Memory:
    """To be told in the order of the text."""

    def __init__(self) -> None:
        self._known: dict[Sort, dict[int, Candidate]] = {"person": {}, "organization": {}}
        self.spoke: dict[Sort, int] = {"person": -1, "organization": -1}  # keys

    def see(self, who: Who, name: int, sighting: Sighting, verb: int = -1) -> Candidate:
        """Keep in mind that a word calls somebody."""
        known = self._known[who.sort]
        before = known.pop(who.key, None)
        if before is None:
            now = Candidate(who, name, (sighting,), verb=verb)
        else:
            others = tuple(s for s in before.sightings if s.standing != sighting.standing)
            now = replace(
                before,
                name=before.name if name == UNNAMED else name,
                sightings=(*others, sighting),
                mentions=before.mentions + 1,
                verb=verb,
            )
        known[who.key] = now
        return now

    def learn(self, candidate: Candidate, gender: Gender | None) -> Candidate:
        """Keep in mind what a pronoun tells of somebody."""
        if gender is None or candidate.who.gender is not None:
            return candidate
        now = replace(candidate, who=replace(candidate.who, gender=gender))
        self._known[candidate.who.sort][candidate.who.key] = now
        return now

    def get(self, who: Who) -> Candidate | None:
        return self._known[who.sort].get(who.key)

    def latest(self, sort: Sort) -> Iterator[Candidate]:
        """The candidates of a sort, the latest first, as many as are compared."""
        return islice(reversed(self._known[sort].values()), _MOST)
