"""Single items that are unsure: who says a quotation, whether figures are of one thing, what is a
figure, a day, a role, a paragraph, a headline. The answers are lines of `corrections.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.compare import compare
from onrecord.model import Annotations, Article, FigureRef, MentionRef, QuoteRef, Span
from onrecord.read.sorts import COMPARE, NOBODY
from onrecord.review.corpus import Corpus
from onrecord.review.question import Answer, Question, anchored, of_figures, on_item

_HIGH = 3  # quotations of an article that stand high on its page
_RIVALS = 3  # actors that are offered
_KEY = 0.5  # of `Figure.key`: from there on a page shows it first
_FAR = 400  # days between an article and a day that it hardly tells of
_LONG = 240  # characters of page chrome that may be the article's own
_HEADLINE = 140  # characters of a line that may be one
_ROLE = 9  # words of a role that may be a clause


def unsure_speakers(corpus: Corpus) -> Iterator[Question]:
    """A quotation high on its page that is given to a name, or to nobody, with little to show."""
    for article, one in corpus.pairs():
        for n, quote in enumerate(one.quotes[:_HIGH]):
            if quote.decided or quote.kind == "indirect" or quote.confidence != "unsure":
                continue
            if quote.mention is not None and one.mentions[quote.mention].form != "name":
                continue  # whom a pronoun means is asked for the pronoun
            now = corpus.speaker(QuoteRef(article.id, n))
            others = [a for a in _before(corpus, article, one, quote.span) if a != now][:_RIVALS]
            base = anchored("quote", article, quote.span)
            who = [*([now] if now else []), *others]
            answers = [
                on_item(str(i), corpus.cast.actors[id_].name, article, {**base, "speaker": name})
                for i, id_ in enumerate(who, 1)
                for name in [corpus.cast.actors[id_].name]
            ]
            gone = anchored("not a quote", article, quote.span)
            answers += [
                on_item("n", "nobody is named", article, {**base, "speaker": NOBODY}),
                on_item("x", "not a quotation", article, gone),
            ]
            read = f"Read as {corpus.cast.actors[now].name}." if now else "Read as nobody named."
            words = quote.span.on_one_line(article.text)
            yield Question(
                "speaker",
                _HIGH - n,
                f"Who says “{words}”? {read}",
                (corpus.sentence(article.id, quote.span),),
                tuple(answers),
            )


def _before(corpus: Corpus, article: Article, one: Annotations, span: Span) -> Iterator[str]:
    """The persons and bodies named before a span, the nearest first, then those behind it."""
    before = [i for i, m in enumerate(one.mentions) if m.span.start < span.start]
    behind = [i for i, m in enumerate(one.mentions) if m.span.start >= span.end]
    seen = set[str]()
    for i in (*reversed(before), *behind):
        id_ = corpus.cast.actor_of.get(MentionRef(article.id, i), "")
        actor = corpus.cast.actors.get(id_)
        if actor is not None and actor.kind in ("person", "organization") and id_ not in seen:
            seen.add(id_)
            yield id_


def disagreements(corpus: Corpus) -> Iterator[Question]:
    """Figures that pages say to differ: are they of one thing?"""
    for briefing in corpus.briefings:
        here = [i for i in briefing.sources if i in corpus.articles]
        articles, found = [corpus.articles[i] for i in here], [corpus.found[i] for i in here]
        for compared in compare(articles, found, corpus.cast, corpus.corrections):
            if compared.outcome != "differ" or compared.decided:
                continue
            refs = [r.figures[0] for r in compared.readings]
            said = of_figures((corpus.articles[r.article], _number(corpus, r)) for r in refs)
            first = corpus.articles[refs[0].article]
            yield Question(
                "disagreement",
                len(refs),
                f"Are these of one thing, “{compared.what}”? Pages say that they differ.",
                tuple(corpus.sentence(r.article, _number(corpus, r)) for r in refs),
                (
                    on_item("y", "yes, they differ", first, {"same": said}, COMPARE),
                    on_item("n", "no, of two things", first, {"different": said}, COMPARE),
                ),
            )


def _number(corpus: Corpus, ref: FigureRef) -> Span:
    return corpus.found[ref.article].figures[ref.index].span


def key_figures(corpus: Corpus) -> Iterator[Question]:
    """A figure that stands first, and of which the text does not say what it counts."""
    for article, one in corpus.pairs():
        for figure in one.figures:
            if figure.key < _KEY or figure.what or figure.decided:
                continue
            base = anchored("figure", article, figure.span)
            gone = anchored("not a figure", article, figure.span)
            yield Question(
                "key figure",
                1,
                f"Is “{figure.span.on_one_line(article.text)}”, of nothing that is named, "
                "a key figure?",
                (corpus.sentence(article.id, figure.span),),
                (
                    on_item("k", "yes", article, {**base, "key": True}),
                    on_item("n", "a figure, no key one", article, {**base, "key": False}),
                    on_item("x", "not a figure", article, gone),
                ),
            )


def far_days(corpus: Corpus) -> Iterator[Question]:
    """A day far from the article's own."""
    for article, one in corpus.pairs():
        for time in one.times:
            published = article.published
            if time.decided or published is None or (time.end - time.start).days > 0:
                continue
            if abs((time.start - published).days) > _FAR and time.start.year > 1900:
                words = time.span.on_one_line(article.text)
                sure = {**anchored("day", article, time.span), "is": time.start.isoformat()}
                yield Question(
                    "day",
                    1,
                    f"Did anything happen on “{words}”, read as {time.start}?",
                    (corpus.sentence(article.id, time.span),),
                    (
                        on_item("y", "yes, on that day", article, sure),
                        on_item("x", "no", article, anchored("not a day", article, time.span)),
                    ),
                )


def long_roles(corpus: Corpus) -> Iterator[Question]:
    """What is called a role and has the length of a clause."""
    for actor in corpus.actors:
        for role in actor.roles:
            if role.decided or len(role.words.split()) < _ROLE:
                continue
            article = corpus.articles[role.article]
            sure = {**anchored("role", article, role.span), "of": actor.name}
            yield Question(
                "role",
                1,
                f"Is “{role.words}” what “{actor.name}” is?",
                (corpus.sentence(role.article, role.span),),
                (
                    on_item("y", "yes", article, sure),
                    on_item("x", "no", article, anchored("not a role", article, role.span)),
                ),
            )


def long_chrome(corpus: Corpus) -> Iterator[Question]:
    """A paragraph that is left out as page furniture, and is as long as prose."""
    for article, one in corpus.pairs():
        said = {b.span for b in article.blocks_as}
        for block in one.blocks:
            decided = any(s.overlaps(block.span) for s in said)
            if block.kind != "chrome" or decided or block.span.end - block.span.start < _LONG:
                continue
            yield Question(
                "furniture",
                3,
                f"Is “{_cut(block.span.on_one_line(article.text))}” the article’s own?",
                (corpus.sentence(article.id, block.span),),
                tuple(_parts(article, block.span, ("p", "paragraph"), ("c", "chrome"))),
            )


def headlines(corpus: Corpus) -> Iterator[Question]:
    """An article without a headline: is it the first line?"""
    for article, one in corpus.pairs():
        if one.title is not None or article.title or not one.blocks:
            continue
        first = next((b.span for b in one.blocks if b.kind != "chrome"), one.blocks[0].span)
        line = first.of(article.text)
        prose = len(one.blocks) < 2 or len(line) > _HEADLINE or line.rstrip().endswith(".")
        if prose or any(d.span.overlaps(first) for d in article.blocks_as):
            continue
        yield Question(
            "headline",
            2,
            f"Is “{_cut(first.on_one_line(article.text))}” the headline?",
            (corpus.sentence(article.id, first),),
            tuple(_parts(article, first, ("h", "headline"), ("p", "paragraph"))),
        )


def _parts(article: Article, span: Span, *sorts: tuple[str, str]) -> Iterator[Answer]:
    """An answer for each of some kinds of a block, by its first words."""
    words = span.of(article.text)[:80]
    end = span.start + (len(words) if len(words) < 80 else max(words.rfind(" "), 1))
    for key, sort in sorts:
        yield on_item(key, f"a {sort}", article, anchored(sort, article, Span(span.start, end)))


def _cut(words: str) -> str:
    return words if len(words) <= 90 else words[:88].rsplit(" ", 1)[0] + " …"
