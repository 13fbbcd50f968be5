"""The day of a moment that a page states, where the page is: many state it in UTC, in which an
evening of theirs is a day that has not begun.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from onrecord.written import calendar_day

_UTMOST = dt.timedelta(hours=14)  # between a clock and UTC
_QUARTER = 15 * 60  # seconds; clocks differ by whole quarters of an hour
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)")


def first_day(
    said: Iterable[str], moments: Iterable[str] = (), url: str | None = None
) -> dt.date | None:
    """The first of some statements that is a day. Where it is a moment in UTC, and the page has the
    same one by its own clock (among `moments`), that day is meant. A day in the address is that of
    the first publication: it counts before a later one, and for the day after one in UTC.
    """
    for one in said:
        try:
            day = calendar_day(one.strip().replace("/", "-"))
        except ValueError:
            continue
        moment = _moment(one)
        if moment is not None and moment.utcoffset() == dt.timedelta(0):
            day = _by_its_clock(moment, moments) or day
        return _by_address(day, url) or day
    return None


def _by_its_clock(stated: dt.datetime, moments: Iterable[str]) -> dt.date | None:
    for one in moments:
        other = _moment(one)
        if other is None:
            continue
        if other.tzinfo is not None and other.utcoffset():
            if other == stated:
                return other.date()
        elif other.tzinfo is None and other.second:  # whole minutes are too many moments
            apart = other - stated.replace(tzinfo=None)
            if abs(apart) <= _UTMOST and apart.total_seconds() % _QUARTER == 0:
                return other.date()
    return None


def _by_address(day: dt.date, url: str | None) -> dt.date | None:
    found = _PATH_DAY.search(url or "")
    try:
        said = dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
    return said if said and said <= day + dt.timedelta(days=1) else None


def _moment(said: str) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(said.strip())
    except ValueError:
        return None
    return found if len(said.strip()) > len("2031-05-06") else None
