"""Signs: what speaks for the kind of a name, each with its points.

A sign of the form holds for a name wherever it stands: what it is made of, what the gazetteer knows
of it. A sign of the place holds for one occurrence: what stands beside it. `kinds.points_of` adds
them up. The points were set by hand: 5 and more decide alone against the model's 2.5, 3 and 4
decide where the model wavers, less only tips.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.names.page import Page
from onrecord.lexicon import gazetteer, words
from onrecord.lexicon import namewords as w
from onrecord.model import Kind, Span

_PARTS = re.compile(r"[\w&’'.-]+")
_DISTRICT = re.compile(r",? D\.?C\.?$")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}s?|(?:[A-Z]\.){2,}")
_INITIAL = re.compile(r"[A-Z]\.")
_AGE = re.compile(r"^,\s(?:aged\s)?\d{1,2}(?:,|\.|\s(?:and|of|was|is|years)\b)")
_NEXT = re.compile(r", (?:in |near )?([A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_SUCH_AS = re.compile(r"(\w+),? (?:like|such as|including) $")
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?![-–/])")
_WHO = re.compile(r",? who(?:se|m)?\b")
_WHICH = re.compile(r", which\b")
_WHERE = re.compile(r",? where\b")
_REST = 40  # characters behind an occurrence that its signs may look at

_SPEECH = words("names.speaking")
_KIN = words("names.kin")
_IN = words("names.in_a_place")
_SORTS_OF_BODIES = words("names.sorts_of_bodies")
_GENERATIONS = words("names.generations")
_OFFICERS = words("names.officers")
_PLAYING = words("names.playing")
_DIRECTIONS = words("names.directions")
_CREW = words("names.crew")
_PERSONAL = words("names.personal_particles")
_BODIES = w.ORGANIZATION_HEADS | w.ORGANIZATION_NOUNS
_KNOWN = ("country", "region", "city")


@dataclass(frozen=True, slots=True)
class Form:
    """What a name is made of."""

    name: str
    parts: tuple[str, ...]
    low: tuple[str, ...]  # the parts in small letters, without a full stop
    rank: gazetteer.PlaceRank | None
    sort: str | None  # which of `_SORTS` says what it is a name of

    @property
    def unsorted(self) -> bool:
        """Whether it has several words, and none of them says what it is a name of."""
        return self.sort is None and len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class Beside:
    """One occurrence of a name, and what stands beside it."""

    page: Page
    span: Span
    before: Token | None
    after: Token | None
    word_before: str  # small, without a full stop; "" where there is none
    word_after: str  # small
    owned: str  # the word behind its 's, small
    rest: str  # the text behind it
    head: Token
    apposition: str  # the noun that stands for the same, small
    predicate: str  # the noun that it is said to be, small


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason to take a name for a kind, or not to."""

    name: str
    points: Mapping[Kind, float]
    of_form: Callable[[Form], bool] | None = None
    of_place: Callable[[Beside], bool] | None = None


def form_of(name: str) -> Form:
    """What a name is made of."""
    parts = tuple(_PARTS.findall(name))
    low = tuple(p.lower().rstrip(".") for p in parts)
    several = len(parts) > 1
    sort = next((s for s, holds in _SORTS.items() if several and holds(parts, low)), None)
    return Form(name, parts, low, gazetteer.place(_DISTRICT.sub("", name)), sort)


def beside(page: Page, span: Span) -> Beside:
    """An occurrence with what stands beside it."""
    before, after, head = page.before(span), page.after(span), page.head(span)
    other = head.head if head.dep_ == "appos" else None
    other = other or next((c for c in head.children if c.dep_ == "appos"), None)
    being = head.head.children if head.dep_ == "nsubj" and head.head.lemma_ == "be" else ()
    said = next((c for c in being if c.dep_ == "attr"), None)
    owns = after is not None and after.lower_ in ("'s", "’s") and after.i + 1 < len(page.doc)
    return Beside(
        page,
        span,
        before,
        after,
        before.lower_.rstrip(".") if before is not None else "",
        after.lower_ if after is not None else "",
        after.nbor().lower_ if after is not None and owns else "",
        page.text[span.end : span.end + _REST],
        head,
        other.lower_ if other is not None else "",
        said.lower_ if said is not None else "",
    )


_Words = tuple[str, ...]


def _newspaper(parts: _Words, low: _Words) -> bool:
    """Whether it is the name of a newspaper: its place or time, and a word that such names have."""
    if low[-1] not in w.NEWSPAPERS:
        return False
    return low[0] in ("daily", "sunday") or gazetteer.place(" ".join(parts[:-1])) is not None


def _ends_as_body(parts: _Words, low: _Words) -> bool:
    """Whether the name's end says that it is a body, or its beginning with "of" behind it."""
    return (
        low[-1] in w.ORGANIZATION_HEADS
        or low[-1] in w.LEGAL_FORMS
        or (low[0] in w.ORGANIZATION_STARTS and "of" in low)
        or (low[-2] in ("and", "&") and low[-1] in ("sons", "associates", "partners"))
        or _newspaper(parts, low)
    )


# The sort of body or place that a name of several words tells itself: the first that fits.
_SORTS: Mapping[str, Callable[[_Words, _Words], bool]] = {
    "body": _ends_as_body,
    "Romance body": lambda parts, low: low[0] in w.ROMANCE_STARTS,
    "place": lambda parts, low: low[-1] in w.PLACE_HEADS or low[0] in w.PLACE_STARTS,
    "body of": lambda parts, low: (
        not {"of", "for", "and", "&"}.isdisjoint(low) and not w.ORGANIZATION_HEADS.isdisjoint(low)
    ),
}


def _given_name(f: Form) -> bool:
    return (
        f.unsorted
        and f.rank is None
        and gazetteer.is_given_name(f.parts[0])
        and gazetteer.place(f.parts[0]) != "country"
    )


def _signed(b: Beside) -> bool:
    """Whether a line of its own says that this person wrote: "By Ines Calder, harbour reporter"."""
    front = b.page.text[max(0, b.span.start - 4) : b.span.start]
    return " " in b.span.of(b.page.text) and front in ("By ", "\nBy ")


def _bracketed(b: Beside) -> bool:
    return b.page.text[b.span.start - 1 : b.span.start] in ("(", "/")


def _in_dateline(b: Beside) -> bool:
    return any(line.contains(b.span) for line in b.page.doc._.datelines)


def _code(b: Beside) -> bool:
    """Whether it is a country's code in brackets, as behind the names in a list of results."""
    words = b.span.of(b.page.text)
    return _bracketed(b) and b.rest[:1] == ")" and gazetteer.is_country_code(words)


def _in_front_of_a_place(b: Beside) -> bool:
    match = _NEXT.match(b.page.text, b.span.end)
    return match is not None and gazetteer.place(match[1]) in _KNOWN


def _example_of(b: Beside, sorts: Collection[str]) -> bool:
    """Whether it is an example of one of these sorts: "towns such as …"."""
    match = _SUCH_AS.search(b.page.text, max(0, b.span.start - _REST), b.span.start)
    return match is not None and match[1].lower() in sorts


def _city_of(b: Beside) -> bool:
    before = b.before
    return (
        before is not None
        and b.word_before == "of"
        and before.i > 0
        and before.nbor(-1).lower_ in w.PLACE_NOUNS
    )


def _addressed(b: Beside) -> bool:
    return b.before is not None and b.word_before in w.HONORIFICS and b.before.text[0].isupper()


def _says(b: Beside) -> bool:
    return b.head.dep_ == "nsubj" and b.head.head.lemma_ in _SPEECH


def _led(b: Beside) -> bool:
    """Whether somebody leads it: "the chief executive of …"."""
    before = b.before
    if before is None or before.i == 0 or b.word_before not in ("of", "at"):
        return False
    return before.nbor(-1).lower_ in _OFFICERS


def _announced(b: Beside) -> bool:
    """Whether the noun that ends its phrase says what it is: "the … investment firm"."""
    noun, n = b.after, 0
    while noun is not None and n < 3 and noun.text.islower() and noun.pos_ in ("NOUN", "ADJ"):
        if noun.lower_ in w.ANNOUNCERS:
            return True
        noun, n = (noun.nbor() if noun.i + 1 < len(b.page.doc) else None), n + 1
    return False


def _plays(b: Beside) -> bool:
    """Whether it wins or loses by so many: "… beat Tarnham City 2-1"."""
    verb = b.head.head
    if b.head.dep_ not in ("nsubj", "dobj", "pobj") or not _SCORE.search(
        b.page.text, b.span.end, b.span.end + 2 * _REST
    ):
        return False
    return verb.lemma_ in _PLAYING or verb.head.lemma_ in _PLAYING


def _lies_of(b: Beside) -> bool:
    """Whether something lies in a direction of it: "north of …"."""
    before = b.before
    if before is None or before.i == 0 or b.word_before not in ("of", "to"):
        return False
    return before.nbor(-1).lower_ in _DIRECTIONS


OF_FORM = (
    Sign("country", {"place": 6}, of_form=lambda f: f.rank == "country"),
    Sign("region", {"place": 4}, of_form=lambda f: f.rank == "region"),
    Sign("city", {"place": 3}, of_form=lambda f: f.rank == "city"),
    Sign("town", {"place": 1}, of_form=lambda f: f.rank == "town"),
    Sign("people", {"group": 5}, of_form=lambda f: gazetteer.is_people(f.name)),
    Sign("known body", {"organization": 6}, of_form=lambda f: bool(gazetteer.organization(f.name))),
    Sign("sort of body", {"organization": 5}, of_form=lambda f: f.sort == "body"),
    Sign("Romance body", {"organization": 4}, of_form=lambda f: f.sort == "Romance body"),
    Sign("sort of place", {"place": 4}, of_form=lambda f: f.sort == "place"),
    Sign("body of", {"organization": 4}, of_form=lambda f: f.sort == "body of"),
    Sign(
        "sort within",
        {"organization": 1.5},
        of_form=lambda f: f.unsorted and not w.ORGANIZATION_HEADS.isdisjoint(f.low[1:]),
    ),
    Sign(
        "Romance place",
        {"place": 1.5},
        of_form=lambda f: f.unsorted and f.low[0] in w.ROMANCE_PLACES,
    ),
    Sign("given name", {"person": 3}, of_form=_given_name),
    Sign(
        "initial",
        {"person": 3},
        of_form=lambda f: (
            f.unsorted and (any(map(_INITIAL.fullmatch, f.parts)) or f.low[-1] in _GENERATIONS)
        ),
    ),
    Sign(
        "particle",
        {"person": 2},
        of_form=lambda f: f.unsorted and not _PERSONAL.isdisjoint(f.low[1:]),
    ),
    Sign(
        "given name alone",
        {"person": 1.5},
        of_form=lambda f: len(f.parts) == 1 and f.rank is None and gazetteer.is_given_name(f.name),
    ),
    Sign(
        "acronym",
        {"organization": 2, "person": -2},
        of_form=lambda f: _ACRONYM.fullmatch(f.name) is not None,
    ),
    Sign(
        "digit",
        {"organization": 1, "person": -3},
        of_form=lambda f: re.search(r"\d|&", f.name) is not None,
    ),
)
OF_PLACE = (
    # "OSLO, June 4 (Example News) —": the place, and in brackets the agency
    Sign("dateline", {"place": 4}, of_place=lambda b: _in_dateline(b) and not _bracketed(b)),
    Sign("agency", {"organization": 4}, of_place=lambda b: _in_dateline(b) and _bracketed(b)),
    Sign("byline", {"person": 4}, of_place=_signed),
    Sign("honorific", {"person": 5}, of_place=_addressed),
    Sign(
        "role",
        {"person": 3},
        of_place=lambda b: b.word_before in w.ROLE_HEADS and not _addressed(b),
    ),
    Sign("in", {"place": 2}, of_place=lambda b: b.word_before in _IN),
    Sign("on", {"organization": 1}, of_place=lambda b: b.word_before == "on"),
    Sign("the", {"person": -3, "organization": 0.5}, of_place=lambda b: b.word_before == "the"),
    Sign("city of", {"place": 4}, of_place=_city_of),
    Sign("code", {"place": 5}, of_place=_code),
    Sign("age", {"person": 4}, of_place=lambda b: _AGE.match(b.rest) is not None),
    Sign(
        "province",
        {"place": 3},
        of_place=lambda b: (
            b.word_after in w.PLACE_NOUNS and b.after is not None and b.after.text.islower()
        ),
    ),
    Sign(
        "company",
        {"organization": 2},
        of_place=lambda b: (
            b.word_after in w.ORGANIZATION_NOUNS
            and not (
                b.word_after in w.PLACE_NOUNS and b.after is not None and b.after.text.islower()
            )
        ),
    ),
    Sign("kin", {"person": 3}, of_place=lambda b: b.owned in _KIN),
    Sign(
        "officer",
        {"person": -2, "place": 1, "organization": 1},
        of_place=lambda b: b.owned in w.ROLE_HEADS and b.owned not in _KIN,
    ),
    Sign("based", {"place": 4}, of_place=lambda b: b.rest.startswith(("-based", "‑based"))),
    Sign("in front of a place", {"place": 2}, of_place=_in_front_of_a_place),
    Sign("places such as", {"place": 4}, of_place=lambda b: _example_of(b, w.PLACE_NOUNS)),
    Sign(
        "bodies such as", {"organization": 4}, of_place=lambda b: _example_of(b, _SORTS_OF_BODIES)
    ),
    Sign("says", {"person": 1.5, "organization": 0.75}, of_place=_says),
    Sign("is somebody", {"person": 3}, of_place=lambda b: b.apposition in w.ROLE_HEADS),
    Sign(
        "is a body",
        {"organization": 3},
        of_place=lambda b: b.apposition in _BODIES and b.apposition not in w.ROLE_HEADS,
    ),
    Sign(
        "is a place",
        {"place": 3},
        of_place=lambda b: (
            b.apposition in w.PLACE_NOUNS and b.apposition not in _BODIES | w.ROLE_HEADS
        ),
    ),
    Sign("led by", {"organization": 3, "person": -2}, of_place=_led),
    Sign("said to be somebody", {"person": 3}, of_place=lambda b: b.predicate in w.ROLE_HEADS),
    Sign(
        "said to be a body",
        {"organization": 3},
        of_place=lambda b: b.predicate in _BODIES and b.predicate not in w.ROLE_HEADS,
    ),
    Sign(
        "said to be a place",
        {"place": 3},
        of_place=lambda b: b.predicate in w.PLACE_NOUNS and b.predicate not in _BODIES,
    ),
    Sign("who", {"person": 2}, of_place=lambda b: _WHO.match(b.rest) is not None),
    Sign("which", {"person": -2}, of_place=lambda b: _WHICH.match(b.rest) is not None),
    Sign("where", {"place": 2}, of_place=lambda b: _WHERE.match(b.rest) is not None),
    Sign("government", {"place": 3}, of_place=lambda b: b.word_after == "government"),
    Sign("firm", {"organization": 5}, of_place=_announced),
    Sign("plays", {"organization": 3, "place": -4}, of_place=_plays),
    Sign("crew", {"organization": 3}, of_place=lambda b: b.word_after in _CREW),
    Sign("north of", {"place": 3}, of_place=_lies_of),
)
