"""How far a reported clause reaches: all that is reported, and nothing that the writer adds.

The parser's clause is the least. What it leaves to the verb of saying, though it goes on with the
clause, is taken in ("… and that the toll would rise"); what the writer hangs on it (", conceding
the race", "according to …", ", but shares of the firm slumped") is cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.cues import SUBJECTS
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.verbs import LEMMA_OF
from onrecord.lexicon import words

_SINGULAR = words("grammar.singular")
_PLURAL = words("grammar.plural")
_DASHES = frozenset(("—", "–", "--"))
_AGAINST = words("saying.against")
_REFERS = frozenset(("PRP", "PRP$", "EX"))  # he, their, there: what they mean was said before
_POINTS = words("saying.pointing")
_TOO = words("saying.not_said")


def last_of(frame: Frame, sentence: Sentence, verb: Token, clause: Token) -> Iterator[int]:
    """The last tokens that a clause behind a verb of saying may have, the farthest first."""
    high = sentence.bounds[1]
    least = min(clause.right_edge.i, high)
    farthest = _taken_in(frame, verb, clause, least, high)
    if farthest > least:
        yield _cut(frame, clause, farthest)
    yield _cut(frame, clause, least)


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
        apart = any(t.text == "," for t in frame.doc[end + 1 : child.left_edge.i])
        more = child.dep_ == "ccomp" or (child.dep_ == "advcl" and not apart)
        if not more and not (child.dep_ == "conj" and _has_subject(frame, child)):
            break
        end = min(child.right_edge.i, high)
    return end


def _has_subject(frame: Frame, verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in frame.children(verb))


def _cut(frame: Frame, clause: Token, end: int) -> int:
    """The last token of a clause that ends with a token, without what the writer adds."""
    for i in range(clause.i + 1, end + 1):
        if ADDED.first(Joint(frame, clause, i, end)):
            return i - 1
    return end


class Joint(NamedTuple):
    """A token of a reported clause at which what the writer adds may begin."""

    frame: Frame
    clause: Token  # its verb
    i: int
    end: int  # the last token of the clause

    @property
    def doc(self) -> Doc:
        return self.frame.doc

    @property
    def behind(self) -> Token | None:
        """The token behind a comma."""
        comma = self.doc[self.i].text == "," and self.i < self.end
        return self.doc[self.i + 1] if comma else None


def _other_number(joint: Joint) -> bool | None:
    """X say that the aid is late and have sought more: the second verb is of X."""
    frame, clause = joint.frame, joint.clause
    token, number = joint.doc[joint.i], _number(frame, clause)
    if token.pos_ != "CCONJ" or token.head.i != clause.i or not number:
        return None
    joined = (c for c in frame.children(clause) if c.dep_ == "conj" and c.i > joint.i)
    more = next(joined, None)
    if more is None or _has_subject(frame, more):
        return None
    return True if {number, _number(frame, more)} == {"one", "many"} else None


def _participle(joint: Joint) -> bool | None:
    """X said that it was so, conceding the race; but not "… was so, leaving the rest to them"."""
    behind = joint.behind
    says = behind is not None and behind.tag_ == "VBG" and behind.lower_ in LEMMA_OF
    return True if says and behind is not None and behind.lower_ not in _TOO else None


def _according(joint: Joint) -> bool | None:
    """X said that it was so, according to Y."""
    return True if joint.behind is not None and joint.behind.lower_ == "according" else None


def _says_on(joint: Joint) -> bool | None:
    """X said that it was so and added …; they claim that Y was so and claim …"""
    one = _number(joint.frame, joint.clause) == "one"
    tags = ("VBD", "VBP", "VB") if one else ("VBD",)
    near = joint.doc[joint.i + 1 : joint.i + 3]
    says = any(t.lower_ in LEMMA_OF and t.tag_ in tags for t in near)
    return True if joint.doc[joint.i].pos_ == "CCONJ" and says else None


def _break(joint: Joint) -> bool | None:
    """X said that it was so; it was not. Two dashes only set something in."""
    word = joint.doc[joint.i].text
    if word not in _DASHES:
        return True if word == ";" else None
    whole = joint.doc[joint.clause.left_edge.i : joint.end + 1]
    return None if any(t.text in _DASHES for t in whole if t.i != joint.i) else True


def _against(joint: Joint) -> bool | None:
    """X said that sales were strong, but shares slumped: what nobody spoke of before."""
    doc, i = joint.doc, joint.i
    if joint.behind is None or joint.behind.lower_ not in _AGAINST:
        return None
    subject = next((t for t in doc[i + 2 : joint.end + 1] if t.dep_ in SUBJECTS), None)
    if subject is None or subject.tag_ in _REFERS or doc[i + 2].lower_ == "that":
        return None
    first = max(subject.left_edge.i, i + 2)
    new = doc[first].tag_ not in _REFERS and doc[first].lower_ not in _POINTS
    return True if first == i + 2 and new else None


ADDED = Chain(
    "added",
    Rule("other number", _other_number),
    Rule("participle", _participle),
    Rule("according", _according),
    Rule("says on", _says_on),
    Rule("break", _break),
    Rule("against", _against),
)


def _number(frame: Frame, verb: Token) -> str:
    """Whether the finite form of a verb says that its subject is "one" or "many"; empty where it
    does not.
    """
    auxiliaries = (c for c in frame.children(verb) if c.dep_ in ("aux", "auxpass"))
    for token in (*(c for c in auxiliaries if c.i < verb.i), verb):
        if token.lower_ in _SINGULAR or token.tag_ == "VBZ":
            return "one"
        if token.lower_ in _PLURAL or token.tag_ == "VBP":
            return "many"
    return ""
