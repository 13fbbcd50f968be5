"""Bare numbers that are somebody's age: "Schiff, 56, who", "men aged 18 to 34", "She turned 35"."""

from __future__ import annotations

from onrecord.annotate.figures.number.lexemes import Lexemes
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.syntax import NOUNS, Tokens, noun_run
from onrecord.model import Span

_SAID = frozenset({"age", "aged", "ages"})
_BEING = frozenset(
    {"be", "turn", "turns", "turned", "turning", "is", "was", "are", "were", "am", "'s", "’s"}
)
_PEOPLE = frozenset({"he", "she", "i", "who"})
# who are often told apart by their age: "people over 65"
_OF_AN_AGE = frozenset(
    """people men women children girls boys adults those anyone everyone person patients residents voters workers
    players drivers pupils kids""".split()
)
_TOLD = frozenset(
    "number figure score record result total toll count average rate sum group page".split()
)
_RELATIVE = frozenset({"who", "of", "from"})
_BEHIND = frozenset(",.;)—–")


def is_age(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> bool:
    """Whether a bare number is an age in years."""
    if q.unit != "count" or q.low < 0 or q.high > 125 or q.kind != "number" or q.low != int(q.low):
        return False
    before = lx[q.first - 1]
    k = q.first - 1
    while (
        lx[k].low in ("of", "between", "from", "under", "over", "about", "around")
        and k > q.first - 4
    ):
        k -= 1
    if lx[k].low in _SAID or (before.low == "than" and lx[q.first - 2].low in ("younger", "older")):
        return True
    if (
        before.low in ("over", "under")
        and lx[q.first - 2].low in _BEING | _OF_AN_AGE
        and 10 <= q.low <= 110
    ):
        return noun_run(tokens, tokens.after(span.end)) is None
    if not q.digits:
        return False
    alone = q.low >= 10 and lx[k].low in _BEING and noun_run(tokens, tokens.after(span.end)) is None
    if alone and any(lx[j].low in ("age", "expectancy") for j in range(q.first - 10, q.first)):
        return True
    comma = q.first - (
        2 if before.low in ("now", "then") else 1
    )  # "recalled Nora Vance, now 31, who"
    if (
        lx[comma].text == ","
        and q.low >= 2
        and (lx[q.stop].text in _BEHIND or lx[q.stop].low in _RELATIVE)
    ):
        return _is_of_name(tokens, lx, q, comma)
    name = tokens.before(span.start)
    after = tokens.after(span.end)
    if (
        name is not None
        and name.ent_type_ == "PERSON"
        and after is not None
        and after.pos_ in ("AUX", "VERB")
    ):
        return q.low >= 10  # copy without commas: "Nora Vance 44 has"
    if before.low in _BEING and q.low >= 10 and noun_run(tokens, after) is None:
        return any(lx[j].low in _PEOPLE for j in range(q.first - 4, q.first))
    return False


def _is_of_name(tokens: Tokens, lx: Lexemes, q: Quantity, comma: int) -> bool:
    """Whether the name of a person stands before the comma of "Nora Vance, 56, who"."""
    if lx[comma].start in tokens.people:
        return True
    name = tokens.before(lx[comma].start)
    if name is None or name.pos_ not in NOUNS:
        return False
    if name.pos_ == "NOUN" and (
        name.tag_ != "NN" or name.lower_ in _TOLD or not 10 <= q.low <= 110
    ):
        return False
    beyond = tokens.after(lx[q.stop].end)
    while beyond is not None and beyond.pos_ == "ADV" and beyond.lower_ not in _RELATIVE:
        beyond = tokens.next(beyond)
    said = beyond is not None and (beyond.pos_ in ("AUX", "VERB") or beyond.lower_ in _RELATIVE)
    if name.pos_ == "NOUN":  # "Her eldest daughter, 34, has"
        return said and lx[q.stop].text == ","
    return name.ent_type_ == "PERSON" or said or _capital(lx, comma - 1)


def _capital(lx: Lexemes, i: int) -> bool:
    """Whether the two lexemes that end at `i` look like a name rather than a date or a place in a
    list.
    """
    return lx[i - 1].is_word and lx[i - 1].text[:1].isupper() and lx[i].text[:1].isupper()
