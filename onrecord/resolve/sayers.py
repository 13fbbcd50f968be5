"""Whom editors mean where they say who speaks, or whose a role is: a name or an address → an actor.

An actor of the article goes before one of elsewhere, an address and a name before another name.
Whom nobody knows gets a profile of that name, and a warning says so, since it may be a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import process

from onrecord.model import (
    Actor,
    Annotations,
    FigureRef,
    MentionRef,
    Problem,
    QuoteRef,
    Role,
    Ruling,
)
from onrecord.resolve.editors import Editors
from onrecord.slug import slug
from onrecord.written import as_read

_ALIKE = 75  # of 100, rapidfuzz: below that no known name is meant

Asked = tuple[QuoteRef | FigureRef, str, Ruling]


class Sayers:
    """Looks up the actors whom decisions name, and makes those whom nobody knows."""

    def __init__(
        self, actors: dict[str, Actor], actor_of: Mapping[MentionRef, str], editors: Editors
    ) -> None:
        self._actors, self._editors = actors, editors
        self._by_name: dict[str, dict[str, None]] = {}
        for actor in actors.values():
            self._learn(actor)
        self._here: dict[str, set[str]] = {}
        for ref, id_ in actor_of.items():
            self._here.setdefault(ref.article, set()).add(id_)
        self.problems: list[Problem] = []

    def _learn(self, actor: Actor) -> None:
        for words in (actor.name, *actor.aliases):
            self._by_name.setdefault(_plain(words), {})[actor.id] = None

    def actor(self, words: str, article: str, ruling: Ruling) -> str | None:
        """The id of the actor whom some words name; None where editors hide that one."""
        if words in self._actors:
            return words
        given = self._editors.given(words)
        if given is not None and given in self._actors:
            return given
        known = list(self._by_name.get(_plain(words), ()))
        here = [id_ for id_ in known if id_ in self._here.get(article, ())]
        exact = [id_ for id_ in here or known if self._actors[id_].name == words]
        found = exact or here or known
        if len(found) > 1:
            what = f"“{words}” can be {' or '.join(found[:3])}: read as {found[0]}"
            self._say(what, f"write the one that is meant: {found[0]}", ruling)
        return found[0] if found else self._made(words, given, ruling)

    def _made(self, words: str, given: str | None, ruling: Ruling) -> str | None:
        if given is not None and not self._editors.shows(given):
            self._say(f"“{words}” is hidden by an editor: nobody is shown", "", ruling)
            return None
        decided = self._editors.of(given) if given is not None else ()
        name = next((d.name for d in decided if d.name), None) or words
        kind = next((d.kind for d in decided if d.kind), None) or "person"
        if given is None:
            close = process.extractOne(
                _plain(words), list(self._by_name), score_cutoff=_ALIKE, processor=str.casefold
            )
            names = [self._actors[id_].name for id_ in self._by_name[close[0]]] if close else []
            mend = f"is it “{names[0]}”? else " if names else ""
            mend += f"give {slug(words)} an entry in actors.yml"
            self._say(f"nobody is known as “{words}”: a profile is made", mend, ruling)
        id_ = given or slug(words)
        self._actors[id_] = Actor(id_, name, kind, decided=decided)
        self._learn(self._actors[id_])
        return id_

    def _say(self, what: str, mend: str, ruling: Ruling) -> None:
        self.problems.append(Problem(what, mend, ruling.file, ruling.line, warning=True))


def said_by(
    sayers: Sayers, annotations: Sequence[Annotations]
) -> dict[QuoteRef | FigureRef, str | None]:
    """Who says each quotation and each figure on which editors decided; None: nobody is named."""
    found: dict[QuoteRef | FigureRef, str | None] = {}
    for one in annotations:
        for ref, words, ruling in _asked(one):
            found[ref] = sayers.actor(words, one.article, ruling) if words else None
    return found


def _asked(one: Annotations) -> Iterator[Asked]:
    ruling: Ruling | None = None
    for i, quote in enumerate(one.quotes):
        if quote.said_by is not None and quote.decided is not None:
            yield QuoteRef(one.article, i), quote.said_by, quote.decided
    for i, figure in enumerate(one.figures):
        if figure.said_by is not None:
            quote_ruling = None if figure.quote is None else one.quotes[figure.quote].decided
            ruling = figure.decided or quote_ruling
            if ruling is not None:
                yield FigureRef(one.article, i), figure.said_by, ruling


def give_roles(
    sayers: Sayers,
    actors: dict[str, Actor],
    annotations: Sequence[Annotations],
    texts: Sequence[str],
) -> None:
    """Put the roles that editors name behind those that were found."""
    for one, text in zip(annotations, texts, strict=True):
        for given in one.given_roles:
            id_ = sayers.actor(given.of, one.article, given.ruling)
            if id_ is not None:
                role = Role(given.span.on_one_line(text), one.article, given.span, given.ruling)
                actors[id_] = replace(actors[id_], roles=(role, *actors[id_].roles))


def _plain(words: str) -> str:
    return as_read(" ".join(words.split())).casefold()
