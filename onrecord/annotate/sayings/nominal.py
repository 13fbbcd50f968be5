"""Attributions without a verb of saying: "her claim that “…”", "in the mayor's words", "according
to".
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.sayings.frame import DASHES, Frame
from onrecord.annotate.sayings.place import Attribution, Place
from onrecord.annotate.sayings.verbs import SAYINGS

# behind "claim", before what was claimed
_OF_SAYINGS = DASHES | {"that", "of", "to", "for", ":"}
_REACH = 12  # items from "claim" to the words claimed
_VIEW = 8  # items from "in the words of" to the words


def according(place: Place) -> Attribution | None:
    """According to X, …"""
    return place.around.according


def in_words_of(place: Place) -> Attribution | None:
    """In X's words, “…”. In the words of X, “…”."""
    for p in place.around.views:
        if not 0 < place.position - p <= _VIEW and (p < place.position or place.cues):
            continue
        word = place.doc[place.sentence.items[p]]
        owner = _whose(place, word)
        if owner is not None and place.outside(owner):
            return Attribution("according", place.named(owner), (word.head.i, word.i + 1))
    return None


def _whose(place: Place, word: Token) -> Token | None:
    """Who a word is of: its possessor, or what "of" adds to it."""
    children = [c for c in place.frame.children(word) if place.outside(c)]
    owner = next((c for c in children if c.dep_ == "poss"), None)
    of = next((c for c in children if c.lower_ == "of"), None)
    if owner is not None or of is None:
        return owner
    return next((c for c in place.frame.children(of) if c.dep_ == "pobj"), None)


def nominal(place: Place) -> Attribution | None:
    """X's claim that “…”. A promise by X of “…”."""
    for position in range(place.position - 1, max(-1, place.position - _REACH), -1):
        noun = place.token(position)
        if noun is None or any(c.position == position for c in place.cues):
            return None
        following = place.token(position + 1)
        apposed = position + 2 == place.position and following and following.text == ","
        leads = following is None or apposed or following.lower_ in _OF_SAYINGS
        if not leads and not _states(place, position + 1):
            continue
        saying = noun.lemma_.lower()
        if (
            noun.pos_ == "NOUN"
            and saying in SAYINGS
            and (owner := owner_of(place.frame, noun)) is not None
        ):
            return Attribution("nominal", place.named(owner), (noun.i, noun.i + 1), saying)
    return None


def _states(place: Place, position: int) -> bool:
    """Whether "is" or "was" at a position gives the words of a saying: "her slogan is “Go on,”"
    "was that “…”".
    """
    copula, that = place.token(position), place.token(position + 1)
    if copula is None or copula.lower_ not in ("is", "was"):
        return False
    return that.lower_ == "that" if that is not None else place.words[:1].isupper()


def owner_of(frame: Frame, noun: Token) -> Token | None:
    """Who a saying is of: its possessive, or what "by" and "from" add to it."""
    for child in frame.children(noun):
        if frame.inside[child.i] >= 0:
            continue
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            behind = frame.children(child)
            return next((c for c in behind if c.dep_ == "pobj" and frame.inside[c.i] < 0), None)
    return None
