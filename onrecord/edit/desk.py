"""The desk: all that was found in a project, kept while editors decide, and shown at once.

A decision is written, read again from its file, and laid over what was found; the pages that it is
of (its source, its briefing) are composed and rendered anew. All other pages follow when the whole
site is built, which happens in a process of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.annotate.cache import Cache
from onrecord.annotate.corpus import Means, dated
from onrecord.annotate.pipeline import annotate, known_names, load
from onrecord.compose import pages_of
from onrecord.correct import correct
from onrecord.edit import files
from onrecord.edit.answers import articles_of, file_of, with_actor
from onrecord.edit.entries import Entry, with_entry
from onrecord.model import Annotations, Article, Cast, Content, Problem
from onrecord.problems import fatal
from onrecord.read.content import DECISIONS, read
from onrecord.read.settings import Project
from onrecord.render import render_pages
from onrecord.resolve import Known, said, who_is_who
from onrecord.review import questions
from onrecord.review.question import Question
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


@dataclass(frozen=True, slots=True)
class Written:
    """A write that can be undone: what the file held before and holds now."""

    path: Path
    before: str | None
    after: str
    says: str


class Desk:
    """One project, from the start of `serve --edit` to its end."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lock = threading.RLock()
        self.done: list[Written] = []
        self.version = 0  # goes up with every state
        self.shown: dict[str, str] = {}  # pages that are newer than the built site: path → body
        self._seen: dict[Path, set[str]] = {}  # digests of what we read or wrote ourselves
        self._nlp: Any = None  # the model, loaded when it is first needed
        self._known: tuple[Any, Known, tuple[Annotations, ...]] | None = None
        self._model = find_model(project.model)
        content, problems = read(project.root, project.skip)
        means = Means(self._model, project.patience)
        found, *_ = annotations_of(content, project, means, _Silent())
        self.state = self._stated(content, found, problems)

    # ---- files -------------------------------------------------------------------------------

    def articles_of(self, folder: str) -> dict[str, Article]:
        """The sources of a folder of `briefings/` ("" for the lone ones), by their files' names."""
        return articles_of(self.project.root, self.state.content, folder)

    def digest(self, name: str) -> str:
        """What a file of decisions holds now, to be given back with a decision."""
        path = files.inside(self.project.root, name)
        digest = files.read(path).digest
        self._seen.setdefault(path, set()).add(digest)
        return digest

    def decide(self, name: str, key: str, entry: Entry, seen: str, says: str = "") -> None:
        """Write one decision into a `corrections.yml`; `seen` is the digest of what its editor had
        before them. Raises RefusedError; ChangedError where somebody else has written the file.
        """
        folder = name.rpartition("/")[0]
        articles = self.articles_of(folder)
        self._write(name, lambda text: with_entry(text, key, entry, articles), seen, says)

    def decide_actor(self, lines: str, seen: str, says: str = "") -> None:
        """Add the lines of an entry to `actors.yml`."""
        self._write(DECISIONS, lambda text: with_actor(text, lines), seen, says)

    def _write(self, name: str, edited: Any, seen: str, says: str) -> None:
        path = files.inside(self.project.root, name)
        with self.lock, files.locked(self.project.root):
            before = files.read(path)
            known = self._seen.setdefault(path, set())
            if before.digest != seen and not {before.digest, seen} <= known:
                raise files.ChangedError(name, before)
            after = edited(before.text)
            files.write(path, after)
            known |= {before.digest, files.Text(after).digest}
            sound = not fatal(self.state.problems)
            self.refresh()
            wrong = [p for p in self.state.problems if not p.warning]
            if sound and wrong:  # such as two decisions on one item, in different words of it
                files.write(path, before.text)
                self.refresh()
                raise files.RefusedError(f"not written: {wrong[0].what} — {wrong[0].mend}")
            self.done.append(Written(path, before.text, after, says))

    def undo(self) -> str:
        """Take the last write back; gives what it said. Raises RefusedError."""
        with self.lock, files.locked(self.project.root):
            if not self.done:
                raise files.RefusedError("there is nothing to undo")
            last = self.done[-1]
            now = files.read(last.path)
            if now.text != last.after:
                raise files.ChangedError(last.path.name, now)
            files.write(last.path, last.before)
            self._seen.setdefault(last.path, set()).add(files.Text(last.before).digest)
            self.done.pop()
            self.refresh()
            return last.says

    # ---- state -------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Read what is written, find what has to be found anew; False where nothing is new."""
        with self.lock:
            content, problems = read(self.project.root, self.project.skip)
            if fatal(problems):
                self.state = replace(self.state, problems=problems)
                return False
            before = self.state
            found = self._found(content)
            self.state = self._stated(content, found, problems)
            changed = self.state.content != before.content
            if changed:
                self.version += 1
                self._show(before)
            return changed

    def _found(self, content: Content) -> list[Annotations]:
        """The annotations of all articles; those that were read already are kept in memory."""
        known = known_names(content.decisions)
        names_changed = known != known_names(self.state.content.decisions)
        cache = Cache(self.project.cache, self._model, known, self.project.shared is not None)
        kept = dict(zip(self._raw, self.state.found, strict=True))
        found: dict[str, Annotations] = {}
        new: list[Article] = []
        for article in content.articles:
            old = None if names_changed else kept.get(article)
            old = old or cache.get(article)
            if old is None:
                new.append(article)
            else:
                found[article.id] = old
        if new:
            self._nlp = self._nlp or load(self._model)
            for article, one in zip(new, annotate(self._nlp, new, known), strict=True):
                cache.put(article, one)
                found[article.id] = one
        return [found[a.id] for a in content.articles]

    def _stated(
        self, content: Content, found: Sequence[Annotations], problems: Iterable[Problem]
    ) -> State:
        self._raw = content.articles  # as they were read, without the days that only texts say
        whole = dated(content, found)
        annotations, clashes = correct(whole.articles, found, whole.corrections)
        cast = self._cast(whole, annotations)
        every = (*problems, *clashes, *cast.problems)
        return State(whole, tuple(found), tuple(annotations), cast, every)

    def _cast(self, content: Content, annotations: Sequence[Annotations]) -> Cast:
        """Who is who: thought over only where mentions or decisions on actors changed."""
        asked = (content.decisions, content.articles, [id(one.mentions) for one in annotations])
        if self._known is None or self._known[0] != asked:
            known = who_is_who(content.articles, annotations, content.decisions)
            # the annotations are kept too, so that no other mentions can have their places
            self._known = (asked, known, tuple(annotations))
        return said(self._known[1], content.articles, annotations)

    def _show(self, before: State) -> None:
        """Make the pages of the briefings anew in which something changed."""
        old = before.by_id
        touched = {
            article.briefing
            for article, found in self.state.by_id.values()
            if old.get(article.id) != (article, found)
            or _said(before.cast, article.id) != _said(self.state.cast, article.id)
        }
        ours = _corrections(before.content) ^ _corrections(self.state.content)
        touched |= {c.article.partition("/")[0] for c in ours}
        for slug in filter(None, touched):
            self.shown |= self.bodies(slug)

    def bodies(self, slug: str) -> dict[str, str]:
        """The bodies of the pages of a briefing, by their paths."""
        state = self.state
        pages = pages_of(state.content, state.annotations, state.cast, self.project.pages, slug)
        return render_pages(pages, self.project.pages, self.project.templates)

    def answer(self, id_: str, key: str, seen: str) -> None:
        """Write the answer to an open question. Raises RefusedError."""
        question = next((q for q in self.questions() if q.id == id_), None)
        answer = next((a for a in question.answers if a.key == key), None) if question else None
        if question is None or answer is None:
            raise files.RefusedError("this question is no longer open")
        if not answer.source:
            self.decide_actor(answer.entry, seen, answer.says)
        else:
            self.decide(file_of(answer), answer.under, answer.correction, seen, answer.says)

    def questions(self) -> list[Question]:
        """What is open, the most damaging first."""
        state = self.state
        return questions(state.content, state.annotations, state.cast)


def _said(cast: Cast, article: str) -> Mapping[Any, str | None]:
    return {ref: id_ for ref, id_ in cast.said_by.items() if ref.article == article}


def _corrections(content: Content) -> set[Any]:
    return set(content.corrections)


class _Silent:
    """Says nothing while something is done."""

    def stage(self, name: str, /) -> None:
        """A stage begins."""

    @contextmanager
    def articles(
        self, articles: Sequence[Article], patience: int, /
    ) -> Iterator[Callable[[Article], None]]:
        yield lambda article: None
