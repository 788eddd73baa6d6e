"""A chart of positions on one issue over the rounds: who stood where, and the gap between them."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.charts.frame import Frame, Head, frame, sentence
from negtrack.charts.heights import heights
from negtrack.charts.marks import spec
from negtrack.charts.plot import Plot
from negtrack.charts.spots import Spots
from negtrack.charts.timeline import timeline
from negtrack.charts.words import course_told, settled, span_of
from negtrack.figure import COLUMN, Figure, Room
from negtrack.lettering import plain
from negtrack.model import Value
from negtrack.paths import Course
from negtrack.record import Record
from negtrack.wording import private_note

_LANE, _BELOW, _ABOVE = 30, 42, 20
"""The height of the lane of those who name no value, of the names of rounds, and of the gaps."""

_APART, _NARROW = 20, 44
"""The most from one party's sign to the next, and the width of a round without room for letters."""

_ROUND, _OPTION, _PARTY, _WORDS = 50, 38, 14, 52
"""The least width of a round with its gap, the least height of an option, what each party adds to
that where all could stand there, and the height of a party's words."""

_AROUND, _HIGHEST = 124, 640
"""The height of what stands around a plot, and the most that a chart on a page has."""


def column(course: Course) -> Room:
    """The room for a course on a page: as high as its options or parties need it.

    Many rounds are wider than the page, and scroll.
    """
    many, wide = len(course.paths), 250 + _ROUND * len(course.rounds)
    high = COLUMN.height
    if course.issue.scale == "text":
        wide, high = COLUMN.width, _AROUND // 2 + _WORDS * many
    elif course.issue.options:
        high = _AROUND + max(_OPTION, _PARTY * many) * (len(course.issue.options) + 1)
    return COLUMN._replace(width=max(COLUMN.width, wide), height=min(high, _HIGHEST))


def path(record: Record, course: Course, size: Room) -> Figure:
    """The chart of a course; on a scale without heights, who said what in which round."""
    title = plain(course.issue.title)
    if not any(one.points for one in course.paths):
        told = f"Nobody has taken a stand on {title}."
        head = Head(title, span_of(record.negotiation, course.rounds), warning=private_note(record))
        return Figure(title, told, spec(size, sentence(size, head, told)))
    found = heights(record.negotiation, course.issue, _values(record, course))
    if found is None:
        return timeline(record, course, size)
    narrow = (size.width - 250) / len(course.rounds) < _NARROW
    spots = Spots(course, found, 0, narrow)
    around = frame(size, _head(record, spots, title))
    place = _place(spots, around)
    margin = place.left - around.left
    plot = Plot(record, _spaced(spots, around), place, _lane(spots), margin)
    return Figure(title, course_told(course), spec(size, around.layers, plot.group()))


def _values(record: Record, course: Course) -> list[Value]:
    """Everything that has to have a place: positions, versions, rejections, and agreements."""
    some = [
        value
        for one in course.paths
        for point in one.points
        for held in (point.standing.held, *point.standing.held.disputed)
        for value in (held.value, held.rejects)
    ]
    return [*some, *(value for _, _, value in settled(record.negotiation, course))]


def _head(record: Record, spots: Spots, title: str) -> Head:
    issue = spots.course.issue
    unit = issue.unit if issue.scale == "quantity" and not issue.dated else ""
    told = span_of(record.negotiation, spots.course.rounds)
    subtitle = f"{told} · {plain(unit)}" if unit else told
    parties = [one.party for one in spots.course.paths]
    return Head(title, subtitle, parties, tuple(_notes(record, spots)), private_note(record))


def _notes(record: Record, spots: Spots) -> Iterator[str]:
    """What the signs that are there mean."""
    points = [point for one in spots.course.paths for point in one.points]
    yield "filled: stated in that round"
    if not all(point.stated for point in points):
        yield "hollow: carried from before"
    yield from spots.used()
    if any(spots.rejections()):
        yield "× rejected"
    if any(spots.versions()):
        yield "dotted beside a sign: the versions told"
    if any(settled(record.negotiation, spots.course)):
        yield "check mark: agreed"
    if any(spots.course.gaps) and spots.heights.ordered:
        yield "shaded: the gap of the counterparts farthest apart"
    if not spots.heights.ordered:
        yield "the options are in no order"


def _place(spots: Spots, around: Frame) -> Frame:
    """Where the plot is: beside the labels, below the gaps, above the names of rounds."""
    wide = around.right - around.left
    margin = min(230, wide * 0.3) if spots.heights.ticks else 92
    bottom = around.bottom - _BELOW - _lane(spots)
    return around._replace(left=around.left + margin, top=around.top + _ABOVE, bottom=bottom)


def _lane(spots: Spots) -> int:
    return _LANE if any(spots.homeless()) else 0


def _spaced(spots: Spots, around: Frame) -> Spots:
    """The signs with room between parties: as much as a round has, or two options have."""
    place, many = _place(spots, around), len(spots.course.paths)
    if spots.heights.issue.scale == "quantity":
        each = (place.right - place.left) / len(spots.course.rounds)
    else:
        each = (place.bottom - place.top) / max(len(spots.heights.ticks) - 0.5, 1)
    return spots._replace(step=min(_APART, each * 0.72 / many))
