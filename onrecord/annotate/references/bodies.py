"""The organizations that an article has named so far, and which of them "the union" or "the
transport ministry" is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.annotate.text import text_of
from onrecord.model import Mention

# What a text calls an organization by its kind, where the kind is a word of the name: "the union"
# is a union by name.
_BY_NAME = frozenset(
    """union ministry department committee commission court council party board bureau government bank regulator
    parliament senate university institute foundation association federation police court alliance authority""".split()
)
# What it calls one that has just spoken, whose name need not tell: the New York Times is "the
# newspaper".
_BY_SPEECH = frozenset(
    "agency company group organization organisation campaign network newspaper paper firm office watchdog".split()
)
KINDS = _BY_NAME | _BY_SPEECH
_SMALL = frozenset(("the", "of", "and", "for", "'s", "’s"))


@dataclass(slots=True)
class _Body:
    words: frozenset[str]
    name: int  # the latest mention


class Bodies:
    """To be asked and told in the order of the text."""

    def __init__(self, doc: Doc, names: Sequence[Mention]) -> None:
        self._text = text_of(doc)
        self._names = names
        self._by_kind: dict[str, list[_Body]] = {}

    def named(self, name: int) -> None:
        """Remember that a mention names an organization."""
        at = name
        while (before := self._names[at].antecedent) is not None:
            at = before
        words = frozenset(_words(self._names[at].span.of(self._text)))
        for kind in sorted(words & _BY_NAME):
            known = self._by_kind.setdefault(kind, [])
            same = next((b for b in known if words <= b.words or b.words <= words), None)
            if same is None:
                known.append(_Body(words, name))
            else:
                same.words, same.name = same.words | words, name

    def only(self, description: str) -> int | None:
        """The mention of the one organization named so far that has the kind and all words of a
        description.
        """
        *added, kind = _words(description)
        known = self._by_kind.get(kind, [])
        return known[0].name if len(known) == 1 and known[0].words.issuperset(added) else None

    def fits(self, kind: str) -> bool:
        """Whether an organization whose name does not tell its kind may be called so."""
        return kind in _BY_SPEECH


def _words(name: str) -> list[str]:
    return [w for w in name.casefold().replace("’", "'").split() if w not in _SMALL]
