"""One profile that may be two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from onrecord.lexicon import namewords as w
from onrecord.model import Actor, Join
from onrecord.read.yamlmap import quoted
from onrecord.resolve import forms
from onrecord.resolve.rules import SPELLINGS
from onrecord.review.corpus import Corpus
from onrecord.review.question import Answer, Question, entry
from onrecord.slug import slug


def spelt(corpus: Corpus) -> Iterator[Question]:
    """Names that are one actor's as two spellings: which of them is right?"""
    for actor, join in _joins(corpus, likeness=True):
        yield _merged(
            corpus,
            actor,
            join,
            "spelt",
            f"Which is right, “{join.other}” or “{join.name}”? They were read as one: {join.how}.",
            (
                Answer("1", f"one, “{join.other}”", _named(actor, join.other, join.name)),
                Answer("2", f"one, “{join.name}”", _named(actor, join.name, join.other)),
            ),
        )


def abbreviated(corpus: Corpus) -> Iterator[Question]:
    """Names that are one actor's by initials or by a part: is the one the other?"""
    for actor, join in _joins(corpus, likeness=False):
        yield _merged(
            corpus,
            actor,
            join,
            "abbreviated",
            f"Is “{join.name}” “{join.other}”? They were read as one: {join.how}.",
            (Answer("y", "yes, the same", _named(actor, actor.name, join.name)),),
        )


def _joins(corpus: Corpus, likeness: bool) -> Iterator[tuple[Actor, Join]]:
    for actor in corpus.actors:
        for join in actor.joins:
            if join.how.startswith(SPELLINGS) is likeness:
                names = sorted(
                    (join.name, join.other),
                    key=lambda words: (slug(words) == actor.id, words == actor.name),
                )
                yield actor, Join(names[0], names[1], join.how)


def _merged(
    corpus: Corpus, actor: Actor, join: Join, sort: str, what: str, one: tuple[Answer, ...]
) -> Question:
    short = [r for r in actor.mentions if corpus.words(r) == join.name]
    long = [r for r in actor.mentions if corpus.words(r) == join.other]
    lines = f"name: {quoted(join.other)}", f"different: [{quoted(join.name)}]"
    two = Answer("n" if sort == "abbreviated" else "d", "no, two", entry(actor.id, *lines))
    evidence = (*corpus.sentences(short, 1), *corpus.sentences(long, 1))
    return Question(sort, len(short), what, evidence, (*one, two))


def _named(actor: Actor, name: str, other: str) -> str:
    same = [f"same: [{quoted(other)}]"] if other != name else []
    return entry(actor.id, f"name: {quoted(name)}", *same)


def namesakes(corpus: Corpus) -> Iterator[Question]:
    """Persons of one name whom two briefings describe in words that have nothing in common."""
    for actor in corpus.actors:
        decision = corpus.decided.get(actor.id)
        if actor.kind != "person" or (decision and (decision.pins or decision.name)):
            continue
        told: dict[str, set[str]] = defaultdict(set)
        for role in actor.roles:
            words = set(forms.tokens(role.words)) - w.CONNECTORS - w.TITLE_MODIFIERS
            told[corpus.briefing(role.article)] |= words
        for one, other in combinations(sorted(told), 2):
            if told[one] and told[other] and not told[one] & told[other]:
                yield _split(corpus, actor, other)
                break


def _split(corpus: Corpus, actor: Actor, briefing: str) -> Question:
    there = [r for r in actor.mentions if corpus.briefing(r.article) == briefing]
    role = next(r for r in actor.roles if corpus.briefing(r.article) == briefing)
    other = next(r for r in actor.roles if corpus.briefing(r.article) != briefing)
    texts = sorted({(r.article, corpus.words(r)) for r in there})
    pins = [x for a, words in texts for x in (f"  - article: {a}", f"    words: {quoted(words)}")]
    new = f"{actor.id}-{slug(role.words)}"
    return Question(
        "namesakes",
        len(there),
        f"Is “{actor.name}” the “{role.words}” somebody else than the “{other.words}”?",
        (corpus.sentence(role.article, role.span), corpus.sentence(other.article, other.span)),
        (
            Answer("y", "yes, two", entry(new, "kind: person", "pins:", *pins)),
            Answer("n", "no, one", entry(actor.id, f"name: {quoted(actor.name)}")),
        ),
    )
