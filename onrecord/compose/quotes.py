"""Quotations as pages show them: who, with which verb, in which sentence, and how we know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.annotate.sayings.rules import RULES
from onrecord.compose.corpus import Corpus, Source
from onrecord.compose.decided import ruled
from onrecord.compose.wording import any_in, said
from onrecord.model import Quote, Span
from onrecord.pages import ActorLink, Link, Note, QuoteItem, Speaker

_OPENING, _CLOSING = "“\"‘'«„‹`", "”\"’'»“›"
_STATEMENT = re.compile(
    r"(?i)\b(i|we|must|never|cannot|can't|can’t|will|won't|won’t)\b"
)  # of will, not of course
_READS_WELL = 110  # characters: about as long as a quotation that is remembered
_KIND = {"direct": 1.0, "partial": 0.4, "indirect": 0.0}
_CONFIDENCE = {"certain": 0.3, "likely": 0.1, "unsure": -0.5}
_NOTHING_MORE = 12  # letters: a pronoun, a "told", a title
_UNFOLDED = 3  # reported statements of one speaker
UNNAMED = "unnamed-"  # an id of no actor: those are slugs, and none ends in a hyphen


def quote_items(
    corpus: Corpus, source: Source, pinned: Sequence[str] = ()
) -> tuple[QuoteItem, ...]:
    """The quotations of a source in the order of its text; those that others carry on are one with
    them.
    """
    slices: dict[int, list[int]] = {}
    for i, root in enumerate(source.quote_roots):
        slices.setdefault(root, []).append(i)
    return tuple(_item(corpus, source, root, members, pinned) for root, members in slices.items())


def _item(
    corpus: Corpus, source: Source, root: int, members: Sequence[int], pinned: Sequence[str]
) -> QuoteItem:
    quote, text = source.found.quotes[root], source.text
    # a later slice may be the one that names the speaker
    at = next((i for i in members if source.found.quotes[i].speaker), root)
    named = source.found.quotes[at]
    speaker = corpus.speaker(source, at)
    parts = tuple(source.found.quotes[i].span.of(text) for i in members)
    around = source.sentence(quote.span)
    spans = [source.found.quotes[i].span for i in members]
    before, after = text[around.start : quote.span.start], text[quote.span.end : around.end]
    cue = named.cue.of(text) if named.cue else None
    notes = tuple(_notes(corpus, source, named, speaker))
    return QuoteItem(
        id=source.quote_ids[root],
        parts=parts,
        kind=quote.kind,
        marks=(quote.marks[0], source.found.quotes[members[-1]].marks[1]),
        cut=(bool(before.strip(_OPENING + " ")), bool(after.strip(_CLOSING + " .,;:!?"))),
        speaker=speaker,
        speaker_words=named.speaker.of(text) if named.speaker else None,
        cue=cue,
        cue_reads=named.cue_reads if cue else "not",
        runs_on=(
            False,
            *(source.block_at(a.start) == source.block_at(b.start) for a, b in pairwise(spans)),
        ),
        place=source.place(quote.span, source.quote_ids[root], around),
        sentence=source.marked(around, [s for s in spans if around.contains(s)]),
        embedded=_says_more(text, around, [s for s in (*spans, named.speaker, named.cue) if s]),
        notes=notes,
        telling=quote.decided is not None
        or any(n.kind == "reading" and not n.routine for n in notes)
        or (speaker is None and named.speaker is None and quote.kind == "direct"),
        strength=_strength(quote, parts, speaker, corpus) + 10 * any_in(pinned, " ".join(parts)),
        said_on=source.article.published,
        decided=ruled(quote.decided),
    )


def _says_more(text: str, around: Span, known: Sequence[Span]) -> bool:
    """Whether a sentence has words besides these."""
    more, start = 0, around.start
    for span in sorted(known, key=lambda s: s.start):
        more += sum(map(str.isalnum, text[start : min(span.start, around.end)]))
        start = max(start, span.end)
    return more + sum(map(str.isalnum, text[start : around.end])) > _NOTHING_MORE


def _strength(
    quote: Quote, parts: Sequence[str], speaker: ActorLink | None, corpus: Corpus
) -> float:
    """How much a reader would want it: whole sentences of known people, that say something of their
    will, not long.
    """
    words = " ".join(parts)
    fit = max(0.0, 1 - abs(len(words) - _READS_WELL) / 250)
    weight = min(len(corpus.cast.actors[speaker.id].mentions), 10) / 20 if speaker else -0.3
    will = 0.15 * min(len(_STATEMENT.findall(words)), 3)
    return round(_KIND[quote.kind] + _CONFIDENCE[quote.confidence] + fit + weight + will, 4)


def _notes(
    corpus: Corpus, source: Source, quote: Quote, speaker: ActorLink | None
) -> Iterable[Note]:
    if quote.kind == "partial":
        yield Note("partial")
    if quote.kind == "indirect":
        yield Note("indirect")
    if speaker is None:
        yield Note("unnamed")
    if quote.decided is not None:
        words = ruled(quote.decided)
        yield Note("reading", (words,), words)
    elif speaker is None:
        return
    elif reading := _reading(source, quote, speaker):
        yield reading


def _reading(source: Source, quote: Quote, speaker: ActorLink) -> Note | None:
    """How it was decided, where that is not plain: “he” read as Ann Lee, named in ¶ 5; read from
    the sentence.
    """
    if quote.mention is None or quote.speaker is None:
        return None
    words, where = pointing(source, quote.mention)
    # of a pronoun it is whom it means that may be unsure, not the rule
    sure = RULES[quote.how].confidence if words else quote.confidence
    plain = sure == "certain" or RULES[quote.how].plain
    cue = quote.cue.of(source.text) if quote.cue else "the verb"
    why = "" if plain else RULES[quote.how].words.format(cue=cue)
    more = f"; {why}" if why else ""
    if words:
        phrase = (f"{words} read as ", speaker, where + more)
        seen = RULES[quote.how].routine or _named_beside(source, quote)
        return Note("reading", phrase, words + where + more, routine=seen)
    return Note("reading", (why,), why, RULES[quote.how].routine) if why else None


def pointing(source: Source, mention: int) -> tuple[str, str]:
    """“he”, and “, named in ¶ 12” where another mention names whom it means.

    Both are empty for a name, and for an apposition, which stands beside its name.
    """
    found = source.found.mentions
    if found[mention].form == "name" or _beside(source, mention):
        return "", ""
    at = mention
    for _ in found:
        before = found[at].antecedent
        if before is None:
            break
        at = before
    where = f", named in {source.place(found[at].span).where}" if at != mention else ""
    return f"“{found[mention].span.on_one_line(source.text)}”", where


def _named_beside(source: Source, quote: Quote) -> bool:
    """Whether the sentence of a quotation names whom its pronoun means."""
    if quote.mention is None:
        return False
    before = source.found.mentions[quote.mention].antecedent
    sentence = source.sentence(quote.span)
    return before is not None and sentence.contains(source.found.mentions[before].span)


def _beside(source: Source, mention: int) -> bool:
    """Whether nothing but a comma stands between a description and the name that it describes."""
    described = source.found.mentions[mention]
    if described.form != "description" or described.antecedent is None:
        return False
    named = source.found.mentions[described.antecedent].span
    first, second = sorted((named, described.span))
    return not source.text[first.end : second.start].strip(" ,(–—-")


def apart(quotes: Iterable[QuoteItem]) -> tuple[tuple[QuoteItem, ...], tuple[QuoteItem, ...]]:
    """Quotations proper, and statements that a writer reports: never one number, never one list."""
    every = tuple(quotes)
    return tuple(q for q in every if q.kind != "indirect"), tuple(
        q for q in every if q.kind == "indirect"
    )


def few(reported: Sequence[QuoteItem]) -> bool:
    """Whether reported statements are seen at once, without unfolding them."""
    return len(reported) <= _UNFOLDED


def per_speaker(quotes: Iterable[QuoteItem]) -> Counter[str]:
    """How many are of whom, by the actor's id."""
    return Counter(q.speaker.id for q in quotes if q.speaker)


def by_speaker(corpus: Corpus, quotes: Iterable[QuoteItem]) -> tuple[Speaker, ...]:
    """Who said what: those with the most to say first, unnamed sources last."""
    spoken: dict[str, list[QuoteItem]] = {}
    for quote in quotes:
        spoken.setdefault(quote.speaker.id if quote.speaker else "", []).append(quote)
    speakers = [_speaker(corpus, id_, items) for id_, items in spoken.items()]
    return tuple(sorted(speakers, key=lambda s: (s.actor is None, -_weight(s), s.name)))


def _speaker(corpus: Corpus, id_: str, items: Sequence[QuoteItem]) -> Speaker:
    link = corpus.links[id_] if id_ else None
    spoken, reported = apart(items)
    return Speaker(
        id=link.id if link else UNNAMED,
        actor=link,
        name=link.name if link else "Unnamed sources",
        role=corpus.role(id_) if id_ else "Described where they are quoted, not named",
        quotes=spoken,
        reported=reported,
        reported_open=few(reported),
        counts=(len(spoken), len(reported)),
    )


def shortened(speaker: Speaker, most_quotes: int, most_reported: int, href: str) -> Speaker:
    """Of one who says much the strongest, in the order of the text, and the way to all of it."""
    shown = (
        tuple(_strongest_in_order(speaker.quotes, most_quotes)),
        speaker.reported[:most_reported],
    )
    if (len(shown[0]), len(shown[1])) == speaker.counts:
        return speaker
    return replace(
        speaker,
        quotes=shown[0],
        reported=shown[1],
        reported_open=few(shown[1]),
        more=Link(f"All {said(*speaker.counts)}", href),
    )


def _strongest_in_order(quotes: Sequence[QuoteItem], most: int) -> Iterable[QuoteItem]:
    kept = sorted(range(len(quotes)), key=lambda i: -quotes[i].strength)[:most]
    return (quotes[i] for i in sorted(kept))


def _weight(speaker: Speaker) -> float:
    return sum(q.strength for q in speaker.quotes) + 0.2 * len(speaker.reported)


def strongest(quotes: Iterable[QuoteItem], count: int) -> tuple[QuoteItem, ...]:
    """The strongest, from different speakers as far as there are any; never indirect speech."""
    ranked = sorted((q for q in quotes if q.kind != "indirect"), key=lambda q: -q.strength)
    first: list[QuoteItem] = []
    rest: list[QuoteItem] = []
    heard = set()
    for quote in ranked:
        who = quote.speaker.id if quote.speaker else quote.speaker_words
        (rest if who in heard else first).append(quote)
        heard.add(who)
    return tuple((first + rest)[:count])


def after_marks(text: str, span: Span) -> int:
    """The offset behind a quotation and its closing mark: where the number of its note goes."""
    end = span.end
    if text[end : end + 2] == "''":
        return end + 2
    return end + (text[end : end + 1] != "" and text[end : end + 1] in _CLOSING)
