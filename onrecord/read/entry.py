"""One entry of `corrections.yml`, with the article that it is of: where its words stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model import Article, Ruling, Span
from onrecord.read.anchors import Nth, candidate, nearest, places, read_nth
from onrecord.read.yamlmap import YamlMap

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
        return ruling(self.map)

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


def ruling(entry: YamlMap) -> Ruling:
    """Where an entry stands, and what it says of who decided, when and why."""
    return Ruling(entry.file, entry.line, entry.text("by"), entry.day("date"), entry.text("why"))


def article_of(top: YamlMap, key: str, articles: Mapping[str, Article]) -> Article | None:
    """The article that a key names: by its file, or by its file without the ending."""
    named = [a for name, a in articles.items() if key in (name, name.rpartition(".")[0])]
    if len(named) == 1:
        return named[0]
    names = ", ".join(articles)
    what = f"there is no source “{key}” here: its decisions are not applied"
    top.problem(key, what, f"there is {names}" if names else "", warning=True)
    return None


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"
