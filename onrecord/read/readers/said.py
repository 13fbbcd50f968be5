"""What the metadata of an office document says, as far as it can be believed.

Programs fill it in by themselves: with the name of a file, of a template, of whoever's machine it
was.
"""

from __future__ import annotations

import re

from onrecord.read.readers.schema import folded

_FIRST = 3000  # characters of a text in which its title stands
_NO_TITLE = re.compile(
    r"(?i)untitled|document\s*\d*|microsoft \w+ - .*|.*\.(?:docx?|odt|indd|qxd|pdf|rtf|pages|tex)"
)
_NO_AUTHOR = re.compile(
    r"(?i).*\b(?:user|admin\w*|unknown|owner|author|anonymous|microsoft|office|python-docx)\b.*"
)

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def title_of(said: str, text: str) -> str | None:
    """A stated title that stands in the text too."""
    title = " ".join(said.split())
    own, first = " ".join(folded(title)), " ".join(folded(text[:_FIRST]))
    return title if own and own in first and not _NO_TITLE.fullmatch(title) else None


def author_of(said: str) -> str | None:
    """A stated author that is a name: more words than one, and none of a program."""
    author = " ".join(said.split())
    return author if len(author.split()) > 1 and not _NO_AUTHOR.fullmatch(author) else None


def superscript(digits: str) -> str:
    """Raised digits as such: a power, or the mark of a note, which is no number of its sentence."""
    return digits.translate(_SUPERSCRIPT) if digits.isdecimal() else digits
