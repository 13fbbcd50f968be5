"""Plain text: the text is the file's, unchanged; its structure is found later, by reading it."""

from __future__ import annotations

from onrecord.model import Problem
from onrecord.read.readers.draft import Draft, Facts, read_facts
from onrecord.read.readers.frontmatter import Parted, part


def read_text(text: str, file: str, problems: list[Problem]) -> Draft:
    """What follows the front matter, with its line ends and blanks as they are."""
    parted = part(text, file, problems)
    return Draft(parted.body, facts=front_facts(parted))


def front_facts(parted: Parted) -> Facts:
    """The facts in the front matter of a source; whatever else stands there is reported."""
    if parted.front is None:
        return Facts()
    facts = read_facts(parted.front)
    parted.front.done()
    return facts
