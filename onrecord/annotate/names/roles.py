"""Roles: the titles and appositions by which an article describes an actor, beside the name, in the
article's words.

In front: "Ostmark's Deputy Foreign Minister Dana Whitlow", "the militant group Tarik Front".
Behind: "Ines Calder, a spokeswoman for the Harbour Union,". A role has a noun that says what a
person, an organization or a place is; the article that may begin it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from onrecord.annotate.reading import Reading
from onrecord.lexicon import namewords as w
from onrecord.model import Kind, Span

_LONGEST = 14  # tokens of a role
_ORGANIZATION = frozenset(w.ORGANIZATION_HEADS | w.ORGANIZATION_NOUNS) - frozenset(
    "shares stock members employees".split()
)
_HEADS: Mapping[str, frozenset[str]] = {
    "person": w.ROLE_HEADS | w.RANKS,
    "organization": _ORGANIZATION,
    "place": w.PLACE_NOUNS | frozenset("capital country nation hometown birthplace home".split()),
}
_LINKS = frozenset("of for at to in on from with and the & - within 's ’s general".split())
_STOPS = frozenset("who whose which that where when while because but".split())


def roles(reading: Reading, span: Span, kind: Kind) -> tuple[Span, ...]:
    """The roles beside one occurrence of a name, in the order of the text."""
    heads = _HEADS.get(kind)
    if heads is None:
        return ()
    return tuple(
        r for r in (_in_front(reading, span, heads), _behind(reading, span, heads)) if r is not None
    )


def _in_front(reading: Reading, span: Span, heads: frozenset[str]) -> Span | None:
    """The title in front of a name, with the country or the organization that it is of."""
    name = reading.index(span.start)
    start, seen = name, False
    while start > max(0, name - _LONGEST) and not reading.tokens[start].is_sent_start:
        token = reading.tokens[start - 1]
        if not (_is_head(token, heads) or _fits_in_front(token, name, seen)):
            break
        seen = seen or _is_head(token, heads)
        start -= 1
    while start < name and not _begins_role(reading.tokens[start]):
        start += 1
    last = next(
        (i for i in range(name - 1, start - 1, -1) if _is_head(reading.tokens[i], heads)), None
    )
    if last is None or not (
        _closes(reading, last, name)
        if heads is _HEADS["person"]
        else _sorts(reading.tokens[last], name)
    ):
        return None
    return Span(reading.tokens[start].idx, reading.end(name - 1))


def _fits_in_front(token: Token, name: int, seen: bool) -> bool:
    """Whether a token can stand in a title: a capitalised word, what hangs on a word of it, a link
    between two.
    """
    if token.text[0].isupper() and (
        token.text[0].isalpha() and token.pos_ not in ("PRON", "DET", "ADV", "SCONJ")
    ):
        return not token.is_sent_start or token.pos_ in ("PROPN", "ADJ", "NOUN")
    if token.text == "-":
        return token.i > 0 and not token.nbor(-1).whitespace_
    if token.lower_ in ("of", "’s", "'s"):
        return True
    if token.lower_ == "the":
        return token.i > 0 and token.nbor(-1).lower_ in ("of", "for")
    return token.pos_ in ("NOUN", "ADJ") and token.i < token.head.i <= name + 4


def _sorts(head: Token, name: int) -> bool:
    """Whether a common noun stands directly before the name of an organization or a place: "the
    town Kesh".
    """
    return head.i == name - 1 and head.text.islower()


def _closes(reading: Reading, head: int, name: int) -> bool:
    """Whether between the role's noun and the name stands nothing, or what the role is of, or the
    rest of the title.
    """
    rest = reading.doc[head + 1 : name]
    if not len(rest) or rest[0].lower_ in ("of", "for", "-", "."):
        return True
    return all(t.lower_ in w.TITLE_MODIFIERS or t.is_punct for t in rest)


def _behind(reading: Reading, span: Span, heads: frozenset[str]) -> Span | None:
    """The apposition behind a name, to the comma or the full stop that closes it. An age in between
    is passed over.
    """
    doc = reading.doc
    comma = reading.index(span.end - 1) + 1
    if (
        comma + 2 < len(doc)
        and doc[comma].text == ","
        and doc[comma + 1].like_num
        and doc[comma + 2].text == ","
    ):
        comma += 2
    if (
        comma + 1 >= len(doc)
        or doc[comma].text not in (",", "–", "—")
        or doc[comma + 1].is_sent_start
    ):
        return None
    start = end = comma + 1
    while (
        end < len(doc)
        and end - start < _LONGEST
        and not _ends_apposition(doc[end])
        and not doc[end].is_sent_start
    ):
        end += 1
    if start < end and doc[start].lower_ in ("a", "an", "the"):
        start += 1
    if start < end and doc[start].pos_ in ("ADP", "ADV", "VERB", "SCONJ"):
        return None
    head = next(
        (i for i in range(start, end) if doc[i].lower_ in w.CONNECTORS or _is_head(doc[i], heads)),
        None,
    )
    if (
        head is None
        or not _is_head(doc[head], heads)
        or (heads is not _HEADS["person"] and not doc[head].text.islower())
    ):
        return None
    if not (end == len(doc) or _closed(doc[end])):
        return None
    return Span(doc[start].idx, reading.end(end - 1))


def _ends_apposition(token: Token) -> bool:
    if token.lower_ in _STOPS or token.is_space:
        return True
    return (token.is_punct and token.text not in ("-", "‑", "'", "’", "/", "&")) or token.pos_ in (
        "VERB",
        "AUX",
    )


def _closed(token: Token) -> bool:
    return (
        token.is_punct or token.is_space or token.pos_ in ("VERB", "AUX") or token.lower_ in _STOPS
    )


def _is_head(token: Token, heads: frozenset[str]) -> bool:
    low = token.lower_.rstrip(".")
    return low in heads or low.rpartition("-")[2] in heads


def _begins_role(token: Token) -> bool:
    return (
        token.lower_ not in _LINKS
        and not token.is_punct
        and token.pos_ not in ("DET", "ADP", "CCONJ", "PART", "PRON")
    )
