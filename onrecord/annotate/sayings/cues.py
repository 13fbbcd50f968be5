"""Cues: where a sentence reports what somebody said.

A cue is a verb of `verbs` that the sentence uses as a verb. The tagger is asked, and overruled
where the words beside leave no doubt, since it often takes "accused" for an adjective and "projects
that" for a noun next to a quotation.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.verbs import LEMMA_OF, PLAIN, SENSE_OF, WEAK, Sense
from onrecord.lexicon import words

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_NAMING = words("saying.naming_verbs")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at a position of a sentence."""

    position: int
    token: int
    verb: str  # lemma

    @property
    def sense(self) -> Sense:
        return SENSE_OF[self.verb]

    @property
    def strong(self) -> bool:
        """Whether it reports speech by itself, with no quotation right beside it."""
        return self.verb not in WEAK and self.sense.name != "believe"

    @property
    def plain(self) -> bool:
        return self.verb in PLAIN


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying in its sentence."""

    frame: Frame
    sentence: Sentence
    position: int
    token: Token

    @property
    def doc(self) -> Doc:
        return self.frame.doc

    @property
    def before(self) -> Token | None:
        return self.at(self.position - 1)

    def at(self, position: int) -> Token | None:
        return self.frame.token(self.sentence, position)

    def subjects(self, verb: Token) -> list[Token]:
        """What the tree makes subjects of a verb, as far as it can be meant here."""
        return [c for c in self.frame.children(verb) if c.dep_ in SUBJECTS and self.within(c)]

    def within(self, token: Token) -> bool:
        """Whether a token can be meant: outside all marks, in the sentence, and no label of it."""
        low, high = self.sentence.bounds
        outside = self.frame.inside[token.i] < 0 and low <= token.i <= high
        return outside and token.lower_ not in ("al", ".") and not _labels(token, self.token)


def _labels(token: Token, verb: Token) -> bool:
    """Whether a word is the label before a colon of what a verb behind it says: "Update: the mayor
    said so".
    """
    follows = token.i + 1 < verb.i and token.doc[token.i + 1].text == ":"
    return follows and token.dep_ in SUBJECTS and token.head.i == verb.i


def cues_of(frame: Frame, sentence: Sentence) -> list[Cue]:
    """The cues of a sentence, in order."""
    found = []
    for position, item in enumerate(sentence.items):
        if item < 0:
            continue
        token = frame.tokens[item]
        verb = LEMMA_OF.get(token.lower_)
        if verb in SENSE_OF and _is_verb(frame, sentence, position, token, verb):
            found.append(Cue(position, item, verb))
    return found


def _is_verb(frame: Frame, sentence: Sentence, position: int, token: Token, verb: str) -> bool:
    following = frame.token(sentence, position + 1)
    if verb == "put":  # "as she put it"
        return following is not None and following.lower_ == "it"
    before = frame.token(sentence, position - 1)
    named = before is not None and before.pos_ in ("PROPN", "PRON", "NOUN")
    if token.pos_ in ("VERB", "AUX"):
        if token.dep_ == "amod":
            opens = position == 0 and verb in PLAIN  # "Continued Bell: “…”"
            return (
                (named or opens)
                and following is not None
                and following.pos_ in ("PROPN", "PRON", "DET")
            )
        if token.tag_ == "VBN" and token.dep_ == "acl":
            if (
                verb in _NAMING
            ):  # "a plan called “X”" names; "Y, the minister, called the plan “X”" reports
                object_follows = following is not None and following.lower_ != "as"
                named = following is not None and following.pos_ in ("PROPN", "PRON")
                parted = before is not None and before.text == ","
                return object_follows and (parted or named) and verb != "know"
            return following is None or following.lower_ not in ("by", "as", "in", "to")
        return True
    if verb in PLAIN and token.lower_ != verb and token.pos_ not in ("NOUN", "ADV"):
        return True
    if not named or (token.lower_ == verb and verb in WEAK):
        return False
    return (following is None and position + 1 < len(sentence.items)) or (
        following is not None and following.lower_ == "that"
    )
