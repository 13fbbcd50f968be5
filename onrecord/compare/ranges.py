"""What a figure leaves open, by its modifier and its rounding."""

from __future__ import annotations

import math

from onrecord.model import Figure

_ABOUT = 0.1  # "about 100" leaves 90 to 110 open
_OPEN = (">", "<")
_VAGUE = 0.5  # of the higher bound: "dozens" are no number


def meet(one: Figure, two: Figure) -> bool:
    """Whether two figures leave room for one number."""
    (a, b), (c, d) = interval(one), interval(two)
    return a <= d and c <= b


def same_number(one: Figure, two: Figure) -> bool:
    """Whether they give one number, not only leave room for it: "at least 6" and "9" do not."""
    if max(one.high - one.low, two.high - two.low) > _VAGUE * max(one.high, two.high):
        return False
    if (one.low, one.high) == (two.low, two.high):
        return True
    return one.change not in _OPEN and two.change not in _OPEN and meet(one, two)


def interval(figure: Figure) -> tuple[float, float]:
    """What a figure leaves open: "about" a tenth to both sides, "more than" all above, a round
    number its rounding.
    """
    low, high = figure.low, figure.high
    if figure.change == ">":
        return low, math.inf
    if figure.change == "<":
        return -math.inf, high
    slack = max(
        _ABOUT * max(abs(low), abs(high)) if figure.change == "~" else 0,
        _rounding(low),
        _rounding(high),
    )
    return low - slack, high + slack


def _rounding(value: float) -> float:
    """Half of the place to which a large number seems to be rounded, two digits being kept: 14,000
    → 500.
    """
    if abs(value) < 100 or value != int(value):
        return 0
    digits = str(int(abs(value)))
    zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)
    return 10**zeros / 2 if zeros > 0 else 0
