"""Every list is in the form that lists have, and a list that is not is refused."""

from __future__ import annotations

from importlib import resources

import pytest

from onrecord import lexicon
from onrecord.lexicon import LexiconError, gazetteer
from onrecord.lexicon.inflect import verb_forms


@pytest.mark.parametrize("file", lexicon.files())
def test_every_list_is_in_order(file: str) -> None:
    lexicon.check(file)


@pytest.mark.parametrize("file", lexicon.files(".tsv"))
def test_a_generated_list_is_in_order_and_says_where_it_comes_from(file: str) -> None:
    head, keys = [], []
    for line in resources.files(lexicon).joinpath(f"{file}.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            head.append(line)
        else:
            assert line == line.strip()
            keys.append(line.partition("\t")[0])
    assert any(line.startswith("# From ") and "MIT" in line for line in head)
    lexicon.in_order(file, keys)
    if file != "country_codes":
        assert [key for key in keys if key != gazetteer.fold(key)] == []
    assert len(lexicon.rows(file)) == len(keys)


@pytest.mark.parametrize(
    ("file", "values"),
    [("places", {"city", "town", "region"}), ("given_names", {"f", "m", ""})],
)
def test_what_a_generated_list_says(file: str, values: set[str]) -> None:
    assert set(lexicon.rows(file).values()) == values


@pytest.mark.parametrize("file", ["countries", "peoples"])
def test_every_code_is_that_of_a_country(file: str) -> None:
    assert set(lexicon.rows(file).values()) <= lexicon.rows("country_codes").keys()


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
