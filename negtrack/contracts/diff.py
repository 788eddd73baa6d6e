"""`negtrack diff -f json`."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from negtrack.contracts.shapes import (
    AboutNegotiation,
    Aspects,
    Kind,
    Ordinal,
    Place,
    Position,
    Round,
    Shape,
    Value,
)

Movement = Annotated[float, Field(ge=-100, le=100)]


class Move(Shape):
    """A party's move against one counterpart, from where that one stood in the first round."""

    counterpart: str
    """The id of the counterpart."""
    movement: Movement | None
    """How much nearer, on a scale of 100; below 0 is away, null is not measurable."""
    passed: bool
    """Whether the move went past where the counterpart stood."""


class Details(Shape):
    """Both positions of a change, whole."""

    before: Position | None
    """The position in the first round; null where the party had not spoken."""
    after: Position | None
    """The position in the second round; null where it is no longer there."""


class Change(Shape):
    """What changed for one party on one issue."""

    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""
    kind: Kind
    """The first kind of change that fits, in the order of this list."""
    aspects: Aspects
    """What else changed, in words such as `raised` or `red-line`; more words may come."""
    before: Value | None
    """The value that stood in the first round; null where none did."""
    after: Value | None
    """The value that stands in the second round; null where none does."""
    movement: Movement | None
    """The mean of the moves, on a scale of 100; below 0 is away, null is not measurable."""
    moves: list[Move]
    """The move against each counterpart that had a value in the first round."""
    package: str | None
    """The id of the package that the last statement belongs to; null where it stands alone."""
    details: Details
    """Both positions, whole."""
    places: list[Place]
    """Where both statements stand, the earlier first; one place where they are one.

    Between two revisions, the earlier stands there at the `rev` of `from`.
    """


class Inside(Shape):
    """A position that belongs to a package."""

    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""


class Package(Shape):
    """What is to be taken or refused as a whole."""

    id: str
    """The id of the package."""
    title: str | None
    """Its title; null where it has none."""
    by: list[str]
    """The ids of those who made it."""
    date: datetime.date | None
    """The day it was made; null where the record has none."""
    final: bool
    """Whether it was called final."""
    expires: datetime.date | None
    """The last day on which its offers stand; null where it has none."""
    positions: list[Inside]
    """The changed positions that belong to it."""


class Answer(Shape):
    """What a party answered to a package."""

    party: str
    """The id of the party."""
    package: str
    """The id of the package."""
    stance: Literal["accept", "reject", "reserve", "no-answer"]
    """The answer."""
    date: datetime.date | None
    """The day it was given; null where the record has none."""
    quote: str | None
    """The answer, verbatim; null where the record has no quote."""
    source: list[str]
    """The ids of the sources it was read in; empty where the record names none."""


class Agreement(Shape):
    """What was agreed."""

    id: str
    """The id of the agreement."""
    title: str | None
    """Its title; null where it has none."""
    status: Literal[
        "agreed", "provisional", "claimed", "carried-out", "dropped", "lapsed", "breached"
    ]
    """What has become of it."""
    part: bool
    """Whether it settles a part of its issues only."""
    terms: dict[str, Value | None]
    """What each issue, by its id, comes to; null where no more is known than that it is settled."""


class Diff(AboutNegotiation):
    """What moved between two rounds: every party's change on every issue, and what was agreed."""

    schema_: Literal["negtrack.diff/1"] = Field(alias="schema")
    """The contract and its version."""
    from_: Round = Field(alias="from")
    """The first of the two rounds; it may be the later one, or the same of another revision."""
    to: Round
    """The second of the two rounds."""
    summary: dict[Kind, Ordinal]
    """How many changes there are of each kind; a kind without any is left out."""
    changes: list[Change]
    """Every change that was asked for; none where a round is compared with itself."""
    packages: list[Package]
    """The packages made after the earlier round, up to the later; empty under a filter."""
    answers: list[Answer]
    """The answers to packages given in the same time; empty under a filter."""
    agreements: list[Agreement]
    """The agreements made, or changed in terms or status, in the same time."""
