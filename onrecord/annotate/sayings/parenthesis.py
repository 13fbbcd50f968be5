"""What is reported around an attribution that the sentence sets apart: "…, X said", "…, he added,
…", "according to X".

The attribution is cut out of the sentence; what is left before and behind it is what X says, as one
report in one or two slices. Only where the sentence is a clause of its own without it, and where
nobody is quoted in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.annotate.sayings.cues import Cue
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.rules import RULES
from onrecord.annotate.sayings.speaker import Speaker, left_of, right_of
from onrecord.model import Quote

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

Aside = tuple[int, int, Speaker, tuple[int, int], str, str]
"""Positions [start, end) of an attribution, its speaker, its cue (tokens [start, end)), its verb
and its rule."""


def reports_around(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> tuple[Quote, ...]:
    """The slices of what a sentence reports around the attribution set into it; the second
    continues the first.
    """
    if any(item < 0 for item in sentence.items):
        return ()
    for start, end, speaker, cue, verb, how in (
        *_said(frame, sentence, cues),
        *_according(frame, sentence),
    ):
        before = _trimmed(frame, sentence, 0, start)
        behind = _trimmed(frame, sentence, end, len(sentence.items))
        if before and _is_clause(frame, before) and not _goes_on(frame, behind):
            behind = []
        slices = [words for words in (before, behind) if words]
        if sum(len(words) for words in slices) < _FEWEST or not _is_clause(
            frame, [t for w in slices for t in w], frame.doc[speaker.head]
        ):
            continue
        return tuple(
            Quote(
                span=frame.span(words[0].i, words[-1].i + 1),
                kind="indirect",
                speaker=frame.span(speaker.start, speaker.end),
                cue=frame.span(*cue),
                how=how,
                confidence=RULES[how].confidence,
                verb=verb,
                continues=0 if i else None,
            )
            for i, words in enumerate(slices)
        )
    return ()


def _said(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Aside]:
    """ "…, X said." "…, X said on Monday, …" "…, said X, …"."""
    for cue in cues:
        if not (cue.strong or cue.sense.name == "believe") or cue.sense.verdict:
            continue
        verb = frame.doc[cue.token]
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or any(
            c.dep_ == "neg" for c in frame.children(verb)
        ):
            continue
        end = _tail(frame, sentence, cue.position + 1)
        if _is_break(frame, sentence, cue.position - 1):
            speaker, start = right_of(frame, sentence, cue.position), cue.position
            end = (
                None
                if speaker is None
                else _tail(frame, sentence, _position(sentence, speaker.end))
            )
            end = None if end is None else _behind_name(frame, sentence, end)
        else:
            speaker = left_of(frame, sentence, cue.position)
            start = -1 if speaker is None else _position(sentence, speaker.start)
        if speaker is None or end is None or start < 2 or not _is_break(frame, sentence, start - 1):
            continue
        if frame.doc[speaker.head].lower_ not in _EMPTY:
            yield start, end, speaker, (cue.token, cue.token + 1), cue.verb, "parenthesis"


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
        if end is not None:
            yield p, end, speaker, (token.i, token.i + 2), "according to", "according"


def _tail(frame: Frame, sentence: Sentence, position: int) -> int | None:
    """Where the attribution ends whose verb or speaker ends before `position`; None where it is not
    set apart.
    """
    for p in range(position, min(position + _TAIL, len(sentence.items))):
        token = frame.token(sentence, p)
        if token is None or token.pos_ in ("VERB", "AUX", "SCONJ"):
            return None
        if _is_break(frame, sentence, p) or _stops(frame, sentence, p):
            return p
        if p == position and token.pos_ not in ("ADP", "ADV", "PROPN", "NOUN"):
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
    words = [frame.doc[item] for item in sentence.items[start:end]]
    while words and words[-1].is_punct and words[-1].text not in (")", "%"):
        words.pop()
    while words and (
        (words[0].is_punct and words[0].text != "(") or (start == 0 and words[0].lower_ in _LEADS)
    ):
        words.pop(0)
    return words


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


def _is_clause(frame: Frame, words: Sequence[Token], source: Token | None = None) -> bool:
    """Whether words are a main clause: a finite verb with a subject among them, and no conjunction
    that subordinates.

    The parser may take the source set into the clause for its subject: "The boy, said his mother,
    was ill".
    """
    if words[0].lower_ in _SUBORDINATE or words[0].tag_ in ("WP", "WDT", "WRB"):
        return False
    inside = {t.i for t in words}
    for subject in (*words, *((source,) if source is not None else ())):
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
