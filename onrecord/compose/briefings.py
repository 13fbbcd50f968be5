"""The page of a briefing, and its entry on the front page."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from onrecord.compose.addresses import briefing_path, tag_path
from onrecord.compose.compared import MOST_COMPARED
from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.gather import Found
from onrecord.compose.index_quotes import anchors
from onrecord.compose.quotes import apart, by_speaker, per_speaker, shortened, strongest
from onrecord.compose.quoting import who_quotes_whom
from onrecord.compose.ranked import figure_table, leading, spread
from onrecord.compose.same_words import leading as leading_same
from onrecord.compose.same_words import once, same_words
from onrecord.compose.sources import marks_of
from onrecord.compose.times import line_of
from onrecord.compose.wording import count, is_example, listed, period, said
from onrecord.model import Briefing, Span
from onrecord.pages import (
    ActorCount,
    ActorIndex,
    ActorLink,
    BriefingItem,
    BriefingPage,
    Fact,
    FigureIndex,
    Head,
    Link,
    Listed,
    Marked,
    Place,
    QuoteIndex,
    SourceItem,
    Speaker,
    TimeIndex,
    TimeItem,
)

_MAIN_ACTORS, _KEY_FIGURES, _STRONGEST = 6, 4, 3
_MOST_QUOTES, _MOST_REPORTED = 5, 2  # of one speaker; profiles have them all
_UNFOLDED, _MOST_SPEAKERS = 10, 16  # those with the most to say
_SAID = 50  # quotes and statements of all of them
_HEADLINES = 3
SOURCES_SHOWN = 60  # more have a list of their own
_LEAD = 320  # characters of the first paragraph, to the end of the sentence that reaches it
_PERSON_FIRST = {
    "person": 2.0,
    "organization": 1.3,
    "group": 0.8,
    "place": 0.6,
    "other": 0.5,
}  # who acts, then where


def briefing_item(corpus: Corpus, found: Found, briefing: Briefing) -> BriefingItem:
    sources = corpus.sources_of(briefing)
    quotes, figures = found.quotes_of(sources), found.figures_of(sources)
    spoken, reported = apart(quotes)
    actors = main_actors(corpus, found, sources)
    table = figure_table(figures)
    lead = _lead(corpus, sources[0]) if len(sources) == 1 and not briefing.summary else None
    return BriefingItem(
        title=corpus.title_of(briefing),
        href=briefing_path(briefing.slug),
        date=corpus.date_of(briefing),
        summary=briefing.summary,
        lead=lead[0] if lead else None,
        lead_place=lead[1] if lead else None,
        headlines=() if briefing.summary else _headlines(found, sources),
        sources=len(sources),
        actors=len(actors),
        quotes=len(spoken),
        reported=len(reported),
        figures=len(figures),
        main_actors=actors[:_MAIN_ACTORS],
        first_figure=next(iter(leading(table)), None),
        first_quote=next(iter(strongest(quotes, 1)), None),
        disagreements=sum(s.outcome == "differ" for s in found.side_by_side_of(sources)),
        tags=(tags := tuple(dict.fromkeys(t for t in briefing.tags if not is_example(t)))),
        tag_links=tuple(Link(t, tag_path(t)) for t in tags),
        invented=corpus.is_invented(briefing),
    )


def briefing_page(
    corpus: Corpus,
    found: Found,
    briefing: Briefing,
    item: BriefingItem,
    lists: Lists,
    words: str,
    newer: Link | None,
    older: Link | None,
) -> BriefingPage:
    """`words` are the editor's, as HTML."""
    sources = corpus.sources_of(briefing)
    quotes, figures = found.quotes_of(sources), found.figures_of(sources)
    compared = found.side_by_side_of(sources)
    table = replace(
        figure_table(figures),
        side_by_side=compared[:MOST_COMPARED],
        more_compared=max(0, len(compared) - MOST_COMPARED),
    )
    listed, same = lists.quotes, same_words(quotes)
    where = anchors(listed)
    speakers = tuple(
        shortened(once(s, same), _MOST_QUOTES, _MOST_REPORTED, where.get(s.id, listed[0].head.path))
        for s in by_speaker(corpus, quotes)
    )
    most = _fitting(speakers)
    timeline = line_of(lists.day_items)
    days = len(lists.day_items)
    items = tuple(found.items[s.article.id] for s in sources)
    comparison = None
    if len(sources) > 1:
        comparison = who_quotes_whom(corpus, found, sources, lists.main_actors)
    return BriefingPage(
        head=Head(item.href, item.title, _description(item), item.date),
        item=item,
        facts=tuple(_facts(sources, item)),
        editors_words=words,
        key_figures=spread(leading(table), _KEY_FIGURES),
        strongest=strongest(quotes, _STRONGEST),
        speakers=speakers[: min(_UNFOLDED, most)],
        folded=speakers[_UNFOLDED:most],
        more_speakers=max(0, len(speakers) - most),
        figures=table,
        timeline=timeline,
        same_words=leading_same(same),
        comparison=comparison,
        all_actors=_all_actors(item, lists),
        all_quotes=Link(f"All {said(item.quotes, item.reported)}", listed[0].head.path),
        all_figures=Link(f"All {count(len(figures), 'figure')}", lists.figures[0].head.path),
        all_days=Link(f"All {count(days, 'day')}", lists.days[0].head.path)
        if timeline and days > len(timeline.items)
        else None,
        sources=items,
        shown_sources=items[:SOURCES_SHOWN],
        all_sources=Link(f"All {count(len(items), 'source')}", lists.sources[0].head.path)
        if lists.sources
        else None,
        parts=tuple(
            Link(words, f"#{id_}")
            for id_, words, there in (
                ("said", "Who said what", speakers),
                ("figures", "Key figures", table.count),
                ("times", "When", timeline),
                ("side-by-side", "Sources side by side", comparison),
                ("sources", "Sources", True),
            )
            if there
        ),
        data=f"data/figures/{briefing.slug}.csv",
        whole=f"data/briefings/{briefing.slug}.html",
        newer=newer,
        older=older,
    )


def _fitting(speakers: Sequence[Speaker]) -> int:
    """How many speakers a page shows: what they say is not more than it takes."""
    told = list(accumulate(s.count for s in speakers[:_MOST_SPEAKERS]))
    return max(1, bisect_right(told, _SAID))


@dataclass(frozen=True)
class Lists:
    """The complete lists of a briefing, which its page leads to."""

    actors: tuple[ActorIndex, ...]
    quotes: tuple[QuoteIndex, ...]
    figures: tuple[FigureIndex, ...]
    days: tuple[TimeIndex, ...]
    day_items: tuple[TimeItem, ...]
    main_actors: tuple[ActorLink, ...]  # all of them, the main ones first
    sources: tuple[TimeIndex, ...] = ()  # where the page does not show all

    def pages(self) -> list[Listed]:
        return [*self.actors, *self.quotes, *self.figures, *self.days, *self.sources]


def _all_actors(item: BriefingItem, lists: Lists) -> Link | None:
    more = item.actors > len(item.main_actors)
    return Link(f"All {count(item.actors, 'actor')}", lists.actors[0].head.path) if more else None


def main_actors(corpus: Corpus, found: Found, sources: Sequence[Source]) -> tuple[ActorCount, ...]:
    """All actors of some sources: those named and quoted most, in the most sources, first; persons
    before places.
    """
    mentions: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for source in sources:
        here = Counter(
            a.id for i in range(len(source.found.mentions)) if (a := corpus.actor(source, i))
        )
        mentions += here
        spread.update(here.keys())
    quoted, reported = map(per_speaker, apart(found.quotes_of(sources)))

    def weight(id_: str) -> tuple[float, str]:
        return -_PERSON_FIRST[corpus.links[id_].kind] * (
            mentions[id_] + 2 * (quoted[id_] + reported[id_])
        ) * spread[id_], id_

    return tuple(
        ActorCount(
            corpus.links[i],
            mentions[i],
            quoted[i],
            reported[i],
            corpus.role(i),
            corpus.also(i),
        )
        for i in sorted(mentions, key=weight)
    )


def _headlines(found: Found, sources: Sequence[Source]) -> tuple[SourceItem, ...]:
    """The newest of several sources, one of a publisher as far as there are others."""
    if len(sources) < 2:
        return ()
    items = [found.items[s.article.id] for s in sources]
    newest = sorted(items, key=lambda i: -(i.published or dt.date.min).toordinal())
    first = {(i.publisher or i.href): i for i in reversed(newest)}
    ranked = sorted(newest, key=lambda i: i not in first.values())
    return tuple(ranked[:_HEADLINES])


def _lead(corpus: Corpus, source: Source) -> tuple[Marked, Place] | None:
    """The first paragraph, or its first sentences, with its marks."""
    span = next((b.span for b in source.found.blocks if b.kind == "paragraph"), None)
    if span is None:
        return None
    if span.end - span.start > _LEAD:
        ends = [s.end for s in source.found.sentences if span.start < s.end <= span.end]
        long_enough = [e for e in ends if e - span.start >= _LEAD / 2]
        span = Span(span.start, long_enough[0] if long_enough else span.end)
    return Marked(span.of(source.text), marks_of(corpus, source, span)), source.place(span)


def _description(item: BriefingItem) -> str:
    if item.summary:
        return item.summary
    who = listed([a.actor.name for a in item.main_actors[:3]])
    return (
        f"Who said what and how many of what{', on ' + who if who else ''}: "
        f"{said(item.quotes, item.reported) or 'no quotes'} and "
        f"{count(item.figures, 'figure')} from {count(item.sources, 'source')}, each with its "
        "exact words."
    )


def _facts(sources: Sequence[Source], item: BriefingItem) -> Iterable[Fact]:
    names = list(dict.fromkeys(s.article.publisher or s.name for s in sources))
    yield Fact(
        "From", listed(names[:4] + ([f"{len(names) - 4} more"] if names[4:] else [])), "#sources"
    )
    dates = sorted(s.article.published for s in sources if s.article.published)
    if dates:
        yield Fact("Sources dated", period((dates[0], dates[-1])))
    else:
        yield Fact("Sources dated", "not known", ours=True)
    yield Fact(
        "Found",
        ", ".join(
            (
                count(item.actors, "actor"),
                said(item.quotes, item.reported) or "no quotes",
                count(item.figures, "figure"),
            )
        ),
    )
    if len(sources) == 1:
        yield Fact("Read", "the annotated source", sources[0].path)
