"""What a built page may be made of: the last gate before it is published.

Templates escape whatever a source says. Should one of them fail to, what slips through shows here:
an element, an attribute or an address that no page of ours has. So the lists name what is harmless,
more of it than our templates use, and leave out all that acts, loads or submits: another document,
a script in the page, a handler, a style that is more than a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_ELEMENTS = frozenset(
    # the document and its head
    "html head body title meta link script"
    # sections, groups, tables
    " header footer main nav section article aside hgroup h1 h2 h3 h4 h5 h6 div p hr pre blockquote"
    " ol ul menu li dl dt dd figure figcaption address search details summary dialog"
    " table caption colgroup col thead tbody tfoot tr th td"
    # words
    " a em strong small s cite q dfn abbr ruby rt rp data time code var samp kbd sub sup i b u mark"
    " bdi bdo span br wbr ins del"
    # controls
    " form fieldset legend label input button select datalist optgroup option textarea output"
    " progress meter"
    # pictures and drawings
    " img picture source svg g defs desc symbol path rect circle ellipse line polyline polygon text"
    " tspan lineargradient stop clippath"
    "".split()
)
_ATTRIBUTES = frozenset(
    "id class title lang dir hidden role tabindex style translate popover popovertarget"
    " popovertargetaction href hreflang rel type target download src srcset sizes alt loading"
    " decoding media name content property charset http-equiv for value placeholder autocomplete"
    " spellcheck inputmode enterkeyhint checked disabled readonly required multiple selected label"
    " list min max step pattern minlength maxlength size rows cols action method colspan rowspan"
    " headers scope span abbr datetime open start reversed width height async defer xmlns version"
    " focusable viewbox preserveaspectratio d points x y x1 y1 x2 y2 cx cy r rx ry dx dy offset"
    " fill fill-opacity fill-rule opacity stroke stroke-width stroke-linecap stroke-linejoin"
    " stroke-dasharray stroke-opacity transform text-anchor dominant-baseline"
    " itemscope itemprop itemtype".split()
)
MEND = "report it, or look at the template that was changed"
_FAMILIES = ("aria-", "data-")
_NUMBERS = re.compile(r"\s*(?:--[a-z-]+:\s*-?[0-9.]+(?:px|rem|em|%)?\s*(?:;\s*|$))*")
_DATA = ("application/ld+json", "application/json")  # what a script may hold: it is not run
_EQUIVALENTS = ("content-security-policy", "refresh", "x-ua-compatible")
_ELSEWHERE = re.compile(r"url\s*=\s*['\"]?\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def not_allowed(
    tag: str, attributes: Mapping[str, str], text: str = "", in_head: bool = False
) -> Iterator[str]:
    """What is wrong with an element of a page, as phrases for messages. `text` is what stands in
    a script; a page's head may have styles, as 404.html, which needs no file beside it.
    """
    if tag not in _ELEMENTS and not (tag == "style" and in_head):
        yield f"<{tag}> is no element that a page may have"
    for name, value in attributes.items():
        if name not in _ATTRIBUTES and not name.startswith(_FAMILIES):
            yield f"<{tag} {name}> is no attribute that a page may have"
        elif name == "style" and not _NUMBERS.fullmatch(value):
            yield f"<{tag} style> sets more than numbers"
    if tag == "script" and not _is_file_or_data(attributes, text):
        yield "a script stands in the page itself"
    if tag == "meta" and not _is_plain(attributes):
        yield "<meta http-equiv> does what no page may do"


def _is_file_or_data(script: Mapping[str, str], text: str) -> bool:
    if "src" in script:
        return not text.strip()
    return script.get("type", "").strip().lower() in _DATA


def _is_plain(meta: Mapping[str, str]) -> bool:
    """Whether a <meta> says something about the page, or leads within the site."""
    kind = (meta.get("http-equiv") or _EQUIVALENTS[0]).strip().lower()
    return kind in _EQUIVALENTS and not (
        kind == "refresh" and _ELSEWHERE.search(meta.get("content", ""))
    )
