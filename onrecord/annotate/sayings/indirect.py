"""Indirect speech: "X said that …" without marks.

Only what an editor would accept as a report of speech: a verb of saying that is asserted, a subject
of its own, and a finite clause that it governs, with no quotation in it (that one is found as a
quotation). A denied or supposed saying ("did not say that …", "if she says …") reports nothing, and
what is reported within a report belongs to whoever reports the whole. `extent` says how far a
clause reaches; `parenthesis` reads what is reported around "…, X said, …".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.annotate.sayings.contents import CONTENTS, Governing, claimed
from onrecord.annotate.sayings.cues import SUBJECTS, Cue
from onrecord.annotate.sayings.extent import last_of
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.nominal import owner_of
from onrecord.annotate.sayings.saying import Saying
from onrecord.annotate.sayings.speaker import Speaker, owner
from onrecord.annotate.sayings.subjects import subject_of
from onrecord.lexicon import words
from onrecord.lexicon.inflect import forms_of

_TELLS = words("saying.telling")  # somebody, that …
_GOES_ON = forms_of(words("saying.goes_on"))  # to say that
_NOBODY = words("saying.nobody")
_ITSELF = [
    ["this", page] for page in ("article", "story", "report", "page", "column", "post")
]  # an editor's note
_SUPPOSING = words("grammar.supposing")
_UNSPOKEN = words("saying.unspoken")
_BEHIND = 2  # items behind a clause in which a quotation still belongs to it
_SHORTEST = 2  # tokens behind the first of a clause
_LEAD = 8  # tokens from a cue to "that", or to its subject: whom it was told, and when


def reports(frame: Frame, sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Saying]:
    """What a sentence reports without marks behind its cues, in order, outermost only."""
    end = -1
    at = {cue.token: cue for cue in cues}
    for item in sentence.items:
        if item < 0:
            continue
        cue = at.get(item)
        found = _reported(frame, sentence, cue) if cue else _claimed(frame, sentence, item)
        if found and found.covers[0][0] > end:
            end = found.covers[-1][1] - 1
            yield found


def _claimed(frame: Frame, sentence: Sentence, item: int) -> Saying | None:
    """X's claim that it was so."""
    noun = frame.tokens[item]
    content = claimed(frame, noun)
    whose = owner_of(frame, noun) if content else None
    if content is None or whose is None or whose.lower_ in _NOBODY:
        return None
    for end in last_of(frame, sentence, noun, content.verb):
        covers = _bare(frame, content.first, end)
        quoted = any(frame.inside[i] >= 0 for i in range(*covers))
        if covers[1] - covers[0] > _SHORTEST and not quoted:
            cue = (noun.i, noun.i + 1)
            source = owner(frame, sentence, whose)
            return Saying(source, cue, noun.lemma_.lower(), "nominal", (covers,))
    return None


def _reported(frame: Frame, sentence: Sentence, cue: Cue) -> Saying | None:
    verb = frame.tokens[cue.token]
    if cue.verb in _UNSPOKEN or not _asserted(frame, verb):
        return None
    decided = CONTENTS.first(Governing(frame, sentence, cue))
    speaker = subject_of(frame, sentence, cue.position) if decided else None
    if decided is None or speaker is None or not _speaks(frame, speaker):
        return None
    if _is_aside(frame, speaker, verb):
        return None
    start = decided.found.first
    for end in last_of(frame, sentence, verb, decided.found.verb):
        covers = _bare(frame, start, end)
        if covers[0] <= verb.i or covers[1] - covers[0] <= _SHORTEST:
            return None
        if speaker.start < covers[1] and speaker.end > covers[0]:
            return None
        if not _is_quoted(frame, sentence, cue, *covers):  # else it is found as a quotation
            return Saying(speaker, (verb.i, verb.i + 1), cue.verb, decided.rule, (covers,))
    return None


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
            (c.lower_ == "who" and frame.tokens[c.i - 1].text == ",")
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
    head = frame.tokens[speaker.head]
    return head.lower_ not in _NOBODY or head.ent_type_ != ""
