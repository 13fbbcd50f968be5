"""What a figure could count: the noun phrases of its sentence, for an editor to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Span as Tokens

from onrecord.model import Span

_BARE = frozenset(
    {"DET", "NUM", "PRON", "PUNCT", "SYM", "PART"}
)  # what a phrase does not begin with
_ABOUT = frozenset({"IN", "RB", "JJR", "RBR"})  # "around 300", "more than 40"
_AHEAD = 1.5  # a character before the number counts as so many behind it: most things follow


def things_around(nlp: Language, text: str, sentence: Span, number: Span) -> tuple[Span, ...]:
    """The noun phrases of a sentence without their determiners, those nearest to a number first;
    of "340 members of the union" also its parts. Each set of words stands there once.
    """
    ours = [name for name in nlp.pipe_names if name.startswith("onrecord_")]
    with nlp.select_pipes(disable=ours):
        doc = nlp(sentence.of(text))
    found: dict[str, Span] = {}

    def away(span: Span) -> float:
        return (
            _AHEAD * (number.start - span.end)
            if span.end <= number.start
            else span.start - number.end
        )

    spans = {
        Span(s.start + sentence.start, s.end + sentence.start)
        for s in _phrases(list(doc.noun_chunks))
    }
    for span in sorted(spans, key=lambda s: (away(s), s.end - s.start)):
        if not span.overlaps(number):
            found.setdefault(span.of(text).casefold(), span)
    return tuple(found.values())


def _phrases(chunks: list[Tokens]) -> Iterator[Span]:
    """Each phrase, and with the one that "of" ties to it; offsets into the sentence."""
    for i, chunk in enumerate(chunks):
        words = list(chunk)
        while words and (words[0].pos_ in _BARE or words[0].like_num or words[0].tag_ in _ABOUT):
            words.pop(0)
        if not words or words[-1].pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        start, last = words[0].idx, words[-1]
        yield Span(start, last.idx + len(last))
        behind = chunks[i + 1] if i + 1 < len(chunks) else None
        if behind is not None and behind.start == chunk.end + 1 and last.nbor().lower_ == "of":
            yield Span(start, behind.end_char)
