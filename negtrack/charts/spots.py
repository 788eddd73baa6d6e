"""The signs of a chart of positions: where each party stands in each round, and how it says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negtrack.charts.frame import sign
from negtrack.charts.heights import Heights, Reach
from negtrack.charts.marks import Row
from negtrack.model import Value
from negtrack.palette import REJECTED, colour
from negtrack.paths import Course, Path, Point

STANCES = {"offer": "o", "accept": "a"}
"""The letter for a stance that is no demand."""

TAGS = {
    "o": "o offers",
    "a": "a accepts",
    "*": "* on conditions",
    "!": "! red line",
    "?": "? told differently",
}
"""What the letters beside a sign mean."""

_DOTTED, _TIGHT = [2, 3], [1, 2]


class Spots(NamedTuple):
    """Every sign of a course, on its heights, with so many pixels from one party to the next.

    Parties stand side by side on numbers, which have an exact height, and one above the other on
    options. `small` is whether there is no room for letters beside the signs.
    """

    course: Course
    heights: Heights
    step: float
    small: bool

    def shift(self, nth: int) -> Row:
        """How far the signs of a party stand from the middle of a round and of a height."""
        apart = (nth - (len(self.course.paths) - 1) / 2) * self.step
        beside = self.heights.issue.scale == "quantity"
        return {"dx": apart if beside else 0, "dy": 0 if beside else apart}

    def marked(self) -> Iterator[Row]:
        """A sign for each place where a party stands; a range has one at each end it names."""
        for nth, _, point in self._points():
            for reach in self.heights.reaches(point.standing.value):
                for end in dict.fromkeys(reach):
                    if end is not None:
                        size = 36 if self.small else 80
                        own = sign(nth, stated=point.stated, size=size)
                        yield {**self._at(nth, point), "h": end, **own}

    def ranges(self) -> Iterator[Row]:
        """A bar from end to end of each range; an open end reaches to the end of the scale."""
        for nth, _, point in self._points():
            for reach in self.heights.reaches(point.standing.value):
                low, high = self.heights.within(reach)
                if low != high:
                    place = {**self._at(nth, point), "h": low, "h2": high}
                    yield {**place, "colour": colour(nth), "width": 5}

    def arrows(self) -> Iterator[Row]:
        """A head at each open end of a range: it goes on."""
        for nth, _, point in self._points():
            for reach in self.heights.reaches(point.standing.value):
                ends = (("triangle-down", self.heights.low), ("triangle-up", self.heights.high))
                for end, (shape, height) in zip(reach, ends, strict=True):
                    if end is None:
                        look: Row = {"shape": shape, "fill": colour(nth), "stroke": colour(nth)}
                        yield {**self._at(nth, point), "h": height, **look, "size": 60}

    def ways(self) -> Iterator[Row]:
        """A line from round to round: whole to what is stated, dotted to what is carried."""
        for nth, path in enumerate(self.course.paths):
            for was, now in zip(path.points, path.points[1:], strict=False):
                start, end = self._middle(was), self._middle(now)
                if start is not None and end is not None:
                    here = {**self._at(nth, was), "n2": now.round.number}
                    dash = [] if now.stated else _DOTTED
                    yield {**here, "h": start, "h2": end, "colour": colour(nth), "dash": dash}

    def versions(self) -> Iterator[Row]:
        """A dotted line through all versions of a position that is told differently."""
        for nth, _, point in self._points():
            some = [one.value for one in point.standing.versions]
            ends = [end for one in self._reaches(some) for end in self.heights.within(one)]
            if point.standing.held.disputed and ends and self.heights.ordered:
                place = {**self._at(nth, point), "h": min(ends), "h2": max(ends)}
                dx = float(str(place["dx"])) + 7
                yield {**place, "dx": dx, "colour": colour(nth), "width": 1.5, "dash": _TIGHT}

    def told_differently(self) -> Iterator[Row]:
        """A letter at each other version of a position."""
        for nth, _, point in self._points():
            others = [one.value for one in point.standing.held.disputed]
            own = self.heights.reaches(point.standing.value)
            for reach in self._reaches(others):
                if reach not in own and reach.middle is not None and not self.small:
                    place = {**self._at(nth, point), "h": reach.middle}
                    yield {**place, "text": "?", "colour": colour(nth), "weight": "bold"}

    def rejections(self) -> Iterator[Row]:
        """A cross at each end of what a party rejects."""
        for nth, _, point in self._points():
            for reach in self.heights.reaches(point.standing.held.rejects):
                look: Row = {
                    "shape": REJECTED,
                    "stroke": colour(nth),
                    "fill": "transparent",
                    "width": 2,
                }
                for end in dict.fromkeys(reach):
                    if end is not None:
                        size = 40 if self.small else 90
                        yield {**self._at(nth, point), "h": end, **look, "size": size}

    def rejected_ranges(self) -> Iterator[Row]:
        """A dotted line from end to end of a range that a party rejects."""
        for nth, _, point in self._points():
            for reach in self.heights.reaches(point.standing.held.rejects):
                low, high = self.heights.within(reach)
                if low != high:
                    place = {**self._at(nth, point), "h": low, "h2": high}
                    yield {**place, "colour": colour(nth), "width": 1.5, "dash": _DOTTED}

    def tags(self) -> Iterator[Row]:
        """The letters beside what was stated in a round; what is carried has them before."""
        for nth, _, point in self._points():
            tags, found = _tags(point), self.heights.reaches(point.standing.value)
            middle = found[0].middle if found else None
            if tags and point.stated and middle is not None and not self.small:
                row = {**self._at(nth, point), "h": middle, "text": tags, "size": 12}
                yield {**row, "colour": colour(nth), "weight": "bold"}

    def homeless(self) -> Iterator[tuple[int, Point]]:
        """The points of those who named no value, and rejected none that could be drawn."""
        for nth, _, point in self._points():
            named = point.standing.value, point.standing.held.rejects
            if not self._reaches(list(named)):
                yield nth, point

    def used(self) -> list[str]:
        """What the letters that are used mean."""
        points = [point for _, _, point in self._points() if point.stated]
        letters = {} if self.small else dict.fromkeys("".join(map(_tags, points)))
        return [told for letter, told in TAGS.items() if letter in letters]

    def _points(self) -> Iterator[tuple[int, Path, Point]]:
        for nth, path in enumerate(self.course.paths):
            for point in path.points:
                yield nth, path, point

    def _at(self, nth: int, point: Point) -> Row:
        return {"n": point.round.number, **self.shift(nth)}

    def _reaches(self, values: list[Value]) -> list[Reach]:
        return [reach for value in values for reach in self.heights.reaches(value)]

    def _middle(self, point: Point) -> float | None:
        found = self.heights.reaches(point.standing.value)
        return found[0].middle if found else None


def _tags(point: Point) -> str:
    return STANCES.get(point.standing.held.stance, "") + point.marks
