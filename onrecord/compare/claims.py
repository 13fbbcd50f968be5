"""What a text says of a figure, as far as it decides whether another is of the same thing."""

from __future__ import annotations

import datetime as dt
import re
import sys
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.compare.stems import CONCEPTS, WORD, stems
from onrecord.lexicon import table, words
from onrecord.model import Annotations, Article, Cast, Figure, FigureRef, MentionRef, Span, Standing

_CLAUSE = re.compile(r"[,;:()–—]\s|\s[–—-]\s")
_OF = re.compile(r"(?i)\W(?:out )?of (?:the |its |their |all |about |some )*")
_AND = re.compile(r"\s(?:and|but|while)\s")
_CAPITAL = re.compile(r"(?<=[\w,] )[A-Z][\w'’-]+")
_REMOTE = re.compile(r"(?i)\b(?:(?:19|20)\d\d|last (?:year|month)|ago|earlier|previous|next)\b")
_DISMISSED = re.compile(
    r"(?i)\b(?:lets?\b[^.;,]{1,40}\bgo\b|(?:laid|lay|lays|laying) off|dismiss|sack(?:s|ed)\b"
    r"|redundan)"
)
_SIGNS = re.compile(r"[^\w%$€£]+")
_DEFINING = words("comparisons.defining")
_TIMES = words("comparisons.times")
_EVENTS = table("comparisons.events")
_PLANNED, _DENIED = words("comparisons.planned"), words("comparisons.denied")
_DONE_TO = words("comparisons.done_to")
_BEFALLEN = words("comparisons.befallen")
_PASSING = words("comparisons.passing")
PEOPLE = words("comparisons.people")
SPELLS = words("comparisons.spells")
_PARTS = re.compile(r"\b(?:" + "|".join(sorted(words("comparisons.parts"))) + r")\b", re.IGNORECASE)
_JOB, _COST = "job", "cost"


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure with what decides whether another is of the same thing. Words are stems."""

    ref: FigureRef
    figure: Figure
    what: str  # as the text has it
    publisher: str  # who publishes it, or the article's id where nothing says who
    published: dt.date | None
    sentence: str  # in plain form, to know copied words by
    thing: frozenset[str]  # what is counted
    befell: str | None  # what became of the people counted
    events: frozenset[str]  # kinds of events in the sentence
    said: frozenset[str]  # the clause, without those
    scene: frozenset[str]  # the sentence, without those
    names: tuple[frozenset[str], ...]  # of the clause, a set of words each
    text: frozenset[str]  # the whole article
    bearer: frozenset[str]
    predicate: str
    standing: Standing
    defining: frozenset[str]
    places: frozenset[str]  # actors
    days: tuple[tuple[int, int], ...]  # days that limit it, as ordinals, where they are known
    times: frozenset[str]  # and the words of time
    remote: bool  # that time is named as another than the article's own
    part: bool
    known: frozenset[float]  # all numbers of the unit that its article has


def claims(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    cast: Cast,
    wanted: Container[FigureRef] = (),
) -> Iterator[Claim]:
    """The figures that stand for something of their own: no conversion of another, no level that a
    change started from, nothing withdrawn; and all that are `wanted`.
    """
    for article, found in zip(articles, annotations, strict=True):
        reader = _Reader(article, found, cast)
        starts = {f.since for f in found.figures}
        for i, figure in enumerate(found.figures):
            own = figure.same_as is None and i not in starts and not figure.withdrawn
            own = own and figure.how != "multiplied"
            if (own and figure.what) or FigureRef(article.id, i) in wanted:
                yield reader.claim(i)


class _Reader:
    """An article with what all its claims share."""

    def __init__(self, article: Article, found: Annotations, cast: Cast) -> None:
        self.article, self.found, self.text = article, found, article.text
        self.actor_at = {
            m.span: cast.actor_of.get(MentionRef(article.id, i))
            for i, m in enumerate(found.mentions)
        }
        self.stems = stems(article.text)
        cues = {q.cue.end for q in found.quotes if q.cue}
        self.days_of_saying = {
            t.span for t in found.times
            if not cues.isdisjoint(range(t.span.start - len(" on the "), t.span.start + 1))
        }  # fmt: skip
        self.publisher = (article.publisher or article.id).casefold().removeprefix("the ").strip()

    def claim(self, i: int) -> Claim:
        figure, text = self.found.figures[i], self.text
        around = self._around(figure)
        clause = self._clause(i, around)
        ours = _without(text, clause, [*self._sayings(figure), figure.number])
        thing = self._thing(figure, ours, clause)
        time_spans = [s for s in figure.limits if s not in self.actor_at]
        what = " ".join(s.of(text) for s in figure.what)
        return Claim(
            ref=FigureRef(self.article.id, i),
            figure=figure,
            what=what,
            publisher=self.publisher,
            published=self.article.published,
            sentence=_SIGNS.sub(" ", self._sentence(figure.number).of(text)).casefold().strip(),
            thing=thing,
            befell=self._concept(clause, figure),
            events=frozenset(
                _EVENTS[w] for m in WORD.finditer(around.of(text)) if (w := m[0].lower()) in _EVENTS
            ),
            said=stems(ours) - thing - _TIMES,
            scene=stems(around.of(text)) - thing - _TIMES,
            names=tuple(self._names(clause, figure)),
            text=self.stems,
            bearer=stems(" ".join(s.of(text) for s in figure.bearer)) - _TIMES,
            predicate=self._predicate(figure),
            standing=self._standing(figure, around),
            defining=frozenset(w.lower() for w in WORD.findall(ours)) & _DEFINING,
            places=frozenset(a for s in figure.limits if (a := self.actor_at.get(s))),
            days=tuple(self._days(around, figure)),
            times=frozenset(w for s in time_spans for w in stems(s.of(text))),
            remote=any(_REMOTE.search(s.of(text)) for s in time_spans),
            part=figure.part_of is not None or _PARTS.search(ours) is not None,
            known=frozenset(f.low for f in self.found.figures if f.unit == figure.unit),
        )

    def _sentence(self, span: Span) -> Span:
        sentences = self.found.sentences
        i = bisect_right(sentences, Span(span.start, sys.maxsize)) - 1
        return sentences[i] if i >= 0 and span.start < sentences[i].end else span

    def _around(self, figure: Figure) -> Span:
        """The sentence; of what somebody is reported to have said, that alone."""
        sentence = self._sentence(figure.number)
        quote = None if figure.quote is None else self.found.quotes[figure.quote]
        if quote is None or not quote.span.contains(figure.number):
            return sentence
        return Span(max(sentence.start, quote.span.start), min(sentence.end, quote.span.end))

    def _clause(self, i: int, around: Span) -> Span:
        """What is said of a figure: its sentence, cut at signs and at the figures beside it."""
        figures, here = self.found.figures, self.found.figures[i].number
        if whole := self._whole(i):
            return whole
        start, end = around.start, around.end
        if i > 0:
            start = max(start, min(figures[i - 1].number.end, here.start))
        if i + 1 < len(figures):
            end = min(end, max(here.end, figures[i + 1].span.start))
        cuts = [m.span() for m in _CLAUSE.finditer(self.text, start, end)]
        # "killed 12 people and injured 30": each figure has its side of the "and"
        if start > around.start:
            cuts += [m.span() for m in _AND.finditer(self.text, start, here.start)]
        if end < around.end:
            cuts += [m.span() for m in _AND.finditer(self.text, here.end, end)]
        start = max([start, *(b for _, b in cuts if b <= here.start)])
        end = min([end, *(a for a, _ in cuts if a >= here.end)])
        return Span(start, max(end, here.end))

    def _whole(self, i: int) -> Span | None:
        """Of "300 of the 1,200 workers voted" the number of workers alone: the part voted."""
        figure, figures = self.found.figures[i], self.found.figures
        part = next((f for f in figures[:i][::-1] if f.part_of == i), None)
        if part is None or not _OF.fullmatch(self.text[part.number.end : figure.number.start]):
            return None
        return Span(figure.number.start, max([figure.number.end, *(s.end for s in figure.what)]))

    def _sayings(self, figure: Figure) -> list[Span]:
        """The words for who says it, and that they say it."""
        cues = [s for q in self.found.quotes for s in (q.cue, q.speaker) if s]
        return [*cues, *([figure.source] if figure.source else [])]

    def _thing(self, figure: Figure, ours: str, clause: Span) -> frozenset[str]:
        """The words of what is counted; people of whom nothing more is said are what became of
        them.
        """
        if (passed := self._passed(figure)) is not None:
            return frozenset({passed})
        thing = stems(" ".join(s.of(self.text) for s in figure.what))
        if figure.predicate and CONCEPTS.get(figure.predicate.of(self.text).lower()) == _COST:
            thing |= {_COST}
        people = stems(" ".join(PEOPLE))
        concept = self._concept(clause, figure)
        if concept and (thing & people or concept in thing):
            return thing - people | {concept}
        if thing & people and _DISMISSED.search(ours):
            return thing - people | {_JOB}
        return thing

    def _passed(self, figure: Figure) -> str | None:
        """The verb by which a sum passes from one to another, whichever of them the clause is
        about: "fined the bank $3 million", "the bank was fined $3 million".
        """
        if figure.how != "verb" or not figure.unit[:3].isupper() or figure.predicate is None:
            return None
        said = figure.predicate.of(self.text).lower()
        return said if said in _PASSING else None

    def _concept(self, clause: Span, figure: Figure) -> str | None:
        """The predicate, else the word of casualties that stands nearest to the number."""
        if figure.unit != "count":
            return None
        if figure.predicate:
            said = figure.predicate.of(self.text).lower()
            near = [] if figure.voice == "did" and said in _DONE_TO else [(0, said)]
        else:
            number = figure.number
            near = [
                (
                    max(
                        number.start - clause.start - m.end(), clause.start + m.start() - number.end
                    ),
                    m[0].lower(),
                )
                for m in WORD.finditer(clause.of(self.text))
            ]
        found = [(at, CONCEPTS[w]) for at, w in near if CONCEPTS.get(w) in _BEFALLEN]
        return min(found)[1] if found else None

    def _standing(self, figure: Figure, around: Span) -> Standing:
        """As it was found, and by the words between the start of the clause and the number, with
        the word of saying before them.
        """
        cues = [q.cue for q in self.found.quotes if q.cue and q.span.contains(figure.number)]
        start = min([around.start, *(c.start for c in cues if c.start < around.start)])
        start = max(
            [start, *(m.end() for m in _CLAUSE.finditer(self.text, start, figure.number.start))]
        )
        before = {w.lower() for w in WORD.findall(self.text[start : figure.number.start])}
        if before & _DENIED:
            return "denied"
        return "planned" if figure.standing == "fact" and before & _PLANNED else figure.standing

    def _predicate(self, figure: Figure) -> str:
        found = sorted(stems(figure.predicate.of(self.text))) if figure.predicate else []
        return found[0] if found else ""

    def _names(self, clause: Span, figure: Figure) -> Iterator[frozenset[str]]:
        """Names of the clause, and capitals inside it that were not found to be names; not who says
        it.
        """
        sayings = self._sayings(figure)
        spans = [
            m.span for m in self.found.mentions if m.form == "name" and clause.contains(m.span)
        ]
        for match in _CAPITAL.finditer(self.text, clause.start, clause.end):
            if not any(s.overlaps(Span(*match.span())) for s in spans):
                spans.append(Span(*match.span()))
        for span in spans:
            named = stems(span.of(self.text)) - _TIMES
            if named and not any(span.overlaps(s) for s in sayings):
                yield named

    def _days(self, around: Span, figure: Figure) -> Iterator[tuple[int, int]]:
        """The days of what is said; those that stand behind a word of saying are days of saying."""
        limits = [s for s in figure.limits if s not in self.actor_at]
        for time in self.found.times:
            near = around.contains(time.span) and time.span not in self.days_of_saying
            if near or any(s.overlaps(time.span) for s in limits):
                yield time.start.toordinal(), time.end.toordinal()


def _without(text: str, clause: Span, others: Iterable[Span]) -> str:
    """The words of a clause without those of some spans in it."""
    parts, at = [], clause.start
    for span in sorted(s for s in others if clause.overlaps(s)):
        parts.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join([*parts, text[at : clause.end]])
