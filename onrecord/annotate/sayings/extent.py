"""How far a reported clause reaches: all that is reported, and nothing that the writer adds.

The parser's clause is the least. What it leaves to the verb of saying, though it goes on with the
clause, is taken in ("… and that the toll would rise"); what the writer hangs on it (", conceding
the race", "according to …", ", but shares of the firm slumped") is cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.verbs import LEMMA_OF

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_SINGULAR = frozenset(("is", "was", "has", "does"))
_PLURAL = frozenset(("are", "were", "have", "do"))
_DASHES = frozenset(("—", "–", "--"))
_AGAINST = frozenset(("but", "while", "though", "although", "yet"))
_REFERS = frozenset(("PRP", "PRP$", "EX"))  # he, their, there: what they mean was said before


def last_of(frame: Frame, sentence: Sentence, verb: Token, clause: Token) -> Iterator[int]:
    """The last tokens that a clause behind a verb of saying may have, the farthest first."""
    high = sentence.bounds[1]
    least = min(clause.right_edge.i, high)
    farthest = _taken_in(frame, verb, clause, least, high)
    if farthest > least:
        yield _cut(frame, verb, clause, farthest)
    yield _cut(frame, verb, clause, least)


def is_finite(frame: Frame, verb: Token) -> bool:
    """Whether a verb or its auxiliary has a tense."""
    auxiliaries = (c for c in frame.children(verb) if c.dep_ in ("aux", "auxpass"))
    return verb.tag_ in ("VBZ", "VBD", "VBP") or any(c.tag_ != "TO" for c in auxiliaries)


def _taken_in(frame: Frame, verb: Token, clause: Token, least: int, high: int) -> int:
    """The end of what goes on with a clause, though the parser hangs it on the verb of saying."""
    end = least
    for child in frame.children(verb):
        if child.i <= end or child.is_punct or child.dep_ == "cc":
            continue
        first, doc = child.left_edge, frame.doc
        apart = any(t.text == "," for t in doc[end + 1 : first.i])
        more = child.dep_ == "ccomp" or (child.dep_ == "advcl" and not apart)
        if not more and not (child.dep_ == "conj" and _has_subject(frame, child)):
            break
        end = min(child.right_edge.i, high)
    return end


def _has_subject(frame: Frame, verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in frame.children(verb))


def _cut(frame: Frame, verb: Token, clause: Token, end: int) -> int:
    """The last token of a clause that ends with a token, without what the writer adds."""
    for i in range(clause.i + 1, end + 1):
        if any(added(frame, verb, clause, i, end) for added in _ADDED):
            return i - 1
    return end


def _other_number(frame: Frame, verb: Token, clause: Token, i: int, end: int) -> bool:
    """X say that the aid is late and have sought more: the second verb is of X."""
    token, number = frame.doc[i], _number(frame, clause)
    if token.pos_ != "CCONJ" or token.head.i != clause.i or not number:
        return False
    more = next((c for c in frame.children(clause) if c.dep_ == "conj" and c.i > i), None)
    if more is None or _has_subject(frame, more):
        return False
    return {number, _number(frame, more)} == {"one", "many"}


def _participle(frame: Frame, verb: Token, clause: Token, i: int, end: int) -> bool:
    """X said that it was so, conceding the race; but not "… was so, leaving the rest to them"."""
    if frame.doc[i].text != "," or i == end or frame.doc[i + 1].tag_ != "VBG":
        return False
    participle = frame.doc[i + 1]
    return participle.lower_ in LEMMA_OF and participle.lower_ not in _TOO


def _according(frame: Frame, verb: Token, clause: Token, i: int, end: int) -> bool:
    """X said that it was so, according to Y."""
    return frame.doc[i].text == "," and i < end and frame.doc[i + 1].lower_ == "according"


def _says_on(frame: Frame, verb: Token, clause: Token, i: int, end: int) -> bool:
    """X said that it was so and added …; they claim that Y was so and claim …"""
    tags = ("VBD", "VBP", "VB") if _number(frame, clause) == "one" else ("VBD",)
    return frame.doc[i].pos_ == "CCONJ" and any(
        t.lower_ in LEMMA_OF and t.tag_ in tags for t in frame.doc[i + 1 : i + 3]
    )


def _break(frame: Frame, verb: Token, clause: Token, i: int, end: int) -> bool:
    """X said that it was so; it was not. Two dashes only set something in."""
    word = frame.doc[i].text
    if word not in _DASHES:
        return word == ";"
    return not any(t.text in _DASHES for t in frame.doc[clause.left_edge.i : end + 1] if t.i != i)


def _against(frame: Frame, verb: Token, clause: Token, i: int, end: int) -> bool:
    """X said that sales were strong, but shares slumped: what nobody spoke of before."""
    doc = frame.doc
    if doc[i].text != "," or i + 1 > end or doc[i + 1].lower_ not in _AGAINST:
        return False
    subject = next((t for t in doc[i + 2 : end + 1] if t.dep_ in SUBJECTS), None)
    if subject is None or subject.tag_ in _REFERS or doc[i + 2].lower_ == "that":
        return False
    first = max(subject.left_edge.i, i + 2)
    return first == i + 2 and doc[first].tag_ not in _REFERS and doc[first].lower_ not in _POINTS


_TOO = frozenset(("including", "showing", "making"))
_POINTS = frozenset(("this", "that", "these", "those", "such", "it", "both", "neither", "all"))
_ADDED: tuple[Callable[[Frame, Token, Token, int, int], bool], ...] = (
    _other_number,
    _participle,
    _according,
    _says_on,
    _break,
    _against,
)


def _number(frame: Frame, verb: Token) -> str:
    """Whether the finite form of a verb says that its subject is "one" or "many"; empty where it
    does not.
    """
    for token in (
        *(c for c in frame.children(verb) if c.i < verb.i and c.dep_ in ("aux", "auxpass")),
        verb,
    ):
        if token.lower_ in _SINGULAR or token.tag_ == "VBZ":
            return "one"
        if token.lower_ in _PLURAL or token.tag_ == "VBP":
            return "many"
    return ""
