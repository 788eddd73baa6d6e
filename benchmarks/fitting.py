"""How something grows: the exponent of a power that fits what was measured, and how well."""

from collections.abc import Sequence
from math import log
from statistics import correlation, linear_regression
from typing import NamedTuple

NOTICED = 0.1
"""What lies less than this share above the start is lost in its spread, and tells no growth."""

FEWEST = 3
"""Points through which a line says anything."""


class Fit(NamedTuple):
    """`y` grows as `x` to the power of `exponent`, by `n` points, with this share explained."""

    exponent: float
    r2: float
    n: int


def fit(points: Sequence[tuple[float, float]], start: float) -> Fit | None:
    """Least squares on the logarithms of x and of y above its start; nothing where y hardly grows.

    `start` is what there is to pay for any x: with it, no power would fit.
    """
    above = [(log(x), log(y - start)) for x, y in points if y - start > NOTICED * start]
    if len(above) < FEWEST:
        return None
    xs, ys = zip(*above, strict=True)
    slope = linear_regression(xs, ys).slope
    same = len(set(ys)) == 1
    return Fit(slope, 1.0 if same else correlation(xs, ys) ** 2, len(above))
