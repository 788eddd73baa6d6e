"""`negtrack agreements -f json`."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutNegotiation, Place, Shape, Value

Number = int | float | str
Status = Literal["agreed", "provisional", "claimed", "carried-out", "dropped", "lapsed", "breached"]


class Term(Shape):
    """What an agreement fixes on one issue."""

    issue: str
    """The id of the issue."""
    value: Value | None
    """What it comes to; null where no more is known than that it is settled."""


class DeliveryVersion(Shape):
    """A delivery as somebody else tells it."""

    amount: Number | None
    """How much it was; null where that is not known."""
    stated_by: str
    """Who reported it: self, counterpart, mediator, press, leak, or the id of a party."""


class Delivery(Shape):
    """A part of an agreement that was carried out."""

    date: datetime.date
    """The day."""
    amount: Number | None
    """How much it was, in the unit of the agreement's one quantity; null where not known."""
    source: list[str]
    """The ids of the sources."""
    stated_by: str
    """Who reported it: self, counterpart, mediator, press, leak, or the id of a party."""
    disputed: list[DeliveryVersion]
    """The other versions of it; empty for none."""


class Tally(Shape):
    """What was delivered in all, by the versions of one who tells some delivery otherwise."""

    stated_by: str
    """Who: self, counterpart, mediator, press, leak, or the id of a party."""
    delivered: Number
    """The sum of the known amounts."""
    at_least: bool
    """Whether some amount is not known."""
    remaining: Number | None
    """What is left of the least that was agreed; null where no amount was."""


class Version(Shape):
    """An agreement as one party tells it."""

    party: str
    """The id of the party."""
    terms: list[Term]
    """What it comes to."""
    quote: str | None
    """The party's words; null where the record has none."""
    source: list[str]
    """The ids of the sources."""


class Departure(Shape):
    """A position taken since by a party to the agreement that is not what was agreed."""

    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""
    said_in: str
    """The id of the round."""
    how: Literal["elsewhere", "rejects"]
    """It names another value, or rejects what was agreed."""
    place: Place
    """Where it stands."""


class Agreement(Shape):
    """An agreement, and what became of it."""

    id: str
    """The id of the agreement."""
    title: str | None
    """Its title; null where it has none."""
    round: str
    """The id of the round in which it was made."""
    issue: str | None
    """The id of its issue; null where it has several terms or none."""
    value: Value | None
    """What that comes to; null where it has several terms, or no more is known."""
    terms: list[Term]
    """All of its terms."""
    between: list[str]
    """The ids of its parties."""
    status: Status
    """What has become of it."""
    part: bool
    """Whether it settles a part of its issues only."""
    delivered: Number | None
    """The sum of the deliveries' known amounts; null where nothing is counted."""
    at_least: bool
    """Whether some amount is not known: more was delivered, and less remains."""
    remaining: Number | None
    """What is left of the least that was agreed; null where no amount was."""
    deliveries: list[Delivery]
    """Every delivery, in the record's order."""
    counts: list[Tally]
    """The totals by those who tell some delivery otherwise; empty where nobody does."""
    versions: list[Version]
    """The agreement as its parties tell it; empty where the record has no such versions."""
    differing: list[str]
    """The ids of those whose version is not like the others; empty where all are alike."""
    contradicted: list[Departure]
    """What its parties have said since that is not what was agreed; none once it is carried out."""
    place: Place
    """Where the record last told of it."""


class Reopened(Shape):
    """An issue that agreements had settled, and that is open again."""

    issue: str
    """The id of the issue."""
    settled_in: str
    """The id of the last round in which it was settled."""
    open_since: str
    """The id of the round since which it is open."""


class Agreements(AboutNegotiation):
    """What was agreed, and what became of it."""

    schema_: Literal["negtrack.agreements/1"] = Field(alias="schema")
    """The contract and its version."""
    round: str | None
    """The id of the round as of which this is so; null where all is told that the record has."""
    rev: str | None
    """The git revision that it was read at; null for the files as they are."""
    agreements: list[Agreement]
    """Every agreement that was asked for, in the order in which they were made."""
    reopened: list[Reopened]
    """The issues that are open again."""
