"""Figures as pages show them: as written, as read, what of, who says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.decided import ruled
from onrecord.compose.labels import label, qualifiers
from onrecord.compose.wording import any_in
from onrecord.lexicon import words as listed
from onrecord.model import Figure, Span
from onrecord.pages import FigureItem, QuoteItem

_SIGNS = {"up": "▲", "down": "▼"}
_BOUND_WORDS = {
    "≈": "about",
    "≲": "just under",
    ">": "more than",
    "<": "less than",
    "≥": "at least",
    "≤": "at most",
}
_BOUNDS = tuple(f"{words}, by " for words in _BOUND_WORDS.values())
_PLAIN_WORDS = 12  # numbers in words up to this one need no reading
_DIGITS = re.compile(r"\d")
# Words without a capital of their own that often begin a sentence, and with it the name of who says
# something.
_OPENERS = listed("labels.openers")
_PREPOSITIONS = listed("labels.leading")
_LONGEST_PREPOSITION = 12  # characters before a limit that hold one
_SHORT_GAP = 30  # characters between two phrases that are shown with what parts them
_WORDS = re.compile(r"(?:\s|[^\W\d_])+")
_LONGEST_BRIEF = 90  # characters of a sentence that stands for what a figure counts
_ARTICLE = re.compile(r"(?i)an?\s")


def figure_items(
    corpus: Corpus, source: Source, quotes: Sequence[QuoteItem] = (), pinned: Sequence[str] = ()
) -> tuple[FigureItem, ...]:
    """The figures of a source in the order of its text."""
    speakers = {q.id: q for q in quotes}
    return tuple(
        _item(corpus, source, i, speakers, pinned) for i in range(len(source.found.figures))
    )


def _item(
    corpus: Corpus, source: Source, index: int, quotes: dict[str, QuoteItem], pinned: Sequence[str]
) -> FigureItem:
    figure, text = source.found.figures[index], source.text
    whole = None if figure.part_of is None else source.found.figures[figure.part_of]
    share = _share(figure, whole)
    quote = None if figure.quote is None else quotes.get(source.quote_ids[figure.quote])
    says = corpus.sayer(source, index)
    if says is None and figure.said_by is None and quote:
        says = quote.speaker
    words = figure.span.of(text)
    what, limits = _what(corpus, source, figure), _limits(text, figure.limits)
    named = label(figure, what, text)
    around = source.figure_sentences[source.figure_ids[index]]
    sentence = source.marked(around, [figure.span])
    readings = tuple(_readings(figure, source))
    return FigureItem(
        id=source.figure_ids[index],
        words=words,
        number=_number(figure, text),
        value=_value(figure, text),
        what=what,
        limits=limits,
        modifier=figure.modifier.of(text) if figure.modifier else None,
        readings=readings,
        telling=bool(
            figure.part_of is not None or [r for r in readings if not r.startswith(_BOUNDS)]
        ),
        change=figure.change,
        direction=figure.course if figure.how != "multiplied" else None,
        since=_since(figure, source),
        says=says,
        says_words=_inside(
            figure.source.of(text)
            if figure.source
            else quote.speaker_words
            if quote and figure.said_by is None
            else None
        ),
        label=named,
        qualifiers=qualifiers(figure, text),
        brief=_brief(named, limits, sentence.text),
        place=source.place(figure.span, source.figure_ids[index], around),
        sentence=sentence,
        key=figure.key + 10 * any_in(pinned, words),
        reasons=figure.reasons,
        unit=figure.unit,
        low=figure.low,
        high=figure.high,
        part_of=None
        if figure.part_of is None
        else source.href(
            source.found.figures[figure.part_of].span, source.figure_ids[figure.part_of]
        ),
        share=share,
        share_words=_share_words(share, whole.number.of(text) if whole else None),
        said_on=source.article.published,
        withdrawn=figure.withdrawn,
        decided=ruled(figure.decided),
    )


def _brief(what: str, limits: str, sentence: str) -> str:
    """What is counted, or of the sentence as many whole words as a line of a list takes."""
    if what:
        return what + limits
    if len(sentence) <= _LONGEST_BRIEF:
        return sentence
    return sentence[: _LONGEST_BRIEF - len(" …")].rsplit(" ", 1)[0] + " …"


def _limits(text: str, limits: Sequence[Span]) -> str:
    """Limits as they follow what is counted, with their prepositions: " in Bereth, last week"; ",
    last week".
    """
    words = list(dict.fromkeys(_limit(text, limit) for limit in limits))
    if not words:
        return ""
    return (" " if words[0].partition(" ")[0] in _PREPOSITIONS else ", ") + ", ".join(words)


def _limit(text: str, limit: Span) -> str:
    before = text[max(0, limit.start - _LONGEST_PREPOSITION) : limit.start].split()
    words = limit.on_one_line(text)
    led = before[-2:] if before[-1:] == ["the"] else before[-1:]
    return (
        " ".join([led[0].lower(), *led[1:], words])
        if led and led[0].lower() in _PREPOSITIONS
        else _inside(words)
    )


def _inside(words: str | None) -> str:
    """A source's words inside a line of ours: "The union" that opened a sentence does not open one
    here.
    """
    first, blank, rest = (words or "").partition(" ")
    return (
        f"{first.lower()}{blank}{rest}" if first in _OPENERS and rest else f"{first}{blank}{rest}"
    )


def _value(figure: Figure, text: str) -> str:
    """The number as written, behind a sign for its modifier: "> 1 year"."""
    number = _number(figure, text)
    if figure.how == "multiplied":
        return f"×{plain(figure.low)}" if figure.low > 1 else f"÷{plain(1 / figure.low)}"
    if figure.unit not in ("count", "fraction"):
        number = _ARTICLE.sub("1 ", number, count=1) if _ARTICLE.match(number) else number
    sign = _sign(figure)
    return f"{sign}\N{NARROW NO-BREAK SPACE}{number}" if sign else number


def _number(figure: Figure, text: str) -> str:
    """The number as written, with the "between" that opens a range of it."""
    opened = text[figure.span.start : figure.number.start].lower().startswith("between ")
    start = figure.span.start if opened else figure.number.start
    number = Span(start, figure.number.end).of(text)
    return number[:1].lower() + number[1:] if opened else number


def _sign(figure: Figure) -> str:
    """How the number stands to what is meant; "nearly" is shown as "about"."""
    if figure.bound == "=":
        return _SIGNS.get(figure.change, "")
    return "≈" if figure.bound == "≲" else figure.bound


def _readings(figure: Figure, source: Source) -> Iterable[str]:
    text = source.text
    number = figure.number.of(text)
    if figure.withdrawn:
        yield "withdrawn: the source corrects it"
    if figure.same_as is not None:
        yield f"the same as {source.found.figures[figure.same_as].number.of(text)}"
    if figure.low != figure.high and not (
        plain(figure.low) in number and plain(figure.high) in number
    ):
        vague = (
            _DIGITS.search(number) is None and figure.high % 10 == 9
        )  # "thousands" is below ten thousand
        low, high = _read(figure.low, figure), _read(figure.high + vague, figure)
        yield f"some number from {low} to {high}" if vague else f"read as {low} to {high}"
    elif figure.low == figure.high and figure.unit == "fraction":
        yield f"read as {_read(figure.low, figure)}"
    elif (
        figure.low == figure.high
        and not _DIGITS.search(number)
        and not _ARTICLE.match(number)
        and figure.low > _PLAIN_WORDS
    ):
        yield f"read as {plain(figure.low)}"
    words = _BOUND_WORDS.get(figure.bound)
    modifier = figure.modifier.on_one_line(text) if figure.modifier else None
    if words and modifier and modifier.lower() != words:
        yield f"{words}, by “{modifier}”"
    if figure.decided is not None:
        written = figure.unit == "fraction" or plain(figure.low) in number
        if figure.low == figure.high and not written and _DIGITS.search(number):
            yield f"read as {plain(figure.low)}"
        yield ruled(figure.decided)


def _read(number: float, figure: Figure) -> str:
    """A bound as it was read: 2,000; of a fraction 67%."""
    return f"{number:.0%}" if figure.unit == "fraction" else plain(number)


def _since(figure: Figure, source: Source) -> str | None:
    for word, other in (("from", figure.since), ("to", figure.level)):
        if other is not None:
            return f"{word} {source.found.figures[other].number.of(source.text)}"
    return None


def _what(corpus: Corpus, source: Source, figure: Figure) -> str:
    """What a figure counts, in the words of its source, and what it is per where the number itself
    does not say so.

    A person is called by the full name.
    """
    name = _full_name(corpus, source, figure.what[0]) if len(figure.what) == 1 else None
    words = name or _joined(source.text, figure.what)
    per = figure.unit.partition(" per ")[2]
    told = not per or per in figure.number.of(source.text).lower() or not figure.what
    return words if told else f"{words} per {per}"


def _full_name(corpus: Corpus, source: Source, span: Span) -> str | None:
    """The name of the person whom these very words name."""
    actor = corpus.actor(source, source.persons_at.get(span))
    return actor.name if actor is not None and actor.name.endswith(span.of(source.text)) else None


def _joined(text: str, spans: Sequence[Span]) -> str:
    """Phrases as one: with what stands between them where that is short and has neither signs nor
    numbers.
    """
    if len(spans) < 2:
        return "".join(s.on_one_line(text) for s in spans)
    first, last = min(spans), max(spans)
    between = text[first.end : last.start]
    if len(spans) == 2 and len(between) <= _SHORT_GAP and _WORDS.fullmatch(between):
        return Span(first.start, last.end).on_one_line(text)
    return " … ".join(s.on_one_line(text) for s in spans)


def plain(number: float) -> str:
    """2000 → "2,000"; 0.66667 → "0.667"."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.3f}".rstrip("0")


def _share(figure: Figure, whole: Figure | None) -> float | None:
    """Which part of its whole a figure is, where that can be reckoned from exact numbers."""
    if whole is None or figure.low != figure.high:
        return None
    if figure.unit == "fraction":
        share = figure.low
    elif figure.unit == "percent":
        share = figure.low / 100
    elif figure.unit == whole.unit and whole.low == whole.high and whole.low > 0:
        share = figure.low / whole.low
    else:
        return None
    return share if 0 < share <= 1 else None


def _share_words(share: float | None, whole: str | None) -> str:
    if share is None:
        return ""
    simple = Fraction(share).limit_denominator(10)
    near = abs(simple - share) < 0.005 and simple.denominator > 1
    words = f"{simple.numerator} in {simple.denominator}" if near else f"{share:.0%}"
    return f"{words} of the {whole}" if whole else words
