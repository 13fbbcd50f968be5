"""Attributions that enclose a quotation: "X said it was “…”", "the “…” plan that X spoke of"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.cues import Cue
from onrecord.annotate.sayings.nominal import nominal
from onrecord.annotate.sayings.place import SET_OFF, Attribution, Place, by_cue, outermost
from onrecord.annotate.sayings.speaker import Speaker, may_speak, phrase

_DEEPEST = 12  # verbs from a cue up to the outermost
_VERDICT_REACH = 8  # items from "called" or "accused" to the phrase that it passes on somebody


@dataclass(frozen=True, slots=True)
class Said:
    """A cue before a quotation in its sentence, with its subject."""

    place: Place
    cue: Cue
    speaker: Speaker


def within(place: Place) -> Attribution | None:
    """X said that it was “…”. X called it “…”."""
    weak = None
    for said in _said_before(place):
        if decided := WITHIN.first(said):
            return decided.found
        weak = weak or by_cue("loosely", said.speaker, said.cue)
    return (parenthesis(place) or nominal(place) or weak) if weak else None


def _said_before(place: Place) -> Iterator[Said]:
    """The cues before a quotation that have a subject, the nearest first."""
    for cue in reversed(place.cues):
        if cue.position <= place.position and (speaker := place.speaker_of(cue)) is not None:
            yield Said(place, cue, speaker)


def _reported(said: Said) -> Attribution | None:
    """X said that Y believed it was “…”: by X."""
    outer = outermost(said.place, said.cue)
    return _of_other(said, outer) if outer is not said.cue else None


def _reported_beside(said: Said) -> Attribution | None:
    """X said anybody who complained “…”: by X, whatever the tree makes of the verb between."""
    subject = said.place.subject_of(said.cue)
    if subject is None or outermost(said.place, said.cue) is not said.cue:
        return None
    before = [c for c in said.place.cues if c.token < subject.start and c.strong and c.sense.clause]
    if not before:
        return None
    between = said.place.doc[before[-1].token + 1 : subject.start]
    linked = any(
        t.text in SET_OFF or t.pos_ == "CCONJ" or (t.pos_ == "SCONJ" and t.lower_ != "that")
        for t in between
    )
    return None if linked else _of_other(said, before[-1])


def _of_other(said: Said, outer: Cue) -> Attribution | None:
    who = said.place.subject_of(outer)
    return by_cue("within", who, outer) if who else None


def _repeated(said: Said) -> Attribution | None:
    """X fought what she calls the “…”: by X, whom the pronoun repeats."""
    doc, speaker = said.place.doc, said.speaker
    names = said.cue.sense.name == "call" or said.cue.verb == "describe"
    pronoun = doc[speaker.head].tag_ == "PRP" and speaker.start > 0
    if not names or not pronoun or doc[speaker.start - 1].lower_ != "what":
        return None
    token = doc[said.cue.token]
    for _ in range(_DEEPEST):
        if token.dep_ == "relcl":
            break
        token = token.head
        subject = next((c for c in said.place.frame.children(token) if _is_own(said, c)), None)
        if subject is not None:
            who = phrase(said.place.frame, said.place.sentence, subject)
            return by_cue("within", who, said.cue)
    return None


def _is_own(said: Said, subject: Token) -> bool:
    """Whether a token is the subject of the clause that "what" stands in."""
    low = said.place.sentence.bounds[0]
    before = low <= subject.i < said.speaker.start - 1 and said.place.outside(subject)
    return before and subject.dep_ == "nsubj" and subject.tag_ not in ("WP", "WDT")


def _strong(said: Said) -> Attribution | None:
    """X said that it was “…”; of a verdict, what stands near: X called the plan “…”."""
    far = said.place.position - said.cue.position > _VERDICT_REACH
    if not said.cue.strong or (said.cue.sense.verdict and far):
        return None
    return by_cue("within", said.speaker, said.cue)


WITHIN = Chain(
    "within",
    Rule("reported", _reported),
    Rule("reported beside", _reported_beside),
    Rule("repeated", _repeated),
    Rule("strong", _strong),
)


def parenthesis(place: Place) -> Attribution | None:
    """The plan is “dead” in the Senate, X said."""
    for cue, speaker in _said_behind(place):
        first = min(speaker.start, cue.token)
        apart = first > 0 and place.doc[first - 1].text in SET_OFF
        if apart or (first > 0 and cue.verb == "put"):
            return by_cue("parenthesis", speaker, cue)
    return None


def loosely_after(place: Place) -> Attribution | None:
    """The “dead” plan that X spoke of."""
    return next((by_cue("loosely-after", who, cue) for cue, who in _said_behind(place)), None)


def _said_behind(place: Place) -> Iterator[tuple[Cue, Speaker]]:
    """The strong cues behind a quotation that have a subject, in order."""
    for cue in place.cues:
        if cue.position > place.position and cue.strong and (speaker := place.subject_of(cue)):
            yield cue, speaker


def subject(place: Place) -> Attribution | None:
    """X carries a “…” sign: nobody is said to say it, and X is what the sentence is about."""
    if place.position <= place.sentence.leading:
        return None
    speaker = place.around.subject
    may = speaker is not None and may_speak(place.doc[speaker.head])
    return Attribution("subject", speaker) if may else None
