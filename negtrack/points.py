"""Where each party stands on an issue as one point of a scale from 0 to 100, with its weights.

Models of bargaining know a party by a point. What has none in the record gets none here: it is
left out, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import floor, log10
from typing import Literal, NamedTuple

from negtrack.measures import Scale
from negtrack.model import Party, Range, Value
from negtrack.standing import Moment, Standing

Taken = Literal["value", "middle", "end"]
"""What of a value is the point: the value itself, the middle of a range, its only end."""

Reason = Literal["no-position", "several", "basis", "bloc"]
"""Why a party is left out: no value stands, it names any of several, it counts its number
otherwise than the issue, or its bloc is counted for it."""

Missing = Literal["unordered", "no-span", "too-few"]
"""Why an issue has no answer: no scale of degrees, no width to measure by, no two counterparts."""


class Point(NamedTuple):
    """A party's place on the scale, 0–100, the position it is read from, and its weights."""

    party: str
    standing: Standing
    x: Fraction
    taken: Taken
    power: Fraction | None
    salience: Fraction | None


class Absent(NamedTuple):
    """A principal that is left out, and why."""

    party: str
    reason: Reason


class Points(NamedTuple):
    """Every principal on one issue: those with a point, and those without."""

    scale: Scale
    points: tuple[Point, ...]
    absent: tuple[Absent, ...]
    missing: Missing | None

    @property
    def observed(self) -> bool:
        """Whether 0 and 100 are the lowest and highest numbers of the record, not declared ends."""
        return self.scale.issue.scale == "quantity" and self.scale.spans[_basis(self)].observed

    def words(self, x: Fraction) -> Value:
        """What a place on the scale is in the issue's own words.

        On a ladder the nearest option, or two; a quantity's number, to a thousandth of the order of
        the span, or a date.
        """
        if self.scale.issue.scale == "ladder":
            near = min(abs(at - x) for at in self.scale.at.values())
            return tuple(option for option, at in self.scale.at.items() if abs(at - x) == near)
        low, width = _span(self.scale) or (Fraction(0), Fraction(0))
        number = rounded(low + x * width / 100, Fraction(1) if self._dated else width / 1000)
        return (Range(number, number),)

    def amount(self, share: Fraction) -> Decimal | None:
        """A share of the scale, 0–100, in the issue's unit; None on a ladder. Dates in days."""
        span = _span(self.scale)
        if span is None:
            return None
        return rounded(share * span[1] / 100, Fraction(1) if self._dated else span[1] / 1000)

    @property
    def _dated(self) -> bool:
        return self.scale.issue.dated


def points(moment: Moment, scale: Scale, parties: Iterable[Party]) -> Points:
    """The principals among some parties on the issue of a scale, in their order."""
    found: list[Point] = []
    absent: list[Absent] = []
    issue = scale.issue.id
    for party in parties:
        if party.role != "principal":
            continue
        standing = moment.stands.get((party.id, issue))
        reason = _reason(moment, scale, party.id)
        if standing is None or reason:
            absent.append(Absent(party.id, reason or "no-position"))
            continue
        place = _place(scale, standing.value)
        if place is not None:
            found.append(_point(party, standing, place))
    missing = _missing(scale) or (None if _faced(moment, issue, found) else "too-few")
    return Points(scale, tuple(found), tuple(absent), missing)


def _faced(moment: Moment, issue: str, found: Iterable[Point]) -> bool:
    """Whether two of some parties are counterparts: one side alone is no negotiation."""
    pairs = combinations([one.party for one in found], 2)
    return any(
        moment.negotiation.counterparts(*pair) and moment.counts(*pair, issue) for pair in pairs
    )


def _point(party: Party, standing: Standing, place: tuple[Fraction, Taken]) -> Point:
    salience = standing.held.salience
    return Point(
        party.id,
        standing,
        *place,
        None if party.power is None else Fraction(party.power),
        None if salience is None else Fraction(salience),
    )


def _reason(moment: Moment, scale: Scale, party: str) -> Reason | None:
    """Why a party has no point on a scale that has some; None where it has one."""
    if moment.is_beside_bloc(party, scale.issue.id):
        return "bloc"
    standing = moment.stands.get((party, scale.issue.id))
    if standing is None or not standing.value:
        return "no-position"
    if scale.basis(standing.held) != scale.issue.basis:
        return "basis"
    return "several" if len(standing.value) > 1 else None


def _missing(scale: Scale) -> Missing | None:
    if scale.issue.scale == "ladder":
        return None if len(scale.at) > 1 else "unordered"
    if scale.issue.scale != "quantity":
        return "unordered"
    return None if _span(scale) else "no-span"


def _basis(of: Points) -> str:
    return of.scale.issue.basis


def _span(scale: Scale) -> tuple[Fraction, Fraction] | None:
    """The low end of a quantity and its width, on the issue's own basis; None where none is known.

    A span of no width measures nothing.
    """
    span = scale.spans.get(scale.issue.basis)
    if span is None or span.low is None or not span.width:
        return None
    return Fraction(span.low), span.width


def _place(scale: Scale, value: Value) -> tuple[Fraction, Taken] | None:
    """The point of a value with one element, and what of it the point is."""
    (element,) = value
    if isinstance(element, str):
        return (scale.at[element], "value") if element in scale.at else None
    span = _span(scale)
    if span is None:
        return None
    ends = [Fraction(end) for end in (element.low, element.high) if end is not None]
    taken: Taken = "end" if len(ends) == 1 else "value" if ends[0] == ends[1] else "middle"
    low, width = span
    return (sum(ends, Fraction(0)) / len(ends) - low) * 100 / width, taken


def rounded(number: Fraction, fine: Fraction) -> Decimal:
    """A number to the power of ten next below `fine`, which is above 0; halves to the even."""
    digits = -floor(log10(fine))
    exact = round(number * Fraction(10) ** digits)
    return (Decimal(exact) * Decimal(10) ** -digits).normalize()
