"""What the model misses and the page or the world shows: names behind titles, acronyms, places,
names torn apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.cutting import is_title, trim
from onrecord.annotate.reading import Reading
from onrecord.annotate.rules import Chain, each
from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Span

_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}")
_ROMAN = re.compile(r"[IVXLC]+")
_ANNOUNCED = re.compile(r" [“\"‘']?([A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*)")
_HYPHENED = re.compile(r"(?<![\w.])((?:[A-Z]\.){2,}|[A-Z]\w+)-([a-z]+)")
_RANKS = "|".join(sorted(x.title() for x in w.RANKS))
_RUN = re.compile(rf"[^\W\d_a-z][\w’'-]*\.?(?: (?:(?:{_RANKS})\.|[^\W\d_a-z][\w’'-]*|\w\.))*")


def _titled(reading: Reading) -> Iterator[Candidate]:
    """Capitalised words behind a form of address: "Mr Okonjo", "King Abdullah II"."""
    end = 0
    for token in reading.tokens:
        low = token.lower_.rstrip(".")
        if token.idx < end:
            continue  # the rest of a title: "Det. Chief Insp. Jane Roe"
        if low in w.HONORIFICS and token.text[0].isupper() and token.i + 1 < len(reading.doc):
            match = _RUN.match(reading.plain, token.nbor().idx)
            if match and reading.plain[token.idx + len(token) : match.start()] == " ":
                span = trim(reading.plain, Span(*match.span()), "person")
                if span and not gazetteer.is_people(span.of(reading.plain)):
                    yield Candidate(span, "person", "title")
                    end = span.end


def _acronyms(reading: Reading) -> Iterator[Candidate]:
    """Words all in capitals within text that is not."""
    for token in reading.tokens:
        if (
            _ACRONYM.fullmatch(token.text)
            and token.pos_ == "PROPN"
            and not _shouted(reading, token.i)
        ):
            if token.ent_type_ in ("MONEY", "PERCENT", "QUANTITY", "DATE", "TIME") or _is_ticker(
                token
            ):
                continue
            if (
                token.lower_ not in w.NO_NAMES | w.HONORIFICS | w.ROLE_HEADS
                and not _ROMAN.fullmatch(token.text)
            ):
                yield Candidate(Span(token.idx, token.idx + len(token)), "organization", "acronym")


def _is_ticker(token: Token) -> bool:
    """Whether the word is the stock symbol behind a company: "Halden Corp HLD"."""
    return token.i > 0 and token.nbor(-1).lower_.rstrip(".") in w.LEGAL_FORMS


def _shouted(reading: Reading, i: int) -> bool:
    """Whether a word beside this one is in capitals too: emphasis, not an abbreviation."""
    for j in (i - 1, i + 1):
        if 0 <= j < len(reading.doc):
            beside = reading.tokens[j].text
            if (
                len(beside) > 1
                and beside.isalpha()
                and beside.isupper()
                and not gazetteer.country(beside)
            ):
                return True
    return False


def _known_places(reading: Reading) -> Iterator[Candidate]:
    """Countries, regions and cities, and peoples, that the model labels as nothing."""
    for match in _RUN.finditer(reading.plain):
        word = match[0].rstrip(".")
        span = Span(match.start(), match.start() + len(word))
        rank = gazetteer.place(word)
        token = reading.at(span.start)
        if reading.plain[span.end : span.end + 1] == "$":
            continue
        if token.is_sent_start and not (rank in ("country", "region") and token.pos_ == "PROPN"):
            rank = rank if word.isupper() and len(word) > 3 else None
        if rank in ("country", "region", "city"):
            yield Candidate(span, "place", "gazetteer")
        elif gazetteer.is_people(word):
            yield Candidate(span, "group", "gazetteer")


def _hyphened(reading: Reading) -> Iterator[Candidate]:
    """Places in front of a hyphen, which the model reads as one word: "U.S.-led"."""
    for match in _HYPHENED.finditer(reading.plain):
        if match[2] in w.HYPHENED and gazetteer.place(match[1]) in ("country", "region", "city"):
            yield Candidate(Span(*match.span(1)), "place", "gazetteer")


def _unlabelled(reading: Reading) -> Iterator[Candidate]:
    """Runs of capitalised words within a sentence that show by their own words what they are.

    A given name and another word are a person; a run that ends with a sort of organization is one.
    """
    for run in _runs(reading):
        first, last = reading.tokens[run[0]], reading.tokens[run[-1]]
        span = Span(first.idx, reading.end(run[-1]))
        if len(run) < 2 or is_title(span.of(reading.plain)) or last.lower_ in w.THINGS:
            continue
        if last.lower_ in w.NEWSPAPERS and (
            gazetteer.place(first.text) or first.lower_ in ("daily", "sunday", "weekly")
        ):
            yield Candidate(span, "organization", "form")
        elif last.lower_ in w.ORGANIZATION_HEADS:
            before = first.nbor(-1) if first.i else None
            if before is None or not (before.text.islower() and before.text in w.CONNECTORS):
                yield Candidate(span, "organization", "form")
        elif len(run) < 4 and _is_full_name(first, last) and _is_told_of(reading, run):
            yield Candidate(span, "person", "form")


def _announced(reading: Reading) -> Iterator[Candidate]:
    """What a common noun announces: "the website Harbour Wiki", "the company Halden UK"."""
    for token in reading.tokens:
        if token.lower_ in w.ANNOUNCERS and token.text.islower():
            match = _ANNOUNCED.match(reading.plain, reading.end(token.i))
            if match and not reading.at(match.start(1)).is_sent_start:
                span = trim(reading.plain, Span(*match.span(1)), "organization")
                if (
                    span
                    and not gazetteer.place(span.of(reading.plain))
                    and not gazetteer.is_people(span.of(reading.plain))
                ):
                    yield Candidate(span, "organization", "announced")


def _is_full_name(first: Token, last: Token) -> bool:
    """Whether the first word is a given name and neither is something else as well."""
    if first.lower_ in w.HONORIFICS | w.ROLE_HEADS or gazetteer.place(last.text):
        return False
    return gazetteer.is_given_name(first.text) and gazetteer.place(first.text) in (None, "town")


def _is_told_of(reading: Reading, run: list[int]) -> bool:
    """Whether a run that begins a sentence, where any word has a capital, is its subject."""
    if not reading.tokens[run[0]].is_sent_start:
        return True
    behind = reading.tokens[run[-1] + 1] if run[-1] + 1 < len(reading.doc) else None
    return behind is not None and (behind.text == "," or behind.pos_ in ("VERB", "AUX"))


def _runs(reading: Reading) -> Iterator[list[int]]:
    """Indexes of the proper nouns of each run that is not labelled and stands within a sentence, or
    at its head with a given name.
    """
    run: list[int] = []
    for token in reading.tokens:
        fits = (
            token.pos_ == "PROPN"
            and token.text[:1].isupper()
            and not token.text.isupper()
            and not token.ent_type_
        )
        if run and (
            not fits or token.i != run[-1] + 1 or reading.tokens[run[-1]].whitespace_ != " "
        ):
            yield run
            run = []
        if fits and (run or not token.is_sent_start or gazetteer.is_given_name(token.text)):
            run.append(token.i)
    if run:
        yield run


MISSED: Chain[Reading, list[Candidate]] = Chain(
    "missed",
    each("titled", _titled),
    each("announced", _announced),
    each("place or people", _known_places),
    each("before a hyphen", _hyphened),
    each("by its own words", _unlabelled),
    each("acronym", _acronyms),
)
"""What is not labelled, in order of trust: a later rule finds nothing within what an earlier has
found.
"""
