"""`negtrack linkage -f json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutRound, Ordinal, Place, Shape, Value


class Need(Shape):
    """What a condition names: an issue, and what it must come to."""

    issue: str
    """The id of the issue."""
    value: Value
    """What it must come to; of a list, any of these."""


class Wish(Shape):
    """One need of one alternative of a position's conditions."""

    party: str
    """The id of the party that sets the condition."""
    issue: str
    """The id of the issue on which its position is that has the condition."""
    alternative: Ordinal
    """Which of the alternatives the need belongs to, from 1; one of them suffices."""
    needs: Need
    """What must come about."""
    asked: list[str]
    """The ids of those it is asked of; empty where there is nobody to ask."""
    state: Literal["met", "blocked", "open", "waiting"]
    """Met; somebody stands elsewhere; nothing known that compares; or they would, on conditions."""
    by: list[str]
    """The ids of those who put it there."""
    place: Place
    """Where the position stands."""


class Move(Shape):
    """A single move."""

    party: str
    """The id of the party that would make it."""
    issue: str
    """The id of the issue."""
    move: Literal["drop-condition", "value"]
    """To drop all conditions of its position, or to take a value without any."""
    to: Value | None
    """The value; null where conditions are dropped."""


class Statement(Shape):
    """A position with conditions."""

    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""
    place: Place
    """Where it stands."""


class Opened(Shape):
    """What would open something."""

    openings: list[list[Move]]
    """The sets of the fewest moves that would, at most twenty; empty where none was found."""
    stopped_at: Ordinal | None
    """The moves a set at which the search stopped before all were tried; null where it did not."""


class Lock(Opened):
    """Positions that wait for each other."""

    kind: Literal["sequence", "substance"]
    """Whether only who goes first stands in the way, or what is asked does, too."""
    statements: list[Statement]
    """The positions in it."""


class Unmet(Statement, Opened):
    """A position none of whose alternatives is met."""


class Linkage(AboutRound):
    """What waits for what: every condition, the locks, and the fewest moves that open them."""

    schema_: Literal["negtrack.linkage/1"] = Field(alias="schema")
    """The contract and its version."""
    conditions: list[Wish]
    """Every need of every standing position that was asked for."""
    locks: list[Lock]
    """Every lock once."""
    unmet: list[Unmet]
    """Every position that waits, in a lock or not."""
