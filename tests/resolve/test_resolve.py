"""Who is who, on names marked by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.rules import without
from onrecord.model import Cast, Join
from onrecord.resolve import resolve
from onrecord.resolve.rules import ACROSS, WITHIN
from tests.cases import Case, read_cases
from tests.resolve.corpus import corpus, marked

CASES = read_cases(Path(__file__).parent / "fixtures.txt")


def shown(cast: Cast) -> list[str]:
    """A line for each actor: name, kind, other names, number of mentions."""
    lines = []
    for actor in cast.actors.values():
        aliases = ": " + ", ".join(actor.aliases) if actor.aliases else ""
        others = sum(1 for id_ in cast.actor_of.values() if id_ == actor.id) - len(actor.mentions)
        more = f" of them {others} as a description" if others else ""
        lines.append(f"{actor.name} ({actor.kind}){aliases} | {len(actor.mentions) + others}{more}")
    return sorted(lines)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_who_is_who(case: Case) -> None:
    articles, found = corpus(case.text.split("\n\n"))
    assert shown(resolve(articles, found)) == sorted(case.expected)


@pytest.mark.parametrize("rule", [name for c in (WITHIN, ACROSS) for name, _ in c.rules])
def test_every_rule_is_needed(rule: str) -> None:
    for case in CASES:
        articles, found = corpus(case.text.split("\n\n"))
        with without(rule):
            cast = resolve(articles, found)
        if shown(cast) != sorted(case.expected):
            return
    pytest.fail(f"no fixture needs the rule {rule!r}")


NAMES = st.sampled_from(
    [
        *"P[Orla Brandt]|P[Brandt]|P[Tom Brandt]|P[Orla]|O[Kesh Front]|O[KF]"
        "|O[Kesh Fund]|L[Kesh]|P[Kesh]|L[U.S.]|L[US]"
        "|G[Iraqis]|O[Halden Corp]|O[Halden]|P[Tom Brandt Jr.]|P[Tom Q. Brandt]".split("|")
    ]
)
TEXTS = st.lists(st.lists(NAMES, min_size=1, max_size=6).map(" met ".join), min_size=1, max_size=5)


def parts(cast: Cast) -> set[frozenset[tuple[str, int]]]:
    """Who is together, whatever the ids."""
    return {frozenset((r.article, r.index) for r in a.mentions) for a in cast.actors.values()}


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_no_identity(texts: list[str], random: Random) -> None:
    articles, found = corpus(texts)
    cast = resolve(articles, found)
    order = list(range(len(texts)))
    random.shuffle(order)
    again = resolve([articles[i] for i in order], [found[i] for i in order])
    assert parts(cast) == parts(again)
    assert {a.id: (a.name, a.kind, a.aliases) for a in cast.actors.values()} == {
        a.id: (a.name, a.kind, a.aliases) for a in again.actors.values()
    }


@given(TEXTS)
def test_every_name_has_one_actor(texts: list[str]) -> None:
    articles, found = corpus(texts)
    cast = resolve(articles, found)
    owned = [r for a in cast.actors.values() for r in a.mentions]
    assert len(owned) == len(set(owned)) == sum(len(f.mentions) for f in found)
    assert all(cast.actor_of[r] == a.id for a in cast.actors.values() for r in a.mentions)
    assert not set(cast.redirects) & set(cast.actors)
    assert set(cast.redirects.values()) <= set(cast.actors)


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("P[Mirka Tandoll] swam.", "P[Mirka Tandell] sank. P[Tandell] won.", True),
        (
            "P[Lise Tandell] swam.",
            "P[Lisa Tandell] sank.",
            False,
        ),  # a short name has other names one letter apart
        (
            "P[Mirka Tandell] swam.",
            "P[Mirka Sandell] sank.",
            False,
        ),  # the first letter does not slip
        ("P[Mirka Tandell] swam.", "P[Mirka Tendoll] sank.", False),
        ("P[Mirka Tandell] swam.", "P[Mirka Tandell] sank.", True),
    ],
)
def test_two_spellings_within_a_briefing(one: str, other: str, joined: bool) -> None:
    pairs = [marked("b/a", one), marked("b/b", other)]
    cast = resolve([a for a, _ in pairs], [f for _, f in pairs])
    assert (len(cast.actors) == 1) is joined


def test_two_spellings_of_two_briefings_stay_apart() -> None:
    pairs = [marked("b/a", "P[Mirka Tandoll] swam."), marked("c/b", "P[Mirka Tandell] sank.")]
    assert len(resolve([a for a, _ in pairs], [f for _, f in pairs]).actors) == 2


def test_what_is_only_alike_is_kept_as_a_reading() -> None:
    pairs = [
        marked("b/a", "P[Mirka Tandoll] swam."),
        marked("b/b", "P[Mirka Tandell] sank. P[Tandell] won."),
    ]
    [actor] = resolve([a for a, _ in pairs], [f for _, f in pairs]).actors.values()
    assert (actor.id, actor.name) == ("mirka-tandoll", "Mirka Tandell")
    assert actor.joins == (
        Join("Mirka Tandoll", "Mirka Tandell", "two spellings, one letter apart"),
    )


def test_an_address_survives_newer_articles() -> None:
    first = marked("b/first", "P[Orla Brandt] spoke.", published=None)
    newer = marked(
        "c/newer", "P[Orla Quirke Brandt] spoke. P[Orla Brandt] left. P[Orla Brandt Fenn] came."
    )
    for pairs in ([first], [first, newer]):
        cast = resolve([a for a, _ in pairs], [f for _, f in pairs])
        assert "orla-brandt" in cast.actors


def test_an_address_of_old_leads_to_the_survivor() -> None:
    alone = marked("b/first", "P[Brandt] spoke.")
    newer = marked("b/second", "P[Orla Brandt] spoke.")
    assert list(resolve([alone[0]], [alone[1]]).actors) == ["brandt"]
    cast = resolve([alone[0], newer[0]], [alone[1], newer[1]])
    assert list(cast.actors) == ["orla-brandt"]
    assert cast.redirects == {"brandt": "orla-brandt"}


def test_a_surname_of_the_same_briefing_is_the_full_name() -> None:
    pairs = [
        marked("dock/one", "P[Orla Brandt] spoke."),
        marked("dock/two", "P[Brandt] left."),
        marked("sea/one", "P[Brandt] sang."),
    ]
    cast = resolve([a for a, _ in pairs], [f for _, f in pairs])
    assert {a.name: len(a.mentions) for a in cast.actors.values()} == {
        "Orla Brandt": 2,
        "Brandt": 1,
    }


def test_two_actors_of_one_name_have_two_addresses() -> None:
    articles, found = corpus(["P[Jordan] sang.", "L[Jordan] warned. L[Jordan] fell."])
    cast = resolve(articles, found)
    assert {a.id: a.kind for a in cast.actors.values()} == {
        "jordan": "person",
        "jordan-place": "place",
    }


def test_an_id_says_nothing_of_a_briefing() -> None:
    pairs = [marked("b/first", "P[Brandt] spoke."), marked("b/second", "P[Orla Brandt] spoke.")]
    for shared, actors in ((None, 2), ("b", 1)):
        cast = resolve([replace(a, briefing=shared) for a, _ in pairs], [f for _, f in pairs])
        assert len(cast.actors) == actors


@pytest.mark.parametrize(
    ("often", "odd", "name"),
    [
        (60, "Lund Sent Orla Brandt", "Orla Brandt"),
        (60, "Orla Brandt Jr.", "Orla Brandt"),
        (2, "Orla Maria Brandt", "Orla Maria Brandt"),
    ],
)
def test_a_name_is_not_what_one_headline_makes_of_it(often: int, odd: str, name: str) -> None:
    text = f"P[{odd}] spoke. P[Brandt] left. " + "P[Orla Brandt] spoke. " * often
    actors = resolve(*corpus([text])).actors
    assert name in [a.name for a in actors.values()]
    assert len(actors) == 1
