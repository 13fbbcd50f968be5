"""The rules by which a quotation gets its speaker: what each says to a reader, and how far it can
be trusted.

`Quote.how` is one of these names.
"""

from __future__ import annotations

from onrecord.model import Confidence

_LOOSELY = "“{cue}” does not always introduce spoken words"
HOW: dict[str, str] = {
    "after": "“…,” X said: the words behind the quotation name the speaker",
    "before": "X said: “…” – the words before the quotation name the speaker",
    "according": "according to X, in the same sentence",
    "within": "the quoted words stand in what the sentence says that X said",
    "parenthesis": "“X said” is set into the same sentence, apart from the quotation",
    "colon": "the name stands before a colon and the quotation",
    "signed": "the name stands under the quotation, after a dash",
    "turn": "the line of an interview or a transcript begins with the speaker's name",
    "question": "read as a question of the interviewer",
    "answer": "read as an answer of the one interviewed",
    "continued": "the quotation runs on from the paragraph before",
    "carried": "read as one with the quotation just before",
    "carried-back": "read as one with the quotation that follows",
    "carried-paragraph": "read from the paragraph before",
    "repeated": "read from the same words in the text, which have a speaker",
    "led": "read from the sentence before, which speaks of them",
    "loosely": _LOOSELY,
    "loosely-after": _LOOSELY,
    "nominal": "read from what the words are called: a claim, a question",
    "subject": "read from the sentence, which speaks of them",
    "clause": "“X said that …”: reported, not in X's exact words",
    "unnamed": "the sentence says that it was said, and not by whom",
    "none": "nothing names the speaker",
}
"""What each rule means, in words for readers, X being the speaker and {cue} the cue: pages print
them beside what is not plain."""

CONFIDENCE: dict[str, Confidence] = {
    **dict.fromkeys(
        ("after", "before", "according", "signed", "turn", "continued", "unnamed", "none"),
        "certain",
    ),
    **dict.fromkeys(
        (
            "within",
            "nominal",
            "parenthesis",
            "colon",
            "repeated",
            "carried",
            "clause",
            "question",
            "answer",
        ),
        "likely",
    ),
    **dict.fromkeys(
        ("carried-back", "carried-paragraph", "led", "loosely", "loosely-after", "subject"),
        "unsure",
    ),
}
