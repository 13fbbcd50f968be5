"""Every list is in the form that lists have, and a list that is not is refused."""

from __future__ import annotations

import pytest

from onrecord import lexicon
from onrecord.lexicon import LexiconError
from onrecord.lexicon.inflect import verb_forms


@pytest.mark.parametrize("file", lexicon.files())
def test_every_list_is_in_order(file: str) -> None:
    lexicon.check(file)


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ({"words": "b a", "for": "x"}, "in order, none twice"),
        ({"words": "a a", "for": "x"}, "in order, none twice"),
        ({"words": "a b"}, "says what it is `for`"),
        ({"for": "x", "wrods": "a"}, "no other keys"),
    ],
)
def test_a_list_in_another_form_is_refused(
    monkeypatch: pytest.MonkeyPatch, entry: object, wrong: str
) -> None:
    monkeypatch.setattr(lexicon, "_file", lambda name: {"some": entry})
    with pytest.raises(LexiconError, match=wrong):
        lexicon.check("made")


def test_lists_of_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {
        "one": {"words": "a b"},
        "two": {"like": "one", "words": "c", "phrases": ["d e"], "but": "b"},
    }
    monkeypatch.setattr(lexicon, "_file", lambda name: made)
    assert lexicon.words("made.two") == {"a", "c", "d e"}
    with pytest.raises(LexiconError, match="no entry"):
        lexicon.words("made.three")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", {"say", "says", "saying", "said", "quoth"}),
        ("deny", {"deny", "denies", "denying", "denied"}),
        ("agree", {"agree", "agrees", "agreeing", "agreed"}),
        ("stress", {"stress", "stresses", "stressing", "stressed"}),
        ("put", {"put", "puts", "putting"}),
        ("die", {"die", "dies", "dying", "died"}),
    ],
)
def test_a_verb_has_its_forms(verb: str, forms: set[str]) -> None:
    assert verb_forms(verb) == forms
