"""All Annotations + actors.yml → Cast: who is who across the corpus.

In turn: the names of each article (`units`), the short and the long forms in it (`within`), the
same actor in other articles (`across`), and what is shown of each (`profiles`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.annotate.rules import Chain, Decided
from onrecord.model import Actor, Annotations, Article, Cast, Decision, Join, Mention, MentionRef
from onrecord.resolve import forms
from onrecord.resolve.clusters import Clusters
from onrecord.resolve.editors import Editors
from onrecord.resolve.kept import Kept, KeptPage
from onrecord.resolve.page import Corpus, Names, Pair
from onrecord.resolve.profiles import Group, never_named, profiles
from onrecord.resolve.rules import ACROSS, SPELLINGS, STATED, WITHIN, Joining
from onrecord.resolve.sayers import Sayers, give_roles, said_by
from onrecord.resolve.units import Mark, Unit, unmarked


def resolve(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    decisions: Sequence[Decision] = (),
) -> Cast:
    """The cast of a corpus. `articles` and `annotations` run in step; editors' decisions win.

    What two decisions contradict is for the reader of the decisions to find; a decision that
    matches nothing is a warning among the cast's problems.
    """
    return said(who_is_who(articles, annotations, decisions), articles, annotations)


@dataclass(frozen=True, slots=True)
class Known:
    """Who is who, before it is asked whom editors call the sayers of single items."""

    actors: Mapping[str, Actor]
    actor_of: Mapping[MentionRef, str]
    redirects: Mapping[str, str]
    editors: Editors


def who_is_who(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    decisions: Sequence[Decision],
    kept: Kept | None = None,
) -> Known:
    """What mentions and decisions on actors alone decide: the long part of resolving. Give the same
    `kept` again where little has changed since.
    """
    editors, kept = Editors(decisions), kept or Kept()
    pages = _pages(articles, annotations, editors, kept)
    units = [unit for page in pages for unit in page.units]
    starts = [0, *accumulate(len(page.units) for page in pages)]
    joiner = _Joiner(units, _clusters(units, editors))
    stated: set[int] = set()
    for page, start in zip(pages, starts, strict=False):
        stated |= joiner.join(WITHIN, page.joins, start)
    local = [joiner.clusters.find(i) for i in range(len(units))]
    briefings = [a.briefing or "" for a in articles]
    joiner.join(ACROSS, ACROSS.all(Corpus(units, local, briefings, frozenset(stated))))
    actors, redirects = profiles(joiner.groups(), articles, annotations, editors, kept.names)
    actor_of = {ref: actor.id for actor in actors.values() for ref in actor.mentions}
    stand_ins = _stand_ins(articles, annotations, actor_of, editors, actors)
    for id_ in sorted(set(stand_ins.values()) - actors.keys()):
        actors[id_] = never_named(id_, editors)
    return Known(actors, actor_of | stand_ins, redirects, editors)


def said(known: Known, articles: Sequence[Article], annotations: Sequence[Annotations]) -> Cast:
    """The cast, with the sayers and the roles that corrections name."""
    actors = dict(known.actors)
    sayers = Sayers(actors, known.actor_of, known.editors)
    said = said_by(sayers, annotations)
    give_roles(sayers, actors, annotations, [a.text for a in articles])
    redirects = {old: new for old, new in known.redirects.items() if old not in actors}
    problems = (*known.editors.problems(), *dict.fromkeys(sayers.problems))
    return Cast(dict(sorted(actors.items())), known.actor_of, redirects, problems, said)


def _pages(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    editors: Editors,
    kept: Kept,
) -> list[KeptPage]:
    """The names of every article, and those of them that its own words join."""
    decided = bool(editors.decisions)
    pinned = editors.pinned(articles, annotations) if decided else {}

    def mark(ref: MentionRef, words: str) -> Mark:
        return (pinned[ref], frozenset()) if ref in pinned else editors.mark(words)

    return [
        kept.page(index, article, found, mark if decided else unmarked)
        for index, (article, found) in enumerate(zip(articles, annotations, strict=True))
    ]


class _Joiner:
    """Asks the rules of joining, and keeps what they joined by likeness alone."""

    def __init__(self, units: Sequence[Unit], clusters: Clusters) -> None:
        self._units = units
        self.clusters = clusters
        self._readings: list[tuple[int, Join]] = []

    def join(
        self,
        chain: Chain[Names, list[Pair]],
        joins: Iterable[Decided[list[Pair]]],
        start: int = 0,
    ) -> set[int]:
        """Join what a chain found among names that begin at unit `start`; returns those that the
        text itself joins to another.
        """
        stated = set()
        rules = {rule.name: rule for _, rule in chain.rules}
        for decided in joins:
            rule = rules[decided.rule]
            assert isinstance(rule, Joining)
            for a, b in decided.found:
                i, j = a + start, b + start
                apart = self.clusters.find(i) != self.clusters.find(j)
                if self.clusters.join(i, j):
                    stated |= {i} if rule.name == STATED else set()
                    if apart and not rule.sure:
                        self._readings.append((i, self._reading(i, j, rule.how)))
        return stated

    def _reading(self, i: int, j: int, how: str) -> Join:
        one, other = self._units[i].name, self._units[j].name
        return Join(one, other, forms.apart(one, other) if how == SPELLINGS else how)

    def groups(self) -> list[Group]:
        """All units by actor, with the readings that made them one."""
        groups: dict[int, Group] = {}
        for i, unit in enumerate(self._units):
            root = self.clusters.find(i)
            groups.setdefault(root, Group([], [], self.clusters.owner(root))).units.append(unit)
        for i, join in self._readings:
            groups[self.clusters.find(i)].joins.append(join)
        return list(groups.values())


def _clusters(units: Sequence[Unit], editors: Editors) -> Clusters:
    """Every unit by itself, those of one editor's actor together."""
    clusters = Clusters(len(units), editors.forbidden())
    first: dict[str, int] = {}
    for i, unit in enumerate(units):
        owner, labels = unit.mark
        clusters.mark(i, owner, labels)
        if owner is not None:
            clusters.join(first.setdefault(owner, i), i)
    return clusters


def _stand_ins(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    actor_of: Mapping[MentionRef, str],
    editors: Editors,
    actors: Mapping[str, Actor],
) -> dict[MentionRef, str]:
    """Pronouns and descriptions, by the name behind them; a title by its holder, where an editor
    dates it.
    """
    found: dict[MentionRef, str] = {}
    for article, one in zip(articles, annotations, strict=True):
        for i, mention in enumerate(one.mentions):
            if mention.form == "name":
                continue
            ref = MentionRef(article.id, i)
            head = _name_behind(one.mentions, i)
            given = None if mention.given is None else editors.given(mention.given)
            if given is not None and (given in actors or editors.shows(given)):
                found[ref] = given
                continue
            owner = actor_of.get(MentionRef(article.id, head)) if head is not None else None
            if mention.form == "description" and owner is None:
                owner = editors.holder(mention.span.of(article.text), article)
            if owner is not None and (owner in actors or editors.shows(owner)):
                found[ref] = owner
    return found


def _name_behind(mentions: Sequence[Mention], i: int) -> int | None:
    """The index of the name at the end of a chain of antecedents."""
    for _ in mentions:
        if mentions[i].form == "name":
            return i
        before = mentions[i].antecedent
        if before is None:
            break
        i = before
    return None
