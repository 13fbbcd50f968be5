"""What a number counts, by what stands directly behind it: "10,000 fighters", "half of them", "a 25
% duty".
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.annotate.figures.changes import TAKING, is_change_verb
from onrecord.annotate.figures.number.lexemes import HYPHENS, Lexemes
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.spells import is_age
from onrecord.annotate.figures.syntax import (
    CONTAINERS,
    NOUNS,
    Tokens,
    behind_determiner,
    noun_run,
    outer_of,
    phrase_around,
    span_of,
)
from onrecord.model import Span

# what is so many percent of one of these is something else, named before: "a rate of 150 percent of
# the average"
_STANDARDS = frozenset("average level norm mean median size price time".split())
_POINTING = frozenset(
    "them those these us you which whom it that".split()
)  # words for what was named before
_IN_NO_THING = frozenset(
    """exchange return addition total cash change part favor favour turn person advance all fact length time succession
    hand terms""".split()
)
_STRUCK = frozenset(
    "dead injured wounded missing homeless hurt killed displaced unemployed".split()
)
# "rose 5 percent year-on-year": no thing
_COMPARED = re.compile(r"(?i)(year|quarter|month|week)[- ](?:on|over)[- ]\1\b")
_EXPECTING = frozenset({"expect", "forecast", "predict", "project", "estimate"})
_ADDING = frozenset({"add", "adds", "added", "adding"})
_REACH = 16  # lexemes from the verb of adding to the last of what it adds


def counted_by(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> tuple[Span, ...]:
    """What the number has behind it: "10,000 fighters", "half of them", "a 25 % duty"; empty where
    it has nothing.
    """
    if q.dimension == "times" or (q.dimension == "time" and is_age(lx, q)):
        return ()
    if (
        q.kind == "fraction" and lx[q.first + 1].is_word and lx[q.first + 2].low == "in"
    ):  # "one household in six"
        return (Span(lx[q.first + 1].start, lx[q.first + 1].end),)
    behind = _counted(tokens, lx, q, span)
    if behind is None:
        return ()
    owner = _before_bracket(tokens, lx, q)
    if owner is None and q.unit == "percent" and behind.end - span.end < 60:
        last = tokens.at(behind.end - 1)
        owner = measured_by_of(tokens, lx, q) if last.lower_ in _STANDARDS else None
    if q.unit == "percent" and owner is None:
        return (behind, *_in_which(tokens, behind))
    return (owner, behind) if owner else (behind,)


def points_back(lx: Lexemes, q: Quantity) -> bool:
    """Whether a number is one of things named before: "half of them", "six of those arrested"."""
    return lx[q.stop].low in ("of", "among") and lx[q.stop + 1].low in _POINTING


def befell(tokens: Tokens, q: Quantity, span: Span) -> tuple[Span, ...]:
    """The word behind a copula that says what befell so many: "another 14 are missing"."""
    word = tokens.after(span.end)
    while word is not None and word.pos_ == "AUX":
        word = tokens.next(word)
    return (
        (span_of(word, word),)
        if q.dimension == "count" and word is not None and word.lower_ in _STRUCK
        else ()
    )


def for_whom(tokens: Tokens, span: Span) -> tuple[Span, ...]:
    """Those whose share a percentage is, where it is said so: "the approval was 61 percent for
    men".
    """
    token = tokens.after(span.end)
    whose = _thing_behind(tokens, token) if token is not None and token.lower_ == "for" else None
    return (whose,) if whose else ()


def measured_by_of(tokens: Tokens, lx: Lexemes, q: Quantity) -> Span | None:
    """The noun before an "of" before the number: "an unemployment rate of at least 150 percent"."""
    for k in range(q.first - 1, q.first - 5, -1):
        if lx[k].low == "of":
            noun = tokens.before(lx[k].start)
            if noun is None or noun.lower_ in CONTAINERS or is_change_verb(noun.lower_):
                return None
            return phrase_around(tokens, outer_of(tokens, noun)) if tokens.is_thing(noun) else None
    return None


def _in_which(tokens: Tokens, change: Span) -> tuple[Span, ...]:
    """What rose or fell, behind the noun that says so: "a 10 percent increase in food prices"."""
    token = tokens.after(change.end)
    if (
        token is None
        or token.lower_ not in ("in", "for")
        or not is_change_verb(tokens.at(change.end - 1).lower_)
    ):
        return ()
    thing = _thing_behind(tokens, token)
    return (thing,) if thing else ()


def _counted(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> Span | None:
    """The noun phrase directly behind the number, or behind an "of"."""
    token = _behind_bracket(tokens, tokens.after(span.end))
    if token is None:
        return None
    if q.dimension == "time" and token.lower_ == "in":
        return _state_behind(tokens, token)
    if q.dimension in ("money", "percent", "points") and (
        found := _behind_preposition(tokens, lx, q, token)
    ):
        return found
    if token.lower_ == "worth":  # "$3 million worth of silver"
        token = tokens.next(token) or token
    if added := _added_to(tokens, lx, q, token):
        return added
    if token.lower_ in ("of", "off"):
        after = tokens.next(token)
        if after is not None and after.lower_ == "what":
            return _clause_behind(tokens, after)
        if after is not None and after.lower_ in _POINTING and not _determines(tokens, after):
            return _chosen(tokens, after)
        run = noun_run(tokens, behind_determiner(tokens, tokens.next(token)))
        owner = tokens.next(run[1]) if run else None
        if owner is not None and owner.tag_ == "POS":
            return None  # "14 of the harbor's 22 cranes": the number behind says it
        return _phrase(tokens, run) if run else None
    if q.dimension == "count" or q.kind == "fraction":
        start = (
            behind_determiner(tokens, token)
            if q.kind == "fraction"
            else _behind_hyphen(tokens, token)
        )
        if start is not None and start.lower_ == "more":  # "40 more pages", "1,000 or more workers"
            start = tokens.next(start)
        run = noun_run(tokens, start)
        if run and q.dimension == "count":
            run = _without_owned(tokens, run, compound=start is not token)
        elif run is None and token.lower_ in _STRUCK:
            return span_of(token, token)  # "left 40 dead"
        return _phrase(tokens, run) if run else None
    if q.dimension == "percent" and (period := _COMPARED.match(tokens.text, token.idx)):
        token = tokens.after(period.end())
        run = noun_run(tokens, token)
        return _phrase(tokens, run) if run else None
    hyphen = token.text in HYPHENS
    token = _behind_hyphen(tokens, token)
    if (
        token is None
        or not _is_premodifier(lx, q)
        or (token.ent_type_ in ("DATE", "TIME") and not hyphen)
    ):
        return None
    if token.tag_ == "VBG" and token.dep_ != "amod":
        return None  # "the 60 percent using black market prices"
    run = noun_run(tokens, token)
    if run and q.dimension == "money" and expects(tokens, run[1]):
        return None  # "the $2.2 billion analysts had expected"
    return _phrase(tokens, run) if run else None


def _added_to(tokens: Tokens, lx: Lexemes, q: Quantity, token: Token) -> Span | None:
    """What a number is added to: "add nine days to the journey and $640,000 to its cost"."""
    noun = tokens.next(token) if token.lower_ == "to" else None
    if noun is None or not (noun.pos_ in ("DET", "ADJ", "NOUN", "PROPN") or noun.tag_ == "PRP$"):
        return None
    if not any(
        lx[k].low in _ADDING
        for k in range(q.first - 1, q.first - _REACH, -1)
        if lx[k].text not in ".;:"
    ):
        return None
    return _thing_behind(tokens, token)


def _determines(tokens: Tokens, token: Token) -> bool:
    """Whether a pointing word belongs to a noun: "of that trade", not "of those that left"."""
    after = tokens.next(token)
    return (
        token.lower_ in ("that", "those", "these")
        and after is not None
        and after.pos_ in NOUNS | {"ADJ"}
    )


def _chosen(tokens: Tokens, token: Token) -> Span | None:
    """Those of whom a participle says what befell them: "six of those arrested"."""
    after = tokens.next(token)
    return (
        span_of(token, after)
        if token.lower_ == "those" and after is not None and after.tag_ == "VBN"
        else None
    )


def _clause_behind(tokens: Tokens, what: Token) -> Span | None:
    """A short clause that stands for a thing: "a fifth of what he takes"."""
    subject = tokens.next(what)
    verb = (
        tokens.next(subject)
        if subject is not None and subject.pos_ in ("PRON", "PROPN", "NOUN")
        else None
    )
    return span_of(what, verb) if verb is not None and verb.pos_ == "VERB" else None


def expects(tokens: Tokens, noun: Token) -> bool:
    """Whether a verb of expecting follows, so that a plural noun is who expects."""
    verb = tokens.next(noun)
    if verb is not None and verb.pos_ == "AUX":
        verb = tokens.next(verb)
    return noun.tag_ == "NNS" and verb is not None and verb.lemma_ in _EXPECTING


def _without_owned(
    tokens: Tokens, run: tuple[Token, Token], *, compound: bool
) -> tuple[Token, Token]:
    """What is counted without what that has: "the two nations' border", "the 11-member panel's
    trip".
    """
    for token in tokens.doc[run[0].i + 1 : run[1].i]:
        if token.tag_ == "POS" and (compound or tokens.doc[token.i - 1].lower_.endswith("s")):
            return run[0], tokens.doc[token.i - 1]
    return run


def _behind_bracket(tokens: Tokens, token: Token | None) -> Token | None:
    """The token itself, or the one behind a bracket with the same in another unit: "8 miles (13 km)
    of tunnels".
    """
    if token is None or token.text != "(":
        return token
    close = next((t for t in tokens.doc[token.i + 1 : token.i + 8] if t.text == ")"), None)
    inside = close is not None and any(i in tokens.numbers for i in range(token.i, close.i))
    return tokens.next(close) if close is not None and inside else None


def _behind_hyphen(tokens: Tokens, token: Token) -> Token | None:
    """The token itself, or the one behind a hyphen: "131-page", "six - member"."""
    return tokens.next(token) if token.text in HYPHENS or token.text == "–" else token


def _behind_preposition(tokens: Tokens, lx: Lexemes, q: Quantity, token: Token) -> Span | None:
    """What a sum or a share is in, for or taken from: "$48bn in assets", "$75,000 for the ship",
    "wiped $3m from".
    """
    taken = token.lower_ == "from" and lx[q.first - 1].low in (*TAKING, "than", "about", "nearly")
    taken = taken and any(lx[k].low in TAKING for k in range(q.first - 4, q.first))
    of_change = (
        q.dimension == "percent" and token.lower_ == "in" and lx[q.first - 1].low in ("of", "and")
    )
    behind = tokens.next(token)
    if behind is not None and behind.lower_ in ("each", "every"):
        return None  # "a fee of $150 for each crate" is a fee
    if not (taken or of_change or (token.lower_ in ("for", "in") and q.dimension == "money")):
        return None  # "increases of 4 percent in wages and 1 percent in pensions"
    return _thing_behind(tokens, token, bare=token.lower_ == "in" and not of_change)


def _state_behind(tokens: Tokens, token: Token) -> Span | None:
    """The bare noun in which somebody is for so long: "ten years in prison"; not "two weeks in
    May".
    """
    noun = tokens.next(token)
    after = tokens.next(noun) if noun is not None else None
    if (
        noun is None
        or noun.tag_ != "NN"
        or not tokens.is_thing(noun)
        or (after is not None and after.pos_ in NOUNS)
    ):
        return None
    return span_of(noun, noun) if noun.lower_ not in _IN_NO_THING else None


def _thing_behind(tokens: Tokens, token: Token, *, bare: bool = False) -> Span | None:
    """The noun phrase behind a preposition, unless it says when, where or how; `bare`: it has no
    determiner.
    """
    following = tokens.next(token)
    run = noun_run(tokens, following if bare else behind_determiner(tokens, following))
    if run is None or run[1].ent_type_ in ("DATE", "TIME", "GPE") or run[1].lower_ in _IN_NO_THING:
        return None
    if token.lower_ == "in" and run[1].pos_ == "PROPN":
        return None
    return _phrase(tokens, run)


def _is_premodifier(lx: Lexemes, q: Quantity) -> bool:
    """Whether a measure stands before its noun like an adjective: "a 25 % duty", "a 5-mile run",
    not "5 miles off".
    """
    last = lx[q.stop - 1].low
    return not (last.endswith("s") or last == "feet")


def _phrase(tokens: Tokens, run: tuple[Token, Token]) -> Span:
    """The noun phrase, with a bare "of" phrase behind it: "rounds of artillery", not "residents of
    Ostvia".
    """
    first, last = run
    after = tokens.next(last)
    if after is not None and after.lower_ == "of":
        inner = noun_run(tokens, tokens.next(after), most=4)
        if inner and inner[1].pos_ == "NOUN" and inner[0].pos_ != "PROPN":
            last = inner[1]
    return span_of(first, last)


def _before_bracket(tokens: Tokens, lx: Lexemes, q: Quantity) -> Span | None:
    """The noun phrase before a bracket that holds the figure alone: "the Reform list (32 seats)"."""
    if lx[q.first - 1].text != "(" or ")" not in lx.lows(q.stop, q.stop + 4):
        return None
    noun = tokens.before(lx[q.first - 1].start)
    return phrase_around(tokens, noun) if noun is not None and tokens.is_thing(noun) else None
