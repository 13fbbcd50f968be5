"""What pages say behind a figure: "people killed", "jobs to be cut by 2027", "paid by Arlo".

Only shapes that cannot go wrong: what is counted with the participle of what befell it, a sum with
the one who pays it, else what is counted alone. What is planned, denied or alleged is said to be.
"""

from __future__ import annotations

import re

from onrecord.lexicon import table, words
from onrecord.model import Figure, Span, Standing

_PARTICIPLES = table("labels.participles")
_COSTS = words("labels.costs")
_FATES, _GIVERS = words("labels.fates"), words("labels.givers")
_PARTICLES = words("labels.particles")
_PAST, _PEOPLE = words("labels.past"), words("things.people")
_NEAR = 25  # characters between a number and the verb that its label takes
_BE = re.compile(r"(?i)\b(?:am|is|are|was|were|be|been|being|got|to|not|n['’]t|never)\b")
_OF = re.compile(r"(?i)\b(?:of|among)\s+(?:(?:the|its|their|all|about|some|[\w-]+['’]s?)\s+)*$")
_LEAD = 120  # characters in front of a figure that can lead on to it
# What a verb takes behind it: a noun, a name, a number; no sign, preposition or conjunction.
_TAKES = re.compile(
    rf"\s+(?!(?:{'|'.join(sorted(words('labels.no_object')))})\w*\b)\w", re.IGNORECASE
)
_THE = re.compile(r"(?i)\b(?:the|an?|its|their|his|her)\s+$")
_BEHIND = re.compile(r"\s+([a-z]+)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?i)^numbers? of ")
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b")
_HAVE = frozenset({"had", "has", "have"})
_LED = {"fact": "", "planned": "to be ", "denied": "", "alleged": ""}
_HEDGES: dict[Standing, str] = {
    "fact": "",
    "planned": ", planned",
    "denied": ", denied",
    "alleged": ", allegedly",
}


def label(figure: Figure, what: str, text: str) -> str:
    """What stands behind the number; `what` is what is counted, as pages write it. Empty: the
    source does not say.
    """
    if not what:
        return ""
    what = _NUMBER.sub("", what)
    start = figure.span.start
    # of "340 of 2,450 jobs" the verb is the part's
    if _OF.search(text, max(0, start - _LEAD), start):
        return what
    return (
        _befell(figure, what, text)
        or _did(figure, what, text)
        or _given(figure, what, text)
        or _costs(figure, what, text)
        or _changed(figure, what)
        or what
    )


def _befell(figure: Figure, what: str, text: str) -> str | None:
    """ "people killed", "jobs to be cut": of a count, with a verb that stands beside it."""
    verb = figure.predicate
    if verb is None or figure.unit != "count" or not _is_beside(verb, figure):
        return None
    word = verb.of(text).lower()
    if not verb.end <= figure.span.start and _TAKES.match(text, verb.end):
        return None  # "four gunmen killed nine farmers"
    object_ = figure.voice == "befell" or (figure.voice == "did" and word in _FATES)
    before = verb.end <= figure.span.start
    if not object_ and not (before and figure.voice == "none" and figure.standing == "planned"):
        return None
    done = participle(word, before)
    if done is None or done in what.lower().split() or done in figure.number.of(text).lower():
        return None
    behind = text[figure.span.end : verb.start].lower()
    if figure.standing == "denied" and _NOT.search(behind):
        return f"{what} not {done}"
    if figure.standing == "denied" or (
        done in ("dead", "missing") and figure.standing == "planned"
    ):
        return f"{what}{_HEDGES[figure.standing]}"
    hedge = _HEDGES["alleged"] if figure.standing == "alleged" else ""
    return f"{what} {_LED[figure.standing]}{done}{hedge}"


def _did(figure: Figure, what: str, text: str) -> str | None:
    """ "people who marched": of a count, with the verb right behind it whose subject they are,
    where it takes no object.
    """
    verb = figure.predicate
    end = max([figure.span.end, *(s.end for s in figure.what)])
    if verb is None or figure.unit != "count" or figure.voice != "did" or verb.start < end:
        return None
    between = text[end : verb.start].lower().split()
    word = verb.of(text).lower()
    if not _HAVE.issuperset(between) or not _is_past(word) or _TAKES.match(text, verb.end):
        return None
    people = _PEOPLE.intersection(what.lower().split())
    hedge = _HEDGES[figure.standing]
    done = word + _particle(verb, text)
    return f"{what} {'who' if people else 'that'} {done}{hedge}" if hedge != ", denied" else None


def _particle(verb: Span, text: str) -> str:
    """The adverb that belongs to a verb, with a blank: " out" of "walked out on Monday"; or
    nothing.
    """
    behind = _BEHIND.match(text, verb.end)
    if behind is None or behind[1].lower() not in _PARTICLES or _TAKES.match(text, behind.end()):
        return ""
    return f" {behind[1].lower()}"


def _is_past(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and len(word) > len("shed"))


def _changed(figure: Figure, what: str) -> str | None:
    """ "rents, expected": of a change that has not come, or that somebody denies or alleges."""
    if figure.course is None or figure.standing == "fact":
        return None
    return f"{what}, expected" if figure.standing == "planned" else what + _HEDGES[figure.standing]


def _given(figure: Figure, what: str, text: str) -> str | None:
    """ "paid by Arlo": of a sum, where the giver stands before the verb and the verb before it."""
    verb = figure.predicate
    if verb is None or not figure.unit[:3].isupper() or len(figure.what) != 1:
        return None
    giver, word = figure.what[0], verb.of(text).lower()
    between = text[giver.end : verb.start]
    done = participle(word, True)
    if word not in _GIVERS or done is None or figure.standing in ("denied", "alleged"):
        return None
    if giver.end > verb.start or not _is_beside(verb, figure) or verb.end > figure.span.start:
        return None
    if len(between) > _NEAR or _BE.search(between):
        return None
    return f"{_LED[figure.standing]}{done} by {_article(giver, text)}{what}"


def _costs(figure: Figure, what: str, text: str) -> str | None:
    """ "cost of the strike": of a sum, with the article that stands before what costs it."""
    verb = figure.predicate
    if verb is None or verb.of(text).lower() not in _COSTS or not figure.unit[:3].isupper():
        return None
    if "cost" in what.lower() or figure.standing == "denied" or not figure.what:
        return None
    return f"cost of {_article(figure.what[0], text)}{what}"


def _article(words: Span, text: str) -> str:
    """The article or the possessive before some words, with a blank; or nothing."""
    led = _THE.search(text[max(0, words.start - len("their  ")) : words.start])
    return f"{led[0].strip().lower()} " if led else ""


def _is_beside(verb: Span, figure: Figure) -> bool:
    """Whether a verb stands near the figure, and is no word of it."""
    if verb.overlaps(figure.span) or any(verb.overlaps(s) for s in figure.what):
        return False
    ends = [figure.span, *figure.what]
    start, end = min(s.start for s in ends), max(s.end for s in ends)
    if any(0 <= verb.start - s.end <= 1 for s in figure.what):
        return True  # "the number of people killed rose to 13"
    return 0 <= figure.span.start - verb.end <= _NEAR or (
        start < verb.start and 0 <= verb.start - end <= _NEAR
    )


def participle(word: str, active: bool) -> str | None:
    """The past participle of a verb form: cut, killed; None where it cannot be told for certain.

    An `active` verb may be in its base form or in the present.
    """
    if known := _PARTICIPLES.get(word):
        return str(known)
    if word.endswith("ed") and len(word) > len("shed"):
        return word
    if not active or word.endswith(("ing", "ss", "us", "is")):
        return None
    if word.endswith("ies"):
        return word[: -len("ies")] + "ied"
    base = word[:-1] if word.endswith("s") else word
    return base + "d" if base.endswith("e") else None


def qualifiers(figure: Figure, text: str) -> tuple[str, str]:
    """The words that bound or blur a number, as they stand before and behind it: ("at least", ""),
    ("", "or more").
    """
    if figure.modifier is None:
        return "", ""
    said = figure.modifier.on_one_line(text)
    return ("", said) if figure.modifier.start >= figure.number.end else (said, "")
