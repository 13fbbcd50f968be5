"""Verbs of reporting, in classes by what they say of the saying.

The classes follow the usual reading of reporting verbs in grammars of English (Quirk et al. 1985,
§16.31 on factual speech-act verbs; Biber et al. 1999, §9.2 on verbs with that-clauses), divided by
what an editor would want to tell apart: to *claim* is not to *admit*. The words stand in
`lexicon/saying.yml`, a class an entry; what a class lets its verbs do is in `Sense`.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon import table, words
from onrecord.lexicon.inflect import verb_forms


@dataclass(frozen=True, slots=True)
class Sense:
    """How the verbs of one class report."""

    name: str
    verbs: frozenset[str]
    clause: bool  # report a clause of their own: "warned that …"; so they can carry indirect speech
    order: bool  # report what another is to do: "urged them to …"
    act: bool  # bind the speaker to do something: "vowed to …"
    verdict: bool  # say something of somebody: "called it “…”", "accused them of “…”"
    record: bool  # documents do it too: "the report found"


SENSES = tuple(
    Sense(
        name,
        words(f"saying.{name}"),
        *(flag in flags.split() for flag in ("clause", "order", "act", "verdict", "record")),
    )
    for name, flags in table("saying.senses").items()
)
SENSE_OF: dict[str, Sense] = {verb: sense for sense in SENSES for verb in sense.verbs}

LEMMA_OF: dict[str, str] = {form: verb for verb in sorted(SENSE_OF) for form in verb_forms(verb)}
"""Form → lemma of every cue verb; the tagger's lemma is not used, since it is wrong just beside
quotation marks."""

PLAIN = words("saying.plain_verbs")
WEAK = words("saying.weak_verbs")
SAYINGS = words("saying.nouns")
NEED_MORE = words("saying.need_more")
BEFORE_A_NAME = words("saying.before_a_name")
