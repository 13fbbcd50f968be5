"""Numbers that their place in the sentence shows to be no figure: names, labels, years, the pronoun
"one". A chain of named rules.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.figures.bare import Bare
from onrecord.annotate.figures.number.measures import MULTIPLYING
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.syntax import (
    NOUNS,
    WHEN,
    Tokens,
    noun_run,
    object_of,
    subject_of,
)
from onrecord.annotate.figures.worded import IN_WORDS, ONE
from onrecord.annotate.lexemes import Lexemes
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import words
from onrecord.model import Span

_LABELLED = words("numbered.labelled")
_NOT_LABELLED = words("numbered.not_labelled")
_STREETS = words("numbered.streets")
_IDIOMS = words("numbered.idioms")
_AVERAGE_OF = words("numbered.average_of")
_QUANTIFYING = words("numbered.quantifying")
_YEAR_BEFORE = words("numbered.year_before")
_LEADS = words("numbered.leads")
_SOFT = words("labels.soft")
_NUMBERS = words("labels.abbreviated")
_RANKS = words("labels.ranks")
# names that do not end in a number
_APART = frozenset({"PERSON", "GPE", "LOC", "NORP", "DATE", "TIME"})
_COUNTED = frozenset({"CARDINAL", "QUANTITY", ""})
_PREPOSITIONS = words("labels.prepositions")
_ERA = range(1000, 2200)  # years that a text names
_LIVING = range(1900, 2100)  # years that a text names more often than it counts so many
_EARLIEST = 1100  # what is below counts as often as it is a year


def is_label(
    tokens: Tokens, lx: Lexemes, q: Quantity, span: Span, refused_before: bool = False
) -> bool:
    """Whether a bare number is a name, a label, a year or a pronoun.

    `refused_before`: the number that it is joined to is one ("posts 542 and 543").
    """
    bare = Bare(tokens, lx, q, span, refused_before)
    if OF_ANY_UNIT.first(bare):
        return True
    if q.unit != "count" or q.dimension == "times":
        return False
    if q.kind == "number" and not q.ranged and bare.first.low == "one":
        return ONE.first(bare) is not None
    if bare.tied and lx[q.stop + 1].low in _IDIOMS:
        return True
    if bare.first.low == "zero" and bare.behind.low in ("hour", "tolerance"):
        return True
    if not q.digits:
        return IN_WORDS.first(bare) is not None
    if _is_in_era(bare) and not q.ranged:
        return _is_year(bare)
    return IN_DIGITS.first(bare) is not None


def _is_in_era(bare: Bare) -> bool:
    return bare.first.text.isdigit() and len(bare.first.text) == 4 and bare.q.low in _ERA


# numbers with or without a unit


def _point_of_time(bare: Bare) -> bool | None:
    """ "at one point", "One day, she left"."""
    after = bare.lx[bare.q.first + 1].low
    at = bare.first.low == "one" and bare.before() == "at" and after in ("point", "time", "stage")
    day = bare.first.text == "One" and after == "day" and bare.behind.text == ","
    return at or day or None


def _form(bare: Bare) -> bool | None:
    """ "Form 2A"."""
    glued = bare.q.unit == "amp" and bare.lx[bare.q.stop - 1].glued
    return (glued and bare.word.text[:1].isupper()) or None


def _batted(bare: Bare) -> bool | None:
    """A person who "doubled in the fifth inning" or "doubled the lead": verbs of games."""
    verb = bare.tokens.at(bare.span.start)
    if bare.first.low not in MULTIPLYING:
        return None
    if (thing := object_of(verb)) is not None:
        return thing.lower_ in _LEADS or None
    subject = subject_of(verb)
    return (subject is not None and subject.ent_type_ == "PERSON") or None


OF_ANY_UNIT: Chain[Bare, bool] = Chain(
    "label", Rule("point of time", _point_of_time), Rule("form", _form), Rule("batted", _batted)
)


# numbers in digits


def _span_of_years(bare: Bare) -> bool | None:
    """ "from 1541 to 1590", "2020-2021": two years, the older ones only where nothing is counted
    behind them.
    """
    q = bare.q
    if not q.ranged or q.low not in _ERA or q.high not in _ERA or "," in bare.first.text:
        return None
    return q.high in _LIVING or (bool(q.opening) and not bare.near) or None


def _ranked(bare: Bare) -> bool | None:
    """ "ranked 64": a place in an order."""
    return bare.before() in _RANKS or None


def _version(bare: Bare) -> bool | None:
    """ "Harvest 2.0"."""
    return (bare.first.text.endswith(".0") and bare.word.text[:1].isupper()) or None


def _model(bare: Bare) -> bool | None:
    """ "the 787 Dreamliner"; not "the 300 Spartans"."""
    after, noun = bare.after, bare.noun
    if not _is_whole(bare) or bare.before() not in ("a", "the") or after is None or noun is None:
        return None
    named = after.pos_ == "PROPN" and after.text[:1].isupper() and noun.i == after.i
    return (named and not bare.plural and not bare.tokens.is_in_title(bare.span)) or None


def _beside_label(bare: Bare) -> bool | None:
    """ "posts 542 and 543"."""
    return (bare.beside_label and _is_whole(bare)) or None


def _is_whole(bare: Bare) -> bool:
    return bare.first.text.isdigit() and not bare.q.ranged


def _item(bare: Bare) -> bool | None:
    """ "1) … 2) …"."""
    closes = bare.behind.text == ")"
    opened = "(" in bare.lx.lows(bare.q.first - 8, bare.q.first)
    return (_is_whole(bare) and closes and not opened) or None


def _abbreviated(bare: Bare) -> bool | None:
    """ "No. 7", "the S.&P. 500"."""
    if not _is_whole(bare) or bare.word.text != ".":
        return None
    index = bare.before(3) == "&" and len(bare.before(2)) == 1
    return bare.before(2) in _NUMBERS or index or None


def _address(bare: Bare) -> bool | None:
    """ "123 Random Street"."""
    street = bare.noun is not None and bare.noun.lower_ in _STREETS and bare.noun.pos_ == "PROPN"
    return (_is_whole(bare) and street) or None


def _alone(bare: Bare) -> bool | None:
    """ "the 787 is"."""
    lone = bare.before() == "the" and bare.noun is None and bare.after is not None
    return (_is_whole(bare) and lone) or None


def _labelled(bare: Bare) -> bool | None:
    """ "page 5", "Channel 4"; not "the level 200 jobs reached"."""
    labels = bare.before() in _LABELLED - _NOT_LABELLED
    return (_is_whole(bare) and labels and not (bare.plural and bare.word.text.islower())) or None


def _behind_name(bare: Bare) -> bool | None:
    """ "Corvane 800", "Apollo 11"; not "in Paris 300 people"."""
    name, word = bare.name, bare.word
    if not _is_whole(bare) or name is None or not word.is_word or _is_apart(bare):
        return None
    begins = name.is_sent_start and (bare.plural or not _is_said_again(bare))
    if name.pos_ != "PROPN" and (not word.text[:1].isupper() or name.pos_ not in NOUNS or begins):
        return None
    apart = name.ent_type_ in _APART and bare.tokens.at(bare.span.start).ent_type_ in _COUNTED
    counts = bare.plural and (apart or _is_after_preposition(bare.tokens, name))
    return not counts or None


def _is_apart(bare: Bare) -> bool:
    return bare.before() in WHEN or bare.before() in _SOFT


def _is_said_again(bare: Bare) -> bool:
    """Whether the text has the same word and number once more: "Netrover 6 … of Netrover 6"."""
    return bare.lx.says_again(bare.q.first - 1)


def _said_again(bare: Bare) -> bool | None:
    """A capitalised word and a number that the article says more than once: "Netrover 6"."""
    capital = bare.word.text[:1].isupper() and not _is_apart(bare)
    return (_is_whole(bare) and capital and not bare.plural and _is_said_again(bare)) or None


def _behind_noun(bare: Bare) -> bool | None:
    """ "at gate 7", where nothing is counted behind it."""
    name = bare.name
    if not _is_whole(bare) or name is None or not bare.word.is_word or _is_apart(bare):
        return None
    alone = name.pos_ == "NOUN" and bare.noun is None and not name.is_sent_start
    return (alone and name.lower_ != "total") or None


IN_DIGITS: Chain[Bare, bool] = Chain(
    "label in digits",
    Rule("span of years", _span_of_years),
    Rule("ranked", _ranked),
    Rule("version", _version),
    Rule("model", _model),
    Rule("beside a label", _beside_label),
    Rule("item", _item),
    Rule("abbreviated", _abbreviated),
    Rule("address", _address),
    Rule("alone", _alone),
    Rule("labelled", _labelled),
    Rule("behind a name", _behind_name),
    Rule("said again", _said_again),
    Rule("behind a noun", _behind_noun),
)


def _is_after_preposition(tokens: Tokens, name: Token) -> bool:
    """Whether a name closes a phrase of place or time: "in Paris 300 men", "on Monday 12 men"."""
    token: Token | None = name
    while token is not None and token.pos_ == "PROPN":
        token = tokens.previous(token)
    return token is not None and token.lower_ in _PREPOSITIONS


def _is_year(bare: Bare) -> bool:
    """Whether four digits are a year: unless the text quantifies them ("about 2000 people") or they
    count a plural outside the last centuries.
    """
    before = bare.before()
    if before == "of" and bare.before(2) in _AVERAGE_OF:
        return False
    if before in _QUANTIFYING:  # "since at least 1975"
        return bool({"since", "until", "before"} & {bare.before(2), bare.before(3)})
    run = noun_run(bare.tokens, bare.after)
    plural = run is not None and (run[1].tag_ in ("NNS", "NNPS") or run[1].lower_ == "people")
    if not plural or before in _YEAR_BEFORE:
        return bare.q.low >= _EARLIEST or not plural
    if bare.q.low not in _LIVING:
        return False
    by = bare.name
    dated = bare.tokens.at(bare.span.start).ent_type_ in ("DATE", "")
    return dated or by is None or by.pos_ not in ("VERB", "ADP", "ADV")
