"""`negtrack reliability -f json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutNegotiation, Count, Place, Shape, Value

Share = Annotated[float, Field(ge=0, le=1)]
"""A share, from 0 to 1."""

Alpha = Annotated[float, Field(le=1)]
"""Krippendorff's α: 1 is full agreement, 0 what chance would give, less is worse than chance."""


class Variable(Shape):
    """One thing that was coded, and how far the coders agree on it."""

    variable: Literal[
        "stated", "stance", "conditions", "rejections", "unconditional", "red line", "value"
    ]
    """What was coded: whether a position was found at all, a part of it, or its value."""
    issue: str | None
    """The id of the issue whose value it is; null where it was coded on all issues."""
    level: Literal["nominal", "ordinal", "interval", "ratio"]
    """The level of measurement that α was computed on."""
    units: Count
    """The units that at least two coders coded."""
    agreement: Share | None
    """The share of pairs of coders that gave a unit the same code; null where there is no pair."""
    alpha: Alpha | None
    """Krippendorff's α; null with fewer than two units, or where the codes never vary."""
    interval: tuple[Alpha, Alpha] | None
    """Between what lie 95 % of the α of units drawn anew; null where that says nothing."""
    verdict: Literal["reliable", "tentative", "unreliable"] | None
    """From .8 on, from .667 on, or below; null where there are too few units to judge."""
    disagreements: Count
    """The units on which the coders differ."""
    incomparable: Count
    """The units left out of α, as somebody coded a range, a list, or a number on another basis."""


class Coded(Shape):
    """What one coder made of a unit."""

    coder: str
    """The coder, as it was named: a name, a folder or a revision."""
    stated: bool
    """Whether the coder found a position at all."""
    value: Value | None
    """The value; null where none was stated."""
    stance: str | None
    """The stance; null where nothing was stated."""
    position: str | None
    """The position in words; null where nothing was stated."""
    place: Place | None
    """Where it stands in that coder's record; null where nothing was stated."""


class Disagreement(Shape):
    """A unit that was not coded alike."""

    round: str
    """The id of the round."""
    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""
    in_: list[str] = Field(alias="in")
    """The variables on which the coders differ."""
    codings: list[Coded]
    """What each coder made of it, in the order in which they were named."""


class Reliability(AboutNegotiation):
    """How far coders agree on what was said, and every disagreement."""

    schema_: Literal["negtrack.reliability/1"] = Field(alias="schema")
    """The contract and its version."""
    coders: list[str]
    """The coders as they were named: names, folders or revisions."""
    variables: list[Variable]
    """What was coded on all issues first, then the value on each issue."""
    disagreements: list[Disagreement]
    """Every unit that was not coded alike, in the order of rounds and issues."""
