"""Who a sentence says its numbers come from: "…, she estimates", "according to …", "a survey found
that …".

Read off the surface, since the small model's parse of such sentences is often wrong. An attribution
answers for a stretch of its sentence only: not for a relative clause about the source itself ("…,
said Nora Vance, who keeps 12 goats"), and for nothing where it is negated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from onrecord.model import Span

# verbs that tie a statement to its source from inside or from behind: "…, he argued, …"
_SAYS = frozenset(
    """say says said add adds added estimate estimates estimated reckon reckons reckoned argue argues argued claim
    claims claimed note notes noted explain explains explained warn warns warned insist insists insisted report reports
    reported write writes wrote predict predicts predicted calculate calculates calculated believe believes believed
    think thinks thought concede concedes conceded admit admits admitted acknowledge acknowledges acknowledged announce
    announces announced recall recalls recalled suggest suggests suggested show shows showed""".split()
)
_SETS = frozenset("put puts estimate estimates estimated".split())  # "the bank puts the cost at …"
_NAMED = frozenset(
    "named cited given quoted reported claimed estimated announced stated published".split()
)
# nouns of what publishes numbers, and verbs by which it does
_PUBLISHED = frozenset(
    "report survey study poll census data figures statistics records research analysis estimate estimates log document "
    "documents audit review index memo count tally".split()
)
_FINDS = frozenset(
    """find finds found show shows showed shown say says said reveal reveals revealed suggest suggests suggested
    estimate estimates estimated put puts indicate indicates indicated state states stated report reports reported
    """.split()
)
_NEGATED = frozenset("not n't n’t never no nobody none neither nor cannot".split())
_SETTING_APART = frozenset(
    "than above below against unlike".split()
)  # behind these stands another's number
_LINKS = frozenset("by from of for on in at and the a an to".split())
_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PART", "NUM"})
_ENDS = frozenset({",", ".", ";", "—", "–", ")"})
_PUBLISHES = (
    9  # tokens between a publication and its verb: "a survey of 900 readers by the institute found"
)
# verbs whose object is somebody's own number
_BARGAINS = frozenset(
    """ask asks asked asking demand demands demanded demanding propose proposes proposed proposing offer offers
    offered""".split()
)
_ASKED = 6  # tokens from such a verb to the last of the number
_LONGEST = 18  # tokens of a source's name


class Attribution(NamedTuple):
    """Words that name a source, and the tokens of its sentence for which it answers (`stop` not
    included).
    """

    source: Span
    start: int
    stop: int


def find_attributions(sentence: Slice) -> list[Attribution]:
    """The attributions of a sentence, those that bind closest first."""
    readers = (_named, _set_at, _tied, _according_to, _stated, _opening, _published, _bargained)
    return [found for reader in readers for found in reader(sentence)]


def _named(sentence: Slice) -> Iterator[Attribution]:
    """ "the 31 million that the company itself has named" """
    doc = sentence.doc
    for i in range(sentence.start + 1, sentence.end - 2):
        if doc[i].lower_ not in ("that", "which"):
            continue
        k = i + 1
        while k < min(sentence.end, i + _PUBLISHES) and (
            _is_nominal(doc[k]) or doc[k].pos_ == "AUX"
        ):
            k += 1
        subject = [t for t in doc[i + 1 : k] if t.pos_ != "AUX"]
        if subject and k < sentence.end and doc[k].lower_ in _NAMED:
            last = (
                subject[-2]
                if len(subject) > 1 and subject[-1].lower_.endswith("self")
                else subject[-1]
            )
            yield Attribution(
                Span(subject[0].idx, last.idx + len(last)), max(sentence.start, i - 4), i
            )


def _set_at(sentence: Slice) -> Iterator[Attribution]:
    """ "the bank puts the cost at …": for what stands behind, up to what it is compared with."""
    doc = sentence.doc
    for verb in sentence:
        if verb.lower_ not in _SETS or not any(
            t.lower_ == "at" for t in doc[verb.i + 1 : verb.i + _LONGEST]
        ):
            continue
        if source := _subject(sentence, verb):
            stop = next(
                (t.i for t in doc[verb.i : sentence.end] if t.lower_ in _SETTING_APART),
                sentence.end,
            )
            yield Attribution(source, verb.i, stop)


def _tied(sentence: Slice) -> Iterator[Attribution]:
    """ "…, the company said", "…, he argued, …", "…, said her mother": for the sentence up to the
    source itself.
    """
    doc = sentence.doc
    for verb in sentence:
        if verb.lower_ not in _SAYS:
            continue
        source = _subject(sentence, verb)
        closed = verb.i + 1 >= sentence.end or doc[verb.i + 1].text in _ENDS
        if source and closed and _is_after_comma(sentence, source):
            yield Attribution(source, _clause_start(sentence, verb.i), sentence.end)
        elif verb.i > sentence.start and doc[verb.i - 1].text in (",", ",”", ',"'):
            behind = _noun_phrase(doc, verb.i + 1, sentence.end)
            if behind is not None and not _goes_on(sentence, behind):
                yield Attribution(behind, _clause_start(sentence, verb.i), verb.i)


def _according_to(sentence: Slice) -> Iterator[Attribution]:
    """ "according to the council": for the sentence, but for a relative clause about the source
    behind it.
    """
    doc = sentence.doc
    for i in range(sentence.start, sentence.end - 2):
        if doc[i].lower_ != "according" or doc[i + 1].lower_ != "to":
            continue
        source = _noun_phrase(doc, i + 2, sentence.end)
        if source is not None:
            stop = next((t.i for t in doc[i : sentence.end] if _is_relative(t)), sentence.end)
            yield Attribution(source, _clause_start(sentence, i), stop)


def _stated(sentence: Slice) -> Iterator[Attribution]:
    """ "The mayor pointed out that …": for what stands behind."""
    doc = sentence.doc
    for that in sentence[2:]:
        if that.lower_ != "that":
            continue
        verb = doc[that.i - 1]
        if verb.lower_ == "out" and doc[that.i - 2].lower_ in ("point", "points", "pointed"):
            verb = doc[that.i - 2]
        elif verb.lower_ not in _SAYS:
            continue
        if (source := _subject(sentence, verb)) is not None:
            yield Attribution(source, that.i, _clause_stop(sentence, that.i))


def _opening(sentence: Slice) -> Iterator[Attribution]:
    """ "In a poll by the Vela Institute, …": for the sentence."""
    first = next((t for t in sentence if not t.is_space), None)
    if first is None or first.lower_ not in ("in", "from", "by"):
        return
    source = _noun_phrase(sentence.doc, first.i + 1, sentence.end)
    behind = _index_behind(sentence, source) if source is not None else sentence.end
    head = next(
        (t for t in sentence.doc[first.i + 1 : behind] if t.pos_ in ("NOUN", "PROPN")), None
    )
    if (
        source is not None
        and head is not None
        and behind < sentence.end
        and sentence.doc[behind].text == ","
    ):
        heads = [
            t.lower_
            for t in sentence.doc[first.i + 1 : behind]
            if t.pos_ == "NOUN" and t.dep_ != "compound"
        ]
        if heads[:1] and heads[0] in _PUBLISHED:
            yield Attribution(source, behind, sentence.end)


def _published(sentence: Slice) -> Iterator[Attribution]:
    """A report, survey or log that finds or shows something: for what stands behind its verb."""
    doc = sentence.doc
    for noun in sentence:
        if noun.lower_ not in _PUBLISHED or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        begin = noun.i
        while (
            begin > sentence.start
            and doc[begin - 1].pos_ in _PHRASE
            and not doc[begin - 1].is_space
        ):
            begin -= 1
        if begin > sentence.start and doc[begin - 1].pos_ in ("VERB", "AUX", "ADP"):
            continue  # what somebody needs, has or works from is not what speaks
        source = _noun_phrase(doc, begin, sentence.end)
        if source is None:
            continue
        behind = _index_behind(sentence, source)
        for verb in doc[behind : min(sentence.end, behind + _PUBLISHES)]:
            if verb.lower_ in _NEGATED or (verb.pos_ == "NOUN" and verb.i > behind + 5):
                break
            if verb.lower_ in _FINDS:
                yield Attribution(source, verb.i, _clause_stop(sentence, verb.i))
                break


def _bargained(sentence: Slice) -> Iterator[Attribution]:
    """ "The union has asked for 9 percent": for what stands right behind, where nobody else answers
    for it.
    """
    doc = sentence.doc
    for verb in sentence:
        if verb.lower_ not in _BARGAINS or verb.pos_ != "VERB":
            continue
        first = verb.i
        while first > sentence.start and doc[first - 1].pos_ == "AUX":
            first -= 1
        asks = not verb.lower_.startswith("ask") or (
            verb.i + 1 < sentence.end and doc[verb.i + 1].lower_ == "for"
        )
        source = _subject(sentence, doc[first]) if asks else None
        if source is not None and doc[first - 1].lower_ not in ("we", "i", "you"):
            yield Attribution(source, verb.i, min(_clause_stop(sentence, verb.i), verb.i + _ASKED))


def _subject(sentence: Slice, verb: Token) -> Span | None:
    """The noun phrase or the pronoun right before a verb, which begins its clause and denies
    nothing.
    """
    doc, i = sentence.doc, verb.i
    while i > sentence.start and verb.i - i < _LONGEST and _is_nominal(doc[i - 1]):
        i -= 1
    if i == verb.i or any(t.lower_ in _NEGATED for t in doc[i : verb.i]):
        return None
    if i > sentence.start and doc[i - 1].pos_ in ("VERB", "AUX", "ADP"):
        return None
    last = doc[verb.i - 1]
    return (
        Span(doc[i].idx, last.idx + len(last)) if last.pos_ in ("NOUN", "PROPN", "PRON") else None
    )


def _is_nominal(token: Token) -> bool:
    pronoun = token.pos_ == "PRON" and token.tag_ in ("PRP", "PRP$", "NN")
    return (token.pos_ in _PHRASE or pronoun or token.text in "-'’&") and not token.is_space


def _is_after_comma(sentence: Slice, source: Span) -> bool:
    before = [t for t in sentence if t.idx < source.start and not t.is_space]
    return bool(before) and before[-1].text in (",", "—", "–", "”", '"')


def _goes_on(sentence: Slice, source: Span) -> bool:
    """Whether a verb or a quotation follows: "half, at 53 percent, said they “cared”" has not
    "they" for its source.
    """
    i = _index_behind(sentence, source)
    return i < sentence.end and (
        sentence.doc[i].pos_ in ("VERB", "AUX") or sentence.doc[i].text in ('"', "“")
    )


def _is_relative(token: Token) -> bool:
    """Whether a comma and a relative pronoun begin a clause at a token: ", who", ", whose"."""
    return (
        token.lower_ in ("who", "whom", "whose", "which", "where")
        and token.i > 0
        and token.nbor(-1).text == ","
    )


def _clause_start(sentence: Slice, i: int) -> int:
    return next(
        (k + 1 for k in range(i - 1, sentence.start - 1, -1) if sentence.doc[k].text == ";"),
        sentence.start,
    )


def _clause_stop(sentence: Slice, i: int) -> int:
    return next((k for k in range(i, sentence.end) if sentence.doc[k].text == ";"), sentence.end)


def _index_behind(sentence: Slice, span: Span) -> int:
    return next((t.i for t in sentence if t.idx >= span.end and not t.is_space), sentence.end)


def _noun_phrase(doc: Doc, start: int, stop: int) -> Span | None:
    """The noun phrase that begins at a token, with its prepositional phrases; None where there is
    no noun.
    """
    last = None
    for i in range(start, min(stop, start + _LONGEST)):
        token = doc[i]
        if token.pos_ in ("NOUN", "PROPN"):
            last = token
        elif token.pos_ == "PRON" and token.tag_ != "PRP$" and i == start:
            return Span(token.idx, token.idx + len(token))
        elif not (
            _is_nominal(token) or token.is_space or token.lower_ in _LINKS or token.text == "."
        ):
            break
    return Span(doc[start].idx, last.idx + len(last)) if last is not None else None
