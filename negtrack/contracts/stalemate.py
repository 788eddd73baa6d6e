"""`negtrack stalemate -f json`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutRound, Count, Kind, Ordinal, Place, Shape

Length = Annotated[float, Field(ge=0)]


class Movement(Shape):
    """How much the whole table moved in the round."""

    step: Length
    """The sum over principals of the length of their step over all issues, on scales of 0–1."""
    ratio: Length | None
    """The step over that of the first round that moved; null where none has."""


class LastMove(Shape):
    """The latest step towards another."""

    party: str
    """The id of the party that made it."""
    kind: Kind
    """The kind of change."""
    round: str
    """The id of the round in which it was made."""


class Condition(Shape):
    """A party that sets conditions on the issue."""

    party: str
    """The id of the party."""
    only_if: str
    """Its conditions in words, for people to read."""


class IssueVerdict(Shape):
    """Whether one issue is stuck."""

    issue: str
    """The id of the issue."""
    verdict: Literal["settled", "moving", "stuck", "locked", "new", "one-sided", "unstated"]
    """The verdict; `locked` is one that conditions explain."""
    rule: Literal[
        "agreement",
        "converged",
        "one-sided",
        "unstated",
        "movement",
        "too-new",
        "lock",
        "condition",
        "blocked",
        "silence",
        "insistence",
        "hardening",
        "no-step",
    ]
    """The rule that made the verdict."""
    steps: Count
    """The rounds with a principal's statement after `since`; 0 where there is none."""
    since: str | None
    """The id of the round from which the verdict holds; null where nobody has spoken."""
    days: Count | None
    """The days from the date of `since` to that of this round; null where that is null."""
    last_move: LastMove | None
    """The latest step towards another; null where there was none."""
    waits_for: list[str]
    """The ids of the issues on which something is not met that its statements wait for."""
    conditions: list[Condition]
    """Who sets conditions on the issue."""
    places: list[Place]
    """Where the principals' statements stand that the verdict rests on."""


class Stalemate(AboutRound):
    """What the talks are stuck on in a round: since when, by which rule, on which statements."""

    schema_: Literal["negtrack.stalemate/1"] = Field(alias="schema")
    """The contract and its version."""
    after: Ordinal
    """The steps without movement that make an issue stuck."""
    verdict: Literal["settled", "moving", "stalemate", "partial", "new"]
    """The verdict on the negotiation, from those of its open issues."""
    movement: Movement
    """The movement of all principals together."""
    paragraph: str
    """What is stuck, since when, what waits for what and what would open it, in sentences."""
    issues: list[IssueVerdict]
    """Every issue that was asked for, the stuck ones first."""
