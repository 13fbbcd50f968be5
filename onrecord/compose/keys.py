"""What pages are made of, as digests: a page of which nothing has changed need not be made again.

A key holds all that a page can show, and rather more than less: of a source everything, whatever of
it a page has. What only one kind of page shows is put beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.decided import decisions_on
from onrecord.kept import digest
from onrecord.pages import FigureItem, QuoteItem, SourceItem


def read_as(corpus: Corpus, source: Source) -> str:
    """Of a source all that is known of it and of the actors in it, beside what its quotes and its
    figures say among those of others.
    """
    id_, found = source.article.id, source.found
    whom = [actor and corpus.told(actor.id) for actor in corpus.actors_in(source)]
    say = [
        actor and corpus.told(actor.id)
        for actor in (corpus.speaker(source, i) for i in range(len(found.quotes)))
    ]
    give = [corpus.sayer(source, i) for i in range(len(found.figures))]
    corrections = corpus.corrections_of.get(id_, ())
    decided = decisions_on(corpus, source) if corrections else ()
    publisher = corpus.publisher(source)
    called = source.name, source.short_title
    return digest(source.article, found, called, whom, say, give, corrections, decided, publisher)


def shown_as(
    read: str, item: SourceItem, quotes: Sequence[QuoteItem], figures: Sequence[FigureItem]
) -> str:
    """Of a source all that any page can show."""
    return digest(read, item, quotes, figures) if read else ""


def page_key(kind: str, *values: object, of: Sequence[str] = ()) -> str:
    """Of a page of these values and of things with keys of their own; "" where one has none."""
    return digest(kind, values, of) if all(of) else ""
