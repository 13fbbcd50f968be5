"""Doc → figures: reading, refusing, relating, in that order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.annotate.figures.ages import is_age as is_bare_age
from onrecord.annotate.figures.apart import with_unit_apart
from onrecord.annotate.figures.bearers import bearers
from onrecord.annotate.figures.closed import Closed
from onrecord.annotate.figures.clue import Clue, Found, Told
from onrecord.annotate.figures.labels import is_label
from onrecord.annotate.figures.limits import Limits, limits_of_parts
from onrecord.annotate.figures.modifiers import levels, modified
from onrecord.annotate.figures.number.measures import find_quantities
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.predicates import predicate_of
from onrecord.annotate.figures.rates import lent_rate, rate_of_count, with_rate_behind_bracket
from onrecord.annotate.figures.relations import link
from onrecord.annotate.figures.sayings import Sayings
from onrecord.annotate.figures.syntax import Tokens
from onrecord.annotate.figures.things import WHAT, model_of
from onrecord.annotate.figures.ties import Draft
from onrecord.annotate.figures.weight import weighed
from onrecord.annotate.lexemes import Lexemes
from onrecord.model import Change, Figure, Span

# what may stand between a number and what it counts, as " of the "
_LEVELS = 3  # figures back in which an index may have been given in points
# words of a correction, in whose sentence stands what it takes back
_RETRACTED = re.compile(
    r"(?i)\b(?:correction|earlier version|incorrectly|misstated|clarification)\b"
)
_OF_ANYTHING = ("count", "percent", "fraction")  # units that lend nothing to a bare number
_LIKE_SIZE = 100  # times, up to which two figures can be of one rate
_LINKING = re.compile(r"(?:[-–]|[ \n]?)(?:[^\W\d_]+[ \n]){0,4}")


def find_figures(doc: Doc) -> tuple[Figure, ...]:
    """The figures of an article, in order. Reads the mentions, the quotations and the blocks that
    are on the Doc.
    """
    tokens = Tokens(doc)
    lx = tokens.lexemes
    drafts = with_rate_behind_bracket(lx, _drafts(tokens, lx))
    for draft in drafts:
        tokens.mark(_number(lx, draft.q))
    begins = [s.start_char for s in doc.sents]
    links = link(lx, drafts, [bisect_right(begins, lx[d.q.first].start) for d in drafts])
    found: list[Figure] = []
    for draft, related in zip(drafts, links, strict=True):
        found.append(_figure(Clue(tokens, lx, draft, related, found)))
    found = [_of_its_whole(f, found) for f in found]
    found = _with_surroundings(tokens, doc, found)
    return weighed(found, tokens.text, doc._.blocks, doc._.mentions)


def _of_its_whole(figure: Figure, found: list[Figure]) -> Figure:
    """A bare part before its whole counts what that does: "14 of the terminal's 22 cranes"."""
    whole = found[figure.part_of] if figure.part_of is not None else None
    if (
        whole is None
        or whole.number < figure.number
        or any(s.start >= figure.number.end for s in figure.what)
    ):
        return figure
    start = figure.modifier.start if figure.modifier is not None else figure.number.start
    return replace(
        figure, what=whole.what, span=Span(min(start, figure.number.start), figure.number.end)
    )


def _with_surroundings(tokens: Tokens, doc: Doc, found: list[Figure]) -> list[Figure]:
    """The figures with who says them and what limits them."""
    sayings = Sayings(tokens, doc._.quotes, doc._.mentions, doc._.sayings)
    limits = Limits(tokens, doc._.mentions)
    numbers = [f.number for f in found]
    retracted: dict[
        int, bool
    ] = {}  # by where the sentence begins, since a sentence may hold many figures
    limited = limits_of_parts(tokens, found, [limits.of(numbers, i) for i in range(len(found))])
    complete = []
    for i, figure in enumerate(found):
        saying = sayings.of(figure.number)
        begin = tokens.begin(tokens.at(figure.number.start))
        if begin not in retracted:
            retracted[begin] = (
                _RETRACTED.search(tokens.sentence_text(figure.number.start)) is not None
            )
        spoken = doc._.quotes[saying.quote].span if saying.quote is not None else None
        complete.append(
            replace(
                figure,
                quote=saying.quote,
                source=saying.source,
                mention=saying.mention,
                limits=tuple(s for s in limited[i] if spoken is None or spoken.contains(s)),
                withdrawn=retracted[begin],
            )
        )
    return complete


def _drafts(tokens: Tokens, lx: Lexemes) -> list[Draft]:
    """The quantities that are figures, with their modifiers."""
    drafts = []
    closed = Closed(tokens.doc)
    label = -1  # the lexeme behind the last number that was only a label
    quantities = (level for found in find_quantities(lx) for level in levels(lx, found))
    for q in quantities:
        number = _number(lx, q)
        if closed.holds(number):
            continue
        if is_bare_age(tokens, lx, q, number):
            q = q._replace(unit="year", dimension="time")
        elif is_label(
            tokens,
            lx,
            q,
            number,
            label == q.first - 1 and lx[label].low in ("and", "or", "to", ","),
        ):
            label = q.stop
            continue
        q = with_unit_apart(tokens, lx, q)
        drafts.append(Draft(q, modified(lx, q)))
    return drafts


def _number(lx: Lexemes, q: Quantity) -> Span:
    return Span(lx[q.first].start, lx[q.stop - 1].end)


def _figure(clue: Clue) -> Figure:
    """A number as a figure, with what it counts by the first rule that knows."""
    q, how, links, lx = clue.q, clue.draft.how, clue.links, clue.lx
    decided = WHAT.first(clue)
    found = decided.found if decided is not None else Found()
    unit, change = units_of(clue, found)
    opening = _opening(lx, q) if q.opening == "between" else clue.number.start
    whole = Span(opening, clue.number.end)
    figure = Figure(
        span=_whole_span(clue.tokens.text, whole, clue.modifier, found.what),
        number=clue.number,
        low=float(q.low),
        high=float(q.high),
        unit=unit,
        change=change,
        what=found.what,
        how=decided.rule if decided is not None else "",
        modifier=clue.modifier,
        bound=how.bound,
        course=how.course,
        part_of=links.part_of,
        same_as=links.same_as,
        since=links.since,
        level=links.level,
    )
    return _with_roles(clue, figure)


def _with_roles(clue: Clue, figure: Figure) -> Figure:
    """The figure with its bearer and what is said of it: those of the figure beside which it is
    set, "€2.3bn ($2.5bn)", where it has that to thank for what it counts.
    """
    like = clue.links.like
    if figure.how == "like" and like is not None and like < clue.index:
        one = clue.before[like]
        return replace(figure, bearer=one.bearer, predicate=one.predicate, voice=one.voice,
                       standing=one.standing)  # fmt: skip
    told = Told(clue, figure.what, figure.how)
    figure = replace(figure, bearer=bearers(told))
    said = predicate_of(told)
    if said is None:
        return figure
    return replace(figure, predicate=said.span, voice=said.voice, standing=said.standing)


def units_of(clue: Clue, found: Found) -> tuple[str, Change]:
    """The unit, with what another figure of the same thing lends it, and the change mark."""
    unit, change, links, before = clue.q.unit, clue.draft.how.change, clue.links, clue.before
    beside = model_of(clue)
    if beside != found.lender and found.what and found.what[0].start >= clue.number.end:
        beside = None  # what stands behind the number says it all
    lender = beside if beside is not None else found.lender
    if lender is not None and not clue.leans:
        unit = _rated(unit, clue.q, before[lender])
    elif links.alike is not None and links.alike < clue.index and found.what:
        near = before[links.alike]
        unit = _rated(unit, clue.q, near) if near.what == found.what else unit
    if beside is not None:
        model = before[beside]
        if unit == "count" and model.unit not in _OF_ANYTHING:
            unit = model.unit
        alike = links.like is None and unit == model.unit == "percent"
        if links.same_as is not None or (alike and change == "=" and clue.draft.how.verb is None):
            change = model.change
        if unit == "count" and links.like is not None and _has_points(before):
            unit = "point"  # where one index is given in points, so is the next
    if found.what and unit == "count":
        unit = rate_of_count(clue.lx, found.what[-1].end)
    return unit, change


def _rated(unit: str, q: Quantity, model: Figure) -> str:
    """The unit with what a figure of like size is per: "€0.85 a share, up from €0.70", but no
    profit of millions.
    """
    small, great = sorted((abs(q.high), abs(model.high)))
    return lent_rate(unit, model.unit) if great < _LIKE_SIZE * small else unit


def _has_points(figures: Sequence[Figure]) -> bool:
    return any(f.unit == "point" for f in figures[-_LEVELS:])


def _opening(lx: Lexemes, q: Quantity) -> int:
    """Where "between" opens a range: a modifier or an article may stand behind it."""
    return next(
        (lx[k].start for k in range(q.first - 1, q.first - 4, -1) if lx[k].low == "between"),
        lx[q.first].start,
    )


def _whole_span(text: str, number: Span, modifier: Span | None, what: tuple[Span, ...]) -> Span:
    """The number with its modifier and, where it follows at once, what it counts."""
    start, end = number.start, number.end
    if modifier is not None:
        start, end = min(start, modifier.start), max(end, modifier.end)
    for span in what:
        if span.start >= end and _LINKING.fullmatch(text, end, span.start):
            end = span.end
    return Span(start, end)
