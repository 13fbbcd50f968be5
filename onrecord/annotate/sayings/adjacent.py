"""Attributions that stand right at a quotation: "“…,” X said", "X said: “…”", "“…” – X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.cues import Cue
from onrecord.annotate.sayings.frame import DASHES, Frame
from onrecord.annotate.sayings.neighbours import left_of
from onrecord.annotate.sayings.nominal import owner_of
from onrecord.annotate.sayings.place import SET_OFF, Attribution, Place, by_cue, outermost
from onrecord.annotate.sayings.speaker import (
    Speaker,
    is_passive,
    may_speak,
    phrase,
    right_of,
)
from onrecord.annotate.sayings.verbs import LEMMA_OF, SAYINGS, SENSE_OF

_COLUMN = 8  # items of a name before a colon
_TOLD = 9  # items between a cue and its comma: whom it was told, and where
_OFFICE = frozenset(("PROPN", "NOUN", "ADJ", "DET", "PART"))  # of a name with an office


# ---- behind the words ---------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a quotation: the first word, past commas and dashes, and the first cue."""

    place: Place
    first: Token
    position: int  # of the first word
    closed: bool  # whether the quotation ends as a clause does
    led: bool  # whether a cue before the quotation may have introduced it
    cue: Cue | None

    @property
    def at_once(self) -> bool:
        """Whether the cue follows at once: “…,” said X; “…,” later said X."""
        if self.cue is None:
            return False
        helped = self.cue.position == self.position + 1 and self.first.pos_ in ("ADV", "AUX")
        return self.cue.position == self.position or helped

    @property
    def free(self) -> bool:
        """Whether a cue farther on may be meant: no other has introduced a clause that goes on."""
        joined = self.first.pos_ in ("CCONJ", "SCONJ") or self.first.tag_ in ("WDT", "WP")
        led = self.led and not (self.cue and self.cue.plain)
        return self.cue is not None and not self.at_once and self.closed and not joined and not led


def after(place: Place) -> Attribution | None:
    """“…,” said X. “…,” X, the minister of Y, said."""
    p, closed = place.position + 1, place.closed
    while (first := place.token(p)) is not None and first.text in SET_OFF:
        closed = True
        p += 1
    if first is None:
        return None
    led = any(c.position < place.position and c.strong for c in place.cues)
    cue = next((c for c in place.cues if c.position >= p and not _is_relative(place, c)), None)
    decided = AFTER.first(Behind(place, first, p, closed, led, cue))
    return decided.found if decided else None


def said_behind_comma(place: Place) -> Attribution | None:
    """“…,” X said: a comma and a plain verb of saying leave no doubt."""
    following = place.token(place.position + 1)
    comma = following is not None and following.text == ","
    found = after(place) if comma or place.words.endswith((",", "—")) else None
    if found is None or found.how != "after":
        return None
    return (
        found if any(c.plain and found.cue == (c.token, c.token + 1) for c in place.cues) else None
    )


def _is_relative(place: Place, cue: Cue) -> bool:
    """Whether a cue stands in a clause that only tells who somebody is: "Bell, who denied it,
    said".
    """
    children = place.frame.children(place.doc[cue.token])
    subjects = (c for c in children if c.dep_ in ("nsubj", "nsubjpass"))
    return any(c.tag_ in ("WP", "WDT") and c.i < cue.token for c in subjects)


def _said_by(behind: Behind) -> Attribution | None:
    """“…,” said X."""
    cue, place = behind.cue, behind.place
    if cue is None or not behind.at_once or (behind.led and not cue.plain):
        return None
    verb = place.doc[cue.token]
    if verb.tag_ == "VBG" or not (behind.closed or verb.lower_ in ("said", "says")):
        return None
    speaker = right_of(place.frame, place.sentence, cue.position)
    return by_cue("after", speaker, cue) if speaker else None


def _inverted(behind: Behind) -> Attribution | None:
    """“…!” beamed X: any verb in the past right behind a quoted clause."""
    place, token = behind.place, behind.first
    if behind.cue is not None or not behind.closed or behind.led or token.tag_ != "VBD":
        return None
    speaker = right_of(place.frame, place.sentence, behind.position)
    if speaker is None or place.doc[speaker.head].pos_ not in ("PROPN", "PRON"):
        return None
    return Attribution("after", speaker, (token.i, token.i + 1), token.lemma_)


def _mistagged(behind: Behind) -> Attribution | None:
    """“…,” the letter states: a cue that the tagger takes for a noun, behind a noun and with no
    verb beside it.
    """
    place, p = behind.place, behind.position
    if behind.cue is not None or not behind.closed or behind.led:
        return None
    for position in range(p + 1, min(p + _COLUMN, len(place.sentence.items))):
        token, noun = place.token(position), place.token(position - 1)
        if token is None or noun is None or token.pos_ in ("VERB", "AUX"):
            return None
        verb = LEMMA_OF.get(token.lower_)
        records = verb in SENSE_OF and SENSE_OF[verb].record
        if records and noun.pos_ in ("NOUN", "PROPN", "NUM", "DET"):
            speaker = phrase(place.frame, place.sentence, noun)
            return Attribution("after", speaker, (token.i, token.i + 1), verb)
    return None


def _named_beside(behind: Behind) -> Attribution | None:
    """“…,” X said: the noun right before the verb stands right behind the words."""
    cue, place = behind.cue, behind.place
    if cue is None or not behind.free:
        return None
    return _first_behind(behind, cue, left_of(place.frame, place.sentence, cue.position))


def _subject_behind(behind: Behind) -> Attribution | None:
    """“…,” X, the minister of Y, said: the verb's subject stands right behind the words."""
    cue = behind.cue
    if cue is None or not behind.free:
        return None
    return _first_behind(behind, cue, behind.place.subject_of(cue))


def _first_behind(behind: Behind, cue: Cue, speaker: Speaker | None) -> Attribution | None:
    first = behind.first.i
    near = speaker is not None and first <= speaker.start <= first + 2
    return by_cue("after", speaker, cue) if near and speaker else None


def _subject_farther(behind: Behind) -> Attribution | None:
    """“…,” in a speech on Monday X said: the verb's subject, farther on."""
    cue = behind.cue
    if cue is None or not behind.free or behind.led or not cue.strong:
        return None
    speaker = behind.place.subject_of(cue)
    return by_cue("after", speaker, cue) if speaker and speaker.start > behind.first.i else None


AFTER = Chain(
    "after",
    Rule("said X", _said_by),
    Rule("any verb", _inverted),
    Rule("mistagged", _mistagged),
    Rule("X said", _named_beside),
    Rule("subject", _subject_behind),
    Rule("farther", _subject_farther),
)


def beside(place: Place) -> Attribution | None:
    """“…,” the bank's Orlan. “…,” Orla Lund, a nurse. A name and no verb behind the words."""
    if place.position or not place.words.endswith((",", "?", "!")):
        return None
    p = 1
    while (token := place.token(p)) is not None and _is_of_office(token):
        p += 1
    last, stop = place.token(p - 1), place.token(p)
    if p == 1 or last is None or last.pos_ != "PROPN" or stop is None:
        return None
    rest = [place.token(q) for q in range(p, len(place.sentence.items))]
    if rest[-1] is None or rest[-1].text != "." or stop.text not in (",", "."):
        return None
    if any(t is None or t.pos_ in ("VERB", "AUX") for t in rest):
        return None
    return Attribution("beside", phrase(place.frame, place.sentence, last))


def _is_of_office(token: Token) -> bool:
    return token.pos_ in _OFFICE or token.tag_ == "PRP$"


# ---- before the words ---------------------------------------------------------------------------
def before(place: Place) -> Attribution | None:
    """X said, “…”. X told reporters: “…”"""
    p = place.position - 1
    mark = place.token(p)
    if mark is None or mark.text not in (",", ":"):
        return None
    for cue in reversed(place.cues):
        if cue.position >= p:
            continue
        between = place.sentence.items[cue.position + 1 : p]
        if mark.text == "," and (len(between) > _TOLD or _clause_in(place.frame, between)):
            return None
        if cue.strong or not between:
            return _introduced(place, cue)
    return None


def _introduced(place: Place, cue: Cue) -> Attribution | None:
    """By whom a cue introduces the words behind it, where the sentence says it."""
    verb = place.doc[cue.token]
    inverted = cue.position == 0 and verb.tag_ != "VBG"  # "Said Bell: “…”"
    speaker = right_of(place.frame, place.sentence, 0) if inverted else place.speaker_of(cue)
    if speaker is None:  # "X was asked, “…”" – by whom, it does not say
        passive = is_passive(place.frame, verb)
        return Attribution("unnamed", None, (verb.i, verb.i + 1), cue.verb) if passive else None
    apart = speaker.start > 0 and place.doc[speaker.start - 1].text == ","
    outer = cue if apart else outermost(place, cue)
    if outer is not cue and (who := place.subject_of(outer)):
        return by_cue("within", who, outer)
    return by_cue("before", speaker, cue)


def _clause_in(frame: Frame, items: Sequence[int]) -> bool:
    """Whether more than an addressee and a place stand between a cue and its comma."""
    tokens = [frame.tokens[i] for i in items if i >= 0]
    verbs = (t.text == "," or (t.pos_ == "VERB" and t.tag_ != "VBG") for t in tokens)
    return len(tokens) < len(items) or any(verbs)


def labelled(place: Place) -> Attribution | None:
    """Name: “…” The pier is lost – Name: “…”"""
    p = place.position - 1
    mark = place.token(p)
    if mark is None or mark.text != ":":
        return None
    dash = next((q for q in range(p - 1, -1, -1) if _is_dash(place.token(q))), -1)
    lead = [place.token(q) for q in range(max(dash + 1, p - _COLUMN - 1), p)]
    if not 0 < len(lead) <= _COLUMN:
        return None
    end = lead[-1]
    named = all(t is not None and t.pos_ not in ("VERB", "AUX") for t in lead)
    if not named or end is None or end.pos_ not in ("PROPN", "NOUN") or not may_speak(end):
        return None
    return Attribution("colon", phrase(place.frame, place.sentence, end))


def _is_dash(token: Token | None) -> bool:
    """Whether a token is a dash that parts words, not one inside a word."""
    return token is not None and token.text in DASHES and token.tag_ != "HYPH"


def behind_colon(place: Place) -> Attribution | None:
    """X went on: “…” X's answer was short: “…”"""
    mark = place.token(place.position - 1)
    who = place.around.subject if mark is not None and mark.text == ":" else None
    if who is None:
        return None
    head = place.doc[who.head]
    owner = owner_of(place.frame, head) if head.lemma_.lower() in SAYINGS else None
    if owner is None:
        return Attribution("colon", who)
    return Attribution("nominal", place.named(owner), (head.i, head.i + 1), head.lemma_.lower())
