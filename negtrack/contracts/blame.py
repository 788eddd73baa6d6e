"""`negtrack blame -f json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import (
    AboutRound,
    Commit,
    Ordinal,
    Place,
    Position,
    Provenance,
    Stance,
    Value,
)


class Statement(Provenance):
    """One statement, and where its lines come from."""

    round: str
    """The id of the round in which it was made."""
    stance: Stance
    """What is done with the value: asked, offered, accepted; or why there is none."""
    value: Value | None
    """What it names; null where it names nothing."""
    coder: str | None
    """Who coded it; null where the record does not say."""
    place: Place
    """Where it stands."""
    last_line: Ordinal
    """The last line that belongs to it, in the same file."""
    committed: bool
    """Whether git has all of its lines as they are."""
    commits: list[Commit]
    """The commits that its lines come from, newest first; empty where git has none of them."""


class Blame(AboutRound):
    """What a party's position on an issue rests on: its statements, their sources and commits."""

    schema_: Literal["negtrack.blame/1"] = Field(alias="schema")
    """The contract and its version."""
    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""
    inherited: str | None
    """The id of the bloc whose position it is; null where it is the party's own."""
    position: Position | None
    """The position as of the round; null where the party has said nothing."""
    statements: list[Statement]
    """The statements that it is made of, oldest first; of the bloc where the position is its."""
