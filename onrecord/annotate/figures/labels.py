"""Numbers that their place in the sentence shows to be no figure: names, labels, years, the pronoun
"one".
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.annotate.figures.number.lexemes import HYPHENS, Lexemes
from onrecord.annotate.figures.number.sides import Quantity
from onrecord.annotate.figures.syntax import NOUNS, WHEN, Tokens, noun_run
from onrecord.model import Span

# nouns that a number names rather than counts: "page 5", "Game 6"
_LABELLED = frozenset(
    """
    no nos number numbers page pages chapter section sections article title part volume phase stage type
    category level grade step track figure table item lot unit room suite gate exit highway route interstate
    road street avenue flight channel platform lane line block building floor version model series round game
    week day year season episode class act clause paragraph amendment rule question group district ward precinct
    area zone sector pier berth cell mission apollo formula covid world war ii super bowl top big post posts
    ground resolution proposition measure bill point points vitamin omega
    """.split()
)
# words in whose company "one" stands for somebody or something
_PRONOUN_BEFORE = frozenset(
    "the this that no any every each another which some only-one either neither".split()
)
_STANDING = frozenset({"them", "us", "you", "which", "whom"})
_STREETS = frozenset(
    """
    street road avenue boulevard lane drive court square plaza place way st rd ave blvd
    """.split()
)
_APART = frozenset(
    {"PERSON", "GPE", "LOC", "NORP", "DATE", "TIME"}
)  # names that do not end in a number
_PREPOSITIONS = frozenset(
    "in at on near from for of to by with since during after before until".split()
)
# first parts of compounds that are words of their own and count nothing: "one-time gains", "two-way
# radio"
_IDIOMS = frozenset(
    """
    time off way sided sidedly stop man on upmanship handed piece shot liner to size half edged faced tone track
    timer timing pronged dimensional star wheel wheeler speed letter cornered legged poster some
    for of
    """.split()
)
_DETERMINED = frozenset("the these those all other latter last first".split())


def is_label(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span, refused_before: bool) -> bool:
    """Whether a bare number is a name, a label, a year or a pronoun.

    `refused_before`: the number that it is joined to is one ("posts 542 and 543").
    """
    first = lx[q.first]
    if (
        first.low == "one"
        and lx[q.first - 1].low == "at"
        and lx[q.first + 1].low in ("point", "time", "stage")
    ):
        return True
    if first.text == "One" and lx[q.first + 1].low == "day" and lx[q.stop].text == ",":
        return True  # "One day, she left"
    if q.unit == "amp" and lx[q.stop - 1].glued and lx[q.first - 1].text[:1].isupper():
        return True  # "Form 2A"
    if q.unit != "count" or q.dimension == "times":
        return False
    if q.kind == "number" and not q.ranged and first.low == "one":
        return _is_pronoun(tokens, lx, q, span)
    if lx.joined(q.stop) and lx[q.stop + 1].low in _IDIOMS:
        return True
    if not q.digits:
        return _is_name_in_words(tokens, lx, q, span)
    if q.ranged:
        return _is_span_of_years(tokens, lx, q, span)
    if lx[q.first - 1].low in ("rank", "ranks", "ranked", "ranking"):
        return True  # a place in an order
    if first.text.endswith(".0") and lx[q.first - 1].text[:1].isupper():
        return True  # a version: "Harvest 2.0"
    if not first.text.isdigit():
        return False
    if len(first.text) == 4 and _is_era(q.low):
        return _is_year(tokens, lx, q, span)
    return refused_before or _is_named(tokens, lx, q, span)


def _is_era(value: float) -> bool:
    """Whether a number can be a year of our era that a text names."""
    return 1000 <= value < 2200


def _is_span_of_years(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> bool:
    """ "from 1541 to 1590", "2020-2021": two years, the older ones only where nothing is counted
    behind them.
    """
    if not _is_era(q.low) or not _is_era(q.high) or q.low != int(q.low) or "," in lx[q.first].text:
        return False
    return _is_recent(q.high) or (
        bool(q.opening) and noun_run(tokens, tokens.after(span.end)) is None
    )


def _is_recent(value: float) -> bool:
    """Whether a number can be a year within living memory, which a text names more often than it
    counts so many.
    """
    return 1900 <= value < 2100


def _is_year(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> bool:
    """A year, unless the text quantifies it ("about 2000 people") or it counts a plural outside the
    last centuries.
    """
    before = lx[q.first - 1].low
    if before == "of" and lx[q.first - 2].low in (
        "average",
        "total",
        "maximum",
        "minimum",
        "record",
        "some",
    ):
        return False
    if before in ("least", "about", "around") and {"since", "until", "before"} & set(
        lx.lows(q.first - 3, q.first - 1)
    ):
        return True  # "since at least 1975"
    if before in (
        "than",
        "least",
        "about",
        "around",
        "nearly",
        "almost",
        "some",
        "approximately",
        "over",
        "estimated",
    ):
        return False
    after = tokens.after(span.end)
    counted = noun_run(tokens, after)
    plural = (counted is not None and counted[1].tag_ in ("NNS", "NNPS")) or (
        counted and counted[1].lower_ == "people"
    )
    if not plural or before in ("in", "since", "the", "by", "from", "until", "'s", "’s"):
        return q.low >= 1100 or not plural
    if not _is_recent(q.low):
        return False
    by = tokens.before(span.start)
    return (
        tokens.at(span.start).ent_type_ in ("DATE", "")
        or by is None
        or by.pos_ not in ("VERB", "ADP", "ADV")
    )


def _is_named(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> bool:
    """Digits that belong to the word before them: "iPhone 11", "S&P 500", "page 5", "posts 542 and
    543".
    """
    word = lx[q.first - 1]
    before = tokens.before(span.start)
    if lx[q.stop].text == ")" and "(" not in lx.lows(q.first - 8, q.first):
        return True  # "1) … 2) …"
    if before is None or (not word.is_word and word.text != "."):
        return False
    if word.text == ".":
        if lx[q.first - 3].text == "&" and len(lx[q.first - 2].text) == 1:
            return True  # "the S.&P. 500"
        return lx[q.first - 2].low in ("no", "nos", "vol", "ch", "sec", "art", "fig", "pp")
    counted = noun_run(tokens, tokens.after(span.end), most=5)
    if counted and counted[1].lower_ in _STREETS and counted[1].pos_ == "PROPN":
        return True  # "123 Random Street"
    if word.low == "the" and counted is None and tokens.after(span.end) is not None:
        return True  # "the 787 is"
    plural = counted is not None and counted[1].tag_ in ("NNS", "NNPS")
    if word.low in _LABELLED and word.low not in ("top",) and not (plural and word.text.islower()):
        return True
    if counted is None and word.text[:1].islower() and word.text != word.low:
        return True  # "iPhone 11"
    if word.low in WHEN or word.low in ("age", "aged", "only", "about", "some", "all"):
        return False
    if before.pos_ == "PROPN" or (
        word.text[:1].isupper() and before.pos_ in NOUNS and not before.is_sent_start
    ):
        apart = before.ent_type_ in _APART and tokens.at(span.start).ent_type_ in (
            "CARDINAL",
            "QUANTITY",
            "",
        )
        return not (plural and (apart or _after_preposition(tokens, before)))
    return (
        before.pos_ == "NOUN"
        and counted is None
        and not before.is_sent_start
        and before.lower_ != "total"
    )


def _after_preposition(tokens: Tokens, name: Token) -> bool:
    """Whether a name closes a phrase of place or time: "in Paris 300 people", "on Tuesday 12 men"."""
    token: Token | None = name
    while token is not None and token.pos_ == "PROPN":
        token = tokens.previous(token)
    return token is not None and token.lower_ in _PREPOSITIONS


def _is_name_in_words(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> bool:
    """Number words inside a name ("the Big Three", "Seven Sisters") or standing for those named
    before ("the two").
    """
    if q.kind != "number":
        return False
    word, before = lx[q.first], lx[q.first - 1]
    after = tokens.after(span.end)
    if after is not None and after.text in HYPHENS:
        after = tokens.next(after)
    if q.high <= 12 and (
        (
            before.low in ("to", "past")
            and lx[q.first - 2].low in ("quarter", "half", "ten", "twenty", "minutes")
        )
        or (before.low == "at" and noun_run(tokens, after) is None)
    ):
        return True  # "at a quarter to six", "at seven"
    if before.low in _LABELLED and not before.low.endswith("s") and noun_run(tokens, after) is None:
        return True  # "round eight", "phase two"
    if word.text[:1].isupper() and not tokens.at(span.start).is_sent_start and before.is_word:
        named = after is not None and after.text[:1].isupper() and not tokens.is_in_title(span)
        return named or before.text[:1].isupper() or before.low in _DETERMINED
    if before.low in _DETERMINED or before.low in ("between", "of"):
        return noun_run(tokens, after) is None and q.low < 13 and before.low != "of"
    return False


def _names_no_thing(tokens: Tokens, lx: Lexemes, i: int) -> bool:
    """Whether what begins at lexeme `i` behind "one of" has no noun: "them", "those that stand
    out", "the few in".
    """
    if lx[i].low in _STANDING:
        return True
    few = lx.lows(i, i + 2) == ("the", "few")
    if not few and lx[i].low not in ("those", "these"):
        return False
    return noun_run(tokens, tokens.after(lx[i + few].end), most=5) is None


def _is_pronoun(tokens: Tokens, lx: Lexemes, q: Quantity, span: Span) -> bool:
    """ "one" that stands for a thing or a person, as against "one of two", "one poster", "at least
    one".
    """
    before, after = lx[q.first - 1], lx[q.stop]
    if lx.joined(q.stop) and lx[q.stop + 1].low in _IDIOMS:
        return True
    if before.low in _PRONOUN_BEFORE or (before.text in ("-", "–") and before.glued):
        return True
    if after.low == "of":
        return before.low not in ("least", "only") and _names_no_thing(tokens, lx, q.stop + 1)
    if after.low == "way" and lx[q.stop + 1].low == "or":
        return True  # "one way or the other"
    if (before.low, after.low) in (("day", "one"), ("by", "one")):
        return True
    if (before.low == "on" and after.low == "hand") or after.low in ("another", "'s", "’s"):
        return True
    if after.low == "day" and lx[q.first].text == "One":
        return True
    if (
        lx[q.first].text == "One"
        and not tokens.at(span.start).is_sent_start
        and before.text[:1].isupper()
    ):
        return True
    if lx.joined(q.stop):
        return False
    return noun_run(tokens, tokens.after(span.end), most=5) is None
