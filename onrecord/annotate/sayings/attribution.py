"""Which words attribute a quotation, within its own sentence.

The rules are tried from what leaves no doubt ("…," she said) to what a reader infers. Each gives
the speaker, the cue and a row of `rules`, which has what is known of it.
"""

from __future__ import annotations

from onrecord.annotate.rules import Chain, Rule
from onrecord.annotate.sayings import adjacent, enclosing, nominal, signed
from onrecord.annotate.sayings.place import Attribution, Place

ATTRIBUTIONS = Chain(
    "attribution",
    Rule("comma and said", adjacent.said_behind_comma),
    Rule("label", adjacent.labelled),
    Rule("before", adjacent.before),
    Rule("signed", signed.signed_behind),
    Rule("after", adjacent.after),
    Rule("beside", adjacent.beside),
    Rule("according", nominal.according),
    Rule("in words of", nominal.in_words_of),
    Rule("within", enclosing.within),
    Rule("parenthesis", enclosing.parenthesis),
    Rule("nominal", nominal.nominal),
    Rule("loosely after", enclosing.loosely_after),
    Rule("colon", adjacent.behind_colon),
    Rule("subject", enclosing.subject),
)


def attribute(place: Place) -> Attribution | None:
    """The attribution of a quoted string from its own sentence alone."""
    decided = ATTRIBUTIONS.first(place)
    return decided.found if decided else None
