"""A question for a person: what is unsure, its evidence, and the answers with the lines that each
would write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.model import Article, Kind, Span
from onrecord.read.anchors import Nth, nearest, places
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
    # where it is no entry of actors.yml: of which source, under which key of the corrections.yml
    # beside it, and as what
    source: str = ""  # relative to the project's folder
    under: str = ""
    correction: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the machine cannot know."""

    sort: str  # the asker's name
    moved: int  # mentions and quotations that an answer would move
    what: str
    evidence: tuple[Evidence, ...]
    answers: tuple[Answer, ...]
    damage: int = 0  # what is at stake: the asker's weight times what is moved

    @property
    def id(self) -> str:
        """The same for the same question."""
        return hashlib.sha256(f"{self.sort}\n{self.what}".encode()).hexdigest()[:16]

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


def anchored(sort: str, article: Article, span: Span) -> dict[str, Any]:
    """The first line of an entry on some words, with which of several places is meant."""
    words = span.on_one_line(article.text)
    found = places(article.text, words)
    at = nearest(article.text, words, span)
    if at is None or len(found) == 1:
        return {sort: words}
    return {sort: words, "nth": str(Nth(found.index(at) + 1, len(found)))}


def of_figures(figures: Iterable[tuple[Article, Span]]) -> list[dict[str, Any]]:
    """The figures of a comparison, each by its source and its words."""
    return [anchored(Path(a.file or a.id).name, a, span) for a, span in figures]


def on_item(
    key: str, says: str, article: Article, entry: Mapping[str, Any], under: str = ""
) -> Answer:
    """An answer that is a decision on a single item of an article."""
    source = article.file or article.id
    name = under or Path(source).name
    lines = "\n".join(f"    {k}: {_shown(v)}" for k, v in entry.items())
    return Answer(key, says, f"{quoted(name)}:\n  - {lines.strip()}", source, name, entry)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_shown(v) for v in value)}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(str(k))}: {_shown(v)}" for k, v in value.items()) + "}"
    return quoted(str(value))
