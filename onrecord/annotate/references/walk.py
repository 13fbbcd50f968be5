"""Who is meant by a pronoun or a description: a walk through the article with its actors in mind.

Each word that calls somebody is remembered with its place: a subject and a speaker stand in the
foreground, an object or a possessor behind, a name inside somebody's quotation out of sight. Then
`rank` says who of them is meant. Persons without a name ("a lorry driver", "her father") are kept
in mind too: the pronoun that means one of them means none of the named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.annotate.reading import reading_of, tokens_of
from onrecord.annotate.references.bodies import bodies_of
from onrecord.annotate.references.clock import Clock
from onrecord.annotate.references.descriptions import description
from onrecord.annotate.references.documents import is_document
from onrecord.annotate.references.memory import Memory
from onrecord.annotate.references.people import is_person, people_of, unnamed
from onrecord.annotate.references.rank import (
    UNNAMED,
    Asked,
    Candidate,
    Gender,
    Sighting,
    Sort,
    Standing,
    Who,
    best,
)
from onrecord.annotate.sayings.rules import RULES
from onrecord.model import Form, Mention, Span

PRONOUNS: Mapping[str, tuple[Sort, Gender | None]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("person", "male")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("person", "female")),
    **dict.fromkeys(("it", "its"), ("organization", None)),
}
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OBJECTS = frozenset(("dobj", "dative", "pobj"))
_APPOSED = 10  # tokens from a description to the name in apposition to it
_REMARK = 30  # characters from which words alone in a paragraph are somebody's
_CLAUSE = 15  # tokens in which the object of a pronoun's verb is looked for


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of text that stands for a name: `name` is the index of the mention that it stands
    for, `lead` by how many points it is that one.
    """

    span: Span
    name: int
    form: Form
    how: str
    lead: float


@dataclass(frozen=True, slots=True)
class Found:
    """The pronouns and descriptions outside quotation marks that stand for an actor, in order, and
    whose the quotations are that nothing attributes: the index of a name, by the quotation's span.
    """

    stand_ins: tuple[Reference, ...]
    unsaid: Mapping[Span, int]


def find_stand_ins(doc: Doc, names: Sequence[Mention]) -> Found:
    """What stands for the names of an article."""
    walk = _Walk(doc, names)
    found = []
    for token in tokens_of(doc):
        walk.go_on(token)
        if walk.clock.quoted(token) or walk.covered[token.i]:
            continue
        if (meant := walk.meant(token)) is not None:
            found.append(meant)
    return Found(tuple(found), walk.unsaid)


class _Walk:
    """One way through an article. To be asked in the order of the text."""

    def __init__(self, doc: Doc, names: Sequence[Mention]) -> None:
        self.clock = Clock(doc)
        self.covered = bytearray(len(doc))  # tokens of names
        self._memory = Memory()
        self._named: dict[int, tuple[Who, int]] = {}  # by the last token of each name
        people, bodies = people_of(doc, names), bodies_of(doc, names)
        for i, mention in enumerate(names):
            words = reading_of(doc).words(mention.span)
            self.covered[words.start : words.end] = b"\1" * len(words)
            if (who := people.get(i) or bodies.get(i)) is not None:
                self._named[words[-1].i] = who, i
        self._said: dict[Span, Who] = {}  # who a speaker's words are
        # who spoke, by where both the words and those that name the speaker have been read
        self._turns = sorted(
            (max(q.span.end, q.speaker.end), q.speaker)
            for q in doc._.quotes
            if q.speaker is not None and RULES[q.how].turn
        )
        self._next = 0  # of those
        self.unsaid: dict[Span, int] = {}
        self._unsaid = {
            q.span.start: q.span
            for q in doc._.quotes
            if q.kind != "indirect" and q.how == "none" and q.span.end - q.span.start > _REMARK
        }
        self._last: tuple[int, Who | None] = (-2, None)  # the last token that called a person

    def go_on(self, token: Token) -> None:
        """Read the next token: who is named there, and who has spoken before it."""
        while self._next < len(self._turns) and self._turns[self._next][0] <= token.idx:
            who = self._said.get(self._turns[self._next][1])
            if who is not None and (known := self._memory.get(who)) is not None:
                self._memory.spoke[who.sort] = who.key
                here = self.clock.at(token.nbor(-1) if token.i else token)
                self._memory.see(known.who, UNNAMED, Sighting("foreground", here), known.verb)
            self._next += 1
        if token.idx in self._unsaid and self.clock.only_quoted(token):
            self._attribute(self._unsaid[token.idx], token)
        if (named := self._named.get(token.i)) is not None:
            self._see(*named, token)

    def _attribute(self, words: Span, first: Token) -> None:
        """Read a paragraph of words that nothing attributes as one of who is spoken of."""
        here = self.clock.at(first)
        asked = Asked(here, "person", speaker=True, spoke=self._memory.spoke["person"])
        meant = best(self._memory.latest("person"), asked)
        if meant is not None and meant.candidate.name != UNNAMED:
            self.unsaid[words] = meant.candidate.name

    def meant(self, token: Token) -> Reference | None:
        """What a token outside names and quotation marks stands for, if it stands for a name."""
        if (pronoun := PRONOUNS.get(token.lower_)) is not None:
            return self._pronoun(token, *pronoun)
        if token.lower_ in ("who", "whom"):
            return self._relative(token)
        if found := self._described(token):
            return found
        if (person := self._rival(token)) is not None:
            self._see(person, UNNAMED, token)
        return None

    def _pronoun(self, token: Token, sort: Sort, gender: Gender | None) -> Reference | None:
        speaks = self._speaks(token)
        if sort == "organization" and not speaks:
            return None  # mostly a thing
        own_verb = token.dep_ in _OBJECTS and token.tag_ == "PRP"
        asked = Asked(
            self.clock.at(token),
            sort,
            speaks,
            gender,
            spoke=self._memory.spoke[sort],
            not_of=token.head.i if own_verb else -1,
            others=self._objects(token),
        )
        meant = best(self._memory.latest(sort), asked)
        if meant is None:
            return None
        candidate = self._memory.learn(meant.candidate, gender)
        self._see(candidate.who, UNNAMED, token)
        if candidate.name == UNNAMED:
            return None
        return Reference(_span(token), candidate.name, "pronoun", "pronoun", meant.lead)

    def _relative(self, token: Token) -> Reference | None:
        """The person named right before "who"."""
        at, who = self._last
        comma = token.i > 0 and token.nbor(-1).text == ","
        known = self._memory.get(who) if who and token.i - at == (2 if comma else 1) else None
        if known is None or known.name == UNNAMED:
            return None
        if (span := self.clock.speaker(token)) is not None:
            self._said[span] = known.who
        return Reference(_span(token), known.name, "pronoun", "relative", 1.0)

    def _described(self, token: Token) -> Reference | None:
        speaks = self._speaks(token)
        words = description(token, self._memory.spoke["organization"] if speaks else -1)
        if words is None:
            return None
        asked = Asked(
            self.clock.at(token),
            words.sort,
            speaks,
            fits=words.fits,
            spoke=self._memory.spoke[words.sort],
        )
        meant = best(self._memory.latest(words.sort), asked)
        if meant is None or meant.candidate.name == UNNAMED:
            return None
        before = self.clock.at(token), self._last
        self._see(meant.candidate.who, UNNAMED, token)
        at, last = before[1]
        comma = token.doc[at + 1].text == "," if 0 <= at + 1 < len(token.doc) else False
        first = words.span.start
        if last is meant.candidate.who and comma and token.doc[at + 2].idx == first:
            return None  # "Dana Whitlow, the mayor of Norra": no mention of its own
        return Reference(words.span, meant.candidate.name, "description", "description", meant.lead)

    def _rival(self, token: Token) -> Who | None:
        """Who is spoken of as the subject of a clause without being an actor of the article, as far
        as it finds them.
        """
        if token.dep_ not in _SUBJECTS or token.tag_ not in ("NN", "NNP"):
            return None
        behind = range(token.i + 1, min(token.right_edge.i, token.i + _APPOSED) + 1)
        if any(self.covered[i] and token.doc[i].dep_ == "appos" for i in behind):
            return None  # "the mayor, Dana Whitlow, …"
        doc, after = token.doc, token.i + 1
        if after + 1 < len(doc) and doc[after].text == "," and self.covered[after + 1]:
            return None
        if not is_person(token):
            return None
        if token.left_edge.lower_ == "the":  # "the crane driver" may be one named in the paragraph
            here = self.clock.at(token).paragraph
            named = next((c for c in self._memory.latest("person") if c.name != UNNAMED), None)
            if named is not None and any(s.at.paragraph == here for s in named.sightings):
                return None
        return unnamed(token)

    def _see(self, who: Who, name: int, token: Token) -> None:
        verb = token.head.i if token.dep_ in _SUBJECTS else -1
        sighting = Sighting(self._standing(token), self.clock.at(token))
        self._memory.see(who, name, sighting, verb)
        if self._is_speaker(token) and (span := self.clock.speaker(token)) is not None:
            self._said[span] = who
        if who.sort == "person" and sighting.standing != "quoted":
            self._last = token.i, who

    def _standing(self, token: Token) -> Standing:
        if self.clock.quoted(token) or token.dep_ in ("compound", "nmod"):
            return "quoted"  # "the Bell video" is of no person
        # "Bell and Venn met", "the mayor, Dana Whitlow, left"
        beside = token.dep_ in ("conj", "appos") and token.head.dep_ in _SUBJECTS
        front = token.dep_ in _SUBJECTS or beside or self._is_speaker(token) or _before_verb(token)
        return "foreground" if front else "background"

    def _speaks(self, token: Token) -> bool:
        """Whether a token is the speaker of a quotation, or whose the document is that speaks."""
        span = self.clock.speaker(token)
        if span is None:
            return False
        return self._is_speaker(token) or is_document(reading_of(token.doc).words(span).root)

    def _is_speaker(self, token: Token) -> bool:
        """Whether a token is what the words that name a speaker are about: not "Norra" of "Norra
        crews".
        """
        span = self.clock.speaker(token)
        if span is None:
            return False
        words = reading_of(token.doc).words(span)
        name = token.i == words.end - 1 and token.dep_ not in ("pobj", "poss", "compound")
        return token.i == words.root.i or name

    def _objects(self, token: Token) -> frozenset[int]:
        """Who the object of a pronoun's own verb is, and so not the pronoun: in "he called Bell" he
        is not Bell.
        """
        if token.dep_ not in _SUBJECTS:
            return frozenset()
        near = token.doc[token.i + 1 : token.i + 1 + _CLAUSE]
        return frozenset(
            self._named[c.i][0].key
            for c in near
            if c.i in self._named and c.dep_ in _OBJECTS and c.head.i == token.head.i
        )


def _before_verb(token: Token) -> bool:
    """Whether a finite verb follows at once, whatever the parser thinks: "aide Ann Venn told"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return token.dep_ != "pobj" and after.tag_ in ("VBD", "VBZ") and after.pos_ == "VERB"


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


__all__ = ["PRONOUNS", "Candidate", "Reference", "find_stand_ins"]
