"""`negtrack moves -f json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutRound, Aspects, Count, Kind, Place, Shape

Sum = Annotated[float, Field(ge=0)]
Correlation = Annotated[float, Field(ge=-1, le=1)]


class Step(Shape):
    """What a party did in a round on all issues, against the round before."""

    round: str
    """The id of the round."""
    party: str
    """The id of the party."""
    type: Literal["concession", "demand", "trade-off", "insistence", "opening", "shift", "silence"]
    """The first of these that fits what it did as a whole."""
    gave: list[str]
    """The ids of the issues on which it came nearer to another, or asked or refused less."""
    took: list[str]
    """The ids of the issues on which it moved away, or asked or refused more."""
    opened: list[str]
    """The ids of the issues on which it took its first stand."""
    shifted: list[str]
    """The ids of the issues on which it withdrew, or went neither nearer nor farther."""
    given: Sum
    """The sum of its moves towards others, at most 100 an issue."""
    taken: Sum
    """The sum of its moves away from others, at most 100 an issue."""


class Reciprocity(Shape):
    """How the moves of two counterparts towards each other went together."""

    a: str
    """The id of one party."""
    b: str
    """The id of the other."""
    n: Count
    """The rounds that were compared."""
    left_out: Count
    """The rounds left out, as a move in them could not be measured."""
    correlation: Correlation | None
    """Pearson's; null below five rounds, or where one side's moves are the same in all."""


class Movement(Shape):
    """How much the whole table moved in a round."""

    round: str
    """The id of the round."""
    movement: Sum
    """D: the sum over principals of the length of their step over all issues, on scales of 0–1."""
    ratio: Sum | None
    """D over that of the first round that moved; null where none has."""


class Towards(Shape):
    """A party's step towards another."""

    round: str
    """The id of the round in which it was made."""
    issue: str
    """The id of the issue."""
    kind: Kind
    """The kind of change."""
    aspects: Aspects
    """What else changed, in words; more words may come."""
    place: Place
    """Where the statement stands."""


class Concessions(Shape):
    """The first and the last step of a party towards another."""

    party: str
    """The id of the party."""
    first: Towards | None
    """The first; null where there is none."""
    last: Towards | None
    """The last, which may be the first; null where there is none."""


class Moves(AboutRound):
    """How the table bargained up to a round."""

    schema_: Literal["negtrack.moves/1"] = Field(alias="schema")
    """The contract and its version."""
    steps: list[Step]
    """Every round and principal that has spoken, in order."""
    reciprocity: list[Reciprocity]
    """Every pair of counterparts."""
    table: list[Movement]
    """Every round but the first, over all issues."""
    concessions: list[Concessions]
    """Every principal."""
