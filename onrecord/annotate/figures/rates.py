"""What a number is per, where that stands apart from it: "3 million euros ($4 million) a day", "40
trucks an hour".
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.figures.number.unit_names import dimension_of
from onrecord.annotate.figures.number.units import with_rate
from onrecord.annotate.figures.ties import Draft
from onrecord.annotate.lexemes import Lexemes

_BRACKET = 8  # lexemes that a conversion in brackets may take


def rate_of_count(lx: Lexemes, end: int) -> str:
    """The unit of a count with what it is per behind the thing counted: "90 crates per hour"."""
    i = lx.behind(end)
    if lx[i].low not in ("per", "a", "an") and not (lx[i].low == "/" and lx[i].glued):
        return "count"
    rated = with_rate(lx, "count", "count", i)
    timely = lx[i].low == "per" or dimension_of(rated.name.removeprefix("count per ")) == "time"
    return rated.name if timely else "count"


def with_rate_behind_bracket(lx: Lexemes, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with the rate behind a sum and its conversion given to both of them."""
    rated = list(drafts)
    for i in range(1, len(rated)):
        one, two = rated[i - 1].q, rated[i].q
        if (
            one.dimension != "money"
            or two.dimension != "money"
            or lx.lows(one.stop, two.first) != ("(",)
        ):
            continue
        close = next((k for k in range(two.stop, two.stop + _BRACKET) if lx[k].text == ")"), None)
        per = with_rate(lx, "", "money", close + 1).name if close is not None else ""
        if per and " per " not in one.unit + two.unit:
            rated[i - 1] = Draft(one._replace(unit=one.unit + per), rated[i - 1].how)
            rated[i] = Draft(two._replace(unit=two.unit + per), rated[i].how)
    return rated


def lent_rate(unit: str, model: str) -> str:
    """The unit with what another figure of the same thing is per: "€0.85 a share, up from €0.7"."""
    return model if model.startswith(f"{unit} per ") else unit
