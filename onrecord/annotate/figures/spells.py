"""What a length of time is about: who is that old, what lasted, what happened that long before."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.figures.number.numerals import ONES, TENS
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.syntax import (
    CONTAINERS,
    Tokens,
    children,
    climb,
    noun_before,
    noun_run,
    object_of,
    phrase_around,
    span_of,
    subject_of,
)
from onrecord.annotate.lexemes import HYPHENS, Lexemes
from onrecord.lexicon import words
from onrecord.model import Span

_PEOPLE = words("ages.people")

_FAR = 12  # tokens from "life expectancy" to its number
_AGED = words("ages.aged")
_PARTING = frozenset(':;“”‘"')
_LASTS = frozenset("last lasts lasted lasting run runs ran continue continues continued".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG"})


def is_age(lx: Lexemes, q: Quantity) -> bool:
    """Whether a length of time is an age: "76-year-old", "aged 8–10 years", a bare number found to
    be one.
    """
    last = lx[q.stop - 1]
    if lx[q.first - 1].low == "than" and lx[q.first - 2].low in ("older", "younger"):
        return True
    return (
        last.is_number
        or (last.low == "s" and last.glued)
        or last.low.endswith("ties")
        or last.low in ONES
        or last.low in TENS
        or last.low in ("old", "olds", "age", "yo")
        or bool(_AGED & set(lx.lows(q.first - 2, q.first)))
    )


def who_is_that_old(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> Span | None:
    """The person or thing of "a 76-year-old widow", "children under age 12", "pupils aged 8–10
    years", "Vance, 44,".
    """
    last, before = lx[q.stop - 1], lx[q.first - 1]
    token = tokens.after(span.end)
    if last.low == "old" and token is not None:
        behind = tokens.next(token) if token.text in HYPHENS else token
        if run := noun_run(tokens, behind):
            owner = next((t for t in tokens.doc[run[0].i + 1 : run[1].i] if t.tag_ == "POS"), None)
            return span_of(run[0], tokens.doc[owner.i - 1] if owner is not None else run[1])
    if before.text in HYPHENS and last.low == "s":
        return None  # "the over-65s" are themselves that old
    if before.low in ("over", "under") and lx[q.first - 2].low in _PEOPLE:
        people = tokens.at(lx[q.first - 2].start)
        return span_of(people, people)
    if (whoever := _whoever(tokens, lx, q)) is not None:
        return span_of(whoever, whoever)
    passed = None  # a noun that is not who is that old
    if before.text in (",", "(") or _AGED & set(lx.lows(q.first - 4, q.first)):
        noun = noun_before(tokens, span)
        if noun is None:
            return None
        if before.text in (",", "(") or _may_be_aged(tokens, lx, q, noun):
            return phrase_around(tokens, noun)
        passed = noun
    for head in climb(tokens.at(span.end - 1)):
        if head.pos_ in ("VERB", "AUX") and head.lower_ not in _AGED:
            subject = subject_of(head)
            return (
                phrase_around(tokens, subject)
                if subject is not None and tokens.is_thing(subject)
                else None
            )
        if tokens.is_thing(head) and head != passed:
            return phrase_around(tokens, head)
    return None


def expectancy_before(tokens: Tokens, span: Span) -> Span | None:
    """The "life expectancy for men" that a number tells, in whatever way its sentence is built."""
    at = tokens.at(span.start)
    for token in reversed(tokens.doc[max(at.sent.start, at.i - _FAR) : at.i]):
        if token.lower_ == "expectancy":
            return phrase_around(tokens, token)
    return None


def _may_be_aged(tokens: Tokens, lx: Lexemes, q: Quantity, noun: Token) -> bool:
    """Whether a noun before "aged 14" is who is that old: not "joined the guild aged 14"."""
    between = lx.lows(lx.behind(noun.idx + len(noun)), q.first)
    if between[:1] == ("aged",):
        indefinite = any(t.lower_ in ("a", "an") for t in noun.lefts)
        person = noun.lower_ in _PEOPLE or noun.ent_type_ == "PERSON" or noun.tag_ == "NNS"
        apart = noun.dep_ in ("dobj", "pobj") or noun.head.lower_ in _AGED
        return indefinite or person or not apart
    return not {"at", "by"} & set(between)


def is_of_nobody(tokens: Tokens, lx: Lexemes, q: Quantity) -> bool:
    """Whether a pronoun stands before the comparative: "nobody older than 55"."""
    return _whoever(tokens, lx, q) is not None


def _whoever(tokens: Tokens, lx: Lexemes, q: Quantity) -> Token | None:
    who = tokens.before(lx[q.first - 2].start) if lx[q.first - 1].low == "than" else None
    return who if who is not None and who.pos_ == "PRON" else None


def find_spell(tokens: Tokens, span: Span) -> Span | None:
    """What lasted, was done or happened so long before or after: a verb with its object, or a
    noun.
    """
    head = tokens.at(span.end - 1)
    verb = _verb_behind(tokens, span)
    if verb is not None and tokens.begin(verb) == tokens.begin(head):
        return _verb_phrase(tokens, verb, span)
    for token in climb(head):
        if _is_apart(tokens, head, token):
            return None
        if found := _happening(tokens, token, span):
            return found
        if head.dep_ == "conj" and token.i == head.head.i:
            return None  # "two cranes and three days"
        if tokens.is_thing(token) and token.lower_ not in CONTAINERS:
            return phrase_around(tokens, token)
    return None


def _verb_behind(tokens: Tokens, span: Span) -> Token | None:
    """The verb of the clause that a length of time leads to: "two days after the quay had shut"."""
    after = tokens.after(span.end)
    if after is not None and after.lower_ == "left":
        after = tokens.next(after)
    if after is None or after.lower_ not in ("after", "before", "since", "to"):
        return None
    to = after.lower_ == "to"
    tags, reach = (frozenset({"VB"}), 3) if to else (_FINITE, 14)
    return next((t for t in tokens.doc[after.i + 1 : after.i + reach] if t.tag_ in tags), None)


def _happening(tokens: Tokens, verb: Token, span: Span) -> Span | None:
    """What a verb above a length of time says to happen: itself with its object; of a verb of
    lasting and of "be" the subject, or the state: "they will be empty in ten days".
    """
    is_verb, lasts = verb.pos_ == "VERB", verb.lower_ in _LASTS
    subject = subject_of(verb) if lasts or verb.lemma_ == "be" else None
    if subject is not None and tokens.is_thing(subject):
        return phrase_around(tokens, subject)
    if is_verb:
        return _verb_phrase(tokens, verb, span)
    state = _state(verb) if verb.lemma_ == "be" else None
    return span_of(state, state) if state is not None else None


def _state(verb: Token) -> Token | None:
    """The adjective in which a verb says that something is: "be empty", "fall due"."""
    return next((c for c in children(verb) if c.dep_ == "acomp" and c.tag_ == "JJ"), None)


def _is_apart(tokens: Tokens, one: Token, two: Token) -> bool:
    """Whether a colon or a quotation mark stands between two tokens."""
    low, high = sorted((one.i, two.i))
    return any(t.text in _PARTING for t in tokens.doc[low + 1 : high])


def _behind_preposition(verb: Token, span: Span) -> Token | None:
    """What a preposition ties to a verb, but for the number itself."""
    tied = (c for p in children(verb) if p.dep_ in ("prep", "agent") for c in children(p))
    return next((c for c in tied if c.dep_ == "pobj" and not span.start <= c.idx < span.end), None)


def _verb_phrase(tokens: Tokens, verb: Token, span: Span) -> Span:
    """The verb with its object where that stands near and on the same side of the number."""
    thing = object_of(verb) or _behind_preposition(verb, span)
    state = _state(verb) if thing is None else None
    if state is not None and state.i == verb.i + 1:
        return span_of(verb, state)
    if (
        thing is None
        or thing.lower_ in CONTAINERS
        or not tokens.is_thing(thing)
        or not 0 < thing.i - verb.i < 9
    ):
        return span_of(verb, verb)
    whole = Span(verb.idx, phrase_around(tokens, thing).end)
    return span_of(verb, verb) if whole.overlaps(span) else whole
