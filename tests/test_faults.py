"""Every call of the system failing in turn, and builds killed at any of them: what is found then is
the old state or the new one, whole, and the next run is right.

    pytest tests/test_faults.py --thorough     # every call of a whole build, 300 kills
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord import stages
from onrecord.annotate import workers
from onrecord.annotate.cache import Cache
from onrecord.annotate.pipeline import annotate
from onrecord.console.watch import Watch
from onrecord.edit import files
from onrecord.intake.adding import Wish, plan
from onrecord.intake.briefing import put
from onrecord.intake.fetch import Fetcher
from onrecord.model import Article, Problem
from onrecord.publish import publish
from onrecord.read.decide import add
from onrecord.read.new import new_project
from onrecord.read.settings import Project, read_settings
from onrecord.weights import PINNED, find_model
from tests.injected import failing, killed

CONFIG = "site_name: T\ntheme: {name: null, custom_dir: theme}\nnav: [index.md]\n"
THEME = "<!doctype html><html><body>{{ page.content }}</body></html>"
OLD, NEW = "The old words. “We stay,” Venn said.\n", "The new words. “We go,” Venn said.\n"
Tree = dict[str, bytes]


def tree(folder: Path) -> Tree | None:
    """The files of a folder; None where there is none."""
    if not folder.exists():
        return None
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


class Work:
    """Something that is done to a folder: from one state, into another."""

    def __init__(
        self, home: Path, run: Callable[[Path], object], shown: str, kind: str = ""
    ) -> None:
        self.run, self.shown, self.kind = run, shown, kind
        self.before, self.at = home / "before", home / "now"
        self.before.mkdir(parents=True)

    def fresh(self) -> Path:
        shutil.rmtree(self.at, ignore_errors=True)
        shutil.copytree(self.before, self.at, symlinks=True)
        return self.at

    def state(self) -> Tree | None:
        """What somebody looks at."""
        place = self.at / self.shown
        if place.is_file():
            return {"": place.read_bytes()}
        files = tree(place)
        if self.kind:  # files of that kind count, each on its own
            return {n: raw for n, raw in (files or {}).items() if n.endswith(self.kind)}
        return files

    def done(self) -> tuple[Tree | None, Tree | None, int]:
        """The state before, the state behind, and how many calls lie between."""
        old = (self.fresh(), self.state())[1]
        with failing(self.at, 0) as fault:
            self.run(self.at)
        assert self.state() != old
        return old, self.state(), fault.seen

    def check(self, old: Tree | None, new: Tree | None, said: str) -> None:
        """After something went wrong: old or new, and the next run is right."""
        assert self.state() in (old, new), said
        self.run(self.at)
        assert self.state() == new, said
        assert [p.name for p in self.at.rglob(".*.new*")] == [], said
        assert [p.name for p in self.at.rglob(".*.old*")] == [], said


def refused(work: Work) -> None:
    """Do it where something fails: the command line says an OSError, or problems, as messages."""
    with suppress(OSError, AssertionError):
        work.run(work.at)


def fails_in_turn(work: Work, forever: bool, step: int = 1) -> int:
    """Let every call (or every third …) fail, one after the other; how many there were."""
    old, new, _ = work.done()
    n = 1 - step
    while True:
        n += step
        with failing(work.fresh(), n, forever=forever) as fault:
            refused(work)
        if not fault.fired:
            return n - 1
        work.check(old, new, f"call {n}: {fault.calls[n - 1]}")


def built(root: Path, pages: dict[str, str]) -> None:
    problems = publish(pages, read_settings(root)[0])
    assert [p for p in problems if not p.warning] == []


@pytest.fixture
def publishing(tmp_path: Path) -> Work:
    """A site of two pages takes the place of another one; a theme of one line."""
    pages = {"index.md": "# New\n", "b/two.md": "# Two\n"}
    work = Work(tmp_path, partial(built, pages=pages), "site")
    (work.before / "theme").mkdir()
    (work.before / "theme/main.html").write_text(THEME)
    (work.before / "mkdocs.yml").write_text(CONFIG)
    built(work.before, {"index.md": "# Old\n", "a/one.md": "# One\n"})
    return work


@pytest.fixture
def making(tmp_path: Path) -> Work:
    """A briefing is made of two files."""
    (tmp_path / "a.txt").write_text(OLD * 300)
    (tmp_path / "b.txt").write_text(NEW * 300)

    def run(root: Path) -> None:
        if not (root / "briefings/dock").exists():
            wish = Wish("dock", [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], fresh=True)
            found = plan(root, wish, Fetcher(), dt.date(2031, 5, 6), lambda _: None)
            assert isinstance(put(root, "dock", found.sources), Path)

    work = Work(tmp_path, run, "briefings/dock")
    (work.before / "briefings").mkdir()
    return work


@pytest.fixture
def deciding(tmp_path: Path) -> Work:
    """An answer is added to a file of decisions."""

    def run(root: Path) -> None:
        path = root / "briefings/actors.yml"
        if b"orla" not in path.read_bytes():
            assert add(path, "- id: orla\n  name: Orla Venn", by="ines") == []

    work = Work(tmp_path, run, "briefings/actors.yml")
    (work.before / "briefings").mkdir()
    (work.before / "briefings/actors.yml").write_text("actors:\n  - id: ada\n    name: Ada\n")
    return work


@pytest.fixture
def keeping(tmp_path: Path, nlp: Language) -> Work:
    """Annotations are kept; whatever fails, the build has them."""
    article = Article("a", OLD)
    (found,) = annotate(nlp, [article])
    model = find_model(PINNED)

    def run(root: Path) -> None:
        cache = Cache(root / "cache", model)
        cache.put(article, found)
        assert cache.get(article) in (None, found)
        cache.prune([article])

    return Work(tmp_path, run, "cache", ".json")


@pytest.fixture
def correcting(tmp_path: Path) -> Work:
    """The workbench puts a decision into a file of them."""

    def run(root: Path) -> None:
        with files.locked(root):
            files.write(root / "briefings/corrections.yml", NEW)

    work = Work(tmp_path, run, "briefings/corrections.yml")
    (work.before / "briefings").mkdir()
    (work.before / "briefings/corrections.yml").write_text(OLD)
    return work


WORKS = ["publishing", "making", "deciding", "keeping", "correcting"]


@pytest.mark.parametrize("forever", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("name", WORKS)
def test_every_call_fails_in_turn(name: str, forever: bool, request: pytest.FixtureRequest) -> None:
    step = 1 if name != "publishing" or request.config.getoption("--thorough") else 7
    assert fails_in_turn(request.getfixturevalue(name), forever, step) > 4


@pytest.mark.parametrize("name", WORKS)
def test_killed_at_any_call(name: str, request: pytest.FixtureRequest) -> None:
    work: Work = request.getfixturevalue(name)
    thorough = request.config.getoption("--thorough")
    old, new, calls = work.done()
    chosen = random.Random(name).choices(range(1, calls + 1), k=50 if thorough else 5)
    for n in chosen:
        assert killed(work.fresh(), n, partial(work.run, work.at))
        work.check(old, new, f"killed at call {n} of {calls}")


def test_a_project_that_is_begun_is_finished(tmp_path: Path) -> None:
    """`init` keeps what is there, so it must leave no half of a file."""
    work = Work(tmp_path, new_project, ".")
    _, whole, calls = work.done()
    for n in range(1, calls + 1):
        with failing(work.fresh(), n):
            refused(work)
        new_project(work.at)
        assert work.state() == whole


# ---- a check must be shown what it must catch ----------------------------------------------------


def careless(root: Path) -> None:
    """Writes where others look."""
    (root / "site").mkdir(exist_ok=True)
    for name in ("a", "b"):
        (root / "site" / name).write_text(name * 9)


@pytest.mark.parametrize("forever", [False, True])
def test_what_writes_in_place_is_caught(tmp_path: Path, forever: bool) -> None:
    with pytest.raises(AssertionError, match=r"call [1-5]: "):
        fails_in_turn(Work(tmp_path, careless, "site"), forever)


def test_a_kill_between_two_files_is_caught(tmp_path: Path) -> None:
    work = Work(tmp_path, careless, "site")
    old, new, calls = work.done()
    assert killed(work.fresh(), calls - 1, partial(careless, work.at))
    with pytest.raises(AssertionError, match="killed"):
        work.check(old, new, "killed")


# ---- a whole build -----------------------------------------------------------------------------


@pytest.fixture
def whole(tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Work:
    """A build of one short briefing, whose text has changed, from the reading on."""
    monkeypatch.setattr(workers, "load", lambda model: nlp)
    lent = find_model(PINNED)
    monkeypatch.setattr(stages, "find_model", lambda name: lent)

    def run(root: Path) -> None:
        project = Project(root, site=root / "site")
        problems: tuple[Problem, ...] = stages.build(project, Watch()).problems
        assert [p for p in problems if not p.warning] == []

    work = Work(tmp_path, run, "site")
    source = work.before / "briefings/dock/a.txt"
    source.parent.mkdir(parents=True)
    for words in (NEW, OLD):  # both are in the cache: what is annotated is tested elsewhere
        source.write_text(f"A headline\n\n{words}")
        run(work.before)
    source.write_text(f"A headline\n\n{NEW}")
    return work


def test_a_whole_build(whole: Work, request: pytest.FixtureRequest) -> None:
    thorough = request.config.getoption("--thorough")
    old, new, calls = whole.done()
    chance = random.Random(12)
    every = range(1, calls + 1)
    for forever in (False, True):
        for n in every if thorough else chance.choices(every, k=1):
            with failing(whole.fresh(), n, forever=forever) as fault:
                refused(whole)
            assert fault.fired
            whole.check(old, new, f"call {n}: {fault.calls[n - 1]}")
    for n in chance.choices(every, k=200 if thorough else 2):
        assert killed(whole.fresh(), n, partial(whole.run, whole.at))
        whole.check(old, new, f"killed at call {n} of {calls}")
    print(f"{calls} calls")
