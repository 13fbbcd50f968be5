"""The indexes of actors: of the site, and of each briefing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from onrecord.compose.corpus import Corpus
from onrecord.compose.gather import Found
from onrecord.compose.lists import (
    ACTORS_A_PAGE,
    Leaf,
    Part,
    bounded,
    by_letter,
    leaves,
    letter_of,
    shelves,
    uncounted,
)
from onrecord.compose.quotes import apart, per_speaker
from onrecord.compose.wording import KINDS, count
from onrecord.model import Kind
from onrecord.pages import ActorCount, ActorIndex, Head, KindSection, Letter, Link

_FEWEST_JUMPS = 5  # letters that are worth a row of links to them
_EACH = "Each with the way to its words."
_TOP = 60  # of those named most, on the first of several pages


def actor_index(corpus: Corpus, found: Found) -> tuple[ActorIndex, ...]:
    """All on one page; where they are many, a page for each kind or each of its letters."""
    quoted, reported = map(per_speaker, apart(q for items in found.quotes.values() for q in items))
    every = [_counted(corpus, id_, quoted[id_], reported[id_]) for id_ in corpus.links]
    lead = (
        "Everyone and everywhere the sources name, under the fullest name that they give. The "
        "number counts mentions: by name, by a pronoun or by a description."
    )
    return actor_pages("actors.html", "Actors", lead, None, every)


def actor_pages(
    path: str, title: str, lead: str, of: Link | None, every: Sequence[ActorCount]
) -> tuple[ActorIndex, ...]:
    """A list of actors at an address, in pages."""
    about = f"{title}: {count(len(every), 'actor')} of the sources. {_EACH}"
    by_kind = {
        kind: sorted((a for a in every if a.actor.kind == kind), key=_key)
        for kind in KINDS
        if any(a.actor.kind == kind for a in every)
    }
    if len(every) <= ACTORS_A_PAGE:
        kinds = tuple(_section(kind, path, entries) for kind, entries in by_kind.items())
        return (ActorIndex(Head(path, title, about), of, lead, (), kinds, (), len(every)),)
    pages = leaves(
        path.removesuffix(".html"),
        (part for kind, entries in by_kind.items() for part in _parts(kind, entries)),
        ACTORS_A_PAGE,
        _id,
    )
    ways = shelves(pages)
    rest = uncounted(ways)
    top = tuple(sorted(every, key=lambda a: (-a.mentions, a.actor.name, a.actor.id))[:_TOP])
    first = ActorIndex(Head(path, title, about), of, lead, top, (), bounded(ways), len(every))
    return (
        first,
        *(
            ActorIndex(
                Head(leaf.path, f"{title}: {leaf.title}", f"{title}: {leaf.title}. {_EACH}"),
                of,
                "",
                (),
                tuple(_sections(leaf)),
                bounded(rest, leaf.path),
                len(leaf.items),
            )
            for leaf in pages
        ),
    )


def all_actors(every: Sequence[ActorCount], path: str, of: Link) -> tuple[ActorIndex, ...]:
    """Those of one briefing."""
    lead = f"All {count(len(every), 'actor')} that the sources of this briefing name."
    return actor_pages(path, f"Actors of {of.words}", lead, of, every)


def _id(item: object) -> str:
    return item.actor.id if isinstance(item, ActorCount) else ""


def _parts(kind: Kind, entries: Sequence[ActorCount]) -> Iterator[Part]:
    if len(entries) <= ACTORS_A_PAGE:
        yield Part(KINDS[kind], KINDS[kind], kind, tuple(entries))
    else:
        yield from by_letter(KINDS[kind], f"{kind}-", entries, _letter)


def _sections(leaf: Leaf) -> Iterator[KindSection]:
    entries = [item for item in leaf.items if isinstance(item, ActorCount)]
    for kind, members in groupby(entries, key=lambda a: a.actor.kind):
        yield _section(kind, leaf.path, list(members))


def _section(kind: Kind, path: str, entries: Sequence[ActorCount]) -> KindSection:
    letters = tuple(_letters(entries))
    jumps = tuple(x.letter for x in letters) if len(letters) >= _FEWEST_JUMPS else ()
    return KindSection(kind, KINDS[kind], f"{path}#{kind}", len(entries), letters, jumps)


def _letters(entries: Sequence[ActorCount]) -> Iterable[Letter]:
    """`entries` are in their order."""
    for letter, group in groupby(entries, key=_letter):
        members = list(group)
        profiles = tuple(a for a in members if a.actor.profile)
        yield Letter(letter, profiles, tuple(a.actor for a in members if not a.actor.profile))


def _key(entry: ActorCount) -> tuple[str, str]:
    return letter_of(entry.actor.name, entry.actor.kind == "person")


def _letter(entry: ActorCount) -> str:
    return _key(entry)[0]


def _counted(corpus: Corpus, id_: str, quoted: int, reported: int) -> ActorCount:
    mentions = sum(map(len, corpus.mentions_of[id_].values()))
    role, also = corpus.role(id_), corpus.also(id_)
    return ActorCount(corpus.links[id_], mentions, quoted, reported, role, also)


def also_named(corpus: Corpus) -> tuple[ActorCount, ...]:
    """Those without a profile."""
    return tuple(
        _counted(corpus, id_, 0, 0) for id_, link in corpus.links.items() if not link.profile
    )
