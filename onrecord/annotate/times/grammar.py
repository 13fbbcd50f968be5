"""Which words name days: a chain of named rules, each a pattern and the days that it means.

The patterns are tried at every place of a text in the order of `_RULES`; the first that fits
counts. What a rule makes of its words is in `reckon`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from onrecord.annotate.times import reckon
from onrecord.annotate.times.reckon import WEEKDAYS, Asked, Days
from onrecord.lexicon import table, words
from onrecord.model import Span

_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_Y = r"(?:19|20)\d\d"
_SHORT = r"[’'‘]\d\d"
_W = rf"(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})"
_W_SHORT = rf"(?:{_W}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?)"
_TO = r"(?:\s?[-–]\s?|\sto\s|\sand\s)"
_BEFORE_AN_EVENT = "in since during after before from of at".split()
_UNIT = r"(?:day|week|month|year)"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(table('times.counts'))})"
_ORDINAL = rf"(?:{'|'.join(table('times.ordinals'))})"
_SEASON = rf"(?:{'|'.join(f'[{s[0].upper()}{s[0]}]{s[1:]}' for s in table('times.seasons'))})"
_WHICH = r"(?:[Ll]ast|[Tt]his|[Nn]ext)"


def _after(*before: str) -> str:
    """Right behind one of these, at the beginning of a sentence too."""
    each = sorted({f"{first}{word[1:]}" for word in before for first in (word[0], word[0].upper())})
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)}[\s])" for word in each) + ")"


_OF_A_YEAR = _after(*"in since of by until till during from before after through early late "
                    "between around about and to".split())  # fmt: skip
_OF_A_MONTH = _after(*"in since of until till during by from through early late before after "
                     "last this next mid".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: str
    days: Callable[[re.Match[str], Asked], Days | None]
    relative: bool = True  # whether it needs a day to count from


_DATE = rf"(?:{_M}\s(?P<d>{_D})(?:{_TO}(?P<e>{_D})(?![\d,]*\d))?(?:,?\s(?P<y>{_Y})\b)?)"
_DAY_FIRST = rf"(?:(?P<d>{_D})(?:{_TO}(?P<e>{_D}))?\s(?:of\s)?{_M}(?:,?\s(?P<y>{_Y})\b)?)"
_BESIDE = rf"(?:\s\({_W}\))?"  # "July 25 (Monday)"


def _dates(name: str, date: str) -> tuple[_Rule, ...]:
    """A day of a month, alone, behind its weekday ("Monday, July 25"), or in brackets behind it."""
    return (
        _Rule(f"{name} in brackets", rf"{_W_SHORT}\s\({date}\)", reckon.date),
        _Rule(name, rf"(?:{_W_SHORT},?\s(?:the\s)?)?{date}{_BESIDE}", reckon.date),
    )


_RULES = (
    _Rule("iso", rf"(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)", reckon.iso, False),
    *_dates("date", _DATE),
    *_dates("day first", _DAY_FIRST),
    _Rule(
        "month of a year by its name",
        rf"{_M}(?:\sof)?\s(?P<which>{_WHICH})\syear",
        reckon.month_of_that_year,
    ),
    _Rule("month of a year", rf"{_M}(?:,|\sof)?\s(?P<y>{_Y})", reckon.month, False),
    _Rule(
        "quarter",
        rf"(?:(?P<n>{_ORDINAL})\s(?P<part>quarter|half)\sof|Q(?P<q>[1-4])(?:\sof|,)?)"
        rf"\s(?:(?P<y>{_Y})|(?P<which>{_WHICH})\syear)",
        reckon.quarter,
    ),
    _Rule(
        "season",
        rf"(?:(?<![a-z]){_SEASON}(?:\sof|\sin)?\s(?:(?P<y>{_Y})|(?P<short>{_SHORT}))"
        rf"|(?P<which>{_WHICH})\s{_SEASON})",
        reckon.season,
    ),
    _Rule("year", rf"(?=[12])(?:{_OF_A_YEAR}|(?<=\b[Mm]id-))(?P<y>{_Y})", reckon.year, False),
    _Rule(
        "year of an event",
        rf"(?=[12’'‘]){_after(*(f'{p} the' for p in _BEFORE_AN_EVENT))}"
        rf"(?:(?P<y>{_Y})|(?P<short>{_SHORT}))(?=\s[A-Za-z])",
        reckon.year,
        False,
    ),
    _Rule("short year", rf"(?=[’'‘]){_OF_A_YEAR}(?P<short>{_SHORT})", reckon.year, False),
    _Rule(
        "weekday of a week",
        rf"(?P<w>{_W})(?:\sof|\sin)?\s(?P<which>{_WHICH})\sweek",
        reckon.weekday_of_a_week,
    ),
    _Rule("weekday", rf"(?:(?P<which>{_WHICH}|[Cc]oming|[Pp]ast)\s)?(?P<w>{_W})", reckon.weekday),
    _Rule(
        "day by its name",
        r"(?:[Tt]he\s)?[Dd]ay\s(?:before\syesterday|after\stomorrow)|[Yy]esterday|[Tt]oday|[Tt]omorrow"
        r"|[Tt]onight|[Ll]ast\snight|[Tt]his\s(?:morning|afternoon|evening)",
        reckon.named_day,
    ),
    _Rule("weekend", rf"(?P<which>{_WHICH}|[Tt]he)\sweekend", reckon.weekend),
    _Rule("span", rf"(?P<which>{_WHICH})\s(?P<unit>{_UNIT})", reckon.span),
    _Rule("ago", rf"(?P<n>{_COUNT})\s(?P<unit>{_UNIT})s?\sago", reckon.ago),
    _Rule(
        "from now",
        rf"(?:(?P<n>{_COUNT})\s(?P<unit>{_UNIT})s?(?:[’']s?)?\stime"
        rf"|(?P<k>{_COUNT})\s(?P<u>{_UNIT})s?\sfrom\snow)",
        reckon.from_now,
    ),
    _Rule(
        "in so long",
        rf"(?=[\da-z])(?<=\b[Ii]n\s)(?P<n>{_COUNT})\s(?P<unit>{_UNIT})s?",
        reckon.in_so_long,
    ),
    _Rule("month", rf"(?=[A-Z])(?:{_OF_A_MONTH}|(?<=\b[Mm]id-)){_M}", reckon.month),
)
_END = r"(?![\w-]|\.\d)"
_EACH = tuple(re.compile(f"(?:{rule.pattern}){_END}") for rule in _RULES)
# Without names of groups, which keep the matcher from seeing how each rule begins.
_ANY = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.sub(r'[?]P<[a-z]+>', '?:', rule.pattern) for rule in _RULES)}){_END}"
)

_OPEN = frozenset(words("times.no_day"))
_NAMING = frozenset(words("times.named_days"))
_BEHIND = re.compile(
    r"(?:[’']s?)?\s([A-Z]\w+)\s[A-Z]|\s(?:Times|Mirror|Telegraph|Night|Herald|Mail)\b"
)
_SAME_YEAR = re.compile(r",?\s(?:of\s|in\s)?(?:that|the|its|their)\s(?:\w+\s)?year\b")
_BEFORE = re.compile(r"([\w’']+)[\s-]\Z")
_AHEAD = re.compile(r"(?i)next|tomorrow|tonight|coming|from now|time$|day after")


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a text that may name days."""

    span: Span
    relative: bool  # whether it needs a day to count from
    says_ahead: bool  # "next week": whatever the clause says
    rule: _Rule
    match: re.Match[str]

    def days(self, asked: Asked) -> Days | None:
        """The first and the last day; None where the words may mean two, or none at all."""
        with suppress(OverflowError, ValueError):
            return self.rule.days(self.match, asked)
        return None


def find(text: str) -> Iterator[Found]:
    """The words of a text that name days, in order; none overlaps another."""
    for found in _ANY.finditer(text):
        rule, match = next(
            (rule, match)
            for rule, each in zip(_RULES, _EACH, strict=True)
            if (match := each.match(text, found.start()))
        )
        if _means_no_day(rule, match, text):
            continue
        relative = rule.relative and not ("y" in match.re.groupindex and match["y"])
        yield Found(
            Span(*match.span()),
            relative,
            bool(_AHEAD.search(match[0])),
            rule,
            match,
        )


def _means_no_day(rule: _Rule, match: re.Match[str], text: str) -> bool:
    """Whether what stands beside the words makes something else of them: "Super Tuesday", "the
    Friday before", "the last week", "the Sunday Times".
    """
    if rule.relative and _SAME_YEAR.match(text, match.end()):
        return True
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    last = before[1].lower() if before else ""
    if rule.name == "weekday":
        named = last in _OPEN or last in _NAMING or bool(_BEHIND.match(text, match.end()))
        return named or (last == "the" and not match["which"])
    if rule.name in ("span", "season") and "which" in match.re.groupindex and match["which"]:
        return last in ("the", "that", "every", "each")
    return match[0].lower() == "today" and text.startswith(("’s ", "'s "), match.end())
