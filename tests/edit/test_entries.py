"""Entries: put beside what people wrote, whatever is in them."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.edit.entries import with_entry
from onrecord.edit.files import RefusedError
from onrecord.model import Article

TEXT = "He said “We go” in 1,300 boats: a test. 340 and 340.\n\nNo “more” of it."
ARTICLES = {"gazette.md": Article("ferry/gazette", TEXT, file="briefings/ferry/gazette.md")}
BY_HAND = """\
# what the desk decided
gazette:   # the Gazette
- figure: '340'   # of the plan
  nth: 1 of 2
  why: >-
    It counts
    posts.

# the end
"""
NASTY = (
    "- a", "a: b", "#x", "'", '"', "[x]", "{x}", "*a", "&a b", "!x y", "%x", "@x", "`x", "|", ">",
    "null", "yes", "1", "~", "---", "...", "a\nb: c\n- d", " x ", "é “x” 北京", "x" * 5000, "? x",
    ": ",
    "!!python/object/apply:os.system [id]", "<script>alert(1)</script>", "{{ 7 }}", "\t",
)  # fmt: skip


def put(text: str | None, entry: dict, key: str = "gazette.md") -> str:
    return with_entry(text, key, entry, ARTICLES)


def test_comments_and_order_stay() -> None:
    after = put(BY_HAND, {"not a quote": "We go"})
    assert [line for line in BY_HAND.splitlines() if line not in after.splitlines()] == []
    assert yaml.safe_load(after) == {
        "gazette": [*yaml.safe_load(BY_HAND)["gazette"], {"not a quote": "We go"}]
    }


def test_a_decision_takes_the_place_of_an_earlier_one() -> None:
    text = put(None, {"quote": "We go", "speaker": "Orla"})
    text = put(text, {"figure": "1,300", "key": True})
    text = put(text, {"not a quote": "We go"})
    assert yaml.safe_load(text)["gazette.md"] == [
        {"not a quote": "We go"}, {"figure": "1,300", "key": True},
    ]  # fmt: skip
    text = put(text, {"figure": "1,300 boats", "what": "boats"})
    assert yaml.safe_load(text)["gazette.md"][1] == {
        "figure": "1,300 boats", "key": True, "what": "boats",
    }  # fmt: skip


def test_facts_are_one_entry() -> None:
    text = put(put(None, {"facts": {"author": "A"}}), {"facts": {"publisher": "B"}})
    assert yaml.safe_load(text) == {"gazette.md": [{"facts": {"author": "A", "publisher": "B"}}]}


def test_carriage_returns_stay() -> None:
    after = put(BY_HAND.replace("\n", "\r\n"), {"not a quote": "We go"})
    assert after.count("\r\n") == after.count("\n")


@pytest.mark.parametrize("field", ["speaker", "why", "by"])
@pytest.mark.parametrize("value", NASTY)
def test_yaml_in_a_field_is_a_text(field: str, value: str) -> None:
    after = put(BY_HAND, {"quote": "We go", field: value})
    entry = yaml.safe_load(after)["gazette"][-1]
    assert entry == {"quote": "We go", field: value}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_quoted_or_refused(value: str) -> None:
    try:
        after = put(BY_HAND, {"quote": "We go", "why": value})
    except RefusedError:
        return
    entries = yaml.safe_load(after)["gazette"]
    assert entries[0] == yaml.safe_load(BY_HAND)["gazette"][0]
    # a carriage return ends a line in YAML
    assert entries[-1]["why"] == value


@pytest.mark.parametrize(
    "entry",
    [
        {"quote": "We go", "why": "\0"},
        {"quote": "We go", "kind": "loud"},
        {"quote": "We go", "figure": "340"},
        {"figure": "1,300", "value": "many"},
        {"day": "a test", "is": "soon"},
        {"x": "y"},
    ],
)
def test_what_cannot_be_read_back_is_refused(entry: dict) -> None:
    with pytest.raises(RefusedError):
        put(BY_HAND, entry)


@pytest.mark.parametrize(
    "text", ["- a", "gazette: x", "{", "gazette:\n  - {quote: a test, kind: x}"]
)
def test_a_file_that_is_broken_is_left_alone(text: str) -> None:
    with pytest.raises(RefusedError):
        put(text, {"not a quote": "We go"})


def test_another_article_is_refused() -> None:
    with pytest.raises(RefusedError):
        put(None, {"not a quote": "We go"}, "../gazette.md")


def test_a_comparison_takes_the_place_of_an_earlier_one() -> None:
    """On the same figures, in whichever words."""
    other = Article("ferry/ledger", "Some 1,200 boats.", file="briefings/ferry/ledger.txt")
    both = {**ARTICLES, "ledger.txt": other}
    pair = [{"gazette.md": "1,300"}, {"ledger.txt": "1,200"}]
    text = with_entry(None, "compare", {"same": pair, "why": "x"}, both)
    longer = [{"ledger.txt": "1,200 boats"}, {"gazette.md": "1,300 boats"}]
    text = with_entry(text, "compare", {"different": longer}, both)
    assert yaml.safe_load(text) == {"compare": [{"different": longer}]}
    third = [{"gazette.md": "340", "nth": "1 of 2"}, {"ledger.txt": "1,200"}]
    assert len(yaml.safe_load(with_entry(text, "compare", {"same": third}, both))["compare"]) == 2
