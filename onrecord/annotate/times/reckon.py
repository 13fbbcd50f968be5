"""From words of time to days of the calendar. Each function takes a match of its rule in `grammar`
and what is known of the clause; None where the words may mean two days, or nothing certain.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from onrecord.lexicon import table

Days = tuple[dt.date, dt.date]  # the first and the last
Turn = Literal["ahead", "behind", "unclear"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COUNTS, _ORDINALS, _SEASONS = (table(f"times.{x}") for x in ("counts", "ordinals", "seasons"))
_HALF_A_YEAR = 183  # days
_FAR, _NEAR = 300, 60  # days: what is this long ago, or this soon, may be either
_JUST = 31  # days after a season, when "last summer" may be it or the one before
_MONTH = re.compile(r"\b(?:" + "|".join(m.capitalize() for m in MONTHS) + ")")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known where words of time stand."""

    published: dt.date | None = None  # None: not known, or of no use
    turn: Turn = "unclear"  # whether the clause looks ahead
    southern: bool = False  # whether seasons may be those of the south


def iso(match: re.Match[str], asked: Asked) -> Days | None:
    return _days(int(match["y"]), int(match["m"]), int(match["d"]))


def date(match: re.Match[str], asked: Asked) -> Days | None:
    """A day of a month, or several, with or without the year."""
    month = _month_of(match[0])
    first, last = (int(re.sub(r"\D", "", match[g] or match["d"])) for g in ("d", "e"))
    if match["y"]:
        return _days(int(match["y"]), month, first, last)
    if asked.published is None:
        return None
    years = [asked.published.year + k for k in range(-8, 9)]
    each = [days for year in years if (days := _days(year, month, first, last))]
    behind = max((d for d in each if d[0] <= asked.published), default=None)
    ahead = min((d for d in each if d[1] >= asked.published), default=None)
    named = next((i for i, w in enumerate(WEEKDAYS) if re.match(rf"(?i){w[:3]}", match[0])), None)
    if named is not None:  # "Monday, July 25": of the years beside, the one in which it is one
        near = [d for d in (behind, ahead) if d and d[0].weekday() == named]
        if len(near) == 1 and abs((near[0][0] - asked.published).days) <= _HALF_A_YEAR:
            return near[0]
    return _nearer(behind, ahead, asked)


def month(match: re.Match[str], asked: Asked) -> Days | None:
    """A month, of the year that is named or of the one that the clause means."""
    number = _month_of(match[0])
    if "y" in match.re.groupindex:
        return _month(int(match["y"]), number)
    today = asked.published
    if today is None:
        return None
    which = match.string[max(0, match.start() - 5) : match.start()].strip().lower()
    this = _month(today.year, number)
    if which == "this":
        return this
    behind = this if number <= today.month else _month(today.year - 1, number)
    ahead = this if number >= today.month else _month(today.year + 1, number)
    if which in ("last", "next"):
        if number == today.month:
            return None
        return behind if which == "last" else ahead
    return _nearer(behind, ahead, asked)


def month_of_that_year(match: re.Match[str], asked: Asked) -> Days | None:
    """ "January this year"."""
    if asked.published is None:
        return None
    return _month(asked.published.year + _STEP[match["which"].lower()], _month_of(match[0]))


def year(match: re.Match[str], asked: Asked) -> Days | None:
    """A year; '98 is 1998, and one of two figures that may be of two centuries is none."""
    groups = match.re.groupindex
    if "y" in groups and match["y"]:
        return _year(int(match["y"]))
    return _year(found) if (found := _short_year(match["short"], asked)) else None


def quarter(match: re.Match[str], asked: Asked) -> Days | None:
    """A quarter or a half of a calendar year."""
    if not (of := _which_year(match, asked)):
        return None
    number = int(match["q"] or _ORDINALS[match["n"]])
    months = 6 if match["part"] == "half" else 3
    if match["n"] == "final":
        number = 12 // months
    if number * months > 12:
        return None
    return _month(of, (number - 1) * months + 1)[0], _month(of, number * months)[1]


def season(match: re.Match[str], asked: Asked) -> Days | None:
    """Three months; winter is of two years, so that its year alone does not say which it is."""
    start = next(m for name, m in _SEASONS.items() if name in match[0].lower())
    if asked.southern or start == 12:
        return None
    if not match["which"]:
        of = int(match["y"]) if match["y"] else _short_year(match["short"], asked)
        return _season(of, start) if of else None
    today = asked.published
    if today is None:
        return None
    this = _season(today.year, start)
    which = match["which"].lower()
    if which == "this":
        return this
    if which == "last":
        if 0 < (today - this[1]).days <= _JUST:
            return None
        return this if this[1] < today else _season(today.year - 1, start)
    return None if today < this[0] else _season(today.year + 1, start)


def weekday_of_a_week(match: re.Match[str], asked: Asked) -> Days | None:
    if asked.published is None:
        return None
    monday = _week(asked.published, _STEP[match["which"].lower()])[0]
    day = monday + WEEKDAYS.index(match["w"].lower()) * _DAY
    return day, day


def weekday(match: re.Match[str], asked: Asked) -> Days | None:
    """ "Thursday": the last one, that of publication included; the coming one where the clause
    looks ahead.

    "Last" and "next" with a day of the week of publication mean that day to some and another to
    others: None.
    """
    today = asked.published
    if today is None:
        return None
    which = (match["which"] or "").lower()
    number = WEEKDAYS.index(match["w"].lower())
    back = (today.weekday() - number) % 7
    if which == "this":
        back = today.weekday() - number
    elif which in ("last", "past"):
        back = back or 7
    elif which in ("next", "coming") or (asked.turn == "ahead" and back):
        back -= 7
    day = today - back * _DAY
    if which in ("last", "next") and day.isocalendar()[:2] == today.isocalendar()[:2]:
        return None
    return day, day


def named_day(match: re.Match[str], asked: Asked) -> Days | None:
    if asked.published is None:
        return None
    said = match[0].lower()
    step = (
        -2 if "before" in said else 2 if "after t" in said
        else -1 if "yesterday" in said or "last" in said else 1 if "tomorrow" in said else 0
    )  # fmt: skip
    day = asked.published + step * _DAY
    return day, day


def weekend(match: re.Match[str], asked: Asked) -> Days | None:
    """Saturday and Sunday; on one of them "last" and "next" may mean either."""
    today, which = asked.published, match["which"].lower()
    if today is None:
        return None
    within = today.weekday() >= 5
    saturday = today + (5 - today.weekday()) * _DAY
    if which == "the":
        if within or asked.turn == "unclear":
            return None
        saturday -= (0 if asked.turn == "ahead" else 7) * _DAY
    elif which == "this":
        saturday -= (7 if not within and asked.turn == "behind" else 0) * _DAY
    elif within or which == "next":
        return None
    else:
        saturday -= 7 * _DAY
    return saturday, saturday + _DAY


def span(match: re.Match[str], asked: Asked) -> Days | None:
    """Last, this or next week, month or year."""
    if asked.published is None:
        return None
    return _moved(asked.published, match["unit"], _STEP[match["which"].lower()])


def ago(match: re.Match[str], asked: Asked) -> Days | None:
    if asked.published is None:
        return None
    return _moved(asked.published, match["unit"], -_counted(match["n"]))


def from_now(match: re.Match[str], asked: Asked) -> Days | None:
    if asked.published is None:
        return None
    count, unit = match["n"] or match["k"], match["unit"] or match["u"]
    return _moved(asked.published, unit, _counted(count))


def in_so_long(match: re.Match[str], asked: Asked) -> Days | None:
    """ "Will open in two weeks"; how long something took is no day."""
    if asked.published is None or asked.turn != "ahead":
        return None
    return _moved(asked.published, match["unit"], _counted(match["n"]))


_STEP = {"last": -1, "this": 0, "next": 1}


def _nearer(behind: Days | None, ahead: Days | None, asked: Asked) -> Days | None:
    """The last such day, or the coming one where the clause looks ahead; None where the clause says
    one and the calendar the other. Where it says neither, the last one if that is nearer.
    """
    if behind is None or ahead is None or asked.published is None or behind == ahead:
        return behind if asked.turn != "ahead" else ahead
    since, until = (asked.published - behind[1]).days, (ahead[0] - asked.published).days
    if asked.turn == "ahead":
        return None if until > _FAR and since < _NEAR else ahead
    if asked.turn == "behind":
        return None if since > _FAR and until < _NEAR else behind
    return behind if since <= until else None


def _moved(today: dt.date, unit: str, step: int) -> Days:
    if unit == "day":
        return today + step * _DAY, today + step * _DAY
    if unit == "week":
        return _week(today, step)
    if unit == "month":
        years, month = divmod(today.year * 12 + today.month - 1 + step, 12)
        return _month(years, month + 1)
    return _year(today.year + step)


def _week(today: dt.date, step: int) -> Days:
    monday = today + (7 * step - today.weekday()) * _DAY
    return monday, monday + 6 * _DAY


def _month(year: int, month: int) -> Days:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> Days:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _season(year: int, start: int) -> Days:
    return _month(year, start)[0], _month(year, start + 2)[1]


def _days(year: int, month: int, first: int, last: int | None = None) -> Days | None:
    with suppress(ValueError):
        found = dt.date(year, month, first), dt.date(year, month, last or first)
        return found if found[0] <= found[1] else None
    return None


def _month_of(words: str) -> int:
    found = _MONTH.search(words)
    return MONTHS.index(found[0].lower()) + 1 if found else 0


def _short_year(words: str, asked: Asked) -> int | None:
    """The century in which the year is not to come; without a day of publication, only where both
    are far from being the next years.
    """
    number = int(words[1:])
    if asked.published is None:
        return 1900 + number if number >= 50 else 2000 + number if number <= 20 else None
    century = asked.published.year // 100 * 100
    return century + number if century + number <= asked.published.year else century - 100 + number


def _which_year(match: re.Match[str], asked: Asked) -> int | None:
    if match["y"]:
        return int(match["y"])
    return asked.published.year + _STEP[match["which"].lower()] if asked.published else None


def _counted(words: str) -> int:
    return int(_COUNTS.get(words, 0) or words)
