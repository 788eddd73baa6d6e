"""Positions that nothing can measure, as a table: who said what in which round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from negtrack.charts.frame import Frame, Head, frame
from negtrack.charts.marks import spec
from negtrack.charts.sheet import Box, Sheet
from negtrack.charts.words import course_told, span_of, standing_in_words
from negtrack.figure import Figure, Room
from negtrack.lettering import plain
from negtrack.model import Round
from negtrack.paths import Course, Path, Point
from negtrack.record import Record
from negtrack.text import counted
from negtrack.wording import private_note

_COLUMN, _ROW, _NAME = 150, 24, 150
"""The least width of a round, the least height of a party, and the width of names, in pixels."""

UNMEASURED = "There is no scale to measure this by"
"""What is said where a chart has no axis."""


def timeline(record: Record, course: Course, size: Room) -> Figure:
    """The chart of a course without a scale: the rounds in which somebody took a stand.

    Where there is no room for all, these are the last rounds, and the chart says so.
    """
    negotiation, title = record.negotiation, plain(course.issue.title)
    new = {p.round.number for one in course.paths for p in one.points if p.stated or p.said}
    told = [one for one in course.rounds if one.number in new]
    many = max(int((size.width - 90 - _NAME) // _COLUMN), 1)
    rounds, notes = told[-many:], [UNMEASURED]
    if len(told) > many:
        notes.append(f"the last {many} of {counted(len(told), 'round')} with a statement")
    subtitle = span_of(negotiation, course.rounds)
    around = frame(size, Head(title, subtitle, (), tuple(notes), private_note(record)))
    table = _Table(around, course, rounds)
    if len(course.paths) > table.most:
        notes.append(f"{len(course.paths) - table.most} more parties have a position")
        around = frame(size, Head(title, subtitle, (), tuple(notes), private_note(record)))
    layers = (*around.layers, *table.sheet().layers(table.titles(), table.rows()))
    return Figure(title, f"{course_told(course)} {UNMEASURED}.", spec(size, layers))


class _Table(NamedTuple):
    around: Frame
    course: Course
    shown: Sequence[Round]

    @property
    def most(self) -> int:
        """How many parties there is room for."""
        return int((self.around.bottom - self.around.top - 30) // _ROW)

    @property
    def paths(self) -> tuple[Path, ...]:
        return self.course.paths[: self.most]

    def sheet(self) -> Sheet:
        each = (self.around.right - self.around.left - _NAME) / max(len(self.shown), 1)
        high = (self.around.bottom - self.around.top - 40) / len(self.paths)
        widths = (_NAME, *(each for _ in self.shown))
        roomy = high > 60 and each > 230
        left, top = self.around.left, self.around.top + 24
        return Sheet(left, top, widths, min(high, 110), 15 if roomy else 12.5)

    def titles(self) -> list[str]:
        return ["", *(f"Round {one.number}, {one.date}" for one in self.shown)]

    def rows(self) -> list[list[Box]]:
        return [
            [Box(path.party.name, tone="strong"), *(self._cell(path, one) for one in self.shown)]
            for path in self.paths
        ]

    def _cell(self, path: Path, at: Round) -> Box:
        point = next((one for one in path.points if one.round.number == at.number), None)
        if point is None:
            return Box("–", tone="faint")
        if not point.stated:
            return Box(f"as in round {self._since(point)}", tone="faint")
        marks = f" {point.marks}" if point.marks else ""
        return Box(f"{standing_in_words(self.course.issue, point.standing)}{marks}")

    def _since(self, point: Point) -> int:
        """The number of the round in which a position was stated that is carried since."""
        numbers = {one.id: one.number for one in self.course.rounds}
        return numbers[point.standing.said_in]
