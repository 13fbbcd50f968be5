"""Which quoted strings are somebody's words, and which only stand in marks: titles, nicknames,
terms, scare quotes.

A string with an attribution right beside it is speech whatever it looks like. Without one it must
speak for itself. The rules are tried in order; the first that knows decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from onrecord.annotate.marks import Quoted
from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.place import Attribution, Place
from onrecord.annotate.sayings.rules import RULES
from onrecord.annotate.sayings.rules import Rule as Row
from onrecord.lexicon import words
from onrecord.model import BlockKind

_WORKS = words("saying.works")
_NAMED = words("saying.named")  # what says that a name, not a remark, stands in the marks
_TERMS = words("saying.terms")
_UNSPOKEN = words("saying.unspoken")
# Behind a string: a dash and a line that ends in a year, as in a list of sources.
_CITED = re.compile(r"[\"”’»']?\s*[-–—―]\s[^\n]{2,80}\b(?:19|20)\d\d[.)]?\s*(?:\n|\Z)")
_SMALL = words("saying.small_in_titles")
_SPOKEN = re.compile(r"(?i)\b(?:I|I'm|I’m|we|you|let's|don't|don’t)\b|[?!]$")
_WORDS = 2  # that make a term and no remark
_CLAUSE = 6  # words from which a string without an attribution is taken for somebody's words


def is_speech(place: Place, made: Attribution | None, block: BlockKind) -> bool:
    """Whether a quoted string is somebody's words, `made` being what attributes it."""
    decided = SPEECH.first(Marked(place, made, block))
    return decided is not None and decided.found


@dataclass(frozen=True)
class Marked:
    """A quoted string, what attributes it, and the kind of its block."""

    place: Place
    made: Attribution | None
    block: BlockKind

    @property
    def rule(self) -> Row | None:
        return RULES[self.made.how] if self.made else None

    @property
    def string(self) -> Quoted:
        return self.place.frame.quoted[~self.place.sentence.items[self.place.position]]

    @property
    def text(self) -> str:
        return self.place.frame.text

    @cached_property
    def quoted(self) -> list[str]:
        """The words."""
        return self.string.span.of(self.text).rstrip(",.;:'’ ").split()

    @property
    def before(self) -> Token | None:
        return self.place.token(self.place.position - 1)

    @property
    def leading(self) -> str:
        """The word before, in small letters."""
        return self.before.lower_ if self.before is not None else ""

    @property
    def adjacent(self) -> bool:
        """Whether what attributes it stands right beside."""
        carried = self.made is not None and self.made.how == "carried" and not self.place.position
        return carried or (self.rule is not None and self.rule.beside)

    @property
    def loose(self) -> bool:
        return self.rule is None or self.rule.loose

    @cached_property
    def titled(self) -> bool:
        """Whether all words but the small ones have a capital, as in a title (The Chicago Manual
        of Style, 8.159); in a headline all words may.
        """
        if self.block in ("title", "heading") or not self.quoted:
            return False
        bare = [word.strip("\"'“”‘’(),.:&–-") for word in self.quoted]
        named = (w[:1].isupper() or w[:1].isdigit() or w.lower() in _SMALL for w in bare if w)
        return all(named)


def _markup(marked: Marked) -> bool | None:
    """An attribute of a markup tag that was left in the text."""
    start = marked.string.outer.start
    return False if start and marked.text[start - 1] == "=" else None


def _cited(marked: Marked) -> bool | None:
    """A line in a list of sources."""
    return False if _CITED.match(marked.text, marked.string.span.end) else None


def _handled(marked: Marked) -> bool | None:
    """One or two words in the sentence of somebody who is not quoted: "the “dead” plan that X spoke
    of".
    """
    if marked.made is None or len(marked.quoted) > _WORDS:
        return None
    unspoken = marked.made.verb in _UNSPOKEN and len(marked.quoted) == 1
    loosely = marked.made.how == "loosely" and unspoken
    return False if marked.made.how == "loosely-after" or loosely else None


def _writers_own(marked: Marked) -> bool | None:
    """One or two words in a sentence that is somebody's as a whole: "I", "we"."""
    if marked.made is None or len(marked.quoted) > _WORDS or marked.made.how != "parenthesis":
        return None
    items = marked.place.sentence.items
    outside = {marked.place.doc[i].lower_ for i in items if i >= 0}
    return False if {"i", "we"} & outside else None


def _a_term(marked: Marked) -> bool | None:
    """“backstop,” a term for …"""
    if marked.made is None or len(marked.quoted) > _WORDS:
        return None
    p = marked.place.position
    comma, article, noun = (marked.place.token(p + n) for n in (1, 2, 3))
    if comma is not None and comma.text != ",":
        article, noun = comma, article  # the comma stands inside the marks
    if article is None or noun is None or article.lower_ not in ("a", "an", "the"):
        return None
    return False if noun.lower_ in _TERMS else None


def _title_of(marked: Marked) -> bool | None:
    """The title of a work: the novel “The Long Pier”, the mayor's “Plan for All”."""
    if not marked.titled or marked.before is None:
        return None
    of = marked.leading in _WORKS | _NAMED or marked.leading in ("on", "of")
    return False if of or marked.before.tag_ == "POS" else None


def _nickname(marked: Marked) -> bool | None:
    """Orla “Skipper” Venn"""
    before, after = marked.before, marked.place.token(marked.place.position + 1)
    if not marked.titled or len(marked.quoted) > _WORDS or before is None or after is None:
        return None
    return False if before.pos_ == after.pos_ == "PROPN" else None


def _title_alone(marked: Marked) -> bool | None:
    """A title with nothing beside it that says who says it."""
    if not marked.titled or marked.adjacent:
        return None
    return False if len(marked.quoted) > 1 or marked.loose else None


def _named(marked: Marked) -> bool | None:
    """A name or a term: "so-called “stealth tax”", "the phrase “so be it”"."""
    before, made = marked.before, marked.made
    if marked.leading not in _NAMED | _TERMS or marked.adjacent or not marked.loose:
        return None
    by_it = made is not None and made.cue and before is not None and made.cue[0] == before.i
    return None if by_it else False


def _attributed(marked: Marked) -> bool | None:
    """Attributed, if only by a guess that rests on a verb."""
    return True if marked.rule is not None and marked.rule.name != "subject" else None


def _by_itself(marked: Marked) -> bool | None:
    """Words that nothing attributes, and that speak for themselves."""
    spoken = _SPOKEN.search(marked.string.span.of(marked.text))
    return True if spoken or len(marked.quoted) >= _CLAUSE else None


SPEECH = Chain(
    "speech",
    Rule("markup", _markup),
    Rule("cited", _cited),
    Rule("handled", _handled),
    Rule("writer's own", _writers_own),
    Rule("a term", _a_term),
    Rule("title of", _title_of),
    Rule("nickname", _nickname),
    Rule("title alone", _title_alone),
    Rule("named", _named),
    Rule("attributed", _attributed),
    Rule("by itself", _by_itself),
)
