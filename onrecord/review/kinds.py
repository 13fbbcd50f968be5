"""What an actor is: read in two ways, a place that speaks, an organization called he, a verb."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from onrecord.lexicon import gazetteer, words
from onrecord.model import Actor, Kind, MentionRef
from onrecord.read.yamlmap import quoted
from onrecord.resolve import forms
from onrecord.review.corpus import Corpus
from onrecord.review.question import Answer, Question, entry, of_kind, with_article

_SURE = 0.8  # share of mentions of one kind from which the kind is not asked for
_VERBS = words("identity.verbs")
_PERSONAL = words("identity.personal_pronouns")


def two_kinds(corpus: Corpus) -> Iterator[Question]:
    """Mentions of one actor that are read as two kinds."""
    for actor in corpus.cast.actors.values():
        kinds: dict[Kind, list[MentionRef]] = defaultdict(list)
        for ref in actor.mentions:
            kinds[corpus.mention(ref).kind].append(ref)
        counts = Counter({k: len(refs) for k, refs in kinds.items()})
        if _is_decided(corpus, actor) or len(counts) < 2:
            continue
        if counts[actor.kind] >= _SURE * counts.total():
            continue
        second = next(k for k, _ in counts.most_common() if k != actor.kind)
        yield Question(
            "kind",
            counts.total(),
            f"Is “{actor.name}” {with_article(actor.kind)} or {with_article(second)}?",
            (*corpus.sentences(kinds.get(actor.kind, ()), 1), *corpus.sentences(kinds[second], 1)),
            of_kind(actor.id, actor.kind, second),
        )


def speaking_places(corpus: Corpus) -> Iterator[Question]:
    """A place whose words are quoted, and that is no country or city, which speak by their
    governments.
    """
    for actor in corpus.actors:
        said = [s for s in corpus.said.get(actor.id, ()) if s.quote.kind != "indirect"]
        if actor.kind == "place" and said and not _is_decided(corpus, actor):
            if gazetteer.place(actor.name) in ("country", "region", "city"):
                continue
            yield Question(
                "speaking place",
                len(said),
                f"Is “{actor.name}”, which speaks, a place?",
                tuple(corpus.sentence(s.article, s.quote.span) for s in said[:2]),
                of_kind(actor.id, "person", "organization", "place"),
            )


def called_he(corpus: Corpus) -> Iterator[Question]:
    """An organization or a place for which "he" or "she" stands."""
    for actor in corpus.actors:
        if actor.kind == "person" or _is_decided(corpus, actor):
            continue
        refs = [
            ref
            for ref in corpus.stand_ins.get(actor.id, ())
            if corpus.words(ref).lower() in _PERSONAL
        ]
        if refs:
            pronoun = corpus.words(refs[0]).lower()
            yield Question(
                "called he",
                len(actor.mentions) + len(refs),
                f"Is “{actor.name}”, called “{pronoun}”, {with_article(actor.kind)}?",
                (*corpus.sentences(actor.mentions, 1), *corpus.sentences(refs, 1)),
                of_kind(actor.id, "person", actor.kind),
            )


def verbs(corpus: Corpus) -> Iterator[Question]:
    """A name with the verb of a headline in it."""
    for actor in corpus.actors:
        decision = corpus.decided.get(actor.id)
        found = sorted(set(forms.tokens(actor.name)) & _VERBS)
        if found and actor.kind == "person" and not (decision and decision.name):
            yield Question(
                "verb",
                len(actor.mentions) + len(corpus.said.get(actor.id, ())),
                f"Is “{actor.name}” a name, or is “{found[0]}” a verb in it?",
                corpus.sentences(actor.mentions),
                (
                    Answer("h", "no name: hide it", entry(actor.id, "hide: true")),
                    Answer("k", "a name", entry(actor.id, f"name: {quoted(actor.name)}")),
                ),
            )


def _is_decided(corpus: Corpus, actor: Actor) -> bool:
    decision = corpus.decided.get(actor.id)
    return decision is not None and decision.kind is not None
