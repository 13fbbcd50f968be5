"""A quoted string in its sentence, and what the rules of attribution give for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from onrecord.annotate.sayings.cues import Cue
from onrecord.annotate.sayings.frame import DASHES, Frame, Sentence
from onrecord.annotate.sayings.speaker import Speaker, is_passive, owner, right_of
from onrecord.annotate.sayings.subjects import main_subject, subject_of
from onrecord.lexicon import words

SET_OFF = DASHES | {","}
_CLOSERS = " \u00a0'’\"”"
_CLAUSE_ENDS = (",", "?", "!", "—", "…", "...", "-", "–", ".")
_DEEPEST = 12  # verbs from a cue up to the outermost
_VIEWS = words("saying.views")  # in the mayor's words


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is made the speaker of a quotation, by which words and which rule."""

    how: str
    speaker: Speaker | None = None
    cue: tuple[int, int] | None = None  # tokens [start, end)
    verb: str | None = None


def by_cue(how: str, speaker: Speaker, cue: Cue) -> Attribution:
    return Attribution(how, speaker, (cue.token, cue.token + 1), cue.verb)


@dataclass(frozen=True)
class Surroundings:
    """A sentence with its cues, and what is the same for every string quoted in it: found once."""

    frame: Frame
    sentence: Sentence
    cues: Sequence[Cue]

    @cached_property
    def according(self) -> Attribution | None:
        """The first "according to X"."""
        for p, item in enumerate(self.sentence.items[:-2]):
            if item >= 0 and self.frame.tokens[item].lower_ == "according":
                to = self.frame.token(self.sentence, p + 1)
                if to is None or to.lower_ != "to":
                    continue
                if who := right_of(self.frame, self.sentence, p + 1):
                    return Attribution("according", who, (item, item + 2), "according to")
        return None

    @cached_property
    def views(self) -> tuple[int, ...]:
        """The positions of "words" and the like behind "in"."""
        outside = ((p, i) for p, i in enumerate(self.sentence.items[:-1]) if i >= 0)
        tokens = ((p, self.frame.tokens[i]) for p, i in outside)
        behind_in = ((p, t) for p, t in tokens if t.dep_ == "pobj" and t.head.lower_ == "in")
        return tuple(p for p, t in behind_in if t.lower_ in _VIEWS)

    @cached_property
    def subject(self) -> Speaker | None:
        """Who the sentence is about."""
        return main_subject(self.frame, self.sentence)


@dataclass(frozen=True, slots=True)
class Place:
    """A quoted string in its sentence, with what the sentence reports."""

    around: Surroundings
    position: int

    @property
    def frame(self) -> Frame:
        return self.around.frame

    @property
    def doc(self) -> Doc:
        return self.frame.doc

    @property
    def sentence(self) -> Sentence:
        return self.around.sentence

    @property
    def cues(self) -> Sequence[Cue]:
        return self.around.cues

    @property
    def words(self) -> str:
        """The quoted words without the marks and blanks of what they quote themselves."""
        quoted = self.frame.quoted[~self.sentence.items[self.position]]
        return quoted.span.of(self.frame.text).rstrip(_CLOSERS)

    @property
    def closed(self) -> bool:
        """Whether the quoted words end as a clause does."""
        return self.words.endswith(_CLAUSE_ENDS)

    def token(self, position: int) -> Token | None:
        return self.frame.token(self.sentence, position)

    def outside(self, token: Token) -> bool:
        return self.frame.inside[token.i] < 0

    def subject_of(self, cue: Cue) -> Speaker | None:
        return subject_of(self.frame, self.sentence, cue.position)

    def speaker_of(self, cue: Cue) -> Speaker | None:
        """The subject of a cue; of a trailing participle ("X said this, adding …") that of the cue
        before it; of a passive, who it is done by.
        """
        before = self.token(cue.position - 1)
        if self.doc[cue.token].tag_ == "VBG" and before is not None and before.text == ",":
            for other in self.cues:
                leads = other.position < cue.position and other.strong
                if leads and self.doc[other.token].tag_ != "VBG":
                    return self.subject_of(other)
        return self.subject_of(cue) or self._agent(cue)

    def _agent(self, cue: Cue) -> Speaker | None:
        """X of "was called “…” by X"."""
        by = self.token(self.position + 1)
        if by is None or by.lower_ != "by" or not is_passive(self.frame, self.doc[cue.token]):
            return None
        return right_of(self.frame, self.sentence, self.position + 1)

    def named(self, token: Token) -> Speaker:
        """The words that name an owner: "her" of "her claim"."""
        return owner(self.frame, self.sentence, token)


def outermost(place: Place, cue: Cue) -> Cue:
    """The outermost cue that reports the clause of another: in "X said that Y believed", it is
    "said".
    """
    by_token = {c.token: c for c in place.cues if c.strong and c.sense.clause}
    token, found = place.doc[cue.token], cue
    for _ in range(_DEEPEST):
        above = token.head
        if above is token or token.dep_ in ("relcl", "advcl"):
            break
        if above.i < token.i and token.dep_ == "ccomp":
            found = by_token.get(above.i, found)
        token = above
    return found
