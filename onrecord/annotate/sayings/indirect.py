"""Indirect speech: "X said that …" without marks.

Only what an editor would accept as a report of speech: a verb of saying that is asserted, a subject
of its own, and a finite clause that it governs, with no quotation in it (that one is found as a
quotation). A denied or supposed saying ("did not say that …", "if she says …") reports nothing, and
what is reported within a report belongs to whoever reports the whole. `extent` says how far a
clause reaches; `parenthesis` reads what is reported around "…, X said, …".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Token

from onrecord.annotate.sayings.cues import SUBJECTS, Cue
from onrecord.annotate.sayings.extent import is_finite, last_of
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.saying import Saying
from onrecord.annotate.sayings.speaker import Speaker
from onrecord.annotate.sayings.subjects import subject_of
from onrecord.lexicon import words
from onrecord.lexicon.inflect import forms_of

_TELLS = words("saying.telling")  # somebody, that …
_GOES_ON = forms_of(words("saying.goes_on"))  # to say that
_NOBODY = words("saying.nobody")
_ITSELF = [
    ["this", page] for page in ("article", "story", "report", "page", "column", "post")
]  # an editor's note
_SUPPOSING = frozenset(("if", "to", "whether", "may", "might", "must", "can"))
_WHEN = frozenset(("after", "as", "before", "since", "until", "when", "while"))
_UNSPOKEN = words("saying.unspoken")
_BEHIND = 2  # items behind a clause in which a quotation still belongs to it
_SHORTEST = 2  # tokens behind the first of a clause
_LEAD = 8  # tokens from a cue to "that", or to its subject: whom it was told, and when


def reports(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Saying]:
    """What a sentence reports without marks behind its cues, in order, outermost only."""
    end = -1
    for cue in cues:
        found = _reported(frame, sentence, cue)
        if found and found.covers[0][0] > end:
            end = found.covers[-1][1] - 1
            yield found


def _reported(frame: Frame, sentence: Sentence, cue: Cue) -> Saying | None:
    verb = frame.doc[cue.token]
    if not cue.sense.clause or cue.verb in _UNSPOKEN or not _asserted(frame, verb):
        return None
    clause = _clause(frame, sentence, cue)
    if clause is None or not _is_statement(frame, cue, clause) or not _reports(frame, cue, clause):
        return None
    speaker = subject_of(frame, sentence, cue.position)
    if speaker is None or not _speaks(frame, speaker) or _is_aside(frame, speaker, verb):
        return None
    start = _start(frame, cue, clause)
    for end in last_of(frame, sentence, verb, clause):
        covers = _bare(frame, start, end)
        if covers[0] <= verb.i or covers[1] - covers[0] <= _SHORTEST:
            return None
        if speaker.start < covers[1] and speaker.end > covers[0]:
            return None
        if not _is_quoted(frame, sentence, cue, *covers):  # else it is found as a quotation
            return Saying(speaker, (verb.i, verb.i + 1), cue.verb, "clause", (covers,))
    return None


def _reports(frame: Frame, cue: Cue, clause: Token) -> bool:
    """Whether a verb reports the clause: one that does so seldom must say "that"."""
    return cue.strong or any(
        t.lower_ == "that" for t in frame.doc[cue.token + 1 : clause.i] if t.head.i == clause.i
    )


def _clause(frame: Frame, sentence: Sentence, cue: Cue) -> Token | None:
    """The verb of the clause that a cue governs: its complement, or what the parser hangs on who is
    told, or makes a sentence of its own.
    """
    verb = frame.doc[cue.token]
    for child in frame.children(verb):
        if child.i > verb.i and child.dep_ == "ccomp":
            return child
        if child.i > verb.i and child.dep_ in ("dobj", "dative") and cue.verb in _TELLS:
            for told in frame.children(child):
                first = told.left_edge
                if (
                    told.dep_ in ("relcl", "acl", "ccomp")
                    and first.lower_ == "that"
                    and first.dep_ not in SUBJECTS
                ):
                    return told
    return _astray(frame, sentence, cue) if cue.plain else None


def _astray(frame: Frame, sentence: Sentence, cue: Cue) -> Token | None:
    """The first finite verb behind a plain verb of saying, with its subject between them."""
    for p in range(cue.position + 1, min(len(sentence.items), cue.position + 2 * _LEAD)):
        token = frame.token(sentence, p)
        if token is None or token.text in (",", ";", ":", "—", "–"):
            return None
        if token.dep_ in SUBJECTS and token.head.i > token.i and is_finite(frame, token.head):
            first = max(cue.token + 1, token.left_edge.i)
            near = first - cue.token <= _LEAD and token.tag_ not in ("WP", "WDT")
            return token.head if near and token.head.dep_ != "relcl" else None
    return None


def _start(frame: Frame, cue: Cue, clause: Token) -> int:
    """The first token of a clause behind its cue, whom it was told left out."""
    doc = frame.doc
    first = max(cue.token + 1, clause.left_edge.i)
    that = next(
        (t.i for t in doc[cue.token + 1 : cue.token + 1 + _LEAD] if _opens(t, clause)), None
    )
    if that is not None and that >= first:
        return that
    if cue.verb in _TELLS and frame.doc[first].pos_ == "AUX":
        first = cue.token + 1  # the subject hangs on whom it was told
    if cue.verb in _TELLS and first == cue.token + 1:
        heard = list(takewhile(lambda t: t.pos_ != "NOUN", doc[first : first + _LEAD]))
        told = first + len(heard) + 1
        if heard and told < clause.i and doc[told].pos_ in ("ADJ", "DET", "PRON", "NUM"):
            return told
    return first


def _opens(token: Token, clause: Token) -> bool:
    return token.lower_ == "that" and token.dep_ == "mark" and token.head.i == clause.i


def _bare(frame: Frame, start: int, end: int) -> tuple[int, int]:
    """Tokens [start, end) of what is said, without marks at both ends and "that" in front."""
    doc = frame.doc
    while start < end and (
        doc[start].is_punct
        or (doc[start].lower_ == "that" and doc[start + 1].pos_ not in ("VERB", "AUX"))
    ):
        start += 1  # not over the "that" of "said that is not enough"
    while end > start and doc[end].is_punct:
        end -= 1
    return start, end + 1


def _is_quoted(frame: Frame, sentence: Sentence, cue: Cue, start: int, end: int) -> bool:
    """Whether tokens [start, end) behind a cue, or what follows them at once in its sentence, stand
    in marks.
    """
    if any(frame.inside[i] >= 0 for i in range(start, end)):
        return True
    items = sentence.items
    behind = next((p for p in range(cue.position, len(items)) if items[p] >= end), len(items))
    return any(item < 0 for item in items[behind - 1 : behind + _BEHIND])


def _is_aside(frame: Frame, speaker: Speaker, verb: Token) -> bool:
    """Whether commas set an attribution into what it reports, which `parenthesis` reads.

    "The boy, said his mother, was ill": one comma never parts a verb from its own subject. "…, he
    said, of which …".
    """
    doc = frame.doc
    inverted = speaker.end == verb.i - 1 and doc[speaker.end].text == ","
    set_in = speaker.start > 0 and speaker.end == verb.i and verb.i + 1 < len(doc)
    return inverted or (set_in and doc[speaker.start - 1].text == doc[verb.i + 1].text == ",")


def _asserted(frame: Frame, verb: Token) -> bool:
    """Whether the text says that it was said: a finite verb, or a participle, not denied and not
    supposed.
    """
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl") and verb.head.lower_ in _GOES_ON:
        verb = verb.head
    lefts = [c for c in frame.children(verb) if c.i < verb.i]
    if any(c.dep_ == "neg" or c.lower_ in _SUPPOSING for c in lefts):
        return False
    if verb.tag_ == "VB" and verb.dep_ == "conj" and _supposed(frame, verb.head):
        return False  # "plans to ask and determine whether"
    if verb.dep_ == "relcl" and verb.tag_ != "VBN":
        return any(
            (c.lower_ == "who" and frame.doc[c.i - 1].text == ",")
            or (c.dep_ in SUBJECTS and c.tag_ not in ("WP", "WDT"))
            for c in lefts
        )  # not "those who say that"
    return (verb.dep_ not in ("acl", "relcl", "amod") and verb.tag_ != "VBN") or any(
        c.dep_ in ("aux", "auxpass") for c in lefts
    )


def _supposed(frame: Frame, verb: Token) -> bool:
    return any(c.lower_ in _SUPPOSING for c in frame.children(verb) if c.i < verb.i)


def _speaks(frame: Frame, speaker: Speaker) -> bool:
    """Whether a subject is a source: somebody or something told apart, not the article itself."""
    named = [t.lower_ for t in frame.doc[speaker.start : speaker.end]]
    if named[-2:] in _ITSELF:
        return False
    head = frame.doc[speaker.head]
    return head.lower_ not in _NOBODY or head.ent_type_ != ""


def _is_when(frame: Frame, first: Token, clause: Token) -> bool:
    """Whether a clause only tells when it was said: "said as she left", but not "said as leaders
    they …".
    """
    joins = first.dep_ in ("mark", "advmod") and first.head.i == clause.i
    return joins and first.lower_ in _WHEN and not any(frame.children(first))


def _is_statement(frame: Frame, cue: Cue, clause: Token) -> bool:
    """Whether a clause has a subject and a verb of its own: not "what" alone, not an infinitive."""
    first = clause.left_edge
    if first.tag_ in ("WP", "WDT") or first.lower_ in ("whatever", "to"):
        return False
    if _is_when(frame, first, clause):
        return False
    subjects = ("nsubj", "nsubjpass", "expl", "csubj")
    lefts = [c for c in frame.children(clause) if c.i < clause.i]
    if not is_finite(frame, clause):
        return False
    beside = frame.doc[min((c.i for c in lefts), default=clause.i) - 1]
    astray = cue.verb in _TELLS and beside.i > cue.token + 1 and beside.pos_ in ("NOUN", "PROPN")
    return astray or any(c.dep_ in subjects for c in lefts)
