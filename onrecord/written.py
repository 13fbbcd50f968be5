"""Values that people write, read by one rule wherever they stand."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ Tt].*)?", re.DOTALL)

# Before that nothing is dated to the day; what comes after 2105 does not fit the 32 bits that
# archives and sitemaps have for it.
FIRST_YEAR, LAST_YEAR = 1000, 2105

_TYPESET = str.maketrans("’‘\u00a0\u202f", "'' \u0020")


def as_read(words: str) -> str:
    """Words with plain apostrophes and blanks, as many characters as before: O’Neill is O'Neill."""
    return words.translate(_TYPESET)


def calendar_day(words: str) -> dt.date:
    """The day of "2020-06-04" or "2020-06-04T09:30:00Z" (RFC 3339). Raises ValueError where it is
    none.
    """
    found = _DAY.fullmatch(words)
    if not found or not FIRST_YEAR <= int(found[1][:4]) <= LAST_YEAR:
        raise ValueError(f"not a day: {words!r}")
    return dt.date.fromisoformat(found[1])


def is_web_address(words: str) -> bool:
    """Whether a page may link there: http or https, a host, nothing that could end an attribute or
    a line.
    """
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and not any(c in words for c in ' \t\r\n"<>')
    )


def plain_address(url: str) -> str:
    """An address without what does not tell pages apart: scheme, www, query and fragment."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", url).rstrip("/")


# What is added to an address to know who came from where; of one article all these are the same.
_TRACKED = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ref|smid|ocid|igshid|xtor", re.IGNORECASE
)


def article_address(url: str) -> str:
    """An address without what does not tell articles apart: as `plain_address`, but with those keys
    of its query that are not there to follow readers.
    """
    query = [pair for pair in parse_qsl(urlsplit(url).query) if not _TRACKED.fullmatch(pair[0])]
    return plain_address(url) + (f"?{urlencode(sorted(query))}" if query else "")
