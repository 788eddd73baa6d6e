"""`negtrack history -f json`."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import (
    AboutNegotiation,
    Count,
    Element,
    Percent,
    Place,
    Round,
    Shape,
    Stance,
    Value,
)


class GapOfRound(Round):
    """A round, and the gap as of it."""

    gap: Percent | None
    """The mean gap of the pairs that can be measured, 0–100; null where none can."""


class Point(Shape):
    """Where a party stood as of a round."""

    round: str
    """The id of the round."""
    date: datetime.date
    """The date of the round."""
    said: bool
    """Whether it said anything on the issue in that round."""
    carried: bool
    """Whether the position comes from an earlier round."""
    said_in: str
    """The id of the round in which the position was stated."""
    stance: Stance
    """What is done with the value: asked, offered, accepted; or why there is none."""
    value: Value | None
    """What it asked for; null where no value stood."""
    low: float | None
    """The lowest that it names: 0–100 on a ladder, in the unit on a quantity (a date as its day
    since year 1); null where it is open, or on another scale."""
    high: float | None
    """The highest that it names, counted alike; null where it is open, or on another scale."""
    rejects: list[Element]
    """What it refuses, any of these; empty where nothing is."""
    red_line: bool
    """Whether it called that a red line."""
    unconditional: bool
    """Whether it asked for that free of any condition."""
    conditions: bool
    """Whether that had conditions."""
    disputed: Count
    """How many other versions of the statement there are."""
    place: Place
    """Where the statement stands."""


class Path(Shape):
    """A party's path."""

    party: str
    """The id of the party."""
    points: list[Point]
    """Every round from the first in which it took a stand on the issue."""


class Issue(Shape):
    """An issue over all rounds."""

    issue: str
    """The id of the issue."""
    scale: Literal["ladder", "quantity", "choice", "text"]
    """Its scale."""
    unit: str | None
    """The unit of its numbers; null where it has none."""
    rounds: list[GapOfRound]
    """Every round of the record."""
    parties: list[Path]
    """Every party that took a stand on it itself."""


class History(AboutNegotiation):
    """Each party's path on every issue, over all rounds."""

    schema_: Literal["negtrack.history/1"] = Field(alias="schema")
    """The contract and its version."""
    issues: list[Issue]
    """Every issue that was asked for, and on which anybody took a stand."""
