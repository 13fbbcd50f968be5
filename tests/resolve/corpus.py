"""A corpus without a model: names marked in the text by hand, as `kind:name`.

"P[Orla Brandt] met O[Kesh Front] in L[Kesh]." has three names. A name in double brackets, "P[[the
minister]]", is a description, and a number behind it, "O[KF]<1", says that it stands for the
mention of that index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model import Annotations, Article, Kind, Mention, Span

_KINDS: dict[str, Kind] = {"P": "person", "O": "organization", "L": "place", "G": "group"}
_MARK = re.compile(r"([POLG])(\[\[?)(.+?)\]+(?:<(\d+))?(?:\{(.+?)\})?")


def marked(id_: str, text: str, **facts: object) -> tuple[Article, Annotations]:
    """An article and its annotations. A role stands in braces behind a name and before it in the
    text.
    """
    plain, mentions, end = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[end : match.start()]
        start = len(plain)
        plain += match[3]
        end = match.end()
        roles: tuple[Span, ...] = ()
        if match[5]:
            at = plain.rindex(match[5])
            roles = (Span(at, at + len(match[5])),)
        form = "name" if match[2] == "[" else "description"
        before = int(match[4]) if match[4] else None
        mentions.append(
            Mention(Span(start, len(plain)), _KINDS[match[1]], form, before, roles=roles)
        )
    plain += text[end:]
    briefing = id_.rpartition("/")[0] or None
    return Article(id_, plain, briefing=briefing, **facts), Annotations(
        id_, (), (), mentions=tuple(mentions)
    )  # type: ignore[arg-type]  # facts are those of an Article


def corpus(texts: Iterable[str]) -> tuple[list[Article], list[Annotations]]:
    """Articles a, b, c … from marked texts, in step with their annotations. "@dock " in front of a
    text names its briefing.
    """
    pairs = []
    for i, text in enumerate(texts):
        briefing = text.startswith("@") and text.split()[0][1:] + "/"
        words = text.partition(" ")[2] if briefing else text
        pairs.append(marked(f"{briefing or ''}{chr(97 + i)}", words))
    return [a for a, _ in pairs], [f for _, f in pairs]
