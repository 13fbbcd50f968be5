"""Who a cue's words belong to: its subject.

Two witnesses: the dependency tree, and the words right beside the verb outside of the quotation.
The tree knows long subjects ("a spokesman for the ministry"); the words beside the verb are right
where the tree took the quotation to pieces. A subject is believed only where it stands outside all
quotation marks and in the sentence of its verb.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.cues import SUBJECTS, Verb
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.neighbours import BESIDE
from onrecord.annotate.sayings.speaker import Speaker, is_capital, is_passive, may_speak, phrase
from onrecord.annotate.sayings.tree import by_tree, nearest
from onrecord.annotate.sayings.verbs import LEMMA_OF, PLAIN, SENSE_OF
from onrecord.lexicon import words

_EMPTY = words("saying.empty_subjects")
_OWN = frozenset(("claim", "say", "note", "announce"))  # senses of statements, not of verdicts


def subject_of(frame: Frame, sentence: Sentence, position: int) -> Speaker | None:
    """The subject of the verb at a position, wherever it stands."""
    token = frame.token(sentence, position)
    if token is None:
        return None
    verb = Verb(frame, sentence, position, token)
    if lent := LENT.first(verb):
        return lent.found
    decided = HEADS.first(verb)
    if decided is None or (token.tag_ == "VBG" and decided.found.lower_ in _EMPTY):
        return None  # an empty subject of a participle is a sign of a wrong parse
    return _whole_name(frame, phrase(frame, sentence, decided.found), token)


# ---- a subject lent by another verb -------------------------------------------------------------
def _trailing(verb: Verb) -> Speaker | None:
    """X did this, saying …"""
    if verb.token.tag_ != "VBG" or verb.before is None or verb.before.text != ",":
        return None
    main = main_subject(verb.frame, verb.sentence)
    return main if main and may_speak(verb.doc[main.head]) else None


def _joined(verb: Verb) -> Speaker | None:
    """X said this and added that."""
    if verb.before is None or verb.before.pos_ != "CCONJ":
        return None
    if any(c.dep_ in SUBJECTS for c in verb.frame.children(verb.token)):
        return None
    for p in range(verb.position):
        token = verb.at(p)
        if token is None or token.pos_ != "VERB" or not _joins(token, verb.token):
            continue
        if any(c.dep_ in SUBJECTS for c in verb.frame.children(token)):
            return subject_of(verb.frame, verb.sentence, p)
    return None


def _joins(token: Token, other: Token) -> bool:
    """Whether another verb goes on with a verb of saying: a plain one, or one of its own sense."""
    verb, like = (LEMMA_OF.get(t.lower_, "") for t in (token, other))
    sense = SENSE_OF.get(verb)
    own = sense is not None and sense is SENSE_OF.get(like) and sense.name in _OWN
    return own or verb in PLAIN


LENT = Chain("lent subject", Rule("trailing", _trailing), Rule("joined", _joined))


# ---- the verb's own ---------------------------------------------------------------------------
def _beside(verb: Verb) -> Token | None:
    decided = None if is_passive(verb.frame, verb.token) else BESIDE.first(verb)
    return decided.found if decided else None


HEADS = Chain("subject", Rule("tree", by_tree), Rule("beside", _beside))


def main_subject(frame: Frame, sentence: Sentence) -> Speaker | None:
    """The subject of the sentence's main verb, else its first subject."""
    subjects = [
        frame.tokens[i] for i in sentence.items if i >= 0 and frame.tokens[i].dep_ in SUBJECTS
    ]
    if not subjects:
        return None
    verb = next((t.head for t in subjects if t.head.dep_ == "ROOT"), subjects[0].head)
    main = nearest([t for t in subjects if t.head.i == verb.i], verb)
    return phrase(frame, sentence, main)


def _whole_name(frame: Frame, speaker: Speaker, verb: Token) -> Speaker:
    """A speaker with what the tagger cut off the name right before the verb."""
    rest = frame.doc[speaker.end : verb.i] if speaker.end < verb.i else ()
    cut = frame.tokens[speaker.end - 1].pos_ == "PROPN" and all(map(is_capital, rest))
    return replace(speaker, end=verb.i, head=verb.i - 1) if cut and rest else speaker
