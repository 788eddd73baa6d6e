"""A drawing in letters: values from bottom to top, rounds from left to right, a letter a party.

A capital stands for what was stated in that round, a small letter for what was carried to it. Marks
are drawn, not curves: a grid says exactly who stood on which option, and a plot could not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from negtrack.columns import width
from negtrack.model import Element, Issue, Party, Range, Round, Value
from negtrack.paths import Course, Path, Point
from negtrack.text import one_line
from negtrack.values import spelled_number

LEVELS = 9
"""The rows that a quantity is drawn on, where more values than that were named."""

WIDTH = 60
"""The columns that a drawing takes; rounds for which there is no room go below."""

_WIDEST = 18
"""The columns that a label takes at most; what is longer ends in an ellipsis."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BAND, _LINE = "░", "─"
_STANDING = re.compile(r"×.|[^A-Za-z@]")
"""What in a cell is not the letter of one who stands there."""

Column = list[str]
"""The cells of a round, one a level from top to bottom."""


class Level(NamedTuple):
    """A row of a drawing: its label, and what it stands for: one option or text, or numbers.

    Numbers reach from `low` up to, but not including, the low end of the row above.
    """

    label: str
    option: str = ""
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)


def letters(parties: Sequence[Party]) -> dict[str, str]:
    """A letter for each party: the first of its id that is free, else of the alphabet, else `@`."""
    found: dict[str, str] = {}
    for party in parties:
        wanted = f"{party.id.upper()}{_LETTERS}"
        free = (one for one in wanted if one in _LETTERS and one not in found.values())
        found[party.id] = next(free, "@")
    return found


def drawing(course: Course) -> Iterator[str]:
    """The lines of a drawing; none where nobody named a value."""
    levels = _levels(course)
    if not levels:
        return
    grid = _Grid(course, levels, letters([path.party for path in course.paths]))
    columns = [grid.column(one) for one in course.rounds]
    wide = max(3, *(len(cell) for column in columns for cell in column)) + 1
    room = WIDTH - max(width(level.label) for level in levels) - 3
    at_once = max(room // wide, 1)
    for start in range(0, len(columns), at_once):
        shown = slice(start, start + at_once)
        yield from _part(levels, columns[shown], course.rounds[shown], wide)


def _part(
    levels: Sequence[Level], columns: Sequence[Column], rounds: Sequence[Round], wide: int
) -> Iterator[str]:
    """The drawing of some rounds, with the numbers of these below."""
    label = max(width(level.label) for level in levels)
    for nth, level in enumerate(levels):
        row = [column[nth] for column in columns]
        after = [*row[1:], ""]
        cells = "".join(_joined(*both, wide) for both in zip(row, after, strict=True))
        yield f"{' ' * (label - width(level.label))}{level.label} │ {cells}".rstrip()
    yield f"{' ' * label} └─{_LINE * wide * len(rounds)}"
    yield f"{' ' * label}   {''.join(str(one.number).ljust(wide) for one in rounds)}".rstrip()


def _joined(here: str, after: str, wide: int) -> str:
    """A cell, and a line to the next where somebody stands in both."""
    stands = [{one.upper() for one in _STANDING.sub("", cell)} for cell in (here, after)]
    filled = _LINE if stands[0] & stands[1] else _BAND if here == _BAND == after else " "
    return here.ljust(wide, filled)


class _Grid(NamedTuple):
    course: Course
    levels: Sequence[Level]
    signs: Mapping[str, str]

    def column(self, one: Round) -> Column:
        """A cell for each level of a round: who stands there, who rejects it, or the gap."""
        known = [
            (path, point)
            for path in self.course.paths
            for point in path.points
            if point.round.id == one.id
        ]
        cells = [
            "".join(told(level, *one) for told in (self._stands, self._rejects) for one in known)
            for level in self.levels
        ]
        held = [point.standing.value for path, point in known if path.party.role == "principal"]
        band = self._band([value for value in held if value])
        return [cell or _BAND * (nth in band) for nth, cell in enumerate(cells)]

    def _stands(self, level: Level, path: Path, point: Point) -> str:
        if not _on(level, point.standing.value):
            return ""
        sign = self.signs[path.party.id]
        return (sign if point.stated else sign.lower()) + point.marks

    def _rejects(self, level: Level, path: Path, point: Point) -> str:
        rejected = _on(level, point.standing.held.rejects)
        return f"×{self.signs[path.party.id].lower()}" if rejected else ""

    def _band(self, held: Sequence[Value]) -> range:
        """The levels between those that are farthest apart, on a scale that has an order."""
        if self.course.issue.scale not in ("ladder", "quantity"):
            return range(0)
        found = ([nth for nth, one in enumerate(self.levels) if _on(one, value)] for value in held)
        spots = [rows for rows in found if rows]
        if len(spots) < 2:
            return range(0)
        return range(min(map(max, spots)) + 1, max(map(min, spots)))


def _on(level: Level, value: Value) -> bool:
    return any(_element_on(level, element) for element in value)


def _element_on(level: Level, element: Element) -> bool:
    if isinstance(element, str) or level.option:
        return element == level.option
    low = level.low if element.low is None else Fraction(element.low)
    high = level.low if element.high is None else Fraction(element.high)
    return low < level.high and high >= level.low


def _levels(course: Course) -> tuple[Level, ...]:
    """The rows of a drawing from top to bottom."""
    values = [
        element
        for path in course.paths
        for point in path.points
        for value in (point.standing.value, point.standing.held.rejects)
        for element in value
    ]
    if not values:
        return ()
    if course.issue.scale == "quantity":
        return tuple(_of_numbers(course.issue, [one for one in values if isinstance(one, Range)]))
    texts = dict.fromkeys(one for one in values if isinstance(one, str))
    options = [one.id for one in course.issue.options] or list(texts)
    ordered = reversed(options) if course.issue.scale == "ladder" else options
    return tuple(Level(_label(one), one) for one in ordered)


def _of_numbers(issue: Issue, values: Sequence[Range]) -> Iterator[Level]:
    """A level for each number that was named, or of as many steps as there is room for."""
    ends = {Fraction(end) for one in values for end in (one.low, one.high) if end is not None}
    known = sorted(ends)
    if len(known) > LEVELS:
        step = (known[-1] - known[0]) / (LEVELS - 1)
        known = [known[0] + step * nth for nth in range(LEVELS)]
    after = [*known[1:], known[-1] + 1]
    for low, high in reversed([*zip(known, after, strict=True)]):
        yield Level(_label(_number(issue, low)), "", low, high)


def _number(issue: Issue, number: Fraction) -> str:
    """A number, or what is nearest to it in whole days or hundredths."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    rounded = round(exact) if issue.dated else round(exact, 2).normalize()
    return spelled_number(issue, Decimal(rounded))


def _label(text: str) -> str:
    """A text on one line, cut where it is too wide for the margin."""
    line = one_line(text)
    if width(line) <= _WIDEST:
        return line
    while width(line) >= _WIDEST:
        line = line[:-1]
    return f"{line}…"
