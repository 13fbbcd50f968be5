"""MkDocs as our engine, or ProperDocs, which carries it on: what a site of ours needs is set here,
whatever mkdocs.yml leaves open.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.kept import Doc
from onrecord.model import Problem
from onrecord.publish.carried import apart
from onrecord.publish.sitemap import divide
from onrecord.publish.themes import fit, placed
from onrecord.read.settings import Project
from onrecord.shares import in_shares
from onrecord.shipped import TEMPLATES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# What holds where a project's mkdocs.yml does not say otherwise.
NAV = [
    {"Briefings": "index.md"},
    {"Actors": "actors.md"},
    {"Quotes": "quotes.md"},
    {"Figures": "figures.md"},
    {"Sources": "sources.md"},
]
THEME: dict[str, Any] = {
    "name": None,
    "custom_dir": str(TEMPLATES / "theme"),
    "static_templates": ["404.html"],
}
_UNLESS_STATED: dict[str, Any] = {"plugins": [], "nav": NAV, "theme": THEME}  # search is ours
_STYLES, _SCRIPTS = "assets/onrecord.css", "assets/onrecord.js"
_ALTERS = frozenset(
    {"plugins", "hooks", "markdown_extensions", "theme", "extra_templates"}
)  # may change a page's text, or read those of others
_VERBATIM = "onrecord.render.verbatim"  # keeps Markdown away from our pages, which are HTML
PAYS = 200  # files that are worth a process of their own, which reads settings and lists all files
_LATEST = 2**32 - 1  # seconds since 1970: what the time of an archive can say


def use_engine() -> str:
    """The package that builds, by which `mkdocs` is known from here on: the one that runs already,
    ProperDocs where somebody has installed it, or else MkDocs, which comes with us.
    """
    if "mkdocs" not in sys.modules:
        with suppress(ModuleNotFoundError):
            import_module("properdocs.replacement")  # its way to stand for MkDocs
    return import_module("mkdocs").__name__


def run_mkdocs(
    project: Project,
    to: Path,
    day: dt.date | None,
    docs: Mapping[str, Doc],
    same: Mapping[str, Doc] | None = None,
    jobs: int = 1,
) -> tuple[Problem, ...]:
    """Build these files of the docs_dir into a folder, strictly: every warning is a problem. Those
    that are the `same` as in the old site are not built; without these all are. Where many are to
    be built, `jobs` processes share them.
    """
    use_engine()
    todo = [path for path in docs if path not in (same or {})]
    alone = _ALTERS.isdisjoint(project.stated) and apart(project)
    several = min(jobs, len(todo) // PAYS) if alone else 1
    share = partial(_share, project, to, day, docs, todo)
    said = in_shares(share, several) if several > 1 else None
    well = said is not None and not any(said)
    problems = () if well else _built(project, to, day, same)  # all is said by one, in its order
    # its four bytes of time are all that depends on the day; the plain file beside it says the same
    (to / "sitemap.xml.gz").unlink(missing_ok=True)
    divide(to, project.pages.url or "")
    return problems


def _share(
    project: Project,
    to: Path,
    day: dt.date | None,
    docs: Mapping[str, Doc],
    todo: Sequence[str],
    n: int,
    of: int,
) -> tuple[Problem, ...]:
    """Build the nth of so many shares; what is of no page is in the first."""
    own = set(todo[n::of])
    others = {path: doc for path, doc in docs.items() if path not in own}
    return _built(project, to, day, others, pages_only=n > 0)


def _built(
    project: Project,
    to: Path,
    day: dt.date | None,
    same: Mapping[str, Doc] | None,
    pages_only: bool = False,
) -> tuple[Problem, ...]:
    # MkDocs takes a third of a second to import, which `annotate` and `check` need not pay.
    from mkdocs.commands.build import build
    from mkdocs.exceptions import MkDocsException

    from onrecord.publish.partly import WARNING, Partly

    with _warnings_of(use_engine()) as said, _dated(day):
        try:
            config = _config(project, to)
            if partly := _ALTERS.isdisjoint(project.stated):
                config.strict = False  # which would count its warning of this mode
                config.plugins["onrecord/partly"] = Partly(same or {}, pages_only)
            build(config, dirty=partly)
        except MkDocsException as error:  # Abort too: a SystemExit
            if not said:
                said.append(str(error))
    return tuple(placed((words for words in said if WARNING not in words), project))


def _config(project: Project, to: Path) -> MkDocsConfig:
    """The settings of MkDocs for this project. Raises MkDocsException."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError, MkDocsException

    given: dict[str, Any] = {
        "site_name": project.pages.name,
        "site_url": project.pages.url,
        "docs_dir": str(project.docs),
        "site_dir": str(to),
        "strict": True,
        "use_directory_urls": False,
        **{key: value for key, value in _UNLESS_STATED.items() if key not in project.stated},
    }
    try:
        config = load_config(_file(project), **given)
    except MkDocsException:
        raise
    except Exception as error:  # a setting that MkDocs takes without a look, and stumbles over
        raise ConfigurationError(f"MkDocs cannot read its settings: {error}") from error
    prepare(config, project)
    fit(config, project)
    return config


def prepare(config: MkDocsConfig, project: Project) -> None:
    """Set in a configuration what our pages need, beside what is there."""
    if "theme" not in project.stated and (project.templates / "theme").is_dir():
        config.theme.dirs.insert(0, str(project.templates / "theme"))
    if _VERBATIM not in config.markdown_extensions:
        config.markdown_extensions.append(_VERBATIM)
    if _STYLES not in config.extra_css:
        config.extra_css.insert(0, _STYLES)
    if _SCRIPTS not in config.extra_javascript:
        config.extra_javascript.insert(0, _SCRIPTS)
    config.extra["onrecord"] = asdict(project.pages)  # as we read them, with what is not said there


def _file(project: Project) -> Any:
    """The project's mkdocs.yml; an empty one in its place where there is none."""
    if project.config.exists():
        return str(project.config)
    empty = io.BytesIO()
    empty.name = str(project.config)
    return empty


@contextmanager
def _warnings_of(name: str) -> Iterator[list[str]]:
    """What a library logs, from warnings up."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]  # as simple as it is
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


@contextmanager
def _dated(day: dt.date | None) -> Iterator[None]:
    """The day of the build, as MkDocs reads it; SOURCE_DATE_EPOCH itself wins where it is set.
    Raises OSError where that is no moment.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if said is not None:
        if not re.fullmatch("[0-9]{1,10}", said) or int(said) > _LATEST:
            raise OSError(f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not {said!r}")
        yield
        return
    moment = dt.datetime.combine(day or dt.date(1970, 1, 1), dt.time(), dt.UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(min(max(0, int(moment.timestamp())), _LATEST))
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
