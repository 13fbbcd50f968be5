"""The cache: the same annotations as without it, whatever happened to its files."""

from __future__ import annotations

import dataclasses
import datetime as dt
import errno
import os
import platform
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.annotate.cache import Cache, files, key_of, trim
from onrecord.annotate.corpus import not_kept
from onrecord.annotate.pipeline import annotate
from onrecord.model import Annotations, Article, Figure, Known, Mention, Quote, Span, TimeRef
from onrecord.weights import PINNED, Model, find_model

ARTICLE = Article(
    "ferry/courier",
    "“We have waited long enough,” Orla Venn told the Courier on Thursday. About 300 sailors "
    "joined.",
    published=dt.date(2031, 5, 6),
)
FULL = Annotations(
    "ferry/courier",
    (),
    (Span(0, 5),),
    mentions=(Mention(Span(0, 5), "person", antecedent=None, roles=(Span(1, 2),)),),
    quotes=(
        Quote(Span(1, 2), "direct", speaker=Span(3, 4), mention=0, confidence="likely", verb="say"),
    ),
    figures=(
        Figure(
            Span(0, 3),
            Span(0, 2),
            1,
            2.5,
            "count",
            what=(Span(4, 5), Span(5, 6)),
            reasons=("a", "“b”"),
        ),
    ),
    times=(TimeRef(Span(0, 1), dt.date(2031, 5, 5), dt.date(2031, 5, 5)),),
)


@pytest.fixture(scope="module")
def model() -> Model:
    return find_model(PINNED)


@pytest.fixture
def kept(tmp_path: Path, model: Model) -> Cache:
    cache = Cache(tmp_path / "cache", model)
    cache.put(ARTICLE, FULL)
    return cache


def the_file(folder: Path) -> Path:
    (file,) = (folder / "cache").iterdir()
    return file


def test_what_was_put_comes_back(kept: Cache) -> None:
    assert kept.get(ARTICLE) == FULL


def test_real_annotations_come_back(tmp_path: Path, model: Model, nlp: Language) -> None:
    article = dataclasses.replace(
        ARTICLE, text="They waited for more than a year, and doubled the price of £4."
    )
    (found,) = annotate(nlp, [article])
    assert len(found.figures) > 1
    cache = Cache(tmp_path, model)
    cache.put(article, found)
    assert repr(cache.get(article)) == repr(found)  # 1 is not 1.0: both are written as they are


@pytest.mark.parametrize(
    "changed",
    [
        {"text": ARTICLE.text + " "},
        {"published": dt.date(2031, 5, 7)},
        {"published": None},
        {"title": "Ferry"},
        {"id": "ferry/herald"},
    ],
)
def test_a_changed_article_is_not_there(kept: Cache, changed: dict[str, object]) -> None:
    assert kept.get(dataclasses.replace(ARTICLE, **changed)) is None


def test_another_model_is_not_there(kept: Cache, tmp_path: Path, model: Model) -> None:
    other = dataclasses.replace(model, digest="0" * 64)
    assert Cache(tmp_path / "cache", other).get(ARTICLE) is None


def test_an_editors_name_counts_where_it_stands_in_the_text(
    kept: Cache, tmp_path: Path, model: Model
) -> None:
    assert Cache(tmp_path / "cache", model, [Known("Orla Venn", "person")]).get(ARTICLE) is None
    assert Cache(tmp_path / "cache", model, [Known("Somebody Else", "person")]).get(ARTICLE) == FULL


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "\0" * len(text),
        lambda text: "[]",
        lambda text: "[" * 100_000,
        lambda text: text.partition("\n")[2],
        lambda text: text.replace('"person"', '"persons"'),
        lambda text: text.replace('"start":0', '"start":1'),
        lambda text: text.replace("ferry/courier", "ferry/herald"),
    ],
)
def test_a_damaged_file_is_not_there(kept: Cache, tmp_path: Path, damage: object) -> None:
    file = the_file(tmp_path)
    file.write_text(damage(file.read_text("utf-8")), "utf-8")  # type: ignore[operator]  # a function
    assert kept.get(ARTICLE) is None
    kept.put(ARTICLE, FULL)
    assert kept.get(ARTICLE) == FULL


def test_a_whole_file_in_the_wrong_place_is_not_there(kept: Cache, tmp_path: Path) -> None:
    other = dataclasses.replace(ARTICLE, text="Another text.")
    the_file(tmp_path).rename(tmp_path / "cache" / f"{kept.key(other)}.json")
    assert kept.get(other) is None


def test_a_file_with_a_right_digest_and_wrong_types_is_not_there(
    kept: Cache, tmp_path: Path
) -> None:
    from onrecord.annotate.cache import _head

    file = the_file(tmp_path)
    other = file.read_bytes().partition(b"\n")[2].replace(b'"person"', b'"planet"')
    file.write_bytes(_head(kept.key(ARTICLE), other) + b"\n" + other)
    assert kept.get(ARTICLE) is None


def test_what_nobody_has_asked_for_in_a_month_is_pruned(kept: Cache, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    other = dataclasses.replace(ARTICLE, text="Of another project.")
    gone = dataclasses.replace(ARTICLE, text="Gone.")
    for article in (other, gone):
        kept.put(article, FULL)
    killed = folder / f".{kept.key(gone)}.17"
    killed.write_text("of a build that was killed")
    foreign = folder / "notes.txt"
    foreign.write_text("of somebody else")
    for path in (
        folder / f"{kept.key(gone)}.json",
        killed,
        foreign,
        folder / f"{kept.key(ARTICLE)}.json",
    ):
        os.utime(path, (0, 0))
    kept.prune([ARTICLE])
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        [f"{kept.key(ARTICLE)}.json", f"{kept.key(other)}.json", "notes.txt"]
    )
    assert kept.get(ARTICLE) == FULL


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path, model: Model) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache", model)
    cache.put(ARTICLE, FULL)
    assert cache.get(ARTICLE) is None
    cache.prune([ARTICLE])


def test_nothing_half_written_is_left(
    kept: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert not_kept(kept) == ()
    kept.put(dataclasses.replace(ARTICLE, text="More."), FULL)
    assert len(os.listdir(tmp_path / "cache")) == 1
    (problem,) = not_kept(kept)
    assert problem.warning
    assert "cannot be kept here: No space left on device" in str(problem)


# ---- shared --------------------------------------------------------------------------------------


def test_nobody_empties_a_shared_folder(tmp_path: Path, model: Model) -> None:
    shared = Cache(tmp_path, model, shared=True)
    shared.put(ARTICLE, FULL)
    other = dataclasses.replace(ARTICLE, text="Of another project.")
    shared.put(other, FULL)
    for file in tmp_path.iterdir():
        os.utime(file, (0, 0))
    shared.prune([ARTICLE])
    assert shared.get(other) == FULL
    assert [f.asked > 0 for f in files(tmp_path)].count(True) == 1, "what was asked for is younger"


def test_two_that_write_the_same_at_once_leave_it_whole(tmp_path: Path, model: Model) -> None:
    both = [Cache(tmp_path, model, shared=True) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            list(pool.map(lambda cache: cache.put(ARTICLE, FULL), both))
            assert {cache.get(ARTICLE) == FULL for cache in both} == {True}
    assert [f.name for f in tmp_path.iterdir()] == [f"{both[0].key(ARTICLE)}.json"]
    assert not any(cache.failure for cache in both)


def test_a_folder_is_trimmed_by_age_and_by_size_and_of_nothing_else(
    tmp_path: Path, model: Model
) -> None:
    cache = Cache(tmp_path, model, shared=True)
    texts = [dataclasses.replace(ARTICLE, text=f"Text {n}.") for n in range(5)]
    now = time.time()
    for n, article in enumerate(texts):
        cache.put(article, FULL)
        asked = now - n * 10 * 24 * 3600
        os.utime(tmp_path / f"{cache.key(article)}.json", (asked, asked))
    (tmp_path / "notes.txt").write_text("of somebody else")
    size = next(files(tmp_path)).size
    assert trim(tmp_path) == []
    assert [f.path.name for f in trim(tmp_path, days=35)] == [f"{cache.key(texts[4])}.json"]
    assert len(trim(tmp_path, size=2 * size)) == 2
    assert [cache.get(a) is not None for a in texts] == [True, True, False, False, False]
    assert (tmp_path / "notes.txt").exists()


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda m: m.setattr(platform, "machine", lambda: "another"), False),
        (lambda m: m.setattr(sys, "version_info", (3, 99, 0)), False),
        (lambda m: m.setattr(sys, "version_info", (*sys.version_info[:2], 99)), True),
    ],
)
def test_the_key_says_what_must_match(
    model: Model, monkeypatch: pytest.MonkeyPatch, change: object, same: bool
) -> None:
    before = key_of(model)
    change(monkeypatch)  # type: ignore[operator]  # a function
    assert (key_of(model) == before) is same
