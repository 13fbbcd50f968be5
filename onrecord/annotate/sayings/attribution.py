"""Which words attribute a quotation, within its own sentence.

The rules are tried in the order of `_RULES`, from what leaves no doubt ("…," she said) to what a
reader infers. Each gives the speaker, the cue and the name of the rule; `rules` has what
is known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from onrecord.annotate.sayings.cues import Cue
from onrecord.annotate.sayings.frame import DASHES, Frame, Sentence
from onrecord.annotate.sayings.speaker import (
    Speaker,
    is_passive,
    left_of,
    main_subject,
    may_speak,
    phrase,
    right_of,
    subject_of,
)
from onrecord.annotate.sayings.verbs import LEMMA_OF, SAYINGS, SENSE_OF
from onrecord.lexicon import words

_SET_OFF = DASHES | {","}
_CLAUSE_ENDS = (",", "?", "!", "—", "…", "...", "-", "–", ".")
_CLOSERS = " \u00a0'’\"”"
_NEAR = 2  # items from a cue to words that it governs directly: "called it “…”"
_VERDICT_REACH = 8  # items from "called" or "accused" to the phrase that it passes on somebody
_OF_SAYINGS = DASHES | {
    "that",
    "of",
    "to",
    "for",
    ":",
}  # what follows "claim" where the words claimed follow
_VIEWS = words("saying.views")  # in the mayor's words
_DEEPEST = 12  # verbs from a cue up to the outermost
_REACH = 12  # items from "claim" to the words claimed
_COLUMN = 8  # items of a name before a colon


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is made the speaker of a quotation, by which words and which rule."""

    how: str
    speaker: Speaker | None = None
    cue: tuple[int, int] | None = None  # tokens [start, end)
    verb: str | None = None


@dataclass(frozen=True)
class Surroundings:
    """A sentence with its cues, and what is the same for every string quoted in it: found once."""

    frame: Frame
    sentence: Sentence
    cues: Sequence[Cue]

    @cached_property
    def according(self) -> Attribution | None:
        """The first "according to X"."""
        for p, item in enumerate(self.sentence.items[:-2]):
            if item >= 0 and self.frame.doc[item].lower_ == "according":
                to = self.frame.token(self.sentence, p + 1)
                if (
                    to is not None
                    and to.lower_ == "to"
                    and (x := right_of(self.frame, self.sentence, p + 1))
                ):
                    return Attribution("according", x, (item, item + 2), "according to")
        return None

    @cached_property
    def views(self) -> tuple[int, ...]:
        """The positions of "words" and the like behind "in"."""
        tokens = (
            (p, self.frame.doc[item])
            for p, item in enumerate(self.sentence.items[:-1])
            if item >= 0
        )
        return tuple(
            p
            for p, w in tokens
            if w.lower_ in _VIEWS and w.dep_ == "pobj" and w.head.lower_ == "in"
        )

    @cached_property
    def subject(self) -> Speaker | None:
        """Who the sentence is about."""
        return main_subject(self.frame, self.sentence)


@dataclass(frozen=True, slots=True)
class Place:
    """A quoted string in its sentence, with what the sentence reports."""

    around: Surroundings
    position: int

    @property
    def frame(self) -> Frame:
        return self.around.frame

    @property
    def sentence(self) -> Sentence:
        return self.around.sentence

    @property
    def cues(self) -> Sequence[Cue]:
        return self.around.cues

    @property
    def words(self) -> str:
        """The quoted words without the marks and blanks of what they quote themselves."""
        return (
            self.frame.quoted[~self.sentence.items[self.position]]
            .span.of(self.frame.text)
            .rstrip(_CLOSERS)
        )

    def token(self, position: int) -> Token | None:
        return self.frame.token(self.sentence, position)


def attribute(place: Place) -> Attribution | None:
    """The attribution of a quoted string from its own sentence alone."""
    return next((found for rule in _RULES if (found := rule(place))), None)


def _speaker(place: Place, cue: Cue) -> Speaker | None:
    """The subject of a cue; of a trailing participle ("X said this, adding …") that of the cue
    before it.
    """
    before = place.token(cue.position - 1)
    if place.frame.doc[cue.token].tag_ == "VBG" and before is not None and before.text == ",":
        for other in place.cues:
            if (
                other.position < cue.position
                and other.strong
                and place.frame.doc[other.token].tag_ != "VBG"
            ):
                return subject_of(place.frame, place.sentence, other.position)
    return subject_of(place.frame, place.sentence, cue.position) or _agent(place, cue)


def _agent(place: Place, cue: Cue) -> Speaker | None:
    """X of "was called “…” by X"."""
    by = place.token(place.position + 1)
    if by is None or by.lower_ != "by" or not is_passive(place.frame, place.frame.doc[cue.token]):
        return None
    return right_of(place.frame, place.sentence, place.position + 1)


def _made(how: str, speaker: Speaker, cue: Cue) -> Attribution:
    return Attribution(how, speaker, (cue.token, cue.token + 1), cue.verb)


def _comma_after(place: Place) -> Attribution | None:
    """“…,” X said: a comma and a plain verb of saying leave no doubt."""
    following = place.token(place.position + 1)
    if place.words.endswith((",", "—")) or (following is not None and following.text == ","):
        found = _after(place)
        if (
            found
            and found.how == "after"
            and any(c.plain and found.cue == (c.token, c.token + 1) for c in place.cues)
        ):
            return found
    return None


def _before(place: Place) -> Attribution | None:
    """X said, “…”. X told reporters: “…”"""
    p = place.position - 1
    mark = place.token(p)
    if mark is None or mark.text not in (",", ":"):
        return None
    for cue in reversed(place.cues):
        if cue.position >= p:
            continue
        between = place.sentence.items[cue.position + 1 : p]
        if mark.text == "," and (len(between) > 9 or _clause_in(place.frame, between)):
            return None
        if not cue.strong and between:
            continue
        inverted = (
            cue.position == 0 and place.frame.doc[cue.token].tag_ != "VBG"
        )  # "Said Bell: “…”"
        speaker = right_of(place.frame, place.sentence, 0) if inverted else _speaker(place, cue)
        if speaker is None and is_passive(
            place.frame, place.frame.doc[cue.token]
        ):  # "X was asked, “…”" – by whom, it does not say
            return Attribution("unnamed", None, (cue.token, cue.token + 1), cue.verb)
        if speaker is None:
            return None
        apart = speaker.start > 0 and place.frame.doc[speaker.start - 1].text == ","
        outer = cue if apart else _outer(place, cue)
        if outer is not cue and (who := subject_of(place.frame, place.sentence, outer.position)):
            return _made("within", who, outer)
        return _made("before", speaker, cue)
    return None


def _clause_in(frame: Frame, items: Sequence[int]) -> bool:
    """Whether more than an addressee and a place stand between a cue and its comma."""
    tokens = [frame.doc[i] for i in items if i >= 0]
    return len(tokens) < len(items) or any(
        t.text == "," or (t.pos_ == "VERB" and t.tag_ != "VBG") for t in tokens
    )


def _after(place: Place) -> Attribution | None:
    """“…,” said X. “…,” X, the minister of Y, said."""
    p = place.position + 1
    closed = place.words.endswith(_CLAUSE_ENDS)
    while (token := place.token(p)) is not None and token.text in _SET_OFF:
        closed = True
        p += 1
    if token is None:
        return None
    led = any(c.position < place.position and c.strong for c in place.cues)
    cue = next((c for c in place.cues if c.position >= p and not _is_relative(place, c)), None)
    if cue is None:
        return _inverted(place, p) or _mistagged(place, p) if closed and not led else None
    if cue.position == p or (cue.position == p + 1 and token.pos_ in ("ADV", "AUX")):
        return None if led and not cue.plain else _said_by(place, cue, closed)
    joined = token.pos_ in ("CCONJ", "SCONJ") or token.tag_ in ("WDT", "WP")
    if not closed or joined or (led and not cue.plain):
        return None
    first = place.sentence.items[p]
    for find in (left_of, subject_of):
        speaker = find(place.frame, place.sentence, cue.position)
        if speaker and first <= speaker.start <= first + 2:
            return _made("after", speaker, cue)
    if (
        not led
        and cue.strong
        and (speaker := subject_of(place.frame, place.sentence, cue.position))
    ):
        return _made("after", speaker, cue) if speaker.start > first else None
    return None


def _is_relative(place: Place, cue: Cue) -> bool:
    """Whether a cue stands in a clause that only tells who somebody is: "Bell, who denied it,
    said".
    """
    subjects = (
        c
        for c in place.frame.children(place.frame.doc[cue.token])
        if c.dep_ in ("nsubj", "nsubjpass")
    )
    return any(c.tag_ in ("WP", "WDT") and c.i < cue.token for c in subjects)


def _said_by(place: Place, cue: Cue, closed: bool) -> Attribution | None:
    """“…,” said X."""
    verb = place.frame.doc[cue.token]
    if verb.tag_ == "VBG" or not (closed or verb.lower_ in ("said", "says")):
        return None
    speaker = right_of(place.frame, place.sentence, cue.position)
    return _made("after", speaker, cue) if speaker else None


def _inverted(place: Place, p: int) -> Attribution | None:
    """“…!” beamed X: any verb in the past right behind a quoted clause."""
    token = place.token(p)
    if token is None or token.tag_ != "VBD":
        return None
    speaker = right_of(place.frame, place.sentence, p)
    if speaker is None or place.frame.doc[speaker.head].pos_ not in ("PROPN", "PRON"):
        return None
    return Attribution("after", speaker, (token.i, token.i + 1), token.lemma_)


def _mistagged(place: Place, p: int) -> Attribution | None:
    """“…,” the letter states: a cue that the tagger takes for a noun, behind a noun and with no
    verb beside it.
    """
    for position in range(p + 1, min(p + _COLUMN, len(place.sentence.items))):
        token, before = place.token(position), place.token(position - 1)
        if token is None or before is None or token.pos_ in ("VERB", "AUX"):
            return None
        verb = LEMMA_OF.get(token.lower_)
        if (
            verb in SENSE_OF
            and SENSE_OF[verb].record
            and before.pos_ in ("NOUN", "PROPN", "NUM", "DET")
        ):
            speaker = phrase(place.frame, place.sentence, before)
            return Attribution("after", speaker, (token.i, token.i + 1), verb)
    return None


def _according(place: Place) -> Attribution | None:
    """According to X, …"""
    return place.around.according


def _in_words_of(place: Place) -> Attribution | None:
    """In X's words, “…”. In the words of X, “…”."""
    for p in place.around.views:
        word = place.frame.doc[place.sentence.items[p]]
        if not 0 < place.position - p <= _COLUMN and (p < place.position or place.cues):
            continue
        children = [c for c in place.frame.children(word) if place.frame.inside[c.i] < 0]
        owner = next((c for c in children if c.dep_ == "poss"), None)
        of = next((c for c in children if c.lower_ == "of"), None)
        if owner is None and of is not None:
            owner = next((c for c in place.frame.children(of) if c.dep_ == "pobj"), None)
        if owner is not None and place.frame.inside[owner.i] < 0:
            return Attribution("according", _named(place, owner), (word.head.i, word.i + 1))
    return None


def _within(place: Place) -> Attribution | None:
    """X said that it was “…”. X called it “…”."""
    weak = None
    for cue in reversed(place.cues):
        if cue.position > place.position:
            continue
        speaker = _speaker(place, cue)
        if speaker is None:
            continue
        outer = _outer(place, cue)
        outer = _reporting(place, cue) if outer is cue else outer
        if outer is not cue and (who := subject_of(place.frame, place.sentence, outer.position)):
            return _made("within", who, outer)
        if named := _naming(place, cue, speaker):
            return _made("within", named, cue)
        if cue.strong and not (
            cue.sense.verdict and place.position - cue.position > _VERDICT_REACH
        ):
            return _made("within", speaker, cue)
        weak = weak or _made("loosely", speaker, cue)
    return (_parenthesis(place) or _nominal(place) or weak) if weak else None


def _naming(place: Place, cue: Cue, speaker: Speaker) -> Speaker | None:
    """Whom the pronoun of "what she calls the “…”" repeats: the subject of the clause that "what"
    stands in.
    """
    frame, doc = place.frame, place.frame.doc
    names = cue.sense.name == "call" or cue.verb == "describe"
    pronoun = doc[speaker.head].tag_ == "PRP" and speaker.start > 0
    if not names or not pronoun or doc[speaker.start - 1].lower_ != "what":
        return None
    low, token = place.sentence.bounds[0], doc[cue.token]
    for _ in range(_DEEPEST):
        if token.dep_ == "relcl":
            break
        token = token.head
        for subject in frame.children(token):
            outside = low <= subject.i < speaker.start - 1 and frame.inside[subject.i] < 0
            if outside and subject.dep_ == "nsubj" and subject.tag_ not in ("WP", "WDT"):
                return phrase(frame, place.sentence, subject)
    return None


def _outer(place: Place, cue: Cue) -> Cue:
    """The outermost cue that reports the clause of another: in "X said that Y believed", it is
    "said".
    """
    by_token = {c.token: c for c in place.cues if c.strong and c.sense.clause}
    token, outermost = place.frame.doc[cue.token], cue
    for _ in range(_DEEPEST):
        above = token.head
        if above is token or token.dep_ in ("relcl", "advcl"):
            break
        if above.i < token.i and token.dep_ == "ccomp":
            outermost = by_token.get(above.i, outermost)
        token = above
    return outermost


def _reporting(place: Place, cue: Cue) -> Cue:
    """The cue right before the subject of another: "X said Y believed", whatever the tree makes of
    it.
    """
    speaker = subject_of(place.frame, place.sentence, cue.position)
    before = [
        c for c in place.cues if speaker and c.token < speaker.start and c.strong and c.sense.clause
    ]
    if not before or speaker is None:
        return cue
    between = (place.frame.doc[i] for i in range(before[-1].token + 1, speaker.start))
    linked = any(
        t.text in _SET_OFF or t.pos_ == "CCONJ" or (t.pos_ == "SCONJ" and t.lower_ != "that")
        for t in between
    )
    return cue if linked else before[-1]


def _parenthesis(place: Place) -> Attribution | None:
    """The plan is “dead” in the Senate, X said."""
    for cue in place.cues:
        if cue.position > place.position and cue.strong:
            speaker = subject_of(place.frame, place.sentence, cue.position)
            first = min(speaker.start, cue.token) if speaker else 0
            if (
                speaker
                and first > 0
                and (cue.verb == "put" or place.frame.doc[first - 1].text in _SET_OFF)
            ):
                return _made("parenthesis", speaker, cue)
    return None


def _loosely_after(place: Place) -> Attribution | None:
    """The “dead” plan that X spoke of."""
    for cue in place.cues:
        if cue.position > place.position and cue.strong:
            speaker = subject_of(place.frame, place.sentence, cue.position)
            if speaker:
                return _made("loosely-after", speaker, cue)
    return None


def _label(place: Place) -> Attribution | None:
    """Name: “…” The pier is lost – Name: “…”"""
    p = place.position - 1
    mark = place.token(p)
    if mark is None or mark.text != ":":
        return None
    dash = next((q for q in range(p - 1, -1, -1) if _is_dash(place.token(q))), -1)
    lead = [place.token(q) for q in range(max(dash + 1, p - _COLUMN - 1), p)]
    if not 0 < len(lead) <= _COLUMN:
        return None
    end = lead[-1]
    named = all(t is not None and t.pos_ not in ("VERB", "AUX") for t in lead)
    if named and end is not None and end.pos_ in ("PROPN", "NOUN") and may_speak(end):
        return Attribution("colon", phrase(place.frame, place.sentence, end))
    return None


def _is_dash(token: Token | None) -> bool:
    """Whether a token is a dash that parts words, not one inside a word."""
    return token is not None and token.text in DASHES and token.tag_ != "HYPH"


def _column(place: Place) -> Attribution | None:
    """X went on: “…”"""
    mark = place.token(place.position - 1)
    main = place.around.subject if mark is not None and mark.text == ":" else None
    return Attribution("colon", main) if main else None


def _signed(place: Place) -> Attribution | None:
    """“…” – Name"""
    return None if place.position else signed(place.frame, place.sentence, 1)


def signed(frame: Frame, sentence: Sentence, position: int) -> Attribution | None:
    """The dash at a position with the name behind it, or behind the office that sticks to it: "–
    Name", "-Commissioner Name".
    """
    dash, name = frame.token(sentence, position), frame.token(sentence, position + 1)
    if dash is None or name is None or name.pos_ != "PROPN":
        return None
    sticks = dash.text[:1] in DASHES and dash.text[1:2].isupper()
    if not sticks and dash.text not in DASHES:
        return None
    return Attribution("signed", _signature(frame, sentence, position + 1))


def _signature(frame: Frame, sentence: Sentence, position: int) -> Speaker:
    """The name that begins at a position."""
    end = position
    while (token := frame.token(sentence, end + 1)) is not None and token.pos_ == "PROPN":
        end += 1
    return Speaker(sentence.items[position], sentence.items[end] + 1, sentence.items[end])


def _nominal(place: Place) -> Attribution | None:
    """X's claim that “…”. A promise by X of “…”."""
    for position in range(place.position - 1, max(-1, place.position - _REACH), -1):
        noun = place.token(position)
        if noun is None or any(c.position == position for c in place.cues):
            return None
        following = place.token(position + 1)
        if (
            following is not None
            and following.lower_ not in _OF_SAYINGS
            and not _states(place, position + 1)
        ):
            continue
        if (
            noun.pos_ == "NOUN"
            and noun.lemma_.lower() in SAYINGS
            and (owner := _owner(place, noun)) is not None
        ):
            return Attribution(
                "nominal", _named(place, owner), (noun.i, noun.i + 1), noun.lemma_.lower()
            )
    return None


def _named(place: Place, owner: Token) -> Speaker:
    """The words that name an owner: "her" of "her claim", "the mayor" of "the mayor's claim"."""
    if owner.tag_ == "PRP$":
        return Speaker(owner.i, owner.i + 1, owner.i)
    return phrase(place.frame, place.sentence, owner)


def _states(place: Place, position: int) -> bool:
    """Whether "is" or "was" at a position gives the words of a saying: "her slogan is “Go on,”"
    "was that “…”".
    """
    copula, that = place.token(position), place.token(position + 1)
    if copula is None or copula.lower_ not in ("is", "was"):
        return False
    return that.lower_ == "that" if that is not None else place.words[:1].isupper()


def _owner(place: Place, noun: Token) -> Token | None:
    """Who a saying is of: its possessive, or what "by" and "from" add to it."""
    for child in place.frame.children(noun):
        if place.frame.inside[child.i] >= 0:
            continue
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next(
                (
                    c
                    for c in place.frame.children(child)
                    if c.dep_ == "pobj" and place.frame.inside[c.i] < 0
                ),
                None,
            )
    return None


def _subject(place: Place) -> Attribution | None:
    """X carries a “…” sign: nobody is said to say it, and X is what the sentence is about."""
    if place.position <= place.sentence.leading:
        return None
    speaker = place.around.subject
    may = speaker is not None and may_speak(place.frame.doc[speaker.head])
    return Attribution("subject", speaker) if may else None


def _beside(place: Place) -> Attribution | None:
    """“…,” the bank's Orlan. A name and no verb behind the words."""
    if place.position or not place.words.endswith((",", "?", "!")):
        return None
    p = 1
    while (token := place.token(p)) is not None and token.pos_ in _NAMING:
        p += 1
    last, stop = place.token(p - 1), place.token(p)
    if p == 1 or stop is None or stop.text != "." or p + 1 < len(place.sentence.items):
        return None
    named = last is not None and last.pos_ == "PROPN"
    return (
        Attribution("beside", phrase(place.frame, place.sentence, last)) if named and last else None
    )


_NAMING = frozenset(
    ("PROPN", "NOUN", "ADJ", "DET", "PART")
)  # what a name with an office consists of
_RULES: tuple[Callable[[Place], Attribution | None], ...] = (
    _comma_after,
    _label,
    _before,
    _signed,
    _after,
    _beside,
    _according,
    _in_words_of,
    _within,
    _parenthesis,
    _nominal,
    _loosely_after,
    _column,
    _subject,
)
