"""Ids and addresses. They come from content: the exact words, and which occurrence of them it is.

So they survive when something else is added. An id is a kind's letter and the words in plain
letters, cut where they are long and then told apart by a digest of all of them: `q-we-cannot-rest`,
the second one `q-we-cannot-rest_2`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from hashlib import blake2s
from urllib.parse import quote

from onrecord.slug import slug
from onrecord.written import is_web_address

_LONGEST, _KEPT = 32, 22  # letters of an id: written out up to the first, else cut to the second
_WHOLE_FRAGMENT = 40  # characters: longer sentences are named by their first and last words
_EDGE = 3  # of those words, at each end
_MARKS = "“”‘’\"'.,;:!? "


class Addresses:
    """Gives out the ids of one page; each only once."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of(self, kind: str, words: str) -> str:
        """The id of the next occurrence of these words."""
        id_ = f"{kind}-{handle(words)}"
        self._given[id_] += 1
        nth = self._given[id_]
        return id_ if nth == 1 else f"{id_}_{nth}"


def handle(words: str) -> str:
    """The words in plain letters and hyphens, short."""
    short = slug(words[: 2 * _LONGEST])
    if len(words) <= _LONGEST and len(short) <= _LONGEST:
        return short
    digest = blake2s(words.encode("utf-8", "replace"), digest_size=3).hexdigest()
    return f"{short[:_KEPT].rstrip('-')}-{digest}"


def actor_path(id_: str) -> str:
    return f"actors/{id_}.html"


def briefing_path(slug_: str) -> str:
    return f"briefings/{slug_}.html"


def tag_path(tag: str) -> str:
    return f"tags/{slug(tag)}.html"


def month_path(day: dt.date) -> str:
    return f"months/{day:%Y-%m}.html"


def source_path(article: str) -> str:
    return f"sources/{article}.html"


def article_of(href: str) -> str:
    """The source that a place is in, whichever of its pages that is on:
    sources/strike/courier_2.html#f-40-ferries → strike/courier.
    """
    page = href.partition("#")[0].removeprefix("sources/").removesuffix(".html")
    return page.partition("_")[0]


def on_the_web(url: str | None) -> str | None:
    """The url where it is a web address, else None: nothing else is ever made a link."""
    return url if url and is_web_address(url) else None


def to_the_words(url: str | None, words: str) -> str | None:
    """The url with a text fragment that scrolls to these words (WICG Scroll To Text Fragment).

    None where there is no web address. Commas, hyphens and ampersands have a meaning in the
    fragment and are escaped; marks at its ends are left out, since words are found without them.
    """
    url = on_the_web(url)
    if url is None:
        return None
    pieces = words.split()
    if len(words) <= _WHOLE_FRAGMENT or len(pieces) <= 2 * _EDGE:
        ends = [" ".join(pieces).strip(_MARKS)]
    else:
        ends = [" ".join(pieces[:_EDGE]).lstrip(_MARKS), " ".join(pieces[-_EDGE:]).rstrip(_MARKS)]
    fragment = ",".join(quote(e, safe="", errors="replace").replace("-", "%2D") for e in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"
