"""`negtrack polarisation -f json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutRound, Count, Input, LeftOut, Round, Shape

Agreement = Annotated[float, Field(ge=-1, le=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Missing = Literal["unordered", "too-few-options", "too-few"]


class Held(Shape):
    """Who stands at an option."""

    option: str
    """The id of the option."""
    parties: list[str]
    """The ids of the parties; empty for nobody."""


class Level(Round):
    """How far the parties were polarised as of one round."""

    n: Count
    """The parties that are counted."""
    agreement: Agreement | None
    """Van der Eijk's A, −1 to 1; null where the record has too little."""
    polarisation: Share | None
    """(1 − A)/2, 0 to 1; null where the record has too little."""
    missing: Missing | None
    """What is missing: ordered options, three of them, or two counterparts; null for nothing."""


class Course(Shape):
    """How far the parties are polarised on one issue, and were before."""

    issue: str
    """The id of the issue."""
    n: Count
    """The parties that are counted."""
    agreement: Agreement | None
    """Van der Eijk's A, −1 to 1; null where the record has too little."""
    polarisation: Share | None
    """(1 − A)/2: 0 all at one option, 1 half at either end; null where A is."""
    previous_polarisation: Share | None
    """The same in the round before; null where there is none."""
    change: Agreement | None
    """By how much it grew since the round before; null where one of the two is missing."""
    missing: Missing | None
    """What is missing: ordered options, three of them, or two counterparts; null for nothing."""
    options: list[Held]
    """Who stands where, in the order of the ladder; empty where the issue has none."""
    rounds: list[Level]
    """Every round up to the one that was asked for."""
    inputs: list[Input]
    """The parties that are counted; each counts 1, whatever its weights."""
    left_out: list[LeftOut]
    """The principals that are not counted."""


class Polarisation(AboutRound):
    """How far the parties are polarised on each ladder, in every round up to one."""

    schema_: Literal["negtrack.polarisation/1"] = Field(alias="schema")
    """The contract and its version."""
    formula: str
    """How A is computed for a layer of frequencies."""
    issues: list[Course]
    """Every issue that was asked for, in the record's order."""
