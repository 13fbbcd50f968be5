"""Headlines in sentence case: what Title Case writes with a capital and the body writes small is
small for the model too.

In "CEO Harlow Resigns Over Audit" the model takes "Harlow Resigns" for a person. The body knows
better: it has "Harlow" within a sentence, and it has "audit" in small letters. What it does not
have at all is small where English knows it as a verb, an adjective or a plural. The text keeps its
length, so that every offset stays; only what the model reads is changed, never what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.language import Language

from onrecord.lexicon import gazetteer
from onrecord.model import Block, Span

_WORD = re.compile(r"[^\W\d_]+(?:[.&’'‑-][^\W\d_]+)*")
_PLAIN = re.compile(
    r"[^\W\d_a-z][^\W\d_A-Z]*(?:[’'][a-z]+)?"
)  # one capital, and it is the first letter
_SEGMENT = re.compile(r"[^,:;|–—!?]+")  # what a headline is put together of
_LONG = 4  # letters from which on Title Case writes any word with a capital
_LEAST = {"title": 3, "heading": 4}  # words, of which Title Case can be told
# A headline with a colon and more behind it, at the head of a text that has no other.
_KICKER = re.compile(r"[^:.;!?\n]{1,80}(?=:)")
# What stands before a word within a sentence: a word, a comma, an initial, a short title.
_WITHIN = re.compile(r"(?:[\w’'&-]|,|\b[A-Z]\.|\b[A-Z][a-z]{1,4}\.) $")


@dataclass(frozen=True)
class English:
    """The words of English by their plain forms, and the rules by which they are inflected."""

    small: frozenset[str] = frozenset()  # articles, prepositions, pronouns …
    forms: dict[str, frozenset[str]] = field(default_factory=dict)  # by part of speech
    rules: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def has(self, small: str) -> bool:
        """Whether it is a verb, an adjective or an adverb in any form, or a noun in the plural."""
        if any(small in self.forms.get(pos, ()) for pos in ("verb", "adj", "adv")):
            return True
        return any(
            small.endswith(old) and small[: len(small) - len(old)] + new in self.forms.get(pos, ())
            for pos in ("verb", "adj", "noun")
            for old, new in self.rules.get(pos, ())
        )


def english_of(nlp: Language) -> English:
    """The words that the model's lemmatizer knows (WordNet's); none where it has no such list."""
    lemmatizer = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return English()
    index, rules, irregular = map(lookups.get_table, ("lemma_index", "lemma_rules", "lemma_exc"))
    parts = ("verb", "adj", "adv", "noun")
    return English(
        frozenset(nlp.Defaults.stop_words),
        {p: frozenset(index[p]) | frozenset(irregular.get(p, ())) for p in parts if p in index},
        {p: tuple((a, b) for a, b in rules[p] if a) for p in parts if p in rules},
    )


def in_sentence_case(text: str, blocks: Iterable[Block], english: English) -> str:
    """The text with its Title Case headings in sentence case; as many characters as before."""
    blocks = tuple(blocks)
    if blocks and (kicker := _KICKER.match(text, blocks[0].span.start)):
        head, rest = (
            Span(blocks[0].span.start, kicker.end()),
            Span(kicker.end(), blocks[0].span.end),
        )
        blocks = (Block(head, "title"), Block(rest, blocks[0].kind), *blocks[1:])
    heads = [s for b in blocks if b.kind in _LEAST for s in _in_title_case(text, b)]
    if not heads:
        return text
    body = _Body(text, [b.span for b in blocks if b.kind not in _LEAST])
    out = list(text)
    for head in heads:
        found = list(_WORD.finditer(text, head.start, head.end))
        for i, match in enumerate(found):
            word = match[0]
            if i == 0 or not _PLAIN.fullmatch(word):
                continue
            beside = (found[i - 1][0], found[i + 1][0] if i + 1 < len(found) else "")
            if not body.names(word, beside) and (body.has(word) or _is_english(word, english)):
                out[match.start()] = word[0].lower()[0]  # “İ” has two, and every offset stays
    return "".join(out)


def _in_title_case(text: str, block: Block) -> Iterator[Span]:
    """The parts of a heading in which every longer word has a capital, and not every letter."""
    for part in _SEGMENT.finditer(text, block.span.start, block.span.end):
        words = _WORD.findall(part[0])
        long = [x for x in words if len(x) >= _LONG]
        if len(words) < _LEAST[block.kind] or part[0].isupper():
            continue
        if long and all(x[0].isupper() for x in long):
            yield Span(*part.span())


def _is_english(word: str, english: English) -> bool:
    """Whether a word that the body has not is a common one, and no name that the world knows."""
    small = word.lower()
    if gazetteer.is_given_name(word):
        return False
    known = gazetteer.place(word) or gazetteer.is_people(word)
    return small in english.small or (not known and english.has(small))


class _Body:
    """What an article writes small, and what with a capital within a sentence."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self._small: set[str] = set()
        self._large: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        for span in spans:
            before = ""
            for match in _WORD.finditer(text, span.start, span.end):
                word = _bare(match[0])
                if word[0].islower():
                    self._small.add(word)
                elif _WITHIN.search(text, max(span.start, match.start() - 7), match.start()):
                    self._large.add(word)
                self._pairs.add((before, word))
                before = word

    def has(self, word: str) -> bool:
        """Whether it stands in the body in small letters."""
        return _bare(word).lower() in self._small

    def names(self, word: str, beside: tuple[str, str]) -> bool:
        """Whether it is (part of) a name there: with its capital within a sentence, and where it
        also stands small, beside the same word as here.
        """
        word = _bare(word)
        if word not in self._large:
            return False
        one, other = map(_bare, beside)
        return not self.has(word) or (
            (one[:1].isupper() and (one, word) in self._pairs)
            or (other[:1].isupper() and (word, other) in self._pairs)
        )


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
