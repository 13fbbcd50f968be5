"""The pages of a site: what compose hands to render.

One frozen dataclass for each type of page, and one for each piece that several pages show.
Everything is decided here: order, counts, links, wording. A link is a path inside the site, with an
anchor where there is one (`sources/strike/courier.html#p-the-strike`); render makes it relative to
the page that it stands on.

Imports the nouns only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar, overload

from onrecord.model import (
    Annotations,
    Article,
    BlockKind,
    Cast,
    Change,
    Comparison,
    Decision,
    Kind,
    Outcome,
    Problem,
    QuoteKind,
    Span,
)

MarkKind = Literal["actor", "quote", "figure", "focus"]
Anchor = Literal["start", "middle", "end"]
Presence = Literal["quoted", "named", "elsewhere"]
# What search finds, as its results are called.
SEARCHED = ("Actor", "Briefing", "Tag", "Source", "Quote", "Reported", "Figure", "Text")
NoteKind = Literal["partial", "indirect", "unnamed", "reading", "differ"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mkdocs.yml` says of the site as a whole."""

    name: str = "On Record"
    motto: str = "Every quote, name and number, with its exact words"
    url: str | None = (
        # where it will be published, with a slash at the end; None: not known, links stay relative
        None
    )
    language: str = "en"


# ---- pieces ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """What every page has."""

    path: str
    title: str
    description: str
    updated: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ActorLink:
    """An actor, wherever one is named."""

    id: str
    name: str
    kind: Kind
    href: str
    # False: named once, and nothing more is known; the link leads to that mention
    profile: bool = True


Phrase = tuple[str | ActorLink, ...]  # a sentence of ours, with actors in it


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a shown text that means something. Offsets are into that text."""

    span: Span
    kind: MarkKind
    id: str | None = None
    href: str | None = None
    actor: str | None = None  # the id of whom an actor's mark means
    card: str | None = None  # the anchor of a card that it opens, where it is no link to it
    note: int | None = None  # the number of its margin note
    label: str = ""  # of the note's number, for those who cannot see it
    said_by: str = ""  # of a quotation who says it, for a citation
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a source, verbatim, with the marks in them."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The way to the exact words."""

    source: str  # the source's short name
    title: str  # the first words of its title, where others have the same short name; else empty
    where: str  # "¶ 13", "caption", "headline"
    href: str
    original: str | None = None  # the sentence in the original on the web, by a text fragment


@dataclass(frozen=True, slots=True)
class Note:
    """What a careful reader must know of how something was read."""

    kind: NoteKind
    words: Phrase = ()
    brief: str = ""  # the same where the speaker's name stands just before it
    routine: bool = False  # how it is nearly always read: told, but not in red


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """One quotation with who said it. `parts` has a slice for each stretch that nothing of the
    writer's interrupts.
    """

    id: str
    parts: tuple[str, ...]
    kind: QuoteKind
    marks: tuple[str, str]  # the source's own quotation marks; empty around indirect speech
    cut: tuple[bool, bool]  # the sentence goes on before, after
    speaker: ActorLink | None
    speaker_words: str | None
    cue: str | None
    cue_reads: Literal[
        "after", "before", "not"
    ]  # its place beside the speaker: "she said", "according to her"
    runs_on: tuple[
        bool, ...
    ]  # of each part: whether it goes on in the paragraph of the part before
    place: Place
    sentence: Marked
    embedded: bool  # the sentence says more than who spoke
    notes: tuple[Note, ...]
    strength: float  # how much a reader would want it: order on the page
    # the sentence itself does not say who speaks, or how it was read may be wrong
    telling: bool = True
    said_on: dt.date | None = None
    decided: str = ""  # by an editor, and why
    also: tuple[Place, ...] = ()  # where others have the same words

    @property
    def words(self) -> str:
        """All parts, with […] for what the writer put between, without the comma that leads on to
        who said it.
        """
        joined = self.parts[0] + "".join(
            (" […] " if on else " ") + part
            for part, on in zip(self.parts[1:], self.runs_on[1:], strict=True)
        )
        return joined.removesuffix(",")

    @property
    def pulled(self) -> tuple[str, ...]:
        """The parts as they stand alone: without that comma too."""
        return (*self.parts[:-1], self.parts[-1].removesuffix(","))


@dataclass(frozen=True, slots=True)
class FigureItem:
    """One figure, as written and as read."""

    id: str
    words: str
    number: str
    value: str  # "> 1 year", "≈ 10,000"
    what: str
    label: str  # what stands behind the number: "people killed", "paid by Arlo"
    qualifiers: tuple[str, str]  # before and behind the number: "at least", "or more"
    # the place and the time that limit it, as it follows what is counted: " in Bereth, last week"
    limits: str
    modifier: str | None
    readings: tuple[str, ...]
    change: Change
    direction: Literal["up", "down"] | None
    since: str | None  # the level that a change started from, or led to
    says: ActorLink | None
    says_words: str  # who says it, in the source's words; empty: the source itself
    brief: str  # what it counts, with its limits; where the source does not say, its sentence, cut
    place: Place
    sentence: Marked
    key: float
    reasons: tuple[str, ...]
    unit: str
    low: float
    high: float
    part_of: str | None = None  # address of the whole
    share: float | None = None  # 0 to 1, of the whole
    share_words: str = ""
    differs: tuple[Link, ...] = ()  # what other sources have instead
    withdrawn: bool = False  # the source itself takes it back
    telling: bool = True  # there is more to say of it than its words say
    said_on: dt.date | None = None
    decided: str = ""  # by an editor, and why

    @property
    def named(self) -> str:
        """The figure in a line: "At least 41 people killed"; "cost of the strike: €3.8m"."""
        words = " ".join(self.words.split())  # a source may break its lines anywhere
        if not self.label or self.label in words:
            return words
        if words.endswith(self.what) and self.label.startswith(self.what):
            return words.removesuffix(self.what) + self.label
        if self.unit != "count" and " by " not in self.label:
            return f"{self.label[:1].upper()}{self.label[1:]}: {words}"
        return f"{words} {self.label}"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of the table: a figure, how deep under its whole, and a bar to compare it with its
    neighbours.
    """

    figure: FigureItem
    depth: int = 0
    bar: float | None = None  # 0 to 1
    bar_words: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Figures of the same thing from different sources."""

    what: str
    rows: tuple[FigureRow, ...]
    outcome: Outcome
    words: str  # by how much they differ, or what the outcome means
    decided: str = ""  # that they are of one thing: by an editor, and why


@dataclass(frozen=True, slots=True)
class FigureTable:
    main: tuple[FigureRow, ...] = ()
    minor: tuple[FigureRow, ...] = ()
    side_by_side: tuple[SideBySide, ...] = ()
    more_compared: int = 0  # that are only in the table of comparisons
    count: int = 0
    more: int = 0  # that are only in the index


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who is quoted, with what they said."""

    id: str
    actor: ActorLink | None  # None: unnamed sources together
    name: str
    role: str | None
    quotes: tuple[QuoteItem, ...]
    reported: tuple[QuoteItem, ...] = ()  # indirect speech, shown apart and counted apart
    reported_open: bool = False  # few enough to be seen at once
    counts: tuple[int, int] = (0, 0)  # of both, those that are not shown here too
    more: Link | None = None  # to those

    @property
    def count(self) -> int:
        """How many are shown."""
        return len(self.quotes) + len(self.reported)


@dataclass(frozen=True, slots=True)
class MentionItem:
    place: Place
    sentence: Marked
    reading: str = ""  # “she”, named in ¶ 2: where the sentence itself has no name


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """The mentions in one source, by the sentence."""

    source: SourceItem
    items: tuple[MentionItem, ...]
    count: int  # of mentions: a sentence may have several
    open: bool  # shown at once; the others unfold


@dataclass(frozen=True, slots=True)
class ActorCount:
    """An actor with how much there is of them here."""

    actor: ActorLink
    mentions: int  # by name, by a pronoun and by a description
    quotes: int = 0
    reported: int = 0
    role: str | None = None
    aliases: tuple[str, ...] = ()  # the most frequent


@dataclass(frozen=True, slots=True)
class Card:
    """What is one touch away from a name."""

    count: ActorCount
    first: str  # anchor of the first mention on this page


@dataclass(frozen=True, slots=True)
class TimeItem:
    """A day, or a span of days, that a source names."""

    start: dt.date
    end: dt.date
    words: str
    place: Place
    sentence: Marked  # the clause that says what was or will be then
    said_by: str = ""  # whose words these are, where not the source's own
    decided: str = ""  # by an editor, and why


@dataclass(frozen=True, slots=True)
class Point:
    """A dot on a drawn time line; coordinates are those of its view box."""

    x: float
    until: float  # the same for a day, more for a span of days
    label: str
    row: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Days in order, with a drawing: `points` has one for each different day, `ticks` the years or
    months below.
    """

    items: tuple[TimeItem, ...]
    points: tuple[Point, ...]
    ticks: tuple[Point, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Ray:
    """A line of the fan drawing."""

    actor: ActorLink
    label: str  # the name, cut to the room that it has
    paragraphs: int
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Fan:
    """Whom an actor appears with, drawn."""

    rays: tuple[Ray, ...]
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Stripe:
    """A paragraph of a source in the drawing of where an actor comes."""

    x: float
    width: float
    kind: Presence


@dataclass(frozen=True, slots=True)
class Strip:
    source: Link
    stripes: tuple[Stripe, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the facts beside a page's head; `words` may be our reading, then it is shown in
    red.
    """

    label: str
    words: str
    href: str | None = None
    ours: bool = False
    external: bool = False
    note: str = ""  # how it is known, where the source itself does not state it


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A source, wherever one is listed."""

    name: str  # short
    title: str
    href: str
    publisher: str | None
    published: dt.date | None
    url: str | None
    words: int
    quotes: int
    reported: int
    figures: int
    actors: int
    briefing: Link | None = None
    invented: bool = False  # a part of an example, as its briefing says


# ---- pages -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BriefingItem:
    """A briefing, wherever one is listed."""

    title: str
    href: str
    date: dt.date | None
    summary: str | None
    lead: Marked | None  # the first paragraph, where there is one source and no summary
    lead_place: Place | None
    headlines: tuple[SourceItem, ...]  # of the newest sources, where there is no summary
    sources: int
    actors: int
    quotes: int
    reported: int
    figures: int
    main_actors: tuple[ActorCount, ...]
    first_figure: FigureItem | None
    first_quote: QuoteItem | None
    disagreements: int
    tags: tuple[str, ...] = ()  # without the one that says that all is invented
    tag_links: tuple[Link, ...] = ()  # to the pages of these
    invented: bool = False

    @property
    def standfirst(self) -> str:
        """What it is about, in one line of text: the summary, else the sources' own words."""
        told = self.summary or (self.lead.text if self.lead else "")
        return told or "; ".join(source.title for source in self.headlines)


@dataclass(frozen=True, slots=True)
class SameWords:
    """What several sources quote of the same words: the longest of each, the longest first."""

    quotes: tuple[QuoteItem, ...]
    identical: bool  # not cut in different ways
    more: int = 0  # sources that a page leaves out


@dataclass(frozen=True, slots=True)
class Heard:
    """Whose words sources have: of each source the place of the first, and how many are quoted and
    reported.
    """

    actor: ActorLink
    places: tuple[tuple[Place, tuple[int, int]], ...]
    publishes: bool = False  # another source of the briefing
    more: int = 0  # sources that a page leaves out


@dataclass(frozen=True, slots=True)
class SourceSays:
    """Whom a source quotes, the most first, and whom it names without their words."""

    source: SourceItem
    quoted: tuple[Heard, ...]
    more: int  # that it quotes too
    named: tuple[tuple[ActorLink, bool], ...]  # and whether they publish another source


@dataclass(frozen=True, slots=True)
class SourceComparison:
    """Who quotes whom among the sources of a briefing."""

    several: tuple[Heard, ...]  # whom several sources quote
    rows: tuple[SourceSays, ...]
    chosen: bool = False  # not all: those that quote most


@dataclass(frozen=True, slots=True)
class HomePage:
    head: Head
    briefings: tuple[BriefingItem, ...]
    earlier: tuple[BriefingItem, ...]
    all_briefings: Link | None  # where it does not show all of them
    all_ways: Link | None  # the same of tags and months
    archive: tuple[tuple[Link, int], ...]  # months, and how much is in each
    tags: tuple[tuple[Link, int], ...]  # and how many briefings each has
    kinds: tuple[tuple[str, str, int], ...]  # words, link, count
    speakers: tuple[tuple[str, str, int], ...]
    figures: tuple[FigureItem, ...]
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BriefingPage:
    head: Head
    item: BriefingItem
    facts: tuple[Fact, ...]
    editors_words: str  # HTML of ours
    key_figures: tuple[FigureItem, ...]
    strongest: tuple[QuoteItem, ...]
    speakers: tuple[Speaker, ...]
    folded: tuple[Speaker, ...]  # that unfold: those with less to say
    more_speakers: int  # that are only in the list of all quotes
    figures: FigureTable
    timeline: TimeLine | None
    same_words: tuple[SameWords, ...]
    comparison: SourceComparison | None
    all_actors: Link | None  # where not all are main ones
    all_quotes: Link
    all_figures: Link
    all_days: Link | None  # where the drawing and its list leave some out
    sources: tuple[SourceItem, ...]
    shown_sources: tuple[SourceItem, ...]
    all_sources: Link | None  # where not all are shown
    parts: tuple[Link, ...]  # the sections that it has
    data: str  # path of its figures as a table
    whole: str  # path of it and its sources as one file
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What stands in the margin beside a mark."""

    number: int
    mark: str  # id of the mark
    quote: QuoteItem | None = None
    figure: FigureItem | None = None
    major: bool = False  # a figure that stands out
    in_quote: bool = False  # a figure in the words of a quotation whose note names the same speaker


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of a source as its page shows it."""

    id: str
    start: int  # in the source's text
    kind: BlockKind
    level: int
    number: int | None  # of a paragraph
    words: Marked
    notes: tuple[MarginNote, ...] = ()
    quotes: tuple[QuoteItem, ...] = ()  # all that begin in it, with a note or without
    figures: tuple[FigureItem, ...] = ()
    part: int = 0  # of a source that has several pages, from 0
    row: int = 0  # line of the page's grid
    span: int = 1  # lines that its notes may take
    copy_label: str = ""


@dataclass(frozen=True, slots=True)
class DecisionItem:
    """What an editor decided on some words of a source; `words` are empty for what is of all."""

    words: str
    says: str
    decided: str  # by an editor, and why
    place: Place | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    head: Head
    article: str  # id
    item: SourceItem
    facts: tuple[Fact, ...]
    blocks: tuple[TextBlock, ...]
    # where the text has no headline: what is said, apart from it, of the title shown instead
    given_title: str
    # a line end inside a block is its author's, not a mail program's at the end of its width
    keeps_lines: bool
    cards: tuple[Card, ...]
    counts: Mapping[MarkKind, int]
    data: str  # path of its annotations as JSON
    text: str
    newer: Link | None
    older: Link | None
    decisions: tuple[DecisionItem, ...] = ()
    parts: tuple[Link, ...] = ()  # the pages of a very long source; none where it has one
    part: int = 0  # which of these this is


@dataclass(frozen=True, slots=True)
class RoleItem:
    words: str
    place: Place
    on: dt.date | None
    decided: str = ""  # by an editor, and why


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Forms of one role, with the newest places that give it."""

    words: str  # the fullest
    others: tuple[str, ...]
    places: tuple[Place, ...]
    more: int  # places that are not shown
    since: dt.date | None
    until: dt.date | None
    decided: str = ""


@dataclass(frozen=True, slots=True)
class ActorPage:
    head: Head
    actor: ActorLink
    standing: str  # one sentence: how often named, quoted
    sources: int
    names: tuple[tuple[str, int], ...]  # all, the most frequent first
    shown_names: tuple[tuple[str, int], ...]
    readings: tuple[str, ...]  # what makes names one actor's that are only alike
    facts: tuple[Fact, ...]
    roles: tuple[RoleItem, ...]  # all, the newest first
    main_roles: tuple[RoleGroup, ...]
    other_roles: tuple[RoleGroup, ...]  # that unfold
    held: tuple[str, ...]  # titles that an editor dates
    quotes: tuple[QuoteItem, ...]  # all, the newest first
    reported: tuple[QuoteItem, ...]
    said: tuple[Month, ...]  # those quotes that the page shows, by month
    told: tuple[QuoteItem, ...]  # those reported statements that it shows
    reported_open: bool  # few enough to be seen at once
    all_said: Link | None  # where it does not show all
    said_of: tuple[QuoteItem, ...]
    all_said_of: Link | None
    mentions: tuple[MentionGroup, ...]
    all_mentions: Link | None
    mentioned: int
    figures: tuple[FigureItem, ...]
    figures_open: bool  # few enough to be seen at once
    all_figures: Link | None
    company: tuple[tuple[ActorLink, int], ...]  # and in how many paragraphs
    fan: Fan | None
    timeline: TimeLine | None
    strips: tuple[Strip, ...]
    all_days: Link | None
    feed: str  # path; empty: never quoted, so that there is nothing to follow
    decided: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list that has several: what it holds, and how much of it."""

    words: str
    href: str
    count: int | None  # None: the first page tells it


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part of a long list, with the pages that have it: People, A 12, B 40."""

    words: str
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    entries: tuple[ActorCount, ...]
    also: tuple[ActorLink, ...] = ()  # named once, with nothing more to tell


@dataclass(frozen=True, slots=True)
class KindSection:
    kind: Kind
    words: str
    href: str
    count: int
    letters: tuple[Letter, ...]
    jumps: tuple[str, ...]  # letters to jump to; none where all are seen at once


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """A page of the index of actors, of the whole site or of one briefing. The first of several
    has those named most, and leads to the others.
    """

    head: Head
    of: Link | None  # the briefing; None: the site
    lead: str
    top: tuple[ActorCount, ...]  # where there are several pages
    kinds: tuple[KindSection, ...]
    shelves: tuple[Shelf, ...]  # none where one page has all
    count: int


@dataclass(frozen=True, slots=True)
class QuoteIndex:
    """A page of the index of quotes, of the site, a briefing or an actor."""

    head: Head
    of: Link | None
    lead: str
    newest: tuple[QuoteItem, ...]  # on the first of several pages
    speakers: tuple[Speaker, ...]
    main_speakers: tuple[tuple[str, str, int], ...]  # words, link, count of quotes proper
    counts: Mapping[str, int]  # of this page
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    what: str
    id: str
    figures: tuple[FigureItem, ...]


@dataclass(frozen=True, slots=True)
class FigureIndex:
    """A page of the index of figures, by what they count, of the site or of one briefing."""

    head: Head
    of: Link | None
    lead: str
    key: tuple[FigureItem, ...]  # on the first of several pages: those that matter most
    groups: tuple[FigureGroup, ...]
    count: int  # of this page
    data: str  # path of the table, or of the list of its parts
    shelves: tuple[Shelf, ...]
    side_by_side: tuple[SideBySide, ...] = ()
    more_compared: int = 0  # that are only in the table of comparisons


@dataclass(frozen=True, slots=True)
class Month:
    """What belongs to one month."""

    words: str  # June 2016; "No day known"
    id: str
    days: tuple[TimeItem, ...] = ()
    quotes: tuple[QuoteItem, ...] = ()
    mentions: tuple[MentionGroup, ...] = ()
    briefings: tuple[BriefingItem, ...] = ()
    sources: tuple[SourceItem, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeIndex:
    """The days that the sources of a briefing name, or those of an actor, or what a tag or a month
    has: all of it, by month.
    """

    head: Head
    of: Link | None
    label: str  # what kind of list it is
    lead: str
    months: tuple[Month, ...]
    actors: tuple[ActorCount, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    feed: str = ""  # path, where it can be followed
    days: int = 0  # that its sources name; they have a page of their own


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sources of one publisher, the newest first."""

    publisher: str
    id: str
    sources: tuple[SourceItem, ...]


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """A page of the index of sources. The first has all, or the newest and the way to the others,
    which are by publisher.
    """

    head: Head
    lead: str
    of: Link | None = None
    newest: tuple[SourceItem, ...] = ()
    groups: tuple[SourceGroup, ...] = ()
    main: tuple[tuple[str, str, int], ...] = ()  # publishers: words, link, count
    shelves: tuple[Shelf, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Where all results of a search are listed; scripts fill it."""

    head: Head
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """The address of an actor who is part of another now."""

    head: Head
    to: ActorLink


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link that a person wrote, and where: a mistake in it is shown there."""

    page: str  # path of the page that has it; "": every page
    href: str  # as it stands in the page
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What is told of an actor who has a profile, in lists, in tables and by search."""

    actor: ActorLink
    names: tuple[tuple[str, int], ...]  # all, the most frequent first
    roles: tuple[str, ...]  # each as sources write it, the newest first
    held: tuple[str, ...]  # titles that an editor dates
    mentioned: int
    quotes: int
    reported: int


P = TypeVar("P", covariant=True)
Listed = ActorIndex | QuoteIndex | FigureIndex | TimeIndex


@dataclass(frozen=True, slots=True)
class Later(Generic[P]):
    """A page that is made when it is asked for, with the complete lists of what it does not show
    all of.
    """

    path: str
    key: str  # the digest of all that the page and its lists are made of; "": nobody knows
    make: Callable[[], tuple[P, Sequence[Listed]]]

    @property
    def page(self) -> P:
        return self.make()[0]


class Pages(Sequence[P]):
    """Pages of one kind. Each is made when it is asked for, and all but a few are made anew when
    they are asked for again: tens of thousands are too many to hold.
    """

    def __init__(self, later: Iterator[Later[P]] | Sequence[Later[P]] = ()) -> None:
        self.later = tuple(later)

    def __len__(self) -> int:
        return len(self.later)

    @overload
    def __getitem__(self, i: int) -> P: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[P]: ...
    def __getitem__(self, i: int | slice) -> Any:
        if isinstance(i, slice):
            return [later.page for later in self.later[i]]
        return self.later[i].page


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that will be written, before anything is."""

    settings: Settings
    home: HomePage
    briefing_items: tuple[BriefingItem, ...]  # the newest first
    briefings: Pages[BriefingPage]  # in step with these
    source_items: tuple[SourceItem, ...]
    sources: Pages[SourcePage]  # in step with these
    profiles: tuple[Profile, ...]
    actors: Pages[ActorPage]  # in step with the profiles
    actor_index: tuple[ActorIndex, ...]
    quote_index: tuple[QuoteIndex, ...]
    figure_index: tuple[FigureIndex, ...]
    time_index: tuple[TimeIndex, ...]
    source_index: tuple[SourceIndex, ...]
    search: SearchPage
    redirects: tuple[Redirect, ...]
    articles: tuple[Article, ...]
    annotations: tuple[Annotations, ...]
    cast: Cast
    also_named: tuple[ActorCount, ...] = ()  # actors without a profile
    side_by_side: tuple[SideBySide, ...] = ()  # all, as `data/` has them
    # the comparisons of each briefing, by the digest of all that they were found in
    compared: Mapping[str, tuple[Comparison, ...]] = field(default_factory=dict)
    written: tuple[WrittenLink, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
