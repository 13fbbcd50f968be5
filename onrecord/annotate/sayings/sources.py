"""Sources of numbers: what a sentence says of who answers for them, where it states no clause.

"A survey of 900 readers found 40 faults", "the union puts the cost at 3 million", "in a poll by the
institute, …", "the crew ask for 9 percent". A source answers for a stretch of its sentence only,
and for nothing where it is denied.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings.frame import Frame, Sentence
from onrecord.annotate.sayings.saying import Saying
from onrecord.annotate.sayings.speaker import Speaker
from onrecord.annotate.sayings.subjects import subject_of
from onrecord.lexicon import words
from onrecord.lexicon.inflect import forms_of

_PUBLICATIONS = words("saying.publications")
_FINDS = forms_of(words("saying.finding"))
_SETS = forms_of(("put", "estimate"))  # "the bank puts the cost at …"
_BARGAINS = forms_of(words("saying.bargaining"))
_NAMED = words("saying.naming")
_NEGATED = words("grammar.negations")
_APART = words("comparisons.apart")
_RELATIVE = words("grammar.relative_apart")
_LINKS = frozenset("a an and at by for from in of on the to".split())
_BEFORE = 4  # tokens of a number before "that"
_ASKED = 6  # tokens from a verb of asking to the last of the number
_NEAR = 9  # items from a publication to its verb: "a survey of 900 readers by the institute found"
_LONGEST = 18  # items of a source's name

_At = tuple[Frame, Sentence, int]  # where a rule looks: a position of a sentence


def sources(frame: Frame, sentence: Sentence) -> Iterator[Saying]:
    """The sources that a sentence names for its numbers, those that bind closest first."""
    found: list[tuple[int, Saying]] = []
    for position, item in enumerate(sentence.items):
        if item >= 0:
            for one in SOURCES.all((frame, sentence, position)):
                order = [rule.name for _, rule in SOURCES.rules].index(one.rule)
                found.append((order, one.found))
    return (saying for _, saying in sorted(found, key=lambda pair: pair[0]))


def _named(at: _At) -> Saying | None:
    """ "The 31 million that the company itself has named": for what stands right before."""
    frame, sentence, position = at
    that = frame.token(sentence, position)
    if that is None or that.lower_ not in ("that", "which"):
        return None
    end = position + 1
    while (t := frame.token(sentence, end)) is not None and (
        _is_nominal(t) or t.pos_ in ("AUX", "PRON")
    ):
        end += 1
    verb, source = frame.token(sentence, end), _phrase(frame, sentence, position + 1)
    if verb is None or source is None or verb.lower_ not in _NAMED or source.end > verb.i:
        return None
    return _saying("named", source, verb, max(sentence.bounds[0], that.i - _BEFORE), that.i)


def _set_at(at: _At) -> Saying | None:
    """ "The bank puts the cost at …": for what stands behind, up to what it is compared with."""
    frame, sentence, position = at
    verb = frame.token(sentence, position)
    if verb is None or verb.lower_ not in _SETS:
        return None
    high = sentence.bounds[1] + 1
    behind = frame.doc[verb.i : min(high, verb.i + _LONGEST)]
    source = subject_of(frame, sentence, position)
    if source is None or all(t.lower_ != "at" for t in behind) or _denied(frame, verb):
        return None
    stop = next((t.i for t in frame.doc[verb.i : high] if t.lower_ in _APART), high)
    return _saying("put-at", source, verb, verb.i, stop)


def _according(at: _At) -> Saying | None:
    """ "According to the council": for the sentence, but for a clause about the source."""
    frame, sentence, position = at
    token, to = frame.token(sentence, position), frame.token(sentence, position + 1)
    if token is None or to is None or (token.lower_, to.lower_) != ("according", "to"):
        return None
    source = _phrase(frame, sentence, position + 2)
    if source is None:
        return None
    low, high = _clause(frame, sentence, token.i)
    stop = next((t.i for t in frame.doc[source.end : high] if _is_relative(t)), high)
    return _saying("according", source, token, low, stop)


def _opening(at: _At) -> Saying | None:
    """ "In a poll by the Vela Institute, …": for the sentence."""
    frame, sentence, position = at
    first = frame.token(sentence, position)
    if position or first is None or first.lower_ not in ("in", "from", "by"):
        return None
    source = _phrase(frame, sentence, 1)
    if source is None or source.end > sentence.bounds[1] or frame.tokens[source.end].text != ",":
        return None
    heads = (t for t in frame.doc[source.start : source.end] if t.pos_ in ("NOUN", "PROPN"))
    head = next((t for t in heads if t.dep_ != "compound"), None)
    if head is None or head.lower_ not in _PUBLICATIONS:
        return None
    return _saying("opening", source, first, source.end, sentence.bounds[1] + 1)


def _published(at: _At) -> Saying | None:
    """A report, survey or log that finds or shows something: for what stands behind its verb."""
    frame, sentence, position = at
    noun = frame.token(sentence, position)
    if noun is None or noun.lower_ not in _PUBLICATIONS or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    begin = position
    while (t := frame.token(sentence, begin - 1)) is not None and _is_nominal(t):
        begin -= 1
    before = frame.token(sentence, begin - 1)
    if before is not None and before.pos_ in ("VERB", "AUX", "ADP"):
        return None  # what somebody needs, has or works from is not what speaks
    source = _phrase(frame, sentence, begin)
    high = sentence.bounds[1] + 1
    for verb in frame.doc[source.end : min(high, source.end + _NEAR)] if source else ():
        if verb.lower_ in _NEGATED or (source and verb.pos_ == "NOUN" and verb.i > source.end + 5):
            return None
        if source and verb.lower_ in _FINDS:
            return _saying("published", source, verb, verb.i, _clause(frame, sentence, verb.i)[1])
    return None


def _bargained(at: _At) -> Saying | None:
    """ "The union has asked for 9 percent": for what stands right behind."""
    frame, sentence, position = at
    verb, behind = frame.token(sentence, position), frame.token(sentence, position + 1)
    if verb is None or verb.lower_ not in _BARGAINS or verb.pos_ != "VERB":
        return None
    if verb.lower_.startswith("ask") and (behind is None or behind.lower_ != "for"):
        return None
    source = subject_of(frame, sentence, position)
    if source is None or source.start > verb.i or _denied(frame, verb):
        return None
    if frame.tokens[source.head].lower_ in ("we", "i", "you"):
        return None
    stop = min(_clause(frame, sentence, verb.i)[1], verb.i + _ASKED)
    return _saying("bargained", source, verb, verb.i, stop)


SOURCES = Chain(
    "sources",
    Rule("named", _named),
    Rule("put-at", _set_at),
    Rule("according", _according),
    Rule("opening", _opening),
    Rule("published", _published),
    Rule("bargained", _bargained),
)


def _saying(how: str, source: Speaker, cue: Token, start: int, stop: int) -> Saying:
    return Saying(source, (cue.i, cue.i + 1), cue.lemma_, how, ((start, stop),))


def _denied(frame: Frame, verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in _NEGATED for c in frame.children(verb))


def _is_nominal(token: Token) -> bool:
    phrase = token.pos_ in ("ADJ", "NOUN", "PROPN", "DET", "PART", "NUM") or token.text in "-'’&"
    return phrase and not token.is_space


def _is_relative(token: Token) -> bool:
    """Whether a comma and a relative pronoun begin a clause at a token: ", who", ", whose"."""
    return token.lower_ in _RELATIVE and token.i > 0 and token.nbor(-1).text == ","


def _clause(frame: Frame, sentence: Sentence, i: int) -> tuple[int, int]:
    """The tokens [start, end) of a sentence's part between semicolons around a token."""
    low, high = sentence.bounds
    cuts = [t.i for t in frame.doc[low : high + 1] if t.text == ";" and frame.inside[t.i] < 0]
    start = max((c + 1 for c in cuts if c < i), default=low)
    return start, min((c for c in cuts if c > i), default=high + 1)


def _phrase(frame: Frame, sentence: Sentence, position: int) -> Speaker | None:
    """The noun phrase that begins at a position, with its prepositional phrases; None where there
    is no noun.
    """
    first, last = frame.token(sentence, position), None
    for p in range(position, min(position + _LONGEST, len(sentence.items))):
        token = frame.token(sentence, p)
        if token is None:
            break
        if token.pos_ in ("NOUN", "PROPN"):
            last = token
        elif token.pos_ == "PRON" and token.tag_ != "PRP$" and p == position:
            return Speaker(token.i, token.i + 1, token.i)
        elif not (_is_nominal(token) or token.lower_ in _LINKS or token.text == "."):
            break
    return None if first is None or last is None else Speaker(first.i, last.i + 1, last.i)
