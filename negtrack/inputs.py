"""What a figure was computed from, as pages and JSON tell it: places on the scale, and weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from negtrack.measures import plain, spelled_distance
from negtrack.model import Statement
from negtrack.page import Block, Cell, Column, Heading, Items, Table
from negtrack.points import Absent, Missing, Point, Points, Reason, Taken
from negtrack.problems import Place
from negtrack.record import Record
from negtrack.report import Json
from negtrack.standing import Standing
from negtrack.values import plain_value
from negtrack.wording import amount, place_words, plain_place

_TAKEN: Mapping[Taken, str] = {"value": "", "middle": ", its middle", "end": ", its stated end"}

_ABSENT: Mapping[Reason, str] = {
    "no-position": "no value stands",
    "several": "names any of several",
    "basis": "on another basis",
    "bloc": "its bloc is counted",
}

MISSING: Mapping[Missing, str] = {
    "unordered": "no scale of degrees",
    "no-span": "no span to measure by: no min and max, and fewer than three numbers known",
    "too-few": "no two counterparts have a value that is one place on the scale",
}
"""Why an issue has no answer, in words."""

_WEIGHTS = tuple(Column(letter, numeric=True) for letter in ("x", "s", "c"))
"""The place on the scale, the salience and the power."""


class Inputs(NamedTuple):
    """The points of some issues in a record, to be told; `weighted` with their weights."""

    record: Record
    issues: Sequence[Points]
    weighted: bool = True

    def blocks(self) -> Iterator[Block]:
        """A table of what was counted, and in a line each what was not."""
        rows = [tuple(self._row(of, point)) for of in self.issues for point in of.points]
        if rows:
            yield Heading("Computed from")
            weights = _WEIGHTS if self.weighted else ()
            who = map(Column, ("Issue", "Party", "Position"))
            yield Table((*who, *weights, Column("Where")), tuple(rows))
        left_out = [f"{told}." for of in self.issues if (told := _left_out(of))]
        if left_out:
            yield Heading("Not counted")
            yield Items(tuple(Cell(told) for told in left_out))

    def _row(self, of: Points, point: Point) -> Iterator[Cell]:
        issue, held = of.scale.issue, point.standing.held
        yield Cell(issue.id)
        yield Cell(point.party)
        disputed = ", disputed" if held.disputed else ""
        yield Cell(amount(issue, held.value) + _TAKEN[point.taken] + disputed)
        for number in (point.x, point.salience, point.power) if self.weighted else ():
            yield Cell(spelled_distance(number))
        yield Cell(place_words(self.record, place_of(self.record, point.standing)), "faint")

    def plain_input(self, of: Points, point: Point) -> dict[str, Json]:
        """One party's point as JSON holds it."""
        held = point.standing.held
        return {
            "party": point.party,
            "value": plain_value(of.scale.issue, held.value),
            "x": plain(point.x),
            "taken": point.taken,
            "salience": plain(point.salience),
            "power": plain(point.power),
            "disputed": bool(held.disputed),
            "said_in": point.standing.said_in,
            "place": plain_place(place_of(self.record, point.standing)),
        }


def place_of(record: Record, standing: Standing) -> Place:
    """Where the statement stands that a position comes from."""
    return record.place(standing.source or standing.last)


def plain_absent(absent: Iterable[Absent]) -> list[Json]:
    """Who is left out and why, as JSON holds it."""
    return [{"party": one.party, "reason": one.reason} for one in absent]


def _left_out(of: Points) -> str:
    """Who is not counted on an issue, by reason; empty where all are."""
    by_reason: dict[Reason, list[str]] = {}
    for one in of.absent:
        by_reason.setdefault(one.reason, []).append(one.party)
    told = [f"{', '.join(who)} ({_ABSENT[why]})" for why, who in by_reason.items()]
    return f"{of.scale.issue.id}: {', '.join(told)}" if told else ""


def missing_items(issues: Iterable[Points]) -> Iterator[Cell]:
    """Every reason for which issues have no answer, with these issues."""
    by_reason: dict[Missing, list[str]] = {}
    for of in issues:
        if of.missing is not None:
            by_reason.setdefault(of.missing, []).append(of.scale.issue.id)
    for why, told in MISSING.items():
        if why in by_reason:
            yield Cell(f"{told[:1].upper()}{told[1:]}: {', '.join(by_reason[why])}.")


def spelled_root(number: float | None) -> str:
    """A figure with a root in it, as people read it: to the nearest tenth."""
    return spelled_distance(None if number is None else Fraction(round(number, 9)))


def ignored(held: Iterable[Statement]) -> dict[str, list[str]]:
    """Who of some drew a red line, rejects something, or sets conditions: no model knows these."""
    statements = tuple(held)
    return {
        "red_lines": [one.party for one in statements if one.red_line],
        "rejections": [one.party for one in statements if one.rejects],
        "conditions": [one.party for one in statements if one.only_if],
    }
