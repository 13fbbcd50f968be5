"""What is reported around an attribution that the sentence sets apart: "…, X said", "…, he added,
…", "according to X".

The attribution is cut out of the sentence; what is left before and behind it is what X says, as one
report in one or two slices. Only where the sentence is a clause of its own without it, and where
nobody is quoted in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.asides import asides
from onrecord.annotate.sayings.cues import Cue
from onrecord.annotate.sayings.extent import is_finite
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.saying import Saying
from onrecord.lexicon import words
from onrecord.model import Span

_LEADS = words("grammar.leads")
_SUBORDINATE = words("grammar.subordinating")
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
_FEWEST = 3  # words reported
_OPEN_ENDS = frozenset(("WDT", "WP", "IN", "CC"))  # what a clause behind an attribution begins with


class _Left(NamedTuple):
    """What is left of a sentence without the attribution set into it."""

    frame: Frame
    before: list[Token]
    behind: list[Token]
    source: Token


def reports_around(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> tuple[Saying, ...]:
    """What a sentence reports around the attribution set into it, in one or two slices."""
    if any(item < 0 for item in sentence.items):
        return ()
    for aside in asides(frame, sentence, cues):
        before = _trimmed(frame, sentence, 0, aside.start)
        behind = _trimmed(frame, sentence, aside.end, len(sentence.items))
        said = _SLICES.first(_Left(frame, before, behind, frame.doc[aside.speaker.head]))
        if said is None or sum(map(len, said.found)) < _FEWEST:
            continue
        covers = tuple((stretch[0].i, stretch[-1].i + 1) for stretch in said.found)
        return (Saying(aside.speaker, aside.cue, aside.verb, aside.how, covers),)
    return ()


def _runs_on(left: _Left) -> list[list[Token]] | None:
    """ "According to the Port Agency over 40 ships left"."""
    behind = left.behind
    adjacent = behind and not left.before and behind[0].i == left.source.i + 1
    return [behind] if adjacent and any(is_finite(left.frame, t) for t in behind) else None


def _within_a_clause(left: _Left) -> list[list[Token]] | None:
    """Nothing of "boats which, according to X, …": the attribution covers its own clause only."""
    return [] if left.before and left.before[-1].tag_ in _OPEN_ENDS else None


def _before_it(left: _Left) -> list[list[Token]] | None:
    """ "The boats, X said, were late": the clause before it, and what carries that one on."""
    before, behind = left.before, left.behind
    if not before or not _is_clause(left.frame, before):
        return None
    return [before, behind] if _goes_on(left.frame, behind) else [before]


def _behind_it(left: _Left) -> list[list[Token]] | None:
    """ "In the long run, X said, it will rise"."""
    before, behind = left.before, left.behind
    if not before or not behind or not _is_clause(left.frame, behind):
        return None
    return [before, behind] if any(t.pos_ in ("VERB", "AUX") for t in before) else [behind]


def _around_it(left: _Left) -> list[list[Token]] | None:
    """ "The boats, X said, left": no clause on either side, and one of both together."""
    slices = [stretch for stretch in (left.before, left.behind) if stretch]
    whole = [t for stretch in slices for t in stretch]
    return slices if whole and _is_clause(left.frame, whole, left.source) else None


def _trimmed(frame: Frame, sentence: Sentence, start: int, end: int) -> list[Token]:
    """The tokens at positions [start, end) without the marks at both ends and a conjunction in
    front.
    """
    lines: Sequence[Span] = frame.doc._.datelines
    tokens = (frame.doc[item] for item in sentence.items[start:end])
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


_SLICES: Chain[_Left, list[list[Token]]] = Chain(
    "around",
    Rule("run on", _runs_on),
    Rule("in a clause of its own", _within_a_clause),
    Rule("before it", _before_it),
    Rule("behind it", _behind_it),
    Rule("around it", _around_it),
)
