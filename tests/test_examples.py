"""The example briefings are what a newcomer sees first: they must be sound, and read as what they are."""

from pathlib import Path

import pytest

from onrecord.extract.furniture import blocks_of
from onrecord.model import Article
from onrecord.read import read

CONTENT, PROBLEMS = read(Path(__file__).parent.parent)


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
