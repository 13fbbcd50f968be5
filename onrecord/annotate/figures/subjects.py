"""Whose doing a verb is: its subject, where the parse can be trusted, else the noun before it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.syntax import (
    VERBS,
    Tokens,
    children,
    climb,
    phrase_around,
    subject_of,
)
from onrecord.lexicon import words

MEASURING = words("things.measuring")
_BODIES = words("things.bodies")
_JOINTS = words("things.joints") | {";", ":"}


def stated_subject(tokens: Tokens, word: Token) -> Token | None:
    """The subject of a verb by the parse, unless another clause stands between; else the noun
    before the verb.
    """
    noun = _head_before(tokens, word)
    subject = subject_of(word) if word.pos_ in VERBS else None
    if subject is None:
        return noun
    if noun is not None and not tokens.is_thing(subject) and _is_within(noun, subject):
        return None  # "Every year without the new ferries costs us": no ferries cost it
    aside = _begins_behind(tokens, word) == ","  # "shares in Arlo, which …, fell"
    signs = _JOINTS if aside else _JOINTS | {","}
    apart = noun is not None and any(t.text in signs for t in tokens.doc[subject.i + 1 : noun.i])
    return subject if tokens.is_thing(subject) and not apart else noun


def _begins_behind(tokens: Tokens, verb: Token) -> str:
    """What stands before a verb and its auxiliaries."""
    i = verb.i - 1
    while i >= tokens.begin(verb) and tokens.doc[i].pos_ in ("AUX", "ADV", "PART"):
        i -= 1
    return str(tokens.doc[i].text) if i >= 0 else ""


def _is_within(noun: Token, subject: Token) -> bool:
    """Whether a noun only says more of a subject that stands before it: "year without the new
    ferries".
    """
    for head in climb(noun):
        if head.i == subject.i:
            return subject.pos_ == "NOUN" and subject.i < noun.i
        if head.pos_ in VERBS:
            return False  # "A day there, called a sol, is"
    return False


def _head_before(tokens: Tokens, word: Token) -> Token | None:
    """The head of the noun phrase that ends before a word: of "sales in the north rose" it is
    "sales".
    """
    doc, begin, i = tokens.doc, tokens.begin(word), word.i - 1
    while i >= begin and _may_follow_subject(doc[i], word):
        i -= 1
    if i < begin or not tokens.is_thing(doc[i]):
        return None
    head = doc[i]
    for _ in range(6):
        start = tokens.at(phrase_around(tokens, head).start).i - 1
        while start >= begin and (doc[start].pos_ in ("DET", "NUM") or doc[start].tag_ == "PRP$"):
            start -= 1
        led = start > begin and (doc[start].pos_ == "ADP" or doc[start].lower_ == "and")
        if not led or not tokens.is_thing(doc[start - 1]):
            break
        head = doc[start - 1]
    return head


def _may_follow_subject(token: Token, verb: Token) -> bool:
    """Whether a token may stand between a subject and its verb."""
    if token.pos_ in ("AUX", "ADV", "PART") or token.lower_ in ("to", ",", "also"):
        return True
    return token.pos_ == "VERB" and verb.i - token.i < 6


def acts(tokens: Tokens, subject: Token, word: Token) -> bool:
    """Whether a subject is somebody who does something, so that no share is of them: "the union
    asked for 9 %"; not "Arlo, which is 43 percent owned by Burlo".
    """
    passive = word.dep_ == "acomp" or any(c.dep_ == "auxpass" for c in children(word))
    if passive or word.lemma_ in MEASURING or is_change_verb(word.lower_):
        return False
    return is_doer(tokens, subject)


def is_doer(tokens: Tokens, noun: Token) -> bool:
    return noun.idx + len(noun) in tokens.doers or noun.lower_ in _BODIES
