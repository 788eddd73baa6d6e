"""`negtrack show -f json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutRound, Position


class Cell(Position):
    """Where one party stands on one issue."""

    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""
    carried: bool
    """Whether the position comes from an earlier round."""
    inherited: bool
    """Whether the position is that of a bloc the party belongs to."""
    relation: Literal[
        "agreed",
        "same",
        "conditional",
        "overlapping",
        "apart",
        "rejected",
        "incomparable",
        "alone",
        "beside",
    ]
    """How it stands to those of its counterparts; `beside` where the party is no principal."""
    unchanged: bool
    """Whether it asks for the same, and refuses the same, as in the round before."""


class Show(AboutRound):
    """Where everyone stands in a round: the position of each party on each issue."""

    schema_: Literal["negtrack.show/1"] = Field(alias="schema")
    """The contract and its version."""
    cells: list[Cell]
    """Every position that was asked for, by issue and party; who never spoke has none."""
