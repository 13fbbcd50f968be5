"""Editors: their decisions, asked for by name, by place and by day.

Every decision stands for one actor; decisions that are `same` stand for one together, the one that
says so first. What a decision claims is its actor's, and what a decision calls different stays
apart, whatever the rules find.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from onrecord.lexicon import gazetteer
from onrecord.model import Annotations, Article, Decision, HeldRole, MentionRef, Problem
from onrecord.resolve import forms
from onrecord.resolve.units import Mark
from onrecord.slug import slug
from onrecord.written import as_read


class Editors:
    """The decisions of a corpus."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self.decisions = {d.id: d for d in decisions}
        self._by_words: dict[str, str] = {}
        for d in decisions:
            for words in (d.name, *d.aliases):
                if words:
                    self._by_words.setdefault(_plain(words), d.id)
        self._root = self._roots(decisions)
        self._of: dict[str, tuple[Decision, ...]] = {}
        for d in sorted(decisions, key=lambda d: self._root[d.id] != d.id):
            root = self._root[d.id]
            self._of[root] = (*self._of.get(root, ()), d)
        self._merged: dict[
            str, str
        ] = {}  # words or ids that a `same` names and no decision is → the decision
        # what a `different` names and no decision is, by each of its addresses
        self._targets: dict[str, str] = {}
        for d in decisions:
            for words in d.same:
                if self._named(words) is None:
                    self._merged.setdefault(_plain(words), d.id)
            for words in d.different:
                if self._named(words) is None:
                    self._targets |= {a: _plain(words) for a in _addresses(words)}
        self._used: set[str] = set()

    def _named(self, words: str) -> str | None:
        """The decision of this id or name."""
        return words if words in self.decisions else self._by_words.get(_plain(words))

    def _roots(self, decisions: Sequence[Decision]) -> dict[str, str]:
        """Each decision's id → the id that stands for all that are the same, the first that says
        so.
        """
        root = {d.id: d.id for d in decisions}

        def find(id_: str) -> str:
            while root[id_] != id_:
                id_ = root[id_]
            return id_

        for d in decisions:
            for words in d.same:
                other = self._named(words)
                if other is not None and find(other) != find(d.id):
                    root[find(other)] = find(d.id)
        return {id_: find(id_) for id_ in root}

    def root(self, id_: str) -> str:
        """The id that stands for a decision's actor."""
        return self._root[id_]

    def of(self, root: str) -> tuple[Decision, ...]:
        """All decisions on one actor, the one that gives it its id first."""
        return self._of[root]

    def shows(self, root: str) -> bool:
        """Whether this is the id of a decided actor that no decision hides."""
        return root in self._of and not any(d.hide for d in self._of[root])

    def mark(self, words: str) -> Mark:
        """The actor that claims a name, and which of the names of a `different` it is."""
        if not self.decisions:
            return None, frozenset()
        addresses = _addresses(words)
        words = _plain(words)
        said = next((a for a in addresses if a in self._merged), "")
        id_ = (
            self._by_words.get(words)
            or self._merged.get(said)
            or next((a for a in addresses if a in self.decisions), None)
        )
        labels = frozenset(self._targets[a] for a in addresses if a in self._targets)
        self._used |= labels
        if id_ is None:
            return None, labels
        self._used |= {said, id_}
        return self._root[id_], labels

    def forbidden(self) -> Iterator[tuple[str, str]]:
        """The pairs that must never be one: an actor and a name, or two actors."""
        for d in self.decisions.values():
            for words in d.different:
                other = self._named(words)
                yield self._root[d.id], self._root[other] if other is not None else _plain(words)

    def pinned(
        self, articles: Sequence[Article], annotations: Sequence[Annotations]
    ) -> dict[MentionRef, str]:
        """Pinned names and their actors."""
        texts = {
            a.id: (a.text, found.mentions) for a, found in zip(articles, annotations, strict=True)
        }
        pins = [(pin, self._root[d.id], d.id) for d in self.decisions.values() for pin in d.pins]
        found: dict[MentionRef, str] = {}
        for pin, root, id_ in sorted(
            pins, key=lambda p: p[0].nth > 0
        ):  # numbered ones win over those for every time
            text, mentions = texts.get(pin.article, ("", ()))
            starts = set(occurrences(text, pin.words, pin.nth))
            for i, mention in enumerate(mentions):
                words = as_read(mention.span.of(text))
                if (
                    mention.form == "name"
                    and mention.span.start in starts
                    and words == as_read(pin.words)
                ):
                    found[MentionRef(pin.article, i)] = root
                    self._used |= {id_, f"pin {pin.line}"}
        for one in annotations:
            for i, mention in enumerate(one.mentions):
                owner = None if mention.given is None else self.given(mention.given)
                if owner is not None:
                    found[MentionRef(one.article, i)] = owner
        return found

    def given(self, words: str) -> str | None:
        """The id that stands for the actor whom a correction names; None: no decision has it."""
        id_ = self._named(words) or self._named(slug(words))
        if id_ is None:
            return None
        self._used.add(id_)
        return self._root[id_]

    def holder(self, words: str, article: Article) -> str | None:
        """The one actor who held the title that these words are on the day of the article."""
        asked, day = " ".join(forms.tokens(words)), article.published
        holders = set()
        for d in self.decisions.values():
            for role in d.roles:
                title = gazetteer.fold(role.title)
                if (title == asked or (" " in asked and title.endswith(" " + asked))) and _held(
                    role, day
                ):
                    holders.add(d.id)
        actors = {self._root[id_] for id_ in holders}
        if len(actors) != 1:
            return None
        self._used |= holders
        return actors.pop()

    def problems(self) -> Iterator[Problem]:
        """Decisions that match nothing any more, as warnings."""
        for d in self.decisions.values():
            if d.id not in self._used:
                what = f"“{d.id}” matches nothing in any article"
                yield Problem(
                    what,
                    "give it the name as the articles have it, or delete it",
                    d.file,
                    d.line,
                    True,
                )
            for words in (*d.same, *d.different):
                if self._named(words) is None and _plain(words) not in self._used:
                    yield Problem(
                        f"“{words}” matches nothing in any article",
                        "delete it",
                        d.file,
                        d.line,
                        True,
                    )
            for pin in d.pins:
                if f"pin {pin.line}" not in self._used:
                    nth = f" for the {pin.nth}. time" if pin.nth else ""
                    what = f"“{pin.words}” does not stand{nth} in {pin.article}"
                    yield Problem(what, "look where the words stand now", d.file, pin.line, True)


def _plain(words: str) -> str:
    """A name as it is compared: typesetting and the end of a line make no other one."""
    return as_read(" ".join(words.split()))


def _addresses(words: str) -> tuple[str, ...]:
    """By what a decision can name an actor of this name: the words, their address, and that of the
    name that they are short for: "US" is at "united-states" too.
    """
    code = gazetteer.country(words)
    full = gazetteer.country_name(code) if code else gazetteer.organization(words)
    usual = full or " ".join(forms.tokens(words))
    return tuple(dict.fromkeys((_plain(words), slug(words), slug(usual))))


def _held(role: HeldRole, day: dt.date | None) -> bool:
    """Whether a title was held on a day; on an unknown one only if it is held at all times."""
    if day is None:
        return role.since is None and role.until is None
    return (role.since or day) <= day <= (role.until or day)


def occurrences(text: str, words: str, nth: int = 0) -> Iterator[int]:
    """Where words stand in a text, not inside of others: every time, or the nth."""
    for n, match in enumerate(
        re.finditer(rf"(?<!\w){re.escape(as_read(words))}(?!\w)", as_read(text)), 1
    ):
        if nth in (0, n):
            yield match.start()
