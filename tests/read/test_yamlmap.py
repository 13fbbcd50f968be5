"""YAML with lines: every mistake is said with the line on which it stands."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.model import Problem
from onrecord.read.yamlmap import YamlMap, parse, quoted


def read(text: str, before: int = 0) -> tuple[YamlMap | None, list[Problem]]:
    problems: list[Problem] = []
    return parse(text, "x.yml", problems, before), problems


def test_values_read_as_their_reader_asks() -> None:
    top, problems = read(
        "a: 1984\nb: yes\nc: 2020-06-04\nd: [x, y]\ne: one\nf: 3\ng: b\nh:\n- k: v\ni:\n"
    )
    assert top is not None
    assert (top.text("a"), top.text("b"), top.flag("b"), top.day("c")) == (
        "1984",
        "yes",
        True,
        dt.date(2020, 6, 4),
    )
    assert (top.texts("d"), top.texts("e"), top.whole("f", 1), top.choice("g", "ab")) == (
        ("x", "y"),
        ("one",),
        3,
        "b",
    )
    assert [m.text("k") for m in top.maps("h")] == ["v"]
    assert (top.text("i"), top.text("no"), top.day("no"), top.whole("no", 7), "i" in top) == (
        None,
        None,
        None,
        7,
        False,
    )
    top.done()
    assert problems == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: b: c", 1, "mapping values"),
        ('a: "\\UFFFFFFFF"', 1, "names no character"),
        ('a: "\\U00110000"', 1, "names no character"),
        ('a: 1\nb: "\\ud800"', 2, "a text holds the character U+D800"),
        ("a: 1\nb: [x", 2, "broken"),
        ("a: 1\n\tb: 2", 2, "broken"),
        ("- a\n- b", 1, "not a list"),
        ("just words", 1, "not a text"),
        ("a: 1\na: 2", 2, "stands here twice, first on line 1"),
        ("? [x]\n: 1", 1, "a key must be a word"),
        ("[" * 5000, 1, "nested too deeply"),
        ("a: \x01", 1, "control character"),
    ],
)
def test_broken_yaml_is_said_with_its_line(text: str, line: int, what: str) -> None:
    _, problems = read(text)
    assert [(p.file, p.line) for p in problems] == [("x.yml", line)]
    assert what in problems[0].what


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("\ntext: [a]", 2, "“text” must be one text, not a list"),
        ("day: 2020-02-30", 1, "“day: 2020-02-30” is not a day of the calendar"),
        ("day: 2020-06-04x", 1, "is not a day"),
        ("day: Thursday", 1, "is not a day"),
        ("flag: maybe", 1, "“flag” must be true or false"),
        ("whole: 0", 1, "“whole: 0” is not a whole number from 1"),
        ("whole: ٣", 1, "is not a whole number"),
        ("choice: z", 1, "“choice: z” is not known"),
        ("texts:\n- a\n- b: c", 3, "“texts” must be a list of texts"),
        ("maps:\n- a: 1\n- b", 3, "“maps” must be a list of entries"),
        ("text: x\ntexst: y", 2, "“texst” is not known"),
    ],
)
def test_a_wrong_value_is_said_with_its_line_and_reads_as_absent(
    text: str, line: int, what: str
) -> None:
    top, problems = read(text, before=10)
    assert top is not None
    (
        top.text("text"),
        top.day("day"),
        top.flag("flag"),
        top.whole("whole", 1),
        top.choice("choice", "ab"),
    )
    top.texts("texts"), [m.text("a") for m in top.maps("maps")]
    top.done()
    assert [p.line for p in problems] == [line + 10]
    assert what in problems[0].what


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\r'\"\\"), max_size=9
    )
)
@example("null")
@example("a\nb")
def test_any_text_reads_back(words: str) -> None:
    assert "\n" not in quoted(words)
    for line in (f"a: {quoted(words)}", f"a: [{quoted(words)}]"):
        top, problems = read(line)
        assert top is not None
        assert problems == []
        assert top.texts("a") == ((words.strip(),) if words.strip() else ())


def test_aliases_do_not_grow() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"k{i}: &b{i} [*{'a' if i == 0 else f'b{i - 1}'}, *a]\n" for i in range(60)
    )
    top, _ = read(bomb)
    assert top is not None
    assert top.texts("k59") == ()
