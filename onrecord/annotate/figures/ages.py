"""Bare numbers that are somebody's age: "Schiff, 56, who", "men aged 18 to 34", "She turned 35"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.figures.bare import Bare
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.syntax import NOUNS, Tokens
from onrecord.annotate.lexemes import Lexemes
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import words
from onrecord.model import Span

_SAID = words("ages.said")
_LEADING = words("ages.leading")
_BEING = words("ages.being")
_HEDGING = words("ages.hedging")
_PEOPLE = words("ages.people")
_PRONOUNS = words("ages.pronouns")
_NO_BEARERS = words("ages.no_bearers")
_BEHIND = words("ages.behind")
_LIVED = words("ages.lived")
_TURNING = words("ages.turning")
_OLDER = frozenset({"older", "younger"})
_BEYOND = words("ages.beyond")
_NOON = 12  # up to here a number behind "at" may be the hour
_RELATIVE = words("ages.goes_on")
_MARKS = frozenset(",.;)—–")
_OLDEST = 125
_ADULT = range(10, 111)  # below, a bare number counts something more often
_NEAR = 4  # lexemes before a number in which its pronoun stands


def is_age(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> bool:
    """Whether a bare number is an age in years."""
    if q.unit != "count" or q.dimension != "count" or q.kind != "number":
        return False
    if not 0 <= q.low <= q.high <= _OLDEST or q.low != int(q.low):
        return False
    return AGE.first(Bare(tokens, lx, q, span)) is not None


def _said(bare: Bare) -> bool | None:
    """ "aged 18 to 34", "at the age of six", "ages between 5 and 10"."""
    k = 1
    while bare.before(k) in _LEADING and k < _NEAR:
        k += 1
    return bare.before(k) in _SAID or None


def _compared(bare: Bare) -> bool | None:
    """ "younger than 5"."""
    return (bare.before() == "than" and bare.before(2) in ("younger", "older")) or None


def _bounded(bare: Bare) -> bool | None:
    """ "people over 65", "She is under 18"."""
    if bare.before() not in ("over", "under"):
        return None
    if bare.before(2) in _PEOPLE:
        return not bare.plural or None
    return (bare.before(2) in _BEING and bare.q.low in _ADULT and not bare.near) or None


def _or_older(bare: Bare) -> bool | None:
    """ "18 or older", "aged 65 and over", "anyone 16 or above"."""
    either, which = bare.behind.low, bare.lx[bare.q.stop + 1].low
    if either not in ("and", "or"):
        return None
    return which in _OLDER or (which in _BEYOND and bare.before() in _PEOPLE) or None


def _lived(bare: Bare) -> bool | None:
    """ "died at 81", "married at just 19"."""
    k = 1
    while bare.before(k) in _HEDGING | {"just"} and k < _NEAR:
        k += 1
    aged = bare.before(k) == "at" and bare.before(k + 1) in _LIVED
    return (aged and bare.q.low in _ADULT and bare.q.low > _NOON and not bare.near) or None


def _expected(bare: Bare) -> bool | None:
    """ "Life expectancy for women is around 84", "the retirement age rises from 65 to 67"."""
    if not bare.q.digits or bare.q.low not in _ADULT or bare.near:
        return None
    k = 1
    while bare.before(k) in _LEADING | _HEDGING and k < _NEAR:
        k += 1
    if bare.before(k) not in _BEING and bare.before(k - 1) != "from" and not bare.q.ranged:
        return None
    return bool({"age", "expectancy"} & set(bare.lx.lows(bare.q.first - 10, bare.q.first))) or None


def _apposed(bare: Bare) -> bool | None:
    """ "Nora Vance, 56, who", "recalled Nora Vance, now 31", "Nora Vance (56)", "Tom, six,"."""
    lx, q = bare.lx, bare.q
    comma = q.first - (2 if bare.before() in ("now", "then") else 1)
    bracketed = lx[comma].text == "(" and lx[q.stop].text == ")"
    if not bracketed and lx[comma].text != ",":
        return None
    ends = lx[q.stop].text in _MARKS or lx[q.stop].low in _RELATIVE
    if not ends or q.low < 2 or q.ranged:
        return None
    name = bare.tokens.before(lx[comma].start)
    named = name is not None and name.ent_type_ == "PERSON"
    if bracketed or not q.digits:
        return named or None
    return _is_of_name(bare, name, comma) or None


def _is_of_name(bare: Bare, name: Token | None, comma: int) -> bool:
    """Whether the name of a person stands before the comma of "Nora Vance, 56, who"."""
    lx, q, tokens = bare.lx, bare.q, bare.tokens
    if lx[comma].start in tokens.people:
        return True
    if name is None or name.pos_ not in NOUNS:
        return False
    beyond = tokens.after(lx[q.stop].end)
    while beyond is not None and beyond.pos_ == "ADV" and beyond.lower_ not in _RELATIVE:
        beyond = tokens.next(beyond)
    said = beyond is not None and (beyond.pos_ in ("AUX", "VERB") or beyond.lower_ in _RELATIVE)
    if name.pos_ == "NOUN":  # "Her eldest daughter, 34, has"
        one = name.tag_ == "NN" and name.lower_ not in _NO_BEARERS and q.low in _ADULT
        return one and said and lx[q.stop].text == ","
    return name.ent_type_ == "PERSON" or said or _is_capital(lx, comma - 1)


def _is_capital(lx: Lexemes, i: int) -> bool:
    """Whether the two lexemes that end at `i` look like a name rather than a date or a place in a
    list.
    """
    return lx[i - 1].is_word and lx[i - 1].text[:1].isupper() and lx[i].text[:1].isupper()


def _unparted(bare: Bare) -> bool | None:
    """ "Nora Vance 44 has", in copy without commas."""
    name, after = bare.tokens.before(bare.span.start), bare.after
    if name is None or name.ent_type_ != "PERSON" or not bare.q.digits or bare.q.low not in _ADULT:
        return None
    return (after is not None and after.pos_ in ("AUX", "VERB")) or None


def _is_or_turns(bare: Bare) -> bool | None:
    """ "She turned 35", "when he was six", "who is now 31"; not "he was six points ahead"."""
    k = 1
    while bare.before(k) in _HEDGING and k < _NEAR:
        k += 1
    if bare.before(k) not in _BEING or bare.q.ranged:
        return None
    back = bare.lx.lows(bare.q.first - k - _NEAR, bare.q.first - k)
    someone = not _PRONOUNS.isdisjoint(back) or _is_person(bare, k)
    if bare.q.low in _ADULT and bare.q.digits:
        return (someone and not bare.near) or None
    close = not _PRONOUNS.isdisjoint(back[-2:])
    behind = bare.lx[bare.q.stop]
    ends = not behind.is_word or behind.low in _BEHIND
    return (close and ends and bare.q.low > 1 and not bare.lx.joined(bare.q.stop)) or None


def _is_person(bare: Bare, back: int) -> bool:
    """Whether a person's name stands before the verb that many lexemes back: "Pell turned 70"."""
    verb = bare.lx[bare.q.first - back]
    named = bare.lx[bare.q.first - back - 1].end in bare.tokens.people
    return named and (verb.low in _TURNING or bare.q.digits)


AGE: Chain[Bare, bool] = Chain(
    "age",
    Rule("said", _said),
    Rule("compared", _compared),
    Rule("bounded", _bounded),
    Rule("or older", _or_older),
    Rule("lived", _lived),
    Rule("expected", _expected),
    Rule("apposed", _apposed),
    Rule("unparted", _unparted),
    Rule("is or turns", _is_or_turns),
)
