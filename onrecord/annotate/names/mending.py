"""Mending: candidates that the model cut short are carried on to where the name ends.

A name is a run of capitalised words, with particles between them. Where the model stops inside such
a run, the word beside decides: a given name in front, a family name behind, the noun that says what
sort of organization it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.annotate.names.candidates import KINDS, Candidate
from onrecord.annotate.reading import Reading
from onrecord.lexicon import gazetteer, words
from onrecord.lexicon import namewords as w
from onrecord.model import Span

_NOT_FAMILY = w.ROLE_HEADS | w.ORGANIZATION_HEADS | w.NO_NAMES
_NOT_BRANCH = w.ROLE_HEADS | w.HONORIFICS | w.TITLE_MODIFIERS | w.NO_NAMES | w.PLACE_HEADS
_COMPANY = re.compile(
    r"\s(?:and|&)\s(?:Co|Company|Sons|Brothers|Bros|Partners|Associates)\b(?:\.?\s(?:Inc|Ltd|Plc|LLC|Corp)\b)?"
)
_FORM = re.compile(
    r"\s(?:(?i:corp|inc|ltd|plc|llc|gmbh|co)\b(?!-))(?:\.?\s(?:Inc|Ltd|Plc|Corp)\b)?"
)
_DISTRICT = re.compile(r",? D\.C\.?(?!\w)")
_OFFICE = re.compile(r"[’']s (?i:office|department|bureau|court)\b")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,4}")
_KNOWN = ("country", "region", "city")
_INSIDE = words("names.family_particles")
_HYPHEN = re.compile(r"[-‑][^\W\d_]+(?:[-‑][^\W\d_]+)*")


def mended(reading: Reading, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, carried on where they were cut short; those that then touch become one."""
    owner = {i: n for n, c in enumerate(found) for i in reading.indexes(c.span)}
    out: list[Candidate] = []
    for n, c in enumerate(found):
        if out and c.span.start < out[-1].span.end:
            continue
        if (
            out
            and c.label == "place"
            and out[-1].how == "branch"
            and reading.plain[out[-1].span.end : c.span.start] == " "
        ):
            out[-1] = Candidate(Span(out[-1].span.start, c.span.end), "organization", "branch")
        elif c.label == "place" and (start := _branch(reading, c.span, n, owner)) is not None:
            out.append(Candidate(Span(start, c.span.end), "organization", "branch"))
        elif c.label == "place" and (start := _surname_of(reading, c.span, n, owner)) is not None:
            out.append(Candidate(Span(start, c.span.end), "person", "form"))
        else:
            out.append(replace(c, span=_carried(reading, c, n, owner)))
    return _joined(reading, out)


def _surname_of(reading: Reading, span: Span, n: int, owner: dict[int, int]) -> int | None:
    """Where the person's name begins that ends with what the model takes for a place: a given name
    that is no place stands before it, the two are no place either, and it comes again: "Ana
    Berlin"
    """
    i = reading.index(span.start) - 1
    words = span.of(reading.plain)
    if i < 0 or " " in words or reading.plain.count(words) < 2:
        return None
    if not (_free(reading.tokens[i], n, owner) and _adjacent(reading, i)):
        return None
    token = reading.tokens[i]
    if token.pos_ != "PROPN" or token.ent_type_ or not gazetteer.is_given_name(token.text):
        return None
    both = f"{token.text} {words}"
    if gazetteer.place(token.text) in _KNOWN or gazetteer.place(both) or token.text.isupper():
        return None
    if token.lower_ in w.ROMANCE_PLACES | w.PLACE_STARTS | w.ROLE_HEADS | w.HONORIFICS:
        return None
    return token.idx


def _branch(reading: Reading, span: Span, n: int, owner: dict[int, int]) -> int | None:
    """Where the name begins that ends with this place: "Harbour Standards Kesh". Two words or more
    stand before it, and none of them say what a person or a place is.
    """
    first = reading.index(span.start)
    i = first
    while (
        i > 0
        and _free(reading.tokens[i - 1], n, owner)
        and _adjacent(reading, i - 1)
        and not reading.tokens[i - 1].is_sent_start
    ):
        token = reading.tokens[i - 1]
        if (
            token.pos_ != "PROPN"
            or token.ent_type_
            or token.lower_ in _NOT_BRANCH
            or gazetteer.is_people(token.text)
        ):
            return None
        i -= 1
    return reading.tokens[i].idx if first - i > 1 else None


def _carried(reading: Reading, c: Candidate, n: int, owner: dict[int, int]) -> Span:
    """The span of one candidate, to the end of its hyphenated word, of its run, and of its
    company's legal form.
    """
    start, end = _begin(reading, c.span), c.span.end
    if c.label == "group":
        return c.span
    if c.label == "person":
        start, end = _person(reading, start, end, n, owner)
    else:
        end = _organization(reading, start, end, n, owner)
        if match := _DISTRICT.match(reading.plain, end):
            end = match.end()
    end = _word(reading, start, end, c)
    if c.label != "place":
        for pattern in (_COMPANY, _FORM):
            if match := pattern.match(reading.plain, end):
                end = match.end()
        if (match := _OFFICE.match(reading.plain, end)) and reading.plain[start:end].split()[
            -1
        ].lower() in w.ROLE_HEADS:
            end = match.end()
    return Span(start, end)


def _begin(reading: Reading, span: Span) -> int:
    """Where the name begins behind a word of the sentence that has its capital: "Visiting Kesh"."""
    tokens = reading.indexes(span)
    first = reading.tokens[tokens[0]]
    if len(tokens) > 1 and first.pos_ in ("VERB", "ADP", "SCONJ") and first.whitespace_:
        following = reading.tokens[tokens[1]]
        return following.idx if following.text[0].isupper() else span.start
    return span.start


def _word(reading: Reading, start: int, end: int, c: Candidate) -> int:
    """To the end of a hyphenated word, unless it is two names or a name and "-led"."""
    match = _HYPHEN.match(reading.plain, end)
    if not match or set(re.split(r"[-‑]", match[0].lower())) & w.HYPHENED:
        return end
    if gazetteer.place(match[0][1:]) == "country":
        return end
    if c.label == "person" or (
        match[0][1].isupper() and not gazetteer.place(reading.plain[start:end])
    ):
        return match.end()
    return end


def _person(
    reading: Reading, start: int, end: int, n: int, owner: dict[int, int]
) -> tuple[int, int]:
    """With the given names in front, and the family names behind, that the model left out."""
    first = reading.index(start)
    while first > 0:
        i = first - 1
        while i > 0 and reading.tokens[i].text in _INSIDE and _adjacent(reading, i):
            i -= 1
        if not (_adjacent(reading, i) and _free(reading.tokens[i], n, owner)):
            break
        if not _is_given(reading.tokens[i], reading.tokens[i + 1]):
            break
        first, start = i, reading.tokens[i].idx
    last = reading.index(end - 1)
    while last + 1 < len(reading.doc) and _adjacent(reading, last):
        behind = _family_end(reading, last + 1, n, owner)
        if behind is None:
            break
        last, end = behind, reading.end(behind)
    return start, end


def _is_given(token: Token, name: Token) -> bool:
    """Whether a word in front of a person's name belongs to it: a given name, or initials. One
    that begins the sentence has its capital anyway, so a particle must follow.
    """
    if _INITIALS.fullmatch(token.text):
        return True
    if token.text.isupper() or token.lower_ in w.HONORIFICS | w.ROLE_HEADS:
        return False
    if (token.is_sent_start or token.is_quote) and name.text not in w.PARTICLES:
        return False
    return gazetteer.is_given_name(token.text)


def _family_end(reading: Reading, i: int, n: int, owner: dict[int, int]) -> int | None:
    """The index of the family name that token `i` is or begins: "Orlo", "ter Haar"."""
    token = reading.tokens[i]
    if token.text in _INSIDE:
        while (
            i + 1 < len(reading.doc)
            and reading.tokens[i].text in w.PARTICLES
            and _adjacent(reading, i)
        ):
            i += 1
        behind = reading.tokens[i]
        fits = _free(behind, n, owner) and behind.text.istitle() and not behind.is_sent_start
        return i if fits else None
    if token.like_num and token.text.istitle() and token.text.isalpha():
        return i  # "Olaf Seven"
    if not _free(token, n, owner) or token.pos_ != "PROPN" or token.text.isupper():
        return None
    if token.lower_ in _NOT_FAMILY or gazetteer.is_people(token.text):
        return None
    return i


def _organization(reading: Reading, start: int, end: int, n: int, owner: dict[int, int]) -> int:
    """To the noun that says what sort of organization or place it is: "Ostmark" + "Human Rights
    Council".
    """
    last = reading.index(end - 1)
    best = end
    for i in range(last + 1, min(last + 6, len(reading.doc))):
        token = reading.tokens[i]
        if not _free(token, n, owner) or not _adjacent(reading, i - 1):
            break
        if token.lower_ in w.ORGANIZATION_HEADS | w.PLACE_HEADS:
            best = reading.end(i)
    return best


def _free(token: Token, n: int, owner: dict[int, int]) -> bool:
    """Whether a token is a capitalised word that no other candidate and no date or amount has."""
    return (
        token.text[:1].isupper()
        and (token.text[-1:].isalnum() or _INITIALS.fullmatch(token.text) is not None)
        and owner.get(token.i, n) == n
        and (not token.ent_type_ or token.ent_type_ in KINDS)
        and not token.is_space
    )


def _adjacent(reading: Reading, i: int) -> bool:
    """Whether a single blank stands between token `i` and the next, and no sentence ends there."""
    return reading.tokens[i].whitespace_ == " " and not reading.tokens[i + 1].is_sent_start


def _joined(reading: Reading, found: Sequence[Candidate]) -> list[Candidate]:
    """Those that the model tore apart at a particle, put together: "San Vito de" + "las Palmas"."""
    out: list[Candidate] = []
    for c in found:
        if out and "group" not in (c.label, out[-1].label):
            gap = reading.plain[out[-1].span.end : c.span.start]
            if (
                gap[:1] == " " == gap[-1:]
                and 2 < len(gap) < 16
                and all(x in w.PARTICLES for x in gap.split(" ")[1:-1])
            ):
                out[-1] = Candidate(Span(out[-1].span.start, c.span.end), out[-1].label, "joined")
                continue
        if out and c.span.start < out[-1].span.end:
            continue
        out.append(c)
    return out
