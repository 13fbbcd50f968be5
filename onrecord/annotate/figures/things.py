"""What a figure counts or measures: one chain of named rules, what stands nearest first.

What stands right behind a number says it (behind.py); else another figure that says it for this one
(relations.py), else the sentence: what moved, what the number hangs on, whose verb it follows.
"""

from __future__ import annotations

from onrecord.annotate.figures.behind import (
    added,
    befallen,
    counted,
    in_bracket,
    in_state,
    measured,
    of,
    one_in,
    points_back,
    purpose,
)
from onrecord.annotate.figures.clauses import (
    can_be_named,
    change,
    elliptic,
    holder,
    lent,
    nearest,
)
from onrecord.annotate.figures.clue import Clue, Found, one
from onrecord.annotate.figures.number.measures import MULTIPLYING
from onrecord.annotate.figures.spells import (
    expectancy_before,
    find_spell,
    is_of_nobody,
    who_is_that_old,
)
from onrecord.annotate.figures.subjects import stated_subject
from onrecord.annotate.figures.syntax import (
    children,
    climb,
    object_of,
    outer_of,
    phrase_around,
    subject_of,
)
from onrecord.annotate.figures.verbal import verb
from onrecord.annotate.rules import Chain, Rule
from onrecord.lexicon import words
from onrecord.model import Span

_STANDARDS = words("things.standards")
_OPENING = 8  # words between a share or its whole and what is said of it


def age(clue: Clue) -> Found | None:
    """Whoever or whatever is that old; nobody, where the sentence does not say."""
    if not clue.is_age:
        return None
    who = _or_subject(clue, who_is_that_old(clue.tokens, clue.lx, clue.q, clue.number))
    who = who or expectancy_before(clue.tokens, clue.number)
    if who is None and clue.before and not is_of_nobody(clue.tokens, clue.lx, clue.q):
        return Found(clue.before[-1].what) if _is_said_of_it(clue) else Found()
    return Found((who,) if who is not None else ())


def multiplied(clue: Clue) -> Found | None:
    """What a verb multiplies: its object, else its subject: "They doubled their wealth"."""
    word = clue.anchor
    if clue.q.dimension != "times" or word.lower_ not in MULTIPLYING:
        return None
    thing = object_of(word) or stated_subject(clue.tokens, word)
    named = thing is not None and clue.tokens.is_thing(thing)
    return Found((phrase_around(clue.tokens, thing),) if thing is not None and named else ())


def often(clue: Clue) -> Found | None:
    """What is done so many times."""
    if clue.q.dimension != "times":
        return None
    spell = find_spell(clue.tokens, clue.number)
    return Found((spell,) if spell is not None else ())


def standard(clue: Clue) -> Found | None:
    """What is so many percent of a standard: "a rate of 150 percent of the average"."""
    found = of(clue) if clue.q.unit == "percent" else None
    if found is None or clue.tokens.at(found.what[0].end - 1).lower_ not in _STANDARDS:
        return None
    noun = _before_of(clue)
    return Found((noun, *found.what)) if noun is not None else None


def part(clue: Clue) -> Found | None:
    """What its whole counts: "23 ships lay in the gulf, including nine that carry grain"."""
    whole = clue.links.part_of
    if whole is None or whole >= clue.index or clue.before[whole].unit != clue.q.unit:
        return None
    lends = clue.q.unit == "count" and bool(clue.before[whole].what)
    return Found(clue.before[whole].what, whole) if lends else None


def measured_of(clue: Clue) -> Found | None:
    """The noun before "of" and a count: "for a population of 1,400"."""
    return one(_before_of(clue)) if clue.q.dimension == "count" else None


def grown(clue: Clue) -> Found | None:
    """What things counted are added to, for their share: "grew by 1,200 posts or 2 %"."""
    model = model_of(clue)
    if model is None or clue.q.unit != "percent" or clue.before[model].unit != "count":
        return None
    predicate = clue.before[model].predicate
    if clue.before[model].course is None or predicate is None:
        return None
    subject = stated_subject(clue.tokens, clue.tokens.at(predicate.start))
    return one(phrase_around(clue.tokens, subject)) if subject is not None else None


def like(clue: Clue) -> Found | None:
    """What the figure says that this one is set beside: "$3 million (€2.6 million)", "from 208"."""
    model = model_of(clue)
    if model is None or clue.q.dimension == "times" or not clue.before[model].what:
        return None
    return Found(clue.before[model].what, model)


def spell(clue: Clue) -> Found | None:
    """What lasts, is done or happens so long before or after; of a verb alone its subject."""
    found = find_spell(clue.tokens, clue.number) if clue.q.dimension == "time" else None
    if found is None or not clue.tokens.is_verb(found):
        return one(found)
    subject = subject_of(clue.tokens.at(found.start))
    named = subject is not None and clue.tokens.is_thing(subject)
    return Found((phrase_around(clue.tokens, subject),) if subject is not None and named else ())


WHAT: Chain[Clue, Found] = Chain(
    "what",
    Rule("age", age),
    Rule("multiplied", multiplied),
    Rule("often", often),
    Rule("one in so many", one_in),
    Rule("in a state", in_state),
    Rule("purpose", purpose),
    Rule("added to", added),
    Rule("points back", points_back),
    Rule("of a standard", standard),
    Rule("of", of),
    Rule("in a bracket", in_bracket),
    Rule("counted", counted),
    Rule("measure before its noun", measured),
    Rule("part", part),
    Rule("befallen", befallen),
    Rule("measured of", measured_of),
    Rule("grown", grown),
    Rule("like", like),
    Rule("spell", spell),
    Rule("elliptic", elliptic),
    Rule("holder", holder),
    Rule("verb", verb),
    Rule("change", change),
    Rule("lent", lent),
    Rule("nearest", nearest),
)


def _or_subject(clue: Clue, who: Span | None) -> Span | None:
    """The subject in place of a thing that the clause is about: "She joined the guild aged 14"."""
    noun = clue.tokens.at(who.end - 1) if who is not None else None
    if noun is None or noun.dep_ not in ("dobj", "pobj") or noun.tag_ != "NN":
        return who
    subject = next((subject_of(t) for t in climb(noun) if t.pos_ == "VERB"), None)
    if subject is None or not any(c.lower_ == "the" for c in children(noun)):
        return who
    return phrase_around(clue.tokens, subject) if clue.tokens.is_thing(subject) else None


def model_of(clue: Clue) -> int | None:
    """The figure beside which this one is set."""
    links = clue.links
    model = links.like if links.like is not None else links.bare_like
    return model if model is not None and model < clue.index else None


def _is_said_of_it(clue: Clue) -> bool:
    """Whether "of them" and a copula stand between the number before and an age: "two-thirds of
    them were younger than five".
    """
    gap = clue.tokens.text[clue.before[-1].number.end : clue.start].split()
    return gap[:1] == ["of"] and len(gap) < _OPENING and bool({"were", "are", "is", "was"} & {*gap})


def _before_of(clue: Clue) -> Span | None:
    """The noun before an "of" before the number: "an unemployment rate of at least 150 percent"."""
    ahead, tokens = clue.ahead, clue.tokens
    noun = tokens.previous(ahead) if ahead is not None and ahead.lower_ == "of" else None
    if noun is None or not can_be_named(tokens, noun):
        return None
    return phrase_around(tokens, outer_of(tokens, noun))
