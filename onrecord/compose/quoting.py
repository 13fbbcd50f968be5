"""Who quotes whom: of the sources of a briefing whose words each has, and whom several quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.gather import Found
from onrecord.compose.quotes import apart
from onrecord.pages import ActorLink, Heard, QuoteItem, SourceComparison, SourceSays

_QUOTED, _NAMED, _SEVERAL = 5, 3, 8  # of these so many are shown
_ROOM = 45  # people quoted that a table takes, of however many sources
_ROWS, _PLACES = 60, 12  # sources that it takes; of one person so many
Said = Mapping[str, Sequence[QuoteItem]]  # by the ids of actors


def who_quotes_whom(
    corpus: Corpus, found: Found, sources: Sequence[Source], main: Sequence[ActorLink]
) -> SourceComparison:
    """`main` has the actors of the briefing, the main ones first."""
    said = [_said(found.quotes[s.article.id]) for s in sources]
    publishers = [_id(corpus.publisher(s)) for s in sources]
    most = max(1, min(_QUOTED, _ROOM // max(1, len(sources))))
    rows = []
    shown = sorted(sorted(range(len(sources)), key=lambda i: -len(said[i]))[:_ROWS])
    for source, here, publisher in ((sources[i], said[i], publishers[i]) for i in shown):
        others = {id_ for id_ in publishers if id_ and id_ != publisher}
        quoted = sorted(here, key=lambda id_: (-len(here[id_]), id_))
        silent = [
            a for a in main if a.id not in here and corpus.mentions_of[a.id].get(source.article.id)
        ]
        silent.sort(key=lambda a: a.id not in others)
        rows.append(
            SourceSays(
                source=found.items[source.article.id],
                quoted=tuple(_heard(corpus, i, [here], i in others) for i in quoted[:most]),
                more=max(0, len(quoted) - most),
                named=tuple((a, a.id in others) for a in silent[: min(_NAMED, most)]),
            )
        )
    sayers = dict.fromkeys(id_ for here in said for id_ in here)
    several = [id_ for id_ in sayers if sum(id_ in here for here in said) > 1]
    several.sort(key=lambda i: (-sum(i in h for h in said), -sum(len(h.get(i, ())) for h in said)))
    shared = (_heard(corpus, id_, [h for h in said if id_ in h]) for id_ in several[:_SEVERAL])
    return SourceComparison(tuple(shared), tuple(rows), len(rows) < len(sources))


def _said(quotes: Sequence[QuoteItem]) -> Said:
    """The quotes of each actor, those in marks before those that a writer reports."""
    found: dict[str, list[QuoteItem]] = {}
    for quote in (q for half in apart(quotes) for q in half):
        if quote.speaker:
            found.setdefault(quote.speaker.id, []).append(quote)
    return found


def _heard(corpus: Corpus, id_: str, where: Sequence[Said], publishes: bool = False) -> Heard:
    places = []
    for items in (here[id_] for here in where[:_PLACES]):
        spoken, reported = apart(items)
        places.append((items[0].place, (len(spoken), len(reported))))
    return Heard(corpus.links[id_], tuple(places), publishes, max(0, len(where) - _PLACES))


def _id(actor: ActorLink | None) -> str:
    return actor.id if actor else ""
