"""The workbench in a real Chromium: by mouse, by keyboard alone, on a phone."""

from __future__ import annotations

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from onrecord.edit.server import EditServer
from tests.edit.conftest import FILE
from tests.site.test_browser import WCAG

pytestmark = pytest.mark.browser

COURIER, BRIEFING = "sources/ferry/courier.html", "briefings/ferry.html"


@pytest.fixture
def at(bench: EditServer, new_page):
    """Opens a page of the site as an editor does."""

    def open_page(path: str, **settings):
        page = new_page(**settings)
        page.goto(bench.address)
        page.goto(f"{bench.address.partition('?')[0]}{path}")
        page.wait_for_selector(".wb-queue > *", state="attached")
        return page

    return open_page


def written(bench: EditServer) -> dict:
    path = bench.desk.project.root / "briefings" / FILE
    return yaml.safe_load(path.read_text()) if path.exists() else {}


def told(page) -> str:
    """What the workbench says once the page is there again."""
    page.wait_for_selector(".wb-status:not(:empty)", state="attached")
    return page.text_content(".wb-status")


def test_a_click_a_choice_and_back(bench, at):
    page = at(COURIER)
    page.click("#q-a-dream")
    dialog = page.locator(".wb-dialog")
    expect(dialog).to_contain_text("of Jost Merem")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Orla Venn").click()
    assert told(page) == "Decided: Orla Venn."
    expect(page.locator(".margin-note", has_text="by an editor")).to_have_count(1)
    [entry] = written(bench)["courier.txt"]
    assert (entry["quote"], entry["speaker"]) == ("a dream", "Orla Venn")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert "Taken back" in told(page)
    expect(page.locator(".margin-note", has_text="by an editor")).to_have_count(0)
    assert page.faults == []


def test_selected_words_are_a_figure(bench, at):
    page = at(COURIER)
    page.evaluate(
        """() => {
          const text = [...document.querySelectorAll('.source-text p')]
            .find((p) => p.textContent.startsWith('Nobody knows')).firstChild;
          getSelection().setBaseAndExtent(text, 0, text, 'Nobody knows how it ends'.length);
          document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
        }"""
    )
    page.get_by_role("button", name="Decide on these words").click()
    page.select_option("#wb-sort", label="Figure")
    page.fill("#wb-field-value", "1")
    page.fill("#wb-field-why", "- it: [is] #one")
    with page.expect_navigation():
        page.get_by_role("button", name="Decide", exact=True).click()
    assert told(page) == "Decided: Figure."
    [entry] = written(bench)["courier.txt"]
    assert entry["figure"] == "Nobody knows how it ends"
    assert entry["why"] == "- it: [is] #one"
    expect(page.locator("mark.mark-figure", has_text="Nobody knows")).to_have_count(1)


def test_by_keyboard_alone(bench, at):
    """A mark, a choice, a field, words, facts, a question and undo, without a mouse."""
    page = at(COURIER)
    keys = page.keyboard
    for _ in range(50):
        keys.press("j")
        if page.evaluate("document.activeElement.id") == "q-we-have-waited-long-enough":
            break
    expect(page.locator("#q-we-have-waited-long-enough")).to_be_focused()
    keys.press("e")
    expect(page.locator(".wb-dialog")).to_be_visible()
    with page.expect_navigation():
        keys.press("1")
    assert told(page).startswith("Decided")
    expect(page.locator("#q-we-have-waited-long-enough")).to_be_focused()
    with page.expect_navigation():
        keys.press("u")
    assert told(page).startswith("Taken back")
    keys.press("w")
    keys.type("Nobody knows how it ends")
    keys.press("Enter")
    expect(page.locator("#wb-sort")).to_be_focused()
    keys.press("Escape")
    expect(page.locator(".wb-dialog")).to_be_hidden()
    page.evaluate("document.activeElement.blur()")
    keys.press("f")
    page.wait_for_selector(".wb-dialog[open]")
    expect(page.locator(".wb-dialog input").first).to_be_focused()
    keys.type("Calm")
    with page.expect_navigation():
        keys.press("Enter")
    assert told(page).startswith("Decided")
    assert written(bench)["courier.txt"][0]["facts"]["title"].startswith("Calm")
    page.wait_for_selector(".wb-queue > *", state="attached")
    keys.press("q")
    expect(page.locator(".wb-queue :focus")).to_have_count(1)
    assert page.faults == []


def test_on_a_briefing(bench, at):
    same = {"same": [{"courier.txt": "€3 million"}, {"gazette.txt": "€4 million in a week"}]}
    bench.desk.decide(FILE, "compare", same, bench.desk.digest(FILE))
    page = at(BRIEFING)
    page.get_by_role("button", name="Correct this comparison").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="not the same thing").click()
    [entry] = written(bench)["compare"]
    assert "different" in entry
    days = page.locator(".timeline .wb-edit")
    if days.count():
        days.first.click()
        with page.expect_navigation():
            page.get_by_role("button", name="no event").click()
        assert any("not a day" in e for e in written(bench)["courier.txt"])
    assert page.faults == []


def test_what_changed_meanwhile_is_shown(bench, at):
    page = at(COURIER)
    page.click("#q-a-dream")
    dialog = page.locator(".wb-dialog")
    expect(dialog).to_contain_text("of Jost Merem")
    path = bench.desk.project.root / "briefings" / FILE
    path.write_text('courier.txt:\n  - not a figure: "90"   # by hand\n')
    dialog.get_by_role("button", name="Orla Venn").click()
    expect(dialog).to_contain_text("# by hand")
    expect(dialog).to_contain_text('"speaker": "Orla Venn"')
    with page.expect_navigation():
        dialog.get_by_role("button", name="Add mine").click()
    assert "# by hand" in path.read_text()
    assert len(written(bench)["courier.txt"]) == 2


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)])
@pytest.mark.parametrize("path", [COURIER, BRIEFING])
def test_accessible(at, path, scheme, width):
    page = at(path, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.click(".wb-panel summary")
    assert Axe().run(page, options=WCAG).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click(".wb-panel summary")
    page.locator(".wb-edit:visible").first.click()
    expect(page.locator(".wb-dialog")).to_be_visible()
    assert Axe().run(page, options=WCAG).response["violations"] == []
    assert page.locator(".wb-dialog").bounding_box()["width"] <= width
