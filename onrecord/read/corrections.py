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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from onrecord.model import (
    Article,
    BlockAs,
    ComparedAs,
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
from onrecord.read.anchors import Nth, candidate, nearest, places, read_nth
from onrecord.read.contradictions import contradictions
from onrecord.read.readers.draft import read_facts
from onrecord.read.sorts import BLOCKS, CHANGES, COMPARE, KINDS, NOBODY, SORTS, THE_ARTICLE
from onrecord.read.yamlmap import YamlMap, parse
from onrecord.written import calendar_day

FILE = "corrections.yml"
_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_DAYS = re.compile(r"(\S+)(?:\s+to\s+(\S+))?")
_SHOWN = 60  # characters of words in a message


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, with its article."""

    map: YamlMap
    article: Article
    sort: str

    @property
    def text(self) -> str:
        return self.article.text

    def ruling(self) -> Ruling:
        get = self.map
        return Ruling(get.file, get.line, get.text("by"), get.day("date"), get.text("why"))

    def problem(self, key: str, what: str, mend: str = "", warning: bool = False) -> None:
        self.map.problem(key, what, mend, warning)

    def anchor(self, key: str) -> Span | None:
        """Where the words of the entry stand; None, and a warning, where that cannot be said."""
        words, nth = self.map.text(key), self.nth()
        if words is None:
            self.problem(key, f"“{key}” must have the exact words of the article behind it")
            return None
        return None if nth is None else self.place(key, words, nth)

    def nth(self) -> Nth | None:
        said = self.map.text("nth")
        nth = Nth() if said is None else read_nth(said)
        if nth is None:
            mend = "write `nth: 2 of 3`: which of how many, so that it is noticed when more come"
            self.problem("nth", f"“nth: {said}” does not say which of how many", mend)
        return nth

    def place(self, key: str, words: str, nth: Nth) -> Span | None:
        found = places(self.text, words)
        if len(found) == nth.of:
            return found[nth.number - 1]
        name = self.article.file or self.article.id
        if not found:
            near = candidate(self.text, words)
            mend = f"is it “{_short(near.on_one_line(self.text))}”?" if near else "delete the entry"
            what = f"“{_short(words)}” does not stand in {name} any more: not applied"
        else:
            times = "once" if len(found) == 1 else f"{len(found)} times"
            before = "once" if nth.of == 1 else f"{nth.of} times"
            what = f"“{_short(words)}” stands {times} in {name}, not {before}: not applied"
            mend = "take more of its words"
            if len(found) > 1:
                where = self._sentence(found[0])
                mend += f", or write `nth: 1 of {len(found)}` for the one in “{where}”"
            else:
                mend = "take the nth away"
        self.problem(key, what, mend, warning=True)
        return None

    def _sentence(self, span: Span) -> str:
        around = Span(max(0, span.start - 20), min(len(self.text), span.end + 20))
        return around.on_one_line(self.text)

    def near(self, key: str, to: Span) -> tuple[Span, ...]:
        """The places of the words under a key, each the nearest to what the entry is of."""
        return tuple(s for words in self.map.texts(key) if (s := self._near(key, words, to)))

    def _near(self, key: str, words: str, to: Span) -> Span | None:
        found = nearest(self.text, words, to)
        if found is None:
            near = candidate(self.text, words)
            mend = f"is it “{_short(near.on_one_line(self.text))}”?" if near else ""
            name = self.article.file or self.article.id
            what = f"{key}: “{_short(words)}” does not stand in {name}: not applied"
            self.problem(key, what, mend, warning=True)
        return found


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
                found += _compared(entry, articles)
        elif article := _article(top, key, articles):
            for entry in top.maps(key):
                found += _entry(entry, article)
        else:
            top.maps(key)  # not applied, as was said
    top.done()
    problems += contradictions(found)
    return tuple(found)


def _article(top: YamlMap, key: str, articles: Mapping[str, Article]) -> Article | None:
    """The article that a key names: by its file, or by its file without the ending."""
    named = [a for name, a in articles.items() if key in (name, name.rpartition(".")[0])]
    if len(named) == 1:
        return named[0]
    names = ", ".join(articles)
    what = f"there is no source “{key}” here: its decisions are not applied"
    top.problem(key, what, f"there is {names}" if names else "", warning=True)
    return None


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


def _compared(entry: YamlMap, articles: Mapping[str, Article]) -> Iterator[Correction]:
    keys = [k for k in ("same", "different") if k in entry]
    ruling = Ruling(entry.file, entry.line, entry.text("by"), entry.day("date"), entry.text("why"))
    if len(keys) != 1:
        entry.problem(
            "", "a comparison must be `same` or `different`", "write `- same: [{gazette.md: 340}]`"
        )
        return
    (key,) = keys
    figures = list(_figures(entry, key, articles, ruling))
    entry.done()
    if any(f is None for f in figures):
        return
    sound = [f for f in figures if f is not None]
    if len(sound) < 2:
        entry.problem(key, f"“{key}” must name two figures or more")
        return
    first, *others = sound
    yield ComparedAs(
        article=first.article,
        words=first.words,
        span=first.span,
        ruling=ruling,
        gone=key == "different",
        others=tuple(others),
    )


def _figures(
    entry: YamlMap, key: str, articles: Mapping[str, Article], ruling: Ruling
) -> Iterator[Correction | None]:
    """The figures that a comparison names; None for each that cannot be found."""
    for item in entry.maps(key):
        names = [k for k in item.stated() if k != "nth"]
        item.text("nth")
        article = _article(item, names[0], articles) if len(names) == 1 else None
        if article is None:
            if len(names) != 1:
                what = "a compared figure must be one source and its words"
                mend = 'write `{gazette.md: "340 people"}`, the words in quotation marks'
                item.problem("", what, mend)
            yield None
            continue
        one = Entry(item, article, names[0])
        span = one.anchor(names[0])
        item.done()
        words = item.text(names[0]) or ""
        yield (
            None
            if span is None
            else Correction(article=article.id, words=words, span=span, ruling=ruling)
        )


def with_facts(article: Article, corrections: Iterable[Correction]) -> Article:
    """An article with what corrections say of it before it is read: its facts and its blocks."""
    ours = [c for c in corrections if c.article == article.id]
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


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"
