"""What a number counts, where a verb says it: the object of "sold the flat for $4 million", else
the subject of "the flat cost $4 million".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from onrecord.annotate.figures.changes import is_change_verb
from onrecord.annotate.figures.clauses import SPEAKING, above, can_be_named, told
from onrecord.annotate.figures.clue import Clue, Found, one
from onrecord.annotate.figures.subjects import MEASURING, acts, stated_subject
from onrecord.annotate.figures.syntax import VERBS, children, object_of, phrase_around
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import words

_BARGAINING = words("things.bargaining")
_POINTING = words("things.pointing_nouns")
_POLLS = words("things.polls")
_RANKINGS = words("things.rankings")
_INNER = frozenset({"of", "in"})  # to what holds the sum; others to what it is paid for or set at


@dataclass(frozen=True)
class _Said:
    """A number and the verb, or the noun of change, that it hangs on."""

    clue: Clue
    word: Token
    path: tuple[Token, ...]  # from the number up to the word

    @property
    def is_share(self) -> bool:
        return self.clue.q.dimension == "percent"

    @cached_property
    def subject(self) -> Token | None:
        return stated_subject(self.clue.tokens, self.word)

    @cached_property
    def thing(self) -> Token | None:
        """The object."""
        return object_of(self.word)


def verb(clue: Clue) -> Found | None:
    """What the verb above a number says that it counts or measures."""
    path = tuple(above(clue))
    at = next((i for i, token in enumerate(path) if _says_so(token)), None)
    if at is None:
        return None
    said = _Said(clue, path[at], path[:at])
    decided = None if _SILENT.first(said) else _VERBAL.first(said)
    return decided.found if decided else None


def _says_so(token: Token) -> bool:
    """Whether a token is a verb or a noun of change; not the "lower" of "closed 3 % lower"."""
    changes = is_change_verb(token.lower_) and token.tag_ not in ("JJR", "RBR")
    return token.pos_ in VERBS or changes


def _suffered(said: _Said) -> bool | None:
    """ "killing 41", "were bowled out for 107": of what, the subject does not say."""
    word = said.word
    says = word.pos_ == "AUX" or word.lemma_ in MEASURING or is_change_verb(word.lower_)
    suffers = said.clue.anchor.dep_ in ("dobj", "obj") or any(
        c.dep_ == "auxpass" for c in children(word)
    )
    return (said.clue.q.unit == "count" and suffers and not says) or None


def _pointed(said: _Said) -> bool | None:
    """ "Police put the number at 3,000": what was said before it counts."""
    return (said.thing is not None and said.thing.lower_ in _POINTING) or None


def _bargained(said: _Said) -> Found | None:
    """Nothing, of a share that somebody asks for: "demanded 5 percent"."""
    return Found() if said.is_share and said.word.lemma_ in _BARGAINING else None


def _share_of_a_ranking(said: _Said) -> Found | None:
    """Nothing, of a share with which somebody leads: "led the poll with 40 percent"."""
    return Found() if said.thing is not None and said.thing.lower_ in _RANKINGS else None


def _moved(said: _Said) -> Found | None:
    """The object, of a number that the verb leads to: "sold the flat for $4 million"."""
    led = any(t.pos_ == "ADP" and t.lower_ not in _INNER for t in said.path)
    moved = led or said.clue.draft.how.verb is not None
    if said.thing is None or not moved or not can_be_named(said.clue.tokens, said.thing):
        return None
    return one(phrase_around(said.clue.tokens, said.thing))


def _polled(said: _Said) -> Found | None:
    """Nothing, of what somebody finds or does: "A poll found 57 percent on their side"."""
    if said.subject is None or not said.is_share:
        return None
    polled = said.subject.lower_ in _POLLS and said.word.lemma_ in SPEAKING
    return Found() if polled or acts(said.clue.tokens, said.subject, said.word) else None


def _subject(said: _Said) -> Found | None:
    """The subject, or the object of a verb without one: "The flat cost $4 million"."""
    noun = said.subject if said.subject is not None else said.thing
    if noun is None or not said.clue.tokens.is_thing(noun):
        return None
    return told(said.clue, phrase_around(said.clue.tokens, noun))


_SILENT: Chain[_Said, bool] = Chain(
    "verb is silent",
    Rule("suffered", _suffered),
    Rule("pointed", _pointed),
)
_VERBAL: Chain[_Said, Found] = Chain(
    "by its verb",
    Rule("bargained", _bargained),
    Rule("share of a ranking", _share_of_a_ranking),
    Rule("moved", _moved),
    Rule("polled", _polled),
    Rule("subject", _subject),
)
