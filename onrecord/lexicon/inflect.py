"""The forms of English verbs: rules of spelling, and what `verbs.yml` has against them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord.lexicon import table, words

_VOWELS = frozenset("aeiou")
_HISSES = ("s", "sh", "ch", "x", "z", "o")  # what -es follows


@cache
def verb_forms(lemma: str) -> frozenset[str]:
    """All forms of a verb, its plain form among them: say, says, saying, said."""
    sign = lemma.endswith("y") and lemma[-2:-1] not in _VOWELS
    past = str(table("verbs.irregular").get(lemma, "")).split()
    s = lemma[:-1] + "ies" if sign else lemma + ("es" if lemma.endswith(_HISSES) else "s")
    return frozenset((lemma, s, _stem(lemma, "ing") + "ing", *(past or [_past(lemma, sign)])))


def forms_of(lemmas: Iterable[str]) -> frozenset[str]:
    """All forms of some verbs."""
    return frozenset().union(*map(verb_forms, lemmas))


def _past(lemma: str, sign: bool) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if sign else _stem(lemma, "ed") + "ed"


def _stem(lemma: str, ending: str) -> str:
    """What a verb is before -ing or -ed."""
    if lemma in words("verbs.doubling"):
        return lemma + lemma[-1]
    if ending == "ing" and lemma.endswith("ie"):
        return lemma[:-2] + "y"
    return lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
