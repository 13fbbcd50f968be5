"""What sources call an actor, those together that are forms of one role: "president of the union",
"union president", "president".
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.lexicon import words
from onrecord.pages import RoleGroup, RoleItem

_WORD = re.compile(r"\w+")
_PLACES = 3  # of one role that are shown
_SHOWN = 8  # roles that are seen at once
_LINKING = words("labels.linking")


def grouped(roles: Iterable[RoleItem]) -> tuple[RoleGroup, ...]:
    """The roles, the newest first. A form belongs to the fullest one that has all of its words;
    what two others have belongs to the more frequent.
    """
    every = list(roles)
    head = _heads(r.words for r in every)
    members: dict[frozenset[str], list[RoleItem]] = {}
    for role in every:
        members.setdefault(head[_words(role.words)], []).append(role)
    found = [_group(here) for here in members.values()]
    return tuple(sorted(found, key=lambda g: -(g.until or dt.date.min).toordinal()))


def main_role(words: Sequence[str]) -> str | None:
    """What most call an actor, in its fullest form; of several the first."""
    head = _heads(words)
    often = Counter(head[_words(w)] for w in words)
    most = max(often.values(), default=0)
    forms = [w for w in words if often[head[_words(w)]] == most]
    return next((w for w in words if forms and _words(w) == head[_words(forms[0])]), None)


def _heads(words: Iterable[str]) -> dict[frozenset[str], frozenset[str]]:
    """Each form with the fullest one that it belongs to."""
    often = Counter(map(_words, words))
    head: dict[frozenset[str], frozenset[str]] = {}
    for form in sorted(often, key=lambda w: (-len(w), -often[w], sorted(w))):
        fuller = [h for h in head.values() if form < h]
        head[form] = max(fuller, key=lambda h: often[h], default=form) if form else form
    return head


def shown(groups: Sequence[RoleGroup]) -> tuple[tuple[RoleGroup, ...], tuple[RoleGroup, ...]]:
    """Those that a profile shows at once, and those that unfold."""
    return tuple(groups[:_SHOWN]), tuple(groups[_SHOWN:])


def _words(words: str) -> frozenset[str]:
    """What tells a role from another, whatever the order and the small words."""
    return frozenset(_WORD.findall(words.casefold())) - _LINKING


def _group(roles: Sequence[RoleItem]) -> RoleGroup:
    """`roles` are the newest first."""
    forms = Counter(r.words for r in roles)
    fullest = max(forms, key=lambda w: (len(_words(w)), forms[w], w))
    others = {w.casefold(): w for w in forms if w.casefold() != fullest.casefold()}
    days = [r.on for r in roles if r.on]
    places = {r.place.href: r.place for r in roles}
    decided = next((r.decided for r in roles if r.decided), "")
    return RoleGroup(
        words=fullest,
        others=tuple(sorted(others.values(), key=lambda w: (-forms[w], w))),
        places=tuple(places.values())[:_PLACES],
        more=max(0, len(places) - _PLACES),
        since=min(days, default=None),
        until=max(days, default=None),
        decided=decided,
    )
