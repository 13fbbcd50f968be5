"""What every page shows, and the links between them."""

import datetime as dt
from dataclasses import replace

import pytest

from onrecord.annotate.sayings.rules import RULES
from onrecord.compose import compose
from onrecord.compose.addresses import Addresses, handle, to_the_words
from onrecord.compose.corpus import Source
from onrecord.compose.drawings import strip
from onrecord.compose.quotes import shortened
from onrecord.compose.ranked import spread
from onrecord.compose.times import densest
from onrecord.compose.wording import brief, period
from onrecord.model import Content, Figure, Span
from onrecord.pages import Link, Marked, Place, TimeItem
from tests.site.made import corpus


def briefing(site):
    return site.briefings[0]


def quote(site, words):
    return next(
        q for s in briefing(site).speakers for q in (*s.quotes, *s.reported) if words in q.parts[0]
    )


def test_who_said_what_by_speaker(site):
    said = {s.name: [q.parts[0] for q in (*s.quotes, *s.reported)] for s in briefing(site).speakers}
    assert said["Runa Halvik"][:3] == [
        "We will not sail another night on two hours of sleep,",
        "The company knows it. It has known it for a year.",
        "a machine for making accidents",
    ]
    assert said["Orvel Lines"] == ["the strike was unlawful"]
    assert list(said)[-1] == "Unnamed sources"


def test_of_one_who_says_much_the_strongest_are_shown(site):
    whole = briefing(site).speakers[0]
    short = shortened(whole, 2, 0, "briefings/x/quotes.html#s-y")
    assert len(whole.quotes) == 3
    assert [q for q in whole.quotes if q in short.quotes] == list(short.quotes), (
        "in the order of the text"
    )
    assert {q.strength for q in short.quotes} == set(sorted(q.strength for q in whole.quotes)[1:])
    more = Link("All 3 quotes", "briefings/x/quotes.html#s-y")
    assert (short.counts, short.more) == ((3, 0), more)
    assert shortened(whole, 3, 0, "") == whole


def test_how_it_was_read_is_said(site):
    carried = quote(site, "The company knows")
    assert carried.notes[0].words == ("read as one with the quotation just before",)
    assert carried.cue_reads == "not", "the verb is another sentence's"
    pronoun = quote(site, "a machine").notes
    assert [n.kind for n in pronoun] == ["partial", "reading"]
    assert "".join(p if isinstance(p, str) else p.name for p in pronoun[1].words) == (
        "“She” read as Runa Halvik, named in ¶\N{NO-BREAK SPACE}2"
    )
    assert [n.kind for n in quote(site, "Our offer").notes] == ["unnamed"]


def test_quotes_keep_the_marks_of_their_source(site):
    assert quote(site, "We will not").marks == ('"', '"')
    assert quote(site, "Nobody is forced").marks == ("“", "”")
    assert quote(site, "the strike was").marks == ("", "")


def test_parts_stand_under_their_whole(site):
    rows = [(r.depth, r.figure.words, r.bar_words) for r in briefing(site).figures.main]
    assert (1, "12 night boats", "3 in 10 of the 40") in rows
    assert (
        rows.index((1, "12 night boats", "3 in 10 of the 40"))
        == rows.index((0, "40 ferries", "")) + 1
    )


def test_every_actor_has_a_page_and_old_addresses_lead_on(site):
    assert {p.actor.name for p in site.actors} >= {"Runa Halvik", "Orvel Lines", "Jost Merem"}
    assert site.redirects[0].head.path == "actors/halvik.html"
    assert site.redirects[0].to.name == "Runa Halvik"


def test_profile(site):
    page = next(p for p in site.actors if p.actor.name == "Runa Halvik")
    assert page.names == (("Halvik", 2), ("Runa Halvik", 2))
    assert page.roles[0].words == "chair of the Orvel Crews' Union"
    assert [q.parts[0] for q in page.said_of] == [
        "I have answered Ms Halvik, and I shall answer her again."
    ]
    assert page.standing == (
        "Named 4 times in 3 sources, meant once more by a pronoun or a description and quoted 3 "
        "times."
    )


def test_no_sentence_is_cut_where_the_parser_cuts_a_quotation_or_a_headline():
    content, annotations, _ = corpus()
    text = content.articles[0].text
    told = text.index("It has known it")
    cut = sorted(
        {
            (s.start, told) if s.start < told < s.end else (s.start, s.end)
            for s in annotations[0].sentences
        }
    )
    headline = annotations[0].title
    halves = (Span(headline.start, headline.start + 11), Span(headline.start + 12, headline.end))
    sentences = (
        *halves,
        *(Span(a, b) for a, b in cut if a >= headline.end),
        Span(told, text.index("\n", told)),
    )
    source = Source(
        content.articles[0], replace(annotations[0], sentences=tuple(sorted(sentences)))
    )
    assert source.sentence(halves[1]) == headline
    shown = source.sentence(Span(told, told + 2)).of(text)
    assert shown == '"The company knows it. It has known it for a year."'


def test_what_the_source_withdraws_is_shown_as_such():
    content, annotations, cast = corpus()
    figures = annotations[0].figures
    taken_back = replace(
        annotations[0], figures=(replace(figures[0], withdrawn=True), *figures[1:])
    )
    site = compose(content, [taken_back, *annotations[1:]], cast)
    words = figures[0].span.of(content.articles[0].text)
    shown = next(
        f for page in site.figure_index for g in page.groups for f in g.figures if f.words == words
    )
    assert shown.withdrawn
    assert shown.readings[0].startswith("withdrawn")


@pytest.mark.parametrize(("key", "gone"), [("hide", True), ("pin", False)])
def test_editors_pin_and_hide(key, gone):
    content, annotations, cast = corpus()
    decided = replace(content.briefings[0], **{key: ("a machine",)})
    site = compose(Content((decided,), content.articles), annotations, cast)
    quotes = [q.parts[0] for s in briefing(site).speakers for q in s.quotes]
    assert ("a machine for making accidents" in quotes) is not gone
    if not gone:
        assert briefing(site).strongest[0].parts[0] == "a machine for making accidents"


def test_copied_words_fit_over_the_end_of_a_line_and_over_slices():
    content, annotations, cast = corpus()
    one = content.articles[0]
    broken = replace(one, text=one.text.replace("has known it for", "has known it\nfor"))
    copied = ("It has known it for a year", "a machine for making accidents")
    decided = replace(content.briefings[0], hide=copied)
    site = compose(Content((decided,), (broken, *content.articles[1:])), annotations, cast)
    quotes = [p for s in briefing(site).speakers for q in s.quotes for p in q.parts]
    assert not [q for q in quotes if "known it" in q or "a machine" in q]
    assert site.problems == ()


def test_a_decision_that_fits_nothing_is_said_aloud():
    content, annotations, cast = corpus()
    decided = replace(content.briefings[0], pin=("no such words",), words="[[Nobody at All]]")
    problems = [
        str(p) for p in compose(Content((decided,), content.articles), annotations, cast).problems
    ]
    assert len(problems) == 2
    assert "no such words" in problems[1] + problems[0]
    assert "[[Nobody at All]]" in problems[1] + problems[0]


def test_the_editors_words():
    content, annotations, cast = corpus()
    words = (
        "# News\n\n> [[Runa Halvik]] and\n> [[Nobody & Co]]\n\n"
        "- [a & b](https://a.example/?x=1&y=2)\n- see\n  [what\n  is](no.html)\n\n<https://c.example>\n"
    )
    told = replace(content.briefings[0], words=words, file="b.md", words_line=10)
    site = compose(Content((told,), content.articles), annotations, cast)
    assert [str(p).partition(" — ")[0] for p in site.problems] == [
        "b.md:13: warning: [[Nobody & Co]] names nobody in the sources"
    ]
    page = site.briefings[0].item.href
    assert [(w.page, w.href, w.file, w.line) for w in site.written] == [
        (page, "https://a.example/?x=1&y=2", "b.md", 15),
        (page, "no.html", "b.md", 18),
        (page, "https://c.example", "b.md", 20),
    ]
    html = site.briefings[0].editors_words
    assert "<h3>News</h3>" in html
    assert (
        '<a href="../actors/runa-halvik.html" class="actor">Runa Halvik</a>'
        " and\nNobody &amp; Co</p>" in html
    )
    assert '<a href="https://a.example/?x=1&amp;y=2">' in html


def test_nothing_at_all():
    site = compose(Content((), ()), [], corpus()[2])
    assert site.home.briefings == ()


def test_a_long_text_is_drawn_in_few_bars():
    drawn = strip(Link("Courier", "a.html"), {999: "quoted"}, 1000, "Of 1,000 paragraphs").stripes
    assert len(drawn) <= 120
    assert drawn[-1].kind == "quoted"
    assert len(strip(Link("Courier", "a.html"), {0: "named", 1: "quoted"}, 2, "").stripes) == 2


def test_addresses_come_from_the_words():
    first, other = Addresses(), Addresses()
    other.of("q", "something else")
    assert first.of("q", "We cannot rest") == other.of("q", "We cannot rest") == "q-we-cannot-rest"
    assert first.of("q", "We cannot rest") == "q-we-cannot-rest_2"
    long = "We cannot rest, and we shall not rest before this is over"
    assert handle(long) != handle(long + "!")
    assert len(handle(long * 100)) < 40


def test_adding_a_source_moves_no_address(site):
    content, annotations, cast = corpus()
    fewer = Content(
        (replace(content.briefings[0], sources=content.briefings[0].sources[:1]),),
        content.articles[:1],
    )
    alone = compose(fewer, annotations[:1], cast)
    assert [b.id for b in alone.sources[0].blocks] == [b.id for b in site.sources[0].blocks]
    assert [n.mark for b in alone.sources[0].blocks for n in b.notes] == [
        n.mark for b in site.sources[0].blocks for n in b.notes
    ]


@pytest.mark.parametrize(
    ("url", "words", "expected"),
    [
        (
            "https://a.example/",
            "One, two-three & four",
            "https://a.example/#:~:text=One%2C%20two%2Dthree%20%26%20four",
        ),
        ("https://a.example/#top", "One", "https://a.example/#top:~:text=One"),
        ("https://a.example/", "“We wait.”", "https://a.example/#:~:text=We%20wait"),
        (
            "https://a.example/",
            "“We have waited long enough for an answer,” Orla Venn said.",
            "https://a.example/#:~:text=We%20have%20waited,Orla%20Venn%20said",
        ),
        ("javascript:alert(1)", "One", None),
        (None, "One", None),
    ],
)
def test_text_fragments(url, words, expected):
    assert to_the_words(url, words) == expected


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2031, 5, 5), (2031, 5, 5), "5 May 2031"),
        ((2031, 5, 1), (2031, 5, 31), "May 2031"),
        ((2031, 1, 1), (2031, 12, 31), "2031"),
        ((2031, 5, 1), (2031, 5, 7), "1 to 7 May 2031"),
        ((2031, 4, 30), (2031, 5, 6), "30 April to 6 May 2031"),
        ((2030, 12, 30), (2031, 1, 5), "30 December 2030 to 5 January 2031"),
    ],
)
def test_periods(start, end, words):
    assert period((dt.date(*start), dt.date(*end))) == words


def test_brief_periods():
    assert brief((dt.date(2031, 5, 5), dt.date(2031, 5, 5))) == "5 May"
    assert brief((dt.date(2031, 9, 1), dt.date(2031, 9, 30))) == "Sep"
    assert brief((dt.date(2031, 8, 30), dt.date(2031, 9, 5))) == "30 Aug to 5 Sep"


def test_words_that_make_one_address_are_one_group():
    content, annotations, cast = corpus()
    first = content.articles[0]
    article = replace(first, text=first.text.replace("40 ferries", "40 Ferries"))
    other = replace(first, id="lake-orvel/other")
    briefings = (replace(content.briefings[0], sources=(*content.briefings[0].sources, other.id)),)
    twice = Content(briefings, (article, *content.articles[1:], other))
    site = compose(twice, [*annotations, replace(annotations[0], article=other.id)], cast)
    ids = [g.id for page in site.figure_index if not page.of for g in page.groups]
    assert len(ids) == len(set(ids))
    group = next(g for page in site.figure_index for g in page.groups if g.id == "w-ferries")
    assert {f.what for f in group.figures} == {"ferries", "Ferries"}


def test_what_is_reported_is_no_quote(site):
    item = briefing(site).item
    assert (item.quotes, item.reported) == (7, 1)
    lines = next(p for p in site.actors if p.actor.name == "Orvel Lines")
    assert "quoted" not in lines.standing
    assert "reported once in a writer’s words" in lines.standing


def test_a_verb_that_needs_a_hearer_is_not_shown_without_one():
    content, annotations, cast = corpus()
    told, *rest = annotations[1].quotes
    site = compose(
        content,
        [
            annotations[0],
            replace(annotations[1], quotes=(replace(told, cue_reads="not"), *rest)),
            annotations[2],
        ],
        cast,
    )
    assert quote(site, "Nobody is forced").cue == "told"
    assert quote(site, "Nobody is forced").cue_reads == "not"


def test_a_quotation_that_the_writer_interrupts_is_one():
    content, annotations, cast = corpus()
    first, second, *rest = annotations[0].quotes
    quotes = (first, replace(second, continues=0), *rest)
    site = compose(content, [replace(annotations[0], quotes=quotes), *annotations[1:]], cast)
    whole = quote(site, "We will not")
    assert whole.runs_on == (False, True)
    assert whole.words == (
        "We will not sail another night on two hours of sleep, […] The company knows it. It has "
        "known it for a year."
    )


def modified(modifier, change, bound):
    """The figure of "400 people" behind a modifier."""
    content, annotations, cast = corpus()
    article = replace(content.articles[1], text=f"Ferries\n\nThere were {modifier} 400 people.\n")
    at = article.text.index(modifier)
    number = article.text.index("400")
    figure = Figure(
        Span(at, number + 10),
        Span(number, number + 3),
        400,
        400,
        "count",
        change,
        modifier=Span(at, number - 1),
        bound=bound,
    )
    found = replace(
        annotations[1], mentions=(), quotes=(), figures=(figure,), sentences=(), blocks=()
    )
    site = compose(replace(content, articles=(content.articles[0], article, content.articles[2])),
                   [annotations[0], found, annotations[2]], replace(cast, actor_of={}))  # fmt: skip
    return next(
        f for page in site.figure_index for g in page.groups for f in g.figures if f.number == "400"
    )


@pytest.mark.parametrize(
    ("modifier", "change", "bound", "value"),
    [
        ("at least", ">", "≥", "≥"),
        ("more than", ">", ">", ">"),
        ("some", "~", "≈", "≈"),
        ("nearly", "~", "≲", "≈"),
    ],
)
def test_a_bound_is_a_sign_and_its_words_stand_by_the_number(modifier, change, bound, value):
    item = modified(modifier, change, bound)
    assert item.value == f"{value}\N{NARROW NO-BREAK SPACE}400"
    assert item.qualifiers == (modifier, "")


def test_nearly_is_said_to_be_just_under():
    assert modified("Nearly", "~", "≲").readings == ("just under, by “Nearly”",)
    assert modified("roughly", "~", "≈").readings == ("about, by “roughly”",)


def test_every_rule_that_may_err_is_told():
    told = [r for r in RULES.values() if r.confidence != "certain" and not r.plain]
    assert all(r.words.startswith("read ") or "{cue}" in r.words for r in told)
    assert all(r.confidence != "certain" for r in RULES.values() if r.plain)


@pytest.mark.parametrize(
    ("limits", "shown"),
    [
        (["Sennby"], " in Sennby"),
        (["Last week"], ", last week"),
        (["Sennby", "Last week"], " in Sennby, last week"),
        ([], ""),
    ],
)
def test_limits_follow_what_is_counted_with_their_prepositions(limits, shown):
    content, annotations, cast = corpus()
    article = replace(content.articles[1], text="Last week 400 people in Sennby stayed at home.")
    spans = tuple(
        Span(at, at + len(words)) for words in limits for at in [article.text.index(words)]
    )
    number = Span(10, 13)
    figure = Figure(Span(10, 20), number, 400, 400, "count", what=(Span(14, 20),), limits=spans)
    found = replace(
        annotations[1], mentions=(), quotes=(), figures=(figure,), sentences=(), blocks=()
    )
    articles = (content.articles[0], article, content.articles[2])
    site = compose(
        replace(content, articles=articles),
        [annotations[0], found, annotations[2]],
        replace(cast, actor_of={}),
    )
    item = next(
        f for page in site.figure_index for g in page.groups for f in g.figures if f.number == "400"
    )
    assert item.what + item.limits == "people" + shown


def test_a_line_of_days_leaves_out_what_lies_far_off():
    def item(day: dt.date) -> TimeItem:
        return TimeItem(day, day, "a day", Place("", "", "", ""), Marked(""))

    near = [item(dt.date(2031, 5, d)) for d in (2, 3, 5, 9)]
    assert densest([item(dt.date(2009, 1, 5)), *near, item(dt.date(2030 + 9, 1, 1))]) == near
    assert densest(near) == near
    assert densest([]) == []


def test_a_part_that_matters_more_leads_its_whole():
    content, annotations, cast = corpus()
    people, ferries, night = annotations[0].figures
    figures = (replace(people, key=0.5), ferries, replace(night, key=0.9))
    site = compose(content, [replace(annotations[0], figures=figures), *annotations[1:]], cast)
    assert "12 night boats" in [f.words for f in briefing(site).key_figures]
    assert "40 ferries" not in [f.words for f in briefing(site).key_figures]
    table = [row.figure.words for row in briefing(site).figures.main]
    assert table.index("40 ferries") + 1 == table.index("12 night boats"), (
        "the table keeps the whole above its part"
    )


def test_without_a_summary_the_newest_sources_speak(site):
    """Never the first paragraph of one file of several."""
    item = site.briefings[0].item
    assert item.lead is None
    assert [s.title for s in item.headlines] == [
        "Quay at Sennby empties after a day of strike",
        "Ferry crews walk out at Lake Orvel",
        "A title with <i>tags</i> & {{ braces }}",
    ]
    assert item.standfirst.startswith("Quay at Sennby empties")


def test_key_figures_are_spread_over_the_sources(site):
    figure = site.briefings[0].key_figures[0]
    same = [replace(figure, label=str(i), low=20 + i, high=20 + i) for i in range(4)]
    again = replace(same[0], label="in other words")
    other = replace(
        figure, label="other", low=7, high=7, place=replace(figure.place, source="Another")
    )
    shown = spread([same[0], again, *same[1:], other], 3)
    assert [f.label for f in shown] == ["0", "1", "other"]


def test_a_profile_runs_from_the_newest_source(site):
    page = next(p for p in site.actors if p.actor.id == "runa-halvik")
    days = [group.source.published for group in page.mentions]
    assert days == [dt.date(2031, 5, 6), dt.date(2031, 5, 5), None]


@pytest.mark.parametrize("blank", [" ", "\n", "\n  "])
def test_a_figure_is_named_in_one_line_however_its_source_breaks_it(site, blank):
    figure = next(f for s in site.sources for b in s.blocks for f in b.figures)
    flour = {"what": "wheat flour", "label": "wheat flour", "unit": "tonne"}
    named = replace(figure, words=f"16,000 tonnes of{blank}wheat flour", **flour).named
    assert named == "16,000 tonnes of wheat flour"
