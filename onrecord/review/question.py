"""A question for a person: what is unsure, its evidence, and the answers with the lines that each
would write.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Kind
from onrecord.read.yamlmap import quoted


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article."""

    article: str
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the key that gives it, what it says, and its lines for actors.yml, as an entry of
    its own.
    """

    key: str  # one letter or digit, other than l (later) and q (quit)
    says: str
    entry: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the machine cannot know."""

    sort: str  # the asker's name
    moved: int  # mentions and quotations that an answer would move
    what: str
    evidence: tuple[Evidence, ...]
    answers: tuple[Answer, ...]
    damage: int = 0  # what is at stake: the asker's weight times what is moved

    def __str__(self) -> str:
        """The question, its evidence and the lines of each answer, as a terminal shows them."""
        lines = [self.what, *(f"    {e.article}: {e.words}" for e in self.evidence)]
        for answer in self.answers:
            lines.append(f"  [{answer.key}] {answer.says}:")
            lines += (f"    {line}" for line in answer.entry.split("\n"))
        return "\n".join(lines)


def same_or_not(id_: str, name: str) -> tuple[Answer, ...]:
    """The answers to whether a name is an actor's."""
    return (
        Answer("y", "yes, the same", entry(id_, f"same: [{quoted(name)}]")),
        Answer("n", "no, two", entry(id_, f"different: [{quoted(name)}]")),
    )


_KEYS: dict[Kind, str] = {"person": "p", "organization": "o", "place": "a", "group": "g"}


def of_kind(id_: str, *kinds: Kind) -> tuple[Answer, ...]:
    """An answer for each kind that an actor can be; "other" is none that can be written."""
    return tuple(
        Answer(_KEYS[k], with_article(k), entry(id_, f"kind: {k}")) for k in kinds if k in _KEYS
    )


def with_article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def entry(id_: str, *lines: str) -> str:
    """The lines of an entry of actors.yml, without the indentation of the list that it is in."""
    return "\n".join((f"- id: {id_}", *(f"  {line}" for line in lines)))
