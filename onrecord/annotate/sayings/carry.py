"""Quotations that no word of their own sentence attributes: whose they are is read from what stands
around.

"…," she said. "…" – the second is hers too. A reader carries a speaker on as long as nothing else
intervenes, and so do these rules: within a paragraph, over a colon, to the next paragraph where
that is all quotation, and no farther. A heading takes nothing over from the text before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate.sayings.adjacent import signed
from onrecord.annotate.sayings.cues import Cue, cues_of
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.neighbours import left_of
from onrecord.annotate.sayings.place import Attribution
from onrecord.annotate.sayings.rules import RULES
from onrecord.annotate.sayings.speaker import phrase, right_of
from onrecord.annotate.sayings.subjects import main_subject, subject_of
from onrecord.annotate.sayings.verbs import LEMMA_OF, SENSE_OF
from onrecord.model import Block


def carry(
    frame: Frame,
    found: list[Attribution | None],
    cues: Sequence[Sequence[Cue]],
    blocks: Sequence[Block],
) -> None:
    """Fill in `found` (one entry a quoted string) from the sentences around."""
    kinds = [block.kind for block in blocks]
    said: Attribution | None = None  # what this paragraph has come to
    earlier: Attribution | None = None  # what the paragraph before came to
    block = -1
    for s, sentence in enumerate(frame.sentences):
        opens = sentence.block != block
        if opens:
            said, earlier, block = None, said or _voice(frame, s - 1, cues), sentence.block
            if kinds[block] in ("title", "heading"):
                earlier = None
        for position, k in sentence.quotes():
            own = found[k]
            if own is None or RULES[own.how].loose:
                found[k] = (
                    _continued(frame, found, k)
                    or _signed(frame, s)
                    or _split(frame, sentence, position, found)
                    or (_reported(frame, cues, s) if position == 0 and not opens else None)
                    or (_carried(said) if position == 0 or own is None else None)
                    or (_around(frame, found, cues, s, opens, earlier) if position == 0 else None)
                    or own
                )
            own = found[k]
            if own is not None and not RULES[own.how].loose:
                said = own
    for k in range(len(found) - 1, 0, -1):  # what runs on to its attribution: “… “…,” she said.
        own, before = found[k], found[k - 1]
        if (
            frame.quoted[k].continues
            and own
            and not RULES[own.how].loose
            and (before is None or RULES[before.how].loose)
        ):
            found[k - 1] = replace(own, how="continued")


def _continued(frame: Frame, found: Sequence[Attribution | None], k: int) -> Attribution | None:
    """A quotation that runs on over a paragraph break."""
    before = found[k - 1] if k and frame.quoted[k].continues else None
    return replace(before, how="continued") if before else None


def _split(
    frame: Frame, sentence: Sentence, position: int, found: Sequence[Attribution | None]
) -> Attribution | None:
    """A quotation goes on behind the attribution of its first part: “…,” said X, who …, “…”."""
    comma = frame.token(sentence, position - 1)
    first = found[~sentence.items[0]] if sentence.items[0] < 0 else None
    return (
        first
        if comma is not None and comma.text == "," and first is not None and first.how == "after"
        else None
    )


def _reported(frame: Frame, cues: Sequence[Sequence[Cue]], s: int) -> Attribution | None:
    """X added that it was so. “…”: the sentence before, with no quotation of its own, says that X
    said something.
    """
    before = frame.sentences[s - 1]
    if any(item < 0 for item in before.items):
        return None
    for cue in reversed(cues[s - 1]):
        denied = any(c.dep_ == "neg" for c in frame.children(frame.doc[cue.token]))
        if cue.strong and cue.sense.clause and not denied:
            speaker = subject_of(frame, before, cue.position)
            return Attribution("led", speaker) if speaker else None
    return None


def _carried(said: Attribution | None) -> Attribution | None:
    return _moved(said, "carried") if said else None


def _moved(made: Attribution, how: str) -> Attribution:
    """An attribution carried to another sentence, which has no cue."""
    return replace(made, how=how, cue=None, verb=None)


def _around(
    frame: Frame,
    found: Sequence[Attribution | None],
    cues: Sequence[Sequence[Cue]],
    s: int,
    opens: bool,
    earlier: Attribution | None,
) -> Attribution | None:
    """For a quotation that begins its sentence, with nothing said before it in its paragraph."""
    leads = s and (not opens or _ends_with_colon(frame, frame.sentences[s - 1]))
    if leads and (before := _voice(frame, s - 1, cues)):
        return _moved(before, "led")
    if following := _next(frame, found, s):
        return _moved(following, "carried-back")
    if opens and earlier and _all_quoted(frame, s):
        return _moved(earlier, "carried-paragraph")
    return None


def _all_quoted(frame: Frame, s: int) -> bool:
    """Whether a sentence is a quotation and nothing else, not followed by a name that seems to sign
    it.
    """
    sentence = frame.sentences[s]
    if any(i >= 0 and frame.doc[i].is_alpha for i in sentence.items):
        return False
    after = frame.sentences[s + 1] if s + 1 < len(frame.sentences) else sentence
    words = [frame.doc[i] for i in after.items if i >= 0] if after.block == sentence.block else []
    return after.items[0] < 0 or not words or any(t.pos_ in ("VERB", "AUX") for t in words)


def _next(frame: Frame, found: Sequence[Attribution | None], s: int) -> Attribution | None:
    """“…” “…,” she said: the attribution that follows the next quotation of the paragraph."""
    for sentence in frame.sentences[s : s + 2]:
        if sentence.block == frame.sentences[s].block and sentence.items[0] < 0:
            own = found[~sentence.items[0]]
            if own is not None and own.how == "after":
                return None if _is_answered(frame, frame.sentences[s], own) else own
    return None


def _is_answered(frame: Frame, sentence: Sentence, answer: Attribution) -> bool:
    """Whether a quotation asks what the next one answers: “How are you?” “Fine,” she replied."""
    asked = frame.quoted[~sentence.items[0]].span.of(frame.text).endswith("?")
    return asked and answer.verb in SENSE_OF and SENSE_OF[answer.verb].name == "answer"


def _signed(frame: Frame, s: int) -> Attribution | None:
    """“…” – Name, at the end of a paragraph or as one of its own."""
    if s + 1 >= len(frame.sentences):
        return None
    after = frame.sentences[s + 1]
    if any(i >= 0 and frame.doc[i].is_alpha for i in frame.sentences[s].items):
        return None
    return signed(frame, after, 0) or _broken_off(frame, s)


def _broken_off(frame: Frame, s: int) -> Attribution | None:
    """“…,” at the end of a line, and on the next one: said Name, or Name said."""
    sentence, after = frame.sentences[s], frame.sentences[s + 1]
    last = sentence.items[-1]
    if last >= 0 or after.block == sentence.block:
        return None
    if not frame.quoted[~last].span.of(frame.text).endswith(","):
        return None
    for cue in cues_of(frame, after)[:1]:
        speaker = (
            right_of(frame, after, 0) if cue.position == 0 else left_of(frame, after, cue.position)
        )
        if speaker and min(speaker.start, cue.token) == after.items[0]:
            return Attribution("after", speaker, (cue.token, cue.token + 1), cue.verb)
    return None


def _ends_with_colon(frame: Frame, sentence: Sentence) -> bool:
    """Whether a line leads to the next one: by a colon, or by a verb of saying at its end."""
    last = frame.token(sentence, len(sentence.items) - 1)
    return last is not None and (
        last.text == ":" or (last.lower_ in LEMMA_OF and last.tag_ == "VBD")
    )


def _named_last(frame: Frame, sentence: Sentence) -> Token | None:
    """The last word of whom a line with a colon introduces: "And from the mayor, Dana Whitlow:",
    "From the desk of Dana Whitlow, mayor of Norra:".
    """
    words = [frame.token(sentence, p) for p in range(len(sentence.items) - 1)]
    comma = next((p for p, w in enumerate(words) if w is not None and w.text == ","), 0)
    named = words[comma - 1] if comma else None
    return named if named is not None and named.pos_ == "PROPN" else words[-1]


def _voice(frame: Frame, s: int, cues: Sequence[Sequence[Cue]]) -> Attribution | None:
    """Who is heard in a sentence: the subject of its last cue, else of its main verb."""
    if s < 0:
        return None
    sentence = frame.sentences[s]
    if all(i < 0 for i in sentence.items):
        return None
    for cue in reversed(cues[s]):
        if (cue.strong or cue.sense.verdict) and (
            speaker := subject_of(frame, sentence, cue.position)
        ):
            return Attribution("", speaker, (cue.token, cue.token + 1), cue.verb)
    if _ends_with_colon(frame, sentence) and not any(
        i >= 0 and frame.doc[i].pos_ in ("VERB", "AUX") for i in sentence.items
    ):
        last = _named_last(frame, sentence)
        return Attribution("", phrase(frame, sentence, last)) if last is not None else None
    speaker = main_subject(frame, sentence)
    if (
        speaker
        and frame.doc[speaker.head].tag_ in ("NNP", "PRP")
        and frame.doc[speaker.head].lower_ not in ("it", "i")
    ):
        return Attribution("", speaker)
    return None
