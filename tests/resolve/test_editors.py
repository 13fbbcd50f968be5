"""Editors' decisions beat the rules, whatever the rules find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from spacy.language import Language

from onrecord.annotate.pipeline import annotate, known_names
from onrecord.model import Annotations, Article, Cast, Known, MentionRef, Problem
from onrecord.read.decisions import read_decisions
from onrecord.resolve import resolve
from tests.resolve.corpus import corpus, marked


def decided(actors: str, pairs: Sequence[tuple[Article, Annotations]]) -> Cast:
    problems: list[Problem] = []
    decisions = read_decisions("actors:\n" + actors, "actors.yml", problems)
    assert problems == []
    return resolve([a for a, _ in pairs], [f for _, f in pairs], decisions)


def texts(*marks: str) -> list[tuple[Article, Annotations]]:
    return list(zip(*corpus(marks), strict=True))


def who(cast: Cast, articles: Sequence[tuple[Article, Annotations]]) -> dict[str, list[str]]:
    """The words of every actor's mentions, by its id."""
    texts_of = {a.id: (a.text, f.mentions) for a, f in articles}
    return {
        a.id: [texts_of[r.article][1][r.index].span.of(texts_of[r.article][0]) for r in a.mentions]
        for a in cast.actors.values()
    }


@pytest.mark.parametrize(
    ("actors", "ids"),
    [
        ("- id: kf\n  name: Kesh Front", {"kf": ["Kesh Front"], "tarik": ["Tarik"]}),
        ("- id: kf\n  name: Kesh Front\n  aliases: [Tarik]", {"kf": ["Kesh Front", "Tarik"]}),
        (
            "- id: kf\n  name: Kesh Front\n  aliases: [tarik]",
            {"kf": ["Kesh Front"], "tarik": ["Tarik"]},
        ),
        ("- id: kf\n  name: Kesh Front\n  same: [Tarik]", {"kf": ["Kesh Front", "Tarik"]}),
        ("- id: kf\n  name: Kesh Front\n  same: [tarik]", {"kf": ["Kesh Front", "Tarik"]}),
        ("- id: kesh-front\n  same: [tarik]", {"kesh-front": ["Kesh Front", "Tarik"]}),
        (
            "- id: kf\n  name: Kesh Front\n  same: [tr]\n- id: tr\n  aliases: [Tarik]",
            {"kf": ["Kesh Front", "Tarik"]},
        ),
        ("- id: tarik\n  hide: true", {"kesh-front": ["Kesh Front"]}),
        ("- id: kf\n  name: Kesh Front\n  aliases: [Tarik]\n  hide: true", {}),
        ("- id: tarik\n  name: The Tarik", {"kesh-front": ["Kesh Front"], "tarik": ["Tarik"]}),
    ],
)
def test_names_aliases_same_and_hide(actors: str, ids: dict[str, list[str]]) -> None:
    pairs = texts("O[Kesh Front] struck.", "O[Tarik] left.")
    assert who(decided(actors, pairs), pairs) == ids


def test_what_is_hidden_is_nowhere() -> None:
    cast = decided(
        "- id: kesh-front\n  hide: true\n",
        texts("O[Kesh Front] and L[Kesh]. O[KF]<0 left. O[[the group]]<0 too."),
    )
    assert list(cast.actors) == ["kesh"]
    assert set(cast.actor_of.values()) == {"kesh"}
    assert "kesh-front" not in cast.redirects.values()


def test_name_and_kind_are_the_editors() -> None:
    pairs = texts("O[Kesh Front] struck.")
    actor = decided(
        "- id: kf\n  name: The Front of Kesh\n  kind: group\n  same: [Kesh Front]\n", pairs
    ).actors["kf"]
    assert (actor.name, actor.kind, actor.aliases) == (
        "The Front of Kesh",
        "group",
        ("Kesh Front",),
    )
    assert [d.id for d in actor.decided] == ["kf"]


def test_a_merged_address_leads_to_the_survivor() -> None:
    pairs = texts("P[Orla Brandt] spoke.", "P[O. Brandt-Fenn] left.")
    cast = decided(
        "- id: orla-brandt\n  name: Orla Brandt\n  same: [O. Brandt-Fenn, brandt-the-younger]\n",
        pairs,
    )
    assert cast.redirects["o-brandt-fenn"] == cast.redirects["brandt-the-younger"] == "orla-brandt"


@pytest.mark.parametrize("different", ["Tom Brandt", "tom-brandt"])
def test_different_beats_every_chain(different: str) -> None:
    pairs = texts(
        "P[Tom Brandt] met O[Kesh Front].",
        "P[Tom Q. Brandt] left. P[Tom Brandt]<0 too.",
        "P[Tom Q. Brandt].",
    )
    assert list(decided("- id: nobody\n  name: Kesh Front\n", pairs).actors) == [
        "nobody",
        "tom-brandt",
    ]
    cast = decided(
        f"- id: tom-q-brandt\n  name: Tom Q. Brandt\n  different: [{different}]\n", pairs
    )
    assert who(cast, pairs) == {
        "kesh-front": ["Kesh Front"],
        "tom-brandt": ["Tom Brandt", "Tom Brandt"],
        "tom-q-brandt": ["Tom Q. Brandt", "Tom Q. Brandt"],
    }


@pytest.mark.parametrize("different", ["United States", "united-states", "US"])
def test_different_undoes_the_alias_too(different: str) -> None:
    pairs = texts(
        "O[Union of Sailors], or O[U.S.]<0, met O[US] envoys.", "L[United States] envoys left."
    )
    decision = f"- id: union-of-sailors\n  different: [{different}]\n"
    cast = decided(decision, pairs)
    assert who(cast, pairs)["union-of-sailors"] == ["Union of Sailors"]
    assert cast.actors["union-of-sailors"].aliases == ()
    cast = decided("- id: united-states\n  different: [Union of Sailors]\n", pairs)
    assert cast.actors["union-of-sailors"].aliases == ()


@pytest.mark.parametrize("different", ["KLF", "klf", "K.L.F."])
def test_different_undoes_every_spelling_of_an_alias(different: str) -> None:
    pairs = texts("O[Kesh Front], or O[KLF]<0, spoke. O[K.L.F.] men left.", "O[KLF] met.")
    cast = decided(f"- id: kesh-front\n  different: [{different}]\n", pairs)
    assert who(cast, pairs)["kesh-front"] == ["Kesh Front"]


def test_two_entries_are_two_actors_even_where_the_text_says_otherwise() -> None:
    pairs = texts("O[Kesh Front], also known as O[Tarik]<0, struck.")
    cast = decided("- id: kf\n  name: Kesh Front\n- id: tarik\n  name: Tarik\n", pairs)
    assert who(cast, pairs) == {"kf": ["Kesh Front"], "tarik": ["Tarik"]}


def test_a_pin_is_one_occurrence_and_beats_names() -> None:
    pairs = texts("P[Brandt] met P[Brandt] and P[Brandt].", "P[Brandt] left.")
    pins = "  pins:\n    - article: a\n      words: Brandt\n      nth: 2\n"
    cast = decided("- id: orla\n  name: Brandt\n- id: tom\n  name: Tom Brandt\n" + pins, pairs)
    assert {id_: len(words) for id_, words in who(cast, pairs).items()} == {"orla": 3, "tom": 1}
    assert [r.index for r in cast.actors["tom"].mentions] == [1]


def test_a_pin_without_a_number_is_every_occurrence() -> None:
    pairs = texts("P[Brandt] met P[Brandt].", "P[Brandt] left.")
    cast = decided(
        "- id: tom\n  name: Tom Brandt\n  pins:\n    - article: a\n      words: Brandt\n", pairs
    )
    assert {id_: len(words) for id_, words in who(cast, pairs).items()} == {"brandt": 1, "tom": 2}


ROLES = (
    "- id: orla\n  name: Orla Brandt\n  roles:\n    - title: harbour minister\n      to: "
    "2020-01-31\n"
    "- id: tom\n  name: Tom Fenn\n  roles:\n    - title: Kesh harbour minister\n      from: "
    "2020-02-01\n"
)


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (dt.date(2020, 1, 31), "orla"),
        (dt.date(2020, 2, 1), "tom"),
        (dt.date(2024, 1, 1), "tom"),
        (None, None),
    ],
)
def test_a_title_is_its_holders_on_the_day(day: dt.date | None, holder: str | None) -> None:
    pairs = [
        marked(
            "a", "P[Orla Brandt] met P[Tom Fenn]. P[[The harbour minister]] left.", published=day
        )
    ]
    cast = decided(ROLES, pairs)
    assert cast.actor_of.get(MentionRef("a", 2)) == holder
    assert [r.title for r in cast.actors["orla"].held] == ["harbour minister"]


def test_what_an_article_says_of_a_title_beats_who_holds_it() -> None:
    day = dt.date(2024, 1, 1)
    pairs = [
        marked(
            "a", "P[Orla Brandt] met P[Tom Fenn]. P[[The harbour minister]]<0 left.", published=day
        )
    ]
    assert decided(ROLES, pairs).actor_of[MentionRef("a", 2)] == "orla"


def test_a_title_may_be_all_that_the_articles_have() -> None:
    pairs = [marked("a", "P[[The harbour minister]] left.", published=dt.date(2024, 1, 1))]
    cast = decided(
        "- id: ines\n  name: Ines Calder\n  roles:\n    - title: harbour minister\n", pairs
    )
    assert cast.actor_of[MentionRef("a", 0)] == "ines"
    assert (cast.actors["ines"].name, cast.actors["ines"].kind) == ("Ines Calder", "person")
    assert cast.problems == ()
    hidden = decided("- id: ines\n  hide: true\n  roles:\n    - title: harbour minister\n", pairs)
    assert (hidden.actors, hidden.actor_of) == ({}, {})


@pytest.mark.parametrize(
    "actors",
    [
        "- id: venn\n  name: Orla O'Venn\n",
        "- id: venn\n  aliases: [Orla O’Venn]\n",
        "- id: venn\n  same: [Orla O'Venn]\n",
        "- id: venn\n  pins:\n    - {article: a, words: Orla O'Venn, nth: 1}\n",
    ],
)
def test_typesetting_makes_no_other_name(actors: str) -> None:
    pairs = texts("P[Orla O’Venn] left.")
    cast = decided(actors, pairs)
    assert cast.actor_of[MentionRef("a", 0)] == "venn"
    assert cast.problems == ()


def test_an_office_alone_is_nobodys_title() -> None:
    pairs = [
        marked("a", "P[Tom Fenn] spoke. P[[The minister]] left.", published=dt.date(2024, 1, 1))
    ]
    assert MentionRef("a", 1) not in decided(ROLES, pairs).actor_of


@pytest.mark.parametrize(
    ("text", "descriptions"),
    [
        ("“We are late,” the harbour minister said.", ["the harbour minister"]),
        ("The Kesh Harbour Minister left the quay.", ["The Kesh Harbour Minister"]),
        ("The minister left. The former harbour minister stayed.", []),
        ("The Harbour Minister Ines Calder left.", []),
        ("The harbour minister’s brother left.", ["The harbour minister"]),
        ("The harbour ministers left.", []),
    ],
)
def test_a_title_that_is_held_is_found_where_no_name_is(
    nlp: Language, text: str, descriptions: list[str]
) -> None:
    known = (Known("Kesh Harbour Minister", form="description"),)
    found = next(annotate(nlp, [Article("a", text)], known))
    assert [m.span.of(text) for m in found.mentions if m.form == "description"] == descriptions


def test_a_pronoun_may_be_pinned(nlp: Language) -> None:
    text = "Orla Brandt met Mirka Tandell. She left. “It rains,” she said. Then she slept."
    actors = (
        "actors:\n- id: orla-brandt\n  kind: person\n  pins:\n"
        "    - {article: a, words: she, nth: 1}\n"
    )
    decisions = read_decisions(actors, "actors.yml", [])
    article = Article("a", text)
    found = next(annotate(nlp, [article], known_names(decisions)))
    cast = resolve([article], [found], decisions)
    [quote] = found.quotes
    assert cast.actor_of[MentionRef("a", quote.mention or 0)] == "orla-brandt"
    names = [m.span.of(text) for m in found.mentions if m.form == "name"]
    assert names == ["Orla Brandt", "Mirka Tandell", "she"]
    assert cast.actors["orla-brandt"].aliases == ()
    assert cast.problems == ()


@pytest.mark.parametrize(
    ("actors", "warning"),
    [
        ("- id: nobody\n  name: No Body\n", "2: warning: “nobody” matches nothing in any article"),
        ("- id: kesh\n  same: [No Body]\n", "2: warning: “No Body” matches nothing in any article"),
        (
            "- id: kesh\n  different: [no-body]\n",
            "2: warning: “no-body” matches nothing in any article",
        ),
        (
            "- id: kesh\n  pins:\n    - {article: a, words: Kesh, nth: 3}\n",
            "4: warning: “Kesh” does not stand for the 3. time in a",
        ),
        (
            "- id: kesh\n  pins:\n    - {article: z, words: Kesh}\n",
            "4: warning: “Kesh” does not stand in z",
        ),
    ],
)
def test_what_matches_nothing_is_a_warning_that_names_it(actors: str, warning: str) -> None:
    said = [str(p) for p in decided(actors, texts("L[Kesh] fell.")).problems]
    assert [s.removeprefix("actors.yml:").partition(" — ")[0] for s in said] == [warning]
