"""What the questions are asked of: the articles, what was found in them, and who is who."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.model import (
    Actor,
    Annotations,
    Article,
    Cast,
    Content,
    Decision,
    Mention,
    MentionRef,
    Quote,
    QuoteRef,
    Span,
)
from onrecord.review.question import Evidence


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation, and its place among those of its article."""

    article: str
    quote: Quote
    nth: int  # from 0


class Corpus:
    """All that is known when the questions are put."""

    def __init__(self, content: Content, annotations: Sequence[Annotations], cast: Cast) -> None:
        self.cast = cast
        self.decided: dict[str, Decision] = {d.id: d for d in content.decisions}
        self.found = {f.article: f for f in annotations}
        self.articles = {a.id: a for a in content.articles}
        self.briefings, self.corrections = content.briefings, content.corrections
        self.actors = [a for a in cast.actors.values() if a.kind != "group"]

    @cached_property
    def said(self) -> dict[str, list[Said]]:
        """The quotations of each actor, by its id."""
        found: dict[str, list[Said]] = defaultdict(list)
        for id_, one in self.found.items():
            for n, quote in enumerate(one.quotes):
                actor = self.speaker(QuoteRef(id_, n))
                if actor is not None:
                    found[actor].append(Said(id_, quote, n))
        return found

    def speaker(self, ref: QuoteRef) -> str | None:
        """Whose words a quotation is, by an editor or as found."""
        if ref in self.cast.said_by:
            return self.cast.said_by[ref]
        mention = self.found[ref.article].quotes[ref.index].mention
        if mention is None:
            return None
        return self.cast.actor_of.get(MentionRef(ref.article, mention))

    @cached_property
    def stand_ins(self) -> dict[str, list[MentionRef]]:
        """The pronouns and descriptions of each actor, by its id."""
        found: dict[str, list[MentionRef]] = defaultdict(list)
        for ref, actor in self.cast.actor_of.items():
            if self.mention(ref).form != "name":
                found[actor].append(ref)
        return found

    def pairs(self) -> Iterator[tuple[Article, Annotations]]:
        for id_, article in self.articles.items():
            yield article, self.found[id_]

    def mention(self, ref: MentionRef) -> Mention:
        return self.found[ref.article].mentions[ref.index]

    def words(self, ref: MentionRef) -> str:
        return self.mention(ref).span.of(self.articles[ref.article].text)

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
            found[self.sentence(ref.article, self.mention(ref).span)] = None
            if len(found) == most:
                break
        return tuple(found)

    def may_be_one(self, a: Actor, b: Actor) -> bool:
        """Whether no editor has said that the two are different."""
        for one, other in ((a, b), (b, a)):
            decision = self.decided.get(one.id)
            if decision and {other.id, other.name, *other.aliases} & set(decision.different):
                return False
        return True
