"""The pipeline: read → annotate → correct → resolve → compose → render → publish."""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from jinja2 import TemplateError

from onrecord.annotate import corpus
from onrecord.annotate.cache import Cache
from onrecord.annotate.corpus import Means, dated, in_order, not_kept
from onrecord.annotate.pipeline import known_names
from onrecord.compose import compose
from onrecord.correct import correct
from onrecord.model import Annotations, Content, Problem
from onrecord.pages import WrittenLink
from onrecord.problems import fatal, strictly
from onrecord.publish import locked, publish
from onrecord.read.content import read
from onrecord.read.settings import Project
from onrecord.render import render
from onrecord.resolve import resolve
from onrecord.unchanged import Made, keep, made_of, site_digest
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
        of = made_of(project)
        made = rendered(project, watch, jobs, strict, executor)
        return _published(project, of, made, watch)


def _published(project: Project, of: str | None, made: Rendered, watch: Watch) -> Result:
    problems = made.problems
    if not fatal(problems):
        watch.stage("publishing")
        try:
            problems = (
                *problems,
                *publish(made.pages, project, newest(made.content), made.written),
            )
        except Exception as error:
            problems = (*problems, _template_problem(error, project))
    articles = made.content.articles
    undated = tuple(a.file or a.id for a in articles if a.published is None)
    count = sum(path.endswith(".md") for path in made.pages)
    if of and not fatal(problems) and problems == made.problems:
        said = (str(made.model), problems, len(articles), count, undated)
        keep(project, Made(of, site_digest(project.site), *said))
    return Result(problems, made.model, len(articles), made.annotated, count, undated)


def rendered(
    project: Project,
    watch: Watch,
    jobs: int = 0,
    strict: bool = False,
    executor: Executor | None = None,
) -> Rendered:
    """Everything up to the pages; none where something is wrong that is more than a warning."""
    watch.stage("reading")
    content, problems = read(project.root, project.skip)
    problems = strictly(problems, strict)
    if fatal(problems):
        return Rendered(problems, content)
    model = find_model(project.model)
    means = Means(model, project.patience, jobs, executor)
    annotations, annotated, kept = annotations_of(content, project, means, watch)
    problems = (*problems, *kept)
    watch.stage("telling who is who")
    content = dated(content, annotations)
    annotations, clashes = correct(content.articles, annotations, content.corrections)
    cast = resolve(content.articles, annotations, content.decisions)
    watch.stage("composing pages")
    site = compose(content, annotations, cast, project.pages)
    problems = (*problems, *strictly((*clashes, *cast.problems, *site.problems), strict))
    pages: dict[str, str] = {}
    if not fatal(problems):
        try:
            pages = render(site, project.templates)
        except Exception as error:  # a template may do anything, divide by zero too
            problems = (*problems, _template_problem(error, project))
    return Rendered(problems, content, model, annotated, pages, site.written)


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
