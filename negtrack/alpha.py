"""How far coders agree beyond chance: Krippendorff's α, its interval, and plain agreement.

A unit is what several coders coded, as the codes that it was given: those that gave none are left
out of it. α = 1 − Dₒ / Dₑ, the disagreement observed over the one expected if the same codes had
been given to units by chance (Krippendorff, Content Analysis, 2nd ed. 2004, ch. 11).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, combinations
from math import ceil
from random import Random
from typing import Any, Literal, NamedTuple

Level = Literal["nominal", "ordinal", "interval", "ratio"]
"""What may be said of two codes: the same or not, more or less, by how much, how many times."""

Unit = Sequence[Any]
"""The codes that one unit was given; on every level but the nominal one they are numbers."""

Apart = Callable[[Any, Any], float]
"""How much two codes that are not the same differ, squared."""

DRAWS = 1_000
"""How often the units are drawn anew for an interval."""

FEWEST = 5
"""The fewest units that an interval is drawn from."""

RELIABLE, TENTATIVE = 0.8, 0.667
"""Rely on variables with α ≥ .8; draw tentative conclusions at best where α ≥ .667 (ib. p. 241)."""


class Interval(NamedTuple):
    """Between what lie 95 % of the α of units drawn anew."""

    low: float
    high: float


def pairable(units: Sequence[Unit]) -> list[Unit]:
    """The units that at least two coders coded: only these say anything on agreement."""
    return [unit for unit in units if len(unit) > 1]


def alpha(units: Sequence[Unit], level: Level) -> float | None:
    """Krippendorff's α, at most 1; 0 is what chance would give.

    None where it says nothing: fewer than two units to compare, or codes that never vary.
    """
    known = pairable(units)
    counts = Counter(code for unit in known for code in unit)
    if len(known) < 2 or len(counts) < 2:
        return None
    apart = _apart(counts, level)
    observed = sum(_differences(Counter(unit), apart) / (len(unit) - 1) for unit in known)
    expected = _differences(counts, apart) / (counts.total() - 1)
    return 1 - observed / expected


def _differences(counts: Counter[Any], apart: Apart) -> float:
    """What every pair of so many codes differs by, together."""
    pairs = combinations(counts.items(), 2)
    return sum(n * m * apart(one, other) for (one, n), (other, m) in pairs)


def _apart(counts: Counter[Any], level: Level) -> Apart:
    """The metric of a level (ib.); the ordinal one goes by how often each code was given."""
    if level == "nominal":
        return lambda one, other: 1.0
    if level == "ratio":
        return lambda one, other: float((one - other) / (one + other)) ** 2
    places = _ranks(counts) if level == "ordinal" else {code: float(code) for code in counts}
    return lambda one, other: (places[one] - places[other]) ** 2


def _ranks(counts: Counter[Any]) -> dict[Any, float]:
    """The rank of each code among all that were given, of several alike that in their middle."""
    ends = accumulate(counts[code] for code in sorted(counts))
    return {code: end - counts[code] / 2 for code, end in zip(sorted(counts), ends, strict=True)}


def interval(units: Sequence[Unit], level: Level) -> Interval | None:
    """The 95 % percentile interval of α over units drawn with replacement (Zapf et al. 2016).

    The draws are the same on every run. A draw whose codes never vary has no α and is left out:
    fewer than one in e, even where coders differ on a single unit. None where there are too few
    units to draw from, and where coders never differ: an interval without width would claim to be
    certain.
    """
    known = pairable(units)
    if len(known) < FEWEST or agreement(known) == 1:
        return None
    random = Random(0)
    drawn = (alpha(random.choices(known, k=len(known)), level) for _ in range(DRAWS))
    found = sorted(one for one in drawn if one is not None)
    return Interval(found[int(0.025 * len(found))], found[ceil(0.975 * len(found)) - 1])


def agreement(units: Sequence[Unit]) -> float | None:
    """The share of pairs of coders that gave a unit the same code, 0–1; None without a pair."""
    pairs = [one == other for unit in units for one, other in combinations(unit, 2)]
    return sum(pairs) / len(pairs) if pairs else None
