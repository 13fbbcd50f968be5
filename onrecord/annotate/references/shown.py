"""Names that only the place of a speaker shows: who "Yuni said" is of is somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from onrecord.annotate.reading import reading_of
from onrecord.annotate.text import text_of
from onrecord.lexicon import gazetteer
from onrecord.lexicon.namewords import HONORIFICS, NO_NAMES, ORGANIZATION_HEADS, ROLE_HEADS
from onrecord.model import Mention, Span

_NONE = HONORIFICS | ROLE_HEADS | NO_NAMES | ORGANIZATION_HEADS  # no parts of a person's name
_MOST = 50  # of an article, so that looking for them stays linear


def shown_names(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Persons that the words of a speaker show, wherever they are called so; some of them may
    overlap mentions.
    """
    text = text_of(doc)
    persons = [m.span.of(text).split() for m in mentions if m.kind == "person" and m.form == "name"]
    surnames = {words[-1] for words in persons if len(words) > 1}
    shown: dict[str, str] = {}
    turns = {q.speaker for q in doc._.quotes if q.how == "turn"}
    for span in sorted({q.speaker for q in doc._.quotes if q.speaker}):
        words_of_speaker = reading_of(doc).words(span)
        name = (_titled(words_of_speaker) if span in turns else None) or _name(words_of_speaker)
        if name is not None and len(shown) < _MOST:
            words = name.text
            shown.setdefault(words, "surname" if words in surnames else "speaker")
    if shown:
        names = "|".join(re.escape(n) for n in sorted(shown, key=lambda n: (-len(n), n)))
        for found in re.finditer(rf"(?<![\w’'-])(?:{names})(?![\w-])", text):
            yield Mention(Span(*found.span()), "person", how=shown[found.group()])


def _name(speaker: Words) -> Words | None:
    """The name at the head of a speaker's words: "Jingyi Pan" of "Jingyi Pan of IG"."""
    doc = speaker.doc
    if not _of_name(speaker[0]):
        return None
    end = speaker.start
    while end < speaker.end and _of_name(doc[end]):
        end += 1
    name = doc[speaker.start : end]
    rest = doc[end : speaker.end]
    of = not len(rest) or rest[0].lower_ in ("of", "from", "at", "with")
    return name if of and not (len(name) == 1 and _is_word(name[0])) else None


def _titled(label: Words) -> Words | None:
    """The name behind a title, as transcripts write it: "DR. FENNIMORE"."""
    doc, start = label.doc, label.start
    while start < label.end and doc[start].lower_.rstrip(".") in HONORIFICS | {""}:
        start += 1
    return doc[start : label.end] if label.start < start < label.end else None


def _is_word(token: Token) -> bool:
    """Whether one word with a capital need not be a person's name: a plural, a place, a people."""
    return (
        token.tag_ == "NNPS"
        or (token.is_sent_start is True and token.text.endswith("s"))
        or token.ent_type_ not in ("", "PERSON")
        or gazetteer.is_people(token.text)
        or gazetteer.place(token.text) not in (None, "town")
    )


def _of_name(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and not token.text.isupper()
        and token.pos_ not in ("PRON", "DET", "NUM")
        and token.lower_.rstrip(".") not in _NONE
    )
