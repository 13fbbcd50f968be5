"""The persons of an article as a reader keeps them apart: by name, by whether man or woman, by
title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from onrecord.annotate.references.words import words_of
from onrecord.annotate.text import text_of
from onrecord.lexicon import gazetteer
from onrecord.lexicon.namewords import ROLE_HEADS
from onrecord.model import Mention

Gender = Literal["male", "female"]

# Titles, forms of address and words of kinship that only men have, and only women.
_MALE = frozenset(
    """mr sir lord king prince emperor pope imam sheikh father son brother husband uncle grandfather nephew widower
    congressman chairman councilman alderman spokesman businessman statesman policeman fireman nobleman actor waiter
    sportsman frontman gentleman man boy boyfriend duke baron count emir sultan monsieur señor don""".split()
)
_FEMALE = frozenset(
    """mrs ms miss madam lady dame queen princess empress mother daughter sister wife aunt grandmother niece widow
    congresswoman chairwoman councilwoman alderwoman spokeswoman businesswoman policewoman actress waitress
    sportswoman woman girl girlfriend duchess baroness countess sultana mme señora nun midwife""".split()
)
# What a short title is called in full, and what else its holder is called.
_TITLES = {
    "sen": ("senator", "lawmaker"),
    "senator": ("lawmaker",),
    "rep": ("representative", "congressman", "congresswoman", "lawmaker"),
    "congressman": ("lawmaker", "representative"),
    "congresswoman": ("lawmaker", "representative"),
    "gov": ("governor",),
    "gen": ("general",),
    "col": ("colonel",),
    "sgt": ("sergeant",),
    "lt": ("lieutenant",),
    "capt": ("captain",),
    "prof": ("professor",),
    "premier": ("minister",),
}
_REACH = 8  # tokens of a title in front of a name, or of an apposition behind it
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))


@dataclass(slots=True)
class Person:
    """One person of an article: the indexes of the names that call him or her so, and what the text
    tells.
    """

    names: list[int] = field(default_factory=list)
    gender: Gender | None = None
    titles: set[str] = field(default_factory=set)


def people_of(doc: Doc, mentions: Sequence[Mention]) -> dict[int, Person]:
    """The person behind each mention of a person's name, by the mention's index."""
    people: dict[str, Person] = {}
    found: dict[int, Person] = {}
    text = text_of(doc)
    words = {
        i: _words(m.span.of(text))
        for i, m in enumerate(mentions)
        if m.kind == "person" and m.form == "name"
    }
    keys = _Keys([w for w in words.values() if len(w) > 1])
    for i, name in words.items():
        person = people.setdefault(keys.of(name), Person())
        person.names.append(i)
        found[i] = person
        tokens = words_of(doc, mentions[i].span)
        told = _told(doc, tokens.start, tokens.end)
        person.titles |= {
            full for word in told for full in (word, *_TITLES.get(word, ())) if full in ROLE_HEADS
        }
        person.gender = person.gender or _gender_of(told)
    for i, name in words.items():
        if found[i].gender is None and len(name) > 1:
            found[i].gender = gazetteer.gender_of(name[0])
    return found


def is_person(token: Token) -> bool:
    """Whether a word that is no known name calls a person: by a title, kinship, a name's look or
    "who" behind it.
    """
    if token.tag_ == "NNP":
        before = token.i > 0 and token.nbor(-1).tag_ == "NNP" and token.nbor(-1).dep_ == "compound"
        return token.ent_type_ == "PERSON" or (before and not token.ent_type_)
    doc, after = token.doc, token.i + 1
    after += after < len(doc) and doc[after].text == ","
    relative = after < len(doc) and doc[after].lower_ == "who"
    return (
        relative or token.lower_ in ROLE_HEADS or token.lower_ in _MALE or token.lower_ in _FEMALE
    )


def unnamed(token: Token) -> Person:
    """A person of whom the article's mentions have no name."""
    first = token
    while first.i > 0 and token.tag_ == "NNP" and first.nbor(-1).tag_ == "NNP":
        first = first.nbor(-1)
    return Person(
        gender=_gender_of({token.lower_})
        or (gazetteer.gender_of(first.lower_) if first.i < token.i else None)
    )


def _words(name: str) -> tuple[str, ...]:
    words = [w.strip(".,").casefold() for w in name.split()]
    while len(words) > 1 and words[-1] in _GENERATIONS:
        words.pop()
    return tuple(words)


class _Keys:
    """What two names of one person share: the surname, unless two persons of the article have it."""

    def __init__(self, full: Sequence[tuple[str, ...]]) -> None:
        self._firsts: dict[str, set[str]] = defaultdict(set)
        self._lasts: dict[str, set[str]] = defaultdict(set)
        for name in full:
            self._firsts[name[-1]].add(name[0])
            self._lasts[name[0]].add(name[-1])
        self._latest: dict[str, str] = {}

    def of(self, name: tuple[str, ...]) -> str:
        """The key of a name; asked in the order of the text, since a bare surname follows the
        latest full name.
        """
        last = name[-1]
        if len(name) > 1:
            key = last if len(self._firsts[last]) == 1 else f"{name[0]} {last}"
            self._latest[last] = key
            return key
        if last in self._firsts:
            return self._latest.get(last, last)
        owners = self._lasts.get(last, set())
        return next(iter(owners)) if len(owners) == 1 else last


def _told(doc: Doc, start: int, end: int) -> set[str]:
    """The words of the title before a name and of the apposition behind it, in small letters
    without dots.
    """
    told = set()
    for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if not _in_title(doc[i]):
            break
        told.add(doc[i].lower_.rstrip("."))
    if end < len(doc) and doc[end].text == ",":
        for i in range(end + 1, min(len(doc), end + 1 + _REACH)):
            if doc[i].pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART") and doc[
                i
            ].text not in ("-", "of"):
                break
            told.add(doc[i].lower_.rstrip("."))
    return told


def _in_title(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.lower_ == "of" or token.text == "-"


def _gender_of(told: set[str]) -> Gender | None:
    male, female = bool(told & _MALE), bool(told & _FEMALE)
    return None if male == female else "male" if male else "female"
