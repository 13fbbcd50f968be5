"""What editors decided, as pages say it: "by an editor: its posts (ines, 6 May 2031)"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.wording import day, period
from onrecord.model import (
    ComparedAs,
    Correction,
    DayAs,
    FactsAs,
    FigureAs,
    NameAs,
    PartAs,
    QuoteAs,
    RoleAs,
    Ruling,
)
from onrecord.pages import DecisionItem

_PARTS = {"title": "the headline", "chrome": "not the article's: page furniture"}
_KINDS = {"direct": "in these words", "partial": "a part of a sentence", "indirect": "reported"}
_GONE = {
    QuoteAs: "no quotation",
    FigureAs: "no figure",
    DayAs: "no day of an event",
    RoleAs: "nobody's role",
    NameAs: "nobody's name",
}


def ruled(ruling: Ruling | None) -> str:
    """That an editor decided, with the reason, who and when as far as that is written; "" for
    None.
    """
    if ruling is None:
        return ""
    who = ", ".join(x for x in (ruling.by, day(ruling.date) if ruling.date else "") if x)
    told = f"{ruling.why} ({who})" if ruling.why and who else ruling.why or who
    return f"by an editor: {told}" if told else "by an editor"


def decisions_on(corpus: Corpus, source: Source) -> tuple[DecisionItem, ...]:
    """All that editors decided on a source, in the order of its text."""
    items = list(_items(corpus, source))
    return tuple(item for _, item in sorted(items, key=lambda pair: pair[0]))


def facts_by(corpus: Corpus, source: Source) -> Callable[[str], str]:
    """That an editor states a fact of a source, by the fact's name; "" for the others."""
    ours = [c for c in corpus.corrections_of.get(source.article.id, ()) if isinstance(c, FactsAs)]
    return lambda fact: next((ruled(c.ruling) for c in ours if getattr(c, fact)), "")


def _items(corpus: Corpus, source: Source) -> Iterator[tuple[int, DecisionItem]]:
    id_ = source.article.id
    for c in corpus.corrections_of.get(id_, ()):
        for here in _of(c, id_):
            says = " ".join(x for x in _says(corpus, c, here) if x)
            words = here.span.on_one_line(source.text)
            place = source.place(here.span) if words else None
            yield here.span.start, DecisionItem(words, says, ruled(c.ruling), place)


def _of(c: Correction, article: str) -> Iterable[Correction]:
    """The correction where it is of an article; of a comparison each figure that is."""
    every = (c, *c.others) if isinstance(c, ComparedAs) else (c,)
    return (one for one in every if one.article == article)


def _says(corpus: Corpus, c: Correction, here: Correction) -> Iterator[str]:
    """What a decision says of its words."""
    if isinstance(c, ComparedAs):
        yield "not the same thing as" if c.gone else "the same thing as"
        every = (c, *c.others)
        yield ", ".join(
            f"“{o.span.on_one_line(corpus.sources[o.article].text)}” in"
            f" {corpus.sources[o.article].name}"
            for o in every
            if o.article in corpus.sources
            if o.span != here.span or o.article != here.article
        )
    elif c.gone:
        yield _GONE[type(c)]
    elif isinstance(c, FactsAs):
        told = (
            ("title", c.title),
            ("publisher", c.publisher),
            ("author", c.author),
            ("url", c.url),
        )
        said = [f"{key}: {value}" for key, value in told if value]
        said += [f"dated: {day(c.published)}"] if c.published else []
        yield "; ".join(said)
    elif isinstance(c, PartAs):
        yield _PARTS.get(c.kind, f"a {c.kind}")
    elif isinstance(c, DayAs) and c.start and c.end:
        yield period((c.start, c.end))
    elif isinstance(c, RoleAs):
        yield f"the role of {c.of}"
    elif isinstance(c, NameAs):
        yield c.actor
    elif isinstance(c, QuoteAs):
        yield "a quotation"
        yield {None: "", "": "of nobody named"}.get(c.speaker, f"of {c.speaker}")
        yield _KINDS.get(c.kind or "", "")
    elif isinstance(c, FigureAs):
        yield from _of_figure(c)


def _of_figure(c: FigureAs) -> Iterator[str]:
    if c.key is not None:
        yield "a key figure" if c.key else "no key figure"
    else:
        yield "a figure"
    if c.value is not None:
        low, high = c.value
        yield f"of {low:g}" + (f" to {high:g}" if high != low else "")
    if c.unit:
        yield f"in {c.unit}"
    if c.says is not None:
        yield f"by {c.says or 'the article itself'}"
