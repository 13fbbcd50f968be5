"""All Annotations + actors.yml → Cast: who is who across the corpus.

In turn: the names of each article (`units`), the short and the long forms in it (`within`), the
same actor in other articles (`across`), and what is shown of each (`profiles`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Actor, Annotations, Article, Cast, Decision, Join, Mention, MentionRef
from onrecord.resolve import across, forms, within
from onrecord.resolve.clusters import Clusters
from onrecord.resolve.editors import Editors
from onrecord.resolve.profiles import Group, never_named, profiles
from onrecord.resolve.units import Mark, Unit, units_of


def resolve(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    decisions: Sequence[Decision] = (),
) -> Cast:
    """The cast of a corpus. `articles` and `annotations` run in step; editors' decisions win.

    What two decisions contradict is for the reader of the decisions to find; a decision that
    matches nothing is a warning among the cast's problems.
    """
    editors = Editors(decisions)
    pinned = editors.pinned(articles, annotations) if decisions else {}

    def mark(ref: MentionRef, words: str) -> Mark:
        return (pinned[ref], frozenset()) if ref in pinned else editors.mark(words)

    units: list[Unit] = []
    pairs: list[tuple[int, int]] = []
    read: list[tuple[int, int]] = []
    for index, (article, found) in enumerate(zip(articles, annotations, strict=True)):
        mine = list(units_of(index, article, found, mark))
        pairs += [(len(units) + a, len(units) + b) for a, b in within.links(mine, found)]
        read += [(len(units) + a, len(units) + b) for a, b in within.readings(mine)]
        units += mine
    clusters = _clusters(units, editors)
    for a, b in pairs:
        clusters.join(a, b)
    local = [clusters.find(i) for i in range(len(units))]
    briefings = [a.briefing or "" for a in articles]
    for a, b in across.links(units, local, briefings):
        clusters.join(a, b)
    read += across.readings(units, local, briefings)
    joins = [
        (a, Join(units[a].name, units[b].name, forms.apart(units[a].name, units[b].name)))
        for a, b in read
        if _joined(clusters, a, b)
    ]
    groups: dict[int, Group] = {}
    for i, unit in enumerate(units):
        root = clusters.find(i)
        groups.setdefault(root, Group([], [], clusters.owner(root))).units.append(unit)
    for i, join in joins:
        groups[clusters.find(i)].joins.append(join)
    actors, redirects = profiles(list(groups.values()), articles, annotations, editors)
    actor_of = {ref: actor.id for actor in actors.values() for ref in actor.mentions}
    stand_ins = _stand_ins(articles, annotations, actor_of, editors, actors)
    for id_ in sorted(set(stand_ins.values()) - actors.keys()):
        actors[id_] = never_named(id_, editors)
    return Cast(actors, actor_of | stand_ins, redirects, tuple(editors.problems()))


def _joined(clusters: Clusters, a: int, b: int) -> bool:
    """Whether a reading makes two clusters one that were not."""
    return clusters.find(a) != clusters.find(b) and clusters.join(a, b)


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
