"""Paragraphs of a plain text, told from its line ends alone.

A text file has no markup for paragraphs, only three habits: a blank line between them, one line for
each, or lines broken at a fixed width ("hard-wrapped") with a blank line or an indent between
paragraphs. The habits mix in one file (a headline of one line above wrapped prose), so each pair of
neighbouring lines is asked whether it is one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.model import Span

SENTENCE_END = (".", "!", "?", "…", ":", ";")
CLOSERS = "”’\"')]»"  # what may stand behind the end of a sentence
_WRAP_MAX = 120  # no mail program, typewriter or editor wraps prose wider than this
_WRAP_MIN = 40  # nor narrower: a shorter line that stops early is verse, a list or a heading


def ends_sentence(line: str) -> bool:
    """Whether the line's last mark, closing quotes and brackets aside, is one that a sentence or a
    clause ends with.
    """
    return line.rstrip(CLOSERS).endswith(SENTENCE_END)


def runs_of_lines(text: str) -> list[list[Span]]:
    """The lines that are not blank, without the blanks at their ends; lines with no blank line
    between them together.

    Linear in the text. All line ends of Unicode count, so Windows' and old Mac files read the same.
    """
    runs: list[list[Span]] = [[]]
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + len(line) - len(line.lstrip())
            runs[-1].append(Span(start, start + len(words)))
        elif runs[-1]:
            runs.append([])
        at += len(line)
    return runs if runs[-1] else runs[:-1]


def paragraphs(text: str, runs: list[list[Span]]) -> Iterator[Span]:
    """One span for each paragraph, in order: lines of a run that were one paragraph are joined
    again.
    """
    width = _wrap_width(text, runs)
    for run in runs:
        start = run[0].start
        for upper, lower in pairwise(run):
            if not _one_paragraph(text, upper, lower, width):
                yield Span(start, upper.end)
                start = lower.start
        yield Span(start, run[-1].end)


def _wrap_width(text: str, runs: list[list[Span]]) -> int:
    """The width at which the text is hard-wrapped; 0 where it is not.

    It is when many lines stop inside a sentence: about half of the breaks of wrapped prose fall
    before a small letter, none of those between paragraphs do. A tenth of the lines may stick out
    (a table, an address).
    """
    pairs = [pair for run in runs for pair in pairwise(run)]
    broken = sum(_goes_on(text, upper, lower) for upper, lower in pairs)
    if broken < 2 or broken * 4 < len(pairs):
        return 0
    widths = sorted(upper.end - upper.start for upper, _ in pairs)
    width = widths[(len(widths) - 1) * 9 // 10]
    return width if width <= _WRAP_MAX else 0


def _one_paragraph(text: str, upper: Span, lower: Span, width: int) -> bool:
    """Whether the sentence goes on, or the lower line's first word would not have fitted on the
    upper line.
    """
    if _goes_on(text, upper, lower):
        return True
    if not width or _indented(text, lower) > _indented(text, upper):
        return False
    first = lower.of(text)[:width].split(maxsplit=1)[0]
    return upper.end - upper.start + 1 + len(first) > width


def _goes_on(text: str, upper: Span, lower: Span) -> bool:
    """Whether a sentence plainly runs from one line into the next."""
    return (
        upper.end - upper.start >= _WRAP_MIN
        and text[lower.start].islower()
        and not ends_sentence(text[max(upper.start, upper.end - 8) : upper.end])
    )


def _indented(text: str, line: Span) -> bool:
    return line.start > 0 and text[line.start - 1] in " \t\u00a0\u3000"
