"""Names: what is found, of what kind, and what stands beside it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.annotate.names import find_names
from onrecord.annotate.names.candidates import LONGEST
from onrecord.annotate.names.cutting import is_title, pieces
from onrecord.annotate.names.introduced import common_abbreviations, fits
from onrecord.annotate.names.occurrences import find_words
from onrecord.annotate.pipeline import _doc, annotate
from onrecord.annotate.rules import names, noted, without
from onrecord.lexicon import gazetteer
from onrecord.model import Annotations, Article, Kind, Known, Span
from tests.cases import Case, read_cases

CASES = read_cases(Path(__file__).parent / "fixtures" / "names.txt")


def read(nlp: Language, text: str, *known: Known) -> Annotations:
    return next(annotate(nlp, [Article("a", text)], known))


def shown(found: Annotations, text: str) -> list[str]:
    lines = []
    for m in found.mentions:
        if m.form == "name":
            roles = " | " + ", ".join(r.of(text) for r in m.roles) if m.roles else ""
            lines.append(f"{m.kind}: {m.span.on_one_line(text)}{roles}")
    return lines


@pytest.mark.parametrize("case", CASES, ids=str)
def test_names(nlp: Language, case: Case) -> None:
    assert shown(read(nlp, case.text), case.text) == case.expected


def test_every_rule_of_names_is_needed_by_a_case(nlp: Language) -> None:
    docs = list(nlp.pipe(_doc(nlp, Article("a", case.text), ()) for case in CASES))
    found, at = [], defaultdict(list)
    for i, doc in enumerate(docs):
        with noted() as decided:
            found.append(find_names(doc))
        for rule in decided:
            at[rule].append(i)
    idle = set()
    for rule in names():
        if rule.partition(".")[0] in ("form", "beside", "whole", "missed", "introduced", "house"):
            with without(rule):
                if all(find_names(docs[i]) == found[i] for i in at[rule]):
                    idle.add(rule)
    assert not idle


def test_what_editors_name_is_found(nlp: Language) -> None:
    text = "We saw zonks, and Zonks. The Washington Post wrote of Washington. Pat met Pat."
    known = (
        Known("zonks", "group"),
        Known("Washington", "person"),
        Known("Pat", "person", article="a"),
    )
    kinds = [
        (m.kind, m.span.of(text)) for m in read(nlp, text, *known).mentions if m.form == "name"
    ]
    assert kinds[0] == ("group", "zonks")
    assert ("organization", "Washington Post") in kinds
    assert kinds[-3:] == [("person", "Washington"), ("person", "Pat"), ("person", "Pat")]


@given(st.text(alphabet="Aa I.S(’'s)-,\n“”é中&", max_size=60) | st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_reads(nlp: Language, text: str) -> None:
    mentions = [m for m in read(nlp, text).mentions if m.form == "name"]
    assert all(m.span.of(text).strip() == m.span.of(text) != "" for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    ("words", "label", "names"),
    [
        ("Fight for Kesh\n\nFILE", "organization", ["Fight for Kesh"]),
        ("the Kesh Front (KF", "organization", ["Kesh Front", "KF"]),
        ("Denmark’s Harbour Board", "organization", ["Denmark", "Harbour Board"]),
        ("President Orla Brandt's", "person", ["Orla Brandt"]),
        ("Mr. Orla Brandt Jr.", "person", ["Orla Brandt Jr."]),
        ("Oslo, Norway", "place", ["Oslo", "Norway"]),
        ("Trinidad and Tobago", "place", ["Trinidad and Tobago"]),
        ("Halden Corp HLD", "organization", ["Halden Corp"]),
        ("al-Kesh", "place", ["al-Kesh"]),
        ("https://kesh.example/a", "organization", []),
        ("Prime Minister", "person", []),
        ("Sunday", "person", []),
        ("the", "organization", []),
        ("", "person", []),
    ],
)
def test_pieces(words: str, label: Kind, names: list[str]) -> None:
    assert [s.of(words) for s in pieces(words, Span(0, len(words)), label)] == names


@pytest.mark.parametrize(
    ("letters", "long", "expected"),
    [
        ("sdl", "Saltmarsh Defence League", True),
        ("mfta", "Ministry of Foreign Trade and Agriculture", True),
        ("meridibank", "Meridian Discount Bank", True),
        ("esp", "Ines Calder", False),
        ("kl", "League of Kesh", False),
        ("x", "", False),
    ],
)
def test_letters_of_an_abbreviation(letters: str, long: str, expected: bool) -> None:
    assert fits(letters, long) is expected


@pytest.mark.parametrize(
    "title", ["Prime Minister", "Minister of Health", "former Vice President", "Secretary-General"]
)
def test_titles(title: str) -> None:
    assert is_title(title) or title == "Secretary-General"


@pytest.mark.parametrize("name", ["Orla Brandt", "King Salmon Works", "Minister Square"])
def test_names_are_no_titles(name: str) -> None:
    assert not is_title(name)


def test_what_the_world_is_known_for() -> None:
    assert (
        gazetteer.country("U.S.")
        == gazetteer.country("United States")
        == gazetteer.country("US")
        == "US"
    )
    assert gazetteer.country("us") is gazetteer.country("IS") is gazetteer.country("Orla") is None
    assert [gazetteer.place(x) for x in ("Norway", "Calif", "Lyon", "Orla Brandt")] == [
        "country",
        "region",
        "city",
        None,
    ]
    assert gazetteer.is_people("Iraqis")
    assert gazetteer.people_of("Iraqi") == "IQ"
    assert not gazetteer.is_people("Oslo")
    assert gazetteer.is_given_name("Ines")
    assert gazetteer.organization("U.N.") == "United Nations"
    assert gazetteer.organization("who") is None


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "A" * 100_000, "a-" * 50_000, "Kesh, " * 20_000, "(KF) " * 20_000]
)
def test_long_runs_are_read(text: str) -> None:
    """Each of these takes minutes if anything looks at the rest of the text from every place."""
    assert common_abbreviations(text) == frozenset()
    assert len(list(find_words(text, ["Kesh", "KF"]))) in (0, 20_000)
    assert len(list(pieces(text, Span(0, len(text)), "organization"))) < 50_000


@pytest.mark.parametrize("text", ["Ab " * 2_000, "’s " * 2_000, "Ab Cd, " * 1_000])
def test_no_name_is_longer_than_names_are(nlp: Language, text: str) -> None:
    """What is done for every word of a name would take the square of its length."""
    (found,) = annotate(nlp, [Article("a", text)])
    assert all(m.span.end - m.span.start <= LONGEST for m in found.mentions)
