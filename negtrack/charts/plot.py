"""The plot of positions over rounds: its scales, what lies below the signs, and the signs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby
from typing import NamedTuple

from negtrack.charts.frame import NOTE, TEXT, Frame, sign
from negtrack.charts.heights import Tick
from negtrack.charts.marks import FONT, Layer, Places, Row, boxes, drawn, lines, symbols, texts
from negtrack.charts.spots import Spots
from negtrack.charts.words import quiet_words, settled
from negtrack.lettering import cut, wrapped
from negtrack.measures import spelled_distance
from negtrack.palette import BAND, CHECK, FAINT, RULE, TONES
from negtrack.paths import Point
from negtrack.record import Record
from negtrack.report import Json
from negtrack.scaling import scale_of

_CLOSE = 15
"""The least distance between two labels of options, in pixels."""

_DATED, _EVENTS = 76, 150
"""The width of a round in whose name there is room for its date, and for a number of events."""


def _in_round(name: str) -> Json:
    """In the middle of the round of a field, and beside it by `dx`."""
    return {"scale": "round", "field": name, "band": 0.5, "offset": {"field": "dx"}}


def _at_height(name: str) -> Json:
    """At the height of a field, and below it by `dy`."""
    return {"scale": "height", "field": name, "offset": {"field": "dy"}}


_SPOT: Places = {"x": _in_round("n"), "y": _at_height("h")}
_BAR: Places = {**_SPOT, "y2": _at_height("h2")}
_WAY: Places = {**_BAR, "x2": _in_round("n2")}
_TAG: Places = {**_SPOT, "dx": {"value": 8}, "dy": {"value": -8}}
_ON_LINE: Places = {"x": _in_round("n"), "y": {"field": "y"}}
_LABEL: Places = {"x": {"field": "x"}, "y": _at_height("h")}
_ACROSS: Places = {"x": {"field": "x"}, "x2": {"field": "x2"}, "y": _at_height("h")}
_COLUMN: Places = {
    "x": {"scale": "round", "field": "n", "band": 0.08},
    "x2": {"scale": "round", "field": "n", "band": 0.92},
    "y": _at_height("h"),
    "y2": _at_height("h2"),
}


class Plot(NamedTuple):
    """The plot of some signs in its place.

    `lane` is the height for who names no value, and `margin` the width for labels on the left.
    """

    record: Record
    spots: Spots
    place: Frame
    lane: int
    margin: float

    @property
    def wide(self) -> float:
        """The width of the plot."""
        return self.place.right - self.place.left

    @property
    def high(self) -> float:
        """The height of the plot, without the lane."""
        return self.place.bottom - self.place.top

    @property
    def each(self) -> float:
        """The width of a round."""
        return self.wide / len(self.spots.course.rounds)

    def group(self) -> Row:
        """The whole plot as a group of Vega."""
        data, marks = drawn(self._layers(), 100)
        size = {"width": {"value": self.wide}, "height": {"value": self.high}}
        corner: Row = {"x": {"value": self.place.left}, "y": {"value": self.place.top}}
        return {
            "type": "group",
            "aria": False,
            "encode": {"enter": {**corner, **size}},
            "signals": [{"name": name, "value": size[name]["value"]} for name in size],
            "scales": self._scales(),
            "axes": [] if self.spots.heights.ticks else [self._axis()],
            "data": data,
            "marks": marks,
        }

    def _scales(self) -> list[Json]:
        heights = self.spots.heights
        inner = min(self.spots.step * len(self.spots.course.paths) / 2 + 10, self.high / 3)
        ends = [self.high - inner, inner] if heights.ticks else [self.high, 0]
        rounds: list[Json] = [one.number for one in self.spots.course.rounds]
        return [
            {"name": "round", "type": "band", "domain": rounds, "range": [0, self.wide]},
            {
                "name": "height",
                "type": "utc" if heights.issue.dated else "linear",
                "domain": [heights.low, heights.high],
                "zero": False,
                "range": [*ends],
            },
        ]

    def _axis(self) -> Row:
        """The axis of numbers, which are the library's to choose and to write."""
        look: Row = {
            **{"labelFont": FONT, "labelFontSize": 12, "labelColor": FAINT, "labelLimit": 0},
            **{"grid": True, "gridColor": RULE, "domain": False, "ticks": False, "aria": False},
        }
        dated = self.spots.heights.issue.dated
        days: Row = {"values": self._days()} if dated else {"tickCount": 5}
        form = "%Y-%m-%d" if dated else ",~f"
        return {"orient": "left", "scale": "height", "format": form, **days, **look}

    def _days(self) -> list[Json]:
        """The days that somebody names, from the last on, as far as there is room for them."""
        heights, found = self.spots.heights, list[float]()
        least = 2 * _CLOSE * (heights.high - heights.low) / self.high
        for day in reversed(heights.named):
            if not found or found[-1] - day >= least:
                found.append(day)
        return [*found]

    def _layers(self) -> Iterator[Layer]:
        """Everything in the plot, from the ground up."""
        yield boxes(({**one, "fill": BAND} for one in self._bands()), _COLUMN)
        yield from self._options()
        ends = dict.fromkeys((self.high, self.high + self.lane))
        thin: Row = {"x": 0, "x2": self.wide, "colour": RULE, "width": 1}
        yield lines({**thin, "y": one, "y2": one} for one in ends)
        for rows, places in (
            (self.spots.ways(), _WAY),
            (self.spots.ranges(), _BAR),
            (self.spots.versions(), _BAR),
            (self.spots.rejected_ranges(), _BAR),
        ):
            yield lines(rows, places)
        signs = (self.spots.arrows(), self.spots.marked(), self.spots.rejections())
        yield from (symbols(rows, _SPOT) for rows in signs)
        yield texts([*self.spots.tags(), *self.spots.told_differently()], _TAG)
        yield from self._agreed()
        yield from self._without()
        yield texts([*self._rounds(), *self._gaps()], _ON_LINE)

    def _bands(self) -> Iterator[Row]:
        """In each round, what lies between the two counterparts that are farthest apart."""
        course, negotiation = self.spots.course, self.record.negotiation
        scale = scale_of(negotiation, course.issue)
        for at in course.rounds if self.spots.heights.ordered else ():
            there = [
                point
                for one in course.paths
                for point in one.points
                if point.round.number == at.number
            ]
            found = [
                (gap, one, other)
                for one, other in combinations(there, 2)
                if negotiation.counterparts(one.standing.held.party, other.standing.held.party)
                and (gap := scale.apart(one.standing.held, other.standing.held))
            ]
            if found:
                _, one, other = max(found, key=lambda each: each[0])
                yield from self._between(at.number, one, other)

    def _between(self, number: int, one: Point, other: Point) -> Iterator[Row]:
        """From the nearest end of one position to that of another."""
        ends = [
            (abs(x - y), x, y)
            for a in self.spots.heights.reaches(one.standing.value)
            for b in self.spots.heights.reaches(other.standing.value)
            for x in a
            for y in b
            if x is not None and y is not None
        ]
        if ends:
            _, low, high = min(ends)
            yield {"n": number, "h": low, "h2": high, "dy": 0}

    def _options(self) -> Iterator[Layer]:
        """A line and a label for each option, as far as there is room for labels."""
        heights = self.spots.heights
        many = max(len(heights.ticks) - 1, 1)
        room = 2 if self.high / many >= 2 * _CLOSE + 6 else 1
        rows: list[Row] = []
        for tick in self._labelled():
            shown = wrapped(tick.label, self.margin - 14, TEXT, room)
            told: list[Row] = [{"text": line, "size": TEXT} for line in shown]
            if tick.aside and self.high / many >= 3 * _CLOSE + 8:
                told.append({"text": tick.aside, "size": NOTE, "colour": FAINT})
            for nth, one in enumerate(told):
                low = (nth - (len(told) - 1) / 2) * _CLOSE
                rows.append({**one, "x": -12, "h": tick.height, "dy": low, "align": "right"})
        thin: Row = {"x": 0, "x2": self.wide, "colour": RULE, "width": 1, "dy": 0}
        yield lines(({**thin, "h": tick.height} for tick in heights.ticks), _ACROSS)
        yield texts(rows, _LABEL)

    def _labelled(self) -> list[Tick]:
        """The options with room for a label: those that somebody names go before the others."""
        heights = self.spots.heights
        named = {
            element
            for one in self.spots.course.paths
            for point in one.points
            for element in (*point.standing.value, *point.standing.held.rejects)
        }
        least = _CLOSE * (heights.high - heights.low) / max(self.high - 40, 1)
        found: list[Tick] = []
        for tick in sorted(heights.ticks, key=lambda one: one.option not in named):
            if all(abs(tick.height - one.height) >= least for one in found):
                found.append(tick)
        return found

    def _agreed(self) -> Iterator[Layer]:
        """A check where an agreement stands, with its status where it is not simply agreed."""
        found: dict[tuple[int, float], list[str]] = {}
        for at, agreement, value in settled(self.record.negotiation, self.spots.course):
            told = "in part" if agreement.part else agreement.status
            for reach in self.spots.heights.reaches(value):
                if reach.middle is not None:
                    found.setdefault((at.number, reach.middle), []).append(told)
        signs: list[Row] = []
        words: list[Row] = []
        for (number, height), states in found.items():
            place: Row = {"n": number, "h": height, "dx": self.each * 0.37, "dy": 0}
            look: Row = {"shape": CHECK, "fill": "transparent", "stroke": TONES["good"]}
            signs.append({**place, **look, "size": 110, "width": 2.4})
            if set(states) != {"agreed"} and self.each > _DATED:
                text = cut(", ".join(dict.fromkeys(states)), self.each * 0.5, NOTE)
                row: Row = {**place, "text": text, "size": NOTE, "colour": TONES["good"]}
                words.append({**row, "dy": 16, "align": "center"})
        yield symbols(signs, _SPOT)
        yield texts(words, _SPOT)

    def _without(self) -> Iterator[Layer]:
        """In their lane, who has a position that names no value, with what it says."""
        if not self.lane:
            return
        middle = self.high + self.lane / 2
        signs: list[Row] = []
        told: list[Row] = []
        for number, some in groupby(self._homeless(), lambda one: one[1].round.number):
            here = list(some)
            step = min(self.each / len(here), 130)
            for place, (nth, point) in enumerate(here):
                dx = (place - (len(here) - 1) / 2) * step - (36 if step > 70 else 0)
                row: Row = {"n": number, "y": middle, "dx": dx}
                signs.append({**row, **sign(nth, stated=point.stated, size=60)})
                if step > 70:
                    text = cut(quiet_words(point.standing), step - 20, NOTE)
                    look: Row = {"text": text, "size": NOTE, "colour": FAINT}
                    told.append({**row, "dx": dx + 9, **look})
        name: Row = {"text": "names no value", "size": NOTE, "colour": FAINT, "align": "right"}
        yield texts([{**name, "x": -8, "y": middle}])
        yield symbols(signs, _ON_LINE)
        yield texts(told, _ON_LINE)

    def _homeless(self) -> list[tuple[int, Point]]:
        """Who names no value, with the number of the party, round by round."""
        return sorted(self.spots.homeless(), key=lambda one: (one[1].round.number, one[0]))

    def _rounds(self) -> Iterator[Row]:
        """The number of each round below it, and where there is room its date and its events."""
        rounds = self.spots.course.rounds
        every = max(1, -(-28 // int(max(self.each, 1))))
        dated = max(1, -(-_DATED // int(max(self.each, 1))))
        y = self.high + self.lane
        for nth, at in enumerate(rounds):
            base: Row = {"n": at.number, "dx": 0, "align": "center"}
            if nth % every == 0:
                name = f"round {at.number}" if self.each > 52 else str(at.number)
                yield {**base, "y": y + 14, "text": name, "size": 12}
            if nth % dated == 0:
                events = len(at.events) if self.each > _EVENTS else 0
                more = f" · after {events} event{'s' * (events > 1)}" if events else ""
                told = f"{at.date}{more}"
                yield {**base, "y": y + 31, "text": told, "size": NOTE, "colour": FAINT}

    def _gaps(self) -> Iterator[Row]:
        """The gap of the issue above each round where there is one to measure."""
        if self.each < 48 and len(self.spots.course.rounds) > 1:
            return
        for at, gap in zip(self.spots.course.rounds, self.spots.course.gaps, strict=True):
            if gap is not None:
                told = f"gap {spelled_distance(gap)}"
                base: Row = {"n": at.number, "dx": 0, "align": "center", "size": NOTE}
                yield {**base, "y": -10, "text": told, "colour": FAINT}
