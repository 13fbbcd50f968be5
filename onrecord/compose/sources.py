"""The page of an annotated source: the whole text, what was found in it, and notes beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.compose.addresses import briefing_path, on_the_web
from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.decided import decisions_on, facts_by
from onrecord.compose.parts import part_links, with_rows
from onrecord.compose.quotes import after_marks, apart, per_speaker
from onrecord.compose.ranked import KEY
from onrecord.compose.wording import count, day, said
from onrecord.model import Briefing, Span
from onrecord.pages import (
    ActorCount,
    ActorLink,
    Card,
    Fact,
    FigureItem,
    Head,
    Link,
    MarginNote,
    Mark,
    Marked,
    QuoteItem,
    SourceItem,
    SourcePage,
    TextBlock,
)

_FURNITURE = ("chrome", "credit")


def source_page(
    corpus: Corpus,
    source: Source,
    item: SourceItem,
    quotes: Sequence[QuoteItem],
    figures: Sequence[FigureItem],
    newer: Link | None,
    older: Link | None,
) -> SourcePage:
    notes = _notes(source, quotes, figures)
    marks = sorted(
        _marks(corpus, source, quotes, figures, notes), key=lambda m: (m.span.start, -m.span.end)
    )
    blocks = with_rows(_blocks(source, marks, notes, quotes, figures))
    article = source.article
    return SourcePage(
        head=Head(
            source.path,
            item.title,
            f"“{item.title}”, annotated: {count(item.actors, 'actor')}, "
            f"{said(item.quotes, item.reported) or 'no quotes'} and "
            f"{count(item.figures, 'figure')}, "
            "each in its place in the text.",
            article.published,
        ),
        article=article.id,
        item=item,
        facts=tuple(_facts(corpus, source, item)),
        blocks=blocks,
        given_title=_given_title(source),
        keeps_lines=bool(article.blocks),
        cards=tuple(_cards(corpus, source, quotes)),
        counts=Counter(m.kind for m in marks),
        data=f"data/annotations/{article.id}.json",
        text=source.text,
        newer=newer,
        older=older,
        decisions=decisions_on(corpus, source),
        parts=part_links(article.id, blocks),
    )


def _given_title(source: Source) -> str:
    if source.found.title:
        return ""
    return "Title, not in the text" if source.article.title else "No headline: the first words"


def source_item(
    corpus: Corpus,
    source: Source,
    quotes: Sequence[QuoteItem],
    figures: int,
    briefing: Briefing | None,
) -> SourceItem:
    spoken, reported = apart(quotes)
    here = {a.id for i in range(len(source.found.mentions)) if (a := corpus.actor(source, i))}
    return SourceItem(
        name=source.name,
        title=source.title,
        href=source.path,
        publisher=source.article.publisher,
        published=source.article.published,
        url=on_the_web(source.article.url),
        words=source.words(),
        quotes=len(spoken),
        reported=len(reported),
        figures=figures,
        actors=len(here),
        briefing=Link(corpus.title_of(briefing), briefing_path(briefing.slug))
        if briefing
        else None,
        invented=corpus.is_invented(briefing),
    )


def marks_of(corpus: Corpus, source: Source, span: Span) -> tuple[Mark, ...]:
    """Actors and figures in a stretch of a source, to be shown elsewhere: links to profiles, no
    ids.
    """
    mentions = [
        Mark(m.span, "actor", href=actor.href)
        for i, m in enumerate(source.found.mentions)
        if m.form == "name"
        and span.contains(m.span)
        and (actor := corpus.actor(source, i))
        and actor.profile
    ]
    figures = [Mark(f.span, "figure") for f in source.found.figures if span.contains(f.span)]
    return tuple(_moved(m, span) for m in [*mentions, *figures])


def _notes(
    source: Source, quotes: Sequence[QuoteItem], figures: Sequence[FigureItem]
) -> dict[str, tuple[Span, MarginNote]]:
    """The notes by the id of what they note, numbered as their marks end in the text; none where
    it would only repeat the words beside it, and none in a headline.
    """
    spans = dict(zip(source.quote_ids, (q.span for q in source.found.quotes), strict=True))
    spans |= dict(zip(source.figure_ids, (f.span for f in source.found.figures), strict=True))
    waiting = [MarginNote(0, q.id, quote=q) for q in quotes if q.telling] + [
        MarginNote(0, f.id, figure=f, major=f.key >= KEY) for f in figures if f.telling
    ]
    waiting = [n for n in waiting if not _in_headline(source, spans[n.mark])]
    waiting.sort(key=lambda n: (spans[n.mark].end, -spans[n.mark].start))
    speakers = {q.id: q.speaker for q in quotes}
    said = [
        (quote.span, speakers.get(source.quote_ids[root]))
        for quote, root in zip(source.found.quotes, source.quote_roots, strict=True)
    ]
    return {
        n.mark: (
            spans[n.mark],
            replace(n, number=i, in_quote=_is_said(spans[n.mark], n.figure, said)),
        )
        for i, n in enumerate(waiting, 1)
    }


def _in_headline(source: Source, span: Span) -> bool:
    block = source.block(span)
    return block is not None and block.kind == "title"


def _is_said(
    span: Span, figure: FigureItem | None, said: Sequence[tuple[Span, ActorLink | None]]
) -> bool:
    """Whether a figure lies in a quotation of the one who gives it; `said` is in the order of the
    text.
    """
    if figure is None or figure.says is None:
        return False
    at = bisect_right(said, span.start, key=lambda s: s[0].start)
    return any(
        around.contains(span) and speaker == figure.says
        for around, speaker in said[max(0, at - 3) : at]
    )


def _marks(
    corpus: Corpus,
    source: Source,
    quotes: Sequence[QuoteItem],
    figures: Sequence[FigureItem],
    notes: Mapping[str, tuple[Span, MarginNote]],
) -> Iterable[Mark]:
    linked: set[tuple[int | None, str]] = set()
    for i, mention in enumerate(source.found.mentions):
        if actor := corpus.actor(source, i):
            named = mention.form == "name"
            here = source.block_at(mention.span.start), actor.id
            # once a paragraph: what follows, and what has no name, is no stop on the way through it
            link = named and actor.profile and here not in linked
            if link:
                linked.add(here)
            card = f"card-{actor.id}" if actor.profile else None
            yield Mark(
                mention.span,
                "actor",
                source.mention_ids[i],
                href=f"#{card}" if link else None,
                actor=actor.id,
                card=None if link else card,
                unsure=not named,
            )
    shown = {q.id: q for q in quotes}
    for i, quote in enumerate(source.found.quotes):
        if source.quote_ids[source.quote_roots[i]] not in shown:
            continue
        note = notes.get(source.quote_ids[i])
        yield Mark(
            quote.span,
            "quote",
            source.quote_ids[i],
            note=note[1].number if note else None,
            label=_quote_label(note[1].quote) if note and note[1].quote else "",
            unsure=quote.kind == "indirect",
            said_by=_sayer(shown[source.quote_ids[source.quote_roots[i]]]),
        )
    spans = dict(zip(source.figure_ids, (f.span for f in source.found.figures), strict=True))
    for figure in figures:
        margin = notes.get(figure.id)
        yield Mark(
            spans[figure.id],
            "figure",
            figure.id,
            note=margin[1].number if margin else None,
            label=f"figure, {figure.what or figure.words}",
        )


def _quote_label(quote: QuoteItem) -> str:
    return f"quote, {_sayer(quote) or 'nobody named'}"


def _sayer(quote: QuoteItem) -> str:
    return quote.speaker.name if quote.speaker else quote.speaker_words or ""


def _blocks(
    source: Source,
    marks: Sequence[Mark],
    notes: Mapping[str, tuple[Span, MarginNote]],
    quotes: Sequence[QuoteItem],
    figures: Sequence[FigureItem],
) -> Iterable[TextBlock]:
    said: dict[int | None, list[QuoteItem]] = {}
    counted: dict[int | None, list[FigureItem]] = {}
    starts = dict(zip(source.figure_ids, (f.span.start for f in source.found.figures), strict=True))
    for quote in quotes:
        at = source.block_at(source.found.quotes[source.quote_at[quote.id]].span.start)
        said.setdefault(at, []).append(quote)
    for figure in figures:
        at = source.block_at(starts[figure.id])
        counted.setdefault(at, []).append(figure)
    waiting = list(reversed(marks))
    by_block: dict[int, list[MarginNote]] = {}
    for span, note in notes.values():
        if (at := source.block_at(span.start)) is not None:
            by_block.setdefault(at, []).append(note)
    for i, block in enumerate(source.found.blocks):
        inside = []
        while waiting and waiting[-1].span.start < block.span.end:
            inside.append(waiting.pop())
        words = block.span.of(source.text)
        yield TextBlock(
            id=source.block_ids[i],
            start=block.span.start,
            kind=block.kind,
            level=block.level,
            number=source.numbers[i],
            words=Marked(
                words, tuple(_moved(m, block.span) for m in inside if m.span.end > block.span.start)
            ),
            notes=tuple(by_block.get(i, ())),
            quotes=tuple(said.get(i, ())),
            figures=tuple(counted.get(i, ())),
            copy_label=f"Paragraph {source.numbers[i]}" if source.numbers[i] else "",
            part=source.part_of(i),
        )


def _moved(mark: Mark, block: Span) -> Mark:
    """The mark with offsets into its block."""
    start, end = max(0, mark.span.start - block.start), min(mark.span.end, block.end) - block.start
    return replace(mark, span=Span(start, end))


def note_point(words: str, mark: Mark) -> int:
    """Where the number of a mark's note stands: behind it, and behind the quotation mark that
    closes it.
    """
    return (
        after_marks(words, mark.span) if mark.kind == "quote" and not mark.unsure else mark.span.end
    )


def _cards(corpus: Corpus, source: Source, quotes: Sequence[QuoteItem]) -> Iterable[Card]:
    counted: dict[str, list[int]] = {}
    for i in range(len(source.found.mentions)):
        if (actor := corpus.actor(source, i)) and actor.profile:
            counted.setdefault(actor.id, []).append(i)
    quoted, reported = map(per_speaker, apart(quotes))
    for id_, indexes in counted.items():
        link, role, also = corpus.links[id_], corpus.role(id_), corpus.also(id_)
        counted_ = ActorCount(link, len(indexes), quoted[id_], reported[id_], role, also)
        yield Card(counted_, source.mention_ids[indexes[0]])


def _facts(corpus: Corpus, source: Source, item: SourceItem) -> Iterable[Fact]:
    article = source.article
    said = facts_by(corpus, source)
    if item.invented:
        yield Fact("Example", "invented", ours=True)
    if article.publisher:
        yield Fact("Source", article.publisher, note=said("publisher"))
    if article.author:
        yield Fact("By", article.author, note=said("author"))
    if article.published:
        read = said("published") or ("as its text says" if source.found.dated else "")
        yield Fact("Dated", day(article.published), note=read)
    else:
        yield Fact("Dated", "not known; relative days stay open", ours=True)
    paragraphs = sum(n is not None for n in source.numbers)
    yield Fact("Length", f"{count(item.words, 'word')} in {count(paragraphs, 'paragraph')}")
    if item.url:
        yield Fact(
            "Original",
            f"at {article.publisher or 'its publisher'}",
            item.url,
            external=True,
            note=said("url"),
        )
    if item.briefing:
        yield Fact("Used in", item.briefing.words, item.briefing.href)
    yield Fact("Download", "annotations (JSON)", f"data/annotations/{article.id}.json")
