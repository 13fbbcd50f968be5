"""Which mention the speaker of a quotation is.

"a spokesman for Dana Whitlow" is not Dana Whitlow, "the minister's lawyer" not the minister: only a
name that is what the speaker's phrase is about counts. What an organization's officials say at it,
it says, and what a document says says its maker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from onrecord.annotate.reading import reading_of
from onrecord.annotate.references.documents import is_document, makers
from onrecord.lexicon import words as listed
from onrecord.model import Mention, Quote, Span

# People of an organization who speak for it where they are said to speak there: "officials at the
# Norra Harbour Agency". "Norra officials" are people whom the text leaves unnamed.
_PEOPLE = listed("documents.people_of_bodies")
_NOTE = 5  # tokens of a note in brackets


class Linker:
    """What an article's mentions say of its quotations' speakers."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self._doc = doc
        self._mentions = mentions
        self._makers: Mapping[int, int] = {}
        self._heads = {reading_of(doc).words(m.span).root.i: i for i, m in enumerate(mentions)}
        said = {}
        for quote in doc._.quotes:
            if quote.cue is not None and (i := self.speaker(quote)) is not None:
                said[reading_of(doc).words(quote.cue).sent.start] = i
        self._makers = {t.i: maker for t, maker in makers(doc, self._named, said)}

    def link(self, quote: Quote) -> Quote:
        """A quotation with the index of the mention that its speaker is."""
        return replace(quote, mention=self.speaker(quote))

    def documents(self) -> Iterator[Mention]:
        """The speakers that are documents of a named maker, as mentions that stand for it."""
        for span in sorted({q.speaker for q in self._doc._.quotes if q.speaker}):
            root = reading_of(self._doc).words(span).root
            maker = self._makers.get(root.i)
            if maker is None or any(
                span.contains(self._mentions[i].span) for i in self._near(span)
            ):
                continue
            name = self._mentions[maker].antecedent
            name = maker if self._mentions[maker].form == "name" else name
            if name is not None:
                kind = self._mentions[name].kind
                yield Mention(span, kind, "description", name, how="document")

    def speaker(self, quote: Quote) -> int | None:
        """The index of the mention that a quotation's speaker is; None for an unnamed one."""
        if quote.speaker is None:
            return None
        span, mentions = quote.speaker, self._mentions
        inside = list(self._near(span))
        words = reading_of(self._doc).words(span)
        root = words.root
        stands = (
            i for i in inside if mentions[i].form != "name" and mentions[i].span.contains(span)
        )
        named = (i for i in inside if self._holds(i, root) or self._is_named(words, mentions[i]))
        described = (i for i in inside if mentions[i].form == "description")
        for found in (stands, named, described):
            if (i := next(found, None)) is not None:
                return i
        if (i := self._apposition(words)) is not None:
            return i
        if is_document(root):
            return self._makers.get(root.i)
        return self._of_body(inside, root) if root.lower_ in _PEOPLE else None

    def _near(self, span: Span) -> Iterator[int]:
        """The mentions that a span touches."""
        for i in range(
            bisect_left(self._mentions, span.start + 1, key=lambda m: m.span.end),
            len(self._mentions),
        ):
            if self._mentions[i].span.start >= span.end:
                return
            yield i

    def _holds(self, i: int, token: Token) -> bool:
        return self._mentions[i].span.start <= token.idx < self._mentions[i].span.end

    def _named(self, token: Token) -> int | None:
        return self._heads.get(token.i)

    def _of_body(self, inside: Sequence[int], root: Token) -> int | None:
        """The organization at which people are said to speak."""
        bodies = [
            i
            for i in inside
            if self._mentions[i].kind == "organization" and self._mentions[i].span.start >= root.idx
        ]
        return bodies[0] if len(bodies) == 1 else None

    def _is_named(self, words: Words, mention: Mention) -> bool:
        """Whether a name closes the phrase and no preposition or possessive adds it.

        "Secretary of State Ann Lee" is Ann Lee, since a noun stands between "of" and the name; "a
        friend of Ann Lee" is not.
        """
        if mention.form != "name" or mention.kind != "person":
            return False
        doc, name = self._doc, reading_of(self._doc).words(mention.span)
        if name.end < words.end:
            return False
        i = name.start - 1
        while i >= words.start and doc[i].pos_ in ("NOUN", "PROPN", "ADJ"):
            i -= 1
        if i < words.start:
            return True
        if doc[i].lower_ == "of":
            return name.start - i > 1
        return doc[i].pos_ not in ("ADP", "PUNCT") and doc[i].tag_ != "CC"

    def _apposition(self, words: Words) -> int | None:
        """The name behind a description: "the committee's chairwoman, Dana Whitlow, said",
        "Attorney General (AG) S V Whitlow said".
        """
        doc, end = self._doc, words.end
        if doc[end : end + 3].text.startswith("(") and end + 2 < len(doc):
            end = next((t.i for t in doc[end + 1 : end + _NOTE] if t.text == ")"), end)
        elif end >= len(doc) or doc[end].text != ",":
            return None
        if end + 1 >= len(doc):
            return None
        start = doc[end + 1].idx
        i = bisect_left(self._mentions, start, key=lambda m: m.span.start)
        if i == len(self._mentions):
            return None
        mention = self._mentions[i]
        named = mention.span.start == start and mention.kind == "person" and mention.form == "name"
        return i if named else None
