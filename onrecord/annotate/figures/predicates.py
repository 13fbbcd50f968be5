"""What a sentence says of a figure: killed, arrested, paid; whether it befell those counted or they
did it; and whether it happened.

Nothing may be shown as having happened that the text denies, plans or alleges: `standing` looks at
the verb's auxiliaries and at the verbs above it, and errs on the side of "did not happen".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.figures.behind import STATES
from onrecord.annotate.figures.clue import Told
from onrecord.annotate.figures.subjects import MEASURING
from onrecord.annotate.figures.syntax import (
    Tokens,
    behind_determiner,
    children,
    climb,
    noun_run,
    span_of,
)
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import words
from onrecord.model import Span, Standing, Voice

_SPEAKING = words("things.speaking")
_HAPPENINGS = words("things.happenings")
_DONE = words("things.planned_by")
_DOUBTED = words("things.doubted")
_ACCUSING = words("things.accusing")
_DENYING = words("things.denying")
_REFUSING = words("things.refusing")
_TO_COME = words("things.to_come")
_CONDITIONS = words("things.conditions")
_INTENDING = words("things.intending")
_PASSED = frozenset("xcomp ccomp pcomp prep acl conj advcl auxpass aux pobj dobj amod attr".split())
_MODIFYING = frozenset({"aux", "auxpass", "neg", "advmod", "mark", "preconj"})
_HIGH = 5  # words above a predicate that can say that it did not happen


@dataclass(frozen=True, slots=True)
class Said:
    """A word that says what is done or happens, and to whom."""

    word: Token
    voice: Voice


@dataclass(frozen=True, slots=True)
class Predicate:
    """The same, in the text."""

    span: Span
    voice: Voice
    standing: Standing


def state(told: Told) -> Said | None:
    """The state of which the figure counts those who are in it: "left 40 dead"."""
    if told.how != "befallen":
        return None
    return Said(told.clue.tokens.at(told.what[0].start), "befell")


def participle(told: Told) -> Said | None:
    """The participle or the state behind what is counted: "41 people (were) killed"."""
    tokens, word = told.clue.tokens, told.clue.tokens.after(told.end)
    passed = set[str]()  # auxiliaries
    while word is not None and (word.pos_ in ("AUX", "ADV", "PART") or word.lower_ == "to"):
        if word.pos_ == "AUX":
            passed.add(word.lemma_)
        word = tokens.next(word)
    if word is None or not (word.tag_ == "VBN" or word.lower_ in STATES):
        return None
    if "be" in passed:
        another = _is_of_another(told.head, {t.lower_ for t in children(word)})
        return None if another else Said(word, "befell")
    after = tokens.next(word)
    if after is not None and after.pos_ in ("NOUN", "PROPN"):
        return None  # "died in 12 months planned talks"
    return Said(word, "did" if passed or _takes(tokens, after) else _voice_of_bare(told, word))


def _is_of_another(counted: Token, helpers: set[str]) -> bool:
    """Whether a passive is of an earlier noun: "The slide that hit 14 huts was seen", "A survey of
    1,000 men was made".
    """
    inside = counted.dep_ in ("dobj", "obj", "pobj")
    if inside and counted.tag_ == "NNS" and helpers & {"is", "was", "has"}:
        return True
    return inside and any(t.dep_ == "relcl" and t.head.i < counted.i for t in climb(counted))


def _takes(tokens: Tokens, after: Token | None) -> bool:
    """Whether an object follows a verb, which is no participle then, whatever the model calls it:
    "Thirty rebels killed four soldiers"; not "12 people killed the night before".
    """
    if after is None or not (after.pos_ == "DET" or after.tag_ == "PRP$" or
                             after.i in tokens.numbers):  # fmt: skip
        return False
    run = noun_run(tokens, behind_determiner(tokens, after))
    return run is not None and tokens.is_thing(run[1])


def _voice_of_bare(told: Told, word: Token) -> Voice:
    """Of a participle without "be": where it is the sentence's only verb it was done by those
    counted, but in a headline, or if it is a state: "About 40 farmers signed up".
    """
    alone = word.dep_ == "ROOT" and word.lower_ not in STATES
    return "did" if alone and not told.clue.tokens.is_in_title(told.clue.number) else "befell"


def counted_before(told: Told) -> Said | None:
    """The participle behind people whose number comes last: "the number of people killed rose to
    13".
    """
    tokens, number = told.clue.tokens, told.clue.number
    if len(told.what) != 1 or told.what[0].end > number.start or told.clue.q.unit != "count":
        return None
    word = tokens.after(told.what[0].end)
    counts = told.what[0].of(tokens.text).lower().startswith("number of ")
    return Said(word, "befell") if counts and word is not None and word.tag_ == "VBN" else None


def agent(told: Told) -> Said | None:
    """The passive whose "by" those counted stand behind: "was shot by two gunmen"."""
    by = told.head.head
    if by.lower_ != "by" or by.dep_ != "agent" or by.head.tag_ != "VBN":
        return None
    return Said(by.head, "did")


def acts(told: Told) -> Said | None:
    """The verb of which those counted are the subject: "340 workers struck"."""
    head = told.head
    if head.dep_ not in ("nsubj", "nsubjpass") or head.head.pos_ != "VERB":
        return None
    passive = head.dep_ == "nsubjpass" or any(c.dep_ == "auxpass" for c in children(head.head))
    return Said(head.head, "befell" if passive else "did")


def suffers(told: Told) -> Said | None:
    """The verb of which they are the object: "killing 41", "paid $4 million"."""
    head = told.head
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ not in ("dobj", "obj") or head.head.pos_ != "VERB":
        return None
    return Said(head.head, "none" if head.head.lemma_ in MEASURING else "befell")


def happening(told: Told) -> Said | None:
    """The noun of what befell them: "the death of ten miners"."""
    for word in climb(told.head):
        if word.lower_ in _HAPPENINGS:
            return Said(word, "befell")
        if word.pos_ != "ADP":
            return None
    return None


def above(told: Told) -> Said | None:
    """The first verb above, but for that of another noun: "A survey of 1,000 men was made"."""
    verb = next((t for t in climb(told.head) if t.pos_ == "VERB"), None)
    helpers = list(children(verb)) if verb is not None else []
    passive = any(c.dep_ == "auxpass" for c in helpers)
    if passive and _is_of_another(told.head, {t.lower_ for t in helpers}):
        return None
    return Said(verb, "none") if verb is not None else None


PREDICATE: Chain[Told, Said] = Chain(
    "predicate",
    Rule("state", state),
    Rule("participle", participle),
    Rule("counted before", counted_before),
    Rule("agent", agent),
    Rule("suffers", suffers),
    Rule("acts", acts),
    Rule("happening", happening),
    Rule("above", above),
)


def predicate_of(told: Told) -> Predicate | None:
    """What the sentence says of a figure, but for words of saying and holding, which say nothing of
    those counted.
    """
    if told.clue.is_age or told.how == "multiplied":
        return None
    decided = PREDICATE.first(told)
    if decided is None or decided.found.word.lemma_ in _SPEAKING:
        return None
    word, tokens = decided.found.word, told.clue.tokens
    if any(s.contains(span_of(word, word)) for s in told.what) and decided.rule != "state":
        return None
    return Predicate(_with_particle(tokens, word), decided.found.voice, standing(told, word))


def standing(told: Told, word: Token) -> Standing:
    """Whether what a word says has happened: by its own auxiliaries, then by the words above it."""
    ahead = told.clue.tokens.before(told.clue.number.start)
    if ahead is not None and ahead.lower_ in _DOUBTED:
        return "alleged"
    for verb in _line(word):
        around = _around(verb)
        if around & _DENYING:
            return "denied"
        if around & _DOUBTED or (verb is not word and verb.lemma_ in _ACCUSING):
            return "alleged"
        if verb is not word and verb.lemma_ in _REFUSING:
            return "denied"
        if around & (_TO_COME | _CONDITIONS) or _is_intended(verb, around):
            return "planned"
        if verb is not word and verb.lemma_ in _INTENDING:
            return "planned"
    return "fact"


def _around(verb: Token) -> set[str]:
    """The small words of a verb and of a condition that it depends on: "not", "will", "if"."""
    around = {c.lower_ for c in children(verb) if c.dep_ in _MODIFYING}
    clauses = [c for c in children(verb) if c.dep_ == "advcl"]
    return around | ({c.lower_ for d in clauses for c in children(d)} & _CONDITIONS)


def _is_intended(verb: Token, around: set[str]) -> bool:
    """Whether an infinitive leaves open that it is done: "to cut 340 jobs", not "began to"."""
    return "to" in around and verb.head.lemma_ not in _DONE | _REFUSING | _ACCUSING


def _line(word: Token) -> Iterator[Token]:
    """A word and those above it in whose scope it stands."""
    yield word
    for _ in range(_HIGH):
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in children(word))
        told = word.dep_ == "conj" and (own or any(c.dep_ == "aux" for c in children(word)))
        if word.dep_ not in _PASSED or word.head.i == word.i or told:
            return
        word = word.head
        yield word


def _with_particle(tokens: Tokens, word: Token) -> Span:
    """The verb with a particle right behind it: "hand over"."""
    after = tokens.next(word)
    return span_of(word, after if after is not None and after.dep_ == "prt" else word)
