"""A small corpus with annotations made by hand, so that what the pages show depends on nothing that
is learnt.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model import (
    Actor,
    Annotations,
    Article,
    Block,
    BlockKind,
    Briefing,
    Cast,
    Content,
    Figure,
    Kind,
    Mention,
    MentionRef,
    Quote,
    Role,
    Span,
    TimeRef,
)

HERE = Path(__file__).parent


@dataclass
class Maker:
    """Builds the annotations of one article from its words."""

    article: Article
    mentions: list[tuple[Mention, str]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    times: list[TimeRef] = field(default_factory=list)

    def span(self, words: str, nth: int = 1) -> Span:
        at = -1
        for _ in range(nth):
            at = self.article.text.index(words, at + 1)
        return Span(at, at + len(words))

    def mention(
        self, words: str, actor: str, kind: Kind, nth: int = 1, behind: str | None = None
    ) -> None:
        form = "name" if behind is None else "pronoun"
        antecedent = next((i for i, (_, a) in enumerate(self.mentions) if a == behind), None)
        self.mentions.append((Mention(self.span(words, nth), kind, form, antecedent), actor))

    def quote(
        self, words: str, speaker: str | None = None, cue: str | None = None, **more: object
    ) -> None:
        said = self.span(speaker) if speaker else None
        mention = next(
            (i for i, (m, _) in enumerate(self.mentions) if said and m.span.overlaps(said)), None
        )
        verb = self.span(cue) if cue else None
        kind = more.pop("kind", "direct")
        span, text = self.span(words), self.article.text
        around = text[span.start - 1], text[span.end]
        marks = tuple(c if c in '"“”' and kind != "indirect" else "" for c in around)
        reads = "not" if more.get("how") == "carried" else "after"
        self.quotes.append(
            Quote(span, kind, said, verb, mention, marks=marks, cue_reads=reads, **more)
        )

    def figure(self, words: str, number: str, low: float, what: str, **more: object) -> None:
        span = self.span(words)
        self.figures.append(
            Figure(span, self.span(number), low, low, "count", what=(self.span(what),), **more)
        )

    def done(self) -> Annotations:
        text = self.article.text
        blocks = tuple(
            Block(Span(*m.span()), _kind(m[0], m.start())) for m in re.finditer(r"[^\n]+", text)
        )
        sentences = tuple(
            Span(b.span.start + m.start(), b.span.start + m.end())
            for b in blocks
            for m in re.finditer(r"\S.*?(?:[.?!][\"”]?(?= [A-Z\"“]|$)|$)", b.span.of(text))
        )
        mentions = tuple(m for m, _ in self.mentions)
        return Annotations(
            self.article.id,
            blocks,
            sentences,
            (),
            mentions,
            tuple(self.quotes),
            tuple(self.figures),
            tuple(self.times),
        )


def _kind(line: str, start: int) -> BlockKind:
    if start == 0:
        return "title"
    return "byline" if line.startswith("By ") else "paragraph"


def _article(name: str, **facts: object) -> Article:
    text = (HERE / "content" / f"{name}.txt").read_text("utf-8")
    return Article(f"lake-orvel/{name}", text, briefing="lake-orvel", **facts)


def corpus() -> tuple[Content, list[Annotations], Cast]:
    """Three sources of one briefing: two that disagree, and one that wishes us ill."""
    monday = dt.date(2031, 5, 5)
    courier = Maker(
        _article(
            "courier",
            published=monday,
            publisher="Orvel Courier",
            url="https://courier.example/ferries?a=1&b=2",
        )
    )
    courier.mention("Tilda Brask", "tilda-brask", "person")
    courier.mention("Lake Orvel", "lake-orvel", "place", 2)
    courier.mention("Sennby", "sennby", "place")
    courier.mention("Runa Halvik", "runa-halvik", "person")
    courier.mention("Orvel Crews' Union", "orvel-crews-union", "organization")
    courier.mention("She", "runa-halvik", "person", behind="runa-halvik")
    courier.mention("Orvel Lines", "orvel-lines", "organization")
    courier.mention("OL", "orvel-lines", "organization")
    courier.mention("Halvik", "runa-halvik", "person", 2)
    courier.mention("Jost Merem", "jost-merem", "person")
    courier.quote(
        "We will not sail another night on two hours of sleep,", "Runa Halvik", "said", how="after"
    )
    courier.quote(
        "The company knows it. It has known it for a year.",
        "Runa Halvik",
        "said",
        how="carried",
        confidence="likely",
    )
    courier.quote(
        "a machine for making accidents",
        "She",
        "called",
        kind="partial",
        how="within",
        confidence="likely",
    )
    courier.quote(
        "the strike was unlawful", "Orvel Lines", "said that", kind="indirect", how="clause"
    )
    courier.quote("Our offer stands,", None, how="none")
    courier.figure(
        "about 650 people",
        "650",
        650,
        "people",
        modifier=courier.span("about"),
        change="~",
        bound="≈",
        key=0.8,
    )
    courier.figure("40 ferries", "40", 40, "ferries", key=0.7)
    courier.figure("12 night boats", "12", 12, "night boats", part_of=1, key=0.4)
    courier.times.append(TimeRef(courier.span("Monday"), monday, monday))
    gazette = Maker(_article("gazette", published=dt.date(2031, 5, 6), publisher="Sennby Gazette"))
    gazette.mention("Sennby", "sennby", "place", 2)
    gazette.mention("Orvel Lines", "orvel-lines", "organization")
    gazette.mention("Jost Merem", "jost-merem", "person")
    gazette.mention("Halvik", "runa-halvik", "person")
    gazette.quote("Nobody is forced to sail,", "Jost Merem", "told", how="after")
    gazette.quote(
        "I have answered Ms Halvik, and I shall answer her again.",
        "Jost Merem",
        "told",
        how="carried",
        confidence="likely",
    )
    gazette.figure(
        "Some 400 people",
        "400",
        400,
        "people",
        modifier=gazette.span("Some"),
        change="~",
        bound="≈",
        key=0.8,
    )
    hostile = Maker(
        _article(
            "hostile", title="A title with <i>tags</i> & {{ braces }}", publisher="<b>Nobody</b>"
        )
    )
    hostile.mention("Runa Halvik", "runa-halvik", "person", 2)
    hostile.quote("An unbalanced quote, and 3 <marks>, ", "Runa Halvik", "said", how="after")
    makers = [courier, gazette, hostile]
    return _content(makers), [m.done() for m in makers], _cast(makers)


def _content(makers: list[Maker]) -> Content:
    briefing = Briefing(
        "lake-orvel",
        "Ferry strike on Lake Orvel",
        dt.date(2031, 5, 6),
        tuple(m.article.id for m in makers),
        tags=("labour", "<i>lakes</i>"),
        words="[[Runa Halvik]] leads the *union*; [[OL|the company]] does not. "
        "<script>window.injected = 4</script> "
        "[link](javascript:window.injected=5) ![image](http://elsewhere.invalid/y.png)",
    )
    return Content((briefing,), tuple(m.article for m in makers))


def _cast(makers: list[Maker]) -> Cast:
    names = {
        "tilda-brask": ("Tilda Brask", ()),
        "lake-orvel": ("Lake Orvel", ()),
        "sennby": ("Sennby", ()),
        "runa-halvik": ("Runa Halvik", ("Halvik",)),
        "orvel-crews-union": ("Orvel Crews' Union", ()),
        "orvel-lines": ("Orvel Lines", ("OL",)),
        "jost-merem": ("Jost Merem", ()),
    }
    actor_of = {
        MentionRef(m.article.id, i): actor
        for m in makers
        for i, (_, actor) in enumerate(m.mentions)
    }
    kinds = {actor: mention.kind for m in makers for mention, actor in m.mentions}
    chair = makers[0].span("chair of the Orvel Crews' Union")
    actors = {}
    for id_, (name, aliases) in names.items():
        refs = tuple(ref for ref, actor in actor_of.items() if actor == id_)
        roles = (
            (Role(chair.of(makers[0].article.text), makers[0].article.id, chair),)
            if id_ == "runa-halvik"
            else ()
        )
        actors[id_] = Actor(id_, name, kinds[id_], aliases, roles, refs)
    return Cast(actors, actor_of, {"halvik": "runa-halvik"})
