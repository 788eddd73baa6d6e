"""`negtrack gaps -f json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutRound, Count, Element, End, Percent, Round, Shape


class Counts(Shape):
    """How many issues there are of each colour."""

    green: Count
    """Issues that are settled."""
    yellow: Count
    """Issues that are open."""
    red: Count
    """Issues on which the parties oppose each other, or come no nearer."""


class Comparable(Shape):
    """The gaps over those pairs alone that are measurable in both rounds."""

    gap: Percent | None
    """The mean in this round, 0–100; null where no pair is measurable in both."""
    previous_gap: Percent | None
    """The mean in the round before, 0–100; null where no pair is measurable in both."""


class ObservedSpan(Shape):
    """The span of all numbers that the record has on an issue, which 100 stands for."""

    min: End
    """The lowest number in the issue's unit, or the first date."""
    max: End
    """The highest number in the issue's unit, or the last date."""
    unit: str | None
    """The issue's unit, `date` for dates; null where it has none."""


class Pair(Shape):
    """The gap of two counterparts on an issue."""

    a: str
    """The id of the one party."""
    b: str
    """The id of the other."""
    gap: Percent | None
    """The distance of their values, 0–100; null where it cannot be measured."""
    min: Percent | None
    """The smallest gap over all pairs of disputed versions; null where none is measurable."""
    max: Percent | None
    """The largest gap over all pairs of disputed versions; null where none is measurable."""
    unmeasured_versions: Count
    """The pairs of disputed versions whose gap cannot be measured."""
    overlap: list[Element] | None
    """What both could accept, any of these; null where one has no value, or on another basis."""


class Rejection(Shape):
    """A party that refuses what another's position names."""

    by: str
    """The id of the party that refuses it."""
    of: str
    """The id of the party whose position it is."""


class IssueGap(Shape):
    """How far apart the parties are on one issue."""

    issue: str
    """The id of the issue."""
    status: Literal[
        "agreed",
        "converged",
        "conditional",
        "overlapping",
        "apart",
        "narrowing",
        "static",
        "widening",
        "opposed",
        "one-sided",
        "unmeasured",
        "unstated",
    ]
    """What the gap, the agreements, rejections and conditions make of the issue."""
    colour: Literal["green", "yellow", "red"]
    """The colour of the status."""
    gap: Percent | None
    """The mean gap of the measurable pairs, 0–100; null where there is none."""
    previous_gap: Percent | None
    """The same in the round before; null where there is none."""
    comparable: Comparable
    """Both gaps over the same pairs: by these, an issue narrows or widens."""
    observed_span: ObservedSpan | None
    """The span of the record's own numbers; null where the issue declares one or is no quantity."""
    pairs: list[Pair]
    """Every pair of counterparts that was asked for."""
    agreements: list[str]
    """The ids of the agreements in force on the issue."""
    rejections: list[Rejection]
    """Who refuses what whose position names."""
    conditions: list[str]
    """The ids of the parties that set conditions."""


class Gaps(AboutRound):
    """How far apart the parties are in a round, per issue and pair, against the round before."""

    schema_: Literal["negtrack.gaps/1"] = Field(alias="schema")
    """The contract and its version."""
    previous: Round | None
    """The round before, in order of date; null where there is none."""
    counts: Counts
    """The issues of each colour in this round."""
    previous_counts: Counts | None
    """The issues of each colour in the round before; null where there is none."""
    issues: list[IssueGap]
    """Every issue that was asked for, in the record's order."""
