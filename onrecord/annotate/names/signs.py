"""Signs: what speaks for the kind of a name, each with its points.

A sign of the form holds for a name wherever it stands: what it is made of, what the gazetteer knows
of it. A sign of the place holds for one occurrence: what stands beside it. `kinds.points_of` adds
them up. The points were set by hand: 5 and more decide alone against the model's 2.5, 3 and 4
decide where the model wavers, less only tips.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from onrecord.annotate.names.beside import REST, Beside, Form
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import gazetteer, words
from onrecord.lexicon import namewords as w
from onrecord.model import Kind

Points = Mapping[Kind, float]
Clue = TypeVar("Clue")

_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}s?|(?:[A-Z]\.){2,}")
_INITIAL = re.compile(r"[A-Z]\.")
_AGE = re.compile(r"^,\s(?:aged\s)?\d{1,2}(?:,|\.|\s(?:and|of|was|is|years)\b)")
_NEXT = re.compile(r", (?:in |near )?([A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_SUCH_AS = re.compile(r"(\w+),? (?:like|such as|including) $")
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?![-–/])")
_FRONT = re.compile(r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?(?:[A-Z][A-Za-z]{1,5}\.? )?")
_COLON = re.compile(r"(?: \([^)\n]{1,40}\))?:\s")  # behind who speaks in a transcript
_WHO = re.compile(r",? who(?:se|m)?\b")
_WHERE = re.compile(r",? where\b")

_SPEECH = words("names.speaking")
_IN = words("names.in_a_place")
_SORTS_OF_BODIES = words("names.sorts_of_bodies")
_GENERATIONS = words("names.generations")
_OFFICERS = words("names.officers")
_SPEAKERS = words("names.speakers_for")
_PLAYING = words("names.playing")
_DIRECTIONS = words("names.directions")
_CLUBS = words("names.clubs")
_CLUB_STARTS = words("names.club_starts")
_CREW = words("names.crew")
_BODIES = w.ORGANIZATION_HEADS | w.ORGANIZATION_NOUNS
_KNOWN = ("country", "region", "city")


def _given_name(f: Form) -> bool:
    return (
        f.unsorted
        and f.rank is None
        and gazetteer.is_given_name(f.parts[0])
        and gazetteer.place(f.parts[0]) != "country"
    )


def _signed(b: Beside) -> bool:
    """Whether a line of its own says that this person wrote: "By Ines Calder, harbour reporter"."""
    front = b.reading.plain[max(0, b.span.start - 4) : b.span.start]
    return " " in b.span.of(b.reading.plain) and front in ("By ", "\nBy ")


def _bracketed(b: Beside) -> bool:
    return b.reading.plain[b.span.start - 1 : b.span.start] in ("(", "/")


def _in_dateline(b: Beside) -> bool:
    return any(line.contains(b.span) for line in b.reading.doc._.datelines)


def _code(b: Beside) -> bool:
    """Whether it is a country's code in brackets, as behind the names in a list of results."""
    words = b.span.of(b.reading.plain)
    return _bracketed(b) and b.rest[:1] == ")" and gazetteer.is_country_code(words)


def _in_front_of_a_place(b: Beside) -> bool:
    match = _NEXT.match(b.reading.plain, b.span.end)
    return match is not None and gazetteer.place(match[1]) in _KNOWN


def _example_of(b: Beside, sorts: Collection[str]) -> bool:
    """Whether it is an example of one of these sorts: "towns such as …"."""
    match = _SUCH_AS.search(b.reading.plain, max(0, b.span.start - REST), b.span.start)
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
    """Whether somebody leads it or speaks for it: "the chief executive of …"."""
    before = b.before
    if before is None or before.i == 0 or b.word_before not in ("at", "for", "of"):
        return False
    noun = before.nbor(-1).lower_
    return noun in _SPEAKERS if b.word_before == "for" else noun in _OFFICERS


def _announced(b: Beside) -> bool:
    """Whether the noun that ends its phrase says what it is: "the … investment firm"."""
    name = b.span.of(b.reading.plain)
    if gazetteer.place(name) or gazetteer.is_people(name):
        return False  # where it is, not what it is called
    noun, n = b.after, 0
    while noun is not None and n < 3 and noun.text.islower() and noun.pos_ in ("NOUN", "ADJ"):
        if noun.lower_ in w.ANNOUNCERS:
            return True
        noun, n = (noun.nbor() if noun.i + 1 < len(b.reading.doc) else None), n + 1
    return False


def _speaks_in_turn(b: Beside) -> bool:
    """Whether it begins a line as who speaks, and does so again: "[00:02:10] MS. VENN: …"."""
    text = b.reading.text
    line = text.rfind("\n", 0, b.span.start) + 1
    if not _COLON.match(text, b.span.end) or not _FRONT.fullmatch(text, line, b.span.start):
        return False
    again = rf"(?m)^(?:{_FRONT.pattern}){re.escape(b.span.of(text))}{_COLON.pattern}"
    return len(re.findall(again, text)) > 1


def _plays(b: Beside) -> bool:
    """Whether it wins or loses by so many: "… beat Tarnham City 2-1"."""
    verb = b.head.head
    if b.head.dep_ not in ("nsubj", "dobj", "pobj") or not _SCORE.search(
        b.reading.plain, b.span.end, b.span.end + 2 * REST
    ):
        return False
    return verb.lemma_ in _PLAYING or verb.head.lemma_ in _PLAYING


def _lies_of(b: Beside) -> bool:
    """Whether something lies in a direction of it: "north of …"."""
    before = b.before
    if before is None or before.i == 0 or b.word_before not in ("of", "to"):
        return False
    return before.nbor(-1).lower_ in _DIRECTIONS


def _sign(name: str, points: Points, holds: Callable[[Clue], bool]) -> Rule[Clue, Points]:
    """A reason to take a name for a kind, or not to: points where it holds."""
    return Rule(name, lambda clue: points if holds(clue) else None)


def _listed(b: Beside) -> bool:
    """Whether it stands in a list beside what the model takes for a place."""
    other = b.head.head if b.head.dep_ == "conj" else None
    other = other or next((c for c in b.head.children if c.dep_ == "conj"), None)
    return other is not None and other.ent_type_ in ("GPE", "LOC")


OF_FORM: Chain[Form, Points] = Chain(
    "form",
    _sign("country", {"place": 6}, lambda f: f.rank == "country"),
    _sign("region", {"place": 4}, lambda f: f.rank == "region"),
    _sign("city", {"place": 3}, lambda f: f.rank == "city"),
    _sign("town", {"place": 1}, lambda f: f.rank == "town"),
    _sign("people", {"group": 5}, lambda f: gazetteer.is_people(f.name)),
    _sign("known body", {"organization": 6}, lambda f: bool(gazetteer.organization(f.name))),
    _sign("sort of body", {"organization": 5}, lambda f: f.sort == "body"),
    _sign("Romance body", {"organization": 4}, lambda f: f.sort == "Romance body"),
    _sign(
        "club",
        {"organization": 4, "person": -2},
        lambda f: len(f.parts) > 1 and (f.low[-1] in _CLUBS or f.low[0] in _CLUB_STARTS),
    ),
    _sign("sort of place", {"place": 4}, lambda f: f.sort == "place"),
    _sign("given name", {"person": 3}, _given_name),
    _sign(
        "given name alone",
        {"person": 1.5},
        lambda f: len(f.parts) == 1 and f.rank is None and gazetteer.is_given_name(f.name),
    ),
    _sign(
        "acronym",
        {"organization": 2, "person": -2},
        lambda f: _ACRONYM.fullmatch(f.name) is not None,
    ),
)
OF_PLACE: Chain[Beside, Points] = Chain(
    "beside",
    # "OSLO, June 4 (Example News) —": the place, and in brackets the agency
    _sign("dateline", {"place": 4}, lambda b: _in_dateline(b) and not _bracketed(b)),
    _sign("agency", {"organization": 4}, lambda b: _in_dateline(b) and _bracketed(b)),
    _sign("byline", {"person": 4}, _signed),
    _sign("honorific", {"person": 5}, _addressed),
    _sign(
        "role",
        {"person": 3},
        lambda b: b.word_before in w.ROLE_HEADS and not _addressed(b),
    ),
    _sign("in", {"place": 2}, lambda b: b.word_before in _IN),
    _sign("the", {"person": -3, "organization": 0.5}, lambda b: b.word_before == "the"),
    _sign("city of", {"place": 4}, _city_of),
    _sign("code", {"place": 5}, _code),
    _sign("age", {"person": 4}, lambda b: _AGE.match(b.rest) is not None),
    _sign(
        "province",
        {"place": 3},
        lambda b: b.word_after in w.PLACE_NOUNS and b.after is not None and b.after.text.islower(),
    ),
    _sign(
        "company",
        {"organization": 2},
        lambda b: (
            b.word_after in w.ORGANIZATION_NOUNS
            and not (
                b.word_after in w.PLACE_NOUNS and b.after is not None and b.after.text.islower()
            )
        ),
    ),
    _sign("based", {"place": 4}, lambda b: b.rest.startswith(("-based", "‑based"))),
    _sign("in front of a place", {"place": 2}, _in_front_of_a_place),
    _sign("places such as", {"place": 4}, lambda b: _example_of(b, w.PLACE_NOUNS)),
    _sign("bodies such as", {"organization": 4}, lambda b: _example_of(b, _SORTS_OF_BODIES)),
    _sign("says", {"person": 1.5, "organization": 0.75}, _says),
    _sign("is somebody", {"person": 3}, lambda b: b.apposition in w.ROLE_HEADS),
    _sign(
        "is a body",
        {"organization": 3},
        lambda b: b.apposition in _BODIES and b.apposition not in w.ROLE_HEADS,
    ),
    _sign(
        "is a place",
        {"place": 3},
        lambda b: b.apposition in w.PLACE_NOUNS and b.apposition not in _BODIES | w.ROLE_HEADS,
    ),
    _sign("led by", {"organization": 3, "person": -2}, _led),
    _sign("said to be somebody", {"person": 3}, lambda b: b.predicate in w.ROLE_HEADS),
    _sign(
        "said to be a body",
        {"organization": 3},
        lambda b: b.predicate in _BODIES and b.predicate not in w.ROLE_HEADS,
    ),
    _sign(
        "said to be a place",
        {"place": 3},
        lambda b: b.predicate in w.PLACE_NOUNS and b.predicate not in _BODIES,
    ),
    _sign("who", {"person": 2}, lambda b: _WHO.match(b.rest) is not None),
    _sign("where", {"place": 2}, lambda b: _WHERE.match(b.rest) is not None),
    _sign("government", {"place": 3}, lambda b: b.word_after == "government"),
    _sign("firm", {"organization": 5, "place": -3}, _announced),
    _sign("listed with places", {"place": 1, "person": -1.5}, _listed),
    _sign("turn", {"person": 7}, _speaks_in_turn),
    _sign("plays", {"organization": 3, "place": -4}, _plays),
    _sign("crew", {"organization": 3}, lambda b: b.word_after in _CREW),
    _sign("north of", {"place": 3}, _lies_of),
)
