"""The course of issues over all rounds: drawn, and as the statements and gaps of each round."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from negtrack.charts.path import path
from negtrack.drawing import drawing, letters
from negtrack.figure import SLIDE, Figure
from negtrack.measures import hull, plain, spelled_distance
from negtrack.moves import scales
from negtrack.page import Block, Cell, Column, Heading, Lines, Page, Sentence, Table
from negtrack.paths import Course, Path, Point, courses
from negtrack.problems import USAGE, Stop
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.scaling import scale_of
from negtrack.selection import Selection
from negtrack.text import counted
from negtrack.values import plain_value
from negtrack.wording import (
    amount,
    place_words,
    places_note,
    plain_list,
    plain_place,
    plain_round,
    position,
    private_note,
    round_words,
    standing_words,
)

LEGEND = (
    "A capital: stated in that round; a small letter: carried from before. * on conditions, ! a "
    "red line, ? told differently, × rejected by. ░ lies between those who are farthest apart."
)


class HistoryReport(NamedTuple):
    """The courses of some issues; `drawn` where each is drawn, else it is a line a party."""

    record: Record
    courses: tuple[Course, ...]
    drawn: bool
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether anybody ever took a stand."""
        return any(one.paths for one in self.courses)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.history/1`."""
        return {
            "schema": "negtrack.history/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            "issues": [self._plain(one) for one in self.courses],
        }

    def _plain(self, one: Course) -> dict[str, Json]:
        rounds = zip(one.rounds, one.gaps, strict=True)
        return {
            "issue": one.issue.id,
            "scale": one.issue.scale,
            "unit": one.issue.unit or None,
            "rounds": [{**plain_round(at), "gap": plain(gap)} for at, gap in rounds],
            "parties": [
                {
                    "party": path.party.id,
                    "points": [self._plain_point(one, point) for point in path.points],
                }
                for path in one.paths
            ],
        }

    def _plain_point(self, one: Course, point: Point) -> dict[str, Json]:
        standing, issue = point.standing, one.issue
        held = standing.held
        low, high = self._ends(one, point)
        return {
            "round": point.round.id,
            "date": point.round.date.isoformat(),
            "said": point.said,
            "carried": not point.stated,
            "said_in": standing.said_in,
            "stance": held.stance,
            "value": plain_value(issue, held.value),
            "low": low,
            "high": high,
            "rejects": plain_list(issue, held.rejects),
            "red_line": held.red_line,
            "unconditional": held.unconditional,
            "conditions": bool(held.only_if),
            "disputed": len(held.disputed),
            "place": plain_place(self.record.place(standing.source or standing.last)),
        }

    def _ends(self, one: Course, point: Point) -> tuple[Json, Json]:
        """How far a value reaches: 0–100 on a ladder, in the unit on a quantity; else nothing."""
        found = hull(scale_of(self.record.negotiation, one.issue), point.standing.value)
        if found is None:
            return None, None
        low, high = (None if abs(end) == float("inf") else round(float(end), 4) for end in found)
        return low, high

    def figure(self) -> Figure:
        """The chart of the one issue that was asked for."""
        if len(self.courses) != 1:
            told = f"a chart is of one issue, and this is of {len(self.courses) or 'none'}"
            named = self.courses[0].issue.id if self.courses else "ISSUE"
            raise Stop(told, f"name one: negtrack history {named} -o chart.svg", USAGE)
        return path(self.record, self.courses[0], SLIDE)

    def rows(self) -> Rows:
        """One row an issue, party and round since it took a stand."""
        header = ("issue", "party", "round", "date", "position", "stance", "said", "red_line")
        rows = [
            (
                *(one.issue.id, path.party.id, point.round.id, point.round.date.isoformat()),
                standing_words(self.record.negotiation, point.standing),
                *(point.standing.held.stance, point.said, point.standing.held.red_line),
                str(self.record.place(point.standing.source or point.standing.last)),
            )
            for one in self.courses
            for path in one.paths
            for point in path.points
        ]
        return Rows((*header, "place"), tuple(rows))

    def page(self) -> Page:
        """Each issue drawn, one of them with its statements; or all in a line a party."""
        title = f"{self.record.negotiation.title}: history"
        blocks = tuple(self._drawings() if self.drawn else self._lines())
        return Page(title, (*self._summary(), *blocks, Sentence(places_note(self.record), "faint")))

    def _summary(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        rounds = self.record.negotiation.rounds
        span = f"from {rounds[0].date} to {rounds[-1].date}" if rounds else "none yet"
        yield Sentence(f"{counted(len(rounds), 'round')}, {span}.", "strong")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")
        if not self.found:
            yield Sentence("Nobody has taken a stand.")

    def _drawings(self) -> Iterator[Block]:
        alone = len(self.courses) == 1
        for one in self.courses:
            yield Heading(f"{one.issue.title} ({one.issue.id}{_unit(one)})")
            lines = tuple(map(Cell, drawing(one)))
            if lines:
                yield Lines(lines)
                yield Sentence(_names(one), "faint")
            else:
                yield Sentence("Nobody has named a value.")
            if alone:
                yield from self._gaps(one)
                yield from self._statements(one)
        if self.found:
            yield Sentence(LEGEND, "faint")

    def _gaps(self, one: Course) -> Iterator[Block]:
        told = [
            f"{spelled_distance(gap)} in round {at.number}"
            for at, gap in zip(one.rounds, one.gaps, strict=True)
            if gap is not None
        ]
        if told:
            yield Sentence(f"Gap, of 100: {', '.join(told)}.")

    def _statements(self, one: Course) -> Iterator[Block]:
        """What was said, round by round; what was only carried is in the drawing."""
        said = [
            (point, path)
            for at in one.rounds
            for path in one.paths
            for point in path.points
            if point.round.id == at.id and point.said
        ]
        columns = tuple(map(Column, ("Round", "Party", "Said", "Stands", "Where")))
        yield Table(columns, tuple(tuple(self._cells(point, path)) for point, path in said))

    def _cells(self, point: Point, path: Path) -> Iterator[Cell]:
        negotiation, last = self.record.negotiation, point.standing.last
        stands = standing_words(negotiation, point.standing)
        said = position(negotiation, last)
        yield Cell(round_words(point.round))
        yield Cell(path.party.id)
        yield Cell(said)
        yield Cell("–" if stands == said else stands, "faint")
        yield Cell(place_words(self.record, self.record.place(last)), "faint")

    def _lines(self) -> Iterator[Block]:
        rows = tuple(
            (Cell(one.issue.id), Cell(path.party.id), Cell(self._path(path)), Cell(_trend(one)))
            for one in self.courses
            for path in one.paths
        )
        if rows:
            yield Table(tuple(map(Column, ("Issue", "Party", "Path", "Gap"))), rows)
            yield Sentence(
                "Path: where it stood, with the rounds since the first in which it did. One issue "
                "drawn: negtrack history ISSUE; all of them: --all.",
                "faint",
            )

    def _path(self, path: Path) -> str:
        """Where a party stood, each stand once with its rounds: `none (1) → full (2–3)`."""
        issue = self.record.negotiation.issues[path.points[0].standing.held.issue]

        def stood(point: Point) -> str:
            held = point.standing.held
            told = [f"× {amount(issue, held.rejects)}"] if held.rejects else []
            if point.standing.has_position or not told:
                quiet = "no figure" if held.stance == "demand" else held.stance
                told.insert(0, f"{amount(issue, held.value) or quiet}{point.marks}")
            return " ".join(told)

        told = []
        for words, points in groupby(path.points, stood):
            numbers = [point.round.number for point in points]
            ends = dict.fromkeys((numbers[0], numbers[-1]))
            told.append(f"{words} ({'–'.join(map(str, ends))})")
        return " → ".join(told)


def _unit(one: Course) -> str:
    return f", {one.issue.unit}" if one.issue.unit else ""


def _names(one: Course) -> str:
    signs = letters([path.party for path in one.paths])
    return ", ".join(f"{signs[path.party.id]} {path.party.name}" for path in one.paths)


def _trend(one: Course) -> str:
    """The gap of each round in which it could be measured: `100 → 60 → 60`."""
    return " → ".join(spelled_distance(gap) for gap in one.gaps if gap is not None) or "–"


def history(record: Record, selection: Selection, drawn: bool) -> HistoryReport:
    """The courses of the issues that are asked for, of the parties that are."""
    negotiation = record.negotiation
    asked = [issue for issue in negotiation.issues.values() if selection.has_issue(issue)]
    found = courses(negotiation, asked, scales(negotiation))
    told = [
        one._replace(paths=tuple(path for path in one.paths if selection.has_party(path.party)))
        for one in found
    ]
    some = tuple(one for one in told if one.paths or len(told) == 1)
    return HistoryReport(record, some, drawn, selection)
