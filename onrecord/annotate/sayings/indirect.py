"""Indirect speech: "X said that …" without marks.

Only what an editor would accept as a report of speech: a strong verb of saying, a subject of its
own, and a finite clause that it governs, with no quotation in it (that one is found as a
quotation). A denied or supposed saying ("did not say that …", "if she says …") reports nothing.
`parenthesis` reads what is reported around "…, X said, …".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.annotate.sayings.cues import Cue
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.rules import RULES
from onrecord.annotate.sayings.speaker import Speaker, subject_of
from onrecord.annotate.sayings.verbs import LEMMA_OF, PLAIN
from onrecord.lexicon import words
from onrecord.lexicon.inflect import forms_of
from onrecord.model import Quote

_WITH_THAT = words("saying.with_that")
_TELLS = words("saying.telling")  # somebody, that …
_GOES_ON = forms_of(words("saying.goes_on"))  # to say that
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_NOBODY = frozenset(
    ("that", "this", "it", "you", "i", "we", "which", "what", "one", "both", "'s", "’s")
)
_ITSELF = [
    ["this", page] for page in ("article", "story", "report", "page", "column", "post")
]  # an editor's note
_SINGULAR = frozenset(("is", "was", "has", "does"))
_PLURAL = frozenset(("are", "were", "have", "do"))
_BEHIND = 2  # items behind a clause in which a quotation still belongs to it
_SHORTEST = 2  # tokens behind the first of a clause


def reports(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Quote]:
    """What a sentence reports without marks, in order."""
    return (found for cue in cues if (found := _reported(frame, sentence, cue)))


def _clause(frame: Frame, cue: Cue) -> Token | None:
    """The verb of the clause that a cue governs: its complement, or what the parser hangs on who is
    told.
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
                    and first.dep_ not in _SUBJECTS
                ):
                    return told
    return None


def _reported(frame: Frame, sentence: Sentence, cue: Cue) -> Quote | None:
    doc, verb = frame.doc, frame.doc[cue.token]
    if not cue.sense.clause or not _asserted(frame, verb):
        return None
    clause = _clause(frame, cue)
    found = cue.verb in _WITH_THAT and clause is not None and clause.left_edge.lower_ == "that"
    if not cue.strong and not found:
        return None
    speaker = subject_of(frame, sentence, cue.position)
    if (
        clause is None
        or speaker is None
        or not _speaks(frame, speaker)
        or not _is_finite(frame, clause)
    ):
        return None
    if _is_aside(frame, speaker, verb):
        return None
    start, end = clause.left_edge.i, min(clause.right_edge.i, sentence.bounds[1])
    end = _cut(frame, cue, clause, start, end)
    if start <= verb.i or end - start < _SHORTEST or (speaker.start <= end and speaker.end > start):
        return None
    if _is_quoted(frame, sentence, cue, start, end):
        return None  # what is quoted of it is found as a quotation
    while doc[start].is_punct or (
        doc[start].lower_ == "that" and doc[start + 1].pos_ not in ("VERB", "AUX")
    ):
        start += 1  # not over the "that" of "said that is not enough"
    while doc[end].is_punct:
        end -= 1
    return Quote(
        span=frame.span(start, end + 1),
        kind="indirect",
        speaker=frame.span(speaker.start, speaker.end),
        cue=frame.span(verb.i, verb.i + 1),
        how="clause",
        confidence=RULES["clause"].confidence,
        verb=cue.verb,
    )


def _is_quoted(frame: Frame, sentence: Sentence, cue: Cue, start: int, end: int) -> bool:
    """Whether tokens [start, end] behind a cue, or what follows them at once in its sentence, stand
    in marks.
    """
    if any(frame.inside[i] >= 0 for i in range(start, end + 1)):
        return True
    items = sentence.items
    behind = next((p for p in range(cue.position, len(items)) if items[p] > end), len(items))
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
    if any(
        c.dep_ == "neg" or c.lower_ in ("if", "to", "whether", "may", "might", "must", "can")
        for c in lefts
    ):
        return False
    if verb.dep_ == "relcl" and LEMMA_OF.get(verb.lower_) in PLAIN and verb.tag_ != "VBN":
        return any(
            c.lower_ == "who" and frame.doc[c.i - 1].text == "," for c in lefts
        )  # not "those who say that"
    return (verb.dep_ not in ("acl", "pcomp", "relcl", "amod") and verb.tag_ != "VBN") or any(
        c.dep_ in ("aux", "auxpass") for c in lefts
    )


def _speaks(frame: Frame, speaker: Speaker) -> bool:
    """Whether a subject is a source: somebody or something told apart, not the article itself."""
    named = [t.lower_ for t in frame.doc[speaker.start : speaker.end]]
    if named[-2:] in _ITSELF:
        return False
    head = frame.doc[speaker.head]
    return head.lower_ not in _NOBODY or head.ent_type_ != ""


def _is_finite(frame: Frame, clause: Token) -> bool:
    """Whether a clause has a subject and a verb of its own: not "what" alone, not an infinitive."""
    if clause.left_edge.tag_ in ("WP", "WDT") or clause.left_edge.lower_ in ("whatever", "to"):
        return False
    lefts = [c for c in frame.children(clause) if c.i < clause.i]
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in lefts)
    return subject and (
        clause.tag_ in ("VBZ", "VBD", "VBP") or any(c.dep_ in ("aux", "auxpass") for c in lefts)
    )


def _cut(frame: Frame, cue: Cue, clause: Token, start: int, end: int) -> int:
    """The last token of a clause without what the writer hangs on it: ", conceding the race",
    "according to …".
    """
    doc = frame.doc
    number = _number(frame, clause)
    for i in range(clause.i + 1, end + 1):
        token = doc[i]
        added = (
            _added(frame, clause, i) if token.pos_ == "CCONJ" and token.head.i == clause.i else None
        )
        if added is not None and number and {number, _number(frame, added)} == {"one", "many"}:
            return (
                i - 1
            )  # "X say that the aid is late and have sought more": the second verb is of X
        if (
            token.text == ","
            and i < end
            and (doc[i + 1].tag_ == "VBG" or doc[i + 1].lower_ == "according")
        ):
            return i - 1
        if token.pos_ == "CCONJ" and any(
            t.lower_ in LEMMA_OF and t.tag_ == "VBD" for t in doc[i + 1 : i + 3]
        ):
            return i - 1
        if token.text in (";", "—", "–"):
            return i - 1
    return end


def _added(frame: Frame, clause: Token, i: int) -> Token | None:
    """The verb without a subject of its own that a conjunction adds to a clause."""
    added = next((c for c in frame.children(clause) if c.dep_ == "conj" and c.i > i), None)
    return (
        None if added is None or any(c.dep_ in _SUBJECTS for c in frame.children(added)) else added
    )


def _number(frame: Frame, verb: Token) -> str:
    """Whether the finite form of a verb says that its subject is "one" or "many"; empty where it
    does not.
    """
    for token in (
        *(c for c in frame.children(verb) if c.i < verb.i and c.dep_ in ("aux", "auxpass")),
        verb,
    ):
        if token.lower_ in _SINGULAR or token.tag_ == "VBZ":
            return "one"
        if token.lower_ in _PLURAL or token.tag_ == "VBP":
            return "many"
    return ""
