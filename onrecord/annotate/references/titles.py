"""Titles that editors know to be held: "the secretary of state", where no name stands beside it.

Whose the title is on the day of the article is for `resolve` to say, which knows the days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from onrecord.annotate.text import text_of
from onrecord.lexicon import namewords as w
from onrecord.model import Mention, Span

_NAMED = re.compile(r"\s[A-Z]")


def find_titles(doc: Doc) -> Iterator[Mention]:
    """The definite descriptions that are a known title or an end of it, in order.

    "The former secretary of state" is another one, and "Secretary of State Ann Lee" has its name
    beside it.
    """
    known = {form for k in doc._.known if k.form == "description" for form in _forms(k.words)}
    if not known:
        return
    longest_first = "|".join(re.escape(x) for x in sorted(known, key=lambda x: (-len(x), x)))
    text = text_of(doc)
    for match in re.finditer(rf"\b[Tt]he (?i:{longest_first})(?!\w|-\w)", text):
        if not _NAMED.match(text, match.end()):
            yield Mention(Span(*match.span()), "person", "description", how="held")


def _forms(title: str) -> Iterator[str]:
    """A title, and its ends with the word of office: of two words or more, since "the minister"
    tells nothing.
    """
    yield title
    words = title.split()
    for i in range(1, len(words) - 1):
        if words[i][0].isupper() and w.ROLE_HEADS & {x.lower() for x in words[i:]}:
            yield " ".join(words[i:])
