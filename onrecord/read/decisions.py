"""`briefings/actors.yml` → Decisions: what editors decided on who is who.

    actors:
      - id: dana-whitlow            # small letters, digits and hyphens: the address of the profile
        name: Dana Whitlow          # shown above the profile kind: person                # person,
        organization, place, group aliases: [Whitlow, D. W.]   # other names, with their case; found
        even where the machine misses them roles:
          - title: harbour minister
            from: 2019-03-01
            to: 2021-06-30
        same: [d-whitlow]           # ids or names that are this actor too
        different: [Dana Whitlow Jr]  # ids or names that are not, whatever the machine thinks
        hide: true                  # no profile, no mention
        pins:                       # these words in this article are this actor
          - article: dock-strike/gazette
            words: Dana
            nth: 2                  # the second time they stand there; left out: every time
        by: ines
        date: 2020-06-05
        why: He signs as D. Whitlow since May.

Reading raises nothing. Whatever is wrong becomes a Problem with its line and what to do; what
contradicts names both lines. Whether a decision still fits the articles is seen when they are
resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from onrecord.model import Decision, HeldRole, Kind, Pin, Problem
from onrecord.read.yamlmap import YamlMap, parse
from onrecord.slug import slug

_SHOWN = 10  # of one kind of contradiction, and of the lines that make one
_KINDS = tuple(k for k in get_args(Kind) if k != "other")


@dataclass(frozen=True, slots=True)
class _Said:
    """A text of one decision, with its line."""

    words: str
    line: int
    owner: str  # id of the decision


def read_decisions(text: str, file: str, problems: list[Problem]) -> tuple[Decision, ...]:
    """The decisions of a file, in its order. What is wrong is added to `problems`, and then left
    out.
    """
    top = parse(text, file, problems)
    if top is None:
        return ()
    entries = top.maps("actors")
    top.done()
    found: list[Decision] = []
    said: dict[str, list[_Said]] = {"names": [], "same": [], "different": []}
    lines: dict[str, int] = {}
    for entry in entries:
        decision = _decision(entry, file)
        if decision is None:
            continue
        if decision.id in lines:
            mend = "make one entry of the two"
            entry.problem(
                "id", f"“{decision.id}” has an entry already, on line {lines[decision.id]}", mend
            )
            continue
        lines[decision.id] = entry.line_of("id")
        found.append(decision)
        names = [(decision.name, entry.line_of("name"))] if decision.name else []
        said["names"] += (
            _Said(w, n, decision.id) for w, n in (*names, *entry.texts_with_lines("aliases"))
        )
        for key in ("same", "different"):
            said[key] += (_Said(w, n, decision.id) for w, n in entry.texts_with_lines(key))
    problems += _contradictions(found, said["names"], said["same"], said["different"], file)
    return tuple(found)


def _decision(entry: YamlMap, file: str) -> Decision | None:
    id_ = entry.text("id")
    decision = Decision(
        id_ or "",
        entry.line,
        entry.text("name"),
        cast("Kind | None", entry.choice("kind", _KINDS)),
        entry.texts("aliases"),
        tuple(_roles(entry)),
        entry.texts("same"),
        entry.texts("different"),
        entry.flag("hide"),
        tuple(_pins(entry)),
        entry.text("by"),
        entry.day("date"),
        entry.text("why"),
        file,
    )
    entry.done()
    if id_ is None:
        mend = (
            f"write `id: {slug(decision.name)}`"
            if decision.name
            else "write `id: ` and the profile's address"
        )
        entry.problem("id", "an entry must have an id", mend)
        return None
    if slug(id_) != id_:
        entry.problem("id", f"“{id_}” cannot be an address", f"write `id: {slug(id_)}`")
        return None
    return decision


def _roles(entry: YamlMap) -> Iterator[HeldRole]:
    for item in entry.maps("roles"):
        title, since, until = item.text("title"), item.day("from"), item.day("to")
        item.done()
        if title is None:
            item.problem("title", "a role must have a title", "write `- title: harbour minister`")
        elif since and until and until < since:
            item.problem(
                "to",
                f"“{title}” ends on {until}, before it begins on {since}",
                "exchange the two days",
            )
        else:
            yield HeldRole(title, since, until)


def _pins(entry: YamlMap) -> Iterator[Pin]:
    for item in entry.maps("pins"):
        article, words, nth = item.text("article"), item.text("words"), item.whole("nth", 0)
        item.done()
        if article is None or words is None:
            mend = "write `- article: briefing/source` and under it `words: …`"
            item.problem("", "a pin must say in which article which words are meant", mend)
        else:
            yield Pin(article, words, nth, item.line)


def _contradictions(
    decisions: Sequence[Decision],
    names: Sequence[_Said],
    same: Sequence[_Said],
    different: Sequence[_Said],
    file: str,
) -> Iterator[Problem]:
    """Every pair of lines that cannot both be true."""
    known = {d.id: d.id for d in decisions}
    for name in reversed(names):
        known.setdefault(name.words, name.owner)
    joined = _Joined(known, same)
    for x in (*same, *different):
        if known.get(x.words) == x.owner:
            yield Problem(f"“{x.words}” is “{x.owner}” itself", "delete it here", file, x.line)
    yield from _names_twice(names, joined, file)
    parted = [
        x
        for x in different
        if joined.root(x.owner) == joined.root(x.words) and known.get(x.words) != x.owner
    ]
    for x in parted[:_SHOWN]:
        what = f"“{x.owner}” and “{x.words}” are different here, and the same by line "
        what += _list(joined.lines(x.owner, x.words))
        yield Problem(what, "keep one of the two", file, x.line)
    for x in parted[_SHOWN : _SHOWN + 1]:
        what = f"so it is with {len(parted) - _SHOWN} more that are different, from here on"
        yield Problem(what, "mend those above first", file, x.line)
    yield from _clashes(decisions, joined, file)


class _Joined:
    """What `same` makes one, with the lines that say so."""

    def __init__(self, known: dict[str, str], same: Iterable[_Said]) -> None:
        self._known = known
        self._edges: dict[str, list[tuple[str, int]]] = {}
        for x in same:
            a, b = known.get(x.owner, x.owner), known.get(x.words, x.words)
            self._edges.setdefault(a, []).append((b, x.line))
            self._edges.setdefault(b, []).append((a, x.line))
        self._root: dict[str, str] = {}
        for start in self._edges:
            if start not in self._root:
                for node in self._reach(start):
                    self._root[node] = start

    def root(self, words: str) -> str:
        """What stands for all that is one with an id or a name."""
        node = self._known.get(words, words)
        return self._root.get(node, node)

    def lines(self, a: str, b: str) -> list[int]:
        """The lines of the shortest chain from the one to the other."""
        start, node = self._known.get(a, a), self._known.get(b, b)
        reached = self._reach(start)
        found: list[int] = []
        while node != start and node in reached:
            node, line = reached[node]
            found.append(line)
        return found[::-1]

    def _reach(self, start: str) -> dict[str, tuple[str, int]]:
        """All that is one with a node, each with the node before it on the way, and the line."""
        reached = {start: (start, 0)}
        queue = [start]
        for node in queue:
            for other, line in self._edges.get(node, ()):
                if other not in reached:
                    reached[other] = (node, line)
                    queue.append(other)
        return reached


def _names_twice(names: Iterable[_Said], joined: _Joined, file: str) -> Iterator[Problem]:
    first: dict[str, _Said] = {}
    for name in names:
        before = first.setdefault(name.words, name)
        if joined.root(before.owner) != joined.root(name.owner):
            what = (
                f"“{name.words}” is “{before.owner}” by line {before.line}, and here “{name.owner}”"
            )
            yield Problem(what, "keep one, and pin the other where it stands", file, name.line)


def _clashes(decisions: Sequence[Decision], joined: _Joined, file: str) -> Iterator[Problem]:
    """Pins of one place to two actors, and two entries of one actor that disagree about it."""
    pinned: dict[tuple[str, str, int], tuple[str, Pin]] = {}
    told: dict[tuple[str, str], Decision] = {}
    for d in decisions:
        for pin in d.pins:
            owner, before = pinned.setdefault((pin.article, pin.words, pin.nth), (d.id, pin))
            if joined.root(owner) != joined.root(d.id):
                what = f"“{pin.words}” in {pin.article} is “{owner}” by line {before.line}"
                what += f", and here “{d.id}”"
                yield Problem(what, "keep one of the two pins", file, pin.line)
        for key, value in (("name", d.name), ("kind", d.kind)):
            other = told.setdefault((joined.root(d.id), key), d) if value else d
            if value and other is not d and getattr(other, key) != value:
                what = f"“{d.id}” and “{other.id}” (line {other.line}) are the same"
                what += f", and have two {key}s"
                yield Problem(what, f"keep the {key} of one", file, d.line)


def _list(lines: Sequence[int]) -> str:
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    return " and ".join(map(str, lines[:_SHOWN])) + more
