"""Kinds: what a name of the article is a name of, from everything that the article and the world
say about it.

The model labels each occurrence by itself and so contradicts itself within a page. Here all
occurrences of a name speak together: what the model says, what the name is made of, what stands
beside it, what the gazetteer knows. Each sign counts a few points for a kind; the kind with most
points wins, and the model's majority wins a tie.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from onrecord.annotate.names.candidates import Candidate
from onrecord.annotate.names.page import Page
from onrecord.lexicon import gazetteer
from onrecord.lexicon import namewords as w
from onrecord.model import Kind, Span

_COMMONER: tuple[Kind, ...] = (
    "other",
    "group",
    "place",
    "organization",
    "person",
)  # of an unknown name, rising
_MODEL = 2.5  # points for the kind that the model says at every occurrence
_LONE = 1.0  # taken from "person" where a single word has nothing of a person beside it
Points = dict[Kind, float]

_SPEECH = frozenset(
    """say tell add warn announce claim argue explain note insist declare admit ask reply respond state write tweet
    believe think describe urge recall acknowledge deny confirm stress joke comment want hope know feel""".split()
)
_KIN = frozenset(
    "wife husband son daughter brother sister father mother parents family widow death life career".split()
)
_IN = frozenset("in at near across throughout within outside inside around toward towards".split())
_TOKENS_OF_AGE = re.compile(r"^,\s(?:aged\s)?\d{1,2}(?:,|\.|\s(?:and|of|was|is|years)\b)")
_NEXT = re.compile(r", (?:in |near )?([A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_SUCH_AS = re.compile(r"(\w+),? (?:like|such as|including) $")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}s?|(?:[A-Z]\.){2,}")


def decide(
    page: Page, names: Mapping[str, Sequence[Candidate]], long_of: Mapping[str, str]
) -> dict[str, Kind]:
    """The kind of each name (its exact words → its occurrences), long names first, since short ones
    lean on them.

    `long_of` tells the long name of each short one that the text introduces: the two are of one
    kind.
    """
    kinds: dict[str, Kind] = {}
    shorts: dict[str, list[str]] = defaultdict(list)
    for short, long in long_of.items():
        shorts[long].append(short)
    parts: dict[str, Points] = defaultdict(lambda: defaultdict(float))
    for name in sorted(names, key=lambda n: (-len(n.split()), n)):
        points = signs(page, name, names[name])
        for kind, value in parts.get(name, {}).items():
            points[kind] = points.get(kind, 0) + value
        if any(_ACRONYM.fullmatch(short) for short in shorts.get(name, ())):
            points["organization"] = points.get("organization", 0) + 4
        labels = Counter(c.label for c in names[name] if c.label)
        kinds[name] = (
            max(points, key=lambda k: (points[k], labels[k], _COMMONER.index(k)))
            if points
            else "other"
        )
        _lend(name, kinds[name], parts)
    return kinds | {
        short: kinds[long] for short, long in long_of.items() if short in kinds and long in kinds
    }


def _lend(name: str, kind: Kind, parts: dict[str, Points]) -> None:
    """A long name lends its kind to its parts, if they stand alone elsewhere."""
    split = name.split()
    if len(split) < 2:
        return
    if kind == "person":
        for part in {split[0], split[-1], *(" ".join(split[i:]) for i in range(1, len(split) - 1))}:
            parts[part]["person"] = 5
    elif kind == "organization":
        for i in range(1, len(split)):
            part = " ".join(split[:i]).rstrip(",")
            if gazetteer.place(part) not in (
                "country",
                "region",
                "city",
            ) and not gazetteer.is_people(part):
                parts[part]["organization"] = 3
        if re.fullmatch(r"(?:[A-Z]\.)+", split[0]):
            parts[split[1]]["organization"] = 3  # "Halden" of W.R. Halden and Co
        if split[0].lower() in w.ORGANIZATION_STARTS and split[1:2] == ["of"]:
            parts[" ".join(split[2:])]["organization"] = 3


def signs(page: Page, name: str, occurrences: Sequence[Candidate]) -> Points:
    """The points for each kind that a name collects."""
    points: Points = defaultdict(float)
    labels = Counter(c.label for c in occurrences if c.label)
    for label, n in labels.items():
        if label:
            points[label] += _MODEL * n / labels.total()
    _of_form(name, points)
    for line in page.doc._.datelines:
        for c in occurrences:
            if line.contains(c.span):
                # "OSLO, June 4 (Example News) —": the place, and in brackets the agency
                bracketed = page.text[c.span.start - 1 : c.span.start] in ("(", "/")
                points["organization" if bracketed else "place"] += 4
                break
    if any(_signs(page, c.span) for c in occurrences):
        points["person"] += 4
    context: Counter[tuple[str, Kind, float]] = Counter()
    for one in occurrences:
        for sign, kind, value in _of_place(page, one.span):
            context[sign, kind, value] += 1
    if (
        " " not in name
        and not gazetteer.is_given_name(name)
        and not {s for s, kind, v in context if kind == "person" and v > 0}
    ):
        points["person"] -= _LONE
    for (_, kind, value), n in context.items():
        points[kind] += (
            value * min(1.0, 0.5 + n / (2 * len(occurrences))) if abs(value) < 4 else value
        )
    return points


def _signs(page: Page, span: Span) -> bool:
    """Whether a line of its own says that this person wrote: "By Ines Calder, harbour reporter"."""
    return " " in span.of(page.text) and page.text[max(0, span.start - 4) : span.start] in (
        "By ",
        "\nBy ",
    )


def _of_form(name: str, points: Points) -> None:
    """What a name is made of, and what the gazetteer knows of it."""
    parts = re.findall(r"[\w&’'.-]+", name)
    low = [p.lower().rstrip(".") for p in parts]
    rank = gazetteer.place(re.sub(r",? D\.?C\.?$", "", name))
    if rank:
        points["place"] += {"country": 6, "region": 4, "city": 3, "town": 1}[rank]
    if gazetteer.is_people(name):
        points["group"] += 5
    if gazetteer.organization(name):
        points["organization"] += 6
    generic = False
    if len(parts) > 1:
        if (
            low[-1] in w.ORGANIZATION_HEADS
            or low[-1] in w.LEGAL_FORMS
            or (low[0] in w.ORGANIZATION_STARTS and "of" in low)
            or (low[-2] in ("and", "&") and low[-1] in ("sons", "associates", "partners"))
        ) or (
            low[-1] in w.NEWSPAPERS
            and (gazetteer.place(" ".join(parts[:-1])) or low[0] in ("daily", "sunday"))
        ):
            points["organization"] += 5
            generic = True
        elif low[0] in w.ROMANCE_STARTS:
            points["organization"] += 4
            generic = True
        elif low[-1] in w.PLACE_HEADS or low[0] in w.PLACE_STARTS:
            points["place"] += 4
            generic = True
        elif {"of", "for", "and", "&"} & set(low) and any(x in w.ORGANIZATION_HEADS for x in low):
            points["organization"] += 4
            generic = True
        elif any(x in w.ORGANIZATION_HEADS for x in low[1:]):
            points["organization"] += 1.5
    if not generic and len(parts) > 1:
        if low[0] in w.ROMANCE_PLACES:
            points["place"] += 1.5
        if (
            gazetteer.is_given_name(parts[0])
            and gazetteer.place(parts[0]) != "country"
            and not rank
        ):
            points["person"] += 3
        if any(re.fullmatch(r"[A-Z]\.", p) for p in parts) or low[-1] in ("jr", "sr", "ii", "iii"):
            points["person"] += 3
        if {"bin", "ibn", "bint", "van", "von", "der"} & set(low[1:]):
            points["person"] += 2
    elif len(parts) == 1 and gazetteer.is_given_name(name) and not rank:
        points["person"] += 1.5
    if _ACRONYM.fullmatch(name):
        points["organization"] += 2
        points["person"] -= 2
    if re.search(r"\d|&", name):
        points["organization"] += 1
        points["person"] -= 3


def _of_place(page: Page, span: Span) -> list[tuple[str, Kind, float]]:
    """What stands beside one occurrence: (the sign, the kind, its points)."""
    found: list[tuple[str, Kind, float]] = []
    before, after = page.before(span), page.after(span)
    rest = page.text[span.end : span.end + 40]
    if before is not None:
        low = before.lower_.rstrip(".")
        if low in w.HONORIFICS and before.text[0].isupper():
            found.append(("honorific", "person", 5))
        elif low in w.ROLE_HEADS:
            found.append(("role", "person", 3))
        elif low in _IN:
            found.append(("in", "place", 2))
        elif low == "on":
            found.append(("on", "organization", 1))
        elif low == "the":
            found += [("the", "person", -3), ("the", "organization", 0.5)]
        elif low == "of" and before.i and before.nbor(-1).lower_ in w.PLACE_NOUNS:
            found.append(("city of", "place", 4))
    if (
        page.text[span.start - 1 : span.start] == "("
        and rest[:1] == ")"
        and gazetteer.is_country_code(span.of(page.text))
    ):
        found.append(("code", "place", 5))
    if _TOKENS_OF_AGE.match(rest):
        found.append(("age", "person", 4))
    if after is not None:
        if after.lower_ in w.PLACE_NOUNS and after.text.islower():
            found.append(("province", "place", 3))
        elif after.lower_ in w.ORGANIZATION_NOUNS:
            found.append(("company", "organization", 2))
        elif after.lower_ in ("'s", "’s") and after.i + 1 < len(page.doc):
            owned = after.nbor().lower_
            if owned in _KIN:
                found.append(("kin", "person", 3))
            elif owned in w.ROLE_HEADS:
                found += [
                    ("officer", "person", -2),
                    ("officer", "place", 1),
                    ("officer", "organization", 1),
                ]
    if rest.startswith(("-based", "‑based")):
        found.append(("based", "place", 4))
    if (match := _NEXT.match(page.text, span.end)) and gazetteer.place(match[1]) in (
        "country",
        "region",
        "city",
    ):
        found.append(("in front of a place", "place", 2))
    if match := _SUCH_AS.search(page.text, max(0, span.start - 40), span.start):
        if match[1].lower() in w.PLACE_NOUNS:
            found.append(("such as", "place", 4))
        elif match[1].lower() in (
            "companies",
            "groups",
            "firms",
            "agencies",
            "organizations",
            "organisations",
            "banks",
        ):
            found.append(("such as", "organization", 4))
    head = page.head(span)
    if head.dep_ == "nsubj" and head.head.lemma_ in _SPEECH:
        found += [("says", "person", 1.5), ("says", "organization", 0.75)]
    if head.dep_ == "appos" or any(c.dep_ == "appos" for c in head.children):
        other = (
            head.head
            if head.dep_ == "appos"
            else next(c for c in head.children if c.dep_ == "appos")
        )
        noun = other.lower_
        if noun in w.ROLE_HEADS:
            found.append(("apposition", "person", 3))
        elif noun in w.ORGANIZATION_HEADS or noun in w.ORGANIZATION_NOUNS:
            found.append(("apposition", "organization", 3))
        elif noun in w.PLACE_NOUNS:
            found.append(("apposition", "place", 3))
    return found
