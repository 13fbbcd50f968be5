"""Numbers in words that name rather than count: the pronoun "one", hours, labels, those named
before. Chains of named rules.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.figures.bare import Bare
from onrecord.annotate.figures.syntax import noun_run
from onrecord.annotate.lexemes import HYPHENS
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import words

_LABELLED = words("numbered.labelled")
_PRONOUN_BEFORE = words("numbered.pronoun_before")
_STANDING = words("numbered.standing")
_IDIOMS = words("numbered.idioms")
_DETERMINED = words("numbered.determined")
_PERSONS = frozenset({"number", "no"})  # behind these a number is who plays there: "number eight"
_MOST_IN_NAME = (
    12  # the greatest number in words that stands for those named before, or for an hour
)


# "one"


def _tied_idiom(bare: Bare) -> bool | None:
    """ "one-time gains"."""
    return (bare.tied and bare.lx[bare.q.stop + 1].low in _IDIOMS) or None


def _pronoun(bare: Bare) -> bool | None:
    """ "the one", "no one", "some-one"."""
    tied = bare.word.text in ("-", "–") and bare.word.glued
    return bare.before() in _PRONOUN_BEFORE or tied or None


def _one_of(bare: Bare) -> bool | None:
    """ "one of them", "one of the few in"."""
    if bare.behind.low != "of" or bare.before() in ("least", "only", "just"):
        return None
    return _stands_for_none(bare) or None


def _stands_for_none(bare: Bare) -> bool:
    """Whether what is behind "one of" has no noun: "them", "those that stand out"."""
    lx, i = bare.lx, bare.q.stop + 1
    if lx[i].low in _STANDING:
        return True
    few = lx.lows(i, i + 2) == ("the", "few")
    if not few and lx[i].low not in ("those", "these"):
        return False
    return noun_run(bare.tokens, bare.tokens.after(lx[i + few].end), most=5) is None


def _idiom(bare: Bare) -> bool | None:
    """ "one way or the other", "on one hand"."""
    way = bare.behind.low == "way" and bare.lx[bare.q.stop + 1].low == "or"
    return way or (bare.before(), bare.behind.low) == ("on", "hand") or None


def _of_nothing(bare: Bare) -> bool | None:
    """ "one" with no noun behind it."""
    partitive = bare.behind.low == "of"
    return (not partitive and not bare.tied and bare.noun is None) or None


ONE: Chain[Bare, bool] = Chain(
    "one",
    Rule("tied idiom", _tied_idiom),
    Rule("pronoun", _pronoun),
    Rule("one of", _one_of),
    Rule("idiom", _idiom),
    Rule("of nothing", _of_nothing),
)


# numbers in words


def _hour(bare: Bare) -> bool | None:
    """ "at a quarter to six", "at seven"."""
    if bare.q.high > _MOST_IN_NAME:
        return None
    past = bare.before() in ("to", "past")
    part = bare.before(2) in ("quarter", "half", "ten", "twenty", "minutes")
    return (past and part) or (bare.before() == "at" and not bare.near) or None


def _labelled_in_words(bare: Bare) -> bool | None:
    """ "round eight", "phase two", "number eight Orr"."""
    before = bare.before()
    if before not in _LABELLED or (before.endswith("s") and before != "series"):
        return None
    return not bare.near or before in _PERSONS or None


def _named_in_words(bare: Bare) -> bool | None:
    """Number words inside a name: "the Big Three", "Seven Sisters"."""
    if not bare.first.text[:1].isupper():
        return None
    if bare.tokens.at(bare.span.start).is_sent_start:  # "Three Rivers Council met"
        noun = bare.noun
        named = noun is not None and noun.tag_ == "NNP" and noun.text[:1].isupper()
        return (named and not bare.tokens.is_in_title(bare.span)) or None
    if not bare.word.is_word:
        return None
    after = _behind_hyphen(bare)
    named = after is not None and after.text[:1].isupper()
    named = named and not bare.tokens.is_in_title(bare.span)
    return named or bare.word.text[:1].isupper() or bare.before() in _DETERMINED or None


def _determined(bare: Bare) -> bool | None:
    """ "the two left early"."""
    if bare.first.text[:1].isupper() and bare.word.is_word:
        return None
    small = bare.q.low <= _MOST_IN_NAME and bare.before() in _DETERMINED | {"between"}
    after = _behind_hyphen(bare)
    return (small and noun_run(bare.tokens, after) is None) or None


def _behind_hyphen(bare: Bare) -> Token | None:
    after = bare.after
    return bare.tokens.next(after) if after is not None and after.text in HYPHENS else after


IN_WORDS: Chain[Bare, bool] = Chain(
    "label in words",
    Rule("hour", _hour),
    Rule("labelled", _labelled_in_words),
    Rule("named", _named_in_words),
    Rule("determined", _determined),
)
