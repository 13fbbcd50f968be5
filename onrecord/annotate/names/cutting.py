"""Cutting: a stretch that the model labels, cut to the names in it, each of which begins and ends
where a name does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Kind, Span

# A word of a name: letters and digits with the marks that stand inside words, and a dot behind it.
WORD = re.compile(r"\w+(?:[.&’'‘`-]\w+)*[.’]?|&")
_BREAK = re.compile(r"[\n\r\t()\[\]{}|/;:•*<>«»‹›“”\"…]|\s[-–—]\s|--|\s{2,}")
_POSSESSIVE = re.compile(r"[’'`]s\b|(?<=s)[’'](?=\s|$)")
_LOST_APOSTROPHE = re.compile(r"(?<=[a-z])s\s(?=[A-Z])")
_TITLE_STYLE = re.compile(
    r"(?:^|\s)(?:Against|For|With|After|Over|Amid|To|As|From|By|At|On|In|Is|Says?|Vs)(?:\s|$)"
)
# Small words of a sentence that stand in no name.
_SENTENCE = re.compile(
    r"\s(?:by|until|with|from|as|that|which|who|said|says|after|before|over|into|than|is|was|has|were|are)\s"
)
_SEAT = re.compile(r", ([A-Z][\w. ]+)$")
_AND = re.compile(r"\s(?:and|or)\s")
# "the" stands inside a name only behind another small word: "Bank for the Coast", never "Whitlow
# the harbour".
_LONE_THE = re.compile(
    r"(?<=[A-Z][\w.’']{2}|[\w.’']{3})(?<!\sof)(?<!\sand)(?<!\sfor)(?<!\son)(?<!\sin)(?<!\sby)(?<!with)(?<!from)\sthe\s"
)
# What follows a company's legal form is not its name: a ticker symbol, or where it sits.
_TICKER = re.compile(
    r"(?i:\b(?:inc|corp|ltd|plc|co|gmbh|ag)\b)()(?:\.?\s(?:[A-Z]{2,5}(?:\.[A-Z]{1,2})?$|(?:of|until|by|in)\s))"
)
_SYMBOL = re.compile(r"\s[A-Z]{3,5}\.[A-Z]{1,2}$")  # "HLDN.AS", with the exchange behind the dot
_SHORT = re.compile(r"\s([A-Z]{3,6})$")
_AMOUNT = re.compile(
    r"\d+[.,]\d+[a-z]*|\d+[-–]\d+|[A-Z]{1,3}\$?\d[\d.,]*[a-z]{1,3}"
)  # "27.3", "QR12bn"
_BELIEF = re.compile(r"[A-Z]\w{3,}(?:isms?|phobia)")
_SUFFIX = re.compile(r",\s(?:Jr|Sr|Inc|Ltd|LLC|Corp|PLC|Co|D\.C)\b")


def titled_parts(text: str, span: Span) -> Iterator[Span]:
    """A stretch of a headline, cut at the small words that its style writes with a capital: "Fight
    Against Kesh".
    """
    start = span.start
    for match in _TITLE_STYLE.finditer(text, span.start, span.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, span.end)


def pieces(text: str, span: Span, label: Kind) -> Iterator[Span]:
    """The names in a stretch that the model labels: cut at breaks, titles, articles and possessives
    left out.
    """
    if "://" in span.of(text) or "www." in span.of(text):
        return
    for part in _split(text, span, label):
        cut = trim(text, part, label)
        if cut is not None:
            yield cut


def _split(text: str, span: Span, label: Kind) -> Iterator[Span]:
    """The stretch, cut at line breaks and brackets, at commas between places or persons, behind a
    country's 's.
    """
    start = span.start
    cuts = [m.span() for m in _BREAK.finditer(text, span.start, span.end)]
    if label in ("place", "person"):
        kept = {m.start() for m in _SUFFIX.finditer(text, span.start, span.end + 4)}
        cuts += [
            (i, i + 1) for i in range(span.start, span.end) if text[i] == "," and i not in kept
        ]
    if label == "place" and not gazetteer.place(span.of(text)):
        cuts += [
            m.span()
            for m in _AND.finditer(text, span.start, span.end)
            if gazetteer.place(text[m.end() : span.end])
        ]
    cuts += [m.span() for m in _LONE_THE.finditer(text, span.start, span.end)]
    cuts += [m.span() for m in _SENTENCE.finditer(text, span.start, span.end)]
    if (
        label == "organization"
        and (match := _SEAT.search(text, span.start, span.end))
        and gazetteer.place(match[1])
    ):
        cuts.append((match.start(), match.start(1)))
    for match in _POSSESSIVE.finditer(text, span.start, span.end):
        owner = text[span.start : match.start()]
        owned = text[match.end() : span.end].split()
        of_body = gazetteer.place(owner) or owner.lower().rpartition(" ")[2] in w.LEGAL_FORMS
        if of_body or _is_person(owned):
            cuts.append(match.span())
    for match in _LOST_APOSTROPHE.finditer(text, span.start, span.end):
        if _is_owner(text, text[span.start : match.start()]):
            cuts.append((match.end() - 1, match.end()))
    cuts += _tails(text, span)
    for a, b in sorted(cuts):
        if start < a:
            yield Span(start, a)
        start = max(start, b)
    if start < span.end:
        yield Span(start, span.end)


def _is_person(parts: Sequence[str]) -> bool:
    """Whether words behind a possessor are somebody of it: "Sky's Mr Lund"."""
    if len(parts) < 2 or parts[-1].lower() in w.ORGANIZATION_HEADS | w.PLACE_HEADS | w.THINGS:
        return False
    addressed = parts[0].lower().rstrip(".") in w.ADDRESSES
    return addressed or gazetteer.is_given_name(parts[0])


def _is_owner(text: str, words: str) -> bool:
    """Whether the words are a country, which the page names elsewhere, and an s behind them has
    lost its apostrophe.
    """
    if (
        not gazetteer.country(words)
        or gazetteer.place(words + "s")
        or gazetteer.is_given_name(words + "s")
    ):
        return False
    return re.search(rf"\b{re.escape(words)}\b", text) is not None


def _tails(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """What is cut at the end of a name: a symbol of the exchange; or the blank in front of its own
    abbreviation.
    """
    for ticker in _TICKER.finditer(text, span.start, span.end):
        yield ticker.start(1), span.end
    for symbol in _SYMBOL.finditer(text, span.start, span.end):
        yield symbol.span()
    short = _SHORT.search(text, span.start, span.end)
    if short and _initials(text[span.start : short.start()]).endswith(short[1]):
        yield short.start(), short.start(1)


def _initials(words: str) -> str:
    """The capitals of the words."""
    return "".join(x[0] for x in words.split() if x[0].isupper())


def trim(text: str, span: Span, label: Kind) -> Span | None:
    """The span from the first word of the name to the last; None where no name is left."""
    found = [Span(m.start(), m.end()) for m in WORD.finditer(text, span.start, span.end)]
    while found and not _begins(found, text, label):
        del found[0]
    while found and not _ends(found[-1].of(text)):
        del found[-1]
    if not found:
        return None
    start, end = found[0].start, found[-1].end
    last = found[-1].of(text)
    if match := re.search(r"[’'`‘]s?$", last):
        end -= len(match[0])
    elif last.endswith(".") and not _abbreviated(last):
        end -= 1
    name = text[start:end]
    if any(unicodedata.category(c) == "Sc" for c in text[start : end + 1]) or _BELIEF.fullmatch(
        name
    ):
        return None
    if all(x.of(text).strip(".").lower() in w.NO_NAMES for x in found) or not re.search(
        r"[^\W\d_]{2}|\.\w\.", name
    ):
        return None
    if len(found) == 1 and name.lower() in w.HONORIFICS | w.ROLE_HEADS and label == "person":
        return None
    if all(x.istitle() and x.lower().rstrip(".") in w.RANKS for x in name.split()):
        return None
    if is_title(name) or _is_thing([x.of(text).lower() for x in found]):
        return None
    if last.lower().rpartition("-")[2] in w.OFFICES and " of " not in name:
        return None
    return Span(start, end)


def _is_thing(low: list[str]) -> bool:
    """Whether the last word says that this is no actor, with or without its year or number."""
    return len(low) > 1 and (low[-1] in w.THINGS or (low[-1].isdigit() and low[-2] in w.THINGS))


def is_title(name: str) -> bool:
    """Whether all these words are a title: "Prime Minister", "Minister of Health",
    "Secretary-General".
    """
    parts = [p.rstrip(".") for p in name.lower().replace("’", "'").split()]
    if parts[0] in ("his", "her", "your", "their") and len(parts) > 1:
        return True
    head = next((i for i, p in enumerate(parts) if p in w.ROLE_HEADS or p in w.HONORIFICS), None)
    if head is None or not all(
        p in w.TITLE_MODIFIERS or gazetteer.is_people(p) for p in parts[:head]
    ):
        return False
    rest = parts[head + 1 :]
    if not rest:
        return len(parts) > 1
    return rest[0] in ("of", "for") or all(
        p in w.ROLE_HEADS or p in w.TITLE_MODIFIERS or p == "and" for p in rest
    )


def _begins(found: list[Span], text: str, label: Kind) -> bool:
    """Whether the first of these words can be the first of a name."""
    first = found[0].of(text)
    low = first.lower().rstrip(".")
    following = found[1].of(text) if len(found) > 1 else ""
    if low in ("the", "a", "an") or first == "&":
        return False
    if low in w.ADDRESSES and len(found) > 1:
        return False
    if label == "person" and len(found) > 1 and following[:1].isupper():
        if low in w.HONORIFICS or low in w.ROLE_HEADS:
            return False
        rest = [x.of(text).lower().rstrip(".") for x in found[1:5]]
        if (low in w.TITLE_MODIFIERS or gazetteer.is_people(low)) and any(
            p in w.ROLE_HEADS or p in w.RANKS for p in rest
        ):
            return False
    if label == "person" and low == "of":
        return False
    if not first[:1].islower():
        return True
    if low in w.PARTICLES:
        return bool(following[:1].isupper()) or following.lower() in w.PARTICLES
    return any(c.isupper() for c in first)  # "al-Hol", "iPhone", "eBay"


def _ends(last: str) -> bool:
    """Whether a word can be the last of a name."""
    if last == "&" or last.lower() in w.CONNECTORS or _AMOUNT.fullmatch(last):
        return False
    return any(c.isupper() or c.isdigit() for c in last) or (
        not last.isascii() and not last.islower()
    )


def _abbreviated(word: str) -> bool:
    """Whether the dot at the end belongs to the word: "U.S.", "Jr.", "F."."""
    return bool(re.fullmatch(r"(?:[^\W\d_]\.){2,}|(?:Jr|Sr)\.", word))
