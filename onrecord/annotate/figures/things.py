"""What a figure with nothing behind it counts or measures, by the rest of its sentence."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.figures.behind import expects
from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.modifiers import Modified
from onrecord.annotate.figures.number.lexemes import Lexemes
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.spells import find_spell, is_age, is_of_nobody, who_is_that_old
from onrecord.annotate.figures.syntax import (
    CONTAINERS,
    VERBS,
    Tokens,
    behind_determiner,
    children,
    climb,
    noun_before,
    noun_run,
    object_of,
    outer_of,
    phrase_around,
    span_of,
    subject_of,
)
from onrecord.model import Span

# verbs that say how much their subject is; with others the sum needs the verb: "investors …
# investing $500,000"
_MEASURING = frozenset(
    """be total reach average exceed equal weigh measure have hold own stand amount worth earn make get need
    include contain carry see post report record rise fall grow gain lose remain range fetch surpass top hit""".split()
)
# a share that somebody bargains for is one of something else: "the teachers want 7 percent"
_BARGAINING = frozenset(
    "propose offer want demand seek ask request accept reject promise agree concede".split()
)
_RANGING = frozenset({"ranging", "starting", "varying"})
_EXTENTS = frozenset({"deep", "tall", "long", "wide", "high", "thick", "across"})
_OPENING = 8  # tokens between "Of the harvest" and the number that is a part of it
_JOINTS = frozenset({"and", "while", "as", "but", ";", ":"})  # between clauses
_INNER = frozenset(
    {"of", "in"}
)  # these lead to what holds the sum, others to what it is paid for or set at
# bodies of people that act as one
_BODIES = frozenset(
    """union company government council board ministry bank firm group party court police agency department committee
    commission office""".split()
)


def find_what(
    tokens: Tokens, lx: Lexemes, q: Quantity, how: Modified, span: Span
) -> tuple[Span, ...]:
    """What a quantity with nothing behind it counts or measures; empty where the sentence does not
    say.
    """
    if q.dimension in ("times", "time"):
        aged = is_age(lx, q)
        found = who_is_that_old(tokens, lx, q, span) if aged else find_spell(tokens, span)
        if found or q.dimension == "times" or (aged and is_of_nobody(tokens, lx, q)):
            return (found,) if found else ()
    first = lx[min(how.first, q.first) if how.first is not None else q.first].start
    if (left_out := _by_noun(tokens, first)) is not None:
        return (left_out,)
    if whole := _of_which(tokens, q, first):
        return (whole,)
    if q.dimension == "percent" and lx[q.stop].low == "who":
        return ()  # "more than the 39 percent who do not"
    if how.verb is not None and (moved := mover(tokens, lx, how.verb, span)):
        return (moved,)
    if beside := _adjacent(tokens, lx, q, first):
        return (beside,)
    if said := _said_by_verb(tokens, q, first):
        return said
    measured = _measured(tokens, q, span)
    if measured or (measured is not None and q.dimension == "percent"):
        return measured  # of what somebody does a share of, the sentence need not say
    change = _change_of(tokens, first)
    return (change,) if change else ()


def what_before(tokens: Tokens, span: Span) -> tuple[Span, ...]:
    """The noun phrase that stands nearest before a number in its sentence."""
    noun = noun_before(tokens, span)
    return (phrase_around(tokens, noun),) if noun is not None else ()


def nearest_before(tokens: Tokens, q: Quantity, span: Span) -> tuple[Span, ...]:
    """The same, as the last resort: not for a length of time or "dozens", and nobody who counts or
    shares.
    """
    noun = noun_before(tokens, span)
    if (
        noun is None
        or q.dimension in ("times", "time")
        or (q.kind == "vague" and q.dimension == "count")
    ):
        return ()
    if q.dimension in ("percent", "count") and (
        _is_doer(tokens, noun) or _is_else(tokens, q, noun, span)
    ):
        return ()
    return (phrase_around(tokens, noun),)


def _is_else(tokens: Tokens, q: Quantity, noun: Token, span: Span) -> bool:
    """Whether a verb between a noun and a number says that the number is of something else.

    "the teachers want 7 percent", "Every year without the new ferries costs us eleven"
    """
    verb = next(
        (t for t in tokens.doc[noun.i + 1 : tokens.at(span.start).i] if t.pos_ == "VERB"), None
    )
    if verb is None:
        return False
    subject = subject_of(verb)
    borne = subject is not None and not tokens.is_thing(subject) and _is_within(noun, subject)
    return borne or (q.dimension == "percent" and verb.lemma_ in _BARGAINING)


def is_said_of_it(tokens: Tokens, verb: Span) -> bool:
    """Whether the subject of a verb is a pronoun for a thing: "it cost"."""
    subject = subject_of(tokens.at(verb.start))
    return subject is not None and subject.lower_ == "it"


def with_company(tokens: Tokens, q: Quantity, verb: Span, span: Span) -> tuple[Span, ...]:
    """A verb that would stand alone for what is counted, with what makes it say something; else
    nothing.

    A length of time takes its subject or the pronoun behind it ("one day to test it"); other
    numbers take the verb whose object they are: "investing $500,000", "millions were looted". In
    "talk about 340" it says nothing of them.
    """
    token = tokens.at(verb.start)
    if q.dimension != "time":
        before, behind = tokens.before(span.start), tokens.after(span.end)
        while behind is not None and behind.pos_ == "AUX":
            behind = tokens.next(behind)
        while before is not None and before.is_quote:
            before = tokens.previous(before)
        return (verb,) if token in (before, behind) else ()
    after = tokens.next(token)
    if after is not None and after.tag_ == "PRP" and after.dep_ in ("dobj", "obj"):
        return (span_of(token, after),)
    subject = subject_of(token)
    led = tokens.before(span.start)
    within = led is not None and led.pos_ == "ADP"  # not "She spent two weeks"
    if within and subject is not None and subject.tag_ == "PRP" and subject.i == token.i - 1:
        return (span_of(subject, token),)  # "what we spend in five weeks"
    before = tokens.previous(token)
    if (
        subject is None and before is not None and before.lower_ == "to"
    ):  # "debts that took it six years to pay"
        main = next((t for t in climb(token) if t.pos_ == "VERB"), None)
        subject = subject_of(main) if main is not None else None
    return (
        (phrase_around(tokens, subject), verb)
        if subject is not None and tokens.is_thing(subject)
        else ()
    )


def _of_which(tokens: Tokens, q: Quantity, first: int) -> Span | None:
    """The noun phrase of an "of" that opens the sentence: "Of the gold production, only 30 percent
    is sold".
    """
    if q.dimension not in ("count", "percent", "fraction"):
        return None
    number = tokens.at(first)
    opening = tokens.doc[tokens.begin(number)]
    if opening.lower_ not in ("of", "among"):
        return None
    run = noun_run(tokens, behind_determiner(tokens, tokens.next(opening)))
    return span_of(*run) if run and run[1].i < number.i <= run[1].i + _OPENING else None


def mover(tokens: Tokens, lx: Lexemes, verb: int, span: Span) -> Span | None:
    """What rose or fell: the verb's object where it was raised, else its subject, else the noun
    before it.
    """
    word = tokens.at(lx[verb].start)
    if word.pos_ in VERBS:
        thing = object_of(word)
        if thing is not None and tokens.is_thing(thing) and thing.idx < span.start:
            return phrase_around(tokens, thing)
    subject = _subject(tokens, word)
    return phrase_around(tokens, subject) if subject is not None else None


def _subject(tokens: Tokens, word: Token) -> Token | None:
    """The subject of a verb by the parse, unless another clause stands between; else the noun
    before the verb.
    """
    noun = _head_before(tokens, word)
    subject = subject_of(word) if word.pos_ in VERBS else None
    if (
        subject is not None
        and noun is not None
        and not tokens.is_thing(subject)
        and _is_within(noun, subject)
    ):
        return None  # "Every year without the new ferries costs us": no ferries cost it
    aside = word.i > 0 and tokens.doc[word.i - 1].text == ","  # "shares in Arlo, which …, fell"
    signs = _JOINTS if aside else _JOINTS | {","}
    if (
        subject is not None
        and tokens.is_thing(subject)
        and (noun is None or not _apart(tokens, subject, noun, signs))
    ):
        return subject
    return noun


def _is_within(noun: Token, subject: Token) -> bool:
    """Whether a noun only says more of a subject that stands before it: "year without the new
    ferries".
    """
    for head in climb(noun):
        if head.i == subject.i:
            return subject.pos_ == "NOUN" and subject.i < noun.i
        if head.pos_ in VERBS:
            return False  # "A day there, called a sol, is"
    return False


def _apart(tokens: Tokens, one: Token, two: Token, signs: frozenset[str]) -> bool:
    """Whether a sign of another clause stands between two tokens."""
    return any(t.text in signs for t in tokens.doc[one.i + 1 : two.i])


def _head_before(tokens: Tokens, word: Token) -> Token | None:
    """The head of the noun phrase that ends before a word: of "sales in the north rose" it is
    "sales".
    """
    doc, begin = tokens.doc, tokens.begin(word)
    i = word.i - 1
    while i >= begin and (doc[i].pos_ in ("AUX", "ADV", "PART") or doc[i].lower_ in ("to", ",", "also")
                          or (doc[i].pos_ == "VERB" and word.i - i < 6)):  # fmt: skip
        i -= 1
    if i < begin or not tokens.is_thing(doc[i]):
        return None
    head = doc[i]
    for _ in range(6):
        start = tokens.at(phrase_around(tokens, head).start).i - 1
        while start >= begin and (doc[start].pos_ in ("DET", "NUM") or doc[start].tag_ == "PRP$"):
            start -= 1
        if start <= begin or not (doc[start].pos_ == "ADP" or doc[start].lower_ == "and"):
            break
        if not tokens.is_thing(doc[start - 1]):
            break
        head = doc[start - 1]
    return head


def _by_noun(tokens: Tokens, first: int) -> Span | None:
    """The noun before "by" where the verb is said once for several: "Arlo was down 2 %, Burlo by
    2.6 %".
    """
    by = tokens.before(first)
    if by is None or by.lower_ != "by" or by.i <= tokens.begin(by):
        return None
    noun = tokens.doc[by.i - 1]
    if not tokens.is_thing(noun) or is_change_verb(noun.lower_):
        return None
    phrase = phrase_around(tokens, noun)
    before = tokens.at(phrase.start).i - 1
    return phrase if before >= 0 and tokens.doc[before].text in (",", "and") else None


def _adjacent(tokens: Tokens, lx: Lexemes, q: Quantity, first: int) -> Span | None:
    """The noun directly before a measure, where a verb is left out: "Burlo by 2.6 %", "the index 5
    points".
    """
    token = tokens.before(first)
    if q.dimension in ("count", "time", "fraction") or token is None:
        return None
    if q.dimension == "length" and lx[q.stop].low in _EXTENTS:  # "warm water, just 8 feet deep"
        while token.pos_ == "ADV" and (before := tokens.previous(token)) is not None:
            token = before
        token = (tokens.previous(token) or token) if token.text == "," else token
    if token.lower_ in ("by", "between", "from", "(") and token.i > tokens.begin(token):
        token = tokens.doc[token.i - 1]
    if (
        token.lower_ in _RANGING and token.i > tokens.begin(token) + 1
    ):  # "claims, ranging from $200 to $4 million"
        token = tokens.doc[token.i - (2 if tokens.doc[token.i - 1].text == "," else 1)]
    if not tokens.is_thing(token) or token.lower_ in CONTAINERS or is_change_verb(token.lower_):
        return None
    phrase = phrase_around(tokens, token)
    before = tokens.before(phrase.start)
    while before is not None and (before.pos_ == "DET" or before.tag_ == "PRP$"):
        before = tokens.previous(before)
    if q.dimension == "money" and before is not None and before.pos_ == "VERB":
        return None  # whom it costs or who is paid: "cost the town $3 million"
    return phrase


def _change_of(tokens: Tokens, first: int) -> Span | None:
    """The noun of a change before "of" and the number, where nothing else says of what: "an
    increase of 18 percent".
    """
    of = tokens.before(first)
    if of is None or of.lower_ != "of" or of.i <= tokens.begin(of):
        return None
    noun = tokens.doc[of.i - 1]
    return span_of(noun, noun) if tokens.is_thing(noun) and is_change_verb(noun.lower_) else None


def _said_by_verb(tokens: Tokens, q: Quantity, first: int) -> tuple[Span, ...]:
    """The subject of the verb that stands directly before the number and says how much it is: "the
    price is $30".
    """
    token = tokens.before(first)
    if (
        token is None
        or token.pos_ not in VERBS
        or token.lemma_ not in _MEASURING
        or q.dimension == "count"
    ):
        return ()
    subject = _subject(tokens, token)
    return (phrase_around(tokens, subject),) if subject is not None else ()


def _measured(tokens: Tokens, q: Quantity, span: Span) -> tuple[Span, ...] | None:
    """The noun that the number hangs on through prepositions and copulas, or what its verb says;
    None: on neither.
    """
    inside = tokens.at(span.end - 1)
    while inside.head.i != inside.i and span.start <= inside.head.idx < span.end:
        inside = inside.head
    if inside.dep_ == "conj" and q.dimension == "time" and _is_numbered(tokens, inside.head):
        return ()  # "two cranes and three days"
    if inside.dep_ == "nsubj" and q.dimension in ("money", "percent"):
        return ()  # "The $500 will go to widows", "40 percent chose Vance"
    if inside.dep_ in ("nsubj", "nsubjpass") and q.dimension == "count":
        return None  # "about 1,000 come from the south": of what, the sentence does not say
    by_preposition = False
    for token in climb(inside):
        if token.pos_ in VERBS or is_change_verb(token.lower_):
            return _of_verb(tokens, q, token, by_preposition=by_preposition)
        if token.pos_ == "ADP":
            by_preposition = by_preposition or token.lower_ not in _INNER
        elif q.dimension == "money" and expects(tokens, token):
            return ()
        elif tokens.is_thing(token) and token.lower_ not in CONTAINERS:
            return (phrase_around(tokens, outer_of(tokens, token)),)
    return None


def _is_numbered(tokens: Tokens, noun: Token) -> bool:
    """Whether a noun is itself counted, and no unit of time."""
    return noun.i not in tokens.numbers and any(
        child.i in tokens.numbers for child in children(noun)
    )


def _does(tokens: Tokens, subject: Token, verb: Token) -> bool:
    """Whether a subject is somebody who does something, so that no share is of them: "the union
    asked for 9 %".
    """
    if verb.lemma_ in _MEASURING or is_change_verb(verb.lower_):
        return False
    return _is_doer(tokens, subject)


def _is_doer(tokens: Tokens, noun: Token) -> bool:
    return noun.idx + len(noun) in tokens.doers or noun.lower_ in _BODIES


def _of_verb(
    tokens: Tokens, q: Quantity, verb: Token, *, by_preposition: bool
) -> tuple[Span, ...] | None:
    """The thing of which a verb says the number: the object of "sold the flat for $4 million", else
    the subject.

    Where somebody does something with the sum, the verb is a part of what it is: "investors …
    investing $500,000". Empty where that says nothing of a share; None where the verb has neither.
    """
    subject, thing = _subject(tokens, verb), object_of(verb)
    if thing is not None and (not tokens.is_thing(thing) or thing.lower_ in CONTAINERS):
        thing = None
    if q.dimension == "percent" and verb.lemma_ in _BARGAINING:
        return ()
    if by_preposition and thing is not None:
        return (phrase_around(tokens, thing),)
    if subject is not None and q.dimension == "percent" and _does(tokens, subject, verb):
        return ()
    if q.kind == "vague" and q.dimension == "count":
        return ()  # "The town welcomes thousands"
    acts = (
        verb.pos_ == "VERB"
        and verb.lemma_ not in _MEASURING
        and not by_preposition
        and q.dimension != "percent"
    )
    if subject is not None:
        return (
            (phrase_around(tokens, subject), span_of(verb, verb))
            if acts
            else (phrase_around(tokens, subject),)
        )
    if thing is not None:
        return (phrase_around(tokens, thing),)
    return (span_of(verb, verb),) if acts else None
