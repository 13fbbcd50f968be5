"""What a number counts, by what stands directly behind it: "10,000 fighters", "half of them", "a 25
% duty". One rule, one way to say it; things.py has them in their order.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.annotate.figures.changes import TAKING
from onrecord.annotate.figures.clue import Clue, Found, one
from onrecord.annotate.figures.syntax import (
    NOUNS,
    Tokens,
    behind_determiner,
    noun_run,
    phrase_around,
    span_of,
)
from onrecord.annotate.lexemes import HYPHENS
from onrecord.lexicon import words
from onrecord.model import Span

_POINTING = words("things.pointing")
_PEOPLE = words("things.people")
_NO_THINGS = words("things.no_things")
STATES = words("things.states")
_EXPECTING = words("things.expecting")
_ADDING = words("things.adding")
_COMPARED = re.compile(r"(?i)(year|quarter|month|week)[- ](?:on|over)[- ]\1\b")  # no thing
_REACH = 16  # lexemes from the verb of adding to the last of what it adds
_BRACKET = 8  # tokens of a bracket that says the same in another unit


def points_back(clue: Clue) -> Found | None:
    """ "half of them", "six of those arrested": what was named before, unless a participle says of
    whom.
    """
    of, token = _behind(clue), None
    if of is not None and of.lower_ in ("of", "among", "off"):
        token = clue.tokens.next(of)
    if token is None or token.lower_ not in _POINTING or _determines(clue.tokens, token):
        return None
    after = clue.tokens.next(token)
    if token.lower_ == "those" and after is not None and after.tag_ == "VBN":
        return one(span_of(token, after))
    if clue.links.part_of is not None and clue.links.part_of < clue.index:
        return Found(clue.before[clue.links.part_of].what, clue.links.part_of)
    if token.lower_ in ("which", "whom"):
        return None
    return Found() if clue.links.alike is None else None


def in_state(clue: Clue) -> Found | None:
    """The bare noun in which somebody is for so long: "ten years in prison"; not "two weeks in
    May".
    """
    token = _behind(clue)
    if clue.q.dimension != "time" or token is None or token.lower_ != "in":
        return None
    noun = clue.tokens.next(token)
    after = clue.tokens.next(noun) if noun is not None else None
    if noun is None or noun.tag_ != "NN" or not clue.tokens.is_thing(noun):
        return None
    if noun.lower_ in _NO_THINGS or (after is not None and after.pos_ in NOUNS):
        return None
    return one(span_of(noun, noun))


def purpose(clue: Clue) -> Found | None:
    """What a sum or a share is in, for or taken from: "$48bn in assets", "$75,000 for the ship",
    "wiped $3m from".
    """
    token, lx, q = _behind(clue), clue.lx, clue.q
    if q.dimension not in ("money", "percent", "points") or token is None:
        return None
    behind = clue.tokens.next(token)
    if behind is not None and behind.lower_ in ("each", "every"):
        return None  # "a fee of $150 for each crate" is a fee
    before = lx.lows(q.first - 4, q.first)
    if token.lower_ == "from" and set(before) & TAKING:
        return one(thing_behind(clue.tokens, token))
    if token.lower_ == "in" and q.dimension == "percent" and before[-1] in ("of", "and"):
        return one(thing_behind(clue.tokens, token))  # "increases of 4 percent in wages"
    if token.lower_ in ("for", "in") and q.dimension == "money":
        return one(thing_behind(clue.tokens, token, bare=token.lower_ == "in"))
    return None


def added(clue: Clue) -> Found | None:
    """What a number is added to: "add nine days to the journey and $640,000 to its cost"."""
    token, lx, first = _behind(clue), clue.lx, clue.q.first
    if token is None or token.lower_ != "to":
        return None
    noun = clue.tokens.next(token)
    if noun is None or not (noun.pos_ in ("DET", "ADJ", "NOUN", "PROPN") or noun.tag_ == "PRP$"):
        return None
    adds = any(lx[k].low in _ADDING for k in range(first - 1, first - _REACH, -1))
    return one(thing_behind(clue.tokens, token)) if adds else None


def of(clue: Clue) -> Found | None:
    """The noun phrase behind an "of", "off" or "worth": "two-thirds of the detained sailors"."""
    tokens, token = clue.tokens, _behind(clue)
    if token is not None and token.lower_ == "worth":  # "$3 million worth of silver"
        token = tokens.next(token)
    if token is None or not (token.lower_ == "of" or _takes_off(clue, token)):
        return None
    after = tokens.next(token)
    if after is not None and after.lower_ == "what":
        return one(_clause_behind(tokens, after))
    run = noun_run(tokens, behind_determiner(tokens, after))
    owner = tokens.next(run[1]) if run else None
    if run is None or (owner is not None and owner.tag_ == "POS"):
        return None  # "14 of the harbor's 22 cranes": the number behind says it
    return one(_phrase(tokens, run))


def counted(clue: Clue) -> Found | None:
    """The noun phrase right behind a count: "10,000 fighters", "131-page report", "40 more"."""
    tokens, q = clue.tokens, clue.q
    token = _behind(clue)
    if token is None or not (q.dimension == "count" or q.kind == "fraction"):
        return None
    if q.kind == "fraction":
        start = behind_determiner(tokens, token)
    else:
        start = _behind_hyphen(tokens, token)
    if start is not None and start.lower_ in ("more", "fewer", "less"):
        start = tokens.next(start)
    run = noun_run(tokens, start)
    if run is None:
        return None
    if q.dimension == "count":
        run = _without_owned(tokens, run, compound=start is not token)
    return one(_listed(tokens, run) or _phrase(tokens, run))


def _listed(tokens: Tokens, run: tuple[Token, Token]) -> Span | None:
    """Several bare plurals that one number counts: "men, women and children"."""
    last, token, closed = run[1], tokens.next(run[1]), False
    while token is not None and (token.text == "," or token.lower_ in ("and", "or")) and not closed:
        noun, closed = tokens.next(token), token.text != ","
        if noun is None or noun.tag_ != "NNS" or run[1].tag_ != "NNS":
            return None
        last, token = noun, tokens.next(noun)
    several = last.i > run[1].i + 2 or {run[1].lower_, last.lower_} <= _PEOPLE
    return span_of(run[0], last) if closed and several else None


def measured(clue: Clue) -> Found | None:
    """The noun before which a measure stands like an adjective: "a 25 % duty", "a 5-mile run"."""
    tokens, q, token = clue.tokens, clue.q, _behind(clue)
    if token is None or q.dimension in ("count", "times"):
        return None
    if q.dimension == "percent" and (period := _COMPARED.match(tokens.text, token.idx)):
        run = noun_run(tokens, tokens.after(period.end()))
        return one(_phrase(tokens, run)) if run else None
    hyphen, token = token.text in HYPHENS, _behind_hyphen(tokens, token)
    last = clue.lx[q.stop - 1].low
    if token is None or last.endswith("s") or last == "feet":
        return None  # "5 miles off"
    if (token.ent_type_ in ("DATE", "TIME") and not hyphen) or (
        token.tag_ == "VBG" and token.dep_ != "amod"
    ):
        return None  # "the 60 percent using black market prices"
    run = noun_run(tokens, token)
    if run is None or (q.dimension == "money" and expects(tokens, run[1])):
        return None  # "the $2.2 billion analysts had expected"
    return one(_phrase(tokens, run))


def one_in(clue: Clue) -> Found | None:
    """The noun inside a share: "one household in six"."""
    lx, q = clue.lx, clue.q
    inside = lx[q.first + 1]
    if q.kind != "fraction" or not inside.is_word or lx[q.first + 2].low != "in":
        return None
    return Found((Span(inside.start, inside.end),))


def in_bracket(clue: Clue) -> Found | None:
    """What stands before a bracket that holds the figure alone, with what is counted in it: "the
    Reform list (32 seats)".
    """
    lx, q = clue.lx, clue.q
    found = counted(clue) or measured(clue)
    if found is None or lx[q.first - 1].text != "(" or ")" not in lx.lows(q.stop, q.stop + 4):
        return None
    noun = clue.tokens.before(lx[q.first - 1].start)
    if noun is None or not clue.tokens.is_thing(noun):
        return None
    return Found((phrase_around(clue.tokens, noun), *found.what))


def befallen(clue: Clue) -> Found | None:
    """Those whom only their state names: "left 40 dead", "another 14 are missing"."""
    word = _behind(clue)
    while word is not None and word.pos_ == "AUX":
        word = clue.tokens.next(word)
    if clue.q.dimension != "count" or word is None or word.lower_ not in STATES:
        return None
    return one(span_of(word, word))


def expects(tokens: Tokens, noun: Token) -> bool:
    """Whether a verb of expecting follows, so that a plural noun is who expects."""
    verb = tokens.next(noun)
    if verb is not None and verb.pos_ == "AUX":
        verb = tokens.next(verb)
    return noun.tag_ == "NNS" and verb is not None and verb.lemma_ in _EXPECTING


def thing_behind(tokens: Tokens, token: Token, *, bare: bool = False) -> Span | None:
    """The noun phrase behind a preposition, unless it says when, where or how; `bare`: it has no
    determiner.
    """
    following = tokens.next(token)
    run = noun_run(tokens, following if bare else behind_determiner(tokens, following))
    if run is None or run[1].ent_type_ in ("DATE", "TIME", "GPE") or run[1].lower_ in _NO_THINGS:
        return None
    if token.lower_ == "in" and run[1].pos_ == "PROPN":
        return None
    return _phrase(tokens, run)


def _behind(clue: Clue) -> Token | None:
    """The token behind a number, or behind a bracket with the same in another unit: "8 miles (13
    km) of tunnels".
    """
    tokens, token = clue.tokens, clue.behind
    if token is None or token.text != "(":
        return token
    inside = tokens.doc[token.i + 1 : token.i + _BRACKET]
    close = next((t for t in inside if t.text == ")"), None)
    same = close is not None and any(i in tokens.numbers for i in range(token.i, close.i))
    return tokens.next(close) if close is not None and same else None


def _behind_hyphen(tokens: Tokens, token: Token) -> Token | None:
    """The token itself, or the one behind a hyphen: "131-page", "six - member"."""
    return tokens.next(token) if token.text in HYPHENS or token.text == "–" else token


def _takes_off(clue: Clue, token: Token) -> bool:
    """ "$550 off a loom", not "72 off 40 balls"."""
    return token.lower_ == "off" and clue.q.dimension != "count"


def _determines(tokens: Tokens, token: Token) -> bool:
    """Whether a pointing word belongs to a noun: "of that trade", not "of those that left"."""
    after = tokens.next(token)
    if token.lower_ not in ("that", "those", "these") or after is None:
        return False
    return after.pos_ in NOUNS | {"ADJ"}


def _clause_behind(tokens: Tokens, what: Token) -> Span | None:
    """A short clause that stands for a thing: "a fifth of what he takes"."""
    subject = tokens.next(what)
    if subject is None or subject.pos_ not in ("PRON", "PROPN", "NOUN"):
        return None
    verb = tokens.next(subject)
    return span_of(what, verb) if verb is not None and verb.pos_ == "VERB" else None


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
