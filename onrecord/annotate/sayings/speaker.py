"""Who a cue's words belong to: its subject.

Two witnesses: the dependency tree, and the words right beside the verb outside of the quotation.
The tree knows long subjects ("a spokesman for the ministry"); the words beside the verb are right
where the tree took the quotation to pieces. A subject is believed only where it stands outside all
quotation marks and in the sentence of its verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.sayings.frame import DASHES, Frame, Sentence
from onrecord.annotate.sayings.verbs import LEMMA_OF, PLAIN, SENSE_OF
from onrecord.lexicon.namewords import ROLE_HEADS

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_IN_PHRASE = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART", "SYM", "X"))
_BETWEEN = frozenset(("AUX", "ADV", "PART"))  # what may stand between a subject and its verb
_RELATIVE = frozenset(("who", "which", "that"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_EMPTY = frozenset(
    ("it", "this", "that", "there", "what")
)  # as the subject of a participle, a sign of a wrong parse
_CLIMBED = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "aux", "auxpass"))
_BREAKS = DASHES - {"-"} | {",", ";", ":", "(", ")"}
_TAILS = frozenset(
    (
        "of",
        "for",
        "from",
        "at",
        "in",
        "with",
        "on",
        "to",
        "between",
        "behind",
        "near",
        "close",
        "by",
    )
)
_OWN = frozenset(("claim", "say", "note", "announce"))  # senses of statements, not of verdicts
_OTHERS = frozenset(("et", "al", "al.", "."))  # "Venn et al."
_NOTE = 5  # tokens of a note in parentheses
_NICKNAME = 5  # tokens of a nickname with its marks
_LONGEST = 30  # items of an apposition or of a speaker's phrase


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a source: tokens [start, end) with their head."""

    start: int
    end: int
    head: int


def subject_of(frame: Frame, sentence: Sentence, position: int) -> Speaker | None:
    """The subject of the verb at a position, wherever it stands."""
    verb = frame.token(sentence, position)
    if verb is None:
        return None
    before = frame.token(sentence, position - 1)
    trails = (
        verb.tag_ == "VBG" and before is not None and before.text == ","
    )  # "X did this, saying …"
    if trails and (main := main_subject(frame, sentence)) and may_speak(frame.doc[main.head]):
        return main
    joined = (
        before is not None
        and before.pos_ == "CCONJ"
        and all(c.dep_ not in _SUBJECTS for c in frame.children(verb))
    )
    if (
        joined and (first := _saying_before(frame, sentence, position)) is not None
    ):  # "X said this and added that"
        return subject_of(frame, sentence, first)
    head = None if verb.lower_ in ("put", "puts") else _by_tree(frame, sentence, verb)
    astray = (
        head is None
        or head.tag_ == "VBG"
        or _noted(frame, head)
        or (head.pos_ == "ADP" and head.i + 1 < verb.i)
    )
    if astray and not is_passive(frame, verb):
        head = _beside(frame, sentence, position)
    if head is None or (verb.tag_ == "VBG" and head.lower_ in _EMPTY):
        return None
    return _whole_name(frame, phrase(frame, sentence, head), verb)


def _whole_name(frame: Frame, speaker: Speaker, verb: Token) -> Speaker:
    """A speaker with what the tagger cut off the name right before the verb."""
    rest = frame.doc[speaker.end : verb.i] if speaker.end < verb.i else ()
    cut = frame.doc[speaker.end - 1].pos_ == "PROPN" and all(map(_is_capital, rest))
    return Speaker(speaker.start, verb.i, verb.i - 1) if cut and rest else speaker


def _joins(token: Token, other: Token | None) -> bool:
    """Whether another verb goes on with a verb of saying: a plain one, or one of its own sense."""
    verb, like = (LEMMA_OF.get(t.lower_, "") if t is not None else "" for t in (token, other))
    sense = SENSE_OF.get(verb)
    return verb in PLAIN or (
        sense is not None and sense is SENSE_OF.get(like) and sense.name in _OWN
    )


def _saying_before(frame: Frame, sentence: Sentence, position: int) -> int | None:
    """The position of the first verb of saying with its own subject before another verb."""
    joined = frame.token(sentence, position)
    for p in range(position):
        token = frame.token(sentence, p)
        says = token is not None and token.pos_ == "VERB" and _joins(token, joined)
        if says and token is not None and any(c.dep_ in _SUBJECTS for c in frame.children(token)):
            return p
    return None


def left_of(frame: Frame, sentence: Sentence, position: int) -> Speaker | None:
    """The subject that stands right before the verb, with nothing but adverbs and auxiliaries
    between.
    """
    head = _beside(frame, sentence, position)
    return None if head is None else phrase(frame, sentence, head)


def right_of(frame: Frame, sentence: Sentence, position: int) -> Speaker | None:
    """The subject that follows its verb, as in "said the minister"."""
    last = None
    for p in range(position + 1, min(position + _LONGEST, len(sentence.items))):
        token = frame.token(sentence, p)
        if token is None or token.tag_ in ("WP", "WDT"):
            break
        named = _is_capital(token) and token.pos_ in (
            "ADV",
            "ADP",
            "INTJ",
            "VERB",
            "AUX",
        )  # a name, mistaken
        added = token.dep_ == "amod" and last is None  # "said retired captain Bell"
        if (
            token.pos_ in _IN_PHRASE
            or added
            or (token.text == "-" and last is not None)
            or (named and last is None)
        ):
            if token.pos_ in _NOMINAL or named:
                last = token
                if token.tag_ == "PRP":
                    break
        elif not (last is None and token.pos_ == "ADV" and p == position + 1):
            break
    return None if last is None else phrase(frame, sentence, last)


def main_subject(frame: Frame, sentence: Sentence) -> Speaker | None:
    """The subject of the sentence's main verb, else its first subject."""
    subjects = [frame.doc[i] for i in sentence.items if i >= 0 and frame.doc[i].dep_ in _SUBJECTS]
    if not subjects:
        return None
    verb = next((t.head for t in subjects if t.head.dep_ == "ROOT"), subjects[0].head)
    main = _nearest([t for t in subjects if t.head.i == verb.i], verb)
    return phrase(frame, sentence, main)


def _nearest(subjects: Sequence[Token], verb: Token) -> Token:
    """The one subject of a verb, of several that the tree gives it: "In Port Amel, Norra, Bell
    said" has two.
    """
    before = [t for t in subjects if t.i < verb.i]
    return before[-1] if before else subjects[0]


def _by_tree(frame: Frame, sentence: Sentence, verb: Token) -> Token | None:
    """The grammatical subject; of a participle or a second verb, that of the verb it leans on.

    What hangs on a thing ("released a statement saying", "a piece that noted") belongs to who did
    something with it.
    """
    low, high = sentence.bounds
    cue = verb

    def within(token: Token) -> bool:
        outside = frame.inside[token.i] < 0 and low <= token.i <= high
        return outside and token.lower_ not in ("al", ".") and not _labels(token, cue)  # "et al."

    for _ in range(6):
        subjects = [c for c in frame.children(verb) if c.dep_ in _SUBJECTS and within(c)]
        found = _nearest(subjects, verb) if subjects else None
        if found is not None and verb is cue and is_passive(frame, verb):
            by = next((c for c in frame.children(verb) if c.dep_ == "agent"), None)
            return (
                next((c for c in frame.children(by) if within(c)), None) if by is not None else None
            )
        if (
            verb.dep_ in ("acl", "relcl")
            and within(verb.head)
            and (found is None or found.lower_ in _RELATIVE)
        ):
            noun = verb.head
            if (
                found is None
                and noun.dep_ == "pobj"
                and noun.head.lower_ == "to"
                and within(noun.head.head)
            ):
                noun = noun.head.head  # "sent an email to supporters saying"
            if noun.dep_ in ("dobj", "oprd") and _is_thing(noun) and within(noun.head):
                verb = noun.head
                continue
            return found or (noun if noun.pos_ in _NOMINAL else None)
        if found is not None:
            return found
        if verb.dep_ not in _CLIMBED or not within(verb.head) or verb.head is verb:
            return None
        verb = verb.head
    return None


def _labels(token: Token, verb: Token) -> bool:
    """Whether a word is the label before a colon of what a verb behind it says: "Update: the mayor
    said so".
    """
    follows = token.i + 1 < verb.i and token.doc[token.i + 1].text == ":"
    return follows and token.dep_ in _SUBJECTS and token.head.i == verb.i


def is_passive(frame: Frame, verb: Token) -> bool:
    """Whether a verb's subject is who it is done to."""
    return verb.tag_ == "VBN" and any(
        c.dep_ in ("nsubjpass", "auxpass") for c in frame.children(verb)
    )


def may_speak(token: Token) -> bool:
    """Whether a noun is likelier to be somebody than something."""
    return (
        token.pos_ == "PROPN"
        or token.tag_ in ("PRP", "NNS")
        or bool(token.ent_type_)
        or token.lower_ in ROLE_HEADS
    )


def _noted(frame: Frame, head: Token) -> bool:
    """Whether a noun stands in a note in parentheses: the party in "Ana Bell (R-Fla.) said"."""
    for i in range(head.i - 1, max(-1, head.i - 1 - _NOTE), -1):
        if frame.doc[i].text in ("(", ")"):
            return frame.doc[i].text == "("
    return False


def _is_thing(token: Token) -> bool:
    """A common noun, which does not speak for itself where it is the object of somebody's verb."""
    return token.pos_ == "NOUN" and not token.ent_type_


def _beside(frame: Frame, sentence: Sentence, position: int) -> Token | None:
    """The last noun before a verb; what is set between commas or begins with a preposition ("in the
    past") skipped.
    """
    p = _before(frame, sentence, position)
    token = frame.token(sentence, p)
    if token is None:
        return None
    if token.text in (",", ")", "—", "–", "-"):
        return _before_apposition(frame, sentence, p)
    if not (_may_be_subject(token) or _is_name(frame, sentence, position, token)):
        return None
    last, top = token, _top(sentence, token)
    while top.pos_ == "ADP" and top.i < token.i:
        p = _before(
            frame, sentence, next((q for q in range(p - 1, 0, -1) if sentence.items[q] == top.i), 0)
        )
        before = frame.token(sentence, p)
        if before is None or not _may_be_subject(before):
            return last if last.pos_ == "PROPN" else None  # "At the pier of Norra Bell said"
        token, top = before, _top(sentence, before)
    return top


def _before(frame: Frame, sentence: Sentence, position: int) -> int:
    """The position before another, adverbs and auxiliaries skipped."""
    p = position - 1
    while (token := frame.token(sentence, p)) is not None and _stands_between(token):
        p -= 1
    return p


def _stands_between(token: Token) -> bool:
    """Whether a word may stand between a subject and its verb: adverb, auxiliary, "et al."."""
    if token.lower_ in _OTHERS:
        return token.text != "." or (token.i > 0 and token.nbor(-1).lower_ == "al")
    helps = token.pos_ in _BETWEEN or token.lower_ in ("has", "have", "had")
    return helps and not _is_capital(token) and token.text not in ("'s", "’s")


def _before_apposition(frame: Frame, sentence: Sentence, position: int) -> Token | None:
    """The noun before the apposition that the comma, dash or bracket at a position closes."""
    for q in range(position - 1, max(-1, position - 1 - _LONGEST), -1):
        other = frame.token(sentence, q)
        if other is not None and other.text in (",", "(", "—", "–"):
            before = frame.token(sentence, q - 1)
            return (
                _top(sentence, before) if before is not None and before.pos_ in _NOMINAL else None
            )
    return None


def _may_be_subject(token: Token) -> bool:
    return token.pos_ in _NOMINAL or token.pos_ == "DET" or token.lower_ in _RELATIVE


def _is_capital(token: Token) -> bool:
    """Whether a word is written as a name is: Will, DeBoer; not WILL."""
    return token.text[:1].isupper() and not (len(token) > 1 and token.text.isupper())


def _is_name(frame: Frame, sentence: Sentence, position: int, token: Token) -> bool:
    """Whether a word before the verb at a position is a name that the tagger mistook: "Will wrote",
    "and Skip said".
    """
    verb = frame.token(sentence, position)
    finite = verb is not None and verb.lower_ != LEMMA_OF.get(verb.lower_)
    first = token.i == sentence.items[0]
    return _is_capital(token) and (
        (token.tag_ == "MD" and finite) or (token.pos_ in ("AUX", "ADV") and not first)
    )


def _top(sentence: Sentence, token: Token) -> Token:
    """The noun that a noun is added to by a preposition: "officials" of "officials at the
    ministry".
    """
    low = sentence.bounds[0]
    while token.dep_ in ("pobj", "prep", "compound", "nmod") and low <= token.head.i < token.i:
        if token.head.pos_ not in (*_NOMINAL, "ADP") or any(
            t.text in _BREAKS for t in token.doc[token.head.i : token.i]
        ):
            break
        token = token.head
    return token


def phrase(frame: Frame, sentence: Sentence, head: Token) -> Speaker:
    """The noun phrase around a head, without appositions and relative clauses."""
    doc = frame.doc
    low, high = sentence.bounds
    start, floor = head.i, max(low, min(head.left_edge.i, head.i))
    while start > low and frame.inside[start - 1] < 0:
        before = doc[start - 1]
        if before.pos_ in ("VERB", "AUX", "SCONJ") or before.text in _BREAKS:
            break
        if start <= floor and not (
            before.pos_ in ("PROPN", "DET", "ADJ") and start <= before.head.i <= head.i
        ):
            break
        start -= 1
    while start < head.i and doc[start].pos_ in ("PUNCT", "ADV", "CCONJ", "SCONJ", "ADP"):
        start += 1
    end, ceiling = head.i + 1, min(high, head.right_edge.i) + 1
    while end < ceiling and frame.inside[end] < 0 and _goes_on(doc[end]):
        end += 1
    if head.pos_ == "PROPN" and (last := _behind_nickname(frame, end)) is not None and last <= high:
        return Speaker(start, last + 1, head.i)
    while end > head.i + 1 and doc[end - 1].pos_ in ("ADP", "DET", "CCONJ", "PUNCT", "ADV", "PART"):
        end -= 1
    return Speaker(start, end, head.i)


def _behind_nickname(frame: Frame, end: int) -> int | None:
    """The surname behind a nickname in quotation marks: "Orla “Skipper” Venn"."""
    doc = frame.doc
    if end >= len(doc) or frame.inside[end] < 0:
        return None
    after = end
    while after < len(doc) and frame.inside[after] == frame.inside[end] and after - end < _NICKNAME:
        after += 1
    named = after < len(doc) and frame.inside[after] < 0 and doc[after].pos_ == "PROPN"
    return after if named else None


def _goes_on(token: Token) -> bool:
    """Whether a token behind the head still belongs to the name of the source."""
    if token.tag_ in ("WP", "WDT", "WP$", "WRB"):
        return False
    if (
        token.dep_ in ("relcl", "acl", "appos")
        or token.pos_ in ("VERB", "AUX", "SCONJ")
        or token.text in _BREAKS
    ):
        return False
    return token.pos_ != "ADP" or token.lower_ in _TAILS
