"""`corrections.yml` → Corrections: what editors decided on single items of their articles.

    gazette.md:                       # a source of this folder
      - {quote: We have waited long enough, speaker: Orla Venn}
      - not a figure: Pier 4
      - figure: "340"
        nth: 2 of 3                   # the second of the three places where 340 stands
        what: posts
        why: The plan counts posts.   # who reads the site sees that, and who and when
        by: ines
        date: 2031-05-06
    compare:
      - same: [{gazette.md: 340 people}, {ledger.html: 340 posts}]

`sorts` has every sort of entry with its fields. A value that cannot be read, and two entries that
contradict each other, are Problems that stop the build. Words that no longer stand in their article
as they did are warnings: the decision is left out, and said to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from onrecord.model import (
    Article,
    BlockAs,
    Correction,
    DayAs,
    FactsAs,
    FigureAs,
    NameAs,
    PartAs,
    Problem,
    QuoteAs,
    QuoteKind,
    RoleAs,
    Ruling,
    Span,
)
from onrecord.read.compared import compared
from onrecord.read.contradictions import contradictions
from onrecord.read.entry import Entry, article_of
from onrecord.read.readers.draft import read_facts
from onrecord.read.sorts import BLOCKS, CHANGES, COMPARE, KINDS, NOBODY, SORTS, THE_ARTICLE
from onrecord.read.yamlmap import YamlMap, parse
from onrecord.written import calendar_day

_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_DAYS = re.compile(r"(\S+)(?:\s+to\s+(\S+))?")


def read_corrections(
    text: str, file: str, articles: Mapping[str, Article], problems: list[Problem]
) -> tuple[Correction, ...]:
    """The corrections of a file, in its order; `articles` are those of its folder, by the names of
    their files. What is wrong is added to `problems`, and then left out.
    """
    top = parse(text, file, problems)
    if top is None:
        return ()
    found: list[Correction] = []
    for key in top.stated():
        if key == COMPARE:
            for entry in top.maps(key):
                found += compared(entry, articles)
        elif article := article_of(top, key, articles):
            for entry in top.maps(key):
                found += _entry(entry, article)
        else:
            top.maps(key)  # not applied, as was said
    top.done()
    problems += contradictions(found)
    return tuple(found)


def _entry(entry: YamlMap, article: Article) -> Iterator[Correction]:
    stated = entry.stated()
    sorts = [key for key in stated if key in SORTS]
    if len(sorts) != 1:
        what = "an entry must say what it is of" if not sorts else f"“{sorts[0]}” and “{sorts[1]}”"
        what += "" if not sorts else " cannot be one entry"
        known = ", ".join(f"`{s}`" for s in SORTS)
        entry.problem("", what, f"begin it with one of {known}" if not sorts else "make two")
        return
    (sort,) = sorts
    one = Entry(entry, article, sort)
    ruling = one.ruling()
    made = _READERS[sort](one, ruling)
    entry.done()
    if made is not None:
        yield made


def _quote(entry: Entry, ruling: Ruling) -> Correction | None:
    span = entry.anchor(entry.sort)
    speaker = entry.map.text("speaker")
    kind = cast("QuoteKind | None", entry.map.choice("kind", KINDS))
    extent = entry.map.text("extent")
    if span is None:
        return None
    found = entry.near("extent", span)
    if extent and (not found or not found[0].overlaps(span)):
        if found:
            entry.problem("extent", "“extent” has other words than the quotation",
                          "write all words of it, from the first to the last")  # fmt: skip
        return None
    who = "" if speaker is not None and speaker.lower() == NOBODY else speaker
    return QuoteAs(
        **_common(entry, span, ruling),
        speaker=who,
        kind=kind,
        extent=found[0] if found else None,
    )


def _figure(entry: Entry, ruling: Ruling) -> Correction | None:
    span, get = entry.anchor(entry.sort), entry.map
    value, says = _value(entry), get.text("says")
    change = CHANGES.get(get.choice("change", tuple(CHANGES)) or "")
    unit, key = get.text("unit"), get.flag("key") if "key" in get else None
    if span is None:
        for asked in ("what", "bearer", "predicate", "part of"):
            get.texts(asked)
        return None
    parts = entry.near("part of", span)
    doing = entry.near("predicate", span)
    return FigureAs(
        **_common(entry, span, ruling),
        value=value,
        unit=unit,
        change=change,
        what=entry.near("what", span),
        bearer=entry.near("bearer", span),
        predicate=doing[0] if doing else None,
        part_of=parts[0] if parts else None,
        says="" if says is not None and says.lower() in (THE_ARTICLE, NOBODY) else says,
        key=key,
    )


def _value(entry: Entry) -> tuple[float, float] | None:
    words = entry.map.text("value")
    if words is None:
        return None
    low, _, high = words.partition(" to ")
    if all(_NUMBER.fullmatch(w.strip()) for w in (low, high or low)):
        numbers = [float(w.replace(",", "")) for w in (low, high or low)]
        return min(numbers), max(numbers)
    entry.problem("value", f"“value: {words}” is no number", "write `value: 340`, or `300 to 400`")
    return None


def _day(entry: Entry, ruling: Ruling) -> Correction | None:
    span, words = entry.anchor(entry.sort), entry.map.text("is")
    days = _DAYS.fullmatch(words or "")
    try:
        start = calendar_day(days[1]) if days else None
        end = calendar_day(days[2]) if days and days[2] else start
    except ValueError:
        start = end = None
    if start is None or end is None or end < start:
        what = "a day must say which it is" if words is None else f"“is: {words}” is no day"
        entry.problem("is", what, "write `is: 2031-05-04`, or `is: 2031-05-04 to 2031-05-08`")
        return None
    return None if span is None else DayAs(**_common(entry, span, ruling), start=start, end=end)


def _role(entry: Entry, ruling: Ruling) -> Correction | None:
    span, of = entry.anchor(entry.sort), _whose(entry, "of")
    return RoleAs(**_common(entry, span, ruling), of=of) if span and of else None


def _name(entry: Entry, ruling: Ruling) -> Correction | None:
    span, actor = entry.anchor(entry.sort), _whose(entry, "actor")
    return NameAs(**_common(entry, span, ruling), actor=actor) if span and actor else None


def _whose(entry: Entry, key: str) -> str | None:
    """The actor that an entry must name."""
    said = entry.map.text(key)
    if said is None:
        entry.problem(key, f"a {entry.sort} must say whose it is", f"write `{key}: Orla Venn`")
    return said


def _part(entry: Entry, ruling: Ruling) -> Correction | None:
    span = entry.anchor(entry.sort)
    return None if span is None else PartAs(**_common(entry, span, ruling), kind=BLOCKS[entry.sort])


def _facts(entry: Entry, ruling: Ruling) -> Correction | None:
    facts = entry.map.map("facts")
    if facts is None:
        entry.problem("facts", "“facts” must have `key: value` lines under it")
        return None
    said = read_facts(facts)
    facts.done()
    return FactsAs(
        article=entry.article.id,
        words="",
        span=Span(0, 0),
        ruling=ruling,
        title=said.title,
        published=said.published,
        publisher=said.publisher,
        author=said.author,
        url=said.url,
    )


def _none(noun: type[Any]) -> Callable[[Entry, Ruling], Correction | None]:
    def read(entry: Entry, ruling: Ruling) -> Correction | None:
        span = entry.anchor(entry.sort)
        if span is None:
            return None
        made: Correction = noun(**_common(entry, span, ruling), gone=True)
        return made

    return read


def _common(entry: Entry, span: Span, ruling: Ruling) -> dict[str, Any]:
    words = entry.map.text(entry.sort) or ""
    return {"article": entry.article.id, "words": words, "span": span, "ruling": ruling}


_READERS: Mapping[str, Callable[[Entry, Ruling], Correction | None]] = {
    "quote": _quote,
    "not a quote": _none(QuoteAs),
    "figure": _figure,
    "not a figure": _none(FigureAs),
    "day": _day,
    "not a day": _none(DayAs),
    "role": _role,
    "not a role": _none(RoleAs),
    "name": _name,
    "not a name": _none(NameAs),
    "facts": _facts,
    **dict.fromkeys(BLOCKS, _part),
}


def with_facts(
    articles: Iterable[Article], corrections: Iterable[Correction]
) -> tuple[Article, ...]:
    """Articles with what corrections say of them before they are read: facts and blocks."""
    by_article: dict[str, list[Correction]] = {}
    for c in corrections:
        by_article.setdefault(c.article, []).append(c)
    return tuple(_with_facts(a, by_article[a.id]) if a.id in by_article else a for a in articles)


def _with_facts(article: Article, ours: Sequence[Correction]) -> Article:
    kinds = tuple(BlockAs(c.span, c.kind) for c in ours if isinstance(c, PartAs))
    if any(k.kind == "title" for k in kinds):
        article = replace(article, title=None)  # the headline is what stands in the text
    article = replace(article, blocks_as=kinds)
    for c in ours:
        if isinstance(c, FactsAs):
            article = replace(
                article,
                title=c.title or article.title,
                published=c.published or article.published,
                publisher=c.publisher or article.publisher,
                author=c.author or article.author,
                url=c.url or article.url,
            )
    return article
