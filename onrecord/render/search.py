"""The index of search: what can be found, in files that a page loads with a script tag when
somebody searches.

A document is an actor, a briefing, a source, a quotation, a figure, a paragraph. Documents that
stand together on a page are a group; a group has a file, and a name that comes from what it holds,
so that a change of one source changes its own files. In its group a document has a number that
comes from its address, so that one more figure does not number others anew in files of words.

- `search/contents.js`: how many files of words there are, which keys are long, the words left out.
- `search/words-N.js`: each word with the documents that have it: the name of a group, what packs
  a document of it, ".", the next, and behind a comma the next group. Which file a word is in says
  the hash of its first letters, so that the beginning of a word finds it too.
- `search/ends-N.js`: the words by their last letters: a slip of the pen leaves a word either its
  first letters or its last.
- `search/group-NAME.js`: the documents of a group.
- `search/places.js`: what the groups of a source or a briefing are of, to narrow by.

scripts/search.js is the other half of this, with the same `bucket`, and with the words of `tokens`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from functools import cache, lru_cache, partial
from math import log2
from typing import Any
from zlib import crc32

import msgspec

from onrecord.compose.wording import day
from onrecord.kept import Bundle, Piece, digest
from onrecord.pages import Site
from onrecord.render.documents import KINDS, ROLE, Document, Group, Place, Unit, units
from onrecord.render.markup import clean
from onrecord.render.tokens import split, stem, stop_words

_WORDS_SIZE = 12_000  # characters that a file of words has about
_KEY_SIZE = 24_000  # characters: a key with more is one letter longer
_SHORTEST_KEY, _LONGEST_KEY = 2, 4
_ENDING = 2  # letters that a word is looked up by from behind
_MISSPELT = 4  # letters: a shorter word is not looked for as a slip
_HEAVIEST = 7  # of a document, the first in its kind
_FEWEST_NUMBERS = 64  # that the documents of a group are spread over
_ROOM = 8  # numbers for each document, so that a new one seldom stands in the way of another
_WHERE, _HREF = 4, 5  # of a row
_NAME = 60  # characters: what is shorter is often there again, as a speaker is
_SPREAD = 16  # a posting is its document's number times this and of all kinds, and its kind
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"  # that a posting is written in


class Indexed(msgspec.Struct, frozen=True, array_like=True):
    """The words of the groups of a unit."""

    groups: list[str]  # their names
    words: dict[str, str]  # of each word the documents in all of them, as they stand in files


_ENCODE = msgspec.msgpack.Encoder()
_DECODE = msgspec.msgpack.Decoder(Indexed)


def search_files(site: Site, known: dict[str, bytes] | None = None) -> Iterator[Piece | Bundle]:
    """All files of the index. `known` are the words of units that an earlier build has read, by
    their keys; those that this one knows take their place once all files are made.
    """
    kept: dict[str, bytes] = {}
    postings: dict[str, list[str]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    places: dict[str, Place] = {}
    for unit in units(site):
        made = cache(partial(_all, unit))
        yield Bundle(partial(_files_of, made), unit.key)
        raw = known.get(unit.key) if known and unit.key else None
        indexed = _DECODE.decode(raw) if raw else _indexed(made())
        if unit.key:
            with suppress(UnicodeEncodeError):  # a half of a letter
                kept[unit.key] = raw or _ENCODE.encode(indexed)
        for word, where in indexed.words.items():
            postings[word].append(where)
        if unit.place:
            places.setdefault(unit.place.href, unit.place)
            names[unit.place.href] += indexed.groups
    yield from _of_words(postings)
    rows = [_place(place, names[href]) for href, place in places.items()]
    yield _piece("places", "searchPlaces", rows)
    if known is not None:
        known.clear()
        known.update(kept)


def _all(unit: Unit) -> tuple[Group, ...]:
    return tuple(unit.groups())


def _files_of(groups: Callable[[], Iterable[Group]]) -> Iterator[Piece]:
    return map(_group, groups())


def _of_words(postings: Mapping[str, Sequence[str]]) -> Iterator[Piece]:
    """The files of words, and the one that says how many there are."""
    words = sorted(postings)
    sizes = {word: len(word) + sum(map(len, postings[word])) for word in words}
    long_keys = _long_keys(sizes)
    count = _power_of_two(sum(sizes.values()) // _WORDS_SIZE)
    bucket_of = cache(partial(bucket, count=count))
    shards: list[list[str]] = [[] for _ in range(count)]
    for word in words:
        where = ",".join(postings[word])
        shards[bucket_of(key_of(word, long_keys))].append(f'{_json(word)}:"{where}"')
    for i, shard in enumerate(shards):
        whole = f"{{{','.join(shard)}}}"
        key = digest("searchWords", i, whole)
        yield Piece(f"search/words-{i}.js", partial(_called, "searchWords", f"{i},{whole}"), key)
    ends = _ends(words)
    for i, some in enumerate(ends):
        yield _piece(f"ends-{i}", "searchEnds", i, " ".join(some))
    contents = {
        "kinds": KINDS,
        "words": count,
        "ends": len(ends),
        "long": sorted(long_keys),
        "stop": sorted(stop_words()),
    }
    yield _piece("contents", "searchContents", contents)


def _piece(name: str, call: str, *values: object) -> Piece:
    return Piece(f"search/{name}.js", partial(_call, call, *values), digest(call, *values))


def bucket(key: str, count: int) -> int:
    """Which of `count` files a key is in: FNV-1a over its code points, of 32 bits."""
    value = 0x811C9DC5
    for letter in key:
        value = (value ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
    value ^= value >> 15  # its last bits alone are too much alike
    return value % count


def key_of(word: str, long_keys: frozenset[str]) -> str:
    """The first letters that a word is looked up by."""
    length = _SHORTEST_KEY
    while length < _LONGEST_KEY and word[:length] in long_keys:
        length += 1
    return word[:length]


def _long_keys(size_of: Mapping[str, int]) -> frozenset[str]:
    """The beginnings that too many words have, by the size of each word."""
    found: set[str] = set()
    for length in range(_SHORTEST_KEY, _LONGEST_KEY):
        sizes: dict[str, int] = defaultdict(int)
        for word, size in size_of.items():
            if length == _SHORTEST_KEY or word[: length - 1] in found:
                sizes[word[:length]] += size
        found |= {key for key, size in sizes.items() if size > _KEY_SIZE and len(key) == length}
    return frozenset(found)


def _power_of_two(number: int) -> int:
    """The next one up: files are divided anew only when a site doubles."""
    return 1 << max(0, number - 1).bit_length()


def _ends(every: Iterable[str]) -> list[list[str]]:
    words = [w for w in every if len(w) >= _MISSPELT and not w[0].isdigit()]
    count = _power_of_two(sum(len(w) + 1 for w in words) // _WORDS_SIZE)
    ends: list[list[str]] = [[] for _ in range(count)]
    for word in words:
        ends[bucket(word[-_ENDING:], count)].append(word)
    return ends


def _numbers(documents: Sequence[Document]) -> list[int]:
    """Of each document of a group its number: a hash of its address, or the next that is free."""
    size = _FEWEST_NUMBERS
    while size < _ROOM * len(documents):
        size *= 2
    hashed = [crc32(f"{d.kind} {d.stable}".encode("utf-8", "replace")) for d in documents]
    numbers, taken = [0] * len(documents), set[int]()
    for i in sorted(range(len(documents)), key=lambda i: (hashed[i] % size, hashed[i], i)):
        number = hashed[i] % size
        while number in taken:
            number = (number + 1) % size
        taken.add(number)
        numbers[i] = number
    return numbers


def _indexed(groups: Iterable[Group]) -> Indexed:
    names: list[str] = []
    words: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        here: dict[str, list[str]] = defaultdict(list)
        for index, document in zip(_numbers(group.documents), group.documents, strict=True):
            weight = min(_HEAVIEST, int(log2(1 + document.weight)))
            named, told = _words_of(document)
            kind = KINDS.index(document.kind)
            for some, of in ((named, kind), (told, ROLE if document.kind == "Actor" else kind)):
                code = _in_36((index * _SPREAD + of) * (_HEAVIEST + 1) + weight)
                for word in some:
                    here[word].append(code)
        names.append(group.name)
        for word, codes in here.items():
            words[word].append(group.name + ".".join(codes))
    return Indexed(names, {word: ",".join(where) for word, where in words.items()})


@lru_cache(1 << 14)
def _in_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits or _DIGITS[0]


def _words_of(document: Document) -> tuple[Set[str], Set[str]]:
    """Each word once, of its name and of its text. Of a name every word counts; of a text those
    that tell something apart.
    """
    every = document.kind in ("Actor", "Briefing", "Tag")
    names = _stems(document.title, every) | _stems(document.also, every)
    return names, _stems(document.text) - names


_stem_of = lru_cache(1 << 17)(stem)


def _stems(text: str, every: bool = False) -> frozenset[str]:
    return _stems_of_name(text, every) if len(text) < _NAME else _stemmed(text, every)


def _stemmed(text: str, every: bool) -> frozenset[str]:
    """Of all words of a text, or of those that are looked for: as they stand, "was" is no "wa"."""
    words = set(split(text))
    return frozenset(map(_stem_of, words if every else words - stop_words()))


_stems_of_name = lru_cache(1 << 14)(_stemmed)


def _group(group: Group) -> Piece:
    """A group as scripts/search.js reads it. What the documents on its page have in common stands
    there once: their page, and how the words for their places begin and end.
    """
    page = group.place.href if group.place else ""
    rows = dict(zip(_numbers(group.documents), map(_row, group.documents), strict=True))
    here = [row for row in rows.values() if row[_HREF].startswith(f"{page}#")]
    before, after = _in_common([row[_WHERE] for row in here])
    for row in here:
        row[_WHERE] = row[_WHERE][len(before) :].removesuffix(after)
        row[_HREF] = row[_HREF].removeprefix(page)
    ordered = {number: rows[number] for number in sorted(rows)}
    name = f"group-{group.name}"
    return _piece(name, "searchGroup", group.name, [page, before, after], ordered)


def _in_common(texts: Sequence[str]) -> tuple[str, str]:
    """How all of them begin, and how what is left of them ends."""
    before = _beginning(texts)
    return before, _beginning([t[len(before) :][::-1] for t in texts])[::-1]


def _beginning(texts: Sequence[str]) -> str:
    least, most = min(texts, default=""), max(texts, default="")
    pairs = enumerate(zip(least, most, strict=False))
    return least[: next((i for i, (a, b) in pairs if a != b), len(least))]


def _row(document: Document) -> list[Any]:
    return [
        KINDS.index(document.kind),
        clean(document.title),
        clean(document.text),
        clean(document.also),
        clean(document.where),
        document.href,
        document.weight,
    ]


def _place(place: Place, names: Sequence[str]) -> list[object]:
    """Of a source or a briefing its name, publisher, day, tags, groups and addresses."""
    return [
        clean(place.title),
        clean(place.publisher),
        place.day.isoformat() if place.day else "",
        day(place.day) if place.day else "",
        [clean(t) for t in place.tags],
        names,
        place.href,
        place.url,
    ]


def _call(name: str, *values: object) -> str:
    return _called(name, ",".join(map(_json, values)))


def _called(name: str, arguments: str) -> str:
    """JSON is JavaScript but for two line separators, which are escaped; so is "<", lest a tag
    end.
    """
    safe = arguments
    for sign in "\u2028\u2029<":
        safe = safe.replace(sign, f"\\u{ord(sign):04x}")
    return f"onRecord.{name}({safe});\n"


def _json(value: object) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # a half of a letter
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
