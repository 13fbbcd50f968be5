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
    return page.locator(".wb-status:not(:empty)").text_content()


def test_a_click_a_choice_and_back(bench, at):
    page = at(COURIER)
    page.click("#q-a-dream")
    dialog = page.locator(".wb-dialog")
    expect(dialog).to_contain_text("said by Jost Merem")
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
    page.get_by_label("Figure", exact=True).check()
    page.locator(".wb-more summary").click()
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
    expect(page.locator(".wb-sorts :checked")).to_be_focused()
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
    expect(dialog).to_contain_text("said by Jost Merem")
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


REACH = """() => {
  const marks = [...document.querySelectorAll(
    '.source-text :is(.mark-actor, .mark-quote, .mark-figure)[id]')];
  return marks.map((mark) => {
    mark.scrollIntoView({ block: 'center', behavior: 'instant' });
    const lines = [...mark.getClientRects()];
    const hit = (x, line) => {
      const there = document.elementFromPoint(x, (line.top + line.bottom) / 2);
      return there !== null && mark.contains(there);
    };
    // a note's number, which stands behind the words, has a little of their last letter
    const ok = lines.every((line) => [.25, .5, .75]
      .every((part) => hit(line.left + part * line.width, line)));
    return { id: mark.id, lines: lines.length, ok };
  });
}"""
LAST_LINE = """(id) => {
  const mark = document.getElementById(id);
  mark.scrollIntoView({ block: 'center', behavior: 'instant' });
  const line = [...mark.getClientRects()].at(-1);
  return [line.left + 2, (line.top + line.bottom) / 2];
}"""


def test_every_line_of_every_mark_can_be_touched(at):
    """A mark that breaks over lines opens on each of them, by a finger too."""
    page = at(COURIER, viewport={"width": 390, "height": 800}, has_touch=True)
    marks = page.evaluate(REACH)
    assert [m["id"] for m in marks if not m["ok"]] == []
    assert max(m["lines"] for m in marks) > 1
    broken = next(m["id"] for m in marks if m["lines"] > 1 and m["id"].startswith("q-"))
    x, y = page.evaluate(LAST_LINE, broken)
    page.touchscreen.tap(x, y)
    expect(page.locator("#wb-title")).to_have_text("Quotation")
    assert page.faults == []


def test_a_mark_around_another_is_one_step_away(bench, at):
    """A figure in words that are a quotation letter by letter: both can be corrected."""
    entry = {"quote": "About 300 sailors", "speaker": "Orla Venn"}
    bench.desk.decide(FILE, "courier.txt", entry, bench.desk.digest(FILE))
    page = at(COURIER)
    keys, title = page.keyboard, page.locator("#wb-title")
    page.locator("#f-about-300-sailors").focus()
    keys.press("e")
    expect(title).to_have_text("Figure")
    around = page.locator(".wb-also button", has_text="quotation")
    around.focus()
    keys.press("Enter")
    expect(title).to_have_text("Quotation")
    expect(page.locator(".wb-now")).to_have_text("now: said by Orla Venn")
    page.locator(".wb-also button", has_text="figure").click()
    expect(title).to_have_text("Figure")
    assert page.faults == []


def test_words_that_stand_twice(bench, at):
    page = at(COURIER)
    page.keyboard.press("w")
    page.keyboard.type("boats")
    page.keyboard.press("Enter")
    expect(page.locator("#wb-title")).to_have_text("They stand 2 times: which are meant?")
    expect(page.locator(".wb-quick li")).to_contain_text(
        ["of the 90 boats were", "about the boats of"]
    )
    page.keyboard.press("2")
    page.locator(".wb-sorts label", has_text="Name").click()
    with page.expect_navigation():
        page.keyboard.press("1")
    told(page)
    [entry] = written(bench)["courier.txt"]
    assert (entry["name"], entry["nth"]) == ("boats", "2 of 2")
    assert page.faults == []


def test_what_follows_later_is_said_until_it_has(bench, at):
    built = bench._build
    page = at(COURIER)
    expect(page.locator(".wb-rest")).to_be_empty()
    page.click("#q-a-dream")
    with page.expect_navigation():
        page.locator(".wb-dialog").get_by_role("button", name="Orla Venn").click()
    rest = page.locator(".wb-rest")
    expect(rest).to_have_text("This page is up to date; profiles and lists follow.")
    built.version = bench.desk.version
    expect(rest).to_contain_text("The whole site is up to date.")
    assert page.faults == []


def test_words_are_selected_from_within_a_name_on(bench, at):
    """With a mouse, as people do: neither is the link dragged away, nor is it followed."""
    page = at(COURIER)
    start, end = page.evaluate(
        """() => {
          const name = document.querySelector('.source-text a.mark-actor');
          name.scrollIntoView({ block: 'center', behavior: 'instant' });
          const line = name.getClientRects()[0], y = (line.top + line.bottom) / 2;
          return [[line.left + 1, y], [line.right - 1, y]];
        }"""
    )
    mouse = page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(*end, steps=4)
    mouse.up()
    page.get_by_role("button", name="Decide on these words").click()
    expect(page.locator(".wb-sorts")).to_be_visible()
    assert page.url.endswith(COURIER)
    assert page.faults == []
