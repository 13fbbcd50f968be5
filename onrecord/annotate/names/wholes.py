"""Wholes: names whose parts the model takes for other names, and words that are nobody's name.

Each row is a shape that says by itself where the name begins and ends. What the model labels inside
of it gives way; a shape without a kind is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.taken import Taken
from onrecord.annotate.reading import Reading
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import gazetteer, words
from onrecord.lexicon import namewords as w
from onrecord.model import Kind, Span

_RUN = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
_CAREFUL = "|".join(sorted(x.title() for x in words("names.houses_of_care")))
_OWNERS = "|".join(sorted(x.title() for x in words("names.owners_of_houses")))
_PEERS = "|".join(sorted(x.title() for x in words("names.peers")))
_WORKS = "|".join(sorted(words("names.works")))
_PRODUCTS = "|".join(sorted(x.title() for x in words("names.products")))
_PARTIES = "|".join(sorted(x.title() for x in words("names.party_adjectives")))

_FAMILY = re.compile(
    r"(?<!-)\b(?P<given>[A-Z][a-zà-ÿ]+) "
    r"(?:(?P<sure>van(?: de[nr]?)?|von(?: der)?|ter|zu)|de(?: la)?|ten|della|di|du)"
    r" [A-Z][\w’'-]+"
)

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+"
_INVERTED = re.compile(
    rf"(?<![\w'’-])(?P<family>{_CAPITALS}(?: {_CAPITALS})?), (?P<given>[A-ZÀ-Þ][a-zà-ÿ]+)"
    r"(?:[ -][A-ZÀ-Þ]\w*\.?)*(?![\w'’])"
)
_INITIALLED = re.compile(
    r"(?<![\w.&'’-])(?<!\b[A-Z] )(?P<initials>(?:[A-Z] ){2,3})(?P<family>[A-Z][a-zà-ÿ]+)"
    r"(?: [A-Z][a-zà-ÿ]+)?(?![\w'’-])(?! (?:\([A-Z]\w+\) )?(?:Co|Corp|Inc|Ltd|Pty)\b)"
)
_ROAD = re.compile(
    r"(?<![\w.-])U\.?S\.?(?P<sort>[ -](?:Route|Highway|Hwy|Road)\.?)?[ -]\d{1,3}\b(?![-–.,:/]?\d|%)"
)
_COUNTED = ("NOUN", "PROPN", "NUM", "ADJ", "SYM")

Found = tuple[Kind | None, tuple[Span, ...]]


def _shape(name: str, kind: Kind | None, pattern: str) -> Rule[Reading, Found]:
    """All stretches of a page that have the shape; its group "name" is the name, if it has one."""
    shape = re.compile(pattern)
    group = "name" if "name" in shape.groupindex else 0

    def read(reading: Reading) -> Found | None:
        spans = tuple(Span(*m.span(group)) for m in shape.finditer(reading.plain))
        return (kind, spans) if spans else None

    return Rule(name, read)


def _particled(reading: Reading) -> Found | None:
    """Persons whose family name begins with particles: "Kees van den Berg", "Jan de Vries"."""
    spans = tuple(
        Span(*m.span())
        for m in _FAMILY.finditer(reading.plain)
        if (m["sure"] or gazetteer.is_given_name(m["given"]))
        and gazetteer.place(m["given"]) not in ("country", "region", "city")
        and m["given"].lower() not in w.HONORIFICS | w.ROLE_HEADS
        and not gazetteer.place(m[0])
    )
    return ("person", spans) if spans else None


def _inverted(reading: Reading) -> Found | None:
    """Persons as lists have them, the family name in capitals before the given name: "BRANDT,
    Tomas". A place behind the comma says where another one is.
    """
    spans = tuple(
        Span(*m.span())
        for m in _INVERTED.finditer(reading.plain)
        if gazetteer.is_given_name(m["given"])
        and m["given"].lower() not in w.NO_NAMES  # "EDT, April 13"
        and gazetteer.place(m["given"]) not in ("country", "region")
        and not gazetteer.place(m["family"].title())
    )
    return ("person", spans) if spans else None


def _initialled(reading: Reading) -> Found | None:
    """Persons whose initials stand apart without full stops: "S V Karandikar"."""
    spans = tuple(
        Span(*m.span())
        for m in _INITIALLED.finditer(reading.plain)
        if not gazetteer.country(m["initials"].replace(" ", ""))
        and m["family"].lower() not in w.ORGANIZATION_HEADS | w.PLACE_HEADS | w.THINGS
    )
    return ("person", spans) if spans else None


def _road(reading: Reading) -> Found | None:
    """The numbers of American roads, which are nobody: "US 75", and what is counted is none: "US 75
    million".
    """
    spans = []
    for m in _ROAD.finditer(reading.plain):
        behind = reading.after(m.end())
        counted = behind is not None and (behind.pos_ in _COUNTED or behind.lower_ == "to")
        if m["sort"] or not counted:
            spans.append(Span(*m.span()))
    return (None, tuple(spans)) if spans else None


_SHAPES: Chain[Reading, Found] = Chain(
    "whole",
    # "St. Brida's Hospital", "Queen's College": and "St. Brida's" for short, see `_shortened`
    _shape(
        "house of care",
        "organization",
        rf"\b(?:(?:Saint|St\.?) [A-Z]\w+(?:['’]s)?|(?:{_OWNERS})['’]s?)"
        rf"(?: [A-Z]\w+)? (?:{_CAREFUL})\b",
    ),
    # "Queen Ragna Hospital", which is no queen
    _shape(
        "house by a title",
        "organization",
        rf"\b(?:King|Queen|Lord|Lady|{_PEERS}) [A-Z]\w+(?: [IVX]+)?(?:['’]s)?"
        rf"(?: [A-Z]\w+)? (?:{_CAREFUL})\b(?: of [A-Z]\w+)?",
    ),
    # "the Duke of Selmark", who is named no otherwise there
    _shape(
        "peer",
        "person",
        rf"(?<![a-z], the )(?<![a-z], )\b(?:{_PEERS}) of {_RUN}(?!,? [A-Z])",
    ),
    _shape(
        "court district",
        "place",
        rf"\b(?:Northern|Southern|Eastern|Western|Central|Middle) District of {_RUN}",
    ),
    _shape(
        "court of the country",
        "place",
        r"\bU\.S\.(?= (?:District|Circuit|Bankruptcy|Magistrate) (?:Judge|Attorney|Court))",
    ),
    _shape(
        "party",
        "group",
        rf"\b(?:{_PARTIES}) (?:Democrat|Liberal|Socialist|Conservative|Republican)s?\b(?! [A-Z])",
    ),
    _shape(
        "joint council",
        "organization",
        rf"(?<=\bof )(?P<name>{_RUN} and {_RUN} (?:Parish|Community|District|Borough) Council)\b",
    ),
    # "easyHarbour": a capital within the word
    _shape(
        "small beginning",
        "organization",
        r"(?<![\w@#./’'-])(?!(?:i[A-Z]|e(?:[BCLMS])|mc|de|la|le|van|von|al|di|el)[A-Z]?)[a-z]{2,8}[A-Z][a-z]{2,}\b(?![./@])",
    ),
    Rule("particle", _particled),
    Rule("inverted", _inverted),
    Rule("spaced initials", _initialled),
    Rule("road", _road),
    _shape(
        "product", None, rf"\b(?:{_PRODUCTS}|i(?:P[a-z]+|Tunes))(?: (?:[A-Z]{{1,2}}|\d[\w.]*))?\b"
    ),
    _shape("handle", None, r"(?<!\w)[@#]\w+"),
    _shape("work", None, rf"\b(?:{_WORKS}),? [“\"‘](?P<name>[A-Z][^”\"’\n]{{1,60}})[”\"’]"),
)


def wholes(reading: Reading, found: Sequence[Candidate]) -> tuple[list[Candidate], list[Span]]:
    """The candidates with those of a known shape in place of their parts, in order; and the
    stretches that are nobody.
    """
    spans: dict[Span, Kind | None] = {}
    for decided in _SHAPES.all(reading):
        kind, matched = decided.found
        taken = Taken(spans)
        new = (*matched, *_shortened(reading, decided.rule, matched))
        spans |= {s: kind for s in new if not taken.overlaps(s)}
    taken = Taken(spans)
    rest = [c for c in found if not taken.overlaps(c.span)]
    whole = [Candidate(s, kind, "shape") for s, kind in spans.items() if kind]
    nobody = [s for s, kind in spans.items() if not kind]
    return sorted([*rest, *whole], key=lambda c: c.span), nobody


def _shortened(reading: Reading, rule: str, matched: Sequence[Span]) -> Iterator[Span]:
    """Where a house of care is called by its saint alone: "St. Brida's said"."""
    if rule != "house of care":
        return
    taken = Taken(set(matched))
    for short in {re.split(r"(?<=['’]s) ", s.of(reading.plain))[0] for s in matched}:
        if short.endswith(("'s", "’s")) and " " in short:
            for m in re.finditer(rf"\b{re.escape(short)}(?!\w)", reading.plain):
                if not taken.overlaps(Span(*m.span())):
                    yield Span(*m.span())
