"""Site → {path: text}: Jinja over the pages, and the files beside them. Decides nothing, writes
nothing.

The paths are those of MkDocs's docs_dir. A page is front matter and HTML (`verbatim` keeps Markdown
away from it). Everything from a source is escaped: by Jinja's autoescape, or by `markup` where it
has marks in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from onrecord.compose.parts import parts_of
from onrecord.compose.sources import note_point
from onrecord.compose.wording import count, day, period, said
from onrecord.model import Span
from onrecord.pages import (
    BriefingPage,
    Head,
    Mark,
    Marked,
    Redirect,
    Settings,
    Site,
    SourcePage,
)
from onrecord.render.citations import citation_files
from onrecord.render.feeds import feeds
from onrecord.render.markup import Element, clean, html
from onrecord.render.offline import one_file
from onrecord.render.search import search_files
from onrecord.render.standards import json_ld
from onrecord.render.tables import data_files
from onrecord.render.verbatim import MARKER
from onrecord.shipped import TEMPLATES

# comments, and blanks that a style sheet does not need; what stands in quotation marks is kept
_SPARE = re.compile(r'("[^"\n]*")|/\*.*?\*/|\s*([{};,])\s*|(?<=:)\s+|\s+(?=\s)', re.DOTALL)
_OF_EVERY_PAGE = re.compile(r"scripts/[0-9]-.*\.js")
_INDENT = re.compile(r"\n\s+")
_NAMES = {"actor": "mark-actor", "quote": "mark-quote", "figure": "mark-figure", "focus": "focus"}


@dataclass(frozen=True, slots=True)
class Shell:
    """What templates of single pages need of their site."""

    settings: Settings


def render(site: Site, templates: Path = TEMPLATES) -> dict[str, str]:
    """All files of the docs_dir. A file of `templates` takes the place of the shipped one of its
    name. Raises jinja2.TemplateError where a template is wrong.
    """
    jinja = environment(templates)
    files = {}
    bodies = {}
    for template, kind, pages in _pages(site):
        page_template = jinja.get_template(template)
        for page in pages:
            body = page_template.render(
                page=page, site=site, settings=site.settings, path=page.head.path
            )
            if kind in ("briefing", "source"):
                bodies[page.head.path] = body
            files[source_of(page.head.path)] = (
                f"{_front_matter(page, kind)}{MARKER}\n{body}\n{json_ld(page, site)}\n"
            )
    assets = _assets(templates)
    whole = {
        page.whole: one_file(page, site, bodies, assets["assets/onrecord.css"])
        for page in site.briefings
    }
    beside = feeds(site) | data_files(site) | citation_files(site) | search_files(site)
    return files | assets | whole | beside


def render_pages(
    pages: Iterable[BriefingPage | SourcePage], settings: Settings, templates: Path = TEMPLATES
) -> dict[str, str]:
    """The bodies of some pages alone, by their paths, as they stand in the built site."""
    jinja = environment(templates)
    site = Shell(settings)
    return {
        page.head.path: jinja.get_template(
            "briefing.html" if isinstance(page, BriefingPage) else "source.html"
        ).render(page=page, site=site, settings=settings, path=page.head.path)
        for page in pages
    }


def _assets(templates: Path) -> dict[str, str]:
    """The style sheets and the scripts, those of every page as one file in the order of their
    names.
    """
    files = _overlaid(templates)
    styles = [_text(files[name]) for name in sorted(files) if name.startswith("styles/")]
    scripts = [_text(files[name]) for name in sorted(files) if _OF_EVERY_PAGE.match(name)]
    return {
        "assets/onrecord.css": _SPARE.sub(_kept, "".join(styles)).replace(";}", "}").lstrip(),
        "assets/onrecord.js": _INDENT.sub("\n", "".join(scripts)),
        "assets/search.js": _text(files["scripts/search.js"]),
        "assets/search-page.js": _text(files["scripts/search-page.js"]),
        "assets/cite.js": _text(files["scripts/cite.js"]),
    }


def _kept(match: re.Match[str]) -> str:
    return match[1] or match[2] or ""


def _overlaid(templates: Path) -> dict[str, Path]:
    """The styles and scripts by name, the project's own over the shipped ones."""
    found: dict[str, Path] = {}
    for folder in (TEMPLATES / "pages", templates / "pages"):
        for pattern in ("styles/*.css", "scripts/*.js"):
            found |= {p.relative_to(folder).as_posix(): p for p in folder.glob(pattern)}
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise TemplateSyntaxError("it is not in UTF-8", 1, filename=str(file)) from error


def environment(templates: Path) -> Environment:
    """Jinja with our filters: a project's own templates, and the shipped ones."""
    own = templates / "pages"
    return _environment(own if own.is_dir() else TEMPLATES / "pages")


@lru_cache(maxsize=8)
def _environment(own: Path) -> Environment:
    """Unknown names are errors, everything is escaped. One for all builds of a process: templates
    are read once, and again where they change.
    """
    jinja = Environment(
        loader=FileSystemLoader([own, TEMPLATES / "pages"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    jinja.filters |= {
        "link": link,
        "marked": marked,
        "source_text": source_text,
        "day": day,
        "period": period,
        "count": count,
    }
    jinja.globals["said"] = said
    jinja.finalize = _readable
    return jinja


def source_of(path: str) -> str:
    """The docs_dir's file for a page of the site: actors/x.html → actors/x.md."""
    return path.removesuffix(".html") + ".md"


@pass_context
def link(context: Context, href: str) -> str:
    """A path inside the site, relative to the page that is rendered; addresses on the web stay as
    they are.
    """
    path: str = context["path"]
    if href.startswith((path + "#", "#")):
        return href[href.index("#") :]
    return href if "://" in href else "../" * path.count("/") + href


@pass_context
def marked(context: Context, words: Marked) -> Markup:
    """Words of a source shown out of their place: marks without ids."""
    elements = []
    for mark in words.marks:
        if mark.kind == "actor" and mark.href:
            attributes = (("class", _NAMES[mark.kind]), ("href", link(context, mark.href)))
            elements.append(Element(mark.span, "a", attributes))
        else:
            tag = "b" if mark.kind == "focus" else "mark"
            elements.append(Element(mark.span, tag, (("class", _NAMES[mark.kind]),)))
    return Markup(html(words.text, elements))


def source_text(words: Marked) -> Markup:
    """A block of a source in its own place: marks with their addresses and the numbers of their
    notes.
    """
    numbered = sorted(words.marks, key=lambda m: m.note or 0)  # numbers at one place ascend
    elements = [e for mark in numbered for e in _in_place(words.text, mark)]
    return Markup(html(words.text, elements))


def _in_place(text: str, mark: Mark) -> Iterable[Element]:
    name = _NAMES[mark.kind] + (" read" if mark.unsure else "")
    id_ = (("id", mark.id),) if mark.id else ()
    if mark.kind == "actor":
        card = (("data-card", mark.card),) if mark.card else ()
        to = (("href", mark.href),) if mark.href else card
        yield Element(mark.span, "a" if mark.href else "span", (("class", name), *id_, *to))
        return
    yield Element(mark.span, "mark", (("class", name), *id_))
    if mark.note is not None:
        at = note_point(text, mark)
        yield Element(
            Span(at, at),
            "a",
            (
                ("class", f"note-number of-{mark.kind}"),
                ("id", f"r{mark.note}"),
                ("href", f"#n{mark.note}"),
                ("role", "doc-noteref"),
                ("data-n", str(mark.note)),
                ("aria-label", f"Note {mark.note}: {mark.label}"),
            ),
        )


def _readable(value: Any) -> Any:
    """Values as HTML can carry them."""
    return clean(value) if type(value) is str else value


def _front_matter(page: Any, kind: str) -> str:
    """What the theme needs for the head of the page."""
    head: Head = page.head
    facts = {"title": head.title, "description": head.description, "kind": kind, "page": head.path}
    if feed := getattr(page, "feed", ""):
        facts["feed"] = feed
    if head.updated:
        facts["date"] = head.updated.isoformat()
    if isinstance(page, Redirect):
        facts["moved"] = "../" * head.path.count("/") + page.to.href
    lines = "".join(f"{key}: {_yaml(value)}\n" for key, value in facts.items())
    return f"---\n{lines}hide: [navigation, toc]\n---\n"


def _yaml(words: str) -> str:
    """A double-quoted scalar: without anything that YAML would not take."""
    return json.dumps(" ".join(clean(words).replace("\ufeff", "").split()), ensure_ascii=False)


def _pages(site: Site) -> Iterable[tuple[str, str, Iterable[Any]]]:
    """Template, kind and pages."""
    yield "home.html", "home", [site.home]
    yield "briefing.html", "briefing", site.briefings
    yield "source.html", "source", (part for page in site.sources for part in parts_of(page))
    yield "actor.html", "actor", site.actors
    yield "actors.html", "actors", site.actor_index
    yield "quotes.html", "quotes", site.quote_index
    yield "figures.html", "figures", site.figure_index
    yield "times.html", "times", site.time_index
    yield "sources.html", "sources", site.source_index
    yield "search.html", "search", [site.search]
    yield "redirect.html", "redirect", site.redirects
