"""Whatever was found in whatever text: every page is made, and the text is the source."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.compose import compose
from onrecord.model import (
    Actor,
    Annotations,
    Article,
    Block,
    Briefing,
    Cast,
    Content,
    Figure,
    Mention,
    MentionRef,
    Quote,
    Span,
)
from onrecord.render import render
from onrecord.render.markup import clean

spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


@st.composite
def corpora(draw):
    text = draw(st.text(min_size=1, max_size=80))
    cut = len(text)
    inside = spans.filter(lambda s: s.end <= cut)
    lists = st.lists(spans, max_size=5).map(lambda ss: sorted(s for s in ss if s.end <= cut))
    mentions = tuple(
        Mention(s, "person", draw(st.sampled_from(["name", "pronoun"]))) for s in draw(lists)
    )
    index = st.none() | st.integers(0, len(mentions) - 1) if mentions else st.none()
    kinds = st.sampled_from(["direct", "partial", "indirect"])
    quotes = tuple(
        Quote(s, draw(kinds), draw(st.none() | inside) if cut > 20 else None, None, draw(index))
        for s in draw(lists)
    )
    figures = tuple(
        Figure(s, s, 1.0, 2.0, "count", part_of=0 if i else None) for i, s in enumerate(draw(lists))
    )
    lines = [Block(Span(*m.span()), "paragraph") for m in re.finditer(r"[^\n]+", text)]
    article = Article(
        "b/a",
        text,
        url=draw(st.none() | st.text(max_size=20)),
        publisher=draw(st.none() | st.text(max_size=9)),
    )
    found = Annotations(
        "b/a", tuple(lines), tuple(b.span for b in lines), (), mentions, quotes, figures
    )
    refs = tuple(MentionRef("b/a", i) for i in range(len(mentions)))
    cast = Cast(
        {"x": Actor("x", draw(st.text(max_size=9)), "person", mentions=refs)},
        dict.fromkeys(refs, "x"),
        {},
    )
    briefing = Briefing(
        "b", draw(st.none() | st.text(max_size=9)), None, ("b/a",), words=draw(st.text(max_size=40))
    )
    return Content((briefing,), (article,)), [found], cast


@settings(max_examples=60)
@given(corpora())
def test_every_page_is_made(corpus):
    pages = render(compose(*corpus))
    text = corpus[0].articles[0].text
    shown = re.findall(
        r'aria-label="Paragraph \d+, link">\d+</a><p dir="auto">(.*?)</p></div>',
        pages["sources/b/a.md"],
        re.DOTALL,
    )
    words = [unescape(re.sub("<[^>]*>", "", s)) for s in shown]
    assert words == [clean(line) for line in re.findall(r"[^\n]+", text)]


def test_no_page_without_content():
    pages = render(compose(Content((), ()), [], Cast({}, {}, {})))
    assert "Nothing here yet" in pages["index.md"]
