"""Quotations and who said them.

The way of an article through this package: `marks` pairs the quotation marks; `frame` reads the
writer's own sentences around them; `cues` finds the verbs of saying (`verbs` lists them) and
`speaker` their subjects; `attribution` decides within a sentence and `carry` across sentences;
`speech` leaves out what is nobody's words; `indirect` and `parenthesis` add what is reported
without marks. `rules` tells readers of every rule.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import chain, islice

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.marks import Quoted
from onrecord.annotate.reading import reading_of
from onrecord.annotate.sayings.attribution import attribute
from onrecord.annotate.sayings.carry import carry
from onrecord.annotate.sayings.cues import cues_of
from onrecord.annotate.sayings.frame import Frame, frame
from onrecord.annotate.sayings.indirect import reports
from onrecord.annotate.sayings.parenthesis import reports_around
from onrecord.annotate.sayings.place import Attribution, Place, Surroundings
from onrecord.annotate.sayings.rules import RULES
from onrecord.annotate.sayings.saying import Said, as_quotes, said
from onrecord.annotate.sayings.sources import sources
from onrecord.annotate.sayings.speech import is_speech
from onrecord.annotate.sayings.turns import find_turns, labelled
from onrecord.annotate.sayings.verbs import BEFORE_A_NAME, NEED_MORE
from onrecord.model import Block, CueReads, Quote, QuoteKind, Span

_FEW = 5  # words; what is shorter is a phrase unless it is attributed as a sentence of its own
_HEADINGS = 50  # quotations in headings that are looked for in the text
_TELLING = 3  # words that are hardly the same by chance
_ATTRIBUTION = 8  # tokens of what is set between the parts of one quotation


def find_quotes(doc: Doc) -> tuple[tuple[Quote, ...], tuple[Said, ...]]:
    """The quotations of an article, in order, and who answers for which of its words; `mention` is
    left to `references`, which knows all mentions.
    """
    blocks: Sequence[Block] = doc._.blocks
    around = frame(reading_of(doc))
    text, quoted = around.text, around.quoted
    cues = [cues_of(around, sentence) for sentence in around.sentences]
    places: dict[int, Place] = {}
    for sentence, reported in zip(around.sentences, cues, strict=True):
        surroundings = Surroundings(around, sentence, reported)
        for position, k in sentence.quotes():
            places[k] = Place(surroundings, position)
    found = [attribute(places[k]) if k in places else None for k in range(len(quoted))]
    carry(around, found, cues, blocks)
    turns = find_turns(text, blocks)
    direct = []
    for k, place in sorted(places.items()):
        string = quoted[k]
        if string.block in turns:
            continue
        if turn := labelled(text, string):
            direct.append(turn)
        elif is_speech(place, found[k], blocks[string.block].kind):
            direct.append(_quote(around, string, found[k], place))
    indirect: list[Quote] = []
    sayings: list[Said] = []
    for sentence, reported in zip(around.sentences, cues, strict=True):
        if sentence.block not in turns:
            behind = list(reports(around, sentence, reported))
            stated = behind or reports_around(around, sentence, reported)
            for saying in stated:
                indirect += as_quotes(around, saying)
            sayings += (said(around, saying) for saying in (*stated, *sources(around, sentence)))
    headings = {
        string.span for string in quoted if blocks[string.block].kind in ("title", "heading")
    }
    _repeat(around.text, direct, headings)
    every = (*direct, *chain.from_iterable(turns.values()), *indirect)
    return _linked([_read(text, q) for q in every]), tuple(sayings)


def _read(text: str, quote: Quote) -> Quote:
    """A quotation with where its cue reads well."""
    return replace(quote, cue_reads=_cue_reads(text, quote))


def _cue_reads(text: str, quote: Quote) -> CueReads:
    if quote.cue is None or RULES[quote.how].carried or quote.verb in NEED_MORE:
        return "not"
    return "before" if quote.cue.of(text).lower().split()[-1] in BEFORE_A_NAME else "after"


def _repeat(text: str, quotes: list[Quote], headings: Set[Span]) -> None:
    """Give a heading's quotation the speaker of the first one in the text with the same words."""
    said = [(_bare(q.span.of(text)), q) for q in quotes if q.speaker and q.span not in headings]
    unsaid = (
        i
        for i, q in enumerate(quotes)
        if q.span in headings and (q.speaker is None or q.how == "colon")
    )
    for i in islice(unsaid, _HEADINGS):
        words = _bare(quotes[i].span.of(text))
        if len(words.split()) >= _TELLING and (
            same := next((q for whole, q in said if words in whole), None)
        ):
            how = "repeated"
            quotes[i] = replace(
                quotes[i], speaker=same.speaker, how=how, confidence=RULES[how].confidence
            )


def _bare(words: str) -> str:
    """Words without case, closing marks and the shape of apostrophes, to be compared."""
    return " ".join(words.replace("’", "'").casefold().split()).rstrip(".,;:!?")


def _quote(around: Frame, string: Quoted, made: Attribution | None, place: Place) -> Quote:
    made = made or Attribution("none")
    return Quote(
        span=string.span,
        kind=_kind(place, made),
        speaker=None if made.speaker is None else around.span(made.speaker.start, made.speaker.end),
        cue=None if made.cue is None else around.span(*made.cue),
        how=made.how,
        confidence=RULES[made.how].confidence if string.whole else "unsure",
        verb=made.verb,
        continues=0 if string.continues or _goes_on(place) else None,
        marks=string.marks(around.text),
    )


def _goes_on(place: Place) -> bool:
    """Whether the words go on with the sentence that the quotation before them began: “If they go,”
    X said, “we go.”
    """
    first = ~place.sentence.items[0]
    if first < 0 or not 1 < place.position <= 1 + _ATTRIBUTION:
        return False
    between = place.sentence.items[1 : place.position]
    if any(item < 0 for item in between):
        return False
    text, quoted = place.frame.text, place.frame.quoted
    begun = quoted[first].span.of(text).endswith((",", "—", "–"))
    comma = place.frame.tokens[between[-1]].text == ","
    return begun and comma and place.words[:1].islower()


def _kind(place: Place, made: Attribution) -> QuoteKind:
    """Direct where the words are a clause of their own, partial where they stand within the
    writer's clause.
    """
    words = place.words
    begins = words.lstrip("[(…. ")[:1].isupper()
    mark = place.token(place.position - 1)
    introduced = mark is not None and mark.text == ":"
    if RULES[made.how].whole or (begins and (introduced or place.position == 0)):
        return "direct"
    return "direct" if begins and len(words.split()) >= _FEW else "partial"


def _linked(quotes: list[Quote]) -> tuple[Quote, ...]:
    """All quotations in the order of the text, those that carry on another with its index."""
    quotes.sort(key=lambda q: (q.span, q.kind))
    last: dict[bool, int] = {}  # the latest report, and the latest quotation
    for i, quote in enumerate(quotes):
        reported = quote.kind == "indirect"
        if quote.continues is not None:
            quotes[i] = replace(quote, continues=last.get(reported))
        last[reported] = i
    return tuple(quotes)


@Language.component(
    "onrecord_quotes", requires=["doc._.blocks"], assigns=["doc._.quotes", "doc._.sayings"]
)
def quotes(doc: Doc) -> Doc:
    """Keep the quotations and the sayings on the Doc."""
    doc._.quotes, doc._.sayings = find_quotes(doc)
    return doc
