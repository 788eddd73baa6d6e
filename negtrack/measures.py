"""Distance, overlap and containment of values on an issue's scale: exact, and never a guess.

Distances are fractions from 0 to 100, or None where the record does not allow one (DESIGN §2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import inf, lcm
from typing import NamedTuple

from negtrack.model import Element, Issue, Range, Statement, Value
from negtrack.text import folded

Distance = Fraction | None
"""0–100, or None where two values cannot be compared."""

_NOWHERE, _WHOLE = Fraction(0), Fraction(100)
"""How far apart two of the same are, and two of which neither is nearer to the other than any."""


@lru_cache(maxsize=1 << 16)
def exact(amount: Decimal) -> Fraction:
    """A number as a fraction; to make one takes far longer than to look it up."""
    return Fraction(amount)


class Span(NamedTuple):
    """The width that 100 stands for on a quantity, in its unit, on one basis.

    `observed` is whether the record's own values gave it, as the issue declares no `min`–`max`;
    the width is None where too few values are known to measure by.
    """

    low: Decimal | None
    high: Decimal | None
    observed: bool

    @property
    def width(self) -> Fraction | None:
        """High less low, in the issue's unit."""
        if self.low is None or self.high is None:
            return None
        return exact(self.high) - exact(self.low)


class Scale(NamedTuple):
    """How an issue is measured: its options' places on the ladder, or its spans by basis.

    Not `measured` is an issue whose values were counted otherwise once: no two can be compared.
    `known` are the distances that were found before: a few values are asked for again and again.
    """

    issue: Issue
    at: Mapping[str, Fraction]
    spans: Mapping[str, Span]
    known: dict[tuple[Value, Value, tuple[str, str]], Distance]
    measured: bool = True

    def distance(self, a: Value, b: Value, basis: tuple[str, str] = ("", "")) -> Distance:
        """How far apart two values are: the distance of their nearest elements.

        `basis` is that of each number, empty where it is the issue's own.
        """
        key = a, b, basis
        if key not in self.known:
            self.known[key] = self._distance(a, b, basis)
        return self.known[key]

    def _distance(self, a: Value, b: Value, basis: tuple[str, str]) -> Distance:
        if not a or not b or not self.measured:
            return None
        one, other = (word or self.issue.basis for word in basis)
        if self.issue.scale == "quantity" and one != other:
            return None
        if len(a) == len(b) == 1:
            return self._apart(a[0], b[0], one)
        found = [self._apart(x, y, one) for x, y in product(a, b)]
        measured = [distance for distance in found if distance is not None]
        if len(measured) < len(found) and min(measured, default=None) != 0:
            return None
        return min(measured)

    def basis(self, statement: Statement) -> str:
        """How the numbers of a statement count: as the issue says, where it does not say."""
        return statement.basis or self.issue.basis

    def apart(self, one: Statement, other: Statement) -> Distance:
        """How far apart two statements are by their values, each on its own basis."""
        return self.distance(one.value, other.value, (one.basis, other.basis))

    def _apart(self, x: Element, y: Element, basis: str) -> Distance:
        if isinstance(x, Range) and isinstance(y, Range):
            return self._between(x, y, basis)
        if not isinstance(x, str) or not isinstance(y, str):  # the scale was another one once
            return None
        if self.issue.scale == "ladder":
            on_it = x in self.at and y in self.at
            return (_NOWHERE if x == y else abs(self.at[x] - self.at[y])) if on_it else None
        if self.issue.scale == "choice":
            return _NOWHERE if x == y else _WHOLE
        return _NOWHERE if folded(x) == folded(y) else None

    def _between(self, x: Range, y: Range, basis: str) -> Distance:
        steps = _steps(x, y)
        if not steps:
            return _NOWHERE
        width = self.spans[basis].width if basis in self.spans else None
        if width is None or steps > width:  # wider apart than a scale that was another one once
            return None
        over, under = width.as_integer_ratio()
        return Fraction(100 * steps.numerator * under, steps.denominator * over)


def _steps(x: Range, y: Range) -> Fraction:
    """How far apart two ranges are, in their unit: 0 where they overlap.

    Two ranges open at the same end are compared by their closed ends: "at least 30" and
    "at least 90" are 60 apart.
    """
    if x.low is not None and y.low is not None and x.high is None and y.high is None:
        return abs(exact(x.low) - exact(y.low))
    if x.high is not None and y.high is not None and x.low is None and y.low is None:
        return abs(exact(x.high) - exact(y.high))
    for one, other in ((x, y), (y, x)):
        if one.high is not None and other.low is not None and one.high < other.low:
            return exact(other.low) - exact(one.high)
    return _NOWHERE


def meet(a: Value, b: Value) -> Value:
    """The elements that both name: shared options and texts, and what ranges have in common."""
    if len(a) == len(b) == 1:
        only = _common(a[0], b[0])
        return () if only is None else (only,)
    shared: list[Element] = []
    for x, y in product(a, b):
        common = _common(x, y)
        if common is not None and not within((common,), tuple(shared)):
            shared.append(common)
    return tuple(shared)


def _common(x: Element, y: Element) -> Element | None:
    if isinstance(x, str) or isinstance(y, str):
        same = isinstance(x, str) and isinstance(y, str) and folded(x) == folded(y)
        return x if same else None
    low = max((end for end in (x.low, y.low) if end is not None), default=None)
    high = min((end for end in (x.high, y.high) if end is not None), default=None)
    if low is not None and high is not None and low > high:
        return None
    return Range(low, high, x.word if x == y else "")


def within(a: Value, b: Value) -> bool:
    """Whether everything that `a` names lies wholly in something that `b` names."""
    return bool(a) and all(any(_inside(x, y) for y in b) for x in a)


def _inside(x: Element, y: Element) -> bool:
    if isinstance(x, str) or isinstance(y, str):
        return _common(x, y) is not None
    low_fits = y.low is None or (x.low is not None and x.low >= y.low)
    high_fits = y.high is None or (x.high is not None and x.high <= y.high)
    return low_fits and high_fits


def same(a: Value, b: Value) -> bool:
    """Whether two values name the same, in whatever order and with whatever words."""
    return (not a and not b) or (within(a, b) and within(b, a))


def passes(scale: Scale, before: Value, after: Value, other: Value) -> bool:
    """Whether a step from one value to another goes past a third, on a ladder or quantity."""
    a, b, o = (hull(scale, value) for value in (before, after, other))
    if a is None or b is None or o is None:
        return False
    return _side(a, o) * _side(b, o) < 0


Hull = tuple[Fraction | float, Fraction | float]


def hull(scale: Scale, value: Value) -> Hull | None:
    """The lowest and highest place that a value reaches; infinite where a range is open."""
    if not value or scale.issue.scale not in ("ladder", "quantity"):
        return None
    lows: list[Fraction | float] = []
    highs: list[Fraction | float] = []
    for element in value:
        if isinstance(element, str):
            if element not in scale.at:
                return None
            lows.append(scale.at[element])
            highs.append(scale.at[element])
        else:
            lows.append(-inf if element.low is None else exact(element.low))
            highs.append(inf if element.high is None else exact(element.high))
    return min(lows), max(highs)


def _side(one: Hull, other: Hull) -> int:
    """On which side of another a value lies: −1 below, 1 above, 0 where they overlap.

    Those open at the same end are compared by their closed ends, as their distance is.
    """
    x, y = [isinstance(end, float) for end in one], [isinstance(end, float) for end in other]
    if x == y == [False, True]:  # only what is open is no fraction
        return (one[0] > other[0]) - (one[0] < other[0])
    if x == y == [True, False]:
        return (one[1] > other[1]) - (one[1] < other[1])
    return (one[0] > other[1]) - (one[1] < other[0])


def mean(distances: Iterable[Distance]) -> Distance:
    """The mean of those distances that could be measured; None where none could.

    Those that are one object are added up together: there may be far more than are different.
    """
    every = list(distances)
    times = Counter(map(id, every))
    return mean_of((one, times[number]) for number, one in {id(one): one for one in every}.items())


def mean_of(distances: Iterable[tuple[Distance, int]]) -> Distance:
    """The same of distances each of which is there so many times."""
    known = [(one, number) for one, number in distances if one is not None]
    if not known:
        return None
    whole = lcm(*(one.denominator for one, _ in known))
    total = sum(one.numerator * (whole // one.denominator) * number for one, number in known)
    return Fraction(total, whole * sum(number for _, number in known))


def plain(distance: Distance) -> float | int | None:
    """A distance as JSON holds it: whole where it is whole, else to four decimals.

    What is less than these can show stays as it is, so that only 0 is 0.
    """
    if distance is None:
        return None
    whole = distance.denominator == 1
    return int(distance) if whole else round(float(distance), 4) or float(distance)


def spelled_distance(distance: Distance) -> str:
    """A distance as people read it: to the nearest tenth, `–` where there is none.

    What is less than a tenth is told to its first digit, so that only 0 is 0.
    """
    if distance is None:
        return "–"
    told = f"{float(distance):.1f}".removesuffix(".0")
    return f"{Decimal(f'{float(distance):.1g}'):f}" if distance and told in ("0", "-0") else told
