"""`negtrack log -f json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negtrack.contracts import shapes
from negtrack.contracts.shapes import Aspects, Contract, Kind, Round, Shape


class Coding(Shape):
    """What a commit did to one party's position on one issue in one round."""

    negotiation: str
    """The id of the negotiation."""
    round: Round
    """The round, as of the commit."""
    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""
    coding: Literal["stated", "recoded", "removed"]
    """Coded for the first time, so that it is a move; coded otherwise than before; or gone."""
    kind: Kind
    """The kind of change: against the round before where stated, else between the two codings."""
    aspects: Aspects
    """What else changed, in words such as `raised` or `red-line`; more words may come."""
    before: str | None
    """Where the party stood, in words; null where it had no position."""
    after: str | None
    """Where the party stands, in words; null where it has no position."""


class Note(Shape):
    """What else a commit changed."""

    negotiation: str
    """The id of the negotiation."""
    note: str
    """What changed, as a phrase: a round added, an issue changed, a record that cannot be read."""


class Commit(shapes.Commit):
    """A commit that changed the record."""

    merge: bool
    """Whether it is a merge, of which only what none of its parents had is told."""
    codings: list[Coding]
    """Every position that was stated, recoded or removed, round by round; none of the earliest."""
    notes: list[Note]
    """What else changed; under a filter, only what could not be read."""


class Log(Contract):
    """The history of the record: what each commit stated, recoded and removed."""

    schema_: Literal["negtrack.log/1"] = Field(alias="schema")
    """The contract and its version."""
    negotiation: str | None
    """The id of the negotiation asked for; null where it is all of them."""
    private: bool
    """Whether it holds what is marked confidential, as `--private` asks for."""
    more: bool
    """Whether older commits were left out."""
    shallow: bool
    """Whether the clone lacks what was before the oldest commit."""
    commits: list[Commit]
    """The commits that were asked for, newest first."""
