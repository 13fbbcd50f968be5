"""Forms of names: what of a name is compared with what, so that two spellings of one name are seen
to be one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from onrecord.lexicon import gazetteer, table
from onrecord.lexicon import namewords as w
from onrecord.lexicon import words as words_of
from onrecord.model import Kind

_GENERATIONS = table("identity.generations")
_ROMAN = re.compile(r"(?:X{0,2}(?:IX|IV|VI{0,3}|I{1,3})|XX?)")  # from I to XXIX
GENERIC = w.ORGANIZATION_HEADS | w.ORGANIZATION_STARTS | w.LEGAL_FORMS | w.PLACE_HEADS
_KNOWN_ABBREVIATIONS = table("identity.known_abbreviations")
# Offices that a country, a see or a body gives to one person at a time.
_OFFICES = words_of("identity.single_offices")
_LEADING_FORMS = words_of("identity.leading_forms")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\w)", re.IGNORECASE)
_MINOR = words_of("identity.small_words")


@lru_cache(maxsize=1 << 18)
def tokens(words: str) -> tuple[str, ...]:
    """A name's words in plain small letters; an article in front, dots and accents are left out."""
    found = gazetteer.fold(_ARTICLE.sub("", words)).split()
    return tuple(found) or (words.lower(),)


@lru_cache(maxsize=1 << 18)
def key(words: str, kind: Kind) -> str:
    """What two mentions of one name share, whatever their spelling: "U.S." and "United States" are
    both "=US".
    """
    if kind != "person":
        code = gazetteer.country(_ARTICLE.sub("", words))
        if code:
            return "=" + code
        words = gazetteer.organization(words) or gazetteer.state(words) or _of_country(words)
    found = tokens(words)
    if kind == "group":
        code = gazetteer.people_of(words)
        return (
            "=people of " + code
            if code
            else found[0]
            if len(found) == 1 and not found[0].endswith("s")
            else _singular(found)
        )
    if kind == "organization":
        bare = " ".join(core(found))
        # "Denmark Corp" is not Denmark
        return " ".join(found) if gazetteer.place(bare) in ("country", "region", "city") else bare
    if kind == "person":
        return " ".join((*personal(words), generation(words))).strip()
    return " ".join(found)


def _of_country(words: str) -> str:
    """A known body's name without the country that may stand before it: "US Federal Reserve"."""
    country, _, body = words.partition(" ")
    return body if gazetteer.country(country) and gazetteer.is_organization(body) else words


def _singular(found: tuple[str, ...]) -> str:
    """The last word without its plural s: "Republicans" and "Republican" are one group."""
    last = found[-1]
    return " ".join(
        (
            *found[:-1],
            last[:-1] if len(last) > 3 and last.endswith("s") and not last.endswith("ss") else last,
        )
    )


def core(found: tuple[str, ...]) -> tuple[str, ...]:
    """An organization's words without the legal forms at its ends: "Halden Corp" and "NV Halden"
    are "halden".
    """
    if found[0] in _LEADING_FORMS and len(found) > 1:
        found = found[1:]
    end = len(found)
    while end > 1 and found[end - 1] in w.LEGAL_FORMS | {"and"}:
        end -= 1
    return found[:end]


@lru_cache(maxsize=1 << 18)
def generation(words: str) -> str:
    """ "jr", "sr", "ii" … where a person's name ends with one, else nothing. Roman numerals are
    capitals: "Nguyen Vi" has none, and "Malcolm X" is no tenth.
    """
    parts = words.split()
    if len(parts) < 2:
        return ""
    last = parts[-1].strip(".,")
    numeral = last != "X" and not words.endswith(".") and _ROMAN.fullmatch(last)
    return last.lower() if numeral else str(_GENERATIONS.get(last.lower(), ""))


@lru_cache(maxsize=1 << 18)
def personal(words: str) -> tuple[str, ...]:
    """A person's words as they are compared: "BRANDT, Tomas" in the usual order, hyphens opened,
    initials put together ("J. K." and "JK" are one), without the generation mark.
    """
    mark = generation(words)
    if mark:
        words = words.rsplit(None, 1)[0].rstrip(",")
    family, comma, given = words.partition(", ")
    found: list[str] = []
    initial = False  # whether the word before is made of initials
    for word in tokens(f"{given} {family}" if comma and given else words):
        if len(word) == 1 and initial:
            found[-1] += word
        else:
            found.append(word)
        initial = len(word) == 1
    return tuple(found)


def family(words: str) -> tuple[str, ...]:
    """The last word of a person's name; both parts of "Su-yol", which is no family name but a given
    one.
    """
    found = personal(words)
    bare = words.rsplit(None, 1)[0].rstrip(",") if generation(words) else words
    before, comma, _ = bare.partition(", ")
    parts = tokens((before if comma else bare).split()[-1])
    return parts if parts == found[-len(parts) :] and parts[0] not in w.PARTICLES else found[-1:]


def is_acronym(words: str) -> bool:
    """Whether the words are one abbreviation in capitals: "SDF", "S.E.C.", "U.N."."""
    plain = words.replace(".", "")
    return bool(re.fullmatch(r"[A-Z][A-Z&]{1,8}s?", plain))


def is_known_abbreviation(words: str) -> bool:
    """Whether readers know what an abbreviation stands for without being told: "US", "NHS"."""
    plain = words.replace(".", "")
    known = gazetteer.country(words) or gazetteer.organization(words) or gazetteer.state(words)
    return bool(known) or plain in _KNOWN_ABBREVIATIONS


def initials(words: str) -> frozenset[str]:
    """The abbreviations that a long name can have: with and without its small words, and some of
    its legal forms.
    """
    found = re.findall(r"\w+", gazetteer.fold(words.replace("-", " ")))
    plain = [x for x in found if x not in _MINOR]
    some = [found, plain]
    while some[-1] and some[-1][-1] in w.LEGAL_FORMS:
        some.append(some[-1][:-1])
    return frozenset("".join(x[0] for x in one) for one in some if len(one) > 1)


def slip(a: str, b: str) -> bool:
    """Whether two long names are one but for a slip of the pen: one letter more, less or other, or
    two swapped.

    The word must be long enough for the rest to carry it, and numbers never slip.
    """
    ours, theirs = a.split(), b.split()
    if len(ours) != len(theirs) or len(ours) < 2:
        return False
    unlike = [(x, y) for x, y in zip(ours, theirs, strict=True) if x != y]
    if len(unlike) != 1 or min(map(len, unlike[0])) < 6 or not "".join(unlike[0]).isalpha():
        return False
    return unlike[0][0][0] == unlike[0][1][0] and OSA.distance(*unlike[0]) == 1


def misspelt(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names are one but for one letter of one word: a short word has other words
    so near that are names too, and the first letter does not slip.
    """
    if len(a) != len(b) or len(a) < 2:
        return False
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(unlike) != 1 or min(map(len, unlike[0])) < 5:
        return False
    return unlike[0][0][0] == unlike[0][1][0] and OSA.distance(*unlike[0]) == 1


def office(role: str) -> str:
    """The role in plain words where one person at a time holds it, else nothing: "president", "king
    of kesh".
    """
    found = gazetteer.fold(role)
    return found if _OFFICES & set(found.split()) else ""


def apart(a: str, b: str) -> str:
    """How two names that are read as one differ, in a reader's words."""
    ours, theirs = set(tokens(a)), set(tokens(b))
    letters = min((OSA.distance(x, y) for x in ours - theirs for y in theirs - ours), default=0)
    return f"two spellings, {'one letter' if letters < 2 else f'{letters} letters'} apart"
