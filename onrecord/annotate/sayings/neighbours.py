"""The subject of a verb of saying by the words right before it, whatever the tree makes of them."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.cues import Verb
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.speaker import BREAKS, LONGEST, NOMINAL, Speaker, is_capital, phrase
from onrecord.annotate.sayings.verbs import LEMMA_OF
from onrecord.lexicon import words

_BETWEEN = frozenset(("AUX", "ADV", "PART"))  # what may stand between a subject and its verb
_RELATIVE = words("grammar.relative")
_OTHERS = frozenset(("et", "al", "al.", "."))  # "Venn et al."
_HAVE = words("grammar.have")
_CLOSING = frozenset((",", ")", "—", "–", "-"))  # what may close an apposition


def left_of(frame: Frame, sentence: Sentence, position: int) -> Speaker | None:
    """The subject that stands right before the verb, with nothing but adverbs and auxiliaries
    between.
    """
    token = frame.token(sentence, position)
    decided = BESIDE.first(Verb(frame, sentence, position, token)) if token is not None else None
    return None if decided is None else phrase(frame, sentence, decided.found)


def _before_apposition(verb: Verb) -> Token | None:
    """The noun before the apposition that a comma, dash or bracket before the verb closes."""
    position = _before(verb, verb.position)
    mark = verb.at(position)
    if mark is None or mark.text not in _CLOSING:
        return None
    for q in range(position - 1, max(-1, position - 1 - LONGEST), -1):
        other = verb.at(q)
        if other is not None and other.text in (",", "(", "—", "–"):
            noun = verb.at(q - 1)
            nominal = noun is not None and noun.pos_ in NOMINAL
            return _top(verb.sentence, noun) if nominal and noun else None
    return None


def _last_noun(verb: Verb) -> Token | None:
    """The last noun before the verb; what begins with a preposition ("in the past") skipped."""
    p = _before(verb, verb.position)
    token = verb.at(p)
    if token is None or token.text in _CLOSING or not (_may_be(token) or _is_name(verb, token)):
        return None
    last, top = token, _top(verb.sentence, token)
    while top.pos_ == "ADP" and top.i < token.i:
        of = next((q for q in range(p - 1, 0, -1) if verb.sentence.items[q] == top.i), 0)
        p = _before(verb, of)
        before = verb.at(p)
        if before is None or not _may_be(before):
            return last if last.pos_ == "PROPN" else None  # "At the pier of Norra Bell said"
        token, top = before, _top(verb.sentence, before)
    return top


BESIDE = Chain(
    "subject beside", Rule("apposition", _before_apposition), Rule("last noun", _last_noun)
)


def _before(verb: Verb, position: int) -> int:
    """The position before another, adverbs and auxiliaries skipped."""
    p = position - 1
    while (token := verb.at(p)) is not None and _stands_between(token):
        p -= 1
    return p


def _stands_between(token: Token) -> bool:
    """Whether a word may stand between a subject and its verb: adverb, auxiliary, "et al."."""
    if token.lower_ in _OTHERS:
        return token.text != "." or (token.i > 0 and token.nbor(-1).lower_ == "al")
    helps = token.pos_ in _BETWEEN or token.lower_ in _HAVE
    return helps and not is_capital(token) and token.text not in ("'s", "’s")


def _may_be(token: Token) -> bool:
    return token.pos_ in NOMINAL or token.pos_ == "DET" or token.lower_ in _RELATIVE


def _is_name(verb: Verb, token: Token) -> bool:
    """Whether a word before a verb is a name that the tagger mistook: "Will wrote", "and Skip
    said".
    """
    finite = verb.token.lower_ != LEMMA_OF.get(verb.token.lower_)
    first = token.i == verb.sentence.items[0]
    mistaken = (token.tag_ == "MD" and finite) or (token.pos_ in ("AUX", "ADV") and not first)
    return is_capital(token) and mistaken


def _top(sentence: Sentence, token: Token) -> Token:
    """The noun that a noun is added to by a preposition: "officials" of "officials at the
    ministry".
    """
    low = sentence.bounds[0]
    while token.dep_ in ("pobj", "prep", "compound", "nmod") and low <= token.head.i < token.i:
        between = token.doc[token.head.i : token.i]
        nominal = token.head.pos_ in NOMINAL or token.head.pos_ == "ADP"
        if not nominal or any(t.text in BREAKS for t in between):
            break
        token = token.head
    return token
