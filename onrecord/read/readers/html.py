"""HTML: trafilatura finds the article in a page; of the page's markup nothing but its structure is
kept.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy

import trafilatura
from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import DEFAULT_CONFIG, Document

from onrecord.model import Problem
from onrecord.read.readers.builder import TextBuilder
from onrecord.read.readers.draft import Draft, Facts
from onrecord.read.readers.stated import Stated
from onrecord.written import is_web_address

# Words that are neither a link nor furniture: a page without any has no article.
_OTHERS = ("a", "nav", "footer", "aside", "head", "title", "script", "style", "noscript", "button")
_PROSE = (
    f"//text()[normalize-space() and not({' or '.join(f'ancestor::{tag}' for tag in _OTHERS)})]"
)
# How the classes begin of the controls of a player, of the steps of a gallery, and of what leads
# elsewhere: their words are not the article's.
_APART = (
    *(
        "video-player",
        "videoplayer",
        "video-js",
        "vjs-",
        "jwplayer",
        "media-player",
        "audio-player",
    ),
    *("gallery", "slideshow", "carousel", "newsletter", "paywall", "related-", "recommended"),
    *("nextstory", "next-story", "next-post", "read-next", "more-about", "disclosure"),
)
# Classes by which style sheets take something out of sight.
_OUT_OF_SIGHT = (
    "hidden",
    "is-hidden",
    "d-none",
    "visually-hidden",
    "sr-only",
    "screen-reader-text",
)
_UNSEEN = (
    "//*[@hidden and not(self::body or self::html)] | //template"
    " | //*[contains(translate(@style, ' ', ''), 'visibility:hidden')]"
    " | //*[not(self::body or self::html or self::article or self::main)]["
    + " or ".join(
        f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in _OUT_OF_SIGHT
    )
    + "]"
    " | //*[self::div or self::section or self::ul or self::ol or self::aside or self::p]["
    + " or ".join(f"contains(concat(' ', @class), ' {name}')" for name in _APART)
    + "]"
)
# Beyond these the time for a page grows with the square of its size; large pages of news have
# some thousand elements.
MOST_ELEMENTS = 50_000
MOST_ATTRIBUTES = 2_000
_ANEW = "save the page anew, or copy its article into a .txt file"
_TAG = re.compile(r"<(?:(script|style)\b|[a-z])", re.IGNORECASE)
# What stands in a tag: a mark of quotation opens a value only behind "=", as in a browser.
_INSIDE = re.compile(r"""(?:=\s*+(?:"[^"]*"|'[^']*')|[^>=]++|=)*+""")
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_REFERENCE = re.compile(r"&#([xX][0-9A-Fa-f]{1,8}|[0-9]{1,9});?")
logging.getLogger("trafilatura").addHandler(
    logging.NullHandler()
)  # what matters of it is said as a Problem
_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"  # a brief of two sentences keeps its structure too


def read_html(text: str, file: str, problems: list[Problem]) -> Draft:
    """The article of a page and what the page says about it in `<meta>` and JSON-LD."""
    if line := _crowded_tag(text):
        what = f"one tag has more than {MOST_ATTRIBUTES:,} attributes"
        problems.append(Problem(what, _ANEW, file, line))
        return Draft("")
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = document_fromstring(_REFERENCE.sub(_reference, text).encode("utf-8"), parser=parser)
    except LxmlError:  # nothing in it
        return Draft("")
    for error in parser.error_log:
        if error.type_name == "ERR_RESOURCE_LIMIT":  # what stands behind it was not read
            what = "more than 2,000 elements are open at once, or one text is larger than 10 MB"
            problems.append(Problem(what, _ANEW, file, error.line))
            return Draft("")
    if (size := sum(1 for _ in tree.iter())) > MOST_ELEMENTS:
        what = f"the page has {size:,} elements, and at most {MOST_ELEMENTS:,} are read"
        problems.append(Problem(what, _ANEW, file))
        return Draft("")
    if not tree.xpath(
        _PROSE
    ):  # nothing but ways to other pages, for which trafilatura would settle
        return Draft("")
    stated = Stated(tree)
    facts = Facts(stated.title, stated.published, stated.publisher, stated.author, stated.url)
    _leave_out(tree)
    page = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, config=_CONFIG
    )
    if not isinstance(page, Document) or page.body is None:
        return Draft("")
    built = TextBuilder()
    _add_children(built, page.body)
    words, blocks = built.done()
    url = page.url if page.url and is_web_address(page.url) else None
    found = Facts(page.title, publisher=page.sitename, author=stated.shown(page.author), url=url)
    return Draft(words, blocks, facts.over(found))


def _crowded_tag(text: str) -> int:
    """The line of a tag with more attributes than any page needs, 0 if there is none: the parser's
    time grows with the square of their number.
    """
    at = 0
    small = ""
    while opened := _TAG.search(text, at):
        inside = _INSIDE.match(text, opened.end())
        at = inside.end() if inside else opened.end()
        if at - opened.end() > MOST_ATTRIBUTES and (
            len(_QUOTED.sub(" ", text[opened.end() : at]).split()) > MOST_ATTRIBUTES
        ):
            return text.count("\n", 0, opened.start()) + 1
        if opened[1]:  # what stands in it are no tags
            small = small or text.lower()
            at = small.find(f"</{opened[1].lower()}", at)
            if at < 0:
                break
    return 0


def _reference(found: re.Match[str]) -> str:
    """A reference to a character that no document may contain is a mark of what is missing, as in a
    browser; any other stays.
    """
    digits = found[1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    wrong = (code < 32 and code not in (9, 10, 12, 13)) or code in (0xFFFE, 0xFFFF)
    return "\N{REPLACEMENT CHARACTER}" if wrong or code > 0x10FFFF else found[0]


def _leave_out(tree: HtmlElement) -> None:
    """Take out what no reader of the page sees, and the words of its players and galleries."""
    for element in tree.xpath(_UNSEEN):
        element.drop_tree()


def _add_children(built: TextBuilder, parent: HtmlElement) -> None:
    """Add every block under an element of trafilatura's tree, and loose words between them as
    paragraphs.
    """
    loose = [parent.text or ""]
    for child in parent:
        if child.tag in ("head", "p", "item", "row", "code", "quote", "list", "table"):
            built.add("".join(loose))
            loose = []
            _add(built, child)
        else:
            loose.append(_words(child))
        loose.append(child.tail or "")
    built.add("".join(loose))


def _add(built: TextBuilder, element: HtmlElement) -> None:
    if element.tag == "head":
        level = element.get("rend", "")[1:]
        built.heading(_words(element), int(level) if level in set("123456") else 2)
    elif element.tag == "row":
        built.add(" | ".join(_words(cell) for cell in element))
    elif element.tag in ("p", "code"):
        built.add(_words(element))
    else:
        _add_children(built, element)


def _words(element: HtmlElement) -> str:
    """All words inside an element, with its line breaks."""
    words = [element.text or ""]
    for child in element:
        words += ["\n" if child.tag == "lb" else _words(child), child.tail or ""]
    return "".join(words)
