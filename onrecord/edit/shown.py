"""The pages that are newer than the built site: those of every briefing in which something was
decided since. Each is made when somebody asks for it, the one that an editor is on before all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from onrecord.compose import OneBriefing
from onrecord.edit.state import State
from onrecord.model import Cast
from onrecord.read.settings import Project
from onrecord.render import render_page

_FOLDERS = ("briefings", "sources")  # of the pages of one briefing


class Shown:
    """The pages of one project by their paths. Ask and tell it under the desk's lock."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._briefings: dict[str, OneBriefing | None] = {}  # the changed ones, once composed
        self._bodies: dict[str, str] = {}

    def changed(self, before: State, now: State) -> None:
        """Notice what a new state changes."""
        self._briefings = dict.fromkeys((*self._briefings, *_touched(before, now)))
        self._bodies.clear()

    def clear(self) -> None:
        """The built site has all of it now."""
        self._briefings.clear()
        self._bodies.clear()

    def has(self, path: str) -> bool:
        """Whether a page is of a briefing in which something changed."""
        return _briefing(path) in self._briefings

    def body(self, state: State, path: str) -> str | None:
        """The body of a page; None where the built one is as good."""
        slug, project = _briefing(path), self._project
        if slug not in self._briefings:
            return None
        if path not in self._bodies:
            made = self._briefings[slug]
            if made is None:
                told = (state.content, state.annotations, state.cast, project.pages)
                made = self._briefings[slug] = OneBriefing(*told, slug)
            page = made.page(path)
            if page is None:
                return None
            self._bodies[path] = render_page(page, project.pages, project.templates)
        return self._bodies[path]


def _briefing(path: str) -> str:
    """The briefing that a page is of: sources/SLUG/…, briefings/SLUG.html, briefings/SLUG/…"""
    folder, _, rest = path.partition("/")
    return rest.partition("/")[0].removesuffix(".html") if folder in _FOLDERS else ""


def _touched(before: State, now: State) -> set[str]:
    """The briefings in which something is another than before."""
    old = before.by_id
    ours, theirs = _people(before.cast), _people(now.cast)
    touched = {
        article.briefing or ""
        for article, found in now.by_id.values()
        if old.get(article.id) != (article, found) or ours[article.id] != theirs[article.id]
    }
    decided = set(before.content.corrections) ^ set(now.content.corrections)
    return (touched | {c.article.partition("/")[0] for c in decided}) - {""}


def _people(cast: Cast) -> Mapping[str, dict[Any, Any]]:
    """Whom each article names and lets speak, and what its pages say of them."""
    found: dict[str, dict[Any, Any]] = defaultdict(dict)
    for ref, id_ in (*cast.actor_of.items(), *cast.said_by.items()):
        actor = cast.actors.get(id_) if id_ is not None else None
        found[ref.article][ref] = id_, actor and (actor.name, actor.kind, actor.aliases, actor.held)
    return found
