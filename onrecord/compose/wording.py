"""Our own words: dates, counts, kinds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from onrecord.model import Kind
from onrecord.written import as_read

KINDS: dict[Kind, str] = {
    "person": "People",
    "organization": "Organizations",
    "place": "Places",
    "group": "Groups",
    "other": "Others",
}


def day(date: dt.date) -> str:
    """4 June 2020."""
    return f"{date.day} {date:%B} {date.year}"


def period(days: tuple[dt.date, dt.date]) -> str:
    """From the first day to the last: 4 June 2020; June 2020; 2020; 1 to 7 June 2020; 30 May to 5
    June 2020.
    """
    start, end = days
    if start == end:
        return day(start)
    after = end + dt.timedelta(days=1) if end < dt.date.max else end
    if start.day == 1 and after.day == 1:
        if (start.month, start.year) == (end.month, end.year):
            return f"{start:%B} {start.year}"
        if start.month == 1 and after.month == 1 and start.year == end.year:
            return str(start.year)
    if (start.month, start.year) == (end.month, end.year):
        return f"{start.day} to {day(end)}"
    return (
        f"{start.day} {start:%B} to {day(end)}"
        if start.year == end.year
        else f"{day(start)} to {day(end)}"
    )


def month_of(date: dt.date | None) -> str:
    """June 2016."""
    return f"{date:%B} {date.year}" if date else "No day known"


def brief(days: tuple[dt.date, dt.date]) -> str:
    """The same for a drawing that shows the years apart: 4 Jun; Jun; 2020; 1 to 7 Jun."""
    words = period(days).removesuffix(f" {days[1].year}")
    for month in days:
        words = words.replace(f"{month:%B}", f"{month:%b}")
    return words


def count(number: int, one: str, many: str | None = None) -> str:
    """1 quote, 1,200 quotes."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def said(quotes: int, reported: int) -> str:
    """47 quotes, 16 reported statements: words in marks and those in a writer's words are never one
    number.
    """
    parts = [count(quotes, "quote")] if quotes else []
    return ", ".join(parts + ([count(reported, "reported statement")] if reported else []))


def cut(words: str, most: int) -> str:
    """The first words, with a sign where there are more."""
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 2].rsplit(" ", 1)[0] + " …"


def times(number: int) -> str:
    """once, twice, 12 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def listed(words: list[str]) -> str:
    """a, b and c."""
    return " and ".join(([", ".join(words[:-1])] if words[:-1] else []) + words[-1:])


def any_in(copied: Iterable[str], words: str) -> bool:
    """Whether some words that an editor copied from a page stand in these, line ends and
    typesetting apart.
    """
    plain = as_read(" ".join(words.split()))
    return any(as_read(" ".join(c.split())) in plain for c in copied)


def is_example(tag: str) -> bool:
    """Whether a tag says that what a briefing tells is invented."""
    return tag.casefold() == "example"
