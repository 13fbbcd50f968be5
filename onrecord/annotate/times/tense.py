"""Whether the clause of a day looks ahead: its verb's tense, and the words between the two.

A day belongs to the verb that it hangs on in the parser's tree. Somebody's words in marks have no
say in a day outside them: "“I will go,” he said on Monday" is past.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Span as Words
from spacy.tokens import Token

from onrecord.annotate.times.reckon import Turn
from onrecord.lexicon import words
from onrecord.model import Span

_APPOINTING = words("times.appointing")
_AWAITING = words("times.awaiting")
_HAPPENING = words("times.happening")
_TELLING = words("times.telling")
_AHEAD = words("times.ahead")
_UNTIL = words("times.until")
_BEFORE = words("times.before")
_WILL = words("times.will")
_HAVE = frozenset("have has had having ’ve 've".split())
_HAD = frozenset({"’d", "'d"})
_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OF_ITS_OWN = ("conj", "parataxis", "advcl", "relcl", "ccomp")  # clauses beside another
_IF = re.compile(r"\b(?:[Ii]f|[Uu]nless)\s[^.,;:!?\n]*\Z")
_CLAUSE = 120  # characters


def turn_of(day: Words, spoken: Sequence[Span], headline: bool = False) -> Turn:
    """Whether the clause of some words of time looks ahead; `spoken` are the quotations outside
    which they stand. A headline tells in the present tense what has happened.
    """
    path, verb = _way_to_the_verb(day, spoken)
    before = {t.lower_ for t in path} | {day.root.head.lower_}
    if "since" in before or "ago" in before:
        return "behind"
    if verb is None:
        return "ahead" if before & _AHEAD or _awaits(day, spoken) else "unclear"
    if any(t.lower_ in _AHEAD for t in path) and _tense(verb, headline) != "behind":
        return "ahead"
    if before & _UNTIL and (verb.lemma_ in _APPOINTING or _is_set(path)):
        return "ahead"
    if before & _BEFORE and verb.lemma_ in _AWAITING:
        return "ahead"
    turn = _tense(verb, headline)
    if day.root.dep_ == "compound" and not {t.lower_ for t in verb.children} & _WILL:
        return "behind" if turn == "behind" else "unclear"  # "in his Sunday speech"
    return "ahead" if turn == "unclear" and _awaits(day, spoken) else turn


def _awaits(day: Words, spoken: Sequence[Span]) -> bool:
    """Whether the parser has taken the verb behind a name for a noun: "Olga Tremm faces sentencing
    Nov. 1", in a sentence without another.
    """
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in day.sent):
        return False
    before = (t for t in day.sent if t.i < day.start and t.tag_ == "NNS" and t.i > day.sent.start)
    return any(
        t.lemma_ in _AWAITING and t.nbor(-1).pos_ == "PROPN" and not _within(t, spoken)
        for t in before
    )


def is_condition(day: Words) -> bool:
    """Whether a condition stands before a day: "even if it rained tomorrow" says of no day what
    happens.
    """
    text = day.sent.text
    start = day.start_char - day.sent.start_char
    return bool(_IF.search(text, max(0, start - _CLAUSE), start))


def clause_of(day: Words, spoken: Sequence[Span]) -> Span:
    """The clause that says what was or will be on a day: that of its verb, without those beside it
    at its ends.
    """
    _, verb = _way_to_the_verb(day, spoken)
    if verb is None:
        return Span(day.sent.start_char, day.sent.end_char)
    for over in verb.ancestors:
        if verb.dep_ not in ("xcomp", "aux", "auxpass") or over.pos_ not in _VERBS:
            break
        verb = over
    first, last = min(verb.left_edge.i, day.start), max(verb.right_edge.i, day.end - 1)
    for child in verb.children:
        if child.dep_ not in _OF_ITS_OWN or child.left_edge.i <= day.start <= child.right_edge.i:
            continue
        if child.dep_ == "ccomp":
            continue
        if child.left_edge.i > max(verb.i, day.end - 1):
            last = min(last, child.left_edge.i - 1)
        elif child.right_edge.i < min(verb.i, day.start):
            first = max(first, child.right_edge.i + 1)
    doc = day.doc
    while first < last and _is_edge(doc[first]) and first < day.start:
        first += 1
    while last > first and _is_edge(doc[last]) and last >= day.end:
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _is_edge(token: Token) -> bool:
    return token.dep_ in ("cc", "mark") or (token.is_punct and not token.is_quote) or token.is_space


def _way_to_the_verb(day: Words, spoken: Sequence[Span]) -> tuple[list[Token], Token | None]:
    """The words between a day and the verb that it hangs on, that verb the last."""
    path: list[Token] = []
    token = day.root
    for token in day.root.ancestors:
        if _within(token, spoken):
            return path, _verb_beside(day, spoken)
        path.append(token)
        if token.pos_ in _VERBS and token.dep_ not in ("amod", "compound"):
            if token.dep_ in ("aux", "auxpass"):
                token = token.head
            if not _is_participle_before(token):
                return path, token
    if token.pos_ in _VERBS and not _within(token, spoken):
        return path, token
    return path, None if not spoken else _verb_beside(day, spoken)


def _is_participle_before(token: Token) -> bool:
    """ "Starting Tuesday", "according to": the verb of the clause says when."""
    return token.dep_ == "prep" and token.tag_ == "VBG"


def _verb_beside(day: Words, spoken: Sequence[Span]) -> Token | None:
    """The nearest verb of the sentence outside quotations."""
    verbs = [t for t in day.sent if t.pos_ == "VERB" and not _within(t, spoken)]
    return min(verbs, key=lambda t: abs(t.i - day.start), default=None)


def _within(token: Token, spoken: Iterable[Span]) -> bool:
    return any(s.start <= token.idx < s.end for s in spoken)


def _is_set(path: Sequence[Token]) -> bool:
    """ "A hearing set for Oct. 20"."""
    return any(t.lemma_ in _APPOINTING and t.tag_ == "VBN" for t in path)


def _tense(verb: Token, headline: bool, depth: int = 0) -> Turn:
    """What a verb, with its auxiliaries, says of the time of its clause."""
    if depth > 8:
        return "unclear"
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    said = {h.lower_ for h in helpers}
    if "to" in said and (early := {h.lower_ for h in helpers if h.tag_ != "TO"} & _HAVE):
        to = next(h.i for h in helpers if h.lower_ == "to")
        late = any(h.i > to and h.lower_ in _HAVE for h in helpers)
        return "behind" if late or "had" in early else "ahead"  # "to have met", "has to meet"
    if said & _HAVE or (said & _HAD and verb.tag_ == "VBN"):
        return "behind"
    if said & _WILL or (verb.lower_ in _WILL and verb.tag_ == "MD"):
        return "ahead"
    if "to" in said:
        return _infinitive(verb, headline, depth)
    if verb.lower_ == "going" and said & {"is", "are", "’s", "'s", "’re", "'re"}:
        return "ahead"
    finite = next((h for h in helpers if h.tag_ in ("VBD", "VBZ", "VBP")), verb)
    if finite.tag_ == "VBD":
        return "ahead" if verb.lower_ in _AHEAD else "behind"
    if finite.tag_ in ("VBZ", "VBP"):
        return _present(verb, headline)
    return _without_tense(verb, headline, depth)


def _present(verb: Token, headline: bool) -> Turn:
    """The present tense speaks of what is to come, beside a day: "the trial begins on Nov. 20"."""
    if any(c.lower_ in _AHEAD for c in verb.children) or verb.lower_ in _AHEAD:
        return "ahead"
    if verb.lemma_ in _TELLING:
        return "unclear"
    return "unclear" if headline and verb.lemma_ not in _AWAITING else "ahead"


def _infinitive(verb: Token, headline: bool, depth: int) -> Turn:
    """ "Plans to open" looks ahead, "failed to open" does not."""
    over = verb.head
    if over == verb:
        return "ahead"  # a headline: "Court to rule on Monday"
    if over.pos_ in _VERBS and (over.lemma_ in _HAPPENING or verb.dep_ == "advcl"):
        return _tense(over, headline, depth + 1)
    return "ahead"


def _without_tense(verb: Token, headline: bool, depth: int) -> Turn:
    """A participle, or an infinitive without "to", has the tense of what it hangs on."""
    if verb.tag_ == "VBN" and verb.dep_ != "conj":
        return "ahead" if verb.lower_ in _AHEAD else "behind"
    own = any(c.dep_ in _SUBJECTS for c in verb.children)
    if verb.tag_ == "VB" and verb.dep_ != "conj":
        return "ahead"  # "Apply by Nov. 1"
    over = next((t for t in verb.ancestors if t.pos_ in _VERBS), None)
    if own or over is None:
        return "unclear"
    if verb.tag_ == "VB" and over.tag_ == "VBD":
        return "ahead"  # "they lost on Sunday and play again on Friday": no form of the past
    if verb.tag_ == "VBG" and over.lemma_ in _TELLING:
        return "behind"
    return _tense(over, headline, depth + 1)
