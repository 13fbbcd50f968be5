"""The same pages under Material for MkDocs read right: marks, cards, notes and layers work."""

import shutil

import pytest
import yaml
from playwright.sync_api import expect

from onrecord.publish import publish
from onrecord.read.settings import read_settings
from tests.site.conftest import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def material(pages, tmp_path_factory):
    root = tmp_path_factory.mktemp("material")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    settings["theme"] = {"name": "material", "font": False}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    shutil.copytree(ROOT / "templates", root / "templates")
    project, problems = read_settings(root)
    assert problems == ()
    assert publish(pages, project) == ()
    return project.site.as_uri() + "/"


def test_material(new_page, material):
    page = new_page()
    page.goto(material + "sources/lake-orvel/courier.html")
    assert page.faults == []
    assert [r for r in page.requests if not r.startswith(material)] == []
    quote = page.locator("mark.mark-quote").first
    assert quote.evaluate("m => getComputedStyle(m).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert page.locator("#n2").bounding_box()["x"] > quote.bounding_box()["x"] + 300, (
        "notes stand in the margin"
    )
    page.click("#m-runa-halvik")
    page.wait_for_selector(".card:popover-open")
    page.wait_for_function(  # under the name
        """() => {
          const [card, name] = ['.card:popover-open', '#m-runa-halvik']
            .map((selector) => document.querySelector(selector).getBoundingClientRect());
          const below = card.top - name.bottom;
          return Math.abs(card.left - name.left) < 20 && below >= 0 && below < 20;
        }"""
    )
    page.keyboard.press("Escape")
    page.uncheck("#layer-quote")
    expect(page.locator(".of-quote#n1")).to_be_hidden()
