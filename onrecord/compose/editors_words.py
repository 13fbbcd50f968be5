"""The editor's own words: CommonMark without HTML and images, `[[Mike Pompeo]]` a link to a
profile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from posixpath import dirname, relpath

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from onrecord.compose.corpus import Corpus
from onrecord.model import Briefing, Problem
from onrecord.pages import WrittenLink
from onrecord.slug import slug

_BELOW = 2  # levels above the editor's headings: the page's own, and that of the section
_LOWEST = 6
_LONGEST_NAME = 400  # characters between double brackets, with the words to show


def editors_words(corpus: Corpus, briefing: Briefing, page: str) -> str:
    """The words as HTML for the page of this path. A name that is nobody's stays plain and is a
    problem to mend.
    """
    if not briefing.words.strip():
        return ""
    actors = corpus.names

    def find(name: str, line: int) -> str | None:
        actor = actors.get(slug(name))
        if actor is None:
            corpus.problems.append(
                Problem(
                    f"[[{name}]] names nobody in the sources",
                    "write the name as a profile has it, or leave the brackets out",
                    briefing.file,
                    briefing.words_line + line if briefing.words_line else 0,
                    warning=True,
                )
            )
            return None
        return relpath(actor.href, dirname(page) or ".")

    md = MarkdownIt("commonmark", {"html": False})
    md.disable("image")  # nothing is fetched from elsewhere
    md.inline.ruler.before("link", "profile", _profile)
    tokens = md.parse(briefing.words)
    lines = briefing.words.split("\n")
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1:]) + _BELOW, _LOWEST)}"
        if token.children:
            corpus.written += (
                WrittenLink(page, href, briefing.file, briefing.words_line + line)
                for href, line in _targets(token, lines)
            )
            token.children = list(_linked(token, find))
    return str(md.renderer.render(tokens, md.options, {}))


def _profile(state: StateInline, silent: bool) -> bool:
    """`[[name]]` and `[[name|words to show]]`, as wikis write them: a token that `_linked` makes a
    link of.
    """
    if not state.src.startswith("[[", state.pos):
        return False
    end = state.src.find("]]", state.pos, state.pos + _LONGEST_NAME)
    if end < 0 or end > state.posMax:
        return False
    name, _, shown = state.src[state.pos + 2 : end].partition("|")
    if not name.strip() or "\n" in name or "[" in name:
        return False
    if not silent:
        token = state.push("profile", "", 0)
        token.content, token.info = (shown or name).strip(), name.strip()
    state.pos = end + 2
    return True


def _targets(block: Token, lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Where the links inside a block lead, each with its line from 0."""
    first, behind = block.map or (0, len(lines))
    line = first
    for token in block.children or ():
        line += token.type in ("softbreak", "hardbreak")
        href = str(token.attrs["href"]) if token.type == "link_open" else ""
        if href:  # the address may stand some lines below its first word
            yield href, next((i for i in range(line, behind) if href in lines[i]), line)


def _linked(block: Token, find: Callable[[str, int], str | None]) -> Iterator[Token]:
    """The tokens inside a block, with links to the profiles that `find` knows for a name and its
    line.
    """
    line = block.map[0] if block.map else 0
    for token in block.children or ():
        line += token.type in ("softbreak", "hardbreak")
        href = find(token.info, line) if token.type == "profile" else None
        if token.type == "profile":
            token.type = "text"
        if href is None:
            yield token
        else:
            yield Token("link_open", "a", 1, {"href": href, "class": "actor"})
            yield token
            yield Token("link_close", "a", -1)
