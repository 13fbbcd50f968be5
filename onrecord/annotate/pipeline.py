"""Article → Annotations: the only stage that knows spaCy's Doc.

The pipeline is a list: the blocks before the model, our extractors behind it. What is found in an
article depends on that article alone, on the model and on the names that editors have written down:
neither on its neighbours nor on how many are parsed at a time.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import groupby, pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from onrecord.annotate import figures, furniture, names, references, sayings, times  # noqa: F401  (register components)
from onrecord.annotate import second as _second  # noqa: F401  (registers its component)
from onrecord.annotate.headlines import English, english_of, in_sentence_case
from onrecord.annotate.ranks import add_ranks
from onrecord.annotate.text import text_of
from onrecord.model import Annotations, Article, Decision, Known, Span
from onrecord.weights import PINNED, Model, find_model
from onrecord.written import as_read

BEFORE = ("onrecord_furniture", "onrecord_ranks")
AFTER = (
    "onrecord_names",
    "onrecord_quotes",
    "onrecord_references",
    "onrecord_figures",
    "onrecord_times",
)
BATCH = 32  # articles; the model's speed has no more to gain, and memory grows with it
# characters without a blank that the tokenizer reads at a time, where four times as many stand
# together
RUN = 64
PIECE = 20_000  # tokens that the model reads at a time: some 250 MB of memory

# Marks and the words beside them are told apart even where a blank is missing: 'said,“We',
# 'late,"he'.
MARK_INFIXES = ("[“”«»]", r",(?=[“\"])", r"(?<=[,.?!])\"(?=[^\W\d])")

# Letters that shorten a magnitude or a unit: the stop behind "£4m." ends its sentence.
NO_ABBREVIATIONS = frozenset({"b.", "k.", "m.", "p.", "t."})

_RUN = re.compile(rf"\S{{{4 * RUN},}}")
# A mark right behind a full stop, and not in front of a word: it closes, whatever the parser
# thinks.
_CLOSES = re.compile(r"(?<=[.!?…\"”’'»])[\"”’'»)](?!\w)")
_FOUND = ("blocks", "datelines", "mentions", "quotes", "figures", "times")
for _name in (*_FOUND[1:], "known", "sayings"):
    Doc.set_extension(_name, default=(), force=True)
Doc.set_extension("blocks", getter=furniture.kept_blocks, setter=furniture.keep_blocks, force=True)
for _name in ("article", "dated"):
    Doc.set_extension(_name, default=None, force=True)


def load(model: Model | None = None) -> Language:
    """A model, the pinned one if none is given, in our components. Raises ModelError."""
    model = model or find_model(PINNED)
    nlp = spacy.load(model.path)
    nlp.max_length = 10**9  # the model never sees more than a piece
    tokenizer: Any = nlp.tokenizer  # spaCy's own, of which its stubs tell nothing
    rules = {k: v for k, v in tokenizer.rules.items() if k not in NO_ABBREVIATIONS}
    tokenizer.rules = {}  # each rule is read again whenever a pattern changes
    tokenizer.infix_finditer = compile_infix_regex(
        [*(nlp.Defaults.infixes or ()), *MARK_INFIXES]
    ).finditer
    tokenizer.rules = rules
    add_ranks(nlp)
    for component in reversed(BEFORE):
        nlp.add_pipe(component, first=True)
    if model.second:
        nlp.add_pipe("onrecord_second", config={"path": str(model.second.path)})
    for component in AFTER:
        nlp.add_pipe(component)
    gc.collect()
    gc.freeze()  # the model lives as long as the process: no collection need look at it again
    return nlp


def known_names(decisions: Iterable[Decision]) -> tuple[Known, ...]:
    """What editors have written down, each once: names and aliases, pinned words, titles that
    somebody holds.
    """
    found: dict[Known, None] = {}
    for d in decisions:
        if d.only_there:
            continue
        found |= dict.fromkeys(Known(words, d.kind) for words in (d.name, *d.aliases) if words)
        found |= dict.fromkeys(Known(words) for words in (*d.same, *d.different))
        found |= dict.fromkeys(Known(p.words, d.kind, article=p.article, nth=p.nth) for p in d.pins)
        found |= dict.fromkeys(Known(r.title, d.kind, "description") for r in d.roles)
    return tuple(found)


def known_in(article: Article, known: Iterable[Known]) -> tuple[Known, ...]:
    """Those that can stand in an article: no others have a say in its annotations. Any white space
    is a blank, apostrophes are straight, and a title may be written small.
    """
    text = as_read(" ".join(article.text.split()))
    small = text.casefold()
    return tuple(
        k
        for k in known
        if k.article in (None, article.id)
        and (
            as_read(" ".join(k.words.split())) in text
            if k.form == "name"
            else k.words.casefold().rpartition(" ")[2] in small
        )
    )


def annotate(
    nlp: Language, articles: Iterable[Article], known: Sequence[Known] = ()
) -> Iterator[Annotations]:
    """The annotations of each article, in order. Components find its editors' names in
    `doc._.known`.
    """
    docs = (_doc(nlp, article, known) for article in articles)
    for long, group in groupby(docs, key=lambda doc: len(doc) > PIECE):
        read = partial(_read_in_pieces, nlp) if long else partial(nlp.pipe, batch_size=BATCH)
        for doc in read(group):
            yield _annotations(doc)


@cache
def _english(nlp: Language) -> English:
    return english_of(nlp)


def _doc(nlp: Language, article: Article, known: Iterable[Known]) -> Doc:
    blocks = furniture.decided_blocks(furniture.blocks_of(article), article.blocks_as)
    text = in_sentence_case(furniture.even_blanks(article.text, blocks), blocks, _english(nlp))
    doc = _tokens(nlp, text)
    doc._.article = article
    doc._.blocks = blocks
    doc._.known = known_in(article, known)
    return doc


def _tokens(nlp: Language, text: str) -> Doc:
    """The words of a text. The tokenizer is quadratic in a run without blanks, so a run that no
    word or web address can be is cut into short ones first.
    """
    cuts = [i for run in _RUN.finditer(text) for i in range(run.start() + RUN, run.end(), RUN)]
    if not cuts:
        return nlp.make_doc(text)
    doc = Doc.from_docs(
        [nlp.make_doc(text[a:b]) for a, b in pairwise((0, *cuts, len(text)))],
        ensure_whitespace=False,
    )
    assert doc is not None  # there are parts
    return doc


def _read_in_pieces(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Long texts: the model reads them piece by piece, our components read the whole."""
    for doc in docs:
        for name in BEFORE:
            nlp.get_pipe(name)(doc)
        with nlp.select_pipes(disable=[*BEFORE, *AFTER]):
            pieces = list(nlp.pipe(_pieces(doc), batch_size=1))
        whole = Doc.from_docs(pieces, ensure_whitespace=False)
        assert whole is not None  # there are pieces
        for name in ("article", "known", "dated", *_FOUND):
            whole._.set(name, doc._.get(name))
        for name in AFTER:
            nlp.get_pipe(name)(whole)
        yield whole


def _pieces(doc: Doc) -> Iterator[Doc]:
    """A Doc cut at the beginnings of blocks, or anywhere where a block is longer than a piece."""
    start = 0
    while start < len(doc):
        end = min(start + PIECE, len(doc))
        if end < len(doc):
            end = next((i for i in range(end, start, -1) if doc[i].is_sent_start), end)
        yield doc[start:end].as_doc()
        start = end


def _annotations(doc: Doc) -> Annotations:
    text = text_of(doc)
    return Annotations(
        article=doc._.article.id,
        blocks=doc._.blocks,
        sentences=_sentences(doc, text),
        datelines=doc._.datelines,
        mentions=doc._.mentions,
        quotes=doc._.quotes,
        figures=doc._.figures,
        times=doc._.times,
        dated=doc._.dated,
    )


def _sentences(doc: Doc, text: str) -> tuple[Span, ...]:
    """The parser's sentences, each with the closing marks that follow its end: the parser may count
    a straight one, which looks like an opening one, to the next.
    """
    found, start = [], 0
    for sentence in doc.sents:
        start, end = max(start, sentence.start_char), sentence.end_char
        while end > start and _CLOSES.match(text, end):
            end += 1
        span = _inner(text, start, end)
        start = end
        if span.start < span.end:
            found.append(span)
    return tuple(found)


def _inner(text: str, start: int, end: int) -> Span:
    """A span without the blanks at its ends."""
    words = text[start:end]
    return Span(
        start + len(words) - len(words.lstrip()), max(start, end - len(words) + len(words.rstrip()))
    )
