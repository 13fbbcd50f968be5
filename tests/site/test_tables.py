"""The tables of `data/`: whole on a small site, in parts on a large one, listed in a package."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace

import pytest

from onrecord.compose import compose
from onrecord.compose import tables as size
from onrecord.kept import bundled
from onrecord.pages import Pages
from onrecord.render import pieces, render
from onrecord.render.tables import COLUMNS
from tests.site.made import corpus


@pytest.fixture(scope="module")
def large():
    """The site, as if it were a large one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(size, "WHOLE", 0)
        yield render(compose(*corpus()))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def package(pages) -> dict[str, dict]:
    return {r["name"]: r for r in json.loads(pages["data/datapackage.json"])["resources"]}


def paths(resource: dict) -> list[str]:
    path = resource["path"]
    return [f"data/{p}" for p in ([path] if isinstance(path, str) else path)]


def test_a_package_lists_every_table_and_its_columns(pages, large):
    for made in (pages, large):
        listed = package(made)
        assert set(listed) == set(COLUMNS)
        for name, resource in listed.items():
            fields = [field["name"] for field in resource["schema"]["fields"]]
            for path in paths(resource):
                header = made[path].removeprefix("\ufeff").splitlines()[0]
                assert header == ",".join(COLUMNS[name]) == ",".join(fields)
            for key in resource["schema"]["foreignKeys"]:
                assert key["fields"][0] in fields
                assert key["reference"]["resource"] in listed
    assert package(pages)["quotes"]["path"] == "quotes.csv"


def test_types_are_those_of_the_schemas(pages):
    fields = {f["name"]: f["type"] for f in package(pages)["figures"]["schema"]["fields"]}
    assert (fields["low"], fields["withdrawn"], fields["what"]) == ("number", "boolean", "string")


def test_a_large_site_has_the_same_rows_in_parts(pages, large):
    for name, resource in package(large).items():
        parts = [row for path in paths(resource) for row in read(large[path])]
        whole = read(pages[f"data/{name}.csv"])
        assert Counter(map(repr, parts)) == Counter(map(repr, whole))
        in_parts = name not in ("briefings", "comparisons")
        assert (f"data/{name}.csv" in large) != in_parts
        assert f"data/{name}.json" not in large


def test_the_list_of_figures_leads_to_the_tables(pages, large):
    assert 'href="data/figures.csv"' in pages["figures.md"]
    assert 'href="data/datapackage.json"' in large["figures.md"]


def test_a_source_is_made_of_the_same_in_all_other_parts(site, monkeypatch):
    monkeypatch.setattr(size, "WHOLE", 0)
    (first, *others), (item, *items) = site.sources.later, site.source_items
    item = replace(item, briefing=replace(item.briefing, href="briefings/other.html"))
    apart = replace(site, source_items=(item, *items))
    changed = replace(apart, sources=Pages([replace(first, key="another"), *others]))
    before, after = (
        {
            p.path: bundle.key
            for bundle in bundled(pieces(s))
            for p in bundle.pieces()
            if p.path.startswith("data/") and not p.path.startswith("data/briefings/")
        }
        for s in (apart, changed)
    )
    names = ("figures", "mentions", "quotes", "sources", "times")
    article = first.page.article
    assert {path for path in before if before[path] != after[path]} == {
        *(f"data/{kind}/{article}.json" for kind in ("annotations", "web-annotations")),
        *(f"data/{name}/other.csv" for name in names),
    }
    assert all(before.values())
