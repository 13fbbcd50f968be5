"""What a verb of saying reports without marks: which words behind it are what was said.

A class of verbs licenses a construction (`Sense`): to *say* is that something is so, to *promise*
is to do something, to *urge* is that another does it, to *accuse* is of something done.
"""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.cues import SUBJECTS, Cue
from onrecord.annotate.sayings.extent import is_finite
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.verbs import SAYINGS
from onrecord.lexicon import words

_TELLS = words("saying.telling")  # somebody, that …
_PUBLICATIONS = words("saying.publications")
_WHEN = words("grammar.when")
_LEAD = 8  # tokens from a cue to "that", or to its subject: whom it was told, and when


class Governing(NamedTuple):
    """A cue that may govern what it reports."""

    frame: Frame
    sentence: Sentence
    cue: Cue

    @property
    def verb(self) -> Token:
        return self.frame.tokens[self.cue.token]

    def behind(self, *deps: str) -> list[Token]:
        """What hangs on the verb behind it by one of these relations, in order."""
        return [c for c in self.frame.children(self.verb) if c.i > self.verb.i and c.dep_ in deps]


class Content(NamedTuple):
    """What was said: its first token, and the verb that the rest hangs on."""

    first: int
    verb: Token


def _stated(g: Governing) -> Content | None:
    """X said that it was so."""
    if not g.cue.sense.clause:
        return None
    clause = _clause(g.frame, g.sentence, g.cue)
    if clause is None or not _is_statement(g.frame, g.cue, clause) or not _reports(g, clause):
        return None
    return Content(_start(g.frame, g.cue, clause), clause)


def _bound(g: Governing) -> Content | None:
    """X vowed to do it; nobody is told to: "asked to leave" is another thing."""
    if not g.cue.sense.act or g.behind("dobj", "dative"):
        return None
    return next((_infinitive(g, c) for c in g.behind("xcomp") if _infinitive(g, c)), None)


def _ordered(g: Governing) -> Content | None:
    """X urged them to do it: they, and what to do."""
    if not g.cue.sense.order:
        return None
    told = g.behind("dobj", "dative")
    for clause in g.behind("xcomp", "ccomp"):
        found = _infinitive(g, clause)
        if found is None:
            continue
        subject = next((c for c in g.frame.children(clause) if c.dep_ in SUBJECTS), None)
        whom = subject or (told[0] if told and told[0].i < clause.i else None)
        if whom is not None:
            return Content(min(whom.left_edge.i, found.first), clause)
    return None


def _charged(g: Governing) -> Content | None:
    """X accused them of doing it, praised them for doing it: they, and what they did."""
    whom = next(iter(g.behind("dobj")), None)
    if not g.cue.sense.verdict or whom is None:
        return None
    for link in (*g.behind("prep"), *(c for c in g.frame.children(whom) if c.dep_ == "prep")):
        deed = next((c for c in g.frame.children(link) if c.dep_ == "pcomp"), None)
        if link.lower_ in ("of", "for") and link.i > whom.i and deed is not None:
            return Content(whom.left_edge.i, deed)
    return None


def _infinitive(g: Governing, clause: Token) -> Content | None:
    to = next((c for c in g.frame.children(clause) if c.tag_ == "TO" and c.i < clause.i), None)
    return Content(to.i, clause) if to is not None and to.i > g.verb.i else None


CONTENTS = Chain(
    "content",
    Rule("clause", _stated),
    Rule("order", _ordered),
    Rule("promise", _bound),
    Rule("charge", _charged),
)


def _reports(g: Governing, clause: Token) -> bool:
    """Whether a verb reports the clause: one that does so seldom must say "that", or be said of a
    publication ("a poll found the toll too high").
    """
    between = g.frame.doc[g.cue.token + 1 : clause.i]
    if g.cue.strong or any(t.lower_ == "that" and t.head.i == clause.i for t in between):
        return True
    subjects = (c for c in g.frame.children(g.verb) if c.dep_ in SUBJECTS)
    return g.cue.sense.record and any(c.lower_ in _PUBLICATIONS for c in subjects)


def _clause(frame: Frame, sentence: Sentence, cue: Cue) -> Token | None:
    """The verb of the clause that a cue governs: its complement, or what the parser hangs on who is
    told, or makes a sentence of its own.
    """
    verb = frame.tokens[cue.token]
    for child in frame.children(verb):
        if child.i > verb.i and child.dep_ == "ccomp":
            return child
        if child.i > verb.i and child.dep_ in ("dobj", "dative") and cue.verb in _TELLS:
            for told in frame.children(child):
                first = told.left_edge
                if (
                    told.dep_ in ("relcl", "acl", "ccomp")
                    and first.lower_ == "that"
                    and first.dep_ not in SUBJECTS
                ):
                    return told
    return _astray(frame, sentence, cue) if cue.plain else None


def _astray(frame: Frame, sentence: Sentence, cue: Cue) -> Token | None:
    """The first finite verb behind a plain verb of saying, with its subject between them."""
    for p in range(cue.position + 1, min(len(sentence.items), cue.position + 2 * _LEAD)):
        token = frame.token(sentence, p)
        if token is None or token.text in (",", ";", ":", "—", "–"):
            return None
        if token.dep_ in SUBJECTS and token.head.i > token.i and is_finite(frame, token.head):
            first = max(cue.token + 1, token.left_edge.i)
            near = first - cue.token <= _LEAD and token.tag_ not in ("WP", "WDT")
            return token.head if near and token.head.dep_ != "relcl" else None
    return None


def _start(frame: Frame, cue: Cue, clause: Token) -> int:
    """The first token of a clause behind its cue, whom it was told left out."""
    doc = frame.doc
    first = max(cue.token + 1, clause.left_edge.i)
    that = next(
        (t.i for t in doc[cue.token + 1 : cue.token + 1 + _LEAD] if _opens(t, clause)), None
    )
    if that is not None and that >= first:
        return that
    if cue.verb in _TELLS and frame.tokens[first].pos_ == "AUX":
        first = cue.token + 1  # the subject hangs on whom it was told
    if cue.verb in _TELLS and first == cue.token + 1:
        heard = list(takewhile(lambda t: t.pos_ != "NOUN", doc[first : first + _LEAD]))
        told = first + len(heard) + 1
        if heard and told < clause.i and doc[told].pos_ in ("ADJ", "DET", "PRON", "NUM"):
            return told
    return first


def _opens(token: Token, clause: Token) -> bool:
    return token.lower_ == "that" and token.dep_ == "mark" and token.head.i == clause.i


def _is_when(frame: Frame, first: Token, clause: Token) -> bool:
    """Whether a clause only tells when it was said: "said as she left", but not "said as leaders
    they …".
    """
    joins = first.dep_ in ("mark", "advmod") and first.head.i == clause.i
    return joins and first.lower_ in _WHEN and not any(frame.children(first))


def _is_statement(frame: Frame, cue: Cue, clause: Token) -> bool:
    """Whether a clause has a subject and a verb of its own: not "what" alone, not an infinitive."""
    first = clause.left_edge
    if first.tag_ in ("WP", "WDT") or first.lower_ in ("whatever", "to"):
        return False
    if _is_when(frame, first, clause):
        return False
    subjects = ("nsubj", "nsubjpass", "expl", "csubj")
    lefts = [c for c in frame.children(clause) if c.i < clause.i]
    if not is_finite(frame, clause):
        return False
    beside = frame.tokens[min((c.i for c in lefts), default=clause.i) - 1]
    astray = cue.verb in _TELLS and beside.i > cue.token + 1 and beside.pos_ in ("NOUN", "PROPN")
    return astray or any(c.dep_ in subjects for c in lefts)


def claimed(frame: Frame, noun: Token) -> Content | None:
    """What a noun of saying reports: "the mayor's claim that it was so"."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in SAYINGS:
        return None
    for clause in frame.children(noun):
        first = clause.left_edge
        that = first.lower_ == "that" and first.dep_ not in SUBJECTS and first.i > noun.i
        if clause.dep_ in ("acl", "relcl", "ccomp") and that and is_finite(frame, clause):
            return Content(first.i, clause)
    return None
