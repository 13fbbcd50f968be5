"""Profiles: names, roles, what they said, where they are mentioned, what is near them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from onrecord.compose.actor_lists import ActorLists
from onrecord.compose.addresses import actor_path
from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.decided import ruled
from onrecord.compose.drawings import fan, strip
from onrecord.compose.gather import Found
from onrecord.compose.keys import page_key
from onrecord.compose.quotes import apart, few, pointing
from onrecord.compose.roles import grouped, shown
from onrecord.compose.times import line_of, time_items
from onrecord.compose.wording import count, day, listed, said, times
from onrecord.model import Actor, Role, Span
from onrecord.pages import (
    ActorLink,
    ActorPage,
    Fact,
    FigureItem,
    Head,
    Link,
    MentionGroup,
    MentionItem,
    Presence,
    Profile,
    QuoteItem,
    RoleItem,
    Strip,
)

_MOST_STRIPS, _FEWEST_DRAWN = 6, 3  # sources drawn; mentions that are worth a drawing
_MOST_COMPANY, _MOST_NAMES, _FIGURES_UNFOLDED = 24, 8, 4
_BRIEFINGS = 5  # the newest, among the facts
_SHOWN_AT_ONCE = 40  # mentions; those of further sources unfold

_POSSESSIVE = ("his", "her", "its", "their", "whose")

Here = Sequence[
    tuple[Source, Sequence[int]]
]  # sources that have an actor, each with the indexes of the mentions


def profile_of(corpus: Corpus, found: Found, actor: Actor) -> Profile:
    """What lists and tables tell of an actor."""
    sources = _sources_of(corpus, actor)
    said = _said_by(found, sources, actor)
    ours = sorted(_role_in(corpus, actor), key=lambda r: _ago(r[1].article.published))
    return Profile(
        corpus.links[actor.id],
        tuple(_names(sources)),
        tuple(role.words for role, _ in ours),
        tuple(_held(actor)),
        sum(len(indexes) for _, indexes in sources),
        *map(len, apart(said)),
    )


def profile_key(corpus: Corpus, found: Found, actor: Actor) -> str:
    """The key of an actor's page and lists."""
    told = (source for _, source in _role_in(corpus, actor))
    every = (*(source for source, _ in _sources_of(corpus, actor)), *told)
    here = [found.keys[s.article.id] for s in every]
    return page_key("actor", actor, corpus.told(actor.id), of=here)


def actor_page(corpus: Corpus, found: Found, actor: Actor) -> tuple[ActorPage, ActorLists]:
    """The profile, and the complete lists of what it does not show all of."""
    sources = _sources_of(corpus, actor)
    link = corpus.links[actor.id]
    spoken, reported = apart(_said_by(found, sources, actor))
    named = sum(s.found.mentions[i].form == "name" for s, indexes in sources for i in indexes)
    total = sum(len(indexes) for _, indexes in sources)
    near = _near(found, sources, link)
    names = tuple(_names(sources))
    roles = tuple(sorted(_roles(corpus, actor), key=lambda r: _ago(r.on)))
    main_roles, other_roles = shown(grouped(roles))
    together = _company(corpus, sources, actor.id).items()
    ranked = sorted(together, key=lambda c: (-c[1], corpus.links[c[0]].name, c[0]))
    others = tuple((corpus.links[id_], n) for id_, n in ranked[:_MOST_COMPANY])
    lists = ActorLists(Link(actor.name, link.href), link.href.removesuffix(".html"))
    newest, told, all_said = lists.said(spoken, reported)
    said_of, all_said_of = lists.said_of(tuple(_said_of(found, sources, link)))
    mentions, all_mentions = lists.mentions(tuple(_mentions(found, sources, link)), total)
    shown_near, all_near = lists.near(near)
    days = [t for s, indexes in sources for t in time_items(s, _sentences(s, _acting(s, indexes)))]
    timeline = line_of(days)
    page = ActorPage(
        head=Head(
            actor_path(actor.id),
            actor.name,
            f"What {count(len(sources), 'source says', 'sources say')} of {actor.name}: "
            f"{count(total, 'mention')}, {said(len(spoken), len(reported)) or 'no quotes'}, each "
            "with its exact words.",
            max((s.article.published for s, _ in sources if s.article.published), default=None),
        ),
        actor=link,
        standing=_standing(len(sources), named, total - named, len(spoken), len(reported)),
        sources=len(sources),
        names=names,
        shown_names=names[:_MOST_NAMES],
        readings=tuple(f"“{j.name}” and “{j.other}” are read as one: {j.how}" for j in actor.joins),
        facts=tuple(_facts(found, sources)),
        roles=roles,
        main_roles=main_roles,
        other_roles=other_roles,
        held=tuple(_held(actor)),
        quotes=spoken,
        reported=reported,
        said=newest,
        told=told,
        reported_open=few(reported),
        all_said=all_said,
        said_of=said_of,
        all_said_of=all_said_of,
        mentions=mentions,
        all_mentions=all_mentions,
        mentioned=total,
        figures=shown_near,
        figures_open=len(near) <= _FIGURES_UNFOLDED,
        all_figures=all_near,
        company=others,
        fan=fan(others),
        timeline=timeline,
        strips=tuple(_strips(corpus, found, sources, link)),
        all_days=lists.days(days, len(timeline.items)) if timeline else None,
        feed=f"actors/{actor.id}.xml" if spoken else "",
        decided=actor.decided,
    )
    return page, lists


def _sources_of(corpus: Corpus, actor: Actor) -> Here:
    here = ((corpus.sources[a], indexes) for a, indexes in corpus.mentions_of[actor.id].items())
    return _newest_first(here)


def _said_by(found: Found, sources: Here, actor: Actor) -> Iterable[QuoteItem]:
    return (q for s, _ in sources for q in found.said_by.get((s.article.id, actor.id), ()))


def _company(corpus: Corpus, sources: Here, actor: str) -> Counter[str]:
    """With whom an actor shares how many blocks of text."""
    shared: Counter[str] = Counter()
    for source, indexes in sources:
        there = corpus.together(source)
        for block in {source.block_at(source.found.mentions[i].span.start) for i in indexes}:
            shared.update(there.get(block, ()) if block is not None else ())
    del shared[actor]
    return shared


def _newest_first(sources: Iterable[tuple[Source, Sequence[int]]]) -> Here:
    """What is undated comes last; what is of one day stays in its order."""
    return sorted(sources, key=lambda s: _ago(s[0].article.published))


def _ago(published: dt.date | None) -> int:
    return -(published or dt.date.min).toordinal()


def _standing(sources: int, named: int, described: int, quoted: int, reported: int) -> str:
    """Named twice in one source, meant once more by a pronoun, and quoted 3 times."""
    where = "one source" if sources == 1 else count(sources, "source")
    parts = [f"named {times(named)} in {where}"] if named else []
    if described:
        more = " more" if named else f" in {where}"
        parts.append(f"meant {times(described)}{more} by a pronoun or a description")
    if quoted:
        parts.append(f"quoted {times(quoted)}")
    if reported:
        parts.append(f"reported {times(reported)} in a writer’s words")
    words = listed(parts)
    return f"{words[:1].upper()}{words[1:]}."


def _names(sources: Here) -> Iterable[tuple[str, int]]:
    """As the sources write them, most frequent first."""
    found = Counter(
        " ".join(s.found.mentions[i].span.of(s.text).split())
        for s, indexes in sources
        for i in indexes
        if s.found.mentions[i].form == "name"
    )
    return sorted(found.items(), key=lambda n: (-n[1], n[0]))


def _facts(found: Found, sources: Here) -> Iterable[Fact]:
    if all(found.items[s.article.id].invented for s, _ in sources):
        yield Fact("Example", "invented", ours=True)
    if len(sources) == 1:
        source = sources[0][0]
        yield Fact("Source", source.article.publisher or source.title, source.path)
    briefings = {
        i.briefing.href: i.briefing for s, _ in sources if (i := found.items[s.article.id]).briefing
    }
    for link in list(briefings.values())[:_BRIEFINGS]:
        yield Fact("Briefing", link.words, link.href)
    if len(briefings) > _BRIEFINGS:
        more = len(briefings) - _BRIEFINGS
        yield Fact("And in", count(more, "earlier briefing"), "#mentions")


def _roles(corpus: Corpus, actor: Actor) -> Iterable[RoleItem]:
    for role, source in _role_in(corpus, actor):
        yield RoleItem(
            role.words, source.place(role.span), source.article.published, ruled(role.decided)
        )


def _role_in(corpus: Corpus, actor: Actor) -> Iterable[tuple[Role, Source]]:
    """Each title once for each source that gives it."""
    seen = set()
    for role in actor.roles:
        source = corpus.sources.get(role.article)
        if source and (role.words.lower(), role.article) not in seen:
            seen.add((role.words.lower(), role.article))
            yield role, source


def _held(actor: Actor) -> Iterable[str]:
    """What an editor says beyond the sources: Harbour master, from 4 June 2020 to 1 May 2021."""
    said = {r.words.casefold() for r in actor.roles}
    for role in actor.held:
        days = [f" {word} {day(d)}" for word, d in (("from", role.since), ("to", role.until)) if d]
        if days or role.title.casefold() not in said:
            yield role.title + ("," if days else "") + "".join(days)


def _said_of(found: Found, sources: Here, actor: ActorLink) -> Iterable[QuoteItem]:
    """The words of others in which the actor is named or meant."""
    for source, indexes in sources:
        for at in sorted({q for i in indexes for q in source.quotes_over[i]}):
            item = found.quote_of.get((source.article.id, source.quote_ids[at]))
            if item and item.speaker != actor and item.kind != "indirect":
                yield item


def _mentions(found: Found, sources: Here, actor: ActorLink) -> Iterable[MentionGroup]:
    """Source by source, a sentence once however often it has the actor."""
    shown = 0
    for source, indexes in sources:
        if not indexes:
            continue
        sentences: dict[Span, list[int]] = {}
        for i in indexes:
            sentences.setdefault(source.mention_sentences[i], []).append(i)
        items = tuple(_mention(source, around, members) for around, members in sentences.items())
        yield MentionGroup(
            found.items[source.article.id], items, len(indexes), shown < _SHOWN_AT_ONCE
        )
        shown += len(items)


def _mention(source: Source, around: Span, members: Sequence[int]) -> MentionItem:
    first = source.found.mentions[members[0]].span
    named = any(source.found.mentions[i].form == "name" for i in members)
    words, where = ("", "") if named else pointing(source, members[0])
    return MentionItem(
        source.place(first, source.mention_ids[members[0]], around),
        source.marked(around, [source.found.mentions[i].span for i in members]),
        words + where,
    )


def _acting(source: Source, indexes: Sequence[int]) -> list[int]:
    """The mentions without possessive pronouns: what "her predecessor did in 2014" is no day of
    hers.
    """
    mentions = source.found.mentions
    return [i for i in indexes if mentions[i].span.of(source.text).lower() not in _POSSESSIVE]


def _sentences(source: Source, indexes: Sequence[int]) -> set[Span]:
    return {source.mention_sentences[i] for i in indexes}


def _near(found: Found, sources: Here, actor: ActorLink) -> tuple[FigureItem, ...]:
    """Figures of the same sentence, or said by the actor; those that matter first."""
    near: list[FigureItem] = []
    for source, indexes in sources:
        id_, figures = source.article.id, found.figures[source.article.id]
        beside = (
            f for around in _sentences(source, indexes) for f in source.figures_in.get(around, ())
        )
        at = {
            found.figure_at[id_, f] for f in beside if (id_, f) in found.figure_at
        }  # not those hidden
        near += (figures[i] for i in sorted(at.union(found.given_by.get((id_, actor.id), ()))))
    return tuple(sorted(near, key=lambda f: -f.key))


def _strips(corpus: Corpus, found: Found, sources: Here, actor: ActorLink) -> Iterable[Strip]:
    """Paragraph by paragraph, for the sources that have the most of the actor."""
    drawn = [s for s in sources if len(s[1]) >= _FEWEST_DRAWN]
    for source, indexes in sorted(drawn, key=lambda s: -len(s[1]))[:_MOST_STRIPS]:
        said_here = found.said_by.get((source.article.id, actor.id), ())
        named = _paragraphs(source, (source.found.mentions[i].span for i in indexes))
        quoted = _paragraphs(
            source, (source.found.quotes[source.quote_at[q.id]].span for q in said_here)
        )
        kinds: dict[int, Presence] = {
            **dict.fromkeys(named, "named"),
            **dict.fromkeys(quoted, "quoted"),
        }
        inside = (_inside("quoted", quoted), _inside("named or meant", named))
        words = f"Of {count(source.paragraphs, 'paragraph')}, {', '.join(inside)}."
        yield strip(
            Link(found.items[source.article.id].title, source.path), kinds, source.paragraphs, words
        )


def _paragraphs(source: Source, spans: Iterable[Span]) -> set[int]:
    """The numbers, from 0, of the paragraphs that the spans begin in."""
    blocks = {source.block_at(span.start) for span in spans}
    return {number - 1 for i in blocks if i is not None and (number := source.numbers[i])}


def _inside(what: str, paragraphs: Collection[int]) -> str:
    return f"{what} in {len(paragraphs)}" if paragraphs else f"not {what}"
