"""Positions over rounds as a plot: a line a party, and the gap between the farthest principals.

Coordinates are whole pixels from the top left; a template makes SVG of them, without any library:
lines with letters and dashes need none, and cost the page neither size nor time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from negtrack.drawing import letters
from negtrack.measures import Scale, hull
from negtrack.paths import Course, Path, Point
from negtrack.values import spelled_number

LEFT, TOP, HEIGHT, STEP = 190, 20, 150, 110
"""The room for labels, above the plot, its height, and from one round to the next."""

_DASHES = ("", "7 4", "2 4", "10 4 2 4", "1 3")
_LONGEST = 26


class Mark(NamedTuple):
    """Where a party stood in a round; `stated` is whether it said so then, and not before."""

    x: int
    y: int
    stated: bool


class Line(NamedTuple):
    """The path of a party: its letter, its name, how its line is dashed, its marks, its role."""

    letter: str
    name: str
    dash: str
    marks: tuple[Mark, ...]
    role: str

    @property
    def points(self) -> str:
        """The marks as SVG has the points of a line."""
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)


class Curve(NamedTuple):
    """A plot: its size, the labels of heights and rounds, the lines, and the bands of the gap."""

    width: int
    height: int
    ticks: tuple[tuple[int, str], ...]
    rounds: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]
    bands: tuple[str, ...]


Heights = Mapping[str, Mapping[str, tuple[float, Point]]]
"""Where each party stood on the scale, by party and round."""


def curve(course: Course, scale: Scale, until: int) -> Curve | None:
    """The plot of a course up to a round by its number; None on a scale without an order.

    None also where anybody named a range or several values: a point would tell a gap or a meeting
    that is none. The band is drawn in rounds whose gap is measured and not 0.
    """
    rounds = [one for one in course.rounds if one.number <= until]
    if not all(_is_point(scale, point) for path in course.paths for point in path.points):
        return None
    heights = {path.party.id: _heights(path, scale, until) for path in course.paths}
    known = [height for each in heights.values() for height, _ in each.values()]
    low, high = _ends(scale, known)
    if not known or low == high:
        return None
    xs = {one.id: LEFT + STEP // 2 + STEP * nth for nth, one in enumerate(rounds)}
    gaps = zip(course.rounds, course.gaps, strict=True)
    apart = {one.id for one, gap in gaps if gap}
    lines = tuple(_lines(course, heights, xs, (low, high)))
    return Curve(
        LEFT + STEP * len(rounds),
        TOP + HEIGHT + 40,
        tuple(_ticks(scale, low, high)),
        tuple((xs[one.id], one.number) for one in rounds),
        lines,
        tuple(_bands(lines, [xs[one.id] for one in rounds if one.id in apart], [*xs.values()])),
    )


def _heights(path: Path, scale: Scale, until: int) -> dict[str, tuple[float, Point]]:
    """The places on the scale where a party stood, by round; none where they have no order."""
    found = {}
    for point in path.points:
        reach = hull(scale, point.standing.value)
        if reach is None or point.round.number > until:
            continue
        found[point.round.id] = float(reach[0]), point
    return found


def _is_point(scale: Scale, point: Point) -> bool:
    """Whether a position is at one place of the scale, or at none."""
    reach = hull(scale, point.standing.value)
    return reach is None or reach[0] == reach[1]


def _ends(scale: Scale, known: Sequence[float]) -> tuple[float, float]:
    """The lowest and the highest place that is drawn: the ladder's own, or the values' own."""
    places = [float(place) for place in scale.at.values()] if scale.at else list(known)
    return (min(places), max(places)) if places else (0.0, 0.0)


def _y(height: float, low: float, high: float) -> int:
    return TOP + round(HEIGHT * (high - height) / (high - low))


def _ticks(scale: Scale, low: float, high: float) -> Iterator[tuple[int, str]]:
    """The heights that have a label: every option, or the ends of a quantity."""
    if scale.at:
        labels = {option.id: option.label for option in scale.issue.options}
        for name, place in scale.at.items():
            yield _y(float(place), low, high), _cut(labels.get(name, name))
        return
    for end in (low, high):
        number = spelled_number(scale.issue, Decimal(round(end)))
        yield _y(end, low, high), _cut(number)


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _lines(
    course: Course, heights: Heights, xs: Mapping[str, int], ends: tuple[float, float]
) -> Iterator[Line]:
    """A line for each party that stood anywhere on the scale."""
    drawn = [path for path in course.paths if heights[path.party.id]]
    signs = letters([path.party for path in drawn])
    for nth, path in enumerate(drawn):
        marks = tuple(
            Mark(xs[name], _y(height, *ends), point.stated)
            for name, (height, point) in heights[path.party.id].items()
        )
        who = path.party
        yield Line(signs[who.id], who.name, _DASHES[nth % len(_DASHES)], marks, who.role)


def _bands(lines: Sequence[Line], apart: Sequence[int], xs: Sequence[int]) -> Iterator[str]:
    """Between the principals that are farthest apart, from round to round, as polygons.

    `apart` are those of the rounds' places at which there is a gap.
    """
    for is_apart, run in groupby(xs, lambda x: x in apart):
        if not is_apart:
            continue
        some = [(x, _principals(lines, x)) for x in run]
        ends = [(x, min(ys), max(ys)) for x, ys in some if ys]
        if len(ends) == 1:
            (x, top, low), *_ = ends
            ends = [(x - 4, top, low), (x + 4, top, low)]
        upper = [f"{x},{top}" for x, top, _ in ends]
        lower = [f"{x},{low}" for x, _, low in reversed(ends)]
        yield " ".join([*upper, *lower])


def _principals(lines: Sequence[Line], x: int) -> list[int]:
    """The heights of the principals in a round, by its place."""
    held = (line for line in lines if line.role == "principal")
    return [mark.y for line in held for mark in line.marks if mark.x == x]
