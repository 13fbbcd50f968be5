"""The pages as text: golden ones, valid ones, the source word for word, the files beside them."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from onrecord.compose import compose
from onrecord.render import render
from onrecord.render.feeds import feeds
from onrecord.render.markup import clean
from onrecord.render.tables import csv_table
from tests.site.made import corpus

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    "path", ["briefings/lake-orvel", "sources/lake-orvel/courier", "actors/runa-halvik"]
)
def test_golden(pages, path, request):
    """Changed on purpose? pytest --update-golden writes them anew."""
    file = GOLDEN / f"{path.rsplit('/', 1)[-1]}.md"
    if request.config.getoption("--update-golden"):
        file.write_text(pages[path + ".md"], "utf-8")
    assert pages[path + ".md"] == file.read_text("utf-8")


def test_same_input_same_bytes(pages):
    assert render(compose(*corpus())) == pages


@pytest.mark.parametrize("name", ["courier", "gazette", "hostile"])
def test_marks_stripped_is_the_source(pages, site, name):
    body = pages[f"sources/lake-orvel/{name}.md"]
    text = next(a.text for a in site.articles if a.id.endswith(name))
    shown = re.findall(
        r'<(h1|p)[^>]*?(?: id="[tb]-[^"]*")?[^>]*>(.*?)</\1>', _source_text(body), re.S
    )
    words = [unescape(re.sub("<[^>]*>", "", inner)) for _, inner in shown]
    assert words == [clean(line) for line in text.split("\n") if line]


def _source_text(body: str) -> str:
    start = body.index('<div class="source-text">')
    end = body.find('<section class="notes"', start)
    return body[start : end if end > 0 else body.index("</article>", start)]


def test_pages_are_valid(folder):
    """No parse error of the HTML standard on any page; ids are unique."""
    for file in folder.rglob("*.html"):
        parser = html5lib.HTMLParser()
        document = parser.parse(file.read_bytes())
        assert parser.errors == [], file
        ids = [e.get("id") for e in document.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), file


def test_weight(folder):
    """What a reader of a briefing loads first, uncompressed."""
    css = sum((folder / f).stat().st_size for f in ("assets/onrecord.css", "shell.css"))
    assert css <= 40_000
    assert (folder / "assets/onrecord.js").stat().st_size <= 20_000


def test_feeds(pages):
    atom = ElementTree.fromstring(pages["actors/runa-halvik.xml"].split("\n", 1)[1])
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert len(atom.findall("a:entry", space)) == 3
    assert len({e.text for e in atom.findall(".//a:id", space)}) == 4
    assert "actors/runa-halvik.json" not in pages
    feed = json.loads(pages["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["url"] == "briefings/lake-orvel.html"


def test_ids_of_feeds_are_the_sites_own(site):
    named, placed = (
        replace(site.settings, **{k: "https://desk.example/"}) for k in ("name", "url")
    )
    ids = {
        re.search(
            "<id>(.*?)</id>", next(iter(next(feeds(replace(site, settings=s))).pieces())).text()
        )[1]
        for s in (site.settings, named, replace(placed, url="https://other.example/"))
    }
    assert len(ids) == 3


def test_web_annotations_find_their_words(pages, site):
    found = json.loads(pages["data/web-annotations/lake-orvel/courier.json"])
    text = site.articles[0].text
    for item in found["items"]:
        quote, position = (target["selector"] for target in item["target"])
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
    assert len(found["items"]) == 10 + 5 + 3


def test_tables(pages):
    figures = list(csv.DictReader(io.StringIO(pages["data/figures.csv"].removeprefix("\ufeff"))))
    assert [f["low"] for f in figures] == ["650", "40", "12", "400"]
    assert pages["data/figures.csv"].startswith("\ufeff")
    assert len(json.loads(pages["data/quotes.json"])["quotes"]) == 8


def test_tables_have_keys_that_join(pages):
    def table(name):
        return json.loads(pages[f"data/{name}.json"])[name]

    sources = {row["id"] for row in table("sources")}
    briefings = {row["id"] for row in table("briefings")}
    actors = {row["id"] for row in table("actors")}
    assert {row["briefing_id"] for row in table("sources")} <= briefings
    for name in ("quotes", "figures", "mentions", "times", "comparisons"):
        rows = table(name)
        assert {row["source_id"] for row in rows} <= sources
        assert name == "comparisons" or len({row["id"] for row in rows}) == len(rows)
    assert {row["actor"] for row in (*table("mentions"), *table("quotes"))} <= actors | {None}
    figures = {row["id"] for row in table("figures")}
    assert {row["figure_id"] for row in table("comparisons")} <= figures


def test_a_briefing_is_one_file_that_needs_nothing(pages):
    text = pages["data/briefings/lake-orvel.html"]
    parser = html5lib.HTMLParser()
    document = parser.parse(text)
    assert parser.errors == []
    ids = [e.get("id") for e in document.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = [e.get("href") for e in document.iter() if e.get("href")]
    assert {x[1:] for x in links if x.startswith("#")} <= set(ids)
    assert [x for x in links if not x.startswith(("#", "https://", "http://"))] == []
    assert "<script" not in text
    assert "two hours of sleep" in text


def test_citations(pages):
    assert pages["data/sources.bib"].count("@online{") == 3
    listed = json.loads(pages["data/sources.csl.json"])
    assert {c["type"] for c in listed} == {"article-newspaper"}
    assert listed[0]["issued"]["date-parts"] == [[2031, 5, 5]]


@pytest.mark.parametrize(
    "cell",
    [
        *("=1+1", "+1", "-1", "@x", "\t=1", " =1", "\u200b=1", "\ufeff\u00a0@x"),
        *("\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"),
    ],
)
def test_no_cell_is_a_formula(cell):
    assert csv_table(["a"], [{"a": cell}]).split("\r\n")[1].lstrip('"').startswith("'")


def test_json_ld(pages):
    source = pages["sources/lake-orvel/courier.md"]
    thing = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', source)[1])
    assert thing["@type"] == "WebPage"
    assert thing["mainEntity"]["@type"] == "NewsArticle"
    assert {q["@type"] for q in thing["hasPart"]} == {"Quotation"}
    assert thing["hasPart"][0]["spokenByCharacter"]["name"] == "Runa Halvik"
