"""What every composer looks things up in: the sources with their addresses, and who is who."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from onrecord.compose.addresses import Addresses, actor_path, source_path, to_the_words
from onrecord.compose.parts import part_path, part_starts
from onrecord.compose.roles import main_role
from onrecord.compose.wording import cut, is_example
from onrecord.kept import digest
from onrecord.model import (
    Actor,
    Annotations,
    Article,
    Block,
    Briefing,
    Cast,
    ComparedAs,
    Content,
    Correction,
    FigureRef,
    MentionRef,
    Problem,
    Quote,
    QuoteRef,
    Span,
)
from onrecord.pages import ActorLink, Mark, Marked, Place, Settings, WrittenLink
from onrecord.slug import slug

_WHERE = {"title": "headline", "heading": "heading", "caption": "caption", "byline": "byline"}
_SHORT_TITLE = 30  # characters of a title that tells two sources of one name apart
_SHORT_NAME = 22  # characters that a source's name may have beside a paragraph's number
_LONGEST_QUOTATION = 300  # characters of one that is shown whole where its sentence is
_LONGEST_SENTENCE = 600  # characters of a sentence shown out of its place
_MOST_ALIASES = 4  # shown beside a name; profiles have them all


class Source:
    """One article with the addresses of everything in it."""

    def __init__(self, article: Article, found: Annotations) -> None:
        self.article, self.found, self.text = article, found, article.text
        self.short_title = ""  # where others have its name
        self.path = source_path(article.id)
        ids = Addresses()
        self.block_ids = [ids.of(b.kind[0], b.span.of(self.text)) for b in found.blocks]
        self.quote_ids = [ids.of("q", q.span.of(self.text)) for q in found.quotes]
        self.figure_ids = [ids.of("f", f.span.of(self.text)) for f in found.figures]
        self.mention_ids = [ids.of("m", m.span.of(self.text)) for m in found.mentions]
        self.numbers: list[int | None] = []
        number = 0
        for block in found.blocks:
            number += block.kind == "paragraph"
            self.numbers.append(number if block.kind == "paragraph" else None)
        self.quote_roots: list[
            int
        ] = []  # of each quotation the index of the one that it carries on, to the first
        for i, quote in enumerate(found.quotes):
            before = quote.continues
            self.quote_roots.append(
                i if before is None or not 0 <= before < i else self.quote_roots[before]
            )
        self._block_starts = [b.span.start for b in found.blocks]
        self._block_ends = [max(b.span.end, b.span.start + 1) for b in found.blocks]
        self._quote_starts = [q.span.start for q in found.quotes]
        self._sentence_starts = [s.start for s in found.sentences]
        self._originals: dict[Span, str | None] = {}

    @cached_property
    def title(self) -> str:
        """As its file says, else its headline, else its first words."""
        if self.article.title:
            return self.article.title
        span = self.found.title or next(
            (b.span for b in self.found.blocks if b.kind != "chrome"), None
        )
        words = span.of(self.text) if span else ""
        return (words if len(words) <= 120 else words[:117].rsplit(" ", 1)[0] + " …") or self.stem

    @cached_property
    def stem(self) -> str:
        return self.article.id.rsplit("/", 1)[-1]

    @cached_property
    def name(self) -> str:
        """Short, to stand beside a paragraph's number."""
        publisher = self.article.publisher or ""
        return publisher if 0 < len(publisher) <= _SHORT_NAME else self.stem

    def block_at(self, offset: int) -> int | None:
        """The index of the block that the offset is in."""
        i = bisect_right(self._block_starts, offset) - 1
        return i if i >= 0 and offset < self._block_ends[i] else None

    def block(self, span: Span) -> Block | None:
        i = self.block_at(span.start)
        return None if i is None else self.found.blocks[i]

    def place(self, span: Span, id_: str | None = None, around: Span | None = None) -> Place:
        """The way to a span; without an id of its own to the block that it is in. `around` is its
        sentence, where that is known.
        """
        i = self.block_at(span.start)
        if i is None:
            where, anchor = "text", ""
        else:
            number = self.numbers[i]
            where = (
                f"¶\N{NO-BREAK SPACE}{number}"
                if number
                else _WHERE.get(self.found.blocks[i].kind, "furniture")
            )
            anchor = self.block_ids[i]
        original = self._original(around or self.sentence(span)) if self.article.url else None
        href = f"{self.page_of(i)}#{id_ or anchor}"
        return Place(self.name, self.short_title, where, href, original)

    def _original(self, sentence: Span) -> str | None:
        """Where a sentence stands at its publisher's."""
        if sentence not in self._originals:
            words = sentence.of(self.text)
            self._originals[sentence] = to_the_words(self.article.url, words)
        return self._originals[sentence]

    def href(self, span: Span, id_: str) -> str:
        """The address of what has an id of its own, on the page that it stands on."""
        return f"{self.page_of(self.block_at(span.start))}#{id_}"

    def page_of(self, block: int | None) -> str:
        """The page that a block stands on; a very long source has several."""
        return part_path(self.article.id, self.part_of(block or 0))

    def part_of(self, block: int) -> int:
        return bisect_right(self._parts, block) - 1

    @cached_property
    def _parts(self) -> list[int]:
        return part_starts(self.found, self.text)

    def sentence(self, span: Span) -> Span:
        """The sentence, or the sentences, that the span lies in; a headline is one, and none ends
        amid a quotation. Never beyond its block or an unreadable length.
        """
        start, end = span.start, span.end
        first = bisect_right(self._sentence_starts, span.start) - 1
        last = bisect_right(self._sentence_starts, max(span.start, span.end - 1)) - 1
        if first >= 0:
            start = min(start, self.found.sentences[first].start)
            end = max(end, self.found.sentences[last].end)
        start, end = self._with_quotations(start, end)
        if block := self.block(span):
            if block.kind == "title":
                return block.span
            start, end = (
                max(start, min(span.start, block.span.start)),
                min(end, max(span.end, block.span.end)),
            )
        return Span(
            max(start, span.start - _LONGEST_SENTENCE),
            min(end, max(span.end, start + _LONGEST_SENTENCE)),
        )

    @cached_property
    def mention_sentences(self) -> list[Span]:
        """The sentence of each mention: every profile asks for its own, several times."""
        once: dict[Span, Span] = {}
        around = (self.sentence(m.span) for m in self.found.mentions)
        return [once.setdefault(span, span) for span in around]

    @cached_property
    def figure_sentences(self) -> dict[str, Span]:
        """The sentence of each figure, by its id."""
        return {
            id_: self.sentence(f.span)
            for id_, f in zip(self.figure_ids, self.found.figures, strict=True)
        }

    @cached_property
    def times_in(self) -> dict[Span, list[int]]:
        """The indexes of the days in each sentence: every profile asks for its own."""
        found: dict[Span, list[int]] = {}
        for i, time in enumerate(self.found.times):
            found.setdefault(self.sentence(time.span), []).append(i)
        return found

    @cached_property
    def figures_in(self) -> dict[Span, list[str]]:
        """The ids of the figures in each sentence."""
        found: dict[Span, list[str]] = {}
        for id_, around in self.figure_sentences.items():
            found.setdefault(around, []).append(id_)
        return found

    @cached_property
    def quotes_over(self) -> list[list[int]]:
        """Of each mention, the indexes of the quotations that it begins in."""
        starts = [m.span.start for m in self.found.mentions]
        over: list[list[int]] = [[] for _ in starts]
        for i, quote in enumerate(self.found.quotes):
            for m in range(
                bisect_left(starts, quote.span.start), bisect_left(starts, quote.span.end)
            ):
                over[m].append(i)
        return over

    @cached_property
    def persons_at(self) -> dict[Span, int]:
        """The index of the first mention of a person that is of these very words."""
        found: dict[Span, int] = {}
        for i, mention in enumerate(self.found.mentions):
            if mention.kind == "person":
                found.setdefault(mention.span, i)
        return found

    @cached_property
    def tells(self) -> frozenset[int]:
        """The indexes of the mentions that are of who speaks, or gives a figure."""
        speak = (quote.mention for quote in self.found.quotes)
        give = (figure.mention for figure in self.found.figures)
        return frozenset(i for i in (*speak, *give) if i is not None)

    @cached_property
    def quote_at(self) -> dict[str, int]:
        """The index of each quotation by its id."""
        return {id_: i for i, id_ in enumerate(self.quote_ids)}

    def quote_around(self, span: Span) -> Quote | None:
        """The first quotation that a span lies in."""
        i = bisect_left(self._quotes_reach, span.end)  # none before it reaches so far
        quotes = self.found.quotes
        return quotes[i] if i < len(quotes) and quotes[i].span.contains(span) else None

    @cached_property
    def _quotes_reach(self) -> list[int]:
        """Of each quotation the furthest end of those up to it."""
        return list(accumulate((q.span.end for q in self.found.quotes), max))

    @cached_property
    def paragraphs(self) -> int:
        """How many there are."""
        return max((n for n in self.numbers if n), default=0)

    def _with_quotations(self, start: int, end: int) -> tuple[int, int]:
        """A stretch that begins or ends amid a quotation, with the whole of it and its marks, if it
        is not long.
        """
        for i in range(bisect_right(self._quote_starts, end) - 1, -1, -1):
            quote = self.found.quotes[i].span
            if quote.end <= start - _LONGEST_QUOTATION:
                break
            cut = quote.start < start < quote.end or quote.start < end < quote.end
            if (
                cut
                and self.found.quotes[i].kind != "indirect"
                and quote.end - quote.start <= _LONGEST_QUOTATION
            ):
                start, end = min(start, quote.start - 1), max(end, quote.end + 1)
        return start, end

    def shown(self, span: Span) -> Marked:
        """The sentence around a span, with the span marked."""
        return self.marked(self.sentence(span), [span])

    def marked(self, around: Span, spans: Sequence[Span]) -> Marked:
        """A stretch of the text with these spans marked in it."""
        marks = (Mark(Span(s.start - around.start, s.end - around.start), "focus") for s in spans)
        return Marked(around.of(self.text), tuple(marks))

    def words(self) -> int:
        """How many words of the article's own it has."""
        return sum(
            len(b.span.of(self.text).split())
            for b in self.found.blocks
            if b.kind not in ("chrome", "credit")
        )


class Corpus:
    """All sources, all briefings, all actors."""

    def __init__(
        self, content: Content, annotations: Sequence[Annotations], cast: Cast, settings: Settings
    ) -> None:
        self.settings, self.cast, self.content = settings, cast, content
        self.sources = {
            a.id: Source(a, n) for a, n in zip(content.articles, annotations, strict=True)
        }
        names = Counter(s.name for s in self.sources.values())
        for source in self.sources.values():
            if names[source.name] > 1:
                source.short_title = cut(source.title, _SHORT_TITLE)
        self.briefings: tuple[Briefing, ...] = content.briefings
        self.problems: list[Problem] = []
        self.written: list[WrittenLink] = []
        self.mentions_of: dict[str, dict[str, list[int]]] = {id_: {} for id_ in cast.actors}
        whom: dict[str, list[str]] = {}  # of each mention the id of who it is, or ""
        for id_, source in self.sources.items():
            refs = (MentionRef(id_, i) for i in range(len(source.found.mentions)))
            whom[id_] = [cast.actor_of.get(ref, "") for ref in refs]
            for i, meant in enumerate(whom[id_]):
                if meant in self.mentions_of:
                    self.mentions_of[meant].setdefault(id_, []).append(i)
        for ref, speaker in cast.said_by.items():  # also where they speak without being named
            if speaker is not None and ref.article in self.sources:
                self.mentions_of[speaker].setdefault(ref.article, [])
        self.links = {a.id: self._link(a) for a in cast.actors.values()}
        self._roles: dict[str, str | None] = {}
        self._told: dict[str, str] = {}
        self._together: dict[str, dict[int, tuple[str, ...]]] = {}
        self._named = {id_: [self.links.get(who) for who in ids] for id_, ids in whom.items()}

    def _link(self, actor: Actor) -> ActorLink:
        """To the profile; of one who has none to the mention."""
        if alone := self._only_mention(actor):
            source, i = alone
            href = source.href(source.found.mentions[i].span, source.mention_ids[i])
            return ActorLink(actor.id, actor.name, actor.kind, href, profile=False)
        return ActorLink(actor.id, actor.name, actor.kind, actor_path(actor.id))

    def _only_mention(self, actor: Actor) -> tuple[Source, int] | None:
        """Where one is named who is named once, and of whom there is nothing more to tell: no
        words, no role, no headline, no decision.
        """
        here = [(self.sources[id_], i) for id_, found in self.mentions_of[actor.id].items()
                for i in found]  # fmt: skip
        if (
            len(here) != len(self.mentions_of[actor.id])
            or len(here) != 1
            or actor.decided
            or actor.held
            or actor.roles
        ):
            return None
        source, i = here[0]
        block = source.block(source.found.mentions[i].span)
        if block is not None and block.kind == "title":
            return None
        return None if i in source.tells else (source, i)

    @cached_property
    def names(self) -> dict[str, ActorLink]:
        """Every actor under its id, its name and its other names, in plain letters; who comes first
        keeps a name.
        """
        known: dict[str, ActorLink] = {}
        for actor in self.cast.actors.values():
            for words in (actor.id, actor.name):
                known.setdefault(slug(words), self.links[actor.id])
        for actor in self.cast.actors.values():
            for words in actor.aliases:
                known.setdefault(slug(words), self.links[actor.id])
        return known

    def sources_of(self, briefing: Briefing) -> list[Source]:
        return [self.sources[i] for i in briefing.sources if i in self.sources]

    def title_of(self, briefing: Briefing) -> str:
        sources = self.sources_of(briefing)
        return briefing.title or (sources[0].title if sources else briefing.slug)

    def is_invented(self, briefing: Briefing | None) -> bool:
        """Whether a briefing's tags say that it is an example."""
        return briefing is not None and any(map(is_example, briefing.tags))

    def date_of(self, briefing: Briefing) -> dt.date | None:
        """Its own, else the latest of its sources; None: no date is known."""
        dates = [s.article.published for s in self.sources_of(briefing) if s.article.published]
        return briefing.date or max(dates, default=None)

    def actor(self, source: Source, mention: int | None) -> ActorLink | None:
        """Who a mention is; None: nobody says."""
        return None if mention is None else self.actors_in(source)[mention]

    def actors_in(self, source: Source) -> list[ActorLink | None]:
        """Who each mention of a source is."""
        return self._named[source.article.id]

    def speaker(self, source: Source, quote: int) -> ActorLink | None:
        """Whose words a quotation is, by an editor or as found; None: nobody's who is named."""
        ref = QuoteRef(source.article.id, quote)
        if ref in self.cast.said_by:
            return self.links.get(self.cast.said_by[ref] or "")
        return self.actor(source, source.found.quotes[quote].mention)

    def sayer(self, source: Source, figure: int) -> ActorLink | None:
        """Who gives a figure, where somebody but the source does."""
        ref = FigureRef(source.article.id, figure)
        if ref in self.cast.said_by:
            return self.links.get(self.cast.said_by[ref] or "")
        return self.actor(source, source.found.figures[figure].mention)

    def together(self, source: Source) -> Mapping[int, Sequence[str]]:
        """The ids of the actors in each block of a source."""
        id_ = source.article.id
        if id_ not in self._together:
            blocks: dict[int, dict[str, None]] = {}
            for i, mention in enumerate(source.found.mentions):
                at, actor = source.block_at(mention.span.start), self.actor(source, i)
                if actor and at is not None:
                    blocks.setdefault(at, {})[actor.id] = None
            self._together[id_] = {at: tuple(ids) for at, ids in blocks.items()}
        return self._together[id_]

    def also(self, id_: str) -> tuple[str, ...]:
        """The other names that an actor goes by most."""
        return self.cast.actors[id_].aliases[:_MOST_ALIASES]

    def role(self, id_: str) -> str | None:
        """The title that an editor gives an actor; else what most sources call them."""
        if id_ not in self._roles:
            actor = self.cast.actors[id_]
            held = actor.held[0].title if actor.held else None
            self._roles[id_] = held or main_role([r.words for r in actor.roles])
        return self._roles[id_]

    def told(self, id_: str) -> str:
        """The digest of what any page says of an actor beside a name."""
        if id_ not in self._told:
            self._told[id_] = digest(self.links[id_], self.role(id_), self.also(id_))
        return self._told[id_]

    @cached_property
    def corrections_of(self) -> Mapping[str, Sequence[Correction]]:
        """By the id of the article; one of a comparison is of each that has a part in it."""
        found: dict[str, list[Correction]] = {}
        for c in self.content.corrections:
            every = (c, *c.others) if isinstance(c, ComparedAs) else (c,)
            for id_ in dict.fromkeys(one.article for one in every):
                found.setdefault(id_, []).append(c)
        return found

    def publisher(self, source: Source) -> ActorLink | None:
        """Who published a source, where sources name it as an actor."""
        name = source.article.publisher
        return self.names.get(slug(name)) if name else None
