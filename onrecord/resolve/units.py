"""Units: all mentions of one name in one article. They are what is joined to actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.lexicon import gazetteer
from onrecord.model import Annotations, Article, Kind, Mention, MentionRef
from onrecord.resolve import forms
from onrecord.resolve.beside import NOTHING, Beside, beside, together

T = TypeVar("T", str, Kind)

# The actor who owns a mention by an editor's decision, and the labels by which decisions keep it
# from others.
Mark = tuple[str | None, frozenset[str]]


def unmarked(ref: MentionRef, words: str) -> Mark:
    """What is said of mentions where nobody has decided anything."""
    return None, frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """One name of one article, in one or several spellings that share a key."""

    article: int  # index in the corpus
    key: str
    kind: Kind
    words: tuple[str, ...]  # its spellings here, most frequent first
    counts: tuple[int, ...]  # how often each stands here
    refs: tuple[MentionRef, ...]
    first: int  # where in the text it stands first
    # titles that one person at a time holds, as the article gives them
    offices: frozenset[str] = frozenset()
    personal: bool = False  # a form of address or a role stands beside it
    beside: Beside = NOTHING  # what the words at a person's name tell
    mark: Mark = (None, frozenset())  # what editors say of it
    # its words as they are compared, without "Jr" or "Inc": rules ask for them over and over
    tokens: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", _tokens(self.name, self.kind))

    @property
    def name(self) -> str:
        """Its most frequent spelling."""
        return self.words[0]

    @property
    def generation(self) -> str:
        """ "jr", "sr", "ii" … of a person whose name has such a mark, in it or behind it."""
        return forms.generation(self.name) or self.beside.mark


def _tokens(name: str, kind: Kind) -> tuple[str, ...]:
    if kind == "person":
        return forms.personal(name)
    found = forms.tokens(name)
    return forms.core(found) if kind == "organization" else found


def units_of(
    index: int,
    article: Article,
    found: Annotations,
    mark: Callable[[MentionRef, str], Mark] = unmarked,
) -> Iterator[Unit]:
    """The units of one article, in the order in which they first stand there.

    Spellings that share a key are one unit, unless some are a person and others are not, editors
    tell them apart, or the words beside them do: "Ms Forde" and "Mr Forde" are two until a rule
    joins them.
    """
    groups: dict[tuple[str, bool, Beside, Mark], list[int]] = {}
    told: dict[int, Beside] = {}
    words_of: dict[int, str] = {}
    defined = _defined(article, found)
    for i, mention in enumerate(found.mentions):
        if mention.form != "name":
            continue
        words = words_of[i] = mention.span.on_one_line(article.text)
        said = mark(MentionRef(article.id, i), words)
        is_person = mention.kind == "person"
        if is_person:
            told[i] = beside(article.text, mention.span)
        marked = f"{words} {told[i].mark}" if is_person and told[i].mark else words
        key = _key(marked, mention.kind, defined)
        groups.setdefault((key, is_person, _sense(words, told.get(i)), said), []).append(i)
    for (key, _, _, said), members in groups.items():
        mentions = [found.mentions[i] for i in members]
        spellings = _counted(words_of[i] for i in members)
        yield Unit(
            index,
            key,
            next(iter(_counted(m.kind for m in mentions))),
            tuple(spellings),
            tuple(spellings.values()),
            tuple(MentionRef(article.id, i) for i in members),
            mentions[0].span.start,
            frozenset(
                o for m in mentions for r in m.roles if (o := forms.office(r.of(article.text)))
            ),
            any(m.how == "title" or m.roles for m in mentions),
            together(told[i] for i in members if i in told),
            said,
        )


def _sense(words: str, told: Beside | None) -> Beside:
    """What tells apart the bearers of these words: all that is told of a family name, of a full
    name only who of two is the elder.
    """
    if told is None:
        return NOTHING
    return (
        told.tells
        if len(forms.personal(words)) == 1
        else Beside(called=told.called, mark=told.mark)
    )


def _defined(article: Article, found: Annotations) -> dict[str, str]:
    """The abbreviations that the world knows and that the article gives to another body, with that
    body's name: "International Cricket Council (ICC)".
    """
    defined = {}
    for mention in found.mentions:
        long = _long(mention, found)
        if long is not None:
            short = mention.span.on_one_line(article.text)
            full, name = gazetteer.organization(short), long.span.on_one_line(article.text)
            if full and forms.tokens(full) != forms.tokens(name):
                defined[short] = name
    return defined


def _long(mention: Mention, found: Annotations) -> Mention | None:
    """The name for which a name stands, as the article says."""
    if mention.form != "name" or mention.antecedent is None:
        return None
    long = found.mentions[mention.antecedent]
    return long if long.form == "name" else None


def _key(words: str, kind: Kind, defined: Mapping[str, str]) -> str:
    """A name's key; of an abbreviation to which the article gives another meaning than the world's,
    one of its own.
    """
    if words in defined and kind != "person":
        return f"{words} ({forms.key(defined[words], 'organization')})"
    return forms.key(words, kind)


def _counted(values: Iterable[T]) -> dict[T, int]:
    """How often each stands there, the most frequent first; a Counter takes longer to make than
    what it would count here.
    """
    counts: dict[T, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    if len(counts) == 1:
        return counts
    return dict(sorted(counts.items(), key=lambda pair: -pair[1]))
