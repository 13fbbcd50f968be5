"""Lists that are complete: "all n" leads to n, whatever their length and number of pages."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from onrecord.compose import (
    briefings,
    compose,
    index_actors,
    index_figures,
    index_quotes,
    index_sources,
    time_index,
)
from onrecord.compose import lists as list_pages
from onrecord.compose.lists import bounded, letter_of, numbered, paged
from onrecord.model import Content
from onrecord.pages import ActorIndex, FigureIndex, PageLink, QuoteIndex, Shelf
from tests.site.made import corpus


@pytest.fixture(params=["one page", "many pages"])
def listed(request, monkeypatch):
    """A site, and the same with pages of one line."""
    if request.param == "many pages":
        monkeypatch.setattr(index_actors, "ACTORS_A_PAGE", 1)
        monkeypatch.setattr(index_quotes, "QUOTES_A_PAGE", 1)
        monkeypatch.setattr(index_figures, "FIGURES_A_PAGE", 1)
        monkeypatch.setattr(time_index, "_A_PAGE", 1)
    site = compose(*corpus())
    later = (*site.briefings.later, *site.actors.later)
    lists = [page for one in later for page in one.make()[1]]
    return replace(
        site,
        actor_index=(*site.actor_index, *(p for p in lists if isinstance(p, ActorIndex))),
        quote_index=(*site.quote_index, *(p for p in lists if isinstance(p, QuoteIndex))),
        figure_index=(*site.figure_index, *(p for p in lists if isinstance(p, FigureIndex))),
    )


def _number(words):
    return sum(int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", words))


def _of(pages, href):
    """The pages of the list that begins at an address."""
    start = href.split("#")[0].removesuffix(".html")
    return [p for p in pages if p.head.path.removesuffix(".html").startswith(start)]


def test_all_n_leads_to_n(listed):
    page = listed.briefings[0]
    quotes = _of(listed.quote_index, page.all_quotes.href)
    assert sum(s.count for p in quotes for s in p.speakers) == _number(page.all_quotes.words)
    figures = _of(listed.figure_index, page.all_figures.href)
    assert sum(len(g.figures) for p in figures for g in p.groups) == _number(page.all_figures.words)
    actors = _of(listed.actor_index, "briefings/lake-orvel/actors")
    entries = [e for p in actors for k in p.kinds for x in k.letters for e in (*x.entries, *x.also)]
    assert len(entries) == page.item.actors


def test_the_site_s_own_lists_have_everything(listed):
    own = [p for p in listed.actor_index if not p.of]
    entries = [e for p in own for k in p.kinds for x in k.letters for e in (*x.entries, *x.also)]
    assert len(entries) == listed.home.totals["actors"]
    quotes = [q for p in listed.quote_index if not p.of for s in p.speakers for q in s.quotes]
    assert len(quotes) == listed.home.totals["quotes"]
    assert len({q.place.href for q in quotes}) == len(quotes)
    figures = [f for p in listed.figure_index if not p.of for g in p.groups for f in g.figures]
    assert len(figures) == listed.home.totals["figures"]


def test_ways_lead_to_pages_with_as_much_as_they_say(listed):
    sizes, told = {}, set()
    for page in listed.quote_index:
        sizes[page.head.path] = sum(s.count for s in page.speakers)
    for page in listed.figure_index:
        sizes[page.head.path] = sum(len(g.figures) for g in page.groups)
    for page in listed.actor_index:
        sizes[page.head.path] = sum(k.count for k in page.kinds)
    for page in (*listed.quote_index, *listed.figure_index, *listed.actor_index):
        for way in (w for shelf in page.shelves for w in shelf.pages):
            assert way.count in (None, sizes[way.href])
            told |= {way.href} if way.count else set()
    ways = {w.href for p in listed.quote_index for shelf in p.shelves for w in shelf.pages}
    assert ways <= told, "the first page tells how much is on the others"


def test_one_named_once_with_nothing_more_to_tell_is_listed(site):
    content, annotations, cast = corpus()
    alone = next(a for a in cast.actors.values() if len(a.mentions) == 1)
    plain = replace(alone, roles=(), decided=(), held=())
    found = compose(content, annotations, replace(cast, actors={**cast.actors, plain.id: plain}))
    named = [a.actor for a in found.also_named]
    speaks = {q.speaker.id for p in found.sources for b in p.blocks for q in b.quotes if q.speaker}
    assert all("#m-" in a.href and a.id not in speaks for a in named)
    assert not {a.id for a in named} & {p.actor.id for p in found.actors}
    assert len(found.actors) + len(named) == len(cast.actors)


def test_sources_of_one_publisher_are_told_apart():
    content, annotations, cast = corpus()
    same = [replace(a, publisher="The Courier") for a in content.articles]
    pages = compose(Content(content.briefings, tuple(same)), annotations, cast).sources
    labels = {(q.place.source, q.place.title) for p in pages for b in p.blocks for q in b.quotes}
    assert len({title for _, title in labels}) == len(labels)
    assert {source for source, _ in labels} == {"The Courier"}


def test_months_run_from_the_newest():
    entries = [time_index.Dated(day, None) for day in (dt.date(2031, 5, 9), dt.date(2031, 5, 2))]
    entries += [time_index.Dated(dt.date(2030, 1, 1), None), time_index.Dated(None, None)]
    words = [m.words for m in time_index.months(entries)]
    assert words == ["May 2031", "January 2030", "No day known"]


def test_of_very_many_pages_each_shows_some_and_every_one_is_reached(monkeypatch):
    paths = {
        letter: [numbered(f"quotes-{letter}.html", i) for i in range(30)] for letter in ("a", "b")
    }
    ways = (Shelf("Speakers", tuple(PageLink(p, p, 2) for own in paths.values() for p in own)),)
    assert bounded(ways) == ways
    monkeypatch.setattr(list_pages, "WAYS_A_PAGE", 8)
    (first,) = bounded(ways)
    assert [(w.href, w.count) for w in first.pages] == [
        ("quotes-a.html", 60),
        ("quotes-b.html", 60),
    ]
    reached, waiting = set(), [w.href for w in first.pages]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            (here,) = bounded(ways, path)
            shown = [w.href for w in here.pages]
            assert path in shown
            assert len(shown) <= 8
            waiting += shown
    assert reached == {p for own in paths.values() for p in own}


def test_pages():
    assert list(paged([3, 1, 2, 9, 1], 4, int)) == [[3, 1], [2], [9], [1]]
    assert [numbered("a/b.html", i) for i in range(2)] == ["a/b.html", "a/b-2.html"]


@pytest.mark.parametrize(
    ("name", "person", "letter"),
    [("Runa Halvik", True, "H"), ("Orvel Lines", False, "O"), ("3M", False, "#")],
)
def test_the_letter_of_a_name(name, person, letter):
    assert letter_of(name, person)[0] == letter


def test_many_sources_are_listed_by_publisher(site, monkeypatch):
    monkeypatch.setattr(index_sources, "SOURCES_A_PAGE", 1)
    first, *pages = compose(*corpus()).source_index
    sources = [s for p in pages for g in p.groups for s in g.sources]
    assert {s.href for s in sources} == {p.head.path for p in site.sources}
    assert all(s.publisher == g.publisher for p in pages for g in p.groups for s in g.sources)
    assert [w.href for shelf in first.shelves[:1] for w in shelf.pages] == [
        p.head.path for p in pages
    ]


def test_a_briefing_of_many_sources_shows_some_and_leads_to_all(site, monkeypatch):
    assert site.briefings[0].all_sources is None
    monkeypatch.setattr("onrecord.compose.SOURCES_SHOWN", 1)
    monkeypatch.setattr("onrecord.compose.briefings.SOURCES_SHOWN", 1)
    monkeypatch.setattr("onrecord.compose.quoting._ROWS", 1)
    page, lists = compose(*corpus()).briefings.later[0].make()
    every = _of(lists, page.all_sources.href)
    listed = [s.href for p in every for m in p.months for s in m.sources]
    assert len(page.shown_sources) == len(page.comparison.rows) == 1
    assert page.comparison.chosen
    assert len(listed) == len(page.sources) == _number(page.all_sources.words)
    assert set(listed) == {s.href for s in page.sources}


def test_the_front_page_shows_a_bounded_number_and_leads_to_all():
    content, annotations, cast = corpus()
    one = content.briefings[0]
    several = tuple(replace(one, slug=f"{one.slug}-{i}", tags=(f"tag {i}",)) for i in range(40))
    site = compose(replace(content, briefings=several), annotations, cast)
    home, every = site.home, [p for p in site.time_index if p.head.path.startswith("briefings.")]
    assert len(home.briefings) + len(home.earlier) < 40 > len(home.tags)
    assert home.all_briefings.href == home.all_ways.href == every[0].head.path
    assert sum(len(m.briefings) for p in every for m in p.months) == 40
    assert len(next(s for s in every[0].shelves if s.words == "Tags").pages) == 40


def test_comparisons_that_are_left_out_are_said(monkeypatch):
    for module in (briefings, index_figures):
        monkeypatch.setattr(module, "MOST_COMPARED", 0)
    site = compose(*corpus())
    assert site.side_by_side
    for of in (site.figure_index[0], site.briefings[0].figures):
        assert (of.side_by_side, of.more_compared) == ((), len(site.side_by_side))
