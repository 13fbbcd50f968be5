"""The organizations of an article, and which of them "the union" or "the transport ministry" can
be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from spacy.tokens import Doc

from onrecord.annotate.references.rank import Who
from onrecord.annotate.text import text_of
from onrecord.lexicon import table, words
from onrecord.model import Mention

NAMED, HEARD = words("bodies.named"), words("bodies.heard")
_PRIVATE = words("bodies.private")
_OTHERS = {kind: str(names).split() for kind, names in table("bodies.others").items()}
_HIGHEST = {word: str(name) for word, name in table("bodies.highest").items()}
_SMALL = words("grammar.in_names")
_ALIKE = 8  # names with a word in common that are compared


def bodies_of(doc: Doc, mentions: Sequence[Mention]) -> Mapping[int, Who]:
    """The organization behind each mention of one's name, by the mention's index.

    A name whose words are all in another's is the same: "the Harbour Board" of Norra Harbour Board.
    """
    text = text_of(doc)
    number: dict[int, int] = {}
    told: list[frozenset[str]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.kind != "organization" or mention.form != "name":
            continue
        name = frozenset(_words(mention.span.of(text)))
        long = mention.antecedent
        same = number.get(long) if long is not None else None
        if same is None:
            alike = (n for w in sorted(name) for n in islice(reversed(by_word[w]), _ALIKE))
            same = next((n for n in alike if name <= told[n] or told[n] <= name), None)
        if same is None:
            same = len(told)
            told.append(frozenset())
        for word in name - told[same]:
            by_word[word].append(same)
        told[same] |= name
        number[i] = same
    bodies = [Who(n, "organization", told=name) for n, name in enumerate(told)]
    return {i: bodies[n] for i, n in number.items()}


def is_called(body: Who, description: str, *, spoke: bool) -> bool:
    """Whether an organization can be described so: by a kind that its name tells and by words of
    its name, or by a kind that no name tells, if it `spoke` last.
    """
    *added, kind = _words(description)
    if kind in NAMED or kind in body.told:
        of_kind = bool(body.told & {kind, *_OTHERS.get(kind, ())})
        return of_kind and body.told.issuperset(_HIGHEST.get(word, word) for word in added)
    told = body.told & {kind, *_OTHERS.get(kind, ())}
    return bool(told) or (spoke and not (kind in _PRIVATE and body.told & NAMED))


def _words(name: str) -> list[str]:
    found = (w.strip(",.") for w in name.casefold().replace("’", "'").split())
    return [w for w in found if w and w not in _SMALL]
