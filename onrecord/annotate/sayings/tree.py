"""The subject of a verb of saying by the dependency tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.cues import Verb
from onrecord.annotate.sayings.frame import Frame
from onrecord.annotate.sayings.speaker import NOMINAL, is_passive
from onrecord.lexicon import words

_RELATIVE = words("grammar.relative")
_CLIMBED = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "aux", "auxpass"))
_NOTE = 5  # tokens of a note in parentheses
_HIGHEST = 6  # verbs from a cue up to the one whose subject it shares


class _Step(NamedTuple):
    """What the tree says at one verb: the subject or none, or another verb to be asked."""

    subject: Token | None
    ask: Token | None = None


def by_tree(verb: Verb) -> Token | None:
    """The grammatical subject; of a participle or a second verb, that of the verb it leans on."""
    if verb.token.lower_ in ("put", "puts"):  # "as she put it" is always taken amiss
        return None
    asked: Token | None = verb.token
    for _ in range(_HIGHEST):
        step = TREE.first((verb, asked)) if asked is not None else None
        if step is None or step.found.ask is None:
            head = step.found.subject if step else None
            return None if head is not None and _is_astray(verb, head) else head
        asked = step.found.ask
    return None


def _is_astray(verb: Verb, head: Token) -> bool:
    """Whether the tree's subject cannot be one; of a passive the words beside know no better."""
    if is_passive(verb.frame, verb.token):
        return False
    cut = head.pos_ == "ADP" and head.i + 1 < verb.token.i
    return cut or head.tag_ == "VBG" or _noted(verb.frame, head)


_Asked = tuple[Verb, Token]  # the verb of saying, and the one that the tree is asked about


def _agent(asked: _Asked) -> _Step | None:
    """ "It was called so by X": X, or nobody."""
    cue, verb = asked
    if verb is not cue.token or not is_passive(cue.frame, verb) or not cue.subjects(verb):
        return None
    by = next((c for c in cue.frame.children(verb) if c.dep_ == "agent"), None)
    behind = cue.frame.children(by) if by is not None else ()
    return _Step(next((c for c in behind if cue.within(c)), None))


def _of_clause(asked: _Asked) -> _Step | None:
    """The noun of a clause: "the officer, who said", "the mayor saying"; of a thing, who did
    something with it: "released a statement saying", "sent an email to supporters saying".
    """
    cue, verb = asked
    subjects, noun = cue.subjects(verb), verb.head
    found = nearest(subjects, verb) if subjects else None
    own = found is not None and found.lower_ not in _RELATIVE
    if verb.dep_ not in ("acl", "relcl") or own or not cue.within(noun):
        return None
    to = noun.head
    if found is None and noun.dep_ == "pobj" and to.lower_ == "to" and cue.within(to.head):
        noun = to.head
    if noun.dep_ in ("dobj", "oprd") and _is_thing(noun) and cue.within(noun.head):
        return _Step(None, ask=noun.head)
    return _Step(found or (noun if noun.pos_ in NOMINAL else None))


def _own(asked: _Asked) -> _Step | None:
    cue, verb = asked
    subjects = cue.subjects(verb)
    return _Step(nearest(subjects, verb)) if subjects else None


def _leaned_on(asked: _Asked) -> _Step | None:
    """ "X began to say": that of the verb above."""
    cue, verb = asked
    climbs = verb.dep_ in _CLIMBED and cue.within(verb.head) and verb.head is not verb
    return _Step(None, ask=verb.head) if climbs else None


TREE = Chain(
    "subject by tree",
    Rule("agent", _agent),
    Rule("of clause", _of_clause),
    Rule("own", _own),
    Rule("leaned on", _leaned_on),
)


def nearest(subjects: Sequence[Token], verb: Token) -> Token:
    """The one subject of a verb, of several that the tree gives it: "In Port Amel, Norra, Bell
    said" has two.
    """
    before = [t for t in subjects if t.i < verb.i]
    return before[-1] if before else subjects[0]


def _noted(frame: Frame, head: Token) -> bool:
    """Whether a noun stands in a note in parentheses: the party in "Ana Bell (R-Fla.) said"."""
    for i in range(head.i - 1, max(-1, head.i - 1 - _NOTE), -1):
        if frame.tokens[i].text in ("(", ")"):
            return frame.tokens[i].text == "("
    return False


def _is_thing(token: Token) -> bool:
    """A common noun, which does not speak for itself where it is the object of somebody's verb."""
    return token.pos_ == "NOUN" and not token.ent_type_
