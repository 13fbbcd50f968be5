"""Who speaks: somebody without a profile, or somebody whom the text hardly shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from onrecord.lexicon import namewords as w
from onrecord.model import Actor, MentionRef, Span
from onrecord.read.yamlmap import quoted
from onrecord.resolve import forms
from onrecord.resolve.editors import occurrences
from onrecord.review.corpus import Corpus, Said
from onrecord.review.question import Answer, Evidence, Question, entry
from onrecord.slug import slug

_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:[a-z]{2,3} )?[A-Z][\w’'-]+)+")
_HIGH = 3  # quotations of an article that stand high on its page
_RIVALS = 3  # answers that are offered


def nobodys(corpus: Corpus) -> Iterator[Question]:
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
        lines = entry(slug(name), f"name: {quoted(name)}", f"kind: {kind}")
        yield Question(
            "profile",
            len(evidence),
            f"Who is “{name}”, who is quoted and has no profile?",
            tuple(evidence[:2]),
            (Answer("y", f"{'an' if kind[0] == 'o' else 'a'} {kind} of this name", lines),),
        )


def doubtful(corpus: Corpus) -> Iterator[Question]:
    """A description or a pronoun that is read as somebody, with little to show for it, and whose
    words stand high on a page.
    """
    for id_, said in corpus.said.items():
        for one in said:
            if one.quote.mention is None or one.quote.decided:
                continue
            ref = MentionRef(one.article, one.quote.mention)
            low = one.quote.confidence == "unsure" and one.nth < _HIGH
            if low and one.quote.kind != "indirect" and corpus.mention(ref).form != "name":
                yield _who_speaks(corpus, corpus.cast.actors[id_], one, ref)


def _who_speaks(corpus: Corpus, actor: Actor, said: Said, ref: MentionRef) -> Question:
    text, span = corpus.articles[ref.article].text, corpus.mention(ref).span
    words = span.of(text)
    nth = [*occurrences(text, words)].index(span.start) + 1
    pin = ("pins:", f"  - article: {ref.article}", f"    words: {quoted(words)}", f"    nth: {nth}")
    rivals = [actor, *_rivals(corpus, actor, ref)][:_RIVALS]
    return Question(
        "doubtful speaker",
        _HIGH - said.nth,
        f"Who is “{words}”, who says “{said.quote.span.on_one_line(text)}”? "
        f"Read as “{actor.name}”.",
        (corpus.sentence(ref.article, span),),
        tuple(
            Answer(str(n), rival.name, entry(rival.id, *pin)) for n, rival in enumerate(rivals, 1)
        ),
    )


def _rivals(corpus: Corpus, actor: Actor, ref: MentionRef) -> Iterator[Actor]:
    """Other persons named before a mention, the nearest first."""
    seen = {actor.id}
    for i in range(ref.index - 1, -1, -1):
        id_ = corpus.cast.actor_of.get(MentionRef(ref.article, i), "")
        other = corpus.cast.actors.get(id_)
        if other is not None and other.kind == actor.kind and id_ not in seen:
            seen.add(id_)
            yield other
