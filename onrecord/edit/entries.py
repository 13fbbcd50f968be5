"""One decision into `corrections.yml`, beside what people wrote there: comments, order and spelling
of everything else stay.

A decision takes the place of an earlier one on the same item; else it stands behind the others of
its article. What comes out is read again before anything is written: it must hold what stood there
and the new decision, and nothing that the reader refuses.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.edit.files import RefusedError
from onrecord.model import Article, ComparedAs, Correction, FactsAs, Problem, Span
from onrecord.read.anchors import Nth, places, read_nth
from onrecord.read.contradictions import places_of
from onrecord.read.corrections import read_corrections
from onrecord.read.reading import CORRECTIONS as FILE
from onrecord.read.sorts import COMPARE, SORTS
from onrecord.read.yamlmap import FOREIGN

Entry = Mapping[str, Any]

_ON_ONE_LINE = 96  # characters
_WIDE = 1 << 20  # no line is broken anew
# Words that need no quotation marks; of these alone YAML makes no text, or did so once.
_PLAIN = re.compile(r"[^\W\d_][\w’.]*(?: [^\W_][\w’.]*)*")
_SPECIAL = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
_FAMILIES = ("quote", "figure", "day", "role", "name")
_PARTS = "part"


def family(sort: str) -> str:
    """What a sort of entry is of: "not a quote" and "quote" are of one item."""
    bare = sort.removeprefix("not a ")
    return bare if bare in _FAMILIES or bare == "facts" else _PARTS


def sort_of(entry: Entry) -> str:
    """The key that says what an entry is of; "" where none does."""
    return next((key for key in entry if key in SORTS), "")


def with_entry(text: str | None, name: str, entry: Entry, articles: Mapping[str, Article]) -> str:
    """The file's text with one more decision; `name` is the key of the article, or "compare".
    Raises RefusedError where the file cannot be read, or where it cannot be written.
    """
    _check(entry)
    yaml, data = _parsed(text)
    key = _key(data, name, articles)
    if data.get(key) is None:
        data[key] = _sequence([])
    if not isinstance(data[key], list):
        raise RefusedError(f"“{key}” in {FILE} is no list: mend it by hand")
    article = None if key == COMPARE else _article(key, articles)
    old = _replaced(data[key], entry, article, articles)
    made = _map(entry)
    if old:
        first, *others = old
        kept = data[key][first]
        if article is not None and sort_of(kept) == sort_of(entry):
            _update(kept, entry)
        else:
            data[key][first] = made
        for i in reversed(others):
            del data[key][i]
    else:
        data[key].append(made)
    after = _dumped(yaml, data, text)
    _see(after, articles, text)
    return after


def _check(entry: Entry) -> None:
    """Refuse what no text of ours may hold."""
    for value in _texts(entry):
        if FOREIGN.search(value):
            raise RefusedError("a field holds a character that no text has")


def _texts(value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        return [t for k, v in value.items() for t in (*_texts(k), *_texts(v))]
    if isinstance(value, list | tuple):
        return [t for v in value for t in _texts(v)]
    return ()


def _parsed(text: str | None) -> tuple[Any, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import YAMLError

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    if text is not None and _flush(text):
        yaml.indent(mapping=2, sequence=2, offset=0)
    try:
        data = yaml.load(text.replace("\r\n", "\n")) if text else None
    except (YAMLError, ValueError, RecursionError) as error:
        raise RefusedError(f"{FILE} cannot be read: mend it by hand first") from error
    if data is None:
        data = CommentedMap()
    if not isinstance(data, CommentedMap):
        raise RefusedError(f"{FILE} has no `key: value` lines: mend it by hand first")
    return yaml, data


def _flush(text: str) -> bool:
    """Whether lists stand below their keys without indentation."""
    first = next((line for line in text.splitlines() if line.lstrip().startswith("- ")), "")
    return first.startswith("- ")


def _key(data: Any, name: str, articles: Mapping[str, Article]) -> str:
    """The key under which an article stands already, with its ending or without."""
    if name == COMPARE:
        return name
    if name not in articles:
        raise RefusedError(f"there is no source “{name}” here")
    stem = name.rpartition(".")[0]
    stems = [n.rpartition(".")[0] for n in articles]
    return stem if stem in data and stems.count(stem) == 1 and stem != COMPARE else name


def _article(key: str, articles: Mapping[str, Article]) -> Article:
    return next(a for n, a in articles.items() if key in (n, n.rpartition(".")[0]))


def _replaced(
    entries: Sequence[Any], entry: Entry, article: Article | None, articles: Mapping[str, Article]
) -> list[int]:
    """Which entries a new one takes the place of: those on the same words' item."""
    found = []
    for i, old in enumerate(entries):
        if not isinstance(old, Mapping):
            continue
        if article is None:
            if _same_figures(_figures(old, articles), _figures(entry, articles)):
                found.append(i)
        elif family(sort_of(old)) == family(sort_of(entry)) and (
            sort_of(entry) == "facts" or _meets(old, entry, article.text)
        ):
            found.append(i)
    return found


def _figures(entry: Entry, articles: Mapping[str, Article]) -> list[tuple[str, Span]]:
    """Where the figures of a comparison stand; fewer where one cannot be found."""
    found = []
    for figure in entry.get("same") or entry.get("different") or ():
        nth = read_nth(str(figure.get("nth", Nth())))
        name = next((str(k) for k in figure if k != "nth"), "")
        here = [a for n, a in articles.items() if name in (n, n.rpartition(".")[0])]
        if here and nth is not None:
            spans = places(here[0].text, str(figure[name]))
            if len(spans) == nth.of:
                found.append((here[0].id, spans[nth.number - 1]))
    return found


def _same_figures(one: list[tuple[str, Span]], other: list[tuple[str, Span]]) -> bool:
    """Whether each figure of two comparisons is one of the other, in whichever words."""
    return bool(one) and all(
        any(a == b and s.overlaps(t) for b, t in those)
        for these, those in ((one, other), (other, one))
        for a, s in these
    )


def _meets(one: Entry, other: Entry, text: str) -> bool:
    """Whether two entries are of words that overlap."""
    spans = []
    for entry in (one, other):
        nth = read_nth(str(entry.get("nth", Nth())))
        found = places(text, str(entry[sort_of(entry)]))
        if nth is None or len(found) != nth.of:
            return False
        spans.append(found[nth.number - 1])
    return spans[0].overlaps(spans[1])


def _update(old: Any, entry: Entry) -> None:
    """Put an entry's fields into one that stands there: its facts one by one."""
    for key, value in entry.items():
        if key == "facts" and isinstance(old.get(key), dict):
            old[key].update(_map(value))
        elif key != sort_of(entry):
            old[key] = _plain(value)
    for key in ("nth", sort_of(entry)):
        if key in entry and key != "facts":
            old[key] = _plain(entry[key])
    if "nth" not in entry and "nth" in old:
        del old["nth"]


def _map(entry: Entry) -> Any:
    from ruamel.yaml.comments import CommentedMap

    made = CommentedMap((k, _plain(v)) for k, v in entry.items())
    if sum(len(str(k)) + len(str(v)) + 4 for k, v in entry.items()) <= _ON_ONE_LINE:
        made.fa.set_flow_style()
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _map(value)
    if isinstance(value, list | tuple):
        made = _sequence([_plain(v) for v in value])
        made.fa.set_flow_style()
        return made
    return _quoted(value) if isinstance(value, str) else value


def _quoted(words: str) -> Any:
    """A text as every reader of YAML takes it for one: in quotation marks unless it is plain."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    plain = _PLAIN.fullmatch(words) and words.lower() not in _SPECIAL
    return words if plain else DoubleQuotedScalarString(words)


def _sequence(items: Sequence[Any]) -> Any:
    from ruamel.yaml.comments import CommentedSeq

    return CommentedSeq(items)


def _dumped(yaml: Any, data: Any, before: str | None) -> str:
    out = io.StringIO(newline="")
    yaml.dump(data, out)
    after = out.getvalue()
    return after.replace("\n", "\r\n") if before and "\r\n" in before else after


def _see(after: str, articles: Mapping[str, Article], before: str | None) -> None:
    """Refuse a text that does not read, or in which a decision of before is lost."""
    problems: list[Problem] = []
    now = read_corrections(after, FILE, articles, problems)
    bad = [p for p in problems if not p.warning]
    if bad:
        mend = f" — {bad[0].mend}" if bad[0].mend else ""
        raise RefusedError(f"not written: {bad[0].what}{mend}")
    old: list[Problem] = []
    earlier = read_corrections(before or "", FILE, articles, old)
    lost = [c for c in earlier if not _covered(c, now)]
    if lost:
        raise RefusedError(f"not written: the decision on “{lost[0].words}” would be lost")


def _covered(old: Correction, now: Sequence[Correction]) -> bool:
    """Whether there is a decision of the sort of an old one, on its place."""
    if isinstance(old, FactsAs):
        return any(isinstance(c, FactsAs) and c.article == old.article for c in now)
    if isinstance(old, ComparedAs):
        there = [places_of(c) for c in now if isinstance(c, ComparedAs)]
        return any(_same_figures(places_of(old), places) for places in there)
    return any(
        type(c) is type(old) and c.article == old.article and c.span.overlaps(old.span) for c in now
    )
