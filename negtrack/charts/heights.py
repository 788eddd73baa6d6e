"""Where values stand in a chart: options of a ladder or choice one above the other, or numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from negtrack.model import Element, Issue, Negotiation, Range, Value
from negtrack.scaling import scale_of

DAY = 86_400_000
"""A day in milliseconds, which dates are counted in."""

_EPOCH = 719_163
"""The ordinal of 1970-01-01."""


_MOST = 1e15
"""The largest number that is drawn: beyond it a chart could not tell two apart."""


class Reach(NamedTuple):
    """From where to where an element of a value reaches; an end that is open has no number."""

    low: float | None
    high: float | None

    @property
    def middle(self) -> float | None:
        """Where a line to it ends: between its ends, or at the only one."""
        known = [end for end in self if end is not None]
        return sum(known) / len(known) if known else None


class Tick(NamedTuple):
    """An option at its height; `aside` is what is said below its label."""

    height: float
    option: str
    label: str
    aside: str


class Heights(NamedTuple):
    """The vertical scale of an issue: its ends, and the options on it; a quantity has none.

    `named` are the numbers that somebody names, from the lowest, each once.
    """

    issue: Issue
    low: float
    high: float
    ticks: tuple[Tick, ...] = ()
    named: tuple[float, ...] = ()

    @property
    def ordered(self) -> bool:
        """Whether there is a way between two values: not on a choice."""
        return self.issue.scale != "choice"

    def reaches(self, value: Value) -> list[Reach]:
        """Where each element of a value stands; an option that is on no scale now has no place."""
        return [found for one in value if (found := self._reach(one)) is not None]

    def _reach(self, element: Element) -> Reach | None:
        if isinstance(element, Range):
            if self.issue.scale != "quantity":
                return None
            return Reach(_number(self.issue, element.low), _number(self.issue, element.high))
        place = next((tick.height for tick in self.ticks if tick.option == element), None)
        return None if place is None else Reach(place, place)

    def within(self, reach: Reach) -> tuple[float, float]:
        """A reach with the ends of the scale for ends that are open."""
        low = self.low if reach.low is None else reach.low
        return low, self.high if reach.high is None else reach.high


def heights(negotiation: Negotiation, issue: Issue, values: Iterable[Value]) -> Heights | None:
    """The scale for these values of an issue; None where there is none, or no value to be placed.

    A text has no scale; numbers beyond what a chart can hold have no place.
    """
    known = [element for value in values for element in value]
    if issue.scale == "quantity":
        return _of_numbers(issue, [one for one in known if isinstance(one, Range)])
    if issue.scale not in ("ladder", "choice") or not known:
        return None
    ticks = tuple(_ticks(negotiation, issue))
    return Heights(issue, 0, 100, ticks) if ticks else None


def _ticks(negotiation: Negotiation, issue: Issue) -> Iterator[Tick]:
    """Each option at its place on the ladder, or evenly from the top down on a choice."""
    at = scale_of(negotiation, issue).at
    steps = max(len(issue.options) - 1, 1)
    for number, option in enumerate(issue.options):
        place = float(at[option.id]) if at else 100 - 100 * number / steps
        aside = "holds if nothing is agreed" if option.id in issue.reference else ""
        yield Tick(50 if len(issue.options) == 1 else place, option.id, option.label, aside)


def _of_numbers(issue: Issue, known: list[Range]) -> Heights | None:
    """From the lowest to the highest number, with some room, and 0 where that is not far."""
    ends = [_number(issue, end) for one in known for end in (one.low, one.high)]
    found = [end for end in ends if end is not None]
    if not found or max(map(abs, found)) > _MOST:
        return None
    low, high = min(found), max(found)
    if not issue.dated and 0 < low <= high - low:
        low = 0.0
    least = 3 * DAY if issue.dated else abs(high) / 4 or 1.0
    margin = max((high - low) * 0.08, least if high == low else 0)
    bottom = low if low == 0 and high > 0 else low - margin
    return Heights(issue, bottom, high + margin, (), tuple(sorted({*found})))


def _number(issue: Issue, end: Decimal | None) -> float | None:
    """A number as a chart counts it: a date in milliseconds since 1970."""
    if end is None:
        return None
    number = float(end)
    return (number - _EPOCH) * DAY if issue.dated else number
