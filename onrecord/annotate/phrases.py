"""Phrases: which words belong together, read off a Reading.

The small model's parse of a news sentence is often wrong, its word classes seldom: noun phrases are
therefore runs of word classes, and the parse only says which noun and which verb belong together.
`apart` are indexes of tokens that end a phrase, such as those of a number.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from spacy.tokens import Token

from onrecord.annotate.lexemes import HYPHENS
from onrecord.annotate.reading import Reading, reading_of
from onrecord.lexicon import words
from onrecord.model import Span

NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
WHEN = words("things.when")
_BEFORE_NOUN = frozenset({"ADJ", "NOUN", "PROPN"})
_INSIDE_NOUN = frozenset({"POS", "VBN", "VBG"})
_PHRASE_LONGEST = 12  # tokens
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_PASSED_UP = frozenset({"conj", "xcomp", "advcl", "ccomp", "auxpass", "aux", "pcomp", "acomp"})


def span_of(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))


def noun_run(reading: Reading, first: Token | None, *, most: int = 9) -> tuple[Token, Token] | None:
    """The noun phrase that begins with `first`, without a determiner: first and last token, or
    None.

    "IS family members", "Kia and Hyundai vehicles", "Johnson's deputies", "snaps of man coverage".
    """
    token, head, begin = first, None, None
    while (
        token is not None
        and token.i - (first.i if first else 0) < most
        and not _is_compared(reading, token)
    ):
        if (token.pos_ in NOUNS or is_acronym(token)) and token.lower_ not in _NO_HEADS:
            another = head is not None and token.pos_ == "PROPN" and head.pos_ == "NOUN"
            if another and head is not None and (_plural(head) or token.dep_ == "nsubj"):
                break  # "20 men London sent", "one way Vance could"
            head = token
        elif not (
            _tied(reading, token, begin)
            or _ties(reading, token)
            or _joins(reading, token, head, begin)
        ):
            break
        begin = begin or token
        token = reading.next(token)
    if head is None or begin is None:
        return None
    return begin, head


# tagged as nouns, but no part of a noun phrase here: "40 pieces worth $3 million"
_QUANTIFIERS = words("numbers.quantifiers")
_NO_HEADS = WHEN | {"worth", "plus", "minus"}


def _plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _joins(reading: Reading, token: Token, head: Token | None, begin: Token | None) -> bool:
    """Whether a token that is no noun may stand inside a noun phrase at this place."""
    after = reading.next(token)
    if after is None:
        return False
    if token.lower_ in WHEN or (head is not None and token.lower_ in _QUANTIFIERS):
        return False
    if (
        token.text == "," and head is None and begin is not None
    ):  # "the most gifted, tireless rowers"
        return _is_adjective(token.nbor(-1)) and _is_adjective(after)
    if token.tag_ == "VBN" and head is not None and head.pos_ == "PROPN" and after.tag_ == "NNS":
        return True  # "Ohio registered voters"
    if token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG", "JJ", "JJS", "JJR"):
        return head is None or (
            token.pos_ == "ADJ" and not _plural(head) and after.pos_ in _BEFORE_NOUN
        )
    if token.text in ("-", "–", "‑"):
        before = reading.previous(token)
        return before is not None and before.whitespace_ == "" and token.whitespace_ == ""
    if token.tag_ == "POS" or token.text in ("&", "/", "'s", "’s"):
        return head is not None and (after.pos_ in _BEFORE_NOUN or after.tag_ in ("VBG", "RBS"))
    if token.tag_ == "RBS" and after.pos_ == "NOUN":
        return True  # "most biodiverse places", of which the model makes a noun
    if token.tag_ in ("RBS", "RBR") or (token.pos_ == "ADV" and head is None):
        return after.pos_ == "ADJ" or after.tag_ in ("VBN", "VBG", "RB")
    if (
        token.lower_ in ("and", "or") and begin is not None
    ):  # between modifiers, not between two things
        return _coordinates(reading, token, after)
    return False


def _is_compared(reading: Reading, token: Token) -> bool:
    """Whether periods that are compared begin: "a 0.8 percent rise year on year"."""
    after = reading.next(token) if token.lower_ in ("year", "month", "quarter", "week") else None
    return after is not None and after.lower_ in ("on", "over")


def _is_adjective(token: Token) -> bool:
    return token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG", "JJ")


def _tied(reading: Reading, token: Token, begin: Token | None) -> bool:
    """Whether a hyphen ties a token to the phrase: the words of "state-of-the-art vessels"."""
    before = reading.previous(token)
    return (
        begin is not None and before is not None and before.text == "-" and before.whitespace_ == ""
    )


def _ties(reading: Reading, token: Token) -> bool:
    """Whether a hyphen ties a token to the next: the first word of "would-be travellers"."""
    after = reading.next(token)
    tied = after is not None and after.text == "-" and not token.whitespace_
    return tied and token.is_alpha


def _coordinates(reading: Reading, token: Token, after: Token) -> bool:
    before = reading.previous(token)
    beyond = reading.next(after)
    if before is None or beyond is None or after.pos_ not in _BEFORE_NOUN or _plural(before):
        return False
    return (
        before.pos_ == after.pos_
        and beyond.pos_ in NOUNS
        and (before.pos_ != "NOUN" or not _plural(after))
    )


def behind_determiner(
    reading: Reading, token: Token | None, apart: Container[int] = ()
) -> Token | None:
    """The first token that is no determiner, possessive pronoun or number: "of the two detained" →
    "detained".
    """
    steps = 0
    while token is not None and steps < 4:
        if token.text in HYPHENS and steps and (tied := reading.next(token)) is not None:
            token, steps = reading.next(tied), steps + 1  # "of his one-time rivals"
            continue
        if (
            token.pos_ not in ("DET", "NUM")
            and token.i not in apart
            and token.tag_ not in ("PRP$", "PDT")
            and token.lower_ not in _LOOSE
        ):
            return token
        token, steps = reading.next(token), steps + 1
    return None


_LOOSE = words("things.loose_determiners")


def climb(token: Token) -> Iterator[Token]:
    """The heads of a token, nearest first, within its sentence."""
    seen = 0
    while token.head.i != token.i and seen < 12:
        token = token.head
        seen += 1
        yield token


def children(token: Token) -> Sequence[Token]:
    """The words that hang on a token, in order (`Reading.children`)."""
    return reading_of(token.doc).children(token)


def subject_of(verb: Token) -> Token | None:
    """The head of the verb's subject, taken from a verb that it hangs on where it has none of its
    own.
    """
    for _ in range(5):
        for child in children(verb):
            if child.dep_ in _SUBJECTS:
                return (
                    verb.head
                    if verb.dep_ == "relcl" and child.lower_ in ("that", "which", "who")
                    else child
                )
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        if verb.dep_ not in _PASSED_UP or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def object_of(verb: Token) -> Token | None:
    return next((c for c in children(verb) if c.dep_ in ("dobj", "obj")), None)


def phrase_around(reading: Reading, token: Token, apart: Container[int] = ()) -> Span:
    """The noun phrase of a head noun: what modifies it before, and a short "of" phrase behind."""
    first = token
    doc = token.doc
    begin = max(reading.sentence(token).start, token.i - _PHRASE_LONGEST)
    while first.i > begin:
        before = doc[first.i - 1]
        fits = (
            before.pos_ in _BEFORE_NOUN
            or before.tag_ in ("VBN", "VBG", "POS")
            or before.text in ("-", "&")
        )
        if (
            not fits
            or before.is_space
            or before.lower_ in WHEN
            or before.i in apart
            or (before.pos_ in VERBS and before.dep_ != "amod")
        ):
            break
        first = before
    while first.i < token.i and (first.pos_ in ("PUNCT", "CCONJ") or first.tag_ == "POS"):
        first = doc[first.i + 1]
    return span_of(first, _with_of(token, apart))


def _with_of(token: Token, apart: Container[int]) -> Token:
    """The last token of "price of the benchmark", or the noun itself; "target of 200p" ends before
    the number.
    """
    doc = token.doc
    if token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
        i = token.i + 2
        while i < len(doc) and (doc[i].pos_ == "DET" or doc[i].tag_ == "PRP$"):
            i += 1
        last = None
        while i < min(len(doc), token.i + 9) and (
            doc[i].pos_ in _BEFORE_NOUN or doc[i].tag_ in _INSIDE_NOUN
        ):
            if i in apart:
                break
            if doc[i].pos_ in NOUNS:
                last = doc[i]
            i += 1
        if last is not None and last.ent_type_ not in ("DATE", "TIME"):
            return last
    return token


def is_acronym(token: Token) -> bool:
    """Capitals, which the model takes for a verb where they spell one: "IS fighters"."""
    return len(token.text) > 1 and token.text.isupper() and token.text.isalpha()
