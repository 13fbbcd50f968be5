"""The pipeline: read → annotate → correct → resolve → compose → render → publish."""

from __future__ import annotations

import datetime as dt
import gc
import traceback
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from jinja2 import TemplateError

from onrecord.annotate import corpus
from onrecord.annotate.cache import Cache
from onrecord.annotate.corpus import Means, dated, in_order, not_kept
from onrecord.annotate.pipeline import known_names
from onrecord.compose import compose
from onrecord.compose.compared import Compared
from onrecord.correct import correct
from onrecord.model import Annotations, Content, Problem
from onrecord.pages import Site, WrittenLink
from onrecord.problems import fatal, strictly
from onrecord.publish import locked, publish
from onrecord.read.content import read
from onrecord.read.settings import Project
from onrecord.render import pieces, render
from onrecord.render.search import search_files
from onrecord.resolve import resolve
from onrecord.shares import processes
from onrecord.unchanged import Origin, keep, kept_of, made_of
from onrecord.weights import Model, find_model


class Watch(corpus.Watch, Protocol):
    """Who is told what is done while it is done."""

    def stage(self, name: str, /) -> None:
        """This begins now, and what was before has ended."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a build ended. The site was replaced if none of the problems is more than a warning."""

    problems: tuple[Problem, ...]
    model: Model | None = None
    articles: int = 0
    annotated: int = 0  # of these, not found in the cache
    pages: int = 0
    undated: tuple[str, ...] = ()  # files of sources whose day of publication is not known

    @property
    def good(self) -> bool:
        return not fatal(self.problems)


@dataclass(frozen=True, slots=True)
class Composed:
    """All that pages say, before one is made; no site where something is wrong."""

    problems: tuple[Problem, ...]
    content: Content
    model: Model | None = None
    annotated: int = 0
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """All that is to be published: the files of the docs_dir, by path."""

    problems: tuple[Problem, ...]
    content: Content
    model: Model | None = None
    annotated: int = 0
    pages: Mapping[str, str] = field(default_factory=dict)
    written: tuple[WrittenLink, ...] = ()  # the links in them that people wrote


def build(
    project: Project,
    watch: Watch,
    jobs: int = 0,
    strict: bool = False,
    executor: Executor | None = None,
) -> Result:
    """Build the site of a project. Raises ModelError and OSError where the environment is not fit
    for it. `strict`: a warning is an error. `executor`: annotates, instead of `jobs` processes.

    From the first reading on no other build of the project is at work: what is published last is
    what was read last.
    """
    with locked(project.root, lambda: watch.stage("waiting for another build of this project")):
        return _build(project, made_of(project), watch, jobs, strict, executor)


def _build(
    project: Project,
    of: Origin | None,
    watch: Watch,
    jobs: int,
    strict: bool,
    executor: Executor | None,
) -> Result:
    kept = kept_of(project, of)
    made = composed(project, watch, jobs, strict, executor, kept.compared)
    problems = made.problems
    if made.site is not None:
        watch.stage("publishing")
        kept.compared = made.site.compared
        day, written, jobs = newest(made.content), made.site.written, processes(jobs)
        pages = pieces(made.site, project.templates, kept.templates)
        search = search_files(made.site, kept.words)
        made = replace(made, site=None)  # these alone hold it, and let it go when they are made
        try:
            with _settled():
                found = publish(pages, project, day, written, kept, jobs, search)
            problems = (*problems, *found)
        except Exception as error:  # a template may do anything, divide by zero too
            problems = (*problems, _template_problem(error, project))
    articles = made.content.articles
    undated = tuple(a.file or a.id for a in articles if a.published is None)
    count = sum(path.endswith(".md") for path in kept.docs)
    if of and kept.docs and not fatal(problems) and problems == made.problems:
        keep(project, of, kept, (str(made.model), problems, len(articles), count, undated))
    return Result(problems, made.model, len(articles), made.annotated, count, undated)


def rendered(project: Project, watch: Watch, jobs: int = 0, strict: bool = False) -> Rendered:
    """Everything up to the pages; none where something is wrong that is more than a warning."""
    made = composed(project, watch, jobs, strict)
    if made.site is None:
        return Rendered(made.problems, made.content, made.model, made.annotated)
    problems, pages = made.problems, {}
    try:
        pages = render(made.site, project.templates)
    except Exception as error:
        problems = (*problems, _template_problem(error, project))
    written = made.site.written
    return Rendered(problems, made.content, made.model, made.annotated, pages, written)


def composed(
    project: Project,
    watch: Watch,
    jobs: int = 0,
    strict: bool = False,
    executor: Executor | None = None,
    compared: Compared | None = None,
) -> Composed:
    """Everything up to what pages say. `compared`: comparisons that an earlier build has found."""
    watch.stage("reading")
    content, problems = read(project.root, project.skip)
    problems = strictly(problems, strict)
    if fatal(problems):
        return Composed(problems, content)
    model = find_model(project.model)
    means = Means(model, project.patience, jobs, executor)
    annotations, annotated, kept = annotations_of(content, project, means, watch)
    problems = (*problems, *kept)
    watch.stage("telling who is who")
    with _uncollected():
        content = dated(content, annotations)
        annotations, clashes = correct(content.articles, annotations, content.corrections)
        cast = resolve(content.articles, annotations, content.decisions)
        watch.stage("composing pages")
        site = compose(content, annotations, cast, project.pages, compared)
    problems = (*problems, *strictly((*clashes, *cast.problems, *site.problems), strict))
    return Composed(problems, content, model, annotated, None if fatal(problems) else site)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without a search for garbage, over and over, among what is only growing: no cycles are made
    here, and pages are many.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _settled() -> Iterator[None]:
    """With searches for garbage among what is made from here on alone: all that is there stays."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def annotations_of(
    content: Content, project: Project, means: Means, watch: Watch
) -> tuple[list[Annotations], int, tuple[Problem, ...]]:
    """The annotations of all articles, in step, how many of them had to be found, and what keeps
    them from being kept.
    """
    known = known_names(content.decisions)
    cache = Cache(project.cache, means.model, known, shared=project.shared is not None)
    found, new = in_order(content.articles, means, watch, known, cache)
    cache.prune(content.articles)
    return found, new, not_kept(cache)


def newest(content: Content) -> dt.date | None:
    """The day of the newest thing that the content dates."""
    days = [
        d
        for d in (*(b.date for b in content.briefings), *(a.published for a in content.articles))
        if d
    ]
    return max(days, default=None)


def _template_problem(error: Exception, project: Project) -> Problem:
    """A mistake in a template, with the innermost template's file and line. Raises the error again
    where no template is to blame.
    """
    frames = traceback.extract_tb(error.__traceback__)
    here = [
        (f.filename, f.lineno or 0)
        for f in frames
        if Path(f.filename).is_relative_to(project.templates)
    ]
    if not here and not isinstance(error, TemplateError):
        raise error
    file, line = (
        here[-1]
        if here
        else (getattr(error, "filename", None) or "", getattr(error, "lineno", None) or 0)
    )
    name = (
        Path(file).relative_to(project.root).as_posix()
        if Path(file).is_relative_to(project.root)
        else file
    )
    return Problem(f"the template is wrong: {error}", "", name or "templates", line)
