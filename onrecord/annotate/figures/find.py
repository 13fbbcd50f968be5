"""Doc → figures: reading, refusing, relating, in that order."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.annotate.figures.ages import is_age as is_bare_age
from onrecord.annotate.figures.apart import with_unit_apart
from onrecord.annotate.figures.behind import (
    befell,
    counted_by,
    for_whom,
    measured_by_of,
    points_back,
)
from onrecord.annotate.figures.closed import Closed
from onrecord.annotate.figures.labels import is_label
from onrecord.annotate.figures.limits import Limits, limits_of_parts
from onrecord.annotate.figures.modifiers import modified
from onrecord.annotate.figures.number.lexemes import Lexemes, lex
from onrecord.annotate.figures.number.measures import find_quantities
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.rates import lent_rate, rate_of_count, with_rate_behind_bracket
from onrecord.annotate.figures.relations import Draft, Links, link
from onrecord.annotate.figures.sayings import Sayings
from onrecord.annotate.figures.spells import is_age
from onrecord.annotate.figures.syntax import Tokens
from onrecord.annotate.figures.things import (
    find_what,
    is_said_of_it,
    mover,
    nearest_before,
    what_before,
    with_company,
)
from onrecord.annotate.figures.weight import weighed
from onrecord.model import Figure, Span

# what may stand between a number and what it counts, as " of the "
_LEVELS = 3  # figures back in which an index may have been given in points
# words of a correction, in whose sentence stands what it takes back
_RETRACTED = re.compile(
    r"(?i)\b(?:correction|earlier version|incorrectly|misstated|clarification)\b"
)
_LINKING = re.compile(r"(?:[-–]|[ \n]?)(?:[^\W\d_]+[ \n]){0,4}")


def find_figures(doc: Doc) -> tuple[Figure, ...]:
    """The figures of an article, in order. Reads the mentions, the quotations and the blocks that
    are on the Doc.
    """
    tokens = Tokens(doc)
    lx = lex(tokens.text)
    drafts = with_rate_behind_bracket(lx, _drafts(tokens, lx))
    for draft in drafts:
        tokens.mark(_number(lx, draft.q))
    begins = [s.start_char for s in doc.sents]
    links = link(lx, drafts, [bisect_right(begins, lx[d.q.first].start) for d in drafts])
    found: list[Figure] = []
    for i, related in enumerate(links):
        found.append(_figure(tokens, lx, drafts, i, related, found))
    found = [_of_its_whole(f, found) for f in found]
    found = _with_surroundings(tokens, doc, found)
    return weighed(found, tokens.text, doc._.blocks)


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
    sayings = Sayings(tokens, doc._.quotes, doc._.mentions)
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
            retracted[begin] = _RETRACTED.search(tokens.sentence_text(figure.number)) is not None
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
    for q in find_quantities(lx):
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


def _figure(
    tokens: Tokens, lx: Lexemes, drafts: list[Draft], i: int, links: Links, before: list[Figure]
) -> Figure:
    q, how = drafts[i].q, drafts[i].how
    number = _number(lx, q)
    unit, change = q.unit, how.change
    modifier = (
        Span(lx[how.first].start, lx[how.last].end)
        if how.first is not None and how.last is not None
        else None
    )
    opening = _opening(lx, q) if q.opening == "between" else number.start
    widened = number  # "1,000 or more leaflets"
    if (
        modifier is not None
        and modifier.start >= number.end
        and not tokens.text[number.end : modifier.start].strip()
    ):
        widened = Span(number.start, modifier.end)
    what = counted = counted_by(tokens, lx, q, widened)
    untold = (
        tokens.is_in_title(number) and unit == "count"
    )  # "Ferry sinks: 43 aboard": it counts nothing named
    back = points_back(lx, q)
    if not what and links.part_of is None:
        what = counted = befell(tokens, q, number)
    whole = before[links.part_of] if links.part_of is not None and links.part_of < i else None
    if not what and whole is not None and whole.unit == unit == "count":
        what = whole.what  # "23 ships lay in the gulf, including nine that carry grain"
    if not what:
        like = links.like if links.like is not None else links.bare_like
        if q.dimension == "count" and (own := measured_by_of(tokens, lx, q)) is not None:
            what, like = (own,), None  # "for a population of 1,400"
        model = before[like] if like is not None else None
        if not what and q.dimension != "times":
            what = _what_of(tokens, lx, drafts, i, like, model)
        if not what and not untold and not back:
            what = find_what(tokens, lx, q, how, number)
        if model is not None and links.same_as is None:
            unit = lent_rate(unit, model.unit)
        if (
            model is not None
            and unit == "count"
            and model.unit not in ("count", "percent", "fraction")
        ):
            unit = model.unit
        elliptic = (
            links.like is None
            and model is not None
            and model.unit == unit == "percent"
            and how.verb is None
        )
        if model is not None and (links.same_as is not None or (elliptic and change == "=")):
            change = model.change
        if (
            unit == "count"
            and links.like is not None
            and any(f.unit == "point" for f in before[-_LEVELS:])
        ):
            unit = "point"  # where one index is given in points, so is the next
    leans = False  # on the sentence before, by a pronoun
    pointing = len(what) == 1 and what[0].of(tokens.text).lower() in (
        "figure",
        "figures",
        "number",
        "numbers",
    )
    pointing = pointing and not tokens.text.startswith(" of ", what[0].end)
    if pointing:
        what = ()  # "The figure is 340": of what the sentence before counts
    if len(what) == 1 and not counted and tokens.is_verb(what[0]):
        leans = is_said_of_it(tokens, what[0]) and q.dimension == "money"
        if (unit == "count" or leans) and links.alike is not None:
            what = ()  # "In June it treated 21": as many of what the sentence before counts
        else:
            what = with_company(
                tokens, q, what[0], number if modifier is None else min(number, modifier)
            )
    if q.dimension == "percent" and (whose := for_whom(tokens, number)):
        others = for_whom(tokens, before[-1].number) if before else ()
        what = (
            *(s for s in what if s not in others),
            *whose,
        )  # "61 percent for men and 67 percent for women"
    if what and unit == "count":
        unit = rate_of_count(lx, what[-1].end)
    if not what and lx.lows(q.stop, q.stop + 2) in (("of", "which"), ("of", "whom")):
        what = what_before(tokens, number)
    for other in (links.part_of, links.alike):
        if not what and other is not None and other < i and q.dimension != "times":
            lent = (
                pointing
                or leans
                or other == links.part_of
                or _is_near(tokens, before[other], number)
            )
            what = before[other].what if lent else ()
            unit = lent_rate(unit, before[other].unit) if what and not leans else unit
    if (
        not what
        and i
        and q.dimension == "time"
        and is_age(lx, q)
        and _is_said_of(lx, drafts[i - 1].q, q)
    ):
        what = before[-1].what  # "two-thirds of them were younger than five"
    if not what and not untold and not back and not pointing:
        what = nearest_before(tokens, q, number)
    near = before[links.alike] if links.alike is not None and links.alike < i else None
    if near is not None and what and near.what == what:
        unit = lent_rate(unit, near.unit)
    return Figure(
        span=_whole_span(tokens.text, Span(opening, number.end), modifier, what),
        number=number,
        low=float(q.low),
        high=float(q.high),
        unit=unit,
        change=change,
        what=what,
        modifier=modifier,
        course=how.course,
        part_of=links.part_of,
        same_as=links.same_as,
        since=links.since,
        level=links.level,
    )


def _opening(lx: Lexemes, q: Quantity) -> int:
    """Where "between" opens a range: a modifier or an article may stand behind it."""
    return next(
        (lx[k].start for k in range(q.first - 1, q.first - 4, -1) if lx[k].low == "between"),
        lx[q.first].start,
    )


def _is_said_of(lx: Lexemes, one: Quantity, two: Quantity) -> bool:
    """Whether "of them" and a copula stand between a number and an age."""
    gap = lx.lows(one.stop, two.first)
    return (
        gap[:1] == ("of",)
        and len(gap) <= _LEVELS + 2
        and bool({"were", "are", "was", "is"} & set(gap))
    )


def _is_near(tokens: Tokens, figure: Figure, number: Span) -> bool:
    """Whether a figure can lend a number what it counts: it is in the same sentence, or says it in
    so many words.
    """
    told = bool(figure.what) and figure.what[0].start >= figure.number.end
    return told or tokens.begin(tokens.at(figure.number.start)) == tokens.begin(
        tokens.at(number.start)
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


def _what_of(
    tokens: Tokens, lx: Lexemes, drafts: list[Draft], i: int, like: int | None, model: Figure | None
) -> tuple[Span, ...]:
    """What another figure of the sentence says for this one; "grew by 1,200 posts or 2 %" is 2 % of
    what grew.
    """
    if like is None or model is None:
        return ()
    if (
        drafts[i].q.unit == "percent"
        and model.unit == "count"
        and (verb := drafts[like].how.verb) is not None
    ):
        grown = mover(tokens, lx, verb, model.number)
        return (grown,) if grown else ()
    return model.what
