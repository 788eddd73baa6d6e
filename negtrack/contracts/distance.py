"""`negtrack distance -f json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutRound, Count, Percent, Place, Shape, Value


class On(Shape):
    """How far apart two parties are on one issue."""

    issue: str
    """The id of the issue."""
    distance: Percent
    """The distance of their values, 0–100."""


class Pair(Shape):
    """How far a party is from another, by its own salience."""

    a: str
    """The id of the party whose salience it is."""
    b: str
    """The id of the other."""
    n: Count
    """The issues on which both can be measured."""
    distance: Percent | None
    """The distance, 0–100; null where there is no such issue, or none matters to the party."""
    value: Annotated[float, Field(ge=0, le=1)] | None
    """KTAB's v, which is 1 − distance/100; null where there is no distance."""
    issues: list[On]
    """The issues on which both can be measured."""


class Coalition(Shape):
    """Parties that stand together, or one that stands alone."""

    members: list[str]
    """The ids of the parties."""
    distance: Percent | None
    """Their mean distance from each other; null for a party alone."""
    meet: list[str]
    """The ids of the issues on which all of them can be measured and no two are apart."""


class Position(Shape):
    """A position that is counted."""

    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""
    value: Value
    """What it names."""
    salience: Percent | None
    """How much the issue matters to it, 0–100; null where the record does not say."""
    said_in: str
    """The id of the round in which the position was stated."""
    place: Place
    """Where the statement stands."""


class Uncounted(Shape):
    """An issue that is not counted."""

    issue: str
    """The id of the issue."""
    reason: Literal["text", "no-span", "too-few"]
    """A text; numbers without a span; or no two parties with values that can be compared."""


class Distance(AboutRound):
    """How far every party is from every other over all issues, and who stands together."""

    schema_: Literal["negtrack.distance/1"] = Field(alias="schema")
    """The contract and its version."""
    formula: str
    """How the distance of i from j is computed."""
    salience_used: bool
    """Whether salience was used; only where every party has it wherever it is counted."""
    parties: list[str]
    """The ids of the parties that have a value to compare, in the record's order."""
    pairs: list[Pair]
    """Every two parties that were asked for, in both directions."""
    coalitions: list[Coalition]
    """The groups; empty where none can be told."""
    coalitions_unknown: Literal["extra", "too-few", "unclear"] | None
    """What is missing: what finds them, three parties, or a clear cut; null where some are told."""
    heights: list[Percent]
    """The mean distances at which two groups become one, as far as they are certain."""
    outside: list[str]
    """The ids of the parties that lack a distance to somebody, and are in no group."""
    inputs: list[Position]
    """Every position that is counted."""
    missing: list[Uncounted]
    """The issues that are not counted."""
