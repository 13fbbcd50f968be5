"""A site that several processes made in shares is the one that one makes, or there is none."""

from __future__ import annotations

import errno
import os
import signal
import threading
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import msgspec
import pytest
from spacy.language import Language

from onrecord.console.watch import Watch
from onrecord.kept import FILE, Kept
from onrecord.model import Problem
from onrecord.publish import PublishError, docs, engine, links, publish
from onrecord.read.settings import Project, read_settings
from onrecord.shares import ShareLostError, cores, in_shares, processes
from onrecord.stages import build
from tests.conftest import begun
from tests.trees import tree

HERE = os.getpid()
needs_fork = pytest.mark.skipif(processes(2) < 2, reason="processes cannot be copied here")


def left(root: Path) -> Kept:
    """What a build leaves for the next one."""
    return msgspec.msgpack.decode((root / ".build" / FILE).read_bytes(), type=Kept)


def dies() -> None:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)


# ---- shares of anything ------------------------------------------------------------------------


@needs_fork
def test_what_comes_back() -> None:
    known = [{"a": 1}, {"b": 2}, {"c": 3}]
    assert in_shares(lambda n, of: (known[n::of], os.getpid() == HERE), 2) == [
        ([{"a": 1}, {"c": 3}], False),
        ([{"b": 2}], False),
    ]
    assert in_shares(lambda n, of: 1 // n, 2) is None
    assert in_shares(lambda n, of: threading.Lock(), 2) is None  # which does not pickle
    with pytest.raises(ShareLostError, match=r"SIGKILL.*--jobs 1"):
        in_shares(lambda n, of: n and dies(), 2)


@needs_fork
def test_where_no_process_can_be_copied_one_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, asked, done = os.fork, [], []

    def refused() -> int:
        asked.append(1)
        if len(asked) > 1:
            raise OSError(errno.ENOMEM, "Cannot allocate memory")
        return fork()

    monkeypatch.setattr(os, "fork", refused)
    assert in_shares(lambda n, of: n, 3, lambda: done.append(1)) is None
    assert (len(asked), done, active_children()) == (2, [1], [])


@needs_fork
def test_who_shares() -> None:
    assert (processes(1), processes(3), processes()) == (1, 3, min(8, cores()))
    go = threading.Event()
    other = threading.Thread(target=go.wait)
    other.start()
    assert processes(3) == 1  # it may hold what a copy would wait for
    go.set()
    other.join()
    assert in_shares(lambda n, of: processes(3), 1) == [1]


# ---- shares of a site ----------------------------------------------------------------------------


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every stage shares the least work; how many shares were asked for."""
    asked: list[int] = []

    def counted(
        work: Callable[[int, int], object], count: int, *more: Callable[[], None]
    ) -> list[object] | None:
        asked.append(count)
        return in_shares(work, count, *more)

    for stage in (docs, engine, links):
        monkeypatch.setattr(stage, "PAYS", 1)
        monkeypatch.setattr(stage, "in_shares", counted)
    return asked


@needs_fork
def test_the_same_bytes(
    tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch, few: list[int]
) -> None:
    root = begun(tmp_path, nlp, monkeypatch)
    project = read_settings(root)[0]
    assert build(project, Watch(), jobs=2).problems == ()
    assert few == [2, 2, 2]
    found, two = (tree(project.site), tree(project.docs)), left(root)
    for name in (".build", "site"):
        (root / name).rename(tmp_path / f"{name}-of-two")
    assert build(project, Watch(), jobs=1).problems == ()
    assert (tree(project.site), tree(project.docs)) == found
    one = left(root)
    assert one.words == two.words != {}
    assert {p: b.facts for p, b in one.pages.items()} == {p: b.facts for p, b in two.pages.items()}
    assert {p: d.key for p, d in one.docs.items()} == {p: d.key for p, d in two.docs.items()}
    source = root / "briefings/ferry/courier.txt"
    source.write_text(source.read_text("utf-8") + "\nIt rained in Tarn.\n", "utf-8")
    assert build(project, Watch(), jobs=2).problems == ()
    assert len(few) > 3
    changed = tree(project.site)
    (root / ".build").rename(tmp_path / "away")
    assert build(project, Watch(), jobs=1).problems == ()
    assert tree(project.site) == changed != found[0]


GOOD = {f"{name}.md": f"# {name}\n" for name in ("index", "a/one", "b/two", "c/three", "d/four")}
BAD = [
    {f"{name}.md": f'<a href="no-{name}.html">x</a>' for name in ("a", "b", "c", "d")},
    {f"{name}.md": f"[x](no-{name}.md)" for name in ("a", "b", "c", "d")},
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose site stands, with room beside it."""
    (tmp_path / "mkdocs.yml").write_text("site_name: T\n")
    project = read_settings(tmp_path)[0]
    assert published(GOOD, project, 1) == ()
    return project


def published(pages: dict[str, str], project: Project, jobs: int) -> tuple[Problem, ...]:
    names = ("index", "actors", "quotes", "figures", "sources", "search")
    files = {f"{name}.md": "# P\n" for name in names}
    files |= {f"assets/{name}": "/**/" for name in ("onrecord.css", "onrecord.js")}
    files |= {"feed.xml": "", "feed.json": ""}
    return publish(files | pages, project, None, (), Kept(), jobs)


@needs_fork
def test_what_pages_are_made_of_is_let_go(tmp_path: Path, few: list[int]) -> None:
    class Whole:
        """All that pages are made of."""

    held: list[weakref.ref[Whole]] = []

    def made() -> Iterator[docs.Piece]:
        whole = Whole()
        held.append(weakref.ref(whole))
        for n in range(6):
            yield docs.Piece(f"{n}.txt", partial(str, n))

    pages = made()
    assert len(docs.write_pages(pages, tmp_path / "docs", Kept(), 2)) == 6
    assert few == [2]
    assert held[0]() is None, "which other processes would be copies of"


@needs_fork
@pytest.mark.parametrize("bad", BAD, ids=["found by us", "found by MkDocs"])
def test_the_same_problems_in_the_same_order(
    project: Project, bad: dict[str, str], few: list[int]
) -> None:
    before = tree(project.site)
    several, one = (published(GOOD | bad, project, jobs) for jobs in (2, 1))
    assert len(few) > 1
    assert several == one != ()
    assert tree(project.site) == before


@needs_fork
@pytest.mark.parametrize(
    ("stage", "name"),
    [(docs, "_doc"), (engine, "_built"), (links, "plain")],
    ids=["write", "MkDocs", "check"],
)
def test_a_process_that_is_killed(
    project: Project,
    few: list[int],
    monkeypatch: pytest.MonkeyPatch,
    stage: object,
    name: str,
) -> None:
    before = tree(project.site)
    real = getattr(stage, name)

    def dying(*of: object, **named: object) -> object:
        dies()
        return real(*of, **named)

    with monkeypatch.context() as patch:
        patch.setattr(stage, name, dying)
        with pytest.raises(PublishError, match=r"cannot be written: a process .*\(SIGKILL\)"):
            published(GOOD, project, 2)
    assert tree(project.site) == before
    assert published({**GOOD, "e.md": "# New\n"}, project, 2) == ()
    assert b"New" in tree(project.site)["e.html"]
    assert not list(project.root.glob(".site*"))


@needs_fork
def test_a_text_that_cannot_be_made_is_said_as_by_one(project: Project, few: list[int]) -> None:
    def text(n: int) -> str:
        return f"# {1 // (n - 3)}\n"

    pages = [docs.Piece(f"{n}.md", partial(text, n)) for n in range(6)]
    with pytest.raises(ZeroDivisionError):
        publish(pages, project, None, (), Kept(), 2)
    assert few == [2]
