"""Who is meant by a pronoun or a description: a walk through the article with the persons in mind.

Each word that calls a person is remembered with its weight: a subject and a speaker stand in the
foreground, an object or a possessor behind, a name inside somebody's quotation farther still. A
pronoun goes to the person that weighs most among those it fits, and only where that person is
clearly ahead of the next. Persons without a name ("a lorry driver", "her father") are kept in mind
too: the pronoun that means one of them means none of the named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Token

from onrecord.annotate.references.bodies import KINDS, Bodies
from onrecord.annotate.references.people import Gender, Person, is_person, people_of, unnamed
from onrecord.annotate.references.words import words_of
from onrecord.lexicon.namewords import ROLE_HEADS
from onrecord.model import Form, Mention, Quote, Span

PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OBJECTS = frozenset(("dobj", "dative", "pobj"))
_WINDOW = 3  # paragraphs, this one included, in which a person is remembered
_FADES = 1.5  # weight that a person loses with each paragraph
_FADES_BY_SENTENCE = 0.75  # and with each sentence, up to as much as with a paragraph
_FOREGROUND, _BACKGROUND, _QUOTED = (
    3.0,
    1.5,
    0.0,
)  # weights of a subject or speaker, of another, inside a quotation
_AHEAD = 0.7  # by how much the first must outweigh the second
_MOST = 30  # persons compared for one pronoun
_CLAUSE = 15  # tokens in which the object of a pronoun's verb is looked for
_UNNAMED = -1  # in place of the mention of a person without a name
_LONGEST = 6  # tokens of a description before its head


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of text that stands for a name: `name` is the index of the mention that it stands
    for.
    """

    span: Span
    name: int
    form: Form
    how: str


@dataclass(slots=True)
class _Trace:
    """One person as the reader has him or her in mind."""

    person: Person
    name: int  # the latest mention by name
    block: int
    sentence: int
    weight: float
    verb: int  # the verb whose subject it last was, -1 if none


def find_stand_ins(doc: Doc, names: Sequence[Mention]) -> Iterator[Reference]:
    """The pronouns and descriptions outside quotation marks that stand for an actor of the article,
    in order.
    """
    people = people_of(doc, names)
    bodies = {
        words_of(doc, m.span)[-1].i: i for i, m in enumerate(names) if m.kind == "organization"
    }
    last_words = {words_of(doc, names[i].span)[-1].i: i for i in people}
    mind = _Mind(doc, {at: people[i] for at, i in last_words.items()}, Bodies(doc, names))
    covered = bytearray(len(doc))  # tokens of names
    for mention in names:
        words = words_of(doc, mention.span)
        covered[words.start : words.end] = b"\1" * len(words)
    for token in doc:
        mind.read(token)
        if (i := last_words.get(token.i)) is not None:
            mind.remember(people[i], i, token)
        elif (i := bodies.get(token.i)) is not None:
            mind.hear(token, i)
        elif mind.quoted(token) or covered[token.i]:
            continue
        elif found := _meant(mind, token):
            yield found
        elif (person := _rival(token, covered)) is not None and not (
            token.left_edge.lower_ == "the" and mind.named_here(token)
        ):
            mind.remember(person, _UNNAMED, token)


def _rival(token: Token, covered: bytearray) -> Person | None:
    """Who is spoken of as the subject of a clause without being an actor of the article, as far as
    it finds them.
    """
    if token.dep_ not in _SUBJECTS or token.tag_ not in ("NN", "NNP"):
        return None
    doc, after = token.doc, token.i + 1
    if after + 1 < len(doc) and doc[after].text == "," and covered[after + 1]:
        return None  # "the mayor, Dana Whitlow, …"
    return unnamed(token) if is_person(token) else None


def _meant(mind: _Mind, token: Token) -> Reference | None:
    """What a token outside quotation marks stands for, if it stands for a name."""
    word = token.lower_
    if word in PRONOUNS and (trace := mind.meant_by(token, PRONOUNS[word])):
        trace.person.gender = trace.person.gender or PRONOUNS[word]
        mind.remember(trace.person, trace.name, token)
        return (
            None
            if trace.name == _UNNAMED
            else Reference(_span(token, token), trace.name, "pronoun", "pronoun")
        )
    if word in ("who", "whom") and (trace := mind.just_named(token)):
        return Reference(_span(token, token), trace.name, "pronoun", "relative")
    if word == "it" and (name := mind.heard(token)) is not None:
        return Reference(_span(token, token), name, "pronoun", "organization")
    first = _definite(token) if word in ROLE_HEADS or word in KINDS else None
    if first is None:
        return None
    if word in ROLE_HEADS and (trace := mind.entitled(word)):
        beside = (
            mind.just_named(first) is trace
        )  # "Dana Whitlow, the mayor of Norra": no mention of its own
        mind.remember(trace.person, trace.name, token)
        if beside:
            return None
        return Reference(_span(first, _last(token)), trace.name, "description", "title")
    if word in KINDS and (name := mind.body(first, token)) is not None:
        return Reference(_span(first, token), name, "description", "organization")
    return None


class _Mind:
    """What a reader has in mind at a place of the article. To be asked in the order of the text."""

    def __init__(self, doc: Doc, people: dict[int, Person], bodies: Bodies) -> None:
        self._bodies = bodies
        self._people = people  # by the last token of each mention
        self._traces: dict[int, _Trace] = {}  # the latest last
        self._holders: dict[str, list[int]] = {}  # title → who has it, of those named so far
        self._block_starts = [b.span.start for b in doc._.blocks]
        self._headings = [i for i, b in enumerate(doc._.blocks) if b.kind == "heading"]
        quotes: Sequence[Quote] = [q for q in doc._.quotes if q.kind != "indirect"]
        self._quote_starts = [q.span.start for q in quotes]
        self._quote_ends = [q.span.end for q in quotes]
        speakers = sorted({q.speaker for q in doc._.quotes if q.speaker})
        self._speaker_starts = [s.start for s in speakers]
        self._speaker_ends = [s.end for s in speakers]
        self._last: tuple[int, int] = (-2, -1)  # the last token that called a person, and whom
        self._body: tuple[int, int] | None = (
            None  # the organization that spoke last: block, mention
        )
        self._sentence = 0

    def read(self, token: Token) -> None:
        """Go on to the next token."""
        if token.is_sent_start and not self.quoted(token):
            self._sentence += 1

    def quoted(self, token: Token) -> bool:
        """Whether a token stands within somebody's words."""
        i = bisect_right(self._quote_starts, token.idx) - 1
        return i >= 0 and token.idx < self._quote_ends[i]

    def remember(self, person: Person, name: int, token: Token) -> None:
        """Keep in mind that a token calls a person."""
        block, sentence = self._block(token), self._sentence
        verb = token.head.i if token.dep_ in _SUBJECTS else -1
        before = self._traces.pop(id(person), None)
        if before is None:
            for title in sorted(person.titles):
                self._holders.setdefault(title, []).append(id(person))
        if self.quoted(token):
            weight = _QUOTED
            if before is not None:
                weight, block, sentence = before.weight, before.block, before.sentence
        else:
            beside = token.dep_ == "conj" and token.head.dep_ in _SUBJECTS  # "Bell and Venn met"
            weight = _FOREGROUND if verb >= 0 or beside or self._speaks(token) else _BACKGROUND
            weight = (
                weight if token.dep_ not in ("compound", "nmod") else _QUOTED
            )  # "the Bell video" is of no person
            weight = max(weight, self._weight(before, block) if before is not None else 0.0)
            self._last = (token.i, id(person))
        self._traces[id(person)] = _Trace(person, name, block, sentence, weight, verb)

    def hear(self, token: Token, name: int) -> None:
        """Keep in mind that an organization is named, and whether it speaks."""
        self._bodies.named(name)
        if self._speaks(token):
            self._body = (self._block(token), name)

    def heard(self, token: Token) -> int | None:
        """The organization that spoke in this paragraph or the last, where the token stands for a
        speaker.
        """
        if self._body is None or not self._speaks(token) or self._block(token) - self._body[0] > 1:
            return None
        return self._body[1]

    def body(self, first: Token, head: Token) -> int | None:
        """The organization that is described by what it is, from the article to the head."""
        words = first.doc[first.i + 1 : head.i + 1].text
        if (name := self._bodies.only(words)) is not None:
            return name
        return self.heard(head) if self._bodies.fits(head.lower_) else None

    def meant_by(self, token: Token, gender: Gender) -> _Trace | None:
        """Whom a pronoun means; None where nobody fits, or two persons as well."""
        block = self._block(token)
        heading = self._headings[bisect_right(self._headings, block) - 1] if self._headings else -1
        heading = (
            heading if heading <= block else -1
        )  # who was spoken of above a heading is not meant below it
        own_verb = token.head.i if token.dep_ in _OBJECTS and token.tag_ == "PRP" else -2
        others = self._objects(token)
        fitting = []
        for trace in islice(reversed(self._traces.values()), _MOST):
            if (
                trace.person.gender not in (None, gender)
                or block - trace.block >= _WINDOW
                or trace.verb == own_verb
            ):
                continue
            if trace.block < heading:
                continue
            if id(trace.person) not in others:
                fitting.append(
                    (self._weight(trace, block) + (trace.person.gender == gender), trace)
                )
        fitting.sort(key=lambda entry: -entry[0])
        if (
            not fitting
            or fitting[0][0] <= 0
            or (len(fitting) > 1 and fitting[0][0] - fitting[1][0] < _AHEAD)
        ):
            return None
        return fitting[0][1]

    def named_here(self, token: Token) -> bool:
        """Whether a person has been named in this paragraph: "the crane driver" may be that one."""
        latest = next((t for t in reversed(self._traces.values()) if t.name != _UNNAMED), None)
        return latest is not None and latest.block == self._block(token)

    def entitled(self, role: str) -> _Trace | None:
        """The one person named before who holds a title."""
        holders = self._holders.get(role, ())
        return self._traces[holders[0]] if len(holders) == 1 else None

    def just_named(self, token: Token) -> _Trace | None:
        """The person named right before a relative pronoun."""
        at, person = self._last
        comma = token.i > 0 and token.nbor(-1).text == ","
        trace = self._traces.get(person) if token.i - at == (2 if comma else 1) else None
        return None if trace is None or trace.name == _UNNAMED else trace

    def _objects(self, token: Token) -> set[int]:
        """Who the object of a pronoun's own verb is, and so not the pronoun: in "he called Bell" he
        is not Bell.
        """
        if token.dep_ not in _SUBJECTS:
            return set()
        near = (
            c
            for c in token.doc[token.i + 1 : token.i + 1 + _CLAUSE]
            if c.i in self._people and c.dep_ in _OBJECTS
        )
        return {id(self._people[c.i]) for c in near if c.head.i == token.head.i}

    def _weight(self, trace: _Trace, block: int) -> float:
        fade = min(_FADES, _FADES_BY_SENTENCE * (self._sentence - trace.sentence))
        return trace.weight - max(fade, _FADES * (block - trace.block))

    def _block(self, token: Token) -> int:
        return bisect_right(self._block_starts, token.idx) - 1

    def _speaks(self, token: Token) -> bool:
        i = bisect_right(self._speaker_starts, token.idx) - 1
        return i >= 0 and token.idx < self._speaker_ends[i]


def _definite(head: Token) -> Token | None:
    """The article "the" of a description with this head; None where a name follows, whose title it
    is.
    """
    doc = head.doc
    if head.i + 1 < len(doc) and (
        doc[head.i + 1].pos_ == "PROPN" or doc[head.i + 1].text in ("'s", "’s")
    ):
        return None
    for i in range(head.i - 1, max(-1, head.i - 1 - _LONGEST), -1):
        if doc[i].lower_ == "the":
            return doc[i]
        if doc[i].pos_ not in ("ADJ", "NOUN", "PROPN", "NUM") and doc[i].text != "-":
            return None
    return None


def _last(head: Token) -> Token:
    """The last word of a description with this head: "state" of "the secretary of state"."""
    doc, end = head.doc, head.i
    if (
        end + 2 < len(doc)
        and doc[end + 1].lower_ == "of"
        and doc[end + 2].pos_ in ("NOUN", "PROPN")
    ):
        return doc[end + 2]
    return head


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))
