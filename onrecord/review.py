"""Review: what a person should look at, most valuable first, each with evidence and the lines that
would decide it.

Four sorts of question. *Same*: two profiles that may be one. *Different*: one profile that may be
two. *Kind*: one whose mentions are read in different ways. *Profile*: somebody who is quoted under
a name that has none. A question weighs as much as what hangs on it: the mentions that a decision
would move.

Only what an index brings together is compared, so that the work grows with the number of profiles,
not of pairs. What an editor has decided is not asked again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rapidfuzz.fuzz import ratio

from onrecord.lexicon import namewords as w
from onrecord.model import Actor, Annotations, Article, Cast, Content, MentionRef, Span
from onrecord.read.yamlmap import quoted
from onrecord.resolve import forms
from onrecord.slug import slug

Sort = Literal["same", "different", "kind", "profile"]

_ALIKE = 88  # rapidfuzz ratio of two names that may be one in two spellings
_CROWD = 12  # names that share a word; where more do, the word tells nothing
_SURE = 0.8  # share of mentions of one kind from which the kind is not asked for
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:[a-z]{2,3} )?[A-Z][\w’'-]+)+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article."""

    article: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the machine cannot know."""

    sort: Sort
    weight: int
    what: str
    evidence: tuple[Evidence, ...]
    yes: str  # lines for actors.yml, as an entry of its own
    no: str = ""  # lines that keep it from being asked again

    def __str__(self) -> str:
        """The question, its evidence and the lines to paste, as a terminal shows them."""
        lines = [self.what, *(f"    {e.article}: {e.words}" for e in self.evidence)]
        for answer, entry in (("yes", self.yes), ("no", self.no)):
            if entry:
                lines += [f"  if {answer}:", *(f"    {line}" for line in entry.split("\n"))]
        return "\n".join(lines)


def questions(content: Content, annotations: Sequence[Annotations], cast: Cast) -> list[Question]:
    """All that is unsure, most valuable first."""
    corpus = _Corpus(content, annotations, cast)
    found = [
        *_same(corpus),
        *_different(corpus),
        *_read_as_one(corpus),
        *_kinds(corpus),
        *_profiles(corpus),
    ]
    return sorted(found, key=lambda q: (-q.weight, q.sort, q.what))


class _Corpus:
    """What the questions are asked of."""

    def __init__(self, content: Content, annotations: Sequence[Annotations], cast: Cast) -> None:
        self.cast = cast
        self.decided = {d.id: d for d in content.decisions}
        self.found = {f.article: f for f in annotations}
        self.articles = {a.id: a for a in content.articles}
        self.actors = [a for a in cast.actors.values() if a.kind != "group"]

    def pairs(self) -> Iterator[tuple[Article, Annotations]]:
        for id_, article in self.articles.items():
            yield article, self.found[id_]

    def briefing(self, article: str) -> str:
        return self.articles[article].briefing or ""

    def sentence(self, article: str, span: Span) -> Evidence:
        """The sentence in which a span begins."""
        sentences, text = self.found[article].sentences, self.articles[article].text
        i = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
        return Evidence(article, (sentences[i] if i >= 0 else span).on_one_line(text))

    def sentences(self, refs: Iterable[MentionRef], most: int = 2) -> tuple[Evidence, ...]:
        """The first sentences with these mentions."""
        found: dict[Evidence, None] = {}
        for ref in refs:
            found[self.sentence(ref.article, self.found[ref.article].mentions[ref.index].span)] = (
                None
            )
            if len(found) == most:
                break
        return tuple(found)

    def open(self, a: Actor, b: Actor) -> bool:
        """Whether no editor has said that the two are different."""
        for one, other in ((a, b), (b, a)):
            decision = self.decided.get(one.id)
            if decision and {other.id, other.name, *other.aliases} & set(decision.different):
                return False
        return True


def _same(corpus: _Corpus) -> Iterator[Question]:
    asked = set[tuple[str, str]]()
    for a, b, why in _alike(corpus.actors):
        short, long = sorted(
            (a, b), key=lambda x: (len(forms.tokens(x.name)), len(x.mentions), x.id)
        )
        if (short.id, long.id) in asked or not corpus.open(short, long):
            continue
        asked.add((short.id, long.id))
        yield Question(
            "same",
            2 * min(len(short.mentions), len(long.mentions)),
            f"Is “{short.name}” {why} “{long.name}”?",
            (*corpus.sentences(short.mentions, 1), *corpus.sentences(long.mentions, 1)),
            _entry(long.id, f"same: [{quoted(short.id)}]"),
            _entry(long.id, f"different: [{quoted(short.id)}]"),
        )


def _alike(actors: Sequence[Actor]) -> Iterator[tuple[Actor, Actor, str]]:
    """Pairs of profiles that may be one, with how the one would be the other."""
    by_word: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    by_address: dict[str, list[Actor]] = defaultdict(list)
    by_initials: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        names = forms.tokens(actor.name)
        by_address[" ".join(names)].append(actor)
        for word in (
            {names[0], names[-1]}
            if actor.kind == "person"
            else set(names) - forms.GENERIC - w.CONNECTORS
        ):
            by_word[actor.kind, word].append(actor)
        if actor.kind != "person" and len(names) > 1:
            for letters in forms.initials(actor.name):
                by_initials[letters].append(actor)
    for group in by_address.values():
        for a, b in combinations(group[:_CROWD], 2):
            yield a, b, "the same as the " + b.kind
    for group in by_word.values():
        if len(group) <= _CROWD:
            for a, b in combinations(group, 2):
                if why := _relation(a, b):
                    yield a, b, why
    for actor in actors:
        if forms.is_acronym(actor.name):
            for long in by_initials.get("".join(forms.tokens(actor.name)), ())[:_CROWD]:
                yield actor, long, "short for"


def _relation(a: Actor, b: Actor) -> str:
    """How two profiles that share a word would be one; nothing where they hardly are."""
    ours, theirs = sorted((forms.tokens(a.name), forms.tokens(b.name)), key=len)
    if len(ours) == 1 and len(theirs) > 1:
        return (
            "a part of the name of"
            if a.kind != "place" and ours[0] in (theirs[0], theirs[-1])
            else ""
        )
    if (
        a.kind == "person"
        and ours[-1] == theirs[-1]
        and (ours[0].startswith(theirs[0]) or theirs[0].startswith(ours[0]))
    ):
        return "another form of the name of"
    if ratio(" ".join(ours), " ".join(theirs)) >= _ALIKE and not any(
        c.isdigit() for c in a.name + b.name
    ):
        return "another spelling of"
    return ""


def _different(corpus: _Corpus) -> Iterator[Question]:
    """Persons of one name whom two briefings describe in words that have nothing in common."""
    for actor in corpus.actors:
        decision = corpus.decided.get(actor.id)
        if actor.kind != "person" or (decision and (decision.pins or decision.name)):
            continue
        told: dict[str, set[str]] = defaultdict(set)
        for role in actor.roles:
            told[corpus.briefing(role.article)] |= (
                set(forms.tokens(role.words)) - w.CONNECTORS - w.TITLE_MODIFIERS
            )
        for one, other in combinations(sorted(told), 2):
            if told[one] and told[other] and not told[one] & told[other]:
                yield _split(corpus, actor, other)
                break


def _read_as_one(corpus: _Corpus) -> Iterator[Question]:
    """Names that are one actor's by their likeness alone."""
    for actor in corpus.actors:
        for join in actor.joins:
            name, other = sorted(
                (join.name, join.other),
                key=lambda words: (slug(words) == actor.id, words == actor.name),
            )
            refs = {
                words: [r for r in actor.mentions if _words(corpus, r) == words]
                for words in (name, other)
            }
            yield Question(
                "different",
                2 * len(refs[name]),
                f"Is “{name}” somebody else than “{other}”? They were read as one: {join.how}.",
                (*corpus.sentences(refs[name], 1), *corpus.sentences(refs[other], 1)),
                _entry(actor.id, f"name: {quoted(other)}\ndifferent: [{quoted(name)}]"),
                _entry(actor.id, f"name: {quoted(actor.name)}\nsame: [{quoted(name)}]"),
            )


def _split(corpus: _Corpus, actor: Actor, briefing: str) -> Question:
    there = [r for r in actor.mentions if corpus.briefing(r.article) == briefing]
    roles = [r for r in actor.roles if corpus.briefing(r.article) == briefing]
    others = [r for r in actor.roles if corpus.briefing(r.article) != briefing]
    texts = {(r.article, _words(corpus, r)) for r in there}
    pins = "".join(f"\n  - article: {a}\n    words: {quoted(words)}" for a, words in sorted(texts))
    return Question(
        "different",
        len(there),
        f"Is “{actor.name}” the “{roles[0].words}” somebody else than the “{others[0].words}”?",
        (
            corpus.sentence(roles[0].article, roles[0].span),
            corpus.sentence(others[0].article, others[0].span),
        ),
        _entry(f"{actor.id}-{slug(roles[0].words)}", f"kind: person\npins:{pins}"),
        _entry(actor.id, f"name: {quoted(actor.name)}"),
    )


def _words(corpus: _Corpus, ref: MentionRef) -> str:
    return corpus.found[ref.article].mentions[ref.index].span.of(corpus.articles[ref.article].text)


def _kinds(corpus: _Corpus) -> Iterator[Question]:
    for actor in corpus.cast.actors.values():
        decision = corpus.decided.get(actor.id)
        if decision and decision.kind:
            continue
        kinds: dict[str, list[MentionRef]] = defaultdict(list)
        for ref in actor.mentions:
            kinds[corpus.found[ref.article].mentions[ref.index].kind].append(ref)
        counts = Counter({k: len(refs) for k, refs in kinds.items()})
        if len(counts) < 2 or counts[actor.kind] >= _SURE * counts.total():
            continue
        second = next(k for k, _ in counts.most_common() if k != actor.kind)
        yield Question(
            "kind",
            counts.total(),
            f"Is “{actor.name}” {_a(actor.kind)} or {_a(second)}?",
            (*corpus.sentences(kinds.get(actor.kind, ()), 1), *corpus.sentences(kinds[second], 1)),
            _entry(actor.id, f"kind: {actor.kind}"),
            _entry(actor.id, f"kind: {second}"),
        )


def _profiles(corpus: _Corpus) -> Iterator[Question]:
    """Names under which somebody is quoted, and that are nobody's."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for article, one in corpus.pairs():
        for quote in one.quotes:
            if quote.speaker is not None and quote.mention is None:
                match = _NAME.search(article.text, quote.speaker.start, quote.speaker.end)
                if match and not any(m.span.overlaps(Span(*match.span())) for m in one.mentions):
                    found[match[0]].append(corpus.sentence(article.id, quote.speaker))
    for name, evidence in sorted(found.items()):
        kind = "organization" if forms.tokens(name)[-1] in w.ORGANIZATION_HEADS else "person"
        what = f"Who is “{name}”, who is quoted and has no profile?"
        entry = _entry(slug(name), f"name: {quoted(name)}\nkind: {kind}")
        yield Question("profile", 2 * len(evidence), what, tuple(evidence[:2]), entry)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _entry(id_: str, lines: str) -> str:
    """The lines of an entry of actors.yml, without the indentation of the list that it is in."""
    return "\n".join((f"- id: {id_}", *(f"  {line}" for line in lines.split("\n"))))
