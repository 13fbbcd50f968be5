"""A site that was built again after a change is, byte for byte, the one that a clean build makes.

pytest tests/test_rebuild.py --thorough     # 200 changes, one after the other
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord import kept, stages
from onrecord.annotate import workers
from onrecord.console.watch import Watch
from onrecord.read.settings import read_settings
from onrecord.shipped import TEMPLATES
from onrecord.weights import PINNED, find_model
from tests.injected import failing, killed
from tests.trees import tree

TEXT = """Crews of {town} stay ashore

Captain Orla Venn said the crews of {town} would stay ashore. “We have waited long enough,” Venn
told the Varrow Courier. About 300 sailors joined the strike.

Ferry lines in {town} lost 40 crowns, Ada Lorne, the harbour master, said.
"""
TOWNS = ("Port Varrow", "Elmouth", "Tarn", "Hask", "Orvel")
MORE = (
    "It rained.",
    "“Nobody asked us,” Ines Quill of the Tarn Union said on Friday.",
    "Some 1,250 passengers waited in Elmouth.",
    "Ada Lorne said that the strike would end on 4 May 2031.",
)
SETTINGS = "site_name: {}\nsite_url: https://{}.example/\n"


class Desk:
    """Somebody who changes one thing at a time, in ways that leave a project sound."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(seed)
        (root / "mkdocs.yml").write_text(SETTINGS.format("Desk", "desk"))
        for name in ("dock", "ferry"):
            self.new_briefing(name)

    def sources(self) -> list[Path]:
        return sorted((self.root / "briefings").glob("*/*.txt"))

    def briefings(self) -> list[Path]:
        return sorted(p for p in (self.root / "briefings").iterdir() if p.is_dir())

    def write(self, name: str, words: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")

    def drop(self, name: str) -> None:
        path = self.root / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def new_briefing(self, name: str = "") -> None:
        name = name or f"quay-{self.chance.randrange(5)}"
        for source in ("courier", "herald")[: self.chance.randint(1, 2)]:
            town = self.chance.choice(TOWNS)
            self.write(f"briefings/{name}/{source}.txt", TEXT.format(town=town))

    # ---- what may be changed -------------------------------------------------------------------

    def says_more(self) -> None:
        source = self.chance.choice(self.sources())
        source.write_text(f"{source.read_text('utf-8')}\n{self.chance.choice(MORE)}\n", "utf-8")

    def says_less(self) -> None:
        source = self.chance.choice(self.sources())
        source.write_text(TEXT.format(town=self.chance.choice(TOWNS)), "utf-8")

    def source_goes(self) -> None:
        source = self.chance.choice(self.sources())
        (source.parent / "corrections.yml").unlink(missing_ok=True)
        source.unlink()
        if not list(source.parent.glob("*.txt")):
            shutil.rmtree(source.parent)
        if not self.sources():
            self.new_briefing("ferry")

    def briefing_goes(self) -> None:
        if len(self.briefings()) > 1:
            shutil.rmtree(self.chance.choice(self.briefings()))

    def briefing_is_told(self) -> None:
        title = self.chance.choice(("The strike", "Ashore", "Who waits"))
        tags = self.chance.choice(("[harbour]", "[harbour, strike]"))
        date = f"2031-05-{self.chance.randint(1, 28):02}"
        name = self.chance.choice(self.briefings()).name
        head = f"title: {title}\ntags: {tags}\ndate: {date}\npin: [We have waited long enough]\n"
        self.write(f"briefings/{name}/briefing.md", f"---\n{head}---\nOf *{title}*.\n")

    def briefing_is_dated(self) -> None:
        """Nothing else of it changes, but where it stands among others."""
        name = self.chance.choice(self.briefings()).name
        date = f"2031-06-{self.chance.randint(1, 28):02}"
        self.write(f"briefings/{name}/briefing.md", f"---\ndate: {date}\n---\n")

    def actor_is_decided(self) -> None:
        name = self.chance.choice(("Orla Venn", "Captain Venn", "O. Venn"))
        also = [f"Old Venn {i}" for i in range(self.chance.choice((0, 5, 6)))]
        title = self.chance.choice(("the captain", "the harbour master"))
        entry = f"  - id: orla\n    name: {name}\n    aliases: {also}\n"
        self.write("briefings/actors.yml", f"actors:\n{entry}    roles: [title: {title}]\n")

    def decision_goes(self) -> None:
        self.drop("briefings/actors.yml")

    def quote_is_corrected(self) -> None:
        source = self.chance.choice(self.sources())
        entry = "  - quote: We have waited long enough\n    speaker: Ada Lorne\n"
        self.write(f"briefings/{source.parent.name}/corrections.yml", f"{source.name}:\n{entry}")

    def role_is_corrected(self) -> None:
        source = self.chance.choice(self.sources())
        entry = "  - role: the harbour master\n    of: Orla Venn\n"
        self.write(f"briefings/{source.parent.name}/corrections.yml", f"{source.name}:\n{entry}")

    def template_changes(self) -> None:
        name = self.chance.choice(("pages/briefing.html", "pages/actor.html", "theme/main.html"))
        words = (TEMPLATES / name).read_text("utf-8").replace("</h1>", "<!-- ours --></h1>")
        self.write(f"templates/{name}", words)

    def templates_go(self) -> None:
        self.drop("templates")

    def setting_changes(self) -> None:
        name = self.chance.choice(("Desk", "Night desk"))
        menu = self.chance.choice(("", "", "nav: [index.md, actors.md]\n"))
        place = self.chance.choice(("desk", "night"))
        self.write("mkdocs.yml", SETTINGS.format(name, place) + menu)

    def nothing(self) -> None:
        for source in self.sources():
            os.utime(source)

    # ---- what nobody should do ------------------------------------------------------------------

    def store_is_damaged(self) -> None:
        path = self.root / ".build" / kept.FILE
        if path.exists():
            raw = path.read_bytes()
            path.write_bytes(self.chance.choice((b"", raw[: len(raw) // 2], raw + b"\0")))

    def page_is_damaged(self) -> None:
        folder = self.root / self.chance.choice((".build/docs", "site"))
        pages = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != ".onrecord")
        self.chance.choice(pages).write_text("damaged")

    def edit(self) -> str:
        """One change; its name."""
        often = (self.says_more, self.says_more, self.says_less, self.briefing_is_told)
        more = (
            *(self.source_goes, self.briefing_goes, self.new_briefing, self.briefing_is_dated),
            *(self.actor_is_decided, self.decision_goes, self.quote_is_corrected),
            *(self.role_is_corrected, self.template_changes, self.templates_go),
            *(self.setting_changes, self.nothing, self.store_is_damaged),
            self.page_is_damaged,
        )
        done: Callable[[], None] = self.chance.choice((*often, *more))
        done()
        return done.__name__


def built(root: Path) -> None:
    project, problems = read_settings(root)
    assert problems == ()
    found = stages.build(project, Watch()).problems
    assert [p for p in found if not p.warning] == []


def built_clean(root: Path, beside: Path) -> dict[str, bytes]:
    """The site of the same project, built where nothing was built before."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(root, beside, ignore=shutil.ignore_patterns(".build", "site", ".cache"))
    (beside / ".cache").symlink_to(root / ".cache")  # the same annotations need not be found twice
    built(beside)
    return tree(beside / "site")


@pytest.fixture
def desk(tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(workers, "load", lambda model: nlp)
    lent = find_model(PINNED)
    monkeypatch.setattr(stages, "find_model", lambda name: lent)
    root = tmp_path / "desk"
    root.mkdir()
    return Desk(root, 20)


def interrupted(desk: Desk) -> str:
    """A build in which something fails, or that is killed: the site is the old one, or new."""
    n, root = desk.chance.randint(1, 120), desk.root
    if desk.chance.random() < 0.7:
        with failing(root, n), suppress(OSError, AssertionError):
            built(root)
        return f" after call {n} failed"
    killed(root, n, partial(built, root))
    return f" after a kill at call {n}"


def test_a_rebuilt_site_is_a_clean_one(
    desk: Desk, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    built(desk.root)
    told = []
    for _ in range(200 if request.config.getoption("--thorough") else 14):
        said = desk.edit()
        if desk.chance.random() < 0.3:
            said += interrupted(desk)
        told.append(said)
        built(desk.root)
        clean = built_clean(desk.root, tmp_path / "clean")
        now = tree(desk.root / "site")
        wrong = [n for n in clean.keys() | now.keys() if clean.get(n) != now.get(n)]
        assert wrong == [], f"{told[-5:]}: {wrong[:9]}"


def test_what_a_change_does_not_touch_stays(desk: Desk) -> None:
    """Not only are its bytes the same: it is the same file, which nobody has written."""
    built(desk.root)
    site = desk.root / "site"
    before = {p: p.stat().st_ino for p in site.rglob("*") if p.is_file()}
    opened = (site / "sources/dock/courier.html").open("rb")  # by somebody who reads the old site
    source = desk.root / "briefings/ferry/courier.txt"
    source.write_text(source.read_text("utf-8") + "\nIt rained.\n", "utf-8")
    built(desk.root)
    new = {p for p in before if p.stat().st_ino != before[p]}
    assert site / "sources/ferry/courier.html" in new
    assert site / "sources/dock/courier.html" not in new
    assert site / "assets/onrecord.css" not in new
    assert len(new) < len(before) / 2
    assert opened.read() == (site / "sources/dock/courier.html").read_bytes()
    opened.close()


@pytest.mark.parametrize("raw", [b"", b"\x93\x80\x80\x80", b"\xc1", b"\x92\x80\x80"])
def test_a_foreign_store_counts_as_none(tmp_path: Path, raw: bytes) -> None:
    digest = kept.save(tmp_path, kept.Kept())
    assert kept.load(tmp_path, digest) == kept.Kept()
    (tmp_path / kept.FILE).write_bytes(raw)
    assert kept.load(tmp_path, digest) == kept.Kept()
