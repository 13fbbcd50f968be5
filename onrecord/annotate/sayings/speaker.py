"""The words that name a source: a noun phrase, read from its head or from behind its verb."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.sayings.frame import DASHES, Frame, Sentence
from onrecord.lexicon import words
from onrecord.lexicon.namewords import ROLE_HEADS

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
BREAKS = DASHES - {"-"} | {",", ";", ":", "(", ")"}
_IN_PHRASE = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART", "SYM", "X"))
_IN_FRONT = frozenset(("PUNCT", "ADV", "CCONJ", "SCONJ", "ADP"))  # no first words of a phrase
_AT_END = frozenset(("ADP", "DET", "CCONJ", "PUNCT", "ADV", "PART"))  # no last words of one
_MISTAKEN = frozenset(("ADV", "ADP", "INTJ", "VERB", "AUX"))  # what a name is taken for
_WHO = frozenset(("WP", "WDT", "WP$", "WRB"))
_TAILS = words("saying.tails")
_NICKNAME = 5  # tokens of a nickname with its marks
LONGEST = 30  # items of an apposition or of a speaker's phrase


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a source: tokens [start, end) with their head."""

    start: int
    end: int
    head: int


def right_of(frame: Frame, sentence: Sentence, position: int) -> Speaker | None:
    """The subject that follows its verb, as in "said the minister"."""
    last = None
    for p in range(position + 1, min(position + LONGEST, len(sentence.items))):
        token = frame.token(sentence, p)
        if token is None or token.tag_ in ("WP", "WDT"):
            break
        if last is None and token.pos_ == "ADV" and p == position + 1 and not is_capital(token):
            continue  # "said later the minister"
        if not _is_in_phrase(token, last):
            break
        if token.pos_ in NOMINAL or _is_mistaken(token):
            last = token
            if token.tag_ == "PRP":
                break
    return None if last is None else phrase(frame, sentence, last)


def _is_in_phrase(token: Token, last: Token | None) -> bool:
    """Whether a token behind a verb belongs to its subject, whose last noun so far is given."""
    if token.pos_ in _IN_PHRASE:
        return True
    if last is None:  # "said retired captain Bell"
        return token.dep_ == "amod" or _is_mistaken(token)
    return token.text == "-"


def _is_mistaken(token: Token) -> bool:
    """Whether a word is a name that the tagger mistook: "said Will"."""
    return is_capital(token) and token.pos_ in _MISTAKEN


def is_capital(token: Token) -> bool:
    """Whether a word is written as a name is: Will, DeBoer; not WILL."""
    return token.text[:1].isupper() and not (len(token) > 1 and token.text.isupper())


def is_passive(frame: Frame, verb: Token) -> bool:
    """Whether a verb's subject is who it is done to."""
    marks = (c.dep_ in ("nsubjpass", "auxpass") for c in frame.children(verb))
    return verb.tag_ == "VBN" and any(marks)


def may_speak(token: Token) -> bool:
    """Whether a noun is likelier to be somebody than something."""
    named = token.pos_ == "PROPN" or token.tag_ in ("PRP", "NNS") or token.ent_type_
    return bool(named) or token.lower_ in ROLE_HEADS


def phrase(frame: Frame, sentence: Sentence, head: Token) -> Speaker:
    """The noun phrase around a head, without appositions and relative clauses."""
    doc, (low, high) = frame.doc, sentence.bounds
    start = _first(frame, head, low)
    while start < head.i and doc[start].pos_ in _IN_FRONT:
        start += 1
    end, ceiling = head.i + 1, min(high, head.right_edge.i) + 1
    while end < ceiling and frame.inside[end] < 0 and _goes_on(doc[end]):
        end += 1
    if head.pos_ == "PROPN" and (last := _behind_nickname(frame, end)) is not None and last <= high:
        return Speaker(start, last + 1, head.i)
    while end > head.i + 1 and doc[end - 1].pos_ in _AT_END:
        end -= 1
    return Speaker(start, end, head.i)


def owner(frame: Frame, sentence: Sentence, token: Token) -> Speaker:
    """The words that name an owner: "her" of "her claim"."""
    if token.tag_ == "PRP$":
        return Speaker(token.i, token.i + 1, token.i)
    return phrase(frame, sentence, token)


def _first(frame: Frame, head: Token, low: int) -> int:
    """The first token before a head that may belong to its phrase."""
    start, floor = head.i, max(low, min(head.left_edge.i, head.i))
    while start > low and frame.inside[start - 1] < 0:
        before = frame.tokens[start - 1]
        if before.pos_ in ("VERB", "AUX", "SCONJ") or before.text in BREAKS:
            break
        added = before.pos_ in ("PROPN", "DET", "ADJ") and start <= before.head.i <= head.i
        if start <= floor and not added:
            break
        start -= 1
    return start


def _behind_nickname(frame: Frame, end: int) -> int | None:
    """The surname behind a nickname in quotation marks: "Orla “Skipper” Venn"."""
    doc = frame.doc
    if end >= len(doc) or frame.inside[end] < 0:
        return None
    after = end
    while after < len(doc) and frame.inside[after] == frame.inside[end] and after - end < _NICKNAME:
        after += 1
    named = after < len(doc) and frame.inside[after] < 0 and doc[after].pos_ == "PROPN"
    return after if named else None


def _goes_on(token: Token) -> bool:
    """Whether a token behind the head still belongs to the name of the source."""
    if token.tag_ in _WHO or token.dep_ in ("relcl", "acl", "appos"):
        return False
    if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in BREAKS:
        return False
    if token.pos_ != "ADP":
        return True
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return token.lower_ in _TAILS and behind.ent_type_ not in ("DATE", "TIME")  # "on Friday"
