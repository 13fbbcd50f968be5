"""Whose a figure is or what bears it: "Arlo's" profit, exports "of the region", the bank that paid.

Every rule of the chain has its say, the nearest first. No bearer is a part of what is counted.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.figures.behind import thing_behind
from onrecord.annotate.figures.clue import Told
from onrecord.annotate.figures.syntax import (
    Tokens,
    phrase_around,
    span_of,
    subject_of,
)
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import words
from onrecord.model import Span

_LEADING = words("things.bearing")
_FAR = 12  # words between an owner and what is owned; a run of numbers may have thousands


def owner(told: Told) -> Span | None:
    """Who has it, with an 's before it: "Arlo's 14 cranes", "the company's value"."""
    clue, what = told.clue, told.what
    first = min((*what, clue.number))
    mark = clue.tokens.before(first.start)
    for _ in range(_FAR):
        if mark is None or mark.pos_ not in ("ADJ", "NUM", "ADV"):
            break
        mark = clue.tokens.previous(mark)
    inside = [t for s in what for t in _tokens(clue.tokens, s) if t.tag_ == "POS"]
    mark = inside[0] if inside else mark
    if mark is None or mark.tag_ != "POS" or mark.i == 0:
        return None
    return phrase_around(clue.tokens, mark.nbor(-1))


def behind(told: Told) -> Span | None:
    """The noun behind a preposition that follows what is counted or is its last part: "exports of
    the region", "a charge for each crate".
    """
    tokens = told.clue.tokens
    inside = [t for s in told.what for t in _tokens(tokens, s)[1:] if t.lower_ == "of"]
    for token in (*inside, *(tokens.after(end) for end in (told.end, *_ends(told)))):
        if token is not None and token.lower_ in _LEADING:
            return thing_behind(tokens, token) or _place(tokens, token)
    return None


def subject(told: Told) -> Span | None:
    """The subject of the clause: "Arlo raised its fee by 3 %"."""
    tokens, verb = told.clue.tokens, told.clue.verb
    if told.head.head.dep_ == "agent":
        return None  # "was shot by two gunmen": they did it
    found = subject_of(verb) if verb is not None else None
    if found is None or not tokens.is_thing(found):
        return None
    return phrase_around(tokens, found)


BEARER: Chain[Told, Span] = Chain(
    "bearer", Rule("owner", owner), Rule("behind", behind), Rule("subject", subject)
)


def bearers(told: Told) -> tuple[Span, ...]:
    """The bearers of a figure. One may be a part of what is counted ("Arlo's profit"), but not all
    of it.
    """
    number, found = told.clue.number, list[Span]()
    if told.how == "of" and number.of(told.clue.tokens.text).lower() == "one":
        return ()  # "one of the oldest towns": of all that is said there
    for decided in BEARER.all(told):
        span = decided.found
        whole = any(span.start <= s.start < span.end for s in told.what)
        if decided.rule == "subject":
            whole = any(span.overlaps(s) for s in told.what)
        elif decided.rule == "owner":
            whole = span in told.what
        if not whole and not any(span.overlaps(s) for s in (*found, number)):
            found.append(span)
    return tuple(found)


def _ends(told: Told) -> list[int]:
    return [s.end for s in told.what]


def _tokens(tokens: Tokens, span: Span) -> list[Token]:
    first = tokens.at(span.start)
    return list(tokens.doc[first.i : tokens.at(span.end - 1).i + 1])


def _place(tokens: Tokens, preposition: Token) -> Span | None:
    """A place or a name behind a preposition: "in Glasgow"."""
    token = tokens.next(preposition)
    while token is not None and token.pos_ == "DET":
        token = tokens.next(token)
    last = token
    while last is not None and (after := tokens.next(last)) is not None and after.pos_ == "PROPN":
        last = after
    if token is None or last is None or token.pos_ != "PROPN" or not tokens.is_thing(last):
        return None
    return span_of(token, last)
