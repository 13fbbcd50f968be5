"""The writer's own sentences, with each quoted string as one unit in them.

A parser goes astray where another person's sentence stands inside the writer's. Here a paragraph is
a row of *items*: the tokens outside all quotation marks, and one item for each quoted string. It is
cut into sentences by what stands outside the marks and by how a quotation ends, so "“Will you go?”
she asked." is one sentence and not two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from onrecord.annotate.marks import Quoted
from onrecord.annotate.reading import Reading
from onrecord.annotate.sayings.verbs import LEMMA_OF
from onrecord.model import Span

DASHES = frozenset(("-", "--", "–", "—", "―"))
_STOPS = frozenset((".", "!", "?", ";", "?!", "!!", "…", "...", "....", "|"))
_CLOSERS = "\"'’”»)] \u00a0"
_NOTE = 6  # items of a note in parentheses that may end with a dot
_LONGEST_SUBJECT = (
    20  # items between a quotation that ends in ? or ! and the cue that is searched behind it
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the writer's. An item is a token's index, or `~k` for the quoted string k.

    It may be as long as a text, with a quoted string at every word; what each string asks for is
    found once.
    """

    items: tuple[int, ...]
    block: int

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The first and the last token outside quotation marks; both -1 where there is none."""
        outside = [i for i in self.items if i >= 0]
        return (outside[0], outside[-1]) if outside else (-1, -1)

    @cached_property
    def leading(self) -> int:
        """How many quoted strings it begins with."""
        return next((p for p, item in enumerate(self.items) if item >= 0), len(self.items))

    def quotes(self) -> Iterator[tuple[int, int]]:
        """(position, index of the quoted string) of each quoted string in it."""
        return ((p, ~item) for p, item in enumerate(self.items) if item < 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """An article's reading, and the writer's sentences around its quoted strings."""

    reading: Reading
    doc: Doc
    tokens: Sequence[Token]
    text: str
    quoted: Sequence[Quoted]
    inside: Sequence[int]  # of each token: the index of the quoted string that it stands in, or -1
    sentences: Sequence[Sentence]

    def children(self, token: Token) -> Sequence[Token]:
        """What hangs on a token."""
        return self.reading.children(token)

    def token(self, sentence: Sentence, position: int) -> Token | None:
        """The token at a position of a sentence; None for a quoted string and beyond either end."""
        if 0 <= position < len(sentence.items) and sentence.items[position] >= 0:
            return self.tokens[sentence.items[position]]
        return None

    def span(self, start: int, end: int) -> Span:
        """The characters of tokens [start, end)."""
        return self.reading.span(start, end)


def frame(reading: Reading) -> Frame:
    """The frame of an article. Linear in its length."""
    doc, text, quoted, inside = reading.doc, reading.text, reading.quoted, reading.inside
    tokens, sentences = reading.tokens, list[Sentence]()
    i = 0
    for b, block in enumerate(doc._.blocks):
        items: list[int] = []
        while i < len(doc) and reading.end(i) <= block.span.start:
            i += 1
        while i < len(tokens) and tokens[i].idx < block.span.end:
            if inside[i] >= 0:
                if not items or items[-1] != ~inside[i]:
                    items.append(~inside[i])
            elif not tokens[i].is_space:
                items.append(i)
            i += 1
        sentences += (Sentence(tuple(s), b) for s in _cut(tokens, text, quoted, items))
    return Frame(reading, doc, reading.tokens, text, quoted, inside, sentences)


def _cut(
    tokens: Sequence[Token], text: str, quoted: Sequence[Quoted], items: list[int]
) -> Iterator[list[int]]:
    start = 0
    for p in range(len(items) - 1):
        if _ends_here(tokens, text, quoted, items, p):
            yield items[start : p + 1]
            start = p + 1
    if items[start:]:
        yield items[start:]


def _ends_here(
    tokens: Sequence[Token], text: str, quoted: Sequence[Quoted], items: list[int], p: int
) -> bool:
    """Whether a sentence ends behind the item at `p` (which is not the last)."""
    following = items[p + 1]
    if items[p] >= 0:
        word = tokens[items[p]].text
        if word == "." and tokens[items[p]].pos_ not in ("PUNCT", "SYM", "X") and following >= 0:
            return (
                False  # the dot of a title or a number: "Lt. Gen. Bell", "the No. 2 in the party"
            )
        if word in _STOPS:
            return following < 0 or tokens[following].text not in (")", "]", "—", "–", "-")
        if word in (")", "]") and p and items[p - 1] >= 0:
            return tokens[items[p - 1]].text in (".", "!", "?") and _parenthesis_of_its_own(
                tokens, items, p
            )
        return (
            word.endswith(".")
            and following >= 0
            and bool(tokens[following].is_sent_start)
            and _begins(tokens[following])
        )
    words = quoted[~items[p]].span.of(text).rstrip(_CLOSERS)
    if not words.endswith((".", "?", "!", "…")):
        return False
    if following < 0:
        return True
    if not _begins(tokens[following]):
        return False
    return (words.endswith(".") and not words.endswith("...")) or not _cue_follows(
        tokens, items, p + 1
    )


def _parenthesis_of_its_own(tokens: Sequence[Token], items: list[int], p: int) -> bool:
    """Whether the parenthesis that closes at `p` is longer than a note such as "(R-Fla.)"."""
    return all(
        item < 0 or tokens[item].text not in ("(", "[") for item in items[max(0, p - _NOTE) : p]
    )


def _begins(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit() or token.text in "([—"


def _cue_follows(tokens: Sequence[Token], items: list[int], p: int) -> bool:
    """Whether "Name said" or "said Name" begins at `p`: then the question or exclamation before
    belongs to it.
    """
    for item in items[p : p + _LONGEST_SUBJECT]:
        if item < 0:
            continue  # a nickname, a title
        token = tokens[item]
        if token.lower_ in LEMMA_OF and (token.pos_ in ("VERB", "AUX") or token.tag_ == "VBD"):
            return True
        if token.pos_ in ("VERB", "SCONJ") or token.text in _STOPS:
            return False
    return False
