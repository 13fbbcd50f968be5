"""The rules of joining, in the order in which they are asked: every name that joins two names has
its rule here, and `how` is what a reader is told of it.

A rule that is `sure` says what the article or the form of the names shows. One that is not goes by
their likeness: what it joins is kept as a reading (`model.Join`), and review asks an editor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.resolve import across, bodies, persons
from onrecord.resolve.page import Corpus, Page, Pair

Names = TypeVar("Names", Page, Corpus)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Names]):
    """Finds the names that are one actor's, the short one of a pair first."""

    name: str  # by which it is switched off
    find: Callable[[Names], Iterator[Pair]]
    how: str
    sure: bool = True


STATED = "stated"
SPELLINGS = "two spellings"  # with the letters between them, where names are shown

WITHIN: tuple[Rule[Page], ...] = (
    Rule(STATED, bodies.stated, "the article gives it as another name"),
    Rule("initials here", bodies.initials, "its initials, behind it in the same article", False),
    Rule("part of a name", persons.parts, "a part of the name, in the same article"),
    Rule("first initial", persons.first_initials, "the first name is an initial"),
    Rule("without its mark", persons.generations, "the name without Jr. or the like"),
    Rule("same bare name", persons.same_name, "the same name in the same article"),
    Rule("part of a body's name", bodies.parts, "a part of the name, in the same article"),
    Rule("misspelt surname", persons.slips, SPELLINGS, False),
    Rule("misspelt here", persons.spellings, SPELLINGS, False),
)

ACROSS: tuple[Rule[Corpus], ...] = (
    Rule("same name", across.same_name, "the same name"),
    Rule("middle name", across.middle_names, "the name without its middle part"),
    Rule("family name first", across.family_first, "the family name in front"),
    Rule("country's body", across.countrys_body, "the name without its country"),
    Rule(
        "stated elsewhere",
        across.stated_elsewhere,
        "the abbreviation that another article gives it",
        False,
    ),
    Rule("initials", across.initials, "its initials, and several articles name it", False),
    Rule("trade name", across.trade_names, "the name without Holdings, Group or the like", False),
    Rule("surname", across.surnames, "the one bearer of the name in its briefing"),
    Rule("office", across.titled, "the same office"),
    Rule("other kind", across.other_kind, "the same name, read as another kind"),
    Rule("misspelt body", across.slips, SPELLINGS, False),
    Rule("misspelt person", across.spellings, SPELLINGS, False),
)

ALL = (*(rule.name for rule in WITHIN), *(rule.name for rule in ACROSS))
