"""The persons of an article as a reader keeps them apart: by name, by whether man or woman, by
title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from spacy.tokens import Doc, Token

from onrecord.annotate.reading import reading_of
from onrecord.annotate.references.rank import Gender, Who
from onrecord.annotate.text import text_of
from onrecord.lexicon import gazetteer, table, words
from onrecord.lexicon.namewords import ROLE_HEADS
from onrecord.model import Mention

_MALE, _FEMALE = words("people.male"), words("people.female")
_GENERATIONS = words("people.generations")
_TITLES = {title: str(full).split() for title, full in table("people.titles").items()}
_PEERS = words("names.peers")  # the duke, of "the Duke of Selmark"
_NOTE = frozenset("()")  # around the letters of an office: "Attorney General (AG) S V Venn"
_REACH = 8  # tokens of a title in front of a name, or of an apposition behind it


def people_of(doc: Doc, mentions: Sequence[Mention]) -> Mapping[int, Who]:
    """The person behind each mention of a person's name, by the mention's index."""
    text = text_of(doc)
    names = {
        i: _parts(m.span.of(text))
        for i, m in enumerate(mentions)
        if m.kind == "person" and m.form == "name"
    }
    keys = _Keys([name for name in names.values() if len(name) > 1])
    numbers: dict[str, int] = {}
    person = {i: numbers.setdefault(keys.of(name), len(numbers)) for i, name in names.items()}
    told: dict[int, set[str]] = defaultdict(set)
    gender: dict[int, Gender | None] = {}
    for i, number in person.items():
        beside = _told(doc, mentions[i])
        told[number] |= beside
        gender[number] = gender.get(number) or _gender_of(beside)
    for i, number in person.items():
        if gender[number] is None and keys.has_first(names[i]):
            gender[number] = gazetteer.gender_of(names[i][0])
    everybody = [Who(n, "person", gender[n], frozenset(told[n])) for n in range(len(numbers))]
    return {i: everybody[number] for i, number in person.items()}


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
    return relative or token.lower_ in ROLE_HEADS | _MALE | _FEMALE


def unnamed(token: Token) -> Who:
    """A person of whom the article's mentions have no name; no two words call the same one."""
    first = token
    while first.i > 0 and token.tag_ == "NNP" and first.nbor(-1).tag_ == "NNP":
        first = first.nbor(-1)
    given = gazetteer.gender_of(first.lower_) if first.i < token.i else None
    return Who(-1 - token.i, "person", _gender_of({token.lower_}) or given)


def _parts(name: str) -> tuple[str, ...]:
    parts = [w.strip(".,").casefold() for w in name.split()]
    while len(parts) > 1 and parts[-1] in _GENERATIONS:
        parts.pop()
    return tuple(parts)


class _Keys:
    """What two names of one person share: the surname, unless two persons have it."""

    def __init__(self, full: Sequence[tuple[str, ...]]) -> None:
        self._firsts: dict[str, set[str]] = defaultdict(set)
        self._lasts: dict[str, set[str]] = defaultdict(set)
        # "Al Hashish" is a family name where there is a Fouzia Al Hashish
        self._families = {name[i:] for name in full for i in range(1, len(name) - 1)}
        for name in full:
            if name in self._families:
                continue
            self._firsts[name[-1]].add(name[0])
            self._lasts[name[0]].add(name[-1])
        self._latest: dict[str, str] = {}

    def has_first(self, name: tuple[str, ...]) -> bool:
        """Whether a name is more than a family name."""
        return len(name) > 1 and name not in self._families

    def of(self, name: tuple[str, ...]) -> str:
        """The key of a name; asked in the order of the text, since a bare surname follows the
        latest full name.
        """
        last = name[-1]
        if self.has_first(name):
            key = last if len(self._firsts[last]) == 1 else f"{name[0]} {last}"
            self._latest[last] = key
            return key
        if last in self._firsts:
            return self._latest.get(last, last)
        owners = self._lasts.get(last, set())
        return next(iter(owners)) if len(owners) == 1 else last


def _told(doc: Doc, mention: Mention) -> set[str]:
    """The words of the title before a name and of the apposition behind it, with what their holder
    is called besides; in small letters without dots.
    """
    name = reading_of(doc).words(mention.span)
    told = {t.lower_ for t in name if t.lower_ in _PEERS and t.i + 1 < name.end}
    for i in range(name.start - 1, max(-1, name.start - 1 - _REACH), -1):
        if not (_in_title(doc[i]) or doc[i].text in _NOTE):
            break
        told.add(doc[i].lower_.rstrip("."))
    if name.end < len(doc) and doc[name.end].text == ",":
        for token in doc[name.end + 1 : name.end + 1 + _REACH]:
            if not (_in_title(token) or token.pos_ in ("DET", "NUM", "PART")):
                break
            told.add(token.lower_.rstrip("."))
    if len(name) > 2 and name[1].lower_ == "of":
        told.add(name[0].lower_)  # a peer, whom nothing else names: "the Duke of Selmark"
    for role in mention.roles:
        told |= {t.lower_.rstrip(".") for t in reading_of(doc).words(role)}
    return told | {full for word in told for full in _TITLES.get(word, ())}


def _in_title(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.lower_ == "of" or token.text == "-"


def _gender_of(told: Set[str]) -> Gender | None:
    male, female = bool(told & _MALE), bool(told & _FEMALE)
    return None if male == female else "male" if male else "female"
