"""Quotations that no word of their own sentence attributes: whose they are is read from what stands
around.

"…," she said. "…" – the second is hers too. A reader carries a speaker on as long as nothing else
intervenes, and so do these rules: within a paragraph, over a colon, to the next paragraph where
that is all quotation, and no farther. A heading takes nothing over from the text before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.cues import Cue, cues_of
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.neighbours import left_of
from onrecord.annotate.sayings.place import Attribution
from onrecord.annotate.sayings.rules import RULES
from onrecord.annotate.sayings.signed import signed
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
    said: Attribution | None = None  # what this paragraph has come to
    earlier: Attribution | None = None  # what the paragraph before came to
    block = -1
    for s, sentence in enumerate(frame.sentences):
        opens = sentence.block != block
        if opens:
            heading = blocks[sentence.block].kind in ("title", "heading")
            earlier = None if heading else said or _voice(frame, s - 1, cues)
            said, block = None, sentence.block
        for position, k in sentence.quotes():
            if _is_open(found[k]):
                around = Around(frame, found, cues, s, position, k, opens, said, earlier)
                decided = CARRIED.first(around)
                found[k] = decided.found if decided else found[k]
            if not _is_open(found[k]):
                said = found[k]
    for k in range(len(found) - 1, 0, -1):  # what runs on to its attribution: “… “…,” she said.
        own = found[k]
        if frame.quoted[k].continues and own and not _is_open(own) and _is_open(found[k - 1]):
            found[k - 1] = replace(own, how="continued")


def _is_open(made: Attribution | None) -> bool:
    """Whether nothing attributes a string, or a guess only."""
    return made is None or RULES[made.how].loose


@dataclass(frozen=True, slots=True)
class Around:
    """A quoted string that its own sentence does not attribute, with what was read before it."""

    frame: Frame
    found: Sequence[Attribution | None]  # of each quoted string, final up to this one
    cues: Sequence[Sequence[Cue]]  # of each sentence
    s: int  # its sentence
    position: int  # its place there
    k: int  # which of the quoted strings it is
    opens: bool  # whether its sentence begins a paragraph
    said: Attribution | None  # what its paragraph has come to
    earlier: Attribution | None  # what the paragraph before has come to

    @property
    def sentence(self) -> Sentence:
        return self.frame.sentences[self.s]

    @property
    def leads(self) -> bool:
        """Whether the string begins its sentence."""
        return self.position == 0

    @property
    def after(self) -> Sentence | None:
        """The next sentence."""
        return self.frame.sentences[self.s + 1] if self.s + 1 < len(self.frame.sentences) else None

    @property
    def alone(self) -> bool:
        """Whether its sentence has no words outside of marks."""
        return not any(i >= 0 and self.frame.tokens[i].is_alpha for i in self.sentence.items)


def _continued(around: Around) -> Attribution | None:
    """A quotation that runs on over a paragraph break."""
    continues = around.k and around.frame.quoted[around.k].continues
    before = around.found[around.k - 1] if continues else None
    return replace(before, how="continued") if before else None


def _signed(around: Around) -> Attribution | None:
    """“…” – Name, at the end of a paragraph or as one of its own."""
    if around.after is None or not around.alone:
        return None
    return signed(around.frame, around.after, 0)


def _broken_off(around: Around) -> Attribution | None:
    """“…,” at the end of a line, and on the next one: said Name, or Name said."""
    sentence, after, frame = around.sentence, around.after, around.frame
    last = sentence.items[-1]
    if after is None or not around.alone or last >= 0 or after.block == sentence.block:
        return None
    if not frame.quoted[~last].span.of(frame.text).endswith(","):
        return None
    cue = next(iter(cues_of(frame, after)), None)
    if cue is None:
        return None
    find = left_of if cue.position else right_of
    speaker = find(frame, after, cue.position)
    if speaker is None or min(speaker.start, cue.token) != after.items[0]:
        return None
    return Attribution("after", speaker, (cue.token, cue.token + 1), cue.verb)


def _split(around: Around) -> Attribution | None:
    """A quotation goes on behind the attribution of its first part: “…,” said X, who …, “…”."""
    comma = around.frame.token(around.sentence, around.position - 1)
    item = around.sentence.items[0]
    first = around.found[~item] if item < 0 else None
    goes_on = comma is not None and comma.text == ","
    return first if goes_on and first is not None and first.how == "after" else None


def _reported(around: Around) -> Attribution | None:
    """X added that it was so. “…”: the sentence before, with no quotation of its own, says that X
    said something.
    """
    if not around.leads or around.opens:
        return None
    frame, before = around.frame, around.frame.sentences[around.s - 1]
    if any(item < 0 for item in before.items):
        return None
    for cue in reversed(around.cues[around.s - 1]):
        denied = any(c.dep_ == "neg" for c in frame.children(frame.tokens[cue.token]))
        if cue.strong and cue.sense.clause and not denied:
            speaker = subject_of(frame, before, cue.position)
            return Attribution("led", speaker) if speaker else None
    return None


def _carried(around: Around) -> Attribution | None:
    """“…,” X said. “…”"""
    alone = around.leads or around.found[around.k] is None
    return _moved(around.said, "carried") if around.said and alone else None


def _led(around: Around) -> Attribution | None:
    """X was angry. “…”; of the paragraph before only over a colon."""
    if not around.leads or not around.s:
        return None
    frame = around.frame
    if around.opens and not _ends_with_colon(frame, frame.sentences[around.s - 1]):
        return None
    before = _voice(frame, around.s - 1, around.cues)
    return _moved(before, "led") if before else None


def _carried_back(around: Around) -> Attribution | None:
    """“…” “…,” she said: the attribution that follows the next quotation of the paragraph."""
    following = _next(around) if around.leads else None
    return _moved(following, "carried-back") if following else None


def _next(around: Around) -> Attribution | None:
    """The attribution right behind the next quotation of the paragraph, or behind this one."""
    for sentence in around.frame.sentences[around.s : around.s + 2]:
        if sentence.block == around.sentence.block and sentence.items[0] < 0:
            own = around.found[~sentence.items[0]]
            if own is not None and own.how == "after":
                return None if _is_answered(around, own) else own
    return None


def _is_answered(around: Around, answer: Attribution) -> bool:
    """Whether a quotation asks what the next one answers: “How are you?” “Fine,” she replied."""
    first = around.frame.quoted[~around.sentence.items[0]]
    asked = first.span.of(around.frame.text).endswith("?")
    return asked and answer.verb in SENSE_OF and SENSE_OF[answer.verb].name == "answer"


def _of_paragraph_before(around: Around) -> Attribution | None:
    """A paragraph that is all quotation, not followed by a name that seems to sign it."""
    if not (around.leads and around.opens and around.earlier and around.alone):
        return None
    after = around.after
    if after is not None and after.block == around.sentence.block and after.items[0] >= 0:
        words = [around.frame.tokens[i] for i in after.items if i >= 0]
        if not any(t.pos_ in ("VERB", "AUX") for t in words):
            return None
    return _moved(around.earlier, "carried-paragraph")


CARRIED = Chain(
    "carried",
    Rule("continued", _continued),
    Rule("signed", _signed),
    Rule("broken off", _broken_off),
    Rule("split", _split),
    Rule("reported", _reported),
    Rule("carried", _carried),
    Rule("led", _led),
    Rule("back", _carried_back),
    Rule("paragraph", _of_paragraph_before),
)


def _moved(made: Attribution, how: str) -> Attribution:
    """An attribution carried to another sentence, which has no cue."""
    return replace(made, how=how, cue=None, verb=None)


def _ends_with_colon(frame: Frame, sentence: Sentence) -> bool:
    """Whether a line leads to the next one: by a colon, or by a verb of saying at its end."""
    last = frame.token(sentence, len(sentence.items) - 1)
    if last is None:
        return False
    return last.text == ":" or (last.lower_ in LEMMA_OF and last.tag_ == "VBD")


def _voice(frame: Frame, s: int, cues: Sequence[Sequence[Cue]]) -> Attribution | None:
    """Who is heard in a sentence: the subject of its last cue, else of its main verb."""
    if s < 0 or all(i < 0 for i in frame.sentences[s].items):
        return None
    decided = VOICES.first((frame, frame.sentences[s], cues[s]))
    return decided.found if decided else None


_Heard = tuple[Frame, Sentence, Sequence[Cue]]


def _of_cue(heard: _Heard) -> Attribution | None:
    """X warned the council."""
    frame, sentence, cues = heard
    for cue in reversed(cues):
        hears = cue.strong or cue.sense.verdict
        if hears and (speaker := subject_of(frame, sentence, cue.position)):
            return Attribution("", speaker, (cue.token, cue.token + 1), cue.verb)
    return None


def _introduced(heard: _Heard) -> Attribution | None:
    """A line with a colon and no verb: "And from the mayor, Dana Whitlow:", "From the desk of Dana
    Whitlow, mayor of Norra:".
    """
    frame, sentence, _ = heard
    tokens = (frame.tokens[i] for i in sentence.items if i >= 0)
    if not _ends_with_colon(frame, sentence) or any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return None
    words = [frame.token(sentence, p) for p in range(len(sentence.items) - 1)]
    comma = next((p for p, w in enumerate(words) if w is not None and w.text == ","), 0)
    named = words[comma - 1] if comma else None
    last = named if named is not None and named.pos_ == "PROPN" else _last(words)
    return Attribution("", phrase(frame, sentence, last)) if last is not None else None


def _last(words: Sequence[Token | None]) -> Token | None:
    return words[-1] if words else None


def _of_main_verb(heard: _Heard) -> Attribution | None:
    """X was angry."""
    frame, sentence, _ = heard
    speaker = main_subject(frame, sentence)
    head = frame.tokens[speaker.head] if speaker else None
    named = head is not None and head.tag_ in ("NNP", "PRP") and head.lower_ not in ("it", "i")
    return Attribution("", speaker) if named else None


VOICES = Chain(
    "voice",
    Rule("cue", _of_cue),
    Rule("colon", _introduced),
    Rule("main verb", _of_main_verb),
)
