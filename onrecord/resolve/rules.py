"""The rules of joining, in the order in which they are asked: every name that joins two names has
its rule here, and `how` is what a reader is told of it.

A rule that is `sure` says what the article or the form of the names shows. One that is not goes by
their likeness: what it joins is kept as a reading (`model.Join`), and review asks an editor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.annotate.rules import Chain, Rule
from onrecord.resolve import across, bodies, persons
from onrecord.resolve.page import Corpus, Names, Page, Pair


@dataclass(frozen=True)
class Joining(Rule[Names, list[Pair]]):
    """Finds the names that are one actor's, the short one of a pair first."""

    how: str = ""
    sure: bool = True


def _sure(name: str, find: Callable[[Names], Iterator[Pair]], how: str) -> Joining[Names]:
    return Joining(name, lambda names: list(find(names)) or None, how)


def _read(name: str, find: Callable[[Names], Iterator[Pair]], how: str) -> Joining[Names]:
    return Joining(name, lambda names: list(find(names)) or None, how, sure=False)


STATED = "stated"
SPELLINGS = "two spellings"  # with the letters between them, where names are shown

WITHIN = Chain[Page, list[Pair]](
    "one article",
    _sure(STATED, bodies.stated, "the article gives it as another name"),
    _read("initials", bodies.initials, "its initials, in the article that has its name"),
    _sure("part of a person's name", persons.parts, "a part of the name, in the same article"),
    _sure("first initial", persons.first_initials, "the first name is an initial"),
    _sure("without its mark", persons.generations, "the name without Jr. or the like"),
    _sure("same bare name", persons.same_name, "the same name in the same article"),
    _sure("part of a body's name", bodies.parts, "a part of the name, in the same article"),
    _sure("noun of a body's name", bodies.heads, "the one body of this sort in the article"),
    _read("misspelt surname", persons.slips, SPELLINGS),
    _read("misspelt name", persons.spellings, SPELLINGS),
)

ACROSS = Chain[Corpus, list[Pair]](
    "all articles",
    _sure("same name", across.same_name, "the same name"),
    _sure("middle name", across.middle_names, "the name without its middle part"),
    _sure("family name first", across.family_first, "the family name in front"),
    _sure("country's body", across.countrys_body, "the name without its country"),
    _read("stated elsewhere", across.stated_elsewhere, "the abbreviation another article gives"),
    _read("initials", across.initials, "its initials, and several articles name it"),
    _read("trade name", across.trade_names, "the name without Holdings, Group or the like"),
    _sure("surname", across.surnames, "the one bearer of the name in its briefing"),
    _sure("office", across.titled, "the same office"),
    _sure("other kind", across.other_kind, "the same name, read as another kind"),
    _read("misspelt body", across.slips, SPELLINGS),
    _read("misspelt person", across.spellings, SPELLINGS),
)  # fmt: skip
