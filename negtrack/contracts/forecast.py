"""`negtrack forecast -f json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutRound, Count, Input, LeftOut, Percent, Shape, Value


class KnownError(Shape):
    """How far such rules were from the outcome of negotiations that are over, on a scale of 100."""

    source: Literal["DEU III"]
    """The study."""
    issues: Literal[353]
    """The issues that it is over."""
    mean: Percent
    """The mean distance of the mean."""
    weighted_median: Percent
    """The mean distance of the weighted median."""
    midpoint: Percent
    """The mean distance of the middle of the scale, which needs no record at all."""


class InWords(Shape):
    """The figures in the issue's own words: a ladder's nearest option (or two), or a number."""

    compromise: Value | None
    """That of the compromise model; null where there is none."""
    mean: Value | None
    """That of the mean; null where there is none."""
    weighted_median: Value | None
    """That of the weighted median; null where there is none."""


class Median(Shape):
    """All points with no more than half of the weight on either side."""

    from_: Percent = Field(alias="from")
    """The lowest, 0–100."""
    to: Percent
    """The highest, 0–100; mostly the same."""


class Ignored(Shape):
    """What was stated on the issue that no rule knows."""

    red_lines: list[str]
    """The ids of the parties that drew a red line."""
    rejections: list[str]
    """The ids of the parties that reject something."""
    conditions: list[str]
    """The ids of the parties that set conditions."""


class IssueForecast(Shape):
    """Where a settlement on one issue would lie."""

    issue: str
    """The id of the issue."""
    n: Count
    """The parties that are counted."""
    compromise: Percent | None
    """Σcsx / Σcs, 0–100; null where the record has too little, or all weights are 0."""
    mean: Percent | None
    """The plain mean, 0–100; null where the record has too little."""
    weighted_median: Percent | None
    """The weighted median, 0–100, of several the middle; null like the compromise."""
    spread: Percent | None
    """The weighted standard deviation of the positions, 0–50; null like the compromise."""
    known_error: KnownError
    """What belongs beside each of these figures."""
    values: InWords
    """The same in the issue's own words."""
    median: Median | None
    """All medians, where there are several; null like the compromise."""
    condorcet: list[Percent]
    """The places of the options that beat or tie every other in weighted votes of two."""
    power_used: bool
    """Whether power was used; only where every party that is counted has it, else it is 1."""
    salience_used: bool
    """The same of salience."""
    observed_span: bool
    """Whether 0 and 100 are the lowest and highest number of the record, as none are declared."""
    missing: Literal["unordered", "no-span", "too-few"] | None
    """What is missing: degrees, a span, or two counterparts with a place; null where nothing is."""
    agreements: list[str]
    """The ids of the agreements in force on the issue."""
    ignored: Ignored
    """What no rule knows."""
    inputs: list[Input]
    """The parties that are counted, each with its place on the scale and its weights."""
    left_out: list[LeftOut]
    """The principals that are not counted."""


class Forecast(AboutRound):
    """Where a settlement would lie by three rules, with their known error and their inputs."""

    schema_: Literal["negtrack.forecast/1"] = Field(alias="schema")
    """The contract and its version."""
    formula: str
    """The compromise model."""
    issues: list[IssueForecast]
    """Every issue that was asked for, in the record's order."""
