"""A source too long for one page: every way into it leads to the part that has the words."""

import json
import re

import pytest

from onrecord.compose import compose, parts
from onrecord.compose.addresses import article_of
from onrecord.compose.lists import cuts
from onrecord.render import render
from tests.site.made import corpus

PLACE = re.compile(r"sources/[\w/-]+\.html#[\w-]+")


@pytest.fixture(scope="module")
def divided():
    """The site, each source in as many parts as it can have."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "_MOST", 1)
        return compose(*corpus())


@pytest.fixture(scope="module")
def files(divided):
    return render(divided)


def test_each_part_has_its_blocks_and_all_have_the_whole(divided):
    page = divided.sources[0]
    shown = parts.parts_of(page)
    assert len(shown) == len(page.blocks) > 2
    assert [b.id for p in shown for b in p.blocks] == [b.id for b in page.blocks]
    assert [p.head.path for p in shown[:2]] == [
        "sources/lake-orvel/courier.html",
        "sources/lake-orvel/courier_2.html",
    ]
    assert all(p.blocks[0].row == 1 for p in shown)
    named = {m.actor for b in shown[1].blocks for m in b.words.marks if m.kind == "actor"}
    assert {c.count.actor.id for c in shown[1].cards} <= named


def test_every_place_is_on_the_page_that_it_is_said_to_be_on(divided, files):
    ids = {
        path.removesuffix(".md") + ".html": set(re.findall(r'\bid="([^"]*)"', text))
        for path, text in files.items()
        if path.startswith("sources/")
    }
    told = set(PLACE.findall(json.dumps([t for p, t in files.items() if "annotations" not in p])))
    assert len(told) > 40
    assert {t for t in told if t.split("#")[1] not in ids.get(t.split("#")[0], ())} == set()
    assert any("_2.html#" in t for t in told)


def test_parts_lead_to_each_other(files):
    second = files["sources/lake-orvel/courier_2.md"]
    assert 'rel="prev" href="../../sources/lake-orvel/courier.html"' in second
    assert 'href="../../sources/lake-orvel/courier_3.html"' in second
    assert second.count("<h1") == 1


def test_the_source_of_a_place():
    assert article_of("sources/strike/courier_2.html#f-40-ferries_3") == "strike/courier"
    assert article_of("sources/strike/courier.html") == "strike/courier"


def test_an_item_more_moves_few_cuts():
    sizes, begins = [1] * 400, [i % 7 == 0 for i in range(400)]
    before = cuts(sizes, 40, begins.__getitem__)
    more = [*begins[:30], False, *begins[30:]]
    after = cuts([1, *sizes], 40, more.__getitem__)
    assert len({c for c in after if c > 30} ^ {c + 1 for c in before if c > 30}) <= 2
    assert cuts([1] * 40, 40, lambda _: True) == [0], "what fits is not cut"
