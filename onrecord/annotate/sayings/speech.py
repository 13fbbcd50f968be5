"""Which quoted strings are somebody's words, and which only stand in marks: titles, nicknames,
terms, scare quotes.

A string with an attribution right beside it is speech whatever it looks like. Without one it must
speak for itself.
"""

from __future__ import annotations

import re

from onrecord.annotate.sayings.place import Attribution, Place
from onrecord.annotate.sayings.rules import RULES
from onrecord.lexicon import words
from onrecord.model import BlockKind

_WORKS = words("saying.works")
_NAMED = words("saying.named")  # what says that a name, not a remark, stands in the marks
_TERMS = words("saying.terms")
# Behind a string: a dash and a line that ends in a year, as in a list of sources.
_CITED = re.compile(r"[\"”’»']?\s*[-–—―]\s[^\n]{2,80}\b(?:19|20)\d\d[.)]?\s*(?:\n|\Z)")
_SMALL = re.compile(
    r"(?i)(?:a|an|the|of|and|or|to|in|on|at|for|from|with|by|vs|is|it|as|but|nor|up|de|la)$"
)
_SPOKEN = re.compile(r"(?i)\b(?:I|I'm|I’m|we|you|let's|don't|don’t)\b|[?!]$")
_UNSPOKEN = words("saying.unspoken")
_WORDS = 2  # that make a term and no remark
_CLAUSE = 6  # words from which a string without an attribution is taken for somebody's words


def is_speech(place: Place, made: Attribution | None, block: BlockKind) -> bool:
    """Whether a quoted string is somebody's words, `made` being what attributes it."""
    rule = RULES[made.how] if made else None
    frame, q = place.frame, place.position
    string = frame.quoted[~place.sentence.items[q]]
    text = frame.text
    if string.outer.start and text[string.outer.start - 1] == "=":
        return False  # an attribute of a markup tag that was left in the text
    if _CITED.match(text, string.span.end):
        return False
    quoted = string.span.of(text).rstrip(",.;:'’ ").split()
    if _is_word(place, made, quoted):
        return False
    adjacent = rule is not None and (rule.beside or (rule.name == "carried" and q == 0))
    before, after = place.token(q - 1), place.token(q + 1)
    lower = before.lower_ if before is not None else ""
    if _is_title(quoted) and block not in (
        "title",
        "heading",
    ):  # in a headline all words may have capitals
        if before is not None and (
            before.tag_ == "POS" or lower in _WORKS or lower in _NAMED or lower in ("on", "of")
        ):
            return False
        if (
            len(quoted) <= 2
            and before is not None
            and after is not None
            and before.pos_ == after.pos_ == "PROPN"
        ):
            return False
        if not adjacent and (len(quoted) > 1 or rule is None or rule.loose):
            return False
    if adjacent or (rule is not None and not rule.loose):
        return True
    if (lower in _NAMED or lower in _TERMS) and not (
        made and made.cue and before and made.cue[0] == before.i
    ):
        return False
    if rule is not None and rule.name != "subject":
        return True
    return len(quoted) >= _CLAUSE or bool(_SPOKEN.search(string.span.of(text)))


def _is_word(place: Place, made: Attribution | None, quoted: list[str]) -> bool:
    """Whether one or two words are no remark, but a word that the writer handles or looks at."""
    if made is None or len(quoted) > _WORDS:
        return False
    if made.how == "loosely-after" or (
        made.how == "loosely" and made.verb in _UNSPOKEN and len(quoted) == 1
    ):
        return True
    frame, items = place.frame, place.sentence.items
    outside = [frame.doc[i].lower_ for i in items if i >= 0]
    if made.how == "parenthesis" and {"i", "we"} & set(outside):
        return True  # the sentence is somebody's as a whole
    comma, article, noun = (place.token(place.position + n) for n in (1, 2, 3))
    if comma is not None and comma.text != ",":
        comma, article, noun = None, comma, article  # the comma stands inside the marks
    return (
        article is not None
        and noun is not None
        and article.lower_ in ("a", "an", "the")
        and noun.lower_ in _TERMS
    )


def _is_title(quoted: list[str]) -> bool:
    """Whether all words but the small ones have a capital, as in a title (The Chicago Manual of
    Style, 8.159).
    """
    bare = [word.strip("\"'“”‘’(),.:&–-") for word in quoted]
    return bool(quoted) and all(
        w[:1].isupper() or w[:1].isdigit() or _SMALL.match(w) for w in bare if w
    )
