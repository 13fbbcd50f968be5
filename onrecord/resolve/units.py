"""Units: all mentions of one name in one article. They are what is joined to actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model import Annotations, Article, Kind, MentionRef
from onrecord.resolve import forms

# The actor who owns a mention by an editor's decision, and the labels by which decisions keep it
# from others.
Mark = tuple[str | None, frozenset[str]]


def unmarked(ref: MentionRef, words: str) -> Mark:
    """What is said of mentions where nobody has decided anything."""
    return None, frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """One name of one article, in one or several spellings that share a key."""

    article: int  # index in the corpus
    key: str
    kind: Kind
    words: tuple[str, ...]  # its spellings here, most frequent first
    counts: tuple[int, ...]  # how often each stands here
    refs: tuple[MentionRef, ...]
    first: int  # where in the text it stands first
    offices: frozenset[str] = (
        frozenset()
    )  # titles that one person at a time holds, as the article gives them
    personal: bool = False  # a form of address or a role stands beside it
    mark: Mark = (None, frozenset())  # what editors say of it

    @property
    def name(self) -> str:
        """Its most frequent spelling."""
        return self.words[0]

    @property
    def tokens(self) -> tuple[str, ...]:
        """Its words as they are compared: a person's without "Jr", an organization's without "Inc"."""
        if self.kind == "person":
            return forms.personal(self.name)
        found = forms.tokens(self.name)
        return forms.core(found) if self.kind == "organization" else found


def units_of(
    index: int,
    article: Article,
    found: Annotations,
    mark: Callable[[MentionRef, str], Mark] = unmarked,
) -> Iterator[Unit]:
    """The units of one article, in the order in which they first stand there.

    Spellings that share a key are one unit, unless some are a person and others are not, or editors
    tell them apart.
    """
    groups: dict[tuple[str, bool, Mark], list[int]] = {}
    for i, mention in enumerate(found.mentions):
        if mention.form == "name":
            words = mention.span.on_one_line(article.text)
            said = mark(MentionRef(article.id, i), words)
            groups.setdefault(
                (forms.key(words, mention.kind), mention.kind == "person", said), []
            ).append(i)
    for (key, _, said), members in groups.items():
        mentions = [found.mentions[i] for i in members]
        spellings = Counter(m.span.on_one_line(article.text) for m in mentions).most_common()
        yield Unit(
            index,
            key,
            _majority(m.kind for m in mentions),
            tuple(w for w, _ in spellings),
            tuple(n for _, n in spellings),
            tuple(MentionRef(article.id, i) for i in members),
            mentions[0].span.start,
            frozenset(
                o for m in mentions for r in m.roles if (o := forms.office(r.of(article.text)))
            ),
            any(m.how == "title" or m.roles for m in mentions),
            said,
        )


def _majority(kinds: Iterator[Kind]) -> Kind:
    return Counter(kinds).most_common(1)[0][0]
