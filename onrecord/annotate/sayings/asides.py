"""Asides: attributions that a sentence sets apart, "…, X said", "…, he added, …", "according to X".

Found by their verb or by their words, and where each begins and ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.cues import Cue
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.neighbours import left_of
from onrecord.annotate.sayings.speaker import Speaker, right_of
from onrecord.lexicon import words
from onrecord.lexicon.namewords import ROLE_HEADS

_BREAKS = frozenset((",", "—", "–", "--"))
_STOPS = frozenset((".", "!", "?", ";", ":"))
_EMPTY = words("grammar.no_source")
# items behind the verb that only tell when, where and to whom: "on Monday in an interview"
_TAIL = 12
_LONGEST = 25  # items of "according to" with its source
_INVERTED = 3  # items before "said X": what it is set into is some words long
_LEADING = 2  # items before the source of "And as X said, …"
_TOLD = frozenset(("ADP", "ADV", "PROPN", "NOUN", "DET", "PRON"))
_TELLS = words("saying.telling")
_IN_NAMES = words("grammar.in_names")


class Aside(NamedTuple):
    """An attribution set into what it reports, at positions [start, end) of its sentence."""

    start: int
    end: int
    speaker: Speaker
    cue: tuple[int, int]  # tokens [start, end)
    verb: str
    how: str


class _Set(NamedTuple):
    """A sentence as it is searched for verbs of saying that are set into it."""

    frame: Frame
    sentence: Sentence
    cue: Cue


def asides(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Aside]:
    """The attributions that a sentence without quotations sets apart."""
    yield from _said(frame, sentence, cues)
    yield from _according(frame, sentence)


def _said(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Aside]:
    """ "…, X said." "…, X said on Monday, …" "…, said X, …" "As X said, …"."""
    for cue in cues:
        if not (cue.strong or cue.sense.record or cue.sense.name == "believe"):
            continue
        verb = frame.doc[cue.token]
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or any(
            c.dep_ == "neg" for c in frame.children(verb)
        ):
            continue
        aside = _ASIDES.first(_Set(frame, sentence, cue))
        if aside and frame.doc[aside.found[2].head].lower_ not in _EMPTY:
            yield Aside(*aside.found, (cue.token, cue.token + 1), cue.verb, "parenthesis")


def _inverted(at: _Set) -> tuple[int, int, Speaker] | None:
    """ "…, said X, …" """
    frame, sentence, cue = at
    if not _is_break(frame, sentence, cue.position - 1):
        return None
    speaker = right_of(frame, sentence, cue.position)
    if speaker is None or cue.position < _INVERTED:
        return None
    end = _tail(frame, sentence, _position(sentence, speaker.end))
    return None if end is None else (cue.position, _behind_name(frame, sentence, end), speaker)


def _leading(at: _Set) -> tuple[int, int, Speaker] | None:
    """ "As X said, …" """
    found = _with_its_source(at)
    if found is None:
        return None
    start, end, speaker = found
    before = at.frame.token(at.sentence, start - 1)
    leads = before is not None and before.lower_ == "as" and start <= _LEADING
    return (start - 1, end, speaker) if leads else None


def _set_apart(at: _Set) -> tuple[int, int, Speaker] | None:
    """ "…, X said …" """
    found = _with_its_source(at)
    apart = found and found[0] > 1 and _is_break(at.frame, at.sentence, found[0] - 1)
    return found if apart else None


def _with_its_source(at: _Set) -> tuple[int, int, Speaker] | None:
    """The stretch of "X said" with what belongs to it, where no break stands before the verb."""
    frame, sentence, cue = at
    if _is_break(frame, sentence, cue.position - 1):
        return None
    speaker = left_of(frame, sentence, cue.position)
    end = _tail(frame, sentence, cue.position + 1, hears=cue.verb in _TELLS)
    if speaker is None or end is None:
        return None
    return _position(sentence, speaker.start), end, speaker


def _according(frame: Frame, sentence: Sentence) -> Iterator[Aside]:
    """ "According to X, …" "…, according to X."."""
    for p in range(len(sentence.items) - 2):
        token, to = frame.token(sentence, p), frame.token(sentence, p + 1)
        if token is None or to is None or (token.lower_, to.lower_) != ("according", "to"):
            continue
        speaker = right_of(frame, sentence, p + 1)
        if speaker is None or (p and not _is_break(frame, sentence, p - 1)):
            continue
        ends = range(_position(sentence, speaker.end), min(len(sentence.items), p + _LONGEST))
        end = next(
            (q for q in ends if _is_break(frame, sentence, q) or _stops(frame, sentence, q)), None
        )
        if p == 0 and (end is None or _stops(frame, sentence, end)):
            end, speaker = _run_on(frame, sentence, p + 2)
        elif p == 0 and end is not None:
            end = _behind_apposition(frame, sentence, end)
        if end is not None:
            yield Aside(p, end, speaker, (token.i, token.i + 2), "according to", "according")


def _behind_apposition(frame: Frame, sentence: Sentence, position: int) -> int:
    """Where an attribution ends that the break at `position` closes, or the apposition behind it:
    "According to Orla Lund, a nurse at the port, …".
    """
    for p in range(position + 1, min(len(sentence.items), position + _LONGEST)):
        token = frame.token(sentence, p)
        if token is None or token.pos_ in ("VERB", "AUX", "PRON"):
            return position
        if _is_break(frame, sentence, p):
            head = frame.doc[sentence.items[position + 1] : token.i]
            named = any(t.dep_ == "appos" or t.lower_ in ROLE_HEADS for t in head)
            return p if named else position
    return position


def _run_on(frame: Frame, sentence: Sentence, position: int) -> tuple[int, Speaker]:
    """Where a name ends that no comma parts from what follows: "According to the Port Agency over
    40 ships …"; and the name.
    """
    end, last = position, position
    while (token := frame.token(sentence, end)) is not None and (
        token.text[:1].isupper() or token.lower_ in _IN_NAMES
    ):
        last = end if token.text[:1].isupper() else last
        end += 1
    first, head = sentence.items[position], sentence.items[last]
    return last + 1, Speaker(first, head + 1, head)


def _tail(frame: Frame, sentence: Sentence, position: int, hears: bool = False) -> int | None:
    """Where the attribution ends whose verb or speaker ends before `position`; None where it is not
    set apart. One that `hears` may be named first.
    """
    first = _TOLD if hears else _TOLD - {"DET", "PRON"}
    for p in range(position, min(position + _TAIL, len(sentence.items))):
        token = frame.token(sentence, p)
        if token is None or (token.pos_ in ("VERB", "AUX", "SCONJ") and token.tag_ != "VBG"):
            return None
        if _is_break(frame, sentence, p) or _stops(frame, sentence, p):
            return p
        if p == position and token.pos_ not in first:
            return None
    return len(sentence.items) if position == len(sentence.items) else None


def _behind_name(frame: Frame, sentence: Sentence, position: int) -> int:
    """Where an attribution ends that the break at `position` closes, or the name in apposition
    behind it.
    """
    p = position + 1
    while (token := frame.token(sentence, p)) is not None and token.pos_ == "PROPN":
        p += 1
    return (
        p
        if p > position + 1 and (_is_break(frame, sentence, p) or _stops(frame, sentence, p))
        else position
    )


def _is_break(frame: Frame, sentence: Sentence, position: int) -> bool:
    token = frame.token(sentence, position)
    return token is not None and token.text in _BREAKS


def _stops(frame: Frame, sentence: Sentence, position: int) -> bool:
    token = frame.token(sentence, position)
    return position == len(sentence.items) - 1 and token is not None and token.text in _STOPS


def _position(sentence: Sentence, token: int) -> int:
    """The position of a token in a sentence without quotations, whose items are in order."""
    return bisect_left(sentence.items, token)


_ASIDES: Chain[_Set, tuple[int, int, Speaker]] = Chain(
    "set apart",
    Rule("inverted", _inverted),
    Rule("as said", _leading),
    Rule("between breaks", _set_apart),
)
