"""Themes other than ours: what is set for them where a project's settings leave it open, and what
is said where they are not fit for a site that asks no other host for anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from onrecord.model import Problem
from onrecord.publish.allowed import MEND as NOT_ALLOWED
from onrecord.read.settings import Project

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# By the name of a theme, the settings by which it loads nothing from other hosts.
_OFFLINE: Mapping[str, Mapping[str, Any]] = {
    "material": {"font": False},
    "mkdocs": {"highlightjs": False},
    "readthedocs": {"highlightjs": False},
}
_TABS = "navigation.tabs"  # Material's menu over the page; that beside it gives room to our notes


def fit(config: MkDocsConfig, project: Project) -> None:
    """Set what a site of ours needs of its theme, and nothing that its user has set."""
    name = str(config.theme.name)
    for key, value in _OFFLINE.get(name, {}).items():
        if f"theme.{key}" not in project.stated:
            config.theme[key] = value
    if name == "material" and "theme.features" not in project.stated:
        config.theme["features"] = [_TABS]


def has_tabs(config: MkDocsConfig) -> bool:
    """Whether a theme has a menu where no column beside the page holds one."""
    return config.theme.name != "material" or _TABS in (config.theme.get("features") or ())


def blame(problems: Iterable[Problem], project: Project, theme: str = "") -> tuple[Problem, ...]:
    """Problems of a built site; those that a theme chosen by its user causes are the setting's, one
    for each cause. `theme` is its name, where its settings were left as they are.
    """
    problems = tuple(problems)
    if "theme" not in project.stated:
        return problems
    told = dict.fromkeys(
        _unfit(p, sum(q.what == p.what for q in problems), project, theme)
        for p in problems
        if _is_theirs(p)
    )
    return (*told, *(p for p in problems if not _is_theirs(p)))


def _is_theirs(problem: Problem) -> bool:
    """Whether it may be a theme's: what pages may not have is looked for in our part alone."""
    return problem.fault and problem.mend != NOT_ALLOWED


def _unfit(problem: Problem, pages: int, project: Project, theme: str) -> Problem:
    for key in dict.fromkeys(key for keys in _OFFLINE.values() for key in keys):
        if f"theme.{key}" in project.stated:
            setting, mend = f"theme.{key}", f"write `{key}: false` there"
            break
    else:
        setting, mend = "theme", "choose another theme, or leave `theme` out for that of On Record"
        if theme in _OFFLINE:
            mend = "write " + ", ".join(f"`{key}: false`" for key in _OFFLINE[theme]) + " under it"
    file, line = project.stated[setting]
    where = f"on {pages} pages" if pages > 1 else f"in {problem.file}"
    return Problem(f"the theme does not fit: {problem.what}, {where}", mend, file, line)


def placed(words: Iterable[str], project: Project) -> Iterator[Problem]:
    """What the engine says of its settings, each at the line of the setting."""
    for said in words:
        key = said.partition("Config value '")[2].partition("'")[0]
        file, line = project.stated.get(key, (project.config.name, 0))
        yield Problem(said, file=file, line=line)
