"""A Doc as it is read: words, sentences and quoted strings by their characters, each in one way.

Every room asks the same questions of an article: which word stands here, what stands before it and
behind it in its paragraph, where its sentence begins, what hangs on it, which quoted string it is
in. The answers are here once, and found once for a Doc (`reading_of`); each is computed when first
asked for, in time linear in the article. What phrases those words make stands in `phrases`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from weakref import WeakKeyDictionary, ref

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from onrecord.annotate.lexemes import Lexemes, lex
from onrecord.annotate.marks import Quoted, find_quoted
from onrecord.annotate.text import text_of
from onrecord.model import Span
from onrecord.written import as_read

_BREAK = re.compile(r"(?<=\S)\n(?=\S)")
_MOST_DEPENDENTS = 300  # more hang on no word but in a list without stops, which tells nothing


class Reading:
    """An article's Doc, asked by character and by word. Offsets are characters of its text, indexes
    tokens of its Doc.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = ref(doc)  # a reading keeps no Doc in memory
        self.text = text_of(doc)
        tokens = tokens_of(doc)
        self._starts = [t.idx for t in tokens]
        self._ends = [t.idx + len(t) for t in tokens]

    @property
    def doc(self) -> Doc:
        """The Doc, which whoever asks holds."""
        doc = self._doc()
        assert doc is not None
        return doc

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the Doc, made once while it is read: each `doc[i]` makes another."""
        return tokens_of(self.doc)

    @cached_property
    def plain(self) -> str:
        """The text without what typesetting makes of it, offset by offset: apostrophes are
        straight, blanks that do not break are plain, and so are line ends within a paragraph.
        """
        return _plain(self.text, [b.span for b in self.doc._.blocks if b.kind == "paragraph"])

    @cached_property
    def lexemes(self) -> Lexemes:
        """The numbers, words and signs of the text."""
        return lex(self.text)

    @cached_property
    def quoted(self) -> Sequence[Quoted]:
        """The quoted strings, outermost only, in order."""
        return find_quoted(self.text, self.doc._.blocks)

    @cached_property
    def inside(self) -> Sequence[int]:
        """For each token the index of the quoted string that it stands in, or -1."""
        found, k = [-1] * len(self._starts), 0
        for i, start in enumerate(self._starts):
            while k < len(self.quoted) and self.quoted[k].outer.end <= start:
                k += 1
            if k < len(self.quoted) and self.end(i) > self.quoted[k].outer.start:
                found[i] = k
        return found

    def index(self, offset: int) -> int:
        """The index of the token that holds a character, or of the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def at(self, offset: int) -> Token:
        """The token that holds a character, or the last one before it."""
        return self.tokens[self.index(offset)]

    def end(self, i: int) -> int:
        """The offset behind the token of this index."""
        return self._ends[i]

    def indexes(self, span: Span) -> range:
        """The indexes of the tokens that a span touches."""
        return range(self.index(span.start), self.index(span.end - 1) + 1)

    def words(self, span: Span) -> Words:
        """The tokens that a span touches."""
        touched = self.indexes(span)
        return self.doc[touched.start : touched.stop]

    def span(self, start: int, stop: int) -> Span:
        """The characters of the tokens from `start` to before `stop`."""
        return Span(self._starts[start], self.end(stop - 1))

    def before(self, offset: int) -> Token | None:
        """The last word that ends at or before a character, over line ends and paragraphs."""
        tokens, i = self.tokens, bisect_right(self._starts, offset) - 1
        while i >= 0 and (self._ends[i] > offset or tokens[i].is_space):
            i -= 1
        return tokens[i] if i >= 0 else None

    def after(self, offset: int) -> Token | None:
        """The first word that begins at or behind a character, in the same paragraph."""
        tokens, i = self.tokens, bisect_right(self._starts, offset - 1)
        while i < len(tokens) and tokens[i].is_space:
            if "\n\n" in tokens[i].text:
                return None
            i += 1
        return tokens[i] if i < len(tokens) else None

    def next(self, token: Token) -> Token | None:
        """The word behind another in the same paragraph."""
        return self.after(token.idx + len(token))

    def previous(self, token: Token) -> Token | None:
        """The token before another."""
        return self.tokens[token.i - 1] if token.i > 0 else None

    def sentence(self, token: Token) -> range:
        """The indexes of a token's sentence, as the parser cuts it."""
        k = bisect_right(self._sentences, token.i)
        last = k == len(self._sentences)
        return range(self._sentences[k - 1], len(self._starts) if last else self._sentences[k])

    def sentence_text(self, offset: int) -> str:
        """The text of the sentence that holds a character."""
        own = self.sentence(self.at(offset))
        return self.span(own.start, own.stop).of(self.text)

    @cached_property
    def _sentences(self) -> Sequence[int]:
        return [s.start for s in self.doc.sents]

    def children(self, token: Token) -> Sequence[Token]:
        """What hangs on a token, in order; nothing where it is more than any sentence has. spaCy's
        own `children` walks the whole sentence, which may be a whole text.
        """
        hanging = self._dependents[token.i]
        if not hanging or len(hanging) > _MOST_DEPENDENTS:
            return []
        tokens = self.tokens
        return [tokens[i] for i in hanging]

    @cached_property
    def _dependents(self) -> Sequence[Sequence[int]]:
        found: list[list[int]] = [[] for _ in self._starts]
        for i, head in enumerate(heads_of(self.doc)):
            if head != i:
                found[head].append(i)
        return found

    def head(self, span: Span) -> Token:
        """The token of a span that the parser hangs the others on."""
        touched = self.indexes(span)
        tokens = self.tokens
        tops = (i for i in reversed(touched) if tokens[i].head.i not in touched)
        return tokens[next(tops, touched[-1])]


def reading_of(doc: Doc) -> Reading:
    """The reading of a Doc, made once. The model must have read the Doc before."""
    kept = _KEPT.get(doc)
    if kept is None:
        kept = _KEPT[doc] = Reading(doc)
    return kept


def tokens_of(doc: Doc) -> Sequence[Token]:
    """The tokens of a Doc. Those of the last Doc that was asked for are kept, and no others, since
    tokens keep their Doc in memory: a Doc goes through all our components before the next.
    """
    global _last
    kept, tokens = _last
    if kept is not doc:
        tokens = list(doc)
        _last = doc, tokens
    return tokens


def heads_of(doc: Doc) -> list[int]:
    """Of each token the index of the one that it hangs on, its own where it hangs on none."""
    offsets = doc.to_array("HEAD").astype("int64")  # as unsigned numbers
    return [i + offset for i, offset in enumerate(offsets.tolist())]


_last: tuple[Doc | None, Sequence[Token]] = (None, ())

# Beside the Docs, whose own data is copied and pickled with them; each goes when its Doc goes.
_KEPT: WeakKeyDictionary[Doc, Reading] = WeakKeyDictionary()


def _plain(text: str, paragraphs: Iterable[Span]) -> str:
    """The text with plain marks and blanks, as many characters as before."""
    parts, end = [], 0
    for span in paragraphs:
        parts += [text[end : span.start], _BREAK.sub(" ", text[span.start : span.end])]
        end = span.end
    return as_read("".join((*parts, text[end:])))
