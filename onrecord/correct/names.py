"""Names and roles as editors decided them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.correct.numbering import Numbering
from onrecord.model import Annotations, Article, GivenRole, Kind, Mention, NameAs, RoleAs

BY_EDITOR = "editor"  # in the place of a rule's name


def with_names(article: Article, found: Annotations, names: Sequence[NameAs]) -> Annotations:
    """Each name is one mention of the actor that its decision names, and what overlaps it is none;
    of a pronoun or a description the form stays.
    """
    if not names:
        return found
    kept = Numbering(found.mentions)
    for c in names:
        here = [m for m in kept.items if m.span.overlaps(c.span)]
        same = next((m for m in here if m.span == c.span), None)
        if not c.gone:
            likely = same or next(iter(here), None)
            kind: Kind = likely.kind if likely else "person"
            new = replace(same or Mention(c.span, kind), given=c.actor, decided=c.ruling)
            kept.put(same, replace(new, how=BY_EDITOR))
            here = [m for m in here if m is not same]
        for mention in here:
            kept.drop(mention)
    order, new_index = kept.ordered(lambda m: (m.span.start, -m.span.end))
    mentions = tuple(replace(m, antecedent=new_index(m.antecedent)) for m in order)
    quotes = tuple(replace(q, mention=new_index(q.mention)) for q in found.quotes)
    figures = tuple(replace(f, mention=new_index(f.mention)) for f in found.figures)
    return replace(found, mentions=mentions, quotes=quotes, figures=figures)


def with_roles(found: Annotations, roles: Sequence[RoleAs]) -> Annotations:
    """The roles without those that editors decided on, and what they call a role instead."""
    if not roles:
        return found
    mentions = tuple(
        replace(m, roles=tuple(r for r in m.roles if not any(r.overlaps(c.span) for c in roles)))
        for m in found.mentions
    )
    given = tuple(GivenRole(c.span, c.of, c.ruling) for c in roles if not c.gone)
    return replace(found, mentions=mentions, given_roles=given)
