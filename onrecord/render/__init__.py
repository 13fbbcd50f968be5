"""Site → files, one after the other: Jinja over the pages, and what stands beside them. Decides
nothing, writes nothing.

The paths are those of MkDocs's docs_dir. A page is front matter and HTML (`verbatim` keeps Markdown
away from it). Everything from a source is escaped: by Jinja's autoescape, or by `markup` where it
has marks in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from onrecord.compose.keys import page_key
from onrecord.compose.parts import parts_of
from onrecord.compose.sources import note_point
from onrecord.compose.wording import count, day, period, said
from onrecord.kept import Bundle, Piece, as_it_is, bundled, digest
from onrecord.model import Span
from onrecord.pages import (
    ActorIndex,
    ActorPage,
    BriefingPage,
    FigureIndex,
    Head,
    HomePage,
    Later,
    Mark,
    Marked,
    QuoteIndex,
    Redirect,
    SearchPage,
    Settings,
    Site,
    SourceIndex,
    SourcePage,
    TimeIndex,
)
from onrecord.render.citations import citation_files
from onrecord.render.feeds import feeds
from onrecord.render.markup import Element, clean, html
from onrecord.render.offline import one_file
from onrecord.render.rows import stem
from onrecord.render.search import search_files
from onrecord.render.standards import json_ld
from onrecord.render.tables import Tables
from onrecord.render.verbatim import MARKER
from onrecord.shipped import TEMPLATES

# comments, and blanks that a style sheet does not need; what stands in quotation marks is kept
_SPARE = re.compile(r'("[^"\n]*")|/\*.*?\*/|\s*([{};,])\s*|(?<=:)\s+|\s+(?=\s)', re.DOTALL)
_OF_EVERY_PAGE = re.compile(r"scripts/[0-9]-.*\.js")
_PRINTED: dict[type, str] = {
    HomePage: "home.html",
    BriefingPage: "briefing.html",
    SourcePage: "source.html",
    ActorPage: "actor.html",
    ActorIndex: "actors.html",
    QuoteIndex: "quotes.html",
    FigureIndex: "figures.html",
    TimeIndex: "times.html",
    SourceIndex: "sources.html",
    SearchPage: "search.html",
    Redirect: "redirect.html",
}
"""The template of each kind of page; without its suffix, what the theme calls the kind."""
_INDENT = re.compile(r"\n\s+")
_NAMES = {"actor": "mark-actor", "quote": "mark-quote", "figure": "mark-figure", "focus": "focus"}


@dataclass(frozen=True, slots=True)
class Shell:
    """What templates see of their site. All else that a page says stands in its dataclass, by
    which a build knows whether it is to be made again.
    """

    settings: Settings


def render(site: Site, templates: Path = TEMPLATES) -> dict[str, str]:
    """All files of the docs_dir. A file of `templates` takes the place of the shipped one of its
    name. Raises jinja2.TemplateError where a template is wrong.
    """
    every = bundled(chain(pieces(site, templates), search_files(site)))
    return {piece.path: piece.text() for bundle in every for piece in bundle.pieces()}


def pieces(site: Site, templates: Path = TEMPLATES) -> Iterator[Piece | Bundle]:
    """The same files one after the other, but for those of search (`search_files`): none is made
    before its text is asked for, and none is held. Raises as `render` does.
    """
    assets = _assets(templates)
    yield from (as_it_is(path, text) for path, text in assets.items())
    press = _Press(site, environment(templates))
    tables = Tables(site)
    yield from _of_briefings(press, tables, assets["assets/onrecord.css"])
    for later in site.actors.later:
        yield Bundle(partial(press.with_lists, later), later.key)
    for page in _indexes(site):
        yield press.piece(page, digest(_PRINTED[type(page)], page))
    yield from feeds(site)
    yield from tables.of_all()
    yield from citation_files(site.source_items)


@dataclass(frozen=True, slots=True)
class _Press:
    """Makes files of pages."""

    site: Site
    jinja: Environment

    def body(self, page: Any) -> str:
        """What stands between the shell's head and its foot."""
        return _body(page, self.site.settings, self.jinja)

    def file(self, page: Any, body: str) -> str:
        """The file of the docs_dir."""
        kind = _PRINTED[type(page)].removesuffix(".html")
        return f"{_front_matter(page, kind)}{MARKER}\n{body}\n{json_ld(page, self.site)}\n"

    def piece(self, page: Any, key: str = "") -> Piece:
        return Piece(source_of(page.head.path), lambda: self.file(page, self.body(page)), key)

    def with_lists(self, later: Later[Any]) -> Iterator[Piece]:
        page, lists = later.make()
        yield from map(self.piece, (page, *lists))

    def printed(self, later: Later[SourcePage]) -> tuple[_Printed, ...]:
        """The pages of a source."""
        made = ((part, self.body(part)) for part in parts_of(later.page))
        return tuple(_Printed(p.head.path, body, self.file(p, body)) for p, body in made)


@dataclass(frozen=True, slots=True)
class _Printed:
    path: str
    body: str
    file: str


def _of_briefings(press: _Press, tables: Tables, styles: str) -> Iterator[Bundle]:
    """Each briefing with its sources, with the one file that has them all, and with their data:
    what is made of the same pages comes together.
    """
    briefings = {stem(later.path): later for later in press.site.briefings.later}
    for part, sources in tables.parts.items():
        printed = [cache(partial(press.printed, source.later)) for source in sources]
        for source, pages in zip(sources, printed, strict=True):
            yield Bundle(partial(_as_pieces, pages), source.later.key)
            yield tables.of_source(source)
        if briefing := briefings.get(part):
            key = page_key("whole", of=[briefing.key, *(s.later.key for s in sources)])
            yield Bundle(partial(_of_briefing, press, briefing, printed, styles), key)
        yield tables.of_part(part)


def _as_pieces(printed: Callable[[], tuple[_Printed, ...]]) -> Iterator[Piece]:
    return (as_it_is(source_of(p.path), p.file) for p in printed())


def _of_briefing(
    press: _Press,
    later: Later[BriefingPage],
    sources: Iterable[Callable[[], tuple[_Printed, ...]]],
    styles: str,
) -> Iterator[Piece]:
    page, lists = later.make()
    body = press.body(page)
    yield as_it_is(source_of(later.path), press.file(page, body))
    yield from map(press.piece, lists)
    bodies = {later.path: body, **{p.path: p.body for source in sources for p in source()}}
    yield as_it_is(page.whole, one_file(page, press.site, bodies, styles))


def render_page(page: Any, settings: Settings, templates: Path = TEMPLATES) -> str:
    """The body of one page alone, as it stands in the built site."""
    return _body(page, settings, environment(templates))


def _body(page: Any, settings: Settings, jinja: Environment) -> str:
    template = jinja.get_template(_PRINTED[type(page)])
    path = page.head.path
    return clean(template.render(page=page, site=Shell(settings), settings=settings, path=path))


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
    said_by = (("data-who", mark.said_by),) if mark.said_by else ()
    yield Element(mark.span, "mark", (("class", name), *id_, *said_by))
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
    return f'---\n{lines}hide: ["navigation", "toc"]\n---\n'


def _yaml(words: str) -> str:
    """A double-quoted scalar: without anything that YAML would not take."""
    return json.dumps(" ".join(clean(words).replace("\ufeff", "").split()), ensure_ascii=False)


def _indexes(site: Site) -> Iterator[Any]:
    """The pages that are of the whole site."""
    yield site.home
    yield from (*site.actor_index, *site.quote_index, *site.figure_index, *site.time_index)
    yield from (*site.source_index, site.search, *site.redirects)
