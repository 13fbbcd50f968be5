"""Quotations as editors decided them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.correct.items import best, clashes
from onrecord.correct.names import BY_EDITOR
from onrecord.correct.numbering import Numbering
from onrecord.model import Annotations, Article, Problem, Quote, QuoteAs, Span
from onrecord.written import as_read

_OPENING, _CLOSING = "“\"«„‘'‹", "”\"»“’'›"


def with_quotes(
    article: Article, found: Annotations, decided: Sequence[QuoteAs], problems: list[Problem]
) -> Annotations:
    """The quotations with what is decided. A decision is of the whole of what a page shows as one
    quotation, from its words on; where those are carried on by others that have a decision of their
    own, the quotation ends before them.
    """
    if not decided:
        return found
    chains = _chains(found.quotes)
    kept = Numbering(found.quotes)
    hit: dict[int, list[QuoteAs]] = {}
    new: list[QuoteAs] = []
    for c in decided:
        at = _item(article.text, found, c.span)
        if at is None:
            new.append(c)
        else:
            hit.setdefault(at, []).append(c)
    for at, rulings in hit.items():
        problems += clashes(rulings)
        root = chains[at]
        members = [i for i in range(at, len(chains)) if chains[i] == root]
        for i in members[: _until(members, hit, at)]:
            _decide(kept, found, i, at, rulings, article.text)
    for c in new:
        if not c.gone:
            kept.put(None, _added(article.text, found, c))
    order, index = kept.ordered(lambda q: (q.span, q.kind))
    quotes = tuple(replace(q, continues=index(q.continues)) for q in order)
    figures = tuple(replace(f, quote=index(f.quote)) for f in found.figures)
    return _with_their_figures(found, replace(found, quotes=quotes, figures=figures))


def _item(text: str, found: Annotations, span: Span) -> int | None:
    """The quotation that some words are of: words in quotation marks are not of a statement that
    is reported around them.
    """
    marked = any(_marks(text, span)) or _inside_marks(text, found, span) != span
    apart = marked and any(q.kind == "indirect" for q in found.quotes)
    fits = [i for i, q in enumerate(found.quotes) if not (apart and q.kind == "indirect")]
    at = best([found.quotes[i] for i in fits], span, lambda q: q.span)
    return None if at is None else fits[at]


def _until(members: Sequence[int], hit: dict[int, list[QuoteAs]], at: int) -> int:
    """How many members of a chain the decision on the first of them is of."""
    for n, i in enumerate(members):
        if i != at and i in hit:
            return n
    return len(members)


def _chains(quotes: Sequence[Quote]) -> list[int]:
    """Of each quotation the index of the first one that it carries on."""
    roots: list[int] = []
    for i, quote in enumerate(quotes):
        before = quote.continues
        roots.append(i if before is None or not 0 <= before < i else roots[before])
    return roots


def _decide(
    kept: Numbering[Quote],
    found: Annotations,
    i: int,
    at: int,
    rulings: Sequence[QuoteAs],
    text: str,
) -> None:
    """Apply the decisions on the quotation at `at` to the one at `i`, which carries it on."""
    old = found.quotes[i]
    if any(c.gone for c in rulings):
        kept.drop(old)
        return
    new = replace(old, decided=rulings[-1].ruling, how=BY_EDITOR, confidence="certain")
    for c in rulings:
        if c.kind:
            new = replace(new, kind=c.kind)
        if c.speaker is not None:
            new = _said_by(new, found, c.speaker, text)
            if i == at and old.continues is not None:
                new = replace(new, continues=None)
        if c.extent and i == at:
            new = _with_marks(replace(new, span=c.extent), text)
    kept.put(old, new)


def _said_by(quote: Quote, found: Annotations, speaker: str, text: str) -> Quote:
    """A quotation in an editor's actor's mouth. The words that name the source stay where they can
    stand for the actor: a pronoun, a description, a part of the name.
    """
    mention = None if quote.mention is None else found.mentions[quote.mention]
    name = mention is not None and mention.form == "name"
    part = quote.speaker is not None and _is_part(quote.speaker.of(text), speaker)
    stays = quote.speaker is not None and (part or not name)
    if stays:
        return replace(quote, said_by=speaker)
    return replace(quote, said_by=speaker, speaker=None, cue=None, mention=None, cue_reads="not")


def _is_part(words: str, name: str) -> bool:
    """Whether words name the actor of a name or an address: they share the last word."""
    ours = as_read(words).casefold().replace("-", " ").split()
    theirs = as_read(name).casefold().replace("-", " ").split()
    return bool(ours and theirs) and ours[-1] == theirs[-1]


def _added(text: str, found: Annotations, c: QuoteAs) -> Quote:
    """A quotation that nothing else finds: of its words, or as far as their quotation marks go."""
    quote = Quote(c.extent or c.span, "direct", how=BY_EDITOR, decided=c.ruling)
    quote = _with_marks(quote, text)
    if not any(quote.marks) and c.extent is None:
        quote = _with_marks(replace(quote, span=_inside_marks(text, found, c.span)), text)
    kind = c.kind or ("direct" if all(quote.marks) else "indirect")
    said_by = c.speaker if c.speaker is not None else ""
    return replace(quote, kind=kind, said_by=said_by, cue_reads="not")


def _inside_marks(text: str, found: Annotations, span: Span) -> Span:
    """The words between the double quotation marks around a span in its block; else the span."""
    block = next((b.span for b in found.blocks if b.span.contains(span)), span)
    start = max((text.rfind(m, block.start, span.start) for m in '“"«„'), default=-1)
    ends = [e for m in '”"»' if (e := text.find(m, span.end, block.end)) >= 0]
    if start < 0 or not ends:
        return span
    closed = any(text.find(m, start + 1, span.start) >= 0 for m in "”»")
    closed |= text[start] == '"' and text.count('"', block.start, span.start) % 2 == 0
    return span if closed else Span(start + 1, min(ends))


def _with_marks(quote: Quote, text: str) -> Quote:
    return replace(quote, marks=_marks(text, quote.span))


def _marks(text: str, span: Span) -> tuple[str, str]:
    """The quotation marks right around a span, empty where not both stand there."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    both = before != "" and after != "" and before in _OPENING and after in _CLOSING
    return (before, after) if both else ("", "")


def _with_their_figures(before: Annotations, after: Annotations) -> Annotations:
    """The figures in quotations: a figure that was its quotation's speaker's is so still."""
    figures = []
    for was, figure in zip(before.figures, after.figures, strict=True):
        old = None if was.quote is None else before.quotes[was.quote]
        here = next(
            (i for i, q in enumerate(after.quotes) if q.span.contains(figure.number)), figure.quote
        )
        quote = None if here is None else after.quotes[here]
        if quote is not None and quote.decided is not None:
            figure = replace(figure, quote=here)
            if old is None or was.mention == old.mention or was.mention is None:
                figure = replace(figure, mention=quote.mention, source=quote.speaker)
                figure = replace(figure, said_by=quote.said_by)
        elif old is not None and quote is None and was.mention == old.mention:
            figure = replace(figure, mention=None, source=None, quote=None)
        figures.append(figure)
    return replace(after, figures=tuple(figures))
