"""What is reported around an attribution that the sentence sets apart: "…, X said", "…, he added,
…", "according to X".

The attribution is cut out of the sentence; what is left before and behind it is what X says, as one
report in one or two slices. Only where the sentence is a clause of its own without it, and where
nobody is quoted in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from onrecord.annotate.sayings.cues import Cue
from onrecord.annotate.sayings.extent import is_finite
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.neighbours import left_of
from onrecord.annotate.sayings.saying import Saying
from onrecord.annotate.sayings.speaker import Speaker, right_of
from onrecord.lexicon import words
from onrecord.lexicon.namewords import ROLE_HEADS
from onrecord.model import Span

_BREAKS = frozenset((",", "—", "–", "--"))
_STOPS = frozenset((".", "!", "?", ";", ":"))
_LEADS = frozenset(
    ("and", "but", "yet", "so", "or", "because", "while", "although", "that")
)  # of the writer's
_SUBORDINATE = frozenset(
    ("if", "when", "as", "after", "before", "until", "once", "since", "unless", "like")
)
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
_EMPTY = frozenset(("it", "that", "this", "which", "who", "i", "we", "you", "there"))
_TAIL = (
    12  # items behind the verb that only tell when, where and to whom: "on Monday in an interview"
)
_LONGEST = 25  # items of "according to" with its source
_FEWEST = 3  # words reported
_LEADING = 2  # items before the source of "And as X said, …"
_OPEN_ENDS = frozenset(("WDT", "WP", "IN", "CC"))  # what a clause behind an attribution begins with
_TOLD = frozenset(("ADP", "ADV", "PROPN", "NOUN", "DET", "PRON"))
_TELLS = words("saying.telling")
_IN_NAMES = frozenset(("the", "of", "for", "and", "'s", "’s"))


class Aside(NamedTuple):
    """An attribution set into what it reports, at positions [start, end) of its sentence."""

    start: int
    end: int
    speaker: Speaker
    cue: tuple[int, int]  # tokens [start, end)
    verb: str
    how: str


def reports_around(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> tuple[Saying, ...]:
    """What a sentence reports around the attribution set into it, in one or two slices."""
    if any(item < 0 for item in sentence.items):
        return ()
    for aside in (*_said(frame, sentence, cues), *_according(frame, sentence)):
        before = _trimmed(frame, sentence, 0, aside.start)
        behind = _trimmed(frame, sentence, aside.end, len(sentence.items))
        slices = _slices(frame, before, behind, frame.tokens[aside.speaker.head])
        if sum(map(len, slices)) < _FEWEST:
            continue
        covers = tuple((stretch[0].i, stretch[-1].i + 1) for stretch in slices)
        return (Saying(aside.speaker, aside.cue, aside.verb, aside.how, covers),)
    return ()


def _slices(
    frame: Frame, before: list[Token], behind: list[Token], source: Token
) -> list[list[Token]]:
    """What of the words before and behind an attribution is said; nothing where it is no clause."""
    runs_on = behind and not before and behind[0].i == source.i + 1
    if runs_on and any(is_finite(frame, t) for t in behind):
        return [behind]
    if before and before[-1].tag_ in _OPEN_ENDS:
        return []  # "boats which, according to X, …": it covers its clause only
    if before and _is_clause(frame, before):
        return [before, behind] if _goes_on(frame, behind) else [before]
    if before and behind and _is_clause(frame, behind):  # "In the long run, X said, it will rise"
        return [before, behind] if any(t.pos_ in ("VERB", "AUX") for t in before) else [behind]
    slices = [stretch for stretch in (before, behind) if stretch]
    whole = [t for stretch in slices for t in stretch]
    return slices if whole and _is_clause(frame, whole, source) else []


def _said(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Aside]:
    """ "…, X said." "…, X said on Monday, …" "…, said X, …" "As X said, …"."""
    for cue in cues:
        if not (cue.strong or cue.sense.record or cue.sense.name == "believe"):
            continue
        verb = frame.tokens[cue.token]
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or any(
            c.dep_ == "neg" for c in frame.children(verb)
        ):
            continue
        found = (
            _inverted(frame, sentence, cue)
            if _is_break(frame, sentence, cue.position - 1)
            else _set_apart(frame, sentence, cue)
        )
        if found and frame.tokens[found[2].head].lower_ not in _EMPTY:
            yield Aside(*found, (cue.token, cue.token + 1), cue.verb, "parenthesis")


def _inverted(frame: Frame, sentence: Sentence, cue: Cue) -> tuple[int, int, Speaker] | None:
    """ "…, said X, …" """
    speaker = right_of(frame, sentence, cue.position)
    if speaker is None or cue.position < _FEWEST:
        return None
    end = _tail(frame, sentence, _position(sentence, speaker.end))
    return None if end is None else (cue.position, _behind_name(frame, sentence, end), speaker)


def _set_apart(frame: Frame, sentence: Sentence, cue: Cue) -> tuple[int, int, Speaker] | None:
    """ "…, X said …" "As X said, …" """
    speaker = left_of(frame, sentence, cue.position)
    end = _tail(frame, sentence, cue.position + 1, hears=cue.verb in _TELLS)
    if speaker is None or end is None:
        return None
    start = _position(sentence, speaker.start)
    leading = frame.token(sentence, start - 1)
    if leading is not None and leading.lower_ == "as" and start <= _LEADING:
        return start - 1, end, speaker
    return (start, end, speaker) if start > 1 and _is_break(frame, sentence, start - 1) else None


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


def _trimmed(frame: Frame, sentence: Sentence, start: int, end: int) -> list[Token]:
    """The tokens at positions [start, end) without the marks at both ends and a conjunction in
    front.
    """
    lines: Sequence[Span] = frame.doc._.datelines
    tokens = (frame.tokens[item] for item in sentence.items[start:end])
    kept = [t for t in tokens if not any(line.start <= t.idx < line.end for line in lines)]
    while kept and kept[-1].is_punct and kept[-1].text not in (")", "%"):
        kept.pop()
    while kept and (
        (kept[0].is_punct and kept[0].text != "(") or (start == 0 and kept[0].lower_ in _LEADS)
    ):
        kept.pop(0)
    return kept


def _goes_on(frame: Frame, behind: Sequence[Token]) -> bool:
    """Whether the words behind an attribution carry on the clause before it: not one of their own,
    nor an apposition of the speaker.
    """
    if (
        not behind
        or behind[0].pos_ in ("DET", "PROPN", "NOUN", "NUM", "PRON")
        or behind[0].tag_ in ("WP", "WDT", "WP$")
    ):
        return False
    return behind[0].pos_ != "CCONJ" or not _is_clause(frame, behind[1:] or behind)


def _is_clause(frame: Frame, said: Sequence[Token], source: Token | None = None) -> bool:
    """Whether words are a main clause: a finite verb with a subject among them, and no conjunction
    that subordinates.

    The parser may take the source set into the clause for its subject: "The boy, said his mother,
    was ill".
    """
    if said[0].lower_ in _SUBORDINATE or said[0].tag_ in ("WP", "WDT", "WRB"):
        return False
    inside = {t.i for t in said}
    for subject in (*said, *((source,) if source is not None else ())):
        verb = subject.head
        if (
            subject.dep_ in _SUBJECTS
            and verb.i in inside
            and verb.dep_ not in ("relcl", "acl", "advcl")
        ):
            finite = verb.tag_ in ("VBZ", "VBD", "VBP")
            if finite or any(
                c.dep_ in ("aux", "auxpass") and c.i in inside for c in frame.children(verb)
            ):
                return True
    return False
