"""The place and the time that limit a figure, as its sentence says them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.annotate.figures.syntax import Tokens, behind_determiner, noun_run
from onrecord.lexicon import words
from onrecord.model import Figure, Mention, Span

_WHERE = words("things.where")
_DISTRIBUTED = words("things.distributed")
_CUTTING = frozenset(",;:")
_CLAUSES = frozenset("after because although though while when unless".split())
_LEADING = frozenset({"ADP", "DET", "ADV", "PUNCT", "PROPN"})
_WHEN = frozenset({"DATE", "TIME"})


def _joined(text: str, times: Sequence[Span]) -> list[Span]:
    """Times with nothing but a blank between them as one: "Sunday night"."""
    joined: list[Span] = []
    for span in sorted(times):
        if joined and text[joined[-1].end : span.start] == " ":
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _rates(tokens: Tokens) -> list[Span]:
    """The phrases that say per what: "for each day on the picket line", "at every gate", "per
    million hours".
    """
    found = []
    for token in tokens.tokens:
        each = (
            token.lower_ in ("each", "every")
            and token.i > 0
            and token.nbor(-1).lower_ in ("for", "at", "in", "on")
        )
        scaled = (
            token.lower_ in ("million", "thousand")
            and token.i > 0
            and token.nbor(-1).lower_ == "per"
        )
        run = noun_run(tokens, tokens.next(token), most=4) if each or scaled else None
        noun = run[1] if run else tokens.next(token) if each or scaled else None
        if noun is None or noun.pos_ != "NOUN":
            continue
        last = noun
        link = tokens.next(noun)
        if (
            each
            and link is not None
            and link.lower_ in ("on", "in", "of")
            and noun.ent_type_ in ("DATE", "TIME")
        ):
            inner = noun_run(tokens, behind_determiner(tokens, tokens.next(link)), most=4)
            last = inner[1] if inner else noun
        found.append(Span(token.nbor(-1).idx, last.idx + len(last)))
    return found


class Limits:
    """The phrases of place and time of one article, by where they stand."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        self._tokens = tokens
        places: list[Span] = []
        for mention in mentions:
            if (
                mention.kind == "place"
                and mention.form == "name"
                and self._is_where(mention.span, places)
            ):
                places.append(mention.span)
        times = [
            Span(e.start_char, e.end_char)
            for e in tokens.doc.ents
            if e.label_ in _WHEN
            and not any(t.i in tokens.numbers or t.is_sent_start for t in e[1:])
            and e[0].i not in tokens.numbers
            and e[0].lower_ not in _DISTRIBUTED
        ]
        self._spans = sorted([*places, *_joined(tokens.text, times), *_rates(tokens)])

    def _is_where(self, span: Span, before: list[Span]) -> bool:
        """Whether a preposition of place stands before a place's name, or before one that it is
        joined to.
        """
        token = self._tokens.before(span.start)
        if (
            token is not None
            and token.lower_ in ("and", "or", ",")
            and before
            and token.idx - before[-1].end <= 1
        ):
            return True
        while token is not None and token.pos_ in ("DET", "ADJ", "PROPN"):
            token = self._tokens.previous(token)
        return token is not None and token.lower_ in _WHERE

    def of(self, spans: Sequence[Span], i: int) -> tuple[Span, ...]:
        """The phrases that limit figure `i` of `spans`: up to the next one, and those that open its
        sentence.
        """
        here = spans[i]
        own = self._tokens.sentence(self._tokens.at(here.start))
        first_token, behind = own.start, own.stop
        start = self._tokens.doc[first_token].idx
        until = self._tokens.doc[behind - 1].idx + len(self._tokens.doc[behind - 1])
        opens = not (i > 0 and spans[i - 1].start >= start)
        if i + 1 < len(spans):
            until = min(until, spans[i + 1].start)
        begin = start if opens else here.end
        first = bisect_left(self._spans, Span(begin, begin))
        found = []
        for span in self._spans[first:]:
            if span.start >= until:
                break
            if span.start >= here.end and self._is_aside(here.end, span.start):
                continue
            leads = span.end <= here.start and span.start - start < 12
            if span.start >= here.end or leads:
                found.append(span)
        return tuple(found)

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether a phrase belongs to other words than the figure: to an apposition, or to another
        clause.

        "fell to €18, their lowest since May", "rose 2 percent after talks ended for a second day"
        """
        between = self._tokens.doc[self._tokens.at(start - 1).i + 1 : self._tokens.at(end).i]
        cut = max(
            (i for i, t in enumerate(between) if t.text in _CUTTING or t.lower_ in _CLAUSES),
            default=None,
        )
        if cut is None:
            return False
        return any(t.pos_ not in _LEADING and not t.is_space for t in between[cut + 1 :])


def limits_of_parts(
    tokens: Tokens, figures: Sequence[Figure], limits: Sequence[tuple[Span, ...]]
) -> list[tuple[Span, ...]]:
    """The limits of all figures, those behind "340 of 2,450 posts by May" being given to the part.

    Where a relative clause follows, they are the whole's: "seven of the 23 ships that lay there on
    Sunday".
    """
    moved = list(limits)
    for i, figure in enumerate(figures):
        whole = figure.part_of
        if figure.level is not None:  # "fell 6 percent to €18 on Tuesday": so did the fall
            moved[i] = moved[i] or moved[figure.level]
        if whole != i + 1 or figures[whole].what[:1] == ():
            continue
        after = tokens.after(max(s.end for s in figures[whole].what))
        if after is None or after.lower_ not in ("that", "who", "whom", "which", "where"):
            moved[i], moved[whole] = (*moved[i], *moved[whole]), ()
    return moved
