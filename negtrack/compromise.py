"""Where a settlement would lie by the compromise model, the mean and the median: the arithmetic.

The compromise model is O = Σcsx / Σcs over the parties' positions x with power c and salience s
(Van den Bos 1991; Thomson et al., "The European Union Decides", 2006). All exact but the square
root of the spread; no record is needed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import sqrt
from typing import NamedTuple


class Stake(NamedTuple):
    """A party's position on a scale, and its power and salience; None where nobody stated them."""

    x: Fraction
    power: Fraction | None = None
    salience: Fraction | None = None


class Settlement(NamedTuple):
    """What the rules say of some positions, in the unit of these.

    `power` and `salience` tell whether that weight was used: only where every party has it. The
    `median` is all from one point to another, mostly one point. `condorcet` are the options that
    beat or tie every other. Where all weights are 0, what needs weights is None or empty.
    """

    n: int
    power: bool
    salience: bool
    mean: Fraction
    compromise: Fraction | None
    median: tuple[Fraction, Fraction] | None
    spread: float | None
    condorcet: tuple[Fraction, ...]

    @property
    def weighted_median(self) -> Fraction | None:
        """The median; the middle of all of them where there are several."""
        return None if self.median is None else sum(self.median) / Fraction(2)


Weighted = Sequence[tuple[Fraction, Fraction]]
"""Positions, each with its weight."""


def settlement(stakes: Sequence[Stake], options: Iterable[Fraction] = ()) -> Settlement:
    """What the rules say of at least one position.

    `options` are what could be voted on beside the positions themselves.
    """
    power = all(one.power is not None for one in stakes)
    salience = all(one.salience is not None for one in stakes)
    known = [(one.x, _weight(one, power, salience)) for one in stakes]
    mean = sum((x for x, _ in known), Fraction(0)) / len(known)
    middle = weighted_mean(known)
    ballot = sorted({*options, *(x for x, _ in known)})
    return Settlement(
        len(known),
        power,
        salience,
        mean,
        middle,
        weighted_median(known),
        None if middle is None else _spread(known, middle),
        () if middle is None else condorcet(known, ballot),
    )


def _weight(one: Stake, power: bool, salience: bool) -> Fraction:
    c = one.power if power and one.power is not None else Fraction(1)
    s = one.salience if salience and one.salience is not None else Fraction(1)
    return c * s


def weighted_mean(known: Weighted) -> Fraction | None:
    """The sum of weight times position over the sum of weights; None where that is 0."""
    total = sum(weight for _, weight in known)
    return sum(x * weight for x, weight in known) / Fraction(total) if total else None


def weighted_median(known: Weighted) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest point with no more than half of the weight on either side."""
    half = sum((weight for _, weight in known), Fraction(0)) / 2
    if not half:
        return None
    below = Fraction(0)
    low: Fraction | None = None
    for x, weight in sorted(known):
        below += weight
        if low is None and below >= half:
            low = x
        if low is not None and below > half:
            return low, x
    raise AssertionError("more than half of a weight is reached at its last position")


def condorcet(known: Weighted, ballot: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The options that beat or tie every other, two by two, where each party takes the nearer.

    A party as near to one as to the other votes for neither (single-peaked, symmetric).
    """
    return tuple(one for one in ballot if all(_margin(known, one, other) >= 0 for other in ballot))


def _margin(known: Weighted, one: Fraction, other: Fraction) -> Fraction:
    """The weight that votes for an option, less that which votes for another."""
    margin = Fraction(0)
    for x, weight in known:
        ours, theirs = abs(x - one), abs(x - other)
        margin += weight * ((ours < theirs) - (ours > theirs))
    return margin


def _spread(known: Weighted, middle: Fraction) -> float:
    """The weighted standard deviation of the positions about their weighted mean."""
    total = sum((weight for _, weight in known), Fraction(0))
    return sqrt(sum(weight * (x - middle) ** 2 for x, weight in known) / total)
