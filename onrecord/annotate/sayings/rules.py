"""The rules by which somebody's words get their speaker, one row each with all that is known of it.

`Quote.how` is the name of a row. Where a rule is asked for by its kind (is it a guess? does the
attribution stand right beside?), the answer is a field here.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Confidence


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule says to a reader, and how far it can be trusted."""

    name: str
    confidence: Confidence
    words: str  # for readers, X being the speaker and {cue} the cue: pages print it where not plain
    loose: bool = False  # only guesses: a speaker carried on from a surer rule is preferred
    beside: bool = False  # the attribution stands right at the words, which are speech in any shape
    whole: bool = False  # what it introduces is a sentence of somebody's, never a mere phrase
    routine: bool = False  # how words are nearly always read that stand so: no cause for care
    plain: bool = False  # a reader sees at once from the sentence how it was decided
    turn: bool = True  # its speaker has the word, and is likely to have the next one too
    carried: bool = False  # the verb is another sentence's, and does not introduce these words


_LOOSELY = "“{cue}” does not always introduce spoken words"
_ROWS = (
    Rule(
        "after",
        "certain",
        "“…,” X said: the words behind the quotation name the speaker",
        beside=True,
        whole=True,
    ),
    Rule(
        "before",
        "certain",
        "X said: “…” – the words before the quotation name the speaker",
        beside=True,
        whole=True,
    ),
    Rule(
        "beside",
        "likely",
        "read from the name that stands behind the words, with no verb",
        beside=True,
        whole=True,
    ),
    Rule("according", "certain", "according to X, in the same sentence"),
    Rule(
        "within",
        "likely",
        "the quoted words stand in what the sentence says that X said",
        plain=True,
    ),
    Rule(
        "parenthesis",
        "likely",
        "“X said” is set into the same sentence, apart from the quotation",
        plain=True,
    ),
    Rule(
        "colon",
        "likely",
        "the name stands before a colon and the quotation",
        beside=True,
        whole=True,
        plain=True,
    ),
    Rule(
        "signed",
        "certain",
        "the name stands under the quotation, after a dash",
        beside=True,
        whole=True,
    ),
    Rule(
        "turn", "certain", "the line of an interview or a transcript begins with the speaker's name"
    ),
    Rule("question", "likely", "read as a question of the interviewer", carried=True),
    Rule("answer", "likely", "read as an answer of the one interviewed", carried=True),
    Rule(
        "continued",
        "certain",
        "the quotation runs on from the paragraph before",
        routine=True,
        beside=True,
        whole=True,
    ),
    Rule(
        "carried",
        "likely",
        "read as one with the quotation just before",
        carried=True,
        routine=True,
    ),
    Rule("carried-back", "unsure", "read as one with the quotation that follows", carried=True),
    Rule("carried-paragraph", "unsure", "read from the paragraph before", carried=True),
    Rule("repeated", "likely", "read from the same words in the text, which have a speaker"),
    Rule("led", "unsure", "read from the sentence before, which speaks of them", carried=True),
    Rule("loosely", "unsure", _LOOSELY, loose=True),
    Rule("loosely-after", "unsure", _LOOSELY, loose=True),
    Rule("nominal", "likely", "read from what the words are called: a claim, a question"),
    Rule("subject", "unsure", "read from the sentence, which speaks of them", loose=True),
    Rule("clause", "likely", "“X said that …”: reported, not in X's exact words", plain=True),
    Rule(
        "order",
        "likely",
        "“X urged them to …”: reported, not in X's exact words",
        plain=True,
        turn=False,
    ),
    Rule(
        "promise",
        "likely",
        "“X vowed to …”: reported, not in X's exact words",
        plain=True,
        turn=False,
    ),
    Rule(
        "charge",
        "likely",
        "“X accused them of …”: reported, not in X's exact words",
        plain=True,
        turn=False,
    ),
    Rule("unnamed", "certain", "the sentence says that it was said, and not by whom", beside=True),
    Rule("none", "certain", "nothing names the speaker"),
)
RULES: dict[str, Rule] = {rule.name: rule for rule in _ROWS}
"""Every rule by its name."""
