"""Quotation marks → quoted strings: which marks belong together.

Works on characters alone, block by block, and never raises: a mark that fits nowhere is passed
over. Double marks (`"…"`, `“…”`, `„…“`, ``''…''``) are of one family, since writers and programs
mix them within one pair; guillemets are the second family, single marks (`'…'`, `‘…’`) the third.
Single marks inside double ones are left alone: what they quote is part of the words quoted. A mark
opens or closes by what stands on both of its sides (Unicode Standard Annex 14 resolves its QU class
in the same way); where that says nothing, by what is open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.lexicon import words
from onrecord.model import Block, Span

Family = Literal["double", "angle", "single"]
Side = Literal["open", "close", "either"]

_MARK = re.compile(r"''|``|[\"“”„‟«»‘’'`]")
_FAMILY: dict[str, Family] = {
    **dict.fromkeys(("''", "``", '"', "“", "”", "„", "‟"), "double"),
    **dict.fromkeys(("«", "»"), "angle"),
    **dict.fromkeys(("‘", "’", "'", "`"), "single"),
}
_LEADS = frozenset("([{—–-/=:“‘«\"'")  # what may stand before an opening mark besides a blank
_TRAILS = frozenset(".,;:!?…)]}—–-/”’»\"'")  # what may stand behind a closing mark besides a blank
_ENDS = frozenset(".,!?…—-")  # what a quoted clause ends with
_FEET = re.compile(
    r"\d+['’′]\s?\d{1,2}(?:\.\d+)?$"
)  # before a mark that means inches: 6'2", 5' 11"
_ELISION = re.compile(
    r"(?i)\d\ds?\b|(?:em|til|tis|twas|cause|n|bout|round|kay|cuz)\b"
)  # '90s, rock 'n' roll
_ELIDED = re.compile(r"(?i)[\s'’‘]['’‘]n$|\so$")  # before the second mark of 'n', the mark of o'
_CLIPPED = "|".join(sorted(words("saying.clipped")))
# before what may be an apostrophe: boys', goin', an'
_SHORTENED = re.compile(rf"(?i)(?:s|[a-z]in|(?<![\w'’])(?:{_CLIPPED}))$")
# The end of quoted words whose closing mark was forgotten: a comma and "Name said" or "said Name".
_SAID = r"(?:said|says|told|added|asked|wrote|replied|tweeted|explained|continued|noted)"
_FORGOTTEN = re.compile(
    rf"[,?!](?= (?:(?:[A-Z][\w.’'-]+ ){{1,4}}|(?:he|she|they) ){_SAID}\b| {_SAID} [A-Zth])"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+")
_GOES_ON = re.compile(
    r" [a-z]"
)  # behind a mark: the sentence runs on, as after "the voters' choice"
_MOST_APOSTROPHES = 40  # within one string in single marks
_LONGEST_TAIL = (
    400  # characters of an unclosed quotation that are searched for a forgotten mark's place
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A string in quotation marks."""

    span: Span  # the words, without the marks and the blanks beside them
    outer: Span  # with the marks
    block: int  # index of the block that it stands in
    whole: bool = True  # both marks are there
    continues: bool = False  # carries on the quoted string before it, over a paragraph break

    def marks(self, text: str) -> tuple[str, str]:
        """The marks as the text has them; empty where one is missing."""
        before = text[self.outer.start : self.span.start].strip()
        return before, text[self.span.end : self.outer.end].strip()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    family: Family
    can_open: bool
    can_close: bool


def find_quoted(text: str, blocks: Sequence[Block]) -> list[Quoted]:
    """The quoted strings of a text, outermost only, in order; nothing runs across two blocks."""
    found: list[Quoted] = []
    unclosed = False  # the last string of the paragraph before lacks its closing mark
    for i, block in enumerate(blocks):
        if block.kind in ("chrome", "credit"):
            continue
        pairs, open_at_end = _pairs(text, block.span, unclosed)
        strings = [q for q in (_quoted(text, i, *pair) for pair in pairs) if q]
        if unclosed and strings and strings[0].outer.start == block.span.start:
            first = strings[0]
            strings[0] = Quoted(first.span, first.outer, i, first.whole, continues=True)
        found += strings
        if block.kind in ("paragraph", "title") or strings:
            unclosed = open_at_end and bool(strings)
    return found


def _quoted(text: str, block: int, start: int, end: int, opened: int, closed: int) -> Quoted | None:
    """One pair as a quoted string: `opened` and `closed` are the lengths of its marks, 0 where one
    is missing.
    """
    inner_start, inner_end = start + opened, end - closed
    words = text[inner_start:inner_end]
    bare = words.strip()
    if not any(c.isalnum() for c in bare):
        return None
    inner_start += len(words) - len(words.lstrip())
    return Quoted(
        Span(inner_start, inner_start + len(bare)),
        Span(start, end),
        block,
        whole=bool(opened and closed),
    )


_Pair = tuple[
    int, int, int, int
]  # start, end, length of the opening mark, length of the closing mark


def _pairs(text: str, span: Span, continued: bool) -> tuple[list[_Pair], bool]:
    """The pairs of one block in order, and whether the last one lacks its closing mark."""
    marks = list(_marks(text, span))
    doubles, open_at_end = _double_pairs(
        text, span, [m for m in marks if m.family != "single"], continued
    )
    singles = list(_single_pairs(text, [m for m in marks if m.family == "single"], doubles))
    if not singles:
        return doubles, open_at_end
    pairs, covered = [], -1
    for pair in sorted(
        doubles + singles
    ):  # a single pair that was let in lies outside all doubles or around some
        if pair[1] > covered:
            pairs.append(pair)
            covered = pair[1]
    return pairs, open_at_end


def _marks(text: str, span: Span) -> Iterator[_Mark]:
    """The quotation marks of a block, without apostrophes, feet and inches."""
    for match in _MARK.finditer(text, span.start, span.end):
        start, end, mark = match.start(), match.end(), match[0]
        before = text[start - 1] if start > span.start else " "
        after = text[end] if end < span.end else " "
        family = _FAMILY[mark]
        if family == "single" and (before.isalnum() and after.isalnum()):
            continue  # an apostrophe
        if (
            mark in ('"', "''", "”")
            and before.isdigit()
            and _FEET.search(text, max(span.start, start - 8), start)
        ):
            continue
        if family == "single" and (
            _ELISION.match(text, end)
            or _ELIDED.search(text, max(span.start, start - 3), start)
            or (before.isdigit() and not after.isalnum())
        ):
            continue
        can_open = not after.isspace() and (before.isspace() or before in _LEADS)
        can_close = not before.isspace() and (after.isspace() or after in _TRAILS)
        yield _Mark(start, end, mark, family, can_open, can_close)


def _double_pairs(
    text: str, span: Span, marks: list[_Mark], continued: bool
) -> tuple[list[_Pair], bool]:
    pairs: list[_Pair] = []
    opener: _Mark | None = None
    for mark in marks:
        if opener is not None and mark.family != opener.family:
            continue  # one family inside the other
        side = _side(mark, opener)
        if side == "open":
            if opener is not None:
                pairs.append(_unclosed(text, opener, mark.start))
            opener = mark
        elif opener is not None:
            pairs.append((opener.start, mark.end, opener.end - opener.start, mark.end - mark.start))
            opener = None
        elif stray := _unopened(text, span, pairs, mark, continued):
            pairs.append(stray)
    if opener is None:
        return pairs, False
    rest = _unclosed(text, opener, span.end)
    pairs.append(rest)
    return pairs, rest[1] == span.end


def _side(mark: _Mark, opener: _Mark | None) -> Side:
    """Which side of a quotation a double mark or a guillemet stands on."""
    if mark.text in ("“", "„", "``", "‟"):
        closes = opener is not None and (
            opener.text == "„" or (mark.can_close and not mark.can_open)
        )
        return "close" if closes else "open"
    if mark.text == "”":
        return "open" if opener is None and mark.can_open and not mark.can_close else "close"
    if mark.text == "«":
        return "close" if opener is not None and opener.text == "»" else "open"
    if mark.text == "»":
        return "open" if opener is None and mark.can_open else "close"
    if mark.can_open != mark.can_close:
        return "open" if mark.can_open else "close"
    return "open" if opener is None else "close"


def _unclosed(text: str, opener: _Mark, limit: int) -> _Pair:
    """A pair whose closing mark was forgotten: up to "…, Name said", else up to the limit."""
    window = min(limit, opener.end + _LONGEST_TAIL)
    if forgotten := _FORGOTTEN.search(text, opener.end, window):
        return opener.start, forgotten.end(), opener.end - opener.start, 0
    end = limit
    while end > opener.end and text[end - 1].isspace():
        end -= 1
    return opener.start, end, opener.end - opener.start, 0


def _unopened(
    text: str, span: Span, pairs: list[_Pair], mark: _Mark, continued: bool
) -> _Pair | None:
    """A pair whose opening mark was forgotten: from where its sentence begins, if it ends like a
    quoted clause.

    After a paragraph whose quotation was left open, the words from the start of this one carry it
    on.
    """
    floor = pairs[-1][1] if pairs else span.start
    if mark.start <= floor or text[mark.start - 1] not in _ENDS:
        return None
    if continued and not pairs:
        return span.start, mark.end, 0, mark.end - mark.start
    start = floor if not pairs else None
    for end in _SENTENCE_END.finditer(text, max(floor, mark.start - _LONGEST_TAIL), mark.start):
        start = end.end()
    return None if start is None else (start, mark.end, 0, mark.end - mark.start)


def _single_pairs(text: str, marks: list[_Mark], doubles: list[_Pair]) -> Iterator[_Pair]:
    """Pairs of single marks outside double ones (or around them, as British papers set them)."""
    starts = [start for start, *_ in doubles]
    free = []
    for mark in marks:
        i = bisect_right(starts, mark.start) - 1
        if i < 0 or mark.start >= doubles[i][1]:
            free.append(mark)
    i = 0
    while i < len(free):
        opener = free[i]
        i += 1
        if opener.text == "’" or not opener.can_open:
            continue
        closer = _closer(text, free[i : i + _MOST_APOSTROPHES])
        if closer is not None:
            i += closer + 1
            yield opener.start, free[i - 1].end, 1, 1


def _closer(text: str, marks: list[_Mark]) -> int | None:
    """Which of the marks behind a single opening mark closes it: the first that cannot be a
    plural's apostrophe.
    """
    first = None
    for i, mark in enumerate(marks):
        if mark.text == "‘" or (mark.can_open and not mark.can_close):
            break  # the opener before was an elision
        if not mark.can_close:
            continue
        if first is None:
            first = i
        shortened = _SHORTENED.search(text, max(0, mark.start - 6), mark.start)
        if not (shortened and _GOES_ON.match(text, mark.end)):
            return i
    return first
