"""The site in a real Chromium, from a folder and over http."""

import re
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = {
    "home": "index.html",
    "briefing": "briefings/lake-orvel.html",
    "source": "sources/lake-orvel/courier.html",
    "hostile source": "sources/lake-orvel/hostile.html",
    "profile": "actors/runa-halvik.html",
    "actors": "actors.html",
    "quotes": "quotes.html",
    "figures": "figures.html",
    "sources": "sources.html",
    "search": "search.html?q=night",
}
SOURCE = PAGES["source"]
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}


REFUSE = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def open_card(page):
    return page.locator(".card:popover-open")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_quiet_and_at_home(new_page, base, path):
    """No console message, no failed request, none to another host."""
    page = new_page()
    page.goto(base + path)
    page.fill("#search", "halvik")
    page.wait_for_selector(".results a")
    assert page.faults == []
    assert [r for r in page.requests if not r.startswith(base)] == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize(
    ("scheme", "width"),
    [("light", 1440), ("dark", 1440), ("light", 390)],
    ids=["light", "dark", "phone"],
)
def test_accessible(new_page, server, path, scheme, width):
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(server + path)
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


def test_page_that_is_not_there(new_page, server):
    """It may be served at any depth, so all its addresses begin at the root."""
    page = new_page(own=True)
    page.goto(server + "404.html")
    page.goto(server + "404.html?a/b/")
    assert page.faults == []
    assert {r.count("/") for r in page.requests if "assets" in r} == {4}
    page.fill("#q", "night")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".all-found li").first).to_be_visible()
    page.goto(server + "404.html")
    assert Axe().run(page, options=WCAG).response["violations"] == []


def test_hostile_source_injects_nothing(new_page, base):
    page = new_page()
    for path in PAGES.values():
        page.goto(base + path)
        assert page.evaluate("window.injected") is None
        assert page.locator("img, iframe, object, [onerror], [href^='javascript:']").count() == 0
    page.goto(base + PAGES["hostile source"])
    assert set(page.locator(".source-text *").evaluate_all("all => all.map(e => e.localName)")) <= {
        *("h1", "h2", "div", "p", "a", "mark"),
    }
    assert "{{ 7 * 7 }} {% raw %}" in page.inner_text(".source-text")


@pytest.mark.parametrize("name", ["courier", "gazette", "hostile"])
def test_text_is_the_source(new_page, base, site, name):
    page = new_page()
    page.goto(f"{base}sources/lake-orvel/{name}.html")
    shown = page.evaluate(
        "[...document.querySelectorAll('.source-text > *')].map(e => (e.querySelector(':scope > "
        "p') || e).textContent)"
    )
    text = next(a.text for a in site.articles if a.id.endswith(name))
    assert shown == [
        re.sub("[\x00-\x08]", "\N{REPLACEMENT CHARACTER}", line)
        for line in text.split("\n")
        if line
    ]


# ---- cards and notes -------------------------------------------------------------------------


def test_card_by_mouse(new_page, base):
    page = new_page(own=True)
    page.clock.install()
    page.goto(base + SOURCE)
    page.hover("#m-runa-halvik")
    open_card(page).wait_for()
    expect(open_card(page).locator(".name")).to_have_text("Runa Halvik")
    page.hover("h1")
    open_card(page).wait_for(state="hidden")
    page.click("#m-runa-halvik")
    page.hover("h1")
    page.clock.run_for(500)
    expect(open_card(page)).to_have_count(1)  # a pinned card stays
    page.keyboard.press("Escape")
    expect(open_card(page)).to_have_count(0)


def test_card_by_keyboard(new_page, base):
    page = new_page(own=True)
    page.clock.install()
    page.goto(base + SOURCE)
    page.focus("#m-runa-halvik")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    open_card(page).wait_for()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text("Profile")
    page.keyboard.press("Escape")
    open_card(page).wait_for(state="hidden")
    expect(page.locator("#m-runa-halvik")).to_be_focused()
    page.clock.run_for(400)
    expect(open_card(page)).to_have_count(0)  # coming back does not open it again
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/runa-halvik.html")


def test_card_by_touch(new_page, base):
    page = new_page(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page.goto(base + SOURCE)
    page.tap("#m-runa-halvik")
    open_card(page).wait_for()
    page.wait_for_function(  # a sheet at the foot
        "Math.abs(document.querySelector('.card:popover-open').getBoundingClientRect().bottom"
        " - 800) <= 1"
    )
    open_card(page).locator(".close").tap()
    open_card(page).wait_for(state="hidden")


def test_note_rises_on_a_phone_and_escape_closes_it(new_page, base):
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto(base + SOURCE)
    page.click("#r2")
    expect(page.locator("#n2")).to_have_css("position", "fixed")
    page.keyboard.press("Escape")
    expect(page.locator("#r2")).to_be_focused()
    expect(page.locator("#n2")).not_to_have_css("position", "fixed")


def test_notes_stand_beside_their_marks_and_apart(new_page, base):
    page = new_page()
    page.goto(base + SOURCE)
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    boxes = [note.bounding_box() for note in page.locator(".margin-note").all()]
    assert len(boxes) > 2
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] + 0.5
    assert abs(page.locator("#r2").bounding_box()["y"] - boxes[1]["y"]) < 40


def test_layers_are_switched_off_and_remembered(new_page, base):
    page = new_page()
    page.goto(base + SOURCE)
    page.focus("#layer-quote")
    page.keyboard.press("Space")
    expect(page.locator(".of-quote#n1")).to_be_hidden()
    page.reload()
    expect(page.locator("#layer-quote")).not_to_be_checked()
    expect(page.locator(".of-quote#n1")).to_be_hidden()
    expect(page.locator(".of-figure#n2")).to_be_visible()


def test_links_copy_themselves(new_page, server):
    page = new_page(own=True, permissions=CLIPBOARD)
    page.clock.install()
    page.goto(server + SOURCE)
    for link in (page.locator(".paragraph-number").first, page.locator("#n2 .copy")):
        link.focus()
        page.keyboard.press("Enter")
        expect(link).to_have_attribute("data-copied", "")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(server + SOURCE + "#")
        expect(page.locator("#" + copied.split("#")[1])).to_have_count(1)
        page.clock.run_for(2_000)
        expect(link).not_to_have_attribute("data-copied", "")


def test_without_scripts_everything_is_there(new_page, base):
    page = new_page(java_script_enabled=False)
    page.goto(base + SOURCE)
    expect(page.locator("#n2")).to_be_visible()
    page.click("#m-runa-halvik")
    expect(page.locator("#card-runa-halvik")).to_be_visible()
    page.click("#card-runa-halvik >> text=Profile")
    page.wait_for_url("**/actors/runa-halvik.html")
    page.goto(base + PAGES["actors"])
    page.click("text=Organizations")
    page.wait_for_url("**#organization")
    page.goto(base + PAGES["quotes"])
    page.check("#kind-partial", force=True)
    expect(page.locator(".quote:visible")).to_have_count(1)


# ---- search, filters -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("OL", "Actor", "Orvel Lines"),
        ("Halvick", "Actor", "Runa Halvik"),
        ("chair of the", "Actor", "Runa Halvik"),
        ("hours of sleep", "Quote", '"We will not sail another night on two hours of sleep"'),
        ("unlawful", "Reported", "the strike was unlawful"),
        ("night boats", "Figure", "12 night boats"),
        ("labour", "Tag", "labour"),
    ],
)
def test_search(new_page, base, query, kind, title):
    page = new_page()
    page.goto(base + SOURCE)
    page.keyboard.press("/")
    page.keyboard.type(query)
    first = page.locator(".results a").first
    expect(first.locator("b")).to_have_text(title)
    expect(first.locator(".result-kind")).to_have_text(kind)
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url != base + SOURCE
    assert page.faults == []


@pytest.mark.parametrize(
    ("query", "title", "status"),
    [
        ("Runa Halvk", "Runa Halvik", "found"),  # a letter is missing
        ("Jots Merem", "Jost Merem", "found"),  # two are swapped
        ("Haslvik", "Runa Halvik", "found"),  # one is too many
        ("Arvel Lines", "Orvel Lines", "found"),  # the first is another
        ("40 ferry crews unicorn", None, "found with some of these words"),
        ("“two hours of sleep”", None, "found with these very words"),
        ("“hours of two sleep”", None, "Nothing has these very words"),
        ("65", None, "Nothing found"),  # 650 is another number
    ],
)
def test_search_forgives(new_page, folder, query, title, status):
    page = new_page()
    page.goto(f"{folder.as_uri()}/{SOURCE}")
    page.fill("#search", query)
    expect(page.locator(".results p")).to_contain_text(status)
    if title:
        expect(page.locator(".results a b").first).to_have_text(title)
    assert page.faults == []


def only(page, kind):
    """Nothing is found, sooner or later, but what is of this kind."""
    kinds = page.locator(".all-found .result-kind")
    expect(kinds.filter(has_text=kind)).not_to_have_count(0)
    expect(kinds.filter(has_not_text=kind)).to_have_count(0)


def test_enter_leads_to_all_results_which_have_an_address(new_page, base):
    page = new_page()
    page.goto(base + SOURCE)
    page.fill("#search", "night boats")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == base + "search.html?q=night+boats"
    kinds = page.locator(".all-found .result-kind")
    for kind in ("Figure", "Quote", "Text"):
        expect(kinds.filter(has_text=kind)).not_to_have_count(0)
    expect(page.locator(".all-found mark").first).to_have_text(re.compile("^(night|boats)$"))
    page.select_option("#kind", "Text")
    page.wait_for_url("**kind=Text**")
    page.reload()
    only(page, "Text")


def test_what_was_said_on_a_day_is_found_without_a_word(new_page, base):
    page = new_page()
    page.goto(base + "search.html?kind=Quote&from=2031-05-05&to=2031-05-05")
    expect(page.locator(".found-count")).to_contain_text("found")
    only(page, "Quote")
    page.fill("#from", "2001-01-01")
    page.fill("#to", "2001-01-02")
    expect(page.locator(".all-found li")).to_have_count(0)


def test_a_quote_is_copied_with_its_citation(new_page, server):
    page = new_page(own=True, permissions=CLIPBOARD)
    page.goto(server + PAGES["briefing"])
    quote = page.locator(".speaker .quote").first
    quote.hover()
    quote.locator(".cite").click()
    page.locator(".cite-forms button", has_text="BibTeX").click()
    expect(page.get_by_text("Copied as BibTeX")).to_have_count(1)
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("@online{")
    assert "\n  title = {" in cited
    assert page.faults == []


def test_a_citation_that_cannot_be_copied_is_shown(new_page, base):
    page = new_page(own=True)
    page.add_init_script(REFUSE)
    page.goto(f"{base}{SOURCE}#q-we-will-not-sail-anoth-fdf673")
    page.locator(".aimed .cite").click()
    page.locator(".cite-forms button", has_text="plain").click()
    shown = page.locator(".cite-forms textarea")
    for part in ("We will not sail", "Runa Halvik", "#q-we-will-not-sail"):
        expect(shown).to_have_value(re.compile(part))
    assert page.faults == []


def test_a_result_keeps_the_focus_when_later_ones_arrive(new_page, base):
    page = new_page()
    page.goto(base + SOURCE)
    page.fill("#search", "night")
    expect(page.locator(".results a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.evaluate("document.querySelector('.results a').dataset.old = ''")
    # as if the box had been typed into just before the arrow was pressed
    page.evaluate("{ const box = document.querySelector('#search'); box.value += ' boats';"
                  " box.dispatchEvent(new Event('input', { bubbles: true })); }")  # fmt: skip
    expect(page.locator("[data-old]")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.results li') !== null")


def test_another_number_is_no_misprint(new_page, base):
    page = new_page()
    page.goto(base + PAGES["home"])
    page.fill("#search", "14,000")
    expect(page.locator(".results p")).to_contain_text("Nothing")


def test_search_says_when_there_is_nothing_and_closes(new_page, base):
    page = new_page()
    page.goto(base + PAGES["home"])
    page.fill("#search", "zzzz")
    expect(page.locator(".results p")).to_contain_text("Nothing")
    page.keyboard.press("Escape")
    expect(page.locator(".results")).to_be_hidden()


def test_nothing_of_search_is_loaded_before_it_is_used(new_page, server):
    page = new_page(own=True)
    page.goto(server + PAGES["briefing"])
    assert not [r for r in page.requests if "search" in r]


def test_filters(new_page, base):
    page = new_page()
    page.goto(base + PAGES["actors"])
    page.fill("#find", "chair")
    expect(page.locator(".entry:visible a")).to_have_text(["Runa Halvik"])
    page.fill("#find", "")
    by_name = page.locator(".entry a").all_inner_texts()
    page.check("[value=mentions]", force=True)
    page.wait_for_function(
        """[...document.querySelectorAll('.kind')].every((kind) => {
          const mentions = [...kind.querySelectorAll('.entry')].map((e) => +e.dataset.mentions);
          return mentions.every((m, i) => !i || m <= mentions[i - 1]);
        })"""
    )
    page.check("[value=name]", force=True)
    expect(page.locator(".entry a")).to_have_text(by_name)
    page.goto(base + PAGES["figures"])
    page.click("th:has-text('Figure') button")
    page.wait_for_function(
        """[...document.querySelectorAll('[data-value]')].map((e) => +e.dataset.value)
          .every((value, i, all) => !i || value >= all[i - 1])"""
    )


def test_quotes_are_narrowed_with_what_is_reported(new_page, base):
    page = new_page()
    page.goto(base + PAGES["quotes"])
    everything = page.locator(".quote, .reported li").count()
    page.fill("#find", "unlawful")
    expect(page.locator(".quote:visible")).to_have_count(0)
    expect(page.locator(".reported li:visible")).to_have_count(1)
    expect(page.locator("output")).to_have_text(f"1 of {everything}")
    page.fill("#find", "")
    page.check("#kind-indirect", force=True)
    expect(page.locator(".quote:visible")).to_have_count(0)
    reported = page.locator(".reported li")
    expect(page.locator(".reported li:visible")).to_have_count(reported.count())
    page.click("nav[aria-label=Speakers] >> text=Runa Halvik")
    expect(page.locator("#kind-all")).to_be_checked()
    expect(page.locator(".quote:visible")).to_have_count(3)


def test_the_section_of_a_page_is_marked(new_page, base):
    page = new_page()
    for path, section in (
        (SOURCE, "Sources"),
        (PAGES["profile"], "Actors"),
        (PAGES["briefing"], "Briefings"),
    ):
        page.goto(base + path)
        assert page.locator(".sections [aria-current]").all_inner_texts() == [section]


def test_nothing_runs_out_of_the_window(new_page, base):
    for width in (320, 768, 1024):
        page = new_page(viewport={"width": width, "height": 900})
        for path in PAGES.values():
            page.goto(base + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


@pytest.mark.parametrize("width", [660, 768, 1024, 1440])
def test_every_column_of_a_table_has_room(new_page, base, width):
    page = new_page(viewport={"width": width, "height": 900})
    for path in (PAGES["briefing"], PAGES["figures"]):
        page.goto(base + path)
        widths = page.locator(".figure-table tr:first-child > *").evaluate_all(
            "all => all.map(e => e.clientWidth)"
        )
        assert min(w for w in widths if w) >= 90, (path, widths)


def test_scheme_is_remembered(new_page, base):
    page = new_page()
    page.goto(base + PAGES["home"])
    page.check("#scheme-dark", force=True)
    page.goto(base + SOURCE)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


# ---- weight, speed, paper --------------------------------------------------------------------


def test_first_load_is_light(new_page, server):
    page = new_page(own=True)
    page.goto(server + PAGES["briefing"], wait_until="networkidle")
    sizes = {url: len(page.request.get(url).body()) for url in {*page.requests}}
    assert len(sizes) > 3
    assert sum(sizes.values()) <= 150_000
    assert sum(size for url, size in sizes.items() if url.endswith(".js")) <= 20_000


def test_nothing_moves_while_it_loads(new_page, server):
    page = new_page(own=True)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { "
        "window.shift += e.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    for path in (PAGES["briefing"], SOURCE, PAGES["search"]):
        page.goto(server + path, wait_until="networkidle")
        assert page.evaluate("window.shift") <= 0.02


def test_paper_shows_where_sources_are(new_page, base):
    page = new_page(own=True)
    page.goto(base + SOURCE)
    page.emulate_media(media="print")
    expect(page.locator(".layer-bar")).to_be_hidden()
    after = page.locator(".facts a[rel~=external]").evaluate(
        "a => getComputedStyle(a, '::after').content"
    )
    assert "https://courier.example/ferries" in after


def test_old_address_leads_to_the_survivor(new_page, base):
    page = new_page()
    page.goto(base + "actors/halvik.html")
    page.wait_for_url("**/actors/runa-halvik.html")


def test_enter_without_words_leads_to_what_can_be_narrowed(new_page, folder):
    page, base = new_page(), folder.as_uri() + "/"
    page.goto(base + PAGES["briefing"])
    page.locator("#search").press("Enter")
    page.locator(".search-page #kind").select_option("Quote")
    page.fill("#from", "2031-05-01")
    page.locator("#from").press("Tab")
    only(page, "Quote")


def test_one_on_another_finds_what_the_one_said(new_page, folder):
    page, base = new_page(), folder.as_uri() + "/"
    page.goto(base + PAGES["home"])
    page.fill("#search", "halvik on night")
    first = page.locator(".results li a").first
    expect(first).to_contain_text("Runa Halvik")
    expect(first.locator(".result-kind")).to_contain_text("Quote")
