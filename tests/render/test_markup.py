"""Whatever overlaps whatever: the text stays the text, and the HTML is well-formed."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.render.markup import Element, clean, html


class Reader(HTMLParser):
    """Checks that tags nest, that no link lies in a link and no id comes twice; keeps the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.ids = "", [], []

    def handle_starttag(self, tag, attrs):
        assert not (tag == "a" and "a" in self.open)
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(source: str) -> Reader:
    reader = Reader()
    reader.feed(source)
    reader.close()
    assert not reader.open
    assert len(reader.ids) == len(set(reader.ids))
    return reader


def element(start: int, end: int, tag: str, id_: str) -> Element:
    return Element(Span(start, end), tag, (("id", id_), ("class", 'x"<>&')))


@given(
    st.text(),
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["a", "mark", "b"])),
        max_size=12,
    ),
)
def test_marks_stripped_is_the_source(text, spans):
    elements = [element(min(a, b), max(a, b), tag, f"e{i}") for i, (a, b, tag) in enumerate(spans)]
    source = html(text, elements)
    assert unescape(re.sub("<[^>]*>", "", source)) == clean(text)
    assert len(clean(text)) == len(text)
    read(source)


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(1, 10), st.sampled_from(["a", "mark", "b"])),
        max_size=8,
    )
)
def test_every_element_is_there(spans):
    elements = [element(a, max(a + 1, b), tag, f"e{i}") for i, (a, b, tag) in enumerate(spans)]
    there = read(html("0123456789", elements)).ids
    marks = {f"e{i}" for i, e in enumerate(elements) if e.tag != "a"}
    assert marks <= set(there) <= {f"e{i}" for i in range(len(elements))}


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ([(0, 3, "mark")], "<mark>abc</mark>def"),
        ([(0, 4, "mark"), (2, 6, "b")], "<mark>ab</mark><b><mark>cd</mark>ef</b>"),
        ([(0, 6, "mark"), (1, 2, "a")], "<mark>a<a>b</a>cdef</mark>"),
        ([(0, 6, "a"), (2, 4, "a")], "<a>ab</a><a>cd</a><a>ef</a>"),
        ([(0, 6, "a"), (3, 3, "a")], "<a>abc</a><a></a><a>def</a>"),
        ([(0, 3, "mark"), (3, 3, "a")], "<mark>abc</mark><a></a>def"),
    ],
)
def test_nesting(elements, expected):
    assert html("abcdef", [Element(Span(a, b), tag) for a, b, tag in elements]) == expected


def test_hostile_text_stays_text():
    assert html("<script>&amp;\x00\x02", []) == "&lt;script&gt;&amp;amp;��"


def test_many_elements_in_one_text():
    text = "word " * 50_000
    elements = [Element(Span(i, i + 4), "a") for i in range(0, len(text), 5)]
    assert html(text, elements).count("<a>") == 50_000
