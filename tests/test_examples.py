"""The example briefings are what a newcomer sees first: they must be sound, and read as what they
are.
"""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

from onrecord.annotate.furniture import blocks_of
from onrecord.annotate.pipeline import annotate, known_names
from onrecord.compose import compose
from onrecord.model import Article, Content
from onrecord.publish import publish
from onrecord.read.content import read
from onrecord.read.settings import Project
from onrecord.render import render
from onrecord.resolve import resolve

ROOT = Path(__file__).parent.parent
CONTENT, PROBLEMS = read(ROOT)
LIGHT = 150_000  # bytes, uncompressed, of all that the first load of a briefing transfers


def test_nothing_is_wrong_with_the_examples() -> None:
    assert [str(p) for p in PROBLEMS] == []
    assert len(CONTENT.briefings) >= 2


@pytest.mark.parametrize("article", CONTENT.articles, ids=lambda a: a.id)
def test_every_source_says_what_it_is(article: Article) -> None:
    assert None not in (article.published, article.publisher, article.url)


@pytest.mark.parametrize("article", CONTENT.articles, ids=lambda a: a.id)
def test_every_source_has_one_headline_and_mostly_prose(article: Article) -> None:
    kinds = [b.kind for b in blocks_of(article)]
    assert kinds.count("title") == 1
    assert kinds.count("paragraph") > len(kinds) / 2


def test_a_whole_page_keeps_none_of_its_menus() -> None:
    page = next(a for a in CONTENT.articles if a.file and a.file.endswith(".html"))
    words = "cookies", "newsletter", "Privacy", "Most read", "Print", "Photo"
    assert not [w for w in words if w in page.text]


def test_a_briefing_of_five_sources_is_light(nlp: Language, tmp_path: Path) -> None:
    every = replace(CONTENT.briefings[0], sources=tuple(a.id for a in CONTENT.articles))
    content = Content((every,), CONTENT.articles, CONTENT.decisions)
    assert len(every.sources) == 5
    found = list(annotate(nlp, content.articles, known_names(content.decisions)))
    site = compose(content, found, resolve(content.articles, found, content.decisions))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    project = Project(tmp_path, site=tmp_path / "site")
    assert publish(render(site), project) == ()
    page = project.site / site.briefings[0].head.path
    loaded = re.findall(
        r'<(?:link rel="(?:stylesheet|icon)"[^>]*href|script src)="([^"]+)"',
        page.read_text("utf-8"),
    )
    files = [page, *((page.parent / path).resolve() for path in loaded)]
    assert len(files) == 5
    assert sum(f.stat().st_size for f in files) <= LIGHT
