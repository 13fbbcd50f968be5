"""All that is known of a project at a moment, and how the next moment's is reached: what was read,
found and thought over before is kept as long as nothing changed that it goes by.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from onrecord.annotate.cache import Cache
from onrecord.annotate.choices import things_around
from onrecord.annotate.corpus import Means, dated
from onrecord.annotate.pipeline import annotate, known_names, load
from onrecord.correct import correct
from onrecord.model import Annotations, Article, Cast, Content, Problem, Span
from onrecord.problems import fatal
from onrecord.read.content import read
from onrecord.read.readers import read_source
from onrecord.read.readers.draft import Draft
from onrecord.read.settings import Project
from onrecord.resolve import Known, said, who_is_who
from onrecord.resolve.kept import Kept
from onrecord.stages import annotations_of
from onrecord.weights import find_model


@dataclass(frozen=True, slots=True)
class State:
    """All that is known at a moment; never changed, only exchanged."""

    content: Content
    found: tuple[Annotations, ...]  # before corrections, in step with the articles
    annotations: tuple[Annotations, ...]
    cast: Cast
    problems: tuple[Problem, ...]

    @property
    def by_id(self) -> dict[str, tuple[Article, Annotations]]:
        pairs = zip(self.content.articles, self.annotations, strict=True)
        return {a.id: (a, found) for a, found in pairs}


class Reader:
    """Reads a project, again and again."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._model = find_model(project.model)
        self._loading = threading.Lock()
        self._nlp: Any = None  # the model, loaded when it is first needed
        self._drafts: dict[str, tuple[bytes, Draft | None, list[Problem]]] = {}
        self._raw: tuple[Article, ...] = ()  # as last read, without the days that only texts say
        self._kept = Kept()
        self._known: tuple[object, Known, tuple[Annotations, ...]] | None = None

    def first(self) -> State:
        """What is known at the start."""
        content, problems = read(self.project.root, self.project.skip, self._source)
        means = Means(self._model, self.project.patience)
        found, *_ = annotations_of(content, self.project, means, _Silent())
        return self._stated(content, found, problems)

    def next(self, before: State) -> State:
        """What is known now; what was before, with other problems, where something is wrong."""
        content, problems = read(self.project.root, self.project.skip, self._source)
        if fatal(problems):
            return replace(before, problems=problems)
        return self._stated(content, self._found(content, before), problems)

    def things(self, text: str, sentence: Span, number: Span) -> tuple[Span, ...]:
        """The noun phrases of a sentence, those nearest to a number first."""
        return things_around(self.model(), text, sentence, number)

    def model(self) -> Any:
        """The model; loading it takes seconds."""
        with self._loading:
            self._nlp = self._nlp or load(self._model)
            return self._nlp

    def _source(self, raw: bytes, name: str, problems: list[Problem]) -> Draft | None:
        """A source as it was read before, where its file holds the same."""
        old = self._drafts.get(name)
        if old is None or old[0] != raw:
            ours: list[Problem] = []
            old = self._drafts[name] = raw, read_source(raw, name, ours), ours
        problems += old[2]
        return old[1]

    def _found(self, content: Content, before: State) -> list[Annotations]:
        """The annotations of all articles; those that were read already are kept in memory."""
        known = known_names(content.decisions)
        same = known == known_names(before.content.decisions)
        cache = Cache(self.project.cache, self._model, known, self.project.shared is not None)
        kept = dict(zip(self._raw, before.found, strict=True)) if same else {}
        found: dict[str, Annotations] = {}
        new: list[Article] = []
        for article in content.articles:
            old = kept.get(article) or cache.get(article)
            if old is None:
                new.append(article)
            else:
                found[article.id] = old
        if new:
            for article, one in zip(new, annotate(self.model(), new, known), strict=True):
                cache.put(article, one)
                found[article.id] = one
        return [found[a.id] for a in content.articles]

    def _stated(
        self, content: Content, found: Sequence[Annotations], problems: Iterable[Problem]
    ) -> State:
        self._raw = content.articles
        whole = dated(content, found)
        annotations, clashes = correct(whole.articles, found, whole.corrections)
        cast = self._cast(whole, annotations)
        every = (*problems, *clashes, *cast.problems)
        return State(whole, tuple(found), tuple(annotations), cast, every)

    def _cast(self, content: Content, annotations: Sequence[Annotations]) -> Cast:
        """Who is who: thought over only where mentions or decisions on actors changed."""
        asked = (content.decisions, content.articles, [id(one.mentions) for one in annotations])
        if self._known is None or self._known[0] != asked:
            known = who_is_who(content.articles, annotations, content.decisions, self._kept)
            # the annotations are kept too, so that no other mentions can have their places
            self._known = (asked, known, tuple(annotations))
        return said(self._known[1], content.articles, annotations)


class _Silent:
    """Says nothing while something is done."""

    def stage(self, name: str, /) -> None:
        """A stage begins."""

    @contextmanager
    def articles(
        self, articles: Sequence[Article], patience: int, /
    ) -> Iterator[Callable[[Article], None]]:
        yield lambda article: None
