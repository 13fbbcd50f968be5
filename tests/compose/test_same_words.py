"""The same words in several sources: found in any cut, shown once."""

import pytest

from onrecord.compose.same_words import once, same_words
from onrecord.pages import ActorLink, Marked, Place, QuoteItem, Speaker

ANNA, OTTO = (
    ActorLink(n.lower(), n, "person", f"actors/{n.lower()}.html") for n in ("Anna", "Otto")
)
LONG = "We will not sail another night on two hours of sleep"


def quote(words: str, source: str, speaker: ActorLink | None = ANNA) -> QuoteItem:
    place = Place(source, "", "¶ 1", f"sources/{source}.html#q")
    return QuoteItem(
        "q", (words,), "direct", ("“", "”"), (False, False), speaker, None, None, "not", (False,),
        place, Marked(words), False, (), 1.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (quote(LONG, "a"), quote(LONG, "b"), [True]),
        (quote(LONG, "a"), quote("not sail another night on two", "b"), [False]),  # another cut
        (quote(LONG, "a"), quote(LONG, "a"), []),  # one source
        (quote(LONG, "a"), quote(LONG, "b", OTTO), []),  # somebody else's
        (quote(LONG, "a"), quote(LONG, "b", None), [True]),  # who says it is not said
        (quote(LONG, "a"), quote("another night on", "b"), []),  # too few to know
    ],
)
def test_same_words(one, other, found):
    assert [s.identical for s in same_words([one, other])] == found


def test_they_are_shown_once_with_where_else_they_stand():
    quotes = (quote("sail another night on two hours", "b"), quote(LONG, "a"))
    speaker = Speaker("anna", ANNA, "Anna", None, quotes, counts=(2, 0))
    shown = once(speaker, same_words(quotes))
    assert [q.words for q in shown.quotes] == [LONG]
    assert [p.source for p in shown.quotes[0].also] == ["b"]
    assert shown.counts == (2, 0)
