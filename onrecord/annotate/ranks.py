"""Ranks with a full stop: one word each, which ends no sentence.

"Supt. Ola Brenner" is read as two sentences, and "Supt" as a place, by a model that has hardly met
the word.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.lexicon import namewords as w
from onrecord.lexicon import words

_SHORTENED = w.RANKS | words("names.shortened_addresses")
# in capitals too, as transcripts have them: "MS. VENN"
_DOTTED = frozenset(f"{form}." for word in _SHORTENED for form in (word.title(), word.upper()))


def add_ranks(nlp: Language) -> None:
    """Let the tokenizer keep the full stop of a rank with its word."""
    tokenizer: Any = nlp.tokenizer  # spaCy's own, of which its stubs tell nothing
    for word in sorted(_DOTTED):
        tokenizer.add_special_case(word, [{"ORTH": word}])


@Language.component("onrecord_ranks", assigns=["token.is_sent_start"])
def ranks(doc: Doc) -> Doc:
    """Let no sentence start behind a rank with a name behind it, unless a block does."""
    for i in range(len(doc) - 1):
        behind = doc[i + 1]
        if doc[i].text in _DOTTED and behind.text[:1].isupper() and not behind.is_sent_start:
            behind.is_sent_start = False
    return doc
