"""The nouns of On Record: what one stage hands to the next.

Everything here is frozen and holds no behaviour beyond reading itself. Offsets are Unicode code
points into `Article.text`, half-open: `text[start:end]` is always verbatim. A number called an
*index* points into the tuple of the same `Annotations` (a mention's antecedent, a quote's mention,
a figure's whole).

This module imports nothing of ours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["person", "organization", "place", "group", "other"]
Form = Literal["name", "pronoun", "description"]
BlockKind = Literal["title", "heading", "paragraph", "caption", "credit", "byline", "chrome"]
QuoteKind = Literal["direct", "partial", "indirect"]
Confidence = Literal["certain", "likely", "unsure"]
Change = Literal["=", "~", ">", "<", "up", "down"]
# Where a cue reads well beside its speaker: "X said", "according to X", or nowhere, since it is
# another sentence's or says nothing without more words ("X told").
CueReads = Literal["after", "before", "not"]
# How a number stands to what is meant: about, nearly, more than, at least, less than, at most.
Bound = Literal["=", "≈", "≲", ">", "≥", "<", "≤"]
# What those counted have to do with the predicate: it was done to them or happened to them
# ("41 people killed"), they do it ("340 workers struck"), or neither is said.
Voice = Literal["befell", "did", "none"]
# Whether the text gives the predicate as having happened.
Standing = Literal["fact", "planned", "denied", "alleged"]


# Marks that turn the direction of what follows (Unicode, UAX 9): some count as printable.
_BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def on_one_line(self, text: str) -> str:
        """The words with one space for every blank, for where they are no quotation: a name, a
        title.
        """
        return " ".join(self.of(text).split())

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


# ---- read ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person must mend, or (`warning`) should know of."""

    what: str
    mend: str = ""
    file: str = ""  # relative to the project's folder
    line: int = 0  # from 1; 0 where no line is to blame
    warning: bool = False
    fault: bool = False  # of On Record itself: nothing in the content can cause or mend it

    def __str__(self) -> str:
        """One line; what could drive a terminal, or pass for another line, is shown by its code."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        said = ": ".join(x for x in (place, "warning" if self.warning else "", self.what) if x)
        return harmless(said + (f" — {self.mend}" if self.mend else ""))


def harmless(words: str, kept: str = "") -> str:
    """Words with everything by its code that could drive a terminal or pass for another line."""
    return "".join(
        c
        if c in kept or (c.isprintable() and c not in _BIDI)
        else c.encode("unicode_escape").decode("ascii")
        for c in words
    )


@dataclass(frozen=True, slots=True)
class Ruling:
    """That an editor decided something: where it is written, by whom, when and why."""

    file: str  # relative to the project's folder
    line: int
    by: str | None = None
    date: dt.date | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class BlockAs:
    """What an editor says that a stretch of an article is: the blocks that it touches are it."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a piece of page furniture: blocks never overlap and cover all that
    is not blank.
    """

    span: Span
    kind: BlockKind
    level: int = 0  # of a heading, 1 to 6; 0 elsewhere


@dataclass(frozen=True, slots=True)
class Article:
    """One source, as it was read. `text` never changes after this."""

    id: str  # unique in its corpus; of a briefing's source "<slug>/<file stem>"
    text: str
    title: str | None = (
        None  # as its file or its front matter says; None where only the text can tell
    )
    published: dt.date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    file: str | None = None  # relative to the project's folder, for messages
    blocks: tuple[
        Block, ...
    ] = ()  # the structure that a Markdown or HTML file states; empty: to be found in the text
    briefing: str | None = None  # its slug; None where nothing says that the article belongs to one
    blocks_as: tuple[BlockAs, ...] = ()  # what editors say of its blocks


@dataclass(frozen=True, slots=True)
class Briefing:
    """One folder of `briefings/`: an editor's facts about a set of sources."""

    slug: str
    title: str | None  # None: the first source's headline
    date: dt.date | None  # None: the latest date of its sources
    sources: tuple[str, ...]  # ids of articles, in order
    summary: str | None = None
    tags: tuple[str, ...] = ()
    pin: tuple[str, ...] = ()  # words of quotes or figures to be shown first
    hide: tuple[str, ...] = ()  # and of those not to be shown
    pin_lines: tuple[int, ...] = ()  # of `file`, in step with `pin`
    hide_lines: tuple[int, ...] = ()
    words: str = ""  # the editor's own, in Markdown
    file: str = ""  # briefing.md, or the folder where there is none
    words_line: int = 0  # line of `file` on which `words` begins


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of `briefings/actors.yml`: what an editor decided about one actor."""

    id: str
    line: int
    name: str | None = None
    kind: Kind | None = None
    aliases: tuple[str, ...] = ()  # matched with their case
    roles: tuple[HeldRole, ...] = ()
    same: tuple[str, ...] = ()  # ids or names that are this actor
    different: tuple[str, ...] = ()  # ids or names that are not; beats every chain of `same`
    hide: bool = False
    pins: tuple[Pin, ...] = ()
    by: str | None = None
    date: dt.date | None = None
    why: str | None = None
    file: str = ""  # where it stands, for messages
    only_there: bool = False  # of a correction of single words: its name is looked for nowhere else


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A title that somebody held between two days (either may be open)."""

    title: str
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """The nth occurrence (from 1; 0: every one) of exactly these words in one article is this
    actor.
    """

    article: str
    words: str
    nth: int
    line: int


@dataclass(frozen=True, slots=True)
class Known:
    """A name that an editor has written down, to be found in the text even where the model misses
    it.
    """

    words: str  # with their case
    kind: Kind | None = None
    form: Form = "name"  # "description": a title that somebody holds, "secretary of state"
    article: str | None = (
        None  # id of the one article in which they are pinned; None: wherever they stand
    )
    nth: int = 0  # the one time at which they are pinned there; 0: every time


@dataclass(frozen=True, slots=True)
class Content:
    """All that people wrote and dropped in."""

    briefings: tuple[Briefing, ...]
    articles: tuple[Article, ...]
    decisions: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()


# ---- corrections -----------------------------------------------------------------------------
#
# What editors decided on single items, read from corrections.yml. Each is of some exact words in an
# article, which stand at `span`; a value that is None (or an empty tuple) leaves what was found.


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision. `gone`: what was found there is none."""

    article: str  # id
    words: str  # as the file has them
    span: Span
    ruling: Ruling
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteAs(Correction):
    """These words are a quotation or a statement, or are none."""

    speaker: str | None = None  # an actor's id or name; "": nobody is named
    kind: QuoteKind | None = None
    extent: Span | None = None  # where it begins and ends


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAs(Correction):
    """This number is a figure, or is none."""

    value: tuple[float, float] | None = None
    unit: str | None = None
    change: Change | None = None
    what: tuple[Span, ...] = ()
    bearer: tuple[Span, ...] = ()
    predicate: Span | None = None
    part_of: Span | None = None  # the number of the whole
    says: str | None = None  # who says it: an actor's id or name; "": the article itself
    key: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAs(Correction):
    """These words name these days (the last one inclusive), or no event."""

    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAs(Correction):
    """These words are what an actor is, or are nobody's role."""

    of: str = ""  # an actor's id or name


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAs(Correction):
    """These words name an actor, or nobody."""

    actor: str = ""  # id or name


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAs(Correction):
    """The paragraph of these words is a paragraph, chrome, the headline …"""

    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsAs(Correction):
    """What is true of the source, whatever its file says; `words` are empty."""

    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedAs(Correction):
    """These figures are of one thing, or (`gone`) are not. Words and span are the first one's."""

    others: tuple[Correction, ...]


# ---- annotate --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor.

    `antecedent` is the index of the mention in whose place this one stands, where the article
    itself shows it: the name behind a pronoun or a description, the long name behind a short one
    that the text introduces ("Syrian Democratic Forces (SDF)"). None for a plain name, and for what
    could not be resolved.
    """

    span: Span
    kind: Kind
    form: Form = "name"
    antecedent: int | None = None
    how: str = ""  # the rule that decided
    roles: tuple[Span, ...] = ()  # titles and appositions that describe the actor here
    given: str | None = None  # an editor's word: the id or name of the actor
    decided: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words. The span leaves the marks out."""

    span: Span
    kind: QuoteKind
    speaker: Span | None = None  # the nearest words that name the source
    cue: Span | None = None  # the reporting word
    mention: int | None = None  # index of the mention that the speaker is; None: unnamed or unknown
    how: str = ""
    confidence: Confidence = "certain"
    verb: str | None = None  # the cue's lemma: "warn"
    continues: int | None = None  # index of the quote that this one carries on
    marks: tuple[str, str] = ("", "")  # the source's own marks around it; empty where there is none
    cue_reads: CueReads = "after"  # where the cue stands beside the speaker's name
    said_by: str | None = None  # an editor's word: an actor's id or name; "": nobody is named
    decided: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts or measures something."""

    span: (
        Span  # modifier, number and unit or thing counted: "an estimated 10,000 IS family members"
    )
    number: Span  # the number with its unit alone: "10,000"
    low: float
    high: float
    # "count", "percent", "percentage point", "fraction", an ISO 4217 code, or a unit's singular
    unit: str
    change: Change = "="
    what: tuple[Span, ...] = ()  # what is counted or measured
    how: str = ""  # the rule that named it
    bearer: tuple[Span, ...] = ()  # whose it is, or what bears it, where beside `what`
    predicate: Span | None = None  # the word that says what is done or happens: "killed", "paid"
    voice: Voice = "none"  # of the predicate
    standing: Standing = "fact"  # of the predicate: nothing but "fact" is shown as having happened
    modifier: Span | None = None
    bound: Bound = "="  # what the modifier says, where it bounds or blurs the number
    course: Literal["up", "down"] | None = (
        None  # which way it moved, also where `change` says only ">" or "="
    )
    part_of: int | None = None  # index of the whole
    same_as: int | None = None  # index of the same quantity in another currency or unit
    since: int | None = None  # index of the level that a change started from: "to 1,400 from 700"
    level: int | None = None  # index of the level that a change led to: "rose 5 % to $3bn"
    limits: tuple[Span, ...] = ()  # the place, the time and the "for each" that limit it, as said
    quote: int | None = None  # index of the quote that it stands in
    source: Span | None = None  # the words that name who says it
    mention: int | None = None  # index of the mention that the source is
    withdrawn: bool = (
        False  # the source itself takes it back: "an earlier version of this article said …"
    )
    key: float = 0.0  # how much a reader of a briefing would want it: 0 to 1
    reasons: tuple[str, ...] = ()  # for `key`, in a reader's words
    said_by: str | None = None  # an editor's word: an actor's id or name; "": the article itself
    decided: Ruling | None = None


@dataclass(frozen=True, slots=True)
class TimeRef:
    """Words that name a day or a span of days, resolved; `end` is the last day, inclusive."""

    span: Span
    start: dt.date
    end: dt.date
    clause: Span | None = None  # which says what was or will be then; None: not known
    ahead: bool = False  # whether the text itself says that it is to come
    decided: Ruling | None = None


@dataclass(frozen=True, slots=True)
class GivenRole:
    """Words of an article that an editor calls an actor's role."""

    span: Span
    of: str  # an actor's id or name
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that was found in one article. Every tuple is in the order of the text."""

    article: str  # id
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    datelines: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeRef, ...] = ()
    # the day of publication, as a line of the text itself says it; None where the file states one
    dated: TimeRef | None = None
    given_roles: tuple[GivenRole, ...] = ()

    @property
    def title(self) -> Span | None:
        """The headline, where the text has one."""
        return next((b.span for b in self.blocks if b.kind == "title"), None)


# ---- resolve ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class MentionRef:
    """One mention of one article of the corpus."""

    article: str
    index: int


@dataclass(frozen=True, slots=True, order=True)
class QuoteRef:
    """One quotation of one article of the corpus."""

    article: str
    index: int


@dataclass(frozen=True, slots=True, order=True)
class FigureRef:
    """One figure of one article of the corpus."""

    article: str
    index: int


@dataclass(frozen=True, slots=True)
class Role:
    """A title or an apposition, with where it was said."""

    words: str
    article: str
    span: Span
    decided: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Two names that were read as one actor's though nothing but their likeness says so: a reading,
    not a fact.
    """

    name: str
    other: str
    how: str  # the rule, in a reader's words


@dataclass(frozen=True, slots=True)
class Actor:
    """A real person, organization, place or group, across the corpus."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[
        str, ...
    ] = ()  # the other names by which the corpus calls it, most frequent first
    roles: tuple[Role, ...] = ()
    mentions: tuple[MentionRef, ...] = ()  # in the order of the corpus
    decided: tuple[Decision, ...] = ()  # by editors, on this one
    held: tuple[HeldRole, ...] = ()  # titles that an editor dates
    joins: tuple[
        Join, ...
    ] = ()  # names that are its only by a reading; none that an editor has decided on


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who."""

    actors: Mapping[str, Actor]  # by id
    actor_of: Mapping[
        MentionRef, str
    ]  # pronouns and descriptions included; what is not resolved is not in it
    redirects: Mapping[str, str]  # an id of old → the id of the survivor
    problems: tuple[Problem, ...] = ()
    # who says what editors have decided on, by the actor's id; None: nobody is named
    said_by: Mapping[QuoteRef | FigureRef, str | None] = field(default_factory=dict)


# ---- compare ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures of one thing that can be the same number; `low` and `high` span them, as written."""

    low: float
    high: float
    figures: tuple[FigureRef, ...]  # in the order of the sources


# What is certain of the figures of one thing: several publishers have one number; they cannot both
# be right; a later count follows an earlier one; they have one text; or none of these.
Outcome = Literal["agree", "differ", "update", "copied", "counted"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several sources give as the number of one thing."""

    what: str  # the clearest of their words for it
    unit: str
    readings: tuple[Reading, ...]  # from the smallest; of an update from the earliest
    outcome: Outcome
    decided: Ruling | None = None  # that they are of one thing
