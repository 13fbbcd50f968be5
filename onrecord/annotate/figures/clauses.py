"""What a number counts, where the clause says it: what stands before it, what it hangs on, which
figure before it says it. things.py has these rules in their order.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate.figures.behind import expects
from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.clue import Clue, Found, one
from onrecord.annotate.figures.subjects import is_doer
from onrecord.annotate.figures.syntax import (
    CONTAINERS,
    VERBS,
    Tokens,
    children,
    climb,
    noun_before,
    outer_of,
    phrase_around,
    span_of,
    subject_of,
)
from onrecord.lexicon import words
from onrecord.model import Span

_RANGING = words("things.ranging")
_EXTENTS = words("things.extents")
_POINTING = words("things.pointing_nouns")
_COSTING = words("verbs.costing")
SPEAKING = words("things.speaking")


def elliptic(clue: Clue) -> Found | None:
    """The noun right before a measure, where no verb stands: "Burlo by 2.6 %", "8 feet deep"."""
    token, tokens = clue.ahead, clue.tokens
    if clue.q.dimension in ("count", "time", "times", "fraction") or token is None:
        return None
    if clue.q.dimension == "length" and clue.lx[clue.q.stop].low in _EXTENTS:
        while token.pos_ in ("ADV", "PUNCT") and token.i > tokens.begin(token):
            token = token.nbor(-1)
    if token.lower_ in ("by", "between", "from", "(") and token.i > tokens.begin(token):
        token = token.nbor(-1)
    if token.lower_ in _RANGING and token.i > tokens.begin(token) + 1:
        token = token.nbor(-2 if token.nbor(-1).text == "," else -1)
    if not can_be_named(tokens, token):
        return None
    phrase = phrase_around(tokens, token)
    before = tokens.before(phrase.start)
    listed = before is not None and before.text in (",", "and")
    if clue.draft.how.verb is not None and not listed:
        return None  # the verb says of what
    while before is not None and (before.pos_ == "DET" or before.tag_ == "PRP$"):
        before = tokens.previous(before)
    paid = clue.q.dimension == "money" and before is not None and before.pos_ == "VERB"
    return None if paid else Found((phrase,))  # "cost the town $3 million": not the town


def holder(clue: Clue) -> Found | None:
    """The noun on which the number hangs through prepositions: "lies at an altitude of 1,200 m"."""
    for token in above(clue):
        if token.pos_ in VERBS or is_change_verb(token.lower_):
            return None
        if can_be_named(clue.tokens, token):
            return told(clue, phrase_around(clue.tokens, outer_of(clue.tokens, token)))
    return None


def change(clue: Clue) -> Found | None:
    """The noun of a change, where nothing else says of what: "a sharp fall of 18 percent"."""
    of = clue.ahead
    if of is None or of.lower_ != "of" or of.i <= clue.tokens.begin(of):
        return None
    noun = of.nbor(-1)
    named = clue.tokens.is_thing(noun) and is_change_verb(noun.lower_)
    return one(span_of(noun, noun)) if named else None


def lent(clue: Clue) -> Found | None:
    """What the figure of the same unit before it counts, in the sentence or, where the clause leans
    on that, in the one before.
    """
    links = clue.links
    for other in (links.part_of, links.alike):
        if other is None or other >= clue.index or clue.q.dimension == "times":
            continue
        model = clue.before[other]
        told = bool(model.what) and model.what[0].start >= model.number.end
        near = clue.sentence_of(model.number.start) == clue.sentence_of(clue.number.start)
        if model.what and (told or near or clue.leans or other == links.part_of):
            return Found(model.what, other)
    return None


def nearest(clue: Clue) -> Found | None:
    """The noun that stands nearest before, unless it is who counts or shares."""
    noun = noun_before(clue.tokens, Span(clue.start, clue.number.end))
    if noun is None or clue.is_vague or clue.is_untold or clue.q.dimension in ("time", "times"):
        return None
    if clue.q.dimension in ("percent", "count") and is_doer(clue.tokens, noun):
        return None
    if noun.dep_ == "nsubj" and noun.head.lemma_ in SPEAKING:
        return None  # "Prosecutors say he stole $3 million"
    if (noun.i > 0 and noun.nbor(-1).lower_ in _COSTING) or _is_of_pronoun(clue, noun):
        return None  # "cost Arlo $3 million"; "the quay, said it would pay $3 million"
    between = clue.tokens.doc[noun.i + 1 : clue.anchor.i]
    if clue.q.dimension == "count" and any(t.pos_ == "VERB" for t in between):
        return None  # "Every year without the new ferries costs us eleven"
    return told(clue, phrase_around(clue.tokens, outer_of(clue.tokens, noun)))


def can_be_named(tokens: Tokens, token: Token) -> bool:
    """Whether a token is a thing by itself: no container of numbers, no word of change."""
    named = tokens.is_thing(token) and token.lower_ not in CONTAINERS
    return named and not is_change_verb(token.lower_)


def told(clue: Clue, phrase: Span) -> Found | None:
    """A phrase, unless it only points to what the sentence before counts: "The figure is 340"."""
    return None if phrase.of(clue.tokens.text).lower() in _POINTING else Found((phrase,))


def above(clue: Clue) -> Iterator[Token]:
    """The tokens above a number; none where it is a subject, or a time beside things counted."""
    anchor, behind = clue.anchor, clue.behind
    if clue.q.dimension == "count" and behind is not None and behind.lower_ == "off":
        return  # "made 72 off 40 balls"
    if clue.is_untold or (anchor.dep_ in ("nsubj", "nsubjpass") and clue.q.dimension in
                          ("money", "percent", "count")):  # fmt: skip
        return  # "The $500 will go to widows", "about 1,000 come from the south"
    if clue.q.dimension == "money" and any(expects(clue.tokens, t) for t in climb(anchor)):
        return  # "beating the $2.2 billion analysts had expected"
    if anchor.dep_ == "conj" and clue.q.dimension == "time" and _is_numbered(clue, anchor.head):
        return  # "two cranes and three days"
    yield from climb(anchor)


def _is_of_pronoun(clue: Clue, noun: Token) -> bool:
    """Whether the verb of a number has a pronoun for its subject, behind a noun."""
    subject = subject_of(clue.verb) if clue.verb is not None else None
    return subject is not None and subject.pos_ == "PRON" and noun.i < subject.i


def _is_numbered(clue: Clue, noun: Token) -> bool:
    """Whether a noun is itself counted, and no unit of time."""
    numbers = clue.tokens.numbers
    return noun.i not in numbers and any(child.i in numbers for child in children(noun))
