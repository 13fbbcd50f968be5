"""Every kind of decision, through the whole build, to the page and to the exports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Article
from onrecord.read.settings import read_settings
from onrecord.stages import Rendered, rendered

COURIER = """\
Ferry Strike Enters Second Week

By Hanne Corvell

Captain Orla Venn said the crews would stay ashore. “We have waited long enough,” Venn told the \
Varrow Courier. About 300 sailors joined the strike in Port Varrow on 3 May 2031.

Jost Merem, the head of Varrow Lines, called the demand “a dream”. The line lost €3 million in a \
week, he said. A third of the 90 boats were empty.

Nobody knows how it ends. The last word, as so often, had the sea: we shall see.

Write to us about the boats of your childhood.
"""
GAZETTE = """\
Boats Stay in Port

The strike of the ferry crews cost Varrow Lines €4 million in a week, its owners said. Some 280 \
crew members stayed at home. Dana Reef, a deck hand, said that she would hold out.
"""
PAGE, JSON_FILE = "sources/ferry/courier.md", "data/annotations/ferry/courier.json"
WHY = "by an editor: as she told us (ines, 6 May 2031)"


class Silent:
    """Says nothing while something is built."""

    def stage(self, name: str, /) -> None:
        """A stage begins."""

    @contextmanager
    def articles(self, articles: Sequence[Article], patience: int, /) -> Iterator[Any]:
        yield lambda article: None


silent = Silent()


def built(project: Path, *entries: str, compare: str = "") -> Rendered:
    """The pages with these corrections of the courier."""
    folder = project / "briefings" / "ferry"
    (folder / "courier.txt").write_text(COURIER, "utf-8")
    (folder / "gazette.txt").write_text(GAZETTE, "utf-8")
    (folder / "briefing.md").write_text(
        "---\nsources:\n  - {file: courier.txt, published: 2031-05-05, publisher: The Courier}\n"
        "  - {file: gazette.txt, published: 2031-05-05, publisher: The Gazette}\n---\n"
    )
    lines = "".join(f"  - {e}\n" for e in entries)
    text = f"courier.txt:\n{lines}" if entries else ""
    (folder / "corrections.yml").write_text(text + compare, "utf-8")
    settings, problems = read_settings(project)
    assert problems == ()
    return rendered(settings, silent)


@dataclass
class Exported:
    """A source's annotations, by the words."""

    data: dict[str, Any]

    def item(self, kind: str, words: str) -> dict[str, Any] | None:
        text = self.data["text"]
        found = [i for i in self.data[kind] if words in text[i["start"] : i["end"]]]
        return found[0] if found else None


def exported(made: Rendered) -> Exported:
    return Exported(json.loads(made.pages[JSON_FILE]))


RULED = ", why: as she told us, by: ines, date: 2031-05-06"
# kind of item in the export, words, entry, what the export must say of it (None: it is not there),
# what the page must say
CASES = {
    "speaker": (
        "quotes", "waited", "quote: We have waited, speaker: Jost Merem",
        {"actor": "jost-merem", "how": "editor", "confidence": "certain"}, "actors/jost-merem.html",
    ),
    "nobody named": (
        "quotes", "waited", "quote: We have waited, speaker: nobody", {"actor": None}, "unnamed",
    ),
    "a speaker whom nobody knows": (
        "quotes", "waited", "quote: We have waited, speaker: Ada Lorne", {"actor": "ada-lorne"},
        "Ada Lorne",
    ),
    "kind": (
        "quotes", "waited", "quote: We have waited, kind: partial", {"kind": "partial"}, "partial",
    ),
    "extent": (
        "quotes", "a dream", 'quote: a dream, extent: "the demand “a dream"', {}, "the demand “a",
    ),
    "no quotation": ("quotes", "a dream", "not a quote: a dream", None, "no quotation"),
    "a missed statement": (
        "quotes", "Nobody knows", "quote: Nobody knows how it ends, speaker: Orla Venn",
        {"actor": "orla-venn", "kind": "indirect"}, "Nobody knows how it ends",
    ),
    "value": (
        "figures", "300", 'figure: "300", value: 310 to 320', {"low": 310, "high": 320}, "310",
    ),
    "unit": ("figures", "300", 'figure: "300", unit: crew', {"unit": "crew"}, "in crew"),
    "change": ("figures", "300", 'figure: "300", change: at least', {"change": ">"}, "≥"),
    "what": ("figures", "300", 'figure: "300", what: crews', {"how": "editor"}, "crews"),
    "bearer": ("figures", "€3", 'figure: "€3 million", bearer: Jost Merem', {}, "by an editor"),
    "predicate": ("figures", "€3", 'figure: "€3 million", predicate: lost', {}, "by an editor"),
    "part of": ("figures", "third", 'figure: A third, part of: "90"', {}, "1 in 3 of the 90"),
    "who gives it": (
        "figures", "300", 'figure: "300", says: Orla Venn', {"actor": "orla-venn"}, "Orla Venn",
    ),
    "key": ("figures", "90", 'figure: "90", key: yes', {}, "a key figure"),
    "no figure": ("figures", "90", 'not a figure: "90"', None, "no figure"),
    "a missed figure": (
        "figures", "3 May", 'figure: "3 May", value: 3, unit: day', {"low": 3, "unit": "day"},
        "by an editor",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_decision_reaches_page_and_export(project: Path, case: str) -> None:
    kind, words, entry, told, shown = CASES[case]
    made = built(project, "{" + entry + RULED + "}")
    assert all(p.warning for p in made.problems), made.problems
    page, item = made.pages[PAGE], exported(made).item(kind, words)
    assert WHY in page, "shown as decided"
    assert shown in page
    if told is None:
        assert item is None
        return
    assert item is not None
    assert item.items() >= told.items()
    assert item["decided"] == {"by": "ines", "date": "2031-05-06", "why": "as she told us"}
    table = made.pages[f"data/{kind}.json"]
    assert WHY in table
    assert WHY in made.pages["briefings/ferry.md"] or kind == "figures"


def test_what_is_not_decided_says_nothing_of_editors(project: Path) -> None:
    made = built(project)
    assert "by an editor" not in made.pages[PAGE]
    assert "decided" not in made.pages[JSON_FILE]


@pytest.mark.parametrize(
    ("entry", "shown", "gone"),
    [
        ("{day: 3 May 2031, is: 2031-05-04" + RULED + "}", 'datetime="2031-05-04"', "2031-05-03"),
        ("{not a day: 3 May 2031" + RULED + "}", "", 'datetime="2031-05-03"'),
        ("{day: so often, is: 2031-05-01 to 2031-05-02" + RULED + "}", "so often", ""),
    ],
)
def test_days(project: Path, entry: str, shown: str, gone: str) -> None:
    made = built(project, entry)
    page = made.pages["briefings/ferry.md"]
    assert shown in page
    assert not gone or gone not in page
    assert WHY in made.pages[PAGE]


def test_roles(project: Path) -> None:
    taken = "not a role: the head of Varrow Lines" + RULED
    given = "role: head of Varrow Lines, of: Orla Venn" + RULED
    assert "head of Varrow Lines" in built(project).pages["actors/jost-merem.md"]
    made = built(project, "{" + taken + "}")
    assert '<ul class="column roles">' not in made.pages["actors/jost-merem.md"]
    made = built(project, "{" + given + "}")
    assert '<ul class="column roles">' not in made.pages["actors/jost-merem.md"]
    profile = made.pages["actors/orla-venn.md"]
    assert "head of Varrow Lines" in profile
    assert WHY in profile
    assert "head of Varrow Lines" in made.pages["data/actors.json"]


def test_names(project: Path) -> None:
    made = built(project, "{name: he, actor: Orla Venn" + RULED + "}")
    item = exported(made).item("mentions", "he")
    assert item is not None
    made = built(project, "{name: the sea, actor: The Sea" + RULED + "}")
    item = exported(made).item("mentions", "the sea")
    assert item is not None
    assert item["actor"] == "the-sea"
    assert item["decided"]["by"] == "ines"
    assert WHY in made.pages[PAGE]
    made = built(project, "{not a name: Port Varrow" + RULED + "}")
    assert exported(made).item("mentions", "Port Varrow") is None
    assert "nobody&#39;s name" in made.pages[PAGE]


@pytest.mark.parametrize(
    ("entry", "words", "kind"),
    [
        ("chrome: Write to us", "Write to us", "chrome"),
        ("paragraph: By Hanne Corvell", "By Hanne Corvell", None),
        ("headline: Nobody knows how it ends", "Nobody knows", "heading"),
        ("caption: Nobody knows how it ends", "Nobody knows", "caption"),
    ],
)
def test_parts(project: Path, entry: str, words: str, kind: str | None) -> None:
    made = built(project, "{" + entry + RULED + "}")
    item = exported(made).item("furniture", words)
    assert (item and item["kind"]) == kind
    assert WHY in made.pages[PAGE]


def test_headline_is_the_title(project: Path) -> None:
    made = built(project, "{headline: Nobody knows how it ends}")
    assert 'title: "Nobody knows how it ends.' in made.pages[PAGE]


def test_facts(project: Path) -> None:
    facts = "facts: {title: Calm, published: 2031-05-01, publisher: The Buoy, author: Ada Lorne}"
    page = built(project, "{" + facts + RULED + "}").pages[PAGE]
    for shown in ('title: "Calm"', "1 May 2031", "The Buoy", "Ada Lorne", WHY):
        assert shown in page


def test_comparisons(project: Path) -> None:
    pair = '[{courier: "300 sailors"}, {gazette: "280 crew members"}]'
    before = built(project).pages["briefings/ferry.md"]
    assert "280" in before
    made = built(project, compare=f"compare:\n  - same: {pair}\n    why: as she told us\n")
    page = made.pages["briefings/ferry.md"]
    assert "by an editor: as she told us" in page
    assert "They differ" in page or "also counted" in page or "tag-agree" in page
    money = '[{courier: "€3 million"}, {gazette: "€4 million"}]'
    same = built(project, compare=f"compare:\n  - same: {money}\n").pages["briefings/ferry.md"]
    assert "They differ" in same
    other = built(project, compare=f"compare:\n  - different: {money}\n")
    assert "They differ" not in other.pages["briefings/ferry.md"]
    assert "not the same thing as" in other.pages[PAGE]


def test_contradictions_stop_the_build(project: Path) -> None:
    made = built(
        project, "{quote: We have waited, speaker: Orla Venn}", "not a quote: waited long enough"
    )
    (problem,) = [p for p in made.problems if not p.warning]
    assert (problem.line, "line 2" in problem.what) == (3, True)
    assert made.pages == {}
    made = built(
        project, "{quote: We have, speaker: Orla Venn}", "{quote: long enough, speaker: Jost Merem}"
    )
    assert [p.line for p in made.problems if not p.warning] == [3], (
        "in other words of one quotation"
    )


def test_what_no_longer_stands_is_reported_and_left_out(project: Path) -> None:
    made = built(
        project, "not a figure: 301 sailors", "not a figure: boats", "not a quote: a dream"
    )
    first, second = made.problems
    assert first.warning
    assert second.warning
    assert (first.file, first.line) == ("briefings/ferry/corrections.yml", 2)
    assert "300 sailors" in first.mend, "the nearest candidate"
    assert "2 times" in second.what
    assert "1 of 2" in second.mend
    assert exported(made).item("quotes", "a dream") is None, "the sound ones hold"


EVERY = """
courier.txt:
  - {quote: We have waited, speaker: Jost Merem}
  - not a quote: a dream
  - {quote: Nobody knows how it ends, speaker: Orla Venn}
  - {figure: "300", value: 310, what: crews}
  - not a figure: "90"
  - {figure: so often, value: 7, unit: day}
  - {day: 3 May 2031, is: 2031-05-04}
  - {day: The last word, is: 2031-05-01 to 2031-05-02}
  - {role: Captain, of: Jost Merem}
  - not a role: the head of Varrow Lines
  - {name: the sea, actor: The Sea}
  - {name: Varrow Courier, actor: The Varrow Courier}
  - not a name: Port Varrow
  - chrome: Write to us
  - paragraph: By Hanne Corvell
  - facts: {publisher: The Buoy, author: Ada Lorne, published: 2031-05-02}
gazette.txt:
  - headline: Some 280 crew members
  - not a day: a week
compare:
  - same: [{courier: "€3 million"}, {gazette: "€4 million"}]
"""


def test_every_kind_of_item_in_the_exports(project: Path) -> None:
    """Each table of `data/` has what was corrected and added, and not what was taken away."""
    made = built(project, compare=EVERY)
    assert [p for p in made.problems if not p.warning] == []

    def rows(table: str, **told: object) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(made.pages[f"data/{table}.json"])[table]
        return [row for row in found if row.items() >= told.items()]

    def words(table: str, **told: object) -> str:
        return " | ".join(row["words"] for row in rows(table, **told))

    assert "We have waited" in words("quotes", actor="jost-merem")
    assert "Nobody knows" in words("quotes", actor="orla-venn")
    assert "a dream" not in words("quotes")
    assert "300" in words("figures", low=310)
    assert "so often" in words("figures", low=7, unit="day")
    assert "90" not in words("figures", source_id="ferry/courier")
    assert "3 May 2031" in words("times", start="2031-05-04")
    assert "The last word" in words("times", start="2031-05-01", end="2031-05-02")
    assert rows("actors", id="jost-merem")[0]["roles"] == ["Captain"]
    assert "the sea" in words("mentions", actor="the-sea")
    assert "Port Varrow" not in words("mentions")
    assert rows("sources", id="ferry/courier")[0]["publisher"] == "The Buoy"
    assert rows("sources", id="ferry/courier")[0]["published"] == "2031-05-02"
    assert "Some 280 crew" in rows("sources", id="ferry/gazette")[0]["title"]
    assert "€3 million" in words("comparisons")
    assert "€4 million" in words("comparisons")
    furniture = json.loads(made.pages[JSON_FILE])["furniture"]
    text = json.loads(made.pages[JSON_FILE])["text"]
    shown = {text[f["start"] : f["end"]][:11]: f["kind"] for f in furniture}
    assert shown.get("Write to us") == "chrome"
    assert "By Hanne Co" not in shown
