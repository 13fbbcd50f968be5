"""Review: what a person should look at, the most damaging first, each with evidence and the lines
that each answer would write.

Every sort of question has an asker, and a weight: what a wrong reading of this sort does to a page,
for each mention or quotation that it moves. What an editor has decided is not asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Annotations, Cast, Content
from onrecord.review.apart import abbreviated, namesakes, spelt
from onrecord.review.corpus import Corpus
from onrecord.review.items import (
    disagreements,
    far_days,
    headlines,
    key_figures,
    long_chrome,
    long_roles,
    unsure_speakers,
)
from onrecord.review.kinds import called_he, speaking_places, two_kinds, verbs
from onrecord.review.question import Question
from onrecord.review.same import same
from onrecord.review.speakers import doubtful, nobodys

__all__ = ["ASKERS", "Question", "questions"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts the questions of one sort."""

    ask: Callable[[Corpus], Iterator[Question]]
    weight: int
    why: str


ASKERS = (
    Asker(doubtful, 6, "words in somebody's mouth, where everybody reads them"),
    Asker(
        unsure_speakers, 6, "words in somebody's mouth, or in nobody's, where everybody reads them"
    ),
    Asker(disagreements, 6, "a quarrel that is none, at the head of a page"),
    Asker(key_figures, 4, "a number at the head of a page that is none"),
    Asker(headlines, 4, "a page under the wrong words"),
    Asker(long_chrome, 2, "a paragraph that is not read"),
    Asker(long_roles, 2, "what somebody is not, at the head of a profile"),
    Asker(far_days, 1, "a day on which nothing happened"),
    Asker(abbreviated, 5, "two bodies under one name, on all their pages"),
    Asker(namesakes, 5, "two persons under one name"),
    Asker(speaking_places, 4, "a speaker shown as what cannot speak"),
    Asker(called_he, 4, "a person shown as an organization"),
    Asker(verbs, 4, "a person who does not exist"),
    Asker(spelt, 3, "two persons under one name, or a typing error as a title"),
    Asker(same, 2, "one actor's words on two pages"),
    Asker(nobodys, 2, "words without a page"),
    Asker(two_kinds, 1, "the wrong word below a name"),
)


def questions(content: Content, annotations: Sequence[Annotations], cast: Cast) -> list[Question]:
    """All that is unsure, the most damaging first."""
    corpus = Corpus(content, annotations, cast)
    found = [
        replace(question, damage=asker.weight * question.moved)
        for asker in ASKERS
        for question in asker.ask(corpus)
    ]
    found.sort(key=lambda q: (-q.damage, q.sort, q.what))
    # two names that two rules joined are asked of once: what is written would be the same
    once = {tuple(a.entry for a in q.answers): q for q in reversed(found)}
    return [q for q in found if once[tuple(a.entry for a in q.answers)] is q]
