"""Introduced: short forms and other names that the text itself gives to a name.

Two ways of saying so: in brackets behind the name, "Saltmarsh Defence League (SDL)", where the
letters must fit (Schwartz and Hearst 2003); and in words, "the Kesh Front, also known as KF or by
its local acronym, Tarik".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.cutting import is_title
from onrecord.annotate.reading import Reading
from onrecord.annotate.rules import Chain, each
from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name and another name for it, where the text says that the two are one."""

    long: Span
    short: Span


_SHORT = r"[A-ZÀ-Þ][\w&-]*(?:[.’'][\w&-]+)*(?![’']s)"
_NAME = (
    rf"[“\"‘']?(?P<name>(?:al-)?{_SHORT}(?: (?:(?:of|the|of the|de|la|del|el|al|bin) )?{_SHORT})*)"
    r"[”\"’']?(?=\W|$)"
)
_BRACKETS = re.compile(
    rf"\s?\((?:the |or |aka )?[“\"‘']?(?P<name>{_SHORT}|[a-z]{{1,3}}[A-Z][A-Za-z]*)"
    r"[”\"’']?(?=[),;])"
)
_LEAD = (
    r"(?:by |as )?(?:its |the |their |his |her )?(?:\w+ )?"
    r"(?:acronyms?|initials|abbreviation|nickname|alias|name)?,? ?(?:the )?"
)
_KNOWN_AS = re.compile(
    r",? ?\(?(?:(?:is|are|was|were|which is|who is|and|or) )?"
    r"(?:also|otherwise|better|formerly|previously|commonly|widely|sometimes|often|locally"
    r"|simply)?,? ?(?:referred to|known|called|abbreviated|shortened)"
    r"(?: simply| collectively| locally)? (?:as|by|to) "
    rf"{_LEAD}{_NAME}"
)
_OR = re.compile(rf",? (?:or|and) {_LEAD}{_NAME}")
_ABBREVIATED = re.compile(
    r"((?:(?<![\w-])[a-z][\w-]{0,24} (?:[A-Z][\w-]{0,24} (?=[a-z]))?){2,8})"
    r"\(([A-Z][A-Za-z]{1,6})s?\)"
)
_TITLED = re.compile(r"((?:[A-Z][a-z]+[ -]){2,5})\(([A-Z]{2,6})\)")
_FRONT = 80  # characters in front of a candidate in which its first words may stand
_FRONT_WORD = re.compile(r"[\w’'-]+")
_CAPITALS = re.compile(r"(?<=[\w']) \(([A-Z]{3,8})\)")
_LETTERS = re.compile(r"[A-Z]{2,8}")
_WORD = re.compile(r"[A-Z][a-z]{3,9}")
_NO_SHORT = (
    w.NO_NAMES | w.THINGS | w.ORGANIZATION_HEADS | w.PLACE_HEADS | w.ROLE_HEADS | w.LEGAL_FORMS
)
_STOP = re.compile(r"[.,;:!?()\n“”\"]")
_SENTENCE_END = re.compile(r"[.!?\n]")
_REACH = 40  # characters between a name and the words that introduce its other name


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it is read for introductions, with its candidates, in order."""

    text: str
    found: Sequence[Candidate]
    ends: Sequence[int]  # of the candidates


def introductions(reading: Reading, found: Sequence[Candidate]) -> Iterator[Introduction]:
    """What the text introduces, rule by rule; `found` are the page's candidates, in order."""
    page = _Page(reading.plain, found, [c.span.end for c in found])
    for by in _INTRODUCED.all(page):
        yield from by.found


def _in_brackets(page: _Page) -> Iterator[Introduction]:
    """ "Saltmarsh Defence League (SDL)", whose letters fit."""
    for c, match in _bracketed(page):
        if long := _long_form(page.text, c.span, match["name"]):
            yield Introduction(long, Span(*match.span("name")))


def _translated(page: _Page) -> Iterator[Introduction]:
    """ "Kesh Workers' Party (PTK)", whose letters are another language's."""
    for c, match in _bracketed(page):
        short = match["name"]
        if not _long_form(page.text, c.span, short) and _is_translated(page.text, c, short):
            yield Introduction(c.span, Span(*match.span("name")))


def _bracketed(page: _Page) -> Iterator[tuple[Candidate, re.Match[str]]]:
    """The candidates with another name in brackets behind them."""
    for c in page.found:
        match = _BRACKETS.match(page.text, c.span.end)
        if match and not _is_label(page.text, c, match["name"]):
            yield c, match


def _known_as(page: _Page) -> Iterator[Introduction]:
    """ "the Kesh Front, also known as KF or by its local acronym, Tarik"."""
    for match in _KNOWN_AS.finditer(page.text):
        i = bisect_right(page.ends, match.start()) - 1
        if (
            i < 0
            or not 0 <= match.start() - page.ends[i] <= _REACH
            or _SENTENCE_END.search(page.text, page.ends[i], match.start())
        ):
            continue
        other: re.Match[str] | None = match
        while other:
            span = Span(*other.span("name"))
            if (
                other["name"].lower() not in w.NO_NAMES | {"the", "a", "an"}
                and page.found[i].label != "group"
            ):
                yield Introduction(page.found[i].span, span)
            other = _OR.match(page.text, span.end)


def _is_label(text: str, c: Candidate, short: str) -> bool:
    """Whether what stands in brackets is no other name: behind a people, a common abbreviation, or
    a person's party or state, "Derrick Amlund (DA)".
    """
    if c.label == "group" or short.lower() in w.NO_NAMES:
        return True
    first, *rest = c.span.of(text).split()
    person = c.label == "person" or (len(rest) == 1 and gazetteer.is_given_name(first))
    sort = not rest or rest[-1].lower() in w.ORGANIZATION_HEADS | w.PLACE_HEADS
    return person and not sort and short.isupper()


def _unseen(page: _Page) -> Iterator[Introduction]:
    """Long names that no candidate ends: capitalised words whose first letters are those in the
    brackets.
    """
    text, ends = page.text, set(page.ends)
    for match in _CAPITALS.finditer(text):
        if match.start() not in ends and match[1].lower() not in w.NO_NAMES:
            front = list(_FRONT_WORD.finditer(text, max(0, match.start() - _FRONT), match.start()))
            large = [m for m in front if m[0][0].isupper()][-len(match[1]) :]
            if (
                "".join(m[0][0] for m in large) != match[1]
                or large[-1] is not front[-1]
                or large[-1][0].lower() in w.THINGS
            ):
                continue
            between = front[front.index(large[0]) :]
            if all(m in large or m[0] in w.CONNECTORS for m in between) and not _STOP.search(
                text, large[0].start(), match.start()
            ):
                yield Introduction(Span(large[0].start(), match.start()), Span(*match.span(1)))


def common_abbreviations(text: str) -> frozenset[str]:
    """Abbreviations that the text gives to common words, "a memorandum of understanding (MoU)", or
    to a title, "Attorney General (AG)": no names.
    """
    found = {m[2] for m in _TITLED.finditer(text) if is_title(m[1]) and fits(m[2].lower(), m[1])}
    for match in _ABBREVIATED.finditer(text):
        letters = match[2].rstrip("s").lower()
        front = match[1].split()
        for n in range(2, min(len(front), 2 * len(letters)) + 1):
            if front[-n][0] == letters[0] and fits(letters, " ".join(front[-n:])):
                found.add(match[2])
                break
    return frozenset(found)


def _long_form(text: str, span: Span, short: str) -> Span | None:
    """The name whose letters a short form has: this one, or it with words in front; None where they
    do not fit.
    """
    letters = re.sub(r"[^A-Za-z0-9]", "", short).lower()
    if len(letters) < 2:
        return None
    if fits(letters, span.of(text)):
        return span
    front = max(0, span.start - _FRONT)
    for match in reversed(list(_FRONT_WORD.finditer(text, front, span.start))):
        if _STOP.search(text, match.end(), span.start):
            return None
        if match[0][0].isupper() and fits(letters, text[match.start() : span.end]):
            return Span(match.start(), span.end)
        if not match[0][0].isupper() and match[0] not in w.CONNECTORS:
            return None
    return None


def _is_translated(text: str, c: Candidate, short: str) -> bool:
    """Whether an abbreviation of other letters is an organization's all the same: its own
    language's, as in "Kesh Workers' Party (PTK)", or its symbol at the exchange. The name must be
    whole: nothing that it is "of" stands before.
    """
    name = c.span.of(text)
    if c.label != "organization" or not (
        _LETTERS.fullmatch(short) or _is_word_of(text, name, short)
    ):
        return False
    if gazetteer.is_country_code(short) and name.split()[-1].lower() not in w.ORGANIZATION_HEADS - {
        "club"
    }:
        return False
    if name.isupper() or (" " not in name and name[1:].islower()):
        return False
    before: str = (_FRONT_WORD.findall(text[max(0, c.span.start - _FRONT) : c.span.start]) or [""])[
        -1
    ]
    if (
        text[c.span.start - 1 : c.span.start] == " "
        and before[:1].isupper()
        and not before.endswith(("'s", "s'"))
    ):
        return before == "The"
    return before == "the" or not (before in w.CONNECTORS or is_title(name))


def _is_word_of(text: str, name: str, short: str) -> bool:
    """Whether an abbreviation that is read as a word is one: it stands again, outside of brackets,
    and never small.
    """
    if not _WORD.fullmatch(short) or len(name.split()) < 3 or short.lower() in _NO_SHORT:
        return False
    if gazetteer.place(short) or gazetteer.is_people(short) or gazetteer.is_given_name(short):
        return False
    again = re.search(rf"(?<![(\w]){short}(?!\w)", text)
    return again is not None and not re.search(rf"(?<!\w){short.lower()}(?!\w)", text)


def fits(letters: str, long: str) -> bool:
    """Whether letters can abbreviate a name: read from the end, each is in it, and the first begins
    a word of it.
    """
    at = len(long)
    plain = long.lower()
    for n in range(len(letters) - 1, -1, -1):
        at = plain.rfind(letters[n], 0, at)
        while n == 0 and at > 0 and plain[at - 1].isalnum():
            at = plain.rfind(letters[n], 0, at)
        if at < 0:
            return False
    return True


_INTRODUCED: Chain[_Page, list[Introduction]] = Chain(
    "introduced",
    each("by first letters", _unseen),
    each("in brackets", _in_brackets),
    each("in brackets, translated", _translated),
    each("in words", _known_as),
)
