"""Profiles: the name, the kind, the other names, the roles and the address of each actor."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from onrecord.lexicon import gazetteer
from onrecord.lexicon import words as words_of
from onrecord.model import Actor, Annotations, Article, Join, Kind, MentionRef, Role
from onrecord.resolve import forms
from onrecord.resolve.editors import Editors
from onrecord.resolve.kept import Names
from onrecord.resolve.naming import fullest, spelt
from onrecord.resolve.units import Unit
from onrecord.slug import slug

_PRONOUNS = {x for word in words_of("identity.pronouns") for x in (word, word.capitalize())}


@dataclass(frozen=True, slots=True)
class Group:
    """All names of one actor."""

    units: list[Unit]
    joins: list[Join]  # of these, what is there by a reading
    owner: str | None  # the decision whose actor it is


def profiles(
    groups: Sequence[Group],
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    editors: Editors,
    kept: dict[tuple[int, ...], Names] | None = None,
) -> tuple[dict[str, Actor], dict[str, str]]:
    """The actors by id, and the addresses of old that lead to one of them.

    An id is what an editor says, else the name by which the oldest article knows the actor in full,
    so that what newer articles say does not change it. Where two actors want one id, the older
    keeps it and the kind tells the other. Each other name of an actor is an address that leads to
    it, if it is no other actor's name too. `kept` has the names of units asked for before.
    """
    known = {} if kept is None else kept
    position = {a.id: i for i, a in enumerate(articles)}
    texts = [a.text for a in articles]
    taken = set(editors.decisions)
    actors: dict[str, Actor] = {}
    wanted: dict[str, set[str]] = defaultdict(set)
    for group in sorted(
        groups, key=lambda g: min((*_age(articles[u.article]), u.first) for u in g.units)
    ):
        units, owner = group.units, group.owner
        decided = editors.of(owner) if owner is not None else ()
        kind = next((d.kind for d in decided if d.kind), None) or _kind(units)
        names = _names(units, articles, known)
        id_ = owner or _free(slug(names.first), kind, taken)
        taken.add(id_)
        counts = names.spellings
        name = next((d.name for d in decided if d.name), None) or names.full
        aliases = list(
            dict.fromkeys(a for d in decided for a in (*filter(None, [d.name]), *d.aliases))
        )
        aliases += sorted(counts, key=lambda w: (-counts[w], w))
        if any(d.hide for d in decided):
            continue
        refs = sorted(
            (r for u in units for r in u.refs), key=lambda r: (position[r.article], r.index)
        )
        actors[id_] = Actor(
            id_,
            name,
            kind,
            tuple(a for a in dict.fromkeys(aliases) if a != name and a not in _PRONOUNS),
            tuple(_roles(refs, position, texts, annotations)),
            tuple(refs),
            tuple(decided),
            tuple(r for d in decided for r in d.roles),
            tuple(dict.fromkeys(group.joins)),
        )
        for words in (name, *aliases, *(x for d in decided for x in (d.id, *d.same))):
            wanted[slug(words)].add(id_)
    redirects = {
        old: next(iter(ids))
        for old, ids in sorted(wanted.items())
        if len(ids) == 1 and old not in taken
    }
    redirects |= {
        d.id: root
        for d in editors.decisions.values()
        if (root := editors.root(d.id)) != d.id and root in actors
    }
    return dict(sorted(actors.items())), redirects


def never_named(id_: str, editors: Editors) -> Actor:
    """An actor whom only an editor names: the articles have a title, and the editor says who held
    it.
    """
    decided = editors.of(id_)
    name = next((d.name for d in decided if d.name), None) or id_
    aliases = dict.fromkeys(a for d in decided for a in d.aliases if a != name)
    held = tuple(r for d in decided for r in d.roles)
    kind = next((d.kind for d in decided if d.kind), None) or "person"  # only persons hold titles
    return Actor(id_, name, kind, tuple(aliases), decided=decided, held=held)


def _roles(
    refs: Iterable[MentionRef],
    position: dict[str, int],
    texts: Sequence[str],
    annotations: Sequence[Annotations],
) -> Iterator[Role]:
    for ref in refs:
        i = position[ref.article]
        for span in annotations[i].mentions[ref.index].roles:
            yield Role(span.on_one_line(texts[i]), ref.article, span)


def _names(
    units: Sequence[Unit], articles: Sequence[Article], known: dict[tuple[int, ...], Names]
) -> Names:
    key = tuple(map(id, units))
    if key not in known:
        first = _first_name(units, articles)
        # the units are kept too, so that no others can have their places
        known[key] = Names(tuple(units), first, fullest(units, first), spelt(units))
    return known[key]


def _first_name(units: Sequence[Unit], articles: Sequence[Article]) -> str:
    """A country's usual name; else the fullest name in the oldest article that has more than a part
    of it.
    """
    if re.fullmatch(r"=[A-Z]{2}", units[0].key):
        return gazetteer.country_name(units[0].key[1:])
    by_article: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        by_article[unit.article].append(unit)
    oldest, *others = sorted(by_article, key=lambda i: _age(articles[i]))
    first = fullest(by_article[oldest])
    names = chain([first], (fullest(by_article[i]) for i in others))
    return next((n for n in names if len(forms.tokens(n)) > 1), first)


def _age(article: Article) -> tuple[dt.date, str]:
    return article.published or dt.date.max, article.id


def _kind(units: Sequence[Unit]) -> Kind:
    """The kind of most mentions."""
    counts: Counter[Kind] = Counter()
    for unit in units:
        counts[unit.kind] += len(unit.refs)
    return max(counts, key=lambda k: (counts[k], k))


def _free(id_: str, kind: Kind, taken: Container[str]) -> str:
    """The id, or one that is not taken."""
    if id_ not in taken:
        return id_
    named = f"{id_}-{kind}"
    number = 2
    while named in taken:
        named, number = f"{id_}-{kind}-{number}", number + 1
    return named
